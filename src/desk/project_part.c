/* SPDX-License-Identifier: MIT */
/*
 * The proceedings of a matter, one after another, and who takes part in which.
 * A form that is opened on a proceeding and makes one takes along everybody who
 * is still in the former one (Int 392: co-defendants who did not appeal, too);
 * one that is opened on persons takes along those it names.
 */
#include "desk/project_own.h"

#include <stdlib.h>
#include <string.h>

/* 收案 may come before 受理; from then on the court had the case. */
static struct date
received(const struct sealed *r)
{
	for (size_t i = 0; i < r->form->fact_count; i++) {
		const struct form_fact *f = &r->form->facts[i];
		struct date day;

		if (strcmp(f->name, "程序段.收案日期") == 0 && f->field >= 0 &&
			date_parse(values_get(&r->values,
					   r->form->fields[f->field].name),
				&day) &&
			date_compare(day, r->day) < 0)
			return day;
	}
	return r->day;
}

/* Records come in order of 发生 and 录入, and so do proceedings, as in
 * law/part.c. */
static void
add_proceeding(
	struct projection *p, struct arena *arena, const struct sealed *r)
{
	struct projected_proceeding next = { .id = r->proceeding,
		.former = r->former,
		.day = r->day,
		.received = received(r),
		.made_by = r };

	p->proceedings = arena_grow(arena, p->proceedings, p->proceeding_count,
		sizeof(*p->proceedings));
	p->proceedings[p->proceeding_count++] = next;
}

static void
add_party(struct projection *p, struct arena *arena, const struct sealed *r,
	size_t place)
{
	size_t at = p->party_count;
	struct projected_party party = {
		.id = r->line, .proceeding = r->proceeding, .place = place
	};

	p->parties = arena_grow(arena, p->parties, at, sizeof(*p->parties));
	p->party_count++;
	/* By id, which is the order of making: a correction of the first one's
	 * record, read after the second's, does not make him the second. */
	for (; at > 0 && p->parties[at - 1].id > party.id; at--)
		p->parties[at] = p->parties[at - 1];
	p->parties[at] = party;
}

static bool
names(const struct sealed *r, int64_t party)
{
	for (size_t i = 0; i < r->party_count; i++)
		if (r->parties[i] == party)
			return true;
	return false;
}

/* Had he alone gone from a proceeding by that day (分案)? */
static bool
had_left(const struct dossier *dossier, int64_t party, int64_t proceeding,
	struct date day)
{
	for (size_t i = 0; i < dossier->count; i++) {
		const struct sealed *r = &dossier->records[i];

		if (r->proceeding != proceeding || !names(r, party) ||
			date_compare(r->day, day) > 0)
			continue;
		for (size_t j = 0; j < r->form->event_count; j++) {
			const struct form_event *e = &r->form->events[j];

			if (e->noun == FORM_ON_PARTY &&
				(strcmp(e->name, PART_ENDS) == 0 ||
					strcmp(e->name, PART_LEAVES) == 0) &&
				form_holds(r->form, e->conditions,
					e->condition_count, &r->values))
				return true;
		}
	}
	return false;
}

static const struct projected_proceeding *
find(const struct projection *p, int64_t id)
{
	for (size_t i = 0; i < p->proceeding_count; i++)
		if (p->proceedings[i].id == id)
			return &p->proceedings[i];
	return NULL;
}

/* From the one he was registered in along what came after it. A former one is
 * older than what it led to, so this comes to an end. */
static bool
takes_part(const struct dossier *dossier, const struct projection *p,
	const struct projected_party *party, int64_t home, int64_t proceeding)
{
	while (proceeding != home) {
		const struct projected_proceeding *at = find(p, proceeding);
		const struct sealed *r = at == NULL ? NULL : at->made_by;

		if (r == NULL || at->former == 0)
			return false;
		if (r->form->on == FORM_ON_PARTY)
			return names(r, party->id);
		if (had_left(dossier, party->id, at->former, at->day))
			return false;
		proceeding = at->former;
	}
	return true;
}

static void
find_parts(const struct dossier *dossier, struct arena *arena,
	const struct projection *p, struct projected_party *party)
{
	int64_t home = party->proceeding;
	int64_t *all = NULL;

	for (size_t i = 0; i < p->proceeding_count; i++) {
		int64_t id = p->proceedings[i].id;

		if (!takes_part(dossier, p, party, home, id))
			continue;
		all = arena_grow(
			arena, all, party->proceeding_count, sizeof(*all));
		all[party->proceeding_count++] = id;
		party->proceeding = id;
	}
	party->proceedings = all;
}

void
project_proceedings(const struct dossier *dossier, struct arena *arena,
	struct projection *out)
{
	for (size_t i = 0; i < dossier->count; i++) {
		const struct sealed *r = &dossier->records[i];

		if (r->form->makes[FORM_ON_PROCEEDING])
			add_proceeding(out, arena, r);
		if (r->form->makes[FORM_ON_PARTY])
			add_party(out, arena, r, i);
	}
	for (size_t i = 0; i < out->party_count; i++)
		find_parts(dossier, arena, out, &out->parties[i]);
}

bool
project_takes_part(const struct projected_party *party, int64_t proceeding)
{
	for (size_t i = 0; i < party->proceeding_count; i++)
		if (party->proceedings[i] == proceeding)
			return true;
	return false;
}

int64_t
project_happened_in(const struct projection *projection,
	const struct projected_party *party, const struct sealed *record,
	struct date day)
{
	int64_t id = record->proceeding;

	if (record->hearing != 0 || record->form->makes[FORM_ON_PROCEEDING] ||
		record->form->makes[FORM_ON_PARTY])
		return id;
	for (;;) {
		const struct projected_proceeding *at = find(projection, id);

		if (at == NULL || at->former == 0 ||
			date_compare(day, at->received) >= 0 ||
			!project_takes_part(party, at->former))
			return id;
		id = at->former;
	}
}

struct date
projection_over(const struct projection *projection, int64_t proceeding)
{
	struct date over = DATE_NONE;

	for (size_t i = 0; i < projection->party_count; i++) {
		const struct part *part =
			part_find(&projection->parties[i].derived, proceeding);

		if (part == NULL)
			continue;
		if (!date_is_set(part->until))
			return DATE_NONE;
		if (!date_is_set(over) || date_compare(part->until, over) > 0)
			over = part->until;
	}
	return over;
}

bool
projection_has_left(const struct projection *projection,
	const struct projected_party *party)
{
	return projection_fact(projection, party->id, "当事人.另案")[0] != '\0';
}
