/* SPDX-License-Identifier: MIT */
/* Moved dates: put down as the rows change, listed for those who may see the
 * matter. */
#include "desk/site_move.h"

#include "desk/column.h"
#include "desk/scope.h"

#include <stdlib.h>
#include <string.h>

static const char insert_sql[] =
	"INSERT INTO deadline_move (id, record, station, matter, party, rule, "
	"trigger_line, hearing, was, became, at) "
	"VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

static const char pending_sql[] =
	"SELECT record, after, name FROM site_text WHERE done = 0 "
	"ORDER BY record LIMIT 1";
static const char settled_sql[] =
	"UPDATE site_text SET done = 1 WHERE done = 0 AND record <= $1";

static const char list_sql[] =
	"SELECT d.id, d.matter, d.party, d.trigger_line, d.rule, d.was, d.became, "
	"p.name, m.number, t.name FROM deadline_move d "
	"JOIN site_text t ON t.record = d.record "
	"JOIN party p ON p.id = d.party JOIN matter m ON m.id = d.matter "
	"WHERE d.station = $1 AND d.id < $2 AND EXISTS "
	"(SELECT 1 FROM reach r WHERE r.desk_user = $3 AND r.noun = 'matter' "
	"AND r.action = 'see' AND r.station = $1) "
	"AND EXISTS (SELECT 1 FROM visible v WHERE v.desk_user = $3 "
	"AND v.noun = 'matter' AND v.action = 'see' AND v.matter = d.matter) "
	"AND (t.name = $4 OR $4 = '') ORDER BY d.id DESC LIMIT $5";

static const char addressed_sql[] =
	"SELECT d.id, d.matter, d.party, d.trigger_line, d.rule, d.was, d.became, "
	"p.name, m.number, t.name FROM deadline_move d "
	"JOIN site_text t ON t.record = d.record "
	"JOIN party p ON p.id = d.party JOIN matter m ON m.id = d.matter "
	"WHERE d.matter IN (SELECT a.matter FROM addressed a "
	"WHERE a.desk_user = $3 AND a.noun = 'matter' AND a.action = 'see' "
	"AND a.station = $1) AND d.id < $2 "
	"AND (t.name = $4 OR $4 = '') ORDER BY d.id DESC LIMIT $5";

struct noting {
	struct desk *desk;
	int64_t cause;
};

/* The day; of a clock in hours the minute; "" where there is no clock. */
static const char *
due_text(const struct row *row, char out[INSTANT_TEXT])
{
	if (row == NULL)
		return "";
	return row->ints[CLOCK_DUE_AT] == 0
		       ? row->texts[CLOCK_DUE]
		       : clock_format(row->ints[CLOCK_DUE_AT], out);
}

static bool
insert(const struct noting *n, const struct row *key, const char *was,
	const char *now, struct err *err)
{
	struct store *store = n->desk->store;
	int64_t id = store_new_id(store, err);
	struct stmt *q =
		id == 0 ? NULL : store_statement(store, insert_sql, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, id);
	stmt_int(q, 2, n->cause);
	stmt_int(q, 3, key->ints[CLOCK_STATION]);
	stmt_int(q, 4, key->ints[CLOCK_MATTER]);
	stmt_int(q, 5, key->ints[CLOCK_PARTY]);
	stmt_text(q, 6, key->texts[CLOCK_RULE]);
	stmt_int(q, 7, key->ints[CLOCK_TRIGGER]);
	stmt_int(q, 8, key->ints[CLOCK_HEARING]);
	stmt_text(q, 9, was);
	stmt_text(q, 10, now);
	stmt_int(q, 11, desk_now(n->desk));
	return stmt_run(q, err);
}

/* A duty of law that comes or goes with a calendar is said, too; a target of
 * the house that comes or goes was the house's wish. */
static bool
is_told(const struct desk *desk, const struct row *key)
{
	const struct deadline_rule *rule = law_deadline(
		library_law(desk->library), key->texts[CLOCK_RULE]);

	return rule != NULL && rule->nature != NATURE_HOUSE;
}

static bool
note(const struct row *want, const struct row *have, void *arg, struct err *err)
{
	const struct noting *n = arg;
	const struct row *key = want != NULL ? want : have;
	char was[INSTANT_TEXT], now[INSTANT_TEXT];
	const char *before = due_text(have, was), *after = due_text(want, now);

	if (key == NULL || key->table != ROWS_DEADLINE ||
		strcmp(before, after) == 0)
		return true;
	if ((want == NULL || have == NULL) && !is_told(n->desk, key))
		return true;
	return insert(n, key, before, after, err);
}

bool
site_move_note(struct desk *desk, int64_t cause, const struct rows *want,
	const struct rows *have, struct err *err)
{
	struct noting n = { desk, cause };

	return rows_walk(want, have, note, &n, err);
}

/* "2027.cal" "地方-65-2027.cal": the year stands before the ending. */
static int
year_of(const char *name)
{
	const char *dot = strrchr(name, '.');

	if (dot == NULL || dot - name < 4 || strcmp(dot, ".cal") != 0)
		return 0;
	return (int)strtol(dot - 4, NULL, 10);
}

bool
site_pending(struct store *store, struct site_pending *out, struct err *err)
{
	struct stmt *q = store_statement(store, pending_sql, err);
	enum stmt_step step;

	*out = (struct site_pending){ 0 };
	if (q == NULL)
		return false;
	step = stmt_next(q, err);
	if (step != STMT_ROW)
		return step == STMT_END;
	out->record = stmt_get_int(q, 0);
	out->after = stmt_get_int(q, 1);
	out->year = year_of(stmt_get_text(q, 2));
	stmt_reset(q);
	return true;
}

bool
site_settled(struct store *store, int64_t mark, struct err *err)
{
	struct stmt *q = store_statement(store, settled_sql, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, mark);
	return stmt_run(q, err);
}

static void
take_line(struct desk *desk, struct arena *arena, struct stmt *q,
	struct move_line *out)
{
	const struct deadline_rule *rule;

	*out = (struct move_line){
		.id = stmt_get_int(q, 0),
		.matter = stmt_get_int(q, 1),
		.party = stmt_get_int(q, 2),
		.trigger_line = stmt_get_int(q, 3),
		.rule = column_text(q, 4, arena),
		.was = column_text(q, 5, arena),
		.now = column_text(q, 6, arena),
		.party_name = column_text(q, 7, arena),
		.number = column_text(q, 8, arena),
		.file = column_text(q, 9, arena),
	};
	rule = law_deadline(library_law(desk->library), out->rule);
	out->title = rule == NULL ? out->rule : rule->title;
}

bool
move_list(struct desk *desk, struct arena *arena, int64_t before,
	const char *file, int limit, struct move_line **out, size_t *count,
	struct err *err)
{
	static const struct scope_list list = { list_sql, addressed_sql };
	struct stmt *q = scope_statement(desk, &list, err);
	enum stmt_step step;

	*out = NULL;
	*count = 0;
	if (q == NULL)
		return false;
	stmt_int(q, 1, desk->court);
	stmt_int(q, 2, before == 0 ? INT64_MAX : before);
	stmt_int(q, 3, desk->user);
	stmt_text(q, 4, file);
	stmt_int(q, 5, page_limit(limit));
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		*out = arena_grow(arena, *out, *count, sizeof(**out));
		take_line(desk, arena, q, &(*out)[(*count)++]);
	}
	return step == STMT_END;
}
