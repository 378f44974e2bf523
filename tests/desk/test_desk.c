/* SPDX-License-Identifier: MIT */
/* A session: who is let in, and whose clock he sees. */
#include "desk/desk.h"

#include "tests/desk/office.h"
#include "tests/support/scratch.h"

#include <check.h>
#include <string.h>

Suite *suite_desk(void);

static struct office office;

static void
set_up(void)
{
	scratch_make();
	office_open(&office);
}

static void
tear_down(void)
{
	office_close(&office);
	scratch_remove();
}

static bool
log_in(const char *login, struct desk *desk)
{
	err_clear(&office.err);
	return desk_open(
		office.store, office.library, login, desk, &office.err);
}

/* A clock that can be set would make every date of a real store worthless. */
START_TEST(only_practice_has_a_test_clock)
{
	struct desk desk;

	ck_office(&office, log_in("clerk", &desk));
	ck_assert(desk.clock.fixed);
	desk_close(&desk);
	office_tamper(&office, "UPDATE store SET practice = 0");
	ck_office(&office, log_in("clerk", &desk));
	ck_assert(!desk.clock.fixed);
	desk_close(&desk);
}
END_TEST

START_TEST(who_is_unknown_or_gone_is_not_let_in)
{
	struct desk desk;

	ck_assert(!log_in("nobody", &desk));
	ck_assert_int_eq(office.err.code, ERR_NOTFOUND);
	ck_assert_ptr_nonnull(strstr(office.err.text, "nobody"));
	office_tamper(&office,
		"UPDATE desk_user SET active = 0 WHERE login = 'clerk'");
	ck_assert(!log_in("clerk", &desk));
	ck_assert_int_eq(office.err.code, ERR_NOTFOUND);
}
END_TEST

/* The lists of a court's own people are that court's. */
START_TEST(a_clerk_sees_his_own_court)
{
	struct desk desk;

	ck_office(&office, log_in("clerk", &desk));
	ck_assert_int_eq(desk.court, desk.station);
	ck_assert_ptr_nonnull(strstr(desk.title, desk.name));
	desk_close(&desk);
}
END_TEST

Suite *
suite_desk(void)
{
	Suite *suite = suite_create("desk");
	TCase *tcase = tcase_create("session");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, only_practice_has_a_test_clock);
	tcase_add_test(tcase, who_is_unknown_or_gone_is_not_let_in);
	tcase_add_test(tcase, a_clerk_sees_his_own_court);
	suite_add_tcase(suite, tcase);
	return suite;
}
