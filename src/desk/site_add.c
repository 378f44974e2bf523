/* SPDX-License-Identifier: MIT */
/* Taking a text of the site in: checked, sealed, and the matters looked
 * through. */
#include "desk/site.h"

#include "desk/audit.h"
#include "desk/record.h"
#include "desk/scope.h"
#include "desk/site_draft.h"
#include "desk/site_walk.h"

#include <string.h>

struct adding {
	struct desk *desk;
	struct arena *arena;
	const struct site_draft *draft;
	struct site_report *report;
};

/* The text that holds under this name is this very text. */
static bool
find_same(const struct adding *a, struct err *err)
{
	struct site_text *texts;
	size_t count;

	a->report->is_same = false;
	if (!site_texts(a->desk->store, a->arena, &texts, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (texts[i].holds &&
			strcmp(texts[i].name, a->draft->name) == 0 &&
			strcmp(texts[i].text, a->draft->text) == 0) {
			a->report->is_same = true;
			a->report->record = texts[i].record;
		}
	return true;
}

static bool
seal(const struct adding *a, struct err *err)
{
	static const struct subject nothing;
	struct work work;

	if (!work_make(a->desk, a->arena, "site-text", &nothing, &work, err))
		return false;
	values_set(&work.values, "种类", a->draft->kind);
	values_set(&work.values, "名称", a->draft->name);
	values_set(&work.values, "正文", a->draft->text);
	return record_seal_within(
		       a->desk, a->arena, &work, &a->report->record, err) &&
	       audit_close_days(a->desk, err);
}

/* Looked at inside the transaction: two may have the same file before them. */
static bool
add_body(struct store *store, void *arg, struct err *err)
{
	const struct adding *a = arg;

	(void)store;
	return find_same(a, err) && (a->report->is_same || seal(a, err));
}

static const char moved_sql[] =
	"SELECT COUNT(*) FROM deadline_move WHERE record = $1";

static bool
count_moved(struct desk *desk, struct site_report *report, struct err *err)
{
	struct stmt *q = store_statement(desk->store, moved_sql, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, report->record);
	if (!stmt_one(q, "库读不出来", err))
		return false;
	report->moved = stmt_get_int(q, 0);
	stmt_reset(q);
	return true;
}

bool
site_add(struct desk *desk, struct arena *arena, const char *file,
	const char *bytes, size_t length, struct site_report *out,
	struct problems *problems, struct err *err)
{
	struct site_draft draft;
	struct adding a = { desk, arena, &draft, out };
	int64_t matters;

	*out = (struct site_report){ 0 };
	if (!scope_check(desk, "law", "seal", desk->station, err))
		return false;
	if (!site_draft_read(arena, file, bytes, length, &draft, problems))
		return problem_none(problems, err);
	out->name = draft.name;
	/* One at a time, or nobody could tell which of them moved a date. */
	if (!site_draft_check(desk, arena, &draft, 0, problems, err) ||
		!site_walk(desk, &matters, err))
		return false;
	out->matters = matters;
	if (!store_tx(desk->store, add_body, &a, 0, err) ||
		!site_walk(desk, &matters, err))
		return false;
	out->matters += matters;
	return site_refresh(desk, err) && count_moved(desk, out, err);
}
