/* SPDX-License-Identifier: MIT */
/*
 * The text field: where lines end, where the cursor may stand, what a key
 * does to the text. Undo, journaling and what a value means are the owner's.
 */
#include "ui/entry/edit.h"

#include "base/utf8.h"
#include "ui/entry/edit_lines.h"
#include "ui/words.h"

#include <limits.h>
#include <string.h>

static struct edit_line
first_line(const struct edit *edit, int columns, enum width_of width)
{
	const char *text = buf_text(&edit->text);
	size_t length = strlen(text);

	if (!edit->is_long)
		return (struct edit_line){ 0, length, length, true };
	return edit_line_from(text, 0, columns, width);
}

/* The line of the cursor; *number counts from 0, *above is the one before. */
static struct edit_line
cursor_line(const struct edit *edit, int columns, enum width_of width,
	int *number, struct edit_line *above)
{
	struct edit_line line = first_line(edit, columns, width);

	*number = 0;
	*above = line;
	while (!line.is_last && edit->at >= line.next) {
		*above = line;
		line = edit_line_from(
			buf_text(&edit->text), line.next, columns, width);
		++*number;
	}
	return line;
}

/* Does the line end where the next one starts, without a line end? */
static bool
is_wrapped(const struct edit_line *line)
{
	return !line->is_last && line->end == line->next;
}

/* The place in a line nearest to a column. */
static size_t
at_column(const struct edit *edit, const struct edit_line *line, int column)
{
	const char *text = buf_text(&edit->text);
	size_t end =
		is_wrapped(line) ? edit_before(text, line->end) : line->end;
	size_t at = line->start;
	int used = 0;

	while (at < end) {
		used += edit_width_at(text, at, edit->width);
		if (used > column)
			break;
		at = edit_after(text, at);
	}
	return at;
}

static enum edit_result
move_line(struct edit *edit, int32_t key, int columns)
{
	struct edit_line above;
	int number;
	struct edit_line line =
		cursor_line(edit, columns, edit->width, &number, &above);
	struct edit_line to = above;

	if (!edit->is_long || (key == KEY_UP && number == 0) ||
		(key == KEY_DOWN && line.is_last))
		return EDIT_NOT_MINE;
	if (edit->goal < 0)
		edit->goal = edit_span(buf_text(&edit->text), line.start,
			edit->at, edit->width);
	if (key == KEY_DOWN)
		to = edit_line_from(
			buf_text(&edit->text), line.next, columns, edit->width);
	edit->at = at_column(edit, &to, edit->goal);
	return EDIT_DONE;
}

static enum edit_result
move_edge(struct edit *edit, int32_t key, int columns)
{
	struct edit_line above;
	int number;
	struct edit_line line =
		cursor_line(edit, columns, edit->width, &number, &above);

	edit->at =
		key == KEY_HOME ? line.start : at_column(edit, &line, INT_MAX);
	return EDIT_DONE;
}

static void
cut(struct edit *edit, size_t from, size_t to)
{
	struct buf *text = &edit->text;

	memmove(text->data + from, text->data + to, text->length - to);
	buf_cut(text, text->length - (to - from));
	edit->at = from;
}

static void
insert(struct edit *edit, const char *bytes, size_t length)
{
	struct buf *text = &edit->text;
	size_t behind = text->length - edit->at;

	buf_add_bytes(text, bytes, length); /* makes the room */
	memmove(text->data + edit->at + length, text->data + edit->at, behind);
	memcpy(text->data + edit->at, bytes, length);
	edit->at += length;
}

/* May this mark join what stands before the cursor? */
static bool
may_join(const struct edit *edit)
{
	const char *text = buf_text(&edit->text);
	size_t start = edit_before(text, edit->at);
	int marks = 0;

	if (edit->at == 0 || text[start] == '\n')
		return false;
	for (const char *at = text + start; at < text + edit->at;)
		marks += utf8_is_mark(utf8_next(&at)) ? 1 : 0;
	return marks < UTF8_MAX_MARKS;
}

/* Inserts one character if the field can have it; `count` is how many it has.
 */
static bool
insert_character(struct edit *edit, uint32_t character, size_t count)
{
	char bytes[UTF8_MAX_BYTES];

	if (edit->max_chars > 0 && count >= (size_t)edit->max_chars)
		return false;
	if (utf8_is_mark(character) && !may_join(edit))
		return false;
	if (!utf8_is_plain(character) && !(character == '\n' && edit->is_long))
		return false;
	insert(edit, bytes, utf8_put(character, bytes));
	return true;
}

/* Line ends before the end; a name that was copied with its line end is still
 * a name. */
static size_t
without_line_ends(const char *text)
{
	size_t length = strlen(text);

	while (length > 0 && text[length - 1] == '\n')
		length--;
	return length;
}

static enum edit_result
paste(struct edit *edit, const struct key_event *event)
{
	const char *text = event->text;
	const char *end = text + without_line_ends(text);
	size_t count = utf8_count(buf_text(&edit->text));
	size_t before = count;
	bool is_whole = true;

	while (is_whole && text < end) {
		uint32_t character = utf8_next(&text);

		if (character == '\n' && !edit->is_long)
			character = ' ';
		is_whole = insert_character(edit, character, count);
		count += is_whole ? 1 : 0;
	}
	edit->pasted = count - before;
	return is_whole && !event->is_cut ? EDIT_DONE : EDIT_REFUSED;
}

static enum edit_result
erase(struct edit *edit, int32_t key)
{
	const char *text = buf_text(&edit->text);

	if (key == KEY_BACKSPACE && edit->at > 0)
		cut(edit, edit_before(text, edit->at), edit->at);
	else if (key == KEY_DELETE && edit->at < edit->text.length)
		cut(edit, edit->at, edit_after(text, edit->at));
	else
		return EDIT_REFUSED;
	return EDIT_DONE;
}

static enum edit_result
typed(struct edit *edit, int32_t key)
{
	size_t count = utf8_count(buf_text(&edit->text));

	return insert_character(edit, (uint32_t)key, count) ? EDIT_DONE
							    : EDIT_REFUSED;
}

static void
step(struct edit *edit, int32_t key)
{
	const char *text = buf_text(&edit->text);

	if (key == KEY_LEFT && edit->at > 0)
		edit->at = edit_before(text, edit->at);
	if (key == KEY_RIGHT && edit->at < edit->text.length)
		edit->at = edit_after(text, edit->at);
}

static enum edit_result
other_key(struct edit *edit, const struct key_event *event, int columns)
{
	switch (event->key) {
	case KEY_LEFT:
	case KEY_RIGHT:
		step(edit, event->key);
		return EDIT_DONE;
	case KEY_HOME:
	case KEY_CTRL('a'):
		return move_edge(edit, KEY_HOME, columns);
	case KEY_END:
	case KEY_CTRL('e'):
		return move_edge(edit, KEY_END, columns);
	case KEY_BACKSPACE:
	case KEY_DELETE:
		return erase(edit, event->key);
	case KEY_PASTE:
		return paste(edit, event);
	case KEY_CTRL('k'):
		buf_cut(&edit->text, edit->at);
		return EDIT_NOT_MINE;
	case KEY_BAD:
		return EDIT_REFUSED;
	default:
		return EDIT_NOT_MINE;
	}
}

/* Columns of the character that the key steps over or takes away; 0: of none.
 */
static int
stepped(const struct edit *edit, int32_t key)
{
	const char *text = buf_text(&edit->text);
	bool is_back = key == KEY_LEFT || key == KEY_BACKSPACE;
	bool is_on = key == KEY_RIGHT || key == KEY_DELETE;

	if (is_back && edit->at > 0)
		return edit_width_at(
			text, edit_before(text, edit->at), edit->width);
	if (is_on && edit->at < edit->text.length)
		return edit_width_at(text, edit->at, edit->width);
	return 0;
}

/* The second of two keys that a client sends at a hanzi. */
static bool
is_clients(struct edit *edit, const struct key_event *event)
{
	bool was_wide = edit->was_wide;

	edit->was_wide = stepped(edit, event->key) == 2;
	if (!was_wide || !event->is_twin)
		return false;
	edit->was_wide = false;
	return true;
}

void
edit_say_refused(
	const struct edit *edit, const struct key_event *event, struct buf *out)
{
	if (event->key == KEY_PASTE)
		buf_addf(out, "%s%zu%s", say("贴入的内容太长，只取了前"),
			edit->pasted, say("个字"));
	else if (event->key >= KEY_SPACE && event->key < KEY_NAMED)
		buf_add(out, say("这一栏写满了，或不能写这个字"));
}

enum edit_result
edit_key(struct edit *edit, const struct key_event *event, int columns)
{
	if (is_clients(edit, event))
		return EDIT_DONE;
	if (event->key == KEY_UP || event->key == KEY_DOWN)
		return move_line(edit, event->key, columns);
	edit->goal = -1;
	if (event->key >= KEY_SPACE && event->key < KEY_NAMED)
		return typed(edit, event->key);
	return other_key(edit, event, columns);
}

enum edit_result
edit_break(struct edit *edit)
{
	edit->goal = -1;
	return typed(edit, '\n');
}

void
edit_set(struct edit *edit, const char *text)
{
	buf_clear(&edit->text);
	buf_add(&edit->text, text);
	edit->at = edit->text.length;
	edit->scroll = 0;
	edit->goal = -1;
}

void
edit_go(struct edit *edit, size_t at)
{
	const char *text = buf_text(&edit->text);
	size_t place = 0;

	while (place < edit->text.length && edit_after(text, place) <= at)
		place = edit_after(text, place);
	edit->at = place;
	edit->goal = -1;
}

void
edit_free(struct edit *edit)
{
	buf_free(&edit->text);
	*edit = (struct edit){ 0 };
}

const char *
edit_text(const struct edit *edit)
{
	return buf_text(&edit->text);
}

int
edit_rows(const struct edit *edit, int columns, enum width_of width)
{
	struct edit_line line = first_line(edit, columns, width);
	int rows = 1;

	for (; !line.is_last; rows++)
		line = edit_line_from(
			buf_text(&edit->text), line.next, columns, width);
	return rows;
}

/* Where a field stands on the screen. */
struct place {
	struct cells *cells;
	int row;
	int column;
	int rows;
	int columns;
	enum look look;
};

static void
blank_row(const struct place *at, int row)
{
	for (int i = 0; i < at->columns; i++)
		cells_put(at->cells, row, at->column + i, 1, at->look, " ");
}

static void
draw_span(const struct edit *edit, const struct place *at, int row,
	const struct edit_line *line)
{
	struct buf piece = { 0 };

	buf_add_bytes(&piece, buf_text(&edit->text) + line->start,
		line->end - line->start);
	cells_put(at->cells, row, at->column, at->columns, at->look,
		buf_text(&piece));
	buf_free(&piece);
}

static void
put_cursor(const struct place *at, int row, int column)
{
	at->cells->cursor_row = row;
	at->cells->cursor_column =
		at->column + (column < at->columns ? column : at->columns - 1);
}

/* Several keys may come between two frames: what is shown first must still be
 * the start of a character. */
static void
mend_scroll(struct edit *edit)
{
	const char *text = buf_text(&edit->text);

	if (edit->scroll > edit->text.length)
		edit->scroll = edit->text.length;
	while (edit->scroll > 0 &&
		((unsigned char)text[edit->scroll] & 0xC0U) == 0x80U)
		edit->scroll--;
}

/* The first place from which the text up to the cursor takes no more than
 * `columns`, the < before it included. Looked for backwards from the cursor: a
 * field may hold thousands of characters. */
static size_t
fitting_start(const struct edit *edit, int columns)
{
	const char *text = buf_text(&edit->text);
	size_t start = edit->at;
	int used = 1;

	while (start > edit->scroll) {
		size_t before = edit_before(text, start);

		used += edit_width_at(text, before, edit->width);
		if (used > columns)
			break;
		start = before;
	}
	return start;
}

/* Moves what a one-line field shows so that the cursor is in it, with a
 * quarter of the field to go; < and > take a column each. */
static void
scroll_to_cursor(struct edit *edit, int columns)
{
	const char *text = buf_text(&edit->text);
	size_t length = edit->text.length;
	int room = columns - 1 - (edit->at < length ? 1 : 0);

	if (edit_span(text, 0, length, edit->width) <= columns) {
		edit->scroll = 0;
		return;
	}
	mend_scroll(edit);
	if (edit->at <= edit->scroll) {
		edit->scroll = edit->at;
		while (edit->scroll > 0 &&
			edit_span(text, edit->scroll, edit->at, edit->width) <
				columns / 4)
			edit->scroll = edit_before(text, edit->scroll);
	}
	if (1 + edit_span(text, edit->scroll, edit->at, edit->width) <= room)
		return;
	edit->scroll = fitting_start(edit, columns - columns / 4);
}

static void
draw_one_line(struct edit *edit, const struct place *at, bool is_focused)
{
	const char *text = buf_text(&edit->text);
	int lead;
	int room;
	int shown;

	if (!is_focused)
		edit->scroll = 0;
	else
		scroll_to_cursor(edit, at->columns);
	lead = edit->scroll > 0 ? 1 : 0;
	room = at->columns - lead;
	if (edit_span(text, edit->scroll, edit->text.length, edit->width) >
		room)
		room--;
	blank_row(at, at->row);
	if (lead == 1)
		cells_put(at->cells, at->row, at->column, 1, at->look, "<");
	shown = cells_put(at->cells, at->row, at->column + lead, room, at->look,
		text + edit->scroll);
	if (shown <
		edit_span(text, edit->scroll, edit->text.length, edit->width))
		cells_put(at->cells, at->row, at->column + at->columns - 1, 1,
			at->look, ">");
	if (is_focused)
		put_cursor(at, at->row,
			lead + edit_span(text, edit->scroll, edit->at,
				       edit->width));
}

static void
draw_long(struct edit *edit, const struct place *at, bool is_focused)
{
	struct edit_line line = first_line(edit, at->columns, edit->width);
	struct edit_line above;
	size_t number;
	int cursor;
	struct edit_line cursors =
		cursor_line(edit, at->columns, edit->width, &cursor, &above);

	if (!is_focused)
		edit->scroll = 0;
	else if ((size_t)cursor < edit->scroll)
		edit->scroll = (size_t)cursor;
	else if ((size_t)cursor >= edit->scroll + (size_t)at->rows)
		edit->scroll = (size_t)cursor + 1 - (size_t)at->rows;
	for (number = 0; number < edit->scroll && !line.is_last; number++)
		line = edit_line_from(buf_text(&edit->text), line.next,
			at->columns, edit->width);
	for (int row = at->row; row < at->row + at->rows; row++) {
		blank_row(at, row);
		if (line.start == SIZE_MAX)
			continue;
		draw_span(edit, at, row, &line);
		if (line.is_last)
			line.start = SIZE_MAX;
		else
			line = edit_line_from(buf_text(&edit->text), line.next,
				at->columns, edit->width);
	}
	if (is_focused)
		put_cursor(at, at->row + cursor - (int)edit->scroll,
			edit_span(buf_text(&edit->text), cursors.start,
				edit->at, edit->width));
}

void
edit_draw(struct edit *edit, struct cells *cells, int row, int column, int rows,
	int columns, bool is_focused)
{
	struct place at = { cells, row, column, rows, columns,
		is_focused ? LOOK_FOCUS : LOOK_FIELD };

	edit->width = cells->width;
	if (rows < 1 || columns < 1)
		return;
	if (edit->is_long)
		draw_long(edit, &at, is_focused);
	else
		draw_one_line(edit, &at, is_focused);
}
