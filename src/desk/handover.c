/* SPDX-License-Identifier: MIT */
/* 交班单: gathered from the lists that the desks show, and as lines. */
#include "desk/handover.h"

#include "desk/column.h"

#include <string.h>

/* Of each list what fits on one sheet. */
enum { SOON_DAYS = 3, SHOWN_MOST = 20, DAY = 86400 };

/* The newest of the station's chain, through its own index. */
static const char records_sql[] =
	"SELECT r.id, r.entered_at, r.form, u.name, "
	"COALESCE((SELECT MIN(p.name) FROM record_party rp "
	"JOIN party p ON p.id = rp.party WHERE rp.record = r.id), '') "
	"FROM record r JOIN desk_user u ON u.id = r.by_user "
	"WHERE r.station = $1 AND EXISTS (SELECT 1 FROM legible l "
	"WHERE l.desk_user = $2 AND l.record = r.id) "
	"ORDER BY r.seq DESC LIMIT $3";

static struct handover_record
take_record(struct desk *desk, struct stmt *q, struct arena *arena)
{
	const char *id = column_text(q, 2, arena);
	const struct form *form = library_form(desk->library, id);

	return (struct handover_record){
		.id = stmt_get_int(q, 0),
		.entered = stmt_get_int(q, 1),
		.form_name = form == NULL ? id : form->name,
		.by = column_text(q, 3, arena),
		.party_name = column_text(q, 4, arena),
	};
}

static bool
read_records(struct desk *desk, struct arena *arena, struct handover *out,
	struct err *err)
{
	struct stmt *q = store_statement(desk->store, records_sql, err);
	enum stmt_step step;

	if (q == NULL)
		return false;
	stmt_int(q, 1, desk->station);
	stmt_int(q, 2, desk->user);
	stmt_int(q, 3, HANDOVER_MOST);
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		struct handover_record r = take_record(desk, q, arena);

		if (r.entered < out->since)
			continue;
		out->records = arena_grow(
			arena, out->records, out->record_count, sizeof r);
		out->records[out->record_count++] = r;
	}
	return step == STMT_END;
}

/* They come by due day: what ends later is cut off. */
static void
keep_soon(struct desk *desk, struct handover *out)
{
	struct date last = date_add(desk_today(desk), SOON_DAYS);
	size_t count = 0;

	while (count < out->clock_count &&
		date_compare(out->clocks[count].due, last) <= 0)
		count++;
	out->clock_count = count;
}

/* Undecided ones come first. */
static void
keep_pending(struct handover *out)
{
	size_t count = 0;

	while (count < out->refusal_count && out->refusals[count].is_pending)
		count++;
	out->refusal_count = count;
}

/* Since the last one handed over; without one within a day, since midnight. */
static int64_t
begin_of(const struct desk *desk, const struct shift *last)
{
	int64_t midnight = clock_instant(desk_today(desk), 0, 0);

	return last->record != 0 && last->at > desk_now(desk) - DAY ? last->at
								    : midnight;
}

/* A court decides on them; to whom else they are in sight they are no work. */
static bool
read_refusals(struct desk *desk, struct arena *arena, struct handover *out,
	struct err *err)
{
	if (strcmp(desk->station_kind, "法院") != 0)
		return true;
	return refusal_list(desk, arena, NULL, HANDOVER_MOST, &out->refusals,
		&out->refusal_count, err);
}

bool
handover_read(struct desk *desk, struct arena *arena, int64_t since,
	struct handover *out, struct err *err)
{
	*out = (struct handover){ .now = desk_now(desk), .since = since };
	if (!shift_last(desk, arena, &out->last, err))
		return false;
	if (since == 0)
		out->since = begin_of(desk, &out->last);
	if (!clock_open_own(desk, arena, HANDOVER_MOST, &out->clocks,
		    &out->clock_count, err) ||
		!help_list(desk, arena, HELP_OPEN, HANDOVER_MOST,
			&out->requests, &out->request_count, err) ||
		!read_refusals(desk, arena, out, err) ||
		!read_records(desk, arena, out, err))
		return false;
	keep_soon(desk, out);
	keep_pending(out);
	return desk->drafts == NULL ||
	       work_list(desk, arena, &out->drafts, &out->draft_count, err);
}

/* A heading with how many there are; 无 where there is nothing. */
static void
head(struct buf *out, const char *text, size_t count)
{
	if (count == 0)
		buf_addf(out, "\n%s：无\n", text);
	else
		buf_addf(out, "\n%s（%zu）\n", text, count);
}

static size_t
shown(size_t count)
{
	return count < SHOWN_MOST ? count : SHOWN_MOST;
}

static void
add_rest(struct buf *out, size_t count)
{
	if (count > SHOWN_MOST)
		buf_addf(out, "  还有%zu项，在屏幕上看\n", count - SHOWN_MOST);
}

static void
add_clocks(struct arena *arena, const struct handover *h, struct buf *out)
{
	int word;

	head(out, "期限：逾期、今天、三天内", h->clock_count);
	for (size_t i = 0; i < shown(h->clock_count); i++)
		buf_addf(out, "  %s %s %s %s %s\n",
			clock_words(&h->clocks[i], h->now, arena, &word),
			clock_due_words(&h->clocks[i], arena),
			h->clocks[i].party_name, h->clocks[i].title,
			h->clocks[i].number);
	add_rest(out, h->clock_count);
}

static void
add_requests(struct arena *arena, const struct handover *h, struct buf *out)
{
	head(out, "法律帮助请求", h->request_count);
	for (size_t i = 0; i < shown(h->request_count); i++) {
		const struct help_line *l = &h->requests[i];

		buf_addf(out, "  %s 等了%s %s%s %s\n", l->party_name,
			help_waiting_words(l, h->now, arena),
			l->taken_by[0] == '\0' ? "还没有人接" : "已接：",
			l->taken_by, l->number);
	}
	add_rest(out, h->request_count);
}

static void
add_refusals(struct arena *arena, const struct handover *h, struct buf *out)
{
	char day[DATE_TEXT];

	head(out, "没有决定的拒绝", h->refusal_count);
	for (size_t i = 0; i < shown(h->refusal_count); i++)
		buf_addf(out, "  %s %s %s %s %s\n", h->refusals[i].party_name,
			date_format(h->refusals[i].day, day),
			refusal_time_words(&h->refusals[i], arena),
			h->refusals[i].wish, h->refusals[i].number);
	add_rest(out, h->refusal_count);
}

static void
add_drafts(const struct handover *h, struct buf *out)
{
	char when[INSTANT_TEXT];

	head(out, "没写完的草稿", h->draft_count);
	for (size_t i = 0; i < shown(h->draft_count); i++)
		buf_addf(out, "  %s %s 上次写到%s\n", h->drafts[i].form_name,
			h->drafts[i].about,
			clock_format(h->drafts[i].touched, when));
	add_rest(out, h->draft_count);
}

static void
add_records(const struct handover *h, struct buf *out)
{
	char when[INSTANT_TEXT];
	const char *since =
		clock_format(h->since, when); /* used before the next */

	buf_addf(out, "\n%s以来定稿的：%s", since,
		h->record_count == 0 ? "无\n" : "");
	if (h->record_count > 0)
		buf_addf(out, "%zu份%s\n", h->record_count,
			h->record_count == HANDOVER_MOST ? "以上" : "");
	for (size_t i = 0; i < shown(h->record_count); i++)
		buf_addf(out, "  %s %s %s %s\n",
			clock_format(h->records[i].entered, when),
			h->records[i].form_name, h->records[i].party_name,
			h->records[i].by);
	add_rest(out, h->record_count);
}

static void
add_shift(const struct shift *shift, struct buf *out)
{
	char when[INSTANT_TEXT];

	if (!shift->is_open)
		return;
	buf_addf(out, "\n上一班 %s %s%s%s\n  交代：%s\n", shift->by,
		clock_format(shift->at, when),
		shift->to[0] == '\0' ? "" : " 交给", shift->to, shift->text);
}

void
handover_text(const struct desk *desk, struct arena *arena,
	const struct handover *handover, struct buf *out)
{
	char when[INSTANT_TEXT];

	buf_addf(out, "交班单 %s\n%s\n", clock_format(handover->now, when),
		desk->title);
	add_shift(&handover->last, out);
	add_clocks(arena, handover, out);
	add_requests(arena, handover, out);
	add_refusals(arena, handover, out);
	add_drafts(handover, out);
	add_records(handover, out);
	buf_add(out, "\n交班人：______________    接班人：______________\n");
}
