/* SPDX-License-Identifier: MIT */
/* Several persons on one paper: who can be on it, who is, what it says. */
#include "desk/people.h"

#include "base/buf.h"
#include "desk/column.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const char own_source[] = "人员.名单";

bool
people_has(const struct subject *on, int64_t party)
{
	if (party == 0)
		return false;
	for (size_t i = 0; i < on->other_count; i++)
		if (on->others[i] == party)
			return true;
	return on->party == party;
}

static int
by_id(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

size_t
people_ids(const struct subject *on, int64_t *out)
{
	size_t count = 0;

	if (on->party != 0)
		out[count++] = on->party;
	for (size_t i = 0; i < on->other_count; i++)
		if (on->others[i] != on->party)
			out[count++] = on->others[i];
	qsort(out, count, sizeof *out, by_id);
	return count;
}

static bool
add(struct subject *on, int64_t party)
{
	if (people_has(on, party))
		return true;
	if (on->other_count == SUBJECT_OTHERS)
		return false;
	on->others[on->other_count++] = party;
	return true;
}

static void
take_off(struct subject *on, int64_t party)
{
	size_t kept = 0;

	for (size_t i = 0; i < on->other_count; i++)
		if (on->others[i] != party)
			on->others[kept++] = on->others[i];
	on->other_count = kept;
}

const char *
people_text(const struct subject *on, struct arena *arena)
{
	struct buf text = { 0 };
	const char *out;

	for (size_t i = 0; i < on->other_count; i++)
		buf_addf(&text, "%s%" PRId64, i == 0 ? "" : " ", on->others[i]);
	out = arena_copy(arena, buf_text(&text));
	buf_free(&text);
	return out;
}

void
people_read(struct subject *on, const char *text)
{
	on->other_count = 0;
	while (*text != '\0' && on->other_count < SUBJECT_OTHERS) {
		char *end = NULL;
		int64_t party = strtoll(text, &end, 10);

		if (end == text)
			return;
		if (party > 0)
			on->others[on->other_count++] = party;
		text = end;
	}
}

static const char list_sql[] =
	"SELECT p.id, p.name, p.class, f.name, f.value, "
	"CASE WHEN p.proceeding = $2 AND NOT EXISTS (SELECT 1 FROM fact g "
	"WHERE g.owner = p.id AND g.name = '当事人.另案' AND g.value <> '') "
	"THEN 1 ELSE 0 END FROM party p "
	"LEFT JOIN fact f ON f.owner = p.id AND f.name IN ('当事人.罪名', "
	"'当事人.强制措施', '当事人.羁押场所', '当事人.住址', "
	"'当事人.语言', '当事人.辩护人姓名', '当事人.指派律师') "
	"WHERE p.matter = $1 ORDER BY p.id, f.name";

static const struct {
	const char *fact;
	size_t offset;
} told[] = {
	{ "当事人.罪名", offsetof(struct person, charge) },
	{ "当事人.强制措施", offsetof(struct person, measure) },
	{ "当事人.羁押场所", offsetof(struct person, where) },
	{ "当事人.语言", offsetof(struct person, language) },
	{ "当事人.辩护人姓名", offsetof(struct person, counsel) },
	{ "当事人.指派律师", offsetof(struct person, counsel) },
};

/* Who is not in custody is at home. */
static void
take_fact(struct person *p, const char *name, const char *value)
{
	if (strcmp(name, "当事人.住址") == 0 && p->where[0] == '\0')
		p->where = value;
	for (size_t i = 0; i < ARRAY_LENGTH(told); i++)
		if (strcmp(name, told[i].fact) == 0 && value[0] != '\0')
			memcpy((char *)p + told[i].offset, &value,
				sizeof value);
}

static struct person
new_person(struct stmt *q, struct arena *arena, const struct subject *on)
{
	int64_t party = stmt_get_int(q, 0);

	return (struct person){
		.party = party,
		.name = column_text(q, 1, arena),
		.class_ = column_text(q, 2, arena),
		.charge = "",
		.measure = "",
		.where = "",
		.language = "",
		.counsel = "",
		.is_on = people_has(on, party),
		.is_first = party == on->party,
	};
}

bool
people_list(struct desk *desk, struct arena *arena, const struct subject *on,
	struct person **out, size_t *count, struct err *err)
{
	struct stmt *q = store_statement(desk->store, list_sql, err);
	struct person *list = NULL;
	enum stmt_step step;

	*count = 0;
	if (q == NULL)
		return false;
	stmt_int(q, 1, on->matter);
	stmt_int(q, 2, on->proceeding);
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		/* Who went on, or to another case, stays on what names him. */
		if (stmt_get_int(q, 5) == 0 &&
			!people_has(on, stmt_get_int(q, 0)))
			continue;
		if (*count == 0 ||
			list[*count - 1].party != stmt_get_int(q, 0)) {
			list = arena_grow(arena, list, *count, sizeof *list);
			list[(*count)++] = new_person(q, arena, on);
		}
		take_fact(&list[*count - 1], column_text(q, 3, arena),
			column_text(q, 4, arena));
	}
	*out = list;
	return step == STMT_END;
}

/* "李乙二，盗窃罪，羁押于测试区看守所": one person, one line. What was typed
 * somewhere with a line break must not make two of him. */
static void
add_line(struct buf *out, const struct person *p)
{
	const char *const parts[] = { p->charge, p->measure, p->where,
		p->language };

	buf_addf(out, "%s%s", out->length == 0 ? "" : "\n", p->name);
	for (size_t i = 0; i < ARRAY_LENGTH(parts); i++) {
		if (parts[i][0] == '\0')
			continue;
		buf_add(out, "，");
		for (const char *at = parts[i]; *at != '\0'; at++)
			buf_add_char(out, (char)(*at == '\n' ? ' ' : *at));
	}
}

bool
people_lines(struct desk *desk, struct arena *arena, const struct subject *on,
	const char **out, struct err *err)
{
	struct person *list;
	struct buf text = { 0 };
	size_t count;

	if (!people_list(desk, arena, on, &list, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (list[i].is_on)
			add_line(&text, &list[i]);
	*out = arena_copy(arena, buf_text(&text));
	buf_free(&text);
	return true;
}

/* What the draft says of its persons. */
static bool
fill_anew(struct desk *desk, struct work *work, struct err *err)
{
	struct arena *arena = work->values.arena;

	for (size_t i = 0; i < work->form->field_count; i++) {
		const struct form_field *f = &work->form->fields[i];
		const char *text;

		if (f->source == NULL || strcmp(f->source, own_source) != 0)
			continue;
		if (!people_lines(desk, arena, &work->on, &text, err))
			return false;
		values_set(&work->values, f->name, text);
		if (!work_keep(desk, work, f->name, text, err))
			return false;
	}
	return true;
}

bool
people_set(struct desk *desk, struct work *work, int64_t party, bool is_on,
	struct err *err)
{
	struct subject before = work->on;

	if (party == work->on.party)
		return true;
	if (!is_on)
		take_off(&work->on, party);
	else if (!add(&work->on, party))
		return err_set(err, ERR_INPUT,
			"一份文书最多写%d人，没有再加；其余的人另开一份",
			SUBJECT_OTHERS + 1);
	if (people_check(desk, work, err) &&
		work_keep(desk, work, "@others",
			people_text(&work->on, work->values.arena), err) &&
		fill_anew(desk, work, err))
		return true;
	work->on = before;
	return false;
}

static const char answered_sql[] =
	"SELECT party FROM record_party WHERE record = $1 ORDER BY party";

bool
people_answered(struct desk *desk, struct subject *on, struct err *err)
{
	struct stmt *q = store_statement(desk->store, answered_sql, err);
	enum stmt_step step;

	if (q == NULL)
		return false;
	stmt_int(q, 1, on->about);
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		if (on->party == 0)
			on->party = stmt_get_int(q, 0);
		if (!add(on, stmt_get_int(q, 0))) {
			stmt_reset(q);
			return err_set(err, ERR_INPUT,
				"那份文书上的人太多，最多%d人",
				SUBJECT_OTHERS + 1);
		}
	}
	return step == STMT_END;
}

static const char same_sql[] =
	"SELECT 1 FROM party WHERE id = $1 AND matter = $2";

static bool
is_of(struct desk *desk, int64_t party, int64_t matter, struct err *err)
{
	struct stmt *q = store_statement(desk->store, same_sql, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, party);
	stmt_int(q, 2, matter);
	if (!stmt_one(q, "名单里有人不在这个案件里，没有改动；请重新选人", err))
		return false;
	stmt_reset(q);
	return true;
}

bool
people_check(struct desk *desk, const struct work *work, struct err *err)
{
	const struct subject *on = &work->on;

	if (on->other_count > 0 && !work->form->is_several &&
		work->form->on != FORM_ON_RECORD)
		return err_set(err, ERR_INPUT,
			"《%s》一份只写一人；几个人的各写一份",
			work->form->name);
	for (size_t i = 0; i < on->other_count; i++)
		if (!is_of(desk, on->others[i], on->matter, err))
			return false;
	return true;
}
