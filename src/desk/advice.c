/* SPDX-License-Identifier: MIT */
/* 告知: who is still to be advised; the next one of a case. */
#include "desk/advice.h"

#include "base/buf.h"
#include "desk/column.h"
#include "desk/record.h"

#include <string.h>

/* The first: all of it. The second: what came since. */
static const char *const events[] = { "告知.完成", "告知.将指派" };

/* $8 lists the rules that are asked for, |each|between|bars|. */
static const char list_sql[] =
	"SELECT d.party, d.matter, d.trigger_line, d.hearing, d.rule, d.start, "
	"d.due, d.due_at, d.provisional, d.state, p.name, m.number, p.class, "
	"COALESCE((SELECT f.value FROM fact f WHERE f.owner = p.id "
	"AND f.name = '当事人.强制措施'), ''), p.place, "
	"COALESCE((SELECT f.value FROM fact f WHERE f.owner = p.id "
	"AND f.name = '当事人.语言'), '') "
	"FROM deadline d JOIN party p ON p.id = d.party "
	"JOIN matter m ON m.id = d.matter "
	"WHERE d.state = 'open' AND d.leads = 1 "
	"AND REPLACE($8, '|' || d.rule || '|', '') <> $8 "
	"AND EXISTS (SELECT 1 FROM visible v WHERE v.desk_user = $1 "
	"AND v.noun = 'matter' AND v.action = 'see' AND v.matter = d.matter) "
	"AND (d.due, d.party, d.rule, d.trigger_line, d.hearing) > "
	"($3, $4, $5, $6, $7) "
	"ORDER BY d.due, d.party, d.rule, d.trigger_line, d.hearing LIMIT $2";

static void
add_rules(const struct desk *desk, struct buf *out)
{
	size_t count;
	const struct deadline_rule *rules =
		law_deadlines(library_law(desk->library), &count);

	buf_add_char(out, '|');
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < ARRAY_LENGTH(events); j++)
			if (any_of_has(&rules[i].ends, events[j]))
				buf_addf(out, "%s|", rules[i].id);
}

static void
take_rule(const struct desk *desk, const char *id, struct advice_line *out)
{
	const struct deadline_rule *rule =
		law_deadline(library_law(desk->library), id);

	out->clock.rule = id;
	out->clock.title = rule == NULL ? id : rule->title;
	out->clock.duty = rule == NULL ? "" : rule->duty;
	out->clock.nature = rule == NULL ? "" : nature_word(rule->nature);
	out->clock.citation = rule == NULL ? "" : rule->authority.citation;
	out->is_more = rule != NULL && any_of_has(&rule->ends, events[1]);
}

static void
take_line(const struct desk *desk, struct stmt *q, struct arena *arena,
	struct advice_line *out)
{
	*out = (struct advice_line){
		.clock = { .party = stmt_get_int(q, 0),
			.matter = stmt_get_int(q, 1),
			.trigger_line = stmt_get_int(q, 2),
			.hearing = stmt_get_int(q, 3),
			.start = column_date(q, 5),
			.due = column_date(q, 6),
			.due_at = stmt_get_int(q, 7),
			.is_provisional = stmt_get_int(q, 8) != 0,
			.state = column_text(q, 9, arena),
			.met = DATE_NONE,
			.party_name = column_text(q, 10, arena),
			.number = column_text(q, 11, arena) },
		.class_ = column_text(q, 12, arena),
		.where = column_text(q, 14, arena),
		.language = column_text(q, 15, arena),
	};
	if (out->where[0] == '\0' || strcmp(stmt_get_text(q, 13), "羁押") != 0)
		out->where = column_text(q, 13, arena);
	take_rule(desk, column_text(q, 4, arena), out);
}

static void
bind(struct desk *desk, struct stmt *q, const struct clock_page *after,
	int limit)
{
	struct buf rules = { 0 };
	char day[DATE_TEXT];

	add_rules(desk, &rules);
	stmt_int(q, 1, desk->user);
	stmt_int(q, 2, page_limit(limit));
	stmt_text(q, 3, after == NULL ? "" : date_format(after->due, day));
	stmt_int(q, 4, after == NULL ? 0 : after->party);
	stmt_text(q, 5, after == NULL ? "" : after->rule);
	stmt_int(q, 6, after == NULL ? 0 : after->trigger_line);
	stmt_int(q, 7, after == NULL ? 0 : after->hearing);
	stmt_text(q, 8, buf_text(&rules));
	buf_free(&rules);
}

bool
advice_list(struct desk *desk, struct arena *arena,
	const struct clock_page *after, int limit, struct advice_line **out,
	size_t *count, struct err *err)
{
	struct stmt *q = store_statement(desk->store, list_sql, err);
	struct advice_line *list = NULL;
	enum stmt_step step;

	*count = 0;
	if (q == NULL)
		return false;
	bind(desk, q, after, limit);
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		list = arena_grow(arena, list, *count, sizeof *list);
		take_line(desk, q, arena, &list[(*count)++]);
	}
	*out = list;
	return step == STMT_END;
}

/* Of today: what was done in one go, not last month's. */
static const char last_sql[] =
	"SELECT r.id FROM record r WHERE r.by_user = $1 AND r.form = $2 "
	"AND r.matter = $3 AND r.entered_at >= $4 "
	"AND EXISTS (SELECT 1 FROM record_party w WHERE w.record = r.id "
	"AND w.party <> $5) "
	"AND NOT EXISTS (SELECT 1 FROM record s WHERE s.supersedes = r.id) "
	"ORDER BY r.id DESC LIMIT 1";

static bool
find_last(struct desk *desk, const struct work *work, int64_t *record,
	struct err *err)
{
	struct stmt *q = store_statement(desk->store, last_sql, err);
	enum stmt_step step;

	*record = 0;
	if (q == NULL)
		return false;
	stmt_int(q, 1, desk->user);
	stmt_text(q, 2, work->form->id);
	stmt_int(q, 3, work->on.matter);
	stmt_int(q, 4, clock_instant(desk_today(desk), 0, 0));
	stmt_int(q, 5, work->on.party);
	step = stmt_next(q, err);
	if (step == STMT_FAILED)
		return false;
	if (step == STMT_ROW)
		*record = stmt_get_int(q, 0);
	stmt_reset(q);
	return true;
}

static bool
is_time(const struct form_field *field)
{
	return strcmp(field->type->english, "date") == 0 ||
	       strcmp(field->type->english, "instant") == 0;
}

static bool
goes_over(const struct form_field *field, const char *value)
{
	if (field->is_item)
		return strcmp(value, "是") == 0;
	return value[0] != '\0' && !field->is_fixed && !field->is_own &&
	       !is_time(field);
}

bool
advice_take_over(struct desk *desk, struct work *work, size_t *count,
	const char **name, struct err *err)
{
	struct arena *arena = work->values.arena;
	struct record last;
	int64_t id;

	*count = 0;
	*name = "";
	if (!find_last(desk, work, &id, err))
		return false;
	if (id == 0)
		return true;
	if (!record_read(desk, arena, id, &last, err))
		return false;
	*name = last.party_name;
	for (size_t i = 0; i < work->form->field_count; i++) {
		const struct form_field *f = &work->form->fields[i];
		const char *value = values_get(&last.values, f->name);

		if (!goes_over(f, value) ||
			strcmp(values_get(&work->values, f->name), value) == 0)
			continue;
		values_set(&work->values, f->name, value);
		if (!work_keep(desk, work, f->name, value, err))
			return false;
		(*count)++;
	}
	return true;
}
