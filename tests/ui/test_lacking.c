/* SPDX-License-Identifier: MIT */
/* What the terminal lacks is named while the cursor is on it, and only then. */
#include "ui/term/lacking.h"

#include "app_fixture.h"

Suite *suite_lacking(void);

/* clang-format off */
static const struct {
	enum encoding encoding;
	const char *row;
	const char *names;
} rows[] = {
	{ ENCODING_GBK, "", "" },
	{ ENCODING_GBK, "张三 “abc”—…·①", "" },
	{ ENCODING_GBK, "张\U00020BB7一", "〓＝U+20BB7口部3画" },
	{ ENCODING_GBK, "\U00020BB7\u3447\U00020BB7", "〓＝U+20BB7口部3画 〓＝U+3447人部5画" },
	{ ENCODING_GBK, "\U00020BB7\u3447\u3448\u3449\u344A", "〓＝U+20BB7口部3画 〓＝U+3447人部5画 〓＝U+3448人部5画 ……" },
	{ ENCODING_GBK, "e\u0301", "不显示＝U+0301" },
	{ ENCODING_GBK, "ñandú", "?＝U+00F1" },
	{ ENCODING_GBK, "\uE81E", "〓＝U+9FB4乙部1画" },
	{ ENCODING_GBK, "〓", "" },
	{ ENCODING_GB18030, "张\U00020BB7\u3447e\u0301", "" },
	{ ENCODING_UTF8, "张\U00020BB7一", "" },
};
/* clang-format on */

START_TEST(the_row_of_the_cursor_is_named)
{
	struct cells cells = { .width = WIDTH_TERM_WIDE };
	struct lacking lacking = { 0 };
	const struct wire wire = { .encoding = rows[_i].encoding,
		.width = WIDTH_TERM_WIDE };
	struct buf out = { 0 };

	cells_resize(&cells, 3, 40);
	cells_put(&cells, 0, 0, 40, LOOK_PLAIN, "\u3400");
	cells_put(&cells, 1, 0, 40, LOOK_PLAIN, rows[_i].row);
	cells.cursor_row = 1;
	lacking_names(&lacking, &wire, &cells, &out);
	ck_assert_str_eq(buf_text(&out), rows[_i].names);
	buf_clear(&out);
	lacking_names_in(&lacking, &wire, rows[_i].row, &out);
	ck_assert_str_eq(buf_text(&out), rows[_i].names);
	buf_free(&out);
	lacking_free(&lacking);
	cells_free(&cells);
}
END_TEST

/* In a form, over the hint; gone when the cursor leaves the field. What is
 * said to the user is not covered. */
START_TEST(a_field_says_what_it_holds)
{
	struct fixture f;

	start_at(&f, &screen_form);
	app_wire(f.app)->encoding = ENCODING_GBK;
	press(&f, 0x5F20);
	ck_assert(!shows(&f, "〓"));
	press(&f, 0x20BB7);
	check_shows(&f, "〓＝U+20BB7");
	press(&f, KEY_DOWN);
	ck_assert(!shows(&f, "〓＝U+20BB7"));
	press(&f, KEY_UP);
	check_shows(&f, "〓＝U+20BB7");
	check_frame(&f, "ui/app-lacking-80.want");
	type(&f, "<F11>");
	check_shows(&f, "您没有“追责”这一屏");
	ck_assert(!shows(&f, "〓＝"));
	/* A terminal that has the character says nothing of it. */
	press(&f, KEY_DOWN);
	press(&f, KEY_UP);
	app_wire(f.app)->encoding = ENCODING_GB18030;
	press(&f, KEY_RESIZE);
	ck_assert(!shows(&f, "〓"));
	stop(&f);
}
END_TEST

/* The width of the line is the width of the frame, as soon as it changes. */
START_TEST(cells_follow_the_wire)
{
	struct fixture f;

	start(&f);
	ck_assert_int_eq(app_frame(f.app)->width, WIDTH_TERM_WIDE);
	app_wire(f.app)->width = WIDTH_TERM_NARROW;
	ck_assert_int_eq(app_frame(f.app)->width, WIDTH_TERM_NARROW);
	stop(&f);
}
END_TEST

Suite *
suite_lacking(void)
{
	Suite *suite = suite_create("lacking");
	TCase *tests = tcase_create("lacking");

	tcase_add_loop_test(tests, the_row_of_the_cursor_is_named, 0,
		(int)ARRAY_LENGTH(rows));
	tcase_add_test(tests, a_field_says_what_it_holds);
	tcase_add_test(tests, cells_follow_the_wire);
	suite_add_tcase(suite, tests);
	return suite;
}
