/* SPDX-License-Identifier: MIT */
/* Fake screens on a fake desk, and an app that is fed with keys: what the
   tests of the loop stand on. Included once. */
#ifndef TESTS_UI_APP_FIXTURE_H
#define TESTS_UI_APP_FIXTURE_H

#include "ui/app/app.h"

#include "form/form.h"
#include "tests/support/golden.h"
#include "ui/entry/entry.h"

#include <check.h>
#include <string.h>

/* What the fake screens work on. */
struct desk {
	int rows;
	int above; /* rows that came before the first */
	int gone;  /* id of one that is no more */
	int64_t now;
	int64_t wake;	  /* when something becomes due; 0 */
	const char *call; /* NULL, or what is called out then */
	int views;
	bool fails;
	bool may_seal;
	struct buf log;
	struct buf asked; /* which ask has something half written */
	struct buf scribble;
	size_t scribble_at;
	struct arena arena;
	const struct form *form;
	struct values values;
};

static const struct screen_def screen_list;
static const struct screen_def screen_form;
static const struct screen_def screen_secret;
static const struct screen_def screen_found;

static const struct column columns[] = {
	{ .title = "案号" },
	{ .title = "状态" },
};

static bool
list_view(struct screen *self, struct view *out, struct err *err)
{
	self->desk->views++;
	self->wake = self->desk->wake;
	if (self->desk->call != NULL)
		strncat(self->call, self->desk->call, sizeof self->call - 1);
	if (self->desk->fails)
		return err_set(err, ERR_BUSY, "别人正在保存，请再试");
	view_list(out, "matter", "案件", columns, ARRAY_LENGTH(columns));
	view_empty(out, "没有案件");
	for (int i = -self->desk->above; i < self->desk->rows; i++) {
		if (100 - i == self->desk->gone)
			continue;
		view_row(out, 100 - i);
		view_textf(out, "（2026）测刑初%d号", 100 - i);
		view_word(out, WORD_GOOD, "已告知");
	}
	return true;
}

static enum next
note(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)err;
	buf_addf(&self->desk->log, "%c%lld:%s;", (char)self->key,
		(long long)self->row_id,
		answer->text == NULL ? "" : answer->text);
	screen_say(self, "已记下");
	return NEXT_RELOAD;
}

static enum next
lose(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)self;
	(void)answer;
	err_set(err, ERR_CONFLICT, "别人刚改过，请再看一遍");
	return NEXT_RELOAD;
}

static enum next
fill(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	(void)err;
	return screen_open(self, &screen_form, (struct screen_args){ 0 });
}

static const struct ask ask_void = { .kind = ASK_YES,
	.prompt = "作废这一件？" };
static const struct ask ask_why = { .kind = ASK_TEXT, .prompt = "为什么？" };

/* clang-format off */
static const struct action list_actions[] = {
	{ .key = KEY_ENTER, .label = "打开", .help = "填写这一件的表", .on_row = true, .run = fill },
	{ .key = '1', .label = "处理", .help = "处理这一件", .on_row = true, .run = note },
	{ .key = '2', .label = "定稿", .help = "定稿这一件", .needs = "record.seal", .on_row = true, .run = note },
	{ .key = '3', .label = "改期", .help = "改到别的日子", .run = lose },
	{ .key = '4', .label = "作废", .help = "作废这一件", .on_row = true, .asks = &ask_void, .run = note },
	{ .key = '5', .label = "更换", .help = "更换律师，写明理由", .on_row = true, .asks = &ask_why, .run = note },
	{ .key = KEY_F6, .label = "新建", .help = "登记新收的案件", .run = fill },
};
/* clang-format on */

static const struct screen_def screen_list = {
	.code = "210",
	.title = "案件",
	.words = "收案",
	.is_live = true,
	.view = list_view,
	.actions = list_actions,
	.action_count = ARRAY_LENGTH(list_actions),
};

static bool
left(void *arg, const char *field, const char *value, struct err *err)
{
	struct screen *self = arg;

	(void)err;
	buf_addf(&self->desk->log, "%s=%s;", field, value);
	return true;
}

static bool
hold(void *arg, const char *field, const char *text, size_t cursor,
	struct err *err)
{
	struct screen *self = arg;

	if (self->desk->fails)
		return err_set(err, ERR_IO, "磁盘满了");
	buf_addf(&self->desk->log, "[%s=%s %zu]", field == NULL ? "" : field,
		text, cursor);
	return true;
}

static bool
keep_ask(
	struct desk *desk, const struct app_scribble *scribble, struct err *err)
{
	(void)err;
	buf_clear(&desk->asked);
	buf_clear(&desk->scribble);
	buf_add(&desk->asked, scribble->name);
	buf_add(&desk->scribble, scribble->text);
	desk->scribble_at = scribble->at;
	return true;
}

static bool
kept_ask(struct desk *desk, struct arena *arena, struct app_scribble *scribble,
	struct err *err)
{
	bool is_it = strcmp(buf_text(&desk->asked), scribble->name) == 0;

	(void)err;
	scribble->text =
		arena_copy(arena, is_it ? buf_text(&desk->scribble) : "");
	scribble->at = desk->scribble_at;
	return true;
}

static void
cut(struct desk *desk)
{
	buf_add(&desk->log, "cut;");
}

static struct field_context
today(struct desk *desk)
{
	(void)desk;
	return (struct field_context){ .today = date_make(2026, 11, 23) };
}

static struct field_context
context(void *arg)
{
	return today(arg);
}

struct form_state {
	struct entry *entry;
};

static bool
form_open(struct screen *self, struct err *err)
{
	struct form_state *state = self->state;
	const struct entry_hooks hooks = {
		.arg = self, .left = left, .hold = hold, .context = context
	};

	(void)err;
	state->entry = entry_new(
		self->desk->form, &self->desk->values, &hooks, "姓名");
	return true;
}

static bool
form_view(struct screen *self, struct view *out, struct err *err)
{
	struct form_state *state = self->state;

	(void)err;
	view_fields(out, NULL);
	view_field(out, "案号", "（2026）测刑初1号");
	view_entry(out, state->entry);
	return true;
}

static void
form_close(struct screen *self)
{
	struct form_state *state = self->state;

	entry_free(&state->entry);
}

static enum next
form_finish(struct screen *self, struct err *err)
{
	if (values_get(&self->desk->values, "姓名")[0] == '\0') {
		err_set(err, ERR_INPUT, "姓名还没有填");
		return NEXT_STAY;
	}
	screen_say(self, "已定稿");
	return NEXT_BACK;
}

static const struct screen_def screen_form = {
	.code = "214",
	.title = "登记",
	.words = "拒绝 不要律师",
	.state_size = sizeof(struct form_state),
	.open = form_open,
	.view = form_view,
	.close = form_close,
	.finish = form_finish,
};

static const struct screen_def screen_secret = {
	.code = "900",
	.title = "用户",
	.needs = "user.see",
	.view = list_view,
};

static bool
found_view(struct screen *self, struct view *out, struct err *err)
{
	(void)err;
	view_title(out, "%s", self->args.text);
	view_paragraph(out, NULL, "没有找到");
	return true;
}

static const struct screen_def screen_found = {
	.code = "30",
	.title = "查找",
	.view = found_view,
};

static const struct screen_def *const screens[] = { &screen_list, &screen_form,
	&screen_secret, &screen_found, NULL };

static bool
allowed(struct desk *desk, const char *needs)
{
	return strcmp(needs, "record.seal") == 0 && desk->may_seal;
}

static const char *
who(struct desk *desk)
{
	(void)desk;
	return "书记员 测试甲 · 测试区人民法院";
}

static const char form_text[] =
	"[表单]\n编号: try\n名称: 试填\n种类: 登记\n版本: 1\n"
	"[栏目 姓名]\n名称: 姓名\n类型: 人名\n必填: 是\n依据: 办法第六条\n"
	"[栏目 日期]\n名称: 日期\n类型: 日期\n"
	"[栏目 理由]\n名称: 理由\n类型: 长文本\n";

struct fixture {
	struct desk desk;
	struct app *app;
	bool goes_on;
};

static int64_t
fake_now(struct desk *desk)
{
	return desk->now;
}

static void
start_with(
	struct fixture *f, const struct screen_def *first, enum key_names names)
{
	struct problems problems = { 0 };
	struct app_hooks hooks = {
		.desk = &f->desk,
		.allowed = allowed,
		.now = fake_now,
		.who = who,
		.screens = screens,
		.search = &screen_found,
		.context = today,
		.keep_ask = keep_ask,
		.kept_ask = kept_ask,
		.cut = cut,
		.wire = { .width = WIDTH_TERM_WIDE, .names = names },
	};
	struct err err = { 0 };

	memset(f, 0, sizeof(*f));
	f->desk.rows = 30;
	f->desk.values.arena = &f->desk.arena;
	problems.arena = &f->desk.arena;
	f->desk.form = form_load(&f->desk.arena, "try.form", form_text,
		sizeof(form_text) - 1, &problems);
	ck_assert_msg(problem_none(&problems, &err), "%s", err.text);
	ck_assert(app_new(&hooks, first, (struct screen_args){ 0 }, 24, 80,
		&f->app, &err));
}

static void
start_at(struct fixture *f, const struct screen_def *first)
{
	start_with(f, first, KEY_NAMES_F);
}

static void
start(struct fixture *f)
{
	start_at(f, &screen_list);
}

static void
stop(struct fixture *f)
{
	app_free(&f->app);
	buf_free(&f->desk.log);
	buf_free(&f->desk.asked);
	buf_free(&f->desk.scribble);
	arena_clear(&f->desk.arena);
}

static void
press(struct fixture *f, int32_t key)
{
	f->goes_on = app_key(
		f->app, &(struct key_event){ .key = key, .text = "贴\n文" });
}

static void
type(struct fixture *f, const char *script)
{
	int32_t key;

	while ((key = key_read(&script)) != KEY_NONE)
		press(f, key);
}

static bool
shows(struct fixture *f, const char *text)
{
	struct buf out = { 0 };
	bool found;

	cells_dump(app_frame(f->app), &out);
	found = strstr(buf_text(&out), text) != NULL;
	buf_free(&out);
	return found;
}

static void
check_shows(struct fixture *f, const char *text)
{
	ck_assert_msg(shows(f, text), "not on the screen: %s", text);
}

static void
check_frame(struct fixture *f, const char *name)
{
	struct buf out = { 0 };

	cells_dump(app_frame(f->app), &out);
	golden_check(name, buf_text(&out));
	buf_free(&out);
}

#endif
