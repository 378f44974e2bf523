/* SPDX-License-Identifier: MIT */
/*
 * A case of the file held against the store: which records it takes. A new
 * case is an intake, the other defendants, a hearing, advice given elsewhere.
 * Of a case that is there, each value the file has is compared with the fact;
 * what differs becomes a change registration. The file never takes away: an
 * empty cell says nothing, and that counsel was dismissed is for a person to
 * say.
 */
#include "desk/import_case.h"

#include <string.h>

struct step *
plan_step(struct plan *plan, const char *form, struct subject on)
{
	struct step *step;

	plan->steps = arena_grow(
		plan->arena, plan->steps, plan->count, sizeof(*plan->steps));
	step = &plan->steps[plan->count++];
	*step = (struct step){ .form = form, .on = on, .reason = "" };
	return step;
}

void
plan_set(struct plan *plan, struct step *step, const char *field,
	const char *value)
{
	if (value == NULL)
		return;
	step->fields = arena_grow(plan->arena, step->fields, step->field_count,
		sizeof(*step->fields));
	step->fields[step->field_count++] = (struct step_field){ field, value };
}

/* The columns of a noun that go on a form under their own names. */
static void
set_columns(struct plan *plan, struct step *step, const char *const *value,
	int from, int until)
{
	for (int i = from; i < until; i++)
		if (strcmp(import_columns[i].form, "case-intake") == 0)
			plan_set(plan, step, import_columns[i].field, value[i]);
}

const char *
plan_start(const struct import_values *values)
{
	return values->value[COLUMN_ACCEPTED] != NULL
		       ? values->value[COLUMN_ACCEPTED]
		       : values->value[COLUMN_RECEIVED];
}

static const char *
value_or(const char *value, const char *otherwise)
{
	return value == NULL ? otherwise : value;
}

/* Under eighteen when the case is received: counsel is mandatory (CPL 278,
 * 法释〔2021〕1号 564). Who has no birth date is not known to be. */
static bool
is_minor(const struct import_person *person, const char *start)
{
	enum { ADULT = 18 };
	struct date birth, day;
	int year, month, number, then, at_month, at_day;

	if (person->value[COLUMN_BIRTH] == NULL ||
		!date_parse(person->value[COLUMN_BIRTH], &birth) ||
		!date_parse(start, &day))
		return false;
	date_parts(birth, &year, &month, &number);
	date_parts(day, &then, &at_month, &at_day);
	if (then - year != ADULT)
		return then - year < ADULT;
	/* From the day after the birthday one is eighteen. */
	return at_month != month ? at_month < month : at_day <= number;
}

/* What a form asks and exports often lack; each default is what a person
 * would enter who does not know either. */
static void
set_person(struct plan *plan, struct step *step,
	const struct import_person *person)
{
	const char *const *value = person->value;
	const char *retained = value_or(value[COLUMN_RETAINED], "无");

	set_columns(plan, step, value, COLUMN_NAME, COLUMN_RETAINED);
	if (value[COLUMN_MEASURE] == NULL)
		plan_set(plan, step, "强制措施", "未采取");
	if (is_minor(person, plan_start(plan->of->values)))
		plan_set(plan, step, "理由", "未成年");
	plan_set(plan, step, "辩护人", retained);
	if (strcmp(retained, "无") == 0)
		return;
	plan_set(plan, step, "辩护人姓名",
		value_or(value[COLUMN_DEFENDER], "未载明"));
	plan_set(plan, step, "辩护人单位", value[COLUMN_FIRM]);
	plan_set(plan, step, "辩护人电话", value[COLUMN_DEFENDER_PHONE]);
}

const char *
plan_today(const struct plan *plan)
{
	char day[DATE_TEXT];

	return arena_copy(
		plan->arena, date_format(desk_today(plan->desk), day));
}

void
plan_person(struct plan *plan, int64_t proceeding, size_t at)
{
	const struct import_person *person = &plan->of->values->persons[at];
	struct step *step = plan_step(plan, "party-add",
		(struct subject){ .proceeding = proceeding });

	step->person = at;
	plan_set(plan, step, "受理日期", plan_start(plan->of->values));
	set_person(plan, step, person);
}

void
plan_hearing(struct plan *plan, int64_t proceeding)
{
	const char *const *value = plan->of->values->value;
	const char *time = value[COLUMN_HEARING];
	struct step *step = plan_step(
		plan, "hearing", (struct subject){ .proceeding = proceeding });
	const char *day = arena_copy_bytes(plan->arena, time, DATE_TEXT - 1);

	/* One that is over was fixed by its own day at the latest. */
	if (strcmp(day, plan_today(plan)) > 0)
		day = plan_today(plan);
	plan_set(plan, step, "确定日期", day);
	plan_set(plan, step, "开庭时间", time);
	plan_set(plan, step, "开庭地点",
		value_or(value[COLUMN_HEARING_PLACE], "待定"));
}

void
plan_advice(struct plan *plan, size_t at)
{
	const struct import_person *person = &plan->of->values->persons[at];
	struct step *step = plan_step(plan, "advice-elsewhere",
		(struct subject){ .party = plan->parties[at] });

	step->person = at;
	step->is_on_party = true;
	plan_set(plan, step, "告知日期", person->value[COLUMN_ADVISED]);
	plan_set(plan, step, "来源", "案件系统导出");
}

/* From before this program: what was done in it was never registered. */
static bool
is_old(const struct plan *plan)
{
	struct date start;

	return date_parse(plan_start(plan->of->values), &start) &&
	       date_is_set(plan->desk->go_live) &&
	       date_compare(start, plan->desk->go_live) < 0;
}

/* And nobody says that all were advised. */
static bool
is_pending(const struct plan *plan)
{
	const struct import_values *values = plan->of->values;

	if (!is_old(plan))
		return false;
	for (size_t i = 0; i < values->count; i++)
		if (values->persons[i].value[COLUMN_ADVISED] == NULL)
			return true;
	return false;
}

static void
plan_intake(struct plan *plan)
{
	const struct import_values *values = plan->of->values;
	const char *const *value = values->value;
	struct step *step =
		plan_step(plan, "case-intake", (struct subject){ 0 });

	set_columns(plan, step, value, COLUMN_NUMBER, COLUMN_NAME);
	if (value[COLUMN_RECEIVED] == NULL)
		plan_set(plan, step, "收案日期", value[COLUMN_ACCEPTED]);
	if (value[COLUMN_ACCEPTED] == NULL)
		plan_set(plan, step, "立案日期", value[COLUMN_RECEIVED]);
	if (value[COLUMN_PROCEDURE] == NULL)
		plan_set(plan, step, "程序", "未定");
	if (value[COLUMN_PROSECUTION] == NULL)
		plan_set(plan, step, "起诉", "公诉");
	if (value[COLUMN_JUDGE] == NULL)
		plan_set(plan, step, "承办人", "未定");
	/* Who imports is not the case's clerk. */
	if (value[COLUMN_CLERK] == NULL)
		plan_set(plan, step, "书记员", "");
	plan->of->is_pending = is_pending(plan);
	if (is_old(plan))
		plan_set(plan, step, "旧案", "是");
	if (plan->of->is_pending)
		plan_set(plan, step, "待核", "是");
	set_person(plan, step, &values->persons[0]);
}

static void
plan_new(struct plan *plan)
{
	const struct import_values *values = plan->of->values;

	plan->of->fate = IMPORT_NEW;
	plan_intake(plan);
	for (size_t i = 1; i < values->count; i++)
		plan_person(plan, 0, i);
	if (values->value[COLUMN_HEARING] != NULL)
		plan_hearing(plan, 0);
	for (size_t i = 0; i < values->count; i++)
		if (values->persons[i].value[COLUMN_ADVISED] != NULL)
			plan_advice(plan, i);
}

static const char seen_sql[] = "SELECT matter, digest FROM import_row "
			       "WHERE station = $1 AND number = $2 AND EXISTS "
			       "(SELECT 1 FROM visible v "
			       "WHERE v.desk_user = $3 AND v.noun = 'matter' "
			       "AND v.action = 'see' "
			       "AND v.matter = import_row.matter)";
static const char matter_sql[] =
	"SELECT MIN(m.id) FROM matter m WHERE m.station = $1 "
	"AND m.number = $2 AND EXISTS (SELECT 1 FROM visible v "
	"WHERE v.desk_user = $3 AND v.noun = 'matter' AND v.action = 'see' "
	"AND v.matter = m.id)";

/* The case that a number is: by what was read before, else by the lists, so
 * that one entered by hand is not made again. */
static bool
find_matter(struct plan *plan, struct err *err)
{
	const char *const sqls[] = { seen_sql, matter_sql };

	plan->is_seen = false;
	plan->matter = 0;
	for (size_t i = 0; i < ARRAY_LENGTH(sqls) && plan->matter == 0; i++) {
		struct stmt *q =
			store_statement(plan->desk->store, sqls[i], err);
		enum stmt_step step;

		if (q == NULL)
			return false;
		stmt_int(q, 1, plan->desk->station);
		stmt_text(q, 2, plan->of->number);
		stmt_int(q, 3, plan->desk->user);
		step = stmt_next(q, err);
		if (step == STMT_FAILED)
			return false;
		if (step == STMT_ROW) {
			plan->matter = stmt_get_int(q, 0);
			plan->is_seen = i == 0 &&
					strcmp(stmt_get_text(q, 1),
						plan->of->values->digest) == 0;
			stmt_reset(q);
		}
	}
	return true;
}

bool
import_plan(struct plan *plan, struct err *err)
{
	plan->steps = NULL;
	plan->count = 0;
	plan->parties = arena_alloc(plan->arena,
		(plan->of->values->count + 1) * sizeof(*plan->parties));
	plan->of->text = "";
	if (!find_matter(plan, err))
		return false;
	if (plan->matter == 0) {
		plan_new(plan);
		return true;
	}
	plan->of->fate = IMPORT_SAME;
	return plan->is_seen || import_diff(plan, err);
}

void
import_fill(const struct step *step, struct work *work)
{
	for (size_t i = 0; i < step->field_count; i++) {
		const struct step_field *f = &step->fields[i];

		values_set(&work->values, f->name,
			f->value[0] == '\0' ? NULL : f->value);
	}
	work->reason = step->reason;
}

bool
import_is_on_new(const struct step *step)
{
	const struct subject *on = &step->on;

	return on->matter == 0 && on->proceeding == 0 && on->party == 0 &&
	       on->supersedes == 0;
}

/* The column whose value a field holds; COLUMNS if none. */
static enum column
column_of(const char *field)
{
	for (int i = 0; i < COLUMN_REASON; i++)
		if (strcmp(import_columns[i].field, field) == 0)
			return (enum column)i;
	return COLUMNS;
}

/* What the program itself fills is not there before the step is sealed. */
static bool
check_work(struct plan *plan, const struct step *step, struct work *work)
{
	struct field_context context = desk_field_context(plan->desk);
	struct fault *faults;
	size_t count;

	check_prune(work->form, &work->values);
	count = check_form(
		work->form, &work->values, &context, plan->arena, &faults);
	for (size_t i = 0; i < count; i++) {
		const struct form_field *field =
			faults[i].field < 0
				? NULL
				: &work->form->fields[faults[i].field];

		if (import_is_on_new(step) && field != NULL && field->is_fixed)
			continue;
		return import_refuse(plan->import, plan->of,
			field == NULL ? COLUMNS : column_of(field->name),
			faults[i].text);
	}
	return true;
}

bool
import_check(struct plan *plan, struct err *err)
{
	for (size_t i = 0; i < plan->count; i++) {
		const struct step *step = &plan->steps[i];
		struct work work;
		bool done =
			import_is_on_new(step)
				? work_blank(plan->desk, plan->arena,
					  step->form, &work, err)
				: work_make(plan->desk, plan->arena, step->form,
					  &step->on, &work, err);

		if (!done)
			return false;
		import_fill(step, &work);
		if (!check_work(plan, step, &work))
			return true;
	}
	return true;
}
