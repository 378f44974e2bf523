/* SPDX-License-Identifier: MIT */
/*
 * Draws a view. What goes where was decided by layout.c; a form in the view
 * draws itself (entry_draw.c).
 */
#include "ui/view/render.h"

#include "ui/entry/entry.h"
#include "ui/view/layout.h"
#include "ui/view/wrap.h"
#include "ui/words.h"

#include <string.h>

enum { GAP = 2, WHO_LEAST = 8 };

enum look
render_look(enum word word)
{
	switch (word) {
	case WORD_PLAIN:
		break;
	case WORD_GOOD:
		return LOOK_GOOD;
	case WORD_SOON:
		return LOOK_SOON;
	case WORD_LATE:
		return LOOK_LATE;
	}
	return LOOK_PLAIN;
}

static int
put(struct cells *cells, int row, int column, int limit, enum look look,
	const char *shown)
{
	int mark = width_text("…", cells->width);
	int used;

	if (limit <= 0)
		return 0;
	if (width_text(shown, cells->width) <= limit || limit <= mark)
		return cells_put(cells, row, column, limit, look, shown);
	used = cells_put(cells, row, column, limit - mark, look, shown);
	return used + cells_put(cells, row, column + used, mark, look, "…");
}

int
render_text(struct cells *cells, int row, int column, int limit, enum look look,
	const char *text)
{
	struct arena arena = { 0 };
	int used =
		put(cells, row, column, limit, look, wrap_shown(&arena, text));

	arena_clear(&arena);
	return used;
}

bool
render_has_room(const struct cells *cells)
{
	return cells->rows >= RENDER_ROWS && cells->columns >= RENDER_COLUMNS;
}

/* Wrapped, so that a narrow window says as much of it as it can. */
static void
draw_small(struct cells *cells)
{
	struct arena arena = { 0 };
	const char *text = say(
		"窗口太小，要 60 列 20 行。拉大就接着来，内容都在；现在按键没有用。");

	for (int row = 0; row < cells->rows && *text != '\0'; row++) {
		size_t took = wrap_fit(text, cells->columns, cells->width);

		if (took == 0)
			break;
		cells_put(cells, row, 0, cells->columns, LOOK_PLAIN,
			arena_copy_bytes(&arena, text, took));
		text = wrap_next(text, took);
	}
	arena_clear(&arena);
}

bool
render_fits(struct cells *cells)
{
	if (render_has_room(cells))
		return true;
	draw_small(cells);
	return false;
}

/* Joins what is there with " · ". */
static const char *
joined(struct arena *arena, const char *a, const char *b)
{
	if (a == NULL || *a == '\0')
		return b == NULL ? "" : b;
	if (b == NULL || *b == '\0')
		return a;
	return arena_printf(arena, "%s · %s", a, b);
}

/* The code always stands whole at the right edge; the title goes before who
 * it is shown to. */
static void
draw_title(const struct surround *s, struct arena *arena, struct cells *cells)
{
	const char *left =
		wrap_shown(arena, joined(arena, say(s->title), s->subject));
	const char *who = wrap_shown(arena, s->who == NULL ? "" : s->who);
	const char *code = wrap_shown(arena, s->code == NULL ? "" : s->code);
	int room = cells->columns - width_text(code, cells->width);
	int used;

	cells_put(cells, 0, room, cells->columns, LOOK_STRONG, code);
	used = put(cells, 0, 0, room - GAP, LOOK_STRONG, left) + GAP;
	room -= GAP;
	if (*who == '\0' || room - used < WHO_LEAST)
		return;
	if (room - used > width_text(who, cells->width))
		used = room - width_text(who, cells->width);
	put(cells, 0, used, room - used, LOOK_DIM, who);
}

void
render_surround(const struct surround *surround, struct cells *cells, int *row,
	int *rows)
{
	struct arena arena = { 0 };
	int last = cells->rows - 1;

	draw_title(surround, &arena, cells);
	if (surround->has_bar) {
		put(cells, last, 0, cells->columns, LOOK_DIM,
			wrap_shown(&arena, surround->bar));
		last--;
	}
	if (surround->message != NULL)
		put(cells, last, 0, cells->columns, surround->look,
			wrap_shown(&arena, surround->message));
	*row = 1;
	*rows = last - 1;
	arena_clear(&arena);
}

static void
draw_titles(const struct line *line, struct cells *cells, int row)
{
	int column = LAYOUT_MARGIN;

	for (size_t i = 0; i < line->block->column_count; i++) {
		const struct column *c = &line->block->columns[i];
		int width = line->widths[i];
		int pad = 0;

		if (width == 0)
			continue;
		if (c->right)
			pad = width - width_text(say(c->title), cells->width);
		if (pad < 0)
			pad = 0;
		render_text(cells, row, column + pad, width - pad, LOOK_DIM,
			say(c->title));
		column += width + GAP;
	}
}

static void
draw_cell(const struct layout *layout, const struct view_cell *cell, bool right,
	int width, struct cells *cells, int row, int column)
{
	const char *shown = wrap_shown(layout->arena, cell->text);
	int pad = 0;

	if (right)
		pad = width - width_text(shown, cells->width);
	if (pad < 0)
		pad = 0;
	put(cells, row, column + pad, width - pad, render_look(cell->word),
		shown);
}

static void
draw_row(const struct layout *layout, const struct line *line, bool is_chosen,
	struct cells *cells, int row)
{
	const struct view_row *r = &line->block->rows[line->first];
	int column = LAYOUT_MARGIN;

	for (size_t i = 0; i < r->cell_count; i++) {
		if (line->widths[i] == 0)
			continue;
		draw_cell(layout, &r->cells[i], line->block->columns[i].right,
			line->widths[i], cells, row, column);
		column += line->widths[i] + GAP;
	}
	if (!is_chosen)
		return;
	cells_put(cells, row, 0, 1, LOOK_FOCUS, ">");
	cells_look(cells, row, 0, cells->columns, LOOK_FOCUS);
	cells->cursor_row = row;
	cells->cursor_column = 0;
}

static void
draw_pairs(const struct layout *layout, const struct line *line,
	struct cells *cells, int row)
{
	int label = layout_label_width(layout, line->block);
	int each =
		(layout->columns - LAYOUT_MARGIN) / layout_pairs_across(layout);
	int column = LAYOUT_MARGIN;

	for (size_t i = 0; i < line->count; i++) {
		const struct view_pair *pair =
			&line->block->pairs[line->first + i];

		render_text(
			cells, row, column, label, LOOK_DIM, say(pair->label));
		if (line->text == NULL)
			render_text(cells, row, column + label + GAP,
				each - label - GAP, render_look(pair->word),
				pair->value);
		column += each;
	}
}

static void
draw_piece(const struct layout *layout, const struct line *line,
	struct cells *cells, int row)
{
	const char *piece = arena_copy_bytes(
		layout->arena, line->text, (size_t)line->length);

	put(cells, row, line->indent, cells->columns - line->indent,
		render_look(line->word), piece);
}

static void
draw_choice(const struct line *line, struct cells *cells, int row)
{
	const struct view_pair *pair = &line->block->pairs[line->first];

	render_text(cells, row, LAYOUT_MARGIN, 2, LOOK_STRONG, pair->label);
	render_text(cells, row, LAYOUT_MARGIN + 3,
		cells->columns - LAYOUT_MARGIN - 3, LOOK_PLAIN,
		say(pair->value));
}

static void
draw_line(const struct face *face, const struct layout *layout,
	const struct line *line, struct cells *cells, int row)
{
	int room = cells->columns - LAYOUT_MARGIN;

	switch (line->kind) {
	case LINE_BLANK:
		break;
	case LINE_HEADING:
		put(cells, row, LAYOUT_MARGIN, room, LOOK_STRONG, line->text);
		break;
	case LINE_TITLES:
		draw_titles(line, cells, row);
		break;
	case LINE_ROW:
		draw_row(layout, line, line->row == face->row, cells, row);
		break;
	case LINE_NOTE:
		put(cells, row, LAYOUT_MARGIN, room, LOOK_DIM, line->text);
		break;
	case LINE_PAIRS:
		draw_pairs(layout, line, cells, row);
		if (line->text != NULL)
			draw_piece(layout, line, cells, row);
		break;
	case LINE_TEXT:
		draw_piece(layout, line, cells, row);
		break;
	case LINE_CHOICE:
		draw_choice(line, cells, row);
		break;
	}
}

/* The titles of the list whose rows start the page, if they scrolled off. */
static const struct line *
pinned_titles(const struct layout *layout, int top)
{
	const struct line *first;

	if (top <= 0 || (size_t)top >= layout->count)
		return NULL;
	first = &layout->lines[top];
	if (first->kind != LINE_ROW || first->first == 0)
		return NULL;
	for (int i = top - 1; i >= 0; i--)
		if (layout->lines[i].kind == LINE_TITLES)
			return &layout->lines[i];
	return NULL;
}

static void
scroll(struct face *face, const struct layout *layout, int rows)
{
	int focus = layout_line_of_row(layout, face->row);
	int most = (int)layout->count - rows;

	if (focus >= 0 && !face->is_free) {
		if (face->is_held)
			face->top = focus - face->hold;
		if (focus >= face->top + rows)
			face->top = focus - rows + 1;
		if (focus < face->top + 1)
			face->top = focus - 1;
		/* The first row shows what stands above it, if it can. */
		if (face->row == 0 && focus < rows)
			face->top = 0;
	}
	if (face->top > most)
		face->top = most;
	if (face->top < 0)
		face->top = 0;
	face->is_held = false;
	face->lines = (int)layout->count;
	face->shown = rows;
	face->focus = focus;
}

static void
draw_lines(struct face *face, const struct layout *layout, struct cells *cells,
	int row, int rows)
{
	const struct line *pinned;

	scroll(face, layout, rows);
	pinned = pinned_titles(layout, face->top);
	for (int i = 0; i < rows; i++) {
		int at = face->top + i;

		if (i == 0 && pinned != NULL)
			draw_titles(pinned, cells, row);
		else if (at < (int)layout->count)
			draw_line(face, layout, &layout->lines[at], cells,
				row + i);
	}
}

static struct entry *
entry_of(const struct view *view)
{
	for (size_t i = 0; i < view->block_count; i++)
		if (view->blocks[i].kind == BLOCK_ENTRY)
			return view->blocks[i].entry;
	return NULL;
}

void
render_body(struct face *face, struct cells *cells, int row, int rows)
{
	struct arena arena = { 0 };
	struct layout layout = { .arena = &arena,
		.columns = cells->columns,
		.width = cells->width };
	struct entry *entry = entry_of(face->view);
	int above = rows;

	cells->cursor_row = row;
	cells->cursor_column = 0;
	layout_make(&layout, face->view);
	if (entry != NULL) {
		above = (int)layout.count + (layout.count > 0 ? 1 : 0);
		if (above > rows / 2)
			above = rows / 2;
	}
	draw_lines(face, &layout, cells, row, above);
	if (entry != NULL)
		entry_draw(entry, cells, row + above, rows - above,
			cells->columns);
	arena_clear(&arena);
}
