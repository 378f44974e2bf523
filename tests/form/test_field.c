/* SPDX-License-Identifier: MIT */
/* What may be typed into a field, what is kept, what is refused and why. */
#include "form/field.h"

#include "load.h"

Suite *suite_field(void);

static const char *choices[] = { "普通", "简易", "速裁", "速裁转普通", "未定" };

/* A field of the type, with choices where it needs them. */
static struct form_field
field_of(const char *type)
{
	struct form_field field = { .name = "栏",
		.type = field_type_find(type) };

	ck_assert_msg(field.type != NULL, "%s", type);
	if (field.type->has_choices) {
		field.choices = choices;
		field.choice_count = ARRAY_LENGTH(choices);
	}
	return field;
}

/* kept NULL: refused, and the message holds `why`. */
static const struct {
	const char *type;
	const char *typed;
	const char *kept;
	const char *why;
} rows[] = {
	{ "文本", "", "", NULL },
	{ "文本", "  张甲一　 ", "张甲一", NULL },
	{ "文本", "{{姓名}}|\\n", "{{姓名}}|\\n", NULL },
	{ "文本", "两\n行", NULL, "控制字符" },
	{ "文本", "一\t二", NULL, "控制字符" },
	{ "文本", "\x1b[2J", NULL, "控制字符" },
	{ "文本", "左\u202E右", NULL, "控制字符" },
	{ "文本", "\xff\xfe", NULL, "编码" },
	{ "长文本", "两\n行", "两\n行", NULL },
	{ "长文本", "一\t二", NULL, "控制字符" },
	{ "长文本", "\n　前后空\n", "前后空", NULL },
	{ "全文", "[年]\n年: 2027", "[年]\n年: 2027", NULL },
	{ "全文", "一\t二", NULL, "控制字符" },
	{ "人名", "买买提·测试", "买买提·测试", NULL },
	{ "证件号", "11010519491231002X", "11010519491231002X", NULL },
	{ "证件号", "11010519491231002x", "11010519491231002X", NULL },
	{ "证件号", "１１０１０５１９４９１２３１００２Ｘ",
		"11010519491231002X", NULL },
	{ "证件号", "110105194912310021", NULL, "校验位" },
	{ "证件号", "110105194913310029", NULL, "出生日期" },
	{ "证件号", "11010519491231002", NULL, "18位" },
	{ "证件号", "110105491231002", "110105491231002", NULL },
	{ "证件号", "护照 E12345678", "护照 E12345678", NULL },
	{ "日期", "今", "2026-11-24", NULL },
	{ "日期", "t", "2026-11-24", NULL },
	{ "日期", "昨", "2026-11-23", NULL },
	{ "日期", "Y", "2026-11-23", NULL },
	{ "日期", "明", "2026-11-25", NULL },
	{ "日期", "+3", "2026-11-27", NULL },
	{ "日期", "－３", "2026-11-21", NULL },
	{ "日期", "23", "2026-11-23", NULL },
	{ "日期", "5", "2026-11-05", NULL },
	{ "日期", "31", NULL, "没有2026年11月31日" },
	{ "日期", "1123", "2026-11-23", NULL },
	{ "日期", "１１２３", "2026-11-23", NULL },
	{ "日期", "261123", "2026-11-23", NULL },
	{ "日期", "900101", "1990-01-01", NULL },
	{ "日期", "20261123", "2026-11-23", NULL },
	{ "日期", "2026-11-23", "2026-11-23", NULL },
	{ "日期", "2026-1-2", "2026-01-02", NULL },
	{ "日期", "2026.11.23", "2026-11-23", NULL },
	{ "日期", "2026/11/23", "2026-11-23", NULL },
	{ "日期", "2026年11月23日", "2026-11-23", NULL },
	{ "日期", "11月23日", "2026-11-23", NULL },
	{ "日期", "20250229", NULL, "没有2025年2月29日" },
	{ "日期", "112", NULL, "看不懂" },
	{ "日期", "2026-11-23-1", NULL, "看不懂" },
	{ "日期", "下周", NULL, "看不懂" },
	{ "日期", "--", NULL, "看不懂" },
	{ "日期", "99999999999999999999", NULL, "看不懂" },
	{ "日期", "+99999", NULL, "看不懂" },
	{ "日期", "00000101", NULL, "没有" },
	{ "时刻", "现在", "2026-11-24 10:00", NULL },
	{ "时刻", "n", "2026-11-24 10:00", NULL },
	{ "时刻", "1123 0940", "2026-11-23 09:40", NULL },
	{ "时刻", "1123 940", "2026-11-23 09:40", NULL },
	{ "时刻", "昨 9:40", "2026-11-23 09:40", NULL },
	{ "时刻", "今　９：４０", "2026-11-24 09:40", NULL },
	{ "时刻", "9:40", "2026-11-24 09:40", NULL },
	{ "时刻", "2026-11-23 09:40", "2026-11-23 09:40", NULL },
	{ "时刻", "2026-11-23T09:40", "2026-11-23 09:40", NULL },
	{ "时刻", "2026年11月23日9时40分", "2026-11-23 09:40", NULL },
	{ "时刻", "今 9点半", "2026-11-24 09:30", NULL },
	{ "时刻", "今 9点", "2026-11-24 09:00", NULL },
	{ "时刻", "今 2400", NULL, "看不懂的时间" },
	{ "时刻", "今 0960", NULL, "看不懂的时间" },
	{ "时刻", "1123", NULL, "还缺" },
	{ "时刻", "1131 0940", NULL, "没有2026年11月31日" },
	{ "是否", "1", "是", NULL },
	{ "是否", "是", "是", NULL },
	{ "是否", "Y", "是", NULL },
	{ "是否", "２", "否", NULL },
	{ "是否", "n", "否", NULL },
	{ "是否", "3", NULL, "是或否" },
	{ "选择", "2", "简易", NULL },
	{ "选择", "简", "简易", NULL },
	{ "选择", "速裁", "速裁", NULL },
	{ "选择", "速", NULL, "不止一项" },
	{ "选择", "6", NULL, "可选：1 普通，2 简易" },
	{ "选择", "0", NULL, "没有这一项" },
	{ "选择", "死刑", NULL, "没有这一项" },
	{ "多选", "3 1", "普通 速裁", NULL },
	{ "多选", "31", "普通 速裁", NULL },
	{ "多选", "未定、普", "普通 未定", NULL },
	{ "多选", "1，1", "普通", NULL },
	{ "多选", "1 9", NULL, "没有这一项：9" },
	{ "用户", "clerk judge", "clerk judge", NULL },
	{ "用户", "ｃｌｅｒｋ、judge，clerk", "clerk judge", NULL },
	{ "用户", "张法官", NULL, "不是登录名" },
	{ "用户", "a\tb", NULL, "控制字符" },
	{ "当事人", "李乙二", "李乙二", NULL },
	{ "律师", "王丙三", "王丙三", NULL },
	{ "机关", "测试市第一看守所", "测试市第一看守所", NULL },
	{ "案号", "(2026) 测01刑初1号", "（2026）测01刑初1号", NULL },
	{ "案号", "〔２０２６〕测1号", "（2026）测1号", NULL },
	{ "罪名", "盗窃、诈骗", "盗窃、诈骗", NULL },
	{ "电话", "000-12345678转12", "000-12345678转12", NULL },
	{ "电话", "０００１２３", "000123", NULL },
	{ "电话", "打总机", NULL, "看不懂的电话" },
	{ "电话", "12", NULL, "看不懂的电话" },
	{ "金额", "1,234.5元", "1234.50", NULL },
	{ "金额", "￥5", NULL, "看不懂的金额" },
	{ "金额", "¥007", "7.00", NULL },
	{ "金额", "0", "0.00", NULL },
	{ "金额", "1.234", NULL, "看不懂的金额" },
	{ "金额", "-1", NULL, "看不懂的金额" },
	{ "数字", "007", "7", NULL },
	{ "数字", "0", "0", NULL },
	{ "数字", "1.5", NULL, "看不懂的数字" },
	{ "数字", "9999999999", NULL, "看不懂的数字" },
	{ "文书", "ABCDEFGH", "ABCDEFGH", NULL },
};

START_TEST(typed_to_kept)
{
	struct field_context context = test_context();
	struct form_field field = field_of(rows[_i].type);
	struct buf out = { 0 };
	struct err err = { 0 };
	bool ok;

	buf_add(&out, "前");
	ok = field_read(&field, &context, rows[_i].typed, &out, &err);
	ck_assert_msg(ok == (rows[_i].kept != NULL), "%s %s: %s %s",
		rows[_i].type, rows[_i].typed, buf_text(&out), err.text);
	ck_assert_str_eq(
		buf_text(&out) + strlen("前"), ok ? rows[_i].kept : "");
	if (!ok) {
		ck_assert_int_eq(err.code, ERR_INPUT);
		ck_assert_msg(
			strstr(err.text, rows[_i].why) != NULL, "%s", err.text);
	}
	buf_free(&out);
}
END_TEST

/* What was kept is read as itself: a check before sealing relies on it. */
START_TEST(kept_reads_as_itself)
{
	struct field_context context = test_context();
	struct form_field field = field_of(rows[_i].type);
	struct buf out = { 0 };

	if (rows[_i].kept != NULL) {
		ck_assert_msg(
			field_read(&field, &context, rows[_i].kept, &out, NULL),
			"%s %s", rows[_i].type, rows[_i].kept);
		ck_assert_str_eq(buf_text(&out), rows[_i].kept);
	}
	buf_free(&out);
}
END_TEST

START_TEST(every_type_has_rows)
{
	size_t count;
	const struct field_type *types = field_type_table(&count);

	for (size_t i = 0; i < count; i++) {
		bool found = false;

		for (size_t k = 0; k < ARRAY_LENGTH(rows); k++)
			found = found ||
				strcmp(rows[k].type, types[i].word) == 0;
		ck_assert_msg(found, "%s", types[i].word);
		ck_assert_ptr_eq(field_type_find(types[i].english), &types[i]);
		ck_assert(*types[i].hint != '\0');
	}
}
END_TEST

START_TEST(length_is_bounded)
{
	size_t count;
	const struct field_type *types = field_type_table(&count);
	struct field_context context = test_context();

	for (size_t i = 0; i < count; i++) {
		struct form_field field = field_of(types[i].word);
		struct buf typed = { 0 };
		struct buf out = { 0 };
		struct err err = { 0 };

		for (int k = 0; k <= types[i].max_chars; k++)
			buf_add(&typed, "字");
		ck_assert_msg(!field_read(&field, &context, buf_text(&typed),
				      &out, &err),
			"%s", types[i].word);
		ck_assert_uint_eq(out.length, 0);
		buf_free(&typed);
		buf_free(&out);
	}
}
END_TEST

START_TEST(shown_to_people)
{
	static const struct {
		const char *type;
		const char *value;
		const char *shown;
	} shows[] = {
		{ "日期", "2026-01-02", "2026年1月2日" },
		{ "日期", "", "" },
		{ "日期", "不是", "不是" },
		{ "时刻", "2026-11-23 09:05", "2026年11月23日9时05分" },
		{ "多选", "普通 速裁", "普通、速裁" },
		{ "金额", "12.50", "12.50元" },
		{ "文本", "{{x}}|", "{{x}}|" },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(shows); i++) {
		struct form_field field = field_of(shows[i].type);
		struct buf out = { 0 };

		field_show(&field, shows[i].value, &out);
		ck_assert_str_eq(buf_text(&out), shows[i].shown);
		buf_free(&out);
	}
}
END_TEST

/* GB 11643, annex: the two numbers that the standard itself computes. */
START_TEST(resident_ids)
{
	struct date birth;
	const char *sex;
	char day[DATE_TEXT];
	char id[] = "11010519491231002X";

	ck_assert(field_resident_id(id, &birth, &sex, NULL));
	ck_assert_str_eq(date_format(birth, day), "1949-12-31");
	ck_assert_str_eq(sex, "女");
	ck_assert(field_resident_id("440524188001010014", NULL, NULL, NULL) ==
		  false); /* born before 1900: not in our calendar */
	/* Every single wrong digit is found. */
	for (size_t i = 0; i < 17; i++) {
		char right = id[i];

		for (int digit = 0; digit <= 9; digit++) {
			id[i] = (char)('0' + digit);
			if (id[i] != right)
				ck_assert_msg(!field_resident_id(
						      id, NULL, NULL, NULL),
					"%s", id);
		}
		id[i] = right;
	}
}
END_TEST

Suite *
suite_field(void)
{
	Suite *suite = suite_create("field");
	TCase *tests = tcase_create("field");

	tcase_add_loop_test(tests, typed_to_kept, 0, ARRAY_LENGTH(rows));
	tcase_add_loop_test(tests, kept_reads_as_itself, 0, ARRAY_LENGTH(rows));
	tcase_add_test(tests, every_type_has_rows);
	tcase_add_test(tests, length_is_bounded);
	tcase_add_test(tests, shown_to_people);
	tcase_add_test(tests, resident_ids);
	suite_add_tcase(suite, tests);
	return suite;
}
