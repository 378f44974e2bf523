/* SPDX-License-Identifier: MIT */
/* Forms and law as text: what is added works end to end, what does not fit is
 * refused when loaded. */
#include "office.h"

#include "base/digest.h"
#include "base/embed.h"
#include "form/stream.h"

#include <check.h>
#include <string.h>

Suite *suite_library(void);

static struct office office;

static void
tear_down(void)
{
	office_close(&office);
}

static struct library_text
text_of(const char *file, const char *bytes)
{
	return (struct library_text){ file, bytes, strlen(bytes) };
}

/* A shipped file with one piece of text put before another. */
static struct library_text
edited(struct arena *arena, const char *path, const char *before,
	const char *added)
{
	for (size_t i = 0; i < embedded_forms_count; i++) {
		const char *text = (const char *)embedded_forms[i].bytes;
		const char *at = strstr(text, before);

		if (strcmp(embedded_forms[i].path, path) != 0)
			continue;
		ck_assert_ptr_nonnull(at);
		return text_of(
			path, arena_printf(arena, "%.*s%s%s", (int)(at - text),
				      text, added, at));
	}
	ck_abort_msg("no %s", path);
}

static const char visit_form[] =
	"[表单]\n编号: visit\n名称: 会见笔录\n种类: 文书\n版本: 1\n"
	"对象: 当事人\n权限: 告知 定稿\n"
	"文号: （{{年}}）{{院代字}}会{{序号}}号\n"
	"事件: 会见.完成 于 会见时间 对 当事人\n\n"
	"[栏目 会见时间]\n名称: 会见时间\n类型: 时刻\n必填: 是\n来自: 现在\n\n"
	"[正文]\ntitle 会见笔录\nrow 会见时间|{{会见时间}}\n[结束]\n";

static const char visit_rule[] =
	"[期限 会见-内部]\n名称: 告知以后会见一次\n起算: 告知.完成\n"
	"完成: 会见.完成\n期限: 2 日\n责任: 法院\n性质: 内部目标\n"
	"依据: 测试\n等级: V\n施行: 2020-01-01\n违反: VISIT_LATE\n";

/* A kind of document and a duty: text alone. */
START_TEST(form_and_rule_by_text)
{
	const struct library_text more[] = { text_of("visit.form", visit_form),
		text_of("visit.rule", visit_rule) };
	int64_t party, record;
	struct record read;

	office_open_with(&office, more, ARRAY_LENGTH(more));
	party = office_case(&office, "（2026）测0101刑初1号");
	office_advise(&office, party);
	ck_assert_str_eq(office_clocks(&office),
		"会见-内部 2026-11-25 open;告知-刑诉法34 2026-11-26 met;");
	office_set_time(&office, "2026-11-24 10:00");
	record = office_seal(&office, &office.clerk, "visit",
		(struct subject){ .party = party }, FIELDS("会见时间=现在"));
	ck_assert_str_eq(office_clocks(&office),
		"会见-内部 2026-11-25 met;告知-刑诉法34 2026-11-26 met;");
	ck_office(&office, record_read(&office.clerk, &office.arena, record,
				   &read, &office.err));
	ck_assert_str_eq(read.number, "（2026）测0101会1号");
	ck_assert_str_eq(read.form_name, "会见笔录");
}
END_TEST

/* What was sealed with a form that is no longer loaded still reads. */
START_TEST(record_outlives_its_form)
{
	const struct library_text more[] = { text_of(
		"visit.form", visit_form) };
	int64_t party, record;
	struct buf stream = { 0 };
	struct record read;

	office_open_with(&office, more, ARRAY_LENGTH(more));
	party = office_case(&office, "（2026）测0101刑初1号");
	record = office_seal(&office, &office.clerk, "visit",
		(struct subject){ .party = party }, FIELDS("会见时间=现在"));
	office_reload(&office, NULL, 0);
	ck_office(&office, record_read(&office.clerk, &office.arena, record,
				   &read, &office.err));
	ck_assert_str_eq(read.form->name, "会见笔录");
	ck_office(&office, record_stream(&office.clerk, &office.arena, record,
				   0, &stream, &office.err));
	ck_assert_ptr_nonnull(strstr(buf_text(&stream), "会见时间"));
	buf_free(&stream);
}
END_TEST

/* A row of the class table, before the others: the class changes. */
START_TEST(class_row_by_text)
{
	static const char row[] =
		"[类别 测试行]\n名称: 贪污案件都通知\n类别: M\n"
		"处理: 通知法律援助机构\n条件: 当事人.罪名 = 贪污罪\n"
		"依据: 测试\n等级: V\n施行: 2020-01-01\n\n";
	struct arena arena = { 0 };
	struct library_text more = edited(&arena,
		"forms/rules/entitlement.rule", "[类别 侦诉-委托]", row);
	int64_t party;

	office_open_with(&office, &more, 1);
	party = office_case(&office, "（2026）测0101刑初1号");
	ck_assert_str_eq(office_text(&office, "SELECT class FROM party"), "P");
	office_seal(&office, &office.clerk, "charge",
		(struct subject){ .party = party },
		FIELDS("罪名=贪污罪", "原因=变更起诉"));
	ck_assert_str_eq(office_text(&office, "SELECT class FROM party"), "M");
	ck_assert_str_eq(office_text(&office, "SELECT rule FROM standing "
					      "WHERE until_day = ''"),
		"测试行");
	arena_clear(&arena);
}
END_TEST

/* A checklist item: asked for, must be answered, printed with its article. */
START_TEST(checklist_item_by_text)
{
	static const char item[] = "[事项 申请回避]\n内容: 你有权申请回避。\n"
				   "依据: 刑事诉讼法第二十九条\n\n";
	struct arena arena = { 0 };
	struct library_text more =
		edited(&arena, "forms/advice-slip.form", "[正文]", item);
	struct work work;
	struct buf stream = { 0 };
	struct fault *faults;
	size_t count;
	int64_t party, record;

	office_open_with(&office, &more, 1);
	party = office_case(&office, "（2026）测0101刑初1号");
	work = office_draft(&office, &office.clerk, "advice-slip",
		(struct subject){ .party = party },
		FIELDS("委托辩护人=是", "申请法律援助=是", "约见值班律师=是",
			"将通知指派=是"));
	ck_assert(!record_seal(&office.clerk, &office.arena, &work, &faults,
		&count, &record, &office.err));
	ck_assert_uint_eq(count, 1);
	ck_assert_str_eq(work.form->fields[faults[0].field].name, "申请回避");
	values_set(&work.values, "申请回避", "是");
	ck_office(&office, office_try(&office, &office.clerk, &work, &record));
	ck_office(&office, record_stream(&office.clerk, &office.arena, record,
				   0, &stream, &office.err));
	ck_assert_ptr_nonnull(strstr(buf_text(&stream), "你有权申请回避"));
	ck_assert_ptr_nonnull(strstr(buf_text(&stream), "第二十九条"));
	buf_free(&stream);
	arena_clear(&arena);
}
END_TEST

/* A new version beside old records: each prints as it was sealed. */
START_TEST(old_records_keep_their_wording)
{
	static const char item[] = "[事项 申请回避]\n内容: 你有权申请回避。\n"
				   "依据: 刑事诉讼法第二十九条\n\n";
	struct arena arena = { 0 };
	struct library_text more =
		edited(&arena, "forms/advice-slip.form", "[正文]", item);
	struct buf stream = { 0 };
	int64_t party, record;

	office_open(&office);
	party = office_case(&office, "（2026）测0101刑初1号");
	record = office_advise(&office, party);
	office_reload(&office, &more, 1);
	ck_office(&office, record_stream(&office.clerk, &office.arena, record,
				   0, &stream, &office.err));
	ck_assert_ptr_null(strstr(buf_text(&stream), "回避"));
	ck_assert_ptr_nonnull(strstr(buf_text(&stream), "委托辩护人"));
	buf_free(&stream);
	arena_clear(&arena);
}
END_TEST

/* clang-format off */
#define HEAD "[表单]\n编号: x\n名称: 测试\n种类: 登记\n版本: 1\n对象: 当事人\n事件: 测试.完成 于 日期 对 当事人\n"
#define DAY "\n[栏目 日期]\n名称: 日期\n类型: 日期\n必填: 是\n"
#define RULE "[期限 x]\n名称: 测试\n期限: 2 日\n责任: 法院\n性质: 法定\n依据: 测试\n等级: V\n施行: 2020-01-01\n违反: X\n"
static const struct {
	const char *file;
	const char *text;
	const char *says;
} mistakes[] = {
	{ "x.form", HEAD "事实: 当事人.身高 = 日期\n" DAY, "当事人.身高" },
	{ "x.form", HEAD "事实: 当事人.自报姓名 = 日期\n" DAY, "类型" },
	{ "x.form", HEAD "事实: 当事人.辩护人 = “三个”\n" DAY, "三个" },
	{ "x.form", HEAD "权限: 天气 定稿\n" DAY, "天气" },
	{ "x.form", "[表单]\n编号: x\n", "名称" },
	{ "x.form", "\xff\xfe", "" },
	{ "x.rule", RULE "起算: 登记.受理\n完成: 天黑\n", "天黑" },
	{ "x.rule", RULE "起算: 天亮\n完成: 告知.完成\n", "天亮" },
	{ "x.rule", "[期限 x]\n名称: 测试\n", "" },
};
#undef HEAD
#undef DAY
#undef RULE
/* clang-format on */

START_TEST(what_does_not_fit_is_refused)
{
	struct arena arena = { 0 };
	struct problems problems = { .arena = &arena };
	const struct library_text more =
		text_of(mistakes[_i].file, mistakes[_i].text);
	struct library *library = library_new(&more, 1, &problems);
	bool said = false;

	ck_assert_msg(library == NULL, "%s", mistakes[_i].text);
	for (size_t i = 0; i < problems.count; i++) {
		ck_assert_str_eq(problems.items[i].file, mistakes[_i].file);
		said = said || strstr(problems.items[i].text,
				       mistakes[_i].says) != NULL;
	}
	ck_assert_msg(said, "%d: %s", _i,
		problems.count > 0 ? problems.items[0].text : "");
	arena_clear(&arena);
}
END_TEST

START_TEST(shipped_texts_load)
{
	struct arena arena = { 0 };
	struct problems problems = { .arena = &arena };
	struct err err = { 0 };
	struct library *library = library_new(NULL, 0, &problems);

	ck_assert_msg(problem_none(&problems, &err), "%s", err.text);
	library_check(library, &problems);
	ck_assert_msg(problem_none(&problems, &err), "%s", err.text);
	ck_assert_ptr_nonnull(library_form(library, "advice-record"));
	ck_assert_ptr_null(library_form(library, "nothing"));
	/* What answers the three-day clock is paper. */
	ck_assert_int_ne(
		library_form_making(library, "告知.完成")->kind, FORM_REGISTER);
	ck_assert_ptr_null(library_form_making(library, "天黑"));
	library_free(&library);
	library_free(&library);
	arena_clear(&arena);
}
END_TEST

/* A form read when it is asked for is the one that is read with the others,
 * and one that replaces it stands in its place. */
START_TEST(one_form_is_read_once)
{
	struct arena arena = { 0 };
	struct problems problems = { .arena = &arena };
	struct library *library = library_new(NULL, 0, &problems);
	struct library_text more =
		edited(&arena, "forms/advice-slip.form", "[正文]", "# 注\n");
	const struct form *slip = library_form(library, "advice-slip");
	const struct form *const *forms;
	size_t count, seen = 0;

	more.file = "another-name.form";
	forms = library_forms(library, &count);
	for (size_t i = 0; i < count; i++)
		seen += forms[i] == slip;
	ck_assert_uint_eq(seen, 1);
	ck_assert_ptr_eq(library_form(library, "advice-slip"), slip);
	ck_assert_ptr_eq(library_forms(library, &count), forms);
	library_free(&library);
	library = library_new(&more, 1, &problems);
	ck_assert_uint_eq(problems.count, 0);
	ck_assert_str_eq(library_form(library, "advice-slip")->file, more.file);
	library_forms(library, &seen);
	ck_assert_uint_eq(seen, count);
	library_free(&library);
	arena_clear(&arena);
}
END_TEST

/* What the build took, and what says when lists were made with older rules. */
START_TEST(digests_are_of_the_bytes)
{
	ck_assert_uint_gt(embedded_forms_count, 0);
	for (size_t i = 0; i < embedded_forms_count; i++) {
		const struct embedded *file = &embedded_forms[i];
		char digest[DIGEST_TEXT];

		digest_text(DIGEST_SHA256, file->bytes, file->length, digest);
		ck_assert_msg(
			strcmp(file->digest, digest) == 0, "%s", file->path);
	}
}
END_TEST

START_TEST(law_built_in_is_law_as_text)
{
	struct arena arena = { 0 };
	struct problems problems = { .arena = &arena };
	struct library *library = library_new(NULL, 0, &problems);
	struct law *law = law_new(&arena);

	ck_assert_ptr_nonnull(library);
	for (size_t i = 0; i < embedded_forms_count; i++) {
		const struct embedded *file = &embedded_forms[i];

		if (strstr(file->path, ".form") == NULL)
			law_add(law, file->path, (const char *)file->bytes,
				file->length, &problems);
	}
	law_ready(law, &problems);
	ck_assert_uint_eq(problems.count, 0);
	ck_assert_str_eq(law_digest(law), law_digest(library_law(library)));
	library_free(&library);
	arena_clear(&arena);
}
END_TEST

Suite *
suite_library(void)
{
	Suite *suite = suite_create("library");
	TCase *sealed = tcase_create("sealed");
	TCase *loaded = tcase_create("loaded");

	tcase_add_checked_fixture(sealed, NULL, tear_down);
	tcase_add_test(sealed, form_and_rule_by_text);
	tcase_add_test(sealed, record_outlives_its_form);
	tcase_add_test(sealed, class_row_by_text);
	tcase_add_test(sealed, checklist_item_by_text);
	tcase_add_test(sealed, old_records_keep_their_wording);
	suite_add_tcase(suite, sealed);
	tcase_add_test(loaded, shipped_texts_load);
	tcase_add_test(loaded, one_form_is_read_once);
	tcase_add_test(loaded, digests_are_of_the_bytes);
	tcase_add_test(loaded, law_built_in_is_law_as_text);
	tcase_add_loop_test(loaded, what_does_not_fit_is_refused, 0,
		(int)ARRAY_LENGTH(mistakes));
	suite_add_tcase(suite, loaded);
	return suite;
}
