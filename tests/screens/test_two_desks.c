/* SPDX-License-Identifier: MIT */
/* Two desks on one store, each with its own connection: what one seals the
 * other sees without a key, and nothing moves under its finger. */
#include "practice.h"

#include "desk/record.h"
#include "desk/values_file.h"

#include <check.h>
#include <string.h>

Suite *suite_two_desks(void);

static struct practice practice;

/* The other desk. */
static struct {
	struct store *store;
	struct desk desk;
} other;

static void
set_up(void)
{
	practice_open(&practice);
	ck_practice(&practice, store_open("court.db", STORE_OPEN, &other.store,
				       &practice.err));
}

static void
tear_down(void)
{
	store_close(&other.store);
	practice_close(&practice);
}

static int64_t
party_named(const char *name)
{
	return practice_number(&practice,
		arena_printf(&practice.arena,
			"SELECT MAX(id) FROM party WHERE name = '%s'", name));
}

/* `fields`: name and value in turn, NULL-ended. */
static void
seal_elsewhere(const char *login, const char *form, const char *name,
	const char *const *fields)
{
	const struct subject on = { .party = party_named(name) };
	struct work work;
	struct fault *faults;
	size_t count;
	int64_t record;

	ck_practice(&practice, desk_open(other.store, practice.library, login,
				       &other.desk, &practice.err));
	ck_practice(&practice, work_start(&other.desk, &practice.arena, form,
				       &on, &work, &practice.err));
	for (; fields[0] != NULL; fields += 2)
		ck_practice(&practice, work_fill(&other.desk, &work, fields[0],
					       fields[1], &practice.err));
	ck_practice(
		&practice, record_seal(&other.desk, &practice.arena, &work,
				   &faults, &count, &record, &practice.err));
	desk_close(&other.desk);
}

/* As the loop does twice a second. */
static void
look(void)
{
	const struct app_hooks hooks = screens_hooks(&practice.desk);

	ck_assert(hooks.changed(&practice.desk));
	ck_assert(app_key(
		practice.app, &(struct key_event){ .key = KEY_CHANGED }));
}

/* The row with the cursor, its blanks and all. */
static const char *
focus(void)
{
	const char *frame = practice_frame(&practice);
	const char *at = strstr(frame, "\n>");

	ck_assert_msg(at != NULL, "no focus:\n%s", frame);
	return arena_copy_bytes(&practice.arena, at + 1, strcspn(at + 1, "\n"));
}

static void
refuse_elsewhere(const char *name)
{
	static const char *const fields[] = { "拒绝时间", "现在", "场合",
		"当庭", "提出人", "本人", "已指派", "是", "意愿", "另请律师",
		"理由", "会见时谈不拢", "书面记录", "庭审笔录第3页", "签署",
		"签名捺印", NULL };

	seal_elsewhere("clerk", "refusal", name, fields);
}

/* The list of refusals: the new one comes on top, the cursor stays. */
START_TEST(a_row_comes_above_the_finger)
{
	const char *before;

	practice_start(&practice, "judge");
	practice_keys(&practice, "<F9>240<Enter><Down>");
	before = focus();
	refuse_elsewhere("黄丁十");
	ck_hides(&practice, "黄丁十");
	look();
	ck_shows(&practice, "黄丁十");
	ck_shows(&practice, "新增1项：黄丁十");
	/* Columns may be wider now; the person and the day are the same. */
	ck_assert_int_eq(
		strncmp(focus(), before, strlen("> 彭辰五  2026-11-22")), 0);
	ck_assert_ptr_nonnull(strstr(before, "彭辰五"));
	ck_assert(!screens_hooks(&practice.desk).changed(&practice.desk));
}
END_TEST

/* On 今日 it waits for the judge, and is new; the clerk's finger stays on his
 * clock. */
START_TEST(it_waits_on_the_other_desk)
{
	const char *before;

	practice_start(&practice, "judge");
	practice_keys(&practice, "<Down><Down>");
	before = focus();
	refuse_elsewhere("黄丁十");
	look();
	ck_assert_str_eq(focus(), before);
	ck_shows(&practice, "新增");
	practice_keys(&practice, "7");
	ck_assert_ptr_nonnull(strstr(focus(), "拒绝登记"));
}
END_TEST

static void
advise_elsewhere(const char *name)
{
	const struct subject on = { .party = party_named(name) };
	struct work work;
	struct fault *faults;
	size_t count;
	int64_t record;

	ck_practice(&practice, desk_open(other.store, practice.library, "judge",
				       &other.desk, &practice.err));
	ck_practice(
		&practice, work_start(&other.desk, &practice.arena,
				   "advice-slip", &on, &work, &practice.err));
	work_tick_items(&work);
	ck_practice(
		&practice, record_seal(&other.desk, &practice.arena, &work,
				   &faults, &count, &record, &practice.err));
	desk_close(&other.desk);
}

/* What the finger is on is done elsewhere: the key that was meant for it does
 * not fill in another's paper. */
START_TEST(a_key_for_what_is_done_hits_no_other)
{
	practice_start(&practice, "clerk");
	practice_keys(&practice, "/黄丁十<Enter>");
	ck_assert_ptr_nonnull(strstr(focus(), "告知委托辩护人的权利"));
	advise_elsewhere("黄丁十");
	look();
	ck_shows(&practice, "别处刚办了");
	practice_keys(&practice, "1");
	ck_shows(&practice, "再按一次");
	ck_shows(&practice, "今日 ·");
}
END_TEST

Suite *
suite_two_desks(void)
{
	Suite *suite = suite_create("two_desks");
	TCase *tests = tcase_create("two desks");

	tcase_add_unchecked_fixture(tests, practice_make, NULL);
	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, a_row_comes_above_the_finger);
	tcase_add_test(tests, it_waits_on_the_other_desk);
	tcase_add_test(tests, a_key_for_what_is_done_hits_no_other);
	suite_add_tcase(suite, tests);
	return suite;
}
