/* SPDX-License-Identifier: MIT */
/* The refusal table: every row hit by a case of refuse.case, an answer for
 * whatever is said or not said, and what is counted over a history. */
#include "base/attr.h"
#include "law/derive.h"
#include "tests/law/fixture.h"

#include <string.h>

Suite *suite_refusal(void);

static struct stanza_file file;

static void
setup(void)
{
	setup_law();
	load_case(&arena, "tests/law/refuse.case", &file);
}

static const struct refusal_row *
decide_case(const struct stanza *stanza)
{
	return refusal_decide(law, load_day(stanza), load_value, stanza);
}

static const char *
next_words(const struct refusal_row *row)
{
	const char *words = "";

	for (int i = 0; i < REFUSAL_NEXT_COUNT; i++)
		if (row->next[i])
			words = arena_printf(&arena, "%s%s%s", words,
				words[0] == '\0' ? "" : " ",
				refusal_next_word((enum refusal_next)i));
	return words;
}

static void
check_word(const struct stanza *stanza, const char *key, const char *found)
{
	const char *wanted = stanza_value(stanza, key, key);

	ck_assert_msg(wanted != NULL && strcmp(wanted, found) == 0,
		"%s: %s 应为“%s”，得“%s”", load_where(&arena, &file, stanza),
		key, wanted == NULL ? "" : wanted, found);
}

START_TEST(cases_fall_on_their_rows)
{
	for (size_t i = 0; i < file.count; i++) {
		const struct stanza *stanza = &file.stanzas[i];
		const struct refusal_row *row;

		if (strcmp(stanza->kind, "例") != 0)
			continue;
		row = decide_case(stanza);
		check_word(stanza, "应为", row->id);
		check_word(stanza, "结果", refusal_outcome_word(row->outcome));
		check_word(stanza, "然后", next_words(row));
	}
}
END_TEST

static bool
is_hit(const struct refusal_row *row)
{
	for (size_t i = 0; i < file.count; i++)
		if (strcmp(file.stanzas[i].kind, "例") == 0 &&
			decide_case(&file.stanzas[i]) == row)
			return true;
	return false;
}

START_TEST(every_row_has_a_case)
{
	size_t count;
	size_t missing = 0;
	const struct refusal_row *rows = law_refusals(law, &count);

	for (size_t i = 0; i < count; i++) {
		if (is_hit(&rows[i]))
			continue;
		printf("拒绝 %s 没有算例\n", rows[i].id);
		missing++;
	}
	load_count("拒绝", count, missing);
}
END_TEST

/* Histories. */

struct scenario {
	const struct stanza *head;
	struct stanza_file body;
	struct history history;
	struct derived derived;
};

static bool
next_scenario(size_t *at, struct scenario *out)
{
	struct problems problems = { .arena = &arena };
	size_t end;

	while (*at < file.count && strcmp(file.stanzas[*at].kind, "历") != 0)
		(*at)++;
	if (*at == file.count)
		return false;
	*out = (struct scenario){ .head = &file.stanzas[*at] };
	for (end = *at + 1; end < file.count; end++)
		if (strcmp(file.stanzas[end].kind, "历") == 0)
			break;
	out->body = (struct stanza_file){ file.file, &file.stanzas[*at + 1],
		end - *at - 1 };
	history_read(&arena, &out->body, &out->history, &problems);
	load_no_problems(&problems);
	*at = end;
	return true;
}

static void
derive_scenario(struct scenario *s)
{
	struct err err = { 0 };

	ck_assert_msg(derive(law, &s->history, &arena, &s->derived, &err),
		"%s: %s", s->head->name, err.text);
}

static void
check_refusal(const struct stanza *wanted, const struct refusal *found)
{
	const char *in_court = stanza_value(wanted, "当庭", "当庭");

	ck_assert_msg(strcmp(wanted->name, found->row->id) == 0, "%s: 得 %s",
		load_where(&arena, &file, wanted), found->row->id);
	check_word(wanted, "次数", arena_printf(&arena, "%d", found->time));
	check_word(wanted, "更换", arena_printf(&arena, "%d", found->changes));
	ck_assert_int_eq(found->is_in_court, in_court != NULL);
}

static void
check_scenario(const struct scenario *s)
{
	size_t found = 0;

	for (size_t i = 0; i < s->body.count; i++) {
		const struct stanza *stanza = &s->body.stanzas[i];

		if (strcmp(stanza->kind, "拒绝") != 0)
			continue;
		ck_assert_msg(found < s->derived.refusal_count,
			"%s: 只有 %zu 次拒绝", s->head->name, found);
		check_refusal(stanza, &s->derived.refusals[found++]);
	}
	ck_assert_msg(found == s->derived.refusal_count, "%s: 多出 %zu 次拒绝",
		s->head->name, s->derived.refusal_count - found);
}

START_TEST(histories_count_what_came_before)
{
	struct scenario s;
	size_t at = 0;
	size_t count = 0;

	for (; next_scenario(&at, &s); count++) {
		derive_scenario(&s);
		check_scenario(&s);
	}
	ck_assert_uint_gt(count, 10);
}
END_TEST

/* A clock that starts from the same record may ask what was counted. */
START_TEST(what_was_counted_holds_for_clocks)
{
	static const char more[] =
		"[期限 试]\n名称: 试\n起算: 拒绝.准许\n完成: 甲.终\n期限: 5 日\n"
		"责任: 法院\n性质: 法定\n依据: 试\n等级: V\n"
		"施行: 2013-01-01\n违反: T_LATE\n条件: 拒绝.次数 = 二\n";
	static const char twice[] =
		"[事件 拒绝.提出]\n日期: 2026-10-12\n记录: 11\n"
		"[事实]\n日期: 2026-10-12\n记录: 11\n拒绝.场合: 当庭\n"
		"[事件 拒绝.准许]\n日期: 2026-10-13\n记录: 11\n"
		"[事件 拒绝.提出]\n日期: 2026-11-02\n记录: 12\n"
		"[事实]\n日期: 2026-11-02\n记录: 12\n拒绝.场合: 当庭\n"
		"[事件 拒绝.准许]\n日期: 2026-11-03\n记录: 12\n";
	struct problems problems = { .arena = &arena };
	struct history history = { 0 };
	struct stanza_file read;
	struct derived derived;
	struct err err = { 0 };

	law = law_new(&arena);
	load_folder(&arena, law, "forms/calendars/*.cal", &problems);
	law_add(law, "t.rule", more, strlen(more), &problems);
	law_ready(law, &problems);
	stanza_read(&arena, "t", twice, strlen(twice), &read, &problems);
	history_read(&arena, &read, &history, &problems);
	load_no_problems(&problems);
	ck_assert(derive(law, &history, &arena, &derived, &err));
	ck_assert_uint_eq(derived.refusal_count, 2);
	ck_assert_uint_eq(derived.deadline_count, 1);
	ck_assert_int_eq(derived.deadlines[0].trigger.record, 12);
}
END_TEST

static void
swap_events(struct history *history, uint32_t *random)
{
	for (size_t i = history->event_count; i > 1; i--) {
		size_t j = load_random(random) % i;
		struct history_event kept = history->events[i - 1];

		history->events[i - 1] = history->events[j];
		history->events[j] = kept;
	}
}

/* Entered in any order, days after it happened; all of a record at once. */
static int64_t
entered_at(const struct source *source, uint32_t seed)
{
	uint32_t random = seed + (uint32_t)source->record * 7919U;

	return (int64_t)(load_random(&random) % 1000000U);
}

START_TEST(order_of_entry_does_not_matter)
{
	struct scenario s;

	for (uint32_t seed = 1; seed < 20; seed++) {
		uint32_t random = seed;

		for (size_t at = 0; next_scenario(&at, &s);) {
			for (size_t i = 0; i < s.history.event_count; i++)
				s.history.events[i].source.entered = entered_at(
					&s.history.events[i].source, seed);
			for (size_t i = 0; i < s.history.fact_count; i++)
				s.history.facts[i].source.entered = entered_at(
					&s.history.facts[i].source, seed);
			swap_events(&s.history, &random);
			derive_scenario(&s);
			check_scenario(&s);
		}
	}
}
END_TEST

/* The product of all inputs. */

struct input {
	const char *fact;
	const char *values[10];
	size_t count;
};

enum which {
	CLASS,
	OCCASION,
	TIME,
	WISH,
	REASON,
	ASSIGNED,
	PERMITTED,
	MINOR,
	OF_AGE,
	BEYOND,
	BY,
	STAGE,
	INPUTS
};

/* clang-format off */
static const struct input inputs[INPUTS] = {
	[CLASS] = { "资格.类别", { "M", "P", "O", "D", "DI", "N", "MDS", "MCT", "" }, 9 },
	[OCCASION] = { "拒绝.场合", { "", "庭外", "当庭" }, 3 },
	[TIME] = { "拒绝.次数", { "一", "二" }, 2 },
	[WISH] = { "拒绝.意愿", { "", "自行辩护", "另请律师", "未表示" }, 4 },
	[REASON] = { "拒绝.理由", { "", "正当", "不正当" }, 3 },
	[ASSIGNED] = { "拒绝.已指派", { "", "是", "否" }, 3 },
	[PERMITTED] = { "拒绝.准许", { "", "是", "否" }, 3 },
	[MINOR] = { "拒绝.未成年", { "是", "否" }, 2 },
	[OF_AGE] = { "拒绝.已成年", { "是", "否" }, 2 },
	[BEYOND] = { "拒绝.超过两次", { "是", "否" }, 2 },
	[BY] = { "拒绝.提出人", { "", "辩护人" }, 2 },
	[STAGE] = { "程序段.阶段", { "", "侦查", "审查起诉" }, 3 },
};
/* clang-format on */

struct point {
	size_t chosen[INPUTS];
};

static const char *
said(const struct point *point, enum which which)
{
	return inputs[which].values[point->chosen[which]];
}

static bool
is(const struct point *point, enum which which, const char *word)
{
	return strcmp(said(point, which), word) == 0;
}

static const char *
point_value(const struct fact *fact, const void *arg)
{
	for (int i = 0; i < INPUTS; i++)
		if (strcmp(fact->name, inputs[i].fact) == 0)
			return said(arg, (enum which)i);
	return NULL;
}

static bool
next_point(struct point *point)
{
	for (size_t i = 0; i < INPUTS; i++) {
		if (++point->chosen[i] < inputs[i].count)
			return true;
		point->chosen[i] = 0;
	}
	return false;
}

/* What LAW §3 says of any row: what is denied changes nothing, and what is
 * followed by something is allowed. */
static bool
is_consistent(const struct refusal_row *row)
{
	const bool *next = row->next;

	if (row->outcome != REFUSAL_DENY)
		return !next[REFUSAL_CONTINUE];
	return next[REFUSAL_RECORD] && !next[REFUSAL_RETAIN] &&
	       !next[REFUSAL_RENOTIFY] && !next[REFUSAL_TERMINATE] &&
	       !next[REFUSAL_REASSIGN] && !next[REFUSAL_ADJOURN] &&
	       !next[REFUSAL_SELF_ONLY];
}

static bool
is_right_in_m(const struct point *p, const struct refusal_row *row)
{
	bool is_again = is(p, OCCASION, "当庭") && is(p, TIME, "二");
	bool has_come_of_age = is(p, MINOR, "是") && is(p, OF_AGE, "是");

	/* Int 50(2): nobody in M is left without counsel ... */
	if (row->next[REFUSAL_TERMINATE])
		return false;
	if (row->next[REFUSAL_SELF_ONLY])
		return is_again && has_come_of_age;
	/* ... 311(5), 572(2): nor leaves him a second time ... */
	if (is_again && !has_come_of_age)
		return row->outcome == REFUSAL_DENY;
	/* ... Measures 6(1): nor before anybody was assigned. */
	if (!is(p, ASSIGNED, "是"))
		return row->outcome == REFUSAL_DENY;
	return true;
}

/* Int 50(1): he may defend himself unless the court said no. */
static bool
is_right_in_p(const struct point *p, const struct refusal_row *row)
{
	return !is(p, WISH, "自行辩护") || is(p, PERMITTED, "否") ||
	       row->outcome != REFUSAL_DENY;
}

static bool
is_right(const struct point *p, const struct refusal_row *row)
{
	if (!is_consistent(row))
		return false;
	if (row->outcome == REFUSAL_WARN && !is(p, BEYOND, "是"))
		return false;
	if (is(p, BY, "辩护人") || !is(p, STAGE, ""))
		return true;
	if (is(p, CLASS, "M"))
		return is_right_in_m(p, row);
	if (is(p, CLASS, "P"))
		return is_right_in_p(p, row);
	if (is(p, CLASS, "D"))
		return row->outcome == REFUSAL_PERMIT &&
		       !row->next[REFUSAL_REASSIGN];
	return !is(p, CLASS, "MDS") || row->outcome == REFUSAL_MUST_PERMIT;
}

/* The last row is for what LAW §3 doesn't speak of. */
static bool
is_spoken_of(const struct point *p)
{
	return is(p, CLASS, "M") || is(p, CLASS, "P") || is(p, CLASS, "D") ||
	       is(p, CLASS, "MDS");
}

/* From the Measures on, the table is total, a row that matches is in force
 * that day; and as LAW §3 says since everything in it holds. */
START_TEST(every_refusal_has_an_answer)
{
	static const int years[] = { 2017, 2018, 2019, 2021, 2022, 2026 };
	struct date day = date_make(years[_i], 12, 31);
	struct point point = { { 0 } };
	size_t count;
	const struct refusal_row *rows = law_refusals(law, &count);
	size_t wrong = 0;

	do {
		const struct refusal_row *row =
			refusal_decide(law, day, point_value, &point);

		if (years[_i] >= 2019 && !authority_holds(&row->authority, day))
			wrong++;
		if (years[_i] >= 2022 &&
			(!is_right(&point, row) ||
				(is_spoken_of(&point) &&
					row == &rows[count - 1])))
			wrong++;
	} while (next_point(&point));
	ck_assert_uint_eq(wrong, 0);
}
END_TEST

/* Int2012 knew no five days and no limit of two changes. */
START_TEST(old_law_has_neither_five_days_nor_two_changes)
{
	struct date day = date_make(2019, 6, 3);
	struct point point = { { 0 } };
	size_t wrong = 0;

	do {
		const struct refusal_row *row =
			refusal_decide(law, day, point_value, &point);

		if (row->outcome == REFUSAL_WARN || row->next[REFUSAL_RETAIN])
			wrong++;
	} while (next_point(&point));
	ck_assert_uint_eq(wrong, 0);
}
END_TEST

/* Words. */

START_TEST(reasons_are_said_in_words)
{
	size_t count;
	const struct refusal_row *rows = law_refusals(law, &count);
	struct buf out = { 0 };

	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].id, "M-庭外-正当") == 0)
			explain_refusal(&rows[i], &out);
	ck_assert_str_eq(buf_text(&out),
		"拒绝：应当通知辩护，庭外拒绝，理由正当（M-庭外-正当）\n"
		"结果：应当准许\n"
		"然后：五日内另行委托、三日内再通知\n"
		"怎么办：准许；告知五日内另行委托辩护人，"
		"未另行委托的三日内通知法律援助机构另行指派\n"
		"依据：法释〔2021〕1号第五十条第二款；"
		"司发通〔2017〕106号办法第六条第一款（法定；2021-03-01 "
		"起施行）\n");
	buf_free(&out);
}
END_TEST

/* What a jurist may get wrong in the table. */

#define ROW(id, more)                                                                     \
	"[拒绝 " id "]\n名称: 试\n结果: 准许\n然后: 书面记录\n依据: 试\n" \
	"等级: V\n施行: 2018-01-01\n" more

static const struct {
	const char *text;
	int line;
	const char *says;
} mistakes[] = {
	{ ROW("甲", "条件: 拒绝.场合 = 当庭\n"), 1, "最后一行" },
	{ ROW("甲", "失效: 2021-01-01\n"), 1, "最后一行" },
	{ ROW("甲", "") ROW("乙", ""), 1, "用不上" },
	{ ROW("甲", "条件: 拒绝.场合 = 当庭\n") ROW("甲", ""), 9, "甲" },
	{ ROW("甲", "条件: 拒绝.场合 = 庭上\n"), 8, "庭外 当庭" },
	{ "[拒绝 甲]\n名称: 试\n结果: 也许\n然后: 书面记录\n依据: 试\n等级: V\n"
	  "施行: 2018-01-01\n",
		3, "可以准许" },
	{ "[拒绝 甲]\n名称: 试\n结果: 准许\n然后: 走了\n依据: 试\n等级: V\n"
	  "施行: 2018-01-01\n",
		4, "书面记录" },
};

START_TEST(mistake_in_the_table_is_named)
{
	struct problems problems = { .arena = &arena };
	struct law *wrong = law_new(&arena);
	bool is_named = false;

	law_add(wrong, "a.rule", mistakes[_i].text, strlen(mistakes[_i].text),
		&problems);
	law_ready(wrong, &problems);
	for (size_t i = 0; i < problems.count; i++)
		if (problems.items[i].line == mistakes[_i].line &&
			strstr(problems.items[i].text, mistakes[_i].says) !=
				NULL)
			is_named = true;
	ck_assert_msg(is_named, "第 %d 个：%zu 个毛病", _i, problems.count);
}
END_TEST

START_TEST(no_table_gives_no_row)
{
	struct law *empty = law_new(&arena);
	struct point point = { { 0 } };

	ck_assert_ptr_null(refusal_decide(
		empty, date_make(2026, 11, 23), point_value, &point));
}
END_TEST

Suite *
suite_refusal(void)
{
	Suite *suite = suite_create("refusal");
	TCase *tests = tcase_create("refusal");

	tcase_add_checked_fixture(tests, setup, teardown_law);
	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, cases_fall_on_their_rows);
	tcase_add_test(tests, every_row_has_a_case);
	tcase_add_test(tests, histories_count_what_came_before);
	tcase_add_test(tests, what_was_counted_holds_for_clocks);
	tcase_add_test(tests, order_of_entry_does_not_matter);
	tcase_add_loop_test(tests, every_refusal_has_an_answer, 0, 6);
	tcase_add_test(tests, old_law_has_neither_five_days_nor_two_changes);
	tcase_add_test(tests, reasons_are_said_in_words);
	tcase_add_loop_test(tests, mistake_in_the_table_is_named, 0,
		ARRAY_LENGTH(mistakes));
	tcase_add_test(tests, no_table_gives_no_row);
	suite_add_tcase(suite, tests);
	return suite;
}
