/* SPDX-License-Identifier: MIT */
/* 例外: why a record was sealed though the law has it otherwise. */
#include "desk/override.h"

#include "base/utf8.h"
#include "desk/people.h"
#include "desk/record.h"

#include <string.h>

/* The event by which its form is known. */
static const char event[] = "例外.登记";

static bool
refuse(const struct preview *warned, struct arena *arena, struct fault **faults,
	size_t *count, struct err *err)
{
	*count = 0;
	*faults = NULL;
	for (size_t i = 0; i < warned->count; i++) {
		const struct preview_line *line = &warned->lines[i];

		if (line->grade != PREVIEW_REFUSED)
			continue;
		*faults = arena_grow(arena, *faults, *count, sizeof **faults);
		(*faults)[(*count)++] =
			(struct fault){ line->field, line->text };
	}
	if (*count == 0)
		return true;
	return err_set(err, ERR_INPUT,
		"%s，不会是这样，没有定稿，内容已存草稿；请核对",
		(*faults)[0].text);
}

bool
override_check(struct desk *desk, struct arena *arena, const struct work *work,
	struct preview *warned, struct fault **faults, size_t *count,
	struct err *err)
{
	struct buf text = { 0 };

	if (!work_warnings(desk, arena, work, warned, err) ||
		!refuse(warned, arena, faults, count, err))
		return false;
	if (preview_count(warned, PREVIEW_WARNED) == 0 ||
		utf8_count(work->override) >= OVERRIDE_LEAST)
		return true;
	preview_tell_grade(warned, PREVIEW_WARNED, &text);
	err_set(err, ERR_INPUT,
		"%s仍要这样办的，写明理由（不少于%d字）；没有定稿，内容已存草稿",
		buf_text(&text), OVERRIDE_LEAST);
	buf_free(&text);
	return false;
}

static bool
is_must(const struct preview *warned)
{
	for (size_t i = 0; i < warned->count; i++)
		if (warned->lines[i].grade == PREVIEW_WARNED &&
			warned->lines[i].is_must)
			return true;
	return false;
}

/* The one whom all of it is about; 0 where it is more than one, or the case. */
static int64_t
warned_party(const struct preview *warned)
{
	int64_t party = 0;

	for (size_t i = 0; i < warned->count; i++) {
		const struct preview_line *line = &warned->lines[i];

		if (line->grade != PREVIEW_WARNED || line->party == 0 ||
			line->party == party)
			continue;
		if (party != 0)
			return 0;
		party = line->party;
	}
	return party;
}

/* A form without such a field does not want it. */
static void
give(struct work *work, const char *field, const char *value)
{
	if (form_field_index(work->form, field) >= 0)
		values_set(&work->values, field, value);
}

static const char *
in_words(const struct preview *warned, struct arena *arena)
{
	struct buf text = { 0 };
	const char *words;

	preview_tell_grade(warned, PREVIEW_WARNED, &text);
	words = arena_copy_bytes(arena, buf_text(&text), text.length - 1);
	buf_free(&text);
	return words;
}

/* Under which name the supervisor finds it; "" where no rule asks. */
static const char *
listed_as(struct desk *desk, const struct work *note)
{
	size_t count;
	const struct violation_rule *rules =
		law_violations(library_law(desk->library), &count);

	for (size_t i = 0; i < note->form->event_count; i++) {
		const struct form_event *e = &note->form->events[i];

		if (!form_holds(note->form, e->conditions, e->condition_count,
			    &note->values))
			continue;
		for (size_t j = 0; j < count; j++)
			if (any_of_has(&rules[j].causes, e->name))
				return rules[j].id;
	}
	return "";
}

bool
override_make(struct desk *desk, struct arena *arena, const struct work *work,
	const struct preview *warned, int64_t record, int64_t line,
	struct work *out, struct err *err)
{
	const struct form *form = library_form_making(desk->library, event);
	struct subject on = { .about = record, .party = warned_party(warned) };

	if (form == NULL)
		return err_set(err, ERR_STATE,
			"没有登记例外用的表单，没有定稿，草稿已保留；请管理员检查表单目录");
	if (work->form->makes[FORM_ON_PARTY])
		on.party = line;
	if (!work_beside(desk, arena, form, &on, out, err))
		return false;
	give(out, "事项", in_words(warned, arena));
	give(out, "程度", is_must(warned) ? "应当" : "可以");
	give(out, "责任", desk->station_kind);
	give(out, "规则", listed_as(desk, out));
	give(out, "理由", work->override);
	return true;
}

static const char of_sql[] =
	"SELECT r.id FROM record r WHERE r.about = $1 AND r.form = $2 "
	"ORDER BY r.id DESC LIMIT 1";

bool
override_of(struct desk *desk, struct arena *arena, int64_t record,
	struct override *out, struct err *err)
{
	const struct form *form = library_form_making(desk->library, event);
	struct stmt *q;
	struct record note;
	enum stmt_step step;

	*out = (struct override){ 0 };
	if (form == NULL)
		return true;
	q = store_statement(desk->store, of_sql, err);
	if (q == NULL)
		return false;
	stmt_int(q, 1, record);
	stmt_text(q, 2, form->id);
	step = stmt_next(q, err);
	if (step != STMT_ROW)
		return step == STMT_END;
	out->record = stmt_get_int(q, 0);
	stmt_reset(q);
	if (!record_read(desk, arena, out->record, &note, err))
		return false;
	out->what = values_get(&note.values, "事项");
	out->reason = values_get(&note.values, "理由");
	out->by = note.by;
	return true;
}
