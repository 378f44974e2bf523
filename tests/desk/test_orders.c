/* SPDX-License-Identifier: MIT */
/*
 * The projections do not depend on the order of entry: 10,000 invented
 * matters, each entered in two random orders, from dossier to rows.
 */
#include "story.h"

#include "base/clock.h"
#include "desk/rows.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

Suite *suite_orders(void);

enum {
	STORIES = 10000,
	STATION = 3,
	MESSAGE_MOST = 3500, /* more kills the reporter of the failure */
};

/* Ids that no other number in a row looks like. */
static const int64_t first_id = INT64_C(5000000000000);
enum { ID_STEP = 16 };

/* The register after an order of entry. */
struct entered {
	const struct story *story;
	int64_t line[STORY_MOST]; /* 0: not entered */
	int64_t head[STORY_MOST];
	int64_t at[STORY_MOST]; /* when the head was entered */
	int64_t parties[STORY_MOST];
	struct dossier dossier;
};

static int64_t
line_of(const struct entered *e, const struct told *t, enum form_noun noun)
{
	return t->on[noun] < 0 ? 0 : e->line[t->on[noun]];
}

static int64_t
former_of(const struct entered *e, const struct told *t)
{
	return t->former < 0 ? 0 : e->line[t->former];
}

/* On its own day, in the order of entry: what is entered on a later day tells
 * less of what came first (derive_end.c), and is no matter of order. */
static int64_t
written_down(const struct sealed *r)
{
	return clock_instant(r->day, 0, 0) + (r->line - first_id) / ID_STEP;
}

static struct sealed
seal(struct entered *e, int i)
{
	const struct told *t = &e->story->items[i];
	struct sealed r = {
		.id = e->head[i],
		.line = e->line[i],
		.station = STATION,
		.form = t->form,
		.proceeding = t->form->makes[FORM_ON_PROCEEDING]
				      ? former_of(e, t)
				      : line_of(e, t, FORM_ON_PROCEEDING),
		.hearing = line_of(e, t, FORM_ON_HEARING),
		.about = line_of(e, t, FORM_ON_RECORD),
		.entered = e->at[i],
		.values = t->values,
	};

	dossier_makes(&r);
	e->parties[i] = line_of(e, t, FORM_ON_PARTY);
	r.parties = &e->parties[i];
	r.party_count = e->parties[i] != 0;
	dossier_occurred(t->form, &t->values, story_first_day(), &r.day, &r.at);
	r.first = written_down(&r);
	return r;
}

/* As the statement of dossier.c sorts them. */
static int
compare_sealed(const void *a, const void *b)
{
	const struct sealed *x = a, *y = b;
	int days = date_compare(x->day, y->day);

	if (days != 0)
		return days;
	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return x->entered < y->entered ? -1 : x->entered > y->entered;
}

static void
enter(struct entered *e, struct story *s, const struct entry_of *order,
	int count, struct arena *arena)
{
	memset(e, 0, sizeof *e);
	e->story = s;
	for (int k = 0; k < count; k++) {
		int i = order[k].told;

		e->head[i] = first_id + (int64_t)k * ID_STEP;
		e->at[i] =
			clock_instant(date_add(story_first_day(),
					      s->items[s->count - 1].slot + k),
				17, 0);
		if (!order[k].is_correction)
			e->line[i] = e->head[i];
	}
	e->dossier = (struct dossier){ .matter = e->line[0],
		.station = STATION,
		.records = arena_alloc(
			arena, sizeof(struct sealed) * STORY_MOST) };
	for (int i = 0; i < s->count; i++)
		if (e->line[i] != 0)
			e->dossier.records[e->dossier.count++] = seal(e, i);
	qsort(e->dossier.records, e->dossier.count, sizeof(struct sealed),
		compare_sealed);
}

/* An id as the story knows it; other numbers as they are. */
static void
add_number(const struct entered *e, int64_t number, struct buf *out)
{
	for (int i = 0; i < e->story->count; i++)
		if (e->line[i] != 0 &&
			(number == e->line[i] || number == e->head[i])) {
			buf_addf(out, "#%d%s", i,
				number == e->line[i] ? "" : "c");
			return;
		}
	buf_addf(out, "%lld", (long long)number);
}

/* deadline.in_time: whether it was entered in time as well. */
static bool
tells_entry(const struct row *row, int column)
{
	enum { DEADLINE_IN_TIME = 17 };

	return row->table == ROWS_DEADLINE && column == DEADLINE_IN_TIME;
}

static int
compare_texts(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;

	return strcmp(*x, *y);
}

/* The rows as sorted lines. */
static const char *
lines_of(const struct entered *e, const struct rows *rows, struct arena *arena)
{
	const char **lines =
		arena_alloc(arena, (rows->count + 1) * sizeof(const char *));
	struct buf out = { 0 };
	const char *all;

	for (size_t i = 0; i < rows->count; i++) {
		const struct row *row = &rows->items[i];

		buf_clear(&out);
		buf_addf(&out, "%d:", (int)row->table);
		for (int c = 0; c < ROWS_COLUMNS; c++) {
			buf_add_char(&out, '|');
			if (row->texts[c] != NULL)
				buf_add(&out, row->texts[c]);
			else if (!tells_entry(row, c))
				add_number(e, row->ints[c], &out);
		}
		lines[i] = arena_copy(arena, buf_text(&out));
	}
	qsort(lines, rows->count, sizeof lines[0], compare_texts);
	buf_clear(&out);
	for (size_t i = 0; i < rows->count; i++)
		buf_addf(&out, "%s\n", lines[i]);
	all = arena_copy(arena, buf_text(&out));
	buf_free(&out);
	return all;
}

static const char *
rows_after(struct story *s, const struct law *law, uint64_t seed,
	const bool *left_out, struct arena *arena)
{
	struct entry_of order[ENTRIES_MOST];
	int count = story_order(s, seed, left_out, order);
	struct projection projection = { 0 };
	struct rows rows = { .arena = arena };
	struct entered e;
	struct err err = { 0 };

	enter(&e, s, order, count, arena);
	ck_assert_msg(project(law, &e.dossier, arena, &projection, &err),
		"%s\n%s", err.text, story_text(s, order, count));
	rows_of(&projection, law, &rows);
	return lines_of(&e, &rows, arena);
}

/* Where two texts part, from the line's start. */
static bool
differs(struct story *s, const struct law *law, const bool *left_out,
	const char **first, const char **second, struct arena *arena)
{
	const char *a = rows_after(s, law, 2 * s->seed, left_out, arena);
	const char *b = rows_after(s, law, 2 * s->seed + 1, left_out, arena);
	size_t same = 0, line = 0;

	for (; a[same] != '\0' && a[same] == b[same]; same++)
		if (a[same] == '\n')
			line = same + 1;
	*first = arena_copy_bytes(arena, a + line, strcspn(a + line, "\n"));
	*second = arena_copy_bytes(arena, b + line, strcspn(b + line, "\n"));
	return a[same] != b[same];
}

/* Leaves out what the difference does not need, and says what is left. */
static void
reduce(struct story *s, const struct law *law, struct arena *arena)
{
	bool out[STORY_MOST] = { false };
	const char *first, *second;
	struct entry_of order[ENTRIES_MOST], again[ENTRIES_MOST];
	const char *other = "";
	int count;

	for (int i = s->count - 1; i > 0; i--) {
		out[i] = true;
		if (!differs(s, law, out, &first, &second, arena))
			out[i] = false;
	}
	differs(s, law, out, &first, &second, arena);
	count = story_order(s, 2 * s->seed, out, order);
	story_order(s, 2 * s->seed + 1, out, again);
	for (int k = 0; k < count; k++)
		other = arena_printf(arena, "%s #%d%s", other, again[k].told,
			again[k].is_correction ? "c" : "");
	ck_abort_msg("%.*s", MESSAGE_MOST,
		arena_printf(arena, "%s\n%s\n%s\nthe other order:%s", first,
			second, story_text(s, order, count), other));
}

START_TEST(the_order_of_entry_changes_nothing)
{
	struct arena arena = { 0 }, work = { 0 };
	struct problems problems = { .arena = &arena };
	struct library *library = library_new(NULL, 0, &problems);
	const struct law *law = library_law(library);
	size_t told = 0;

	for (int i = 0; i < STORIES; i++) {
		struct story story;
		const char *first, *second;

		story_tell(&story, library, (uint64_t)i);
		told += (size_t)story.count;
		if (differs(&story, law, NULL, &first, &second, &work))
			reduce(&story, law, &work);
		story_free(&story);
		arena_clear(&work);
	}
	ck_assert_uint_gt(told, 10 * (size_t)STORIES);
	library_free(&library);
	arena_clear(&arena);
}
END_TEST

Suite *
suite_orders(void)
{
	Suite *suite = suite_create("orders");
	TCase *tcase = tcase_create("rows");

	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, the_order_of_entry_changes_nothing);
	suite_add_tcase(suite, tcase);
	return suite;
}
