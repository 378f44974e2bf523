/* SPDX-License-Identifier: MIT */
/* What came since one looked. */
#include "desk/news.h"

#include "desk/column.h"

enum { DAY = 86400 };

static const char since_sql[] =
	"SELECT record FROM last_look WHERE desk_user = $1";

static const char newest_sql[] = "SELECT COALESCE(MAX(id), 0) FROM record";

/* Ids grow as records are sealed: a range of the key, walked from its end and
 * no further than $3 of them, which are counted in the key alone. */
static const char list_sql[] =
	"SELECT r.id, r.matter, r.form, r.entered_at, u.name, s.name, m.number, "
	"COALESCE((SELECT MIN(p.name) FROM record_party rp "
	"JOIN party p ON p.id = rp.party WHERE rp.record = r.id), '') "
	"FROM record r JOIN matter m ON m.id = r.matter "
	"JOIN desk_user u ON u.id = r.by_user "
	"JOIN station s ON s.id = r.station "
	"WHERE r.id >= (SELECT MIN(f.id) FROM (SELECT id FROM record "
	"WHERE id > $1 AND id <= $2 ORDER BY id DESC LIMIT $3) f) "
	"AND r.id <= $2 AND r.by_user <> $4 AND r.entered_at >= $5 AND EXISTS "
	"(SELECT 1 FROM visible v WHERE v.desk_user = $4 AND v.noun = 'matter' "
	"AND v.action = 'see' AND v.matter = r.matter) "
	"ORDER BY r.id DESC LIMIT $6";

static const char forget_sql[] = "DELETE FROM last_look WHERE desk_user = $1";
static const char keep_sql[] =
	"INSERT INTO last_look (desk_user, record, at) VALUES ($1, $2, $3)";

static bool
read_since(struct desk *desk, int64_t *since, struct err *err)
{
	struct stmt *q = store_statement(desk->store, since_sql, err);
	enum stmt_step step;

	*since = 0;
	if (q == NULL)
		return false;
	stmt_int(q, 1, desk->user);
	step = stmt_next(q, err);
	if (step == STMT_ROW) {
		*since = stmt_get_int(q, 0);
		stmt_reset(q);
	}
	return step != STMT_FAILED;
}

static bool
read_newest(struct desk *desk, int64_t *newest, struct err *err)
{
	struct stmt *q = store_statement(desk->store, newest_sql, err);

	if (q == NULL || !stmt_one(q, "没有读到最新的文书", err))
		return false;
	*newest = stmt_get_int(q, 0);
	stmt_reset(q);
	return true;
}

static struct news_line
take_line(struct desk *desk, struct stmt *q, struct arena *arena)
{
	const char *id = column_text(q, 2, arena);
	const struct form *form = library_form(desk->library, id);

	return (struct news_line){
		.record = stmt_get_int(q, 0),
		.matter = stmt_get_int(q, 1),
		.form_name = form == NULL ? id : form->name,
		.entered = stmt_get_int(q, 3),
		.by = column_text(q, 4, arena),
		.station_name = column_text(q, 5, arena),
		.number = column_text(q, 6, arena),
		.party_name = column_text(q, 7, arena),
	};
}

bool
news_read(struct desk *desk, struct arena *arena, int limit, struct news *out,
	struct err *err)
{
	int64_t day_ago = desk_now(desk) - DAY;
	enum stmt_step step;
	struct stmt *q;

	*out = (struct news){ 0 };
	if (!read_since(desk, &out->since, err) ||
		!read_newest(desk, &out->newest, err))
		return false;
	q = store_statement(desk->store, list_sql, err);
	if (q == NULL)
		return false;
	stmt_int(q, 1, out->since);
	stmt_int(q, 2, out->newest);
	stmt_int(q, 3, NEWS_DEPTH);
	stmt_int(q, 4, desk->user);
	stmt_int(q, 5, out->since == 0 ? day_ago : 0);
	stmt_int(q, 6, page_limit(limit));
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		out->lines = arena_grow(
			arena, out->lines, out->count, sizeof *out->lines);
		out->lines[out->count++] = take_line(desk, q, arena);
	}
	out->is_cut = out->count == (size_t)page_limit(limit);
	return step == STMT_END;
}

struct seen {
	struct desk *desk;
	int64_t newest;
};

static bool
seen_body(struct store *store, void *arg, struct err *err)
{
	const struct seen *seen = arg;
	int64_t since;
	struct stmt *q;

	if (!read_since(seen->desk, &since, err))
		return false;
	if (since >= seen->newest)
		return true;
	q = store_statement(store, forget_sql, err);
	if (q == NULL)
		return false;
	stmt_int(q, 1, seen->desk->user);
	if (!stmt_run(q, err))
		return false;
	q = store_statement(store, keep_sql, err);
	if (q == NULL)
		return false;
	stmt_int(q, 1, seen->desk->user);
	stmt_int(q, 2, seen->newest);
	stmt_int(q, 3, desk_now(seen->desk));
	return stmt_run(q, err);
}

bool
news_seen(struct desk *desk, int64_t newest, struct err *err)
{
	struct seen seen = { .desk = desk, .newest = newest };
	int64_t since;

	if (!read_since(desk, &since, err))
		return false;
	return since >= newest ||
	       store_tx(desk->store, seen_body, &seen, 0, err);
}
