/* SPDX-License-Identifier: MIT */
/* 资格 as a list and in words. What it is, is the law's (law/derive.h). */
#include "desk/standing.h"

#include "desk/audit.h"
#include "desk/column.h"
#include "desk/derive.h"
#include "desk/project.h"

#include <string.h>

static const char list_sql[] =
	"SELECT s.proceeding, s.from_day, s.until_day, s.rule, s.class, "
	"s.conflicts FROM standing s "
	"WHERE s.party = $1 AND s.matter = $2 AND EXISTS "
	"(SELECT 1 FROM visible v WHERE v.desk_user = $3 AND v.noun = 'matter' "
	"AND v.action = 'see' AND v.matter = s.matter) "
	"ORDER BY s.from_day, s.proceeding, s.place";

static const char *
row_title(const struct desk *desk, const char *id)
{
	size_t count;
	const struct class_row *rows =
		law_classes(library_law(desk->library), &count);

	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].id, id) == 0)
			return rows[i].title;
	return id;
}

bool
standing_list(struct desk *desk, struct arena *arena, int64_t matter,
	int64_t party, struct standing_line **out, size_t *count,
	struct err *err)
{
	struct stmt *q = store_statement(desk->store, list_sql, err);
	enum stmt_step step;

	*count = 0;
	*out = NULL;
	if (q == NULL)
		return false;
	stmt_int(q, 1, party);
	stmt_int(q, 2, matter);
	stmt_int(q, 3, desk->user);
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		*out = arena_grow(arena, *out, *count, sizeof(**out));
		(*out)[(*count)++] = (struct standing_line){
			.proceeding = stmt_get_int(q, 0),
			.from = column_date(q, 1),
			.until = column_date(q, 2),
			.title = row_title(desk, column_text(q, 3, arena)),
			.class_ = column_text(q, 4, arena),
			.conflicts = column_text(q, 5, arena),
		};
	}
	return step == STMT_END;
}

bool
standing_why(struct desk *desk, struct arena *arena, int64_t matter,
	int64_t party, struct buf *out, struct err *err)
{
	struct standing_line *lines;
	struct party_derived derived = { 0 };
	size_t count;

	if (!standing_list(desk, arena, matter, party, &lines, &count, err))
		return false;
	if (count == 0)
		return err_set(err, ERR_NOTFOUND,
			"没有这个当事人，或不归您查看；请回案件重新选");
	if (!derive_party(desk, arena, matter, party, DATE_NONE, &derived, err))
		return false;
	for (size_t i = 0; i < derived.derived.standing_count; i++) {
		buf_add(out, i > 0 ? "\n" : "");
		explain_standing(&derived.derived.standings[i], out);
	}
	for (size_t i = 0; i < derived.derived.refusal_count; i++) {
		const struct refusal *r = &derived.derived.refusals[i];
		char day[DATE_TEXT];

		buf_addf(out, "\n%s ", date_format(r->source.day, day));
		explain_refusal(r->row, out);
	}
	return audit_read(desk, "standing.why", party, "", err);
}
