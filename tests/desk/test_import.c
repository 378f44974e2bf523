/* SPDX-License-Identifier: MIT */
/*
 * What a case system exports: rows become cases through the real forms, once
 * however often they are read; what cannot be is refused with its reason.
 */
#include "office.h"

#include "base/clock.h"
#include "base/file.h"
#include "desk/derive.h"
#include "desk/import.h"
#include "tests/support/scratch.h"

#include <check.h>
#include <string.h>

Suite *suite_import(void);

static struct office o;
static struct import last;

static void
set_up(void)
{
	office_open(&o);
}

static void
tear_down(void)
{
	office_close(&o);
}

static void
open_text(const char *text)
{
	ck_office(&o, file_write(scratch("a.csv"), text, strlen(text), &o.err));
	ck_office(&o, import_open(&o.arena, scratch("a.csv"), &last, &o.err));
}

static void
check_store(void)
{
	struct derive_report report;

	ck_office(&o, derive_all(&o.clerk, DERIVE_CHECK, &report, &o.err));
	ck_assert_int_eq(report.differences, 0);
}

/* new changed same refused */
static const char *
preview(const char *text)
{
	open_text(text);
	ck_office(&o, import_preview(&o.clerk, &last, &o.err));
	return arena_printf(&o.arena, "%zu %zu %zu %zu",
		last.counts[IMPORT_NEW], last.counts[IMPORT_CHANGED],
		last.counts[IMPORT_SAME], last.counts[IMPORT_REFUSED]);
}

/* The preview is what is done; then it is done, and nothing is left to do. */
static const char *
go(const char *text)
{
	const char *before = preview(text);
	const char *after;

	ck_office(&o, import_run(&o.clerk, &last, NULL, NULL, &o.err));
	after = arena_printf(&o.arena, "%zu %zu %zu %zu",
		last.counts[IMPORT_NEW], last.counts[IMPORT_CHANGED],
		last.counts[IMPORT_SAME], last.counts[IMPORT_REFUSED]);
	ck_assert_str_eq(before, after);
	check_store();
	return after;
}

static int64_t
records(void)
{
	return office_number(&o, "SELECT COUNT(*) FROM record");
}

static const char *
fact(const char *name)
{
	static const char sql[] = "SELECT value FROM fact WHERE name = $1 "
				  "ORDER BY owner LIMIT 1";
	struct stmt *q = store_statement(o.store, sql, &o.err);
	const char *text = "";

	ck_office(&o, q != NULL);
	stmt_text(q, 1, name);
	if (stmt_next(q, &o.err) == STMT_ROW)
		text = arena_copy(&o.arena, stmt_get_text(q, 0));
	stmt_reset(q);
	return text;
}

#define HEAD  "案号,立案日期,被告人,罪名"
#define ROW_1 "（2026）测0101刑初1号,2026-11-23,张甲一,盗窃罪"

START_TEST(a_row_is_a_case_on_the_clock)
{
	ck_assert_str_eq(go(HEAD "\n" ROW_1 "\n"), "1 0 0 0");
	ck_assert_str_eq(office_clocks(&o), "告知-刑诉法34 2026-11-26 open;");
	ck_assert_str_eq(fact("程序段.审级"), "一审");
	ck_assert_str_eq(fact("当事人.姓名"), "张甲一");
}
END_TEST

START_TEST(a_preview_writes_nothing)
{
	ck_assert_str_eq(preview(HEAD "\n" ROW_1 "\n"), "1 0 0 0");
	ck_assert_int_eq(records(), 0);
	ck_assert_int_eq(
		office_number(&o, "SELECT COUNT(*) FROM import_row"), 0);
}
END_TEST

START_TEST(read_twice_is_read_once)
{
	go(HEAD "\n" ROW_1 "\n");
	ck_assert_str_eq(go(HEAD "\n" ROW_1 "\n"), "0 0 1 0");
	/* Other order of columns, other shape of the day, other brackets. */
	ck_assert_str_eq(
		go("罪名;被告人姓名;受理日期;案件编号\n"
		   "盗窃罪;张甲一;2026年11月23日;(2026)测0101刑初1号\n"),
		"0 0 1 0");
	ck_assert_int_eq(records(), 1);
}
END_TEST

/* A case entered by hand is the case of the file. */
START_TEST(a_case_by_hand_is_found)
{
	office_case(&o, "（2026）测0101刑初1号");
	ck_assert_str_eq(go(HEAD "\n" ROW_1 "\n"), "0 0 1 0");
	ck_assert_int_eq(records(), 1);
}
END_TEST

/* What was entered by hand since is not taken back by the same file. */
START_TEST(an_old_file_takes_nothing_back)
{
	int64_t matter;

	go(HEAD ",承办人\n" ROW_1 ",法官乙\n");
	matter = office_number(&o, "SELECT id FROM matter");
	office_seal(&o, &o.clerk, "proceeding-change",
		(struct subject){ .matter = matter },
		FIELDS("变更原因=换人", "承办人=法官丙"));
	ck_assert_str_eq(go(HEAD ",承办人\n" ROW_1 ",法官乙\n"), "0 0 1 0");
	ck_assert_str_eq(fact("程序段.承办人"), "法官丙");
}
END_TEST

START_TEST(the_clock_starts_at_receipt_without_filing)
{
	go("案号,收案时间,被告人,案由\n"
	   "（2026）测0101刑初1号,2026/11/23 00:00:00,张甲一,盗窃罪\n");
	ck_assert_str_eq(office_clocks(&o), "告知-刑诉法34 2026-11-26 open;");
}
END_TEST

/* The day of filing becomes known: the clock moves, for all defendants. */
START_TEST(a_day_that_changed_moves_the_clocks)
{
	o.clerk.go_live = date_make(2026, 1, 1);
	go("案号,收案日期,被告人,案由\n"
	   "（2026）测0101刑初1号,2026-11-19,张甲一、李乙二,盗窃罪\n");
	ck_assert_str_eq(office_clocks(&o),
		"告知-刑诉法34 2026-11-23 open;告知-刑诉法34 2026-11-23 open;");
	ck_assert_str_eq(
		go("案号,立案日期,被告人,案由\n"
		   "（2026）测0101刑初1号,2026-11-23,张甲一、李乙二,盗窃罪\n"),
		"0 1 0 0");
	ck_assert_str_eq(last.cases[0].text, "立案日期 2026-11-19→2026-11-23");
	ck_assert_str_eq(
		office_text(&o, "SELECT title FROM matter"), "张甲一等2人");
	ck_assert_str_eq(office_clocks(&o),
		"告知-刑诉法34 2026-11-26 open;告知-刑诉法34 2026-11-26 open;");
	ck_assert_int_eq(office_number(&o, "SELECT COUNT(*) FROM matter"), 1);
}
END_TEST

START_TEST(old_cases_are_pending_not_overdue)
{
	go(HEAD "\n（2026）测0101刑初1号,2026-10-08,张甲一,盗窃罪\n");
	ck_assert_str_eq(office_clocks(&o), "");
	ck_assert_int_eq(office_number(&o, "SELECT pending FROM matter"), 1);
	ck_assert(last.cases[0].is_pending);
}
END_TEST

START_TEST(advice_elsewhere_meets_the_clock)
{
	go(HEAD ",告知日期\n"
		"（2026）测0101刑初1号,2026-10-09,张甲一,盗窃罪,2026-10-10\n");
	ck_assert_str_eq(office_clocks(&o), "告知-刑诉法34 2026-10-12 met;");
	ck_assert_int_eq(office_number(&o, "SELECT pending FROM matter"), 0);
	/* Said later of a case that was 待核. */
	go(HEAD "\n（2026）测0101刑初2号,2026-10-09,张甲二,盗窃罪\n");
	ck_assert_str_eq(
		go(HEAD ",告知日期\n（2026）测0101刑初2号,2026-10-09,张甲二,盗窃罪,2026-10-10\n"),
		"0 1 0 0");
	ck_assert_str_eq(office_clocks(&o),
		"告知-刑诉法34 2026-10-12 met;告知-刑诉法34 2026-10-12 met;");
}
END_TEST

START_TEST(defendants_are_parted)
{
	go(HEAD ",性别,出生日期\n"
		"（2026）测0101刑初1号,2026-11-23,\"张甲一、李乙二（绰号“小二、三”）\n王丙三\",盗窃罪,男；女；男,\"1990-01-02,,2010-02-03\"\n");
	ck_assert_int_eq(office_number(&o, "SELECT COUNT(*) FROM party"), 3);
	ck_assert_int_eq(office_number(&o,
				 "SELECT COUNT(*) FROM fact "
				 "WHERE name = '当事人.性别' AND value = '男'"),
		2);
	/* A child is one for whom counsel is mandatory. */
	ck_assert_str_eq(fact("当事人.理由"), "未成年");
	ck_assert_int_eq(
		office_number(
			&o, "SELECT COUNT(*) FROM party WHERE class = 'M'"),
		1);
}
END_TEST

/* Nobody knows whose it is: it is left out, and said; the case has its clock.
 */
START_TEST(what_is_ambiguous_is_left_out)
{
	go(HEAD ",身份证号,是否委托\n（2026）测0101刑初1号,2026-11-23,张甲一、李乙二,盗窃罪,110101199003070011,是\n");
	ck_assert_str_eq(fact("当事人.证件号"), "");
	ck_assert_str_eq(fact("当事人.辩护人"), "无");
	ck_assert_ptr_nonnull(strstr(last.cases[0].notice, "身份证号有1个"));
	ck_assert_ptr_nonnull(strstr(last.cases[0].notice, "是否委托有1个"));
}
END_TEST

START_TEST(rows_of_one_number_are_one_case)
{
	const char *text =
		HEAD ",承办人\n" ROW_1 ",法官乙\n"
		     "（2026）测0101刑初1号,2026-11-23,李乙二,诈骗罪,\n"
		     "（2026）测0101刑初1号,2026-11-22,王丙三,诈骗罪,\n";

	ck_assert_str_eq(go(text), "1 0 0 1");
	ck_assert_int_eq(office_number(&o, "SELECT COUNT(*) FROM party"), 2);
	ck_assert_str_eq(last.cases[1].column, "立案日期");
	ck_assert_str_eq(go(text), "0 0 1 1");
}
END_TEST

START_TEST(what_changed_is_registered)
{
	int64_t before;

	go(HEAD ",程序,承办人,羁押场所,开庭时间,是否委托\n" ROW_1
		",普通,法官乙,测试区看守所,2026-12-10 09:30,否\n");
	before = records();
	ck_assert_str_eq(
		go(HEAD ",程序,承办人,羁押场所,开庭时间,是否委托,辩护人姓名\n"
			"（2026）测0101刑初1号,2026-11-23,张甲一、李乙二,抢劫罪,简易程序,法官丙,取保候审、,2026-12-11 09:30:00,是、否,王律师、\n"),
		"0 1 0 0");
	ck_assert_str_eq(fact("程序段.承办人"), "法官丙");
	ck_assert_str_eq(fact("程序段.程序"), "简易");
	ck_assert_str_eq(fact("当事人.罪名"), "抢劫罪");
	ck_assert_str_eq(fact("当事人.强制措施"), "取保候审");
	ck_assert_str_eq(fact("当事人.辩护人姓名"), "王律师");
	ck_assert_str_eq(fact("庭审.时间"), "2026-12-11 09:30");
	ck_assert_int_eq(office_number(&o, "SELECT COUNT(*) FROM hearing"), 1);
	ck_assert_int_eq(office_number(&o, "SELECT COUNT(*) FROM party"), 2);
	ck_assert_int_eq(office_number(&o, "SELECT COUNT(*) FROM record "
					   "WHERE form = 'case-intake'"),
		1);
	ck_assert_int_gt(records(), before);
}
END_TEST

/* That counsel is gone, an export does not say. */
START_TEST(counsel_is_not_dismissed_by_a_file)
{
	go(HEAD ",是否委托,辩护人姓名\n" ROW_1 ",是,王律师\n");
	ck_assert_str_eq(go(HEAD ",是否委托\n" ROW_1 ",否\n"), "0 0 1 0");
	ck_assert_str_eq(fact("当事人.辩护人"), "律师");
	ck_assert_ptr_nonnull(
		strstr(preview(HEAD ",是否委托\n" ROW_1 ",0\n"), "0 0 1 0"));
}
END_TEST

START_TEST(a_name_is_mended_by_its_document)
{
	go(HEAD ",身份证号\n"
		"（2026）测0101刑初1号,2026-11-23,张甲,盗窃罪,110101199003070011\n");
	go(HEAD ",身份证号\n"
		"（2026）测0101刑初1号,2026-11-23,张甲一,盗窃罪,110101199003070011\n");
	ck_assert_int_eq(office_number(&o, "SELECT COUNT(*) FROM party"), 1);
}
END_TEST

/* Row, column, part of the reason. */
/* clang-format off */
static const struct {
	const char *row;
	const char *column;
	const char *part;
} bad[] = {
	{ ",2026-11-23,张甲一,盗窃罪,,", "案号", "没有写" },
	{ "（2026）测0101刑初1号,,张甲一,盗窃罪,,", "立案日期", "起算" },
	{ "（2026）测0101刑初1号,11-23,张甲一,盗窃罪,,", "立案日期", "年月日" },
	{ "（2026）测0101刑初1号,今,张甲一,盗窃罪,,", "立案日期", "年月日" },
	{ "（2026）测0101刑初1号,2026-02-30,张甲一,盗窃罪,,", "立案日期", "没有" },
	{ "（2026）测0101刑初1号,2027-02-20,张甲一,盗窃罪,,", "立案日期", "" },
	{ "（2026）测0101刑初1号,2026-11-23,,盗窃罪,,", "被告人", "没有写" },
	{ "（2026）测0101刑初1号,2026-11-23,张甲一等3人,盗窃罪,,", "被告人", "等" },
	{ "（2026）测0101刑初1号,2026-11-23,张甲一,,,", "罪名", "" },
	{ "（2026）测0101字1号,2026-11-23,张甲一,盗窃罪,,", "审级", "" },
	{ "（2026）测0101刑初1号,2026-11-23,张甲一,盗窃罪,4.10101E+17,", "身份证号", "科学计数" },
	{ "（2026）测0101刑初1号,2026-11-23,张甲一,盗窃罪,110101199003070012,", "身份证号", "校验" },
	{ "（2026）测0101刑初1号,2026-11-23,张甲一,盗窃罪,110101199003070011,1990-03-08", "出生日期", "不同" },
	{ "（2026）测0101刑初1号,2026-11-23,张甲一,盗窃罪,,,多出", "", "多出一格" },
	{ "（2026）测0101刑初1号,2026-11-23,张\x1b[31m甲,盗窃罪,,", "被告人", "控制字符" },
	{ "（2026）测0101刑初1号,2026-11-23,张\xe2\x80\xae甲,盗窃罪,,", "被告人", "控制字符" },
	{ "（2026）测0101刑初\x07" "1号,2026-11-23,张甲一,盗窃罪,,", "案号", "控制字符" },
};
/* clang-format on */

START_TEST(a_bad_row_is_refused_with_its_reason)
{
	const char *text = arena_printf(
		&o.arena, HEAD ",身份证号,出生日期\n%s\n", bad[_i].row);

	ck_assert_str_eq(go(text), "0 0 0 1");
	ck_assert_int_eq(last.cases[0].line, 2);
	ck_assert_str_eq(last.cases[0].column, bad[_i].column);
	ck_assert_msg(strstr(last.cases[0].text, bad[_i].part) != NULL, "%s",
		last.cases[0].text);
	ck_assert_int_eq(records(), 0);
}
END_TEST

START_TEST(rejects_are_mended_and_read_again)
{
	struct buf text = { 0 };
	enum charset charset;
	const char *path;

	go("案号,备注,立案日期,被告人,罪名\n"
	   "（2026）测0101刑初1号,\"说\"\"好\",2026-11-23,张甲一,盗窃罪\n"
	   "（2026）测0101刑初2号,\"又\n一\x1b行\",11-23,张甲二,盗窃罪\n");
	ck_office(&o, import_write_rejects(&last, &path, &charset, &o.err));
	ck_office(&o, file_read(path, 1 << 16, &text, &o.err));
	ck_assert_msg(strstr(buf_text(&text), "\x1b") == NULL, "unfiltered");
	ck_assert_ptr_nonnull(strstr(buf_text(&text), "\"原因\"\r\n"));
	*strstr(text.data, "11-23\"") = ' ';
	ck_assert_str_eq(go(buf_text(&text)), "0 0 0 1");
	buf_free(&text);
	ck_office(&o, import_write_rejects(&last, &path, &charset, &o.err));
	ck_assert_ptr_nonnull(strstr(path, "rejects-2"));
}
END_TEST

/* What the program that wrote the file can open: a list in UTF-8 has lost its
 * hanzi in a spreadsheet unless a BOM leads it. */
static const struct {
	const char *name;
	enum charset from;
	enum charset to;
} reject_charsets[] = {
	{ "张甲\U00020BB7", CHARSET_UTF8, CHARSET_UTF8_BOM },
	{ "张甲一", CHARSET_UTF8_BOM, CHARSET_UTF8_BOM },
	{ "张甲\U00020BB7", CHARSET_GB18030, CHARSET_GB18030 },
	{ "张甲€", CHARSET_GBK, CHARSET_GBK },
};

START_TEST(rejects_are_written_as_the_file_was)
{
	struct buf file = { 0 };
	struct buf bytes = { 0 };
	struct buf back = { 0 };
	struct charset_found found;
	enum charset charset;
	const char *path;
	size_t replaced;

	buf_add(&back, "案号,立案日期,被告人,罪名\n"
		       "（2026）测0101刑初1号,11-23,");
	buf_addf(&back, "%s,盗窃罪\n", reject_charsets[_i].name);
	ck_office(&o, charset_from_utf8(&back, reject_charsets[_i].from, &file,
			      &replaced, &o.err));
	buf_clear(&back);
	ck_office(&o,
		file_write(scratch("a.csv"), file.data, file.length, &o.err));
	ck_office(&o, import_open(&o.arena, scratch("a.csv"), &last, &o.err));
	ck_assert_int_eq(last.found.charset, reject_charsets[_i].from);
	ck_office(&o, import_preview(&o.clerk, &last, &o.err));
	ck_office(&o, import_write_rejects(&last, &path, &charset, &o.err));
	ck_assert_int_eq(charset, reject_charsets[_i].to);
	ck_office(&o, file_read(path, 1 << 16, &bytes, &o.err));
	ck_office(&o, charset_to_utf8(
			      bytes.data, bytes.length, &back, &found, &o.err));
	ck_assert_int_eq(found.charset, reject_charsets[_i].to);
	ck_assert_ptr_nonnull(
		strstr(buf_text(&back), reject_charsets[_i].name));
	buf_free(&file);
	buf_free(&bytes);
	buf_free(&back);
}
END_TEST

START_TEST(a_file_without_cases_is_refused)
{
	static const char *const texts[] = { "", "\n\n", "a,b\n1,2\n",
		"案号,被告人\n1,2\n", "案号\n\xff\xfe\n" };

	for (size_t i = 0; i < ARRAY_LENGTH(texts); i++) {
		ck_office(&o, file_write(scratch("a.csv"), texts[i],
				      strlen(texts[i]), &o.err));
		ck_assert(!import_open(
			&o.arena, scratch("a.csv"), &last, &o.err));
		ck_assert_int_eq(o.err.code, ERR_INPUT);
		err_clear(&o.err);
	}
	open_text("某院案件表,,,\n" HEAD "\n");
	ck_office(&o, import_run(&o.clerk, &last, NULL, NULL, &o.err));
	ck_assert_uint_eq(last.case_count, 0);
}
END_TEST

Suite *
suite_import(void)
{
	Suite *suite = suite_create("import");
	TCase *tcase = tcase_create("cases");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, a_row_is_a_case_on_the_clock);
	tcase_add_test(tcase, a_preview_writes_nothing);
	tcase_add_test(tcase, read_twice_is_read_once);
	tcase_add_test(tcase, a_case_by_hand_is_found);
	tcase_add_test(tcase, an_old_file_takes_nothing_back);
	tcase_add_test(tcase, the_clock_starts_at_receipt_without_filing);
	tcase_add_test(tcase, a_day_that_changed_moves_the_clocks);
	tcase_add_test(tcase, old_cases_are_pending_not_overdue);
	tcase_add_test(tcase, advice_elsewhere_meets_the_clock);
	tcase_add_test(tcase, defendants_are_parted);
	tcase_add_test(tcase, what_is_ambiguous_is_left_out);
	tcase_add_test(tcase, rows_of_one_number_are_one_case);
	tcase_add_test(tcase, what_changed_is_registered);
	tcase_add_test(tcase, counsel_is_not_dismissed_by_a_file);
	tcase_add_test(tcase, a_name_is_mended_by_its_document);
	tcase_add_loop_test(tcase, a_bad_row_is_refused_with_its_reason, 0,
		ARRAY_LENGTH(bad));
	tcase_add_test(tcase, rejects_are_mended_and_read_again);
	tcase_add_loop_test(tcase, rejects_are_written_as_the_file_was, 0,
		(int)ARRAY_LENGTH(reject_charsets));
	tcase_add_test(tcase, a_file_without_cases_is_refused);
	suite_add_tcase(suite, tcase);
	return suite;
}
