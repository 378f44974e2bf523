/* SPDX-License-Identifier: MIT */
/* The court that the tests of what writes share, and that it works. */
#include "office.h"

#include "base/clock.h"
#include "desk/begin.h"
#include "desk/derive.h"
#include "desk/values_file.h"
#include "tests/support/scratch.h"

#include <check.h>
#include <string.h>

Suite *suite_office(void);

static void
load(struct office *o, const struct library_text *more, size_t count)
{
	struct problems problems = { .arena = &o->arena };

	o->library = library_new(more, count, &problems);
	if (o->library == NULL)
		problem_none(&problems, &o->err);
	ck_office(o, o->library != NULL);
}

static void
open_desks(struct office *o)
{
	ck_office(o,
		desk_open(o->store, o->library, "clerk", &o->clerk, &o->err));
	ck_office(o,
		desk_open(o->store, o->library, "judge", &o->judge, &o->err));
}

void
office_leave(struct office *o)
{
	desk_close(&o->clerk);
	desk_close(&o->judge);
	store_close(&o->store);
}

void
office_return(struct office *o)
{
	err_clear(&o->err);
	ck_office(o, store_open(scratch("court.db"), STORE_OPEN, &o->store,
			     &o->err));
	open_desks(o);
}

void
office_open_with(
	struct office *o, const struct library_text *more, size_t count)
{
	int64_t now;

	memset(o, 0, sizeof *o);
	scratch_make();
	ck_assert(clock_parse("2026-11-23 09:40", &now));
	load(o, more, count);
	ck_office(o, begin_store(scratch("court.db"), BEGIN_EMPTY, now,
			     o->library, &o->err));
	office_return(o);
}

void
office_open(struct office *o)
{
	office_open_with(o, NULL, 0);
}

void
office_reload(struct office *o, const struct library_text *more, size_t count)
{
	desk_close(&o->clerk);
	desk_close(&o->judge);
	library_free(&o->library);
	load(o, more, count);
	open_desks(o);
}

void
office_close(struct office *o)
{
	office_leave(o);
	library_free(&o->library);
	arena_clear(&o->arena);
	scratch_remove();
}

void
office_set_time(struct office *o, const char *instant)
{
	ck_assert(clock_parse(instant, &o->clerk.clock.now));
	o->judge.clock.now = o->clerk.clock.now;
}

struct work
office_draft(struct office *o, struct desk *desk, const char *form,
	struct subject on, const char *const *fields)
{
	struct work work;

	ck_office(o, work_start(desk, &o->arena, form, &on, &work, &o->err));
	for (; *fields != NULL; fields++) {
		const char *equals = strchr(*fields, '=');
		const char *name = arena_copy_bytes(
			&o->arena, *fields, (size_t)(equals - *fields));

		ck_office(o, work_fill(desk, &work, name, equals + 1, &o->err));
	}
	return work;
}

bool
office_try(
	struct office *o, struct desk *desk, struct work *work, int64_t *record)
{
	struct fault *faults;
	size_t count;

	err_clear(&o->err);
	return record_seal(
		desk, &o->arena, work, &faults, &count, record, &o->err);
}

int64_t
office_seal(struct office *o, struct desk *desk, const char *form,
	struct subject on, const char *const *fields)
{
	struct work work = office_draft(o, desk, form, on, fields);
	int64_t record = 0;

	work_tick_items(&work);
	if (on.supersedes != 0)
		work.reason = "登记错了";
	work.override = "合议庭研究后仍这样办"; /* where it is needed */
	ck_office(o, office_try(o, desk, &work, &record));
	return record;
}

int64_t
office_case(struct office *o, const char *number)
{
	return office_seal(o, &o->clerk, "case-intake", (struct subject){ 0 },
		FIELDS(arena_printf(&o->arena, "案号=%s", number),
			"收案日期=昨", "立案日期=今", "审级=一审", "程序=普通",
			"起诉=公诉", "承办人=法官乙", "姓名=张甲一",
			"强制措施=取保候审", "罪名=盗窃罪", "辩护人=无"));
}

int64_t
office_advise(struct office *o, int64_t party)
{
	return office_seal(o, &o->clerk, "advice-slip",
		(struct subject){ .party = party }, FIELDS("告知时间=现在"));
}

void
office_check_whole(struct office *o, const char *where)
{
	struct chain_report *reports;
	struct derive_report derived;
	size_t count;

	ck_office(o, store_verify(o->store, &o->err));
	ck_office(o,
		chain_verify(&o->clerk, &o->arena, &reports, &count, &o->err));
	for (size_t i = 0; i < count; i++)
		ck_assert_msg(reports[i].fault == NULL, "%s: %s", where,
			reports[i].fault);
	ck_office(o, derive_all(&o->clerk, DERIVE_CHECK, &derived, &o->err));
	ck_assert_msg(derived.differences == 0, "%s: %lld rows differ", where,
		(long long)derived.differences);
}

int64_t
office_number(struct office *o, const char *sql)
{
	struct stmt *q = store_statement(o->store, sql, &o->err);
	int64_t number = -1;

	ck_office(o, q != NULL);
	if (stmt_next(q, &o->err) == STMT_ROW)
		number = stmt_get_int(q, 0);
	stmt_reset(q);
	return number;
}

const char *
office_text(struct office *o, const char *sql)
{
	struct stmt *q = store_statement(o->store, sql, &o->err);
	const char *text = "";

	ck_office(o, q != NULL);
	if (stmt_next(q, &o->err) == STMT_ROW)
		text = arena_copy(&o->arena, stmt_get_text(q, 0));
	stmt_reset(q);
	return text;
}

static bool
tamper_body(struct store *store, void *arg, struct err *err)
{
	const char *const *sql = arg;
	struct stmt *q = store_statement(store, *sql, err);

	return q != NULL && stmt_run(q, err);
}

void
office_tamper(struct office *o, const char *sql)
{
	ck_office(o, store_tx(o->store, tamper_body, &sql, 0, &o->err));
}

/* Of advice, which every case has, and of what a test adds; what else every
 * case has is tests/law's. */
const char *
office_clocks(struct office *o)
{
	static const char sql[] =
		"SELECT rule || ' ' || due || ' ' || state || ';' "
		"FROM deadline WHERE rule NOT LIKE '审限-%' "
		"AND rule NOT LIKE '目标-%' AND rule NOT LIKE '材料-%' "
		"AND rule NOT LIKE '起诉书-%' AND rule NOT LIKE '开庭通知-%' "
		"ORDER BY due, rule";
	struct stmt *q = store_statement(o->store, sql, &o->err);
	const char *all = "";

	ck_office(o, q != NULL);
	while (stmt_next(q, &o->err) == STMT_ROW)
		all = arena_printf(&o->arena, "%s%s", all, stmt_get_text(q, 0));
	return all;
}

/* The main job of the product, at its shortest. */
START_TEST(advised_in_time)
{
	struct office o;
	int64_t matter;

	office_open(&o);
	matter = office_case(&o, "（2026）测0101刑初1号");
	ck_assert_str_eq(office_clocks(&o), "告知-刑诉法34 2026-11-26 open;");
	office_set_time(&o, "2026-11-25 15:00");
	office_advise(&o, matter);
	ck_assert_str_eq(office_clocks(&o), "告知-刑诉法34 2026-11-26 met;");
	ck_assert_int_eq(office_number(&o, "SELECT late FROM deadline "
					   "WHERE rule LIKE '告知-%'"),
		0);
	ck_assert_str_eq(
		office_text(&o, "SELECT advised FROM party"), "2026-11-25");
	office_close(&o);
}
END_TEST

START_TEST(advised_late)
{
	struct office o;
	int64_t matter;

	office_open(&o);
	matter = office_case(&o, "（2026）测0101刑初1号");
	office_set_time(&o, "2026-11-27 09:00");
	office_advise(&o, matter);
	ck_assert_str_eq(office_clocks(&o), "告知-刑诉法34 2026-11-26 met;");
	ck_assert_int_eq(office_number(&o, "SELECT late FROM deadline "
					   "WHERE rule LIKE '告知-%'"),
		1);
	office_close(&o);
}
END_TEST

Suite *
suite_office(void)
{
	Suite *suite = suite_create("office");
	TCase *tcase = tcase_create("court");

	tcase_add_test(tcase, advised_in_time);
	tcase_add_test(tcase, advised_late);
	suite_add_tcase(suite, tcase);
	return suite;
}
