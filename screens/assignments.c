/* SPDX-License-Identifier: MIT */
/* 通知与指派: what was sent to the agency and how far it came. */
#include "desk/assignment.h"

#include "screens/act.h"
#include "screens/act_assign.h"
#include "screens/screens.h"
#include "screens/show.h"

#include <string.h>

enum { PAGE = 200 };

/* A row keeps its number while the screen is open, so that what another desk
 * writes does not move the one under the finger. */
struct row_key {
	int64_t party;
	int64_t proceeding;
	int64_t place;
};

struct assignments {
	enum assignment_which which;
	struct assignment *lines;
	int64_t *ids;
	size_t count;
	struct row_key *keys; /* in keep; the row's id is the place, from 1 */
	size_t key_count;
	struct assignment_page after;
	bool is_later;
};

static int64_t
row_id(struct screen *self, const struct assignment *line)
{
	struct assignments *s = self->state;

	for (size_t i = 0; i < s->key_count; i++)
		if (s->keys[i].party == line->party &&
			s->keys[i].proceeding == line->proceeding &&
			s->keys[i].place == line->place)
			return (int64_t)i + 1;
	s->keys =
		arena_grow(self->keep, s->keys, s->key_count, sizeof *s->keys);
	s->keys[s->key_count++] =
		(struct row_key){ line->party, line->proceeding, line->place };
	return (int64_t)s->key_count;
}

static void
show_head(struct view *out, const struct assignments *s,
	const struct assignment_counts *counts)
{
	view_title(out, "%s待办%lld%s 待收%lld 逾期%lld",
		s->which == ASSIGNMENTS_OPEN ? "" : "全部 ",
		(long long)counts->open, counts->is_cut ? "以上" : "",
		(long long)counts->unreceived, (long long)counts->overdue);
}

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct assignments *s = self->state;
	struct assignment_counts counts;

	if (!assignment_counts(self->desk, &counts, err) ||
		!assignment_list(self->desk, self->arena, s->which,
			s->is_later ? &s->after : NULL, PAGE, &s->lines,
			&s->count, err))
		return false;
	s->ids = arena_alloc(self->arena, (s->count + 1) * sizeof *s->ids);
	for (size_t i = 0; i < s->count; i++)
		s->ids[i] = row_id(self, &s->lines[i]);
	show_head(out, s, &counts);
	show_assignments(out, NULL,
		s->which == ASSIGNMENTS_OPEN
			? "没有待办的通知和指派；按 2 看全部"
			: "还没有发过通知",
		s->lines, s->ids, s->count, desk_now(self->desk));
	return true;
}

static const struct assignment *
line_here(const struct screen *self)
{
	const struct assignments *s = self->state;

	for (size_t i = 0; i < s->count; i++)
		if (s->ids[i] == self->row_id)
			return &s->lines[i];
	return NULL;
}

static enum next
open_row(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct assignment *line = line_here(self);

	(void)answer;
	(void)err;
	if (line == NULL)
		return NEXT_STAY;
	return screen_open(self, &screen_matter,
		(struct screen_args){ .matter = line->matter });
}

static enum next
work_here(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct assignment *line = line_here(self);

	(void)answer;
	return line == NULL ? NEXT_STAY
			    : act_answer_assignment(self, line, err);
}

/* The first of all that is to be done, wherever the cursor stands. */
static enum next
work_next(struct screen *self, const struct answer *answer, struct err *err)
{
	struct assignment *lines;
	size_t count;

	(void)answer;
	if (!assignment_list(self->desk, self->keep, ASSIGNMENTS_OPEN, NULL, 1,
		    &lines, &count, err))
		return NEXT_STAY;
	if (count > 0)
		return act_answer_assignment(self, &lines[0], err);
	screen_say(self, "没有待办的了");
	return NEXT_STAY;
}

static enum next
other_list(struct screen *self, const struct answer *answer, struct err *err)
{
	struct assignments *s = self->state;

	(void)answer;
	(void)err;
	s->which = s->which == ASSIGNMENTS_OPEN ? ASSIGNMENTS_ALL
						: ASSIGNMENTS_OPEN;
	s->is_later = false;
	return NEXT_RELOAD;
}

static enum next
later(struct screen *self, const struct answer *answer, struct err *err)
{
	struct assignments *s = self->state;

	(void)answer;
	(void)err;
	if (s->count < PAGE) {
		screen_say(self, "后面没有了");
		return NEXT_STAY;
	}
	s->after = assignment_page_after(s->which, &s->lines[s->count - 1]);
	s->is_later = true;
	return NEXT_RELOAD;
}

static enum next
supplement(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct assignment *line = line_here(self);

	(void)answer;
	return line == NULL ? NEXT_STAY : act_supplement(self, line, err);
}

static bool
is_asked_here(const struct screen *self)
{
	return strcmp(self->desk->station_kind, "法院") != 0;
}

static bool
is_supplied(const struct screen *self)
{
	const struct assignment *line = line_here(self);

	return line != NULL && line->state == ROUND_TO_SUPPLY;
}

static enum next
look(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct assignment *line = line_here(self);

	(void)answer;
	(void)err;
	return line == NULL ? NEXT_STAY : act_look(self, line);
}

static enum next
own_counsel(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct assignment *line = line_here(self);

	(void)answer;
	return line == NULL ? NEXT_STAY : act_retained(self, line->party, err);
}

static enum next
assign_many(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	(void)err;
	return screen_open(
		self, &screen_assign_many, (struct screen_args){ 0 });
}

/* clang-format off */
static const struct action actions[] = {
	{ .key = KEY_ENTER, .label = "打开", .help = "打开这个案件", .on_row = true, .run = open_row },
	{ .key = '1', .label = "办理", .help = "填写下一步的文书：收到、指派、函告、补材料", .needs = "agency-step.seal", .on_row = true, .run = work_here },
	{ .key = '2', .label = "全部", .help = "在待办和全部之间换", .run = other_list },
	{ .key = '3', .label = "下一件", .help = "办最急的一件，不管光标在哪里", .needs = "agency-step.seal", .run = work_next },
	{ .key = '4', .label = "商请", .help = "通知缺少内容或者材料：商请法院补充", .needs = "agency-paper.seal", .on_row = true, .run = supplement, .offered = is_asked_here },
	{ .key = '4', .label = "补送", .help = "把机构商请补充的事项和材料补送过去", .needs = "matter.seal", .on_row = true, .run = supplement, .offered = is_supplied },
	{ .key = '5', .label = "进度", .help = "这一件走到哪一步、下一步是什么、有哪些期限", .on_row = true, .run = look },
	{ .key = '6', .label = "已委托", .help = "本人另行委托了：登记，接着反馈法援机构", .needs = "matter.seal", .on_row = true, .run = own_counsel },
	{ .key = '7', .label = "批量", .help = "等着指派的列在一起，各配一名律师，一次定稿", .needs = "agency-paper.seal", .run = assign_many },
	{ .key = '8', .label = "后面", .help = "再往后二百件", .run = later },
};
/* clang-format on */

const struct screen_def screen_assignments = {
	.code = "230",
	.title = "通知与指派",
	.words = "通知辩护 指派 函告 收件 补充材料 法援 律师",
	.needs = "assignment.see",
	.menu = "通知与指派",
	.is_live = true,
	.state_size = sizeof(struct assignments),
	.view = view,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
