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
#include "form/seal.h"

#include <string.h>

enum {
	WORDS_BYTES = 200,  /* of what is typed */
	PARTS_MOST = 8,	    /* parts of a case number */
	RANGE_MOST = 20000, /* rows that are read to find the newest */
	ALIKE_MOST = 2000,  /* case numbers that end alike */
	CODE_LENGTH = 8
};

/* Past every text that starts with what stands before it. */
#define AFTER_ALL "\xF4\x8F\xBF\xBF"

static const char names_sql[] =
	"SELECT n.party FROM name_index n WHERE n.station = $1 AND EXISTS "
	"(SELECT 1 FROM reach r WHERE r.desk_user = $2 AND r.noun = 'matter' "
	"AND r.action = 'see' AND r.station = $1) "
	"AND n.suffix >= $3 AND n.suffix < $4 LIMIT $5";

/* The suffix in an expression, so that the walk is by name_newest. */
static const char names_newest_sql[] =
	"SELECT n.party FROM name_index n WHERE n.station = $1 AND EXISTS "
	"(SELECT 1 FROM reach r WHERE r.desk_user = $2 AND r.noun = 'matter' "
	"AND r.action = 'see' AND r.station = $1) "
	"AND n.suffix || '' >= $3 AND n.suffix || '' < $4 "
	"GROUP BY n.party ORDER BY n.party DESC LIMIT $5";

static const char party_sql[] =
	"SELECT p.matter, p.name, m.number FROM party p "
	"JOIN matter m ON m.id = p.matter WHERE p.id = $1";

static const char tail_sql[] =
	"SELECT m.id, m.title, m.number FROM matter m "
	"WHERE m.station = $1 AND m.tail = $3 AND EXISTS "
	"(SELECT 1 FROM reach r WHERE r.desk_user = $2 AND r.noun = 'matter' "
	"AND r.action = 'see' AND r.station = $1) "
	"ORDER BY m.accepted DESC, m.id DESC LIMIT $4";

/* Longer tails that end so: a range, and the same from the newest back. */
static const char tails_sql[] =
	"SELECT m.id, m.accepted FROM matter m "
	"WHERE m.station = $1 AND m.tail > $3 AND m.tail < $4 AND EXISTS "
	"(SELECT 1 FROM reach r WHERE r.desk_user = $2 AND r.noun = 'matter' "
	"AND r.action = 'see' AND r.station = $1) LIMIT $5";

static const char tails_newest_sql[] =
	"SELECT m.id, m.accepted FROM matter m WHERE m.station = $1 "
	"AND m.tail || '' > $3 AND m.tail || '' < $4 AND EXISTS "
	"(SELECT 1 FROM reach r WHERE r.desk_user = $2 AND r.noun = 'matter' "
	"AND r.action = 'see' AND r.station = $1) "
	"ORDER BY m.accepted DESC, m.id DESC LIMIT $5";

static const char matter_sql[] =
	"SELECT m.id, m.title, m.number FROM matter m WHERE m.id = $1";

static const char code_sql[] =
	"SELECT c.id, c.matter, c.form, c.number, m.number "
	"FROM record c LEFT JOIN matter m ON m.id = c.matter "
	"WHERE c.code = $1 AND EXISTS "
	"(SELECT 1 FROM reach r WHERE r.desk_user = $2 AND r.noun = 'record' "
	"AND r.action = 'see' AND r.station = c.station) "
	"ORDER BY c.id DESC LIMIT $3";

static const char number_sql[] =
	"SELECT c.id, c.matter, c.form, c.number, m.number "
	"FROM reach r JOIN record c ON c.station = r.station "
	"LEFT JOIN matter m ON m.id = c.matter "
	"WHERE r.desk_user = $1 AND r.noun = 'record' AND r.action = 'see' "
	"AND c.number <> '' AND c.number >= $2 AND c.number < $3 LIMIT $4";

struct hunt {
	struct desk *desk;
	struct arena *arena;
	struct found *list; /* SEARCH_LIMIT */
	size_t count;
};

static bool
is_full(const struct hunt *hunt)
{
	return hunt->count >= SEARCH_LIMIT;
}

static int64_t
room(const struct hunt *hunt)
{
	return SEARCH_LIMIT - (int64_t)hunt->count;
}

static struct found *
add(struct hunt *hunt)
{
	struct found *found = &hunt->list[hunt->count++];

	*found = (struct found){ .what = "", .number = "", .by = "" };
	return found;
}

static const char *
past(struct arena *arena, const char *start)
{
	return arena_printf(arena, "%s" AFTER_ALL, start);
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

	out->count = 0;
	out->read = 0;
	if (q == NULL)
		return false;
	stmt_int(q, 1, hunt->desk->court);
	stmt_int(q, 2, hunt->desk->user);
	stmt_text(q, 3, start);
	stmt_text(q, 4, past(hunt->arena, start));
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

/* The newest of a range: read whole if it is short, else walked from the
 * newest back. */
static bool
newest(struct hunt *hunt, const char *range_sql, const char *newest_sql,
	const char *start, enum range_columns columns, struct top *out,
	struct err *err)
{
	if (!read_range(
		    hunt, range_sql, start, columns, RANGE_MOST + 1, out, err))
		return false;
	return out->read <= RANGE_MOST ||
	       read_range(hunt, newest_sql, start, columns, SEARCH_LIMIT, out,
		       err);
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
	found = add(hunt);
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
	if (!newest(hunt, names_sql, names_newest_sql, start, RANGE_ID, &top,
		    err))
		return false;
	for (size_t i = 0; i < top.count && !is_full(hunt); i++)
		if (!add_party(hunt, top.keys[i].id, start, err))
			return false;
	return true;
}

static void
take_matter(struct hunt *hunt, struct stmt *q, const char *by)
{
	struct found *found = add(hunt);

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
by_exact_tail(struct hunt *hunt, const struct parts *parts, struct err *err)
{
	struct stmt *q = store_statement(hunt->desk->store, tail_sql, err);
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
	if (!newest(hunt, tails_sql, tails_newest_sql, parts->tail,
		    RANGE_ID_DAY, &top, err))
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
	if (!by_exact_tail(hunt, &parts, err))
		return false;
	return !parts.is_bare || by_longer_tail(hunt, &parts, err);
}

/* A form that is no longer there is named by its id. */
static void
take_record(struct hunt *hunt, struct stmt *q, const char *by)
{
	const char *id = column_text(q, 2, hunt->arena);
	const struct form *form = library_form(hunt->desk->library, id);
	const char *number = column_text(q, 3, hunt->arena);
	struct found *found = add(hunt);

	found->record = stmt_get_int(q, 0);
	found->matter = stmt_get_int(q, 1);
	found->what = arena_printf(hunt->arena, "%s%s%s",
		form == NULL ? id : form->name, *number == '\0' ? "" : " ",
		number);
	found->number = column_text(q, 4, hunt->arena);
	found->by = by;
}

/* Eight characters that check, capitals or not. */
static bool
read_code(const char *words, char out[CODE_LENGTH + 1])
{
	struct buf folded = { 0 };
	bool is_code;

	fold_number(words, &folded);
	is_code = folded.length == CODE_LENGTH;
	for (size_t i = 0; i < CODE_LENGTH && is_code; i++) {
		char c = folded.data[i];

		out[i] = c;
		if (c >= 'a' && c <= 'z')
			out[i] = (char)(c - 'a' + 'A');
		else if (!is_digit(c))
			is_code = false;
	}
	buf_free(&folded);
	if (!is_code)
		return false;
	out[CODE_LENGTH] = out[CODE_LENGTH - 1];
	out[CODE_LENGTH - 1] = '\0';
	is_code = seal_check_char(out) == out[CODE_LENGTH];
	out[CODE_LENGTH - 1] = out[CODE_LENGTH];
	out[CODE_LENGTH] = '\0';
	return is_code;
}

static bool
by_code(struct hunt *hunt, const char *words, struct err *err)
{
	char code[CODE_LENGTH + 1];
	enum stmt_step step;
	struct stmt *q;

	if (!read_code(words, code))
		return true;
	q = store_statement(hunt->desk->store, code_sql, err);
	if (q == NULL)
		return false;
	stmt_text(q, 1, code);
	stmt_int(q, 2, hunt->desk->user);
	stmt_int(q, 3, room(hunt));
	while ((step = stmt_next(q, err)) == STMT_ROW)
		take_record(hunt, q, "查询码");
	return step == STMT_END;
}

/* 文号 are kept as printed; what is typed has one kind of bracket or another,
 * and forms print one of two. */
enum brackets { BRACKETS_SHELL, BRACKETS_ROUND };

static const char *
number_start(struct arena *arena, const char *words, enum brackets kind)
{
	static const char *const pairs[][2] = {
		[BRACKETS_SHELL] = { "〔", "〕" },
		[BRACKETS_ROUND] = { "（", "）" },
	};
	struct buf out = { 0 };
	const char *start;
	uint32_t c;

	while ((c = utf8_next(&words)) != 0) {
		uint32_t folded = fold_char(c);
		int place = fold_bracket(folded);

		if (place >= 0)
			buf_add(&out, pairs[kind][place % 2]);
		else if (!fold_is_blank(folded))
			fold_put(&out, fold_is_capital(c) ? c : folded);
	}
	start = arena_copy(arena, buf_text(&out));
	buf_free(&out);
	return start;
}

static bool
by_number_start(struct hunt *hunt, const char *start, struct err *err)
{
	struct stmt *q;
	enum stmt_step step;

	if (*start == '\0' || is_full(hunt))
		return true;
	q = store_statement(hunt->desk->store, number_sql, err);
	if (q == NULL)
		return false;
	stmt_int(q, 1, hunt->desk->user);
	stmt_text(q, 2, start);
	stmt_text(q, 3, past(hunt->arena, start));
	stmt_int(q, 4, room(hunt));
	while ((step = stmt_next(q, err)) == STMT_ROW)
		take_record(hunt, q, "文号");
	return step == STMT_END;
}

/* Only with a digit: many a court's 代字 (鲁 贵 云) is a family name, too. */
static bool
by_number(struct hunt *hunt, const char *words, struct err *err)
{
	const char *shell = number_start(hunt->arena, words, BRACKETS_SHELL);
	const char *rounded = number_start(hunt->arena, words, BRACKETS_ROUND);

	if (shell[strcspn(shell, "0123456789")] == '\0')
		return true;
	if (!by_number_start(hunt, shell, err))
		return false;
	return strcmp(shell, rounded) == 0 ||
	       by_number_start(hunt, rounded, err);
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
	if (!by_code(&hunt, words, err) || !by_case_number(&hunt, words, err) ||
		!by_number(&hunt, words, err) || !by_name(&hunt, words, err) ||
		!audit_read(desk, "search", 0, words, err))
		return false;
	*out = hunt.list;
	*count = hunt.count;
	return true;
}
