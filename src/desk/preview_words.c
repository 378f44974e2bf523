/* SPDX-License-Identifier: MIT */
/* The difference that a draft makes, in the words of a clerk. */
#include "desk/preview_own.h"

#include "base/clock.h"
#include "desk/refusal.h"

#include <stdlib.h>
#include <string.h>

/* In the order in which they are told. */
enum tells {
	TELLS_REFUSAL,
	TELLS_CLASS,
	TELLS_BEGINS,
	TELLS_MOVES,
	TELLS_MET,
	TELLS_LATE,
	TELLS_GONE,
	TELLS_MISSED,
	TELLS_FOUND,
	TELLS_NOTHING
};

/* What is the same of several people is told once. */
struct item {
	enum tells tells;
	const char *due; /* "" */
	const char *text;
	int64_t party;
	const struct row *clock; /* NULL: none */
	bool is_shared;		 /* the same is told of somebody else */
};

struct telling {
	const struct preview_sides *sides;
	struct arena *arena;
	const struct preview *warned;
	struct item *items;
	size_t count;
};

static struct item *
add(struct telling *t, enum tells tells, int64_t party, const char *text)
{
	t->items = arena_grow(t->arena, t->items, t->count, sizeof *t->items);
	t->items[t->count] =
		(struct item){ tells, "", text, party, NULL, false };
	return &t->items[t->count++];
}

static void
add_clock(struct telling *t, enum tells tells, const struct row *clock,
	const char *text)
{
	struct item *item = add(t, tells, clock->ints[CLOCK_PARTY], text);

	item->due = clock->texts[CLOCK_DUE];
	item->clock = clock;
}

static const char *
due_words(struct telling *t, const struct row *clock)
{
	if (clock->ints[CLOCK_DUE_AT] != 0) {
		char text[INSTANT_TEXT];

		return arena_copy(t->arena,
			clock_format(clock->ints[CLOCK_DUE_AT], text));
	}
	return arena_printf(t->arena, "%s%s", clock->texts[CLOCK_DUE],
		clock->ints[CLOCK_PROVISIONAL] != 0 ? "（暂定）" : "");
}

static const char *
clock_title(const struct telling *t, const struct row *clock)
{
	const struct deadline_rule *rule =
		law_deadline(t->sides->law, clock->texts[CLOCK_RULE]);

	return rule == NULL ? clock->texts[CLOCK_RULE] : rule->title;
}

static bool
is_open(const struct row *clock)
{
	return strcmp(clock->texts[CLOCK_STATE], "open") == 0 &&
	       clock->ints[CLOCK_LEADS] != 0;
}

static void
tell_begins(struct telling *t, const struct row *clock)
{
	const struct deadline_rule *rule =
		law_deadline(t->sides->law, clock->texts[CLOCK_RULE]);
	struct date due;
	bool is_past = date_parse(clock->texts[CLOCK_DUE], &due) &&
		       date_compare(due, t->sides->today) < 0;

	add_clock(t, TELLS_BEGINS, clock,
		arena_printf(t->arena, "%s %s（%s）%s", due_words(t, clock),
			clock_title(t, clock), rule == NULL ? "" : rule->duty,
			is_past ? "，已经过了" : ""));
}

static const char *
moved_words(struct telling *t, const struct row *want, const struct row *have)
{
	return arena_printf(t->arena, "%s 改为 %s %s", due_words(t, have),
		due_words(t, want), clock_title(t, want));
}

/* An open clock is not open any more. */
static void
tell_ends(struct telling *t, const struct row *want, const struct row *have)
{
	const char *state = want->texts[CLOCK_STATE];
	enum tells tells = TELLS_GONE;

	/* By the new day of a hearing that was moved. */
	if (strcmp(state, "cured") == 0)
		tells = TELLS_MET;
	if (strcmp(state, "met") == 0)
		tells = want->ints[CLOCK_LATE] != 0 ? TELLS_LATE : TELLS_MET;
	if (strcmp(state, "missed") == 0)
		tells = TELLS_MISSED;
	add_clock(t, tells, have, clock_title(t, have));
}

static bool
is_same_clock(const struct row *a, const struct row *b)
{
	return a->table == ROWS_DEADLINE && b->table == ROWS_DEADLINE &&
	       a->ints[CLOCK_PARTY] == b->ints[CLOCK_PARTY] &&
	       strcmp(a->texts[CLOCK_RULE], b->texts[CLOCK_RULE]) == 0 &&
	       a->ints[CLOCK_HEARING] == b->ints[CLOCK_HEARING];
}

static bool
stood_before(const struct telling *t, const struct row *clock)
{
	const struct rows *before = &t->sides->before.rows;

	for (size_t i = 0; i < before->count; i++)
		if (is_same_clock(&before->items[i], clock) &&
			before->items[i].ints[CLOCK_TRIGGER] ==
				clock->ints[CLOCK_TRIGGER])
			return true;
	return false;
}

/* Of several words of one day that make him of a class the last begins its
 * clocks: said on that day, the draft begins them instead, and may end them at
 * once. NULL: they are gone. */
static const struct row *
find_begun_anew(const struct telling *t, const struct row *have)
{
	const struct rows *after = &t->sides->after.rows;

	for (size_t i = 0; i < after->count; i++) {
		const struct row *clock = &after->items[i];

		if (is_same_clock(clock, have) &&
			strcmp(clock->texts[CLOCK_DUE],
				have->texts[CLOCK_DUE]) == 0 &&
			clock->ints[CLOCK_DUE_AT] == have->ints[CLOCK_DUE_AT] &&
			!stood_before(t, clock))
			return clock;
	}
	return NULL;
}

/* Still open it is told of by what begins: join_moved. */
static void
tell_gone(struct telling *t, const struct row *have)
{
	const struct row *anew = find_begun_anew(t, have);

	if (anew != NULL && !is_open(anew))
		tell_ends(t, anew, have);
	else
		add_clock(t, TELLS_GONE, have, clock_title(t, have));
}

static bool
is_warned(const struct telling *t, const struct row *clock)
{
	for (size_t i = 0; i < t->warned->count; i++)
		if (t->warned->lines[i].party == clock->ints[CLOCK_PARTY] &&
			strstr(t->warned->lines[i].text,
				clock_title(t, clock)) != NULL)
			return true;
	return false;
}

static void
tell_clock(struct telling *t, const struct row *want, const struct row *have)
{
	bool was = have != NULL && is_open(have);
	bool is = want != NULL && is_open(want);

	if (is && !was)
		tell_begins(t, want);
	else if (was && want == NULL)
		tell_gone(t, have);
	else if (was && !is)
		tell_ends(t, want, have);
	else if (is &&
		 (strcmp(want->texts[CLOCK_DUE], have->texts[CLOCK_DUE]) != 0 ||
			 want->ints[CLOCK_DUE_AT] != have->ints[CLOCK_DUE_AT]))
		add_clock(t, TELLS_MOVES, want, moved_words(t, want, have));
	else if (want != NULL && have == NULL &&
		 strcmp(want->texts[CLOCK_STATE], "missed") == 0 &&
		 !is_warned(t, want))
		add_clock(t, TELLS_MISSED, want, clock_title(t, want));
}

/* Only what is found by its cause: of a clock it is told by the clock. */
static void
tell_found(struct telling *t, const struct row *want)
{
	const struct violation_rule *rule =
		law_violation(t->sides->law, want->texts[VIOLATION_RULE]);

	if (want->texts[VIOLATION_CLOCK][0] != '\0')
		return;
	add(t, TELLS_FOUND, want->ints[VIOLATION_PARTY],
		rule == NULL ? want->texts[VIOLATION_CODE]
			     : arena_printf(t->arena, "%s（%s）", rule->title,
				       rule->authority.citation));
}

static void
tell_refusal(struct telling *t, const struct row *want)
{
	const struct refusal_line line = {
		.occasion = want->texts[REFUSAL_OCCASION],
		.time = (int)want->ints[REFUSAL_TIME],
		.changes = (int)want->ints[REFUSAL_CHANGES],
		.permitted = "", /* held against the table: preview_warn.c */
		.row = want->texts[REFUSAL_OUTCOME],
	};
	struct buf text = { 0 };

	refusal_tell(t->sides->law, &line, &text);
	add(t, TELLS_REFUSAL, want->ints[REFUSAL_PARTY],
		arena_copy(t->arena, buf_text(&text)));
	buf_free(&text);
}

static bool
is_same_refusal(const struct row *a, const struct row *b)
{
	return strcmp(a->texts[REFUSAL_OUTCOME], b->texts[REFUSAL_OUTCOME]) ==
		       0 &&
	       strcmp(a->texts[REFUSAL_PERMITTED],
		       b->texts[REFUSAL_PERMITTED]) == 0 &&
	       a->ints[REFUSAL_TIME] == b->ints[REFUSAL_TIME] &&
	       a->ints[REFUSAL_CHANGES] == b->ints[REFUSAL_CHANGES];
}

static const struct class_row *
find_class(const struct class_row *rows, size_t count, const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].id, id) == 0)
			return &rows[i];
	return NULL;
}

/* The conflicts stand as ids, parted by blanks. */
static void
add_conflicts(const struct law *law, const char *ids, struct buf *out)
{
	size_t count;
	const struct class_row *rows = law_conflicts(law, &count);

	for (size_t i = 0; i < count; i++) {
		const char *at = strstr(ids, rows[i].id);
		size_t length = strlen(rows[i].id);

		if (at == NULL || (at > ids && at[-1] != ' ') ||
			(at[length] != ' ' && at[length] != '\0'))
			continue;
		buf_addf(out, "；程序不许用：%s（%s）", rows[i].title,
			rows[i].authority.citation);
	}
}

static const struct row *
open_standing(const struct rows *rows, int64_t party, int64_t proceeding)
{
	for (size_t i = 0; i < rows->count; i++) {
		const struct row *r = &rows->items[i];

		if (r->table == ROWS_STANDING &&
			r->ints[STANDING_PARTY] == party &&
			r->ints[STANDING_PROCEEDING] == proceeding &&
			r->texts[STANDING_UNTIL][0] == '\0')
			return r;
	}
	return NULL;
}

static void
tell_class(struct telling *t, const struct row *now, const struct row *before)
{
	size_t count;
	const struct class_row *rows = law_classes(t->sides->law, &count);
	const struct class_row *is =
		find_class(rows, count, now->texts[STANDING_RULE]);
	const struct class_row *was =
		before == NULL
			? NULL
			: find_class(rows, count, before->texts[STANDING_RULE]);
	struct buf text = { 0 };

	if (is == NULL)
		return;
	if (was != NULL && was != is)
		buf_addf(&text, "%s → ", was->class_);
	buf_addf(&text, "%s %s", is->class_, is->title);
	if (!preview_chooses_procedure(t->sides))
		add_conflicts(t->sides->law, now->texts[STANDING_CONFLICTS],
			&text); /* else it is warned of */
	add(t, TELLS_CLASS, now->ints[STANDING_PARTY],
		arena_copy(t->arena, buf_text(&text)));
	buf_free(&text);
}

static void
tell_classes(struct telling *t)
{
	const struct rows *rows = &t->sides->after.rows;

	for (size_t i = 0; i < rows->count; i++) {
		const struct row *now = &rows->items[i];
		const struct row *before;

		if (now->table != ROWS_STANDING ||
			now->texts[STANDING_UNTIL][0] != '\0')
			continue;
		before = open_standing(&t->sides->before.rows,
			now->ints[STANDING_PARTY],
			now->ints[STANDING_PROCEEDING]);
		if (before == NULL ||
			strcmp(now->texts[STANDING_RULE],
				before->texts[STANDING_RULE]) != 0 ||
			strcmp(now->texts[STANDING_CONFLICTS],
				before->texts[STANDING_CONFLICTS]) != 0)
			tell_class(t, now, before);
	}
}

static bool
tell_pair(const struct row *want, const struct row *have, void *arg,
	struct err *err)
{
	struct telling *t = arg;
	const struct row *any = want == NULL ? have : want;

	(void)err;
	if (any->table == ROWS_DEADLINE)
		tell_clock(t, want, have);
	if (any->table == ROWS_VIOLATION && have == NULL)
		tell_found(t, want);
	if (any->table == ROWS_REFUSAL && want != NULL &&
		(have == NULL || !is_same_refusal(want, have)))
		tell_refusal(t, want);
	return true;
}

static struct item *
find_successor(struct telling *t, const struct item *gone)
{
	for (size_t i = 0; i < t->count; i++) {
		struct item *item = &t->items[i];

		if (item->tells == TELLS_BEGINS && item->party == gone->party &&
			strcmp(item->clock->texts[CLOCK_RULE],
				gone->clock->texts[CLOCK_RULE]) == 0)
			return item;
	}
	return NULL;
}

/* One that ends where the same begins anew has moved, or is as it was. */
static void
join_moved(struct telling *t)
{
	for (size_t i = 0; i < t->count; i++) {
		struct item *gone = &t->items[i];
		struct item *begun = gone->tells == TELLS_GONE
					     ? find_successor(t, gone)
					     : NULL;

		if (begun == NULL)
			continue;
		gone->tells = TELLS_NOTHING;
		begun->tells = TELLS_NOTHING;
		if (strcmp(due_words(t, gone->clock),
			    due_words(t, begun->clock)) == 0)
			continue;
		begun->tells = TELLS_MOVES;
		begun->text = moved_words(t, begun->clock, gone->clock);
	}
}

static bool
is_same(const struct item *a, const struct item *b)
{
	return a->tells == b->tells && strcmp(a->text, b->text) == 0;
}

static void
mark_shared(struct telling *t)
{
	for (size_t i = 0; i < t->count; i++)
		for (size_t j = 0; j < t->count && !t->items[i].is_shared; j++)
			t->items[i].is_shared =
				t->items[i].party != t->items[j].party &&
				is_same(&t->items[i], &t->items[j]);
}

static int
compare_words(const struct item *x, const struct item *y)
{
	int by = (x->tells > y->tells) - (x->tells < y->tells);

	if (by == 0)
		by = strcmp(x->due, y->due);
	return by != 0 ? by : strcmp(x->text, y->text);
}

/* What several have in common, then person by person. */
static int
compare_items(const void *a, const void *b)
{
	const struct item *x = a, *y = b;
	int by_party = (x->party > y->party) - (x->party < y->party);
	int by = (x->tells == TELLS_NOTHING) - (y->tells == TELLS_NOTHING);

	if (by == 0)
		by = y->is_shared - x->is_shared;
	if (by == 0 && !x->is_shared)
		by = by_party;
	if (by == 0)
		by = compare_words(x, y);
	return by != 0 ? by : by_party;
}

/* "李乙二 ", "李乙二等3人 "; nothing where there is only one in the case. */
static const char *
whose(const struct telling *t, const struct item *first, size_t people)
{
	const char *name = preview_whose(t->sides, t->arena, first->party);

	if (people < 2 || name[0] == '\0')
		return name;
	return arena_printf(
		t->arena, "%.*s等%zu人 ", (int)strlen(name) - 1, name, people);
}

static void
print(const struct telling *t, struct preview *out)
{
	static const char *const leads[] = {
		[TELLS_REFUSAL] = "",
		[TELLS_CLASS] = "类别：",
		[TELLS_BEGINS] = "新期限：",
		[TELLS_MOVES] = "改期：",
		[TELLS_MET] = "按期办结：",
		[TELLS_LATE] = "逾期办结：",
		[TELLS_GONE] = "不再需要：",
		[TELLS_MISSED] = "来不及办了：",
		[TELLS_FOUND] = "列入追责：",
		[TELLS_NOTHING] = "",
	};
	size_t next;

	for (size_t i = 0; i < t->count; i = next) {
		const struct item *item = &t->items[i];
		size_t people = 1;

		if (item->tells == TELLS_NOTHING)
			return;
		for (next = i + 1;
			next < t->count && is_same(item, &t->items[next]);
			next++)
			people += t->items[next].party !=
				  t->items[next - 1].party;
		preview_add(out, t->arena,
			arena_printf(t->arena, "%s%s%s", leads[item->tells],
				whose(t, item, people), item->text))
			->party = item->party;
	}
}

bool
preview_words(const struct preview_sides *sides, struct arena *arena,
	struct preview *out, struct err *err)
{
	struct telling t = { .sides = sides, .arena = arena, .warned = out };

	tell_classes(&t);
	if (!rows_walk(&sides->after.rows, &sides->before.rows, tell_pair, &t,
		    err))
		return false;
	join_moved(&t);
	mark_shared(&t);
	if (t.count > 0)
		qsort(t.items, t.count, sizeof *t.items, compare_items);
	print(&t, out);
	return true;
}
