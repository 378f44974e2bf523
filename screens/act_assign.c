/* SPDX-License-Identifier: MIT */
/* What the screens of assignments do. Not a screen: it has no code. */
#include "screens/act_assign.h"

#include "desk/choice.h"
#include "desk/matter.h"
#include "form/check.h"
#include "screens/act.h"
#include "screens/screens.h"

#include <string.h>

static const char retained[] = "委托.告知";
static const char told[] = "反馈.另行委托";
static const char asked[] = "补充.商请";
static const char sent[] = "补充.答复";

/* A draft of this form for him goes on. */
static bool
find_draft(struct screen *self, const char *form, int64_t party, int64_t *id,
	struct err *err)
{
	struct work_line *lines;
	size_t count;

	*id = 0;
	if (!work_list(self->desk, self->keep, &lines, &count, err))
		return false;
	for (size_t i = 0; i < count && *id == 0; i++)
		if (strcmp(lines[i].form_id, form) == 0 &&
			lines[i].on.party == party &&
			lines[i].on.supersedes == 0)
			*id = lines[i].id;
	return true;
}

static bool
take_draft(struct screen *self, const char *event, int64_t party,
	struct work *out, struct err *err)
{
	const struct subject on = { .party = party };
	const struct form *form = choice_form_making(self->desk, event, &on);
	int64_t id;

	if (form == NULL)
		return err_set(err, ERR_RIGHT,
			"您的岗位没有这一步的表单；按 F6 看可以新建哪些");
	if (!find_draft(self, form->id, party, &id, err))
		return false;
	if (id != 0)
		return work_resume(self->desk, self->keep, id, out, err);
	return work_start(self->desk, self->keep, form->id, &on, out, err) &&
	       work_answer(self->desk, event, out, err);
}

enum next
act_ready(
	struct screen *self, const char *event, int64_t party, struct err *err)
{
	struct field_context now = desk_field_context(self->desk);
	struct fault *faults;
	struct work work = { 0 };
	bool is_ready;

	if (!take_draft(self, event, party, &work, err))
		return NEXT_STAY;
	is_ready = check_form(work.form, &work.values, &now, self->keep,
			   &faults) == 0;
	return screen_open(self, is_ready ? &screen_seal : &screen_fill,
		(struct screen_args){ .id = work.id });
}

enum next
act_retained(struct screen *self, int64_t party, struct err *err)
{
	struct work work = { 0 };

	if (party == 0) {
		screen_say(self, "先把光标移到一名当事人上");
		return NEXT_STAY;
	}
	if (!take_draft(self, retained, party, &work, err))
		return NEXT_STAY;
	return screen_open(self, &screen_fill,
		(struct screen_args){ .id = work.id, .text = told });
}

/* Only where an agency was asked for a lawyer, and not told yet. */
static bool
is_called_for(struct screen *self, int64_t party)
{
	const struct subject on = { .party = party };
	struct assignment line;
	struct err ignored = { 0 };
	const char *value;
	struct party of;

	if (choice_form_making(self->desk, told, &on) == NULL ||
		!party_read(self->desk, self->arena, party, &of, &ignored) ||
		!work_source(self->desk, self->arena, &on, "当事人.通知决定",
			&value, &ignored))
		return false;
	return strcmp(value, "通知") == 0 ||
	       (assignment_latest(self->desk, self->arena, of.matter, party,
			&line, &ignored) &&
		       line.state < ROUND_IS_TERMINATED &&
		       line.state != ROUND_TO_END);
}

enum next
act_then(struct screen *self, const char *event, int64_t party, struct err *err)
{
	if (strcmp(event, told) == 0 && !is_called_for(self, party))
		return NEXT_DONE;
	if (act_ready(self, event, party, err) == NEXT_STAY)
		return NEXT_DONE;
	return NEXT_REPLACE;
}

enum next
act_supplement(struct screen *self, const struct assignment *assignment,
	struct err *err)
{
	bool is_court = strcmp(self->desk->station_kind, "法院") == 0;

	return act_ready(self, is_court ? sent : asked, assignment->party, err);
}

/* args.record is the place: which one of that proceeding (args.id). */
enum next
act_look(struct screen *self, const struct assignment *assignment)
{
	return screen_open(self, &screen_assignment,
		(struct screen_args){ .matter = assignment->matter,
			.party = assignment->party,
			.id = assignment->proceeding,
			.record = assignment->place });
}
