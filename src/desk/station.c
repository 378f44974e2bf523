/* SPDX-License-Identifier: MIT */
/* The register of stations. */
#include "desk/station.h"

#include "base/utf8.h"
#include "desk/audit.h"
#include "desk/column.h"
#include "desk/scope.h"

#include <inttypes.h>
#include <string.h>

enum { NAME_CHARS = 40, CODE_CHARS = 10 };

static const char *const kinds[] = { "法院", "看守所", "法援机构", NULL };

const char *const *
station_kinds(void)
{
	return kinds;
}

bool
register_name(const char *what, const char *text, size_t most_chars,
	size_t most_bytes, struct err *err)
{
	size_t length = text == NULL ? 0 : strlen(text);

	if (length == 0)
		return err_set(
			err, ERR_INPUT, "没有写%s，没有做任何改动", what);
	if (utf8_check(text, length, UTF8_ONE_LINE) != UTF8_FINE ||
		text[0] == ' ' || text[length - 1] == ' ')
		return err_set(err, ERR_INPUT,
			"%s里有不能用的字符，或两头有空格，没有做任何改动",
			what);
	if (utf8_count(text) > most_chars || length > most_bytes)
		return err_set(err, ERR_INPUT, "%s超过%zu字，没有做任何改动",
			what, most_chars);
	return true;
}

static bool
is_kind(const char *kind)
{
	for (size_t i = 0; kind != NULL && kinds[i] != NULL; i++)
		if (strcmp(kinds[i], kind) == 0)
			return true;
	return false;
}

bool
station_check(const struct station_entry *entry, struct err *err)
{
	static const struct desk desk;

	if (!is_kind(entry->kind))
		return err_set(err, ERR_INPUT,
			"没有“%s”这种机关，没有做任何改动；可以是法院、看守所、法援机构",
			entry->kind == NULL ? "" : entry->kind);
	return register_name("机关名称", entry->name, NAME_CHARS,
		       sizeof desk.station_name - 1, err) &&
	       register_name("机关代字", entry->code, CODE_CHARS,
		       sizeof desk.station_code - 1, err);
}

static const char insert_sql[] =
	"INSERT INTO station (id, kind, name, code, pilot, rev) "
	"VALUES ($1, $2, $3, $4, $5, 1)";
static const char head_sql[] =
	"INSERT INTO chain_head (station, seq, link) VALUES ($1, 0, $2)";

static bool
insert_head(struct store *store, int64_t station, struct err *err)
{
	struct stmt *q = store_statement(store, head_sql, err);
	char zeros[DIGEST_TEXT];

	if (q == NULL)
		return false;
	memset(zeros, '0', sizeof zeros - 1);
	zeros[sizeof zeros - 1] = '\0';
	stmt_int(q, 1, station);
	stmt_text(q, 2, zeros);
	return stmt_run(q, err);
}

bool
station_insert(struct store *store, const struct station_entry *entry,
	int64_t *id, struct err *err)
{
	struct stmt *q;

	*id = store_new_id(store, err);
	if (*id == 0)
		return false;
	q = store_statement(store, insert_sql, err);
	if (q == NULL)
		return false;
	stmt_int(q, 1, *id);
	stmt_text(q, 2, entry->kind);
	stmt_text(q, 3, entry->name);
	stmt_text(q, 4, entry->code);
	stmt_int(q, 5, entry->is_pilot);
	return stmt_run(q, err) && insert_head(store, *id, err);
}

static const char list_sql[] =
	"SELECT s.id, s.kind, s.name, s.code, s.pilot, "
	"(SELECT COUNT(*) FROM desk_user u WHERE u.station = s.id "
	"AND u.active = 1) FROM station s "
	"JOIN reach r ON r.station = s.id AND r.desk_user = $1 "
	"AND r.noun = 'admin' AND r.action = 'make' "
	"ORDER BY CASE s.kind WHEN '法院' THEN 0 WHEN '看守所' THEN 1 "
	"ELSE 2 END, s.id";

bool
station_list(struct desk *desk, struct arena *arena, struct station **out,
	size_t *count, struct err *err)
{
	struct stmt *q;
	struct station *list = NULL;
	enum stmt_step step;

	*count = 0;
	if (!scope_check(desk, "admin", "make", desk->station, err))
		return false;
	q = store_statement(desk->store, list_sql, err);
	if (q == NULL)
		return false;
	stmt_int(q, 1, desk->user);
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		list = arena_grow(arena, list, *count, sizeof(*list));
		list[(*count)++] = (struct station){
			.id = stmt_get_int(q, 0),
			.kind = column_text(q, 1, arena),
			.name = column_text(q, 2, arena),
			.code = column_text(q, 3, arena),
			.is_pilot = stmt_get_int(q, 4) != 0,
			.users = stmt_get_int(q, 5),
		};
	}
	*out = list;
	return step == STMT_END;
}

static bool
is_meant(const struct station *station, const char *text)
{
	struct buf id = { 0 };
	bool is_id;

	buf_addf(&id, "%" PRId64, station->id);
	is_id = strcmp(buf_text(&id), text) == 0;
	buf_free(&id);
	return is_id || strcmp(station->name, text) == 0 ||
	       strcmp(station->code, text) == 0;
}

const struct station *
station_find(const struct station *list, size_t count, const char *text,
	struct err *err)
{
	for (size_t i = 0; i < count; i++)
		if (is_meant(&list[i], text))
			return &list[i];
	err_set(err, ERR_NOTFOUND,
		"没有名称或代字是“%s”的机关；bianhu station list 可列出", text);
	return NULL;
}

static const char same_sql[] =
	"SELECT name, code FROM station WHERE name = $1 OR code = $2 LIMIT 1";

/* Two of a name could not be told apart on paper, nor who is addressed. */
static bool
check_own(
	struct store *store, const struct station_entry *entry, struct err *err)
{
	struct stmt *q = store_statement(store, same_sql, err);
	enum stmt_step step;

	if (q == NULL)
		return false;
	stmt_text(q, 1, entry->name);
	stmt_text(q, 2, entry->code);
	step = stmt_next(q, err);
	if (step != STMT_ROW)
		return step == STMT_END;
	err_set(err, ERR_EXISTS,
		"已经有%s（代字%s），名称和代字都不能重，没有做任何改动",
		stmt_get_text(q, 0), stmt_get_text(q, 1));
	stmt_reset(q);
	return false;
}

struct adding {
	struct desk *desk;
	const struct station_entry *entry;
	int64_t id;
};

static bool
add_body(struct store *store, void *arg, struct err *err)
{
	struct adding *a = arg;
	struct buf note = { 0 };
	bool done;

	if (!scope_check(a->desk, "admin", "make", a->desk->station, err) ||
		!check_own(store, a->entry, err) ||
		!station_insert(store, a->entry, &a->id, err) ||
		!scope_refill_all(store, err))
		return false;
	buf_addf(&note, "%s %s %s%s", a->entry->kind, a->entry->name,
		a->entry->code, a->entry->is_pilot ? " 试点" : "");
	done = audit_add(
		a->desk, "station.add", a->id, 0, buf_text(&note), err);
	buf_free(&note);
	return done;
}

bool
station_add(struct desk *desk, const struct station_entry *entry, int64_t *id,
	struct err *err)
{
	struct adding a = { .desk = desk, .entry = entry };

	if (!station_check(entry, err) ||
		!store_tx(desk->store, add_body, &a, 0, err))
		return false;
	*id = a.id;
	return true;
}
