/* SPDX-License-Identifier: MIT */
/* 文号: gapless per station, form and year; taken by a sealing. */
#include "desk/numbering.h"

#include <string.h>

static const char number_next_sql[] =
	"UPDATE number_counter SET last = last + 1 WHERE station = $1 "
	"AND form = $2 AND year = $3 RETURNING last";
static const char number_first_sql[] =
	"INSERT INTO number_counter (station, form, year, last) "
	"VALUES ($1, $2, $3, 1)";

static bool
next_number(struct desk *desk, const struct form *form, int year,
	int64_t *number, struct err *err)
{
	const char *const sqls[] = { number_next_sql, number_first_sql };

	*number = 1;
	for (size_t i = 0; i < ARRAY_LENGTH(sqls); i++) {
		struct stmt *q = store_statement(desk->store, sqls[i], err);
		enum stmt_step step;

		if (q == NULL)
			return false;
		stmt_int(q, 1, desk->station);
		stmt_text(q, 2, form->id);
		stmt_int(q, 3, year);
		step = stmt_next(q, err);
		if (step == STMT_FAILED)
			return false;
		if (step == STMT_ROW) {
			*number = stmt_get_int(q, 0);
			stmt_reset(q);
			return true;
		}
	}
	return true;
}

/* The pattern's three placeholders; the loader let no others through. */
static void
write_number(const struct desk *desk, const char *at, int year, int64_t number,
	struct buf *out)
{
	while (*at != '\0') {
		if (strncmp(at, "{{", 2) != 0) {
			buf_add_char(out, *at++);
			continue;
		}
		if (strncmp(at, "{{年}}", strlen("{{年}}")) == 0)
			buf_addf(out, "%d", year);
		else if (strncmp(at, "{{序号}}", strlen("{{序号}}")) == 0)
			buf_addf(out, "%lld", (long long)number);
		else
			buf_add(out, desk->station_code);
		at = strstr(at, "}}") + 2;
	}
}

bool
number_take(struct desk *desk, struct arena *arena, const struct form *form,
	int64_t entered, const char **out, struct err *err)
{
	struct buf text = { 0 };
	int year = date_year(clock_day_of(entered));
	int64_t number;

	*out = "";
	if (form->number == NULL)
		return true;
	if (!next_number(desk, form, year, &number, err))
		return false;
	write_number(desk, form->number, year, number, &text);
	*out = arena_copy(arena, buf_text(&text));
	buf_free(&text);
	return true;
}
