/* SPDX-License-Identifier: MIT */
/* Reading a matter's sealed records back; what follows is project.c. */
#include "desk/dossier.h"

#include <string.h>

static const char records_sql[] =
	"SELECT r.id, r.line, r.station, r.form_digest, r.proceeding, "
	"r.hearing, r.about, r.occurred, r.occurred_at, r.entered_at, p.bytes, "
	"(SELECT o.entered_at FROM record o WHERE o.id = r.line) "
	"FROM record r LEFT JOIN record_payload p ON p.record = r.id "
	"WHERE r.matter = $1 AND r.entered_at <= $2 AND NOT EXISTS "
	"(SELECT 1 FROM record s WHERE s.supersedes = r.id "
	"AND s.entered_at <= $2) "
	"ORDER BY r.occurred, r.occurred_at, r.entered_at, r.id";

static const char parties_sql[] =
	"SELECT party FROM record_party WHERE record = $1 ORDER BY party";

static bool
field_occurred(const struct form_field *field, const struct values *values,
	struct date *day, int64_t *at)
{
	const char *text = values_get(values, field->name);

	if (clock_parse(text, at)) {
		*day = clock_day_of(*at);
		return true;
	}
	*at = 0;
	return date_parse(text, day);
}

void
dossier_occurred(const struct form *form, const struct values *values,
	struct date today, struct date *day, int64_t *at)
{
	for (size_t i = 0; i < form->event_count; i++) {
		const struct form_event *e = &form->events[i];

		if (form_holds(
			    form, e->conditions, e->condition_count, values) &&
			field_occurred(
				&form->fields[e->field], values, day, at))
			return;
	}
	for (size_t i = 0; i < form->field_count; i++)
		if (!form->fields[i].is_item &&
			field_occurred(&form->fields[i], values, day, at))
			return;
	*day = today;
	*at = 0;
}

static bool
read_values(struct arena *arena, const char *bytes, size_t length,
	struct sealed *r, struct err *err)
{
	struct seal_head head;

	r->values = (struct values){ .arena = arena };
	r->by = "";
	if (length == 0)
		return true;
	if (!seal_read(arena, bytes, length, &head, &r->values, err))
		return false;
	r->by = head.by;
	return true;
}

void
dossier_makes(struct sealed *r)
{
	const bool *makes = r->form->makes;

	if (makes[FORM_ON_PROCEEDING]) {
		/* Ids grow: what came before it was made before it. */
		if (!makes[FORM_ON_MATTER] && r->proceeding < r->line)
			r->former = r->proceeding;
		r->proceeding = r->line;
	}
	if (makes[FORM_ON_HEARING])
		r->hearing = r->line;
}

static bool
read_row(struct desk *desk, struct arena *arena, struct stmt *q,
	struct sealed *r, struct err *err)
{
	const char *bytes;
	size_t length;

	*r = (struct sealed){
		.id = stmt_get_int(q, 0),
		.line = stmt_get_int(q, 1),
		.station = stmt_get_int(q, 2),
		.proceeding = stmt_get_int(q, 4),
		.hearing = stmt_get_int(q, 5),
		.about = stmt_get_int(q, 6),
		.at = stmt_get_int(q, 8),
		.entered = stmt_get_int(q, 9),
		.first = stmt_get_int(q, 11),
	};
	if (!date_parse(stmt_get_text(q, 7), &r->day))
		return err_set(err, ERR_DB, "文书%lld的发生日期读不出来",
			(long long)r->id);
	r->form = library_sealed_form(desk->library, desk->store,
		arena_copy(arena, stmt_get_text(q, 3)), err);
	if (r->form == NULL)
		return false;
	bytes = stmt_get_bytes(q, 10, &length);
	if (!read_values(arena, bytes, length, r, err))
		return err_within(err, "案卷读取");
	dossier_makes(r);
	return true;
}

/* The party it made comes first; its key is the first record of the line. */
static bool
read_parties(struct desk *desk, struct arena *arena, struct sealed *r,
	struct err *err)
{
	struct stmt *q = store_statement(desk->store, parties_sql, err);
	int64_t *parties = NULL;
	enum stmt_step step;

	if (q == NULL)
		return false;
	if (r->form->makes[FORM_ON_PARTY]) {
		parties = arena_grow(arena, parties, 0, sizeof *parties);
		parties[r->party_count++] = r->line;
	}
	stmt_int(q, 1, r->id);
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		int64_t party = stmt_get_int(q, 0);

		if (r->form->makes[FORM_ON_PARTY] && party == r->line)
			continue;
		parties = arena_grow(
			arena, parties, r->party_count, sizeof *parties);
		parties[r->party_count++] = party;
	}
	r->parties = parties;
	return step == STMT_END;
}

bool
dossier_read(struct desk *desk, struct arena *arena, int64_t matter,
	int64_t until, struct dossier *out, struct err *err)
{
	struct stmt *q = store_statement(desk->store, records_sql, err);
	enum stmt_step step;

	*out = (struct dossier){ .matter = matter };
	if (q == NULL)
		return false;
	stmt_int(q, 1, matter);
	stmt_int(q, 2, until);
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		out->records = arena_grow(
			arena, out->records, out->count, sizeof(*out->records));
		if (!read_row(desk, arena, q, &out->records[out->count], err)) {
			stmt_reset(q);
			return false;
		}
		out->count++;
	}
	if (step == STMT_FAILED)
		return false;
	for (size_t i = 0; i < out->count; i++) {
		struct sealed *r = &out->records[i];

		if (!read_parties(desk, arena, r, err))
			return false;
		if (r->form->makes[FORM_ON_MATTER])
			out->station = r->station;
	}
	return true;
}
