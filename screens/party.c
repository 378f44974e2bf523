/* SPDX-License-Identifier: MIT */
/* 当事人: what is known of one person, his clocks and his records. */
#include "desk/matter.h"

#include "screens/act.h"
#include "screens/screens.h"
#include "screens/show.h"

#include <string.h>

struct party_state {
	struct act_rows rows;
	struct party party;
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

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct party_state *s = self->state;
	struct desk *desk = self->desk;

	if (!party_read(desk, self->arena, self->args.party, &s->party, err) ||
		!clock_of_matter(desk, self->arena, self->args.matter,
			self->args.party, &s->rows.clocks, &s->rows.clock_count,
			err) ||
		!record_list(desk, self->arena, self->args.matter,
			self->args.party, &s->records, &s->record_count, err))
		return false;
	view_title(out, "%s", s->party.name);
	view_fields(out, NULL);
	view_field(out, "资格",
		arena_printf(out->arena, "%s %s", s->party.class_,
			s->party.class_title));
	if (!show_facts(self, out, err))
		return false;
	show_clocks(out, "期限", "没有期限", s->rows.clocks,
		s->rows.clock_count, desk_now(desk));
	show_records(out, "文书", s->records, s->record_count);
	return true;
}

static enum next
open_row(struct screen *self, const struct answer *answer, struct err *err)
{
	if (strcmp(self->row_kind, "clock") == 0)
		return act_why(self, answer, err);
	return screen_open(self, &screen_record,
		(struct screen_args){
			.matter = self->args.matter, .record = self->row_id });
}

/* clang-format off */
static const struct action actions[] = {
	{ .key = KEY_ENTER, .label = "打开", .help = "看这项期限的来由，或这份文书", .on_row = true, .run = open_row },
	{ .key = '1', .label = "办理", .help = "填写能完成这项期限的文书", .needs = "advice.seal", .on_row = true, .kind = "clock", .run = act_answer },
	{ .key = KEY_F6, .label = "新建", .help = "为这名当事人新建文书或登记", .needs = "matter.seal", .asks = &act_new, .run = act_create },
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
