/* SPDX-License-Identifier: MIT */
/* 法律帮助: lists of requests. How far each came is help_make.c. */
#include "desk/help.h"

#include "desk/audit.h"
#include "desk/column.h"

#include <string.h>

enum {
	DONE_DAYS = 30,
	MINUTE = 60,
	HOUR = 60 * MINUTE,
	DAY = 24 * HOUR,
	TWO_DAYS = 2 * DAY
};

#define COLUMNS                                                                \
	"h.line, h.party, h.matter, h.record, p.name, m.number, p.place, "     \
	"c.code, h.asked, h.asked_at, h.due, h.due_at, h.step, h.taken_by, "   \
	"h.taken_at, h.done, h.attempts, h.tried, h.answers "
/* All of these are there; LEFT says that requests, which are few, are walked,
 * and not all cases (measured: 6.9 ms with 40,000 cases and no request). */
#define OF                                                                     \
	"FROM help_request h LEFT JOIN party p ON p.id = h.party "             \
	"LEFT JOIN matter m ON m.id = h.matter "                               \
	"LEFT JOIN record c ON c.id = h.record "
#define IN_SIGHT                                                               \
	"AND EXISTS (SELECT 1 FROM visible v WHERE v.desk_user = $1 "          \
	"AND v.noun = 'matter' AND v.action = 'see' "                          \
	"AND v.matter = h.matter) "

static const char open_sql[] =
	"SELECT " COLUMNS OF "WHERE h.step < 3 " IN_SIGHT
	"AND (CASE WHEN h.step < 2 THEN 0 ELSE 1 END, h.asked, h.asked_at, "
	"h.line, h.party) > ($3, $4, $5, $6, $7) "
	"ORDER BY CASE WHEN h.step < 2 THEN 0 ELSE 1 END, h.asked, "
	"h.asked_at, h.line, h.party LIMIT $2";

static const char done_sql[] =
	"SELECT " COLUMNS OF "WHERE h.step = 3 AND h.done >= $3 " IN_SIGHT
	"AND (h.done, h.line, h.party) < ($4, $5, $6) "
	"ORDER BY h.done DESC, h.line DESC, h.party DESC LIMIT $2";

static const char one_sql[] =
	"SELECT " COLUMNS OF "WHERE h.line = $2 AND h.party = $3 " IN_SIGHT;

static const char counts_sql[] =
	"SELECT COALESCE(SUM(CASE WHEN h.step < 2 THEN 1 ELSE 0 END), 0), "
	"COALESCE(SUM(CASE WHEN h.step = 0 AND h.due <> '' AND (h.due < $2 "
	"OR (h.due_at > 0 AND h.due_at < $3)) THEN 1 ELSE 0 END), 0), "
	"COALESCE(SUM(CASE WHEN h.step = 2 THEN 1 ELSE 0 END), 0), "
	"COALESCE(MIN(CASE WHEN h.step = 0 AND h.due_at >= $3 "
	"THEN h.due_at END), 0) FROM help_request h "
	"WHERE h.step < 3 " IN_SIGHT;

static void
read_line(struct stmt *q, struct arena *arena, struct help_line *out)
{
	int64_t step = stmt_get_int(q, 12);

	*out = (struct help_line){
		.line = stmt_get_int(q, 0),
		.party = stmt_get_int(q, 1),
		.matter = stmt_get_int(q, 2),
		.record = stmt_get_int(q, 3),
		.party_name = column_text(q, 4, arena),
		.number = column_text(q, 5, arena),
		.place = column_text(q, 6, arena),
		.code = column_text(q, 7, arena),
		.asked = column_date(q, 8),
		.asked_at = stmt_get_int(q, 9),
		.due = column_date(q, 10),
		.due_at = stmt_get_int(q, 11),
		.step = (enum help_step)step,
		.taken_by = column_text(q, 13, arena),
		.taken_at = stmt_get_int(q, 14),
		.done = column_date(q, 15),
		.attempts = stmt_get_int(q, 16),
		.tried = column_text(q, 17, arena),
		.answers = stmt_get_int(q, 18),
	};
	/* Of before there was handing on again: till it is derived anew. */
	if (out->answers == 0)
		out->answers = out->record;
}

struct help_page
help_page_after(const struct help_line *last)
{
	return (struct help_page){ .is_taken = last->step >= HELP_TAKEN,
		.asked = last->asked,
		.asked_at = last->asked_at,
		.done = last->done,
		.line = last->line,
		.party = last->party };
}

static void
bind_open(struct stmt *q, const struct help_page *after)
{
	char day[DATE_TEXT];

	stmt_int(q, 3, after == NULL ? -1 : after->is_taken);
	stmt_text(q, 4, after == NULL ? "" : date_format(after->asked, day));
	stmt_int(q, 5, after == NULL ? 0 : after->asked_at);
	stmt_int(q, 6, after == NULL ? 0 : after->line);
	stmt_int(q, 7, after == NULL ? 0 : after->party);
}

static void
bind_done(struct desk *desk, struct stmt *q, const struct help_page *after)
{
	struct date from = date_add(desk_today(desk), -DONE_DAYS);
	char day[DATE_TEXT];

	stmt_text(q, 3, date_format(from, day));
	stmt_text(q, 4,
		after == NULL ? "9999-12-31" : date_format(after->done, day));
	stmt_int(q, 5, after == NULL ? INT64_MAX : after->line);
	stmt_int(q, 6, after == NULL ? INT64_MAX : after->party);
}

bool
help_list_after(struct desk *desk, struct arena *arena, enum help_which which,
	const struct help_page *after, int limit, struct help_line **out,
	size_t *count, struct err *err)
{
	struct stmt *q = which == HELP_OPEN
				 ? store_statement(desk->store, open_sql, err)
				 : store_statement(desk->store, done_sql, err);
	struct help_line *lines = NULL;
	enum stmt_step step;

	*count = 0;
	*out = NULL;
	if (q == NULL)
		return false;
	stmt_int(q, 1, desk->user);
	stmt_int(q, 2, page_limit(limit));
	if (which == HELP_OPEN)
		bind_open(q, after);
	else
		bind_done(desk, q, after);
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		lines = arena_grow(arena, lines, *count, sizeof *lines);
		read_line(q, arena, &lines[(*count)++]);
	}
	*out = lines;
	return step == STMT_END;
}

bool
help_list(struct desk *desk, struct arena *arena, enum help_which which,
	int limit, struct help_line **out, size_t *count, struct err *err)
{
	return help_list_after(
		desk, arena, which, NULL, limit, out, count, err);
}

bool
help_read(struct desk *desk, struct arena *arena, int64_t line, int64_t party,
	struct help_line *out, struct err *err)
{
	struct stmt *q = store_statement(desk->store, one_sql, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, desk->user);
	stmt_int(q, 2, line);
	stmt_int(q, 3, party);
	if (!stmt_one(q, "没有这件法律帮助请求，可能刚被更正；请返回刷新", err))
		return false;
	read_line(q, arena, out);
	stmt_reset(q);
	return audit_read(desk, "help.read", party, "", err);
}

bool
help_counts(struct desk *desk, struct help_counts *out, struct err *err)
{
	struct stmt *q = store_statement(desk->store, counts_sql, err);
	char day[DATE_TEXT];

	*out = (struct help_counts){ 0 };
	if (q == NULL)
		return false;
	stmt_int(q, 1, desk->user);
	stmt_text(q, 2, date_format(desk_today(desk), day));
	stmt_int(q, 3, desk_now(desk));
	if (!stmt_one(q, "法律帮助的件数没有数出来", err))
		return false;
	out->waiting = stmt_get_int(q, 0);
	out->overdue = stmt_get_int(q, 1);
	out->taken = stmt_get_int(q, 2);
	out->next_due = stmt_get_int(q, 3);
	stmt_reset(q);
	return true;
}

const char *
help_waiting_words(
	const struct help_line *line, int64_t now, struct arena *arena)
{
	int64_t waited = now - line->asked_at;

	if (line->asked_at == 0)
		return arena_printf(arena, "%d天",
			date_between(line->asked, clock_day_of(now)));
	if (waited < 0)
		return "未到";
	if (waited < HOUR)
		return arena_printf(arena, "%d分", (int)(waited / MINUTE));
	if (waited < TWO_DAYS)
		return arena_printf(arena, "%d小时%d分", (int)(waited / HOUR),
			(int)(waited % HOUR / MINUTE));
	return arena_printf(arena, "%lld天", (long long)(waited / DAY));
}

const char *
help_state_words(const struct help_line *line, int64_t now, struct arena *arena)
{
	const char *late = help_is_overdue(line, now) ? " 逾期" : "";

	if (line->attempts == 0 || line->step == HELP_DONE_WITH)
		return arena_printf(
			arena, "%s%s", help_step_word(line->step), late);
	return arena_printf(arena, "%s%s 联系%lld次%s",
		help_step_word(line->step), late, (long long)line->attempts,
		line->tried);
}

bool
help_is_overdue(const struct help_line *line, int64_t now)
{
	if (line->step != HELP_WAITS || !date_is_set(line->due))
		return false;
	if (line->due_at != 0)
		return line->due_at < now;
	return date_compare(line->due, clock_day_of(now)) < 0;
}

const char *
help_event(const struct desk *desk)
{
	return strcmp(desk->station_kind, "法院") == 0 ? "帮助.向法院提出"
						       : "帮助.请求";
}

bool
help_is_request(const struct form *form, const struct values *values)
{
	for (size_t i = 0; i < form->event_count; i++) {
		const struct form_event *e = &form->events[i];

		if (help_is_asking(e->name) &&
			form_holds(form, e->conditions, e->condition_count,
				values))
			return true;
	}
	return false;
}

static const char kept_sql[] =
	"SELECT p.name, p.place FROM party p WHERE p.id = $1";

bool
help_may_ask(struct desk *desk, int64_t party, struct err *err)
{
	struct stmt *q;
	bool is_kept;

	if (strcmp(desk->station_kind, "看守所") != 0)
		return true;
	q = store_statement(desk->store, kept_sql, err);
	if (q == NULL)
		return false;
	stmt_int(q, 1, party);
	if (!stmt_one(q, "没有这个人，没有记下请求；请重新查找", err))
		return false;
	is_kept = strcmp(stmt_get_text(q, 1), desk->station_name) == 0;
	if (!is_kept)
		err_set(err, ERR_STATE,
			"%s登记的羁押场所是“%s”，不是这里，没有记下请求；已经收押的请法院先改登记",
			stmt_get_text(q, 0),
			stmt_get_text(q, 1)[0] == '\0' ? "没有"
						       : stmt_get_text(q, 1));
	stmt_reset(q);
	return is_kept;
}

bool
help_check(struct desk *desk, const struct work *work, struct err *err)
{
	return work->on.party == 0 || work->on.supersedes != 0 ||
	       !help_is_request(work->form, &work->values) ||
	       help_may_ask(desk, work->on.party, err);
}
