/* SPDX-License-Identifier: MIT */
/* The numbered list of options; the words around it are its owner's. */
#include "ui/entry/pick.h"

#include "base/utf8.h"
#include "ui/view/list.h"
#include "ui/view/render.h"
#include "ui/words.h"

#include <stdlib.h>
#include <string.h>

static int
count_of(const struct pick *pick)
{
	return (int)pick->options->count;
}

static bool
is_short(const struct pick *pick)
{
	return count_of(pick) <= PICK_DIGITS;
}

void
pick_start(struct pick *pick, const struct ask_options *options)
{
	*pick = (struct pick){ .options = options, .shown = 1 };
}

/* The first that begins with the words, else the first that has them: a name
 * that stands within a longer one can be typed. */
static bool
follow_words(struct pick *pick)
{
	const struct ask_option *items = pick->options->items;
	size_t length = strlen(pick->typed);
	int found = -1;

	for (int i = count_of(pick) - 1; i >= 0; i--)
		if (list_text_has(items[i].label, pick->typed))
			found = i;
	for (int i = count_of(pick) - 1; i >= 0; i--)
		if (strncmp(items[i].label, pick->typed, length) == 0)
			found = i;
	if (found >= 0)
		pick->at = found;
	return found >= 0;
}

/* Moves to the option that the typed number or words name. */
static bool
follow_typed(struct pick *pick)
{
	char *end;
	long number = strtol(pick->typed, &end, 10);

	if (pick->typed[0] == '\0')
		return true;
	if (*end == '\0') {
		if (number < 1 || number > count_of(pick))
			return false;
		pick->at = (int)number - 1;
		return true;
	}
	return follow_words(pick);
}

static void
type(struct pick *pick, uint32_t character, bool *beep)
{
	size_t length = strlen(pick->typed);
	char bytes[UTF8_MAX_BYTES];
	size_t size = utf8_put(character, bytes);

	if (length + size >= sizeof(pick->typed) || !utf8_is_plain(character)) {
		*beep = true;
		return;
	}
	memcpy(pick->typed + length, bytes, size);
	pick->typed[length + size] = '\0';
	if (!follow_typed(pick)) {
		pick->typed[length] = '\0';
		*beep = true;
	}
}

static void
untype(struct pick *pick)
{
	const char *end = pick->typed + strlen(pick->typed);

	pick->typed[utf8_previous(pick->typed, end) - pick->typed] = '\0';
	(void)follow_typed(pick);
}

static void
move(struct pick *pick, int32_t key)
{
	int to = pick->at;
	int page = pick->shown > 1 ? pick->shown - 1 : 1;

	if (key == KEY_UP || key == KEY_BACK_TAB || key == KEY_CTRL('P'))
		to--;
	else if (key == KEY_DOWN || key == KEY_TAB || key == KEY_CTRL('N'))
		to++;
	else if (key == KEY_PAGE_UP || key == KEY_F7)
		to -= page;
	else if (key == KEY_PAGE_DOWN || key == KEY_F8)
		to += page;
	else if (key == KEY_HOME)
		to = 0;
	else if (key == KEY_END)
		to = count_of(pick);
	if (to >= count_of(pick))
		to = count_of(pick) - 1;
	pick->at = to < 0 ? 0 : to;
	pick->typed[0] = '\0';
}

static enum pick_result
take_digit(struct pick *pick, int digit, bool *beep)
{
	if (digit < 1 || digit > count_of(pick)) {
		*beep = true;
		return PICK_STAY;
	}
	pick->at = digit - 1;
	if (pick->marks == NULL)
		return PICK_DONE;
	pick->marks[pick->at] = !pick->marks[pick->at];
	return PICK_STAY;
}

static enum pick_result
take_character(struct pick *pick, int32_t key, bool *beep)
{
	if (key == KEY_SPACE && pick->marks != NULL) {
		pick->marks[pick->at] = !pick->marks[pick->at];
		pick->typed[0] = '\0';
		return PICK_STAY;
	}
	if (is_short(pick) && key >= '0' && key <= '9')
		return take_digit(pick, key - '0', beep);
	type(pick, (uint32_t)key, beep);
	return PICK_STAY;
}

enum pick_result
pick_key(struct pick *pick, const struct key_event *event, bool *beep)
{
	int32_t key = event->key;

	if (key == KEY_F3 || key == KEY_F12 || key == KEY_CTRL('C'))
		return PICK_DROPPED;
	if (key == KEY_ENTER || (key == KEY_F10 && pick->marks != NULL))
		return PICK_DONE;
	if (key == KEY_BACKSPACE)
		untype(pick);
	else if (key >= KEY_SPACE && key < KEY_NAMED)
		return take_character(pick, key, beep);
	else
		move(pick, key);
	return PICK_STAY;
}

int
pick_rows(const struct pick *pick)
{
	return count_of(pick) + (is_short(pick) ? 0 : 1);
}

const char *
pick_hint(const struct pick *pick)
{
	if (pick->marks != NULL)
		return say("空格或数字勾选，回车完成，F12 不改");
	if (is_short(pick))
		return say("按数字选定，或用上下键和回车；F12 不选");
	return say("键入序号或几个字找到它，回车选定；F12 不选");
}

static const char *
mark_of(const struct pick *pick, int option)
{
	if (pick->marks == NULL)
		return "";
	return pick->marks[option] ? "[x] " : "[ ] ";
}

static void
draw_option(const struct pick *pick, struct cells *cells, int option, int row,
	int columns)
{
	bool is_chosen = option == pick->at;
	struct buf line = { 0 };

	buf_addf(&line, "%c %2d  %s%s", is_chosen ? '>' : ' ', option + 1,
		mark_of(pick, option), pick->options->items[option].label);
	render_text(cells, row, 0, columns, LOOK_PLAIN, buf_text(&line));
	buf_free(&line);
	if (!is_chosen)
		return;
	cells_look(cells, row, 0, columns, LOOK_FOCUS);
	cells->cursor_row = row;
	cells->cursor_column = 0;
}

void
pick_draw(
	struct pick *pick, struct cells *cells, int row, int rows, int columns)
{
	int lines = is_short(pick) ? rows : rows - 1;
	int top = 0;
	int used;

	if (lines < 1)
		return;
	pick->shown = lines;
	if (pick->at >= lines)
		top = pick->at - lines + 1;
	for (int i = 0; i < lines && top + i < count_of(pick); i++)
		draw_option(pick, cells, top + i, row + i, columns);
	if (is_short(pick))
		return;
	used = cells_put(cells, row + lines, 2, columns - 2, LOOK_DIM,
		say("序号或字词: "));
	used += render_text(cells, row + lines, 2 + used, columns - 2 - used,
		LOOK_PLAIN, pick->typed);
	if (pick->typed[0] != '\0') {
		cells->cursor_row = row + lines;
		cells->cursor_column = 2 + used;
	}
}
