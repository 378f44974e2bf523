/* SPDX-License-Identifier: MIT */
/* Published days off: a real file, an invented one, and bad ones. */
#include "law/calendar_json.h"

#include "law/calendar.h"
#include "tests/law/load.h"

#include <string.h>

Suite *suite_calendar_json(void);

/* clang-format off */
#define HEAD "{\"year\":2040,\"papers\":[\"https://example.org/1\"],\"days\":["
#define DAY "{\"name\":\"甲节\",\"date\":\"2040-01-02\",\"isOffDay\":true}"
/* clang-format on */

static struct arena arena;

static void
teardown(void)
{
	arena_clear(&arena);
}

static struct calendar *
read_calendar(const char *text, size_t length)
{
	struct problems problems = { .arena = &arena };
	struct calendar *calendar = calendar_new(&arena);
	struct stanza_file file;

	stanza_read(&arena, "t.cal", text, length, &file, &problems);
	calendar_add(calendar, &file, &problems);
	load_no_problems(&problems);
	return calendar;
}

static void
read_text(const char *path, struct buf *out)
{
	struct err err = { 0 };

	ck_assert_msg(file_read(tree_path(&arena, path), LOAD_LIMIT, out, &err),
		"%s", err.text);
}

/* Every day of the paper's year and of the December before. */
static void
check_same(const struct calendar *a, const struct calendar *b, int year)
{
	for (struct date day = date_make(year - 1, 12, 1);
		date_year(day) <= year; day = date_add(day, 1)) {
		struct day_kind x = calendar_day(a, day);
		struct day_kind y = calendar_day(b, day);
		char text[DATE_TEXT];

		ck_assert_msg(x.is_off == y.is_off &&
				      x.is_provisional == y.is_provisional &&
				      strcmp(x.why, y.why) == 0,
			"%s", date_format(day, text));
	}
}

START_TEST(published_file_is_the_shipped_calendar)
{
	struct buf json = { 0 };
	struct buf shipped = { 0 };
	struct buf text = { 0 };
	struct err err = { 0 };

	read_text("tests/law/holidays-2026.json", &json);
	read_text("forms/calendars/2026.cal", &shipped);
	ck_assert_msg(calendar_from_json(buf_text(&json), json.length, &arena,
			      &text, &err),
		"%s", err.text);
	/* But for the comments that say where it came from. */
	ck_assert_str_eq(strstr(buf_text(&text), "[年]"),
		strstr(buf_text(&shipped), "[年]"));
	check_same(read_calendar(buf_text(&text), text.length),
		read_calendar(buf_text(&shipped), shipped.length), 2026);
	buf_free(&json);
	buf_free(&shipped);
	buf_free(&text);
}
END_TEST

/* Invented: two papers, out of order, a day alone, a weekday worked. */
static const char invented[] =
	"{\"$schema\":\"x\",\"year\":2040,"
	"\"papers\":[\"https://example.org/1\",\"http://example.org/2\"],"
	"\"days\":["
	"{\"name\":\"乙节\",\"date\":\"2040-06-16\",\"isOffDay\":false},"
	"{\"name\":\"甲节\",\"date\":\"2040-01-02\",\"isOffDay\":true},"
	"{\"name\":\"甲节\",\"date\":\"2040-01-04\",\"isOffDay\":true},"
	"{\"name\":\"甲节\",\"date\":\"2039-12-31\",\"isOffDay\":true},"
	"{\"name\":\"甲节\",\"date\":\"2040-01-01\",\"isOffDay\":true},"
	"{\"name\":\"甲节\",\"date\":\"2040-01-05\",\"isOffDay\":false},"
	"{\"name\":\"甲节\",\"date\":\"2040-01-07\",\"isOffDay\":false}]}";

static const char wanted[] =
	"\n[年]\n年: 2040\n"
	"文件: 国务院办公厅 2040 年节假日安排（第一件）\n"
	"网址: https://example.org/1\n"
	"文件: 国务院办公厅 2040 年节假日安排（第二件，调整）\n"
	"网址: http://example.org/2\n"
	"放假: 2039-12-31 至 2040-01-02 2040-01-04 甲节\n"
	"上班: 2040-01-07 甲节\n"
	"上班: 2040-06-16 乙节\n";

START_TEST(byte_order_mark_is_passed_over)
{
	static const char marked[] = "\xef\xbb\xbf" HEAD DAY "]}";
	struct buf text = { 0 };
	struct err err = { 0 };

	ck_assert_msg(
		calendar_from_json(marked, strlen(marked), &arena, &text, &err),
		"%s", err.text);
	buf_free(&text);
}
END_TEST

START_TEST(days_become_lines_in_order)
{
	struct buf text = { 0 };
	struct err err = { 0 };

	ck_assert_msg(calendar_from_json(
			      invented, strlen(invented), &arena, &text, &err),
		"%s", err.text);
	ck_assert_str_eq(strstr(buf_text(&text), "\n[年]"), wanted);
	ck_assert(calendar_has_year(
		read_calendar(buf_text(&text), text.length), 2040));
	buf_free(&text);
}
END_TEST

/* clang-format off */
static const struct {
	const char *json;
	const char *said;
} mistakes[] = {
	{ "", "第 1 行第 0 列起不是 JSON" },
	{ "{\"year\":\n2040,", "第 2 行" },
	{ HEAD DAY "]} x", "不是 JSON" },
	{ HEAD "{\"name\":\"\xff\"}]}", "不是 JSON" },
	{ HEAD "{\"name\":\"a\\u0000b\"}]}", "不是 JSON" },
	{ "\xef\xbb\xbf", "不是 JSON" },
	{ "[]", "文件不是“{…}”" },
	{ "{\"year\":2040,\"year\":2041}", "不是 JSON" },
	{ "{\"year\":2040,\"papers\":[]}", "文件里缺“days”" },
	{ "{\"year\":2040,\"papers\":[],\"days\":[],\"half\":1}",
		"文件里不认识“half”" },
	{ "{\"year\":2040,\"papers\":[],\"days\":[]}", "还没有公布" },
	{ "{\"year\":\"2040\",\"papers\":[],\"days\":[]}",
		"year 不对：应为 1998 到 2100" },
	{ "{\"year\":1997,\"papers\":[],\"days\":[]}", "year 不对" },
	{ "{\"year\":2101,\"papers\":[],\"days\":[]}", "year 不对" },
	{ "{\"year\":2040.0,\"papers\":[],\"days\":[]}", "year 不对" },
	{ "{\"year\":2040,\"papers\":{},\"days\":[]}", "papers 不是“[…]”" },
	{ "{\"year\":2040,\"papers\":[1],\"days\":[]}", "papers 第 1 项" },
	{ "{\"year\":2040,\"papers\":[\"https://a\",\"ftp://a\"],\"days\":[]}",
		"papers 第 2 项" },
	{ "{\"year\":2040,\"papers\":[\"https://a\\n放假: b\"],\"days\":[]}",
		"papers 第 1 项" },
	{ "{\"year\":2040,\"papers\":[\"https://a\xe2\x80\xae\"],\"days\":[]}",
		"papers 第 1 项" },
	{ "{\"year\":2040,\"papers\":[\"https://1\",\"https://2\",\"https://3\","
	  "\"https://4\",\"https://5\",\"https://6\"],\"days\":[]}",
		"papers 有 6 项，最多 5 项" },
	{ "{\"year\":2040,\"papers\":[\"https://a\"],\"days\":1}",
		"days 不是“[…]”" },
	{ HEAD "]}", "没有一天放假" },
	{ HEAD "{\"name\":\"甲节\",\"date\":\"2040-01-07\","
	       "\"isOffDay\":false}]}", "没有一天放假" },
	{ HEAD "1]}", "days 第 1 项不是“{…}”" },
	{ HEAD DAY ",{\"name\":\"甲节\",\"date\":\"2040-01-03\"}]}",
		"days 第 2 项里缺“isOffDay”" },
	{ HEAD "{\"name\":\"甲节\",\"date\":\"2040-01-03\",\"isOffDay\":1}]}",
		"isOffDay 不对；可以是 true false" },
	{ HEAD "{\"name\":\"甲 节\",\"date\":\"2040-01-03\","
	       "\"isOffDay\":true}]}", "days 第 1 项的 name 不对" },
	{ HEAD "{\"name\":\"甲　节\",\"date\":\"2040-01-03\","
	       "\"isOffDay\":true}]}", "days 第 1 项的 name 不对" },
	{ HEAD "{\"name\":\"\",\"date\":\"2040-01-03\",\"isOffDay\":true}]}",
		"days 第 1 项的 name 不对" },
	{ HEAD "{\"name\":\"a\\n[年]\",\"date\":\"2040-01-03\","
	       "\"isOffDay\":true}]}", "days 第 1 项的 name 不对" },
	{ HEAD "{\"name\":\"\\u001b[2J\",\"date\":\"2040-01-03\","
	       "\"isOffDay\":true}]}", "days 第 1 项的 name 不对" },
	{ HEAD "{\"name\":\"2040-01-03\",\"date\":\"2040-01-03\","
	       "\"isOffDay\":true}]}", "days 第 1 项的 name 不对" },
	{ HEAD "{\"name\":\"甲节\",\"date\":\"2040-02-30\","
	       "\"isOffDay\":true}]}", "date“2040-02-30”不是日期" },
	{ HEAD "{\"name\":\"甲节\",\"date\":20400103,\"isOffDay\":true}]}",
		"days 第 1 项的 date" },
	{ HEAD "{\"name\":\"甲节\",\"date\":\"2039-11-30\","
	       "\"isOffDay\":true}]}", "不在 2040 年，也不在上年十二月" },
	{ HEAD "{\"name\":\"甲节\",\"date\":\"2041-01-01\","
	       "\"isOffDay\":true}]}", "不在 2040 年，也不在上年十二月" },
	{ HEAD DAY "," DAY "]}", "days 第 1 项和第 2 项都是“2040-01-02”" },
};
/* clang-format on */

START_TEST(mistake_is_refused_with_its_place)
{
	struct buf text = { 0 };
	struct err err = { 0 };

	buf_add(&text, "kept");
	ck_assert_msg(!calendar_from_json(mistakes[_i].json,
			      strlen(mistakes[_i].json), &arena, &text, &err),
		"%s", mistakes[_i].json);
	ck_assert_int_eq(err.code, ERR_INPUT);
	ck_assert_msg(strstr(err.text, mistakes[_i].said) != NULL, "%s: %s",
		mistakes[_i].json, err.text);
	ck_assert_str_eq(buf_text(&text), "kept");
	buf_free(&text);
}
END_TEST

static bool
refused(const struct buf *json, const char *said)
{
	struct buf text = { 0 };
	struct err err = { 0 };
	bool taken = calendar_from_json(
		buf_text(json), json->length, &arena, &text, &err);

	buf_free(&text);
	return !taken && strstr(err.text, said) != NULL;
}

START_TEST(hostile_sizes_are_refused)
{
	struct buf json = { 0 };

	for (int i = 0; i < 300 * 1024; i++)
		buf_add_char(&json, ' ');
	ck_assert(refused(&json, "最多 262144"));
	buf_clear(&json);
	for (int i = 0; i < 200 * 1024; i++)
		buf_add_char(&json, '[');
	ck_assert(refused(&json, "不是 JSON"));
	buf_clear(&json);
	buf_add(&json, HEAD DAY);
	for (int i = 0; i < 400; i++)
		buf_add(&json, "," DAY);
	buf_add(&json, "]}");
	ck_assert(refused(&json, "days 有 401 项，最多 397 项"));
	buf_free(&json);
}
END_TEST

/* Cut anywhere, or with any byte changed, a file is taken or refused. */
START_TEST(broken_files_never_break_us)
{
	uint32_t state = 20;
	struct buf json = { 0 };

	for (size_t length = 0; length < strlen(invented); length++) {
		buf_clear(&json);
		buf_add_bytes(&json, invented, length);
		ck_assert(refused(&json, "不是 JSON"));
	}
	for (int i = 0; i < 5000; i++) {
		struct buf text = { 0 };
		struct err err = { 0 };

		buf_clear(&json);
		buf_add(&json, invented);
		json.data[load_random(&state) % json.length] =
			(char)load_random(&state);
		if (calendar_from_json(
			    buf_text(&json), json.length, &arena, &text, &err))
			(void)read_calendar(buf_text(&text), text.length);
		else
			ck_assert_int_eq(err.code, ERR_INPUT);
		buf_free(&text);
		arena_clear(&arena);
	}
	buf_free(&json);
}
END_TEST

Suite *
suite_calendar_json(void)
{
	Suite *suite = suite_create("calendar_json");
	TCase *tests = tcase_create("calendar_json");

	tcase_add_checked_fixture(tests, NULL, teardown);
	tcase_add_test(tests, published_file_is_the_shipped_calendar);
	tcase_add_test(tests, byte_order_mark_is_passed_over);
	tcase_add_test(tests, days_become_lines_in_order);
	tcase_add_loop_test(tests, mistake_is_refused_with_its_place, 0,
		ARRAY_LENGTH(mistakes));
	tcase_add_test(tests, hostile_sizes_are_refused);
	tcase_add_test(tests, broken_files_never_break_us);
	suite_add_tcase(suite, tests);
	return suite;
}
