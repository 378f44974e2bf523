/* SPDX-License-Identifier: MIT */
/* What the shift before left word of. */
#include "desk/shift.h"

#include "desk/column.h"
#include "form/seal.h"

#include <string.h>

const char shift_given_event[] = "交班.交出";
const char shift_taken_event[] = "交班.接收";

/* From the end of the index record_register. */
static const char last_sql[] =
	"SELECT r.id, r.entered_at, u.name, p.bytes FROM record r "
	"JOIN record_payload p ON p.record = r.id "
	"JOIN desk_user u ON u.id = r.by_user "
	"WHERE r.matter = 0 AND r.form = $1 AND r.station = $2 "
	"AND NOT EXISTS (SELECT 1 FROM record s WHERE s.supersedes = r.id) "
	"ORDER BY r.id DESC LIMIT 1";

/* Does sealing these values make the event? */
static bool
makes(const struct form *form, const struct values *values, const char *event)
{
	for (size_t i = 0; i < form->event_count; i++) {
		const struct form_event *e = &form->events[i];

		if (strcmp(e->name, event) == 0 &&
			form_holds(form, e->conditions, e->condition_count,
				values))
			return true;
	}
	return false;
}

static bool
take(const struct form *form, struct stmt *q, struct arena *arena,
	struct shift *out, struct err *err)
{
	struct values values = { .arena = arena };
	struct seal_head head;
	size_t length;
	const char *bytes = stmt_get_bytes(q, 3, &length);

	out->record = stmt_get_int(q, 0);
	out->at = stmt_get_int(q, 1);
	out->by = column_text(q, 2, arena);
	if (length == 0) /* taken away by order */
		return true;
	if (!seal_read(arena, bytes, length, &head, &values, err))
		return false;
	out->to = arena_copy(arena, values_get(&values, "对方"));
	out->text = arena_copy(arena, values_get(&values, "交代"));
	out->is_open = makes(form, &values, shift_given_event);
	return true;
}

bool
shift_last(struct desk *desk, struct arena *arena, struct shift *out,
	struct err *err)
{
	const struct form *form =
		library_form_making(desk->library, shift_given_event);
	struct stmt *q;
	enum stmt_step step;
	bool done = true;

	*out = (struct shift){ .by = "", .to = "", .text = "" };
	if (form == NULL)
		return true;
	q = store_statement(desk->store, last_sql, err);
	if (q == NULL)
		return false;
	stmt_text(q, 1, form->id);
	stmt_int(q, 2, desk->station);
	step = stmt_next(q, err);
	if (step == STMT_ROW) {
		done = take(form, q, arena, out, err);
		stmt_reset(q);
	}
	return done && step != STMT_FAILED;
}
