/* SPDX-License-Identifier: MIT */
/* The loop's own keys, and what bar, help and code line say of all keys. */
#include "ui/app/app_own.h"

#include "base/buf.h"
#include "base/width.h"
#include "ui/entry/entry.h"
#include "ui/words.h"

#include <string.h>

/* ENTRY_FIRST: keys of a form that come before those of its screen. */
enum { BAR_KEYS = 8, BAR_SHORT_KEYS = 4, BAR_OWN = 5, ENTRY_FIRST = 3 };

/* clang-format off */
static const struct help_key loop_keys[] = {
	{ KEY_F1,        "帮助", "这一栏怎么填；再按：这一屏的键；再按：全部目录" },
	{ KEY_F3,        "离开", "离开这件事，草稿保留" },
	{ KEY_F12,       "退回", "退回上一屏，草稿保留（Esc Esc 也行）" },
	{ KEY_F9,        "代码", "键入屏的代码、字词或键名；其他字词就去查找" },
	{ '=',           "代码", "列表里与 F9 相同" },
	{ '/',           "找行", "在列表里找含这些字的行" },
	{ KEY_F5,        "刷新", "重新读这一屏；在表单里恢复这一栏" },
	{ KEY_F7,        "上页", "上一页（PgUp、Ctrl-B）" },
	{ KEY_F8,        "下页", "下一页（PgDn、Ctrl-F）" },
	{ KEY_F11,       "追责", "追责与待办（代码 11）" },
	{ KEY_CTRL('L'), "重画", "屏幕花了就重画" },
	{ KEY_CTRL('T'), "中文", "拼音输入开或关：字母是拼音，数字选字，回车照写字母" },
	{ KEY_CTRL('V'), "标点", "拼音开着时：标点用中文的，或照键盘" },
	{ KEY_CTRL('O'), "键条", "最下一行：全、短、不显示" },
	{ KEY_CTRL('W'), "仪表", "线路的编码、往返、字节数：显示、不显示" },
};

/* Keys no screen may take besides: moving, and the cancel of a prompt. */
static const int32_t moving_keys[] = {
	KEY_UP, KEY_DOWN, KEY_LEFT, KEY_RIGHT, KEY_HOME, KEY_END, KEY_TAB,
	KEY_BACK_TAB, KEY_PAGE_UP, KEY_PAGE_DOWN, KEY_CTRL('N'),
	KEY_CTRL('P'), KEY_CTRL('B'), KEY_CTRL('F'), KEY_CTRL('C'),
};
/* clang-format on */

bool
app_owns_key(int32_t key)
{
	for (size_t i = 0; i < ARRAY_LENGTH(loop_keys); i++)
		if (loop_keys[i].key == key && key != KEY_F5)
			return true;
	for (size_t i = 0; i < ARRAY_LENGTH(moving_keys); i++)
		if (moving_keys[i] == key)
			return true;
	return false;
}

int32_t
app_loop_key(const char *label)
{
	for (size_t i = 0; *label != '\0' && i < ARRAY_LENGTH(loop_keys); i++)
		if (strncmp(say(loop_keys[i].label), label, strlen(label)) == 0)
			return loop_keys[i].key;
	return KEY_NONE;
}

enum key_names
app_names(const struct app *app)
{
	return app->wire.level == LEVEL_LINE ? KEY_NAMES_LINE : app->wire.names;
}

const char *
app_own_names(const struct app *app, const char *text, struct arena *arena)
{
	struct buf out = { 0 };
	const char *named;

	key_words(text, app_names(app), &out);
	named = arena_copy(arena, buf_text(&out));
	buf_free(&out);
	return named;
}

bool
app_may_see(const struct app *app, const struct screen_def *def)
{
	return def->needs == NULL || app->hooks.allowed == NULL ||
	       app->hooks.allowed(app->hooks.desk, def->needs);
}

bool
app_is_valid(const struct app *app, const struct action *action)
{
	const struct screen *screen = &app_top(app)->screen;

	if (action->needs != NULL && app->hooks.allowed != NULL &&
		!app->hooks.allowed(app->hooks.desk, action->needs))
		return false;
	if ((action->on_row || action->kind != NULL) && screen->row < 0)
		return false;
	if (action->kind != NULL &&
		(screen->row_kind == NULL ||
			strcmp(action->kind, screen->row_kind) != 0))
		return false;
	return action->offered == NULL || action->offered(screen);
}

static const struct action *
exact_action(const struct app *app, int32_t key)
{
	const struct screen_def *def = app_top(app)->screen.def;

	for (size_t i = 0; i < def->action_count; i++)
		if (def->actions[i].key == key &&
			app_is_valid(app, &def->actions[i]))
			return &def->actions[i];
	return NULL;
}

const struct action *
app_action(const struct app *app, int32_t key)
{
	const struct action *action = exact_action(app, key);

	/* Enter opens a row as F2 does. */
	if (action == NULL && key == KEY_ENTER)
		return exact_action(app, KEY_F2);
	if (action == NULL && key == KEY_F2)
		return exact_action(app, KEY_ENTER);
	return action;
}

/* A choice that is numbered on the screen needs no place in the bar. */
static bool
is_numbered_choice(const struct app *app, int32_t key)
{
	const struct view *view = &app_top(app)->view;

	for (size_t i = 0; i < view->block_count; i++) {
		const struct view_block *block = &view->blocks[i];

		if (block->kind != BLOCK_CHOICES)
			continue;
		for (size_t k = 0; k < block->pair_count; k++)
			if (block->pairs[k].label[0] == key)
				return true;
	}
	return false;
}

struct bar_line {
	struct arena *arena;
	struct help_key keys[BAR_KEYS];
	int count;
};

static void
bar_add(struct bar_line *bar, int32_t key, const char *label, int most)
{
	for (int i = 0; i < bar->count; i++)
		if (bar->keys[i].key == key)
			return;
	if (bar->count < most && bar->count < BAR_KEYS)
		bar->keys[bar->count++] = (struct help_key){ key, label, "" };
}

/* F4 has a list in some fields only. At plain its place stays: keys that move
 * with every field are seventy bytes and more. */
static bool
keeps_places(const struct app *app)
{
	return app->wire.level != LEVEL_RICH;
}

static bool
is_idle_slot(const struct app *app, int32_t key)
{
	struct entry *entry = app_entry(app);

	return key == KEY_F4 && entry != NULL && !entry_has_list(entry);
}

/* The form's own keys from one place to another, where it has a form. */
static void
bar_add_entry(const struct app *app, struct bar_line *bar, size_t from,
	size_t until, int most)
{
	struct entry *entry = app_entry(app);
	const struct help_key *keys;
	size_t count;

	if (entry == NULL)
		return;
	keys = entry_keys(&count);
	for (size_t i = from; i < count && i < until; i++)
		if (keeps_places(app) || !is_idle_slot(app, keys[i].key))
			bar_add(bar, keys[i].key, keys[i].label, most);
}

static void
bar_add_actions(const struct app *app, struct bar_line *bar, int most)
{
	const struct screen_def *def = app_top(app)->screen.def;

	for (size_t i = 0; i < def->action_count; i++)
		if (app_is_valid(app, &def->actions[i]) &&
			!is_numbered_choice(app, def->actions[i].key))
			bar_add(bar, def->actions[i].key, def->actions[i].label,
				most);
}

static void
bar_name(const struct app *app, const struct help_key *key, struct buf *out)
{
	size_t from = out->length;
	int width;

	buf_addf(out, "%s%s", key_name(key->key, app_names(app)),
		say(key->label));
	if (!keeps_places(app) || !is_idle_slot(app, key->key))
		return;
	width = width_text(buf_text(out) + from, app->cells.width);
	buf_cut(out, from);
	buf_addf(out, "%*s", width, "");
}

/* Drops keys before the last two (help, leave) until the line fits. */
static const char *
bar_joined(const struct app *app, struct bar_line *bar)
{
	struct buf out = { 0 };
	const char *text;

	for (;;) {
		buf_clear(&out);
		for (int i = 0; i < bar->count; i++) {
			buf_add(&out, i == 0 ? "" : "  ");
			bar_name(app, &bar->keys[i], &out);
		}
		if (bar->count <= 2 ||
			width_text(buf_text(&out), app->cells.width) <=
				app->cells.columns)
			break;
		bar->keys[bar->count - 3] = bar->keys[bar->count - 2];
		bar->keys[bar->count - 2] = bar->keys[bar->count - 1];
		bar->count--;
	}
	text = arena_copy(bar->arena, buf_text(&out));
	buf_free(&out);
	return text;
}

static void
bar_add_loop(const struct app *app, struct bar_line *bar, int most)
{
	if (app_top(app)->screen.def->is_turned)
		return;
	if (app_entry(app) == NULL && view_row_count(&app_top(app)->view) > 0)
		bar_add(bar, '/', "找行", most);
	bar_add(bar, KEY_F9, "代码", most);
}

const char *
app_bar_text(const struct app *app, struct arena *arena)
{
	struct bar_line bar = { .arena = arena };
	int most = app->wire.bar == BAR_SHORT ? BAR_SHORT_KEYS : BAR_KEYS;

	/* The panel, or the screen that takes every key, says itself what to
	 * press. */
	if ((app->overlay != OVERLAY_NONE && app->overlay != OVERLAY_HELP) ||
		app_top(app)->screen.is_hearing)
		return "";
	if (app->overlay == OVERLAY_HELP) {
		bar_add(&bar, KEY_F1, "换页", most);
		bar_add(&bar, KEY_F12, "关上帮助", most);
		return bar_joined(app, &bar);
	}
	bar_add_entry(app, &bar, 0, ENTRY_FIRST, most - 2);
	bar_add_actions(app, &bar, most - 2);
	bar_add_entry(app, &bar, ENTRY_FIRST, SIZE_MAX, most - 2);
	if (app->wire.bar == BAR_FULL)
		bar_add_loop(app, &bar, most - 2);
	if (!app_top(app)->screen.def->is_turned)
		bar_add(&bar, KEY_F1, "帮助", most);
	bar_add(&bar, KEY_F3, "离开", most);
	return bar_joined(app, &bar);
}

void
app_help_keys(const struct app *app, struct view *view)
{
	const struct screen_def *def = app_top(app)->screen.def;
	struct help_key *keys = NULL;
	size_t count = 0;
	size_t entry_count = 0;

	for (size_t i = 0; i < def->action_count; i++) {
		const struct action *a = &def->actions[i];

		if (!app_is_valid(app, a))
			continue;
		keys = arena_grow(view->arena, keys, count, sizeof(*keys));
		keys[count++] = (struct help_key){ a->key, a->label, a->help };
	}
	view_title(view, "%s", say("这一屏的键"));
	help_keys(view, "这一屏", keys, count, app_names(app));
	if (app_entry(app) != NULL) {
		const struct help_key *own = entry_keys(&entry_count);

		help_keys(view, "填表", own, entry_count, app_names(app));
	}
	help_keys(view, "到处都能用", loop_keys, ARRAY_LENGTH(loop_keys),
		app_names(app));
}

static void
add_screens(struct app *app)
{
	const struct screen_def *const *at = app->hooks.screens;

	for (; at != NULL && *at != NULL; at++)
		if (app_may_see(app, *at) && (*at)->code != NULL &&
			!(*at)->is_inner)
			command_add(&app->command,
				&(struct command_item){ .code = (*at)->code,
					.title = (*at)->title,
					.words = (*at)->words,
					.screen = *at });
}

void
app_command_items(struct app *app)
{
	static const struct command_item own[] = {
		{ .code = "0", .title = "帮助", .key = KEY_F1 },
		{ .code = "Q", .title = "离开", .key = KEY_F3 },
		{ .code = "q", .title = "离开", .key = KEY_F3 },
		{ .code = "撤", .title = "撤销", .key = KEY_CTRL('Z') },
		{ .code = "py", .title = "拼音", .key = KEY_CTRL('T') },
	};
	const struct screen_def *def = app_top(app)->screen.def;

	for (size_t i = 0; i < def->action_count; i++)
		if (app_is_valid(app, &def->actions[i]))
			command_add(&app->command,
				&(struct command_item){ .code = "",
					.title = def->actions[i].label,
					.words = def->actions[i].help,
					.key = def->actions[i].key });
	add_screens(app);
	for (size_t i = 0; i < ARRAY_LENGTH(own); i++)
		command_add(&app->command, &own[i]);
}

const struct screen_def *
app_screen_by_code(const struct app *app, const char *code)
{
	const struct screen_def *const *at = app->hooks.screens;

	for (; at != NULL && *at != NULL; at++)
		if ((*at)->code != NULL && strcmp((*at)->code, code) == 0 &&
			app_may_see(app, *at))
			return *at;
	return NULL;
}
