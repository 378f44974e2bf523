/* SPDX-License-Identifier: MIT */
/*
 * What was owed and not done, as lists. What counts as such is the law's
 * (law/violation.c); whether the day of an open clock is over is asked here,
 * when it is shown. As of another day: violation_as_of.c.
 */
#include "desk/violation.h"

#include "desk/audit.h"
#include "desk/column.h"
#include "desk/scope.h"
#include "desk/violation_own.h"

#include <stdlib.h>
#include <string.h>

/* One range of the index deadline_open. A clock in hours is over at its
 * minute. */
static const char open_sql[] =
	"SELECT d.matter, d.party, d.trigger_line, d.hearing, d.start, d.due, "
	"p.name, m.number, m.handler, COALESCE((SELECT MAX(n.record) "
	"FROM violation_note n WHERE n.party = d.party "
	"AND n.cause = d.trigger_line AND n.rule = d.rule), 0), d.rule "
	"FROM deadline d "
	"JOIN party p ON p.id = d.party JOIN matter m ON m.id = d.matter "
	"WHERE d.station = $1 AND d.state = 'open' AND d.leads = 1 "
	"AND EXISTS (SELECT 1 FROM reach r WHERE r.desk_user = $2 "
	"AND r.noun = 'violation' AND r.action = 'see' AND r.station = $1) "
	"AND EXISTS (SELECT 1 FROM visible v WHERE v.desk_user = $2 "
	"AND v.noun = 'violation' AND v.action = 'see' "
	"AND v.matter = d.matter) "
	"AND d.due <= $3 AND (d.due < $3 OR (d.due_at > 0 AND d.due_at < $4)) "
	"AND (d.due, d.party, d.rule, d.trigger_line, d.hearing) > "
	"($5, $6, $7, $8, $9) "
	"ORDER BY d.due, d.party, d.rule, d.trigger_line, d.hearing LIMIT $10";

static const char open_addressed_sql[] =
	"SELECT d.matter, d.party, d.trigger_line, d.hearing, d.start, d.due, "
	"p.name, m.number, m.handler, COALESCE((SELECT MAX(n.record) "
	"FROM violation_note n WHERE n.party = d.party "
	"AND n.cause = d.trigger_line AND n.rule = d.rule), 0), d.rule "
	"FROM deadline d "
	"JOIN party p ON p.id = d.party JOIN matter m ON m.id = d.matter "
	"WHERE d.matter IN (SELECT t.matter FROM addressed t "
	"WHERE t.desk_user = $2 AND t.noun = 'violation' AND t.action = 'see' "
	"AND t.station = $1) "
	"AND d.state = 'open' AND d.leads = 1 "
	"AND d.due <= $3 AND (d.due < $3 OR (d.due_at > 0 AND d.due_at < $4)) "
	"AND (d.due, d.party, d.rule, d.trigger_line, d.hearing) > "
	"($5, $6, $7, $8, $9) "
	"ORDER BY d.due, d.party, d.rule, d.trigger_line, d.hearing LIMIT $10";

/* Likewise of violation_list, backwards. */
static const char found_sql[] =
	"SELECT f.matter, f.party, f.cause, f.hearing, f.day, f.due, "
	"p.name, m.number, m.handler, "
	"COALESCE((SELECT MAX(n.record) FROM violation_note n "
	"WHERE n.party = f.party AND n.cause = f.cause AND n.rule = "
	"CASE WHEN f.clock = '' THEN f.rule ELSE f.clock END), 0), "
	"f.rule, f.clock, f.code, f.actual "
	"FROM violation f "
	"JOIN party p ON p.id = f.party JOIN matter m ON m.id = f.matter "
	"WHERE f.station = $1 "
	"AND EXISTS (SELECT 1 FROM reach r WHERE r.desk_user = $2 "
	"AND r.noun = 'violation' AND r.action = 'see' AND r.station = $1) "
	"AND EXISTS (SELECT 1 FROM visible v WHERE v.desk_user = $2 "
	"AND v.noun = 'violation' AND v.action = 'see' "
	"AND v.matter = f.matter) "
	"AND (f.day, f.party, f.rule, f.clock, f.cause, f.hearing) < "
	"($3, $4, $5, $6, $7, $8) "
	"ORDER BY f.day DESC, f.party DESC, f.rule DESC, f.clock DESC, "
	"f.cause DESC, f.hearing DESC LIMIT $9";

static const char found_addressed_sql[] =
	"SELECT f.matter, f.party, f.cause, f.hearing, f.day, f.due, "
	"p.name, m.number, m.handler, "
	"COALESCE((SELECT MAX(n.record) FROM violation_note n "
	"WHERE n.party = f.party AND n.cause = f.cause AND n.rule = "
	"CASE WHEN f.clock = '' THEN f.rule ELSE f.clock END), 0), "
	"f.rule, f.clock, f.code, f.actual "
	"FROM violation f "
	"JOIN party p ON p.id = f.party JOIN matter m ON m.id = f.matter "
	"WHERE f.matter IN (SELECT t.matter FROM addressed t "
	"WHERE t.desk_user = $2 AND t.noun = 'violation' AND t.action = 'see' "
	"AND t.station = $1) "
	"AND (f.day, f.party, f.rule, f.clock, f.cause, f.hearing) < "
	"($3, $4, $5, $6, $7, $8) "
	"ORDER BY f.day DESC, f.party DESC, f.rule DESC, f.clock DESC, "
	"f.cause DESC, f.hearing DESC LIMIT $9";

static const char matter_open_sql[] =
	"SELECT d.matter, d.party, d.trigger_line, d.hearing, d.start, d.due, "
	"p.name, m.number, m.handler, COALESCE((SELECT MAX(n.record) "
	"FROM violation_note n WHERE n.party = d.party "
	"AND n.cause = d.trigger_line AND n.rule = d.rule), 0), d.rule "
	"FROM deadline d "
	"JOIN party p ON p.id = d.party JOIN matter m ON m.id = d.matter "
	"WHERE d.matter = $1 AND d.state = 'open' AND d.leads = 1 "
	"AND EXISTS (SELECT 1 FROM visible v WHERE v.desk_user = $2 "
	"AND v.noun = 'violation' AND v.action = 'see' "
	"AND v.matter = d.matter) "
	"AND d.due <= $3 AND (d.due < $3 OR (d.due_at > 0 AND d.due_at < $4)) "
	"AND (d.party = $5 OR $5 = 0) "
	"ORDER BY d.due, d.party, d.rule, d.trigger_line, d.hearing";

static const char matter_found_sql[] =
	"SELECT f.matter, f.party, f.cause, f.hearing, f.day, f.due, "
	"p.name, m.number, m.handler, "
	"COALESCE((SELECT MAX(n.record) FROM violation_note n "
	"WHERE n.party = f.party AND n.cause = f.cause AND n.rule = "
	"CASE WHEN f.clock = '' THEN f.rule ELSE f.clock END), 0), "
	"f.rule, f.clock, f.code, f.actual "
	"FROM violation f "
	"JOIN party p ON p.id = f.party JOIN matter m ON m.id = f.matter "
	"WHERE f.matter = $1 "
	"AND EXISTS (SELECT 1 FROM visible v WHERE v.desk_user = $2 "
	"AND v.noun = 'violation' AND v.action = 'see' "
	"AND v.matter = f.matter) "
	"AND (f.party = $3 OR $3 = 0) "
	"ORDER BY f.day DESC, f.party DESC, f.rule DESC, f.clock DESC, "
	"f.cause DESC, f.hearing DESC";

/* No more rows than are told apart: a title must not wait for a province. */
static const char count_open_sql[] =
	"SELECT d.rule FROM deadline d JOIN reach r "
	"ON r.station = d.station AND r.desk_user = $1 "
	"AND r.noun = 'violation' AND r.action = 'see' "
	"WHERE d.state = 'open' AND d.leads = 1 AND d.due <= $2 "
	"AND (d.due < $2 OR (d.due_at > 0 AND d.due_at < $3)) "
	"AND EXISTS (SELECT 1 FROM visible v WHERE v.desk_user = $1 "
	"AND v.noun = 'violation' AND v.action = 'see' "
	"AND v.matter = d.matter) LIMIT $4";

static const char count_found_sql[] =
	"SELECT f.rule, f.clock FROM violation f JOIN reach r "
	"ON r.station = f.station AND r.desk_user = $1 "
	"AND r.noun = 'violation' AND r.action = 'see' "
	"WHERE EXISTS (SELECT 1 FROM visible v WHERE v.desk_user = $1 "
	"AND v.noun = 'violation' AND v.action = 'see' "
	"AND v.matter = f.matter) LIMIT $2";

static const char matter_of_sql[] = "SELECT matter FROM party WHERE id = $1";

/* The columns that both kinds begin with; what is theirs alone stands from
 * OWN on. */
enum { HANDLER = 8, NOTE, OWN };

static struct violation_line
read_common(struct stmt *q, struct arena *arena)
{
	return (struct violation_line){
		.matter = stmt_get_int(q, 0),
		.party = stmt_get_int(q, 1),
		.cause = stmt_get_int(q, 2),
		.hearing = stmt_get_int(q, 3),
		.day = column_date(q, 4),
		.due = column_date(q, 5),
		.party_name = column_text(q, 6, arena),
		.number = column_text(q, 7, arena),
		.note = { .record = stmt_get_int(q, NOTE),
			.text = "",
			.by = "" },
		.actual = DATE_NONE,
	};
}

/* The rule of an open clock; NULL if it is no longer there, or names no code:
 * then it is nobody's violation. */
static const struct deadline_rule *
find_breakable(const struct law *law, const char *id)
{
	const struct deadline_rule *rule = law_deadline(law, id);

	return rule == NULL || rule->missing[0] == '\0' ? NULL : rule;
}

static bool
read_open(struct desk *desk, struct stmt *q, struct arena *arena,
	struct violation_line *out)
{
	const struct law *law = library_law(desk->library);
	const struct deadline_rule *rule;

	*out = read_common(q, arena);
	out->stanza = "";
	out->clock = column_text(q, OWN, arena);
	rule = find_breakable(law, out->clock);
	if (rule == NULL)
		return false;
	violation_take_open(rule, law, arena, out);
	violation_take_person(column_text(q, HANDLER, arena), out);
	return violation_is_shown(desk, out->duty);
}

static bool
read_found(struct desk *desk, struct stmt *q, struct arena *arena,
	struct violation_line *out)
{
	const struct law *law = library_law(desk->library);
	const char *stanza = column_text(q, OWN, arena);
	const char *clock = column_text(q, OWN + 1, arena);

	*out = read_common(q, arena);
	out->code = column_text(q, OWN + 2, arena);
	out->actual = column_date(q, OWN + 3);
	violation_take_found(
		law_violation(law, stanza), law_deadline(law, clock), out);
	out->stanza = stanza;
	out->clock = clock;
	violation_take_person(column_text(q, HANDLER, arena), out);
	return violation_is_shown(desk, out->duty);
}

typedef bool read_fn(struct desk *desk, struct stmt *q, struct arena *arena,
	struct violation_line *out);

void
violation_add(struct violation_lines *lines, const struct violation_line *line)
{
	lines->items = arena_grow(
		lines->arena, lines->items, lines->count, sizeof *lines->items);
	lines->items[lines->count++] = *line;
}

/* `rows` counts what the statement gave, taken or not; `last` is the last. */
struct taken {
	int64_t rows;
	struct violation_line last;
};

static bool
take_rows(struct desk *desk, struct stmt *q, read_fn *read,
	struct violation_lines *lines, struct taken *taken, struct err *err)
{
	enum stmt_step step;

	taken->rows = 0;
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		if (read(desk, q, lines->arena, &taken->last))
			violation_add(lines, &taken->last);
		taken->rows++;
	}
	return step == STMT_END;
}

static bool
take_notes(struct desk *desk, struct violation_lines *lines, struct err *err)
{
	for (size_t i = 0; i < lines->count; i++)
		if (lines->items[i].note.record != 0 &&
			!violation_take_note(
				desk, lines->arena, &lines->items[i], err))
			return false;
	return true;
}

struct violation_page
violation_page_after(const struct violation_line *last)
{
	return (struct violation_page){
		.is_found = !last->is_open,
		.day = last->is_open ? last->due : last->day,
		.party = last->party,
		.rule = last->is_open ? last->clock : last->stanza,
		.clock = last->clock,
		.cause = last->cause,
		.hearing = last->hearing,
	};
}

static void
bind_now(struct desk *desk, struct stmt *q, int at)
{
	char day[DATE_TEXT];

	stmt_text(q, at, date_format(desk_today(desk), day));
	stmt_int(q, at + 1, desk_now(desk));
}

static struct stmt *
open_statement(struct desk *desk, int64_t station,
	const struct violation_page *after, int64_t limit, struct err *err)
{
	static const struct violation_page start = {
		.day = { INT32_MIN }, .party = INT64_MIN, .rule = ""
	};
	static const struct scope_list list = { open_sql, open_addressed_sql };
	struct stmt *q = scope_statement(desk, &list, err);
	const struct violation_page *key = after == NULL ? &start : after;
	char day[DATE_TEXT];

	if (q == NULL)
		return NULL;
	stmt_int(q, 1, station);
	stmt_int(q, 2, desk->user);
	bind_now(desk, q, 3);
	stmt_text(q, 5, date_format(key->day, day));
	stmt_int(q, 6, key->party);
	stmt_text(q, 7, key->rule);
	stmt_int(q, 8, key->cause);
	stmt_int(q, 9, key->hearing);
	stmt_int(q, 10, limit);
	return q;
}

/* U+10FFFF stands behind every text. */
static struct stmt *
found_statement(struct desk *desk, int64_t station,
	const struct violation_page *after, int64_t limit, struct err *err)
{
	static const char last[] = "\xF4\x8F\xBF\xBF";
	static const struct scope_list list = { found_sql,
		found_addressed_sql };
	struct stmt *q = scope_statement(desk, &list, err);
	bool is_start = after == NULL || !after->is_found;
	char day[DATE_TEXT];

	if (q == NULL)
		return NULL;
	stmt_int(q, 1, station);
	stmt_int(q, 2, desk->user);
	stmt_text(q, 3, is_start ? last : date_format(after->day, day));
	stmt_int(q, 4, is_start ? INT64_MAX : after->party);
	stmt_text(q, 5, is_start ? last : after->rule);
	stmt_text(q, 6, is_start ? last : after->clock);
	stmt_int(q, 7, is_start ? INT64_MAX : after->cause);
	stmt_int(q, 8, is_start ? INT64_MAX : after->hearing);
	stmt_int(q, 9, limit);
	return q;
}

/* The two kinds of one list. */
static const struct kind {
	struct stmt *(*statement)(struct desk *desk, int64_t station,
		const struct violation_page *after, int64_t limit,
		struct err *err);
	read_fn *read;
	bool is_open;
} open_kind = { open_statement, read_open, true },
  found_kind = { found_statement, read_found, false };

/* Rows that are nobody's violation, or not shown here, may fill a page; then
 * the next is read. */
static bool
take_kind(struct desk *desk, const struct kind *kind, int64_t station,
	const struct violation_page *page, size_t limit,
	struct violation_lines *lines, struct err *err)
{
	size_t most = lines->count + limit;
	struct violation_page after;
	struct taken taken;

	do {
		int64_t asked = (int64_t)(most - lines->count);
		struct stmt *q =
			kind->statement(desk, station, page, asked, err);

		if (q == NULL ||
			!take_rows(desk, q, kind->read, lines, &taken, err))
			return false;
		if (taken.rows < asked)
			return true;
		taken.last.is_open = kind->is_open;
		after = violation_page_after(&taken.last);
		page = &after;
	} while (lines->count < most);
	return true;
}

static int
compare_number(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int
compare_keys(const struct violation_line *a, const struct violation_line *b)
{
	const struct violation_page x = violation_page_after(a);
	const struct violation_page y = violation_page_after(b);
	int by = date_compare(x.day, y.day);

	if (by == 0)
		by = compare_number(x.party, y.party);
	if (by == 0)
		by = strcmp(x.rule, y.rule);
	if (by == 0)
		by = strcmp(x.clock, y.clock);
	if (by == 0)
		by = compare_number(x.cause, y.cause);
	return by != 0 ? by : compare_number(x.hearing, y.hearing);
}

/* As each station's rows came: open ones by due, found ones newest first. */
static int
compare_lines(const void *a, const void *b)
{
	const struct violation_line *x = a;
	const struct violation_line *y = b;

	if (x->is_open != y->is_open)
		return x->is_open ? -1 : 1;
	return x->is_open ? compare_keys(x, y) : compare_keys(y, x);
}

void
violation_sort(struct violation_lines *lines)
{
	if (lines->count > 1)
		qsort(lines->items, lines->count, sizeof *lines->items,
			compare_lines);
}

bool
violation_list(struct desk *desk, struct arena *arena,
	const struct violation_page *after, int limit,
	struct violation_line **out, size_t *count, struct err *err)
{
	struct violation_lines lines = { .arena = arena };
	size_t most = (size_t)page_limit(limit);
	bool wants_open = after == NULL || !after->is_found;
	int64_t *stations;
	size_t station_count;

	*count = 0;
	if (!scope_stations(
		    desk, arena, "violation", &stations, &station_count, err))
		return false;
	for (size_t i = 0; wants_open && i < station_count; i++)
		if (!take_kind(desk, &open_kind, stations[i], after, most,
			    &lines, err))
			return false;
	for (size_t i = 0; lines.count < most && i < station_count; i++)
		if (!take_kind(desk, &found_kind, stations[i], after, most,
			    &lines, err))
			return false;
	violation_sort(&lines);
	lines.count = lines.count < most ? lines.count : most;
	*out = lines.items;
	*count = lines.count;
	return take_notes(desk, &lines, err);
}

bool
violation_of_matter(struct desk *desk, struct arena *arena, int64_t matter,
	int64_t party, struct violation_line **out, size_t *count,
	struct err *err)
{
	struct violation_lines lines = { .arena = arena };
	struct stmt *q = store_statement(desk->store, matter_open_sql, err);
	struct taken taken;

	*count = 0;
	if (q == NULL)
		return false;
	stmt_int(q, 1, matter);
	stmt_int(q, 2, desk->user);
	bind_now(desk, q, 3);
	stmt_int(q, 5, party);
	if (!take_rows(desk, q, read_open, &lines, &taken, err))
		return false;
	q = store_statement(desk->store, matter_found_sql, err);
	if (q == NULL)
		return false;
	stmt_int(q, 1, matter);
	stmt_int(q, 2, desk->user);
	stmt_int(q, 3, party);
	if (!take_rows(desk, q, read_found, &lines, &taken, err))
		return false;
	*out = lines.items;
	*count = lines.count;
	return take_notes(desk, &lines, err);
}

static bool
find_matter(struct desk *desk, int64_t party, int64_t *matter, struct err *err)
{
	struct stmt *q = store_statement(desk->store, matter_of_sql, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, party);
	if (!stmt_one(q, "没有这个当事人；请返回刷新", err))
		return false;
	*matter = stmt_get_int(q, 0);
	stmt_reset(q);
	return true;
}

bool
violation_read(struct desk *desk, struct arena *arena, int64_t party,
	const char *rule, int64_t cause, struct violation_line *out,
	struct err *err)
{
	struct violation_line *lines;
	size_t count;
	int64_t matter;

	if (!find_matter(desk, party, &matter, err) ||
		!violation_of_matter(
			desk, arena, matter, party, &lines, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (lines[i].cause == cause &&
			strcmp(violation_rule_id(&lines[i]), rule) == 0) {
			*out = lines[i];
			return audit_read(
				desk, "violation.read", party, rule, err);
		}
	return err_set(err, ERR_NOTFOUND,
		"这一项已经不在清单里，可能刚办了或刚被更正；请返回刷新");
}

/* Whose a counted row is; NULL: nobody's. */
typedef const char *duty_fn(const struct law *law, struct stmt *q);

static const char *
open_duty(const struct law *law, struct stmt *q)
{
	const struct deadline_rule *rule =
		find_breakable(law, stmt_get_text(q, 0));

	return rule == NULL ? NULL : rule->duty;
}

static const char *
found_duty(const struct law *law, struct stmt *q)
{
	struct violation_line line = { .code = "" };

	violation_take_found(law_violation(law, stmt_get_text(q, 0)),
		law_deadline(law, stmt_get_text(q, 1)), &line);
	return line.duty;
}

static bool
count_rows(struct desk *desk, struct stmt *q, duty_fn *duty_of, int64_t *shown,
	bool *is_cut, struct err *err)
{
	const struct law *law = library_law(desk->library);
	int64_t rows = 0;
	enum stmt_step step;

	while ((step = stmt_next(q, err)) == STMT_ROW) {
		const char *duty = duty_of(law, q);

		rows++;
		*shown += duty != NULL && violation_is_shown(desk, duty);
	}
	*is_cut = rows == VIOLATION_COUNT_MOST;
	return step == STMT_END;
}

bool
violation_counts(
	struct desk *desk, struct violation_counts *out, struct err *err)
{
	struct stmt *q = store_statement(desk->store, count_open_sql, err);

	*out = (struct violation_counts){ 0 };
	if (q == NULL)
		return false;
	stmt_int(q, 1, desk->user);
	bind_now(desk, q, 2);
	stmt_int(q, 4, VIOLATION_COUNT_MOST);
	if (!count_rows(desk, q, open_duty, &out->open, &out->is_open_cut, err))
		return false;
	q = store_statement(desk->store, count_found_sql, err);
	if (q == NULL)
		return false;
	stmt_int(q, 1, desk->user);
	stmt_int(q, 2, VIOLATION_COUNT_MOST);
	return count_rows(
		desk, q, found_duty, &out->found, &out->is_found_cut, err);
}
