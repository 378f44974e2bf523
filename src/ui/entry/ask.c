/* SPDX-License-Identifier: MIT */
/* Asks as a panel of cells; what happens with the answer is the loop's. */
#include "ui/entry/ask.h"

#include "base/utf8.h"
#include "form/form.h"
#include "ui/view/render.h"
#include "ui/view/wrap.h"
#include "ui/words.h"

#include <string.h>

enum { TEXT_MOST = 200, DATE_MOST = 20, PROMPT_ROWS = 6 };

static enum ask_kind
kind_of(const struct asking *asking)
{
	return asking->action->asks->kind;
}

static bool
prepare(struct asking *asking, const struct ask *ask, struct screen *screen,
	struct err *err)
{
	asking->prompt = ask->prompt;
	asking->options = (struct ask_options){ .arena = &asking->arena };
	if (ask->prepare != NULL &&
		!ask->prepare(screen, &asking->options, &asking->prompt, err))
		return false;
	if (ask->kind == ASK_CHOICE && asking->options.count == 0)
		return err_set(err, ERR_STATE, "现在没有可选的");
	return true;
}

bool
ask_open(struct asking *asking, const struct action *action,
	struct screen *screen, struct err *err)
{
	ask_close(asking);
	if (!prepare(asking, action->asks, screen, err)) {
		arena_clear(&asking->arena);
		return false;
	}
	asking->action = action;
	pick_start(&asking->pick, &asking->options);
	if (action->asks->kind == ASK_TEXT && asking->options.count > 0)
		edit_set(&asking->edit, asking->options.items[0].label);
	buf_add(&asking->held, edit_text(&asking->edit));
	asking->edit.max_chars =
		action->asks->kind == ASK_DATE ? DATE_MOST : TEXT_MOST;
	return true;
}

void
ask_close(struct asking *asking)
{
	asking->action = NULL;
	edit_free(&asking->edit);
	asking->edit = (struct edit){ 0 };
	buf_free(&asking->value);
	buf_free(&asking->held);
	asking->name = NULL;
	asking->is_kept = false;
	arena_clear(&asking->arena);
}

bool
ask_is_changed(const struct asking *asking)
{
	return strcmp(buf_text(&asking->held), edit_text(&asking->edit)) != 0;
}

void
ask_take_up(struct asking *asking, const char *text, size_t cursor)
{
	edit_set(&asking->edit, text);
	edit_go(&asking->edit, cursor);
	buf_clear(&asking->held);
	buf_add(&asking->held, text);
	asking->is_kept = true;
}

static enum ask_result
key_choice(struct asking *asking, const struct key_event *event,
	struct answer *answer, struct err *err)
{
	bool beep = false;
	const struct ask_option *option;

	switch (pick_key(&asking->pick, event, &beep)) {
	case PICK_STAY:
		break;
	case PICK_DROPPED:
		return ASK_DROPPED;
	case PICK_DONE:
		option = &asking->options.items[asking->pick.at];
		*answer = (struct answer){ .id = option->id,
			.text = option->value,
			.day = DATE_NONE };
		return ASK_ANSWERED;
	}
	if (beep)
		err_set(err, ERR_INPUT, "没有这一项");
	return ASK_STAY;
}

static bool
read_day(struct asking *asking, const struct field_context *context,
	struct answer *answer, struct err *err)
{
	const struct form_field field = {
		.name = "", .label = "", .type = field_type_find("日期")
	};

	buf_clear(&asking->value);
	if (!field_read(&field, context, edit_text(&asking->edit),
		    &asking->value, err))
		return false;
	answer->text = buf_text(&asking->value);
	if (date_parse(answer->text, &answer->day))
		return true;
	return err_set(err, ERR_INPUT, "请写日期，如 1123、今、+3");
}

static bool
is_blank(const char *text)
{
	while (*text == ' ')
		text++;
	return *text == '\0';
}

static enum ask_result
enter_text(struct asking *asking, const struct field_context *context,
	struct answer *answer, struct err *err)
{
	*answer = (struct answer){ .text = edit_text(&asking->edit),
		.day = DATE_NONE };
	if (is_blank(answer->text)) {
		err_set(err, ERR_INPUT, "还没有写；F12 不办");
		return ASK_STAY;
	}
	if (utf8_count(answer->text) < (size_t)asking->action->asks->least) {
		err_set(err, ERR_INPUT, "至少写%d个字；F12 不办",
			asking->action->asks->least);
		return ASK_STAY;
	}
	if (kind_of(asking) == ASK_DATE &&
		!read_day(asking, context, answer, err))
		return ASK_STAY;
	return ASK_ANSWERED;
}

static void
refused(const struct asking *asking, const struct key_event *event,
	struct err *err)
{
	struct buf why = { 0 };

	edit_say_refused(&asking->edit, event, &why);
	err_set(err, ERR_INPUT, "%s",
		why.length > 0 ? buf_text(&why) : "写满了或不能写这个字");
	buf_free(&why);
}

static enum ask_result
key_text(struct asking *asking, const struct key_event *event,
	const struct field_context *context, struct answer *answer,
	struct err *err)
{
	if (event->key == KEY_ENTER || event->key == KEY_F10)
		return enter_text(asking, context, answer, err);
	if (event->key == KEY_F3 || event->key == KEY_F12 ||
		event->key == KEY_CTRL('C'))
		return ASK_DROPPED;
	if (event->key == KEY_CTRL('U'))
		edit_set(&asking->edit, "");
	else if (edit_key(&asking->edit, event, TEXT_MOST) == EDIT_REFUSED)
		refused(asking, event, err);
	return ASK_STAY;
}

enum ask_result
ask_key(struct asking *asking, const struct key_event *event,
	const struct field_context *context, struct answer *answer,
	struct err *err)
{
	switch (kind_of(asking)) {
	case ASK_YES:
		break;
	case ASK_CHOICE:
		return key_choice(asking, event, answer, err);
	case ASK_TEXT:
	case ASK_DATE:
		return key_text(asking, event, context, answer, err);
	}
	*answer = (struct answer){ .id = 1, .day = DATE_NONE };
	return event->key == '1' ? ASK_ANSWERED : ASK_DROPPED;
}

static int
prompt_rows(const struct asking *asking, const struct cells *cells)
{
	struct arena arena = { 0 };
	int rows = wrap_rows(wrap_shown_lines(&arena, say(asking->prompt)),
		cells->columns - 4, cells->width);

	arena_clear(&arena);
	return rows > PROMPT_ROWS ? PROMPT_ROWS : rows;
}

int
ask_rows(const struct asking *asking, const struct cells *cells, int most)
{
	int rows = 1 + prompt_rows(asking, cells);

	rows += kind_of(asking) == ASK_CHOICE ? pick_rows(&asking->pick) : 1;
	return rows > most ? most : rows;
}

void
ask_edge(struct cells *cells, int row)
{
	for (int i = 0; i < cells->columns; i++)
		cells_put(cells, row, i, 1, LOOK_DIM, "-");
}

static void
draw_prompt(const struct asking *asking, struct cells *cells, int row, int rows)
{
	struct arena arena = { 0 };
	const char *text = wrap_shown_lines(&arena, say(asking->prompt));

	for (int i = 0; i < rows; i++) {
		size_t took = wrap_fit(text, cells->columns - 4, cells->width);

		cells_put(cells, row + i, 2, cells->columns - 2, LOOK_STRONG,
			arena_copy_bytes(&arena, text, took));
		text = wrap_next(text, took);
	}
	arena_clear(&arena);
}

void
ask_draw(struct asking *asking, struct cells *cells, int row, int rows)
{
	int prompt = prompt_rows(asking, cells);
	int at = row + 1 + prompt;

	ask_edge(cells, row);
	draw_prompt(asking, cells, row + 1, prompt);
	switch (kind_of(asking)) {
	case ASK_YES:
		cells_put(cells, at, 2, cells->columns - 2, LOOK_PLAIN,
			say("1 确认    其他键 不办"));
		cells->cursor_row = at;
		cells->cursor_column = 2;
		break;
	case ASK_CHOICE:
		pick_draw(&asking->pick, cells, at, row + rows - at,
			cells->columns);
		break;
	case ASK_TEXT:
	case ASK_DATE:
		cells_put(cells, at, 0, 1, LOOK_PLAIN, ">");
		edit_draw(&asking->edit, cells, at, 2, 1, cells->columns - 4,
			true);
		break;
	}
}

const char *
ask_hint(const struct asking *asking)
{
	switch (kind_of(asking)) {
	case ASK_YES:
		return say("按 1 才办，别的键都不办");
	case ASK_CHOICE:
		return pick_hint(&asking->pick);
	case ASK_TEXT:
		return say("写好按回车；F12 不办");
	case ASK_DATE:
		return say("年月日，如 1123、今、+3；回车定，F12 不办");
	}
	return "";
}
