/* SPDX-License-Identifier: MIT */
/*
 * Which lawyer suits a person: what the law asks for, whom he must not act
 * beside, who is near and has time. It proposes and says why; who is assigned
 * is the agency's to decide.
 */
#include "desk/lawyer_own.h"

#include "base/attr.h"
#include "desk/column.h"
#include "desk/matter.h"

#include <stdlib.h>
#include <string.h>

enum { YEARS_ASKED = 3 };

static const char fact_sql[] =
	"SELECT f.name, f.value FROM fact f WHERE f.owner = $1 OR f.owner = $2";
/* The first column as enum tie. Who was refused is told from who ended
 * otherwise by a refusal that was permitted while he acted. */
static const char beside_sql[] =
	"SELECT CASE WHEN a.ended = '' THEN 0 ELSE 1 END, "
	"p.name, a.lawyer, a.licence, a.firm "
	"FROM assignment a JOIN party p ON p.id = a.party "
	"WHERE a.matter = $1 AND a.party <> $2 AND a.lawyer <> '' "
	"UNION SELECT 0, p.name, f.value, '', "
	"COALESCE((SELECT g.value FROM fact g WHERE g.owner = f.owner "
	"AND g.name = '当事人.辩护人单位'), '') "
	"FROM fact f JOIN party p ON p.id = f.owner "
	"WHERE f.matter = $1 AND f.owner <> $2 "
	"AND f.name = '当事人.辩护人姓名' AND f.value <> '' "
	"UNION SELECT 2, p.name, f.value, "
	"COALESCE((SELECT g.value FROM fact g WHERE g.owner = f.owner "
	"AND g.name = '当事人.值班律师证号'), ''), '' "
	"FROM fact f JOIN party p ON p.id = f.owner "
	"WHERE f.matter = $1 AND f.owner <> $2 "
	"AND f.name = '当事人.值班律师' AND f.value <> '' "
	"UNION SELECT CASE WHEN EXISTS (SELECT 1 FROM refusal r "
	"WHERE r.party = a.party AND r.proceeding = a.proceeding "
	"AND r.permitted = '是' AND r.day >= a.since "
	"AND (r.day <= a.ended OR a.ended = '')) "
	"THEN 4 ELSE 3 END, p.name, a.lawyer, a.licence, a.firm "
	"FROM assignment a JOIN party p ON p.id = a.party "
	"WHERE a.party = $2 AND a.lawyer <> '' "
	"AND (a.ended <> '' OR a.told <> '') "
	"ORDER BY 1, 2";

static void
take_fact(const char *name, const char *value, struct need *out)
{
	if (strcmp(name, "当事人.理由") == 0) {
		out->is_grave =
			out->is_grave || strstr(value, "可能无期死刑") != NULL;
		out->is_juvenile = strstr(value, "未成年") != NULL;
	} else if (strcmp(name, "当事人.语言") == 0) {
		out->language = value;
	} else if (strcmp(name, "程序段.机关") == 0) {
		out->organ = value;
	} else if (strcmp(name, "当事人.羁押场所") == 0) {
		out->place = value;
	} else if (strcmp(name, "程序段.审级") == 0) {
		out->is_grave =
			out->is_grave || strstr(value, "死刑复核") != NULL;
	}
}

static bool
read_facts(struct desk *desk, struct arena *arena, int64_t party,
	int64_t proceeding, struct need *out, struct err *err)
{
	struct stmt *q = store_statement(desk->store, fact_sql, err);
	enum stmt_step step;

	if (q == NULL)
		return false;
	stmt_int(q, 1, party);
	stmt_int(q, 2, proceeding);
	while ((step = stmt_next(q, err)) == STMT_ROW)
		take_fact(stmt_get_text(q, 0), column_text(q, 1, arena), out);
	return step == STMT_END;
}

static bool
read_beside(struct desk *desk, struct arena *arena, int64_t party,
	int64_t matter, struct need *out, struct err *err)
{
	struct stmt *q = store_statement(desk->store, beside_sql, err);
	enum stmt_step step;

	if (q == NULL)
		return false;
	stmt_int(q, 1, matter);
	stmt_int(q, 2, party);
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		int64_t tie = stmt_get_int(q, 0);

		out->beside = arena_grow(arena, out->beside, out->beside_count,
			sizeof(*out->beside));
		out->beside[out->beside_count++] = (struct beside){
			.tie = (enum tie)tie,
			.party = column_text(q, 1, arena),
			.lawyer = column_text(q, 2, arena),
			.licence = column_text(q, 3, arena),
			.firm = column_text(q, 4, arena),
		};
	}
	return step == STMT_END;
}

bool
lawyer_need(struct desk *desk, struct arena *arena, int64_t party,
	int64_t proceeding, int64_t matter, struct need *out, struct err *err)
{
	*out = (struct need){ .language = "", .organ = "", .place = "" };
	return read_facts(desk, arena, party, proceeding, out, err) &&
	       read_beside(desk, arena, party, matter, out, err);
}

bool
lawyer_is_he(const struct beside *beside, const char *name, const char *licence)
{
	if (beside->licence[0] != '\0' && licence[0] != '\0')
		return strcmp(beside->licence, licence) == 0;
	return strcmp(beside->lawyer, name) == 0;
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

/* What is said of a tie; a co-accused's lawyer of today is no choice. */
static const char *const tie_words[] = {
	[TIE_DEFENDS] = "冲突：同案%s的辩护人（解释第43条）",
	[TIE_DEFENDED] = "曾为同案%s辩护",
	[TIE_HELPED] = "值班时帮过同案%s",
	[TIE_WAS_HIS] = "曾为本人承办，已换",
	[TIE_REFUSED] = "本人拒绝过他",
};

/* The words may have a place for a name. */
static void
add_tie(struct buf *out, const char *words, const char *name)
{
	const char *at = strstr(words, "%s");

	if (at == NULL) {
		add_reason(out, words);
		return;
	}
	if (out->length > 0)
		buf_add_char(out, ' ');
	buf_add_bytes(out, words, (size_t)(at - words));
	buf_addf(out, "%s%s", name, at + strlen("%s"));
}

static void
look_beside(const struct need *need, struct buf *out, struct lawyer_choice *c)
{
	const struct lawyer *l = &c->lawyer;

	for (size_t i = 0; i < need->beside_count; i++) {
		const struct beside *b = &need->beside[i];
		bool is_firm = b->tie == TIE_DEFENDS && b->firm[0] != '\0' &&
			       strcmp(b->firm, l->firm) == 0;

		if (lawyer_is_he(b, l->name, l->licence)) {
			c->is_conflict =
				c->is_conflict || b->tie == TIE_DEFENDS;
			c->is_warned = c->is_warned || b->tie != TIE_DEFENDS;
			add_tie(out, tie_words[b->tie], b->party);
		} else if (is_firm) {
			c->is_warned = true;
			add_tie(out, "与同案%s的律师同所", b->party);
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

void
lawyer_judge(
	const struct need *need, struct arena *arena, struct lawyer_choice *c)
{
	const struct lawyer *l = &c->lawyer;
	struct buf text = { 0 };

	look_beside(need, &text, c);
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

void
lawyer_judge_ties(
	const struct need *need, struct arena *arena, struct lawyer_choice *c)
{
	struct buf text = { 0 };

	look_beside(need, &text, c);
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
	struct need need;
	struct lawyer_choice *list;
	struct lawyer *pool;
	struct party of;
	size_t pool_count;

	*out = NULL;
	*count = 0;
	if (!party_read(desk, arena, party, &of, err) ||
		!lawyer_need(desk, arena, of.id, of.proceeding, of.matter,
			&need, err) ||
		!lawyer_list(desk, arena, LAWYER_MOST, &pool, &pool_count, err))
		return false;
	list = arena_alloc(arena, (pool_count + 1) * sizeof *list);
	for (size_t i = 0; i < pool_count; i++) {
		if (!is_in_pool(&pool[i], desk_today(desk)))
			continue;
		list[*count] = (struct lawyer_choice){ .lawyer = pool[i] };
		lawyer_judge(&need, arena, &list[(*count)++]);
	}
	if (*count > 1)
		qsort(list, *count, sizeof *list, compare_choices);
	*out = list;
	return true;
}
