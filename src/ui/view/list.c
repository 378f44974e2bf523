/* SPDX-License-Identifier: MIT */
/* Where the cursor stands among the rows; drawing them is render.c. */
#include "ui/view/list.h"

#include <string.h>

enum step {
	STEP_NONE,
	STEP_UP,
	STEP_DOWN,
	STEP_PAGE_UP,
	STEP_PAGE_DOWN,
	STEP_FIRST,
	STEP_LAST
};

/* clang-format off */
static const struct {
	int32_t key;
	enum step step;
} steps[] = {
	{ KEY_UP, STEP_UP },               { KEY_CTRL('P'), STEP_UP },
	{ KEY_DOWN, STEP_DOWN },           { KEY_CTRL('N'), STEP_DOWN },
	{ KEY_TAB, STEP_DOWN },            { KEY_BACK_TAB, STEP_UP },
	{ KEY_PAGE_UP, STEP_PAGE_UP },     { KEY_PAGE_DOWN, STEP_PAGE_DOWN },
	{ KEY_F7, STEP_PAGE_UP },          { KEY_F8, STEP_PAGE_DOWN },
	{ KEY_CTRL('B'), STEP_PAGE_UP },   { KEY_CTRL('F'), STEP_PAGE_DOWN },
	{ KEY_HOME, STEP_FIRST },          { KEY_END, STEP_LAST },
};
/* clang-format on */

static enum step
step_of(int32_t key)
{
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		if (steps[i].key == key)
			return steps[i].step;
	return STEP_NONE;
}

static int
clamped(int value, int least, int most)
{
	if (value > most)
		value = most;
	return value < least ? least : value;
}

static int
page(const struct face *face)
{
	return face->shown > 3 ? face->shown - 2 : 1;
}

static int
moved(int at, enum step step, int page_size, int count)
{
	switch (step) {
	case STEP_NONE:
		break;
	case STEP_UP:
		return at - 1;
	case STEP_DOWN:
		return at + 1;
	case STEP_PAGE_UP:
		return at - page_size;
	case STEP_PAGE_DOWN:
		return at + page_size;
	case STEP_FIRST:
		return 0;
	case STEP_LAST:
		return count;
	}
	return at;
}

static void
scroll(struct face *face, enum step step)
{
	int most = face->lines - face->shown;

	face->is_free = true;
	face->top = clamped(moved(face->top, step, page(face), most), 0,
		most < 0 ? 0 : most);
}

/* Past the last row, or back from there. */
static bool
is_beyond(const struct face *face, enum step step, int count)
{
	if (face->row == count - 1 &&
		(step == STEP_DOWN || step == STEP_PAGE_DOWN))
		return face->top + face->shown < face->lines;
	return face->is_free && (step == STEP_UP || step == STEP_PAGE_UP) &&
	       face->focus < face->top;
}

bool
list_key(struct face *face, int32_t key)
{
	enum step step = step_of(key);
	int count = view_row_count(face->view);

	if (step == STEP_NONE)
		return false;
	if (count == 0 || is_beyond(face, step, count)) {
		scroll(face, step);
		return true;
	}
	face->is_free = false;
	face->row = clamped(
		moved(face->row, step, page(face), count), 0, count - 1);
	return true;
}

static bool
is_same_kind(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return strcmp(a, b) == 0;
}

static bool
is_same_row(const struct view_row *a, const struct view_row *b)
{
	if (!is_same_kind(a->kind, b->kind))
		return false;
	if (a->key != NULL && b->key != NULL)
		return strcmp(a->key, b->key) == 0;
	return a->key == b->key && a->id == b->id;
}

static const char *
kept(struct arena *arena, const char *text)
{
	return text == NULL ? NULL : arena_copy(arena, text);
}

void
list_remember(const struct face *face, struct list_before *before)
{
	*before = (struct list_before){ .at = -1 };
	if (face->view == NULL)
		return;
	before->count = view_row_count(face->view);
	before->at = face->row < before->count ? face->row : -1;
	before->rows = arena_alloc(&before->arena,
		((size_t)before->count + 1) * sizeof *before->rows);
	for (int i = 0; i < before->count; i++) {
		const struct view_row *row = view_row_at(face->view, i);

		before->rows[i] = (struct view_row){
			.id = row->id,
			.key = kept(&before->arena, row->key),
			.kind = kept(&before->arena, row->kind),
		};
	}
}

void
list_forget(struct list_before *before)
{
	arena_clear(&before->arena);
	*before = (struct list_before){ .at = -1 };
}

static int
place_of(const struct view *view, const struct view_row *row)
{
	int count = view_row_count(view);

	for (int i = 0; i < count; i++)
		if (is_same_row(view_row_at(view, i), row))
			return i;
	return -1;
}

bool
list_return(struct face *face, const struct list_before *before)
{
	int count = view_row_count(face->view);

	for (int i = before->at; i >= 0 && i < before->count; i++) {
		int place = place_of(face->view, &before->rows[i]);
		if (place >= 0) {
			face->row = place;
			return i == before->at;
		}
	}
	face->row = count == 0 ? -1 : clamped(face->row, 0, count - 1);
	return before->at < 0;
}

bool
list_is_same(const struct view *view, const struct list_before *before)
{
	if (view_row_count(view) != before->count)
		return false;
	for (int i = 0; i < before->count; i++)
		if (!is_same_row(view_row_at(view, i), &before->rows[i]))
			return false;
	return true;
}

static bool
was_there(const struct list_before *before, const struct view_row *row)
{
	for (int i = 0; i < before->count; i++)
		if (is_same_row(&before->rows[i], row))
			return true;
	return false;
}

int
list_fresh(const struct view *view, const struct list_before *before,
	const struct view_row **first)
{
	int count = view_row_count(view);
	int fresh = 0;

	*first = NULL;
	for (int i = 0; i < count; i++) {
		const struct view_row *row = view_row_at(view, i);

		if (was_there(before, row))
			continue;
		if (fresh++ == 0)
			*first = row;
	}
	return fresh;
}

bool
list_go(struct face *face, const char *kind)
{
	int count = view_row_count(face->view);

	for (int i = 0; i < count; i++)
		if (is_same_kind(view_row_at(face->view, i)->kind, kind)) {
			face->row = i;
			face->is_free = false;
			return true;
		}
	return false;
}

static int
folded(char c)
{
	return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

static bool
starts_here(const char *text, const char *part)
{
	while (*part != '\0' && folded(*text) == folded(*part)) {
		text++;
		part++;
	}
	return *part == '\0';
}

bool
list_text_has(const char *text, const char *part)
{
	for (; *text != '\0'; text++)
		if (starts_here(text, part))
			return true;
	return *part == '\0';
}

static bool
row_has(const struct view_row *row, const char *text)
{
	for (size_t i = 0; i < row->cell_count; i++)
		if (list_text_has(row->cells[i].text, text))
			return true;
	return false;
}

int
list_search(const struct view *view, int from, const char *text)
{
	int count = view_row_count(view);

	for (int i = 0; i < count; i++) {
		int row = (from + i) % count;

		if (row_has(view_row_at(view, row), text))
			return row;
	}
	return -1;
}
