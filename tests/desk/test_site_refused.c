/* SPDX-License-Identifier: MIT */
/* Texts of the site that do not fit, were tampered with, or fit no longer:
 * told in words, and nothing is counted by them. */
#include "office.h"

#include "desk/derive.h"
#include "desk/site.h"

#include <check.h>
#include <string.h>

Suite *suite_site_refused(void);

/* clang-format off */
#define CITED "文件: 测试用\n网址: https://example.invalid/\n"
static const char year_2027[] =
	"[年]\n年: 2027\n" CITED "放假: 2026-12-31 至 2027-01-03 元旦\n";
static const char year_2027_later[] =
	"[年]\n年: 2027\n" CITED "放假: 2026-12-31 至 2027-01-05 元旦\n";
static const char not_house[] =
	"[期限 征询-内部]\n名称: 受理以后征询\n起算: 登记.受理\n完成: 征询.完成\n"
	"期限: 7 日\n责任: 法院\n性质: 法定\n依据: 本院规定\n等级: V\n"
	"施行: 2020-01-01\n违反: INQUIRY_LATE\n";
/* clang-format on */

static struct office office;
static struct desk admin;

static void
open_admin(void)
{
	ck_office(&office, desk_open(office.store, office.library, "admin",
				   &admin, &office.err));
	admin.clock = office.clerk.clock;
}

static void
set_up(void)
{
	office_open(&office);
	open_admin();
}

static void
tear_down(void)
{
	desk_close(&admin);
	office_close(&office);
}

/* All desks again, with a library of its own. */
static void
come_back(const struct library_text *more, size_t count)
{
	desk_close(&admin);
	office_reload(&office, more, count);
	open_admin();
}

static bool
try_add(const char *text)
{
	struct problems problems = { .arena = &office.arena };
	struct site_report report;

	err_clear(&office.err);
	return site_add(&admin, &office.arena, "新.cal", text, strlen(text),
		&report, &problems, &office.err);
}

static int64_t
records(void)
{
	return office_number(&office, "SELECT COUNT(*) FROM record");
}

/* clang-format off */
static const struct {
	const char *text;
	const char *says;
} mistakes[] = {
	{ "", "里面没有放假安排" },
	{ "# 空的\n", "里面没有放假安排" },
	{ "[年]\n年: 2027\n" CITED "放假: 2027-13-01 元旦\n", "新.cal:5: “2027-13-01”不是日期" },
	{ "[年]\n年: 2027\n放假: 2027-01-01 元旦\n", "新.cal:1: 没有写出自哪个文件" },
	{ "[年]\n年: 二〇二七\n" CITED, "新.cal:1: 缺“年”" },
	{ "[年]\n年: 2027\n" CITED "调休: 2027-01-02\n", "新.cal:5: " },
	{ "[年]\n年: 2027\n" CITED "[年]\n年: 2028\n" CITED, "新.cal:5: 一份文件只写一个年份" },
	{ "[年]\n年: 2027\n\xff\n", "新.cal:3: " },
	{ "[期限 x]\n名称: 测试\n性质: 法定\n", "新.cal:3: “x”的性质是“法定”；本站只能加“性质: 内部目标”的期限" },
	{ not_house, "新.cal:7: " },
	{ "[期限 x]\n名称: 测试\n性质: 内部目标\n", "新.cal:1: " },
	{ "[类别 x]\n名称: 测试\n类别: M\n", "新.cal:1: “[类别]”不能由本站加" },
	{ "[期限 告知-刑诉法34]\n名称: 测试\n起算: 登记.受理\n完成: 告知.完成\n期限: 9 日\n"
	  "责任: 法院\n性质: 内部目标\n依据: 本院规定\n等级: V\n施行: 2020-01-01\n违反: X_LATE\n",
	  "编号“告知-刑诉法34”" },
	{ "[期限 x]\n名称: 测试\n起算: 天亮.了\n完成: 告知.完成\n期限: 9 日\n"
	  "责任: 法院\n性质: 内部目标\n依据: 本院规定\n等级: V\n施行: 2020-01-01\n违反: X_LATE\n",
	  "新.cal:1: 起算的事件“天亮.了”没有哪张表单会产生" },
	{ "{\"year\": 2027", "新.cal" },
	{ "{\"year\": 2027, \"papers\": [], \"days\": [{\"name\": \"元旦\", \"date\": \"2027-02-30\", \"isOffDay\": true}]}", "新.cal" },
};
/* clang-format on */

START_TEST(what_does_not_fit_is_refused)
{
	struct derive_report derived;

	office_case(&office, "（2026）测0101刑初1号");
	ck_assert_msg(!try_add(mistakes[_i].text), "%s", mistakes[_i].text);
	ck_assert_int_eq(office.err.code, ERR_INPUT);
	ck_assert_msg(strstr(office.err.text, mistakes[_i].says) != NULL,
		"%s: %s", mistakes[_i].says, office.err.text);
	ck_assert_int_eq(records(), 1);
	ck_assert_int_eq(library_mark(office.library), 0);
	ck_assert_int_eq(
		office_number(&office, "SELECT COUNT(*) FROM site_text"), 0);
	ck_office(&office,
		derive_all(&office.clerk, DERIVE_CHECK, &derived, &office.err));
	ck_assert_int_eq(derived.differences, 0);
}
END_TEST

/* By hand, too, only what loads is sealed, under the name it has. */
START_TEST(by_hand_the_same_checks)
{
	static const char *const names[] = { "名称=2028.cal", "名称=2027.cal" };
	static const char *const texts[] = { year_2027,
		"[年]\n年: 2027\n放假: 2027-01-01 元旦\n" };
	struct work work = office_draft(&office, &admin, "site-text",
		(struct subject){ 0 },
		FIELDS("种类=放假安排", names[_i],
			arena_printf(&office.arena, "正文=%s", texts[_i])));
	int64_t record;

	ck_assert(!office_try(&office, &admin, &work, &record));
	ck_assert_int_eq(office.err.code, ERR_INPUT);
	ck_assert_msg(strstr(office.err.text, "2027.cal") != NULL, "%s",
		office.err.text);
	ck_assert_int_eq(records(), 0);
}
END_TEST

static const char *const damages[] = {
	"DROP TRIGGER record_payload_no_update",
	"UPDATE record_payload SET bytes = REPLACE(bytes, '12-31', '12-30')",
};

/* Nothing else is loaded than what was sealed: then nobody seals. */
START_TEST(tampered_text_is_not_loaded)
{
	ck_assert(try_add(year_2027));
	for (size_t i = 0; i < ARRAY_LENGTH(damages); i++)
		office_tamper(&office, damages[i]);
	come_back(NULL, 0);
	ck_assert(!site_refresh(&office.clerk, &office.err));
	ck_assert_int_eq(office.err.code, ERR_DB);
	ck_assert_msg(strstr(office.err.text, "被改动过") != NULL, "%s",
		office.err.text);
	ck_assert_int_eq(library_mark(office.library), 0);
	ck_assert(!try_add(year_2027_later));
	ck_assert_int_eq(records(), 1);
}
END_TEST

/* A program that knows a text which the site's does not fit: one can look, and
 * nothing is sealed by the wrong law until a better text is there. */
START_TEST(a_text_that_no_longer_loads)
{
	const struct library_text more = { "extra.cal", year_2027_later,
		strlen(year_2027_later) };
	struct work work;
	int64_t record;

	ck_assert(try_add(year_2027));
	come_back(&more, 1);
	ck_assert_int_eq(library_mark(office.library), 0);
	work = office_draft(&office, &office.clerk, "case-intake",
		(struct subject){ 0 },
		FIELDS("案号=（2026）测0101刑初1号", "收案日期=昨",
			"立案日期=今", "审级=一审", "程序=普通", "起诉=公诉",
			"承办人=法官乙", "姓名=张甲一", "强制措施=取保候审",
			"罪名=盗窃罪", "辩护人=无"));
	ck_assert(!office_try(&office, &office.clerk, &work, &record));
	ck_assert_int_eq(office.err.code, ERR_DB);
	ck_assert_msg(strstr(office.err.text, "本站文本装不上") != NULL, "%s",
		office.err.text);
}
END_TEST

Suite *
suite_site_refused(void)
{
	Suite *suite = suite_create("site_refused");
	TCase *tcase = tcase_create("texts");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_loop_test(tcase, what_does_not_fit_is_refused, 0,
		(int)ARRAY_LENGTH(mistakes));
	tcase_add_loop_test(tcase, by_hand_the_same_checks, 0, 2);
	tcase_add_test(tcase, tampered_text_is_not_loaded);
	tcase_add_test(tcase, a_text_that_no_longer_loads);
	suite_add_tcase(suite, tcase);
	return suite;
}
