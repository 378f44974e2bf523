/* SPDX-License-Identifier: MIT */
/*
 * What follows from a draft: the same dossier, projection and rows that its
 * sealing would give, beside those without it. What the difference says in
 * words is preview_words.c.
 */
#include "desk/preview.h"

#include "desk/people.h"
#include "desk/preview_own.h"
#include "desk/source.h"

#include <string.h>

/* The draft is no record yet; the ids of records grow, so it is the last. */
enum { DRAFT_TAKES = 1 };
static const int64_t draft_id = INT64_MAX;

/* Only what will be sealed: nothing that is not asked for. */
static struct values
sealed_values(struct arena *arena, const struct work *work)
{
	struct values values = { .arena = arena };

	for (size_t i = 0; i < work->values.count; i++)
		values_set(&values, work->values.items[i].name,
			work->values.items[i].text);
	check_prune(work->form, &values);
	return values;
}

static void
concern(struct sealed *r, struct arena *arena, const struct subject *on)
{
	/* whom it makes, whom it is about */
	int64_t *parties =
		arena_alloc(arena, (2 + SUBJECT_OTHERS) * sizeof *parties);
	int64_t ids[1 + SUBJECT_OTHERS];
	size_t count = people_ids(on, ids);

	if (r->form->makes[FORM_ON_PARTY])
		parties[r->party_count++] = r->line;
	for (size_t i = 0; i < count; i++)
		if (r->party_count == 0 || parties[0] != ids[i])
			parties[r->party_count++] = ids[i];
	r->parties = parties;
}

/* As dossier_read would read it back. */
static struct sealed
seal_draft(struct desk *desk, struct arena *arena, const struct work *work,
	const struct subject *on, const struct sealed *former)
{
	struct sealed r = {
		.id = draft_id,
		.line = former == NULL ? draft_id : former->line,
		.station = desk->station,
		.form = work->form,
		.proceeding = on->proceeding,
		.hearing = on->hearing,
		.about = on->about,
		.entered = desk_now(desk),
		.first = former == NULL ? desk_now(desk) : former->first,
		.by = desk->name,
		.values = sealed_values(arena, work),
	};

	dossier_makes(&r);
	concern(&r, arena, on);
	dossier_occurred(r.form, &r.values, desk_today(desk), &r.day, &r.at);
	return r;
}

/* Of equal 发生 what is entered last comes last, as dossier_read sorts. */
static bool
is_after(const struct sealed *r, const struct sealed *draft)
{
	int by = date_compare(r->day, draft->day);

	return by != 0 ? by > 0 : r->at > draft->at;
}

/* The dossier with the draft in its place, instead of what it corrects. */
static struct dossier
with_draft(struct desk *desk, struct arena *arena, const struct work *work,
	const struct subject *on, const struct dossier *before)
{
	struct dossier after = *before;
	const struct sealed *former = NULL;
	struct sealed draft;
	size_t at;

	after.records = arena_alloc(
		arena, (before->count + DRAFT_TAKES) * sizeof *after.records);
	after.count = 0;
	for (size_t i = 0; i < before->count; i++)
		if (before->records[i].id == on->supersedes)
			former = &before->records[i];
		else
			after.records[after.count++] = before->records[i];
	draft = seal_draft(desk, arena, work, on, former);
	for (at = after.count; at > 0; at--) {
		if (!is_after(&after.records[at - 1], &draft))
			break;
		after.records[at] = after.records[at - 1];
	}
	after.records[at] = draft;
	after.count++;
	if (work->form->makes[FORM_ON_MATTER])
		after.station = desk->station;
	return after;
}

static bool
project_rows(struct desk *desk, struct arena *arena,
	const struct dossier *dossier, struct preview_side *out,
	struct err *err)
{
	const struct law *law = library_law(desk->library);

	out->rows.arena = arena;
	if (!project(law, dossier, arena, &out->projection, err))
		return false;
	rows_of(&out->projection, law, &out->rows);
	rows_sort(&out->rows);
	return true;
}

static const struct sealed *
find_draft(const struct dossier *dossier)
{
	for (size_t i = 0; i < dossier->count; i++)
		if (dossier->records[i].id == draft_id)
			return &dossier->records[i];
	return NULL;
}

static bool
read_sides(struct desk *desk, struct arena *arena, const struct work *work,
	struct preview_sides *sides, struct err *err)
{
	struct subject on = work->on; /* still within reach? */
	struct dossier before = { 0 }, after;

	if (!source_complete(desk, &on, err))
		return false;
	if (on.matter != 0 &&
		!dossier_read(desk, arena, on.matter, INT64_MAX, &before, err))
		return false;
	if (on.matter == 0)
		before.matter = draft_id;
	after = with_draft(desk, arena, work, &on, &before);
	sides->draft = find_draft(&after);
	return project_rows(desk, arena, &before, &sides->before, err) &&
	       project_rows(desk, arena, &after, &sides->after, err);
}

/* Is it about a case at all? */
static bool
has_case(const struct work *work)
{
	const struct subject *on = &work->on;

	return on->matter != 0 || on->party != 0 || on->about != 0 ||
	       on->hearing != 0 || work->form->makes[FORM_ON_MATTER];
}

static bool
look_ahead(struct desk *desk, struct arena *arena, const struct work *work,
	bool with_words, struct preview *out, struct err *err)
{
	struct preview_sides sides = { .law = library_law(desk->library),
		.today = desk_today(desk),
		.work = work };

	*out = (struct preview){ 0 };
	if (!has_case(work))
		return true;
	if (!read_sides(desk, arena, work, &sides, err) ||
		!preview_warn(desk, &sides, arena, out, err))
		return err_within(err, "定稿以后怎样推算不出来");
	return !with_words || preview_words(&sides, arena, out, err);
}

bool
work_preview(struct desk *desk, struct arena *arena, const struct work *work,
	struct preview *out, struct err *err)
{
	return look_ahead(desk, arena, work, true, out, err);
}

bool
work_warnings(struct desk *desk, struct arena *arena, const struct work *work,
	struct preview *out, struct err *err)
{
	return look_ahead(desk, arena, work, false, out, err);
}

struct preview_line *
preview_add(struct preview *out, struct arena *arena, const char *text)
{
	out->lines =
		arena_grow(arena, out->lines, out->count, sizeof *out->lines);
	out->lines[out->count] = (struct preview_line){
		.text = text, .citation = "", .field = -1
	};
	return &out->lines[out->count++];
}

size_t
preview_count(const struct preview *preview, enum preview_grade grade)
{
	size_t count = 0;

	for (size_t i = 0; i < preview->count; i++)
		count += preview->lines[i].grade == grade;
	return count;
}

static void
tell_line(const struct preview_line *line, const char *lead, struct buf *out)
{
	buf_addf(out, "%s%s", lead, line->text);
	if (line->citation[0] != '\0')
		buf_addf(out, "（%s）", line->citation);
	buf_add(out, "\n");
}

void
preview_tell(const struct preview *preview, struct buf *out)
{
	static const char *const leads[] = {
		[PREVIEW_TOLD] = "",
		[PREVIEW_WARNED] = "注意：",
		[PREVIEW_REFUSED] = "不能定稿：",
	};

	for (size_t i = 0; i < preview->count; i++)
		tell_line(&preview->lines[i], leads[preview->lines[i].grade],
			out);
}

void
preview_tell_grade(const struct preview *preview, enum preview_grade grade,
	struct buf *out)
{
	for (size_t i = 0; i < preview->count; i++)
		if (preview->lines[i].grade == grade)
			tell_line(&preview->lines[i], "", out);
}
