/* SPDX-License-Identifier: MIT */
/*
 * One box for everything: a part of a name or its pinyin initials, the tail
 * or parts of a case number, a 文号, the code on a sheet. Each statement walks
 * one range of one index; a range that is too long to be read whole is walked
 * from the newest back instead, where its matches lie close together (store
 * measurements §10.6: sorting what has 国 took 122 ms of 1.35 million names).
 */
#include "desk/search.h"

#include "base/utf8.h"
#include "desk/audit.h"
#include "desk/column.h"
#include "desk/fold.h"
#include "desk/search_own.h"

#include <string.h>

enum {
	WORDS_BYTES = 200,  /* of what is typed */
	PARTS_MOST = 8,	    /* parts of a case number */
	RANGE_MOST = 20000, /* rows that are read to find the newest */
	ALIKE_MOST = 2000   /* case numbers that end alike */
};

static const char names_sql[] =
	"SELECT n.party FROM name_index n WHERE n.station = $1 AND EXISTS "
	"(SELECT 1 FROM reach r WHERE r.desk_user = $2 AND r.noun = 'matter' "
	"AND r.action = 'see' AND r.station = $1 AND r.within_kind = '') "
	"AND n.suffix >= $3 AND n.suffix < $4 LIMIT $5";

/* What came to the desk otherwise than by its court, and whom it took in
 * itself (help-intake). Names of guarded cases stand under no station
 * (rows_of.c): they are found only so. */
static const char names_addressed_sql[] =
	"SELECT n.party FROM name_index n WHERE n.matter IN "
	"(SELECT a.matter FROM addressed a WHERE a.desk_user = $2 "
	"AND a.noun = 'matter' AND a.action = 'see' AND a.station IN ($1, "
	"(SELECT u.station FROM desk_user u WHERE u.id = $2))) "
	"AND n.suffix >= $3 AND n.suffix < $4 LIMIT $5";

/* The suffix in an expression, so that the walk is by name_newest. */
static const char names_newest_sql[] =
	"SELECT n.party FROM name_index n WHERE n.station = $1 AND EXISTS "
	"(SELECT 1 FROM reach r WHERE r.desk_user = $2 AND r.noun = 'matter' "
	"AND r.action = 'see' AND r.station = $1 AND r.within_kind = '') "
	"AND n.suffix || '' >= $3 AND n.suffix || '' < $4 "
	"GROUP BY n.party ORDER BY n.party DESC LIMIT $5";

static const char party_sql[] =
	"SELECT p.matter, p.name, m.number FROM party p "
	"JOIN matter m ON m.id = p.matter WHERE p.id = $1";

/* A case that went on has a number in each proceeding. */
static const char tail_sql[] =
	"SELECT m.id, m.title, n.number FROM proceeding n "
	"JOIN matter m ON m.id = n.matter "
	"WHERE n.station = $1 AND n.tail = $3 AND EXISTS "
	"(SELECT 1 FROM reach r WHERE r.desk_user = $2 AND r.noun = 'matter' "
	"AND r.action = 'see' AND r.station = $1 AND r.within_kind = '') "
	"AND NOT EXISTS (SELECT 1 FROM guard g WHERE g.matter = m.id) "
	"ORDER BY n.accepted DESC, n.id DESC LIMIT $4";

static const char tail_addressed_sql[] =
	"SELECT m.id, m.title, m.number FROM matter m WHERE m.id IN "
	"(SELECT a.matter FROM addressed a WHERE a.desk_user = $2 "
	"AND a.noun = 'matter' AND a.action = 'see' AND a.station = $1) "
	"AND m.tail = $3 ORDER BY m.accepted DESC, m.id DESC LIMIT $4";

/* Longer tails that end so: a range, and the same from the newest back. */
static const char tails_sql[] =
	"SELECT m.id, m.accepted FROM matter m "
	"WHERE m.station = $1 AND m.tail > $3 AND m.tail < $4 AND EXISTS "
	"(SELECT 1 FROM reach r WHERE r.desk_user = $2 AND r.noun = 'matter' "
	"AND r.action = 'see' AND r.station = $1 AND r.within_kind = '') "
	"AND NOT EXISTS (SELECT 1 FROM guard g WHERE g.matter = m.id) LIMIT $5";

static const char tails_addressed_sql[] =
	"SELECT m.id, m.accepted FROM matter m WHERE m.id IN "
	"(SELECT a.matter FROM addressed a WHERE a.desk_user = $2 "
	"AND a.noun = 'matter' AND a.action = 'see' AND a.station = $1) "
	"AND m.tail > $3 AND m.tail < $4 LIMIT $5";

static const char tails_newest_sql[] =
	"SELECT m.id, m.accepted FROM matter m WHERE m.station = $1 "
	"AND m.tail || '' > $3 AND m.tail || '' < $4 AND EXISTS "
	"(SELECT 1 FROM reach r WHERE r.desk_user = $2 AND r.noun = 'matter' "
	"AND r.action = 'see' AND r.station = $1 AND r.within_kind = '') "
	"AND NOT EXISTS (SELECT 1 FROM guard g WHERE g.matter = m.id) "
	"ORDER BY m.accepted DESC, m.id DESC LIMIT $5";

static const char matter_sql[] =
	"SELECT m.id, m.title, m.number FROM matter m WHERE m.id = $1";

static bool
is_full(const struct hunt *hunt)
{
	return hunt->count >= SEARCH_LIMIT;
}

/* A thing found, and what makes one newer than another. */
struct key {
	int64_t id;
	char day[DATE_TEXT]; /* "" for names: ids grow with time */
};

/* The newest of what was read of a range, newest first. */
struct top {
	struct key keys[SEARCH_LIMIT];
	size_t count;
	size_t read; /* rows */
};

static bool
is_newer(const struct key *a, const struct key *b)
{
	int order = strcmp(a->day, b->day);

	return order > 0 || (order == 0 && a->id > b->id);
}

/* A name may come twice: 张张 has two parts that start with 张. */
static void
keep_newest(struct top *top, const struct key *key)
{
	size_t at = top->count;

	while (at > 0 && is_newer(key, &top->keys[at - 1]))
		at--;
	if (at == SEARCH_LIMIT || (at > 0 && top->keys[at - 1].id == key->id))
		return;
	if (top->count < SEARCH_LIMIT)
		top->count++;
	memmove(&top->keys[at + 1], &top->keys[at],
		(top->count - 1 - at) * sizeof(*key));
	top->keys[at] = *key;
}

enum range_columns { RANGE_ID, RANGE_ID_DAY };

/* Reads what starts with `start`, at most `limit` rows. */
static bool
read_range(struct hunt *hunt, const char *sql, const char *start,
	enum range_columns columns, int64_t limit, struct top *out,
	struct err *err)
{
	struct stmt *q = store_statement(hunt->desk->store, sql, err);
	enum stmt_step step;

	out->read = 0;
	if (q == NULL)
		return false;
	stmt_int(q, 1, hunt->desk->court);
	stmt_int(q, 2, hunt->desk->user);
	stmt_text(q, 3, start);
	stmt_text(q, 4, search_past(hunt->arena, start));
	stmt_int(q, 5, limit);
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		struct key key = { .id = stmt_get_int(q, 0) };

		if (columns == RANGE_ID_DAY)
			strncat(key.day, stmt_get_text(q, 1), DATE_TEXT - 1);
		keep_newest(out, &key);
		out->read++;
	}
	return step == STMT_END;
}

/* The same hits of the court's index three ways. */
struct range {
	const char *sql;
	const char *newest_sql;	   /* from the newest back */
	const char *addressed_sql; /* what is not the court's to show */
	enum range_columns columns;
};
static const struct range names = { names_sql, names_newest_sql,
	names_addressed_sql, RANGE_ID };
static const struct range tails = { tails_sql, tails_newest_sql,
	tails_addressed_sql, RANGE_ID_DAY };

/* The newest of a range: read whole if it is short, else walked from the
 * newest back. */
static bool
newest(struct hunt *hunt, const struct range *range, const char *start,
	struct top *out, struct err *err)
{
	out->count = 0;
	if (!read_range(hunt, range->addressed_sql, start, range->columns,
		    RANGE_MOST, out, err) ||
		!read_range(hunt, range->sql, start, range->columns,
			RANGE_MOST + 1, out, err))
		return false;
	return out->read <= RANGE_MOST ||
	       read_range(hunt, range->newest_sql, start, range->columns,
		       SEARCH_LIMIT, out, err);
}

/* What is in the index and not in the name are initials. */
static const char *
found_by(struct hunt *hunt, const char *name, const char *start)
{
	struct buf folded = { 0 };
	bool is_part;

	search_fold(name, &folded);
	is_part = strstr(buf_text(&folded), start) != NULL;
	buf_free(&folded);
	return arena_printf(hunt->arena,
		is_part ? "姓名中含“%s”" : "拼音首字母“%s”", start);
}

static bool
add_party(struct hunt *hunt, int64_t party, const char *start, struct err *err)
{
	struct stmt *q = store_statement(hunt->desk->store, party_sql, err);
	struct found *found;
	enum stmt_step step;

	if (q == NULL)
		return false;
	stmt_int(q, 1, party);
	step = stmt_next(q, err);
	if (step != STMT_ROW)
		return step == STMT_END;
	found = search_add(hunt);
	found->party = party;
	found->matter = stmt_get_int(q, 0);
	found->what = column_text(q, 1, hunt->arena);
	found->number = column_text(q, 2, hunt->arena);
	found->by = found_by(hunt, found->what, start);
	stmt_reset(q);
	return true;
}

static bool
by_name(struct hunt *hunt, const char *words, struct err *err)
{
	struct buf folded = { 0 };
	const char *start;
	struct top top;

	search_fold(words, &folded);
	start = arena_copy(hunt->arena, buf_text(&folded));
	buf_free(&folded);
	if (*start == '\0' || is_full(hunt))
		return true;
	if (!newest(hunt, &names, start, &top, err))
		return false;
	for (size_t i = 0; i < top.count && !is_full(hunt); i++)
		if (!add_party(hunt, top.keys[i].id, start, err))
			return false;
	return true;
}

/* On a list of readers and the court's own as well. */
static bool
is_found(const struct hunt *hunt, int64_t matter)
{
	for (size_t i = 0; i < hunt->count; i++)
		if (hunt->list[i].matter == matter &&
			hunt->list[i].party == 0 && hunt->list[i].record == 0)
			return true;
	return false;
}

static void
take_matter(struct hunt *hunt, struct stmt *q, const char *by)
{
	struct found *found;

	if (is_found(hunt, stmt_get_int(q, 0)))
		return;
	found = search_add(hunt);
	found->matter = stmt_get_int(q, 0);
	found->what = column_text(q, 1, hunt->arena);
	found->number = column_text(q, 2, hunt->arena);
	if (*found->what == '\0')
		found->what = found->number;
	found->by = by;
}

static bool
add_matter(struct hunt *hunt, int64_t matter, const char *by, struct err *err)
{
	struct stmt *q = store_statement(hunt->desk->store, matter_sql, err);
	enum stmt_step step;

	if (q == NULL)
		return false;
	stmt_int(q, 1, matter);
	step = stmt_next(q, err);
	if (step != STMT_ROW)
		return step == STMT_END;
	take_matter(hunt, q, by);
	stmt_reset(q);
	return true;
}

/* The parts of a case number as typed: 2026 刑初 12, 测0101刑初12号. */
struct parts {
	const char *texts[PARTS_MOST];
	size_t count;
	const char *tail; /* the last digits, reversed; "" without digits */
	const char *digits;
	bool is_bare; /* nothing but one run of digits */
};

static void
add_part(struct hunt *hunt, struct parts *parts, struct buf *part)
{
	if (part->length > 0 && parts->count < PARTS_MOST)
		parts->texts[parts->count++] =
			arena_copy(hunt->arena, buf_text(part));
	buf_clear(part);
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static void
find_tail(struct hunt *hunt, const char *folded, struct parts *parts)
{
	size_t end = strlen(folded), start;
	struct buf tail = { 0 };

	while (end > 0 && !is_digit(folded[end - 1]))
		end--;
	for (start = end; start > 0 && is_digit(folded[start - 1]); start--)
		buf_add_char(&tail, folded[start - 1]);
	parts->tail = arena_copy(hunt->arena, buf_text(&tail));
	parts->digits =
		arena_copy_bytes(hunt->arena, folded + start, end - start);
	parts->is_bare = end > 0 && start == 0 && folded[end] == '\0';
	buf_free(&tail);
}

static void
split_parts(struct hunt *hunt, const char *words, struct parts *parts)
{
	struct buf part = { 0 }, joined = { 0 };
	uint32_t c;

	*parts = (struct parts){ 0 };
	while ((c = fold_char(utf8_next(&words))) != 0) {
		if (fold_is_blank(c) || c == '-' || c == '/' || c == ',' ||
			c == 0x3001) {
			add_part(hunt, parts, &part);
			buf_add_char(&joined, ' ');
		} else if (!fold_is_bracket(c)) {
			fold_put(&part, c);
			fold_put(&joined, c);
		}
	}
	add_part(hunt, parts, &part);
	while (joined.length > 0 && joined.data[joined.length - 1] == ' ')
		buf_cut(&joined, joined.length - 1);
	find_tail(hunt, buf_text(&joined), parts);
	buf_free(&part);
	buf_free(&joined);
}

static bool
has_parts(const char *number, const struct parts *parts)
{
	struct buf folded = { 0 };
	bool has = true;

	fold_number(number, &folded);
	for (size_t i = 0; i < parts->count && has; i++)
		has = strstr(buf_text(&folded), parts->texts[i]) != NULL;
	buf_free(&folded);
	return has;
}

/* Numbers whose last digits are just these, and that have all the parts. */
static bool
by_exact_tail(struct hunt *hunt, const char *sql, const struct parts *parts,
	struct err *err)
{
	struct stmt *q = store_statement(hunt->desk->store, sql, err);
	const char *by = parts->is_bare ? arena_printf(hunt->arena,
						  "案号第%s号", parts->digits)
					: "案号";
	enum stmt_step step;

	if (q == NULL)
		return false;
	stmt_int(q, 1, hunt->desk->court);
	stmt_int(q, 2, hunt->desk->user);
	stmt_text(q, 3, parts->tail);
	stmt_int(q, 4, ALIKE_MOST);
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		if (is_full(hunt)) {
			stmt_reset(q);
			return true;
		}
		if (has_parts(stmt_get_text(q, 2), parts))
			take_matter(hunt, q, by);
	}
	return step == STMT_END;
}

static bool
by_longer_tail(struct hunt *hunt, const struct parts *parts, struct err *err)
{
	const char *by =
		arena_printf(hunt->arena, "案号末尾“%s”", parts->digits);
	struct top top;

	if (is_full(hunt))
		return true;
	if (!newest(hunt, &tails, parts->tail, &top, err))
		return false;
	for (size_t i = 0; i < top.count && !is_full(hunt); i++)
		if (!add_matter(hunt, top.keys[i].id, by, err))
			return false;
	return true;
}

static bool
by_case_number(struct hunt *hunt, const char *words, struct err *err)
{
	struct parts parts;

	split_parts(hunt, words, &parts);
	if (*parts.tail == '\0' || is_full(hunt))
		return true;
	if (!by_exact_tail(hunt, tail_sql, &parts, err) ||
		!by_exact_tail(hunt, tail_addressed_sql, &parts, err))
		return false;
	return !parts.is_bare || by_longer_tail(hunt, &parts, err);
}

static bool
check_words(const char *words, struct err *err)
{
	size_t length = strlen(words);

	if (length > WORDS_BYTES)
		return err_set(err, ERR_INPUT,
			"要找的内容太长了；姓名、案号末几位或查询码就够");
	if (utf8_check(words, length, UTF8_ONE_LINE) != UTF8_FINE)
		return err_set(err, ERR_INPUT,
			"要找的内容里有不能识别的字符，请重新输入");
	if (words[strspn(words, " ")] == '\0')
		return err_set(err, ERR_INPUT,
			"请输入姓名中的字、案号末几位、文号或查询码");
	return true;
}

bool
search_any(struct desk *desk, struct arena *arena, const char *words,
	struct found **out, size_t *count, struct err *err)
{
	struct hunt hunt = { .desk = desk, .arena = arena };

	*out = NULL;
	*count = 0;
	if (!check_words(words, err))
		return false;
	hunt.list = arena_alloc(arena, SEARCH_LIMIT * sizeof(*hunt.list));
	if (!search_code(&hunt, words, err) ||
		!by_case_number(&hunt, words, err) ||
		!search_number(&hunt, words, err) ||
		!by_name(&hunt, words, err) ||
		!audit_read(desk, "search", 0, words, err))
		return false;
	*out = hunt.list;
	*count = hunt.count;
	return true;
}
