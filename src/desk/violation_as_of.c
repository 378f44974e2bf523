/* SPDX-License-Identifier: MIT */
/* 追责 as of a day: derived anew from what had been entered by its end. */
#include "desk/violation.h"

#include "desk/column.h"
#include "desk/derive.h"
#include "desk/violation_own.h"

static const char parties_sql[] =
	"SELECT p.id, m.number, m.handler FROM party p "
	"JOIN matter m ON m.id = p.matter WHERE p.matter = $1 "
	"AND EXISTS (SELECT 1 FROM visible v WHERE v.desk_user = $2 "
	"AND v.noun = 'violation' AND v.action = 'see' "
	"AND v.matter = p.matter) ORDER BY p.id";

static const char note_sql[] =
	"SELECT COALESCE(MAX(n.record), 0) FROM violation_note n "
	"JOIN record r ON r.id = n.record WHERE n.party = $1 AND n.cause = $2 "
	"AND n.rule = $3 AND r.entered_at <= $4";

struct person {
	int64_t id;
	const char *number;
	const char *handler;
};

/* One matter being looked back on. */
struct look {
	struct desk *desk;
	int64_t matter;
	struct date day;
	int64_t until; /* the end of that day */
	struct violation_lines lines;
};

static bool
read_people(
	struct look *look, struct person **out, size_t *count, struct err *err)
{
	struct stmt *q = store_statement(look->desk->store, parties_sql, err);
	struct person *people = NULL;
	enum stmt_step step;

	*count = 0;
	if (q == NULL)
		return false;
	stmt_int(q, 1, look->matter);
	stmt_int(q, 2, look->desk->user);
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		people = arena_grow(
			look->lines.arena, people, *count, sizeof *people);
		people[(*count)++] = (struct person){
			.id = stmt_get_int(q, 0),
			.number = column_text(q, 1, look->lines.arena),
			.handler = column_text(q, 2, look->lines.arena),
		};
	}
	*out = people;
	return step == STMT_END;
}

static bool
find_note(struct look *look, struct violation_line *line, struct err *err)
{
	struct stmt *q = store_statement(look->desk->store, note_sql, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, line->party);
	stmt_int(q, 2, line->cause);
	stmt_text(q, 3, violation_rule_id(line));
	stmt_int(q, 4, look->until);
	if (!stmt_one(q, "", err))
		return false;
	line->note.record = stmt_get_int(q, 0);
	stmt_reset(q);
	return line->note.record == 0 ||
	       violation_take_note(look->desk, look->lines.arena, line, err);
}

static struct violation_line
line_of(const struct look *look, const struct person *person,
	const struct party_derived *party, const struct source *cause)
{
	return (struct violation_line){
		.matter = look->matter,
		.party = person->id,
		.cause = cause->line,
		.hearing = cause->hearing,
		.day = cause->day,
		.due = DATE_NONE,
		.actual = DATE_NONE,
		.party_name = party->name,
		.number = person->number,
		.note = { .text = "", .by = "" },
	};
}

static bool
add(struct look *look, const struct person *person, struct violation_line *line,
	struct err *err)
{
	if (!violation_is_shown(look->desk, line->duty))
		return true;
	violation_take_person(person->handler, line);
	if (!find_note(look, line, err))
		return false;
	violation_add(&look->lines, line);
	return true;
}

static bool
add_open(struct look *look, const struct person *person,
	const struct party_derived *party, struct err *err)
{
	const struct law *law = library_law(look->desk->library);

	for (size_t i = 0; i < party->derived.deadline_count; i++) {
		const struct deadline *d = &party->derived.deadlines[i];
		struct violation_line line =
			line_of(look, person, party, &d->trigger);

		if (d->rule->missing[0] == '\0' ||
			!deadline_is_missing(d, look->until))
			continue;
		line.due = d->due.day;
		violation_take_open(d->rule, law, look->lines.arena, &line);
		if (!add(look, person, &line, err))
			return false;
	}
	return true;
}

static bool
add_found(struct look *look, const struct person *person,
	const struct party_derived *party, struct err *err)
{
	for (size_t i = 0; i < party->derived.violation_count; i++) {
		const struct violation *v = &party->derived.violations[i];
		struct violation_line line =
			line_of(look, person, party, &v->cause);

		line.code = v->code;
		line.due = v->due;
		line.actual = v->actual;
		violation_take_found(v->rule, v->clock, &line);
		if (!add(look, person, &line, err))
			return false;
	}
	return true;
}

/* Who had not been entered by then has nothing. */
static bool
add_person(struct look *look, const struct person *person, struct err *err)
{
	struct party_derived party;

	if (!derive_party(look->desk, look->lines.arena, look->matter,
		    person->id, look->day, &party, err)) {
		if (err->code != ERR_NOTFOUND)
			return false;
		err_clear(err);
		return true;
	}
	return add_open(look, person, &party, err) &&
	       add_found(look, person, &party, err);
}

bool
violation_as_of(struct desk *desk, struct arena *arena, int64_t matter,
	struct date day, struct violation_line **out, size_t *count,
	struct err *err)
{
	struct look look = { .desk = desk,
		.matter = matter,
		.day = day,
		.until = clock_instant(date_add(day, 1), 0, 0) - 1,
		.lines = { .arena = arena } };
	struct person *people;
	size_t people_count;

	*count = 0;
	if (!read_people(&look, &people, &people_count, err))
		return false;
	for (size_t i = 0; i < people_count; i++)
		if (!add_person(&look, &people[i], err))
			return false;
	violation_sort(&look.lines);
	*out = look.lines.items;
	*count = look.lines.count;
	return true;
}
