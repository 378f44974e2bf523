/* SPDX-License-Identifier: MIT */
/* When the class is looked up again: the intervals of standing.case. */
#include "tests/law/scenario.h"

#include <string.h>

Suite *suite_standing(void);

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
		load_conflicts(&arena, s));
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
check_scenario(const struct scenario *s)
{
	const char *wanted = "", *found = "";

	for (size_t i = 0; i < s->body.count; i++)
		if (strcmp(s->body.stanzas[i].kind, "类别") == 0)
			wanted = arena_printf(&arena, "%s%s\n", wanted,
				wanted_text(&s->body.stanzas[i]));
	for (size_t i = 0; i < s->derived.standing_count; i++)
		found = arena_printf(&arena, "%s%s\n", found,
			found_text(&s->derived.standings[i]));
	ck_assert_msg(strcmp(wanted, found) == 0, "%s: 应为\n%s得\n%s",
		s->where, wanted, found);
}

START_TEST(intervals_follow_what_changes)
{
	struct stanza_file file;

	load_case(&arena, "tests/law/standing.case", &file);
	ck_assert_uint_gt(file.count, 0);
	for (size_t i = 0; i < file.count; i = scenario_end(&file, i)) {
		struct scenario scenario = scenario_read(&file, i);

		check_scenario(&scenario);
	}
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
