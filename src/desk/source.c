/* SPDX-License-Identifier: MIT */
/*
 * 来自: the first value of a field, from facts, standing, station, user and
 * day. What is filled so is frozen in the payload at sealing.
 */
#include "desk/source.h"

#include "base/buf.h"
#include "desk/people.h"
#include "desk/rota.h"
#include "desk/scope.h"
#include "desk/source_case.h"

#include <string.h>

bool
scope_allows_form(struct desk *desk, const struct form *form, struct err *err)
{
	return scope_check(desk, form->right, form->action, desk->station, err);
}

static const char of_record_sql[] =
	"SELECT r.matter, r.proceeding, r.hearing, "
	"COALESCE((SELECT MIN(p.party) FROM record_party p "
	"WHERE p.record = r.id), 0) FROM record r WHERE r.id = $1";
static const char of_party_sql[] =
	"SELECT matter, proceeding FROM party WHERE id = $1";
static const char of_hearing_sql[] =
	"SELECT matter, proceeding FROM hearing WHERE id = $1";
static const char of_proceeding_sql[] =
	"SELECT matter, id FROM proceeding WHERE id = $1";
/* The running proceeding of a matter is the one made last. */
static const char of_matter_sql[] =
	"SELECT matter, id FROM proceeding WHERE matter = $1 "
	"ORDER BY id DESC LIMIT 1";
static const char in_reach_sql[] =
	"SELECT 1 FROM visible v WHERE v.matter = $1 AND v.desk_user = $2 "
	"AND v.noun = 'matter' AND v.action = 'see'";

/* What is not his to see is told as what is not there. */
static const char not_there[] =
	"没有找到要办的事项，可能已被更正，或不在您的办案范围内；请刷新后再选";

static void
take(int64_t *id, int64_t value)
{
	if (*id == 0)
		*id = value;
}

/* One row of the statement completes matter and proceeding; with four
 * columns the hearing and party as well. */
static bool
complete_from(struct desk *desk, struct subject *on, const char *sql,
	int64_t id, int columns, struct err *err)
{
	struct stmt *q = store_statement(desk->store, sql, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, id);
	if (!stmt_one(q, not_there, err))
		return false;
	take(&on->matter, stmt_get_int(q, 0));
	take(&on->proceeding, stmt_get_int(q, 1));
	if (columns == 4) {
		take(&on->hearing, stmt_get_int(q, 2));
		take(&on->party, stmt_get_int(q, 3));
	}
	stmt_reset(q);
	return true;
}

static bool
check_reach(struct desk *desk, int64_t matter, struct err *err)
{
	struct stmt *q = store_statement(desk->store, in_reach_sql, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, matter);
	stmt_int(q, 2, desk->user);
	if (!stmt_one(q, not_there, err))
		return false;
	stmt_reset(q);
	return true;
}

bool
source_complete(struct desk *desk, struct subject *on, struct err *err)
{
	if (on->about != 0 &&
		!complete_from(desk, on, of_record_sql, on->about, 4, err))
		return false;
	if (on->hearing != 0 &&
		!complete_from(desk, on, of_hearing_sql, on->hearing, 2, err))
		return false;
	if (on->party != 0 &&
		!complete_from(desk, on, of_party_sql, on->party, 2, err))
		return false;
	if (on->proceeding != 0 && !complete_from(desk, on, of_proceeding_sql,
					   on->proceeding, 2, err))
		return false;
	if (on->matter != 0 && on->proceeding == 0 &&
		!complete_from(desk, on, of_matter_sql, on->matter, 2, err))
		return false;
	return on->matter == 0 || check_reach(desk, on->matter, err);
}

bool
source_allows(struct desk *desk, const struct form *form, struct subject *on,
	struct err *err)
{
	return source_complete(desk, on, err) &&
	       (on->matter == 0 || scope_check_matter(desk, form->right,
					   form->action, on->matter, err));
}

static const char fact_sql[] =
	"SELECT value FROM fact WHERE owner = $1 AND name = $2";
static const char next_hearing_sql[] =
	"SELECT id FROM hearing WHERE proceeding = $1 AND at >= $2 "
	"ORDER BY at, id LIMIT 1";
static const char standing_sql[] =
	"SELECT rule, class FROM standing WHERE party = $1 "
	"AND proceeding = $2 AND until_day = ''";
static const char record_sql[] =
	"SELECT r.number, t.form FROM record r "
	"JOIN form_text t ON t.digest = r.form_digest WHERE r.id = $1";

static bool
one_text(struct stmt *q, int column, struct arena *arena, const char **out,
	struct err *err)
{
	enum stmt_step step = stmt_next(q, err);

	*out = "";
	if (step == STMT_FAILED)
		return false;
	if (step == STMT_ROW)
		*out = arena_copy(arena, stmt_get_text(q, column));
	stmt_reset(q);
	return true;
}

/* The hearing it is opened on, or the next one to come; 0 if none is fixed. */
static bool
find_hearing(struct desk *desk, const struct subject *on, int64_t *id,
	struct err *err)
{
	char now[INSTANT_TEXT];
	struct stmt *q;
	enum stmt_step step;

	*id = on->hearing;
	if (*id != 0 || on->proceeding == 0)
		return true;
	q = store_statement(desk->store, next_hearing_sql, err);
	if (q == NULL)
		return false;
	stmt_int(q, 1, on->proceeding);
	stmt_text(q, 2, clock_format(desk_now(desk), now));
	step = stmt_next(q, err);
	if (step == STMT_FAILED)
		return false;
	if (step == STMT_ROW)
		*id = stmt_get_int(q, 0);
	stmt_reset(q);
	return true;
}

static bool
fact_value(struct desk *desk, struct arena *arena, const struct subject *on,
	const struct fact *fact, const char **out, struct err *err)
{
	int64_t owners[NOUN_COUNT] = {
		[NOUN_MATTER] = on->matter,
		[NOUN_PROCEEDING] = on->proceeding,
		[NOUN_PARTY] = on->party,
		[NOUN_RECORD] = on->about,
	};
	struct stmt *q;

	if (fact->noun == NOUN_HEARING &&
		!find_hearing(desk, on, &owners[NOUN_HEARING], err))
		return false;
	q = store_statement(desk->store, fact_sql, err);
	if (q == NULL)
		return false;
	stmt_int(q, 1, owners[fact->noun]);
	stmt_text(q, 2, fact->name);
	return one_text(q, 0, arena, out, err);
}

static const struct class_row *
class_row(const struct desk *desk, const char *id)
{
	size_t count;
	const struct class_row *rows =
		law_classes(library_law(desk->library), &count);

	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].id, id) == 0)
			return &rows[i];
	return NULL;
}

/* 资格.类别 资格.说明 资格.依据: of the standing that is open. */
static bool
standing_value(struct desk *desk, struct arena *arena, const struct subject *on,
	const char *what, const char **out, struct err *err)
{
	struct stmt *q = store_statement(desk->store, standing_sql, err);
	const struct class_row *row;
	const char *rule;

	if (q == NULL)
		return false;
	stmt_int(q, 1, on->party);
	stmt_int(q, 2, on->proceeding);
	if (!one_text(q, 0, arena, &rule, err))
		return false;
	row = class_row(desk, rule);
	*out = "";
	if (row == NULL)
		return true;
	if (strcmp(what, "类别") == 0)
		*out = row->class_;
	if (strcmp(what, "说明") == 0)
		*out = row->title;
	if (strcmp(what, "依据") == 0)
		*out = row->authority.citation;
	return true;
}

/* 文书.文号 文书.名称: of the record that this one is about. */
static bool
record_value(struct desk *desk, struct arena *arena, int64_t about,
	bool wants_name, const char **out, struct err *err)
{
	struct stmt *q = store_statement(desk->store, record_sql, err);
	const struct form *form;

	if (q == NULL)
		return false;
	stmt_int(q, 1, about);
	if (!one_text(q, wants_name ? 1 : 0, arena, out, err))
		return false;
	form = library_form(desk->library, *out);
	if (wants_name && form != NULL)
		*out = form->name;
	return true;
}

static const char on_duty[] = "值班.";

/* Of the lawyer who is on duty here now. */
static bool
duty_value(struct desk *desk, struct arena *arena, const char *what,
	const char **out, struct err *err)
{
	struct rota_line now;

	if (!rota_now(desk, arena, &now, err))
		return false;
	*out = "";
	if (strcmp(what, "律师") == 0)
		*out = now.lawyer;
	if (strcmp(what, "证号") == 0)
		*out = now.licence;
	if (strcmp(what, "电话") == 0)
		*out = now.phone;
	return true;
}

static const char *
own_value(struct desk *desk, struct arena *arena, const char *source)
{
	char text[INSTANT_TEXT];

	if (strcmp(source, "今天") == 0)
		return arena_copy(arena, date_format(desk_today(desk), text));
	if (strcmp(source, "现在") == 0)
		return arena_copy(arena, clock_format(desk_now(desk), text));
	if (strcmp(source, "机关.名称") == 0)
		return arena_copy(arena, desk->station_name);
	if (strcmp(source, "机关.试点") == 0)
		return desk->is_pilot ? "是" : "否";
	if (strcmp(source, "用户.姓名") == 0)
		return arena_copy(arena, desk->name);
	if (strcmp(source, "用户.证号") == 0)
		return arena_copy(arena, desk->licence);
	if (strcmp(source, "用户.律师") == 0 && desk->licence[0] != '\0')
		return arena_copy(arena, desk->name);
	return "";
}

bool
work_source(struct desk *desk, struct arena *arena, const struct subject *on,
	const char *source, const char **value, struct err *err)
{
	const struct fact *fact = fact_find(source);
	bool is_known;

	if (strncmp(source, "资格.", strlen("资格.")) == 0)
		return standing_value(
			desk, arena, on, source + strlen("资格."), value, err);
	if (fact != NULL)
		return fact_value(desk, arena, on, fact, value, err);
	if (strcmp(source, "文书.文号") == 0)
		return record_value(desk, arena, on->about, false, value, err);
	if (strcmp(source, "文书.名称") == 0)
		return record_value(desk, arena, on->about, true, value, err);
	if (strncmp(source, on_duty, strlen(on_duty)) == 0)
		return duty_value(
			desk, arena, source + strlen(on_duty), value, err);
	if (strcmp(source, "人员.名单") == 0)
		return people_lines(desk, arena, on, value, err);
	if (!source_case(desk, arena, on, source, value, &is_known, err))
		return false;
	if (!is_known)
		*value = own_value(desk, arena, source);
	return true;
}
