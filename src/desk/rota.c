/* SPDX-License-Identifier: MIT */
/* Who is on duty today. */
#include "desk/rota.h"

#include "desk/column.h"
#include "form/seal.h"

#include <string.h>

enum { HOUR = 3600, MORNING = 6, NOON = 12, EVENING = 18 };

const char rota_event[] = "值班.排定";

static const char today_sql[] =
	"SELECT record, place, day, half, lawyer, phone, licence FROM rota "
	"WHERE (day = $1 OR (day = $2 AND half = '夜间')) "
	"AND (place = $3 OR $4 = 1) ORDER BY day, "
	"CASE half WHEN '上午' THEN 0 WHEN '下午' THEN 1 ELSE 2 END, "
	"place, line";
static const char delete_sql[] = "DELETE FROM rota WHERE line = $1";
static const char insert_sql[] =
	"INSERT INTO rota (line, record, place, day, half, lawyer, phone, "
	"licence) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

static const char entries_sql[] =
	"SELECT r.id, r.line, p.bytes FROM record r "
	"JOIN record_payload p ON p.record = r.id "
	"WHERE r.matter = 0 AND r.form = $1 AND NOT EXISTS "
	"(SELECT 1 FROM record s WHERE s.supersedes = r.id)";
static const char same_sql[] =
	"SELECT 1 FROM rota WHERE line = $1 AND record = $2 AND place = $3 "
	"AND day = $4 AND half = $5 AND lawyer = $6 AND phone = $7 "
	"AND licence = $8";
static const char strays_sql[] =
	"SELECT COUNT(*) FROM rota WHERE NOT EXISTS (SELECT 1 FROM record r "
	"WHERE r.line = rota.line AND r.matter = 0)";
static const char drop_sql[] =
	"DELETE FROM rota WHERE NOT EXISTS (SELECT 1 FROM record r "
	"WHERE r.line = rota.line AND r.matter = 0)";

static const char *const fields[] = { "地点", "日期", "时段", "律师", "电话",
	"证号" };

/* The half day of an instant, and the day it began. */
static const char *
half_of(int64_t now, struct date *day)
{
	int64_t hour = (now - clock_instant(clock_day_of(now), 0, 0)) / HOUR;

	*day = clock_day_of(now);
	if (hour < MORNING)
		*day = date_add(*day, -1);
	if (hour < MORNING || hour >= EVENING)
		return "夜间";
	return hour < NOON ? "上午" : "下午";
}

bool
rota_today(struct desk *desk, struct arena *arena, struct rota_line **out,
	size_t *count, struct err *err)
{
	struct stmt *q = store_statement(desk->store, today_sql, err);
	char today[DATE_TEXT], begun[DATE_TEXT];
	struct rota_line *lines = NULL;
	enum stmt_step step;
	struct date day;
	const char *half = half_of(desk_now(desk), &day);

	*count = 0;
	if (q == NULL)
		return false;
	stmt_text(q, 1, date_format(desk_today(desk), today));
	stmt_text(q, 2, date_format(day, begun));
	stmt_text(q, 3, desk->station_name);
	stmt_int(q, 4, strcmp(desk->station_kind, "法援机构") == 0);
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		struct rota_line *l;

		lines = arena_grow(arena, lines, *count, sizeof *lines);
		l = &lines[(*count)++];
		*l = (struct rota_line){ .record = stmt_get_int(q, 0),
			.place = column_text(q, 1, arena),
			.day = column_date(q, 2),
			.half = column_text(q, 3, arena),
			.lawyer = column_text(q, 4, arena),
			.phone = column_text(q, 5, arena),
			.licence = column_text(q, 6, arena) };
		l->is_now = date_compare(l->day, day) == 0 &&
			    strcmp(l->half, half) == 0;
	}
	*out = lines;
	return step == STMT_END;
}

bool
rota_now(struct desk *desk, struct arena *arena, struct rota_line *out,
	struct err *err)
{
	struct rota_line *lines;
	size_t count;

	*out = (struct rota_line){ .place = "",
		.half = "",
		.lawyer = "",
		.phone = "",
		.licence = "" };
	if (!rota_today(desk, arena, &lines, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (lines[i].is_now &&
			strcmp(lines[i].place, desk->station_name) == 0) {
			*out = lines[i];
			return true;
		}
	return true;
}

bool
rota_is(const struct form *form)
{
	for (size_t i = 0; i < form->event_count; i++)
		if (strcmp(form->events[i].name, rota_event) == 0)
			return true;
	return false;
}

/* Line and record are the first two parameters, what was typed the others. */
static void
bind(struct stmt *q, int64_t record, int64_t line, const struct values *values)
{
	stmt_int(q, 1, line);
	stmt_int(q, 2, record);
	for (int i = 0; i < (int)ARRAY_LENGTH(fields); i++)
		stmt_text(q, 3 + i, values_get(values, fields[i]));
}

static bool
keep(struct store *store, int64_t record, int64_t line,
	const struct values *values, struct err *err)
{
	struct stmt *q = store_statement(store, delete_sql, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, line);
	if (!stmt_run(q, err))
		return false;
	q = store_statement(store, insert_sql, err);
	if (q == NULL)
		return false;
	bind(q, record, line, values);
	return stmt_run(q, err);
}

bool
rota_sealed(struct desk *desk, int64_t record, int64_t line,
	const struct values *values, struct err *err)
{
	return keep(desk->store, record, line, values, err);
}

struct entry {
	int64_t record;
	int64_t line;
	struct values values;
};
struct entries {
	struct arena *arena;
	struct entry *items;
	size_t count;
};

static bool
read_entries(struct store *store, const char *form, struct entries *out,
	struct err *err)
{
	struct stmt *q = store_statement(store, entries_sql, err);
	enum stmt_step step;

	if (q == NULL)
		return false;
	stmt_text(q, 1, form);
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		struct entry entry = { .record = stmt_get_int(q, 0),
			.line = stmt_get_int(q, 1),
			.values = { .arena = out->arena } };
		struct seal_head head;
		size_t length;
		const char *bytes = stmt_get_bytes(q, 2, &length);

		if (length == 0) /* taken away by order */
			continue;
		if (!seal_read(out->arena, bytes, length, &head, &entry.values,
			    err)) {
			stmt_reset(q);
			return false;
		}
		out->items = arena_grow(
			out->arena, out->items, out->count, sizeof *out->items);
		out->items[out->count++] = entry;
	}
	return step == STMT_END;
}

static bool
settle(struct store *store, const struct entry *entry, enum derive_mode mode,
	int64_t *differences, struct err *err)
{
	struct stmt *q = store_statement(store, same_sql, err);
	enum stmt_step step;

	if (q == NULL)
		return false;
	bind(q, entry->record, entry->line, &entry->values);
	step = stmt_next(q, err);
	if (step == STMT_FAILED)
		return false;
	stmt_reset(q);
	if (step == STMT_ROW)
		return true;
	(*differences)++;
	return mode == DERIVE_CHECK ||
	       keep(store, entry->record, entry->line, &entry->values, err);
}

/* Rows that no record speaks of. */
static bool
drop_strays(struct store *store, enum derive_mode mode, int64_t *differences,
	struct err *err)
{
	struct stmt *q = store_statement(store, strays_sql, err);
	int64_t strays;

	if (q == NULL || !stmt_one(q, "值班表没有数出来", err))
		return false;
	strays = stmt_get_int(q, 0);
	stmt_reset(q);
	*differences += strays;
	if (mode == DERIVE_CHECK || strays == 0)
		return true;
	q = store_statement(store, drop_sql, err);
	return q != NULL && stmt_run(q, err);
}

bool
rota_derive(struct desk *desk, enum derive_mode mode, int64_t *differences,
	struct err *err)
{
	const struct form *form =
		library_form_making(desk->library, rota_event);
	struct arena arena = { 0 };
	struct entries entries = { .arena = &arena };
	bool done;

	*differences = 0;
	if (form == NULL)
		return true;
	done = read_entries(desk->store, form->id, &entries, err);
	for (size_t i = 0; done && i < entries.count; i++)
		done = settle(
			desk->store, &entries.items[i], mode, differences, err);
	done = done && drop_strays(desk->store, mode, differences, err);
	arena_clear(&arena);
	return done;
}
