/* SPDX-License-Identifier: MIT */
/* What the screens of 追责 share. Not a screen: it has no code. */
#include "screens/violation_act.h"

#include "desk/work.h"
#include "screens/screens.h"

#include <string.h>

static const struct column columns[] = {
	{ .title = "责任", .most = 16 },
	{ .title = "何事", .grow = true },
	{ .title = "被告人", .most = 12 },
	{ .title = "案号", .from = 110 },
	{ .title = "应于" },
	{ .title = "实于" },
	{ .title = "说明" },
};

void
violation_rows(struct view *out, const char *heading, const char *empty,
	const struct violation_line *lines, size_t count)
{
	view_list(out, "violation", heading, columns, ARRAY_LENGTH(columns));
	view_empty(out, empty);
	for (size_t i = 0; i < count; i++) {
		const struct violation_line *l = &lines[i];

		view_row(out, (int64_t)i + 1);
		view_key(out, "%lld %s %lld %lld", (long long)l->party,
			violation_rule_id(l), (long long)l->cause,
			(long long)l->hearing);
		view_text(out, violation_whose(l, out->arena));
		view_text(out, l->title);
		view_text(out, l->party_name);
		view_text(out, l->number);
		view_text(out, violation_due_words(l, out->arena));
		view_word(out, l->is_open ? WORD_LATE : WORD_PLAIN,
			violation_actual_words(l, out->arena));
		view_word(out, l->note.record == 0 ? WORD_SOON : WORD_GOOD,
			l->note.record == 0 ? "无" : "有");
	}
}

const char *
violation_whose(const struct violation_line *line, struct arena *arena)
{
	return line->person[0] == '\0'
		       ? line->duty
		       : arena_printf(arena, "%s %s", line->duty, line->person);
}

/* Forms say themselves that they explain; the first that does. */
static const struct form *
find_form(struct screen *self)
{
	size_t count;
	const struct form *const *forms =
		library_forms(self->desk->library, &count);

	for (size_t i = 0; i < count; i++)
		if (forms[i]->explains.is_set && forms[i]->on == FORM_ON_PARTY)
			return forms[i];
	return NULL;
}

static bool
is_about(struct screen *self, int64_t draft, const struct form *form,
	const struct violation_line *line, struct err *err)
{
	const struct form_explains *e = &form->explains;
	struct work work;

	if (!work_resume(self->desk, self->keep, draft, &work, err)) {
		err_clear(err);
		return false;
	}
	return strcmp(values_get(&work.values, form->fields[e->rule].name),
		       violation_rule_id(line)) == 0;
}

static bool
find_draft(struct screen *self, const struct form *form,
	const struct violation_line *line, int64_t *id, struct err *err)
{
	struct work_line *drafts;
	size_t count;

	*id = 0;
	if (!work_list(self->desk, self->keep, &drafts, &count, err))
		return false;
	for (size_t i = 0; i < count && *id == 0; i++)
		if (strcmp(drafts[i].form_id, form->id) == 0 &&
			drafts[i].on.party == line->party &&
			drafts[i].on.about == line->cause &&
			is_about(self, drafts[i].id, form, line, err))
			*id = drafts[i].id;
	return true;
}

/* A form takes of this what it waits for. */
static bool
give(struct screen *self, const struct violation_line *line, struct work *work,
	struct err *err)
{
	const struct form_explains *e = &work->form->explains;
	const char *const given[][2] = {
		{ work->form->fields[e->rule].name, violation_rule_id(line) },
		{ "代码", line->code },
		{ "何事", line->title },
		{ "责任", violation_whose(line, self->keep) },
		{ "应于", violation_due_words(line, self->keep) },
		{ "实于", violation_actual_words(line, self->keep) },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(given); i++)
		if (!work_give(self->desk, work, given[i][0], given[i][1], err))
			return false;
	return true;
}

static bool
start(struct screen *self, const struct form *form,
	const struct violation_line *line, struct work *work, struct err *err)
{
	bool is_own = line->note.record != 0 &&
		      strcmp(line->note.by, self->desk->name) == 0;
	struct subject on = { .matter = line->matter,
		.party = line->party,
		.about = line->cause };

	if (is_own)
		on = (struct subject){ .supersedes = line->note.record };
	return work_start(self->desk, self->keep, form->id, &on, work, err) &&
	       give(self, line, work, err);
}

enum next
violation_explain(
	struct screen *self, const struct violation_line *line, struct err *err)
{
	const struct form *form = find_form(self);
	struct work work = { .id = 0 };

	if (form == NULL) {
		screen_say(self, "没有写说明用的表单，请管理员检查表单目录");
		return NEXT_STAY;
	}
	if (!find_draft(self, form, line, &work.id, err))
		return NEXT_STAY;
	if (work.id != 0)
		screen_say(self, "接着写上次的草稿");
	else if (!start(self, form, line, &work, err))
		return NEXT_STAY;
	return screen_open(
		self, &screen_fill, (struct screen_args){ .id = work.id });
}

enum next
violation_open(struct screen *self, const struct violation_line *line)
{
	return screen_open(self, &screen_violation,
		(struct screen_args){ .matter = line->matter,
			.party = line->party,
			.id = line->cause,
			.text = violation_rule_id(line) });
}
