/* SPDX-License-Identifier: MIT */
/* The block stream: a value never changes the structure of a document. */
#include "form/stream.h"

#include "load.h"

Suite *suite_stream(void);

#define HEAD "[表单]\n编号: x\n名称: 例\n种类: 文书\n版本: 1\n"

static const struct stream_head sealed = { .organ = "法院",
	.number = "1号",
	.case_no = "2号",
	.entered = "2026-11-24 10:00",
	.by = "张甲一",
	.code = "",
	.digest = "",
	.copy = "",
	.line = "" };

static void
write_with(const char *text, const char *name, const char *value,
	const struct stream_head *head, struct buf *out)
{
	struct arena arena = { 0 };
	const struct form *form = load_text(&arena, "例.form", text);
	struct values values = { .arena = &arena };

	values_set(&values, name, value);
	stream_write(form, &values, head, out);
	arena_clear(&arena);
}

START_TEST(values_are_data)
{
	static const char *const hostile[] = { "甲|乙", "一\n二", "{{姓名}}",
		"\\n", "\\", "\\|", "|", "title\t假", "一\nfoot\t假", ".",
		"[结束]", "\t", "？ 姓名" };
	static const char text[] =
		HEAD "[栏目 姓名]\n类型: 长文本\n[正文]\ntitle 例\n"
		     "row 姓名|{{姓名}}|左|右\np 我是{{姓名}}。\n[结束]\n";

	for (size_t i = 0; i < ARRAY_LENGTH(hostile); i++) {
		struct arena arena = { 0 };
		struct buf out = { 0 };
		const char *cursor;
		struct block block;

		write_with(text, "姓名", hostile[i], &sealed, &out);
		cursor = buf_text(&out);
		ck_assert(stream_next(&arena, &cursor, &block));
		ck_assert_str_eq(block.kind, "title");
		ck_assert(stream_next(&arena, &cursor, &block));
		ck_assert_str_eq(block.kind, "row");
		ck_assert_uint_eq(block.cell_count, 4);
		ck_assert_str_eq(block.cells[1], hostile[i]);
		ck_assert(stream_next(&arena, &cursor, &block));
		ck_assert_uint_eq(block.cell_count, 1);
		ck_assert_msg(strstr(block.cells[0], hostile[i]) != NULL, "%s",
			block.cells[0]);
		ck_assert(!stream_next(&arena, &cursor, &block));
		buf_free(&out);
		arena_clear(&arena);
	}
}
END_TEST

struct body_case {
	const char *body;
	const char *value;
	const char *want;
};
static const struct body_case bodies[] = {
	{ "* 多\np 第{{项}}项\n.\n", "红 蓝", "p\t第红项\np\t第蓝项\n" },
	{ "* 多\np 第{{项}}项\n.\np 完\n", "", "p\t完\n" },
	{ "? 多=红\np 有红\n? 多=蓝\np 也有蓝\n.\n.\np 完\n", "红 蓝",
		"p\t有红\np\t也有蓝\np\t完\n" },
	{ "? 多=红\np 有红\n? 多=蓝\np 也有蓝\n.\n.\np 完\n", "蓝", "p\t完\n" },
	{ "? 多!=绿\np 没有绿\n.\n", "红", "p\t没有绿\n" },
	{ "? 多\n* 多\n* 多\np {{项}}\n.\nrule\n.\n.\n", "红 蓝",
		"p\t红\np\t蓝\nrule\t\np\t红\np\t蓝\nrule\t\n" },
	{ "p {{多}}，{{机关}}{{文号}}{{案号}}{{录入人}}{{录入时间}}\n", "红 蓝",
		"p\t红、蓝，法院1号2号张甲一2026-11-24 10:00\n" },
	/* What was sealed as empty cannot be filled in by hand. */
	{ "p 甲{{多}}乙\n", "", "p\t甲／乙\n" },
	{ "p 甲|乙\\丙\nsign 甲：|乙：\n", "",
		"p\t甲\\|乙\\\\丙\nsign\t甲：|乙：\n" },
};

static void
check_body(const struct body_case *row)
{
	struct buf form = { 0 };
	struct buf out = { 0 };

	buf_add(&form, HEAD "[栏目 多]\n类型: 多选\n选项: 红 绿 蓝\n[正文]\n");
	buf_add(&form, row->body);
	buf_add(&form, "[结束]\n");
	write_with(buf_text(&form), "多", row->value, &sealed, &out);
	ck_assert_str_eq(buf_text(&out), row->want);
	buf_free(&form);
	buf_free(&out);
}

START_TEST(bodies_as_written)
{
	for (size_t i = 0; i < ARRAY_LENGTH(bodies); i++)
		check_body(&bodies[i]);
}
END_TEST

START_TEST(lines_of_long_text_repeat)
{
	struct buf out = { 0 };

	write_with(HEAD "[栏目 话]\n类型: 长文本\n[正文]\n* 话\n"
			"row 在场|{{项}}\n.\n[结束]\n",
		"话", "甲 一|\n\n乙", &sealed, &out);
	ck_assert_str_eq(buf_text(&out), "row\t在场|甲 一\\|\nrow\t在场|乙\n");
	buf_free(&out);
}
END_TEST

START_TEST(items_with_their_articles)
{
	static const char text[] =
		HEAD "[事项 甲]\n内容: 你有权|委托\n依据: 某法\n[正文]\nitems\n"
		     "[结束]\n";
	static const char *const rows[][2] = {
		{ "是", "item\t☑|你有权\\|委托|某法|\n" },
		{ "否 本人|不听", "item\t□|你有权\\|委托|某法|本人\\|不听\n" },
		{ "", "item\t□|你有权\\|委托|某法|\n" },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		struct buf out = { 0 };

		write_with(text, "甲", rows[i][0], &sealed, &out);
		ck_assert_str_eq(buf_text(&out), rows[i][1]);
		buf_free(&out);
	}
}
END_TEST

START_TEST(drafts_samples_and_corrections_say_so)
{
	static const char text[] =
		HEAD "样稿: 是\n[栏目 甲]\n类型: 文本\n[正文]\ntitle 例\n"
		     "p {{甲}}{{文号}}\n[结束]\n";
	struct stream_head head = sealed;
	struct buf out = { 0 };

	head.is_draft = true;
	head.number = "";
	write_with(text, "甲", "", &head, &out);
	ck_assert_str_eq(buf_text(&out),
		"title\t例\np\t＿＿＿＿＿＿＿＿\nfoot\t草稿（未定稿）  样稿\n");
	buf_clear(&out);
	head = sealed;
	head.line = "更正0号";
	head.code = "ABCDEFGH";
	head.digest = "0123456789abcdef9";
	head.copy = "第2份";
	write_with(text, "甲", "值", &head, &out);
	ck_assert_str_eq(buf_text(&out),
		"title\t例\nnote\t更正0号\np\t值1号\n"
		"foot\t样稿  查询码 ABCDEFGH  摘要 0123456789abcdef  第2份"
		"  更正0号\n");
	buf_free(&out);
}
END_TEST

/* What is not asked for is not printed, whatever was left in it. */
START_TEST(hidden_values_stay_hidden)
{
	struct arena arena = { 0 };
	const struct form *form = load_text(&arena, "例.form",
		HEAD
		"[栏目 甲]\n类型: 是否\n[栏目 乙]\n类型: 文本\n条件: 甲=是\n"
		"[正文]\n? 乙\np 有\n.\np {{乙}}\n[结束]\n");
	struct values values = { .arena = &arena };
	struct buf out = { 0 };

	values_set(&values, "甲", "否");
	values_set(&values, "乙", "秘密");
	stream_write(form, &values, &sealed, &out);
	ck_assert_str_eq(buf_text(&out), "p\t／\n");
	buf_free(&out);
	arena_clear(&arena);
}
END_TEST

Suite *
suite_stream(void)
{
	Suite *suite = suite_create("stream");
	TCase *tests = tcase_create("stream");

	tcase_add_test(tests, values_are_data);
	tcase_add_test(tests, bodies_as_written);
	tcase_add_test(tests, lines_of_long_text_repeat);
	tcase_add_test(tests, items_with_their_articles);
	tcase_add_test(tests, drafts_samples_and_corrections_say_so);
	tcase_add_test(tests, hidden_values_stay_hidden);
	suite_add_tcase(suite, tests);
	return suite;
}
