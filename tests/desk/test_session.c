/* SPDX-License-Identifier: MIT */
/*
 * One user at two terminals, what was cut off, and what is half written at a
 * field or an ask.
 */
#include "office.h"

#include "desk/deadline.h"
#include "desk/guard.h"
#include "desk/scribble.h"
#include "desk/session.h"
#include "desk/waiting.h"

#include <check.h>
#include <string.h>

Suite *suite_session(void);

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

static struct work
draft(void)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	struct work work;

	ck_office(&office,
		work_start(&office.clerk, &office.arena, "advice-record",
			&(const struct subject){ .party = party }, &work,
			&office.err));
	return work;
}

static struct work
resumed(int64_t id)
{
	struct work work;

	ck_office(&office, work_resume(&office.clerk, &office.arena, id, &work,
				   &office.err));
	return work;
}

START_TEST(what_is_in_hand_is_there_again)
{
	struct work work = draft();
	const struct work_hand hand = { "告知地点", "看守所\n第二", 9 };
	const struct work_hand nothing = { NULL, "", 0 };

	ck_assert_ptr_null(resumed(work.id).hand.field);
	ck_office(&office,
		work_keep_at(&office.clerk, &work, "告知地点", &office.err));
	ck_office(&office,
		work_keep_hand(&office.clerk, &work, &hand, &office.err));
	work = resumed(work.id);
	ck_assert_str_eq(work.hand.field, "告知地点");
	ck_assert_str_eq(work.hand.text, "看守所\n第二");
	ck_assert_uint_eq(work.hand.at, 9);
	/* It is no value yet. */
	ck_assert_str_eq(values_get(&work.values, "告知地点"), "");
	ck_office(&office,
		work_keep_hand(&office.clerk, &work, &nothing, &office.err));
	ck_assert_ptr_null(resumed(work.id).hand.field);
}
END_TEST

/* Left with a value, or left for another field: nothing is in hand. */
START_TEST(what_was_left_is_not_in_hand)
{
	struct work work = draft();
	const struct work_hand hand = { "告知地点", "看守所", 9 };

	ck_office(&office,
		work_keep_hand(&office.clerk, &work, &hand, &office.err));
	if (_i == 0)
		ck_office(&office, work_keep_left(&office.clerk, &work,
					   "告知地点", "看守所", &office.err));
	else
		ck_office(&office, work_keep_at(&office.clerk, &work, "告知人",
					   &office.err));
	work = resumed(work.id);
	ck_assert_ptr_null(work.hand.field);
	ck_assert_str_eq(
		values_get(&work.values, "告知地点"), _i == 0 ? "看守所" : "");
}
END_TEST

static const char *
scribbled(const char *name, size_t *at)
{
	struct scribble found = { .name = name };

	ck_office(&office, scribble_find(&office.clerk, &office.arena, &found,
				   &office.err));
	*at = found.at;
	return found.text;
}

static void
scribble(const char *name, int64_t matter, const char *text, size_t at)
{
	const struct scribble kept = { name, matter, text, at };

	ck_office(&office, scribble_keep(&office.clerk, &kept, &office.err));
}

START_TEST(half_a_reason_is_kept_by_its_name)
{
	struct work_line *lines;
	struct day_counts counts;
	size_t count, at;

	ck_assert_str_eq(scribbled("230 5 1", &at), "");
	scribble("230 5 1", 0, "律师病了，", 9);
	scribble("230 5 2", 0, "别的", 6);
	ck_assert_str_eq(scribbled("230 5 1", &at), "律师病了，");
	ck_assert_uint_eq(at, 9);
	scribble("230 5 1", 0, "律师病了，另派", 3);
	ck_assert_str_eq(scribbled("230 5 1", &at), "律师病了，另派");
	ck_assert_str_eq(scribbled("230 5 2", &at), "别的");
	/* None of it is a draft of a form. */
	ck_office(&office, work_list(&office.clerk, &office.arena, &lines,
				   &count, &office.err));
	ck_assert_uint_eq(count, 0);
	ck_office(&office, clock_counts(&office.clerk, &counts, &office.err));
	ck_assert_int_eq(counts.drafts, 0);
	scribble("230 5 1", 0, "", 0);
	ck_assert_str_eq(scribbled("230 5 1", &at), "");
	scribble("230 5 1", 0, "", 0);
}
END_TEST

/* It goes with the case that nobody may see any more. */
START_TEST(half_a_reason_goes_with_its_case)
{
	size_t at;

	scribble("a", 4711, "这个人", 3);
	scribble("b", 4712, "那个人", 3);
	guard_forget(&office.clerk, 4711);
	ck_assert_str_eq(scribbled("a", &at), "");
	ck_assert_str_eq(scribbled("b", &at), "那个人");
}
END_TEST

/* The same user once more, in this process: its own files and locks. */
static void
second(struct desk *desk)
{
	ck_office(&office, desk_open(office.store, office.library, "clerk",
				   desk, &office.err));
}

static size_t
others(struct desk *desk, struct session_other **list)
{
	size_t count;

	ck_office(&office,
		session_others(desk, &office.arena, list, &count, &office.err));
	return count;
}

START_TEST(another_terminal_takes_over)
{
	struct work work = draft();
	struct session_other *list;
	struct session_left left;
	struct desk desk;
	int64_t in_hand;

	second(&desk);
	ck_assert_uint_eq(others(&desk, &list), 0);
	session_begin(&office.clerk);
	ck_assert(!session_is_wanted(&office.clerk));
	session_hold(&office.clerk, work.id);
	ck_assert_uint_eq(others(&desk, &list), 1);
	ck_assert_ptr_nonnull(strstr(list[0].what, "《告知笔录》"));
	/* Nobody else's is seen. */
	ck_assert_uint_eq(others(&office.judge, &list), 0);
	ck_assert_uint_eq(others(&desk, &list), 1);
	/* It does not look, so it is waited for in vain; it finds the wish. */
	ck_assert(!session_take(&desk, list, 1, &in_hand));
	ck_assert_int_eq(in_hand, work.id);
	ck_assert(session_is_wanted(&office.clerk));
	session_cut(&office.clerk);
	ck_assert(office.clerk.was_taken);
	ck_assert(session_take(&desk, list, 1, &in_hand));
	ck_office(&office,
		session_left(&desk, &office.arena, &left, &office.err));
	ck_assert_int_eq(left.draft, work.id);
	ck_assert(left.was_told);
	ck_office(&office,
		session_left(&desk, &office.arena, &left, &office.err));
	ck_assert_int_eq(left.draft, 0);
	desk_close(&desk);
}
END_TEST

/* What is over since is not told. */
START_TEST(a_draft_that_is_over_is_not_told)
{
	struct work work = draft();
	struct session_left left;

	session_begin(&office.clerk);
	session_hold(&office.clerk, work.id);
	session_cut(&office.clerk);
	ck_office(&office, work_drop(&office.clerk, work.id, &office.err));
	ck_office(&office,
		session_left(&office.clerk, &office.arena, &left, &office.err));
	ck_assert_int_eq(left.draft, 0);
	ck_assert_str_eq(left.what, "");
}
END_TEST

START_TEST(who_goes_out_in_order_leaves_nothing)
{
	struct work work = draft();
	struct session_left left;
	struct session_other *list;

	session_begin(&office.clerk);
	session_hold(&office.clerk, work.id);
	session_end(&office.clerk);
	session_end(&office.clerk);
	session_hold(&office.clerk, work.id);
	ck_assert_uint_eq(others(&office.clerk, &list), 0);
	ck_office(&office,
		session_left(&office.clerk, &office.arena, &left, &office.err));
	ck_assert_int_eq(left.draft, 0);
}
END_TEST

Suite *
suite_session(void)
{
	Suite *suite = suite_create("session");
	TCase *hand = tcase_create("in hand");

	tcase_add_checked_fixture(hand, set_up, tear_down);
	tcase_set_timeout(hand, 60);
	tcase_add_test(hand, what_is_in_hand_is_there_again);
	tcase_add_loop_test(hand, what_was_left_is_not_in_hand, 0, 2);
	tcase_add_test(hand, half_a_reason_is_kept_by_its_name);
	tcase_add_test(hand, half_a_reason_goes_with_its_case);
	tcase_add_test(hand, another_terminal_takes_over);
	tcase_add_test(hand, a_draft_that_is_over_is_not_told);
	tcase_add_test(hand, who_goes_out_in_order_leaves_nothing);
	suite_add_tcase(suite, hand);
	return suite;
}
