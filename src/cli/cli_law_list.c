/* SPDX-License-Identifier: MIT */
/* bianhu law list: every rule of every kind as a line of the same columns. */
#include "cli/law_list.h"

#include "base/buf.h"
#include "cli/list.h"

#include <string.h>

/* One rule, whatever its kind. What has no meaning for a kind is "". */
struct entry {
	const char *kind;
	const char *id;
	const char *title;
	const char *result; /* class, outcome, code, scope */
	const struct period *period;
	const struct authority *authority;
};

struct listing {
	enum law_list_kind kind;
	struct date day; /* DATE_NONE: whenever */
};

static const char head[] = "kind\tid\tnature\tgrade\tfrom\tuntil\tperiod\t"
			   "result\ttitle\tcitation";

/* Columns as wide as the longest that is shipped, so that they stay. */
enum {
	KIND_COLUMNS = 5,
	ID_COLUMNS = 33,
	NATURE_COLUMNS = 9,
	GRADE_COLUMNS = 2,
	DAY_COLUMNS = 11,
	PERIOD_COLUMNS = 12,
	RESULT_COLUMNS = 28
};

/* The days as they are listed; none is a dash for a person. */
struct days {
	char from[DATE_TEXT];
	char until[DATE_TEXT];
};

static void
print_columns(const struct entry *e, const char *period)
{
	struct days days;
	const struct authority *a = e->authority;
	const char grade[] = { a->grade, '\0' };

	date_format(a->from, days.from);
	date_format(a->until, days.until);
	cli_cell(e->kind, KIND_COLUMNS);
	cli_cell(e->id, ID_COLUMNS);
	cli_cell(nature_word(a->nature), NATURE_COLUMNS);
	cli_cell(grade, GRADE_COLUMNS);
	cli_cell(days.from, DAY_COLUMNS);
	cli_cell(date_is_set(a->until) ? days.until : "-", DAY_COLUMNS);
	cli_cell(period[0] == '\0' ? "-" : period, PERIOD_COLUMNS);
	cli_cell(e->result, RESULT_COLUMNS);
	cli_out("%s（%s）\n", e->title, a->citation);
}

static void
print_tabs(const struct entry *e, const char *period)
{
	const struct authority *a = e->authority;
	const char grade[] = { a->grade, '\0' };
	struct days days;
	const char *const cells[] = { e->kind, e->id, nature_word(a->nature),
		grade, date_format(a->from, days.from),
		date_format(a->until, days.until), period, e->result, e->title,
		a->citation };

	list_tabs(cells, ARRAY_LENGTH(cells));
}

static void
print_entry(const struct listing *l, const struct entry *e)
{
	struct buf period = { 0 };

	if (date_is_set(l->day) && !authority_holds(e->authority, l->day))
		return;
	if (e->period != NULL)
		period_format(e->period, &period);
	switch (l->kind) {
	case LAW_LIST_COLUMNS:
		print_columns(e, buf_text(&period));
		break;
	case LAW_LIST_TABS:
		print_tabs(e, buf_text(&period));
		break;
	}
	buf_free(&period);
}

static void
list_deadlines(const struct listing *l, const struct law *law)
{
	size_t count;
	const struct deadline_rule *rules = law_deadlines(law, &count);

	for (size_t i = 0; i < count; i++)
		print_entry(l, &(struct entry){ "期限", rules[i].id,
				       rules[i].title, rules[i].violation,
				       &rules[i].period, &rules[i].authority });
}

static void
list_rows(const struct listing *l, const char *kind,
	const struct class_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		print_entry(
			l, &(struct entry){ kind, rows[i].id, rows[i].title,
				   rows[i].class_, NULL, &rows[i].authority });
}

static void
list_refusals(const struct listing *l, const struct law *law)
{
	size_t count;
	const struct refusal_row *rows = law_refusals(law, &count);

	for (size_t i = 0; i < count; i++)
		print_entry(
			l, &(struct entry){ "拒绝", rows[i].id, rows[i].title,
				   refusal_outcome_english(rows[i].outcome),
				   NULL, &rows[i].authority });
}

static void
list_violations(const struct listing *l, const struct law *law)
{
	size_t count;
	const struct violation_rule *rules = law_violations(law, &count);

	for (size_t i = 0; i < count; i++)
		print_entry(
			l, &(struct entry){ "违反", rules[i].id, rules[i].title,
				   rules[i].code, NULL, &rules[i].authority });
}

static void
list_regions(const struct listing *l, const struct law *law)
{
	size_t count;
	const struct region *regions = law_regions(law, &count);

	for (size_t i = 0; i < count; i++)
		print_entry(l, &(struct entry){ "地区", regions[i].code,
				       regions[i].name,
				       region_scope_word(regions[i].scope),
				       NULL, &regions[i].authority });
}

void
law_list(const struct law *law, enum law_list_kind kind, struct date day)
{
	const struct listing l = { kind, day };
	size_t count;
	const struct class_row *rows;

	if (kind == LAW_LIST_TABS)
		cli_row(head);
	list_deadlines(&l, law);
	rows = law_classes(law, &count);
	list_rows(&l, "类别", rows, count);
	rows = law_conflicts(law, &count);
	list_rows(&l, "冲突", rows, count);
	list_refusals(&l, law);
	list_violations(&l, law);
	list_regions(&l, law);
}
