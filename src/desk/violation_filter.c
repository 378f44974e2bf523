/* SPDX-License-Identifier: MIT */
/* 追责, by what is asked for; the numbers; a page of it. */
#include "desk/violation_filter.h"

#include "desk/column.h"

#include <string.h>

enum { PAGE = 200 };

static const char station_sql[] =
	"SELECT s.name FROM matter m JOIN station s ON s.id = m.station "
	"WHERE m.id = $1";

struct violation_filter
violation_filter_none(void)
{
	return (struct violation_filter){ .station = "",
		.duty = "",
		.code = "",
		.from = DATE_NONE,
		.until = DATE_NONE };
}

bool
violation_filter_is_set(const struct violation_filter *f)
{
	return f->station[0] != '\0' || f->duty[0] != '\0' ||
	       f->code[0] != '\0' || date_is_set(f->from) ||
	       date_is_set(f->until) || f->is_silent;
}

static const char *
joined(struct arena *arena, const char *a, const char *b, const char *suffix)
{
	if (b[0] == '\0')
		return a;
	return arena_printf(
		arena, "%s%s%s%s", a, a[0] == '\0' ? "" : " ", b, suffix);
}

static const char *
joined_day(
	struct arena *arena, const char *a, struct date day, const char *suffix)
{
	char text[DATE_TEXT];

	if (!date_is_set(day))
		return a;
	return joined(arena, a, date_format(day, text), suffix);
}

const char *
violation_filter_words(const struct violation_filter *f, struct arena *arena)
{
	const char *words = joined(arena, f->station, f->duty, "");

	words = joined(arena, words, f->code, "");
	words = joined_day(arena, words, f->from, "起");
	words = joined_day(arena, words, f->until, "止");
	if (f->is_silent)
		words = joined(arena, words, "没有说明的", "");
	return words[0] == '\0' ? "全部" : words;
}

static bool
read_station(struct desk *desk, struct arena *arena, int64_t matter,
	const char **out, struct err *err)
{
	struct stmt *q = store_statement(desk->store, station_sql, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, matter);
	if (!stmt_one(q, "没有这个案件；请刷新", err))
		return false;
	*out = column_text(q, 0, arena);
	stmt_reset(q);
	return true;
}

static bool
is_any(const char *wanted, const char *value)
{
	return wanted[0] == '\0' || strcmp(wanted, value) == 0;
}

static bool
is_asked_for(const struct violation_filter *f, const struct violation_line *l,
	const char *station)
{
	struct date day = date_is_set(l->due) ? l->due : l->day;

	return is_any(f->station, station) && is_any(f->duty, l->duty) &&
	       is_any(f->code, l->code) &&
	       (!date_is_set(f->from) || date_compare(day, f->from) >= 0) &&
	       (!date_is_set(f->until) || date_compare(day, f->until) <= 0) &&
	       (!f->is_silent || l->note.record == 0);
}

static void
count_in(struct arena *arena, struct violation_count **list, size_t *count,
	const char *value, const char *title)
{
	for (size_t i = 0; i < *count; i++)
		if (strcmp((*list)[i].value, value) == 0) {
			(*list)[i].count++;
			return;
		}
	*list = arena_grow(arena, *list, *count, sizeof **list);
	(*list)[(*count)++] = (struct violation_count){ value, title, 1 };
}

static void
add(struct arena *arena, const struct violation_line *line, const char *station,
	struct violation_report *out)
{
	out->lines =
		arena_grow(arena, out->lines, out->count, sizeof *out->lines);
	out->stations = arena_grow(
		arena, out->stations, out->count, sizeof *out->stations);
	out->lines[out->count] = *line;
	out->stations[out->count++] = station;
	out->silent += line->note.record == 0;
	count_in(
		arena, &out->by_station, &out->station_count, station, station);
	count_in(
		arena, &out->by_duty, &out->duty_count, line->duty, line->duty);
	count_in(arena, &out->by_code, &out->code_count, line->code,
		line->title);
}

static bool
take_page(struct desk *desk, struct arena *arena,
	const struct violation_filter *filter,
	const struct violation_line *lines, size_t count,
	struct violation_report *out, struct err *err)
{
	for (size_t i = 0; i < count; i++) {
		const char *station;

		if (!read_station(desk, arena, lines[i].matter, &station, err))
			return false;
		if (is_asked_for(filter, &lines[i], station))
			add(arena, &lines[i], station, out);
	}
	return true;
}

bool
violation_report(struct desk *desk, struct arena *arena,
	const struct violation_filter *filter, struct violation_report *out,
	struct err *err)
{
	struct violation_page after;
	struct violation_line *lines;
	size_t count = PAGE;

	*out = (struct violation_report){ 0 };
	for (size_t seen = 0; seen < VIOLATION_DEPTH; seen += count) {
		if (!violation_list(desk, arena, seen == 0 ? NULL : &after,
			    PAGE, &lines, &count, err) ||
			!take_page(desk, arena, filter, lines, count, out, err))
			return false;
		if (count < PAGE)
			return true;
		after = violation_page_after(&lines[count - 1]);
	}
	out->is_cut = true;
	return true;
}

static void
tell_counts(struct buf *out, const char *lead,
	const struct violation_count *list, size_t count)
{
	buf_addf(out, "%s：", lead);
	for (size_t i = 0; i < count; i++)
		buf_addf(out, "%s%s %lld", i == 0 ? "" : "；", list[i].title,
			(long long)list[i].count);
	buf_add(out, count == 0 ? "无\n" : "\n");
}

static void
tell_line(struct arena *arena, size_t number, const struct violation_line *l,
	const char *station, struct buf *out)
{
	buf_addf(out, "\n%zu. %s%s%s  %s  %s %s（%s）\n", number, l->duty,
		l->person[0] == '\0' ? "" : " ", l->person, l->title,
		l->party_name, l->number, station);
	buf_addf(out, "   应于 %s  实于 %s  %s %s\n",
		violation_due_words(l, arena), violation_actual_words(l, arena),
		l->nature, l->code);
	buf_addf(out, "   依据 %s\n", l->citation);
	if (l->note.record != 0)
		buf_addf(out, "   说明 %s：%s\n", l->note.by, l->note.text);
	else
		buf_add(out, "   说明 没有人写\n");
}

void
violation_report_text(const struct desk *desk, struct arena *arena,
	const struct violation_filter *filter,
	const struct violation_report *report, struct buf *out)
{
	char when[INSTANT_TEXT];

	buf_addf(out, "追责清单 %s\n%s\n范围：%s，共%zu项%s，没有说明%lld项\n",
		clock_format(desk_now(desk), when), desk->title,
		violation_filter_words(filter, arena), report->count,
		report->is_cut ? "以上" : "", (long long)report->silent);
	tell_counts(out, "按责任", report->by_duty, report->duty_count);
	tell_counts(out, "按机关", report->by_station, report->station_count);
	tell_counts(out, "按事项", report->by_code, report->code_count);
	for (size_t i = 0; i < report->count; i++)
		tell_line(arena, i + 1, &report->lines[i], report->stations[i],
			out);
	buf_add(out, "\n本清单列出应办而没有办或者办晚的，不替人下结论。\n");
}
