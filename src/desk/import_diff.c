/* SPDX-License-Identifier: MIT */
/*
 * A case that is there, held against the file: what differs, and the change
 * registration that says so. A day from which a clock runs is not changed but
 * corrected in the record that said it, so that the clock moves with it.
 */
#include "desk/import_case.h"

#include "base/clock.h"
#include "desk/column.h"
#include "desk/record.h"

#include <string.h>

static const char why[] = "案件系统导出的内容有变化";

struct known_fact {
	int64_t owner;
	const char *name;
	const char *value;
	int64_t record;
};
struct known_party {
	int64_t id;
	const char *name;
	const char *advised;
	bool is_taken; /* by a person of the file */
};
struct known {
	struct plan *plan;
	int64_t proceeding;
	struct known_fact *facts;
	size_t fact_count;
	struct known_party *parties;
	size_t party_count;
	int64_t hearing; /* the latest, 0 */
	const char *hearing_at;
	const char *hearing_place;
};

static const char facts_sql[] =
	"SELECT owner, name, value, record FROM fact WHERE matter = $1";
static const char parties_sql[] =
	"SELECT id, name, advised FROM party WHERE matter = $1 ORDER BY id";
static const char proceeding_sql[] =
	"SELECT id FROM proceeding WHERE matter = $1 ORDER BY id DESC LIMIT 1";
static const char hearing_sql[] =
	"SELECT id, at, place FROM hearing WHERE matter = $1 "
	"ORDER BY at DESC, id DESC LIMIT 1";
static const char head_sql[] =
	"SELECT r.id FROM record r WHERE r.line = $1 AND NOT EXISTS "
	"(SELECT 1 FROM record s WHERE s.supersedes = r.id)";

static struct stmt *
of(struct plan *plan, const char *sql, int64_t id, struct err *err)
{
	struct stmt *q = store_statement(plan->desk->store, sql, err);

	if (q != NULL)
		stmt_int(q, 1, id);
	return q;
}

static bool
know_facts(struct known *k, struct err *err)
{
	struct arena *arena = k->plan->arena;
	struct stmt *q = of(k->plan, facts_sql, k->plan->matter, err);
	enum stmt_step step;

	if (q == NULL)
		return false;
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		k->facts = arena_grow(
			arena, k->facts, k->fact_count, sizeof(*k->facts));
		k->facts[k->fact_count++] = (struct known_fact){
			.owner = stmt_get_int(q, 0),
			.name = column_text(q, 1, arena),
			.value = column_text(q, 2, arena),
			.record = stmt_get_int(q, 3),
		};
	}
	return step == STMT_END;
}

static bool
know_parties(struct known *k, struct err *err)
{
	struct arena *arena = k->plan->arena;
	struct stmt *q = of(k->plan, parties_sql, k->plan->matter, err);
	enum stmt_step step;

	if (q == NULL)
		return false;
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		k->parties = arena_grow(
			arena, k->parties, k->party_count, sizeof(*k->parties));
		k->parties[k->party_count++] = (struct known_party){
			.id = stmt_get_int(q, 0),
			.name = column_text(q, 1, arena),
			.advised = column_text(q, 2, arena),
		};
	}
	return step == STMT_END;
}

static bool
know_rest(struct known *k, struct err *err)
{
	struct stmt *q = of(k->plan, proceeding_sql, k->plan->matter, err);
	enum stmt_step step;

	if (q == NULL)
		return false;
	step = stmt_next(q, err);
	if (step == STMT_ROW)
		k->proceeding = stmt_get_int(q, 0);
	if (step == STMT_FAILED)
		return false;
	q = of(k->plan, hearing_sql, k->plan->matter, err);
	if (q == NULL)
		return false;
	step = stmt_next(q, err);
	if (step == STMT_ROW) {
		k->hearing = stmt_get_int(q, 0);
		k->hearing_at = column_text(q, 1, k->plan->arena);
		k->hearing_place = column_text(q, 2, k->plan->arena);
		stmt_reset(q);
	}
	return step != STMT_FAILED;
}

static const struct known_fact *
fact_of(const struct known *k, int64_t owner, enum column column)
{
	static const struct known_fact none = { .value = "" };

	for (size_t i = 0; i < k->fact_count; i++)
		if (k->facts[i].owner == owner &&
			strcmp(k->facts[i].name, import_columns[column].fact) ==
				0)
			return &k->facts[i];
	return &none;
}

/* The record to be corrected: the last of its line. */
static bool
find_head(struct known *k, int64_t line, int64_t *head, struct err *err)
{
	struct stmt *q = of(k->plan, head_sql, line, err);
	enum stmt_step step;

	*head = 0;
	if (q == NULL)
		return false;
	step = stmt_next(q, err);
	if (step == STMT_ROW) {
		*head = stmt_get_int(q, 0);
		stmt_reset(q);
		return true;
	}
	return step == STMT_END &&
	       err_set(err, ERR_STATE, "原来的登记找不到了，没有改动");
}

static void
say(struct plan *plan, const char *what, const char *from, const char *to)
{
	buf_addf(&plan->said, "%s%s", plan->said.length > 0 ? "；" : "", what);
	if (from != NULL)
		buf_addf(&plan->said, " %s→%s", from[0] == '\0' ? "空" : from,
			to);
}

static void
say_column(struct plan *plan, const struct import_person *person,
	enum column column, const char *from, const char *to)
{
	const char *name = import_column_name(plan->arena, column);

	say(plan,
		person == NULL ? name
			       : arena_printf(plan->arena, "%s%s",
					 person->value[COLUMN_NAME], name),
		from, to);
}

/* One registration for all the columns that a form changes. */
static void
diff_form(struct known *k, const char *form, struct subject on,
	const char *const *value, const struct import_person *person)
{
	int64_t owner = person == NULL ? k->proceeding : on.party;
	struct step *step = NULL;

	for (int i = 0; i < COLUMN_REASON; i++) {
		const struct column_row *row = &import_columns[i];
		const char *now;

		if (row->change == NULL || strcmp(row->change, form) != 0 ||
			value[i] == NULL)
			continue;
		now = fact_of(k, owner, (enum column)i)->value;
		if (strcmp(now, value[i]) == 0)
			continue;
		if (step == NULL)
			step = plan_step(k->plan, form, on);
		plan_set(k->plan, step, row->field, value[i]);
		say_column(k->plan, person, (enum column)i, now, value[i]);
	}
	if (step != NULL)
		plan_set(k->plan, step,
			strcmp(form, "procedure") == 0 ||
					strcmp(form, "charge") == 0
				? "原因"
				: "变更原因",
			why);
}

static struct step *
plan_correction(
	struct known *k, const char *form, int64_t line, struct err *err)
{
	struct step *step;
	int64_t head;

	if (!find_head(k, line, &head, err))
		return NULL;
	step = plan_step(k->plan, form, (struct subject){ .supersedes = head });
	step->reason = why;
	return step;
}

/* The other defendants' clocks that ran from the same day. */
static bool
correct_others(
	struct known *k, const char *from, const char *to, struct err *err)
{
	for (size_t i = 0; i < k->party_count; i++) {
		struct record old;
		struct step *step;
		int64_t head;

		if (k->parties[i].id == k->proceeding)
			continue;
		if (!find_head(k, k->parties[i].id, &head, err) ||
			!record_read(
				k->plan->desk, k->plan->arena, head, &old, err))
			return false;
		if (strcmp(old.form_id, "party-add") != 0 ||
			strcmp(values_get(&old.values, "受理日期"), from) != 0)
			continue;
		step = plan_correction(k, "party-add", k->parties[i].id, err);
		if (step == NULL)
			return false;
		plan_set(k->plan, step, "受理日期", to);
	}
	return true;
}

/* What a day or 待核 becomes, in the intake that said it. */
struct correction {
	const char *received;
	const char *accepted;
	bool is_checked; /* 待核 is over */
};

static void
set_correction(struct known *k, struct step *step, const struct correction *c)
{
	plan_set(k->plan, step, "收案日期", c->received);
	plan_set(k->plan, step, "立案日期", c->accepted);
	if (c->is_checked)
		plan_set(k->plan, step, "待核", "否");
}

static bool
said_elsewhere(const struct known *k, enum column column, int64_t head)
{
	const struct known_fact *fact = fact_of(k, k->proceeding, column);

	return fact->record != 0 && fact->record != head;
}

/* A later registration of the same facts would hide the correction, so it is
 * said after it, too. */
static bool
correct(struct known *k, const struct correction *c, struct err *err)
{
	struct step *step =
		plan_correction(k, "case-intake", k->proceeding, err);
	int64_t head;

	if (step == NULL)
		return false;
	head = step->on.supersedes;
	set_correction(k, step, c);
	if (!said_elsewhere(k, COLUMN_ACCEPTED, head))
		return true;
	step = plan_step(k->plan, "proceeding-change",
		(struct subject){ .proceeding = k->proceeding });
	plan_set(k->plan, step, "变更原因", why);
	set_correction(k, step, c);
	return true;
}

static const char *
changed(struct known *k, enum column column)
{
	const char *value = k->plan->of->values->value[column];
	const char *now = fact_of(k, k->proceeding, column)->value;

	if (value == NULL || strcmp(value, now) == 0)
		return NULL;
	say_column(k->plan, NULL, column, now, value);
	return value;
}

/* Of a case that was 待核: does the file say of the last one, too? */
static bool
is_checked(const struct known *k)
{
	const struct import_values *values = k->plan->of->values;
	bool is_pending = false;

	for (size_t i = 0; i < k->fact_count; i++)
		is_pending = is_pending ||
			     (strcmp(k->facts[i].name, "程序段.待核") == 0 &&
				     strcmp(k->facts[i].value, "是") == 0);
	for (size_t i = 0; i < k->party_count; i++) {
		bool is_advised = k->parties[i].advised[0] != '\0';

		for (size_t p = 0; p < values->count; p++)
			is_advised = is_advised ||
				     (k->plan->parties[p] == k->parties[i].id &&
					     values->persons[p].value
							     [COLUMN_ADVISED] !=
						     NULL);
		is_pending = is_pending && is_advised;
	}
	return is_pending;
}

static bool
diff_days(struct known *k, struct err *err)
{
	const char *from = fact_of(k, k->proceeding, COLUMN_ACCEPTED)->value;
	struct correction c = { .received = changed(k, COLUMN_RECEIVED),
		.accepted = changed(k, COLUMN_ACCEPTED),
		.is_checked = is_checked(k) };

	if (c.is_checked)
		say(k->plan, "待核结束", NULL, NULL);
	if (c.received == NULL && c.accepted == NULL && !c.is_checked)
		return true;
	return correct(k, &c, err) &&
	       (c.accepted == NULL || correct_others(k, from, c.accepted, err));
}

static bool
diff_hearing(struct known *k, struct err *err)
{
	const char *const *value = k->plan->of->values->value;
	const char *time = value[COLUMN_HEARING];
	const char *place = value[COLUMN_HEARING_PLACE];
	char now[INSTANT_TEXT];
	struct step *step;

	if (time == NULL)
		return true;
	clock_format(desk_now(k->plan->desk), now);
	/* One that is over stays as it was held; the next is another. */
	if (k->hearing == 0 || (strcmp(k->hearing_at, now) < 0 &&
				       strcmp(time, k->hearing_at) > 0)) {
		say(k->plan, "开庭", "", time);
		plan_hearing(k->plan, k->proceeding);
		return true;
	}
	if (strcmp(time, k->hearing_at) == 0 &&
		(place == NULL || strcmp(place, k->hearing_place) == 0))
		return true;
	step = plan_correction(k, "hearing", k->hearing, err);
	if (step == NULL)
		return false;
	step->reason = "改期：案件系统导出的开庭时间或地点变了";
	if (strcmp(time, now) < 0)
		plan_set(k->plan, step, "确定日期",
			arena_copy_bytes(k->plan->arena, time, DATE_TEXT - 1));
	plan_set(k->plan, step, "开庭时间", time);
	plan_set(k->plan, step, "开庭地点", place);
	say(k->plan, "开庭", k->hearing_at, time);
	return true;
}

/* By document first: a name may have been mended. */
static void
match(struct known *k, bool by_name)
{
	const struct import_values *values = k->plan->of->values;

	for (size_t p = 0; p < values->count; p++)
		for (size_t i = 0; i < k->party_count; i++) {
			struct known_party *party = &k->parties[i];
			const char *said =
				values->persons[p]
					.value[by_name ? COLUMN_NAME
						       : COLUMN_DOCUMENT];
			const char *now =
				by_name ? party->name
					: fact_of(k, party->id, COLUMN_DOCUMENT)
						  ->value;

			if (party->is_taken || k->plan->parties[p] != 0 ||
				said == NULL || strcmp(said, now) != 0)
				continue;
			party->is_taken = true;
			k->plan->parties[p] = party->id;
		}
}

static void
diff_counsel(struct known *k, const struct import_person *person, int64_t party)
{
	const char *const *value = person->value;
	const char *retained = value[COLUMN_RETAINED];
	const char *now = fact_of(k, party, COLUMN_RETAINED)->value;
	const char *name = fact_of(k, party, COLUMN_DEFENDER)->value;
	bool has_now = now[0] != '\0' && strcmp(now, "无") != 0;
	struct step *step;

	if (retained == NULL)
		return;
	if (strcmp(retained, "无") == 0) {
		if (has_now)
			import_notice(k->plan->import, k->plan->of,
				"%s已登记有辩护人，文件写没有，没有改；确已解除的请作委托辩护人登记",
				value[COLUMN_NAME]);
		return;
	}
	if (strcmp(retained, now) == 0 &&
		(value[COLUMN_DEFENDER] == NULL ||
			strcmp(value[COLUMN_DEFENDER], name) == 0))
		return;
	step = plan_step(
		k->plan, "counsel", (struct subject){ .party = party });
	plan_set(k->plan, step, "变动", "委托");
	plan_set(k->plan, step, "变动日期", plan_today(k->plan));
	plan_set(k->plan, step, "辩护人", retained);
	name = value[COLUMN_DEFENDER] != NULL ? value[COLUMN_DEFENDER]
					      : "未载明";
	plan_set(k->plan, step, "辩护人姓名", name);
	plan_set(k->plan, step, "辩护人单位",
		value[COLUMN_FIRM] != NULL ? value[COLUMN_FIRM] : "未载明");
	plan_set(k->plan, step, "辩护人电话", value[COLUMN_DEFENDER_PHONE]);
	say_column(k->plan, person, COLUMN_RETAINED, now,
		arena_printf(k->plan->arena, "%s %s", retained, name));
}

static void
diff_advice(struct known *k, size_t at, const char *advised)
{
	const struct import_person *person = &k->plan->of->values->persons[at];
	const char *said = person->value[COLUMN_ADVISED];

	if (said == NULL || strcmp(said, advised) == 0)
		return;
	if (advised[0] != '\0') {
		import_notice(k->plan->import, k->plan->of,
			"%s已登记于%s告知，文件写%s，没有改",
			person->value[COLUMN_NAME], advised, said);
		return;
	}
	plan_advice(k->plan, at);
	say_column(k->plan, person, COLUMN_ADVISED, "", said);
}

static void
diff_person(struct known *k, size_t at)
{
	const struct import_person *person = &k->plan->of->values->persons[at];
	int64_t party = k->plan->parties[at];
	struct subject on = { .party = party };

	if (party == 0) {
		say(k->plan, "新增被告人", "", person->value[COLUMN_NAME]);
		plan_person(k->plan, k->proceeding, at);
		diff_advice(k, at, "");
		return;
	}
	diff_form(k, "party-change", on, person->value, person);
	diff_form(k, "charge", on, person->value, person);
	diff_counsel(k, person, party);
	for (size_t i = 0; i < k->party_count; i++)
		if (k->parties[i].id == party)
			diff_advice(k, at, k->parties[i].advised);
}

static bool
diff(struct known *k, struct err *err)
{
	const struct import_values *values = k->plan->of->values;
	struct subject on = { .proceeding = k->proceeding };

	match(k, false);
	match(k, true);
	if (!diff_days(k, err))
		return false;
	diff_form(k, "proceeding-change", on, values->value, NULL);
	diff_form(k, "procedure", on, values->value, NULL);
	if (!diff_hearing(k, err))
		return false;
	for (size_t i = 0; i < values->count; i++)
		diff_person(k, i);
	return true;
}

bool
import_diff(struct plan *plan, struct err *err)
{
	struct known k = { .plan = plan };

	if (!know_facts(&k, err) || !know_parties(&k, err) ||
		!know_rest(&k, err) || !diff(&k, err))
		return false;
	if (plan->count > 0) {
		plan->of->fate = IMPORT_CHANGED;
		plan->of->text =
			arena_copy(plan->import->arena, buf_text(&plan->said));
	}
	return true;
}
