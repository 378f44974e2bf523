/* SPDX-License-Identifier: MIT */
#ifndef TESTS_FUZZ_FUZZ_SCREENS_H
#define TESTS_FUZZ_FUZZ_SCREENS_H

#include "fuzz.h"

#include "base/attr.h"
#include "form/form.h"
#include "tests/support/strange.h"
#include "ui/app/app.h"
#include "ui/entry/entry.h"

/*
 * A list of hostile text, a form, the asks: what the loop is shown to fuzzers
 * with, on no desk.
 */
struct desk {
	struct arena arena;
	const struct form *form;
	struct values values;
	bool is_changed;
};

static const char fuzz_form[] =
	"[表单]\n编号: try\n名称: 试填\n种类: 登记\n版本: 1\n"
	"[栏目 姓名]\n类型: 人名\n必填: 是\n依据: 办法第六条\n"
	"[栏目 日期]\n类型: 日期\n"
	"[栏目 程序]\n类型: 选择\n选项: 普通 简易 速裁\n"
	"[栏目 语言]\n类型: 多选\n选项: 汉语 维语 藏语\n"
	"[栏目 在押]\n类型: 是否\n条件: 程序!=速裁\n"
	"[栏目 理由]\n类型: 长文本\n"
	"[事项 委托]\n依据: 试\n内容: 您有权委托一至二人作为辩护人。\n";

static struct field_context
fuzz_today(struct desk *desk)
{
	(void)desk;
	return (struct field_context){ .today = date_make(2026, 11, 24),
		.now = 1795485600 };
}

static struct field_context
fuzz_context(void *arg)
{
	return fuzz_today(arg);
}

static bool
fuzz_left(void *arg, const char *field, const char *value, struct err *err)
{
	(void)arg;
	(void)err;
	FUZZ_CHECK(field != NULL && fuzz_is_clean(value, UTF8_LINES));
	return true;
}

struct fuzz_state {
	struct entry *entry;
};

static bool
fuzz_form_open(struct screen *self, struct err *err)
{
	struct fuzz_state *state = self->state;
	const struct entry_hooks hooks = {
		.arg = self->desk, .left = fuzz_left, .context = fuzz_context
	};

	(void)err;
	state->entry =
		entry_new(self->desk->form, &self->desk->values, &hooks, NULL);
	return true;
}

static bool
fuzz_form_view(struct screen *self, struct view *out, struct err *err)
{
	struct fuzz_state *state = self->state;

	(void)err;
	view_fields(out, NULL);
	view_field(out, "案号", strange_refused[0].text);
	view_entry(out, state->entry);
	return true;
}

static void
fuzz_form_close(struct screen *self)
{
	struct fuzz_state *state = self->state;

	entry_free(&state->entry);
}

static enum next
fuzz_form_finish(struct screen *self, struct err *err)
{
	if (values_get(&self->desk->values, "姓名")[0] == '\0') {
		err_set(err, ERR_INPUT, "姓名还没有填");
		return NEXT_STAY;
	}
	screen_say(self, "已定稿");
	return NEXT_BACK;
}

static const struct screen_def fuzz_screen_form = {
	.code = "214",
	.title = "登记",
	.words = "拒绝 不要律师",
	.state_size = sizeof(struct fuzz_state),
	.open = fuzz_form_open,
	.view = fuzz_form_view,
	.close = fuzz_form_close,
	.finish = fuzz_form_finish,
};

static bool
fuzz_list_view(struct screen *self, struct view *out, struct err *err)
{
	static const struct column columns[] = { { .title = "案号" },
		{ .title = "姓名" }, { .title = "状态" } };

	(void)err;
	view_list(out, "matter", "案件", columns, ARRAY_LENGTH(columns));
	for (size_t i = 0; i < ARRAY_LENGTH(strange_refused); i++) {
		if (self->desk->is_changed && i % 3 == 0)
			continue;
		view_row(out, (int64_t)i + 1);
		view_textf(out, "（2026）测刑初%zu号", i);
		view_text(out, strange_refused[i].text);
		view_word(out, WORD_LATE, "逾期");
	}
	view_paragraph(out, strange_refused[1].text, strange_kept[0].text);
	view_page(out, strange_broken[0].text);
	return true;
}

static enum next
fuzz_note(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)err;
	FUZZ_CHECK(answer->text == NULL ||
		   fuzz_is_clean(answer->text, UTF8_LINES));
	screen_say(self, "%s", answer->text == NULL ? "已记下" : answer->text);
	return NEXT_RELOAD;
}

static enum next
fuzz_fill(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	(void)err;
	return screen_open(self, &fuzz_screen_form, (struct screen_args){ 0 });
}

static const struct ask fuzz_ask_yes = { .kind = ASK_YES,
	.prompt = "作废这一件？" };
static const struct ask fuzz_ask_text = { .kind = ASK_TEXT,
	.prompt = "为什么？" };

/* clang-format off */
static const struct action fuzz_actions[] = {
	{ .key = KEY_ENTER, .label = "打开", .help = "填写这一件的表", .on_row = true, .run = fuzz_fill },
	{ .key = '1', .label = "处理", .help = "处理这一件", .on_row = true, .run = fuzz_note },
	{ .key = '4', .label = "作废", .help = "作废这一件", .on_row = true, .asks = &fuzz_ask_yes, .run = fuzz_note },
	{ .key = '5', .label = "更换", .help = "更换律师", .on_row = true, .asks = &fuzz_ask_text, .run = fuzz_note },
	{ .key = KEY_F6, .label = "新建", .help = "登记新收的案件", .run = fuzz_fill },
};
/* clang-format on */

static const struct screen_def fuzz_screen_list = {
	.code = "210",
	.title = "案件",
	.words = "收案",
	.is_live = true,
	.view = fuzz_list_view,
	.actions = fuzz_actions,
	.action_count = ARRAY_LENGTH(fuzz_actions),
};

static bool
fuzz_found_view(struct screen *self, struct view *out, struct err *err)
{
	(void)err;
	view_title(out, "%s", self->args.text);
	view_paragraph(out, NULL, self->args.text);
	return true;
}

static const struct screen_def fuzz_screen_found = {
	.code = "30",
	.title = "查找",
	.view = fuzz_found_view,
};

static const struct screen_def *const fuzz_screens[] = { &fuzz_screen_list,
	&fuzz_screen_form, &fuzz_screen_found, NULL };

static bool
fuzz_allowed(struct desk *desk, const char *needs)
{
	(void)desk;
	(void)needs;
	return true;
}

static const char *
fuzz_who(struct desk *desk)
{
	(void)desk;
	return strange_refused[3].text;
}

static bool
fuzz_changed(struct desk *desk)
{
	return desk->is_changed;
}

static int64_t
fuzz_now(struct desk *desk)
{
	(void)desk;
	return 1795485600;
}

/* An app on its own desk, as the first bytes say. */
static struct app *
fuzz_open(struct fuzz *fuzz, struct desk *desk, int rows, int columns)
{
	int width = fuzz_choice(fuzz, WIDTH_PAPER);
	int encoding = fuzz_choice(fuzz, ENCODINGS);
	int level = fuzz_choice(fuzz, LEVEL_LINE);
	struct app_hooks hooks = {
		.desk = desk,
		.allowed = fuzz_allowed,
		.changed = fuzz_changed,
		.now = fuzz_now,
		.who = fuzz_who,
		.screens = fuzz_screens,
		.search = &fuzz_screen_found,
		.context = fuzz_today,
		.wire = { .width = (enum width_of)width,
			.encoding = (enum encoding)encoding,
			.level = (enum level)level,
			.round_trip = -1 },
	};
	struct problems problems = { .arena = &desk->arena };
	struct err err = { 0 };
	struct app *app;

	/* libgooglepinyin keeps some memory for ever. */
	FUZZ_CHECK(setenv("BIANHU_PINYIN", "builtin", 1) == 0);
	desk->values.arena = &desk->arena;
	desk->form = form_load(&desk->arena, "try.form", fuzz_form,
		sizeof fuzz_form - 1, &problems);
	FUZZ_CHECK(desk->form != NULL);
	FUZZ_CHECK(app_new(&hooks, &fuzz_screen_list, (struct screen_args){ 0 },
		rows, columns, &app, &err));
	return app;
}

#endif
