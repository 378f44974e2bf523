/* SPDX-License-Identifier: MIT */
/* What is known of a person, into the draft of his own case. */
#include "desk/carry.h"

#include "desk/column.h"
#include "desk/source.h"
#include "law/fact.h"

#include <string.h>

static const char facts_sql[] =
	"SELECT f.name, f.value FROM fact f WHERE f.owner = $1 "
	"AND f.value <> ''";

/* The other case is named by a fact of the person. */
static const char other_case[] = "当事人.另案";
static const char case_number[] = "程序段.案号";

/* What a fact of the person is in the other case; NULL for one of his part in
 * this case, which may have his number. */
static const char *
carried(const char *name)
{
	const struct fact *fact = fact_find(name);

	if (strcmp(name, other_case) == 0)
		return case_number;
	return fact != NULL && fact->noun == NOUN_PARTY ? fact->name : NULL;
}

static bool
fill(struct desk *desk, struct work *work, const char *fact, const char *value,
	struct err *err)
{
	for (size_t i = 0; i < work->form->fact_count; i++) {
		const struct form_fact *f = &work->form->facts[i];
		const struct form_field *field;

		if (f->field < 0 || strcmp(f->name, fact) != 0)
			continue;
		field = &work->form->fields[f->field];
		if (field->is_fixed)
			continue;
		values_set(&work->values, field->name, value);
		if (!work_keep(desk, work, field->name, value, err))
			return false;
	}
	return true;
}

bool
carry_person(
	struct desk *desk, struct work *work, int64_t party, struct err *err)
{
	struct subject on = { .party = party };
	struct arena *arena = work->values.arena;
	struct stmt *q;
	enum stmt_step step;

	if (!source_complete(desk, &on, err))
		return false;
	q = store_statement(desk->store, facts_sql, err);
	if (q == NULL)
		return false;
	stmt_int(q, 1, party);
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		const char *name = carried(stmt_get_text(q, 0));

		if (name != NULL && !fill(desk, work, name,
					    column_text(q, 1, arena), err)) {
			stmt_reset(q);
			return false;
		}
	}
	return step == STMT_END;
}
