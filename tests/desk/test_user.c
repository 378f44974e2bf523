/* SPDX-License-Identifier: MIT */
/*
 * The registers of users and stations: what is refused, that a change is the
 * next right of who is at work, and that no store loses its administrator.
 */
#include "fixture.h"
#include "probe.h"

#include "desk/matter.h"
#include "desk/station.h"
#include "desk/user.h"

#include <check.h>
#include <string.h>

Suite *suite_user(void);

static struct desk admin;

static void
set_up_admin(void)
{
	set_up();
	ck_office(&office, desk_open(office.store, office.library, "admin",
				   &admin, &office.err));
	admin.clock = office.clerk.clock;
}

static void
tear_down_admin(void)
{
	desk_close(&admin);
	tear_down();
}

static int64_t
court_of(struct desk *desk)
{
	return desk->station;
}

static struct user_entry
entry_of(const char *login, const char *role, int64_t station)
{
	return (struct user_entry){ .login = login,
		.name = "李乙二",
		.role = role,
		.licence = "",
		.station = station,
		.is_active = true };
}

static int64_t
add_station(const char *kind, const char *name, const char *code)
{
	const struct station_entry entry = { kind, name, code, false };
	int64_t id = 0;

	ck_office(&office, station_add(&admin, &entry, &id, &office.err));
	return id;
}

/* As it stands in the register. */
static struct user
user_of(const char *login)
{
	struct user *list;
	const struct user *found;
	size_t count;

	ck_office(&office,
		user_list(&admin, &office.arena, &list, &count, &office.err));
	found = user_find(list, count, login, &office.err);
	ck_office(&office, found != NULL);
	return *found;
}

static bool
try_add(const struct user_entry *entry)
{
	int64_t id;

	err_clear(&office.err);
	return user_add(&admin, entry, &id, &office.err);
}

static bool
try_change(const struct user *user)
{
	err_clear(&office.err);
	return user_change(&admin, user, &office.err);
}

static bool
try_open(const char *login)
{
	struct desk desk;
	bool opened = desk_open(
		office.store, office.library, login, &desk, &office.err);

	desk_close(&desk);
	return opened;
}

START_TEST(who_is_added_can_work_at_once)
{
	struct user_entry entry =
		entry_of("li.yi-er_2", "书记员", court_of(&admin));
	struct desk desk;
	struct user user;

	ck_office(&office, try_add(&entry));
	user = user_of("li.yi-er_2");
	ck_assert_str_eq(user.entry.name, "李乙二");
	ck_assert_str_eq(user.station_kind, "法院");
	ck_assert(user.entry.is_active);
	ck_assert_int_eq(
		office_number(&office, "SELECT COUNT(*) FROM audit WHERE "
				       "action = 'user.add'"),
		1);
	ck_office(&office, desk_open(office.store, office.library, "li.yi-er_2",
				   &desk, &office.err));
	office_case(&office, "（2026）测0101刑初1号");
	desk.clock = office.clerk.clock;
	office_seal(&office, &desk, "hearing",
		(struct subject){ .matter = office_number(&office,
					  "SELECT MAX(id) FROM matter") },
		FIELDS("开庭时间=+9 0900", "开庭地点=第一法庭"));
	desk_close(&desk);
}
END_TEST

/* clang-format off */
static const struct {
	const char *login;
	const char *name;
	const char *role;
	const char *licence;
	enum err_code code;
	const char *says;
} bad[] = {
	{ "", "李乙二", "书记员", "", ERR_INPUT, "登录名" },
	{ "-li", "李乙二", "书记员", "", ERR_INPUT, "登录名" },
	{ "li yi", "李乙二", "书记员", "", ERR_INPUT, "登录名" },
	{ "李", "李乙二", "书记员", "", ERR_INPUT, "登录名" },
	{ "li\x1b[31m", "李乙二", "书记员", "", ERR_INPUT, "登录名" },
	{ "l12345678901234567890123456789012", "李乙二", "书记员", "", ERR_INPUT, "登录名" },
	{ "clerk", "李乙二", "书记员", "", ERR_EXISTS, "已经有人用" },
	{ "li", "", "书记员", "", ERR_INPUT, "没有写姓名" },
	{ "li", "李\n乙二", "书记员", "", ERR_INPUT, "姓名" },
	{ "li", "李\xff", "书记员", "", ERR_INPUT, "姓名" },
	{ "li", " 李乙二", "书记员", "", ERR_INPUT, "空格" },
	{ "li", "李乙二李乙二李乙二李乙二李乙二李乙二李乙二", "书记员", "", ERR_INPUT, "超过" },
	{ "li", "李乙二", "院长", "", ERR_INPUT, "可以是书记员" },
	{ "li", "李乙二", "", "", ERR_INPUT, "岗位" },
	{ "li", "李乙二", "看守", "", ERR_INPUT, "看守要在看守所" },
	{ "li", "李乙二", "法援中心", "", ERR_INPUT, "法援中心要在法援机构" },
	{ "li", "李乙二", "书记员", "测律0009", ERR_INPUT, "不填执业证号" },
};
/* clang-format on */

START_TEST(bad_entries_are_refused)
{
	struct user_entry entry =
		entry_of(bad[_i].login, bad[_i].role, court_of(&admin));
	int64_t before = office_number(&office, "SELECT COUNT(*) FROM audit");

	entry.name = bad[_i].name;
	entry.licence = bad[_i].licence;
	ck_assert(!try_add(&entry));
	ck_assert_msg(office.err.code == bad[_i].code &&
			      strstr(office.err.text, bad[_i].says) != NULL,
		"%s", office.err.text);
	ck_assert_int_eq(
		office_number(&office, "SELECT COUNT(*) FROM desk_user"), 3);
	ck_assert_int_eq(
		office_number(&office, "SELECT COUNT(*) FROM audit"), before);
}
END_TEST

START_TEST(no_station_no_seat)
{
	struct user_entry entry = entry_of("li", "书记员", 12345);

	ck_assert(!try_add(&entry));
	ck_assert_int_eq((int)office.err.code, ERR_NOTFOUND);
}
END_TEST

/* A court's store has the court alone; the others are added, and each kind
 * has its seats. */
START_TEST(stations_are_added_with_their_seats)
{
	int64_t custody = add_station("看守所", "测试县看守所", "测县看");
	int64_t agency =
		add_station("法援机构", "测试县法律援助中心", "测县援");
	struct user_entry guard = entry_of("guard", "看守", custody);
	struct user_entry aid = entry_of("aid", "法援中心", agency);
	struct user_entry clerk = entry_of("other", "书记员", custody);

	ck_office(&office, try_add(&guard));
	ck_office(&office, try_add(&aid));
	ck_assert(!try_add(&clerk));
	ck_assert(try_open("guard"));
	ck_assert_int_eq(
		office_number(&office, "SELECT COUNT(*) FROM chain_head"), 3);
	/* The administrator reaches what he added. */
	ck_assert_int_eq(
		office_number(&office,
			"SELECT COUNT(*) FROM reach r JOIN desk_user u ON "
			"u.id = r.desk_user WHERE u.login = 'admin' AND "
			"r.noun = 'admin'"),
		3);
	office_check_whole(&office, "stations added");
}
END_TEST

/* A lawyer sits at the agency and is known by his licence. */
START_TEST(a_lawyer_has_his_licence)
{
	int64_t agency =
		add_station("法援机构", "测试县法律援助中心", "测县援");
	struct user_entry entry = entry_of("lawyer", "承办律师", agency);
	struct user user;

	ck_assert(!try_add(&entry));
	ck_assert_ptr_nonnull(strstr(office.err.text, "没有写执业证号"));
	entry.licence = "测律0009";
	ck_office(&office, try_add(&entry));
	ck_assert_int_eq(
		office_number(&office, "SELECT COUNT(*) FROM reach r JOIN "
				       "desk_user u ON u.id = r.desk_user "
				       "WHERE u.login = 'lawyer' AND "
				       "r.noun = 'matter' AND "
				       "r.within <> '测律0009'"),
		0);
	user = user_of("lawyer");
	user.entry.licence = "测律0010";
	ck_office(&office, try_change(&user));
	ck_assert_int_gt(
		office_number(&office, "SELECT COUNT(*) FROM reach r JOIN "
				       "desk_user u ON u.id = r.desk_user "
				       "WHERE u.login = 'lawyer' AND "
				       "r.within = '测律0010'"),
		0);
	/* Who is no lawyer any more keeps none. */
	user = user_of("lawyer");
	user.entry.role = "法援中心";
	ck_assert(!try_change(&user));
	user.entry.licence = "";
	ck_office(&office, try_change(&user));
	entry = entry_of("other", "值班律师", office.clerk.station);
	entry.licence = "测律0009";
	ck_assert(!try_add(&entry));
}
END_TEST

START_TEST(a_station_is_refused)
{
	const struct station_entry entries[] = {
		{ "学校", "测试学校", "测学", false },
		{ "看守所", "", "测看", false },
		{ "看守所", "测试\x1b看守所", "测看", false },
		{ "看守所", "测试看守所", "测0102测0102测0102", false },
		{ "看守所", admin.station_name, "测看", false },
		{ "看守所", "测试看守所", admin.station_code, false },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(entries); i++) {
		int64_t id;

		ck_assert(!station_add(&admin, &entries[i], &id, &office.err));
		ck_assert_int_eq((int)office.err.code,
			i < 4 ? (int)ERR_INPUT : (int)ERR_EXISTS);
	}
	ck_assert_int_eq(
		office_number(&office, "SELECT COUNT(*) FROM station"), 1);
}
END_TEST

/* Who is stopped loses what he was doing, and his name stays on his papers. */
START_TEST(who_is_stopped_may_no_more)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	struct user clerk = user_of("clerk");
	struct work work;
	int64_t record;
	struct matter matter;

	work = office_draft(&office, &office.clerk, "hearing",
		(struct subject){ .matter = party },
		FIELDS("开庭时间=+9 0900", "开庭地点=第一法庭"));
	clerk.entry.is_active = false;
	ck_office(&office, try_change(&clerk));
	ck_assert(!office_try(&office, &office.clerk, &work, &record));
	ck_assert(office.err.code == ERR_RIGHT ||
		  office.err.code == ERR_NOTFOUND);
	ck_assert(!matter_read(
		&office.clerk, &office.arena, party, &matter, &office.err));
	ck_assert(!try_open("clerk"));
	/* And back. */
	clerk = user_of("clerk");
	clerk.entry.is_active = true;
	ck_office(&office, try_change(&clerk));
	ck_assert(office_try(&office, &office.clerk, &work, &record));
	ck_assert_ptr_nonnull(strstr(
		office_text(&office, "SELECT note FROM audit WHERE action = "
				     "'user.change' ORDER BY id DESC"),
		"恢复"));
}
END_TEST

START_TEST(two_administrators_change_one_row)
{
	struct user first = user_of("clerk"), second = first;

	first.entry.name = "赵丙六";
	second.entry.role = "法官";
	ck_office(&office, try_change(&first));
	ck_assert(!try_change(&second));
	ck_assert_int_eq((int)office.err.code, ERR_CONFLICT);
	ck_assert_ptr_nonnull(strstr(office.err.text, "2026-11-23 09:40"));
	ck_assert_ptr_nonnull(strstr(office.err.text, admin.name));
	ck_assert_ptr_nonnull(strstr(office.err.text, "→赵丙六"));
	ck_assert_str_eq(user_of("clerk").entry.role, "书记员");
	/* What is the same is no change. */
	first = user_of("clerk");
	ck_office(&office, try_change(&first));
	ck_assert_int_eq(user_of("clerk").rev, first.rev);
}
END_TEST

START_TEST(an_administrator_stays)
{
	struct user_entry entry = entry_of("second", "管理", court_of(&admin));
	struct user self = user_of("admin"), second;

	self.entry.is_active = false;
	ck_assert(!try_change(&self));
	ck_assert_int_eq((int)office.err.code, ERR_STATE);
	self = user_of("admin");
	self.entry.role = "书记员";
	ck_assert(!try_change(&self));
	ck_office(&office, try_add(&entry));
	/* The first is gone; of the second is nobody else left. */
	office_tamper(&office,
		"UPDATE desk_user SET active = 0 WHERE login = 'admin'");
	second = user_of("second");
	second.entry.role = "监督";
	ck_assert(!try_change(&second));
	ck_assert_ptr_nonnull(strstr(office.err.text, "最后一名"));
}
END_TEST

bool
probe_user_list(const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct user *list;
	size_t count = 0;

	return user_list(desk, arena, &list, &count, on->err) && count > 0;
}

bool
probe_station_list(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct station *list;
	size_t count = 0;

	return station_list(desk, arena, &list, &count, on->err) && count > 0;
}

bool
probe_user_add(const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct user_entry entry = {
		.login = arena_printf(arena, "new%lld", (long long)desk->user),
		.name = "李乙二",
		.role = "监督",
		.licence = "",
		.station = desk->station,
	};
	int64_t id;

	return user_add(desk, &entry, &id, on->err);
}

/* A row as whoever has it by heart would write it. */
bool
probe_user_change(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	static const char sql[] = "SELECT u.id, u.rev, u.station "
				  "FROM desk_user u WHERE u.login = 'clerk'";
	struct stmt *q = store_statement(desk->store, sql, on->err);
	struct user user = { .entry = { .login = "clerk",
				     .name = arena_printf(arena, "李%lld",
					     (long long)desk->user),
				     .role = "书记员",
				     .licence = "",
				     .is_active = true } };

	ck_assert_ptr_nonnull(q);
	ck_assert(stmt_next(q, on->err) == STMT_ROW);
	user.id = stmt_get_int(q, 0);
	user.rev = stmt_get_int(q, 1);
	user.entry.station = stmt_get_int(q, 2);
	stmt_reset(q);
	return user_change(desk, &user, on->err);
}

bool
probe_station_add(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	const struct station_entry entry = { "看守所",
		arena_printf(arena, "测试%lld看守所", (long long)desk->user),
		arena_printf(arena, "看%lld", (long long)desk->user), false };
	int64_t id;

	return station_add(desk, &entry, &id, on->err);
}

Suite *
suite_user(void)
{
	Suite *suite = suite_create("user");
	TCase *tcase = tcase_create("registers");

	tcase_add_checked_fixture(tcase, set_up_admin, tear_down_admin);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, who_is_added_can_work_at_once);
	tcase_add_loop_test(
		tcase, bad_entries_are_refused, 0, (int)ARRAY_LENGTH(bad));
	tcase_add_test(tcase, no_station_no_seat);
	tcase_add_test(tcase, stations_are_added_with_their_seats);
	tcase_add_test(tcase, a_lawyer_has_his_licence);
	tcase_add_test(tcase, a_station_is_refused);
	tcase_add_test(tcase, who_is_stopped_may_no_more);
	tcase_add_test(tcase, two_administrators_change_one_row);
	tcase_add_test(tcase, an_administrator_stays);
	suite_add_tcase(suite, tcase);
	return suite;
}
