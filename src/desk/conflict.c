/* SPDX-License-Identifier: MIT */
/* 冲突: what two corrections of one record have otherwise. */
#include "desk/conflict.h"

#include "desk/record.h"

#include <string.h>

/* Of one line one record has no successor. */
static const char head_sql[] =
	"SELECT h.id FROM record b JOIN record h ON h.line = b.line "
	"WHERE b.id = $1 AND NOT EXISTS "
	"(SELECT 1 FROM record s WHERE s.supersedes = h.id)";

static bool
find_head(struct desk *desk, int64_t base, int64_t *head, struct err *err)
{
	struct stmt *q = store_statement(desk->store, head_sql, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, base);
	if (!stmt_one(q, "要更正的文书不在了，草稿已保留", err))
		return false;
	*head = stmt_get_int(q, 0);
	stmt_reset(q);
	return true;
}

static void
compare(const struct work *work, const struct record *base,
	const struct record *theirs, struct conflict *out)
{
	for (size_t i = 0; i < work->form->field_count; i++) {
		const struct form_field *f = &work->form->fields[i];
		struct conflict_row row = {
			.field = (int)i,
			.base = values_get(&base->values, f->name),
			.theirs = values_get(&theirs->values, f->name),
			.mine = values_get(&work->values, f->name),
		};

		/* What the program fills in is filled in anew. */
		if (f->is_fixed || strcmp(row.theirs, row.mine) == 0)
			continue;
		row.takes_mine = strcmp(row.theirs, row.base) == 0;
		out->rows = arena_grow(work->values.arena, out->rows,
			out->count, sizeof *out->rows);
		out->rows[out->count++] = row;
	}
}

bool
conflict_read(struct desk *desk, struct arena *arena, const struct work *work,
	struct conflict *out, struct err *err)
{
	struct record base, theirs;

	*out = (struct conflict){ 0 };
	if (work->on.supersedes == 0)
		return true;
	if (!find_head(desk, work->on.supersedes, &out->head, err))
		return false;
	if (out->head == work->on.supersedes) {
		out->head = 0;
		return true;
	}
	if (!record_read(desk, arena, work->on.supersedes, &base, err) ||
		!record_read(desk, arena, out->head, &theirs, err))
		return false;
	out->by = theirs.by;
	out->entered = theirs.entered;
	out->reason = theirs.head.reason;
	compare(work, &base, &theirs, out);
	return true;
}

bool
conflict_merge(struct desk *desk, struct work *work,
	const struct conflict *conflict, struct err *err)
{
	for (size_t i = 0; i < conflict->count; i++) {
		const struct conflict_row *row = &conflict->rows[i];
		const char *name = work->form->fields[row->field].name;

		if (row->takes_mine)
			continue;
		values_set(&work->values, name, row->theirs);
		if (!work_keep(desk, work, name, row->theirs, err))
			return false;
	}
	return work_keep_base(desk, work, conflict->head, err);
}
