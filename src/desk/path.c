/* SPDX-License-Identifier: MIT */
/* Reading the way a case took from its facts. */
#include "desk/path.h"

#include "desk/column.h"

static const char steps_sql[] =
	"SELECT p.id, n.value, s.value, i.value, a.value, r.value, o.value, "
	"c.value, j.value FROM proceeding p "
	"LEFT JOIN fact n ON n.owner = p.id AND n.name = '程序段.案号' "
	"LEFT JOIN fact s ON s.owner = p.id AND s.name = '程序段.阶段' "
	"LEFT JOIN fact i ON i.owner = p.id AND i.name = '程序段.审级' "
	"LEFT JOIN fact a ON a.owner = p.id AND a.name = '程序段.立案日期' "
	"LEFT JOIN fact r ON r.owner = p.id AND r.name = '程序段.收案日期' "
	"LEFT JOIN fact o ON o.owner = p.id AND o.name = '程序段.结案方式' "
	"LEFT JOIN fact c ON c.owner = p.id AND c.name = '程序段.结案日期' "
	"LEFT JOIN fact j ON j.owner = p.id AND j.name = '程序段.另案' "
	"WHERE p.matter = $1 AND EXISTS (SELECT 1 FROM visible v "
	"WHERE v.matter = p.matter AND v.desk_user = $2 "
	"AND v.noun = 'matter' AND v.action = 'see') ORDER BY p.id";

static const char left_sql[] =
	"SELECT f.owner, f.value FROM fact f "
	"WHERE f.matter = $1 AND f.name = '当事人.另案' "
	"AND EXISTS (SELECT 1 FROM visible v WHERE v.matter = f.matter "
	"AND v.desk_user = $2 AND v.noun = 'matter' AND v.action = 'see') "
	"ORDER BY f.owner";

static struct path_step
take_step(struct stmt *q, struct arena *arena)
{
	struct path_step step = {
		.number = column_text(q, 1, arena),
		.place = column_text(q, 3, arena),
		.from = column_date(q, 4),
		.outcome = column_text(q, 6, arena),
		.closed = column_date(q, 7),
		.other = column_text(q, 8, arena),
	};

	if (step.place[0] == '\0')
		step.place = column_text(q, 2, arena);
	if (!date_is_set(step.from))
		step.from = column_date(q, 5);
	return step;
}

static bool
read_steps(struct desk *desk, struct arena *arena, int64_t matter,
	struct path *out, struct err *err)
{
	struct stmt *q = store_statement(desk->store, steps_sql, err);
	enum stmt_step step;

	if (q == NULL)
		return false;
	stmt_int(q, 1, matter);
	stmt_int(q, 2, desk->user);
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		out->steps = arena_grow(arena, out->steps, out->step_count,
			sizeof(*out->steps));
		out->steps[out->step_count++] = take_step(q, arena);
	}
	return step == STMT_END;
}

static bool
read_left(struct desk *desk, struct arena *arena, int64_t matter,
	struct path *out, struct err *err)
{
	struct stmt *q = store_statement(desk->store, left_sql, err);
	enum stmt_step step;

	if (q == NULL)
		return false;
	stmt_int(q, 1, matter);
	stmt_int(q, 2, desk->user);
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		out->left = arena_grow(
			arena, out->left, out->left_count, sizeof(*out->left));
		out->left[out->left_count++] =
			(struct path_left){ stmt_get_int(q, 0),
				column_text(q, 1, arena) };
	}
	return step == STMT_END;
}

bool
path_read(struct desk *desk, struct arena *arena, int64_t matter,
	struct path *out, struct err *err)
{
	*out = (struct path){ 0 };
	return read_steps(desk, arena, matter, out, err) &&
	       read_left(desk, arena, matter, out, err);
}

const char *
path_left_for(const struct path *path, int64_t party)
{
	for (size_t i = 0; i < path->left_count; i++)
		if (path->left[i].party == party)
			return path->left[i].other;
	return NULL;
}
