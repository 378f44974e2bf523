/* SPDX-License-Identifier: MIT */
/* Views on terminals of several sizes, as a clerk would see them. */
#include "ui/view/render.h"

#include "tests/support/golden.h"
#include "ui/view/wrap.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

Suite *suite_render(void);

static const struct column party_columns[] = {
	{ .title = "姓名" },
	{ .title = "罪名", .grow = true },
	{ .title = "地位" },
	{ .title = "年龄", .right = true },
	{ .title = "辩护情况" },
	{ .title = "关押地", .from = 100 },
};

static const struct column record_columns[] = {
	{ .title = "日期" },
	{ .title = "文书" },
	{ .title = "状态" },
};

static void
party(struct view *view, int64_t id, const char *name, const char *charge,
	enum word word, const char *standing)
{
	view_row(view, id);
	view_text(view, name);
	view_text(view, charge);
	view_text(view, "被告人");
	view_textf(view, "%d", 20 + (int)id);
	view_word(view, word, standing);
	view_text(view, "测试区看守所");
}

static void
matter(struct view *view, int records)
{
	view_title(view, "（2026）测0101刑初12号");
	view_fields(view, NULL);
	view_field(view, "程序", "普通程序，一审");
	view_field(view, "受理", "2026-11-02 周一");
	view_field(view, "承办", "测试甲");
	view_field_word(view, "告知期限", WORD_SOON, "还有1天");
	view_field(view, "备注",
		"同案三人，其中一人在逃；张甲一、李乙二均在押，"
		"通过视频提讯；公诉机关建议适用普通程序审理，被告人没有异议。");
	view_list(view, "party", "当事人", party_columns,
		ARRAY_LENGTH(party_columns));
	party(view, 1, "张甲一", "故意伤害罪、寻衅滋事罪、聚众斗殴罪",
		WORD_LATE, "应当通知辩护，逾期2天");
	party(view, 2, "李乙二", "盗窃罪", WORD_GOOD, "已委托");
	party(view, 3, "阿卜杜拉·某某某·买买提（自报）", "诈骗罪", WORD_PLAIN,
		"未定");
	view_list(view, "record", "文书", record_columns,
		ARRAY_LENGTH(record_columns));
	view_empty(view, "还没有文书：F6 新建");
	for (int i = 0; i < records; i++) {
		view_row(view, 100 + i);
		view_date(view, date_add(date_make(2026, 11, 2), i));
		view_textf(view, "第%d份 权利义务告知书", i + 1);
		view_word(view, WORD_GOOD, "已签名");
	}
}

static const struct surround around = {
	.title = "案件",
	.who = "书记员 测试甲 · 测试区人民法院",
	.code = "210",
	.bar = "回车打开  F6新建  1办理  /找行  F9代码  F1帮助  F3离开",
	.has_bar = true,
};

static void
draw(struct face *face, struct cells *cells)
{
	struct surround surround = around;
	int row;
	int rows;

	surround.subject = face->view->title;
	cells_clear(cells);
	if (!render_fits(cells))
		return;
	render_surround(&surround, cells, &row, &rows);
	render_body(face, cells, row, rows);
}

static void
check_cells(const char *name, const struct cells *cells)
{
	struct buf out = { 0 };

	cells_dump(cells, &out);
	golden_check(name, buf_text(&out));
	buf_free(&out);
}

static const struct {
	int rows;
	int columns;
	int records;
	int row;
	const char *name;
} sizes[] = {
	{ 24, 80, 2, 0, "ui/matter-80.want" },
	{ 43, 132, 2, 3, "ui/matter-132.want" },
	{ 24, 80, 40, 30, "ui/matter-scrolled-80.want" },
	{ 20, 60, 0, 2, "ui/matter-60.want" },
	{ 10, 40, 0, 0, "ui/small-40.want" },
};

START_TEST(a_matter_at_many_sizes)
{
	struct arena arena = { 0 };
	struct view view = { .arena = &arena };
	struct face face = { .view = &view, .row = sizes[_i].row };
	struct cells cells = { .width = WIDTH_TERM_WIDE };

	cells_resize(&cells, sizes[_i].rows, sizes[_i].columns);
	matter(&view, sizes[_i].records);
	draw(&face, &cells);
	check_cells(sizes[_i].name, &cells);
	cells_free(&cells);
	arena_clear(&arena);
}
END_TEST

/* Everything a value can hold, in every place a value can stand. */
static const char hostile[] =
	"\x1b[2J\x9b\x07"
	"甲\xe2\x80\xae乙\xff\n丙\x7f"
	"e\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81";

static bool
is_clean(const struct cells *cells)
{
	size_t count = (size_t)cells->rows * (size_t)cells->columns;

	for (size_t i = 0; i < count; i++)
		for (const char *at = cells->grid[i].text; *at != '\0'; at++)
			if ((unsigned char)*at < ' ' || *at == 0x7f ||
				strstr(at, "\xe2\x80\xae") != NULL)
				return false;
	return true;
}

START_TEST(hostile_text_is_harmless_everywhere)
{
	struct arena arena = { 0 };
	struct view view = { .arena = &arena };
	struct face face = { .view = &view };
	struct cells cells = { .width = WIDTH_TERM_NARROW };
	struct column column = { .title = hostile, .grow = true };

	cells_resize(&cells, 24, 80);
	view_title(&view, "%s", hostile);
	view_list(&view, hostile, hostile, &column, 1);
	view_row(&view, 1);
	view_text(&view, hostile);
	view_fields(&view, hostile);
	view_field(&view, hostile, hostile);
	view_paragraph(&view, hostile, hostile);
	view_choice(&view, hostile, hostile);
	view_page(&view, hostile);
	draw(&face, &cells);
	ck_assert(is_clean(&cells));
	check_cells("ui/hostile-80.want", &cells);
	cells_free(&cells);
	arena_clear(&arena);
}
END_TEST

/* Nothing is drawn outside and the focus always shows, whatever the size. */
START_TEST(any_size_and_any_row)
{
	struct arena arena = { 0 };
	struct view view = { .arena = &arena };
	struct cells cells = { .width = WIDTH_TERM_WIDE };

	matter(&view, 60);
	for (int rows = 1; rows < 60; rows += 7)
		for (int columns = 1; columns < 250; columns += 23) {
			struct face face = { .view = &view };

			cells_resize(&cells, rows, columns);
			for (face.row = 0; face.row < 63; face.row += 9) {
				draw(&face, &cells);
				if (rows < RENDER_ROWS ||
					columns < RENDER_COLUMNS)
					continue;
				ck_assert_str_eq(
					cells.grid[(size_t)cells.cursor_row *
						     (size_t)columns]
						.text,
					">");
			}
		}
	cells_free(&cells);
	arena_clear(&arena);
}
END_TEST

START_TEST(wrapping_keeps_marks_off_line_starts)
{
	static const struct {
		const char *text;
		int columns;
		const char *first;
	} lines[] = {
		{ "权利义务，告知", 8, "权利义" },
		{ "权利义务告知", 8, "权利义务" },
		{ "案号 abc123def", 9, "案号 " },
		{ "一\n二", 9, "一" },
		{ "，", 1, "，" },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(lines); i++) {
		size_t took = wrap_fit(
			lines[i].text, lines[i].columns, WIDTH_TERM_WIDE);

		ck_assert_uint_eq(took, strlen(lines[i].first));
	}
	ck_assert_int_eq(wrap_rows("", 10, WIDTH_TERM_WIDE), 1);
	ck_assert_int_eq(wrap_rows("一\n二\n三", 10, WIDTH_TERM_WIDE), 3);
}
END_TEST

Suite *
suite_render(void)
{
	Suite *suite = suite_create("render");
	TCase *tcase = tcase_create("render");

	tcase_add_loop_test(
		tcase, a_matter_at_many_sizes, 0, (int)ARRAY_LENGTH(sizes));
	tcase_add_test(tcase, hostile_text_is_harmless_everywhere);
	tcase_add_test(tcase, any_size_and_any_row);
	tcase_add_test(tcase, wrapping_keeps_marks_off_line_starts);
	suite_add_tcase(suite, tcase);
	return suite;
}
