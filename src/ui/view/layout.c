/* SPDX-License-Identifier: MIT */
/* Turns a view into lines of a given width; draws nothing. */
#include "ui/view/layout.h"

#include "ui/view/wrap.h"
#include "ui/words.h"

#include <string.h>

enum { GAP = 2, LEAST = 4, LEAST_GROW = 12, LABEL_MOST = 20 };

static struct line *
add(struct layout *layout, enum line_kind kind, const struct view_block *block)
{
	struct line *line;

	layout->lines = arena_grow(layout->arena, layout->lines, layout->count,
		sizeof(*layout->lines));
	line = &layout->lines[layout->count++];
	*line = (struct line){ .kind = kind, .block = block, .row = -1 };
	return line;
}

static int
width_shown(const struct layout *layout, const char *text)
{
	return width_text(wrap_shown(layout->arena, text), layout->width);
}

static int
larger(int a, int b)
{
	return a > b ? a : b;
}

static int
natural_width(const struct layout *layout, const struct view_block *block,
	size_t column)
{
	const struct column *c = &block->columns[column];
	int width = width_shown(layout, say(c->title));

	if (c->from > layout->columns)
		return 0;
	for (size_t i = 0; i < block->row_count; i++) {
		const struct view_row *row = &block->rows[i];

		if (column < row->cell_count)
			width = larger(width,
				width_shown(layout, row->cells[column].text));
	}
	if (c->most > 0 && width > c->most)
		width = c->most;
	return larger(width, 1);
}

static int
total_width(const int *widths, size_t count)
{
	int total = 0;

	for (size_t i = 0; i < count; i++)
		if (widths[i] > 0)
			total += widths[i] + GAP;
	return total - GAP;
}

/* The column that gives way next: a growing one while it is wide, else the
 * widest; -1: none can. */
static int
widest(const struct view_block *block, const int *widths)
{
	int found = -1;

	for (size_t i = 0; i < block->column_count; i++)
		if (block->columns[i].grow && widths[i] > LEAST_GROW &&
			(found < 0 || widths[i] > widths[found]))
			found = (int)i;
	for (size_t i = 0; found < 0 && i < block->column_count; i++)
		if (widths[i] > LEAST)
			found = (int)i;
	if (found >= 0 && block->columns[found].grow &&
		widths[found] > LEAST_GROW)
		return found;
	for (size_t i = 0; i < block->column_count; i++)
		if (found >= 0 && widths[i] > widths[found])
			found = (int)i;
	return found;
}

static const int *
list_widths(const struct layout *layout, const struct view_block *block)
{
	size_t count = block->column_count;
	int *widths = arena_alloc(layout->arena, (count + 1) * sizeof(*widths));
	int over;

	for (size_t i = 0; i < count; i++)
		widths[i] = natural_width(layout, block, i);
	over = total_width(widths, count) - (layout->columns - LAYOUT_MARGIN);
	while (over > 0) {
		int at = widest(block, widths);

		if (at < 0)
			break;
		widths[at]--;
		over--;
	}
	return widths;
}

static void
lay_list(struct layout *layout, const struct view_block *block, int *row)
{
	const int *widths;

	if (block->row_count == 0) {
		add(layout, LINE_NOTE, block)->text = wrap_shown(layout->arena,
			say(block->empty == NULL ? "没有" : block->empty));
		return;
	}
	widths = list_widths(layout, block);
	add(layout, LINE_TITLES, block)->widths = widths;
	for (size_t i = 0; i < block->row_count; i++) {
		struct line *line;

		if (block->rows[i].band != NULL)
			add(layout, LINE_HEADING, block)->text = wrap_shown(
				layout->arena, say(block->rows[i].band));
		line = add(layout, LINE_ROW, block);
		line->first = i;
		line->row = (*row)++;
		line->widths = widths;
	}
}

static void
lay_text(struct layout *layout, const struct view_block *block,
	const char *text, int indent, enum word word)
{
	const char *shown = wrap_shown_lines(layout->arena, text);

	do {
		struct line *line = add(layout, LINE_TEXT, block);
		size_t took = wrap_fit(
			shown, layout->columns - indent, layout->width);

		line->text = shown;
		line->length = (int)took;
		line->indent = indent;
		line->word = word;
		shown = wrap_next(shown, took);
	} while (*shown != '\0');
}

static void
lay_page(struct layout *layout, const struct view_block *block)
{
	const char *shown = wrap_shown_lines(layout->arena, block->text);

	while (*shown != '\0') {
		struct line *line = add(layout, LINE_TEXT, block);
		size_t length = strcspn(shown, "\n");

		line->text = shown;
		line->length = (int)length;
		line->indent = LAYOUT_MARGIN;
		shown += length + (shown[length] == '\n');
	}
}

int
layout_pairs_across(const struct layout *layout)
{
	return larger(1, (layout->columns - LAYOUT_MARGIN) / LAYOUT_PAIR);
}

int
layout_label_width(const struct layout *layout, const struct view_block *block)
{
	int width = 0;

	for (size_t i = 0; i < block->pair_count; i++)
		width = larger(
			width, width_shown(layout, say(block->pairs[i].label)));
	return width > LABEL_MOST ? LABEL_MOST : width;
}

/* Does the value fit beside others? */
static bool
is_narrow(const struct layout *layout, const struct view_block *block,
	size_t pair)
{
	int each =
		(layout->columns - LAYOUT_MARGIN) / layout_pairs_across(layout);

	return layout_label_width(layout, block) + GAP +
		       width_shown(layout, block->pairs[pair].value) <=
	       each - GAP;
}

static void
lay_wide_pair(
	struct layout *layout, const struct view_block *block, size_t pair)
{
	int indent = LAYOUT_MARGIN + layout_label_width(layout, block) + GAP;
	size_t from = layout->count;

	lay_text(layout, block,
		wrap_shown(layout->arena, block->pairs[pair].value), indent,
		block->pairs[pair].word);
	layout->lines[from].kind = LINE_PAIRS;
	layout->lines[from].first = pair;
	layout->lines[from].count = 1;
}

static void
lay_pairs(struct layout *layout, const struct view_block *block)
{
	size_t across = (size_t)layout_pairs_across(layout);
	size_t i = 0;

	while (i < block->pair_count) {
		size_t count = 0;

		while (count < across && i + count < block->pair_count &&
			is_narrow(layout, block, i + count))
			count++;
		if (count == 0) {
			lay_wide_pair(layout, block, i++);
		} else {
			struct line *line = add(layout, LINE_PAIRS, block);

			line->first = i;
			line->count = count;
			i += count;
		}
	}
}

static void
lay_choices(struct layout *layout, const struct view_block *block)
{
	for (size_t i = 0; i < block->pair_count; i++)
		add(layout, LINE_CHOICE, block)->first = i;
}

static void
lay_block(struct layout *layout, const struct view_block *block, int *row)
{
	if (block->kind == BLOCK_ENTRY)
		return;
	if (layout->count > 0)
		add(layout, LINE_BLANK, block);
	if (block->heading != NULL)
		add(layout, LINE_HEADING, block)->text =
			wrap_shown(layout->arena, say(block->heading));
	switch (block->kind) {
	case BLOCK_LIST:
		lay_list(layout, block, row);
		break;
	case BLOCK_FIELDS:
		lay_pairs(layout, block);
		break;
	case BLOCK_TEXT:
		lay_text(layout, block, block->text, LAYOUT_MARGIN, WORD_PLAIN);
		break;
	case BLOCK_PAGE:
		lay_page(layout, block);
		break;
	case BLOCK_CHOICES:
		lay_choices(layout, block);
		break;
	case BLOCK_ENTRY:
		break;
	}
}

void
layout_make(struct layout *layout, const struct view *view)
{
	int row = 0;

	for (size_t i = 0; i < view->block_count; i++)
		lay_block(layout, &view->blocks[i], &row);
}

int
layout_line_of_row(const struct layout *layout, int row)
{
	for (size_t i = 0; i < layout->count; i++)
		if (layout->lines[i].row == row && row >= 0)
			return (int)i;
	return -1;
}
