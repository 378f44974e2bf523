/* SPDX-License-Identifier: MIT */
/* Who is on duty today. */
#include "desk/rota.h"

#include "desk/column.h"

#include <string.h>

enum { HOUR = 3600, MORNING = 6, NOON = 12, EVENING = 18 };

const char rota_event[] = "值班.排定";

static const char today_sql[] =
	"SELECT record, place, day, half, lawyer, phone FROM rota "
	"WHERE (day = $1 OR (day = $2 AND half = '夜间')) "
	"AND (place = $3 OR $4 = 1) ORDER BY day, "
	"CASE half WHEN '上午' THEN 0 WHEN '下午' THEN 1 ELSE 2 END, "
	"place, line";
static const char delete_sql[] = "DELETE FROM rota WHERE line = $1";
static const char insert_sql[] =
	"INSERT INTO rota (line, record, place, day, half, lawyer, phone) "
	"VALUES ($1, $2, $3, $4, $5, $6, $7)";

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
			.phone = column_text(q, 5, arena) };
		l->is_now = date_compare(l->day, day) == 0 &&
			    strcmp(l->half, half) == 0;
	}
	*out = lines;
	return step == STMT_END;
}

bool
rota_is(const struct form *form)
{
	for (size_t i = 0; i < form->event_count; i++)
		if (strcmp(form->events[i].name, rota_event) == 0)
			return true;
	return false;
}

bool
rota_sealed(struct desk *desk, int64_t record, int64_t line,
	const struct values *values, struct err *err)
{
	static const char *const fields[] = { "地点", "日期", "时段", "律师",
		"电话" };
	struct stmt *q = store_statement(desk->store, delete_sql, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, line);
	if (!stmt_run(q, err))
		return false;
	q = store_statement(desk->store, insert_sql, err);
	if (q == NULL)
		return false;
	stmt_int(q, 1, line);
	stmt_int(q, 2, record);
	for (int i = 0; i < (int)ARRAY_LENGTH(fields); i++)
		stmt_text(q, 3 + i, values_get(values, fields[i]));
	return stmt_run(q, err);
}
