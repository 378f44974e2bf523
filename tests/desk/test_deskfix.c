/* SPDX-License-Identifier: MIT */
/* The store that the tests of what reads share, and that it is as it says. */
#include "deskfix.h"

#include "desk/name.h"
#include "form/seal.h"
#include "tests/support/scratch.h"
#include "tests/support/tree.h"

#include <check.h>
#include <stdarg.h>
#include <string.h>

Suite *suite_deskfix(void);

static const char store_sql[] =
	"INSERT INTO store (one, number, incarnation, next_id, practice, "
	"fixed_now, go_live) VALUES (1, 1, 1, 1, 1, $1, '2026-10-01')";
static const char station_sql[] =
	"INSERT INTO station (id, kind, name, code, pilot, rev) "
	"VALUES ($1, $2, $3, $4, 1, 1)";
static const char user_sql[] =
	"INSERT INTO desk_user (id, login, name, role, station, active, rev) "
	"VALUES ($1, $2, $3, $4, $5, 1, 1)";
static const char reach_sql[] =
	"INSERT INTO reach (desk_user, noun, action, station, within_kind, "
	"within) SELECT u.id, CAST($2 AS TEXT), CAST($3 AS TEXT), "
	"CAST($4 AS BIGINT), CASE WHEN u.role = '看守' THEN '看守所' "
	"ELSE '' END, CASE WHEN u.role = '看守' THEN s.name ELSE '' END "
	"FROM desk_user u JOIN station s ON s.id = u.station WHERE u.id = $1";
static const char matter_sql[] =
	"INSERT INTO matter (id, station, number, tail, title, charge, "
	"procedure, handler, accepted, pending, parties, next_due, law) "
	"VALUES ($1, $2, $3, $4, $5, '盗窃罪', '普通', '测试法官', $6, $7, 1, "
	"'', '')";
static const char proceeding_sql[] =
	"INSERT INTO proceeding (id, station, number, tail, accepted, matter) "
	"VALUES ($1, $2, $3, $4, $5, $6)";
static const char party_sql[] =
	"INSERT INTO party (id, matter, proceeding, station, name, class, "
	"advised, place) VALUES ($1, $2, $3, $4, $5, 'D', '', '测试看守所')";
static const char access_sql[] = "INSERT INTO access (matter, kind, who) "
				 "VALUES ($1, '看守所', '测试看守所')";
static const char name_sql[] =
	"INSERT INTO name_index (station, suffix, party, matter) "
	"VALUES ($1, $2, $3, $4)";
static const char clock_sql[] =
	"INSERT INTO deadline (party, rule, trigger_line, hearing, matter, "
	"proceeding, station, start, start_at, due, due_at, provisional, "
	"leads, state, met, met_record, late, in_time, bearer) "
	"VALUES ($1, $2, $3, 0, "
	"$4, $4, $5, '2026-11-18', 0, $6, 0, 0, $7, $8, '', 0, 0, 0, '法院')";
static const char form_sql[] =
	"INSERT INTO form_text (digest, form, version, text) "
	"SELECT $1, $2, $3, $4 WHERE NOT EXISTS "
	"(SELECT 1 FROM form_text WHERE digest = $1)";
static const char record_sql[] =
	"INSERT INTO record (id, form, form_digest, station, seq, number, "
	"matter, proceeding, hearing, about, supersedes, line, occurred, "
	"occurred_at, entered_at, by_user, payload_digest, payload_sm3, "
	"previous, link, code) VALUES ($1, $2, $3, $4, $1, $5, $6, 0, 0, 0, "
	"NULL, $1, '2026-11-20', 0, 1, $7, '', '', '', '', $8)";
static const char payload_sql[] =
	"INSERT INTO record_payload (record, salt, bytes) VALUES ($1, '', $2)";

enum { PUT_VALUES = 12 };

struct put {
	const char *sql;
	const char *kinds;
	int64_t numbers[PUT_VALUES];
	const char *texts[PUT_VALUES];
};

static bool
put_body(struct store *store, void *arg, struct err *err)
{
	const struct put *put = arg;
	struct stmt *q = store_statement(store, put->sql, err);

	if (q == NULL)
		return false;
	for (int i = 0; put->kinds[i] != '\0'; i++)
		if (put->kinds[i] == 'n')
			stmt_int(q, i + 1, put->numbers[i]);
		else
			stmt_text(q, i + 1, put->texts[i]);
	return stmt_run(q, err);
}

void
fix_put(struct fix *fix, const char *sql, const char *kinds, ...)
{
	struct put put = { .sql = sql, .kinds = kinds };
	va_list values;

	ck_assert_int_le((int)strlen(kinds), PUT_VALUES);
	va_start(values, kinds);
	for (int i = 0; kinds[i] != '\0'; i++)
		if (kinds[i] == 'n')
			put.numbers[i] = va_arg(values, int64_t);
		else
			put.texts[i] = va_arg(values, const char *);
	va_end(values);
	ck_ok(fix, store_tx(fix->store, put_body, &put, 0, &fix->err));
}

int64_t
fix_number(struct fix *fix, const char *sql)
{
	struct stmt *q = store_statement(fix->store, sql, &fix->err);
	int64_t number = -1;
	enum stmt_step step;

	ck_ok(fix, q != NULL);
	step = stmt_next(q, &fix->err);
	ck_ok(fix, step != STMT_FAILED);
	if (step == STMT_ROW) {
		number = stmt_get_int(q, 0);
		stmt_reset(q);
	}
	return number;
}

void
fix_matter(struct fix *fix, const struct fix_matter *m)
{
	fix_put(fix, matter_sql, "nnttttn", m->id, m->station, m->number,
		m->tail, m->title, m->accepted, (int64_t)m->pending);
	fix_put(fix, proceeding_sql, "nntttn", m->id, m->station, m->number,
		m->tail, m->accepted, m->id);
	if (m->station == FIX_COURT)
		fix_put(fix, access_sql, "n", m->id);
}

void
fix_party(struct fix *fix, int64_t id, int64_t matter, int64_t station,
	const char *name)
{
	struct name_texts texts;

	fix_put(fix, party_sql, "nnnnt", id, matter, matter, station, name);
	name_texts(&fix->arena, name, &texts);
	for (size_t i = 0; i < texts.count; i++)
		fix_put(fix, name_sql, "ntnn", station, texts.items[i], id,
			matter);
}

void
fix_clock(struct fix *fix, const struct fix_clock *c)
{
	fix_put(fix, clock_sql, "ntnnntnt", c->party, c->rule, c->line,
		c->matter, c->station, c->due, (int64_t)c->leads, c->state);
}

static const struct form *
first_paper(const struct fix *fix)
{
	size_t count;
	const struct form *const *forms = library_forms(fix->library, &count);

	for (size_t i = 0; i < count; i++)
		if (forms[i]->kind == FORM_PAPER && forms[i]->body != NULL)
			return forms[i];
	ck_abort_msg("no paper among the forms");
}

static void
put_bytes(
	struct fix *fix, const struct form *form, const struct seal_head *head)
{
	struct values values = { .arena = &fix->arena };
	struct buf bytes = { 0 };

	seal_write(head, form, &values, &bytes);
	fix_put(fix, payload_sql, "nt", head->record, buf_text(&bytes));
	buf_free(&bytes);
}

void
fix_record(struct fix *fix, int64_t id, int64_t station, int64_t matter,
	const char *number, const char *code, bool has_bytes)
{
	const struct form *form = first_paper(fix);
	const char *text =
		arena_copy_bytes(&fix->arena, form->text, form->text_length);
	struct seal_head head = {
		.form = form->id,
		.form_version = form->version,
		.digest = form->digest,
		.record = id,
		.station = station,
		.station_name = "测试人民法院",
		.number = number,
		.matter = matter,
		.reason = "",
		.entered = 1,
		.by = "测试书记员",
	};

	fix_put(fix, form_sql, "ttnt", form->digest, form->id,
		(int64_t)form->version, text);
	fix_put(fix, record_sql, "nttntnnt", id, form->id, form->digest,
		station, number, matter, (int64_t)FIX_CLERK, code);
	if (has_bytes)
		put_bytes(fix, form, &head);
}

/* The literal behind `NAME[] =`, its pieces joined. */
static void
read_literal(const char *text, struct buf *out)
{
	const char *end = strchr(text, ';');
	bool is_inside = false;

	for (; text < end; text++) {
		if (*text == '"')
			is_inside = !is_inside;
		else if (is_inside)
			buf_add_char(out, *text);
	}
}

static const char *
source_sql(struct fix *fix, const char *file, const char *name)
{
	const char *path = tree_path(&fix->arena, file);
	const char *head =
		arena_printf(&fix->arena, "static const char %s[] =", name);
	const char *at = strstr(tree_text(&fix->arena, path), head);
	struct buf sql = { 0 };

	ck_assert_msg(at != NULL, "no %s in %s", name, path);
	buf_add(&sql, "EXPLAIN QUERY PLAN ");
	read_literal(at, &sql);
	at = arena_copy(&fix->arena, buf_text(&sql));
	buf_free(&sql);
	return at;
}

const char *
fix_plan(struct fix *fix, const char *file, const char *name)
{
	const char *sql = source_sql(fix, file, name);
	struct stmt *q = store_statement(fix->store, sql, &fix->err);
	struct buf plan = { 0 };
	const char *text;

	ck_assert_msg(q != NULL, "%s: %s", sql, fix->err.text);
	while (stmt_next(q, &fix->err) == STMT_ROW)
		buf_addf(&plan, "%s\n", stmt_get_text(q, 3));
	text = arena_copy(&fix->arena, buf_text(&plan));
	buf_free(&plan);
	return text;
}

void
fix_walks(
	struct fix *fix, const char *file, const char *name, const char *index)
{
	const char *plan = fix_plan(fix, file, name);

	ck_assert_msg(strstr(plan, index) != NULL, "%s walks not %s:\n%s", name,
		index, plan);
	ck_assert_msg(strstr(plan, "SCAN") == NULL ||
			      strstr(plan, "SCAN CONSTANT ROW") != NULL,
		"%s scans:\n%s", name, plan);
	ck_assert_msg(strstr(plan, "USE TEMP B-TREE") == NULL, "%s sorts:\n%s",
		name, plan);
}

static void
put_stations(struct fix *fix)
{
	static const struct {
		int64_t id;
		const char *kind;
		const char *name;
		const char *code;
	} stations[] = {
		{ FIX_COURT, "法院", "测试人民法院", "测0101" },
		{ FIX_OTHER, "法院", "另一测试法院", "测0102" },
		{ FIX_CUSTODY, "看守所", "测试看守所", "测看" },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(stations); i++)
		fix_put(fix, station_sql, "nttt", stations[i].id,
			stations[i].kind, stations[i].name, stations[i].code);
}

static void
put_users(struct fix *fix)
{
	static const struct {
		int64_t id;
		const char *login;
		const char *name;
		const char *role;
		int64_t station;
	} users[] = {
		{ FIX_CLERK, "shuji", "测试书记员", "书记员", FIX_COURT },
		{ FIX_STRANGER, "bieren", "测试别人", "书记员", FIX_OTHER },
		{ FIX_GUARD, "kanshou", "测试看守", "看守", FIX_CUSTODY },
		{ FIX_NOBODY, "wuquan", "测试无权", "无", FIX_COURT },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(users); i++)
		fix_put(fix, user_sql, "ntttn", users[i].id, users[i].login,
			users[i].name, users[i].role, users[i].station);
}

static void
put_reach(struct fix *fix)
{
	static const struct {
		int64_t user;
		const char *noun;
		const char *action;
		int64_t station;
	} rows[] = {
		{ FIX_CLERK, "matter", "see", FIX_COURT },
		{ FIX_CLERK, "record", "see", FIX_COURT },
		{ FIX_CLERK, "record", "print", FIX_COURT },
		{ FIX_STRANGER, "matter", "see", FIX_OTHER },
		{ FIX_STRANGER, "record", "see", FIX_OTHER },
		{ FIX_STRANGER, "record", "print", FIX_OTHER },
		{ FIX_GUARD, "matter", "see", FIX_COURT },
		{ FIX_GUARD, "record", "see", FIX_COURT },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++)
		fix_put(fix, reach_sql, "nttn", rows[i].user, rows[i].noun,
			rows[i].action, rows[i].station);
}

static void
load_library(struct fix *fix)
{
	struct problems problems = { .arena = &fix->arena };

	fix->library = library_new(NULL, 0, &problems);
	ck_ok(fix, problem_none(&problems, &fix->err));
}

void
fix_open(struct fix *fix)
{
	int64_t now = clock_instant(date_make(2026, 11, 23), 9, 40);

	*fix = (struct fix){ 0 };
	scratch_make();
	load_library(fix);
	ck_ok(fix, store_open(scratch("store.db"), STORE_CREATE, &fix->store,
			   &fix->err));
	fix_put(fix, store_sql, "n", now);
	put_stations(fix);
	put_users(fix);
	put_reach(fix);
	ck_ok(fix, desk_open(fix->store, fix->library, "shuji", &fix->clerk,
			   &fix->err));
	ck_ok(fix, desk_open(fix->store, fix->library, "bieren", &fix->stranger,
			   &fix->err));
	ck_ok(fix, desk_open(fix->store, fix->library, "kanshou", &fix->guard,
			   &fix->err));
	ck_ok(fix, desk_open(fix->store, fix->library, "wuquan", &fix->nobody,
			   &fix->err));
}

void
fix_close(struct fix *fix)
{
	desk_close(&fix->clerk);
	desk_close(&fix->stranger);
	desk_close(&fix->guard);
	desk_close(&fix->nobody);
	store_close(&fix->store);
	library_free(&fix->library);
	arena_clear(&fix->arena);
	scratch_remove();
}

START_TEST(desks_look_at_the_court_in_their_reach)
{
	struct fix fix;
	char day[DATE_TEXT];

	fix_open(&fix);
	ck_assert_int_eq(fix.clerk.court, FIX_COURT);
	ck_assert_int_eq(fix.stranger.court, FIX_OTHER);
	ck_assert_int_eq(fix.guard.court, FIX_COURT);
	ck_assert_int_eq(fix.nobody.court, 0);
	ck_assert_str_eq(
		date_format(desk_today(&fix.clerk), day), "2026-11-23");
	fix_close(&fix);
}
END_TEST

Suite *
suite_deskfix(void)
{
	Suite *suite = suite_create("deskfix");
	TCase *tcase = tcase_create("fixture");

	tcase_add_test(tcase, desks_look_at_the_court_in_their_reach);
	suite_add_tcase(suite, tcase);
	return suite;
}
