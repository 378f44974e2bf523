/* SPDX-License-Identifier: MIT */
/* 一件指派: every step with its day, who it is, what is due, what comes next.
 */
#include "desk/scope.h"

#include "screens/act.h"
#include "screens/act_assign.h"
#include "screens/screens.h"
#include "screens/show.h"

#include <string.h>

struct assignment_state {
	struct act_rows rows;
	struct assignment line;
};

static const struct {
	const char *title;
	enum round_step step;
} steps[] = {
	{ "法院发出通知", ROUND_NOTICED },
	{ "机构收到通知", ROUND_RECEIVED },
	{ "商请补充", ROUND_SUPPLEMENT },
	{ "材料补齐", ROUND_COMPLETE },
	{ "决定给予", ROUND_GRANTED },
	{ "指派律师", ROUND_ASSIGNED },
	{ "函告办案机关", ROUND_LETTER },
	{ "律师接受", ROUND_ACCEPTED },
	{ "会见", ROUND_MET },
	{ "阅卷", ROUND_READ },
	{ "书面意见", ROUND_OPINION },
	{ "终止或者更换", ROUND_ENDED },
	{ "宣判、办结", ROUND_CLOSED },
};

static const struct column columns[] = {
	{ .title = "步骤" },
	{ .title = "哪一天", .grow = true },
};

/* Steps not taken yet stay in their place: what is still to come shows. */
static void
show_steps(struct view *out, const struct assignment *line)
{
	char day[DATE_TEXT];

	view_list(out, "step", "进度", columns, ARRAY_LENGTH(columns));
	for (size_t i = 0; i < ARRAY_LENGTH(steps); i++) {
		view_row(out, (int64_t)i + 1);
		view_text(out, steps[i].title);
		view_text(out,
			date_is_set(line->days[steps[i].step])
				? date_format(line->days[steps[i].step], day)
				: "");
	}
}

/* "函告办案机关": what this desk does next; of other desks, whose it is. */
static const char *
next_words(const struct screen *self, const struct assignment *line)
{
	const char *event = assignment_next_event(self->desk, line);

	if (event == NULL || !line->is_open)
		return "没有";
	if (strcmp(event, "通知.收到") == 0)
		return "登记机构收到通知";
	if (strcmp(event, "补充.答复") == 0)
		return "补送材料";
	if (strcmp(event, "指派.确定") == 0)
		return "指派律师";
	if (strcmp(event, "指派.函告") == 0)
		return "函告办案机关";
	if (strcmp(event, "指派.终止") == 0)
		return "律师不再辩护：决定终止，或者等另行指派的通知";
	return strchr(event, '.') + 1;
}

static void
show_head(struct screen *self, struct view *out, const struct assignment *line)
{
	char day[DATE_TEXT];

	view_fields(out, NULL);
	view_field(out, "状态", round_state_word(line->state));
	view_field(out, "案号", line->number);
	view_field(
		out, "律师", line->lawyer[0] == '\0' ? "还没有" : line->lawyer);
	view_field(out, "单位", line->firm);
	if (line->licence[0] != '\0')
		view_field(out, "证号", line->licence);
	if (date_is_set(line->told))
		view_field(out, "不再需要", date_format(line->told, day));
	if (date_is_set(line->material))
		view_field(out, "材料送齐期限",
			arena_printf(out->arena, "%s（开庭十五日前）",
				date_format(line->material, day)));
	view_field(out, "下一步", next_words(self, line));
}

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct assignment_state *s = self->state;

	if (!assignment_read(self->desk, self->arena, self->args.party,
		    self->args.id, self->args.record, &s->line, err) ||
		!clock_of_matter(self->desk, self->arena, s->line.matter,
			s->line.party, &s->rows.clocks, &s->rows.clock_count,
			err))
		return false;
	s->rows.only_party = s->line.party;
	view_title(out, "%s", s->line.party_name);
	show_head(self, out, &s->line);
	show_steps(out, &s->line);
	show_clocks(out, "期限", "没有期限", s->rows.clocks,
		s->rows.clock_count, desk_now(self->desk));
	return true;
}

static const struct assignment *
line_of(const struct screen *self)
{
	return &((const struct assignment_state *)self->state)->line;
}

static enum next
open_row(struct screen *self, const struct answer *answer, struct err *err)
{
	if (strcmp(self->row_kind, "clock") == 0)
		return act_why(self, answer, err);
	return screen_open(self, &screen_matter,
		(struct screen_args){ .matter = line_of(self)->matter });
}

static enum next
go_on(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	return act_answer_assignment(self, line_of(self), err);
}

static enum next
supplement(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	return act_supplement(self, line_of(self), err);
}

static enum next
own_counsel(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	return act_retained(self, line_of(self)->party, err);
}

static bool
is_asked_here(const struct screen *self)
{
	return strcmp(self->desk->station_kind, "法院") != 0;
}

static bool
is_supplied(const struct screen *self)
{
	return line_of(self)->state == ROUND_TO_SUPPLY;
}

/* clang-format off */
static const struct action actions[] = {
	{ .key = KEY_ENTER, .label = "打开", .help = "打开案件；在期限上，看它的来由", .on_row = true, .run = open_row },
	{ .key = '1', .label = "办理", .help = "填写下一步的文书", .needs = "agency-step.seal", .run = go_on },
	{ .key = '4', .label = "商请", .help = "通知缺少内容或者材料：商请法院补充", .needs = "agency-paper.seal", .run = supplement, .offered = is_asked_here },
	{ .key = '4', .label = "补送", .help = "把机构商请补充的事项和材料补送过去", .needs = "matter.seal", .run = supplement, .offered = is_supplied },
	{ .key = '6', .label = "已委托", .help = "本人另行委托了：登记，接着反馈法援机构", .needs = "matter.seal", .run = own_counsel },
};
/* clang-format on */

const struct screen_def screen_assignment = {
	.code = "232",
	.title = "一件指派",
	.is_inner = true,
	.needs = "assignment.see",
	.is_live = true,
	.state_size = sizeof(struct assignment_state),
	.view = view,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
