/* SPDX-License-Identifier: MIT */
/* Who looked at a case is found again, whatever desk he sits at. */
#include "fixture.h"
#include "probe.h"

#include "base/file.h"
#include "desk/audit_list.h"
#include "desk/matter.h"
#include "desk/station.h"
#include "desk/user.h"
#include "tests/support/scratch.h"

#include <check.h>
#include <string.h>

Suite *suite_audit_list(void);

static struct desk admin, auditor;
static int64_t matter;

static void
add_user(const char *login, const char *role, const char *licence,
	int64_t station, struct desk *desk)
{
	const struct user_entry entry = { .login = login,
		.name = "李乙二",
		.role = role,
		.licence = licence,
		.station = station };
	int64_t id;

	ck_office(&office, user_add(&admin, &entry, &id, &office.err));
	ck_office(&office, desk_open(office.store, office.library, login, desk,
				   &office.err));
	desk->clock = office.clerk.clock;
}

static void
set_up_audit(void)
{
	set_up();
	ck_office(&office, desk_open(office.store, office.library, "admin",
				   &admin, &office.err));
	add_user("audit", "审计", "", office.clerk.station, &auditor);
	matter = office_case(&office, "（2026）测0101刑初1号");
}

static void
tear_down_audit(void)
{
	desk_close(&auditor);
	desk_close(&admin);
	tear_down();
}

static struct audit_report
audit(void)
{
	struct audit_report report;

	ck_office(&office,
		audit_of(&auditor, &office.arena, "（2026）测0101刑初1号",
			&report, &office.err));
	return report;
}

static size_t
lines_of(const struct audit_report *report, const char *login,
	const char *action)
{
	size_t count = 0;

	for (size_t i = 0; i < report->count; i++)
		count += strcmp(report->lines[i].login, login) == 0 &&
			 strcmp(report->lines[i].action, action) == 0;
	return count;
}

static int64_t
add_station(const char *kind, const char *name, const char *code)
{
	const struct station_entry entry = { kind, name, code, false };
	int64_t id = 0;

	ck_office(&office, station_add(&admin, &entry, &id, &office.err));
	return id;
}

static void
ck_reads(struct desk *desk, int64_t record, bool reads_papers)
{
	struct matter m;
	struct party p;
	struct record r;

	ck_office(&office,
		matter_read(desk, &office.arena, matter, &m, &office.err));
	ck_office(&office,
		party_read(desk, &office.arena, matter, &p, &office.err));
	if (reads_papers)
		ck_office(&office, record_read(desk, &office.arena, record, &r,
					   &office.err));
}

/* The detention centre where he is, the agency that was turned to, the lawyer
 * that was named: each leaves his line. */
START_TEST(outsiders_leave_their_lines)
{
	static const char *const logins[] = { "guard", "aid", "lawyer" };
	int64_t custody = add_station("看守所", "测试看守所", "测看");
	int64_t agency = add_station("法援机构", "测试法律援助中心", "测援");
	int64_t advice = office_advise(&office, matter);
	struct audit_report report;
	struct desk guard, aid, lawyer;

	office_seal(&office, &office.clerk, "party-change",
		(struct subject){ .party = matter },
		FIELDS("变更原因=逮捕", "强制措施=羁押",
			"羁押场所=测试看守所"));
	office_seal(&office, &office.clerk, "step-court",
		(struct subject){ .party = matter },
		FIELDS("进展=法援机构收到通知"));
	/* As an assignment would; it is of other tests. */
	office_tamper(&office, "INSERT INTO access (matter, kind, who) SELECT "
			       "id, '律师', '测律0009' FROM matter");
	add_user("guard", "看守", "", custody, &guard);
	add_user("aid", "法援中心", "", agency, &aid);
	add_user("lawyer", "承办律师", "测律0009", agency, &lawyer);
	ck_reads(&guard, advice, true);
	ck_reads(&aid, advice, true);
	ck_reads(&lawyer, advice, true);
	report = audit();
	for (size_t i = 0; i < ARRAY_LENGTH(logins); i++) {
		ck_assert_uint_eq(
			lines_of(&report, logins[i], "matter.read"), 1);
		ck_assert_uint_eq(
			lines_of(&report, logins[i], "party.read"), 1);
		ck_assert_uint_eq(lines_of(&report, logins[i], "read"), 1);
	}
	ck_assert_uint_ge(lines_of(&report, "clerk", "seal"), 2);
	ck_assert_uint_eq(report.fault_count, 0);
	desk_close(&guard);
	desk_close(&aid);
	desk_close(&lawyer);
}
END_TEST

START_TEST(another_case_is_not_of_it)
{
	struct matter m;
	int64_t other = office_case(&office, "（2026）测0101刑初2号");
	struct audit_report report;

	ck_office(&office, matter_read(&office.clerk, &office.arena, other, &m,
				   &office.err));
	report = audit();
	ck_assert_uint_eq(lines_of(&report, "clerk", "matter.read"), 0);
	ck_assert_uint_eq(lines_of(&report, "clerk", "seal"), 1);
	/* That the auditor looked is there the next time. */
	report = audit();
	ck_assert_uint_ge(lines_of(&report, "audit", "audit.read"), 1);
}
END_TEST

/* Who tried his luck at what might be sealed off. */
START_TEST(a_try_is_of_the_case)
{
	struct work work = office_draft(&office, &office.judge, "sealed-look",
		(struct subject){ 0 },
		FIELDS("案号=（2026）测0101刑初1号", "情形=司法机关为办案需要",
			"查询单位=测试区人民检察院", "公函=测检函1号",
			"事由=办理另案需要核实", "保密=已告知",
			"批准人=王丙三"));
	struct audit_report report;
	int64_t record;

	ck_assert(!office_try(&office, &office.judge, &work, &record));
	report = audit();
	ck_assert_uint_eq(lines_of(&report, "judge", "look.try"), 1);
}
END_TEST

/* A day that was closed and then written into is told. */
START_TEST(a_day_that_was_changed_is_told)
{
	static const char forged[] =
		"2026-11-23 09:40\t1\tclerk\t1\tread\t1\t\n";
	struct audit_report report;
	struct matter m;

	ck_office(&office, matter_read(&office.clerk, &office.arena, matter, &m,
				   &office.err));
	office_set_time(&office, "2026-11-25 09:40");
	auditor.clock = office.clerk.clock;
	office_case(&office, "（2026）测0101刑初2号");
	report = audit();
	ck_assert_uint_eq(report.fault_count, 0);
	ck_office(&office, file_write(scratch("court.db.reads/2026-11-23"),
				   forged, strlen(forged), &office.err));
	report = audit();
	ck_assert_uint_eq(report.fault_count, 1);
	ck_assert_ptr_nonnull(strstr(report.faults[0], "2026-11-23"));
}
END_TEST

START_TEST(only_who_audits)
{
	struct audit_report report;

	ck_assert(!audit_of(&office.clerk, &office.arena,
		"（2026）测0101刑初1号", &report, &office.err));
	ck_assert_int_eq((int)office.err.code, ERR_RIGHT);
	ck_assert(!audit_of(&auditor, &office.arena, "（2026）测0101刑初9号",
		&report, &office.err));
	ck_assert_int_eq((int)office.err.code, ERR_NOTFOUND);
}
END_TEST

bool
probe_audit_of(const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct audit_report report;

	return audit_of(desk, arena,
		       arena_printf(arena, "%lld", (long long)on->matter),
		       &report, on->err) &&
	       report.count > 0;
}

Suite *
suite_audit_list(void)
{
	Suite *suite = suite_create("audit_list");
	TCase *tcase = tcase_create("case");

	tcase_add_checked_fixture(tcase, set_up_audit, tear_down_audit);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, outsiders_leave_their_lines);
	tcase_add_test(tcase, another_case_is_not_of_it);
	tcase_add_test(tcase, a_try_is_of_the_case);
	tcase_add_test(tcase, a_day_that_was_changed_is_told);
	tcase_add_test(tcase, only_who_audits);
	suite_add_tcase(suite, tcase);
	return suite;
}
