/* SPDX-License-Identifier: MIT */
/*
 * Opening a session. Who may do what is scope.c; what he does is in the
 * nouns' own files.
 */
#include "desk/desk.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "desk/derive.h"
#include "desk/look.h"
#include "desk/scope.h"
#include "desk/session.h"
#include "desk/site.h"

#include <string.h>

static const char user_sql[] =
	"SELECT u.id, u.login, u.name, u.role, s.id, s.name, s.code, s.kind, "
	"s.pilot, u.licence FROM desk_user u JOIN station s ON s.id = u.station "
	"WHERE u.login = $1 AND u.active = 1";

static const char store_sql[] =
	"SELECT s.practice, s.fixed_now, s.go_live, d.digest FROM store s "
	"JOIN derived_with d ON d.one = s.one WHERE s.one = 1";

static const char users_sql[] =
	"SELECT u.id, u.login, u.name, u.role, s.name "
	"FROM desk_user u JOIN station s ON s.id = u.station "
	"WHERE u.active = 1 ORDER BY s.id, u.id";

/* The own station first: a clerk's lists are his court's. */
static const char court_sql[] =
	"SELECT r.station FROM reach r JOIN station s ON s.id = r.station "
	"WHERE r.desk_user = $1 AND r.noun = 'matter' AND r.action = 'see' "
	"AND s.kind = '法院' "
	"ORDER BY CASE WHEN s.id = $2 THEN 0 ELSE 1 END, s.id LIMIT 1";

static void
copy(char *out, size_t size, const char *text)
{
	size_t length = utf8_fit(text, size - 1);

	memcpy(out, text, length);
	out[length] = '\0';
}

static void
set_within(struct desk *desk)
{
	const char *kind = scope_within_kind(desk->role);

	copy(desk->within_kind, sizeof desk->within_kind, kind);
	copy(desk->within, sizeof desk->within,
		kind[0] == '\0'		      ? ""
		: scope_goes_by_licence(kind) ? desk->licence
					      : desk->station_name);
}

static bool
read_user(struct desk *desk, const char *login, struct err *err)
{
	struct buf title = { 0 };
	struct stmt *q = store_statement(desk->store, user_sql, err);

	if (q == NULL)
		return false;
	stmt_text(q, 1, login);
	switch (stmt_next(q, err)) {
	case STMT_FAILED:
		return false;
	case STMT_END:
		return err_set(err, ERR_NOTFOUND,
			"没有用户“%s”，或已停用；不带 --user 启动可从名单里选",
			login);
	case STMT_ROW:
		break;
	}
	desk->user = stmt_get_int(q, 0);
	copy(desk->login, sizeof desk->login, stmt_get_text(q, 1));
	copy(desk->name, sizeof desk->name, stmt_get_text(q, 2));
	copy(desk->role, sizeof desk->role, stmt_get_text(q, 3));
	desk->station = stmt_get_int(q, 4);
	copy(desk->station_name, sizeof desk->station_name,
		stmt_get_text(q, 5));
	copy(desk->station_code, sizeof desk->station_code,
		stmt_get_text(q, 6));
	copy(desk->station_kind, sizeof desk->station_kind,
		stmt_get_text(q, 7));
	desk->is_pilot = stmt_get_int(q, 8) != 0;
	copy(desk->licence, sizeof desk->licence, stmt_get_text(q, 9));
	set_within(desk);
	buf_addf(&title, "%s %s · %s", desk->role, desk->name,
		desk->station_name);
	copy(desk->title, sizeof desk->title, buf_text(&title));
	buf_free(&title);
	stmt_reset(q);
	return true;
}

static bool
read_store(struct desk *desk, struct err *err)
{
	struct stmt *q = store_statement(desk->store, store_sql, err);

	if (q == NULL)
		return false;
	switch (stmt_next(q, err)) {
	case STMT_FAILED:
		return false;
	case STMT_END:
		return err_set(err, ERR_DB,
			"库是空的：建库没有做完。请删掉这个文件，重新 bianhu init");
	case STMT_ROW:
		break;
	}
	desk->is_practice = stmt_get_int(q, 0) != 0;
	desk->clock.fixed = desk->is_practice && !stmt_is_null(q, 1);
	desk->clock.now = stmt_get_int(q, 1);
	if (!date_parse(stmt_get_text(q, 2), &desk->go_live))
		desk->go_live = DATE_NONE;
	desk->is_stale = derive_is_stale(stmt_get_text(q, 3));
	stmt_reset(q);
	return true;
}

static bool
read_court(struct desk *desk, struct err *err)
{
	struct stmt *q = store_statement(desk->store, court_sql, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, desk->user);
	stmt_int(q, 2, desk->station);
	switch (stmt_next(q, err)) {
	case STMT_FAILED:
		return false;
	case STMT_END:
		return true;
	case STMT_ROW:
		break;
	}
	desk->court = stmt_get_int(q, 0);
	stmt_reset(q);
	return true;
}

bool
desk_open(struct store *store, struct library *library, const char *login,
	struct desk *out, struct err *err)
{
	*out = (struct desk){ .store = store, .library = library };
	/* If the site's texts do not load one can read, and is told when he
	 * wants to seal. */
	if (!site_refresh(out, err))
		err_clear(err);
	return read_user(out, login, err) && read_store(out, err) &&
	       read_court(out, err) && look_close_all(out, err) &&
	       drafts_open(store_path(store), out->user, &out->drafts, err);
}

void
desk_close(struct desk *desk)
{
	session_end(desk);
	drafts_close(&desk->drafts);
}

bool
desk_users(struct store *store, struct arena *arena, struct desk_user **out,
	size_t *count, struct err *err)
{
	struct stmt *q = store_statement(store, users_sql, err);
	struct desk_user *users = NULL;
	enum stmt_step step;

	*count = 0;
	if (q == NULL)
		return false;
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		users = arena_grow(arena, users, *count, sizeof *users);
		users[(*count)++] = (struct desk_user){
			.id = stmt_get_int(q, 0),
			.login = arena_copy(arena, stmt_get_text(q, 1)),
			.name = arena_copy(arena, stmt_get_text(q, 2)),
			.role = arena_copy(arena, stmt_get_text(q, 3)),
			.station_name = arena_copy(arena, stmt_get_text(q, 4)),
		};
	}
	*out = users;
	return step == STMT_END;
}

struct date
desk_today(const struct desk *desk)
{
	return clock_today(&desk->clock);
}

int64_t
desk_now(const struct desk *desk)
{
	return clock_now(&desk->clock);
}

struct field_context
desk_field_context(const struct desk *desk)
{
	return (struct field_context){
		.today = desk_today(desk),
		.now = desk_now(desk),
	};
}
