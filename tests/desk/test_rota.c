/* SPDX-License-Identifier: MIT */
/* 值班表: who is on duty where, now and today; a projection like any. */
#include "office.h"

#include "desk/derive.h"
#include "desk/rota.h"

#include <check.h>
#include <string.h>

Suite *suite_rota(void);

static struct office office;

static void
set_up(void)
{
	office_open(&office);
}

static void
tear_down(void)
{
	office_close(&office);
}

static struct rota_line *rota;
static size_t rota_count;

static void
list_rota(void)
{
	ck_office(&office, rota_today(&office.clerk, &office.arena, &rota,
				   &rota_count, &office.err));
}

static int64_t
put_on_duty(const char *day, const char *half, const char *lawyer)
{
	return office_seal(&office, &office.clerk, "rota",
		(struct subject){ 0 },
		FIELDS(arena_printf(&office.arena, "日期=%s", day),
			arena_printf(&office.arena, "时段=%s", half),
			arena_printf(&office.arena, "律师=%s", lawyer),
			"电话=010-0000-0001"));
}

START_TEST(who_is_on_duty_now)
{
	struct rota_line now;

	put_on_duty("2026-11-23", "夜间", "钱丁七");
	put_on_duty("2026-11-23", "上午", "赵丙六");
	put_on_duty("2026-11-24", "上午", "孙戊八");
	list_rota();
	ck_assert_uint_eq(rota_count, 2);
	ck_assert_str_eq(rota[0].lawyer, "赵丙六");
	ck_assert_str_eq(rota[0].phone, "010-0000-0001");
	ck_assert(rota[0].is_now && !rota[1].is_now);
	office_set_time(&office, "2026-11-23 18:00");
	list_rota();
	ck_assert(!rota[0].is_now && rota[1].is_now);
	ck_office(&office,
		rota_now(&office.clerk, &office.arena, &now, &office.err));
	ck_assert_str_eq(now.lawyer, "钱丁七");
	/* At two in the morning it is still the night of the day before. */
	office_set_time(&office, "2026-11-24 02:00");
	list_rota();
	ck_assert_uint_eq(rota_count, 2);
	ck_assert_str_eq(rota[0].lawyer, "钱丁七");
	ck_assert(rota[0].is_now && !rota[1].is_now);
	office_set_time(&office, "2026-11-24 06:00");
	list_rota();
	ck_assert_uint_eq(rota_count, 1);
	ck_assert(rota[0].is_now);
}
END_TEST

START_TEST(duty_is_changed_by_correction)
{
	int64_t first = put_on_duty("2026-11-23", "上午", "赵丙六");
	struct work work = office_draft(&office, &office.clerk, "rota",
		(struct subject){ .supersedes = first }, FIELDS("律师=钱丁七"));
	int64_t record;

	work.reason = "换班";
	ck_office(&office, office_try(&office, &office.clerk, &work, &record));
	list_rota();
	ck_assert_uint_eq(rota_count, 1);
	ck_assert_str_eq(rota[0].lawyer, "钱丁七");
	ck_assert_int_eq(rota[0].record, record);
}
END_TEST

START_TEST(rota_repaired)
{
	static const char *const harm[] = { "DELETE FROM rota",
		"UPDATE rota SET phone = '010-0000-9999'",
		"INSERT INTO rota (line, record, place, day, half, lawyer, "
		"phone) VALUES (1, 1, '某处', '2026-11-23', '上午', '某人', "
		"'0')" };
	struct derive_report report;

	put_on_duty("2026-11-23", "上午", "赵丙六");
	office_tamper(&office, harm[_i]);
	ck_office(&office,
		derive_all(&office.clerk, DERIVE_CHECK, &report, &office.err));
	ck_assert_int_eq((int)report.differences, 1);
	ck_office(&office,
		derive_all(&office.clerk, DERIVE_REPAIR, &report, &office.err));
	ck_office(&office,
		derive_all(&office.clerk, DERIVE_CHECK, &report, &office.err));
	ck_assert_int_eq((int)report.differences, 0);
	list_rota();
	ck_assert_uint_eq(rota_count, 1);
	ck_assert_str_eq(rota[0].phone, "010-0000-0001");
}
END_TEST

Suite *
suite_rota(void)
{
	Suite *suite = suite_create("rota");
	TCase *tcase = tcase_create("rota");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, who_is_on_duty_now);
	tcase_add_test(tcase, duty_is_changed_by_correction);
	tcase_add_loop_test(tcase, rota_repaired, 0, 3);
	suite_add_tcase(suite, tcase);
	return suite;
}
