/* SPDX-License-Identifier: MIT */
/* 来自: organs, the running assignment, earlier papers, clocks. */
#include "desk/source_case.h"

#include "base/attr.h"
#include "desk/column.h"
#include "desk/record.h"

#include <string.h>

typedef bool source_fn(struct desk *desk, struct arena *arena,
	const struct subject *on, const char *what, const char **value,
	struct err *err);

/* One text a query gives, "" without a row; bound before. */
static bool
one_text(struct stmt *q, int column, struct arena *arena, const char **out,
	struct err *err)
{
	enum stmt_step step = stmt_next(q, err);

	*out = "";
	if (step != STMT_ROW)
		return step == STMT_END;
	*out = column_text(q, column, arena);
	stmt_reset(q);
	return true;
}

static const char fact_sql[] =
	"SELECT value FROM fact WHERE owner = $1 AND name = $2";
static const char stations_sql[] =
	"SELECT name FROM station WHERE kind = $1 ORDER BY id LIMIT 2";

/* The only one of its kind: of several nobody knows which. */
static bool
only_station(struct desk *desk, struct arena *arena, const char *kind,
	const char **value, struct err *err)
{
	struct stmt *q = store_statement(desk->store, stations_sql, err);
	enum stmt_step step;
	int count = 0;

	*value = "";
	if (q == NULL)
		return false;
	stmt_text(q, 1, kind);
	while ((step = stmt_next(q, err)) == STMT_ROW)
		*value = count++ == 0 ? column_text(q, 0, arena) : "";
	return step == STMT_END;
}

static bool
organ(struct desk *desk, struct arena *arena, const struct subject *on,
	const char *fact, const char *kind, const char **value, struct err *err)
{
	struct stmt *q = store_statement(desk->store, fact_sql, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, on->party);
	stmt_text(q, 2, fact);
	if (!one_text(q, 0, arena, value, err))
		return false;
	return (*value)[0] != '\0' ||
	       only_station(desk, arena, kind, value, err);
}

static bool
agency(struct desk *desk, struct arena *arena, const struct subject *on,
	const char *what, const char **value, struct err *err)
{
	(void)what;
	return organ(
		desk, arena, on, "当事人.法援机构", "法援机构", value, err);
}

static bool
custody(struct desk *desk, struct arena *arena, const struct subject *on,
	const char *what, const char **value, struct err *err)
{
	(void)what;
	return organ(desk, arena, on, "当事人.羁押场所", "看守所", value, err);
}

static const char round_sql[] =
	"SELECT a.place, a.noticed, a.received, a.granted, a.letter "
	"FROM assignment a WHERE a.party = $1 AND a.proceeding = $2 "
	"AND a.ended = '' ORDER BY a.place DESC LIMIT 1";

/* As round_sql gives it. */
struct running {
	int64_t place;
	const char *noticed;
	const char *received;
	const char *granted;
	const char *letter;
};

static bool
read_running(struct desk *desk, struct arena *arena, const struct subject *on,
	struct running *out, struct err *err)
{
	struct stmt *q = store_statement(desk->store, round_sql, err);
	enum stmt_step step;

	*out = (struct running){ 0, "", "", "", "" };
	if (q == NULL)
		return false;
	stmt_int(q, 1, on->party);
	stmt_int(q, 2, on->proceeding);
	step = stmt_next(q, err);
	if (step != STMT_ROW)
		return step == STMT_END;
	out->place = stmt_get_int(q, 0);
	out->noticed = column_text(q, 1, arena);
	out->received = column_text(q, 2, arena);
	out->granted = column_text(q, 3, arena);
	out->letter = column_text(q, 4, arena);
	stmt_reset(q);
	return true;
}

/* Why somebody is assigned, as the paper to him says it. */
static const char *
occasion(const struct running *r)
{
	if (r->place > 1)
		return "另行指派";
	if (r->received[0] != '\0')
		return "办案机关通知";
	return r->granted[0] != '\0' ? "决定给予法律援助" : "";
}

/* And as the answer to the organ does. */
static const char *
origin(const struct running *r)
{
	if (r->received[0] != '\0')
		return "收到通知";
	return r->granted[0] != '\0' ? "决定给予" : "";
}

static const char latest_sql[] =
	"SELECT a.place, a.assigned, a.letter, a.accepted, a.ended, a.told "
	"FROM assignment a WHERE a.party = $1 AND a.proceeding = $2 "
	"ORDER BY a.place DESC LIMIT 1";

/* Had the round a lawyer, and is he none any more? */
static bool
is_over(struct stmt *q)
{
	bool is_assigned = false;

	for (int i = 1; i <= 3; i++)
		is_assigned = is_assigned || stmt_get_text(q, i)[0] != '\0';
	return is_assigned && (stmt_get_text(q, 4)[0] != '\0' ||
				      stmt_get_text(q, 5)[0] != '\0');
}

/* For what a notice asks: another lawyer, after one who is not any more. Of a
 * first notice nothing is known here. */
static bool
purpose(struct desk *desk, const struct subject *on, const char **value,
	struct err *err)
{
	struct stmt *q = store_statement(desk->store, latest_sql, err);
	enum stmt_step step;

	if (q == NULL)
		return false;
	stmt_int(q, 1, on->party);
	stmt_int(q, 2, on->proceeding);
	step = stmt_next(q, err);
	if (step != STMT_ROW)
		return step == STMT_END;
	if (is_over(q))
		*value = "另行指派律师";
	stmt_reset(q);
	return true;
}

static const char lawyer_sql[] =
	"SELECT a.lawyer, a.firm FROM assignment a WHERE a.party = $1 "
	"AND a.proceeding = $2 AND a.lawyer <> '' "
	"ORDER BY a.place DESC LIMIT 1";

/* Who was assigned last, even if he was refused since. */
static bool
last_lawyer(struct desk *desk, struct arena *arena, const struct subject *on,
	int column, const char **value, struct err *err)
{
	struct stmt *q = store_statement(desk->store, lawyer_sql, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, on->party);
	stmt_int(q, 2, on->proceeding);
	return one_text(q, column, arena, value, err);
}

static bool
running(struct desk *desk, struct arena *arena, const struct subject *on,
	const char *what, const char **value, struct err *err)
{
	struct running r;

	if (strcmp(what, "通知事由") == 0)
		return purpose(desk, on, value, err);
	if (strcmp(what, "律师") == 0)
		return last_lawyer(desk, arena, on, 0, value, err);
	if (strcmp(what, "单位") == 0)
		return last_lawyer(desk, arena, on, 1, value, err);
	if (!read_running(desk, arena, on, &r, err))
		return false;
	if (strcmp(what, "起算") == 0)
		*value = r.received[0] != '\0' ? r.received : r.granted;
	if (strcmp(what, "通知") == 0)
		*value = r.noticed;
	if (strcmp(what, "收到") == 0)
		*value = r.received;
	if (strcmp(what, "函告") == 0)
		*value = r.letter;
	if (strcmp(what, "事由") == 0)
		*value = occasion(&r);
	if (strcmp(what, "来由") == 0)
		*value = origin(&r);
	return true;
}

static const char paper_sql[] =
	"SELECT r.id, r.number FROM record r WHERE r.matter = $1 "
	"AND r.form = $3 AND EXISTS (SELECT 1 FROM record_party w "
	"WHERE w.record = r.id AND w.party = $2) "
	"AND NOT EXISTS (SELECT 1 FROM record s WHERE s.supersedes = r.id) "
	"ORDER BY r.occurred DESC, r.id DESC LIMIT 1";

static void
add_lack(const struct form *form, const struct form_event *event,
	struct buf *out)
{
	const struct form_condition *last =
		&event->conditions[event->condition_count - 1];
	const struct form_field *field = &form->fields[last->field];

	if (out->length > 0)
		buf_add(out, "，");
	if (last->test == FORM_IS_EMPTY)
		buf_addf(out, "缺%s", field->label);
	else
		buf_addf(out, "没有%s", field->name);
}

/* What a paper itself says is missing: its events 缺…, by the field that the
 * last condition of each looks at. */
static bool
lacks(struct desk *desk, struct arena *arena, const char *form_id, int64_t id,
	const char **value, struct err *err)
{
	const struct form *form = library_form(desk->library, form_id);
	struct buf text = { 0 };
	struct record paper;

	if (form == NULL || id == 0)
		return true;
	if (!record_read(desk, arena, id, &paper, err))
		return false;
	for (size_t i = 0; i < form->event_count; i++) {
		const struct form_event *e = &form->events[i];

		if (strncmp(strchr(e->name, '.') + 1, "缺", strlen("缺")) ==
				0 &&
			e->condition_count > 0 &&
			form_holds(form, e->conditions, e->condition_count,
				&paper.values))
			add_lack(form, e, &text);
	}
	*value = arena_copy(arena, buf_text(&text));
	buf_free(&text);
	return true;
}

static bool
field_of(struct desk *desk, struct arena *arena, int64_t id, const char *field,
	const char **value, struct err *err)
{
	struct record paper;

	if (!record_read(desk, arena, id, &paper, err))
		return false;
	*value = values_get(&paper.values, field);
	return true;
}

/* "defence-notice.文号": of the last of that form for this person. */
static bool
last_paper(struct desk *desk, struct arena *arena, const struct subject *on,
	const char *what, const char **value, struct err *err)
{
	const char *dot = strchr(what, '.');
	const char *number = "", *form;
	struct stmt *q;
	enum stmt_step step;
	int64_t id = 0;

	if (dot == NULL)
		return true;
	form = arena_copy_bytes(arena, what, (size_t)(dot - what));
	q = store_statement(desk->store, paper_sql, err);
	if (q == NULL)
		return false;
	stmt_int(q, 1, on->matter);
	stmt_int(q, 2, on->party);
	stmt_text(q, 3, form);
	step = stmt_next(q, err);
	if (step == STMT_FAILED)
		return false;
	if (step == STMT_ROW) {
		id = stmt_get_int(q, 0);
		number = column_text(q, 1, arena);
		stmt_reset(q);
	}
	if (strcmp(dot + 1, "缺少") == 0)
		return lacks(desk, arena, form, id, value, err);
	if (strcmp(dot + 1, "文号") == 0)
		*value = number;
	else if (id != 0 && !field_of(desk, arena, id, dot + 1, value, err))
		return false;
	return true;
}

static const char clock_sql[] =
	"SELECT d.due, d.start FROM deadline d WHERE d.party = $1 "
	"AND d.proceeding = $2 AND d.rule = $3 "
	"ORDER BY d.start DESC, d.trigger_line DESC LIMIT 1";

/* "另行委托-解释50": the day on which it ends; with .起算, began. */
static bool
clock_days(struct desk *desk, struct arena *arena, const struct subject *on,
	const char *what, const char **value, struct err *err)
{
	struct stmt *q = store_statement(desk->store, clock_sql, err);
	const char *dot = strchr(what, '.');

	if (q == NULL)
		return false;
	stmt_int(q, 1, on->party);
	stmt_int(q, 2, on->proceeding);
	stmt_text(q, 3,
		dot == NULL
			? what
			: arena_copy_bytes(arena, what, (size_t)(dot - what)));
	return one_text(q, dot == NULL ? 0 : 1, arena, value, err);
}

/* clang-format off */
static const struct kind {
	const char *prefix;
	source_fn *read;
} kinds[] = {
	{ "法援机构.名称", agency },
	{ "看守所.名称", custody },
	{ "指派.", running },
	{ "前文.", last_paper },
	{ "期限.", clock_days },
};
/* clang-format on */

bool
source_case(struct desk *desk, struct arena *arena, const struct subject *on,
	const char *source, const char **value, bool *is_known, struct err *err)
{
	*value = "";
	*is_known = false;
	for (size_t i = 0; i < ARRAY_LENGTH(kinds); i++) {
		size_t length = strlen(kinds[i].prefix);

		if (strncmp(source, kinds[i].prefix, length) != 0)
			continue;
		*is_known = true;
		return kinds[i].read(
			desk, arena, on, source + length, value, err);
	}
	return true;
}
