/* SPDX-License-Identifier: MIT */
/*
 * Lines of `law entitle`: the whole product of what can be said, against LAW
 * §3 written down a second time; and lines that can't be answered.
 */
#include "base/attr.h"
#include "law/batch.h"
#include "tests/law/fixture.h"

#include <string.h>

Suite *suite_batch_entitle(void);

static struct buf answer;

static void
teardown(void)
{
	buf_free(&answer);
	teardown_law();
}

static struct date
day(void)
{
	return date_make(2026, 11, 23);
}

enum { GROUNDS = 5 };
static const char *const ground_words[GROUNDS] = { "impaired-senses",
	"impaired-mind", "life-or-death", "minor", "suspended-death" };
enum { SENSES = 1, MIND = 2, LIFE = 4, MINOR = 8, SUSPENDED = 16, SETS = 32 };

/* What may be said for each key but the grounds. */
static const struct {
	const char *key;
	const char *words[7];
	size_t count;
} inputs[] = {
	{ "stage", { "investigation", "prosecution", "trial" }, 3 },
	{ "prosecution", { "public", "private" }, 2 },
	{ "procedure",
		{ "ordinary", "summary", "expedited", "undecided",
			"compulsory-treatment" },
		5 },
	{ "instance",
		{ "first", "second", "retrial", "death-review-high",
			"death-review-spc", "absentia" },
		6 },
	{ "counsel", { "none", "lawyer", "non-lawyer" }, 3 },
	{ "pilot", { "yes", "no" }, 2 },
	{ "applied", { "yes", "no" }, 2 },
};
enum { STAGE, PROSECUTION, PROCEDURE, INSTANCE, COUNSEL, PILOT, APPLIED, KEYS };

struct point {
	size_t chosen[KEYS];
	unsigned grounds;
};

static bool
is(const struct point *p, size_t key, const char *word)
{
	return strcmp(inputs[key].words[p->chosen[key]], word) == 0;
}

static bool
is_contradiction(const struct point *p)
{
	bool is_treatment = is(p, PROCEDURE, "compulsory-treatment");

	if (!is(p, STAGE, "trial"))
		return !is(p, INSTANCE, "first") ||
		       is(p, PROSECUTION, "private") || is_treatment;
	if (is(p, PROSECUTION, "private"))
		return is_treatment || is(p, INSTANCE, "absentia");
	return is_treatment && !is(p, INSTANCE, "first");
}

/* CPL 21, 215, 223, 291; Int 17, 497. */
static bool
is_conflict(const struct point *p)
{
	bool is_expedited = is(p, PROCEDURE, "expedited");

	if (!is(p, STAGE, "trial") ||
		!(is_expedited || is(p, PROCEDURE, "summary")))
		return false;
	if (is(p, INSTANCE, "absentia"))
		return true;
	if (!is(p, INSTANCE, "first"))
		return false;
	return (p->grounds & (SENSES | MIND | LIFE | SUSPENDED)) != 0 ||
	       (is_expedited && (p->grounds & MINOR) != 0);
}

static const char *
class_of_first(const struct point *p)
{
	if (is(p, PROCEDURE, "ordinary"))
		return is(p, PILOT, "yes") ? "P" : "O";
	return is(p, PROCEDURE, "undecided") ? "DI" : "D";
}

static const char *
class_at_trial(const struct point *p)
{
	bool is_spc = is(p, INSTANCE, "death-review-spc");

	if (is(p, PROCEDURE, "compulsory-treatment"))
		return "MCT";
	if (is(p, INSTANCE, "absentia") || is(p, INSTANCE, "death-review-high"))
		return "M";
	if (is_spc && (p->grounds & (SENSES | MIND | MINOR)) == 0)
		return is(p, APPLIED, "yes") ? "MDS" : "O";
	if (p->grounds != 0)
		return "M";
	if (is(p, INSTANCE, "first"))
		return class_of_first(p);
	return is(p, PILOT, "yes") ? "P" : "O";
}

static const char *
class_of(const struct point *p)
{
	if (is_contradiction(p))
		return "error";
	if (is_conflict(p))
		return "ERR";
	if (!is(p, COUNSEL, "none"))
		return "N";
	if (!is(p, STAGE, "trial"))
		return p->grounds != 0 ? "M" : "DI";
	return class_at_trial(p);
}

static bool
next_point(struct point *p)
{
	for (size_t i = 0; i < KEYS; i++) {
		if (++p->chosen[i] < inputs[i].count)
			return true;
		p->chosen[i] = 0;
	}
	return ++p->grounds < SETS;
}

static const char *
line_of(const struct point *p, struct arena *lines)
{
	const char *line = p->grounds == 0 ? "grounds=none" : "grounds=";
	const char *comma = "";

	for (size_t i = 0; i < GROUNDS; i++) {
		if ((p->grounds >> i & 1U) == 0)
			continue;
		line = arena_printf(
			lines, "%s%s%s", line, comma, ground_words[i]);
		comma = ",";
	}
	for (size_t i = 0; i < KEYS; i++)
		line = arena_printf(lines, "%s %s=%s", line, inputs[i].key,
			inputs[i].words[p->chosen[i]]);
	return line;
}

/* The cells of an answer, and that there are as many as promised. */
static const char *
cell(const char *text, size_t at)
{
	for (; at > 0; at--) {
		text = strchr(text, '\t');
		if (text == NULL)
			return "";
		text++;
	}
	return arena_copy_bytes(&arena, text, strcspn(text, "\t"));
}

/* Rows that some line fell on. */
struct hits {
	const char *ids[64];
	size_t count;
};

static void
hit(struct hits *hits, const char *id)
{
	for (size_t i = 0; i < hits->count; i++)
		if (strcmp(hits->ids[i], id) == 0)
			return;
	ck_assert_uint_lt(hits->count, ARRAY_LENGTH(hits->ids));
	hits->ids[hits->count++] = arena_copy(&arena, id);
}

static size_t
count_missing(
	const struct hits *hits, const struct class_row *rows, size_t count)
{
	size_t missing = 0;

	for (size_t i = 0; i < count; i++) {
		bool is_hit = false;

		for (size_t j = 0; j < hits->count; j++)
			is_hit |= strcmp(hits->ids[j], rows[i].id) == 0;
		/* It rests on facts that a line has no word for. */
		if (!is_hit && strcmp(rows[i].id, "审诉-试点") != 0) {
			printf("第 %s 行没有哪一行输入会落上\n", rows[i].id);
			missing++;
		}
	}
	return missing;
}

/* Does the line get what LAW §3 says? */
static bool
is_right(const struct point *p, struct arena *lines, struct hits *hits)
{
	const char *wanted = class_of(p);
	const char *line = line_of(p, lines);
	bool done;

	buf_clear(&answer);
	done = batch_entitle(law, day(), line, lines, &answer);
	if (done)
		hit(hits, cell(buf_text(&answer), 1));
	if (done == (strcmp(wanted, "error") != 0) &&
		strcmp(cell(buf_text(&answer), 0), wanted) == 0)
		return true;
	printf("%s: 应为 %s，得 %s\n", line, wanted, buf_text(&answer));
	return false;
}

START_TEST(every_line_is_as_the_law_says)
{
	struct point point = { { 0 }, 0 };
	struct hits hits = { .count = 0 };
	struct arena lines = { 0 };
	size_t wrong = 0, classes, conflicts;
	const struct class_row *rows = law_classes(law, &classes);
	const struct class_row *beside = law_conflicts(law, &conflicts);

	do {
		wrong += !is_right(&point, &lines, &hits);
		arena_rewind(&lines);
	} while (wrong < 10 && next_point(&point));
	arena_clear(&lines);
	ck_assert_uint_eq(wrong, 0);
	load_count("类别表（逐行输入）", classes,
		count_missing(&hits, rows, classes));
	load_count("冲突表（逐行输入）", conflicts,
		count_missing(&hits, beside, conflicts));
}
END_TEST

/* clang-format off */
static const struct {
	const char *line;
	const char *answer; /* its beginning */
} answers[] = {
	{ "stage=trial", "DI\t9\t" },
	{ "procedure=ordinary pilot=yes", "P\t6\t" },
	{ "  procedure=ordinary \t pilot=no  ", "O\t7\t" },
	{ "instance=death-review-spc applied=yes", "MDS\t3\t" },
	{ "instance=death-review-spc grounds=minor", "M\t5\t" },
	{ "procedure=compulsory-treatment", "MCT\t0\t" },
	{ "procedure=compulsory-treatment counsel=lawyer", "N\t1\t" },
	{ "procedure=expedited grounds=minor counsel=lawyer", "ERR\t未成年速裁\t刑事诉讼法第二百二十三条" },
	{ "procedure=summary instance=second pilot=yes", "P\t6-二审再审\t" },
	{ "stage=investigation", "DI\t侦诉-帮助\t" },
	{ "stage=prosecution procedure=summary", "DI\t侦诉-帮助\t" },
	{ "stage=prosecution grounds=minor,impaired-mind", "M\t侦诉-应当\t" },
	{ "stage=prosecution counsel=non-lawyer", "N\t侦诉-委托\t" },
	{ "prosecution=private procedure=ordinary pilot=yes", "P\t6\t" },
};
static const struct {
	const char *line;
	const char *reason; /* a part of it */
} refusals[] = {
	{ "colour=red", "不认识“colour=red”；可以是 stage" },
	{ "stage", "词=值" },
	{ "=", "=" },
	{ "stage=", "investigation prosecution trial" },
	{ "stage=Trial", "investigation prosecution trial" },
	{ "stage=trial stage=trial", "写了两次" },
	{ "grounds=", "impaired-senses" },
	{ "grounds=minor,", "impaired-senses" },
	{ "grounds=,minor", "impaired-senses" },
	{ "grounds=none,minor", "none" },
	{ "grounds=minor,minor", "minor" },
	{ "grounds=deaf", "impaired-senses" },
	{ "counsel=2", "non-lawyer" },
	{ "stage=investigation instance=second", "自相矛盾" },
	{ "stage=investigation prosecution=private", "自相矛盾" },
	{ "stage=prosecution procedure=compulsory-treatment", "自相矛盾" },
	{ "procedure=compulsory-treatment instance=second", "自相矛盾" },
	{ "procedure=compulsory-treatment instance=absentia", "自相矛盾" },
	{ "procedure=compulsory-treatment prosecution=private", "自相矛盾" },
	{ "instance=absentia prosecution=private", "自相矛盾" },
};
/* clang-format on */

START_TEST(lines_are_answered)
{
	const char *wanted = answers[_i].answer;

	ck_assert(batch_entitle(law, day(), answers[_i].line, &arena, &answer));
	ck_assert_msg(strncmp(buf_text(&answer), wanted, strlen(wanted)) == 0,
		"%s: %s", answers[_i].line, buf_text(&answer));
	ck_assert_str_ne(cell(buf_text(&answer), 2), "");
}
END_TEST

START_TEST(lines_are_refused_with_what_is_possible)
{
	ck_assert_msg(
		!batch_entitle(law, day(), refusals[_i].line, &arena, &answer),
		"%s: %s", refusals[_i].line, buf_text(&answer));
	ck_assert_str_eq(cell(buf_text(&answer), 0), "error");
	ck_assert_msg(strstr(buf_text(&answer), refusals[_i].reason) != NULL,
		"%s: %s", refusals[_i].line, buf_text(&answer));
}
END_TEST

/* A matter of 2019 is classed by what held in 2019. */
START_TEST(the_law_of_the_day)
{
	ck_assert(batch_entitle(law, date_make(2021, 12, 31),
		"instance=death-review-spc applied=yes", &arena, &answer));
	ck_assert_str_eq(cell(buf_text(&answer), 0), "DI");
	buf_clear(&answer);
	ck_assert(batch_entitle(law, date_make(2022, 1, 1),
		"instance=death-review-spc applied=yes", &arena, &answer));
	ck_assert_str_eq(cell(buf_text(&answer), 0), "MDS");
}
END_TEST

START_TEST(reasons_in_words)
{
	const char *line = "procedure=expedited grounds=minor";

	ck_assert(batch_why_entitle(law, day(), line, &arena, &answer));
	ck_assert_ptr_nonnull(strstr(buf_text(&answer), "当事人.理由 未成年"));
	ck_assert_ptr_nonnull(strstr(buf_text(&answer), "第 5 行"));
	ck_assert_ptr_nonnull(strstr(buf_text(&answer), "冲突：未成年人"));
	ck_assert_ptr_nonnull(strstr(buf_text(&answer), "2026-11-23"));
	buf_clear(&answer);
	ck_assert(!batch_why_entitle(law, day(), "x=1", &arena, &answer));
	ck_assert_str_eq(cell(buf_text(&answer), 0), "error");
}
END_TEST

Suite *
suite_batch_entitle(void)
{
	Suite *suite = suite_create("batch_entitle");
	TCase *tests = tcase_create("batch_entitle");

	tcase_add_checked_fixture(tests, setup_law, teardown);
	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, every_line_is_as_the_law_says);
	tcase_add_loop_test(
		tests, lines_are_answered, 0, ARRAY_LENGTH(answers));
	tcase_add_loop_test(tests, lines_are_refused_with_what_is_possible, 0,
		ARRAY_LENGTH(refusals));
	tcase_add_test(tests, the_law_of_the_day);
	tcase_add_test(tests, reasons_in_words);
	suite_add_tcase(suite, tests);
	return suite;
}
