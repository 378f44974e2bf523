/* SPDX-License-Identifier: MIT */
/* Authorised looks at what is 封存. */
#include "desk/look.h"

#include "desk/audit.h"

#include <string.h>

bool
look_is(const struct form *form)
{
	for (size_t i = 0; i < form->event_count; i++)
		if (form->on == FORM_ON_NOTHING &&
			strcmp(form->events[i].name, "封存.查阅") == 0)
			return true;
	return false;
}

/* The 案号 that was typed: of the first field of that type. */
static const char *
number_of(const struct work *work)
{
	const struct form *form = work->form;

	for (size_t i = 0; i < form->field_count; i++)
		if (strcmp(form->fields[i].type->english, "case-no") == 0)
			return values_get(&work->values, form->fields[i].name);
	return "";
}

bool
look_try(struct desk *desk, const struct work *work, struct err *err)
{
	return audit_read(desk, "look.try", 0, number_of(work), err);
}

/* By the number of any of its proceedings. Few cases are guarded. */
static const char find_sql[] =
	"SELECT g.matter FROM guard g JOIN matter m ON m.id = g.matter "
	"WHERE g.level = '封存' AND EXISTS (SELECT 1 FROM fact f "
	"WHERE f.matter = g.matter AND f.name = '程序段.案号' "
	"AND f.value = $1) AND EXISTS (SELECT 1 FROM reach r "
	"WHERE r.desk_user = $2 AND r.noun = 'matter' AND r.action = 'see' "
	"AND r.station = m.station AND r.within_kind = '') "
	"ORDER BY g.matter DESC LIMIT 1";

bool
look_find(struct desk *desk, const struct work *work, int64_t *matter,
	struct err *err)
{
	struct stmt *q = store_statement(desk->store, find_sql, err);

	if (q == NULL)
		return false;
	stmt_text(q, 1, number_of(work));
	stmt_int(q, 2, desk->user);
	if (!stmt_one(q,
		    "没有可以凭这个案号查阅的封存记录，没有定稿，草稿已保留；案号要与卷上一字不差",
		    err))
		return false;
	*matter = stmt_get_int(q, 0);
	stmt_reset(q);
	return true;
}

static const char drop_sql[] =
	"DELETE FROM look WHERE desk_user = $1 AND matter = $2";
static const char drop_all_sql[] = "DELETE FROM look WHERE desk_user = $1";
static const char open_sql[] =
	"INSERT INTO look (desk_user, matter, record) VALUES ($1, $2, $3)";
static const char any_sql[] = "SELECT COUNT(*) FROM look WHERE desk_user = $1 "
			      "AND (CAST($2 AS BIGINT) = 0 OR matter = $2)";

static bool
drop(struct desk *desk, int64_t matter, struct err *err)
{
	struct stmt *q =
		matter == 0 ? store_statement(desk->store, drop_all_sql, err)
			    : store_statement(desk->store, drop_sql, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, desk->user);
	if (matter != 0)
		stmt_int(q, 2, matter);
	return stmt_run(q, err);
}

bool
look_sealed(struct desk *desk, int64_t matter, int64_t record, struct err *err)
{
	struct stmt *q;

	if (!drop(desk, matter, err))
		return false;
	q = store_statement(desk->store, open_sql, err);
	if (q == NULL)
		return false;
	stmt_int(q, 1, desk->user);
	stmt_int(q, 2, matter);
	stmt_int(q, 3, record);
	desk->look_day = desk_today(desk);
	return stmt_run(q, err);
}

static const char matter_sql[] =
	"SELECT matter FROM look WHERE desk_user = $1 AND record = $2";

bool
look_matter(struct desk *desk, int64_t record, int64_t *matter, struct err *err)
{
	struct stmt *q = store_statement(desk->store, matter_sql, err);
	enum stmt_step step;

	*matter = 0;
	if (q == NULL)
		return false;
	stmt_int(q, 1, desk->user);
	stmt_int(q, 2, record);
	step = stmt_next(q, err);
	if (step == STMT_ROW) {
		*matter = stmt_get_int(q, 0);
		stmt_reset(q);
	}
	return step != STMT_FAILED;
}

struct closing {
	struct desk *desk;
	int64_t matter; /* 0: all */
};

static bool
close_body(struct store *store, void *arg, struct err *err)
{
	const struct closing *c = arg;

	(void)store;
	return drop(c->desk, c->matter, err) &&
	       audit_add(c->desk, "look.close", c->matter, 0, "", err);
}

static bool
close_looks(struct desk *desk, int64_t matter, struct err *err)
{
	struct stmt *q = store_statement(desk->store, any_sql, err);
	struct closing closing = { desk, matter };
	int64_t count;

	if (q == NULL)
		return false;
	stmt_int(q, 1, desk->user);
	stmt_int(q, 2, matter);
	if (!stmt_one(q, "库读不出来", err))
		return false;
	count = stmt_get_int(q, 0);
	stmt_reset(q);
	return count == 0 ||
	       store_tx(desk->store, close_body, &closing, 0, err);
}

bool
look_close(struct desk *desk, int64_t matter, struct err *err)
{
	return !date_is_set(desk->look_day) || close_looks(desk, matter, err);
}

bool
look_close_all(struct desk *desk, struct err *err)
{
	if (!close_looks(desk, 0, err))
		return false;
	desk->look_day = DATE_NONE;
	return true;
}

bool
look_expire(struct desk *desk, struct err *err)
{
	return !date_is_set(desk->look_day) ||
	       date_compare(desk->look_day, desk_today(desk)) == 0 ||
	       look_close_all(desk, err);
}
