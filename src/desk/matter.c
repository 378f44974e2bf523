/* SPDX-License-Identifier: MIT */
/*
 * Cases, the people in them, what is so of them, their hearings: read from
 * the projections, within reach. What changes them is a record (record.c);
 * their clocks are deadline.c.
 */
#include "desk/matter.h"

#include "desk/audit.h"
#include "desk/column.h"
#include "desk/scope.h"

#include <stdlib.h>
#include <string.h>

/* The two pages are one range each of the indexes matter_list and
 * matter_pending; reach is looked up once, for the court they show. */
static const char all_sql[] =
	"SELECT m.id, m.station, m.number, m.title, m.charge, m.procedure, "
	"m.handler, m.accepted, m.pending, m.parties, m.next_due "
	"FROM matter m WHERE m.station = $1 AND EXISTS "
	"(SELECT 1 FROM reach r WHERE r.desk_user = $2 AND r.noun = 'matter' "
	"AND r.action = 'see' AND r.station = $1) "
	"AND EXISTS (SELECT 1 FROM visible v WHERE v.desk_user = $2 "
	"AND v.noun = 'matter' AND v.action = 'see' AND v.matter = m.id) "
	"AND (m.accepted, m.id) < ($3, $4) "
	"ORDER BY m.accepted DESC, m.id DESC LIMIT $5";

static const char pending_sql[] =
	"SELECT m.id, m.station, m.number, m.title, m.charge, m.procedure, "
	"m.handler, m.accepted, m.pending, m.parties, m.next_due "
	"FROM matter m WHERE m.station = $1 AND EXISTS "
	"(SELECT 1 FROM reach r WHERE r.desk_user = $2 AND r.noun = 'matter' "
	"AND r.action = 'see' AND r.station = $1) "
	"AND EXISTS (SELECT 1 FROM visible v WHERE v.desk_user = $2 "
	"AND v.noun = 'matter' AND v.action = 'see' AND v.matter = m.id) "
	"AND m.pending = 1 AND (m.accepted, m.id) < ($3, $4) "
	"ORDER BY m.accepted DESC, m.id DESC LIMIT $5";

/* The same of what was addressed to the desk, whichever court has it. */
static const char all_addressed_sql[] =
	"SELECT m.id, m.station, m.number, m.title, m.charge, m.procedure, "
	"m.handler, m.accepted, m.pending, m.parties, m.next_due "
	"FROM matter m WHERE m.id IN (SELECT a.matter FROM addressed a "
	"WHERE a.desk_user = $2 AND a.noun = 'matter' AND a.action = 'see' "
	"AND a.station = $1) "
	"AND (m.accepted, m.id) < ($3, $4) "
	"ORDER BY m.accepted DESC, m.id DESC LIMIT $5";

static const char pending_addressed_sql[] =
	"SELECT m.id, m.station, m.number, m.title, m.charge, m.procedure, "
	"m.handler, m.accepted, m.pending, m.parties, m.next_due "
	"FROM matter m WHERE m.id IN (SELECT a.matter FROM addressed a "
	"WHERE a.desk_user = $2 AND a.noun = 'matter' AND a.action = 'see' "
	"AND a.station = $1) "
	"AND m.pending = 1 AND (m.accepted, m.id) < ($3, $4) "
	"ORDER BY m.accepted DESC, m.id DESC LIMIT $5";

static const char one_sql[] =
	"SELECT m.id, m.station, m.number, m.title, m.charge, m.procedure, "
	"m.handler, m.accepted, m.pending, m.parties, m.next_due "
	"FROM matter m WHERE m.id = $1 AND EXISTS "
	"(SELECT 1 FROM visible v WHERE v.desk_user = $2 AND v.noun = 'matter' "
	"AND v.action = 'see' AND v.matter = m.id)";

static const char parties_sql[] =
	"SELECT p.id, p.matter, p.proceeding, p.name, p.class, p.place, "
	"p.advised, "
	"(SELECT f.value FROM fact f WHERE f.owner = p.id "
	"AND f.name = '当事人.罪名'), "
	"(SELECT f.value FROM fact f WHERE f.owner = p.id "
	"AND f.name = '当事人.辩护人'), "
	"(SELECT MIN(d.due) FROM deadline d WHERE d.party = p.id "
	"AND d.state = 'open'), "
	"(SELECT s.rule FROM standing s WHERE s.party = p.id "
	"AND s.proceeding = p.proceeding AND s.until_day = '' "
	"ORDER BY s.place DESC LIMIT 1) "
	"FROM party p WHERE p.matter = $1 AND EXISTS "
	"(SELECT 1 FROM visible v WHERE v.desk_user = $2 AND v.noun = 'matter' "
	"AND v.action = 'see' AND v.matter = p.matter) ORDER BY p.id";

static const char party_sql[] =
	"SELECT p.id, p.matter, p.proceeding, p.name, p.class, p.place, "
	"p.advised, "
	"(SELECT f.value FROM fact f WHERE f.owner = p.id "
	"AND f.name = '当事人.罪名'), "
	"(SELECT f.value FROM fact f WHERE f.owner = p.id "
	"AND f.name = '当事人.辩护人'), "
	"(SELECT MIN(d.due) FROM deadline d WHERE d.party = p.id "
	"AND d.state = 'open'), "
	"(SELECT s.rule FROM standing s WHERE s.party = p.id "
	"AND s.proceeding = p.proceeding AND s.until_day = '' "
	"ORDER BY s.place DESC LIMIT 1) "
	"FROM party p WHERE p.id = $1 AND EXISTS "
	"(SELECT 1 FROM visible v WHERE v.desk_user = $2 AND v.noun = 'matter' "
	"AND v.action = 'see' AND v.matter = p.matter)";

static const char facts_sql[] =
	"SELECT f.name, f.value, f.day, f.record "
	"FROM fact f WHERE f.owner = $1 AND f.matter = $2 AND EXISTS "
	"(SELECT 1 FROM visible v WHERE v.desk_user = $3 AND v.noun = 'matter' "
	"AND v.action = 'see' AND v.matter = f.matter)";

static const char hearings_sql[] =
	"SELECT h.id, h.at, h.place FROM hearing h "
	"WHERE h.matter = $1 AND EXISTS "
	"(SELECT 1 FROM visible v WHERE v.desk_user = $2 AND v.noun = 'matter' "
	"AND v.action = 'see' AND v.matter = h.matter) "
	"ORDER BY h.at, h.id";

static void
take_matter(struct stmt *q, struct arena *arena, struct matter *out)
{
	*out = (struct matter){
		.id = stmt_get_int(q, 0),
		.station = stmt_get_int(q, 1),
		.number = column_text(q, 2, arena),
		.title = column_text(q, 3, arena),
		.charge = column_text(q, 4, arena),
		.procedure = column_text(q, 5, arena),
		.handler = column_text(q, 6, arena),
		.accepted = column_date(q, 7),
		.is_pending = stmt_get_int(q, 8) != 0,
		.parties = (int)stmt_get_int(q, 9),
		.next_due = column_date(q, 10),
	};
}

/* The key to go on after; the start lies past every day. */
static void
bind_after(struct stmt *q, const struct matter_page *after)
{
	char day[DATE_TEXT];

	if (after == NULL ||
		(!date_is_set(after->accepted) && after->id == 0)) {
		stmt_text(q, 3, "9999-12-31");
		stmt_int(q, 4, INT64_MAX);
		return;
	}
	stmt_text(q, 3, date_format(after->accepted, day));
	stmt_int(q, 4, after->id);
}

static struct stmt *
list_statement(struct desk *desk, enum matter_which which, struct err *err)
{
	static const struct scope_list all = { all_sql, all_addressed_sql };
	static const struct scope_list pending = { pending_sql,
		pending_addressed_sql };

	switch (which) {
	case MATTERS_ALL:
		return scope_statement(desk, &all, err);
	case MATTERS_PENDING:
		return scope_statement(desk, &pending, err);
	}
	err_set(err, ERR_BUG, "没有这种案件清单");
	return NULL;
}

bool
matter_list(struct desk *desk, struct arena *arena, enum matter_which which,
	const struct matter_page *after, int limit, struct matter **out,
	size_t *count, struct err *err)
{
	struct stmt *q = list_statement(desk, which, err);
	struct matter *list = NULL;
	enum stmt_step step;

	*count = 0;
	if (q == NULL)
		return false;
	stmt_int(q, 1, desk->court);
	stmt_int(q, 2, desk->user);
	bind_after(q, after);
	stmt_int(q, 5, page_limit(limit));
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		list = arena_grow(arena, list, *count, sizeof(*list));
		take_matter(q, arena, &list[(*count)++]);
	}
	*out = list;
	return step == STMT_END;
}

bool
matter_read(struct desk *desk, struct arena *arena, int64_t id,
	struct matter *out, struct err *err)
{
	struct stmt *q = store_statement(desk->store, one_sql, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, id);
	stmt_int(q, 2, desk->user);
	if (!stmt_one(q, "没有这个案件，或不归您查看；请回案件列表重新选", err))
		return false;
	take_matter(q, arena, out);
	stmt_reset(q);
	return audit_read(desk, "matter.read", id, "", err);
}

/* What a class is called: by the row of the class table that gave it. */
static const char *
class_title(const struct desk *desk, const char *rule)
{
	size_t count;
	const struct class_row *rows =
		law_classes(library_law(desk->library), &count);

	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].id, rule) == 0)
			return rows[i].title;
	return "";
}

static void
take_party(const struct desk *desk, struct stmt *q, struct arena *arena,
	struct party *out)
{
	*out = (struct party){
		.id = stmt_get_int(q, 0),
		.matter = stmt_get_int(q, 1),
		.proceeding = stmt_get_int(q, 2),
		.name = column_text(q, 3, arena),
		.class_ = column_text(q, 4, arena),
		.place = column_text(q, 5, arena),
		.advised = column_date(q, 6),
		.charge = column_text(q, 7, arena),
		.defender = column_text(q, 8, arena),
		.next_due = column_date(q, 9),
		.class_title = class_title(desk, stmt_get_text(q, 10)),
	};
}

bool
party_list(struct desk *desk, struct arena *arena, int64_t matter,
	struct party **out, size_t *count, struct err *err)
{
	struct stmt *q = store_statement(desk->store, parties_sql, err);
	struct party *list = NULL;
	enum stmt_step step;

	*count = 0;
	if (q == NULL)
		return false;
	stmt_int(q, 1, matter);
	stmt_int(q, 2, desk->user);
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		list = arena_grow(arena, list, *count, sizeof(*list));
		take_party(desk, q, arena, &list[(*count)++]);
	}
	*out = list;
	return step == STMT_END;
}

bool
party_read(struct desk *desk, struct arena *arena, int64_t id,
	struct party *out, struct err *err)
{
	struct stmt *q = store_statement(desk->store, party_sql, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, id);
	stmt_int(q, 2, desk->user);
	if (!stmt_one(q, "没有这个当事人，或不归您查看；请回案件重新选", err))
		return false;
	take_party(desk, q, arena, out);
	stmt_reset(q);
	return audit_read(desk, "party.read", id, "", err);
}

/* Place in the vocabulary; what a newer program knew comes last. */
static size_t
fact_place(const char *name)
{
	const struct fact *fact = fact_find(name);

	return fact == NULL ? SIZE_MAX : fact_index(fact);
}

static int
compare_facts(const void *a, const void *b)
{
	const struct fact_line *x = a, *y = b;
	size_t i = fact_place(x->name), j = fact_place(y->name);

	if (i != j)
		return i < j ? -1 : 1;
	return strcmp(x->name, y->name);
}

bool
fact_list(struct desk *desk, struct arena *arena, int64_t matter, int64_t owner,
	struct fact_line **out, size_t *count, struct err *err)
{
	struct stmt *q = store_statement(desk->store, facts_sql, err);
	struct fact_line *list = NULL;
	enum stmt_step step;

	*count = 0;
	if (q == NULL)
		return false;
	stmt_int(q, 1, owner);
	stmt_int(q, 2, matter);
	stmt_int(q, 3, desk->user);
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		list = arena_grow(arena, list, *count, sizeof(*list));
		list[(*count)++] = (struct fact_line){
			.name = column_text(q, 0, arena),
			.value = column_text(q, 1, arena),
			.since = column_date(q, 2),
			.record = stmt_get_int(q, 3),
		};
	}
	if (*count > 1)
		qsort(list, *count, sizeof(*list), compare_facts);
	*out = list;
	return step == STMT_END;
}

bool
hearing_list(struct desk *desk, struct arena *arena, int64_t matter,
	struct hearing **out, size_t *count, struct err *err)
{
	struct stmt *q = store_statement(desk->store, hearings_sql, err);
	struct hearing *list = NULL;
	enum stmt_step step;

	*count = 0;
	if (q == NULL)
		return false;
	stmt_int(q, 1, matter);
	stmt_int(q, 2, desk->user);
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		list = arena_grow(arena, list, *count, sizeof(*list));
		list[(*count)++] = (struct hearing){
			.id = stmt_get_int(q, 0),
			.at = column_text(q, 1, arena),
			.place = column_text(q, 2, arena),
		};
	}
	*out = list;
	return step == STMT_END;
}
