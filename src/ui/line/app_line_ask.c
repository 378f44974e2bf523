/* SPDX-License-Identifier: MIT */
/* Level line: what an action asks, lists of options, several screens of a
 * name. */
#include "ui/line/app_line.h"

#include "base/utf8.h"
#include "ui/entry/entry.h"
#include "ui/line/entry_line.h"
#include "ui/line/line_key.h"
#include "ui/words.h"

#include <string.h>

enum { SHOWN_MOST = 12 };

static void
set_prompt(struct line *line, const char *text)
{
	struct arena arena = { 0 };

	buf_clear(&line->prompt);
	buf_add(&line->prompt, app_own_names(line->app, text, &arena));
	arena_clear(&arena);
}

static void
say_option(struct line *line, const struct pick *pick, int option)
{
	const char *mark = pick->marks == NULL	 ? ""
			   : pick->marks[option] ? "[x] "
						 : "[ ] ";

	line_sayf(line, "%d) %s%s", option + 1, mark,
		pick->options->items[option].label);
}

static void
say_options(struct line *line, const struct pick *pick)
{
	for (int i = 0; i < (int)pick->options->count; i++)
		say_option(line, pick, i);
}

void
line_pick_show(struct line *line, const struct pick *pick, const char *heading)
{
	if (!line->is_asked) {
		if (*heading != '\0')
			line_sayf(line, "%s：", say(heading));
		say_options(line, pick);
	}
	line->is_asked = true;
	set_prompt(line,
		pick->marks == NULL
			? say("序号或几个字（F12 不选）：")
			: say("序号，勾上或去掉，如 1 3（回车 完成，F12 不改）："));
}

/* To option `at`, by the keys of a screen; `last` takes or ticks it. */
static void
press_option(struct line *line, const struct pick *pick, int at, int32_t last)
{
	bool is_short = pick->options->count <= PICK_DIGITS;
	char digits[16];
	struct buf number = { 0 };

	buf_addf(&number, "%d", at + 1);
	strncpy(digits, buf_text(&number), sizeof(digits) - 1);
	digits[sizeof(digits) - 1] = '\0';
	buf_free(&number);
	if (!is_short)
		line_press(line, KEY_HOME);
	for (const char *d = digits; *d != '\0'; d++)
		line_press(line, *d);
	if (!is_short)
		line_press(line, last);
}

/* The one option that the words mean; -1 none, -2 several, which are said. */
static int
option_of(struct line *line, const struct pick *pick, const char *words)
{
	int found = -1;
	int begins = -1;
	int count = 0;
	int starts = 0;

	for (int i = 0; i < (int)pick->options->count; i++) {
		const char *label = pick->options->items[i].label;

		if (strcmp(label, words) == 0)
			return i;
		if (!list_text_has(label, words))
			continue;
		found = i;
		count++;
		if (strncmp(label, words, strlen(words)) == 0) {
			begins = i;
			starts++;
		}
	}
	if (count == 1)
		return found;
	if (starts == 1)
		return begins;
	for (int i = 0, shown = 0;
		i < (int)pick->options->count && shown < SHOWN_MOST; i++)
		if (list_text_has(pick->options->items[i].label, words)) {
			say_option(line, pick, i);
			shown++;
		}
	return count == 0 ? -1 : -2;
}

static void
tick(struct line *line, const struct pick *pick, const char *text)
{
	while (*text != '\0') {
		const char *rest;
		int number = line_number_at(text, &rest);

		if (number < 1 || number > (int)pick->options->count) {
			line_mistake(line, say("没有这一项"));
			return;
		}
		press_option(line, pick, number - 1, KEY_SPACE);
		say_option(line, pick, number - 1);
		text = rest;
	}
}

static void
pick_one(struct line *line, const struct pick *pick, const char *text)
{
	int number = line_number(text);
	int at = number >= 1 && number <= (int)pick->options->count
			 ? number - 1
			 : option_of(line, pick, text);

	if (at == -1)
		line_mistake(line, say("没有这一项；回车再列一遍"));
	else if (at == -2)
		line_mistake(line, say("不止一项：写序号"));
	else
		press_option(line, pick, at, KEY_ENTER);
}

/* ".F12", ".离开"; anything that is a key's name is pressed. */
static bool
typed_key(struct line *line, const char *text)
{
	int32_t key;

	if (*text != '.' || text[1] == '.' || text[1] == '\0')
		return false;
	key = line_key(text + 1);
	if (key >= KEY_SPACE && key < KEY_NAMED)
		key = KEY_NONE;
	if (key == KEY_NONE)
		key = app_loop_key(text + 1);
	if (key == KEY_NONE)
		return false;
	line->is_asked = false;
	line_press(line, key);
	return true;
}

/* A value for the field in hand was taken from its list: said by its name, and
 * the next is asked. */
static void
take_value(struct line *line)
{
	struct entry *entry = app_entry(line->app);
	struct buf value = { 0 };

	if (entry_is_picking(entry))
		return;
	entry_in_hand(entry, &value);
	line_sayf(line, "%s：%s", say(entry_field(entry)->label),
		buf_text(&value));
	buf_free(&value);
	line_press(line, KEY_TAB);
}

void
line_pick_typed(struct line *line, const struct pick *pick, const char *text)
{
	bool is_field = line->app->overlay == OVERLAY_NONE;

	if (typed_key(line, text))
		return;
	if (*text == '\0' && pick->marks == NULL) {
		line->is_asked = false;
	} else if (*text == '\0') {
		line_press(line, KEY_ENTER);
		if (is_field)
			take_value(line);
	} else if (pick->marks != NULL) {
		tick(line, pick, text);
	} else {
		pick_one(line, pick, text);
		if (is_field)
			take_value(line);
	}
}

static const struct ask *
asked(const struct line *line)
{
	return line->app->asking.action->asks;
}

void
line_ask_show(struct line *line)
{
	struct asking *asking = &line->app->asking;

	if (asked(line)->kind == ASK_CHOICE) {
		line_pick_show(line, &asking->pick, asking->prompt);
		return;
	}
	if (!line->is_asked)
		line_say(line, say(asking->prompt));
	line->is_asked = true;
	if (asked(line)->kind == ASK_YES) {
		set_prompt(line, say("1 确认，别的都不办："));
		return;
	}
	set_prompt(line, asked(line)->kind == ASK_DATE
				 ? say("年月日，如 1123、今、+3（F12 不办）")
				 : say("写好按回车（F12 不办）"));
	if (edit_text(&asking->edit)[0] != '\0') {
		buf_add(&line->prompt, " [");
		buf_add(&line->prompt, edit_text(&asking->edit));
		buf_add(&line->prompt, "]");
	}
	buf_add(&line->prompt, "：");
}

/* One line of text, or a day. An empty line takes what was there. */
static void
text_typed(struct line *line, const char *text)
{
	struct edit *edit = &line->app->asking.edit;

	if (typed_key(line, text))
		return;
	if (strncmp(text, "..", 2) == 0)
		text++;
	if (utf8_count(text) > (size_t)edit->max_chars) {
		line_mistake(line, say("太长，没有收：最多200字"));
		return;
	}
	if (*text != '\0')
		edit_set(edit, text);
	line_press(line, KEY_ENTER);
}

void
line_ask_typed(struct line *line, const char *text)
{
	struct app *app = line->app;

	switch (asked(line)->kind) {
	case ASK_YES:
		line_press(line,
			line_number(text) == 1 && strlen(text) <= strlen("１")
				? '1'
				: KEY_F12);
		break;
	case ASK_CHOICE:
		line_pick_typed(line, &app->asking.pick, text);
		break;
	case ASK_TEXT:
	case ASK_DATE:
		text_typed(line, text);
		break;
	}
	/* Another ask may have come in its place. */
	if (app->overlay != OVERLAY_ASK ||
		(!app->is_alarm && !line->is_mistaken &&
			asked(line)->kind != ASK_CHOICE))
		line->is_asked = false;
}

void
line_command_show(struct line *line)
{
	const struct command *command = &line->app->command;
	bool has_words = edit_text(&command->edit)[0] != '\0';

	for (size_t i = 0; has_words && i < command->found_count; i++) {
		const struct command_item *item =
			&command->items[command->found[i]];

		line_sayf(line, "%s %s", item->code, say(item->title));
	}
	if (has_words && command->more > 0)
		line_say(line, say("……还有，接着写就少了"));
	set_prompt(line, say("代码或字词（回车 关上）："));
}

void
line_command_typed(struct line *line, const char *text)
{
	struct app *app = line->app;

	if (typed_key(line, text))
		return;
	edit_set(&app->command.edit, text);
	command_find(&app->command);
	line_press(line, *text == '\0' ? KEY_F12 : KEY_ENTER);
}
