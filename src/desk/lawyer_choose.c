/* SPDX-License-Identifier: MIT */
/*
 * Which lawyer suits a person: what the law asks for, whom he must not act
 * beside, who is near and has time. It proposes and says why; who is assigned
 * is the agency's to decide.
 */
#include "desk/lawyer.h"

#include "base/attr.h"
#include "desk/column.h"
#include "desk/matter.h"

#include <stdlib.h>
#include <string.h>

enum { YEARS_ASKED = 3, POOL_MOST = 1000 };

/* Whom the others of the same case have, or had. */
struct beside {
	const char *party;
	const char *lawyer;
	const char *firm;
	bool is_over;
};

/* What is asked for. */
struct need {
	bool is_grave;	  /* life or death: LAA 26 */
	bool is_juvenile; /* Int 564 */
	const char *language;
	const char *organ; /* where the case is, and the person */
	const char *place;
	struct beside *beside;
	size_t beside_count;
};

static const char fact_sql[] =
	"SELECT f.name, f.value FROM fact f WHERE f.owner = $1 OR f.owner = $2";
static const char beside_sql[] =
	"SELECT p.name, a.lawyer, a.firm, "
	"CASE WHEN a.ended = '' THEN 0 ELSE 1 END "
	"FROM assignment a JOIN party p ON p.id = a.party "
	"WHERE a.matter = $1 AND a.party <> $2 AND a.lawyer <> '' "
	"UNION SELECT p.name, f.value, "
	"COALESCE((SELECT g.value FROM fact g WHERE g.owner = f.owner "
	"AND g.name = '当事人.辩护人单位'), ''), 0 "
	"FROM fact f JOIN party p ON p.id = f.owner "
	"WHERE f.matter = $1 AND f.owner <> $2 "
	"AND f.name = '当事人.辩护人姓名' AND f.value <> ''";

static bool
read_facts(struct desk *desk, struct arena *arena, const struct party *party,
	struct need *out, struct err *err)
{
	struct stmt *q = store_statement(desk->store, fact_sql, err);
	enum stmt_step step;

	if (q == NULL)
		return false;
	stmt_int(q, 1, party->id);
	stmt_int(q, 2, party->proceeding);
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		const char *name = stmt_get_text(q, 0);
		const char *value = column_text(q, 1, arena);

		if (strcmp(name, "当事人.理由") == 0) {
			out->is_grave = out->is_grave ||
					strstr(value, "可能无期死刑") != NULL;
			out->is_juvenile = strstr(value, "未成年") != NULL;
		} else if (strcmp(name, "当事人.语言") == 0) {
			out->language = value;
		} else if (strcmp(name, "程序段.机关") == 0) {
			out->organ = value;
		} else if (strcmp(name, "当事人.羁押场所") == 0) {
			out->place = value;
		} else if (strcmp(name, "程序段.审级") == 0) {
			out->is_grave = out->is_grave ||
					strstr(value, "死刑复核") != NULL;
		}
	}
	return step == STMT_END;
}

static bool
read_beside(struct desk *desk, struct arena *arena, const struct party *party,
	struct need *out, struct err *err)
{
	struct stmt *q = store_statement(desk->store, beside_sql, err);
	enum stmt_step step;

	if (q == NULL)
		return false;
	stmt_int(q, 1, party->matter);
	stmt_int(q, 2, party->id);
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		out->beside = arena_grow(arena, out->beside, out->beside_count,
			sizeof(*out->beside));
		out->beside[out->beside_count++] = (struct beside){
			column_text(q, 0, arena), column_text(q, 1, arena),
			column_text(q, 2, arena), stmt_get_int(q, 3) != 0
		};
	}
	return step == STMT_END;
}

/* Does any of the words stand in one of the texts? */
static bool
has_word(struct arena *arena, const char *words, const char *a, const char *b)
{
	while (*words != '\0') {
		size_t length = strcspn(words, " ");
		const char *word = arena_copy_bytes(arena, words, length);

		if (length > 0 &&
			(strstr(a, word) != NULL || strstr(b, word) != NULL))
			return true;
		words += length;
		words += strspn(words, " ");
	}
	return false;
}

static void
add_reason(struct buf *out, const char *reason)
{
	buf_addf(out, "%s%s", out->length > 0 ? " " : "", reason);
}

static void
look_beside(const struct need *need, struct arena *arena, struct buf *out,
	struct lawyer_choice *c)
{
	for (size_t i = 0; i < need->beside_count; i++) {
		const struct beside *b = &need->beside[i];
		bool is_he = strcmp(b->lawyer, c->lawyer.name) == 0;
		bool is_firm = b->firm[0] != '\0' &&
			       strcmp(b->firm, c->lawyer.firm) == 0;

		if (is_he && !b->is_over) {
			c->is_conflict = true;
			add_reason(out,
				arena_printf(arena,
					"冲突：同案%s的辩护人（解释第43条）",
					b->party));
		} else if (is_he) {
			c->is_warned = true;
			add_reason(out, arena_printf(arena, "曾为同案%s辩护",
						b->party));
		} else if (is_firm && !b->is_over) {
			c->is_warned = true;
			add_reason(
				out, arena_printf(arena, "与同案%s的律师同所",
					     b->party));
		}
	}
}

/* What the law asks for and he has not. */
static void
look_law(const struct need *need, struct buf *out, struct lawyer_choice *c)
{
	if (need->is_grave && c->lawyer.years < YEARS_ASKED) {
		c->is_lacking = true;
		add_reason(out, "不足三年（援助法第26条）");
	}
	if (need->is_juvenile && c->lawyer.is_for_juveniles)
		add_reason(out, "熟悉未成年人");
	if (need->is_juvenile && !c->lawyer.is_for_juveniles) {
		c->is_lacking = true;
		add_reason(out, "未登记熟悉未成年人（解释第564条）");
	}
}

static void
judge(const struct need *need, struct arena *arena, struct lawyer_choice *c)
{
	const struct lawyer *l = &c->lawyer;
	struct buf text = { 0 };

	look_beside(need, arena, &text, c);
	look_law(need, &text, c);
	c->has_language = need->language[0] != '\0' &&
			  has_word(arena, l->languages, need->language, "");
	if (c->has_language)
		add_reason(&text, arena_printf(arena, "通%s", need->language));
	c->is_local = l->area[0] == '\0' ||
		      has_word(arena, l->area, need->organ, need->place);
	add_reason(&text, c->is_local ? "本地" : l->area);
	add_reason(&text, arena_printf(arena, "刑事%lld年 在办%lld件",
				  (long long)l->years, (long long)l->load));
	c->reasons = arena_copy(arena, buf_text(&text));
	buf_free(&text);
}

static int
compare_choices(const void *a, const void *b)
{
	const struct lawyer_choice *x = a, *y = b;
	const int by[] = {
		x->is_conflict - y->is_conflict,
		x->is_lacking - y->is_lacking,
		x->is_warned - y->is_warned,
		y->has_language - x->has_language,
		y->is_local - x->is_local,
		(x->lawyer.load > y->lawyer.load) -
			(x->lawyer.load < y->lawyer.load),
		(y->lawyer.years > x->lawyer.years) -
			(y->lawyer.years < x->lawyer.years),
		strcmp(x->lawyer.name, y->lawyer.name),
		strcmp(x->lawyer.licence, y->lawyer.licence),
	};

	for (size_t i = 0; i < ARRAY_LENGTH(by); i++)
		if (by[i] != 0)
			return by[i];
	return 0;
}

static bool
is_in_pool(const struct lawyer *lawyer, struct date today)
{
	return date_is_set(lawyer->since) &&
	       date_compare(lawyer->since, today) <= 0 &&
	       (!date_is_set(lawyer->until) ||
		       date_compare(today, lawyer->until) < 0);
}

bool
lawyer_choose(struct desk *desk, struct arena *arena, int64_t party,
	struct lawyer_choice **out, size_t *count, struct err *err)
{
	struct need need = { .language = "", .organ = "", .place = "" };
	struct lawyer_choice *list;
	struct lawyer *pool;
	struct party of;
	size_t pool_count;

	*out = NULL;
	*count = 0;
	if (!party_read(desk, arena, party, &of, err) ||
		!read_facts(desk, arena, &of, &need, err) ||
		!read_beside(desk, arena, &of, &need, err) ||
		!lawyer_list(desk, arena, POOL_MOST, &pool, &pool_count, err))
		return false;
	list = arena_alloc(arena, (pool_count + 1) * sizeof *list);
	for (size_t i = 0; i < pool_count; i++) {
		if (!is_in_pool(&pool[i], desk_today(desk)))
			continue;
		list[*count] = (struct lawyer_choice){ .lawyer = pool[i] };
		judge(&need, arena, &list[(*count)++]);
	}
	if (*count > 1)
		qsort(list, *count, sizeof *list, compare_choices);
	*out = list;
	return true;
}
