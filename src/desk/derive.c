/* SPDX-License-Identifier: MIT */
/*
 * Check and repair: the same derivation that sealing uses, walked over all
 * matters in small slices, so that no desk waits (store measurements §11:
 * 200 rows and a pause outside the gate cost other desks nothing).
 */
#include "desk/derive.h"

#include "base/embed.h"
#include "desk/lawyer.h"
#include "desk/rota.h"
#include "desk/rows.h"
#include "desk/site.h"
#include "desk/site_move.h"

#include <string.h>
#include <time.h>

enum { SLICE_ROWS = 200, PAUSE_MS = 2, MATTERS_A_SLICE = 8 };

static bool
project_matter(struct desk *desk, struct arena *arena, int64_t matter,
	int64_t until, struct projection *out, struct err *err)
{
	struct dossier dossier;

	return dossier_read(desk, arena, matter, until, &dossier, err) &&
	       project(library_law(desk->library), &dossier, arena, out, err);
}

/* Rows that another law gives as well were derived by that one, too: a matter
 * does not differ by the digest of the law alone. */
static bool
differs(struct desk *desk, struct rows *want, struct rows *have,
	int64_t *differences, struct err *err)
{
	struct row *first = want->count > 0 ? want->items : NULL;
	const char *law = NULL;
	bool done;

	rows_sort(want);
	rows_sort(have);
	if (first != NULL && have->count > 0 && first->table == ROWS_MATTER &&
		have->items[0].table == ROWS_MATTER) {
		law = first->texts[MATTER_LAW];
		first->texts[MATTER_LAW] = have->items[0].texts[MATTER_LAW];
	}
	done = rows_difference(
		desk->store, want, have, ROWS_COMPARE, differences, err);
	if (law != NULL)
		first->texts[MATTER_LAW] = law;
	return done;
}

static bool
settle(struct desk *desk, struct rows *want, struct rows *have, int64_t cause,
	struct err *err)
{
	int64_t rows = 0;

	return (cause == 0 || site_move_note(desk, cause, want, have, err)) &&
	       rows_difference(desk->store, want, have, ROWS_WRITE, &rows, err);
}

static bool
derive_for(struct desk *desk, int64_t matter, enum derive_mode mode,
	int64_t cause, int64_t *differences, struct err *err)
{
	struct arena arena = { 0 };
	struct projection projection = { 0 };
	struct rows want = { .arena = &arena }, have = { .arena = &arena };
	bool done = false;

	*differences = 0;
	if (!project_matter(desk, &arena, matter, INT64_MAX, &projection, err))
		goto out;
	rows_of(&projection, library_law(desk->library), &want);
	done = rows_stored(desk->store, matter, &have, err) &&
	       differs(desk, &want, &have, differences, err) &&
	       (mode == DERIVE_CHECK || *differences == 0 ||
		       settle(desk, &want, &have, cause, err));
out:
	arena_clear(&arena);
	return done;
}

bool
derive_matter(struct desk *desk, int64_t matter, enum derive_mode mode,
	int64_t *differences, struct err *err)
{
	return derive_for(desk, matter, mode, 0, differences, err);
}

bool
derive_moved(struct desk *desk, int64_t matter, int64_t cause,
	int64_t *differences, struct err *err)
{
	return derive_for(desk, matter, DERIVE_REPAIR, cause, differences, err);
}

/* Matters that records speak of, and such as only the projections know; each
 * half is cut short by itself, or every slice would sort all that follow. */
static const char next_sql[] =
	"SELECT matter FROM ("
	"SELECT made.matter FROM (SELECT id AS matter FROM record "
	"WHERE id > $1 AND matter = id ORDER BY id LIMIT $2) AS made "
	"UNION SELECT kept.matter FROM (SELECT id AS matter FROM matter "
	"WHERE id > $1 ORDER BY id LIMIT $2) AS kept) AS known "
	"ORDER BY matter LIMIT $2";

struct slice {
	struct desk *desk;
	enum derive_mode mode;
	int64_t after;
	int64_t cause; /* the text of the site that moves dates now, or 0 */
	int64_t mark;  /* the newest such text when the walk began */
	bool is_end;
	struct derive_report report;
};

static bool
next_matters(struct slice *s, int64_t ids[MATTERS_A_SLICE], int *count,
	struct err *err)
{
	struct stmt *q = store_statement(s->desk->store, next_sql, err);
	enum stmt_step step;

	*count = 0;
	if (q == NULL)
		return false;
	stmt_int(q, 1, s->after);
	stmt_int(q, 2, MATTERS_A_SLICE);
	while ((step = stmt_next(q, err)) == STMT_ROW)
		ids[(*count)++] = stmt_get_int(q, 0);
	return step == STMT_END;
}

/* By the law as it is now; a repair finishes what a text of the site began. */
static bool
begin_slice(struct slice *s, struct err *err)
{
	struct site_pending text = { 0 };

	if (!site_refresh(s->desk, err))
		return false;
	if (s->after == 0)
		s->mark = library_mark(s->desk->library);
	if (s->mode != DERIVE_CHECK &&
		!site_pending(s->desk->store, &text, err))
		return false;
	s->cause = text.record;
	return true;
}

/* The pool of lawyers and their rota are of no matter. */
static bool
end_slice(struct slice *s, struct err *err)
{
	int64_t lawyers = 0, duties = 0;

	if (s->is_end &&
		(!lawyer_derive(s->desk->store, s->mode, &lawyers, err) ||
			!rota_derive(s->desk, s->mode, &duties, err)))
		return false;
	s->report.differences += s->is_end ? lawyers + duties : 0;
	return s->mode == DERIVE_CHECK || !s->is_end ||
	       site_settled(s->desk->store, s->mark, err);
}

/* Repeatable: what it counts is set back by the caller's copy. */
static bool
slice_body(struct store *store, void *arg, struct err *err)
{
	struct slice *s = arg;
	int64_t ids[MATTERS_A_SLICE];
	int64_t rows = 0;
	int count;

	(void)store;
	if (!begin_slice(s, err) || !next_matters(s, ids, &count, err))
		return false;
	s->is_end = count < MATTERS_A_SLICE;
	for (int i = 0; i < count; i++) {
		int64_t differences;

		if (!derive_for(s->desk, ids[i], s->mode, s->cause,
			    &differences, err))
			return false;
		s->after = ids[i];
		s->report.matters++;
		s->report.differences += differences;
		if (differences > 0 && s->report.first == 0)
			s->report.first = ids[i];
		rows += differences;
		if (rows >= SLICE_ROWS && i + 1 < count) {
			s->is_end = false;
			return true;
		}
	}
	return end_slice(s, err);
}

static void
pause_outside(void)
{
	const struct timespec pause = { 0, PAUSE_MS * 1000000L };

	nanosleep(&pause, NULL);
}

static const char derived_with_sql[] =
	"UPDATE derived_with SET digest = $1 WHERE one = 1";

/* Raised when other rows are made of the same rules: 2, names have initials;
 * 3, whom a case was addressed to. */
enum { ROWS_EDITION = 5 };

static void
made_with(struct buf *out)
{
	buf_addf(out, "%s %d", embedded_forms_digest, ROWS_EDITION);
}

bool
derive_is_stale(const char *digest)
{
	struct buf now = { 0 };
	bool is_stale;

	made_with(&now);
	is_stale = strcmp(digest, buf_text(&now)) != 0;
	buf_free(&now);
	return is_stale;
}

bool
derive_is_done(struct store *store, struct err *err)
{
	struct stmt *q = store_statement(store, derived_with_sql, err);
	struct buf now = { 0 };
	bool done;

	if (q == NULL)
		return false;
	made_with(&now);
	stmt_text(q, 1, buf_text(&now));
	done = stmt_run(q, err);
	buf_free(&now);
	return done;
}

static bool
derived_with_body(struct store *store, void *arg, struct err *err)
{
	struct desk *desk = arg;

	desk->is_stale = false;
	return derive_is_done(store, err);
}

bool
derive_all(struct desk *desk, enum derive_mode mode, struct derive_report *out,
	struct err *err)
{
	struct slice s = { .desk = desk, .mode = mode };

	while (!s.is_end) {
		struct slice before = s;
		bool done =
			mode == DERIVE_REPAIR
				? store_tx(desk->store, slice_body, &s, 0, err)
				: store_read(desk->store, slice_body, &s, err);

		if (!done) {
			*out = before.report;
			return false;
		}
		if (mode == DERIVE_REPAIR && !s.is_end)
			pause_outside();
	}
	*out = s.report;
	return mode == DERIVE_CHECK ||
	       store_tx(desk->store, derived_with_body, desk, 0, err);
}

bool
derive_party(struct desk *desk, struct arena *arena, int64_t matter,
	int64_t party, struct date as_of, struct party_derived *out,
	struct err *err)
{
	int64_t until = date_is_set(as_of)
				? clock_instant(date_add(as_of, 1), 0, 0) - 1
				: INT64_MAX;
	struct projection p = { 0 };

	if (!project_matter(desk, arena, matter, until, &p, err))
		return false;
	for (size_t i = 0; i < p.party_count; i++)
		if (p.parties[i].id == party) {
			out->id = party;
			out->name = projection_fact(&p, party, "当事人.姓名");
			out->history = p.parties[i].history;
			out->derived = p.parties[i].derived;
			return true;
		}
	return err_set(err, ERR_NOTFOUND, "这个案件里没有这名当事人");
}
