/* SPDX-License-Identifier: MIT */
/* Whom a form assigns: what must be right before it is sealed. */
#include "desk/lawyer_own.h"

#include "desk/column.h"

#include <string.h>

static const char assigns[] = "指派.确定";

/* As the form names him. */
struct named {
	const char *name;
	const char *firm;
	const char *licence;
};

static bool
is_assigning(const struct work *work)
{
	const struct form *form = work->form;

	for (size_t i = 0; i < form->event_count; i++)
		if (strcmp(form->events[i].name, assigns) == 0 &&
			form_holds(form, form->events[i].conditions,
				form->events[i].condition_count, &work->values))
			return true;
	return false;
}

/* What the form would make the fact; "" if nothing. */
static const char *
said(const struct work *work, const char *fact)
{
	const struct form *form = work->form;

	for (size_t i = 0; i < form->fact_count; i++) {
		const struct form_fact *f = &form->facts[i];

		if (f->field >= 0 && strcmp(f->name, fact) == 0 &&
			form_holds(form, f->conditions, f->condition_count,
				&work->values))
			return values_get(
				&work->values, form->fields[f->field].name);
	}
	return "";
}

static struct named
named_in(const struct work *work)
{
	if (work->on.party == 0 || !is_assigning(work))
		return (struct named){ "", "", "" };
	return (struct named){ said(work, "当事人.指派律师"),
		said(work, "当事人.指派律师单位"),
		said(work, "当事人.指派律师证号") };
}

static const char pool_sql[] =
	"SELECT l.name, l.licence FROM lawyer l WHERE (l.name = $1 "
	"OR l.licence = $2) AND (l.until = '' OR l.until > $3)";

static bool
check_pool(struct desk *desk, const struct named *he, struct err *err)
{
	struct stmt *q = store_statement(desk->store, pool_sql, err);
	bool is_there = false;
	char day[DATE_TEXT];
	enum stmt_step step;

	if (q == NULL)
		return false;
	stmt_text(q, 1, he->name);
	stmt_text(q, 2, he->licence);
	stmt_text(q, 3, date_format(desk_today(desk), day));
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		bool is_name = strcmp(stmt_get_text(q, 0), he->name) == 0;

		if (!is_name && he->licence[0] != '\0') {
			err_set(err, ERR_INPUT,
				"证号%s在名册里是%s的，不是%s的，没有定稿，草稿已保留；在律师一栏按 F4 重选",
				he->licence, stmt_get_text(q, 0), he->name);
			stmt_reset(q);
			return false;
		}
		is_there = is_there || is_name;
	}
	if (step == STMT_FAILED)
		return false;
	if (!is_there || he->licence[0] != '\0')
		return true;
	return err_set(err, ERR_INPUT,
		"%s在名册里，执业证号还空着（律师凭它看到这个案件），没有定稿，草稿已保留；在律师一栏按 F4 选他，证号随着填上",
		he->name);
}

/* Not another of that name: the same number, or where one is not known, the
 * same firm. What is doubtful is for the officer to say (preview_warn.c). */
static bool
is_certain(const struct beside *b, const struct named *he)
{
	if (!lawyer_is_he(b, he->name, he->licence))
		return false;
	return (b->licence[0] != '\0' && he->licence[0] != '\0') ||
	       b->firm[0] == '\0' || strcmp(b->firm, he->firm) == 0;
}

static bool
check_ties(const struct need *need, const struct named *he, struct err *err)
{
	for (size_t i = 0; i < need->beside_count; i++)
		if (need->beside[i].tie == TIE_DEFENDS &&
			is_certain(&need->beside[i], he))
			return err_set(err, ERR_STATE,
				"%s是同案%s的辩护人，一名辩护人不得为两名以上的同案被告人辩护（法释〔2021〕1号第四十三条第二款），没有定稿，草稿已保留；请另选律师",
				he->name, need->beside[i].party);
	return true;
}

bool
lawyer_check(struct desk *desk, const struct work *work, struct err *err)
{
	const struct named he = named_in(work);
	struct arena arena = { 0 };
	struct need need;
	bool done;

	if (he.name[0] == '\0')
		return true;
	done = lawyer_need(desk, &arena, work->on.party, work->on.proceeding,
		       work->on.matter, &need, err) &&
	       check_ties(&need, &he, err) && check_pool(desk, &he, err);
	arena_clear(&arena);
	return done;
}

/* As he is in the pool, or as far as the form says. */
static bool
known(struct desk *desk, struct arena *arena, const struct named *he,
	struct lawyer *out, bool *found, struct err *err)
{
	struct lawyer *pool;
	size_t count;

	*out = (struct lawyer){ .name = he->name,
		.firm = he->firm,
		.licence = he->licence,
		.area = "",
		.languages = "" };
	*found = false;
	if (!lawyer_list(desk, arena, LAWYER_MOST, &pool, &count, err))
		return false;
	for (size_t i = 0; i < count && !*found; i++) {
		*found = he->licence[0] != '\0'
				 ? strcmp(pool[i].licence, he->licence) == 0
				 : strcmp(pool[i].name, he->name) == 0;
		if (*found)
			*out = pool[i];
	}
	return true;
}

bool
lawyer_reasons(struct desk *desk, struct arena *arena, const struct work *work,
	const char **out, struct err *err)
{
	const struct named he = named_in(work);
	struct lawyer_choice choice = { 0 };
	struct need need;
	bool found;

	*out = "";
	if (he.name[0] == '\0')
		return true;
	if (!lawyer_need(desk, arena, work->on.party, work->on.proceeding,
		    work->on.matter, &need, err) ||
		!known(desk, arena, &he, &choice.lawyer, &found, err))
		return false;
	if (found)
		lawyer_judge(&need, arena, &choice);
	else
		lawyer_judge_ties(&need, arena, &choice);
	*out = arena_printf(arena, "%s：%s%s", he.name,
		found ? "" : "不在名册。", choice.reasons);
	return true;
}
