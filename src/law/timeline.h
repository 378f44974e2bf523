/* SPDX-License-Identifier: MIT */
#ifndef LAW_TIMELINE_H
#define LAW_TIMELINE_H

#include "base/err.h"
#include "law/fact.h"
#include "law/history.h"

#include <stdbool.h>

/*
 * A history in order of 发生, then 录入, then record, with its facts found in
 * the vocabulary. What was known as of a day is one walk over it.
 */
struct said {
	const struct fact *fact;
	const char *value;
	struct source source;
};

struct timeline {
	struct arena *arena;
	struct history_event *events;
	size_t event_count;
	struct said *facts;
	size_t fact_count;
	const char **known; /* a value for each fact of the vocabulary */
};

/* 发生, then 录入, then record: total but for equal sources, so that the order
 * of input cannot matter. */
int source_compare(const struct source *a, const struct source *b);

/* ERR_INPUT if a day lies outside 1997-2100. */
bool timeline_make(struct arena *arena, const struct history *history,
	struct timeline *out, struct err *err) MUST_CHECK;

/* Adds what derive found itself (资格.…); sorted in by timeline_sort. */
void timeline_tell(struct timeline *timeline, const struct said *said);
void timeline_happen(
	struct timeline *timeline, const struct history_event *event);
void timeline_sort(struct timeline *timeline);
/* Is the event there before, of the same line of corrections, in the same
 * proceeding and hearing? A record that fires twice says it once. */
bool timeline_is_repeated(const struct timeline *timeline, size_t at);

/*
 * Fills `known` with what held on a day (the whole day) where `at` stands: in
 * its proceeding, of its hearing, and what its record said itself. Facts of
 * another proceeding count only where they go with the person or the matter;
 * those of one refusal only for its record.
 */
void timeline_know(
	struct timeline *timeline, const struct source *at, struct date day);
/*
 * The same for what happened at an hour of a day that is written down by the
 * day: what was so by then, leaving out what came after its hour. Of that day,
 * where an hour is not known, nobody knows which came first: `with_doubt` it is
 * taken to have been so, else not yet.
 */
void timeline_know_then(
	struct timeline *timeline, const struct source *at, bool with_doubt);
/* Which came first, of days and, of one day, of known hours? */
enum source_order { SOURCE_BEFORE, SOURCE_DOUBTFUL, SOURCE_AFTER };
enum source_order source_order(
	const struct source *source, const struct source *at);
/* Does what `said` says count in the proceeding? */
bool timeline_counts(const struct said *said, int64_t proceeding);
/* For conditions_hold; `arg` is the timeline. */
const char *timeline_value(const struct fact *fact, const void *arg);

#endif
