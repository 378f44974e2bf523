/* SPDX-License-Identifier: MIT */
#ifndef UI_COMMAND_H
#define UI_COMMAND_H

#include "base/arena.h"
#include "ui/entry/edit.h"
#include "ui/view/screen.h"

/*
 * The code line (F9, =): a screen by its code, the start of a code, or words;
 * an action of this screen by its label; anything else is searched for. So
 * whatever a key does can be reached by a terminal without that key.
 */
struct command_item {
	const char *code; /* "" for actions */
	const char *title;
	const char *words;
	const struct screen_def *screen; /* opened, or */
	int32_t key;			 /* pressed */
};

enum { COMMAND_SHOWN = 8 };

struct command {
	struct arena arena;
	struct edit edit;
	struct command_item *items;
	size_t count;
	size_t found[COMMAND_SHOWN]; /* best first */
	size_t found_count;
	size_t more; /* found, not shown */
	int at;	     /* moved to; -1 */
};

enum command_result {
	COMMAND_STAY,
	COMMAND_DROPPED,
	COMMAND_TAKEN, /* *item */
	COMMAND_SEARCH /* for the text of the edit */
};

void command_open(struct command *command);
void command_add(struct command *command, const struct command_item *item);
/* Call after the last command_add. */
void command_find(struct command *command);
enum command_result command_key(struct command *command,
	const struct key_event *event, const struct command_item **item,
	struct err *err);
int command_rows(const struct command *command, int most);
void command_draw(
	struct command *command, struct cells *cells, int row, int rows);
void command_close(struct command *command);

#endif
