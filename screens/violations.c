/* SPDX-License-Identifier: MIT */
/* 追责: what was owed and not done, the longest overdue first. */
#include "desk/violation.h"

#include "screens/screens.h"
#include "screens/violation_act.h"

enum { PAGE = 200 };

struct violations {
	struct violation_line *lines;
	size_t count;
	struct violation_counts counts;
	struct violation_page after; /* its texts live in keep */
	bool is_later;
};

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct violations *s = self->state;

	if (!violation_counts(self->desk, &s->counts, err) ||
		!violation_list(self->desk, self->arena,
			s->is_later ? &s->after : NULL, PAGE, &s->lines,
			&s->count, err))
		return false;
	view_title(out, "到期没有办%lld%s  已查出%lld%s",
		(long long)s->counts.open, s->counts.is_open_cut ? "以上" : "",
		(long long)s->counts.found,
		s->counts.is_found_cut ? "以上" : "");
	violation_rows(out, NULL, "没有到期没有办的，也没有查出的", s->lines,
		s->count);
	return true;
}

static const struct violation_line *
line_here(const struct screen *self)
{
	const struct violations *s = self->state;

	return &s->lines[self->row_id - 1];
}

static enum next
open_row(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	(void)err;
	return screen_open(self, &screen_matter,
		(struct screen_args){ .matter = line_here(self)->matter });
}

static enum next
explain(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	return violation_explain(self, line_here(self), err);
}

static enum next
why(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	(void)err;
	return violation_open(self, line_here(self));
}

static enum next
later(struct screen *self, const struct answer *answer, struct err *err)
{
	struct violations *s = self->state;

	(void)answer;
	(void)err;
	if (s->count < PAGE) {
		screen_say(self, "后面没有了");
		return NEXT_STAY;
	}
	s->after = violation_page_after(&s->lines[s->count - 1]);
	s->after.rule = arena_copy(self->keep, s->after.rule);
	s->after.clock = arena_copy(self->keep, s->after.clock);
	s->is_later = true;
	return NEXT_RELOAD;
}

/* clang-format off */
static const struct action actions[] = {
	{ .key = KEY_ENTER, .label = "打开", .help = "打开这个案件", .on_row = true, .run = open_row },
	{ .key = '1', .label = "说明", .help = "写说明：与这一项并列，不消去它", .needs = "explanation.seal", .on_row = true, .run = explain },
	{ .key = '2', .label = "为什么", .help = "为什么列在这里：依据、应于、实于、说明", .on_row = true, .run = why },
	{ .key = '8', .label = "后面", .help = "再往后二百项", .run = later },
};
/* clang-format on */

const struct screen_def screen_violations = {
	.code = "180",
	.title = "追责",
	.words = "违反 责任 没有办 说明 监督",
	.needs = "violation.see",
	.menu = "追责",
	.is_live = true,
	.state_size = sizeof(struct violations),
	.view = view,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
