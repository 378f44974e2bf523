/* SPDX-License-Identifier: MIT */
/*
 * Level line: after each line that was typed, what is new is said: what was
 * done, the screen if it is another one or changed, then what is asked.
 */
#include "ui/line/app_line.h"

#include "base/fatal.h"
#include "base/utf8.h"
#include "ui/entry/entry.h"
#include "ui/line/entry_line.h"
#include "ui/line/line_key.h"
#include "ui/view/wrap.h"
#include "ui/words.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { SCREEN_ROWS = 24, SCREEN_COLUMNS = 80 };

void
line_say(struct line *line, const char *text)
{
	struct arena arena = { 0 };

	buf_add(&line->turn, wrap_shown_lines(&arena, text));
	buf_add_char(&line->turn, '\n');
	arena_clear(&arena);
}

void
line_tell(struct line *line, const char *text)
{
	struct arena arena = { 0 };

	line_say(line, app_own_names(line->app, text, &arena));
	arena_clear(&arena);
}

void
line_sayf(struct line *line, const char *format, ...)
{
	struct arena arena = { 0 };
	va_list arguments;

	va_start(arguments, format);
	line_say(line, arena_vprintf(&arena, format, arguments));
	va_end(arguments);
	arena_clear(&arena);
}

static void
keep_message(struct line *line, const char *text)
{
	struct arena arena = { 0 };

	buf_clear(&line->message);
	buf_add(&line->message, app_own_names(line->app, text, &arena));
	arena_clear(&arena);
}

void
line_mistake(struct line *line, const char *text)
{
	struct arena arena = { 0 };

	line_tell(line, arena_printf(&arena, "！%s", text));
	arena_clear(&arena);
	keep_message(line, text);
	line->is_mistaken = true;
	line->wants_flush = true;
}

void
line_press(struct line *line, int32_t key)
{
	const struct key_event event = { .key = key };

	if (!line->is_over && !app_key(line->app, &event))
		line->is_over = true;
}

/* What the loop says to the key that was pressed last. */
static void
say_message(struct line *line)
{
	struct app *app = line->app;
	const char *text = buf_text(&app->message);

	if (line->news.length > 0)
		line_say(line, buf_text(&line->news));
	buf_clear(&line->news);
	if (*text == '\0')
		return;
	if (app->is_alarm) {
		line_mistake(line, text);
	} else {
		line_tell(line, text);
		keep_message(line, text);
	}
	buf_clear(&app->message);
}

struct line_seen *
line_seen(struct line *line)
{
	return &line->seen[line->app->depth - 1];
}

static void
say_title(struct line *line)
{
	const struct app *app = line->app;
	const struct place *top = app_top(app);
	const struct screen_def *def = top->screen.def;
	const char *subject = top->view.title;
	const char *who = app->hooks.who == NULL || def->is_turned
				  ? ""
				  : app->hooks.who(app->hooks.desk);

	if (who != NULL && *who != '\0' &&
		strcmp(who, buf_text(&line->who)) != 0) {
		buf_clear(&line->who);
		buf_add(&line->who, who);
		line_say(line, who);
	}
	line_sayf(line, "== %s%s%s%s%s", say(def->title),
		subject == NULL || *subject == '\0' ? "" : " · ",
		subject == NULL ? "" : subject, def->code == NULL ? "" : " ",
		def->code == NULL ? "" : def->code);
	buf_clear(&line_seen(line)->title);
	buf_add(&line_seen(line)->title, subject == NULL ? "" : subject);
}

static bool
has_new_title(const struct line_seen *seen, const struct view *view)
{
	return strcmp(buf_text(&seen->title),
		       view->title == NULL ? "" : view->title) != 0;
}

static void
say_sheet(struct line *line, const struct line_sheet *sheet)
{
	for (size_t i = 0; i < sheet->count; i++)
		line_say(line, sheet->items[i].text);
}

static void
forget(struct line_seen *seen)
{
	line_sheet_clear(&seen->sheet);
	list_forget(&seen->numbered);
	seen->serial = 0;
	seen->last = 0;
}

static void
say_changes(struct line *line, const struct line_sheet *now,
	const struct line_sheet *before)
{
	for (size_t i = 0; i < now->count; i++)
		if (strcmp(now->items[i].text, before->items[i].text) != 0)
			line_say(line, now->items[i].text);
}

/* Is it what was said before, but for words in its rows and pairs? */
static bool
is_known(const struct line_seen *seen, const struct place *place,
	const struct line_sheet *now)
{
	return seen->serial == place->serial &&
	       list_is_same(&place->view, &seen->numbered) &&
	       line_sheet_is_near(now, &seen->sheet);
}

/* The screen, or what of it changed. */
static void
say_screen(struct line *line)
{
	struct place *top = app_top(line->app);
	struct line_seen *seen = line_seen(line);
	bool is_another = top->serial != line->serial || line->is_whole;
	struct line_sheet now;

	line_sheet_make(&now, &top->view, line->columns);
	if (!line->is_whole && is_known(seen, top, &now)) {
		if (is_another || has_new_title(seen, &top->view))
			say_title(line);
		say_changes(line, &now, &seen->sheet);
		line_sheet_clear(&seen->sheet);
	} else {
		is_another = true;
		forget(seen);
		say_title(line);
		say_sheet(line, &now);
		list_remember(&top->face, &seen->numbered);
	}
	if (is_another && app_entry(line->app) != NULL)
		line_form_begin(line);
	else if (is_another)
		line_say_ways(line);
	seen->sheet = now;
	seen->serial = top->serial;
	line->serial = top->serial;
	line->is_whole = false;
}

/* clang-format off */
static const char *const ways[] = {
	"【逐行怎样用】",
	"列表：行号 打开那一行；行号 空格 键或名称 办那一行，如 3 2、3 为什么；/字 找行",
	"代码 230 或 =230 到那一屏；别的字照“代码”那一键办，找不到屏就去查找",
	"表单：一栏一问，回车留着，@ 清空，? 可填的值，?? 帮助；长文写几行，空行写完，.空 是空行",
	".上栏 .5 到第5栏 .看 全表 .加 字 .换 旧字/新字 .撤销 .完成 .离开；写 . 开头的字用 ..",
	"到处：. 后面写键或名称，如 .F10 .Esc0 .^z .9 .下一件；.p 拼音 打汉字",
};
/* clang-format on */

/* Help is said and is over: it takes no answer. */
static void
say_help(struct line *line)
{
	struct line_sheet sheet;

	if (line->app->help.title != NULL)
		line_sayf(
			line, "== %s · %s", say("帮助"), line->app->help.title);
	line_sheet_make(&sheet, &line->app->help, line->columns);
	for (size_t i = 0; i < sheet.count; i++) {
		const char *text = sheet.items[i].text;
		const char *behind = strstr(text, ") ");

		/* Nobody is to take the number of a help line for one of the
		 * list's. */
		line_say(line,
			sheet.items[i].part == LINE_PART_ROW && behind != NULL
				? behind + 2
				: text);
	}
	line_sheet_clear(&sheet);
	for (size_t i = 0;
		line->app->help_page == HELP_KEYS && i < ARRAY_LENGTH(ways);
		i++)
		line_say(line, say(ways[i]));
	line_press(line, KEY_F12);
}

static void
set_prompt(struct line *line)
{
	const char *code = app_top(line->app)->screen.def->code;

	buf_clear(&line->prompt);
	buf_addf(&line->prompt, "%s> ",
		line->app->overlay == OVERLAY_NONE && code != NULL ? code : "");
}

static void
say_question(struct line *line)
{
	struct app *app = line->app;
	struct entry *entry = app_entry(app);

	set_prompt(line);
	if (line->is_composing)
		line_compose_ask(line);
	else if (app->overlay == OVERLAY_ASK)
		line_ask_show(line);
	else if (app->overlay == OVERLAY_COMMAND)
		line_command_show(line);
	else if (entry != NULL && entry_is_picking(entry))
		line_pick_show(line, entry_pick(entry),
			entry_field(entry) == NULL ? ""
						   : entry_field(entry)->label);
	else if (entry != NULL)
		line_form_ask(line);
	else
		line->is_asked = false;
}

/* All that is new since the last line was typed. */
static void
answer(struct line *line)
{
	struct app *app = line->app;

	line->is_mistaken = false;
	if (app_take_flush(app))
		line->wants_flush = true;
	if (app->depth > 0)
		say_message(line);
	if (!line->is_over && app->overlay == OVERLAY_HELP)
		say_help(line);
	if (!line->is_over && app->overlay == OVERLAY_NONE &&
		!line->is_composing &&
		!(app_entry(app) != NULL && entry_is_picking(app_entry(app))))
		say_screen(line);
	if (!line->is_over)
		say_question(line);
	line_turn_page(line);
}

void
line_begin(struct line *line)
{
	answer(line);
}

/* Without blanks around it. An input method that is on makes . a 。, which
 * begins no answer. */
static const char *
trimmed(struct arena *arena, const char *text)
{
	static const char wide[] = "。";
	size_t length;

	while (*text == ' ')
		text++;
	length = strlen(text);
	while (length > 0 && text[length - 1] == ' ')
		length--;
	text = arena_copy_bytes(arena, text, length);
	if (strncmp(text, wide, sizeof wide - 1) == 0)
		text = arena_printf(arena, ".%s", text + sizeof wide - 1);
	return text;
}

/* A question that any key answers, or a test of the keys. */
static void
heard(struct line *line, const char *text)
{
	int32_t key = *text == '\0' ? KEY_ENTER : line_key(text);

	line_press(line, key == KEY_NONE ? KEY_BAD : key);
}

static void
dispatch(struct line *line, const char *text)
{
	struct app *app = line->app;
	struct entry *entry = app_entry(app);

	if (app->overlay == OVERLAY_ASK)
		line_ask_typed(line, text);
	else if (app->overlay == OVERLAY_COMMAND)
		line_command_typed(line, text);
	else if (app_top(app)->screen.is_hearing)
		heard(line, text);
	else if (entry != NULL && entry_is_picking(entry))
		line_pick_typed(line, entry_pick(entry), text);
	else if (entry != NULL)
		line_form_typed(line, text);
	else
		line_list_typed(line, text);
}

/* ".p zhangsan"; NULL if it is not that. */
static const char *
letters_of(const char *text)
{
	static const char *const names[] = { ".p", ".拼", ".^t", ".中文" };

	for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
		size_t length = strlen(names[i]);

		if (strncmp(text, names[i], length) == 0 &&
			(text[length] == '\0' || text[length] == ' '))
			return text + length + strspn(text + length, " ");
	}
	return NULL;
}

/* Letters that are made Chinese are no answer yet. */
static void
take(struct line *line, const char *text)
{
	struct buf whole = { 0 };

	if (line->is_composing) {
		if (letters_of(text) != NULL)
			text = letters_of(text);
		if (line_compose_typed(line, text, &whole))
			dispatch(line, buf_text(&whole));
	} else if (letters_of(text) != NULL) {
		line_compose(line, letters_of(text));
	} else {
		dispatch(line, text);
	}
	buf_free(&whole);
}

bool
line_typed(struct line *line, const char *text)
{
	struct arena arena = { 0 };
	const char *typed = trimmed(&arena, text);

	if (line->pending.length > 0 && *typed == '\0') {
		buf_add(&line->turn, buf_text(&line->pending));
		line_turn_page(line);
	} else if (line->pending.length > 0 && strcmp(typed, ".全") == 0) {
		buf_add(&line->turn, buf_text(&line->pending));
		line_turn_all(line);
	} else if (line->pending.length > 0 && strcasecmp(typed, "q") == 0) {
		buf_clear(&line->pending);
	} else {
		bool is_mistaken;

		buf_clear(&line->pending);
		buf_clear(&line->message);
		line->is_mistaken = false;
		take(line, typed);
		is_mistaken = line->is_mistaken;
		answer(line);
		line->is_mistaken = line->is_mistaken || is_mistaken;
	}
	arena_clear(&arena);
	return !line->is_over;
}

bool
line_changed(struct line *line)
{
	struct app *app = line->app;

	line_press(line, KEY_CHANGED);
	if (app->news.length == 0)
		return false;
	buf_clear(&line->news);
	buf_add(&line->news, buf_text(&app->news));
	if (!app->beep)
		return false;
	line_say(line, buf_text(&line->news));
	buf_clear(&line->news);
	buf_add(&line->out, buf_text(&line->turn));
	buf_clear(&line->turn);
	return true;
}

void
line_hangup(struct line *line, const char *typed)
{
	struct entry *entry =
		line->app->depth > 0 ? app_entry(line->app) : NULL;

	if (entry != NULL && !entry_is_picking(entry) &&
		line->app->overlay == OVERLAY_NONE && *typed != '\0' &&
		*typed != '.' && *typed != '?') {
		if (line->is_answering)
			buf_addf(&line->answer, "\n%s", typed);
		(void)entry_answer(entry,
			line->is_answering ? buf_text(&line->answer) : typed);
	}
	line_press(line, KEY_HANGUP);
}

const char *
line_output(const struct line *line)
{
	return buf_text(&line->out);
}

void
line_sent(struct line *line)
{
	buf_clear(&line->out);
}

const char *
line_prompt(const struct line *line)
{
	if (line->is_over)
		return "";
	if (line->pending.length > 0 && (line->app->overlay != OVERLAY_NONE ||
						app_entry(line->app) != NULL))
		return "> "; /* not the question yet */
	return buf_text(&line->prompt);
}

bool
line_is_mistaken(const struct line *line)
{
	return line->is_mistaken;
}

bool
line_take_flush(struct line *line)
{
	bool wants = line->wants_flush;

	line->wants_flush = false;
	return wants;
}

void
line_flushed(struct line *line)
{
	buf_addf(&line->out, "%s\n", say("已丢弃预输入"));
}

const char *
line_message(const struct line *line)
{
	return buf_text(&line->message);
}

struct line *
line_new(struct app *app, int rows, int columns)
{
	struct line *line = calloc(1, sizeof(*line));

	if (line == NULL)
		fatal("内存不够");
	line->app = app;
	/* A window that is too small holds keys back; here there is none. */
	app_resize(app, SCREEN_ROWS, SCREEN_COLUMNS);
	line_resize(line, rows, columns);
	return line;
}

void
line_resize(struct line *line, int rows, int columns)
{
	line->rows = rows;
	line->columns = columns;
}

void
line_free(struct line **line)
{
	struct line *gone = *line;

	if (gone == NULL)
		return;
	buf_free(&gone->turn);
	buf_free(&gone->out);
	buf_free(&gone->pending);
	buf_free(&gone->ways);
	buf_free(&gone->prompt);
	buf_free(&gone->message);
	buf_free(&gone->news);
	buf_free(&gone->who);
	buf_free(&gone->answer);
	buf_free(&gone->composed);
	ime_free(&gone->ime);
	for (int i = 0; i < PLACES_MOST; i++) {
		forget(&gone->seen[i]);
		buf_free(&gone->seen[i].title);
	}
	free(gone);
	*line = NULL;
}
