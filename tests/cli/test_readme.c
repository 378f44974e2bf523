/* SPDX-License-Identifier: MIT */
/*
 * What jurists are given to read. The page names every word that the readers
 * take: the keyword tables are read from the sources, so that a new word
 * without its line on the page fails. And what the first page says of the
 * command line: every verb, and nothing that is not taken.
 */
#include "run.h"

#include "base/attr.h"
#include "cli/cli.h"
#include "law/law.h"
#include "tests/support/tree.h"

#include <check.h>
#include <fnmatch.h>
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

enum { COMMANDS_MOST = 64, WORDS_MOST = 16 };

/* The lines of the first page that begin with the program, without remarks. */
static size_t
commands(const char *out[COMMANDS_MOST])
{
	static const char head[] = "\n    bianhu ";
	const char *at = tree_text(&arena, tree_path(&arena, "README.md"));
	size_t count = 0;

	while ((at = strstr(at, head)) != NULL) {
		ck_assert_uint_lt(count, COMMANDS_MOST);
		at += strlen(head);
		out[count++] = arena_copy_bytes(&arena, at, strcspn(at, "#\n"));
	}
	ck_assert_uint_gt(count, 20);
	return count;
}

static size_t
split(const char *line, const char *words[WORDS_MOST + 1])
{
	size_t count = 0;

	for (line += strspn(line, " "); *line != '\0';
		line += strspn(line, " ")) {
		size_t length = strcspn(line, " ");

		ck_assert_uint_lt(count, WORDS_MOST);
		words[count++] = arena_copy_bytes(&arena, line, length);
		line += length;
	}
	words[count] = NULL;
	return count;
}

/* After `--user LOGIN`, if it is there. */
static const char *const *
verb_of(const char *const *words)
{
	return strcmp(words[0], "--user") == 0 ? words + 2 : words;
}

static const struct verb *
find_verb(const char *name)
{
	for (const struct verb *const *v = cli_verbs(); *v != NULL; v++)
		if (strcmp((*v)->name, name) == 0)
			return *v;
	return NULL;
}

static bool
is_ascii(const char *word)
{
	for (; *word != '\0'; word++)
		if ((*word & 0x80) != 0)
			return false;
	return true;
}

/* Options, and words up to the first that stands for something else. */
static void
check_usage(const char *line, const struct verb *verb, const char *const *words)
{
	bool is_word = true;

	for (; *words != NULL; words++) {
		bool is_option = strncmp(*words, "--", 2) == 0;

		is_word = is_word && is_ascii(*words) &&
			  strchr(*words, '.') == NULL;
		if (is_word || is_option)
			ck_assert_msg(strstr(verb->usage, *words) != NULL,
				"%s: “%s”，用法是 %s", line, *words,
				verb->usage);
		is_word = is_word && !is_option;
	}
}

START_TEST(the_first_page_names_every_verb)
{
	const char *lines[COMMANDS_MOST];
	const char *words[WORDS_MOST + 1];
	struct buf seen = { 0 };
	size_t count = commands(lines);

	for (size_t i = 0; i < count; i++) {
		const char *const *verb;

		split(lines[i], words);
		verb = verb_of(words);
		ck_assert_msg(find_verb(verb[0]) != NULL, "%s", lines[i]);
		check_usage(lines[i], find_verb(verb[0]), verb + 1);
		buf_addf(&seen, " %s ", verb[0]);
	}
	for (const struct verb *const *v = cli_verbs(); *v != NULL; v++)
		ck_assert_msg((*v)->summary[0] == '\0' ||
				      strstr(buf_text(&seen),
					      arena_printf(&arena, " %s ",
						      (*v)->name)) != NULL,
			"README.md 没有写 bianhu %s", (*v)->name);
	buf_free(&seen);
}
END_TEST

/* Those that name no case, file or person do what is said, on a new store. */
START_TEST(commands_run_as_they_stand)
{
	const char *lines[COMMANDS_MOST];
	const char *words[WORDS_MOST + 1];
	size_t count = commands(lines);
	size_t ran = 0;

	run_make_court();
	for (size_t i = 0; i < count; i++) {
		size_t words_count = split(lines[i], words);
		bool stands = true;

		for (size_t k = 0; k < words_count; k++)
			stands = stands && is_ascii(words[k]) &&
				 strchr(words[k], '.') == NULL;
		if (!stands)
			continue;
		ck_ran(run(words), 0);
		ran++;
	}
	ck_assert_uint_gt(ran, 8);
}
END_TEST

/* The picture at its head is rows of what today's golden screen shows. */
START_TEST(the_picture_is_the_screen)
{
	static const char mark[] = "```\n";
	const char *at = tree_text(&arena, tree_path(&arena, "README.md"));
	const char *screen = tree_text(
		&arena, tree_path(&arena, "tests/screens/home.80x24.want"));

	at = strstr(at, mark);
	ck_assert_ptr_nonnull(at);
	for (at += strlen(mark); strncmp(at, mark, strlen(mark)) != 0;
		at = strchr(at, '\n') + 1) {
		const char *row =
			arena_copy_bytes(&arena, at, strcspn(at, "\n") + 1);

		screen = strstr(screen, row);
		ck_assert_msg(screen != NULL,
			"README.md 里的图和 home.80x24.want 不同：%s", row);
	}
}
END_TEST

/* Is the file one of those that the table names, "x" or "x*"? */
static bool
is_in_table(const char *table, const char *end, const char *stem)
{
	for (const char *at = table;
		at < end && (at = strchr(at, '`')) < end;) {
		size_t length = strcspn(at + 1, "`");

		if (fnmatch(arena_copy_bytes(&arena, at + 1, length), stem,
			    0) == 0)
			return true;
		at += length + 2;
	}
	return false;
}

static const struct {
	const char *room;
	const char *files;
} mapped[] = {
	{ "src/desk", "src/desk/*.[ch]" },
	{ "src/store", "src/store/*.[ch]" },
	{ "src/ui", "src/ui/*.[ch]" },
	{ "src/ui", "src/ui/*/*.[ch]" },
};

START_TEST(the_map_names_every_file)
{
	const char *room = mapped[_i].room;
	const char *text = tree_text(&arena, tree_path(&arena, "README.md"));
	const char *table =
		strstr(text, arena_printf(&arena, "| in `%s` |", room));
	const char *end;
	const char *missing = NULL;
	glob_t found;

	ck_assert_msg(table != NULL, "%s", room);
	/* The heading names the room itself. */
	table = strchr(table, '\n');
	end = strstr(table, "\n\n");
	ck_assert_ptr_nonnull(end);
	ck_assert_int_eq(
		glob(tree_path(&arena, mapped[_i].files), 0, NULL, &found), 0);
	for (size_t i = 0; i < found.gl_pathc; i++) {
		const char *name = strrchr(found.gl_pathv[i], '/') + 1;
		const char *stem =
			arena_copy_bytes(&arena, name, strcspn(name, "."));

		if (!is_in_table(table, end, stem))
			missing = stem;
	}
	globfree(&found);
	ck_assert_msg(missing == NULL, "README.md does not name %s/%s", room,
		missing);
}
END_TEST

Suite *
suite_readme(void)
{
	Suite *suite = suite_create("readme");
	TCase *tcase = tcase_create("words");
	TCase *page = tcase_create("commands");

	tcase_add_checked_fixture(page, run_set_up, run_tear_down);
	tcase_add_checked_fixture(page, NULL, teardown);
	tcase_add_test(page, the_picture_is_the_screen);
	tcase_add_test(page, the_first_page_names_every_verb);
	tcase_add_test(page, commands_run_as_they_stand);
	suite_add_tcase(suite, page);

	tcase_add_checked_fixture(tcase, NULL, teardown);
	tcase_add_loop_test(tcase, the_page_names_every_word, 0, 2);
	tcase_add_test(tcase, examples_load);
	tcase_add_loop_test(
		tcase, the_map_names_every_file, 0, ARRAY_LENGTH(mapped));
	suite_add_tcase(suite, tcase);
	return suite;
}
