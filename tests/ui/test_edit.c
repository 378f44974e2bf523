/* SPDX-License-Identifier: MIT */
/* The text field: the table of terminal measurements §1, and more. */
#include "ui/entry/edit.h"

#include "base/attr.h"

#include <check.h>
#include <string.h>

Suite *suite_edit(void);

/* Keys as in .keys scripts; a result other than EDIT_DONE is noted: ! for
 * refused, ^ for not mine. */
static void
type(struct edit *edit, const char *script, int columns, struct buf *results)
{
	int32_t key;

	while ((key = key_read(&script)) != KEY_NONE) {
		struct key_event event = { .key = key };

		switch (edit_key(edit, &event, columns)) {
		case EDIT_DONE:
			break;
		case EDIT_REFUSED:
			buf_add(results, "!");
			break;
		case EDIT_NOT_MINE:
			buf_add(results, "^");
			break;
		}
	}
}

struct edit_case {
	const char *set;
	const char *keys;
	int max_chars;
	const char *text; /* with | at the cursor */
	const char *results;
};

/* clang-format off */
static const struct edit_case one_line[] = {
	{ "", "张三", 0, "张三|", "" },
	{ "张三", "<Left>甲", 0, "张甲|三", "" },
	{ "张三", "<Home>甲<End>乙", 0, "甲张三乙|", "" },
	{ "张三", "<C-a>甲<C-e>乙", 0, "甲张三乙|", "" },
	{ "张三", "<Left><Left><Left><Right>x", 0, "张x|三", "" },
	{ "张三", "<Backspace><Backspace><Backspace>", 0, "|", "!" },
	{ "张三", "<Del><Home><Del>", 0, "|三", "!" },
	{ "张甲三", "<Left><Backspace>", 0, "张|三", "" },
	/* five fit, the sixth is refused and nothing is lost */
	{ "", "一二三四五六", 5, "一二三四五|", "!" },
	{ "一二三四五", "<Home>六<Del>六", 5, "六|二三四五", "!" },
	/* a character with its marks is one step and one erasure */
	{ "", "e\u0301x<Left><Left>", 0, "|e\u0301x", "" },
	{ "e\u0301x", "<Home><Right>", 0, "e\u0301|x", "" },
	{ "e\u0301x", "<Left><Backspace>", 0, "|x", "" },
	{ "e\u0301x", "<Home><Del>", 0, "|x", "" },
	{ "", "e\u0301\u0302\u0303\u0304\u0305", 0,
		"e\u0301\u0302\u0303\u0304|", "!" },
	{ "", "\u0301a", 0, "a|", "!" },
	{ "a\u0301\u0302\u0303\u0304", "\u0305", 0,
		"a\u0301\u0302\u0303\u0304|", "!" },
	/* rare hanzi */
	{ "", "\U00020BB7\u3400\U00031350<Backspace>", 0,
		"\U00020BB7\u3400|", "" },
	{ "\U00020BB7x", "<Left><Backspace>", 0, "|x", "" },
	/* what may not be data */
	{ "a", "\u202e<Bad>", 0, "a|", "!!" },
	/* keys of the owner */
	{ "a", "<Up><Down><Enter><Tab><F3><C-z><C-u>", 0, "a|", "^^^^^^^" },
	{ "张三丰", "<Left><Left><C-k>", 0, "张|", "^" },
	{ "张三", "<C-k>", 0, "张三|", "^" },
	{ "", "<C-k><Left><Right><Home><End>", 0, "|", "^" },
};

/* Three lines of ten columns. */
static const struct edit_case several[] = {
	{ "一二三四五六七八九十", "<Up>x", 0, "一二三四x|五六七八九十", "" },
	{ "一二三四五六七", "<Up>甲", 0, "一二甲|三四五六七", "" },
	{ "一二三四五六七", "<Up><Down>甲", 0, "一二三四五六七甲|", "" },
	{ "一二三四五六七", "<Up><Up>", 0, "一二|三四五六七", "^" },
	{ "一二三四五六七", "<Down>", 0, "一二三四五六七|", "^" },
	{ "一二三四五六七", "<Home>甲", 0, "一二三四五甲|六七", "" },
	{ "一二三四五六七", "<Up><End>甲", 0, "一二三四甲|五六七", "" },
	/* Backspace at the start of a wrapped line joins it again */
	{ "一二三四五六七", "<Home><Backspace>", 0, "一二三四|六七", "" },
	{ "一二\n三", "<Left><Backspace>", 0, "一二|三", "" },
	{ "一二\n三", "<Up><End><Del>", 0, "一二|三", "" },
	/* the goal column survives a short line */
	{ "一二三四\n五\n六七八九", "<Left><Up><Up>x", 0,
		"一二三x|四\n五\n六七八九", "" },
	{ "a", "<Enter>", 0, "a|", "^" },
};
/* clang-format on */

static void
check_case(const struct edit_case *c, bool is_long, int columns)
{
	struct edit edit = { .is_long = is_long, .max_chars = c->max_chars };
	struct buf results = { 0 };
	struct buf shown = { 0 };

	edit_set(&edit, c->set);
	type(&edit, c->keys, columns, &results);
	buf_add_bytes(&shown, edit_text(&edit), edit.at);
	buf_add(&shown, "|");
	buf_add(&shown, edit_text(&edit) + edit.at);
	ck_assert_str_eq(buf_text(&shown), c->text);
	ck_assert_str_eq(buf_text(&results), c->results);
	buf_free(&results);
	buf_free(&shown);
	edit_free(&edit);
}

START_TEST(keys_one_line)
{
	check_case(&one_line[_i], false, 10);
}
END_TEST

START_TEST(keys_several_lines)
{
	const struct edit_case *c = &several[_i];

	check_case(c, true, 10);
}
END_TEST

struct draw_case {
	const char *text;
	const char *keys;
	bool is_long;
	int rows;
	int columns;
	const char *dump;
};

/* clang-format off */
static const struct draw_case draws[] = {
	{ "张三", "", false, 1, 10, "张三\ncursor 0 4\n" },
	{ "张三", "<Home>", false, 1, 10, "张三\ncursor 0 0\n" },
	{ "张三", "<Left>", false, 1, 10, "张三\ncursor 0 2\n" },
	{ "e\u0301x", "", false, 1, 10, "e\u0301x\ncursor 0 2\n" },
	{ "\U00020BB7x", "", false, 1, 10, "\U00020BB7x\ncursor 0 3\n" },
	/* quite full: the cursor on the last column, nothing hidden */
	{ "一二三四五", "", false, 1, 10, "一二三四五\ncursor 0 9\n" },
	/* too long: both sides tell */
	{ "一二三四五六", "", false, 1, 10, "<四五六\ncursor 0 7\n" },
	{ "一二三四五六", "<Home>", false, 1, 10, "一二三四 >\ncursor 0 0\n" },
	{ "一二三四五六七八九十", "<Left><Left><Left><Left><Left>", false, 1,
		10, "<五六七八>\ncursor 0 3\n" },
	/* kinsoku: punctuation neither begins nor is parted from its line */
	{ "被告人因非法，经营罪（二审）被判刑“三年”。", "", true, 5, 10,
		"被告人因非\n法，经营罪\n（二审）被\n判刑“三\n年”。\n"
		"cursor 4 5\n" },
	{ "一二三四五，六", "<C-a>", true, 2, 10,
		"一二三四\n五，六\ncursor 1 0\n" },
	{ "一二三四（五六", "", true, 2, 10,
		"一二三四\n（五六\ncursor 1 6\n" },
	/* odd width: four and four, no half character */
	{ "一二三四五六七八", "", true, 2, 9,
		"一二三四\n五六七八\ncursor 1 8\n" },
	{ "一二三四五六七八九十甲乙丙丁", "", true, 3, 10,
		"一二三四五\n六七八九十\n甲乙丙丁\ncursor 2 8\n" },
	/* words stay whole; a blank at the edge hangs */
	{ "ABC defgh ijk", "", true, 2, 10, "ABC defgh\nijk\ncursor 1 3\n" },
	{ "abcdefghij klm", "", true, 2, 10,
		"abcdefghij\nklm\ncursor 1 3\n" },
	{ "abcdefghijklm", "", true, 2, 10,
		"abcdefghij\nklm\ncursor 1 3\n" },
	{ "一\n\n二", "", true, 3, 10, "一\n\n二\ncursor 2 2\n" },
	{ "一\n", "", true, 3, 10, "一\n\n\ncursor 1 0\n" },
	/* more lines than rows: the cursor's is shown */
	{ "一\n二\n三", "", true, 2, 10, "二\n三\ncursor 1 2\n" },
	{ "一\n二\n三", "<Up><Up>", true, 2, 10, "一\n二\ncursor 0 2\n" },
	/* what came from elsewhere is shown, not obeyed */
	{ "a\033[1m", "", false, 1, 10, "a〓[1m\ncursor 0 6\n" },
	{ "a\nb", "", false, 1, 10, "a〓b\ncursor 0 4\n" },
	{ "\xD5\xC5", "", false, 1, 10, "〓〓\ncursor 0 4\n" },
};
/* clang-format on */

START_TEST(draw)
{
	const struct draw_case *c = &draws[_i];
	struct edit edit = { .is_long = c->is_long };
	struct cells cells = { 0 };
	struct buf out = { 0 };

	cells_resize(&cells, c->rows, c->columns);
	edit_set(&edit, c->text);
	/* Draws before and after the keys: scrolling has a history. */
	edit_draw(&edit, &cells, 0, 0, c->rows, c->columns, true);
	type(&edit, c->keys, c->columns, &out);
	buf_clear(&out);
	edit_draw(&edit, &cells, 0, 0, c->rows, c->columns, true);
	cells_dump(&cells, &out);
	ck_assert_str_eq(buf_text(&out), c->dump);
	buf_free(&out);
	cells_free(&cells);
	edit_free(&edit);
}
END_TEST

START_TEST(ambiguous_width_moves_lines)
{
	struct edit edit = { .is_long = true };

	edit_set(&edit, "“一二三四”五");
	ck_assert_int_eq(edit_rows(&edit, 12, WIDTH_TERM_NARROW), 1);
	ck_assert_int_eq(edit_rows(&edit, 12, WIDTH_TERM_WIDE), 2);
	edit_free(&edit);
}
END_TEST

struct paste_case {
	bool is_long;
	int max_chars;
	const char *pasted;
	const char *text;
	enum edit_result result;
};

static const struct paste_case pastes[] = {
	{ false, 0, "张三\n", "(张三)", EDIT_DONE },
	{ false, 0, "张\n三\n\n", "(张 三)", EDIT_DONE },
	{ true, 0, "张\n三\n\n", "(张\n三)", EDIT_DONE },
	{ false, 4, "张三丰", "(张三)", EDIT_REFUSED },
	{ false, 2, "张", "()", EDIT_REFUSED },
	{ false, 0, "", "()", EDIT_DONE },
};

START_TEST(paste)
{
	const struct paste_case *c = &pastes[_i];
	struct edit edit = { .is_long = c->is_long, .max_chars = c->max_chars };
	struct key_event event = { .key = KEY_PASTE, .text = c->pasted };
	struct key_event left = { .key = KEY_LEFT };

	edit_set(&edit, "()");
	ck_assert_int_eq(edit_key(&edit, &left, 10), EDIT_DONE);
	ck_assert_int_eq(edit_key(&edit, &event, 10), c->result);
	ck_assert_str_eq(edit_text(&edit), c->text);
	edit_free(&edit);
}
END_TEST

/* However narrow, keys and frames end, and the cursor stands in the field. */
START_TEST(any_size)
{
	static const char text[] =
		"被告人“张甲一”（2026）e\u0301\U00020BB7，word word。\n\n终";

	for (int columns = 1; columns < 30; columns++) {
		struct edit edit = { .is_long = _i == 1 };
		struct cells cells = { 0 };
		struct buf out = { 0 };

		cells_resize(&cells, 5, 40);
		edit_set(&edit, text);
		for (int key = 0; key < 60; key++) {
			type(&edit, key % 7 == 3 ? "<Up>" : "<Left>", columns,
				&out);
			edit_draw(&edit, &cells, 1, 3, 3, columns, true);
			ck_assert_int_ge(cells.cursor_row, 1);
			ck_assert_int_lt(cells.cursor_row, 4);
			ck_assert_int_ge(cells.cursor_column, 3);
			ck_assert_int_lt(cells.cursor_column, 3 + columns);
		}
		ck_assert_str_eq(edit_text(&edit), text);
		buf_free(&out);
		cells_free(&cells);
		edit_free(&edit);
	}
}
END_TEST

/* What a client with double-byte cursor keys sends: all in one piece, two
 * keys at a hanzi, one at a letter. */
struct twin_case {
	int32_t key;
	int times;
	const char *text; /* with | at the cursor */
};

static const struct twin_case twin_cases[] = {
	{ KEY_BACKSPACE, 2, "a张|" },
	{ KEY_BACKSPACE, 4, "a|" },
	{ KEY_BACKSPACE, 5, "|" },
	{ KEY_LEFT, 4, "a|张三" },
	{ KEY_LEFT, 5, "|a张三" },
};

START_TEST(twins_of_a_client)
{
	const struct twin_case *c = &twin_cases[_i];
	struct edit edit = { 0 };
	struct buf text = { 0 };

	edit_set(&edit, "a张三");
	for (int i = 0; i < c->times; i++) {
		struct key_event event = { .key = c->key, .is_twin = i > 0 };

		ck_assert_int_eq(edit_key(&edit, &event, 40), EDIT_DONE);
	}
	buf_add_bytes(&text, edit_text(&edit), edit.at);
	buf_add_char(&text, '|');
	buf_add(&text, edit_text(&edit) + edit.at);
	ck_assert_str_eq(buf_text(&text), c->text);
	buf_free(&text);
	edit_free(&edit);
}
END_TEST

/* 100 KB into a field: one refusal, and how much was taken is said. */
START_TEST(long_paste_is_said)
{
	struct key_event event = { .key = KEY_PASTE };
	struct edit edit = { .max_chars = 60 };
	struct buf pasted = { 0 };
	struct buf said = { 0 };

	for (int i = 0; i < 100 * 1024 / 3; i++)
		buf_add(&pasted, "张");
	edit_set(&edit, "甲乙");
	event.text = buf_text(&pasted);
	ck_assert_int_eq(edit_key(&edit, &event, 40), EDIT_REFUSED);
	ck_assert_uint_eq(strlen(edit_text(&edit)), 60 * strlen("张"));
	edit_say_refused(&edit, &event, &said);
	ck_assert_ptr_nonnull(strstr(buf_text(&said), "只取了前58个字"));
	buf_free(&said);
	buf_free(&pasted);
	edit_free(&edit);
}
END_TEST

Suite *
suite_edit(void)
{
	Suite *suite = suite_create("edit");
	TCase *tests = tcase_create("field");

	tcase_add_loop_test(tests, keys_one_line, 0, ARRAY_LENGTH(one_line));
	tcase_add_loop_test(
		tests, keys_several_lines, 0, ARRAY_LENGTH(several));
	tcase_add_loop_test(tests, draw, 0, ARRAY_LENGTH(draws));
	tcase_add_test(tests, ambiguous_width_moves_lines);
	tcase_add_loop_test(tests, paste, 0, ARRAY_LENGTH(pastes));
	tcase_add_loop_test(
		tests, twins_of_a_client, 0, ARRAY_LENGTH(twin_cases));
	tcase_add_test(tests, long_paste_is_said);
	tcase_add_loop_test(tests, any_size, 0, 2);
	suite_add_tcase(suite, tests);
	return suite;
}
