/* SPDX-License-Identifier: MIT */
/*
 * From what was said of a party to the rounds of assignment. Events alone say
 * how far it came; whichever form said so is not known here.
 */
#include "desk/round.h"

#include "base/attr.h"
#include "desk/duty.h"

#include <stdlib.h>
#include <string.h>

/* What an event does to the round that is open in its proceeding. */
enum effect {
	FIRST,	  /* the first one counts */
	LATEST,	  /* the last one does: asked for again, supplied again */
	BEGINS,	  /* and a round begins with it where none is open */
	REPLACES, /* ends it, if somebody had been assigned */
	PERMITS,  /* he need not keep the lawyer */
	TELLS,	  /* the agency is told that he is not needed any more */
	ENDS
};

/* Of one record what ends the old stands before what begins the new. */
static const struct step {
	const char *event;
	enum round_step step;
	enum effect effect;
} steps[] = {
	{ "更换.辩护人", ROUND_ENDED, REPLACES },
	{ "指派.终止", ROUND_ENDED, ENDS },
	{ "拒绝.准许", ROUND_ENDED, PERMITS },
	{ "反馈.发出", ROUND_ENDED, TELLS },
	{ "通知.发出", ROUND_NOTICED, BEGINS },
	{ "通知.收到", ROUND_RECEIVED, BEGINS },
	{ "援助.给予", ROUND_GRANTED, BEGINS },
	{ "补充.商请", ROUND_SUPPLEMENT, LATEST },
	{ "材料.补齐", ROUND_COMPLETE, LATEST },
	{ "指派.确定", ROUND_ASSIGNED, BEGINS },
	{ "指派.函告", ROUND_LETTER, BEGINS },
	{ "指派.接受", ROUND_ACCEPTED, BEGINS },
	{ "会见.完成", ROUND_MET, FIRST },
	{ "阅卷.完成", ROUND_READ, FIRST },
	{ "意见.提交", ROUND_OPINION, FIRST },
	{ "裁判.宣告", ROUND_CLOSED, FIRST },
};

/* Duties of the lawyer that are no steps of the line. */
static const char *const lawyer_duties[] = { "协议.签订", "手续.提交" };

static const char *const state_words[ROUND_STATES] = {
	[ROUND_TO_RECEIVE] = "待收",
	[ROUND_TO_SUPPLY] = "待补充",
	[ROUND_TO_ASSIGN] = "待指派",
	[ROUND_TO_REPLY] = "待函告",
	[ROUND_TO_END] = "待终止",
	[ROUND_IS_ASSIGNED] = "已指派",
	[ROUND_HAS_MET] = "已会见",
	[ROUND_HAS_READ] = "已阅卷",
	[ROUND_HAS_OPINED] = "已提交意见",
	[ROUND_IS_TERMINATED] = "已终止",
	[ROUND_IS_REPLACED] = "已更换",
};

static const char *const next_events[ROUND_STATES] = {
	[ROUND_TO_RECEIVE] = "通知.收到",
	[ROUND_TO_SUPPLY] = "补充.答复",
	[ROUND_TO_ASSIGN] = "指派.确定",
	[ROUND_TO_REPLY] = "指派.函告",
	[ROUND_TO_END] = "指派.终止",
	[ROUND_IS_ASSIGNED] = "会见.完成",
	[ROUND_HAS_MET] = "阅卷.完成",
	[ROUND_HAS_READ] = "意见.提交",
};

const char *
round_state_word(enum round_state state)
{
	return state_words[state];
}

enum round_state
round_state_find(const char *word)
{
	for (int i = 0; i < ROUND_STATES; i++)
		if (strcmp(state_words[i], word) == 0)
			return (enum round_state)i;
	return ROUND_STATES;
}

const char *
round_next_event(enum round_state state)
{
	return state < ROUND_STATES ? next_events[state] : NULL;
}

/* Something that was said: an event that is a step, or a fact of him. */
struct spoken {
	const struct source *source;
	size_t order;	    /* of one record: place among the steps */
	const char *lawyer; /* NULL: it is no such fact */
	const char *firm;
	const char *licence;
	const char *self; /* 自行辩护 */
};
enum { ORDER_NAME = 1000 }; /* names come after what their record did */

struct walk {
	struct arena *arena;
	struct spoken *said;
	size_t said_count;
	struct round *rounds;
	size_t count;
};

static void
add_said(struct walk *w, struct spoken said)
{
	w->said =
		arena_grow(w->arena, w->said, w->said_count, sizeof(*w->said));
	w->said[w->said_count++] = said;
}

static void
collect(struct walk *w, const struct history *history)
{
	for (size_t i = 0; i < history->event_count; i++)
		for (size_t j = 0; j < ARRAY_LENGTH(steps); j++)
			if (strcmp(history->events[i].name, steps[j].event) ==
				0)
				add_said(
					w, (struct spoken){
						   .source = &history->events[i]
								      .source,
						   .order = j });
	for (size_t i = 0; i < history->fact_count; i++) {
		const struct history_fact *f = &history->facts[i];
		struct spoken said = { .source = &f->source,
			.order = ORDER_NAME };

		if (strcmp(f->name, "当事人.指派律师") == 0)
			said.lawyer = f->value;
		else if (strcmp(f->name, "当事人.指派律师单位") == 0)
			said.firm = f->value;
		else if (strcmp(f->name, "当事人.指派律师证号") == 0)
			said.licence = f->value;
		else if (strcmp(f->name, "当事人.自行辩护") == 0)
			said.self = f->value;
		else
			continue;
		add_said(w, said);
	}
}

static int
compare_number(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

/* As the law reads a history: 发生, 录入, record. */
static int
compare_said(const void *a, const void *b)
{
	const struct spoken *x = a, *y = b;
	int by = date_compare(x->source->day, y->source->day);

	if (by == 0)
		by = compare_number(x->source->at, y->source->at);
	if (by == 0)
		by = compare_number(x->source->entered, y->source->entered);
	if (by == 0)
		by = compare_number(x->source->record, y->source->record);
	return by != 0 ? by
		       : compare_number((int64_t)x->order, (int64_t)y->order);
}

/* The latest of a proceeding, ended or not. */
static struct round *
latest(const struct walk *w, int64_t proceeding)
{
	for (size_t i = w->count; i > 0; i--)
		if (w->rounds[i - 1].proceeding == proceeding)
			return &w->rounds[i - 1];
	return NULL;
}

static bool
is_ended(const struct round *round)
{
	return date_is_set(round->days[ROUND_ENDED]);
}

/* Had anybody been assigned? */
static bool
is_assigned(const struct round *round)
{
	return date_is_set(round->days[ROUND_ASSIGNED]) ||
	       date_is_set(round->days[ROUND_LETTER]) ||
	       date_is_set(round->days[ROUND_ACCEPTED]);
}

static void
replace(struct round *round, struct date day)
{
	round->days[ROUND_ENDED] = day;
	round->is_replaced = true;
}

static void
mark(struct round *round, enum round_step step, struct date day)
{
	if (!date_is_set(round->days[step]))
		round->days[step] = day;
}

static struct round *
begin(struct walk *w, const struct source *source)
{
	const struct round *before = latest(w, source->proceeding);
	struct round *round;
	int64_t place = before == NULL ? 1 : before->place + 1;

	w->rounds =
		arena_grow(w->arena, w->rounds, w->count, sizeof(*w->rounds));
	round = &w->rounds[w->count++];
	*round = (struct round){ .proceeding = source->proceeding,
		.place = place,
		.since = source->day,
		.lawyer = "",
		.firm = "",
		.licence = "",
		.told = DATE_NONE,
		.material = DATE_NONE,
		.due = DATE_NONE,
		.refused = DATE_NONE };
	for (int i = 0; i < ROUND_STEPS; i++)
		round->days[i] = DATE_NONE;
	return round;
}

/* A lawyer who was refused with permission, or of whom the court said that he
 * is not needed, is over when the next one is called for, whether or not
 * somebody wrote that down. */
static struct round *
open_round(struct walk *w, const struct source *source, enum round_step step)
{
	struct round *round = latest(w, source->proceeding);

	if (round != NULL && !is_ended(round) && is_assigned(round) &&
		date_is_set(round->refused))
		replace(round, round->refused);
	if (round != NULL && !is_ended(round) && step == ROUND_NOTICED &&
		date_is_set(round->told))
		mark(round, ROUND_ENDED, round->told);
	if (round == NULL || is_ended(round))
		return begin(w, source);
	return round;
}

static void
mark_latest(struct round *round, enum round_step step, struct date day)
{
	if (step == ROUND_SUPPLEMENT)
		round->days[ROUND_COMPLETE] = DATE_NONE;
	round->days[step] = day;
}

static void
happen(struct walk *w, const struct step *step, const struct source *source)
{
	struct round *round = step->effect == BEGINS
				      ? open_round(w, source, step->step)
				      : latest(w, source->proceeding);

	if (round == NULL || is_ended(round))
		return;
	switch (step->effect) {
	case REPLACES:
		if (is_assigned(round))
			replace(round, source->day);
		return;
	case PERMITS:
		round->refused = source->day;
		if (is_assigned(round))
			round->told = source->day;
		return;
	case TELLS:
		round->told = source->day;
		return;
	case LATEST:
		mark_latest(round, step->step, source->day);
		return;
	case FIRST:
	case BEGINS:
	case ENDS:
		mark(round, step->step, source->day);
		return;
	}
}

/* With the permission to refuse him he is the person's lawyer no more; the
 * round was his all the same. */
static void
take_name(const struct round *round, const char **name, const char *said)
{
	if (said == NULL || (said[0] == '\0' && date_is_set(round->refused)))
		return;
	*name = said;
}

static void
know(struct walk *w, const struct spoken *said)
{
	struct round *round = latest(w, said->source->proceeding);

	if (round == NULL || is_ended(round))
		return;
	take_name(round, &round->lawyer, said->lawyer);
	take_name(round, &round->firm, said->firm);
	take_name(round, &round->licence, said->licence);
	if (said->self != NULL && strcmp(said->self, "是") == 0)
		round->told = said->source->day;
}

static enum round_state
state_of(const struct round *r)
{
	if (is_ended(r))
		return r->is_replaced ? ROUND_IS_REPLACED : ROUND_IS_TERMINATED;
	if (date_is_set(r->told))
		return ROUND_TO_END;
	if (is_assigned(r) && !date_is_set(r->days[ROUND_LETTER]))
		return ROUND_TO_REPLY;
	if (date_is_set(r->days[ROUND_OPINION]))
		return ROUND_HAS_OPINED;
	if (date_is_set(r->days[ROUND_READ]))
		return ROUND_HAS_READ;
	if (date_is_set(r->days[ROUND_MET]))
		return ROUND_HAS_MET;
	if (is_assigned(r))
		return ROUND_IS_ASSIGNED;
	if (date_is_set(r->days[ROUND_SUPPLEMENT]) &&
		!date_is_set(r->days[ROUND_COMPLETE]))
		return ROUND_TO_SUPPLY;
	if (date_is_set(r->days[ROUND_RECEIVED]) ||
		date_is_set(r->days[ROUND_GRANTED]))
		return ROUND_TO_ASSIGN;
	return ROUND_TO_RECEIVE;
}

bool
round_has_clock(const struct deadline_rule *rule)
{
	if (strcmp(duty_bearer(rule->duty), "法援机构") != 0)
		return false;
	for (size_t i = 0; i < ARRAY_LENGTH(steps); i++)
		if (any_of_has(&rule->ends, steps[i].event))
			return true;
	for (size_t i = 0; i < ARRAY_LENGTH(lawyer_duties); i++)
		if (any_of_has(&rule->ends, lawyer_duties[i]))
			return true;
	return false;
}

/* What began before the former round ended was that one's. */
static struct date
former_end(const struct walk *w, const struct round *round)
{
	for (size_t i = 0; i < w->count; i++)
		if (w->rounds[i].proceeding == round->proceeding &&
			w->rounds[i].place == round->place - 1)
			return w->rounds[i].days[ROUND_ENDED];
	return DATE_NONE;
}

static struct date
next_due(const struct derived *derived, int64_t proceeding, struct date from)
{
	struct date due = DATE_NONE;

	for (size_t i = 0; i < derived->deadline_count; i++) {
		const struct deadline *d = &derived->deadlines[i];

		if (d->state != DEADLINE_OPEN ||
			d->trigger.proceeding != proceeding ||
			date_compare(d->trigger.day, from) < 0 ||
			!round_has_clock(d->rule))
			continue;
		if (!date_is_set(due) || date_compare(d->due.day, due) < 0)
			due = d->due.day;
	}
	return due;
}

/* Till when the court is to have supplied all papers: fifteen days before the
 * hearing (Measures 5(3), Int 49). */
static struct date
material_due(const struct derived *derived, int64_t proceeding)
{
	struct date due = DATE_NONE;

	for (size_t i = 0; i < derived->deadline_count; i++) {
		const struct deadline *d = &derived->deadlines[i];

		if (d->state == DEADLINE_OPEN &&
			d->trigger.proceeding == proceeding &&
			d->rule->period.unit == UNIT_DAY_BEFORE &&
			any_of_has(&d->rule->ends, "材料.补齐") &&
			(!date_is_set(due) ||
				date_compare(d->due.day, due) < 0))
			due = d->due.day;
	}
	return due;
}

/* Only the last of a proceeding has clocks; after judgment nothing but those
 * is waited for. */
static void
conclude(struct walk *w, const struct derived *derived, struct round *round)
{
	const struct part *part = part_find(derived, round->proceeding);

	round->state = state_of(round);
	if (is_ended(round) || latest(w, round->proceeding) != round)
		return;
	if (part != NULL && date_is_set(part->until))
		mark(round, ROUND_CLOSED, part->until);
	round->due = next_due(derived, round->proceeding, former_end(w, round));
	round->material = material_due(derived, round->proceeding);
	round->is_open = date_is_set(round->due) ||
			 (round->state < ROUND_IS_ASSIGNED &&
				 !date_is_set(round->days[ROUND_CLOSED]));
}

void
rounds_of(const struct projected_party *party, struct arena *arena,
	struct round **out, size_t *count)
{
	struct walk w = { .arena = arena };

	collect(&w, &party->history);
	if (w.said_count > 1)
		qsort(w.said, w.said_count, sizeof(*w.said), compare_said);
	for (size_t i = 0; i < w.said_count; i++)
		if (w.said[i].order == ORDER_NAME)
			know(&w, &w.said[i]);
		else
			happen(&w, &steps[w.said[i].order], w.said[i].source);
	for (size_t i = 0; i < w.count; i++)
		conclude(&w, &party->derived, &w.rounds[i]);
	*out = w.rounds;
	*count = w.count;
}
