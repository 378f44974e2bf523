/* SPDX-License-Identifier: MIT */
/* The pool as it was registered. Who suits whom is lawyer_choose.c. */
#include "desk/lawyer.h"

#include "desk/column.h"
#include "form/seal.h"

#include <stdlib.h>
#include <string.h>

static const char entry_form[] = "lawyer";

static const char entries_sql[] =
	"SELECT r.id, r.station, p.bytes FROM record r "
	"JOIN record_payload p ON p.record = r.id "
	"WHERE r.form = 'lawyer' AND r.matter = 0 AND NOT EXISTS "
	"(SELECT 1 FROM record s WHERE s.supersedes = r.id) ORDER BY r.id";
static const char stored_sql[] =
	"SELECT licence, record, station, name, firm, phone, area, years, "
	"juvenile, languages, since, until FROM lawyer ORDER BY licence";
static const char delete_sql[] = "DELETE FROM lawyer WHERE licence = $1";
static const char insert_sql[] =
	"INSERT INTO lawyer (licence, record, station, name, firm, phone, "
	"area, years, juvenile, languages, since, until) "
	"VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

static const char list_sql[] =
	"SELECT l.licence, l.record, l.station, l.name, l.firm, l.phone, "
	"l.area, l.years, l.juvenile, l.languages, l.since, l.until, "
	"(SELECT COUNT(*) FROM assignment a WHERE a.lawyer = l.name "
	"AND a.licence IN (l.licence, '') "
	"AND a.ended = '' AND a.told = '' AND a.closed = '') "
	"FROM lawyer l JOIN reach r ON r.station = l.station "
	"AND r.desk_user = $1 AND r.noun = 'lawyer' AND r.action = 'see' "
	"ORDER BY l.station, l.name, l.licence LIMIT $2";

/* A row of the table; the columns in its order. */
struct entry {
	const char *licence;
	int64_t record;
	int64_t station;
	const char *name;
	const char *firm;
	const char *phone;
	const char *area;
	int64_t years;
	int64_t is_for_juveniles;
	const char *languages;
	const char *since;
	const char *until;
};
struct entries {
	struct arena *arena;
	struct entry *items;
	size_t count;
};

bool
lawyer_is_entry(const struct form *form)
{
	return strcmp(form->id, entry_form) == 0;
}

static struct entry
entry_of(int64_t record, int64_t station, const struct values *values)
{
	return (struct entry){
		.licence = values_get(values, "证号"),
		.record = record,
		.station = station,
		.name = values_get(values, "姓名"),
		.firm = values_get(values, "单位"),
		.phone = values_get(values, "电话"),
		.area = values_get(values, "区域"),
		.years = strtol(values_get(values, "刑事年数"), NULL, 10),
		.is_for_juveniles =
			strcmp(values_get(values, "未成年人"), "是") == 0,
		.languages = values_get(values, "语言"),
		.since = values_get(values, "入册日期"),
		.until = values_get(values, "退出日期"),
	};
}

/* Registrations come in order of entry: the newest of a licence replaces. */
static void
put_entry(struct entries *entries, const struct entry *entry)
{
	for (size_t i = 0; i < entries->count; i++)
		if (strcmp(entries->items[i].licence, entry->licence) == 0) {
			entries->items[i] = *entry;
			return;
		}
	entries->items = arena_grow(entries->arena, entries->items,
		entries->count, sizeof(*entries->items));
	entries->items[entries->count++] = *entry;
}

static bool
read_entries(struct store *store, struct entries *out, struct err *err)
{
	struct stmt *q = store_statement(store, entries_sql, err);
	enum stmt_step step;

	if (q == NULL)
		return false;
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		struct values values = { .arena = out->arena };
		struct seal_head head;
		struct entry entry;
		size_t length;
		const char *bytes = stmt_get_bytes(q, 2, &length);

		if (length == 0) /* taken away by order */
			continue;
		if (!seal_read(
			    out->arena, bytes, length, &head, &values, err)) {
			stmt_reset(q);
			return false;
		}
		entry = entry_of(
			stmt_get_int(q, 0), stmt_get_int(q, 1), &values);
		put_entry(out, &entry);
	}
	return step == STMT_END;
}

static struct entry
entry_at(struct stmt *q, struct arena *arena)
{
	return (struct entry){
		.licence = column_text(q, 0, arena),
		.record = stmt_get_int(q, 1),
		.station = stmt_get_int(q, 2),
		.name = column_text(q, 3, arena),
		.firm = column_text(q, 4, arena),
		.phone = column_text(q, 5, arena),
		.area = column_text(q, 6, arena),
		.years = stmt_get_int(q, 7),
		.is_for_juveniles = stmt_get_int(q, 8),
		.languages = column_text(q, 9, arena),
		.since = column_text(q, 10, arena),
		.until = column_text(q, 11, arena),
	};
}

static bool
read_stored(struct store *store, struct entries *out, struct err *err)
{
	struct stmt *q = store_statement(store, stored_sql, err);
	enum stmt_step step;

	if (q == NULL)
		return false;
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		out->items = arena_grow(out->arena, out->items, out->count,
			sizeof(*out->items));
		out->items[out->count++] = entry_at(q, out->arena);
	}
	return step == STMT_END;
}

static bool
is_same(const struct entry *a, const struct entry *b)
{
	return strcmp(a->licence, b->licence) == 0 && a->record == b->record &&
	       a->station == b->station && strcmp(a->name, b->name) == 0 &&
	       strcmp(a->firm, b->firm) == 0 &&
	       strcmp(a->phone, b->phone) == 0 &&
	       strcmp(a->area, b->area) == 0 && a->years == b->years &&
	       a->is_for_juveniles == b->is_for_juveniles &&
	       strcmp(a->languages, b->languages) == 0 &&
	       strcmp(a->since, b->since) == 0 &&
	       strcmp(a->until, b->until) == 0;
}

static bool
is_in(const struct entries *entries, const struct entry *entry)
{
	for (size_t i = 0; i < entries->count; i++)
		if (is_same(&entries->items[i], entry))
			return true;
	return false;
}

static bool
remove_entry(struct store *store, const struct entry *entry, struct err *err)
{
	struct stmt *q = store_statement(store, delete_sql, err);

	if (q == NULL)
		return false;
	stmt_text(q, 1, entry->licence);
	return stmt_run(q, err);
}

static bool
insert_entry(struct store *store, const struct entry *entry, struct err *err)
{
	struct stmt *q = store_statement(store, insert_sql, err);

	if (q == NULL)
		return false;
	stmt_text(q, 1, entry->licence);
	stmt_int(q, 2, entry->record);
	stmt_int(q, 3, entry->station);
	stmt_text(q, 4, entry->name);
	stmt_text(q, 5, entry->firm);
	stmt_text(q, 6, entry->phone);
	stmt_text(q, 7, entry->area);
	stmt_int(q, 8, entry->years);
	stmt_int(q, 9, entry->is_for_juveniles);
	stmt_text(q, 10, entry->languages);
	stmt_text(q, 11, entry->since);
	stmt_text(q, 12, entry->until);
	return stmt_run(q, err);
}

typedef bool entry_fn(
	struct store *store, const struct entry *entry, struct err *err);

/* Does it to each of `from` that is not in `other`; NULL only counts. */
static bool
each_other(struct store *store, const struct entries *from,
	const struct entries *other, entry_fn *run, int64_t *count,
	struct err *err)
{
	for (size_t i = 0; i < from->count; i++) {
		if (is_in(other, &from->items[i]))
			continue;
		(*count)++;
		if (run != NULL && !run(store, &from->items[i], err))
			return false;
	}
	return true;
}

bool
lawyer_derive(struct store *store, enum derive_mode mode, int64_t *differences,
	struct err *err)
{
	struct arena arena = { 0 };
	struct entries want = { .arena = &arena }, have = { .arena = &arena };
	bool writes = mode == DERIVE_REPAIR;
	int64_t gone = 0, come = 0;
	bool done = read_entries(store, &want, err) &&
		    read_stored(store, &have, err) &&
		    each_other(store, &have, &want,
			    writes ? remove_entry : NULL, &gone, err) &&
		    each_other(store, &want, &have,
			    writes ? insert_entry : NULL, &come, err);

	/* One that changed is gone and come. */
	*differences = gone > come ? gone : come;
	arena_clear(&arena);
	return done;
}

static void
take_lawyer(struct stmt *q, struct arena *arena, struct lawyer *out)
{
	*out = (struct lawyer){
		.licence = column_text(q, 0, arena),
		.record = stmt_get_int(q, 1),
		.name = column_text(q, 3, arena),
		.firm = column_text(q, 4, arena),
		.phone = column_text(q, 5, arena),
		.area = column_text(q, 6, arena),
		.years = stmt_get_int(q, 7),
		.is_for_juveniles = stmt_get_int(q, 8) != 0,
		.languages = column_text(q, 9, arena),
		.since = column_date(q, 10),
		.until = column_date(q, 11),
		.load = stmt_get_int(q, 12),
	};
}

bool
lawyer_list(struct desk *desk, struct arena *arena, int limit,
	struct lawyer **out, size_t *count, struct err *err)
{
	struct stmt *q = store_statement(desk->store, list_sql, err);
	struct lawyer *list = NULL;
	enum stmt_step step;

	*count = 0;
	if (q == NULL)
		return false;
	stmt_int(q, 1, desk->user);
	stmt_int(q, 2, page_limit(limit));
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		list = arena_grow(arena, list, *count, sizeof(*list));
		take_lawyer(q, arena, &list[(*count)++]);
	}
	*out = list;
	return step == STMT_END;
}
