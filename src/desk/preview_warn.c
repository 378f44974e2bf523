/* SPDX-License-Identifier: MIT */
/*
 * What in a draft is not as the law has it. What happened must be on record,
 * so hardly anything is refused:
 *   - where the law says 应当, 不准许, 不得, nobody is left a choice; it is
 *     sealed with a reason and stands among what was not done as the law asks;
 *   - where it says 可以, 一般不得, or sets a day that the officer himself
 *     fixes too close, the officer decides, and says why;
 *   - what can't have been (before the person was born) is refused.
 * What others did, and this desk only registers, is told.
 */
#include "desk/preview_own.h"

#include "desk/duty.h"
#include "desk/lawyer.h"
#include "desk/scope.h"

#include <string.h>

struct warning {
	struct desk *desk;
	const struct preview_sides *sides;
	struct arena *arena;
	struct preview *out;
};

const char *
preview_whose(
	const struct preview_sides *sides, struct arena *arena, int64_t party)
{
	const struct projection *after = &sides->after.projection;

	if (after->party_count < 2 || party == 0)
		return "";
	return arena_printf(
		arena, "%s ", projection_fact(after, party, "当事人.姓名"));
}

int
preview_says(const struct preview_sides *sides, const char *fact)
{
	const struct form *form = sides->draft->form;

	for (size_t i = 0; i < form->fact_count; i++) {
		const struct form_fact *f = &form->facts[i];

		if (strcmp(f->name, fact) == 0 && f->field >= 0 &&
			form_holds(form, f->conditions, f->condition_count,
				&sides->draft->values) &&
			values_get(&sides->draft->values,
				form->fields[f->field].name)[0] != '\0')
			return f->field;
	}
	return -1;
}

bool
preview_chooses_procedure(const struct preview_sides *sides)
{
	return !sides->draft->form->makes[FORM_ON_MATTER] &&
	       preview_says(sides, "程序段.程序") >= 0;
}

static struct preview_line *
warn(struct warning *w, int64_t party, const char *text, const char *citation)
{
	struct preview_line *line = preview_add(w->out, w->arena,
		arena_printf(w->arena, "%s%s",
			preview_whose(w->sides, w->arena, party), text));

	line->grade = PREVIEW_WARNED;
	line->citation = citation;
	line->party = party;
	return line;
}

/* The row of the same key without the draft. */
static const struct row *
row_before(const struct warning *w, const struct row *now)
{
	const struct rows *rows = &w->sides->before.rows;
	bool is_clock = now->table == ROWS_DEADLINE;

	for (size_t i = 0; i < rows->count; i++) {
		const struct row *r = &rows->items[i];

		if (r->table == now->table && r->ints[0] == now->ints[0] &&
			(is_clock ? strcmp(r->texts[CLOCK_RULE],
					    now->texts[CLOCK_RULE]) == 0 &&
						r->ints[CLOCK_TRIGGER] ==
							now->ints
								[CLOCK_TRIGGER] &&
						r->ints[CLOCK_HEARING] ==
							now->ints[CLOCK_HEARING]
				  : r->ints[1] == now->ints[1]))
			return r;
	}
	return NULL;
}

static const struct refusal_row *
refusal_row(const struct law *law, const struct row *row)
{
	size_t count;
	const struct refusal_row *rows = law_refusals(law, &count);

	for (size_t i = 0; row != NULL && i < count; i++)
		if (strcmp(rows[i].id, row->texts[REFUSAL_OUTCOME]) == 0)
			return &rows[i];
	return NULL;
}

enum against { AGAINST_NOTHING, AGAINST_MAY, AGAINST_MUST };

/* 可以准许 leaves both answers; 提醒 is 一般不得. */
static enum against
against_table(const struct law *law, const struct row *refusal)
{
	const struct refusal_row *row = refusal_row(law, refusal);
	bool permits, denies;

	if (row == NULL)
		return AGAINST_NOTHING;
	permits = strcmp(refusal->texts[REFUSAL_PERMITTED], "是") == 0;
	denies = strcmp(refusal->texts[REFUSAL_PERMITTED], "否") == 0;
	switch (row->outcome) {
	case REFUSAL_DENY:
		return permits ? AGAINST_MUST : AGAINST_NOTHING;
	case REFUSAL_PERMIT:
	case REFUSAL_MUST_PERMIT:
		return denies ? AGAINST_MUST : AGAINST_NOTHING;
	case REFUSAL_WARN:
		return permits ? AGAINST_MAY : AGAINST_NOTHING;
	case REFUSAL_MAY_PERMIT:
		break;
	}
	return AGAINST_NOTHING;
}

static void
warn_refusal(struct warning *w, const struct row *now)
{
	const struct law *law = w->sides->law;
	const struct row *before = row_before(w, now);
	enum against against = against_table(law, now);
	const struct refusal_row *row = refusal_row(law, now);
	bool permits = strcmp(now->texts[REFUSAL_PERMITTED], "是") == 0;
	struct preview_line *line;

	if (against == AGAINST_NOTHING ||
		(before != NULL && against_table(law, before) == against))
		return;
	line = warn(w, now->ints[REFUSAL_PARTY],
		arena_printf(w->arena, "决定%s，法律规定的是%s",
			permits ? "准许" : "不准许",
			refusal_outcome_word(row->outcome)),
		row->authority.citation);
	line->is_must = against == AGAINST_MUST;
	line->field = preview_says(w->sides, "拒绝.准许");
}

/* Is the id among the blank-parted ones? */
static bool
has_id(const char *ids, const char *id)
{
	size_t length = strlen(id);

	for (; *ids != '\0'; ids += strspn(ids, " ")) {
		size_t here = strcspn(ids, " ");

		if (here == length && strncmp(ids, id, length) == 0)
			return true;
		ids += here;
	}
	return false;
}

static const char *
conflicts_before(const struct warning *w, const struct row *now)
{
	const struct rows *rows = &w->sides->before.rows;

	for (size_t i = 0; i < rows->count; i++) {
		const struct row *r = &rows->items[i];

		if (r->table == ROWS_STANDING &&
			r->ints[STANDING_PARTY] == now->ints[STANDING_PARTY] &&
			r->ints[STANDING_PROCEEDING] ==
				now->ints[STANDING_PROCEEDING] &&
			r->texts[STANDING_UNTIL][0] == '\0')
			return r->texts[STANDING_CONFLICTS];
	}
	return "";
}

/* A procedure that must not be used, by who chooses it. That a person is found
 * to be young is no choice: it is told with the class. */
static void
warn_procedure(struct warning *w, const struct row *now)
{
	const char *before = conflicts_before(w, now);
	size_t count;
	const struct class_row *rows = law_conflicts(w->sides->law, &count);

	for (size_t i = 0; i < count; i++) {
		struct preview_line *line;

		if (!has_id(now->texts[STANDING_CONFLICTS], rows[i].id) ||
			has_id(before, rows[i].id))
			continue;
		line = warn(w, now->ints[STANDING_PARTY],
			arena_printf(w->arena, "程序不许用：%s", rows[i].title),
			rows[i].authority.citation);
		line->is_must = true;
		line->field = preview_says(w->sides, "程序段.程序");
	}
}

/* The officer fixes a hearing so close that what must be done before it can't
 * be: his to fix, and to say why. */
static void
warn_missed(struct warning *w, const struct row *now)
{
	const struct deadline_rule *rule =
		law_deadline(w->sides->law, now->texts[CLOCK_RULE]);
	const struct row *before = row_before(w, now);

	if (rule == NULL || strcmp(now->texts[CLOCK_STATE], "missed") != 0 ||
		now->ints[CLOCK_LEADS] == 0 || rule->nature == NATURE_HOUSE ||
		now->ints[CLOCK_HEARING] != w->sides->draft->hearing ||
		now->ints[CLOCK_HEARING] == 0 ||
		strcmp(duty_bearer(rule->duty), w->desk->station_kind) != 0 ||
		(before != NULL &&
			strcmp(before->texts[CLOCK_STATE], "missed") == 0))
		return;
	warn(w, now->ints[CLOCK_PARTY],
		arena_printf(w->arena, "来不及办：%s，应于%s以前", rule->title,
			now->texts[CLOCK_DUE]),
		rule->authority.citation)
		->field = preview_says(w->sides, "庭审.时间");
}

static void
warn_rows(struct warning *w)
{
	const struct rows *rows = &w->sides->after.rows;
	/* A case is registered as it came; to convert it is a choice. */
	bool is_procedure = preview_chooses_procedure(w->sides);
	bool is_fixing = preview_says(w->sides, "庭审.时间") >= 0;

	for (size_t i = 0; i < rows->count; i++) {
		const struct row *now = &rows->items[i];

		if (now->table == ROWS_REFUSAL)
			warn_refusal(w, now);
		if (is_procedure && now->table == ROWS_STANDING &&
			now->texts[STANDING_UNTIL][0] == '\0')
			warn_procedure(w, now);
		if (is_fixing && now->table == ROWS_DEADLINE)
			warn_missed(w, now);
	}
}

static const char *const counsel_facts[] = { "当事人.指派律师",
	"当事人.辩护人姓名" };

/* Has this one of the same case the lawyer of that name? */
static bool
has_counsel(const struct projection *p, int64_t party, const char *name)
{
	for (size_t i = 0; i < ARRAY_LENGTH(counsel_facts); i++)
		if (strcmp(projection_fact(p, party, counsel_facts[i]), name) ==
			0)
			return true;
	return false;
}

/* Int 43: not for two of one case. Names are what can be compared, and two
 * may have one name: so it is for the officer to say. Whom a family retained
 * is not this desk's choice, and is told. */
static void
warn_shared_counsel(
	struct warning *w, int64_t party, const char *fact, const char *name)
{
	const struct projection *after = &w->sides->after.projection;
	bool is_chosen = strcmp(fact, counsel_facts[0]) == 0;

	for (size_t i = 0; i < after->party_count; i++) {
		int64_t other = after->parties[i].id;
		struct preview_line *line;

		if (other == party || !has_counsel(after, other, name))
			continue;
		line = warn(w, party,
			arena_printf(w->arena,
				"%s是同案%s的辩护人，不得同时为两名同案被告人辩护",
				name,
				projection_fact(after, other, "当事人.姓名")),
			"法释〔2021〕1号第四十三条第二款");
		line->is_must = is_chosen;
		line->field = preview_says(w->sides, fact);
		if (!is_chosen)
			line->grade = PREVIEW_TOLD;
	}
}

/* LAA 26 and the like, as far as the pool says. */
static bool
warn_lacking(
	struct warning *w, int64_t party, const char *name, struct err *err)
{
	struct lawyer_choice *list;
	size_t count;

	if (party == w->sides->draft->line ||
		!scope_allows(w->desk, "lawyer.see"))
		return true;
	if (!lawyer_choose(w->desk, w->arena, party, &list, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct preview_line *line;

		if (!list[i].is_lacking ||
			strcmp(list[i].lawyer.name, name) != 0)
			continue;
		line = warn(w, party,
			arena_printf(w->arena, "指派%s，法律的要求他没有：%s",
				name, list[i].reasons),
			"");
		line->is_must = true;
		line->field = preview_says(w->sides, counsel_facts[0]);
		return true;
	}
	return true;
}

static bool
warn_counsel(struct warning *w, struct err *err)
{
	const struct sealed *draft = w->sides->draft;

	for (size_t i = 0; i < ARRAY_LENGTH(counsel_facts); i++) {
		const char *fact = counsel_facts[i];

		if (preview_says(w->sides, fact) < 0)
			continue;
		for (size_t j = 0; j < draft->party_count; j++) {
			int64_t party = draft->parties[j];
			const char *name = projection_fact(
				&w->sides->after.projection, party, fact);

			if (name[0] == '\0' ||
				strcmp(name,
					projection_fact(
						&w->sides->before.projection,
						party, fact)) == 0)
				continue;
			warn_shared_counsel(w, party, fact, name);
			if (i == 0 && !warn_lacking(w, party, name, err))
				return false;
		}
	}
	return true;
}

/* When the case came in, as far as is known. */
static struct date
case_day(const struct warning *w)
{
	const struct projection *before = &w->sides->before.projection;
	struct date first = DATE_NONE, said;

	for (size_t i = 0; i < before->record_count; i++)
		if (before->records[i].form->makes[FORM_ON_MATTER])
			first = before->records[i].day;
	for (size_t i = 0; i < before->proceeding_count; i++)
		if (date_parse(
			    projection_fact(before, before->proceedings[i].id,
				    "程序段.收案日期"),
			    &said) &&
			(!date_is_set(first) || date_compare(said, first) < 0))
			first = said;
	return first;
}

static void
check_birth(struct warning *w, struct date day, int field)
{
	const struct sealed *draft = w->sides->draft;

	for (size_t i = 0; i < draft->party_count; i++) {
		const char *text = projection_fact(&w->sides->after.projection,
			draft->parties[i], "当事人.出生日期");
		struct date birth;
		struct preview_line *line;

		if (!date_parse(text, &birth) || date_compare(day, birth) >= 0)
			continue;
		line = warn(w, draft->parties[i],
			arena_printf(w->arena, "%s早于出生日期%s",
				draft->form->fields[field].label, text),
			"");
		line->grade = PREVIEW_REFUSED;
		line->field = field;
	}
}

/* A paper of this desk can hardly be older than its case; a register of what
 * others did often is. */
static void
check_case(struct warning *w, struct date day, int field)
{
	const struct form *form = w->sides->draft->form;
	struct date first = case_day(w);
	char text[DATE_TEXT];

	if (form->kind == FORM_REGISTER || !date_is_set(first) ||
		date_compare(day, first) >= 0)
		return;
	warn(w, 0,
		arena_printf(w->arena, "%s早于本案收案的%s，请核对",
			form->fields[field].label, date_format(first, text)),
		"")
		->field = field;
}

static void
warn_days(struct warning *w)
{
	const struct sealed *draft = w->sides->draft;
	const struct form *form = draft->form;

	for (size_t i = 0; i < form->event_count; i++) {
		const struct form_event *e = &form->events[i];
		const char *text =
			values_get(&draft->values, form->fields[e->field].name);
		bool is_first = true;
		struct date day;
		int64_t at;

		for (size_t j = 0; j < i; j++)
			is_first =
				is_first && form->events[j].field != e->field;
		if (!is_first || !form_holds(form, e->conditions,
					 e->condition_count, &draft->values))
			continue;
		if (clock_parse(text, &at))
			day = clock_day_of(at);
		else if (!date_parse(text, &day))
			continue;
		check_birth(w, day, e->field);
		check_case(w, day, e->field);
	}
}

bool
preview_warn(struct desk *desk, const struct preview_sides *sides,
	struct arena *arena, struct preview *out, struct err *err)
{
	struct warning w = { desk, sides, arena, out };

	warn_days(&w);
	warn_rows(&w);
	return warn_counsel(&w, err);
}
