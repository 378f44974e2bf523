/* SPDX-License-Identifier: MIT */
/*
 * Doing it: slices of cases, each one transaction, so that a case is in with
 * all its records or not at all and other desks do not wait. The comparison
 * with the store is made inside the same transaction: two who import one file
 * at one time make no case twice.
 */
#include "desk/audit.h"
#include "desk/import_case.h"
#include "desk/record.h"
#include "desk/scope.h"

#include <string.h>
#include <time.h>

/* Measured: 25 cases hold the gate for about 30 ms. */
enum { SLICE_CASES = 25, PAUSE_MS = 2 };

struct slice {
	struct desk *desk;
	struct import *import;
	struct arena arena; /* of the slice */
	size_t from;
	size_t until;
	size_t failed; /* the case that stopped it; SIZE_MAX: none */
};

static bool
may_import(struct desk *desk, struct err *err)
{
	return scope_check(desk, "import", "make", desk->station, err);
}

static struct plan
begin_plan(struct slice *s, size_t at)
{
	struct plan plan = { .arena = &s->arena,
		.desk = s->desk,
		.import = s->import,
		.of = &s->import->cases[at] };

	plan.of->notice = s->import->cases[at].said;
	return plan;
}

/* Refusals of a case; anything else ends the import. */
static bool
is_of_case(const struct err *err)
{
	return err->code == ERR_INPUT || err->code == ERR_STATE ||
	       err->code == ERR_NOTFOUND || err->code == ERR_CONFLICT ||
	       err->code == ERR_EXISTS;
}

static bool
preview_body(struct store *store, void *arg, struct err *err)
{
	struct slice *s = arg;

	(void)store;
	if (!may_import(s->desk, err))
		return false;
	for (size_t i = s->from; i < s->until; i++) {
		struct plan plan;
		bool done;

		if (s->import->cases[i].fate == IMPORT_REFUSED)
			continue;
		plan = begin_plan(s, i);
		done = import_plan(&plan, err) && import_check(&plan, err);
		buf_free(&plan.said);
		if (done)
			continue;
		if (err == NULL || !is_of_case(err))
			return false;
		import_refuse(s->import, plan.of, COLUMNS, err->text);
		err_clear(err);
	}
	return true;
}

static void
count_fates(struct import *import)
{
	memset(import->counts, 0, sizeof import->counts);
	for (size_t i = 0; i < import->case_count; i++)
		import->counts[import->cases[i].fate]++;
}

/* What reading the rows said stays; what comparing said is said anew. */
static void
read_cases(struct desk *desk, struct import *import)
{
	import_read_cases(desk, import);
	for (size_t i = 0; i < import->case_count; i++)
		import->cases[i].said = import->cases[i].notice;
}

bool
import_preview(struct desk *desk, struct import *import, struct err *err)
{
	struct slice s = { .desk = desk, .import = import };

	read_cases(desk, import);
	while (s.from < import->case_count || s.until == 0) {
		bool done;

		s.until = s.from + SLICE_CASES;
		if (s.until > import->case_count)
			s.until = import->case_count;
		done = store_read(desk->store, preview_body, &s, err);
		arena_clear(&s.arena);
		if (!done)
			return false;
		s.from = s.until;
		if (import->case_count == 0)
			break;
	}
	count_fates(import);
	return true;
}

static struct subject
subject_of(const struct plan *plan, const struct step *step)
{
	struct subject on = step->on;

	if (!import_is_on_new(step))
		return on;
	if (step->is_on_party)
		on.party = plan->parties[step->person];
	else
		on.matter = plan->matter;
	return on;
}

static bool
seal_step(struct plan *plan, const struct step *step, struct err *err)
{
	struct subject on = subject_of(plan, step);
	struct work work;
	int64_t id;

	if (!work_make(plan->desk, plan->arena, step->form, &on, &work, err))
		return false;
	import_fill(step, &work);
	if (!record_seal_within(plan->desk, plan->arena, &work, &id, err))
		return false;
	if (step->on.supersedes != 0)
		return true;
	if (work.form->makes[FORM_ON_MATTER])
		plan->matter = id;
	if (work.form->makes[FORM_ON_PARTY])
		plan->parties[step->person] = id;
	return true;
}

static const char seen_update_sql[] =
	"UPDATE import_row SET matter = $3, digest = $4, at = $5 "
	"WHERE station = $1 AND number = $2";
static const char seen_insert_sql[] =
	"INSERT INTO import_row (station, number, matter, digest, at) "
	"VALUES ($1, $2, $3, $4, $5)";

static bool
keep_seen(struct plan *plan, struct err *err)
{
	struct store *store = plan->desk->store;
	const char *const sqls[] = { seen_update_sql, seen_insert_sql };

	for (size_t i = 0; i < ARRAY_LENGTH(sqls); i++) {
		struct stmt *q = store_statement(store, sqls[i], err);

		if (q == NULL)
			return false;
		stmt_int(q, 1, plan->desk->station);
		stmt_text(q, 2, plan->of->number);
		stmt_int(q, 3, plan->matter);
		stmt_text(q, 4, plan->of->values->digest);
		stmt_int(q, 5, desk_now(plan->desk));
		if (!stmt_run(q, err))
			return false;
		if (store_changes(store) > 0)
			return true;
	}
	return true;
}

/* Before anything is sealed all drafts are checked, so that what fails here
 * mostly fails before it wrote. */
static bool
do_plan(struct plan *plan, struct err *err)
{
	if (!import_plan(plan, err) || !import_check(plan, err))
		return false;
	if (plan->of->fate == IMPORT_REFUSED)
		return true;
	for (size_t i = 0; i < plan->count; i++)
		if (!seal_step(plan, &plan->steps[i], err))
			return false;
	return plan->is_seen || keep_seen(plan, err);
}

static bool
run_case(struct slice *s, size_t at, struct err *err)
{
	struct plan plan = begin_plan(s, at);
	bool done = do_plan(&plan, err);

	buf_free(&plan.said);
	if (!done)
		s->failed = at;
	return done;
}

static bool
audit_slice(struct slice *s, struct err *err)
{
	const struct import_case *first = &s->import->cases[s->from];

	return audit_add(s->desk, "import", 0, 0,
		       arena_printf(&s->arena, "第%d行起%zu件", first->line,
			       s->until - s->from),
		       err) &&
	       audit_close_days(s->desk, err);
}

static bool
run_body(struct store *store, void *arg, struct err *err)
{
	struct slice *s = arg;

	(void)store;
	s->failed = SIZE_MAX;
	if (!may_import(s->desk, err))
		return false;
	for (size_t i = s->from; i < s->until; i++)
		if (s->import->cases[i].fate != IMPORT_REFUSED &&
			!run_case(s, i, err))
			return false;
	return audit_slice(s, err);
}

/* A case that fails rolls its slice back; the slice is done again without
 * it. */
static bool
run_slice(struct slice *s, struct err *err)
{
	for (;;) {
		bool done = store_tx(s->desk->store, run_body, s, 0, err);

		arena_clear(&s->arena);
		if (done)
			return true;
		if (s->failed == SIZE_MAX || !is_of_case(err))
			return false;
		import_refuse(s->import, &s->import->cases[s->failed], COLUMNS,
			err->text);
		err_clear(err);
	}
}

static void
pause_outside(void)
{
	const struct timespec pause = { 0, PAUSE_MS * 1000000L };

	nanosleep(&pause, NULL);
}

bool
import_run(struct desk *desk, struct import *import, import_told *told,
	void *arg, struct err *err)
{
	struct slice s = { .desk = desk, .import = import };

	read_cases(desk, import);
	for (; s.from < import->case_count; s.from = s.until) {
		s.until = s.from + SLICE_CASES;
		if (s.until > import->case_count)
			s.until = import->case_count;
		if (!run_slice(&s, err))
			return err_within(err,
				arena_printf(import->arena,
					"第%d行以前的已导入，其余没有；处理好再读一次同一个文件，已导入的不会重复",
					import->cases[s.from].line));
		if (told != NULL)
			told(arg, s.until, import->case_count);
		pause_outside();
	}
	count_fates(import);
	return true;
}
