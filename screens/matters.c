/* SPDX-License-Identifier: MIT */
/* 案件列表: newest accepted first; 待核 apart. */
#include "desk/matter.h"

#include "screens/act.h"
#include "screens/screens.h"

enum { PAGE = 200 };

struct matters {
	enum matter_which which;
	struct matter *items;
	size_t count;
	struct matter_page after; /* where this page starts */
	bool is_later;		  /* not the first page */
};

static const struct column columns[] = {
	{ .title = "案号", .most = 36 },
	{ .title = "当事人", .most = 20 },
	{ .title = "罪名", .grow = true },
	{ .title = "程序" },
	{ .title = "立案" },
	{ .title = "到期日", .from = 90 },
	{ .title = "承办人", .from = 100 },
	{ .title = "期限" },
};

static void
show_due(struct view *out, const struct matter *m, struct date today)
{
	int days = date_between(today, m->next_due);

	if (m->is_pending)
		view_word(out, WORD_SOON, "待核");
	else if (!date_is_set(m->next_due))
		view_text(out, "");
	else if (days < 0)
		view_word(out, WORD_LATE,
			arena_printf(out->arena, "逾期%d天", -days));
	else if (days == 0)
		view_word(out, WORD_SOON, "今天到期");
	else
		view_textf(out, "剩%d天", days);
}

static void
show_row(struct view *out, const struct matter *m, struct date today)
{
	view_row(out, m->id);
	view_text(out, m->number);
	view_text(out, m->title);
	view_text(out, m->charge);
	view_text(out, m->procedure);
	view_date(out, m->accepted);
	view_date(out, m->next_due);
	view_text(out, m->handler);
	show_due(out, m, today);
}

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct matters *s = self->state;
	const char *empty = s->which == MATTERS_PENDING
				    ? "没有待核的案件"
				    : "还没有案件，按 F6 登记第一件";

	if (!matter_list(self->desk, self->arena, s->which,
		    s->is_later ? &s->after : NULL, PAGE, &s->items, &s->count,
		    err))
		return false;
	if (s->which == MATTERS_PENDING)
		view_title(out, "待核（上线以前收的、没有告知日期的）");
	view_list(out, "matter", NULL, columns, ARRAY_LENGTH(columns));
	view_empty(out, empty);
	for (size_t i = 0; i < s->count; i++)
		show_row(out, &s->items[i], desk_today(self->desk));
	return true;
}

static enum next
open_row(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	(void)err;
	return screen_open(self, &screen_matter,
		(struct screen_args){ .matter = self->row_id });
}

static enum next
toggle_pending(
	struct screen *self, const struct answer *answer, struct err *err)
{
	struct matters *s = self->state;

	(void)answer;
	(void)err;
	s->which = s->which == MATTERS_ALL ? MATTERS_PENDING : MATTERS_ALL;
	s->is_later = false;
	return NEXT_RELOAD;
}

static enum next
older(struct screen *self, const struct answer *answer, struct err *err)
{
	struct matters *s = self->state;

	(void)answer;
	(void)err;
	if (s->count < PAGE) {
		screen_say(self, "没有更早的了");
		return NEXT_STAY;
	}
	s->after.accepted = s->items[s->count - 1].accepted;
	s->after.id = s->items[s->count - 1].id;
	s->is_later = true;
	return NEXT_RELOAD;
}

static enum next
newest(struct screen *self, const struct answer *answer, struct err *err)
{
	struct matters *s = self->state;

	(void)answer;
	(void)err;
	s->is_later = false;
	return NEXT_RELOAD;
}

static bool
is_later(const struct screen *self)
{
	const struct matters *s = self->state;

	return s->is_later;
}

/* clang-format off */
static const struct action actions[] = {
	{ .key = KEY_ENTER, .label = "打开", .help = "打开这个案件", .on_row = true, .run = open_row },
	{ .key = KEY_F6, .label = "收案", .help = "登记新收的案件", .needs = "matter.seal", .run = act_take_case },
	{ .key = '7', .label = "待核", .help = "只看待核的，再按一次看全部", .run = toggle_pending },
	{ .key = '8', .label = "更早", .help = "再往前二百件", .run = older },
	{ .key = '9', .label = "最新", .help = "回到最新的二百件", .run = newest, .offered = is_later },
};
/* clang-format on */

const struct screen_def screen_matters = {
	.code = "120",
	.title = "案件列表",
	.words = "案件 收案 待核",
	.needs = "matter.see",
	.menu = "案件",
	.is_live = true,
	.state_size = sizeof(struct matters),
	.view = view,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
