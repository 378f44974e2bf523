/* SPDX-License-Identifier: MIT */
/* Papers by the code on a sheet or by their 文号. */
#include "desk/search_own.h"

#include "base/utf8.h"
#include "desk/column.h"
#include "desk/fold.h"
#include "form/seal.h"

#include <string.h>

enum { CODE_LENGTH = 8 };

/* Past every text that starts with what stands before it. */
#define AFTER_ALL "\xF4\x8F\xBF\xBF"

static const char code_sql[] =
	"SELECT c.id, c.matter, c.form, c.number, m.number "
	"FROM record c LEFT JOIN matter m ON m.id = c.matter "
	"WHERE c.code = $1 AND EXISTS "
	"(SELECT 1 FROM legible l WHERE l.desk_user = $2 AND l.record = c.id) "
	"ORDER BY c.id DESC LIMIT $3";

static const char number_sql[] =
	"SELECT c.id, c.matter, c.form, c.number, m.number "
	"FROM reach r JOIN record c ON c.station = r.station "
	"LEFT JOIN matter m ON m.id = c.matter "
	"WHERE r.desk_user = $1 AND r.noun = 'record' AND r.action = 'see' "
	"AND c.number <> '' AND c.number >= $2 AND c.number < $3 "
	"AND EXISTS (SELECT 1 FROM legible l WHERE l.desk_user = $1 "
	"AND l.record = c.id) LIMIT $4";

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

struct found *
search_add(struct hunt *hunt)
{
	struct found *found = &hunt->list[hunt->count++];

	*found = (struct found){ .what = "", .number = "", .by = "" };
	return found;
}

const char *
search_past(struct arena *arena, const char *start)
{
	return arena_printf(arena, "%s" AFTER_ALL, start);
}

/* A form that is no longer there is named by its id. */
static void
take_record(struct hunt *hunt, struct stmt *q, const char *by)
{
	const char *id = column_text(q, 2, hunt->arena);
	const struct form *form = library_form(hunt->desk->library, id);
	const char *number = column_text(q, 3, hunt->arena);
	struct found *found = search_add(hunt);

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
		else if (c < '0' || c > '9')
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

bool
search_code(struct hunt *hunt, const char *words, struct err *err)
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
	stmt_text(q, 3, search_past(hunt->arena, start));
	stmt_int(q, 4, room(hunt));
	while ((step = stmt_next(q, err)) == STMT_ROW)
		take_record(hunt, q, "文号");
	return step == STMT_END;
}

/* Only with a digit: many a court's 代字 (鲁 贵 云) is a family name, too. */
bool
search_number(struct hunt *hunt, const char *words, struct err *err)
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
