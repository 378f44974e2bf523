/* SPDX-License-Identifier: MIT */
/* Finds what the typed code or words mean; opening it is the loop's. */
#include "ui/app/command.h"

#include "ui/entry/ask.h"
#include "ui/view/list.h"
#include "ui/view/render.h"
#include "ui/words.h"

#include <string.h>

enum { TYPED_MOST = 40 };

/* How well an item fits; the first grades are shown first. */
enum grade { GRADE_EXACT, GRADE_START, GRADE_TITLE, GRADE_WORDS, GRADE_NONE };

static bool
is_digits(const char *text)
{
	return *text != '\0' && text[strspn(text, "0123456789")] == '\0';
}

static enum grade
grade_of(const struct command_item *item, const char *typed)
{
	if (strcmp(item->code, typed) == 0 || strcmp(item->title, typed) == 0)
		return GRADE_EXACT;
	if (item->code[0] != '\0' &&
		strncmp(item->code, typed, strlen(typed)) == 0)
		return GRADE_START;
	if (is_digits(typed))
		return GRADE_NONE;
	if (list_text_has(item->title, typed))
		return GRADE_TITLE;
	if (item->words != NULL && list_text_has(item->words, typed))
		return GRADE_WORDS;
	return GRADE_NONE;
}

void
command_open(struct command *command)
{
	command_close(command);
	command->edit.max_chars = TYPED_MOST;
}

void
command_close(struct command *command)
{
	edit_free(&command->edit);
	arena_clear(&command->arena);
	*command = (struct command){ .at = -1 };
}

void
command_add(struct command *command, const struct command_item *item)
{
	command->items = arena_grow(&command->arena, command->items,
		command->count, sizeof(*command->items));
	command->items[command->count++] = *item;
}

void
command_find(struct command *command)
{
	const char *typed = edit_text(&command->edit);

	command->found_count = 0;
	command->more = 0;
	command->at = -1;
	for (enum grade g = GRADE_EXACT; g < GRADE_NONE; g++)
		for (size_t i = 0; i < command->count; i++) {
			if (grade_of(&command->items[i], typed) != g)
				continue;
			if (command->found_count < COMMAND_SHOWN)
				command->found[command->found_count++] = i;
			else
				command->more++;
		}
}

static const struct command_item *
found(const struct command *command, size_t at)
{
	return &command->items[command->found[at]];
}

static enum command_result
take(const struct command *command, const struct command_item **item,
	struct err *err)
{
	const char *typed = edit_text(&command->edit);
	size_t at = command->at < 0 ? 0 : (size_t)command->at;

	if (command->at < 0 && *typed == '\0')
		return COMMAND_DROPPED;
	if (command->found_count > 0 &&
		(command->at >= 0 || command->found_count == 1 ||
			grade_of(found(command, 0), typed) == GRADE_EXACT)) {
		*item = found(command, at);
		return COMMAND_TAKEN;
	}
	if (command->found_count > 0 && is_digits(typed)) {
		err_set(err, ERR_INPUT, "还不止一个：接着写，或用下键选");
		return COMMAND_STAY;
	}
	return COMMAND_SEARCH;
}

static void
move(struct command *command, int by)
{
	int to = command->at + by;
	int most = (int)command->found_count - 1;

	if (to > most)
		to = most;
	command->at = to < -1 ? -1 : to;
}

enum command_result
command_key(struct command *command, const struct key_event *event,
	const struct command_item **item, struct err *err)
{
	int32_t key = event->key;

	if (key == KEY_F3 || key == KEY_F12 || key == KEY_F9 ||
		key == KEY_CTRL('C'))
		return COMMAND_DROPPED;
	if (key == KEY_ENTER)
		return take(command, item, err);
	if (key == KEY_DOWN || key == KEY_TAB || key == KEY_CTRL('N')) {
		move(command, 1);
		return COMMAND_STAY;
	}
	if (key == KEY_UP || key == KEY_BACK_TAB || key == KEY_CTRL('P')) {
		move(command, -1);
		return COMMAND_STAY;
	}
	if (key == KEY_CTRL('U'))
		edit_set(&command->edit, "");
	else if (edit_key(&command->edit, event, TYPED_MOST) == EDIT_REFUSED)
		err_set(err, ERR_INPUT, "写满了或不能写这个字");
	command_find(command);
	return COMMAND_STAY;
}

int
command_rows(const struct command *command, int most)
{
	int rows = 2 + (int)command->found_count + (command->more > 0 ? 1 : 0);

	return rows > most ? most : rows;
}

static void
draw_found(
	const struct command *command, size_t i, struct cells *cells, int row)
{
	const struct command_item *item = found(command, i);
	bool is_chosen = (int)i == command->at;

	cells_put(cells, row, 0, 1, LOOK_PLAIN, is_chosen ? ">" : " ");
	cells_put(cells, row, 2, 6, LOOK_PLAIN, item->code);
	render_text(cells, row, 8, cells->columns - 8, LOOK_PLAIN,
		say(item->title));
	if (is_chosen)
		cells_look(cells, row, 0, cells->columns, LOOK_FOCUS);
}

void
command_draw(struct command *command, struct cells *cells, int row, int rows)
{
	int last = row + rows - 1;
	int used;

	ask_edge(cells, row);
	for (size_t i = 0; i < command->found_count; i++)
		if (row + 1 + (int)i < last)
			draw_found(command, i, cells, row + 1 + (int)i);
	if (command->more > 0 && last - 1 > row)
		cells_put(cells, last - 1, 8, cells->columns - 8, LOOK_DIM,
			say("……还有，接着写就少了"));
	used = cells_put(cells, last, 0, cells->columns, LOOK_STRONG,
		say("代码或字词: "));
	edit_draw(&command->edit, cells, last, used, 1,
		cells->columns - used - 1, true);
}
