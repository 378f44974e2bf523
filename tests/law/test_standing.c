/* SPDX-License-Identifier: MIT */
/* When the class is looked up again: the intervals of standing.case. */
#include "law/derive.h"
#include "tests/law/fixture.h"

#include <string.h>

Suite *suite_standing(void);

static size_t
scenario_end(const struct stanza_file *file, size_t at)
{
	size_t end = at + 1;

	while (end < file->count && strcmp(file->stanzas[end].kind, "例") != 0)
		end++;
	return end;
}

static struct derived
derive_scenario(const struct stanza_file *file, size_t at, size_t end)
{
	struct problems problems = { .arena = &arena };
	const struct stanza_file body = { file->file, &file->stanzas[at + 1],
		end - at - 1 };
	struct history history = { 0 };
	struct derived derived = { 0 };
	struct err err = { 0 };

	history_read(&arena, &body, &history, &problems);
	load_no_problems(&problems);
	ck_assert_msg(derive(law, &history, &arena, &derived, &err), "%s: %s",
		load_where(&arena, file, &file->stanzas[at]), err.text);
	return derived;
}

static const char *
conflict_ids(const struct standing *standing)
{
	const char *ids = "";

	for (size_t i = 0; i < standing->conflict_count; i++)
		ids = arena_printf(&arena, "%s%s%s", ids, i == 0 ? "" : " ",
			standing->conflicts[i]->id);
	return ids;
}

/* "5 自2026-09-01 至 程序段 冲突残疾": an interval as one line. */
static const char *
found_text(const struct standing *s)
{
	char from[DATE_TEXT], until[DATE_TEXT];

	return arena_printf(&arena, "%s 自%s 至%s 程序段%s 冲突%s", s->row->id,
		date_format(s->from, from), date_format(s->until, until),
		s->proceeding == 0
			? ""
			: arena_printf(&arena, "%d", (int)s->proceeding),
		conflict_ids(s));
}

static const char *
wanted_value(const struct stanza *stanza, const char *key)
{
	const char *value = stanza_value(stanza, key, key);

	return value == NULL ? "" : value;
}

static const char *
wanted_text(const struct stanza *stanza)
{
	return arena_printf(&arena, "%s 自%s 至%s 程序段%s 冲突%s",
		stanza->name, wanted_value(stanza, "自"),
		wanted_value(stanza, "至"), wanted_value(stanza, "程序段"),
		wanted_value(stanza, "冲突"));
}

static void
check_scenario(const struct stanza_file *file, size_t at, size_t end)
{
	struct derived derived = derive_scenario(file, at, end);
	const char *where = load_where(&arena, file, &file->stanzas[at]);
	const char *wanted = "", *found = "";

	for (size_t i = at + 1; i < end; i++)
		if (strcmp(file->stanzas[i].kind, "类别") == 0)
			wanted = arena_printf(&arena, "%s%s\n", wanted,
				wanted_text(&file->stanzas[i]));
	for (size_t i = 0; i < derived.standing_count; i++)
		found = arena_printf(&arena, "%s%s\n", found,
			found_text(&derived.standings[i]));
	ck_assert_msg(strcmp(wanted, found) == 0, "%s: 应为\n%s得\n%s", where,
		wanted, found);
}

START_TEST(intervals_follow_what_changes)
{
	struct stanza_file file;

	load_case(&arena, "tests/law/standing.case", &file);
	ck_assert_uint_gt(file.count, 0);
	for (size_t i = 0; i < file.count; i = scenario_end(&file, i))
		check_scenario(&file, i, scenario_end(&file, i));
}
END_TEST

Suite *
suite_standing(void)
{
	Suite *suite = suite_create("standing");
	TCase *tests = tcase_create("standing");

	tcase_add_checked_fixture(tests, setup_law, teardown_law);
	tcase_add_test(tests, intervals_follow_what_changes);
	suite_add_tcase(suite, tests);
	return suite;
}
