/* SPDX-License-Identifier: MIT */
/* Fields that are of the lawyer chosen above them. */
#include "desk/lawyer.h"

#include "base/attr.h"

#include <string.h>

enum { YEARS_ASKED = 3 }; /* LAA 26 */

static const char *
firm(const struct lawyer *lawyer, struct arena *arena)
{
	(void)arena;
	return lawyer->firm;
}

static const char *
licence(const struct lawyer *lawyer, struct arena *arena)
{
	(void)arena;
	return lawyer->licence;
}

static const char *
phone(const struct lawyer *lawyer, struct arena *arena)
{
	(void)arena;
	return lawyer->phone;
}

static const char *
years(const struct lawyer *lawyer, struct arena *arena)
{
	return arena_printf(arena, "%lld", (long long)lawyer->years);
}

static const char *
has_years(const struct lawyer *lawyer, struct arena *arena)
{
	(void)arena;
	return lawyer->years >= YEARS_ASKED ? "有" : "没有";
}

static const char *
is_for_juveniles(const struct lawyer *lawyer, struct arena *arena)
{
	(void)arena;
	return lawyer->is_for_juveniles ? "是" : "否";
}

/* What is said of an assigned lawyer is said of the one chosen now. */
/* clang-format off */
static const struct what {
	const char *source;
	const char *fact; /* the same as a fact, NULL */
	const char *(*get)(const struct lawyer *lawyer, struct arena *arena);
} whats[] = {
	{ "律师.单位", "当事人.指派律师单位", firm },
	{ "律师.证号", "当事人.指派律师证号", licence },
	{ "律师.电话", "当事人.指派律师电话", phone },
	{ "律师.年数", NULL, years },
	{ "律师.满三年", NULL, has_years },
	{ "律师.未成年人", NULL, is_for_juveniles },
};
/* clang-format on */

const char *
lawyer_value(const struct lawyer *lawyer, const struct form_field *field,
	struct arena *arena)
{
	const char *source = field->source == NULL ? "" : field->source;

	for (size_t i = 0; i < ARRAY_LENGTH(whats); i++) {
		const struct what *w = &whats[i];

		if (strcmp(source, w->source) == 0 ||
			(w->fact != NULL && strcmp(source, w->fact) == 0))
			return w->get(lawyer, arena);
	}
	return NULL;
}

bool
lawyer_follows(const struct form *form, const struct form_field *chosen,
	const struct form_field *other)
{
	if (other <= chosen || other >= form->fields + form->field_count)
		return false;
	for (const struct form_field *f = chosen + 1; f < other; f++)
		if (strcmp(f->type->word, "律师") == 0)
			return false;
	return true;
}

bool
lawyer_find(struct desk *desk, struct arena *arena, const char *text,
	struct lawyer *out, struct err *err)
{
	struct lawyer *pool;
	size_t count, found = 0;

	if (!lawyer_list(desk, arena, LAWYER_MOST, &pool, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (strcmp(pool[i].licence, text) == 0) {
			*out = pool[i];
			return true;
		}
	for (size_t i = 0; i < count; i++)
		if (strcmp(pool[i].name, text) == 0) {
			*out = pool[i];
			found++;
		}
	if (found == 1)
		return true;
	if (found > 1)
		return err_set(err, ERR_INPUT, "名册里有%zu位%s，请写执业证号",
			found, text);
	return err_set(err, ERR_NOTFOUND,
		"名册里没有%s；先在“律师”登记，或写执业证号", text);
}
