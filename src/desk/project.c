/* SPDX-License-Identifier: MIT */
/*
 * What the records of a matter say and what the law makes of it. The forms
 * say what their sealing means (events and facts); nothing here knows a form
 * by name.
 */
#include "desk/project.h"

#include "desk/project_own.h"

#include <string.h>

struct maker {
	const struct dossier *dossier;
	struct arena *arena;
	struct projection *out;
	const struct law *law;
};

static void
add_hearing(struct maker *m, int64_t id, int64_t proceeding)
{
	struct projection *p = m->out;

	p->hearings = arena_grow(
		m->arena, p->hearings, p->hearing_count, sizeof(*p->hearings));
	p->hearings[p->hearing_count].id = id;
	p->hearings[p->hearing_count++].proceeding = proceeding;
}

/* What each record makes: nouns first, so that later records find them. */
static void
add_nouns(struct maker *m)
{
	project_proceedings(m->dossier, m->arena, m->out);
	for (size_t i = 0; i < m->dossier->count; i++) {
		const struct sealed *r = &m->dossier->records[i];

		if (r->form->makes[FORM_ON_HEARING])
			add_hearing(m, r->hearing, r->proceeding);
	}
}

/* The line of the record that this one answers. */
static int64_t
line_of(const struct maker *m, int64_t record)
{
	for (size_t i = 0; i < m->dossier->count; i++)
		if (m->dossier->records[i].id == record)
			return m->dossier->records[i].line;
	return record;
}

static struct source
source_of(const struct maker *m, const struct sealed *r, struct date day,
	int64_t at)
{
	return (struct source){
		.about = r->about == 0 ? 0 : line_of(m, r->about),
		.record = r->id,
		.line = r->line,
		.day = day,
		.at = at,
		.entered = r->entered,
		.first = r->first,
		.proceeding = r->proceeding,
		.hearing = r->hearing,
	};
}

/* A field's day or instant; that of the record where it has none. */
static struct source
source_at(const struct maker *m, const struct sealed *r, int field)
{
	struct date day = r->day;
	int64_t at = r->at;
	const char *text;

	if (field < 0)
		return source_of(m, r, day, at);
	text = values_get(&r->values, r->form->fields[field].name);
	if (clock_parse(text, &at))
		return source_of(m, r, clock_day_of(at), at);
	if (date_parse(text, &day))
		return source_of(m, r, day, 0);
	return source_of(m, r, r->day, r->at);
}

/* Does the record speak of this party? One that names nobody speaks of all
 * in its proceeding, or in the matter. */
static bool
concerns(const struct sealed *r, const struct projected_party *party,
	enum form_noun noun)
{
	if (noun == FORM_ON_MATTER)
		return true;
	if (noun != FORM_ON_PARTY || r->party_count == 0)
		return r->proceeding == 0 ||
		       project_takes_part(party, r->proceeding);
	for (size_t i = 0; i < r->party_count; i++)
		if (r->parties[i] == party->id)
			return true;
	return false;
}

/* What is told of a person goes where he was on that day. */
static struct source
of_party(const struct maker *m, const struct sealed *r,
	const struct projected_party *party, enum form_noun noun,
	struct source source)
{
	if (noun == FORM_ON_PARTY)
		source.proceeding =
			project_happened_in(m->out, party, r, source.day);
	return source;
}

static void
add_events(struct maker *m, const struct sealed *r)
{
	for (size_t i = 0; i < r->form->event_count; i++) {
		const struct form_event *e = &r->form->events[i];
		struct source source = source_at(m, r, e->field);

		if (!form_holds(r->form, e->conditions, e->condition_count,
			    &r->values))
			continue;
		if (e->noun == FORM_ON_MATTER)
			source.proceeding = 0;
		for (size_t j = 0; j < m->out->party_count; j++) {
			struct projected_party *p = &m->out->parties[j];
			struct history_event event = { e->name,
				of_party(m, r, p, e->noun, source) };

			if (concerns(r, p, e->noun))
				history_event_add(
					m->arena, &p->history, &event);
		}
	}
}

/* Records come in order of 发生, so the last one said holds; a fact with a
 * day of its own may lie before one that stands. */
static void
hold(struct maker *m, int64_t owner, const struct fact *fact, const char *value,
	const struct source *source)
{
	struct projection *p = m->out;
	struct held_fact now = { owner, fact, value, source->day,
		source->record };

	if (owner == 0)
		return;
	for (size_t i = 0; i < p->fact_count; i++) {
		struct held_fact *held = &p->facts[i];

		if (held->owner != owner || held->fact != fact)
			continue;
		if (date_compare(source->day, held->day) >= 0)
			*held = now;
		return;
	}
	p->facts = arena_grow(
		m->arena, p->facts, p->fact_count, sizeof(*p->facts));
	p->facts[p->fact_count++] = now;
}

static void
hold_for_owners(struct maker *m, const struct sealed *r,
	const struct fact *fact, const char *value, const struct source *source)
{
	switch (fact->noun) {
	case NOUN_MATTER:
		hold(m, m->dossier->matter, fact, value, source);
		return;
	case NOUN_PROCEEDING:
		hold(m, r->proceeding, fact, value, source);
		return;
	case NOUN_PARTY:
		for (size_t i = 0; i < r->party_count; i++)
			hold(m, r->parties[i], fact, value, source);
		return;
	case NOUN_HEARING:
		hold(m, r->hearing, fact, value, source);
		return;
	case NOUN_RECORD:
		hold(m, r->about, fact, value, source);
		return;
	case NOUN_REFUSAL: /* of its record alone: in the histories */
	case NOUN_STANDING:
	case NOUN_COUNT:
		return;
	}
}

/* Into the histories. Whether what is said of a party in one proceeding goes
 * with him into the next is the vocabulary's to say (law/fact.h). */
static void
tell_parties(struct maker *m, const struct sealed *r, const struct fact *fact,
	const char *value, struct source source)
{
	enum form_noun noun = FORM_ON_PROCEEDING;

	if (fact->noun == NOUN_RECORD)
		return;
	if (fact->noun == NOUN_MATTER)
		noun = FORM_ON_MATTER;
	if (fact->noun == NOUN_PARTY || fact->noun == NOUN_REFUSAL)
		noun = FORM_ON_PARTY;
	if (fact->noun == NOUN_MATTER)
		source.proceeding = 0;
	for (size_t j = 0; j < m->out->party_count; j++) {
		struct projected_party *p = &m->out->parties[j];
		struct history_fact said = { fact->name, value,
			of_party(m, r, p, noun, source) };

		if (concerns(r, p, noun))
			history_fact_add(m->arena, &p->history, &said);
	}
}

static void
add_facts(struct maker *m, const struct sealed *r)
{
	for (size_t i = 0; i < r->form->fact_count; i++) {
		const struct form_fact *f = &r->form->facts[i];
		const struct fact *fact = fact_find(f->name);
		struct source source;
		const char *value = f->word;

		if (fact == NULL || !form_holds(r->form, f->conditions,
					    f->condition_count, &r->values))
			continue;
		if (f->field >= 0) {
			const char *name = r->form->fields[f->field].name;

			if (!values_has(&r->values, name))
				continue;
			value = values_get(&r->values, name);
		}
		source = source_at(m, r, f->at);
		hold_for_owners(m, r, fact, value, &source);
		tell_parties(m, r, fact, value, source);
	}
}

static const char *
value_at(const struct sealed *r, int field)
{
	return values_get(&r->values, r->form->fields[field].name);
}

/* Is it found by what this record itself says happened? */
static bool
is_own_cause(const struct maker *m, const struct sealed *r, const char *rule)
{
	const struct violation_rule *v = law_violation(m->law, rule);

	for (size_t i = 0; v != NULL && i < r->form->event_count; i++)
		if (any_of_has(&v->causes, r->form->events[i].name))
			return true;
	return false;
}

static void
add_notes(struct maker *m, const struct sealed *r)
{
	const struct form_explains *e = &r->form->explains;
	struct projected_note note = { .line = r->line, .record = r->id };
	struct projection *p = m->out;

	if (!e->is_set || value_at(r, e->rule)[0] == '\0')
		return;
	note.rule = value_at(r, e->rule);
	note.cause = r->about == 0 ? 0 : line_of(m, r->about);
	if (is_own_cause(m, r, note.rule))
		note.cause = r->line;
	note.text = value_at(r, e->text);
	for (size_t i = 0; i < r->party_count; i++) {
		note.party = r->parties[i];
		p->notes = arena_grow(
			m->arena, p->notes, p->note_count, sizeof(*p->notes));
		p->notes[p->note_count++] = note;
	}
}

bool
project(const struct law *law, const struct dossier *dossier,
	struct arena *arena, struct projection *out, struct err *err)
{
	struct maker m = { dossier, arena, out, law };

	*out = (struct projection){ .matter = dossier->matter,
		.station = dossier->station,
		.records = dossier->records,
		.record_count = dossier->count };
	add_nouns(&m);
	for (size_t i = 0; i < dossier->count; i++) {
		add_events(&m, &dossier->records[i]);
		add_facts(&m, &dossier->records[i]);
		add_notes(&m, &dossier->records[i]);
	}
	for (size_t i = 0; i < out->party_count; i++) {
		struct projected_party *p = &out->parties[i];

		if (!derive(law, &p->history, arena, &p->derived, err))
			return false;
	}
	return true;
}

const char *
projection_fact(
	const struct projection *projection, int64_t owner, const char *fact)
{
	for (size_t i = 0; i < projection->fact_count; i++) {
		const struct held_fact *held = &projection->facts[i];

		if (held->owner == owner && strcmp(held->fact->name, fact) == 0)
			return held->value;
	}
	return "";
}
