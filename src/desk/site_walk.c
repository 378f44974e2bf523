/* SPDX-License-Identifier: MIT */
/* Deriving again what a text of the site can have moved. */
#include "desk/site_walk.h"

#include "desk/derive.h"
#include "desk/site_move.h"

#include <time.h>

enum { MATTERS_A_READ = 400, MATTERS_A_SLICE = 8, PAUSE_MS = 2 };
/* A day counted in the year belongs to a clock that began or ends at most so
 * many days away from it, or lies around it. */
enum { MARGIN_DAYS = 31 };

static const char sealed_sql[] =
	"INSERT INTO site_text "
	"(record, name, after, done) VALUES ($1, $2, 0, 0)";
static const char after_sql[] =
	"UPDATE site_text SET after = $2 WHERE record = $1 AND after < $2";

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
	struct site_pending text;
	int64_t differences;

	if (!site_refresh(desk, err) || !site_pending(desk->store, &text, err))
		return false;
	return text.record == 0 || matter == 0 ||
	       derive_moved(desk, matter, text.record, &differences, err);
}

/* One text's walk. */
struct walk {
	struct desk *desk;
	struct site_pending text;
	int64_t ids[MATTERS_A_READ];
	size_t count;
	size_t from; /* of the slice */
	size_t until;
};

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
		w->text.year == 0
			? store_statement(w->desk->store, all_sql, err)
			: store_statement(w->desk->store, range_sql, err);
	enum stmt_step step;

	w->count = 0;
	if (q == NULL)
		return false;
	stmt_int(q, 1, w->text.after);
	stmt_int(q, 2, MATTERS_A_READ);
	if (w->text.year != 0)
		bind_range(q, w->text.year);
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
	stmt_int(q, 1, w->text.record);
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

		if (!derive_moved(w->desk, w->ids[i], w->text.record,
			    &differences, err))
			return false;
	}
	return note_after(store, w, err);
}

static bool
done_body(struct store *store, void *arg, struct err *err)
{
	const struct walk *w = arg;

	return site_settled(store, w->text.record, err);
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
		w->text.after = w->ids[w->until - 1];
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

	*matters = 0;
	for (;;) {
		if (!site_pending(desk->store, &w.text, err))
			return false;
		if (w.text.record == 0)
			return true;
		if (!walk_one(&w, matters, err))
			return false;
	}
}
