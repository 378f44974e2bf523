/* SPDX-License-Identifier: MIT */
/*
 * Clocks as lists and words. Whether a day is over is asked here, when it is
 * shown; what the day is, and why, is the law's (law/derive.h).
 */
#include "desk/deadline.h"

#include "desk/audit.h"
#include "desk/clock_order.h"
#include "desk/column.h"
#include "desk/derive.h"
#include "desk/duty.h"
#include "desk/scope.h"
#include "desk/scribble.h"

#include <string.h>

enum { SOON_DAYS = 3, MINUTE = 60, HOUR = 3600, DAY = 86400 };
enum { OVERDUE_MOST = 1000 }; /* in counts_sql, too */

/* One range of the index deadline_open, so that a page needs no sort. $9 lists
 * the rules that are asked for, |each|between|bars|; "" asks for all. */
static const char open_sql[] =
	"SELECT d.party, d.matter, d.trigger_line, d.hearing, d.rule, d.start, "
	"d.due, d.due_at, d.provisional, d.state, d.met, d.late, d.in_time, "
	"p.name, m.number FROM deadline d "
	"JOIN party p ON p.id = d.party JOIN matter m ON m.id = d.matter "
	"WHERE d.station = $1 AND d.state = 'open' AND d.leads = 1 AND EXISTS "
	"(SELECT 1 FROM reach r WHERE r.desk_user = $2 AND r.noun = 'matter' "
	"AND r.action = 'see' AND r.station = $1) "
	"AND EXISTS (SELECT 1 FROM visible v WHERE v.desk_user = $2 "
	"AND v.noun = 'matter' AND v.action = 'see' AND v.matter = d.matter) "
	"AND (d.due, d.party, d.rule, d.trigger_line, d.hearing) > "
	"($3, $4, $5, $6, $7) "
	"AND NOT ($9 <> '' AND REPLACE($9, '|' || d.rule || '|', '') = $9) "
	"AND (d.bearer <> '' OR d.due >= $10) "
	"ORDER BY d.due, d.party, d.rule, d.trigger_line, d.hearing LIMIT $8";

static const char open_addressed_sql[] =
	"SELECT d.party, d.matter, d.trigger_line, d.hearing, d.rule, d.start, "
	"d.due, d.due_at, d.provisional, d.state, d.met, d.late, d.in_time, "
	"p.name, m.number FROM deadline d "
	"JOIN party p ON p.id = d.party JOIN matter m ON m.id = d.matter "
	"WHERE d.matter IN (SELECT a.matter FROM addressed a "
	"WHERE a.desk_user = $2 AND a.noun = 'matter' AND a.action = 'see' "
	"AND a.station = $1) "
	"AND d.state = 'open' AND d.leads = 1 "
	"AND (d.due, d.party, d.rule, d.trigger_line, d.hearing) > "
	"($3, $4, $5, $6, $7) "
	"AND NOT ($9 <> '' AND REPLACE($9, '|' || d.rule || '|', '') = $9) "
	"AND (d.bearer <> '' OR d.due >= $10) "
	"ORDER BY d.due, d.party, d.rule, d.trigger_line, d.hearing LIMIT $8";

/* What this kind of station bears: one range of deadline_own. $5 as $9
 * above. */
static const char own_sql[] =
	"SELECT d.party, d.matter, d.trigger_line, d.hearing, d.rule, d.start, "
	"d.due, d.due_at, d.provisional, d.state, d.met, d.late, d.in_time, "
	"p.name, m.number FROM deadline d "
	"JOIN party p ON p.id = d.party JOIN matter m ON m.id = d.matter "
	"WHERE d.station = $1 AND d.bearer = $3 "
	"AND d.state = 'open' AND d.leads = 1 AND EXISTS "
	"(SELECT 1 FROM reach r WHERE r.desk_user = $2 AND r.noun = 'matter' "
	"AND r.action = 'see' AND r.station = $1) "
	"AND EXISTS (SELECT 1 FROM visible v WHERE v.desk_user = $2 "
	"AND v.noun = 'matter' AND v.action = 'see' AND v.matter = d.matter) "
	"AND NOT ($5 <> '' AND REPLACE($5, '|' || d.rule || '|', '') = $5) "
	"ORDER BY d.due, d.party, d.rule, d.trigger_line, d.hearing LIMIT $4";

static const char own_addressed_sql[] =
	"SELECT d.party, d.matter, d.trigger_line, d.hearing, d.rule, d.start, "
	"d.due, d.due_at, d.provisional, d.state, d.met, d.late, d.in_time, "
	"p.name, m.number FROM deadline d "
	"JOIN party p ON p.id = d.party JOIN matter m ON m.id = d.matter "
	"WHERE d.matter IN (SELECT a.matter FROM addressed a "
	"WHERE a.desk_user = $2 AND a.noun = 'matter' AND a.action = 'see' "
	"AND a.station = $1) "
	"AND d.bearer = $3 AND d.state = 'open' AND d.leads = 1 "
	"AND NOT ($5 <> '' AND REPLACE($5, '|' || d.rule || '|', '') = $5) "
	"ORDER BY d.due, d.party, d.rule, d.trigger_line, d.hearing LIMIT $4";

static const char matter_sql[] =
	"SELECT d.party, d.matter, d.trigger_line, d.hearing, d.rule, d.start, "
	"d.due, d.due_at, d.provisional, d.state, d.met, d.late, d.in_time, "
	"p.name, m.number FROM deadline d "
	"JOIN party p ON p.id = d.party JOIN matter m ON m.id = d.matter "
	"WHERE d.matter = $1 AND (d.party = $2 OR $2 = 0) AND EXISTS "
	"(SELECT 1 FROM visible v WHERE v.desk_user = $3 AND v.noun = 'matter' "
	"AND v.action = 'see' AND v.matter = d.matter) "
	"ORDER BY CASE WHEN d.state = 'open' THEN 0 ELSE 1 END, d.due, "
	"d.party, d.rule, d.trigger_line, d.hearing";

static const char line_sql[] =
	"SELECT d.party, d.matter, d.trigger_line, d.hearing, d.rule, d.start, "
	"d.due, d.due_at, d.provisional, d.state, d.met, d.late, d.in_time, "
	"p.name, m.number FROM deadline d "
	"JOIN party p ON p.id = d.party JOIN matter m ON m.id = d.matter "
	"WHERE d.party = $1 AND d.state = 'open' AND d.leads = 1 "
	"AND (d.trigger_line = $2 OR EXISTS (SELECT 1 FROM record a "
	"JOIN record b ON b.id = a.about WHERE a.line = d.trigger_line "
	"AND b.line = $2)) AND EXISTS "
	"(SELECT 1 FROM visible v WHERE v.desk_user = $3 AND v.noun = 'matter' "
	"AND v.action = 'see' AND v.matter = d.matter) "
	"ORDER BY d.due, d.rule, d.trigger_line, d.hearing";

static const char party_sql[] =
	"SELECT p.name FROM party p WHERE p.id = $1 AND p.matter = $2 "
	"AND EXISTS (SELECT 1 FROM visible v WHERE v.desk_user = $3 "
	"AND v.noun = 'matter' AND v.action = 'see' AND v.matter = p.matter)";

/* Counted from the index alone: past (up to OVERDUE_MOST, or a long neglect
 * would be read at each look), today, until $4, 待核, and of today what is over
 * by the hour. Nothing without reach, nor for who has less than the duties of
 * his station ($7 as $9 above). */
static const char counts_sql[] =
	"SELECT (SELECT COUNT(*) FROM (SELECT 1 FROM deadline d "
	"WHERE d.station = $1 AND d.bearer = $5 AND d.state = 'open' "
	"AND d.leads = 1 AND d.due < $3 LIMIT 1000) o), "
	"(SELECT COUNT(*) FROM deadline d WHERE d.station = $1 "
	"AND d.bearer = $5 AND d.state = 'open' AND d.leads = 1 "
	"AND d.due = $3), "
	"(SELECT COUNT(*) FROM deadline d WHERE d.station = $1 "
	"AND d.bearer = $5 AND d.state = 'open' AND d.leads = 1 "
	"AND d.due > $3 AND d.due <= $4), "
	"(SELECT COUNT(*) FROM matter m WHERE m.station = $1 "
	"AND m.pending = 1), "
	"(SELECT COUNT(*) FROM deadline d WHERE d.station = $1 "
	"AND d.bearer = $5 AND d.state = 'open' AND d.leads = 1 "
	"AND d.due = $3 AND d.due_at > 0 AND d.due_at < $6) "
	"FROM reach r WHERE r.desk_user = $2 AND r.noun = 'matter' "
	"AND r.action = 'see' AND r.station = $1 AND $7 = ''";

/* Of these, what is guarded and not open to this user, which is little: to be
 * taken off. `||` keeps the walk from starting at all that is owed. */
static const char counts_hidden_sql[] =
	"SELECT COALESCE(SUM(CASE WHEN d.due < $3 THEN 1 ELSE 0 END), 0), "
	"COALESCE(SUM(CASE WHEN d.due = $3 THEN 1 ELSE 0 END), 0), "
	"COALESCE(SUM(CASE WHEN d.due > $3 THEN 1 ELSE 0 END), 0), "
	"(SELECT COUNT(*) FROM matter m WHERE m.station = $1 "
	"AND m.id IN (SELECT g.matter FROM guard g) AND m.pending = 1 "
	"AND EXISTS (SELECT 1 FROM reach r WHERE r.desk_user = $2 "
	"AND r.noun = 'matter' AND r.action = 'see' AND r.station = $1) "
	"AND NOT EXISTS (SELECT 1 FROM visible v WHERE v.desk_user = $2 "
	"AND v.noun = 'matter' AND v.action = 'see' AND v.matter = m.id)), "
	"COALESCE(SUM(CASE WHEN d.due = $3 AND d.due_at > 0 "
	"AND d.due_at < $6 THEN 1 ELSE 0 END), 0) "
	"FROM deadline d WHERE d.matter IN (SELECT g.matter FROM guard g) "
	"AND d.station = $1 AND d.state || '' = 'open' AND d.leads = 1 "
	"AND d.bearer = $5 AND d.due <= $4 AND $7 = '' "
	"AND EXISTS (SELECT 1 FROM reach r WHERE r.desk_user = $2 "
	"AND r.noun = 'matter' AND r.action = 'see' AND r.station = $1) "
	"AND NOT EXISTS (SELECT 1 FROM visible v WHERE v.desk_user = $2 "
	"AND v.noun = 'matter' AND v.action = 'see' AND v.matter = d.matter)";

static const char counts_addressed_sql[] =
	"SELECT COALESCE(SUM(CASE WHEN d.due < $3 OR (d.due = $3 "
	"AND d.due_at > 0 AND d.due_at < $6) THEN 1 ELSE 0 END), 0), "
	"COALESCE(SUM(CASE WHEN d.due = $3 AND (d.due_at = 0 "
	"OR d.due_at >= $6) THEN 1 ELSE 0 END), 0), "
	"COALESCE(SUM(CASE WHEN d.due > $3 THEN 1 ELSE 0 END), 0), "
	"(SELECT COUNT(*) FROM matter m WHERE m.id IN "
	"(SELECT a.matter FROM addressed a WHERE a.desk_user = $2 "
	"AND a.noun = 'matter' AND a.action = 'see' AND a.station = $1) "
	"AND m.pending = 1), 0 "
	"FROM deadline d WHERE d.matter IN "
	"(SELECT a.matter FROM addressed a WHERE a.desk_user = $2 "
	"AND a.noun = 'matter' AND a.action = 'see' AND a.station = $1) "
	"AND d.state = 'open' AND d.leads = 1 AND d.bearer = $5 "
	"AND d.due <= $4 "
	"AND NOT ($7 <> '' AND REPLACE($7, '|' || d.rule || '|', '') = $7)";

static void
take_rule(const struct desk *desk, const char *rule, struct clock_line *out)
{
	const struct deadline_rule *known =
		law_deadline(library_law(desk->library), rule);

	out->rule = rule;
	out->title = known == NULL ? rule : known->title;
	out->duty = known == NULL ? "" : known->duty;
	out->nature = known == NULL ? "" : nature_word(known->nature);
	out->is_right = known != NULL && deadline_is_right(known);
	out->citation = known == NULL ? "" : known->authority.citation;
}

static void
take_clock(const struct desk *desk, struct stmt *q, struct arena *arena,
	struct clock_line *out)
{
	*out = (struct clock_line){
		.party = stmt_get_int(q, 0),
		.matter = stmt_get_int(q, 1),
		.trigger_line = stmt_get_int(q, 2),
		.hearing = stmt_get_int(q, 3),
		.start = column_date(q, 5),
		.due = column_date(q, 6),
		.due_at = stmt_get_int(q, 7),
		.is_provisional = stmt_get_int(q, 8) != 0,
		.state = column_text(q, 9, arena),
		.met = column_date(q, 10),
		.is_late = stmt_get_int(q, 11) != 0,
		.in_time = stmt_get_int(q, 12) != 0,
		.party_name = column_text(q, 13, arena),
		.number = column_text(q, 14, arena),
	};
	take_rule(desk, column_text(q, 4, arena), out);
}

static bool
take_clocks(const struct desk *desk, struct stmt *q, struct arena *arena,
	struct clock_line **out, size_t *count, struct err *err)
{
	struct clock_line *list = NULL;
	enum stmt_step step;

	while ((step = stmt_next(q, err)) == STMT_ROW) {
		list = arena_grow(arena, list, *count, sizeof(*list));
		take_clock(desk, q, arena, &list[(*count)++]);
	}
	*out = list;
	return step == STMT_END;
}

/* Whole lists; a page goes on where the store's order stands. */
static bool
take_steps(const struct desk *desk, struct stmt *q, struct arena *arena,
	struct clock_line **out, size_t *count, struct err *err)
{
	if (!take_clocks(desk, q, arena, out, count, err))
		return false;
	clock_order(desk, *out, *count);
	return true;
}

struct clock_page
clock_page_after(const struct clock_line *last)
{
	return (struct clock_page){
		.due = last->due,
		.party = last->party,
		.rule = last->rule,
		.trigger_line = last->trigger_line,
		.hearing = last->hearing,
	};
}

/* A key without a rule stands behind all clocks of that person that day. */
static void
bind_after(struct stmt *q, const struct clock_page *after)
{
	static const struct clock_page start = { .due = { INT32_MIN },
		.party = INT64_MIN };
	const struct clock_page *key = after == NULL ? &start : after;
	bool is_whole = key->rule != NULL;
	char day[DATE_TEXT];

	stmt_text(q, 3, date_format(key->due, day));
	stmt_int(q, 4, key->party);
	stmt_text(q, 5, is_whole ? key->rule : "\xF4\x8F\xBF\xBF");
	stmt_int(q, 6, is_whole ? key->trigger_line : INT64_MAX);
	stmt_int(q, 7, is_whole ? key->hearing : INT64_MAX);
}

/* `rules`: "|ID|ID|", "" for all. */
static bool
open_list(struct desk *desk, struct arena *arena, const char *rules,
	const struct clock_page *after, int limit, struct clock_line **out,
	size_t *count, struct err *err)
{
	static const struct scope_list list = { open_sql, open_addressed_sql };
	struct stmt *q = scope_statement(desk, &list, err);
	char today[DATE_TEXT];

	*count = 0;
	if (q == NULL)
		return false;
	stmt_int(q, 1, desk->court);
	stmt_int(q, 2, desk->user);
	bind_after(q, after);
	stmt_int(q, 8, page_limit(limit));
	stmt_text(q, 9, rules);
	stmt_text(q, 10, date_format(desk_today(desk), today));
	return take_clocks(desk, q, arena, out, count, err);
}

bool
clock_open_list(struct desk *desk, struct arena *arena,
	const struct clock_page *after, int limit, struct clock_line **out,
	size_t *count, struct err *err)
{
	return open_list(desk, arena, "", after, limit, out, count, err);
}

/* The rules whose clocks are this role's own, as $5 of own_sql; "" for all. */
static void
add_own_rules(const struct desk *desk, struct buf *out)
{
	size_t count;
	const struct deadline_rule *rules =
		law_deadlines(library_law(desk->library), &count);

	if (!duty_is_narrow(desk->role))
		return;
	buf_add_char(out, '|');
	for (size_t i = 0; i < count; i++)
		if (duty_is_of(desk->role, rules[i].duty))
			buf_addf(out, "%s|", rules[i].id);
}

static void
bind_own_rules(const struct desk *desk, struct stmt *q, int at)
{
	struct buf rules = { 0 };

	add_own_rules(desk, &rules);
	stmt_text(q, at, buf_text(&rules));
	buf_free(&rules);
}

bool
clock_open_own(struct desk *desk, struct arena *arena, int limit,
	struct clock_line **out, size_t *count, struct err *err)
{
	static const struct scope_list list = { own_sql, own_addressed_sql };
	struct stmt *q = scope_statement(desk, &list, err);

	*count = 0;
	if (q == NULL)
		return false;
	stmt_int(q, 1, desk->court);
	stmt_int(q, 2, desk->user);
	stmt_text(q, 3, duty_kind_of(desk->role, desk->station_kind));
	stmt_int(q, 4, page_limit(limit));
	bind_own_rules(desk, q, 5);
	return take_steps(desk, q, arena, out, count, err);
}

bool
clock_open_for(struct desk *desk, struct arena *arena, const char *event,
	int limit, struct clock_line **out, size_t *count, struct err *err)
{
	size_t rule_count;
	const struct deadline_rule *rules =
		law_deadlines(library_law(desk->library), &rule_count);
	struct buf ids = { 0 };
	bool done;

	buf_add_char(&ids, '|');
	for (size_t i = 0; i < rule_count; i++)
		if (any_of_has(&rules[i].ends, event))
			buf_addf(&ids, "%s|", rules[i].id);
	done = open_list(
		desk, arena, buf_text(&ids), NULL, limit, out, count, err);
	buf_free(&ids);
	return done;
}

bool
clock_of_matter(struct desk *desk, struct arena *arena, int64_t matter,
	int64_t party, struct clock_line **out, size_t *count, struct err *err)
{
	struct stmt *q = store_statement(desk->store, matter_sql, err);

	*count = 0;
	if (q == NULL)
		return false;
	stmt_int(q, 1, matter);
	stmt_int(q, 2, party);
	stmt_int(q, 3, desk->user);
	return take_steps(desk, q, arena, out, count, err);
}

bool
clock_of_line(struct desk *desk, struct arena *arena, int64_t party,
	int64_t line, struct clock_line **out, size_t *count, struct err *err)
{
	struct stmt *q = store_statement(desk->store, line_sql, err);

	*count = 0;
	if (q == NULL)
		return false;
	stmt_int(q, 1, party);
	stmt_int(q, 2, line);
	stmt_int(q, 3, desk->user);
	return take_steps(desk, q, arena, out, count, err);
}

enum { WORD_PLAIN, WORD_GOOD, WORD_SOON, WORD_LATE };

static const char *
day_words(int days, struct arena *arena, int *word)
{
	if (days < 0) {
		*word = WORD_LATE;
		return arena_printf(arena, "逾期%d天", -days);
	}
	*word = days <= SOON_DAYS ? WORD_SOON : WORD_PLAIN;
	return days == 0 ? "今天到期" : arena_printf(arena, "剩%d天", days);
}

/* Within a day of the end, hours and minutes are told. */
static const char *
hour_words(int64_t left, struct arena *arena, int *word)
{
	int64_t size = left < 0 ? -left : left;
	const char *lead = left < 0 ? "逾期" : "剩";

	*word = left < 0 ? WORD_LATE : WORD_SOON;
	if (size < HOUR)
		return arena_printf(
			arena, "%s%lld分钟", lead, (long long)(size / MINUTE));
	return arena_printf(
		arena, "%s%lld小时", lead, (long long)(size / HOUR));
}

static const char *
open_words(const struct clock_line *clock, int64_t now, struct arena *arena,
	int *word)
{
	int64_t left = clock->due_at - now;

	if (!date_is_set(clock->due))
		return "";
	if (clock->is_right && date_compare(clock->due, clock_day_of(now)) < 0)
		return "期间已满";
	if (clock->due_at != 0 && left > -DAY && left < DAY)
		return hour_words(left, arena, word);
	return day_words(
		date_between(clock_day_of(now), clock->due), arena, word);
}

/* What happened late was entered late, too; only what happened in time and
 * was not known in time says 补录 (DESIGN §1). */
static const char *
met_words(const struct clock_line *clock, int *word)
{
	*word = clock->is_late ? WORD_LATE : WORD_GOOD;
	if (clock->is_late)
		return "逾期办结";
	return clock->in_time ? "按期办结" : "按期办结(补录)";
}

const char *
clock_words(const struct clock_line *clock, int64_t now, struct arena *arena,
	int *word)
{
	*word = WORD_PLAIN;
	if (strcmp(clock->state, "open") == 0)
		return open_words(clock, now, arena, word);
	if (strcmp(clock->state, "met") == 0)
		return met_words(clock, word);
	if (strcmp(clock->state, "missed") == 0) {
		*word = WORD_LATE;
		return "没有办";
	}
	if (strcmp(clock->state, "cured") == 0)
		return "改期后不再逾期";
	return strcmp(clock->state, "lapsed") == 0 ? "已不适用" : "";
}

enum clock_days
clock_day(const struct clock_line *clock, int64_t now)
{
	int days = date_between(clock_day_of(now), clock->due);

	if (days < 0 || (clock->due_at != 0 && clock->due_at < now))
		return CLOCK_OVER;
	if (days == 0)
		return CLOCK_TODAY;
	return days <= SOON_DAYS ? CLOCK_SOON : CLOCK_LATER;
}

const char *
clock_due_words(const struct clock_line *clock, struct arena *arena)
{
	char text[INSTANT_TEXT];

	if (clock->due_at != 0)
		return arena_copy(arena, clock_format(clock->due_at, text));
	return arena_printf(arena, "%s%s", date_format(clock->due, text),
		clock->is_provisional ? "暂定" : "");
}

static bool
may_see_party(struct desk *desk, int64_t matter, int64_t party, struct err *err)
{
	struct stmt *q = store_statement(desk->store, party_sql, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, party);
	stmt_int(q, 2, matter);
	stmt_int(q, 3, desk->user);
	if (!stmt_one(q, "没有这个当事人，或不归您查看；请回案件重新选", err))
		return false;
	stmt_reset(q);
	return true;
}

static const struct deadline *
find_deadline(
	const struct derived *derived, const char *rule, int64_t trigger_line)
{
	for (size_t i = 0; i < derived->deadline_count; i++) {
		const struct deadline *d = &derived->deadlines[i];

		if (d->trigger.line == trigger_line &&
			strcmp(d->rule->id, rule) == 0)
			return d;
	}
	return NULL;
}

bool
clock_why(struct desk *desk, struct arena *arena, int64_t matter, int64_t party,
	const char *rule, int64_t trigger_line, struct buf *out,
	struct err *err)
{
	struct party_derived derived = { 0 };
	const struct deadline *deadline;

	if (!may_see_party(desk, matter, party, err) ||
		!derive_party(
			desk, arena, matter, party, DATE_NONE, &derived, err))
		return false;
	deadline = find_deadline(&derived.derived, rule, trigger_line);
	if (deadline == NULL)
		return err_set(err, ERR_NOTFOUND,
			"这个期限已经不在了，可能刚被更正；请返回刷新");
	if (!explain_deadline(library_law(desk->library), deadline, out, err))
		return false;
	return audit_read(desk, "clock.why", party, rule, err);
}

static bool
count_drafts(const struct desk *desk, int64_t *out, struct err *err)
{
	struct arena arena = { 0 };
	struct draft *drafts;
	size_t count = 0;
	bool done;

	*out = 0;
	if (desk->drafts == NULL)
		return true;
	done = drafts_list(desk->drafts, &arena, &drafts, &count, err);
	for (size_t i = 0; i < count; i++)
		*out += scribble_is(&drafts[i]) ? 0 : 1;
	arena_clear(&arena);
	return done;
}

/* Adds what a statement of counts gives, `times` over. */
static bool
count_clocks(struct desk *desk, const struct scope_list *list, int times,
	struct day_counts *out, struct err *err)
{
	struct stmt *q = scope_statement(desk, list, err);
	struct date today = desk_today(desk);
	char day[DATE_TEXT], soon[DATE_TEXT];
	enum stmt_step step;

	if (q == NULL)
		return false;
	stmt_int(q, 1, desk->court);
	stmt_int(q, 2, desk->user);
	stmt_text(q, 3, date_format(today, day));
	stmt_text(q, 4, date_format(date_add(today, SOON_DAYS), soon));
	stmt_text(q, 5, duty_kind_of(desk->role, desk->station_kind));
	stmt_int(q, 6, desk_now(desk));
	bind_own_rules(desk, q, 7);
	step = stmt_next(q, err);
	if (step == STMT_ROW) {
		int64_t lapsed = stmt_get_int(q, 4);

		out->overdue += times * (stmt_get_int(q, 0) + lapsed);
		out->due_today += times * (stmt_get_int(q, 1) - lapsed);
		out->soon += times * stmt_get_int(q, 2);
		out->pending += times * stmt_get_int(q, 3);
		if (stmt_get_int(q, 0) == OVERDUE_MOST)
			out->is_overdue_cut = true;
		stmt_reset(q);
	}
	return step != STMT_FAILED;
}

bool
clock_counts(struct desk *desk, struct day_counts *out, struct err *err)
{
	static const struct scope_list counted = { counts_sql,
		counts_addressed_sql };
	static const struct scope_list hidden = { counts_hidden_sql, "" };

	*out = (struct day_counts){ 0 };
	return count_clocks(desk, &counted, 1, out, err) &&
	       (desk->within_kind[0] != '\0' ||
		       count_clocks(desk, &hidden, -1, out, err)) &&
	       count_drafts(desk, &out->drafts, err);
}
