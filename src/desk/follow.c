/* SPDX-License-Identifier: MIT */
/* 接着: which forms come next, by what is owed and by what the form says. */
#include "desk/follow.h"

#include "desk/choice.h"
#include "desk/deadline.h"
#include "desk/duty.h"
#include "desk/source.h"

#include <string.h>

struct following {
	struct desk *desk;
	struct arena *arena;
	int64_t record;
	int64_t line;
	struct subject on; /* of the record */
	const struct form *form;
	bool is_signed;
	int64_t *parties;
	size_t party_count;
	struct follow *items;
	size_t count;
};

static const char record_sql[] =
	"SELECT r.form, r.line, (SELECT COUNT(*) FROM record s "
	"WHERE s.supersedes = r.id), (SELECT COUNT(*) FROM fact f "
	"WHERE f.owner = r.id AND f.name = '文书.签署' AND f.value <> '') "
	"FROM record r WHERE r.id = $1";
static const char parties_sql[] =
	"SELECT party FROM record_party WHERE record = $1 ORDER BY party";

static bool
read_parties(struct following *f, struct err *err)
{
	struct stmt *q = store_statement(f->desk->store, parties_sql, err);
	enum stmt_step step;

	if (q == NULL)
		return false;
	stmt_int(q, 1, f->record);
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		f->parties = arena_grow(f->arena, f->parties, f->party_count,
			sizeof *f->parties);
		f->parties[f->party_count++] = stmt_get_int(q, 0);
	}
	return step == STMT_END;
}

static bool
read_record(struct following *f, bool *is_head, struct err *err)
{
	struct stmt *q;

	f->on.about = f->record;
	if (!source_complete(f->desk, &f->on, err))
		return false;
	q = store_statement(f->desk->store, record_sql, err);
	if (q == NULL)
		return false;
	stmt_int(q, 1, f->record);
	if (!stmt_one(q, "没有这份文书，或不在您的办案范围内", err))
		return false;
	f->form = library_form(f->desk->library, stmt_get_text(q, 0));
	f->line = stmt_get_int(q, 1);
	*is_head = stmt_get_int(q, 2) == 0;
	f->is_signed = stmt_get_int(q, 3) > 0;
	stmt_reset(q);
	return read_parties(f, err);
}

static bool
is_listed(const struct following *f, const struct form *form, int64_t party)
{
	for (size_t i = 0; i < f->count; i++)
		if (f->items[i].form == form && f->items[i].on.party == party)
			return true;
	return false;
}

static struct follow *
add(struct following *f, const struct form *form, const struct subject *on)
{
	f->items = arena_grow(f->arena, f->items, f->count, sizeof *f->items);
	f->items[f->count] =
		(struct follow){ .form = form, .on = *on, .label = form->name };
	return &f->items[f->count++];
}

static void
add_owed(struct following *f, const struct clock_line *clock)
{
	const struct deadline_rule *rule =
		law_deadline(library_law(f->desk->library), clock->rule);
	const struct subject on = { .matter = clock->matter,
		.party = clock->party,
		.hearing = clock->hearing };

	if (rule == NULL ||
		strcmp(duty_bearer(clock->duty), f->desk->station_kind) != 0)
		return;
	for (size_t i = 0; i < rule->ends.count; i++) {
		const char *event = rule->ends.names[i];
		const struct form *form =
			choice_form_making(f->desk, event, &on);
		struct follow *item;

		if (form == NULL)
			continue;
		if (is_listed(f, form, on.party))
			return;
		item = add(f, form, &on);
		item->event = event;
		item->is_owed = true;
		item->label =
			arena_printf(f->arena, "%s（应于%s：%s）", form->name,
				clock_due_words(clock, f->arena), clock->title);
		return;
	}
}

static bool
add_clocks(struct following *f, struct err *err)
{
	for (size_t i = 0; i < f->party_count; i++) {
		struct clock_line *clocks;
		size_t count;

		if (!clock_of_line(f->desk, f->arena, f->parties[i], f->line,
			    &clocks, &count, err))
			return false;
		for (size_t j = 0; j < count; j++)
			add_owed(f, &clocks[j]);
	}
	return true;
}

/* Everyone of the record where the form takes several, else one by one. */
static void
add_for_parties(struct following *f, const struct form *form)
{
	struct subject on = { .matter = f->on.matter,
		.proceeding = f->on.proceeding };

	for (size_t i = 0; i < f->party_count; i++) {
		on.party = f->parties[i];
		for (size_t j = 1; form->is_several && j < f->party_count &&
				   j <= SUBJECT_OTHERS;
			j++)
			on.others[on.other_count++] = f->parties[j];
		if (choice_fits(form, &on) && !is_listed(f, form, on.party))
			add(f, form, &on);
		if (form->is_several)
			return;
	}
}

static bool
makes(const struct form *form, const char *event)
{
	for (size_t i = 0; i < form->event_count; i++)
		if (strcmp(form->events[i].name, event) == 0)
			return true;
	return false;
}

/* A case of his own for a person who leaves this one takes him along. */
static void
add_on_nothing(struct following *f, const struct form *form)
{
	struct follow *item = add(f, form, &(const struct subject){ 0 });

	if (form->makes[FORM_ON_MATTER] && f->party_count == 1)
		item->from = f->parties[0];
}

/* A record is signed once. */
static void
add_on_record(struct following *f, const struct form *form)
{
	if (!f->is_signed || !makes(form, "签署.完成"))
		add(f, form, &(const struct subject){ .about = f->record });
}

static void
add_next(struct following *f, const struct form *form)
{
	const struct subject on = { .matter = f->on.matter,
		.proceeding = f->on.proceeding,
		.hearing = f->on.hearing };

	if (form->on == FORM_ON_PARTY) {
		add_for_parties(f, form);
		return;
	}
	if (form->on == FORM_ON_RECORD)
		add_on_record(f, form);
	else if (form->on == FORM_ON_NOTHING)
		add_on_nothing(f, form);
	else if (choice_fits(form, &on))
		add(f, form, &on);
}

/* An event: whichever form this desk makes it by, filled in for it. */
static void
add_event(struct following *f, const char *event)
{
	for (size_t i = 0; i < f->party_count; i++) {
		const struct subject on = { .matter = f->on.matter,
			.party = f->parties[i] };
		const struct form *form =
			choice_form_making(f->desk, event, &on);

		if (form != NULL && !is_listed(f, form, on.party))
			add(f, form, &on)->event = event;
	}
}

static void
add_word(struct following *f, const char *word)
{
	const struct form *form = library_form(f->desk->library, word);

	if (strchr(word, '.') != NULL)
		add_event(f, word);
	else if (form != NULL && choice_allows(f->desk, form))
		add_next(f, form);
}

/* What the form itself says comes after it (接着). */
static void
add_named(struct following *f)
{
	const char *at = f->form->next == NULL ? "" : f->form->next;

	for (at += strspn(at, " "); *at != '\0'; at += strspn(at, " ")) {
		size_t length = strcspn(at, " ");

		add_word(f, arena_copy_bytes(f->arena, at, length));
		at += length;
	}
}

bool
follow_list(struct desk *desk, struct arena *arena, int64_t record,
	struct follow **out, size_t *count, struct err *err)
{
	struct following f = { .desk = desk, .arena = arena, .record = record };
	bool is_head = false;

	*out = NULL;
	*count = 0;
	if (!read_record(&f, &is_head, err))
		return false;
	if (!is_head || f.form == NULL)
		return true;
	if (!add_clocks(&f, err))
		return false;
	add_named(&f);
	*out = f.items;
	*count = f.count;
	return true;
}

static const char last_sql[] =
	"SELECT r.id FROM record r WHERE r.id = $1 "
	"AND ($2 = 0 OR r.matter = $2) AND ($3 = 0 OR EXISTS "
	"(SELECT 1 FROM record_party p WHERE p.record = r.id "
	"AND p.party = $3))";

bool
follow_last(struct desk *desk, int64_t matter, int64_t party, int64_t *record,
	struct err *err)
{
	struct stmt *q;
	enum stmt_step step;

	*record = 0;
	if (desk->sealed == 0)
		return true;
	q = store_statement(desk->store, last_sql, err);
	if (q == NULL)
		return false;
	stmt_int(q, 1, desk->sealed);
	stmt_int(q, 2, matter);
	stmt_int(q, 3, party);
	step = stmt_next(q, err);
	if (step == STMT_ROW) {
		*record = desk->sealed;
		stmt_reset(q);
	}
	return step != STMT_FAILED;
}
