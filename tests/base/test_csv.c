/* SPDX-License-Identifier: MIT */
/* Tables: what spreadsheets write comes back as cells. */
#include "base/csv.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "random.h"

#include <check.h>
#include <string.h>

Suite *suite_csv(void);

/* Rows as text: line number, then the cells between bars. */
static void
dump(const struct csv *csv, struct buf *out)
{
	for (size_t row = 0; row < csv->count; row++) {
		buf_addf(out, "%d", csv->rows[row].line);
		for (size_t i = 0; i < csv->rows[row].count; i++)
			buf_addf(out, "|%s", csv->rows[row].cells[i]);
		buf_add(out, "\n");
	}
}

static const struct {
	const char *text;
	char separator;
	const char *dumped;
} good[] = {
	{ "", ',', "" },
	{ "a", ',', "1|a\n" },
	{ "a,b\nc,d\n", ',', "1|a|b\n2|c|d\n" },
	{ "a,b\r\nc,d", ',', "1|a|b\n2|c|d\n" },
	{ "a,\n,b\n", ',', "1|a|\n2||b\n" },
	{ "a,", ',', "1|a|\n" },
	{ "a;b;c,d\n1;2;3\n", ';', "1|a|b|c,d\n2|1|2|3\n" },
	{ "a\tb\n", '\t', "1|a|b\n" },
	{ "\n\na;b\n", ';', "3|a|b\n" },
	{ "案号,被告人\n,\n \n\n1,张甲一\n", ',',
		"1|案号|被告人\n5|1|张甲一\n" },
	{ "\"a,b\",c\n", ',', "1|a,b|c\n" },
	{ "\"a;b;c\",d\n", ',', "1|a;b;c|d\n" },
	{ "\"甲\n乙\",c\nd,e\n", ',', "1|甲\n乙|c\n3|d|e\n" },
	{ "\"甲\r\n乙\",c\r\n", ',', "1|甲\r\n乙|c\n" },
	{ "\"he \"\"x\"\"\",\"\"\n", ',', "1|he \"x\"|\n" },
	{ "\"\"\"\"\n", ',', "1|\"\n" },
	{ "a\"b,c\n", ',', "1|a\"b|c\n" },
	{ "\"a\"b,c\n", ',', "1|ab|c\n" },
	{ "a\rb,c\n", ',', "1|a\rb|c\n" },
};

START_TEST(cells_come_back)
{
	struct arena arena = { 0 };
	struct buf out = { 0 };
	struct csv csv;
	struct err err = { 0 };

	ck_assert_msg(
		csv_read(&arena, good[_i].text, &csv, &err), "%s", err.text);
	dump(&csv, &out);
	ck_assert_str_eq(buf_text(&out), good[_i].dumped);
	ck_assert_int_eq(csv.separator, good[_i].separator);
	buf_free(&out);
	arena_clear(&arena);
}
END_TEST

START_TEST(an_unclosed_quote_is_told_with_its_line)
{
	static const struct {
		const char *text;
		const char *told;
	} rows[] = {
		{ "\"", "第 1 行" },
		{ "a,b\nc,\"d\ne\nf\n", "第 2 行" },
		{ "\"a\nb\",\"c\n", "第 2 行" },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		struct arena arena = { 0 };
		struct err err = { 0 };
		struct csv csv;

		ck_assert(!csv_read(&arena, rows[i].text, &csv, &err));
		ck_assert_int_eq(err.code, ERR_INPUT);
		ck_assert_msg(
			strstr(err.text, rows[i].told) != NULL, "%s", err.text);
		arena_clear(&arena);
	}
}
END_TEST

static void
add_cell(struct buf *out, const char *cell)
{
	buf_add(out, "\"");
	for (; *cell != '\0'; cell++) {
		if (*cell == '"')
			buf_add(out, "\"");
		buf_add_char(out, *cell);
	}
	buf_add(out, "\"");
}

/* Whatever is in three cells, quoted by the book, comes back. */
START_TEST(quoted_cells_survive)
{
	static const char *const alphabet[] = { "a", "\"", ",", ";", "\n",
		"\r\n", "甲", "\t", NULL };
	uint64_t state = 7;

	for (int round = 0; round < 5000; round++) {
		char cells[3][30];
		struct arena arena = { 0 };
		struct buf text = { 0 };
		struct csv csv;
		struct err err = { 0 };

		for (size_t i = 0; i < 3; i++) {
			random_text(&state, alphabet, cells[i], 30);
			add_cell(&text, cells[i]);
			buf_add(&text, i < 2 ? "," : "\r\n");
		}
		buf_add(&text, "x,y,z");
		ck_assert(csv_read(&arena, buf_text(&text), &csv, &err));
		ck_assert_uint_ge(csv.count, 1);
		ck_assert_str_eq(csv.rows[csv.count - 1].cells[2], "z");
		for (size_t i = 0; csv.count == 2 && i < 3; i++)
			ck_assert_str_eq(csv.rows[0].cells[i], cells[i]);
		buf_free(&text);
		arena_clear(&arena);
	}
}
END_TEST

START_TEST(any_text_is_read_or_refused)
{
	static const char *const alphabet[] = { "a", "\"", ",", ";", "\n",
		"\r\n", "\r", "甲", "\t", NULL };
	uint64_t state = 9;

	for (int round = 0; round < 20000; round++) {
		char text[60];
		struct arena arena = { 0 };
		struct csv csv;
		struct err err = { 0 };
		size_t bytes = 0;

		random_text(&state, alphabet, text, sizeof text);
		if (csv_read(&arena, text, &csv, &err)) {
			for (size_t i = 0; i < csv.count; i++)
				for (size_t k = 0; k < csv.rows[i].count; k++)
					bytes += strlen(csv.rows[i].cells[k]);
			ck_assert_uint_le(bytes, strlen(text));
		} else {
			ck_assert_int_eq(err.code, ERR_INPUT);
		}
		arena_clear(&arena);
	}
}
END_TEST

Suite *
suite_csv(void)
{
	Suite *suite = suite_create("csv");
	TCase *tests = tcase_create("csv");

	tcase_add_loop_test(tests, cells_come_back, 0, (int)ARRAY_LENGTH(good));
	tcase_add_test(tests, an_unclosed_quote_is_told_with_its_line);
	tcase_add_test(tests, quoted_cells_survive);
	tcase_add_test(tests, any_text_is_read_or_refused);
	suite_add_tcase(suite, tests);
	return suite;
}
