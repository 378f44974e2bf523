/* SPDX-License-Identifier: MIT */
/*
 * Sorting a history, and what was known when. What follows from it is
 * standing.c and derive.c.
 */
#include "law/timeline.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_YEAR = 1997, LAST_YEAR = 2100 };

static int
compare_number(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

int
source_compare(const struct source *a, const struct source *b)
{
	int by = date_compare(a->day, b->day);

	if (by == 0)
		by = compare_number(a->at, b->at);
	if (by == 0)
		by = compare_number(a->entered, b->entered);
	if (by == 0)
		by = compare_number(a->record, b->record);
	if (by == 0)
		by = compare_number(a->line, b->line);
	if (by == 0)
		by = compare_number(a->proceeding, b->proceeding);
	return by != 0 ? by : compare_number(a->hearing, b->hearing);
}

static int
compare_events(const void *a, const void *b)
{
	const struct history_event *x = a;
	const struct history_event *y = b;
	int by = source_compare(&x->source, &y->source);

	return by != 0 ? by : strcmp(x->name, y->name);
}

static int
compare_said(const void *a, const void *b)
{
	const struct said *x = a;
	const struct said *y = b;
	int by = source_compare(&x->source, &y->source);

	if (by == 0)
		by = strcmp(x->fact->name, y->fact->name);
	return by != 0 ? by : strcmp(x->value, y->value);
}

static bool
check_day(const struct source *source, struct err *err)
{
	char text[DATE_TEXT];

	if (date_is_set(source->day) && date_year(source->day) >= FIRST_YEAR &&
		date_year(source->day) <= LAST_YEAR)
		return true;
	return err_set(err, ERR_INPUT,
		"发生的日子“%s”不在 %d–%d 年内，请更正这份记录",
		date_format(source->day, text), FIRST_YEAR, LAST_YEAR);
}

void
timeline_tell(struct timeline *timeline, const struct said *said)
{
	timeline->facts = arena_grow(timeline->arena, timeline->facts,
		timeline->fact_count, sizeof *timeline->facts);
	timeline->facts[timeline->fact_count++] = *said;
}

void
timeline_happen(struct timeline *timeline, const struct history_event *event)
{
	timeline->events = arena_grow(timeline->arena, timeline->events,
		timeline->event_count, sizeof *timeline->events);
	timeline->events[timeline->event_count++] = *event;
}

void
timeline_sort(struct timeline *timeline)
{
	if (timeline->event_count > 1)
		qsort(timeline->events, timeline->event_count,
			sizeof *timeline->events, compare_events);
	if (timeline->fact_count > 1)
		qsort(timeline->facts, timeline->fact_count,
			sizeof *timeline->facts, compare_said);
}

bool
timeline_is_repeated(const struct timeline *timeline, size_t at)
{
	const struct history_event *event = &timeline->events[at];

	for (size_t i = 0; i < at; i++) {
		const struct history_event *before = &timeline->events[i];

		if (before->source.line == event->source.line &&
			before->source.proceeding == event->source.proceeding &&
			before->source.hearing == event->source.hearing &&
			strcmp(before->name, event->name) == 0)
			return true;
	}
	return false;
}

static bool
take_events(struct timeline *timeline, const struct history *history,
	struct err *err)
{
	for (size_t i = 0; i < history->event_count; i++) {
		if (!check_day(&history->events[i].source, err))
			return false;
		timeline_happen(timeline, &history->events[i]);
	}
	return true;
}

/* A fact that is no longer in the vocabulary moves no rule. */
static bool
take_facts(struct timeline *timeline, const struct history *history,
	struct err *err)
{
	for (size_t i = 0; i < history->fact_count; i++) {
		const struct history_fact *said = &history->facts[i];
		struct said found = { fact_find(said->name), said->value,
			said->source };

		if (!check_day(&said->source, err))
			return false;
		if (found.fact != NULL)
			timeline_tell(timeline, &found);
	}
	return true;
}

bool
timeline_make(struct arena *arena, const struct history *history,
	struct timeline *out, struct err *err)
{
	size_t facts;

	fact_table(&facts);
	*out = (struct timeline){ .arena = arena };
	out->known = arena_alloc(arena, facts * sizeof *out->known);
	if (!take_events(out, history, err) || !take_facts(out, history, err))
		return false;
	timeline_sort(out);
	return true;
}

bool
timeline_counts(const struct said *said, int64_t proceeding)
{
	if (said->source.proceeding == 0 ||
		said->source.proceeding == proceeding)
		return true;
	return said->fact->noun == NOUN_MATTER ||
	       (said->fact->noun == NOUN_PARTY &&
		       !said->fact->is_per_proceeding);
}

/* Is it of a thing that `at` does not speak of? */
static bool
is_elsewhere(const struct said *said, const struct source *at)
{
	/* A decision is about the refusal it answers. */
	if (said->fact->noun == NOUN_REFUSAL)
		return said->source.record != at->record &&
		       (at->about == 0 || said->source.line != at->about);
	return said->fact->noun == NOUN_HEARING && at->hearing != 0 &&
	       said->source.hearing != at->hearing;
}

/* Had the record said another value of the fact by that day? */
static bool
had_said(const struct timeline *timeline, const struct said *said,
	struct date day)
{
	for (size_t i = 0; i < timeline->fact_count; i++) {
		const struct said *other = &timeline->facts[i];

		if (other->fact == said->fact &&
			other->source.record == said->source.record &&
			date_compare(other->source.day, day) <= 0)
			return true;
	}
	return false;
}

/* By the end of the day; or said by the record itself, of a later day, where
 * it says nothing of that day. */
static bool
is_known(const struct timeline *timeline, const struct said *said,
	const struct source *at, struct date day)
{
	if (date_compare(said->source.day, day) <= 0)
		return true;
	return at->record != 0 && said->source.record == at->record &&
	       !had_said(timeline, said, day);
}

enum source_order
source_order(const struct source *source, const struct source *at)
{
	int by = date_compare(source->day, at->day);

	if (by == 0 && source->at != 0 && at->at != 0)
		by = compare_number(source->at, at->at);
	if (by == 0)
		return SOURCE_DOUBTFUL;
	return by < 0 ? SOURCE_BEFORE : SOURCE_AFTER;
}

static void
forget(struct timeline *timeline)
{
	size_t count;

	fact_table(&count);
	for (size_t i = 0; i < count; i++)
		timeline->known[i] = NULL;
}

/* What the record says itself is of its hour. */
static bool
was_known(const struct timeline *timeline, const struct said *said,
	const struct source *at, bool with_doubt)
{
	if (said->source.record == at->record ||
		date_compare(said->source.day, at->day) != 0)
		return is_known(timeline, said, at, at->day);
	switch (source_order(&said->source, at)) {
	case SOURCE_BEFORE:
		return true;
	case SOURCE_DOUBTFUL:
		return with_doubt;
	case SOURCE_AFTER:
		return false;
	}
	return false;
}

void
timeline_know_then(
	struct timeline *timeline, const struct source *at, bool with_doubt)
{
	forget(timeline);
	for (size_t i = 0; i < timeline->fact_count; i++) {
		const struct said *said = &timeline->facts[i];

		if (timeline_counts(said, at->proceeding) &&
			!is_elsewhere(said, at) &&
			was_known(timeline, said, at, with_doubt))
			timeline->known[fact_index(said->fact)] = said->value;
	}
}

void
timeline_know(
	struct timeline *timeline, const struct source *at, struct date day)
{
	forget(timeline);
	for (size_t i = 0; i < timeline->fact_count; i++) {
		const struct said *said = &timeline->facts[i];

		if (timeline_counts(said, at->proceeding) &&
			!is_elsewhere(said, at) &&
			is_known(timeline, said, at, day))
			timeline->known[fact_index(said->fact)] = said->value;
	}
}

const char *
timeline_value(const struct fact *fact, const void *arg)
{
	const struct timeline *timeline = arg;

	return timeline->known[fact_index(fact)];
}
