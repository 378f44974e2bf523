/* SPDX-License-Identifier: MIT */
/* The audit of one case. */
#include "desk/audit_list.h"

#include "base/digest.h"
#include "base/file.h"
#include "desk/audit.h"
#include "desk/column.h"
#include "desk/scope.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { DAY_BYTES = 256 << 20, CELLS = 7 };

struct listing {
	struct desk *desk;
	struct arena *arena;
	int64_t *ids; /* of everything of the case, sorted */
	size_t id_count;
	const char *number; /* 案号 */
	struct audit_report *out;
};

/* clang-format off */
static const struct {
	const char *action;
	const char *words;
} actions[] = {
	{ "matter.read", "看案件" },
	{ "party.read", "看当事人" },
	{ "read", "看文书" },
	{ "help.read", "看法律帮助" },
	{ "clock.why", "看期限理由" },
	{ "standing.why", "看类别理由" },
	{ "refusal.why", "看拒绝理由" },
	{ "violation.read", "看追责" },
	{ "audit.read", "看查阅记录" },
	{ "print", "打印" },
	{ "print.confirm", "答打印" },
	{ "seal", "定稿" },
	{ "look.try", "试封存查阅" },
	{ "look.close", "结束封存查阅" },
};
/* clang-format on */

static const char *
words_of(const char *action)
{
	for (size_t i = 0; i < ARRAY_LENGTH(actions); i++)
		if (strcmp(actions[i].action, action) == 0)
			return actions[i].words;
	return action;
}

static const char matter_sql[] =
	"SELECT m.id, m.number FROM matter m JOIN reach r ON r.station = m.station "
	"WHERE r.desk_user = $1 AND r.noun = 'audit' AND r.action = 'see' "
	"AND (m.number = $2 OR m.id = $3 OR EXISTS (SELECT 1 FROM fact f "
	"WHERE f.matter = m.id AND f.name = '程序段.案号' "
	"AND f.value = $2)) ORDER BY m.id DESC LIMIT 1";

static bool
find_matter(
	struct listing *l, const char *number, int64_t *out, struct err *err)
{
	struct desk *desk = l->desk;
	struct stmt *q = store_statement(desk->store, matter_sql, err);
	bool is_id = strspn(number, "0123456789") == strlen(number);

	if (q == NULL)
		return false;
	stmt_int(q, 1, desk->user);
	stmt_text(q, 2, number);
	stmt_int(q, 3, is_id ? strtoll(number, NULL, 10) : 0);
	if (!stmt_one(q, "没有这个案件；案号要写完整", err))
		return false;
	*out = stmt_get_int(q, 0);
	l->number = column_text(q, 1, l->arena);
	stmt_reset(q);
	return true;
}

static const char ids_sql[] =
	"SELECT CAST($1 AS BIGINT) UNION SELECT p.id FROM party p "
	"WHERE p.matter = $1 UNION SELECT c.id FROM record c "
	"WHERE c.matter = $1 ORDER BY 1";

static bool
read_ids(struct listing *l, int64_t matter, struct err *err)
{
	struct stmt *q = store_statement(l->desk->store, ids_sql, err);
	enum stmt_step step;

	if (q == NULL)
		return false;
	stmt_int(q, 1, matter);
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		l->ids = arena_grow(
			l->arena, l->ids, l->id_count, sizeof(*l->ids));
		l->ids[l->id_count++] = stmt_get_int(q, 0);
	}
	return step == STMT_END;
}

static int
compare_ids(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static bool
is_of_it(const struct listing *l, int64_t id)
{
	return bsearch(&id, l->ids, l->id_count, sizeof id, compare_ids) !=
	       NULL;
}

static void
add_line(struct listing *l, const struct audit_line *line)
{
	struct audit_report *out = l->out;

	out->lines = arena_grow(
		l->arena, out->lines, out->count, sizeof(*out->lines));
	out->lines[out->count++] = *line;
}

static const char writes_sql[] =
	"SELECT a.at, u.login, u.name, u.role, s.name, a.action, a.subject, "
	"a.note FROM audit a JOIN desk_user u ON u.id = a.desk_user "
	"JOIN station s ON s.id = a.station WHERE a.subject IN "
	"(SELECT CAST($1 AS BIGINT) UNION SELECT p.id FROM party p "
	"WHERE p.matter = $1 UNION SELECT c.id FROM record c "
	"WHERE c.matter = $1) ORDER BY a.id";

static bool
add_writes(struct listing *l, int64_t matter, struct err *err)
{
	struct stmt *q = store_statement(l->desk->store, writes_sql, err);
	enum stmt_step step;

	if (q == NULL)
		return false;
	stmt_int(q, 1, matter);
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		char at[INSTANT_TEXT];

		add_line(l,
			&(struct audit_line){
				.at = arena_copy(l->arena,
					clock_format(stmt_get_int(q, 0), at)),
				.login = column_text(q, 1, l->arena),
				.name = column_text(q, 2, l->arena),
				.role = column_text(q, 3, l->arena),
				.station = column_text(q, 4, l->arena),
				.action = column_text(q, 5, l->arena),
				.words = words_of(stmt_get_text(q, 5)),
				.subject = stmt_get_int(q, 6),
				.note = column_text(q, 7, l->arena),
			});
	}
	return step == STMT_END;
}

static const char user_sql[] =
	"SELECT u.name, u.role, s.name FROM desk_user u "
	"JOIN station s ON s.id = u.station WHERE u.id = $1";

static bool
fill_user(struct listing *l, int64_t user, struct audit_line *line,
	struct err *err)
{
	struct stmt *q = store_statement(l->desk->store, user_sql, err);
	enum stmt_step step;

	line->name = line->role = line->station = "";
	if (q == NULL)
		return false;
	stmt_int(q, 1, user);
	step = stmt_next(q, err);
	if (step == STMT_ROW) {
		line->name = column_text(q, 0, l->arena);
		line->role = column_text(q, 1, l->arena);
		line->station = column_text(q, 2, l->arena);
		stmt_reset(q);
	}
	return step != STMT_FAILED;
}

/* What was tried stands under no id: nobody was told whether there is one. */
static bool
is_try(const struct listing *l, const char *action, const char *note)
{
	return strcmp(action, "look.try") == 0 && strcmp(note, l->number) == 0;
}

/* at, user, login, station, action, subject, note: as audit.c wrote it. */
static bool
take_line(struct listing *l, char *text, struct err *err)
{
	char *cells[CELLS] = { text };
	size_t count = 1;
	struct audit_line line;

	for (char *at = text; *at != '\0' && count < CELLS; at++)
		if (*at == '\t') {
			*at = '\0';
			cells[count++] = at + 1;
		}
	if (count < CELLS || (!is_of_it(l, strtoll(cells[5], NULL, 10)) &&
				     !is_try(l, cells[4], cells[6])))
		return true;
	line = (struct audit_line){ .at = cells[0],
		.login = cells[2],
		.action = cells[4],
		.words = words_of(cells[4]),
		.subject = strtoll(cells[5], NULL, 10),
		.note = cells[6] };
	if (!fill_user(l, strtoll(cells[1], NULL, 10), &line, err))
		return false;
	add_line(l, &line);
	return true;
}

static bool
take_lines(struct listing *l, char *text, struct err *err)
{
	while (*text != '\0') {
		char *end = text + strcspn(text, "\n");
		bool is_last = *end == '\0';

		*end = '\0';
		if (!take_line(l, text, err))
			return false;
		if (is_last)
			break;
		text = end + 1;
	}
	return true;
}

static void
add_fault(struct listing *l, const char *text)
{
	struct audit_report *out = l->out;

	out->faults = arena_grow(
		l->arena, out->faults, out->fault_count, sizeof(*out->faults));
	out->faults[out->fault_count++] = text;
}

static const char closed_sql[] = "SELECT note FROM audit WHERE request = $1";

/* A finished day's file is what its digest says. */
static bool
check_day(struct listing *l, const char *name, struct date day,
	const struct buf *text, struct err *err)
{
	struct stmt *q = store_statement(l->desk->store, closed_sql, err);
	char digest[DIGEST_TEXT];
	enum stmt_step step;

	if (q == NULL)
		return false;
	stmt_int(q, 1, -(int64_t)day.day);
	step = stmt_next(q, err);
	if (step != STMT_ROW)
		return step == STMT_END;
	digest_text(DIGEST_SHA256, buf_text(text), text->length, digest);
	if (strstr(stmt_get_text(q, 0), digest) == NULL)
		add_fault(l, arena_printf(l->arena,
				     "%s 的查阅记录与链上的摘要不符，有人改过",
				     name));
	stmt_reset(q);
	return true;
}

static bool
add_day(struct listing *l, const char *name, struct date day, struct err *err)
{
	const char *path = arena_printf(
		l->arena, "%s.reads/%s", store_path(l->desk->store), name);
	struct buf text = { 0 };
	bool done = file_read(path, DAY_BYTES, &text, err) &&
		    check_day(l, name, day, &text, err) &&
		    take_lines(l, arena_copy(l->arena, buf_text(&text)), err);

	buf_free(&text);
	return done;
}

static bool
add_reads(struct listing *l, struct err *err)
{
	DIR *dir = opendir(
		arena_printf(l->arena, "%s.reads", store_path(l->desk->store)));
	const struct dirent *entry;
	struct date day;
	bool done = true;

	if (dir == NULL)
		return true;
	while (done && (entry = readdir(dir)) != NULL)
		if (date_parse(entry->d_name, &day))
			done = add_day(l, entry->d_name, day, err);
	closedir(dir);
	return done;
}

static int
compare_lines(const void *a, const void *b)
{
	const struct audit_line *x = a, *y = b;
	int order = strcmp(x->at, y->at);

	return order != 0 ? order : strcmp(x->login, y->login);
}

bool
audit_of(struct desk *desk, struct arena *arena, const char *number,
	struct audit_report *out, struct err *err)
{
	struct listing l = { .desk = desk, .arena = arena, .out = out };
	int64_t matter;

	*out = (struct audit_report){ 0 };
	if (!scope_check(desk, "audit", "see", desk->station, err) ||
		!find_matter(&l, number, &matter, err) ||
		!audit_read(desk, "audit.read", matter, "", err) ||
		!read_ids(&l, matter, err) || !add_writes(&l, matter, err) ||
		!add_reads(&l, err))
		return false;
	if (out->count > 1)
		qsort(out->lines, out->count, sizeof(*out->lines),
			compare_lines);
	return true;
}
