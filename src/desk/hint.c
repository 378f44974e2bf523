/* SPDX-License-Identifier: MIT */
/* Names and former values for fields; suggestions, never more. */
#include "desk/hint.h"

#include "desk/record.h"
#include "desk/scope.h"

#include <string.h>

static const char parties_sql[] =
	"SELECT p.name FROM party p WHERE p.matter = $1 ORDER BY p.id";
static const char lawyers_sql[] =
	"SELECT DISTINCT f.value FROM fact f WHERE f.matter = $1 "
	"AND f.name = '当事人.辩护人姓名' AND f.value <> '' ORDER BY f.value";
static const char people_sql[] =
	"SELECT u.name FROM desk_user u WHERE u.station = $1 "
	"AND u.active = 1 AND EXISTS (SELECT 1 FROM reach r "
	"WHERE r.desk_user = u.id AND r.noun = 'record' "
	"AND r.action = 'seal') ORDER BY u.id";
static const char stations_sql[] =
	"SELECT s.name FROM station s WHERE s.id > $1 ORDER BY s.id";

struct names {
	struct arena *arena;
	const char **items;
	size_t count;
};

static bool
add_names(struct desk *desk, const char *sql, int64_t id, struct names *out,
	struct err *err)
{
	struct stmt *q = store_statement(desk->store, sql, err);
	enum stmt_step step;

	if (q == NULL)
		return false;
	stmt_int(q, 1, id);
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		out->items = arena_grow(out->arena, out->items, out->count,
			sizeof(*out->items));
		out->items[out->count++] =
			arena_copy(out->arena, stmt_get_text(q, 0));
	}
	return step == STMT_END;
}

static bool
is_type(const struct form_field *field, const char *word)
{
	return strcmp(field->type->word, word) == 0;
}

/* The subject was within reach when the draft began (work_start); a case may
 * have been closed to this desk since. */
static bool
is_in_sight(
	struct desk *desk, const struct subject *on, bool *out, struct err *err)
{
	*out = on->matter != 0;
	if (on->matter == 0 ||
		scope_check_matter(desk, "matter", "see", on->matter, err))
		return true;
	*out = false;
	if (err->code != ERR_RIGHT)
		return false;
	err_clear(err);
	return true;
}

bool
hint_names(struct desk *desk, struct arena *arena, const struct subject *on,
	const struct form_field *field, const char ***out, size_t *count,
	struct err *err)
{
	struct names names = { .arena = arena };
	bool in_sight;
	bool done = is_in_sight(desk, on, &in_sight, err);

	if (done && is_type(field, "人名"))
		done = add_names(desk, people_sql, desk->station, &names, err);
	if (done && in_sight &&
		(is_type(field, "人名") || is_type(field, "当事人")))
		done = add_names(desk, parties_sql, on->matter, &names, err);
	if (done && in_sight && is_type(field, "律师"))
		done = add_names(desk, lawyers_sql, on->matter, &names, err);
	if (done && is_type(field, "机关"))
		done = add_names(desk, stations_sql, 0, &names, err);
	*out = names.items;
	*count = names.count;
	return done;
}

static const char last_sql[] =
	"SELECT r.id FROM record r WHERE r.by_user = $1 AND r.form = $2 "
	"ORDER BY r.id DESC LIMIT 1";

bool
hint_previous(struct desk *desk, struct arena *arena, const struct form *form,
	const char *field, const char **value, struct err *err)
{
	struct stmt *q = store_statement(desk->store, last_sql, err);
	struct record record;
	enum stmt_step step;
	int64_t id;

	if (q == NULL)
		return false;
	stmt_int(q, 1, desk->user);
	stmt_text(q, 2, form->id);
	step = stmt_next(q, err);
	if (step != STMT_ROW)
		return false;
	id = stmt_get_int(q, 0);
	stmt_reset(q);
	if (!record_read(desk, arena, id, &record, err))
		return false;
	*value = values_get(&record.values, field);
	return (*value)[0] != '\0';
}
