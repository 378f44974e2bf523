/* SPDX-License-Identifier: MIT */
/* Level line in a form: a question a field. What is typed is the answer,
 * whatever it looks like; commands begin with a full stop. */
#include "ui/line/app_line.h"

#include "ui/entry/entry.h"
#include "ui/line/entry_line.h"
#include "ui/line/line_key.h"
#include "ui/words.h"

#include <string.h>

void
line_form_begin(struct line *line)
{
	struct buf head = { 0 };

	entry_say_head(app_entry(line->app), &head);
	if (head.length > 0)
		line_say(line, buf_text(&head));
	buf_free(&head);
	if (line->app->wire.bar != BAR_FULL) {
		if (line->app->wire.bar == BAR_SHORT)
			buf_add(&line->ways, say("-- ?? 看能写什么\n"));
		return;
	}
	buf_add(&line->ways,
		say("-- 回车留着 @清空 ?可填的值 ??帮助 .上栏 .看全表 "
		    ".5到第5栏 .完成 .离开；写 . 开头的字用 ..\n"));
}

/* The last line of a question is the prompt. */
static void
ask(struct line *line, const char *text)
{
	const char *last = strrchr(text, '\n');
	struct arena arena = { 0 };

	if (last != NULL)
		line_say(line,
			arena_copy_bytes(&arena, text, (size_t)(last - text)));
	arena_clear(&arena);
	buf_clear(&line->prompt);
	buf_add(&line->prompt, last == NULL ? text : last + 1);
}

void
line_form_ask(struct line *line)
{
	struct buf question = { 0 };

	line->is_asked = false;
	if (line->is_answering)
		buf_add(&question, say("接着写，空行写完："));
	else
		entry_say_question(app_entry(line->app), &question);
	ask(line, buf_text(&question));
	buf_free(&question);
}

static void
stop_answering(struct line *line)
{
	buf_clear(&line->answer);
	line->is_answering = false;
}

static void
go_on(struct line *line)
{
	stop_answering(line);
	line_press(line, KEY_TAB);
}

/* Goes to the field of this number, keeping the one in hand as it is. */
static void
jump(struct line *line, int number)
{
	struct entry *entry = app_entry(line->app);
	int most = entry_numbers(entry);

	if (number < 1 || number > most) {
		line_mistake(line, say("没有这一栏；.看 列出全表"));
		return;
	}
	for (int i = 0; i < most && entry_number(entry) != number; i++) {
		int before = entry_number(entry);

		line_press(line, before < number ? KEY_TAB : KEY_BACK_TAB);
		if (entry_number(entry) == before)
			return; /* what stands there does not read: said */
	}
}

static void
say_all(struct line *line)
{
	struct buf out = { 0 };

	entry_say_all(app_entry(line->app), &out);
	buf_cut(&out, out.length - 1);
	line_say(line, buf_text(&out));
	buf_free(&out);
}

/* Adds to what stands in the field. */
static void
append(struct line *line, const char *text)
{
	struct entry *entry = app_entry(line->app);
	struct buf out = { 0 };

	entry_in_hand(entry, &out);
	buf_add(&out, text);
	/* The reason of an item is in hand with its 否. */
	if (entry_wants_reason(entry))
		(void)entry_answer(entry, "");
	if (entry_answer(entry, buf_text(&out)))
		go_on(line);
	buf_free(&out);
}

/* "旧/新": takes the place of the first of them. */
static void
replace(struct line *line, const char *text)
{
	struct entry *entry = app_entry(line->app);
	struct arena arena = { 0 };
	struct buf now = { 0 }, out = { 0 };
	const char *bar = strchr(text, '/');
	const char *old = bar == NULL ? ""
				      : arena_copy_bytes(&arena, text,
						(size_t)(bar - text));
	const char *at;

	entry_in_hand(entry, &now);
	at = *old == '\0' ? NULL : strstr(buf_text(&now), old);
	if (at == NULL) {
		line_mistake(line, say("没有换：写 .换 旧字/新字，旧字要在这"
				       "一栏里"));
	} else {
		buf_add_bytes(
			&out, buf_text(&now), (size_t)(at - buf_text(&now)));
		buf_addf(&out, "%s%s", bar + 1, at + strlen(old));
		if (entry_wants_reason(entry))
			(void)entry_answer(entry, "");
		(void)entry_answer(entry, buf_text(&out));
	}
	buf_free(&now);
	buf_free(&out);
	arena_clear(&arena);
}

struct order {
	const char *name;
	const char *other;
	void (*run)(struct line *line, const char *rest);
};

static void
order_all(struct line *line, const char *rest)
{
	(void)rest;
	say_all(line);
}

static void
order_jump(struct line *line, const char *rest)
{
	int number = line_number(rest);

	jump(line,
		number > 0 ? number : entry_find(app_entry(line->app), rest));
}

static void
order_code(struct line *line, const char *rest)
{
	line_command(line, rest);
}

static const struct order orders[] = {
	{ "看", "l", order_all },
	{ "到", "g", order_jump },
	{ "加", "+", append },
	{ "换", "s", replace },
	{ "=", "", order_code },
};

/* What follows the name of an order: nothing, or a blank and words; NULL if
 * it is not this one. */
static const char *
behind(const char *text, const char *name)
{
	size_t length = strlen(name);

	if (length == 0 || strncmp(text, name, length) != 0)
		return NULL;
	text += length;
	if (*text == '\0' || *name == '=')
		return text;
	return *text == ' ' ? text + strspn(text, " ") : NULL;
}

static void
ordered(struct line *line, const char *text)
{
	int number = line_number(text);

	if (strcmp(text, "?") == 0 || strcmp(text, "？") == 0) {
		line_press(line, KEY_F1);
		return;
	}
	if (number >= 0 && app_screen_by_code(line->app, text) == NULL) {
		jump(line, number);
		return;
	}
	for (size_t i = 0; i < ARRAY_LENGTH(orders); i++) {
		const char *rest = behind(text, orders[i].name);

		if (rest == NULL)
			rest = behind(text, orders[i].other);
		if (rest != NULL) {
			orders[i].run(line, rest);
			return;
		}
	}
	if (strcmp(text, "看全表") == 0)
		say_all(line);
	else if (!line_do(line, text))
		line_mistake(line, say("没有这个命令；.? 看帮助。写 . 开头的字"
				       "用 .."));
}

/* One more line of a long answer; what is there is in the field at once, so
 * that a line that drops loses nothing. */
static void
take_line(struct line *line, const char *text)
{
	if (line->is_answering)
		buf_add_char(&line->answer, '\n');
	buf_add(&line->answer, text);
	line->is_answering = true;
	(void)entry_answer(app_entry(line->app), buf_text(&line->answer));
	line_press(line, KEY_NONE);
}

static void
answering(struct line *line, const char *text)
{
	if (*text == '\0' || strcmp(text, ".") == 0 ||
		strcmp(text, "。") == 0) {
		go_on(line);
	} else if (strcmp(text, ".空") == 0 || strcmp(text, ".-") == 0) {
		take_line(line, "");
	} else if (strncmp(text, "..", 2) == 0) {
		take_line(line, text + 1);
	} else if (*text == '.') {
		go_on(line);
		ordered(line, text + 1);
	} else {
		take_line(line, text);
	}
}

static void
answered(struct line *line, const char *text)
{
	struct entry *entry = app_entry(line->app);

	if (entry_field(entry) == NULL) {
		int number = line_number(text);

		if (number < 1 || number > 9)
			line_mistake(line, say("回车完成；要改写 .栏号"));
		else
			line_press(line, '0' + number);
	} else if (entry_is_long(entry)) {
		take_line(line, text);
	} else if (entry_answer(entry, text)) {
		go_on(line);
	} else {
		line_press(line, KEY_NONE);
	}
}

void
line_form_typed(struct line *line, const char *text)
{
	struct entry *entry = app_entry(line->app);
	bool is_confirm = entry_field(entry) == NULL;

	if (line->is_answering)
		answering(line, text);
	else if (*text == '\0')
		line_press(line, is_confirm ? KEY_ENTER : KEY_TAB);
	else if (strcmp(text, "??") == 0 || strcmp(text, "？？") == 0)
		line_press(line, KEY_F1);
	else if (strcmp(text, "?") == 0 || strcmp(text, "？") == 0)
		line_press(line, is_confirm ? KEY_F1 : KEY_F4);
	else if (strcmp(text, "@") == 0 && !is_confirm) {
		(void)entry_answer(entry, "");
		go_on(line);
	} else if (strncmp(text, "..", 2) == 0)
		answered(line, text + 1);
	else if (*text == '.' && text[1] != '\0')
		ordered(line, text + 1);
	else
		answered(line, text);
}
