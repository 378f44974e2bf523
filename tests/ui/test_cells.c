/* SPDX-License-Identifier: MIT */
/* The grid: whole characters, both halves, nothing hostile. */
#include "ui/term/cells.h"

#include "base/attr.h"
#include "base/utf8.h"

#include <check.h>
#include <limits.h>
#include <string.h>

Suite *suite_cells(void);

struct put_case {
	const char *text;
	int limit;
	enum width_of width;
	const char *row;
	int used;
};

/* clang-format off */
static const struct put_case puts_cases[] = {
	{ "abc", 10, WIDTH_TERM_NARROW, "..abc.....", 3 },
	{ "张三", 10, WIDTH_TERM_NARROW, "..张三....", 4 },
	{ "张三", 3, WIDTH_TERM_NARROW, "..张......", 2 },
	{ "张三", 1, WIDTH_TERM_NARROW, "..........", 0 },
	{ "张三", 0, WIDTH_TERM_NARROW, "..........", 0 },
	{ "张三", -5, WIDTH_TERM_NARROW, "..........", 0 },
	{ "一二三四五六", 99, WIDTH_TERM_NARROW, "..一二三四", 8 },
	{ "a一二三四", 99, WIDTH_TERM_NARROW, "..a一二三.", 7 },
	/* ambiguous characters */
	{ "“三”", 10, WIDTH_TERM_NARROW, "..“三”....", 4 },
	{ "“三”", 10, WIDTH_TERM_WIDE, "..“三”..", 6 },
	/* marks stay with their character, four at most */
	{ "e\u0301x", 10, WIDTH_TERM_NARROW, "..e\u0301x......", 2 },
	{ "e\u0301x", 1, WIDTH_TERM_NARROW, "..e\u0301.......", 1 },
	{ "张\u0301", 2, WIDTH_TERM_NARROW, "..张\u0301......", 2 },
	{ "a\u0300\u0301\u0302\u0303\u0304\u0305b", 9, WIDTH_TERM_NARROW,
		"..a\u0300\u0301\u0302\u0303b......", 2 },
	{ "\u0301a", 9, WIDTH_TERM_NARROW, "..a.......", 1 },
	/* Extension B and H */
	{ "\U00020BB7", 9, WIDTH_TERM_NARROW, "..\U00020BB7......", 2 },
	{ "\U00031350", 9, WIDTH_TERM_NARROW, "..\U00031350......", 2 },
	/* hostile (terminal measurements §5) */
	{ "\033[31mX", 9, WIDTH_TERM_NARROW, "..〓[31mX.", 7 },
	{ "a\033", 2, WIDTH_TERM_NARROW, "..a?......", 2 },
	{ "\xC2\x9B" "31m", 9, WIDTH_TERM_NARROW, "..〓31m...", 5 },
	{ "a\rb\nc", 9, WIDTH_TERM_NARROW, "..a〓b〓c.", 7 },
	{ "\tx\x7F", 9, WIDTH_TERM_NARROW, "..〓x〓...", 5 },
	{ "\u202eabc\u202c", 9, WIDTH_TERM_NARROW, "..〓abc〓.", 7 },
	{ "a\u200bb\u200dc", 9, WIDTH_TERM_NARROW, "..a〓b〓c.", 7 },
	{ "\u845B\U000E0100", 9, WIDTH_TERM_NARROW, "..\u845B〓....", 4 },
	{ "\uFEFFa", 9, WIDTH_TERM_NARROW, "..〓a.....", 3 },
	{ "\xD5\xC5!", 9, WIDTH_TERM_NARROW, "..〓〓!...", 5 },
	{ "\xE5\xBC", 9, WIDTH_TERM_NARROW, "..〓〓....", 4 },
	{ "\uFFFD", 9, WIDTH_TERM_NARROW, "..〓......", 2 },
};
/* clang-format on */

static const char *
row_text(const struct cells *cells, int row, struct buf *out)
{
	const char *line;
	size_t length;

	buf_clear(out);
	cells_dump(cells, out);
	line = buf_text(out);
	while (row-- > 0)
		line = strchr(line, '\n') + 1;
	length = strcspn(line, "\n");
	memmove(out->data, line, length);
	buf_cut(out, length);
	return buf_text(out);
}

static void
dots(struct cells *cells, int rows, int columns)
{
	cells_resize(cells, rows, columns);
	for (int row = 0; row < rows; row++)
		for (int column = 0; column < columns; column++)
			cells_put(cells, row, column, 1, LOOK_PLAIN, ".");
}

START_TEST(put)
{
	const struct put_case *c = &puts_cases[_i];
	struct cells cells = { .width = c->width };
	struct buf out = { 0 };

	dots(&cells, 1, 10);
	ck_assert_int_eq(cells_put(&cells, 0, 2, c->limit, LOOK_FIELD, c->text),
		c->used);
	ck_assert_str_eq(row_text(&cells, 0, &out), c->row);
	if (c->limit == 9)
		ck_assert_int_eq(cells_columns(c->text, c->width), c->used);
	for (int i = 0; i < 10; i++)
		ck_assert_int_eq(cells.grid[i].look,
			i >= 2 && i < 2 + c->used ? LOOK_FIELD : LOOK_PLAIN);
	buf_free(&out);
	cells_free(&cells);
}
END_TEST

struct over_case {
	int column;
	const char *text;
	const char *row;
};

/* Over 一二三 at column 0: half a character never stays. */
static const struct over_case over[] = {
	{ 0, "a", "a 二三.." },
	{ 1, "a", " a二三.." },
	{ 2, "a", "一a 三.." },
	{ 1, "四", " 四 三.." },
	{ 1, "ab", " ab 三.." },
	{ 3, "四", "一 四 .." },
	{ 5, "四", "一二 四." },
	{ 2, "四", "一四三.." },
	{ 7, "四", "一二三.." },
	{ -1, "四", "一二三.." },
	{ 8, "x", "一二三.." },
};

START_TEST(overwrite)
{
	struct cells cells = { 0 };
	struct buf out = { 0 };

	dots(&cells, 1, 8);
	cells_put(&cells, 0, 0, 8, LOOK_PLAIN, "一二三");
	cells_put(&cells, 0, over[_i].column, 8, LOOK_PLAIN, over[_i].text);
	ck_assert_str_eq(row_text(&cells, 0, &out), over[_i].row);
	buf_free(&out);
	cells_free(&cells);
}
END_TEST

START_TEST(dump_and_clear)
{
	struct cells cells = { 0 };
	struct buf out = { 0 };

	cells_resize(&cells, 3, 10);
	cells_put(&cells, 0, 0, 10, LOOK_PLAIN, "  a  ");
	cells_put(&cells, 2, 4, 10, LOOK_STRONG, "张");
	cells.cursor_row = 2;
	cells.cursor_column = 4;
	cells_dump(&cells, &out);
	ck_assert_str_eq(buf_text(&out), "  a\n\n    张\ncursor 2 4\n");
	buf_clear(&out);
	cells.beep = true;
	cells_clear(&cells);
	cells_dump(&cells, &out);
	ck_assert_str_eq(buf_text(&out), "\n\n\ncursor 0 0\n");
	ck_assert(!cells.beep);
	buf_free(&out);
	cells_free(&cells);
}
END_TEST

START_TEST(outside_is_nowhere)
{
	struct cells cells = { 0 };
	struct buf out = { 0 };

	cells_resize(&cells, 0, -3);
	ck_assert_int_eq(cells.rows, 1);
	ck_assert_int_eq(cells.columns, 1);
	ck_assert_int_eq(cells_put(&cells, 1, 0, 9, LOOK_PLAIN, "x"), 0);
	ck_assert_int_eq(cells_put(&cells, -1, 0, 9, LOOK_PLAIN, "x"), 0);
	ck_assert_int_eq(cells_put(&cells, 0, 0, 9, LOOK_PLAIN, "张"), 0);
	cells_look(&cells, 0, -2, 99, LOOK_FOCUS);
	cells_look(&cells, 5, 0, 9, LOOK_FOCUS);
	ck_assert_int_eq(cells.grid[0].look, LOOK_FOCUS);
	cells_dump(&cells, &out);
	ck_assert_str_eq(buf_text(&out), "\ncursor 0 0\n");
	buf_free(&out);
	cells_free(&cells);
}
END_TEST

/* Whatever the bytes: each cell is plain text, halves are paired. */
START_TEST(noise)
{
	struct cells cells = { 0 };
	uint32_t state = 99;

	cells_resize(&cells, 4, 20);
	for (int round = 0; round < 5000; round++) {
		char bytes[16] = { 0 };

		for (size_t i = 0; i + 1 < sizeof bytes; i++) {
			state = state * 1103515245U + 12345U;
			bytes[i] = (char)(state >> 16 & 0xFFU);
		}
		cells_put(&cells, round % 4, (int)(state >> 24) % 22, 9,
			LOOK_PLAIN, bytes);
	}
	for (int i = 0; i < 4 * 20; i++) {
		const char *text = cells.grid[i].text;
		const char *at = text;
		uint32_t first = utf8_next(&at);

		ck_assert_int_eq(utf8_check(text, strlen(text), UTF8_ONE_LINE),
			UTF8_FINE);
		if (i % 20 != 19)
			ck_assert_int_eq(cells.grid[i + 1].text[0] == '\0',
				first != 0 &&
					width_char(first, cells.width) == 2);
	}
	cells_free(&cells);
}
END_TEST

Suite *
suite_cells(void)
{
	Suite *suite = suite_create("cells");
	TCase *tests = tcase_create("grid");

	tcase_add_loop_test(tests, put, 0, ARRAY_LENGTH(puts_cases));
	tcase_add_loop_test(tests, overwrite, 0, ARRAY_LENGTH(over));
	tcase_add_test(tests, dump_and_clear);
	tcase_add_test(tests, outside_is_nowhere);
	tcase_add_test(tests, noise);
	suite_add_tcase(suite, tests);
	return suite;
}
