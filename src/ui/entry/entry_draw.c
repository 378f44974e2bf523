/* SPDX-License-Identifier: MIT */
/*
 * The form on the screen: labels left, values in one column, items over the
 * whole width, 确认 below. All of it is laid out as lines; the stretch with
 * the focus is shown.
 */
#include "ui/entry/ask.h"
#include "ui/entry/entry_own.h"
#include "ui/view/render.h"
#include "ui/view/wrap.h"
#include "ui/words.h"

#include <string.h>

enum {
	MARGIN = 2,
	GAP = 2,
	LABEL_MOST = 24,
	LABEL_LEAST = 8,
	ITEM_INDENT = 7, /* behind "[是] " */
	LONG_LEAST = 3,
	FIELD_LEAST = 5
};

struct sheet {
	struct entry *entry;
	struct cells *cells;
	struct arena arena;
	int row; /* area */
	int rows;
	int columns;
	int label; /* columns of labels */
	int value; /* where values stand */
	int width; /* and their columns */
	int line;  /* first line of the field being drawn, from the top */
};

/* Puts text on a line of the sheet, if that line shows. */
static int
put(const struct sheet *sheet, int line, int column, int limit, enum look look,
	const char *text)
{
	int at = line - sheet->entry->top;

	if (at < 0 || at >= sheet->rows || limit <= 0)
		return 0;
	return cells_put(
		sheet->cells, sheet->row + at, column, limit, look, text);
}

static int
put_wrapped(const struct sheet *sheet, int line, int column, int limit,
	enum look look, const char *text)
{
	struct arena arena = { 0 };
	const char *at = wrap_shown_lines(&arena, text);
	int rows = 0;

	do {
		size_t took = wrap_fit(at, limit, sheet->cells->width);

		put(sheet, line + rows, column, limit, look,
			arena_copy_bytes(&arena, at, took));
		at = wrap_next(at, took);
		rows++;
	} while (*at != '\0');
	arena_clear(&arena);
	return rows;
}

static int
rows_of(const struct sheet *sheet, const char *text, int columns)
{
	struct arena arena = { 0 };
	int rows = wrap_rows(
		wrap_shown_lines(&arena, text), columns, sheet->cells->width);

	arena_clear(&arena);
	return rows;
}

static int
larger(int a, int b)
{
	return a > b ? a : b;
}

static bool
is_focused(const struct sheet *sheet, int field)
{
	return sheet->entry->focus == field;
}

/* What stands in a field: the edit's text while it is in hand. */
static const char *
shown_value(struct sheet *sheet, int field)
{
	const struct form_field *f = &sheet->entry->form->fields[field];
	struct buf out = { 0 };
	const char *text;

	if (is_focused(sheet, field))
		entry_typed(sheet->entry, &out);
	else
		field_show(f, values_get(sheet->entry->values, f->name), &out);
	text = arena_copy(&sheet->arena, buf_text(&out));
	buf_free(&out);
	return text;
}

/* "1普通 2简易" where a digit picks; NULL where it does not. */
static const char *
choices_text(struct sheet *sheet, const struct form_field *field)
{
	struct buf out = { 0 };
	const char *text;

	if (strcmp(field->type->english, "yes-no") == 0)
		return "1是 2否";
	if (!entry_has_digits(field))
		return NULL;
	for (size_t i = 0; i < field->choice_count; i++)
		buf_addf(&out, "%s%zu%s", i == 0 ? "" : " ", i + 1,
			field->choices[i]);
	text = arena_copy(&sheet->arena, buf_text(&out));
	buf_free(&out);
	return text;
}

/* Columns the choices themselves take: the widest, or all of a many-of. */
static int
choice_width(const struct sheet *sheet, const struct form_field *field)
{
	int width = 0;

	for (size_t i = 0; i < field->choice_count; i++) {
		int one = cells_columns(field->choices[i], sheet->cells->width);

		width = entry_is_many(field) ? width + one + 1
					     : larger(width, one);
	}
	return larger(width, FIELD_LEAST);
}

/* Columns of the input field itself; one more than its text, for the cursor.
 */
static int
field_width(const struct sheet *sheet, const struct form_field *field)
{
	int width = field->type->max_chars * 2;

	if (field->choice_count > 0)
		width = choice_width(sheet, field);
	else if (field->type->full_chars > 0)
		width = larger(FIELD_LEAST, field->type->full_chars);
	if (width <= 0 || width >= sheet->width)
		return sheet->width;
	return width + 1;
}

/* Where the choices stand: beside the field, or on lines below it (0). */
static int
choices_column(const struct sheet *sheet, const struct form_field *field,
	const char *choices)
{
	int column = sheet->value + field_width(sheet, field) + GAP;

	return column + cells_columns(choices, sheet->cells->width) <=
			       sheet->columns
		       ? column
		       : 0;
}

static int
label_rows(const struct sheet *sheet, const struct form_field *field)
{
	return rows_of(sheet, say(field->label), sheet->label);
}

static const char *
item_text(const struct form_field *field)
{
	return field->text != NULL ? field->text : field->label;
}

static bool
is_no(const char *value)
{
	return strncmp(value, "否", strlen("否")) == 0;
}

static int
item_rows(struct sheet *sheet, int field)
{
	const struct form_field *f = &sheet->entry->form->fields[field];
	int rows =
		rows_of(sheet, item_text(f), sheet->columns - ITEM_INDENT - 1);

	return rows + (is_no(shown_value(sheet, field)) ? 1 : 0);
}

static int
value_rows(struct sheet *sheet, int field)
{
	const struct form_field *f = &sheet->entry->form->fields[field];
	int rows;

	if (!is_focused(sheet, field))
		return rows_of(sheet, shown_value(sheet, field), sheet->width);
	if (!f->type->is_long)
		return 1;
	rows = larger(LONG_LEAST, edit_rows(&sheet->entry->edit, sheet->width,
					  sheet->cells->width));
	return rows < sheet->rows - 2 ? rows : larger(1, sheet->rows - 2);
}

static int
field_rows(struct sheet *sheet, int field)
{
	const struct form_field *f = &sheet->entry->form->fields[field];
	const char *choices = choices_text(sheet, f);
	int rows;

	if (f->is_item)
		return item_rows(sheet, field);
	rows = value_rows(sheet, field);
	if (choices != NULL && is_focused(sheet, field) &&
		choices_column(sheet, f, choices) == 0)
		rows += rows_of(sheet, choices, sheet->width);
	return larger(rows, label_rows(sheet, f));
}

static void
put_marker(const struct sheet *sheet, int line, bool is_here)
{
	if (is_here)
		put(sheet, line, 0, 1, LOOK_STRONG, ">");
}

/* ! a fault was found here; * asked for and still empty. */
static void
put_state(const struct sheet *sheet, int field, const char *value)
{
	const struct form_field *f = &sheet->entry->form->fields[field];

	if (entry_fault_of(sheet->entry, field) != NULL)
		put(sheet, sheet->line, 1, 1, LOOK_LATE, "!");
	else if (*value == '\0' && (f->is_required || f->is_item))
		put(sheet, sheet->line, 1, 1, LOOK_SOON, "*");
}

static void
draw_reason(const struct sheet *sheet, int field, const char *value, int line)
{
	int used = put(sheet, line, ITEM_INDENT, sheet->columns, LOOK_DIM,
		say("原因: "));
	int column = ITEM_INDENT + (used > 0 ? used : 6);
	int at = line - sheet->entry->top;

	if (!is_focused(sheet, field)) {
		const char *reason = value + strlen("否");

		put(sheet, line, column, sheet->columns - column, LOOK_FIELD,
			*reason == ' ' ? reason + 1 : reason);
	} else if (at >= 0 && at < sheet->rows) {
		sheet->entry->width = sheet->columns - column - 1;
		edit_draw(&sheet->entry->edit, sheet->cells, sheet->row + at,
			column, 1, sheet->entry->width, true);
	}
}

static void
draw_item(struct sheet *sheet, int field)
{
	const struct form_field *f = &sheet->entry->form->fields[field];
	const char *value = shown_value(sheet, field);
	bool is_here = is_focused(sheet, field);
	enum look look = is_here ? LOOK_FOCUS : LOOK_PLAIN;
	int at = sheet->line - sheet->entry->top;
	int rows;

	put_marker(sheet, sheet->line, is_here);
	put_state(sheet, field, value);
	put(sheet, sheet->line, MARGIN, 4, look,
		is_no(value)		   ? "[否]"
		: strcmp(value, "是") == 0 ? "[是]"
					   : "[  ]");
	rows = put_wrapped(sheet, sheet->line, ITEM_INDENT,
		sheet->columns - ITEM_INDENT - 1, LOOK_PLAIN, item_text(f));
	if (is_here && at >= 0 && at < sheet->rows) {
		sheet->cells->cursor_row = sheet->row + at;
		sheet->cells->cursor_column = MARGIN + 1;
	}
	if (is_no(value))
		draw_reason(sheet, field, value, sheet->line + rows);
}

static void
draw_edit(struct sheet *sheet, int field)
{
	const struct form_field *f = &sheet->entry->form->fields[field];
	int at = sheet->line - sheet->entry->top;
	int rows = value_rows(sheet, field);

	if (at < 0 || at + rows > sheet->rows)
		return;
	sheet->entry->width =
		f->type->is_long ? sheet->width : field_width(sheet, f);
	edit_draw(&sheet->entry->edit, sheet->cells, sheet->row + at,
		sheet->value, rows, sheet->entry->width, true);
}

static void
draw_value(struct sheet *sheet, int field, const char *value)
{
	const struct form_field *f = &sheet->entry->form->fields[field];
	int at = sheet->line - sheet->entry->top;

	if (!f->is_fixed && at >= 0 && at < sheet->rows)
		cells_look(sheet->cells, sheet->row + at, sheet->value,
			field_width(sheet, f), LOOK_FIELD);
	put_wrapped(sheet, sheet->line, sheet->value, sheet->width,
		f->is_fixed ? LOOK_PLAIN : LOOK_FIELD, value);
}

static void
draw_choices(struct sheet *sheet, int field, const char *value)
{
	const struct form_field *f = &sheet->entry->form->fields[field];
	const char *choices = choices_text(sheet, f);
	int column;

	if (choices == NULL || f->is_fixed)
		return;
	column = choices_column(sheet, f, choices);
	if (column > 0 && (is_focused(sheet, field) || *value == '\0'))
		put(sheet, sheet->line, column, sheet->columns - column,
			LOOK_DIM, choices);
	else if (column == 0 && is_focused(sheet, field))
		put_wrapped(sheet, sheet->line + 1, sheet->value, sheet->width,
			LOOK_DIM, choices);
}

static void
draw_field(struct sheet *sheet, int field)
{
	const struct form_field *f = &sheet->entry->form->fields[field];
	const char *value = shown_value(sheet, field);

	if (f->is_item) {
		draw_item(sheet, field);
		return;
	}
	put_marker(sheet, sheet->line, is_focused(sheet, field));
	put_state(sheet, field, value);
	put_wrapped(sheet, sheet->line, MARGIN, sheet->label,
		is_focused(sheet, field) ? LOOK_STRONG : LOOK_PLAIN,
		say(f->label));
	if (is_focused(sheet, field))
		draw_edit(sheet, field);
	else
		draw_value(sheet, field, value);
	draw_choices(sheet, field, value);
}

static int
confirm_rows(const struct sheet *sheet)
{
	return 2 + (int)sheet->entry->fault_count;
}

static void
draw_confirm(struct sheet *sheet)
{
	const struct entry *entry = sheet->entry;
	bool is_here = entry_focused(entry) == NULL;
	int line = sheet->line + 1;
	int at = line - entry->top;

	put_marker(sheet, line, is_here);
	put(sheet, line, MARGIN, sheet->columns,
		is_here ? LOOK_FOCUS : LOOK_PLAIN, say("确认"));
	put(sheet, line, MARGIN + 6, sheet->columns, LOOK_DIM,
		entry->fault_count == 0
			? say("回车检查，没有缺漏就完成")
			: say("还有这些要补（按数字到那一栏）:"));
	if (is_here && at >= 0 && at < sheet->rows) {
		sheet->cells->cursor_row = sheet->row + at;
		sheet->cells->cursor_column = MARGIN;
	}
	for (size_t i = 0; i < entry->fault_count; i++) {
		const char *text = arena_printf(
			&sheet->arena, "%zu %s", i + 1, entry->faults[i].text);

		line++;
		put(sheet, line, MARGIN, sheet->columns - MARGIN, LOOK_LATE,
			wrap_shown(&sheet->arena, text));
	}
}

static int
widest_label(const struct sheet *sheet)
{
	const struct entry *entry = sheet->entry;
	int width = LABEL_LEAST;
	int most = sheet->columns / 3;

	if (most > LABEL_MOST)
		most = LABEL_MOST;
	for (size_t i = 0; i < entry->form->field_count; i++) {
		const struct form_field *f = &entry->form->fields[i];

		if (entry->shown[i] && !f->is_item)
			width = larger(width, cells_columns(say(f->label),
						      sheet->cells->width));
	}
	return width > most ? most : width;
}

/* The head and a blank line below it; nothing where there is no head. */
static int
draw_head(struct sheet *sheet, size_t *end)
{
	int columns = sheet->columns - MARGIN - 1;
	const char *text = entry_head(
		sheet->entry, &sheet->arena, columns, sheet->cells->width, end);

	if (text[0] == '\0')
		return 0;
	return put_wrapped(sheet, 0, MARGIN, columns, LOOK_DIM, text) + 1;
}

static int
head_rows(struct sheet *sheet, size_t *end)
{
	int columns = sheet->columns - MARGIN - 1;
	const char *text = entry_head(
		sheet->entry, &sheet->arena, columns, sheet->cells->width, end);

	return text[0] == '\0' ? 0 : rows_of(sheet, text, columns) + 1;
}

/* Lines from `from` on belong to the focus: moves them into sight. */
static void
scroll_to(struct sheet *sheet, int from, int rows, int total)
{
	struct entry *entry = sheet->entry;

	if (from + rows > entry->top + sheet->rows)
		entry->top = from + rows - sheet->rows;
	if (from < entry->top)
		entry->top = from;
	if (entry->top > total - sheet->rows)
		entry->top = total - sheet->rows;
	if (entry->top < 0)
		entry->top = 0;
}

static void
scroll(struct sheet *sheet)
{
	const struct entry *entry = sheet->entry;
	size_t first;
	int line = head_rows(sheet, &first);
	int from = 0;
	int rows = 0;
	int here;

	for (size_t i = first; i < entry->form->field_count; i++) {
		if (!entry->shown[i])
			continue;
		here = field_rows(sheet, (int)i);
		if (is_focused(sheet, (int)i)) {
			from = i == first ? 0 : line;
			rows = line + here - from;
		}
		line += here;
	}
	here = confirm_rows(sheet);
	if (entry_focused(entry) == NULL) {
		from = line;
		rows = here < sheet->rows ? here : sheet->rows;
	}
	scroll_to(sheet, from, rows, line + here);
}

static void
draw_pick(struct sheet *sheet)
{
	struct pick *pick = &sheet->entry->pick;
	const struct form_field *field = entry_focused(sheet->entry);
	int rows = pick_rows(pick) + 2;
	int row;

	if (field == NULL)
		return;
	if (rows > sheet->rows)
		rows = sheet->rows;
	row = sheet->row + sheet->rows - rows;
	for (int i = row; i < row + rows; i++)
		for (int k = 0; k < sheet->columns; k++)
			cells_put(sheet->cells, i, k, 1, LOOK_PLAIN, " ");
	ask_edge(sheet->cells, row);
	render_text(sheet->cells, row + 1, MARGIN, sheet->columns - MARGIN,
		LOOK_STRONG, say(field->label));
	pick_draw(pick, sheet->cells, row + 2, rows - 2, sheet->columns);
}

void
entry_draw(struct entry *entry, struct cells *cells, int row, int rows,
	int columns)
{
	struct sheet sheet = {
		.entry = entry,
		.cells = cells,
		.row = row,
		.rows = rows,
		.columns = columns,
	};
	size_t first;

	if (rows < 1)
		return;
	sheet.label = widest_label(&sheet);
	sheet.value = MARGIN + sheet.label + GAP;
	sheet.width = columns - sheet.value - 1;
	scroll(&sheet);
	sheet.line = draw_head(&sheet, &first);
	for (size_t i = first; i < entry->form->field_count; i++) {
		if (!entry->shown[i])
			continue;
		draw_field(&sheet, (int)i);
		sheet.line += field_rows(&sheet, (int)i);
	}
	draw_confirm(&sheet);
	if (entry->is_picking)
		draw_pick(&sheet);
	arena_clear(&sheet.arena);
}

void
entry_dump(const struct entry *entry, struct buf *out)
{
	for (size_t i = 0; i < entry->form->field_count; i++) {
		const struct form_field *f = &entry->form->fields[i];

		if (!entry->shown[i])
			continue;
		buf_addf(out, "%c %s: ", entry->focus == (int)i ? '>' : ' ',
			f->label);
		if (entry->focus == (int)i)
			entry_typed(entry, out);
		else
			buf_add(out, values_get(entry->values, f->name));
		buf_add(out, "\n");
	}
	buf_addf(out, "%c 确认\n", entry_focused(entry) == NULL ? '>' : ' ');
	for (size_t i = 0; i < entry->fault_count; i++)
		buf_addf(out, "  ! %s\n", entry->faults[i].text);
}
