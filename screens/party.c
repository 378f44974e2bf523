/* SPDX-License-Identifier: MIT */
/* 当事人: what is known of one person, his clocks and his records. */
#include "desk/matter.h"
#include "desk/standing.h"

#include "screens/act.h"
#include "screens/act_assign.h"
#include "screens/screens.h"
#include "screens/show.h"

#include <string.h>

struct party_state {
	struct act_rows rows;
	struct party party;
	struct standing_line *standings;
	size_t standing_count;
	struct record *records;
	size_t record_count;
};

/* "当事人.罪名" -> "罪名" */
static const char *
word_of(const char *fact)
{
	const char *dot = strchr(fact, '.');

	return dot == NULL ? fact : dot + 1;
}

static bool
show_facts(struct screen *self, struct view *out, struct err *err)
{
	struct fact_line *facts;
	size_t count;

	if (!fact_list(self->desk, self->arena, self->args.matter,
		    self->args.party, &facts, &count, err))
		return false;
	view_fields(out, NULL);
	for (size_t i = 0; i < count; i++)
		if (facts[i].value[0] != '\0')
			view_field(out, word_of(facts[i].name), facts[i].value);
	return true;
}

static const struct column standing_columns[] = {
	{ .title = "自" },
	{ .title = "至" },
	{ .title = "资格", .grow = true },
};

/* One interval is the line at the head; a change is told as a list. */
static void
show_standings(struct view *out, const struct party_state *s)
{
	char day[DATE_TEXT];

	if (s->standing_count < 2)
		return;
	view_list(out, "standing", "资格的变化", standing_columns,
		ARRAY_LENGTH(standing_columns));
	for (size_t i = 0; i < s->standing_count; i++) {
		const struct standing_line *l = &s->standings[i];

		view_row(out, (int64_t)i + 1);
		view_text(out, date_format(l->from, day));
		view_text(out, date_is_set(l->until)
				       ? date_format(l->until, day)
				       : "现在");
		view_textf(out, "%s %s%s%s", l->class_, l->title,
			l->conflicts[0] == '\0' ? "" : "，程序不许用：",
			l->conflicts);
	}
}

/* What comes after what was sealed here last, if it was of him. */
static bool
read_follows(struct screen *self, struct err *err)
{
	int64_t record;

	return follow_last(self->desk, self->args.matter, self->args.party,
		       &record, err) &&
	       act_read_follows(self, self->arena, record, err);
}

static bool
read_all(struct screen *self, struct party_state *s, struct err *err)
{
	struct desk *desk = self->desk;
	struct arena *arena = self->arena;
	int64_t matter = self->args.matter, party = self->args.party;

	return party_read(desk, arena, party, &s->party, err) &&
	       standing_list(desk, arena, matter, party, &s->standings,
		       &s->standing_count, err) &&
	       clock_of_matter(desk, arena, matter, party, &s->rows.clocks,
		       &s->rows.clock_count, err) &&
	       record_list(desk, arena, matter, party, &s->records,
		       &s->record_count, err) &&
	       read_follows(self, err);
}

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct party_state *s = self->state;

	if (!read_all(self, s, err))
		return false;
	view_title(out, "%s", s->party.name);
	view_fields(out, NULL);
	view_field(out, "资格",
		arena_printf(out->arena, "%s %s", s->party.class_,
			s->party.class_title));
	show_clocks(out, "期限", "没有期限", s->rows.clocks,
		s->rows.clock_count, desk_now(self->desk));
	show_standings(out, s);
	if (!show_facts(self, out, err))
		return false;
	show_records(out, "文书", s->records, s->record_count);
	return true;
}

/* Why he is of this class, and of those before. */
static enum next
why_class(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	(void)err;
	return screen_open(self, &screen_why,
		(struct screen_args){ .matter = self->args.matter,
			.party = self->args.party });
}

static enum next
open_row(struct screen *self, const struct answer *answer, struct err *err)
{
	if (strcmp(self->row_kind, "clock") == 0)
		return act_why(self, answer, err);
	if (strcmp(self->row_kind, "standing") == 0)
		return why_class(self, answer, err);
	return screen_open(self, &screen_record,
		(struct screen_args){
			.matter = self->args.matter, .record = self->row_id });
}

static enum next
own_counsel(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	return act_retained(self, self->args.party, err);
}

/* clang-format off */
static const struct action actions[] = {
	{ .key = KEY_ENTER, .label = "打开", .help = "看这项期限的来由，或这份文书", .on_row = true, .run = open_row },
	{ .key = '1', .label = "办理", .help = "填写能完成这项期限的文书", .needs = "matter.see", .on_row = true, .kind = "clock", .offered = act_may_answer, .run = act_answer },
	{ .key = '3', .label = "资格", .help = "为什么是这个类别，以前是什么，拒绝以后怎么办", .run = why_class },
	ACT_FOLLOWS,
	{ .key = '6', .label = "已委托", .help = "本人另行委托了：登记，接着反馈法援机构", .needs = "matter.seal", .run = own_counsel },
	{ .key = KEY_F6, .label = "新建", .help = "为这名当事人新建文书或登记", .needs = "matter.see", .asks = &act_new, .run = act_create },
};
/* clang-format on */

const struct screen_def screen_party = {
	.code = "131",
	.title = "当事人",
	.is_inner = true,
	.needs = "matter.see",
	.is_live = true,
	.state_size = sizeof(struct party_state),
	.view = view,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
