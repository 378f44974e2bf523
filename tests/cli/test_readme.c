/* SPDX-License-Identifier: MIT */
/*
 * The page for jurists names every word that the readers take: the keyword
 * tables are read from the sources, so that a new word without its line on the
 * page fails.
 */
#include "base/arena.h"
#include "base/attr.h"
#include "base/file.h"

#include <check.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Suite *suite_readme(void);

enum { FILE_BYTES = 1 << 20 };

static struct arena arena;

static void
teardown(void)
{
	arena_clear(&arena);
}

static const char *
read_text(const char *path)
{
	struct buf text = { 0 };
	struct err err = { 0 };
	const char *copy;

	ck_assert_msg(file_read(path, FILE_BYTES, &text, &err), "%s", err.text);
	copy = arena_copy_bytes(&arena, buf_text(&text), text.length);
	buf_free(&text);
	return copy;
}

static const char *
in_tree(const char *path)
{
	const char *top = getenv("TEST_TOP");

	return arena_printf(&arena, "%s/%s", top == NULL ? "." : top, path);
}

/* Where the words of forms, rules, calendars and cases are read. */
static const char *const sources[] = { "src/form/form.c", "src/form/form_*.c",
	"src/form/field.c", "src/form/body.c", "src/law/rule_*.c",
	"src/law/calendar_read.c", "src/law/count.c", "src/law/history.c",
	"src/base/stanza.c" };

/* `{ "期限", "deadline"`: the text between the next quotes, NULL if what
 * follows is not such a pair. */
static const char *
quoted(const char **at)
{
	const char *start = *at + strspn(*at, " \n\t");
	size_t length;

	if (*start != '"')
		return NULL;
	length = strcspn(start + 1, "\"");
	*at = start + 1 + length + 1;
	return arena_copy_bytes(&arena, start + 1, length);
}

static bool
is_alias(const char *word)
{
	return word[0] >= 'a' && word[0] <= 'z' &&
	       word[strspn(word, "abcdefghijklmnopqrstuvwxyz0123456789-")] ==
		       '\0';
}

/* The page that is read, and what it lacks. */
struct page {
	const char *name;
	const char *text;
	bool has_aliases;
	size_t words;
	size_t missing;
};

static void
check_word(struct page *page, const char *word)
{
	if (strstr(page->text, word) != NULL)
		return;
	printf("%s 没有写“%s”\n", page->name, word);
	page->missing++;
}

static void
check_source(struct page *page, const char *source)
{
	const char *at = source;

	while ((at = strchr(at, '{')) != NULL) {
		const char *word, *alias;

		at++;
		word = quoted(&at);
		if (word == NULL || *at != ',')
			continue;
		at++;
		alias = quoted(&at);
		if (alias == NULL || (word[0] & 0x80) == 0 || !is_alias(alias))
			continue;
		page->words++;
		check_word(page, word);
		if (page->has_aliases)
			check_word(page, alias);
	}
}

static void
check_page(struct page *page)
{
	page->text = read_text(in_tree(page->name));
	for (size_t i = 0; i < ARRAY_LENGTH(sources); i++) {
		glob_t found;

		ck_assert_msg(glob(in_tree(sources[i]), 0, NULL, &found) == 0,
			"%s", sources[i]);
		for (size_t k = 0; k < found.gl_pathc; k++)
			check_source(page, read_text(found.gl_pathv[k]));
		globfree(&found);
	}
	ck_assert_uint_gt(page->words, 100);
	ck_assert_msg(page->missing == 0, "%s: %zu", page->name, page->missing);
}

START_TEST(the_page_names_every_word)
{
	struct page pages[] = {
		{ .name = "forms/README.md" },
		{ .name = "forms/README.en.md", .has_aliases = true },
	};

	check_page(&pages[_i]);
}
END_TEST

Suite *
suite_readme(void)
{
	Suite *suite = suite_create("readme");
	TCase *tcase = tcase_create("words");

	tcase_add_checked_fixture(tcase, NULL, teardown);
	tcase_add_loop_test(tcase, the_page_names_every_word, 0, 2);
	suite_add_tcase(suite, tcase);
	return suite;
}
