/* SPDX-License-Identifier: MIT */
/* Assignments as lists. How far each came is the projection's (round.h). */
#include "desk/assignment.h"

#include "desk/column.h"
#include "desk/scope.h"

#include <stdlib.h>
#include <string.h>

/* One range of the index assignment_open. */
static const char open_sql[] =
	"SELECT a.party, a.proceeding, a.place, a.matter, a.is_open, a.due, "
	"a.since, a.state, a.lawyer, a.firm, p.name, m.number, a.noticed, "
	"a.received, a.supplement, a.complete, a.granted, a.assigned, "
	"a.letter, a.accepted, a.met, a.read, a.opinion, a.ended, a.closed, "
	"a.told, a.material, a.licence "
	"FROM assignment a "
	"JOIN party p ON p.id = a.party JOIN matter m ON m.id = a.matter "
	"WHERE a.station = $1 AND a.is_open = 1 AND EXISTS "
	"(SELECT 1 FROM reach r WHERE r.desk_user = $2 "
	"AND r.noun = 'assignment' AND r.action = 'see' AND r.station = $1) "
	"AND EXISTS (SELECT 1 FROM visible v WHERE v.desk_user = $2 "
	"AND v.noun = 'assignment' AND v.action = 'see' "
	"AND v.matter = a.matter) "
	"AND (a.waits, a.party, a.proceeding, a.place) > ($3, $4, $5, $6) "
	"ORDER BY a.waits, a.party, a.proceeding, a.place LIMIT $7";

static const char open_addressed_sql[] =
	"SELECT a.party, a.proceeding, a.place, a.matter, a.is_open, a.due, "
	"a.since, a.state, a.lawyer, a.firm, p.name, m.number, a.noticed, "
	"a.received, a.supplement, a.complete, a.granted, a.assigned, "
	"a.letter, a.accepted, a.met, a.read, a.opinion, a.ended, a.closed "
	"FROM assignment a "
	"JOIN party p ON p.id = a.party JOIN matter m ON m.id = a.matter "
	"WHERE a.matter IN (SELECT t.matter FROM addressed t "
	"WHERE t.desk_user = $2 AND t.noun = 'assignment' AND t.action = 'see' "
	"AND t.station = $1) "
	"AND a.is_open = 1 "
	"AND (a.waits, a.party, a.proceeding, a.place) > ($3, $4, $5, $6) "
	"ORDER BY a.waits, a.party, a.proceeding, a.place LIMIT $7";

/* Likewise of assignment_list, backwards. */
static const char all_sql[] =
	"SELECT a.party, a.proceeding, a.place, a.matter, a.is_open, a.due, "
	"a.since, a.state, a.lawyer, a.firm, p.name, m.number, a.noticed, "
	"a.received, a.supplement, a.complete, a.granted, a.assigned, "
	"a.letter, a.accepted, a.met, a.read, a.opinion, a.ended, a.closed, "
	"a.told, a.material, a.licence "
	"FROM assignment a "
	"JOIN party p ON p.id = a.party JOIN matter m ON m.id = a.matter "
	"WHERE a.station = $1 AND EXISTS "
	"(SELECT 1 FROM reach r WHERE r.desk_user = $2 "
	"AND r.noun = 'assignment' AND r.action = 'see' AND r.station = $1) "
	"AND EXISTS (SELECT 1 FROM visible v WHERE v.desk_user = $2 "
	"AND v.noun = 'assignment' AND v.action = 'see' "
	"AND v.matter = a.matter) "
	"AND (a.since, a.party, a.proceeding, a.place) < ($3, $4, $5, $6) "
	"ORDER BY a.since DESC, a.party DESC, a.proceeding DESC, "
	"a.place DESC LIMIT $7";

static const char all_addressed_sql[] =
	"SELECT a.party, a.proceeding, a.place, a.matter, a.is_open, a.due, "
	"a.since, a.state, a.lawyer, a.firm, p.name, m.number, a.noticed, "
	"a.received, a.supplement, a.complete, a.granted, a.assigned, "
	"a.letter, a.accepted, a.met, a.read, a.opinion, a.ended, a.closed "
	"FROM assignment a "
	"JOIN party p ON p.id = a.party JOIN matter m ON m.id = a.matter "
	"WHERE a.matter IN (SELECT t.matter FROM addressed t "
	"WHERE t.desk_user = $2 AND t.noun = 'assignment' AND t.action = 'see' "
	"AND t.station = $1) "
	"AND (a.since, a.party, a.proceeding, a.place) < ($3, $4, $5, $6) "
	"ORDER BY a.since DESC, a.party DESC, a.proceeding DESC, "
	"a.place DESC LIMIT $7";

static const char matter_sql[] =
	"SELECT a.party, a.proceeding, a.place, a.matter, a.is_open, a.due, "
	"a.since, a.state, a.lawyer, a.firm, p.name, m.number, a.noticed, "
	"a.received, a.supplement, a.complete, a.granted, a.assigned, "
	"a.letter, a.accepted, a.met, a.read, a.opinion, a.ended, a.closed, "
	"a.told, a.material, a.licence "
	"FROM assignment a "
	"JOIN party p ON p.id = a.party JOIN matter m ON m.id = a.matter "
	"WHERE a.matter = $1 AND EXISTS "
	"(SELECT 1 FROM visible v WHERE v.desk_user = $2 "
	"AND v.noun = 'assignment' AND v.action = 'see' "
	"AND v.matter = a.matter) "
	"ORDER BY a.party, a.since, a.proceeding, a.place";

static const char one_sql[] =
	"SELECT a.party, a.proceeding, a.place, a.matter, a.is_open, a.due, "
	"a.since, a.state, a.lawyer, a.firm, p.name, m.number, a.noticed, "
	"a.received, a.supplement, a.complete, a.granted, a.assigned, "
	"a.letter, a.accepted, a.met, a.read, a.opinion, a.ended, a.closed, "
	"a.told, a.material, a.licence "
	"FROM assignment a "
	"JOIN party p ON p.id = a.party JOIN matter m ON m.id = a.matter "
	"WHERE a.party = $1 AND a.proceeding = $3 AND a.place = $4 AND EXISTS "
	"(SELECT 1 FROM visible v WHERE v.desk_user = $2 "
	"AND v.noun = 'assignment' AND v.action = 'see' "
	"AND v.matter = a.matter)";

/* No more rows than are told apart: a title must not wait for a province. */
static const char counts_sql[] =
	"SELECT a.state, a.due FROM assignment a JOIN reach r "
	"ON r.station = a.station AND r.desk_user = $1 "
	"AND r.noun = 'assignment' AND r.action = 'see' "
	"WHERE a.is_open = 1 AND EXISTS (SELECT 1 FROM visible v "
	"WHERE v.desk_user = $1 AND v.noun = 'assignment' "
	"AND v.action = 'see' AND v.matter = a.matter) LIMIT $2";

enum { FIRST_DAY = 12, TOLD = FIRST_DAY + ROUND_STEPS };

struct lines {
	struct arena *arena;
	struct assignment *items;
	size_t count;
};

static void
take_line(struct stmt *q, struct arena *arena, struct assignment *out)
{
	*out = (struct assignment){
		.party = stmt_get_int(q, 0),
		.proceeding = stmt_get_int(q, 1),
		.place = stmt_get_int(q, 2),
		.matter = stmt_get_int(q, 3),
		.is_open = stmt_get_int(q, 4) != 0,
		.due = column_date(q, 5),
		.since = column_date(q, 6),
		.state = round_state_find(stmt_get_text(q, 7)),
		.lawyer = column_text(q, 8, arena),
		.firm = column_text(q, 9, arena),
		.party_name = column_text(q, 10, arena),
		.number = column_text(q, 11, arena),
	};
	for (int step = 0; step < ROUND_STEPS; step++)
		out->days[step] = column_date(q, FIRST_DAY + step);
	out->told = column_date(q, TOLD);
	out->material = column_date(q, TOLD + 1);
	out->licence = column_text(q, TOLD + 2, arena);
}

static bool
take_lines(struct stmt *q, struct lines *out, struct err *err)
{
	enum stmt_step step;

	while ((step = stmt_next(q, err)) == STMT_ROW) {
		struct assignment line;

		take_line(q, out->arena, &line);
		/* A word of a newer program: shown by that one. */
		if (line.state == ROUND_STATES)
			continue;
		out->items = arena_grow(out->arena, out->items, out->count,
			sizeof(*out->items));
		out->items[out->count++] = line;
	}
	return step == STMT_END;
}

static struct date
waits(const struct assignment *line)
{
	return date_is_set(line->due) ? line->due : line->since;
}

static struct date
sorting_day(enum assignment_which which, const struct assignment *line)
{
	return which == ASSIGNMENTS_OPEN ? waits(line) : line->since;
}

struct assignment_page
assignment_page_after(
	enum assignment_which which, const struct assignment *last)
{
	return (struct assignment_page){
		.day = sorting_day(which, last),
		.party = last->party,
		.proceeding = last->proceeding,
		.place = last->place,
	};
}

static void
bind_key(struct stmt *q, const char *day, int64_t party, int64_t proceeding,
	int64_t place)
{
	stmt_text(q, 3, day);
	stmt_int(q, 4, party);
	stmt_int(q, 5, proceeding);
	stmt_int(q, 6, place);
}

static void
bind_key_of(struct stmt *q, const struct assignment_page *key)
{
	char day[DATE_TEXT];

	bind_key(q, date_format(key->day, day), key->party, key->proceeding,
		key->place);
}

/* U+10FFFF stands behind every text. */
static void
bind_after(struct stmt *q, enum assignment_which which,
	const struct assignment_page *after)
{
	if (after != NULL)
		bind_key_of(q, after);
	else if (which == ASSIGNMENTS_OPEN)
		bind_key(q, "", INT64_MIN, INT64_MIN, INT64_MIN);
	else
		bind_key(
			q, "\xF4\x8F\xBF\xBF", INT64_MAX, INT64_MAX, INT64_MAX);
}

static bool
take_station(struct desk *desk, int64_t station, enum assignment_which which,
	const struct assignment_page *after, int limit, struct lines *out,
	struct err *err)
{
	static const struct scope_list open = { open_sql, open_addressed_sql };
	static const struct scope_list all = { all_sql, all_addressed_sql };
	struct stmt *q = scope_statement(
		desk, which == ASSIGNMENTS_OPEN ? &open : &all, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, station);
	stmt_int(q, 2, desk->user);
	bind_after(q, which, after);
	stmt_int(q, 7, page_limit(limit));
	return take_lines(q, out, err);
}

static int
compare_number(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int
compare_keys(const struct assignment *a, struct date x,
	const struct assignment *b, struct date y)
{
	int by = date_compare(x, y);

	if (by == 0)
		by = compare_number(a->party, b->party);
	if (by == 0)
		by = compare_number(a->proceeding, b->proceeding);
	return by != 0 ? by : compare_number(a->place, b->place);
}

static int
compare_open(const void *a, const void *b)
{
	const struct assignment *x = a, *y = b;

	return compare_keys(x, waits(x), y, waits(y));
}

static int
compare_all(const void *a, const void *b)
{
	const struct assignment *x = a, *y = b;

	return compare_keys(y, y->since, x, x->since);
}

/* Each station's page is a range of one index; what remains of all of them is
 * the page. */
bool
assignment_list(struct desk *desk, struct arena *arena,
	enum assignment_which which, const struct assignment_page *after,
	int limit, struct assignment **out, size_t *count, struct err *err)
{
	struct lines lines = { .arena = arena };
	size_t most = (size_t)page_limit(limit);
	int64_t *stations;
	size_t station_count;

	*count = 0;
	if (!scope_stations(
		    desk, arena, "assignment", &stations, &station_count, err))
		return false;
	for (size_t i = 0; i < station_count; i++)
		if (!take_station(desk, stations[i], which, after, limit,
			    &lines, err))
			return false;
	if (lines.count > 1)
		qsort(lines.items, lines.count, sizeof *lines.items,
			which == ASSIGNMENTS_OPEN ? compare_open : compare_all);
	*out = lines.items;
	*count = lines.count < most ? lines.count : most;
	return true;
}

bool
assignment_of_matter(struct desk *desk, struct arena *arena, int64_t matter,
	struct assignment **out, size_t *count, struct err *err)
{
	struct lines lines = { .arena = arena };
	struct stmt *q = store_statement(desk->store, matter_sql, err);

	*count = 0;
	if (q == NULL)
		return false;
	stmt_int(q, 1, matter);
	stmt_int(q, 2, desk->user);
	if (!take_lines(q, &lines, err))
		return false;
	*out = lines.items;
	*count = lines.count;
	return true;
}

bool
assignment_read(struct desk *desk, struct arena *arena, int64_t party,
	int64_t proceeding, int64_t place, struct assignment *out,
	struct err *err)
{
	struct stmt *q = store_statement(desk->store, one_sql, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, party);
	stmt_int(q, 2, desk->user);
	stmt_int(q, 3, proceeding);
	stmt_int(q, 4, place);
	if (!stmt_one(q, "没有这一件指派，或不在您的范围内；请刷新", err))
		return false;
	take_line(q, arena, out);
	stmt_reset(q);
	return true;
}

bool
assignment_latest(struct desk *desk, struct arena *arena, int64_t matter,
	int64_t party, struct assignment *out, struct err *err)
{
	struct assignment *lines;
	size_t count;
	bool found = false;

	if (!assignment_of_matter(desk, arena, matter, &lines, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (lines[i].party == party) {
			*out = lines[i];
			found = true;
		}
	return found;
}

bool
assignment_counts(
	struct desk *desk, struct assignment_counts *out, struct err *err)
{
	struct stmt *q = store_statement(desk->store, counts_sql, err);
	const char *unreceived = round_state_word(ROUND_TO_RECEIVE);
	struct date today = desk_today(desk);
	enum stmt_step step;

	*out = (struct assignment_counts){ 0 };
	if (q == NULL)
		return false;
	stmt_int(q, 1, desk->user);
	stmt_int(q, 2, ASSIGNMENT_COUNT_MOST);
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		struct date due = column_date(q, 1);

		out->open++;
		out->unreceived += strcmp(stmt_get_text(q, 0), unreceived) == 0;
		out->overdue +=
			date_is_set(due) && date_compare(due, today) < 0;
	}
	out->is_cut = out->open == ASSIGNMENT_COUNT_MOST;
	return step == STMT_END;
}

static bool
is_its_clock(const struct desk *desk, const struct clock_line *clock)
{
	const struct deadline_rule *rule =
		law_deadline(library_law(desk->library), clock->rule);

	return strcmp(clock->state, "open") == 0 && rule != NULL &&
	       round_has_clock(rule);
}

/* Does it wait for what a court has to supply, and is this one? */
static bool
is_supplied_here(const struct desk *desk, const struct assignment *assignment)
{
	return assignment->state == ROUND_TO_SUPPLY &&
	       strcmp(desk->station_kind, "法院") == 0;
}

/* Open ones come first, by due; of one day, the one that is the next step
 * before another. */
bool
assignment_clock(struct desk *desk, struct arena *arena,
	const struct assignment *assignment, struct clock_line *out,
	bool *found, struct err *err)
{
	const char *next = assignment_next_event(desk, assignment);
	struct clock_line *clocks;
	size_t count;

	*found = false;
	if (!assignment->is_open || !date_is_set(assignment->due) ||
		is_supplied_here(desk, assignment))
		return true;
	if (!clock_of_matter(desk, arena, assignment->matter, assignment->party,
		    &clocks, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		const struct clock_line *c = &clocks[i];

		if (!is_its_clock(desk, c) ||
			date_compare(c->due, assignment->due) != 0)
			continue;
		if (!*found)
			*out = *c;
		*found = true;
		if (next != NULL &&
			any_of_has(&law_deadline(
					   library_law(desk->library), c->rule)
					    ->ends,
				next)) {
			*out = *c;
			return true;
		}
	}
	return true;
}

const char *
assignment_next_event(
	const struct desk *desk, const struct assignment *assignment)
{
	if (assignment->state == ROUND_TO_SUPPLY &&
		!is_supplied_here(desk, assignment))
		return round_next_event(ROUND_TO_ASSIGN);
	return round_next_event(assignment->state);
}
