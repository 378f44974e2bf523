/* SPDX-License-Identifier: MIT */
/* Compare and set: who takes what somebody else has taken is told so. */
#include "desk/once.h"

#include "form/seal.h"

#include <string.h>

/* What stands about the same line and person, oldest first. */
static const char answers_sql[] =
	"SELECT r.form_digest, r.entered_at, p.bytes FROM record r "
	"JOIN record a ON a.id = r.about "
	"JOIN record_payload p ON p.record = r.id "
	"WHERE r.matter = $1 AND r.line <> $2 "
	"AND a.line = (SELECT o.line FROM record o WHERE o.id = $3) "
	"AND EXISTS (SELECT 1 FROM record_party w WHERE w.record = r.id "
	"AND w.party = $4) "
	"AND NOT EXISTS (SELECT 1 FROM record s WHERE s.supersedes = r.id) "
	"ORDER BY r.entered_at, r.id";

static bool
happens(const struct form *form, const struct form_event *event,
	const struct values *values)
{
	return form_holds(
		form, event->conditions, event->condition_count, values);
}

/* The first of the events that may happen once only; NULL if none does. */
static const struct form_event *
next_once(const struct work *work, size_t *at)
{
	while (*at < work->form->event_count) {
		const struct form_event *e = &work->form->events[(*at)++];

		if (e->is_once && happens(work->form, e, &work->values))
			return e;
	}
	return NULL;
}

/* Another form may make the same event by another of its fields. */
static bool
made(const struct form *form, const char *event, const struct values *values)
{
	for (size_t i = 0; i < form->event_count; i++)
		if (strcmp(form->events[i].name, event) == 0 &&
			happens(form, &form->events[i], values))
			return true;
	return false;
}

/* "帮助.接受" -> "接受" */
static const char *
verb_of(const char *event)
{
	return strchr(event, '.') + 1;
}

static bool
refuse(const struct form_event *event, const char *by, int64_t when,
	struct err *err)
{
	char text[INSTANT_TEXT];

	return err_set(err, ERR_CONFLICT,
		"这一件%s已在 %s %s了，没有定稿，草稿已保留；请返回看", by,
		clock_format(when, text), verb_of(event->name));
}

/* One record about the same: did it make one of them happen? */
static bool
check_row(struct desk *desk, struct arena *arena, const struct work *work,
	struct stmt *q, struct err *err)
{
	struct values values = { .arena = arena };
	const struct form_event *event;
	const struct form *form;
	struct seal_head head;
	int64_t when = stmt_get_int(q, 1);
	const char *bytes;
	size_t length, at = 0;

	form = library_sealed_form(desk->library, desk->store,
		arena_copy(arena, stmt_get_text(q, 0)), err);
	if (form == NULL)
		return false;
	bytes = stmt_get_bytes(q, 2, &length);
	if (!seal_read(arena, bytes, length, &head, &values, err))
		return false;
	while ((event = next_once(work, &at)) != NULL)
		if (made(form, event->name, &values))
			return refuse(event, head.by, when, err);
	return true;
}

static bool
check_all(struct desk *desk, struct arena *arena, const struct work *work,
	int64_t line, struct err *err)
{
	struct stmt *q = store_statement(desk->store, answers_sql, err);
	enum stmt_step step;

	if (q == NULL)
		return false;
	stmt_int(q, 1, work->on.matter);
	stmt_int(q, 2, line);
	stmt_int(q, 3, work->on.about);
	stmt_int(q, 4, work->on.party);
	while ((step = stmt_next(q, err)) == STMT_ROW)
		if (!check_row(desk, arena, work, q, err)) {
			stmt_reset(q);
			return false;
		}
	return step == STMT_END;
}

bool
once_check(struct desk *desk, const struct work *work, int64_t line,
	struct err *err)
{
	struct arena arena = { 0 };
	size_t at = 0;
	bool done;

	if (work->on.about == 0 || next_once(work, &at) == NULL)
		return true;
	done = check_all(desk, &arena, work, line, err);
	arena_clear(&arena);
	return done;
}
