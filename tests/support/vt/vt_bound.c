/* SPDX-License-Identifier: MIT */
/*
 * The fewest bytes between two glasses, greedily: what any terminal of the
 * ECMA-48 kind needs to be told, whatever terminfo says of it.
 */
#include "vt_own.h"

#include <stdlib.h>
#include <string.h>

enum { ERASE_LINE = 3, CLEAR = 7, BLANK = ' ' };

/* The walk from one glass to the other. */
struct walk {
	struct vt *vt;
	const VTermScreenCell *from; /* one row, NULL: blank */
	VTermScreenCell *to;
	int row;
	VTermPos cursor;
	VTermScreenCell look; /* the pen */
	size_t bytes;
};

void
bound_mark(struct vt *vt)
{
	size_t cells = (size_t)vt->rows * (size_t)vt->columns;

	free(vt->snapshot);
	vt->snapshot = calloc(cells, sizeof *vt->snapshot);
	vt_must(vt->snapshot != NULL, "memory");
	vt->snapshot_rows = vt->rows;
	vt->snapshot_columns = vt->columns;
	for (int i = 0; i < (int)cells; i++)
		vterm_screen_get_cell(vt->screen,
			(VTermPos){ i / vt->columns, i % vt->columns },
			&vt->snapshot[i]);
	vterm_state_get_cursorpos(
		vterm_obtain_state(vt->term), &vt->snapshot_cursor);
}

static int
digits(int number)
{
	return number < 10 ? 1 : number < 100 ? 2 : 3;
}

static int
least(int a, int b)
{
	return a < b ? a : b;
}

/* ESC [ n C and its like; one needs no number. */
static int
by_count(int count)
{
	return count == 0 ? 0 : count == 1 ? 3 : 3 + digits(count);
}

static int
across(int from, int to)
{
	int back = from - to;

	if (to >= from)
		return least(by_count(to - from), 1 + by_count(to));
	return least(least(back, by_count(back)), 1 + by_count(to));
}

/* Down: line feeds. Up: reverse index, two bytes. */
static int
along(int from, int to)
{
	int up = from - to;

	if (to >= from)
		return least(to - from, by_count(to - from));
	return least(2 * up, by_count(up));
}

static int
address(VTermPos from, VTermPos to)
{
	int direct = 4 + digits(to.row + 1) + digits(to.col + 1);

	if (to.row == 0 && to.col == 0)
		direct = 3;
	else if (to.col == 0)
		direct = 3 + digits(to.row + 1);
	return least(
		direct, along(from.row, to.row) + across(from.col, to.col));
}

static uint32_t
character(const VTermScreenCell *cell)
{
	return cell->chars[0] == 0 ? BLANK : cell->chars[0];
}

/* The right half of a wide character. */
static bool
is_half(const VTermScreenCell *cell)
{
	return cell->chars[0] == (uint32_t)-1;
}

/* A default colour is itself, whatever its red is taken for. */
static bool
same_color(const VTermColor *a, const VTermColor *b)
{
	uint8_t defaults = VTERM_COLOR_DEFAULT_MASK;

	return ((a->type & defaults) != 0 && (b->type & defaults) != 0) ||
	       vterm_color_is_equal(a, b);
}

static bool
same_look(const VTermScreenCell *a, const VTermScreenCell *b)
{
	return a->attrs.bold == b->attrs.bold &&
	       a->attrs.underline == b->attrs.underline &&
	       a->attrs.reverse == b->attrs.reverse &&
	       same_color(&a->fg, &b->fg) && same_color(&a->bg, &b->bg);
}

static bool
is_blank(const VTermScreenCell *cell)
{
	return character(cell) == BLANK && cell->attrs.reverse == 0 &&
	       cell->attrs.underline == 0;
}

static bool
is_kept(const struct walk *walk, int column)
{
	const VTermScreenCell *now = &walk->to[column];
	const VTermScreenCell *was;

	if (walk->from == NULL)
		return is_blank(now) || is_half(now);
	was = &walk->from[column];
	if (is_blank(now) && is_blank(was))
		return true;
	return character(now) == character(was) && now->width == was->width &&
	       same_look(now, was) &&
	       memcmp(now->chars + 1, was->chars + 1,
		       sizeof now->chars - sizeof now->chars[0]) == 0;
}

static int
size_of(const struct walk *walk, const VTermScreenCell *cell)
{
	int bytes = 0;

	if (is_half(cell))
		return 0;
	if (cell->chars[0] == 0)
		return 1;
	if (cell->chars[0] >= 0x2500 && cell->chars[0] < 0x2580)
		return 1; /* the terminal's own line drawing */
	for (size_t i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i] != 0;
		i++)
		bytes += (int)glyph_size(walk->vt->glyphs, cell->chars[i]);
	return bytes;
}

/* ESC [ m, one digit more for an attribute, two for each colour. */
static int
change_of_look(struct walk *walk, const VTermScreenCell *cell)
{
	int bytes = 3;

	if (is_half(cell) || same_look(&walk->look, cell) ||
		(is_blank(cell) && is_blank(&walk->look)))
		return 0;
	walk->look = *cell;
	if (cell->attrs.bold != 0 || cell->attrs.underline != 0 ||
		cell->attrs.reverse != 0)
		bytes += 1;
	if (!VTERM_COLOR_IS_DEFAULT_FG(&cell->fg))
		bytes += 2;
	if (!VTERM_COLOR_IS_DEFAULT_BG(&cell->bg))
		bytes += 2;
	return bytes;
}

/* From where the row is blank to its end. */
static int
tail_of(const struct walk *walk)
{
	int tail = walk->vt->columns;

	while (tail > 0 && is_blank(&walk->to[tail - 1]))
		tail--;
	return tail;
}

/* The end of the run of changed cells that begins here: cells that are as
 * they were are sent again where going past them is dearer. */
static int
end_of_run(const struct walk *walk, int start)
{
	int end = start + 1;

	for (int column = end; column < walk->vt->columns;) {
		int gap = 0, next = column;

		while (next < walk->vt->columns && is_kept(walk, next))
			gap += size_of(walk, &walk->to[next++]);
		if (next == walk->vt->columns || gap > by_count(next - column))
			break;
		end = column = next + 1;
	}
	return end;
}

static int
walk_run(struct walk *walk, int start, int tail)
{
	int end = end_of_run(walk, start);
	int last = end;
	VTermPos at = { walk->row, start };

	walk->bytes += (size_t)address(walk->cursor, at);
	if (end > tail && end - (tail > start ? tail : start) > ERASE_LINE) {
		last = tail > start ? tail : start;
		end = walk->vt->columns;
		walk->bytes += ERASE_LINE;
	}
	for (int i = start; i < last; i++)
		walk->bytes += (size_t)(size_of(walk, &walk->to[i]) +
					change_of_look(walk, &walk->to[i]));
	walk->cursor.row = walk->row;
	walk->cursor.col = least(last, walk->vt->columns - 1);
	return end;
}

static void
walk_row(struct walk *walk)
{
	int tail = tail_of(walk);

	for (int column = 0; column < walk->vt->columns;)
		if (is_kept(walk, column))
			column++;
		else
			column = walk_run(walk, column, tail);
}

static size_t
walk_glass(struct vt *vt, const VTermScreenCell *from, VTermPos cursor)
{
	VTermScreenCell *to = calloc((size_t)vt->columns, sizeof *to);
	struct walk walk = { .vt = vt, .to = to, .cursor = cursor };

	vt_must(to != NULL, "memory");
	walk.look.fg.type = VTERM_COLOR_DEFAULT_FG;
	walk.look.bg.type = VTERM_COLOR_DEFAULT_BG;
	for (walk.row = 0; walk.row < vt->rows; walk.row++) {
		for (int i = 0; i < vt->columns; i++)
			vterm_screen_get_cell(
				vt->screen, (VTermPos){ walk.row, i }, &to[i]);
		walk.from = from == NULL
				    ? NULL
				    : &from[(ptrdiff_t)walk.row * vt->columns];
		walk_row(&walk);
	}
	vterm_state_get_cursorpos(vterm_obtain_state(vt->term), &cursor);
	free(to);
	return walk.bytes + (size_t)address(walk.cursor, cursor);
}

size_t
vt_lower_bound(struct vt *vt)
{
	size_t anew = CLEAR + walk_glass(vt, NULL, (VTermPos){ 0, 0 });
	size_t onward = anew;

	if (vt->snapshot_rows == vt->rows &&
		vt->snapshot_columns == vt->columns)
		onward = walk_glass(vt, vt->snapshot, vt->snapshot_cursor);
	return onward < anew ? onward : anew;
}
