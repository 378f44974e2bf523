/* SPDX-License-Identifier: MIT */
/* Views as lines; who shows which of them, and when, is app_line.c. */
#include "ui/line/line_view.h"

#include "base/buf.h"
#include "ui/view/wrap.h"
#include "ui/words.h"

#include <string.h>

static void
add(struct line_sheet *sheet, enum line_part part, int row, const char *text)
{
	sheet->items = arena_grow(&sheet->arena, sheet->items, sheet->count,
		sizeof(*sheet->items));
	sheet->items[sheet->count++] = (struct line_item){
		.part = part,
		.row = row,
		.text = wrap_shown(&sheet->arena, text),
	};
}

/* Each line of a text. */
static void
add_lines(struct line_sheet *sheet, const char *text)
{
	for (;;) {
		size_t length = strcspn(text, "\n");

		if (length > 0 || text[length] != '\0')
			add(sheet, LINE_PART_TEXT, -1,
				arena_copy_bytes(&sheet->arena, text, length));
		if (text[length] == '\0')
			return;
		text += length + 1;
	}
}

static bool
is_shown(const struct column *column, int columns)
{
	return columns == 0 || column->from <= columns;
}

static bool
is_empty(const struct view_block *block, const struct view_row *row, size_t i,
	int columns)
{
	return !is_shown(&block->columns[i], columns) ||
	       row->cells[i].text[0] == '\0';
}

/* "3) 逾期32天  10-22  李甲二": behind a cell that is left out the others say
 * by their titles what they are. */
static void
add_row(struct line_sheet *sheet, const struct view_block *block, size_t which,
	int number, int columns)
{
	const struct view_row *row = &block->rows[which];
	struct buf text = { 0 };
	bool is_first = true;
	bool has_gap = false;

	buf_addf(&text, "%d) ", number + 1);
	for (size_t i = 0; i < row->cell_count; i++) {
		if (!is_shown(&block->columns[i], columns))
			continue;
		if (is_empty(block, row, i, columns)) {
			has_gap = has_gap || !is_first;
			continue;
		}
		buf_add(&text, is_first ? "" : "  ");
		if (has_gap)
			buf_addf(&text, "%s ", say(block->columns[i].title));
		buf_add(&text, row->cells[i].text);
		is_first = false;
	}
	add(sheet, LINE_PART_ROW, number, buf_text(&text));
	buf_free(&text);
}

static void
add_titles(
	struct line_sheet *sheet, const struct view_block *block, int columns)
{
	struct buf text = { 0 };

	for (size_t i = 0; i < block->column_count; i++)
		if (is_shown(&block->columns[i], columns) &&
			block->columns[i].title != NULL)
			buf_addf(&text, "%s%s", text.length == 0 ? "" : "  ",
				say(block->columns[i].title));
	if (text.length > 0)
		add(sheet, LINE_PART_TEXT, -1, buf_text(&text));
	buf_free(&text);
}

static int
add_list(struct line_sheet *sheet, const struct view_block *block, int number,
	int columns)
{
	if (block->row_count == 0) {
		add(sheet, LINE_PART_TEXT, -1, say(block->empty));
		return number;
	}
	add_titles(sheet, block, columns);
	for (size_t i = 0; i < block->row_count; i++) {
		if (block->rows[i].band != NULL)
			add(sheet, LINE_PART_TEXT, -1, block->rows[i].band);
		add_row(sheet, block, i, number++, columns);
	}
	return number;
}

static void
add_pairs(struct line_sheet *sheet, const struct view_block *block)
{
	const char *between = block->kind == BLOCK_CHOICES ? " " : "：";

	for (size_t i = 0; i < block->pair_count; i++) {
		const struct view_pair *pair = &block->pairs[i];

		if (pair->value[0] != '\0')
			add(sheet, LINE_PART_PAIR, -1,
				arena_printf(&sheet->arena, "%s%s%s",
					say(pair->label), between,
					pair->value));
	}
}

static int
add_block(struct line_sheet *sheet, const struct view_block *block, int number,
	int columns)
{
	if (block->heading != NULL && block->heading[0] != '\0')
		add(sheet, LINE_PART_TEXT, -1,
			arena_printf(
				&sheet->arena, "【%s】", say(block->heading)));
	switch (block->kind) {
	case BLOCK_LIST:
		return add_list(sheet, block, number, columns);
	case BLOCK_FIELDS:
	case BLOCK_CHOICES:
		add_pairs(sheet, block);
		break;
	case BLOCK_TEXT:
	case BLOCK_PAGE:
		add_lines(sheet, block->text);
		break;
	case BLOCK_ENTRY:
		break;
	}
	return number;
}

void
line_sheet_make(struct line_sheet *sheet, const struct view *view, int columns)
{
	int number = 0;

	*sheet = (struct line_sheet){ 0 };
	for (size_t i = 0; i < view->block_count; i++)
		number = add_block(sheet, &view->blocks[i], number, columns);
}

void
line_sheet_clear(struct line_sheet *sheet)
{
	arena_clear(&sheet->arena);
	*sheet = (struct line_sheet){ 0 };
}

const char *
line_sheet_row(const struct line_sheet *sheet, int row)
{
	for (size_t i = 0; i < sheet->count; i++)
		if (sheet->items[i].row == row)
			return sheet->items[i].text;
	return NULL;
}

bool
line_sheet_is_near(
	const struct line_sheet *now, const struct line_sheet *before)
{
	if (now->count != before->count)
		return false;
	for (size_t i = 0; i < now->count; i++) {
		const struct line_item *a = &now->items[i];
		const struct line_item *b = &before->items[i];

		if (a->part != b->part || a->row != b->row)
			return false;
		if (a->part == LINE_PART_TEXT && strcmp(a->text, b->text) != 0)
			return false;
	}
	return true;
}
