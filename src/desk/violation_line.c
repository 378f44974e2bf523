/* SPDX-License-Identifier: MIT */
/* One line of 追责: what the rules say of it, its words, what was explained. */
#include "desk/violation.h"

#include "desk/column.h"
#include "desk/duty.h"
#include "desk/scope.h"
#include "desk/violation_own.h"

#include <string.h>

static const char note_sql[] =
	"SELECT n.text, u.name, r.entered_at FROM violation_note n "
	"JOIN record r ON r.id = n.record JOIN desk_user u ON u.id = r.by_user "
	"WHERE n.record = $1 AND n.party = $2";

const char *
violation_rule_id(const struct violation_line *line)
{
	return line->clock[0] != '\0' ? line->clock : line->stanza;
}

const char *
violation_due_words(const struct violation_line *line, struct arena *arena)
{
	char text[DATE_TEXT];

	if (date_is_set(line->due))
		return arena_copy(arena, date_format(line->due, text));
	if (line->is_act)
		return "无";
	return arena_printf(arena, "%s前", date_format(line->day, text));
}

const char *
violation_actual_words(const struct violation_line *line, struct arena *arena)
{
	if (date_is_set(line->actual))
		return arena_copy(arena,
			date_format(line->actual, (char[DATE_TEXT]){ 0 }));
	if (line->is_act)
		return arena_copy(
			arena, date_format(line->day, (char[DATE_TEXT]){ 0 }));
	return line->is_open ? "还没有办" : "没有办";
}

bool
violation_is_shown(struct desk *desk, const char *duty)
{
	return strcmp(desk->station_kind, "法院") == 0 ||
	       scope_allows(desk, "violation.seal") ||
	       strcmp(duty_bearer(duty), desk->station_kind) == 0;
}

void
violation_take_open(const struct deadline_rule *rule, const struct law *law,
	struct arena *arena, struct violation_line *out)
{
	const struct violation_rule *named =
		law_violation_code(law, rule->missing);

	out->stanza = "";
	out->clock = rule->id;
	out->code = rule->missing;
	/* A site may call its own target as it likes. */
	out->title = named == NULL ? arena_printf(arena, "没有%s", rule->title)
				   : named->title;
	out->duty = rule->duty;
	out->citation = rule->authority.citation;
	out->nature = nature_word(rule->nature);
	out->is_open = true;
}

/* A clock's own article says more than the code's. */
void
violation_take_found(const struct violation_rule *rule,
	const struct deadline_rule *clock, struct violation_line *out)
{
	const struct authority *at = rule == NULL ? NULL : &rule->authority;

	if (clock != NULL)
		at = &clock->authority;
	out->stanza = rule == NULL ? out->code : rule->id;
	out->clock = clock == NULL ? "" : clock->id;
	out->title = rule == NULL ? out->code : rule->title;
	out->duty = rule == NULL ? "" : rule->duty;
	if (clock != NULL)
		out->duty = clock->duty;
	out->citation = at == NULL ? "" : at->citation;
	out->nature = at == NULL ? "" : nature_word(at->nature);
	out->is_act = rule != NULL && clock == NULL &&
		      at->nature == NATURE_HOUSE && rule->lacks.count == 0;
}

/* Only of the court's own is it known here who handles the case. */
void
violation_take_person(const char *handler, struct violation_line *out)
{
	out->person = strcmp(out->duty, "法院") == 0 ? handler : "";
}

bool
violation_take_note(struct desk *desk, struct arena *arena,
	struct violation_line *line, struct err *err)
{
	struct stmt *q = store_statement(desk->store, note_sql, err);
	enum stmt_step step;

	if (q == NULL)
		return false;
	stmt_int(q, 1, line->note.record);
	stmt_int(q, 2, line->party);
	step = stmt_next(q, err);
	if (step != STMT_ROW)
		return step == STMT_END;
	line->note.text = column_text(q, 0, arena);
	line->note.by = column_text(q, 1, arena);
	line->note.at = stmt_get_int(q, 2);
	stmt_reset(q);
	return true;
}
