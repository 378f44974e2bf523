/* SPDX-License-Identifier: MIT */
/*
 * From rows to cases. A cell that names several defendants parts the row; rows
 * of one 案号 are one case. Where it cannot be told whose a value is, it is
 * left out and said: a person with a wrong document or a wrong counsel is
 * worse than one without, and a case that is not entered has no clock at all.
 */
#include "desk/import_cell.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { PERSONS_MOST = 200 };

struct reader {
	struct desk *desk;
	struct import *import;
	struct arena *arena;
	struct import_case *c;
	struct import_values *values;
	const char *cells[COLUMNS]; /* cleaned; "" where there is none */
};

bool
import_refuse(struct import *import, struct import_case *c, enum column column,
	const char *why)
{
	c->fate = IMPORT_REFUSED;
	c->column = column == COLUMNS
			    ? ""
			    : import_column_name(import->arena, column);
	c->text = arena_copy(import->arena, why);
	return false;
}

void
import_notice(
	struct import *import, struct import_case *c, const char *format, ...)
{
	va_list arguments;
	const char *text;

	va_start(arguments, format);
	text = arena_vprintf(import->arena, format, arguments);
	va_end(arguments);
	c->notice = c->notice[0] == '\0' ? text
					 : arena_printf(import->arena, "%s；%s",
						   c->notice, text);
}

static bool
refuse(struct reader *r, enum column column, const char *why)
{
	return import_refuse(r->import, r->c, column, why);
}

/* Cells by what they say; what must not reach a screen is refused here. */
static bool
take_cells(struct reader *r, const struct csv_row *row)
{
	size_t columns = r->import->csv.rows[0].count;

	for (int i = 0; i < COLUMNS; i++)
		r->cells[i] = "";
	for (size_t i = 0; i < row->count; i++) {
		const char *cell = cell_clean(r->arena, row->cells[i]);
		int column = i < columns ? r->import->columns[i] : -1;

		if (i >= columns && *cell != '\0')
			return refuse(r, COLUMNS,
				"比表头多出一格，多半是有逗号的内容没有加引号");
		if (column < 0)
			continue;
		if (utf8_check(cell, strlen(cell), UTF8_LINES) != UTF8_FINE)
			return refuse(r, (enum column)column,
				"含有控制字符或看不见的字符，请删去");
		r->cells[column] = cell;
	}
	return true;
}

/* A line break inside what is one value. */
static const char *
one_line(struct arena *arena, const char *text)
{
	char *copy;

	if (strchr(text, '\n') == NULL)
		return text;
	copy = arena_copy(arena, text);
	for (char *at = copy; *at != '\0'; at++)
		if (*at == '\n' || *at == '\r')
			*at = ' ';
	return copy;
}

static bool
read_value(struct reader *r, enum column column, const char *text,
	const char **value)
{
	struct err err = { 0 };

	if (cell_value(r->desk, r->import->arena, column,
		    one_line(r->arena, text), value, &err))
		return true;
	return refuse(r, column, err.text);
}

static bool
read_case_values(struct reader *r)
{
	const char **value = r->values->value;

	for (int i = 0; i < COLUMN_NAME; i++) {
		enum column column = (enum column)i;

		if (column == COLUMN_HEARING && r->cells[i][0] != '\0' &&
			!cell_has_time(r->cells[i])) {
			import_notice(r->import, r->c,
				"开庭时间没有写几点（%s），没有登记庭审",
				r->cells[i]);
			continue;
		}
		if (!read_value(r, column, r->cells[i], &value[i]))
			return false;
	}
	return true;
}

/* 刑初 刑终 刑再 stand for the instance where no column says it. */
static void
guess_instance(struct import_values *values)
{
	static const char *const marks[][2] = { { "刑初", "一审" },
		{ "刑终", "二审" }, { "刑再", "再审" } };

	for (size_t i = 0; i < ARRAY_LENGTH(marks); i++)
		if (values->value[COLUMN_INSTANCE] == NULL &&
			strstr(values->value[COLUMN_NUMBER], marks[i][0]) !=
				NULL)
			values->value[COLUMN_INSTANCE] = marks[i][1];
}

/* The clock starts at 立案, else at 收案. */
static bool
check_case_values(struct reader *r)
{
	const char **value = r->values->value;

	if (value[COLUMN_NUMBER] == NULL)
		return refuse(r, COLUMN_NUMBER, "没有写案号");
	if (value[COLUMN_RECEIVED] == NULL && value[COLUMN_ACCEPTED] == NULL)
		return refuse(r, COLUMN_ACCEPTED,
			"立案日期和收案日期都没有写，期限无从起算");
	if (value[COLUMN_RECEIVED] != NULL && value[COLUMN_ACCEPTED] != NULL &&
		strcmp(value[COLUMN_RECEIVED], value[COLUMN_ACCEPTED]) > 0)
		return refuse(r, COLUMN_ACCEPTED, "立案日期早于收案日期");
	guess_instance(r->values);
	if (value[COLUMN_INSTANCE] == NULL)
		return refuse(r, COLUMN_INSTANCE, "没有写审级，从案号也看不出");
	return true;
}

/* 张甲一等3人: the others would have no clock. */
static bool
names_all(const char *text)
{
	const char *and_others = strstr(text, "等");
	size_t length = strlen(text);

	return and_others == NULL || length < strlen("人") ||
	       strcmp(text + length - strlen("人"), "人") != 0;
}

static void
add_person(struct import *import, struct import_values *to,
	const struct import_person *person)
{
	to->persons = arena_grow(
		import->arena, to->persons, to->count, sizeof(*to->persons));
	to->persons[to->count++] = *person;
}

static bool
read_names(struct reader *r)
{
	size_t count;
	const char **names =
		cell_parts(r->arena, r->cells[COLUMN_NAME], false, &count);

	if (!names_all(r->cells[COLUMN_NAME]))
		return refuse(r, COLUMN_NAME,
			"写了“等几人”，每名被告人的姓名都要写出来");
	for (size_t i = 0; i < count; i++) {
		struct import_person person = { { NULL } };

		if (names[i][0] == '\0')
			continue;
		if (r->values->count == PERSONS_MOST)
			return refuse(r, COLUMN_NAME, "被告人太多");
		if (!read_value(r, COLUMN_NAME, names[i],
			    &person.value[COLUMN_NAME]))
			return false;
		add_person(r->import, r->values, &person);
	}
	if (r->values->count == 0)
		return refuse(r, COLUMN_NAME, "没有写被告人");
	return true;
}

/* 是否委托: yes, no, or the name of counsel where the column has that. */
static bool
read_retained(struct reader *r, struct import_person *p, const char *text)
{
	static const char *const yes[] = { "是", "有", "已委托", "委托", "1",
		"Y", "y", "已", "律师" };
	static const char *const no[] = { "否", "没有", "未委托", "0", "N", "n",
		"未", "无" };

	for (size_t i = 0; i < ARRAY_LENGTH(no); i++)
		if (strcmp(text, no[i]) == 0) {
			p->value[COLUMN_RETAINED] = "无";
			return true;
		}
	p->value[COLUMN_RETAINED] = "律师";
	for (size_t i = 0; i < ARRAY_LENGTH(yes); i++)
		if (strcmp(text, yes[i]) == 0)
			return true;
	if (strcmp(text, "非律师") == 0) {
		p->value[COLUMN_RETAINED] = "非律师";
		return true;
	}
	return read_value(r, COLUMN_DEFENDER, text, &p->value[COLUMN_DEFENDER]);
}

static bool
read_personal(struct reader *r, struct import_person *p, enum column column,
	const char *text)
{
	/* What they write instead of a place of custody is a measure. */
	if (column == COLUMN_CUSTODY &&
		(strstr(text, "取保") != NULL || strstr(text, "监视") != NULL ||
			strstr(text, "未羁押") != NULL ||
			strstr(text, "未采取") != NULL))
		column = COLUMN_MEASURE;
	if (column == COLUMN_RETAINED && *text != '\0')
		return read_retained(r, p, text);
	if (*text == '\0' || p->value[column] != NULL)
		return true;
	return read_value(r, column, text, &p->value[column]);
}

/* May one value be taken for all? That nobody has counsel, too. */
static bool
is_for_all(enum column column, const char *text)
{
	return import_columns[column].sharing == SHARED_ALL ||
	       (column == COLUMN_RETAINED &&
		       (strcmp(text, "否") == 0 || strcmp(text, "0") == 0 ||
			       strcmp(text, "未委托") == 0));
}

static bool
give_all(struct reader *r, enum column column, const char *text)
{
	for (size_t i = 0; i < r->values->count; i++)
		if (!read_personal(r, &r->values->persons[i], column, text))
			return false;
	if (column == COLUMN_ADVISED)
		import_notice(r->import, r->c,
			"%zu名被告人只有一个告知日期，都按这一天登记",
			r->values->count);
	return true;
}

/* A cell of a row with several defendants. */
static bool
part_personal(struct reader *r, enum column column)
{
	const char *cell = r->cells[column];
	bool is_loose = column == COLUMN_CHARGE || column == COLUMN_ADDRESS;
	size_t count;
	const char **parts = cell_parts(r->arena, cell, is_loose, &count);

	if (count == r->values->count) {
		for (size_t i = 0; i < count; i++)
			if (!read_personal(r, &r->values->persons[i], column,
				    parts[i]))
				return false;
		return true;
	}
	if ((count == 1 && is_for_all(column, cell)) || column == COLUMN_CHARGE)
		return give_all(r, column, cell);
	import_notice(r->import, r->c,
		"%s有%zu个，被告人有%zu名，分不清是谁的，没有录入",
		import_column_name(r->arena, column), count, r->values->count);
	return true;
}

static bool
read_persons(struct reader *r)
{
	if (!read_names(r))
		return false;
	for (int i = COLUMN_NAME + 1; i < COLUMN_REASON; i++) {
		enum column column = (enum column)i;

		if (r->cells[i][0] == '\0')
			continue;
		if (r->values->count > 1
				? !part_personal(r, column)
				: !read_personal(r, &r->values->persons[0],
					  column, r->cells[i]))
			return false;
	}
	return true;
}

/* Birth and sex of a resident ID, which must not contradict what is said. */
static bool
take_document(struct reader *r, struct import_person *p)
{
	const char *id = p->value[COLUMN_DOCUMENT];
	struct date birth;
	const char *sex;
	char text[DATE_TEXT];

	if (id == NULL || !field_resident_id(id, &birth, &sex, NULL))
		return true;
	date_format(birth, text);
	if (p->value[COLUMN_BIRTH] != NULL &&
		strcmp(p->value[COLUMN_BIRTH], text) != 0)
		return refuse(r, COLUMN_BIRTH, "与身份证号里的出生日期不同");
	if (p->value[COLUMN_SEX] != NULL &&
		strcmp(p->value[COLUMN_SEX], sex) != 0)
		return refuse(r, COLUMN_SEX, "与身份证号里的性别不同");
	p->value[COLUMN_BIRTH] = arena_copy(r->import->arena, text);
	p->value[COLUMN_SEX] = sex;
	return true;
}

static bool
take_custody(struct reader *r, struct import_person *p)
{
	const char *place = p->value[COLUMN_CUSTODY];
	const char *measure = p->value[COLUMN_MEASURE];

	if (place == NULL)
		return true;
	if (measure == NULL)
		p->value[COLUMN_MEASURE] = "羁押";
	else if (strcmp(measure, "羁押") != 0) {
		import_notice(r->import, r->c, "%s写着%s，羁押场所没有录入",
			p->value[COLUMN_NAME], measure);
		p->value[COLUMN_CUSTODY] = NULL;
	}
	return true;
}

static void
take_defender(struct reader *r, struct import_person *p)
{
	const char *retained = p->value[COLUMN_RETAINED];

	if (retained == NULL && p->value[COLUMN_DEFENDER] != NULL)
		import_notice(r->import, r->c,
			"%s有辩护人姓名，没有写是不是委托的，没有录入",
			p->value[COLUMN_NAME]);
	if (retained != NULL && strcmp(retained, "无") != 0) {
		if (p->value[COLUMN_DEFENDER] == NULL)
			import_notice(r->import, r->c,
				"%s已委托，没有写辩护人姓名，记作未载明",
				p->value[COLUMN_NAME]);
		return;
	}
	p->value[COLUMN_DEFENDER] = NULL;
	p->value[COLUMN_FIRM] = NULL;
	p->value[COLUMN_DEFENDER_PHONE] = NULL;
}

static bool
settle_person(struct reader *r, struct import_person *p)
{
	take_defender(r, p);
	return take_document(r, p) && take_custody(r, p);
}

static void
read_row(struct reader *r, size_t place)
{
	struct import_values *values =
		arena_alloc(r->import->arena, sizeof *values);

	r->values = values;
	r->c->values = values;
	r->c->number = "";
	if (!take_cells(r, &r->import->csv.rows[place]))
		return;
	r->c->number = arena_copy(r->import->arena, r->cells[COLUMN_NUMBER]);
	if (!read_case_values(r) || !check_case_values(r) || !read_persons(r))
		return;
	for (size_t i = 0; i < values->count; i++)
		if (!settle_person(r, &values->persons[i]))
			return;
	r->c->number = values->value[COLUMN_NUMBER];
}

static bool
same_person(const struct import_person *a, const struct import_person *b)
{
	const char *x = a->value[COLUMN_DOCUMENT],
		   *y = b->value[COLUMN_DOCUMENT];

	return strcmp(a->value[COLUMN_NAME], b->value[COLUMN_NAME]) == 0 &&
	       (x == NULL || y == NULL || strcmp(x, y) == 0);
}

/* One defendant in several rows: what the first leaves open is filled. */
static void
join_person(struct import *import, struct import_values *to,
	const struct import_person *person)
{
	for (size_t i = 0; i < to->count; i++) {
		if (!same_person(&to->persons[i], person))
			continue;
		for (int k = 0; k < COLUMNS; k++)
			if (to->persons[i].value[k] == NULL)
				to->persons[i].value[k] = person->value[k];
		return;
	}
	add_person(import, to, person);
}

/* Two rows of one case may not say two things of it. */
static bool
agree(struct import *import, const struct import_case *first,
	struct import_case *later)
{
	for (int i = 0; i < COLUMN_NAME; i++) {
		const char *x = first->values->value[i],
			   *y = later->values->value[i];

		if (x != NULL && y != NULL && strcmp(x, y) != 0)
			return import_refuse(import, later, (enum column)i,
				arena_printf(import->arena,
					"与第%d行同一案号，内容不同（%s）",
					first->line, x));
	}
	return true;
}

static void
join(struct import *import, struct import_case *first,
	struct import_case *later)
{
	struct import_values *to = first->values;
	const struct import_values *from = later->values;

	for (int i = 0; i < COLUMN_NAME; i++)
		if (to->value[i] == NULL)
			to->value[i] = from->value[i];
	for (size_t i = 0; i < from->count; i++)
		join_person(import, to, &from->persons[i]);
	if (later->notice[0] != '\0')
		import_notice(import, first, "%s", later->notice);
	first->rows = arena_grow(import->arena, first->rows, first->row_count,
		sizeof(*first->rows));
	first->rows[first->row_count++] = later->rows[0];
}

struct place {
	const char *number;
	size_t at;
};

static int
compare_places(const void *a, const void *b)
{
	const struct place *x = a, *y = b;
	int by = strcmp(x->number, y->number);

	return by != 0 ? by : (x->at > y->at) - (x->at < y->at);
}

/* Joins the rows of one number to the first of them. Exports with a row for
 * each defendant are as common as those with a row for each case. */
static void
join_rows(struct import *import)
{
	struct place *places = arena_alloc(
		import->arena, (import->case_count + 1) * sizeof *places);
	size_t count = 0;
	struct import_case *first = NULL;

	for (size_t i = 0; i < import->case_count; i++)
		if (import->cases[i].fate != IMPORT_REFUSED)
			places[count++] =
				(struct place){ import->cases[i].number, i };
	if (count > 1)
		qsort(places, count, sizeof *places, compare_places);
	for (size_t i = 0; i < count; i++) {
		struct import_case *c = &import->cases[places[i].at];

		if (first == NULL || strcmp(first->number, c->number) != 0) {
			first = c;
			continue;
		}
		if (!agree(import, first, c))
			continue;
		join(import, first, c);
		c->row_count = 0;
	}
}

static void
take_digest_values(const char *const *value, struct buf *out)
{
	for (int i = 0; i < COLUMNS; i++)
		if (value[i] != NULL)
			buf_addf(out, "%d=%s\n", i, value[i]);
	buf_add_char(out, '\n');
}

static void
take_digest(struct import_values *values, struct buf *bytes)
{
	buf_clear(bytes);
	take_digest_values(values->value, bytes);
	for (size_t i = 0; i < values->count; i++)
		take_digest_values(values->persons[i].value, bytes);
	digest_text(
		DIGEST_SHA256, buf_text(bytes), bytes->length, values->digest);
}

/* Without those that were joined to another. */
static void
close_gaps(struct import *import)
{
	struct buf bytes = { 0 };
	size_t kept = 0;

	for (size_t i = 0; i < import->case_count; i++) {
		struct import_case *c = &import->cases[i];

		if (c->row_count == 0)
			continue;
		if (c->fate != IMPORT_REFUSED)
			take_digest(c->values, &bytes);
		c->persons = c->values->count;
		import->cases[kept++] = *c;
	}
	import->case_count = kept;
	buf_free(&bytes);
}

void
import_read_cases(struct desk *desk, struct import *import)
{
	struct arena arena = { 0 };
	struct reader r = { .desk = desk, .import = import, .arena = &arena };
	const struct csv *csv = &import->csv;

	import->cases = arena_alloc(
		import->arena, (csv->count + 1) * sizeof(*import->cases));
	import->case_count = csv->count - 1;
	for (size_t i = 1; i < csv->count; i++) {
		r.c = &import->cases[i - 1];
		r.c->line = csv->rows[i].line;
		r.c->column = "";
		r.c->text = "";
		r.c->notice = "";
		r.c->rows =
			arena_grow(import->arena, NULL, 0, sizeof(*r.c->rows));
		r.c->rows[r.c->row_count++] = i;
		read_row(&r, i);
		arena_clear(&arena);
	}
	join_rows(import);
	close_gaps(import);
}
