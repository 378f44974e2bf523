/* SPDX-License-Identifier: MIT */
/* 拒绝 as a list and in words. */
#include "desk/refusal.h"

#include "desk/audit.h"
#include "desk/column.h"
#include "desk/scope.h"
#include "law/derive.h"

#include <string.h>

/* One range of the index refusal_list, backwards. */
static const char list_sql[] =
	"SELECT f.line, f.record, f.party, f.matter, f.day, f.at, f.occasion, "
	"f.time, f.changes, f.refuser, f.wish, f.reason, f.permitted, "
	"f.outcome, f.pending, p.name, m.number FROM refusal f "
	"JOIN party p ON p.id = f.party JOIN matter m ON m.id = f.matter "
	"WHERE f.station = $1 AND EXISTS "
	"(SELECT 1 FROM reach r WHERE r.desk_user = $2 AND r.noun = 'matter' "
	"AND r.action = 'see' AND r.station = $1) "
	"AND EXISTS (SELECT 1 FROM visible v WHERE v.desk_user = $2 "
	"AND v.noun = 'matter' AND v.action = 'see' AND v.matter = f.matter) "
	"AND (f.pending, f.day, f.line, f.party) < ($3, $4, $5, $6) "
	"ORDER BY f.pending DESC, f.day DESC, f.line DESC, f.party DESC "
	"LIMIT $7";

static const char list_addressed_sql[] =
	"SELECT f.line, f.record, f.party, f.matter, f.day, f.at, f.occasion, "
	"f.time, f.changes, f.refuser, f.wish, f.reason, f.permitted, "
	"f.outcome, f.pending, p.name, m.number FROM refusal f "
	"JOIN party p ON p.id = f.party JOIN matter m ON m.id = f.matter "
	"WHERE f.matter IN (SELECT a.matter FROM addressed a "
	"WHERE a.desk_user = $2 AND a.noun = 'matter' AND a.action = 'see' "
	"AND a.station = $1) "
	"AND (f.pending, f.day, f.line, f.party) < ($3, $4, $5, $6) "
	"ORDER BY f.pending DESC, f.day DESC, f.line DESC, f.party DESC "
	"LIMIT $7";

static const char party_sql[] =
	"SELECT f.line, f.record, f.party, f.matter, f.day, f.at, f.occasion, "
	"f.time, f.changes, f.refuser, f.wish, f.reason, f.permitted, "
	"f.outcome, f.pending, p.name, m.number FROM refusal f "
	"JOIN party p ON p.id = f.party JOIN matter m ON m.id = f.matter "
	"WHERE f.party = $1 AND EXISTS "
	"(SELECT 1 FROM visible v WHERE v.desk_user = $2 AND v.noun = 'matter' "
	"AND v.action = 'see' AND v.matter = f.matter) "
	"ORDER BY f.day DESC, f.line DESC";

/* Of a guarded case only to whom it is open. */
static const char counts_sql[] =
	"SELECT COALESCE(SUM(f.pending), 0), COUNT(*) FROM refusal f "
	"WHERE f.station = $1 AND EXISTS "
	"(SELECT 1 FROM reach r WHERE r.desk_user = $2 AND r.noun = 'matter' "
	"AND r.action = 'see' AND r.station = $1) "
	"AND (NOT EXISTS (SELECT 1 FROM guard g WHERE g.matter = f.matter) "
	"OR EXISTS (SELECT 1 FROM visible v WHERE v.desk_user = $2 "
	"AND v.noun = 'matter' AND v.action = 'see' AND v.matter = f.matter))";

static const char counts_addressed_sql[] =
	"SELECT COALESCE(SUM(f.pending), 0), COUNT(*) FROM refusal f "
	"WHERE f.matter IN (SELECT a.matter FROM addressed a "
	"WHERE a.desk_user = $2 AND a.noun = 'matter' AND a.action = 'see' "
	"AND a.station = $1)";

static struct refusal_line
take_line(struct stmt *q, struct arena *arena)
{
	return (struct refusal_line){
		.line = stmt_get_int(q, 0),
		.record = stmt_get_int(q, 1),
		.party = stmt_get_int(q, 2),
		.matter = stmt_get_int(q, 3),
		.day = column_date(q, 4),
		.at = stmt_get_int(q, 5),
		.occasion = column_text(q, 6, arena),
		.time = (int)stmt_get_int(q, 7),
		.changes = (int)stmt_get_int(q, 8),
		.refuser = column_text(q, 9, arena),
		.wish = column_text(q, 10, arena),
		.reason = column_text(q, 11, arena),
		.permitted = column_text(q, 12, arena),
		.row = column_text(q, 13, arena),
		.is_pending = stmt_get_int(q, 14) != 0,
		.party_name = column_text(q, 15, arena),
		.number = column_text(q, 16, arena),
	};
}

static bool
take_next(struct desk *desk, struct arena *arena, struct refusal_line *line,
	struct err *err)
{
	struct clock_line *clocks;
	size_t count;

	if (!clock_of_line(
		    desk, arena, line->party, line->line, &clocks, &count, err))
		return false;
	if (count > 0)
		line->next = clocks[0];
	return true;
}

static bool
take_lines(struct desk *desk, struct stmt *q, struct arena *arena,
	struct refusal_line **out, size_t *count, struct err *err)
{
	struct refusal_line *list = NULL;
	enum stmt_step step;

	while ((step = stmt_next(q, err)) == STMT_ROW) {
		list = arena_grow(arena, list, *count, sizeof *list);
		list[(*count)++] = take_line(q, arena);
	}
	for (size_t i = 0; step == STMT_END && i < *count; i++)
		if (!take_next(desk, arena, &list[i], err))
			return false;
	*out = list;
	return step == STMT_END;
}

struct refusal_page
refusal_page_after(const struct refusal_line *last)
{
	return (struct refusal_page){ last->is_pending, last->day, last->line,
		last->party };
}

/* U+10FFFF stands behind every day. */
bool
refusal_list(struct desk *desk, struct arena *arena,
	const struct refusal_page *after, int limit, struct refusal_line **out,
	size_t *count, struct err *err)
{
	static const struct scope_list list = { list_sql, list_addressed_sql };
	struct stmt *q = scope_statement(desk, &list, err);
	char day[DATE_TEXT];

	*count = 0;
	*out = NULL;
	if (q == NULL)
		return false;
	stmt_int(q, 1, desk->court);
	stmt_int(q, 2, desk->user);
	stmt_int(q, 3, after == NULL || after->is_pending);
	stmt_text(q, 4,
		after == NULL ? "\xF4\x8F\xBF\xBF"
			      : date_format(after->day, day));
	stmt_int(q, 5, after == NULL ? INT64_MAX : after->line);
	stmt_int(q, 6, after == NULL ? INT64_MAX : after->party);
	stmt_int(q, 7, page_limit(limit));
	return take_lines(desk, q, arena, out, count, err);
}

bool
refusal_of_party(struct desk *desk, struct arena *arena, int64_t party,
	struct refusal_line **out, size_t *count, struct err *err)
{
	struct stmt *q = store_statement(desk->store, party_sql, err);

	*count = 0;
	*out = NULL;
	if (q == NULL)
		return false;
	stmt_int(q, 1, party);
	stmt_int(q, 2, desk->user);
	return take_lines(desk, q, arena, out, count, err);
}

bool
refusal_counts(struct desk *desk, struct refusal_counts *out, struct err *err)
{
	static const struct scope_list counts = { counts_sql,
		counts_addressed_sql };
	struct stmt *q = scope_statement(desk, &counts, err);
	enum stmt_step step;

	*out = (struct refusal_counts){ 0 };
	if (q == NULL)
		return false;
	stmt_int(q, 1, desk->court);
	stmt_int(q, 2, desk->user);
	step = stmt_next(q, err);
	if (step == STMT_ROW) {
		out->pending = stmt_get_int(q, 0);
		out->all = stmt_get_int(q, 1);
		stmt_reset(q);
	}
	return step != STMT_FAILED;
}

static const struct refusal_row *
find_row(const struct law *law, const char *id)
{
	size_t count;
	const struct refusal_row *rows = law_refusals(law, &count);

	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].id, id) == 0)
			return &rows[i];
	return NULL;
}

const char *
refusal_time_words(const struct refusal_line *line, struct arena *arena)
{
	return arena_printf(arena, "%s第%d次", line->occasion, line->time);
}

const char *
refusal_outcome_words(const struct law *law, const struct refusal_line *line)
{
	const struct refusal_row *row = find_row(law, line->row);

	if (strcmp(line->permitted, "是") == 0)
		return "已准许";
	if (strcmp(line->permitted, "否") == 0)
		return "未准许";
	return row == NULL ? "" : refusal_outcome_word(row->outcome);
}

/* Is what was decided what the table does not permit? */
static bool
is_against(const struct refusal_row *row, const char *permitted)
{
	if (strcmp(permitted, "是") == 0)
		return row->outcome == REFUSAL_DENY;
	return strcmp(permitted, "否") == 0 &&
	       (row->outcome == REFUSAL_MUST_PERMIT ||
		       row->outcome == REFUSAL_PERMIT);
}

static void
tell_next(const struct refusal_row *row, struct buf *out)
{
	const char *between = "然后：";

	for (int i = 0; i < REFUSAL_NEXT_COUNT; i++) {
		if (!row->next[i])
			continue;
		buf_addf(out, "%s%s", between,
			refusal_next_word((enum refusal_next)i));
		between = "、";
	}
	buf_add(out, "\n");
}

void
refusal_tell(
	const struct law *law, const struct refusal_line *line, struct buf *out)
{
	const struct refusal_row *row = find_row(law, line->row);

	if (row == NULL)
		return;
	buf_addf(out, "%s第%d次拒绝", line->occasion, line->time);
	if (line->changes > 0)
		buf_addf(out, "，更换律师第%d次", line->changes);
	buf_addf(out, "：%s（%s）\n", refusal_outcome_word(row->outcome),
		row->title);
	if (row->act[0] != '\0')
		buf_addf(out, "怎么办：%s\n", row->act);
	tell_next(row, out);
	buf_addf(out, "依据：%s", row->authority.citation);
	if (is_against(row, line->permitted))
		buf_addf(out,
			"\n注意：决定%s，表上是%s；坚持这样决定的，写明理由",
			strcmp(line->permitted, "是") == 0 ? "准许" : "不准许",
			refusal_outcome_word(row->outcome));
}

static bool
tell_clocks(struct desk *desk, struct arena *arena,
	const struct refusal_line *line, struct buf *out, struct err *err)
{
	struct clock_line *clocks;
	size_t count;
	int word;

	if (!clock_of_line(
		    desk, arena, line->party, line->line, &clocks, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		buf_addf(out, "%s%s %s（%s）%s\n",
			i == 0 ? "\n由此起算、还没有办的：\n" : "",
			clock_due_words(&clocks[i], arena), clocks[i].title,
			clocks[i].duty,
			clock_words(&clocks[i], desk_now(desk), arena, &word));
	return true;
}

bool
refusal_why(struct desk *desk, struct arena *arena, int64_t party, int64_t line,
	struct buf *out, struct err *err)
{
	struct refusal_line *lines;
	const struct refusal_row *row;
	size_t count;
	size_t i = 0;

	if (!refusal_of_party(desk, arena, party, &lines, &count, err))
		return false;
	while (i < count && lines[i].line != line)
		i++;
	if (i == count)
		return err_set(err, ERR_NOTFOUND,
			"没有这次拒绝，或不归您查看；可能刚被更正，请返回刷新");
	row = find_row(library_law(desk->library), lines[i].row);
	buf_addf(out, "%s %s，更换律师%d次\n", lines[i].party_name,
		refusal_time_words(&lines[i], arena), lines[i].changes);
	if (row != NULL)
		explain_refusal(row, out);
	return tell_clocks(desk, arena, &lines[i], out, err) &&
	       audit_read(desk, "refusal.why", party, "", err);
}
