/* SPDX-License-Identifier: MIT */
/* What a projection says should stand in each table. */
#include "desk/rows.h"

#include "desk/duty.h"
#include "desk/help_make.h"
#include "desk/name.h"
#include "desk/round.h"
#include "desk/rows_access.h"
#include "desk/rows_refusal.h"

#include <stdio.h>
#include <string.h>

struct make {
	const struct projection *from;
	const struct law *law;
	struct rows *out;
};

/* Appends a row; columns are set by the caller in the table's order. */
static struct row *
add(struct make *m, enum rows_table table)
{
	return rows_add(m->out, table);
}

static const char *
day_text(struct make *m, struct date day)
{
	char text[DATE_TEXT];

	return arena_copy(m->out->arena, date_format(day, text));
}

static const char *
fact_of(const struct make *m, int64_t owner, const char *name)
{
	return projection_fact(m->from, owner, name);
}

/* The digits at the end of a case number, reversed, so that its tail is a
 * prefix: （2026）测0101刑初12号 -> "21". */
static const char *
number_tail(struct arena *arena, const char *number)
{
	size_t end = strlen(number);
	struct buf out = { 0 };
	const char *text;

	while (end > 0 && (number[end - 1] < '0' || number[end - 1] > '9'))
		end--;
	while (end > 0 && number[end - 1] >= '0' && number[end - 1] <= '9')
		buf_add_char(&out, number[--end]);
	text = arena_copy(arena, buf_text(&out));
	buf_free(&out);
	return text;
}

/* 立案, else 收案: the day a case is listed under. */
static const char *
accepted(const struct make *m, int64_t proceeding)
{
	const char *day = fact_of(m, proceeding, "程序段.立案日期");

	return day[0] != '\0' ? day : fact_of(m, proceeding, "程序段.收案日期");
}

static void
proceedings(struct make *m)
{
	for (size_t i = 0; i < m->from->proceeding_count; i++) {
		int64_t id = m->from->proceedings[i].id;
		const char *number = fact_of(m, id, "程序段.案号");
		struct row *row = add(m, ROWS_PROCEEDING);

		row->ints[0] = id;
		row->ints[1] = m->from->matter;
		row->ints[2] = m->from->station;
		row->texts[3] = number;
		row->texts[4] = number_tail(m->out->arena, number);
		row->texts[5] = accepted(m, id);
	}
}

/* The interval that is open in the party's running proceeding. */
static const struct standing *
standing_now(const struct projected_party *party)
{
	const struct standing *now = NULL;

	for (size_t i = 0; i < party->derived.standing_count; i++) {
		const struct standing *s = &party->derived.standings[i];

		if (s->proceeding == party->proceeding &&
			!date_is_set(s->until))
			now = s;
	}
	return now;
}

/* The first day on which he was advised in the running proceeding. */
static struct date
advised(const struct projected_party *party)
{
	struct date first = DATE_NONE;

	for (size_t i = 0; i < party->history.event_count; i++) {
		const struct history_event *e = &party->history.events[i];

		if (strcmp(e->name, "告知.完成") != 0 ||
			e->source.proceeding != party->proceeding)
			continue;
		if (!date_is_set(first) ||
			date_compare(e->source.day, first) < 0)
			first = e->source.day;
	}
	return first;
}

static void
parties(struct make *m)
{
	for (size_t i = 0; i < m->from->party_count; i++) {
		const struct projected_party *p = &m->from->parties[i];
		const struct standing *now = standing_now(p);
		struct row *row = add(m, ROWS_PARTY);

		row->ints[0] = p->id;
		row->ints[1] = m->from->matter;
		row->ints[2] = p->proceeding;
		row->ints[3] = m->from->station;
		row->texts[4] = fact_of(m, p->id, "当事人.姓名");
		row->texts[5] = now == NULL ? "" : now->row->class_;
		row->texts[6] = day_text(m, advised(p));
		row->texts[7] = fact_of(m, p->id, "当事人.羁押场所");
	}
}

/* A day in court that was still to come when the proceeding was over will not
 * be held: as one that was taken off the list. */
static const char *
hearing_time(const struct make *m, const struct projected_hearing *hearing)
{
	const char *at = fact_of(m, hearing->id, "庭审.时间");
	struct date over = projection_over(m->from, hearing->proceeding);
	char day[DATE_TEXT];

	date_format(over, day);
	if (date_is_set(over) && strncmp(at, day, strlen(day)) > 0)
		return "";
	return at;
}

static void
hearings(struct make *m)
{
	for (size_t i = 0; i < m->from->hearing_count; i++) {
		struct row *row = add(m, ROWS_HEARING);
		int64_t id = m->from->hearings[i].id;

		row->ints[0] = id;
		row->ints[1] = m->from->matter;
		row->ints[2] = m->from->hearings[i].proceeding;
		row->ints[3] = m->from->station;
		row->texts[4] = hearing_time(m, &m->from->hearings[i]);
		row->texts[5] = fact_of(m, id, "庭审.地点");
	}
}

static void
facts(struct make *m)
{
	for (size_t i = 0; i < m->from->fact_count; i++) {
		const struct held_fact *f = &m->from->facts[i];
		struct row *row = add(m, ROWS_FACT);

		row->ints[0] = f->owner;
		row->texts[1] = f->fact->name;
		row->ints[2] = m->from->matter;
		row->texts[3] = f->value;
		row->texts[4] = day_text(m, f->day);
		row->ints[5] = f->record;
	}
}

static const char *
conflict_ids(struct make *m, const struct standing *s)
{
	struct buf out = { 0 };
	const char *text;

	for (size_t i = 0; i < s->conflict_count; i++)
		buf_addf(&out, "%s%s", i > 0 ? " " : "", s->conflicts[i]->id);
	text = arena_copy(m->out->arena, buf_text(&out));
	buf_free(&out);
	return text;
}

static void
standings(struct make *m, const struct projected_party *p)
{
	int64_t proceeding = 0, place = 0;

	for (size_t i = 0; i < p->derived.standing_count; i++) {
		const struct standing *s = &p->derived.standings[i];
		struct row *row = add(m, ROWS_STANDING);

		place = s->proceeding == proceeding ? place + 1 : 1;
		proceeding = s->proceeding;
		row->ints[0] = p->id;
		row->ints[1] = s->proceeding;
		row->ints[2] = place;
		row->ints[3] = m->from->matter;
		row->texts[4] = day_text(m, s->from);
		row->texts[5] = day_text(m, s->until);
		row->texts[6] = s->row->id;
		row->texts[7] = s->row->class_;
		row->texts[8] = conflict_ids(m, s);
		row->ints[9] = s->source.record;
	}
}

static void
deadline_row(struct make *m, const struct projected_party *p,
	const struct deadline *d)
{
	struct row *row = add(m, ROWS_DEADLINE);
	bool ended = d->state != DEADLINE_OPEN;

	row->ints[0] = p->id;
	row->texts[1] = d->rule->id;
	row->ints[2] = d->trigger.line;
	row->ints[3] = d->trigger.hearing;
	row->ints[4] = m->from->matter;
	row->ints[5] = d->trigger.proceeding;
	row->ints[6] = m->from->station;
	row->texts[7] = day_text(m, d->trigger.day);
	row->ints[8] = d->trigger.at;
	row->texts[9] = day_text(m, d->due.day);
	row->ints[10] = d->due.at;
	row->ints[11] = d->due.is_provisional;
	row->ints[12] = 1; /* derive gives out the leader of a group only */
	row->texts[13] = deadline_state_word(d->state);
	row->texts[14] = ended ? day_text(m, d->met.day) : "";
	row->ints[15] = ended ? d->met.record : 0;
	row->ints[16] = d->is_late;
	row->ints[17] = d->known_in_time;
	row->texts[18] = duty_bearer(d->rule->duty);
}

static void
clocks(struct make *m, const struct projected_party *p)
{
	for (size_t i = 0; i < p->derived.deadline_count; i++)
		deadline_row(m, p, &p->derived.deadlines[i]);
}

/* A clock's is known by the rule that counted it, which is what a note of it
 * names while nothing was done yet. */
static void
violations(struct make *m, const struct projected_party *p)
{
	for (size_t i = 0; i < p->derived.violation_count; i++) {
		const struct violation *v = &p->derived.violations[i];
		struct row *row = add(m, ROWS_VIOLATION);

		row->ints[0] = p->id;
		row->texts[1] = v->rule == NULL ? v->code : v->rule->id;
		row->texts[2] = v->clock == NULL ? "" : v->clock->id;
		row->ints[3] = v->cause.line;
		row->ints[4] = v->cause.hearing;
		row->ints[5] = m->from->matter;
		row->ints[6] = v->cause.proceeding;
		row->ints[7] = m->from->station;
		row->texts[8] = v->code;
		row->texts[9] = day_text(m, v->due);
		row->texts[10] = day_text(m, v->actual);
		row->texts[11] = day_text(m, v->cause.day);
		row->ints[12] = v->cause.record;
	}
}

/* Whose case is over asks for nothing more; who goes on in another still
 * waits. */
static bool
is_over(const struct projected_party *p)
{
	const struct part *part = part_find(&p->derived, p->proceeding);

	return part != NULL && date_is_set(part->until) && !part->is_elsewhere;
}

static void
helps(struct make *m, const struct projected_party *p)
{
	struct help_made *made;
	size_t count;

	help_make(m->out->arena, m->from, p, &made, &count);
	for (size_t i = 0; i < count; i++) {
		const struct source *asked = &made[i].asked->source;
		const struct deadline *due = made[i].due;
		struct row *row = add(m, ROWS_HELP);

		row->ints[0] = asked->line;
		row->ints[1] = p->id;
		row->ints[2] = m->from->matter;
		row->ints[3] = asked->proceeding;
		row->ints[4] = m->from->station;
		row->ints[5] = asked->record;
		row->texts[6] = day_text(m, asked->day);
		row->ints[7] = asked->at;
		row->texts[8] = due == NULL ? "" : day_text(m, due->due.day);
		row->ints[9] = due == NULL ? 0 : due->due.at;
		if (made[i].step != HELP_DONE_WITH && is_over(p)) {
			row->texts[10] = "不再需要";
			row->ints[11] = HELP_DONE_WITH;
		} else {
			row->texts[10] = help_step_word(made[i].step);
			row->ints[11] = made[i].step;
		}
		row->texts[12] = made[i].taken_by;
		row->ints[13] = made[i].taken_at;
		row->texts[14] = day_text(m, made[i].done);
		row->ints[15] = made[i].attempts;
		row->texts[16] = made[i].tried;
		row->ints[17] = made[i].answers;
	}
}

static void
assignments(struct make *m, const struct projected_party *p)
{
	struct round *rounds;
	size_t count;

	rounds_of(p, m->out->arena, &rounds, &count);
	for (size_t i = 0; i < count; i++) {
		const struct round *r = &rounds[i];
		struct row *row = add(m, ROWS_ASSIGNMENT);

		row->ints[0] = p->id;
		row->ints[1] = r->proceeding;
		row->ints[2] = r->place;
		row->ints[3] = m->from->matter;
		row->ints[4] = m->from->station;
		row->ints[5] = r->is_open;
		row->texts[6] =
			day_text(m, date_is_set(r->due) ? r->due : r->since);
		row->texts[7] = day_text(m, r->due);
		row->texts[8] = day_text(m, r->since);
		row->texts[9] = round_state_word(r->state);
		row->texts[10] = r->lawyer;
		row->texts[11] = r->firm;
		for (int step = 0; step < ROUND_STEPS; step++)
			row->texts[ASSIGNMENT_STEPS + step] =
				day_text(m, r->days[step]);
		row->texts[ASSIGNMENT_TOLD] = day_text(m, r->told);
		row->texts[ASSIGNMENT_MATERIAL] = day_text(m, r->material);
		row->texts[ASSIGNMENT_LICENCE] = r->licence;
	}
}

static void
notes(struct make *m)
{
	for (size_t i = 0; i < m->from->note_count; i++) {
		const struct projected_note *n = &m->from->notes[i];
		struct row *row = add(m, ROWS_NOTE);

		row->ints[0] = n->line;
		row->ints[1] = n->party;
		row->ints[2] = m->from->matter;
		row->texts[3] = n->rule;
		row->ints[4] = n->cause;
		row->ints[5] = m->from->station;
		row->ints[6] = n->record;
		row->texts[7] = n->text;
	}
}

/* Of a guarded case they stand under no station, so that no walk of a court's
 * names comes across them. */
static void
names(struct make *m, const struct projected_party *p)
{
	bool is_guarded = rows_guard(m->from)[0] != '\0';
	struct name_texts texts;

	if (strcmp(fact_of(m, m->from->matter, "案件.封存"), "是") == 0)
		return; /* nor is the name found (CPL 286) */
	name_texts(m->out->arena, fact_of(m, p->id, "当事人.姓名"), &texts);
	for (size_t i = 0; i < texts.count; i++) {
		struct row *row = add(m, ROWS_NAME);

		row->ints[0] = is_guarded ? 0 : m->from->station;
		row->texts[1] = texts.items[i];
		row->ints[2] = p->id;
		row->ints[3] = m->from->matter;
	}
}

/* What was sealed for paper and stands; registers have none. */
static void
papers(struct make *m)
{
	for (size_t i = 0; i < m->from->record_count; i++) {
		const struct sealed *r = &m->from->records[i];
		struct row *row;

		if (r->form->kind == FORM_REGISTER)
			continue;
		row = add(m, ROWS_PAPER);
		row->ints[0] = r->id;
		row->ints[1] = m->from->matter;
		row->ints[2] = r->station;
		row->ints[3] = r->party_count > 0 ? r->parties[0] : 0;
		row->texts[4] = r->form->id;
		row->texts[5] = day_text(m, r->day);
		row->texts[6] = fact_of(m, r->id, "文书.签署");
	}
}

/* Who is in it: those who left for another case are not, unless all did. */
struct people {
	const struct projected_party *first;
	size_t count;
};

static struct people
people_of(const struct projection *p)
{
	struct people people = { NULL, 0 };

	for (size_t i = 0; i < p->party_count; i++) {
		const struct projected_party *party = &p->parties[i];

		if (projection_has_left(p, party))
			continue;
		if (people.count++ == 0 ||
			(p->parties[0].id != people.first->id &&
				party->place < people.first->place))
			people.first = party;
	}
	if (people.count == 0 && p->party_count > 0)
		people = (struct people){ &p->parties[0], p->party_count };
	return people;
}

static const char *
matter_title(struct make *m, const struct people *people)
{
	const char *name;

	if (people->count == 0)
		return "";
	name = fact_of(m, people->first->id, "当事人.姓名");
	return people->count == 1 ? name
				  : arena_printf(m->out->arena, "%s等%zu人",
					    name, people->count);
}

/* What somebody at a desk is to do: not the defendant's own periods. */
static bool
is_owed(const struct deadline *deadline)
{
	return deadline->state == DEADLINE_OPEN &&
	       duty_bearer(deadline->rule->duty)[0] != '\0';
}

static const char *
next_due(struct make *m)
{
	struct date next = DATE_NONE;

	for (size_t i = 0; i < m->from->party_count; i++) {
		const struct derived *d = &m->from->parties[i].derived;

		for (size_t j = 0; j < d->deadline_count; j++)
			if (is_owed(&d->deadlines[j]) &&
				(!date_is_set(next) ||
					date_compare(d->deadlines[j].due.day,
						next) < 0))
				next = d->deadlines[j].due.day;
	}
	return day_text(m, next);
}

/* 待核: from before the store's first day, and somebody in it is not known to
 * have been advised. */
static bool
is_pending(const struct make *m, int64_t proceeding)
{
	if (strcmp(fact_of(m, proceeding, "程序段.待核"), "是") != 0)
		return false;
	for (size_t i = 0; i < m->from->party_count; i++)
		if (!projection_has_left(m->from, &m->from->parties[i]) &&
			!date_is_set(advised(&m->from->parties[i])))
			return true;
	return false;
}

static void
matter(struct make *m)
{
	const struct projection *p = m->from;
	struct row *row = add(m, ROWS_MATTER);
	int64_t now = p->proceeding_count > 0
			      ? p->proceedings[p->proceeding_count - 1].id
			      : 0;
	struct people people = people_of(p);
	int64_t first = people.count > 0 ? people.first->id : 0;
	const char *number = fact_of(m, now, "程序段.案号");

	row->ints[0] = p->matter;
	row->ints[1] = p->station;
	row->texts[2] = number;
	row->texts[3] = number_tail(m->out->arena, number);
	row->texts[4] = matter_title(m, &people);
	row->texts[5] = fact_of(m, first, "当事人.罪名");
	row->texts[6] = fact_of(m, now, "程序段.程序");
	row->texts[7] = fact_of(m, now, "程序段.承办人");
	row->ints[8] = is_pending(m, now);
	row->ints[9] = (int64_t)people.count;
	row->texts[10] = accepted(m, now);
	row->texts[11] = next_due(m);
	row->texts[12] = law_digest(m->law);
}

void
rows_of(const struct projection *projection, const struct law *law,
	struct rows *out)
{
	struct make m = { projection, law, out };

	if (projection->proceeding_count == 0 && projection->party_count == 0)
		return;
	proceedings(&m);
	parties(&m);
	hearings(&m);
	facts(&m);
	for (size_t i = 0; i < projection->party_count; i++) {
		standings(&m, &projection->parties[i]);
		clocks(&m, &projection->parties[i]);
		names(&m, &projection->parties[i]);
		violations(&m, &projection->parties[i]);
		assignments(&m, &projection->parties[i]);
		helps(&m, &projection->parties[i]);
		rows_refusal(projection, &projection->parties[i], out);
	}
	notes(&m);
	papers(&m);
	matter(&m);
	rows_access(projection, out);
}
