/* SPDX-License-Identifier: MIT */
/*
 * Cases that are not everybody's: a list for what is not tried in public, and
 * what is 封存 (CPL 286), which is there for nobody but by a look that is
 * itself on record.
 */
#include "fixture.h"

#include "base/file.h"
#include "desk/deadline.h"
#include "desk/derive.h"
#include "desk/guard.h"
#include "desk/handover.h"
#include "desk/look.h"
#include "desk/matter.h"
#include "desk/print.h"
#include "desk/search.h"
#include "desk/station.h"
#include "desk/user.h"
#include "tests/support/scratch.h"

#include <check.h>
#include <string.h>
#include <unistd.h>

Suite *suite_guard(void);

static int64_t matter; /* of 张甲一; guarded by the tests */
static int64_t advice; /* his paper */
static int64_t other;  /* a case that is everybody's */
static const char *code;

static void
set_up_cases(void)
{
	set_up();
	matter = office_case(&office, "（2026）测0101刑初1号");
	advice = office_advise(&office, matter);
	code = office_text(&office, "SELECT code FROM record WHERE seq = 2");
	other = office_case(&office, "（2026）测0101刑初2号");
}

static size_t
found(struct desk *desk, const char *words)
{
	struct found *list;
	size_t count, of_it = 0;

	ck_office(&office, search_any(desk, &office.arena, words, &list, &count,
				   &office.err));
	for (size_t i = 0; i < count; i++)
		of_it += list[i].matter == matter;
	return of_it;
}

static size_t
listed(struct desk *desk)
{
	struct matter *list;
	size_t count, of_it = 0;

	ck_office(&office, matter_list(desk, &office.arena, MATTERS_ALL, NULL,
				   50, &list, &count, &office.err));
	for (size_t i = 0; i < count; i++)
		of_it += list[i].id == matter;
	return of_it;
}

static size_t
clocks(struct desk *desk)
{
	struct clock_line *list;
	size_t count, of_it = 0;

	ck_office(&office, clock_open_list(desk, &office.arena, NULL, 50, &list,
				   &count, &office.err));
	for (size_t i = 0; i < count; i++)
		of_it += list[i].matter == matter;
	return of_it;
}

static size_t
drafts(struct desk *desk)
{
	struct work_line *list;
	size_t count;

	ck_office(&office,
		work_list(desk, &office.arena, &list, &count, &office.err));
	return count;
}

static bool
is_there(struct desk *desk)
{
	struct matter out;

	err_clear(&office.err);
	return matter_read(desk, &office.arena, matter, &out, &office.err);
}

static void
ck_hidden(struct desk *desk, const char *where)
{
	struct record record;
	struct record *records;
	struct party party, *parties;
	struct print_result print;
	size_t count;
	int64_t id;

	ck_assert_msg(!is_there(desk), "%s", where);
	ck_assert_int_eq((int)office.err.code, ERR_NOTFOUND);
	ck_assert_uint_eq(listed(desk), 0);
	ck_assert_uint_eq(found(desk, "张"), 0);
	ck_assert_uint_eq(found(desk, "zjy"), 0);
	ck_assert_uint_eq(found(desk, "1"), 0);
	ck_assert_uint_eq(found(desk, "（2026）测0101刑初1号"), 0);
	ck_assert_uint_eq(found(desk, code), 0);
	ck_assert_uint_eq(clocks(desk), 0);
	ck_assert(
		!party_read(desk, &office.arena, matter, &party, &office.err));
	ck_office(&office, party_list(desk, &office.arena, matter, &parties,
				   &count, &office.err));
	ck_assert_uint_eq(count, 0);
	ck_assert(!record_read(
		desk, &office.arena, advice, &record, &office.err));
	ck_assert(!record_by_code(desk, code, &id, &office.err));
	ck_office(&office, record_list(desk, &office.arena, matter, 0, &records,
				   &count, &office.err));
	ck_assert_uint_eq(count, 0);
	ck_assert(!print_record(
		desk, &office.arena, advice, PRINT_FILE, &print, &office.err));
	err_clear(&office.err);
}

static void
ck_seen(struct desk *desk)
{
	ck_office(&office, is_there(desk));
	ck_assert_uint_eq(listed(desk), 1);
	ck_assert_uint_gt(found(desk, code), 0);
	ck_assert_uint_gt(found(desk, "（2026）测0101刑初1号"), 0);
}

static struct subject
on_matter(void)
{
	return (struct subject){ .matter = matter };
}

static int64_t
close_to(const char *readers)
{
	return office_seal(&office, &office.judge, "access-list", on_matter(),
		FIELDS("不公开=是", "依据=本院不公开审理决定",
			arena_printf(&office.arena, "查阅人员=%s", readers)));
}

START_TEST(those_on_the_list_alone_find_it)
{
	struct work draft = office_draft(&office, &office.clerk, "hearing",
		on_matter(), FIELDS("开庭时间=+9 0900", "开庭地点=第一法庭"));
	struct guard_state state;
	struct work again;
	int64_t list, record;

	ck_seen(&office.clerk);
	list = close_to("judge");
	ck_seen(&office.judge);
	ck_assert_uint_gt(found(&office.judge, "zjy"), 0);
	ck_hidden(&office.clerk, "not on the list");
	/* What he had begun is not there either; nor can it be sealed. */
	ck_assert_uint_eq(drafts(&office.clerk), 0);
	ck_assert(!work_resume(
		&office.clerk, &office.arena, draft.id, &again, &office.err));
	ck_assert(!office_try(&office, &office.clerk, &draft, &record));
	ck_assert_int_eq((int)office.err.code, ERR_NOTFOUND);
	ck_office(&office, guard_read(&office.judge, &office.arena, matter,
				   &state, &office.err));
	ck_assert_str_eq(state.level, "不公开");
	ck_assert_str_eq(state.readers, office.judge.name);
	ck_office(&office, guard_read(&office.clerk, &office.arena, matter,
				   &state, &office.err));
	ck_assert_str_eq(state.level, "");
	/* Put on the list by a correction. */
	office_seal(&office, &office.judge, "access-list",
		(struct subject){ .supersedes = list },
		FIELDS("查阅人员=judge clerk"));
	ck_seen(&office.clerk);
	ck_assert_uint_eq(drafts(&office.clerk), 1);
	office_check_whole(&office, "a list");
}
END_TEST

START_TEST(a_trial_in_public_again_is_everybodys)
{
	close_to("judge");
	office_seal(&office, &office.judge, "access-list", on_matter(),
		FIELDS("不公开=否"));
	ck_seen(&office.clerk);
	ck_assert_int_eq(
		office_number(&office, "SELECT COUNT(*) FROM guard"), 0);
	ck_assert_int_eq(office_number(&office, "SELECT COUNT(*) FROM access "
						"WHERE kind = '用户'"),
		0);
	office_check_whole(&office, "in public again");
}
END_TEST

/* clang-format off */
static const struct {
	const char *readers;
	const char *says;
} bad_lists[] = {
	{ "clerk", "没有您自己" },
	{ "judge nobody", "“nobody”" },
	{ "judge admin", "“admin”" },
};
/* clang-format on */

START_TEST(nobody_shuts_himself_out)
{
	struct work work =
		office_draft(&office, &office.judge, "access-list", on_matter(),
			FIELDS("不公开=是", "依据=本院不公开审理决定",
				arena_printf(&office.arena, "查阅人员=%s",
					bad_lists[_i].readers)));
	int64_t record;

	ck_assert(!office_try(&office, &office.judge, &work, &record));
	ck_assert_int_eq((int)office.err.code, ERR_INPUT);
	ck_assert_msg(strstr(office.err.text, bad_lists[_i].says) != NULL, "%s",
		office.err.text);
	ck_assert_uint_eq(drafts(&office.judge), 1);
}
END_TEST

static int64_t
seal_off(void)
{
	return office_seal(&office, &office.judge, "record-sealing",
		on_matter(),
		FIELDS("被封存人=张甲一", "年龄=不满十八周岁",
			"刑罚=五年有期徒刑以下刑罚",
			"裁判文书=（2026）测0101刑初1号判决书"));
}

static struct work
look_draft(struct desk *desk, const char *number)
{
	return office_draft(&office, desk, "sealed-look", (struct subject){ 0 },
		FIELDS(arena_printf(&office.arena, "案号=%s", number),
			"情形=司法机关为办案需要", "查询单位=测试区人民检察院",
			"公函=测检函1号", "事由=办理另案需要核实",
			"保密=已告知", "批准人=王丙三"));
}

static const char *
file_text(const char *path)
{
	struct buf text = { 0 };
	const char *copy;

	ck_office(&office, file_read(path, 1 << 20, &text, &office.err));
	copy = arena_copy(&office.arena, buf_text(&text));
	buf_free(&text);
	return copy;
}

static const char *
reads_of_today(void)
{
	return file_text(scratch("court.db.reads/2026-11-23"));
}

/* What the clerk's journal holds. */
static const char *
journal(void)
{
	return file_text(arena_printf(&office.arena, "%s.drafts/%lld.journal",
		store_path(office.store), (long long)office.clerk.user));
}

static void
keep_draft(int64_t of, const char *place)
{
	struct work work = office_draft(&office, &office.clerk, "hearing",
		(struct subject){ .matter = of }, FIELDS("开庭时间=+9 0900"));

	ck_office(&office, work_keep(&office.clerk, &work, "开庭地点", place,
				   &office.err));
}

START_TEST(what_is_sealed_off_is_there_for_nobody)
{
	struct chain_report *chains;
	struct print_result print;
	size_t count;

	ck_office(&office, print_record(&office.clerk, &office.arena, advice,
				   PRINT_FILE, &print, &office.err));
	ck_assert_int_eq(access(print.file, F_OK), 0);
	keep_draft(matter, "第一法庭");
	/* Another stays open beside it. */
	keep_draft(other, "第二法庭");
	ck_assert_ptr_nonnull(strstr(journal(), "第一法庭"));
	seal_off();
	ck_hidden(&office.clerk, "sealed off");
	ck_hidden(&office.judge, "sealed off");
	ck_assert_uint_eq(drafts(&office.clerk), 1);
	ck_assert_ptr_null(strstr(journal(), "第一法庭"));
	ck_assert_ptr_nonnull(strstr(journal(), "第二法庭"));
	ck_assert_int_ne(access(print.file, F_OK), 0);
	ck_assert_int_eq(
		office_number(&office,
			arena_printf(&office.arena,
				"SELECT COUNT(*) FROM name_index WHERE "
				"matter = %lld",
				(long long)matter)),
		0);
	/* It stands in the chain, and counts. */
	ck_office(&office, chain_verify(&office.clerk, &office.arena, &chains,
				   &count, &office.err));
	ck_assert_ptr_null(chains[0].fault);
	ck_assert_int_eq(
		office_number(&office, "SELECT COUNT(*) FROM matter"), 2);
	office_check_whole(&office, "sealed off");
	/* Its number is answered as any other. */
	office_case(&office, "（2026）测0101刑初1号");
	matter = other;
	ck_assert(is_there(&office.clerk));
}
END_TEST

/* Wrong, or there and not sealed off: nobody learns which. */
START_TEST(a_wrong_number_is_answered_as_any)
{
	struct work wrong = look_draft(&office.judge, "（2026）测0101刑初9号");
	struct work plain = look_draft(&office.judge, "（2026）测0101刑初2号");
	struct work part = look_draft(&office.judge, "（2026）测0101刑初号");
	struct err first;
	int64_t record;

	seal_off();
	ck_assert(!office_try(&office, &office.judge, &wrong, &record));
	first = office.err;
	ck_assert_int_eq((int)first.code, ERR_NOTFOUND);
	ck_assert(!office_try(&office, &office.judge, &plain, &record));
	ck_assert_str_eq(office.err.text, first.text);
	ck_assert_int_eq((int)office.err.code, (int)first.code);
	ck_assert(!office_try(&office, &office.judge, &part, &record));
	ck_assert_str_eq(office.err.text, first.text);
	ck_assert_int_eq(
		office_number(&office, "SELECT COUNT(*) FROM look"), 0);
	ck_assert_ptr_nonnull(
		strstr(reads_of_today(), "look.try\t0\t（2026）测0101刑初9号"));
}
END_TEST

static int64_t
look(void)
{
	struct work work = look_draft(&office.judge, "（2026）测0101刑初1号");
	int64_t record = 0, seen;

	ck_office(&office, office_try(&office, &office.judge, &work, &record));
	ck_office(&office,
		look_matter(&office.judge, record, &seen, &office.err));
	ck_assert_int_eq(seen, matter);
	return record;
}

START_TEST(a_look_is_a_record_and_ends_with_the_case)
{
	struct record record;
	int64_t looked;

	seal_off();
	looked = look();
	ck_office(&office, is_there(&office.judge));
	ck_office(&office, record_read(&office.judge, &office.arena, advice,
				   &record, &office.err));
	ck_assert_ptr_nonnull(strstr(reads_of_today(),
		arena_printf(&office.arena, "matter.read\t%lld\t",
			(long long)matter)));
	/* Nobody else sees it, nor the record of the look. */
	ck_hidden(&office.clerk, "another's look");
	ck_assert(!record_read(
		&office.clerk, &office.arena, looked, &record, &office.err));
	ck_office(&office, look_close(&office.judge, matter, &office.err));
	ck_hidden(&office.judge, "closed");
	ck_assert(!record_read(
		&office.judge, &office.arena, looked, &record, &office.err));
	office_check_whole(&office, "looked at");
}
END_TEST

START_TEST(a_look_ends_with_the_day_and_the_session)
{
	struct desk again;

	seal_off();
	look();
	ck_office(&office, look_expire(&office.judge, &office.err));
	ck_assert(is_there(&office.judge));
	office_set_time(&office, "2026-11-24 00:10");
	ck_office(&office, look_expire(&office.judge, &office.err));
	ck_assert(!is_there(&office.judge));
	look();
	ck_office(&office, desk_open(office.store, office.library, "judge",
				   &again, &office.err));
	ck_assert(!is_there(&again));
	ck_assert(!is_there(&office.judge));
	desk_close(&again);
}
END_TEST

/* Only what stands is put right, and the sealing itself undone. */
START_TEST(a_look_is_for_reading)
{
	const struct subject on = on_matter();
	struct work work;
	int64_t record;

	work = office_draft(&office, &office.judge, "hearing", on,
		FIELDS("开庭时间=+9 0900", "开庭地点=第一法庭"));
	seal_off();
	look();
	ck_assert(!office_try(&office, &office.judge, &work, &record));
	ck_assert_int_eq((int)office.err.code, ERR_STATE);
	ck_assert(!work_start(&office.judge, &office.arena, "hearing", &on,
		&work, &office.err));
	ck_assert_int_eq((int)office.err.code, ERR_STATE);
	office_seal(&office, &office.judge, "case-intake",
		(struct subject){ .supersedes = matter },
		FIELDS("罪名=盗窃罪"));
	office_seal(&office, &office.judge, "record-unsealing", on,
		FIELDS("依据=本院决定", "理由=另有决定，不再封存"));
	ck_office(&office, look_close(&office.judge, matter, &office.err));
	ck_seen(&office.judge);
	ck_seen(&office.clerk);
	ck_assert_uint_gt(found(&office.clerk, "zjy"), 0);
	office_check_whole(&office, "opened again");
}
END_TEST

/* A user of another station of this store. */
static void
seat(const char *kind, const char *name, const char *role, struct desk *desk)
{
	const struct station_entry station = { kind, name, kind, false };
	struct user_entry user = {
		.login = "other", .name = "李乙二", .role = role, .licence = ""
	};
	struct desk admin;
	int64_t id;

	ck_office(&office, desk_open(office.store, office.library, "admin",
				   &admin, &office.err));
	ck_office(&office,
		station_add(&admin, &station, &user.station, &office.err));
	ck_office(&office, user_add(&admin, &user, &id, &office.err));
	desk_close(&admin);
	ck_office(&office, desk_open(office.store, office.library, "other",
				   desk, &office.err));
	desk->clock = office.clerk.clock;
}

/* A list is the court's: who holds him keeps seeing him. What is sealed off
 * is not his to see either. */
START_TEST(those_it_was_addressed_to)
{
	struct desk guard;

	seat("看守所", "测试看守所", "看守", &guard);
	ck_assert(!is_there(&guard));
	office_seal(&office, &office.clerk, "party-change",
		(struct subject){ .party = matter },
		FIELDS("变更原因=逮捕", "强制措施=羁押",
			"羁押场所=测试看守所"));
	ck_office(&office, is_there(&guard));
	close_to("judge");
	ck_hidden(&office.clerk, "not on the list");
	ck_office(&office, is_there(&guard));
	seal_off();
	ck_hidden(&guard, "sealed off");
	desk_close(&guard);
}
END_TEST

/* Who supervises the region looks from his own station: in its chain. */
START_TEST(a_look_from_another_station)
{
	struct desk watch;
	struct work work;
	int64_t record, seen;

	seat("法院", "测试市中级人民法院", "监督", &watch);
	seal_off();
	ck_hidden(&watch, "sealed off");
	work = look_draft(&watch, "（2026）测0101刑初1号");
	ck_office(&office, office_try(&office, &watch, &work, &record));
	ck_office(&office, look_matter(&watch, record, &seen, &office.err));
	ck_assert_int_eq(seen, matter);
	ck_office(&office, is_there(&watch));
	ck_assert_int_eq(
		office_number(&office,
			arena_printf(&office.arena,
				"SELECT COUNT(*) FROM record WHERE id = %lld "
				"AND station = %lld",
				(long long)record, (long long)watch.station)),
		1);
	ck_hidden(&office.judge, "another's look");
	ck_office(&office, look_close_all(&watch, &office.err));
	ck_hidden(&watch, "closed");
	office_check_whole(&office, "looked at from elsewhere");
	desk_close(&watch);
}
END_TEST

START_TEST(a_look_needs_its_right)
{
	const struct subject nothing = { 0 };
	struct work work;

	ck_assert(!work_start(&office.clerk, &office.arena, "sealed-look",
		&nothing, &work, &office.err));
	ck_assert_int_eq((int)office.err.code, ERR_RIGHT);
}
END_TEST

Suite *
suite_guard(void)
{
	Suite *suite = suite_create("guard");
	TCase *tcase = tcase_create("sight");

	tcase_add_checked_fixture(tcase, set_up_cases, tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, those_on_the_list_alone_find_it);
	tcase_add_test(tcase, a_trial_in_public_again_is_everybodys);
	tcase_add_loop_test(tcase, nobody_shuts_himself_out, 0,
		(int)ARRAY_LENGTH(bad_lists));
	tcase_add_test(tcase, what_is_sealed_off_is_there_for_nobody);
	tcase_add_test(tcase, a_wrong_number_is_answered_as_any);
	tcase_add_test(tcase, a_look_is_a_record_and_ends_with_the_case);
	tcase_add_test(tcase, a_look_ends_with_the_day_and_the_session);
	tcase_add_test(tcase, a_look_is_for_reading);
	tcase_add_test(tcase, those_it_was_addressed_to);
	tcase_add_test(tcase, a_look_from_another_station);
	tcase_add_test(tcase, a_look_needs_its_right);
	suite_add_tcase(suite, tcase);
	return suite;
}
