/* SPDX-License-Identifier: MIT */
/* Deriving again what a text of the site can have moved. */
#include "desk/site_walk.h"

#include "desk/derive.h"
#include "desk/site_move.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MATTERS_A_READ = 400, MATTERS_A_SLICE = 8, PAUSE_MS = 2 };
/* A day counted in the year belongs to a clock that began or ends at most so
 * many days away from it, or lies around it. */
enum { MARGIN_DAYS = 31 };

static const char sealed_sql[] =
	"INSERT INTO site_text "
	"(record, name, after, done) VALUES ($1, $2, 0, 0)";
static const char open_sql[] =
	"SELECT record, name, after FROM site_text WHERE done = 0 "
	"ORDER BY record LIMIT 1";
static const char after_sql[] =
	"UPDATE site_text SET after = $2 WHERE record = $1 AND after < $2";
static const char done_sql[] =
	"UPDATE site_text SET done = 1 WHERE record = $1";

static const char all_sql[] =
	"SELECT id FROM matter WHERE id > $1 ORDER BY id LIMIT $2";
/* Clocks with a day in the range; and hearings, before which a clock may come
 * to stand. Each half walks its index and is cut short by itself. */
static const char range_sql[] =
	"SELECT matter FROM ("
	"SELECT due.matter FROM (SELECT DISTINCT matter FROM deadline "
	"WHERE matter > $1 AND due >= $3 AND start <= $4 "
	"ORDER BY matter LIMIT $2) AS due "
	"UNION SELECT sits.matter FROM (SELECT DISTINCT matter FROM hearing "
	"WHERE matter > $1 AND at >= $3 AND at <= $5 "
	"ORDER BY matter LIMIT $2) AS sits) AS touched "
	"ORDER BY matter LIMIT $2";

bool
site_sealed(
	struct desk *desk, int64_t record, const char *name, struct err *err)
{
	struct stmt *q = store_statement(desk->store, sealed_sql, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, record);
	stmt_text(q, 2, name);
	return stmt_run(q, err);
}

bool
site_before(struct desk *desk, int64_t matter, struct err *err)
{
	int64_t cause, differences;

	if (!site_refresh(desk, err) || !site_pending(desk->store, &cause, err))
		return false;
	return cause == 0 || matter == 0 ||
	       derive_moved(desk, matter, cause, &differences, err);
}

/* One text's walk. */
struct walk {
	struct desk *desk;
	int64_t record;
	int64_t after;
	int year; /* 0: all matters */
	int64_t ids[MATTERS_A_READ];
	size_t count;
	size_t from; /* of the slice */
	size_t until;
};

/* "2027.cal" "地方-65-2027.cal": the year stands before the ending. */
static int
year_of(const char *name)
{
	const char *dot = strrchr(name, '.');

	if (dot == NULL || dot - name < 4 || strcmp(dot, ".cal") != 0)
		return 0;
	return (int)strtol(dot - 4, NULL, 10);
}

static bool
begin(struct walk *w, bool *is_any, struct err *err)
{
	struct stmt *q = store_statement(w->desk->store, open_sql, err);
	enum stmt_step step;

	*is_any = false;
	if (q == NULL)
		return false;
	step = stmt_next(q, err);
	if (step != STMT_ROW)
		return step == STMT_END;
	*is_any = true;
	w->record = stmt_get_int(q, 0);
	w->year = year_of(stmt_get_text(q, 1));
	w->after = stmt_get_int(q, 2);
	stmt_reset(q);
	return true;
}

static void
bind_range(struct stmt *q, int year)
{
	struct date first = date_make(year - 1, 12, 1);
	struct date last = date_make(year, 12, 31);
	char text[DATE_TEXT];

	stmt_text(q, 3, date_format(date_add(first, -MARGIN_DAYS), text));
	stmt_text(q, 4, date_format(last, text));
	/* An instant stands behind its day. */
	stmt_text(q, 5, date_format(date_add(last, MARGIN_DAYS), text));
}

static bool
read_ids(struct walk *w, struct err *err)
{
	struct stmt *q =
		w->year == 0 ? store_statement(w->desk->store, all_sql, err)
			     : store_statement(w->desk->store, range_sql, err);
	enum stmt_step step;

	w->count = 0;
	if (q == NULL)
		return false;
	stmt_int(q, 1, w->after);
	stmt_int(q, 2, MATTERS_A_READ);
	if (w->year != 0)
		bind_range(q, w->year);
	while ((step = stmt_next(q, err)) == STMT_ROW)
		w->ids[w->count++] = stmt_get_int(q, 0);
	return step == STMT_END;
}

static bool
note_after(struct store *store, const struct walk *w, struct err *err)
{
	struct stmt *q = store_statement(store, after_sql, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, w->record);
	stmt_int(q, 2, w->ids[w->until - 1]);
	return stmt_run(q, err);
}

/* Repeatable: what was moved by then differs no more. */
static bool
slice_body(struct store *store, void *arg, struct err *err)
{
	const struct walk *w = arg;

	if (!site_refresh(w->desk, err))
		return false;
	for (size_t i = w->from; i < w->until; i++) {
		int64_t differences;

		if (!derive_moved(
			    w->desk, w->ids[i], w->record, &differences, err))
			return false;
	}
	return note_after(store, w, err);
}

static bool
done_body(struct store *store, void *arg, struct err *err)
{
	const struct walk *w = arg;
	struct stmt *q = store_statement(store, done_sql, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, w->record);
	return stmt_run(q, err);
}

static bool
walk_read(struct walk *w, struct err *err)
{
	const struct timespec pause = { 0, PAUSE_MS * 1000000L };

	for (w->from = 0; w->from < w->count; w->from = w->until) {
		w->until = w->count - w->from > MATTERS_A_SLICE
				   ? w->from + MATTERS_A_SLICE
				   : w->count;
		if (!store_tx(w->desk->store, slice_body, w, 0, err))
			return false;
		w->after = w->ids[w->until - 1];
		nanosleep(&pause, NULL);
	}
	return true;
}

static bool
walk_one(struct walk *w, int64_t *matters, struct err *err)
{
	do {
		if (!read_ids(w, err) || !walk_read(w, err))
			return false;
		*matters += (int64_t)w->count;
	} while (w->count > 0);
	return store_tx(w->desk->store, done_body, w, 0, err);
}

bool
site_walk(struct desk *desk, int64_t *matters, struct err *err)
{
	struct walk w = { .desk = desk };
	bool is_any;

	*matters = 0;
	do {
		if (!begin(&w, &is_any, err) ||
			(is_any && !walk_one(&w, matters, err)))
			return false;
	} while (is_any);
	return true;
}
