/* SPDX-License-Identifier: MIT */
/*
 * What jurists are given to read. The page names every word that the readers
 * take: the keyword tables are read from the sources, so that a new word
 * without its line on the page fails.
 */
#include "base/attr.h"
#include "law/law.h"
#include "tests/support/tree.h"

#include <check.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Suite *suite_readme(void);

static struct arena arena;

static void
teardown(void)
{
	arena_clear(&arena);
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
	page->text = tree_text(&arena, tree_path(&arena, page->name));
	for (size_t i = 0; i < ARRAY_LENGTH(sources); i++) {
		glob_t found;

		ck_assert_msg(glob(tree_path(&arena, sources[i]), 0, NULL,
				      &found) == 0,
			"%s", sources[i]);
		for (size_t k = 0; k < found.gl_pathc; k++)
			check_source(
				page, tree_text(&arena, found.gl_pathv[k]));
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

/* The indented lines after a head line, as somebody would copy them. */
static void
example(const char *text, const char *head, struct buf *out)
{
	const char *line = strstr(text, head);

	ck_assert_msg(line != NULL, "没有“%s”", head);
	line = strstr(line, "\n    [");
	ck_assert_ptr_nonnull(line);
	buf_clear(out);
	for (line++; strncmp(line, "    ", 4) == 0; line++) {
		size_t length = strcspn(line, "\n");

		buf_add_bytes(out, line + 4, length - 4);
		buf_add_char(out, '\n');
		line += length;
	}
}

static void
check_loads(const char *name, const struct buf *bytes)
{
	struct problems problems = { .arena = &arena };

	law_add(law_new(&arena), name, buf_text(bytes), bytes->length,
		&problems);
	ck_assert_msg(problems.count == 0, "%s:%d: %s\n%s", name,
		problems.items[0].line, problems.items[0].text,
		buf_text(bytes));
}

/* The form's example is tried in tests/form. */
START_TEST(examples_load)
{
	static const struct {
		const char *head;
		const char *name;
	} examples[] = {
		{ "## 规则", "x.rule" },
		{ "“发现之日起三日”", "x.rule" },
		{ "## 决定表", "x.rule" },
		{ "## 拒绝表", "x.rule" },
		{ "## 违反表", "x.rule" },
		{ "## 试点地区", "x.rule" },
		{ "## 日历", "x.cal" },
		{ "当地的放假日", "x.cal" },
	};
	const char *text =
		tree_text(&arena, tree_path(&arena, "forms/examples.md"));
	struct buf bytes = { 0 };

	for (size_t i = 0; i < ARRAY_LENGTH(examples); i++) {
		example(text, examples[i].head, &bytes);
		check_loads(examples[i].name, &bytes);
	}
	buf_free(&bytes);
}
END_TEST

Suite *
suite_readme(void)
{
	Suite *suite = suite_create("readme");
	TCase *tcase = tcase_create("words");

	tcase_add_checked_fixture(tcase, NULL, teardown);
	tcase_add_loop_test(tcase, the_page_names_every_word, 0, 2);
	tcase_add_test(tcase, examples_load);
	suite_add_tcase(suite, tcase);
	return suite;
}
