/* SPDX-License-Identifier: MIT */
/* What stands between a draft and its seal, and what is taken away. */
#include "form/check.h"

#include "load.h"

Suite *suite_check(void);

static const char form_text[] =
	"[表单]\n编号: x\n名称: 例\n种类: 登记\n版本: 1\n"
	"事件: 某.事 于 时间 对 当事人 当 事项甲!=否\n"
	"[栏目 收案]\n类型: 日期\n"
	"[栏目 时间]\n类型: 时刻\n校验: 不早于 收案\n"
	"[栏目 签署]\n类型: 选择\n选项: 签名 拒绝\n必填: 是\n"
	"[栏目 理由]\n类型: 长文本\n条件: 签署=拒绝\n必填: 是\n校验: 不少于4字\n"
	"[栏目 取来]\n类型: 文本\n只读: 是\n来自: 当事人.姓名\n必填: 是\n"
	"[事项 事项甲]\n内容: 你有权\n依据: 某法\n";

/* Values in the order of the fields; NULL: absent. `says` NULL: no fault. */
static const struct {
	const char *values[6];
	int field;
	const char *says;
} rows[] = {
	{ { "2026-11-23", "2026-11-23 09:40", "签名", NULL, "甲", "是" }, -2,
		NULL },
	{ { NULL, "2026-11-23 09:40", "签名", NULL, "甲", "是" }, -2, NULL },
	{ { "2026-11-23", "2026-11-24 10:00", "签名", NULL, "甲", "是" }, -2,
		NULL },
	{ { "2026-11-24", "2026-11-23 09:40", "签名", NULL, "甲", "是" }, 1,
		"早于收案" },
	{ { "2026-11-23", "2026-11-24 10:01", "签名", NULL, "甲", "是" }, 1,
		"还没有到" },
	{ { "2026-11-23", NULL, "签名", NULL, "甲", "是" }, 1, "还没有填" },
	/* No event, so its time may be missing. */
	{ { NULL, NULL, "签名", NULL, "甲", "否 本人不在" }, -2, NULL },
	{ { NULL, "2026-11-23 09:40", NULL, NULL, "甲", "是" }, 2, "还没有填" },
	{ { NULL, "2026-11-23 09:40", "涂改", NULL, "甲", "是" }, 2,
		"没有这一项" },
	{ { NULL, "2026-11-23 09:40", "拒绝", NULL, "甲", "是" }, 3,
		"还没有填" },
	{ { NULL, "2026-11-23 09:40", "拒绝", "不想签", "甲", "是" }, 3,
		"不少于4字，现在3字" },
	{ { NULL, "2026-11-23 09:40", "拒绝", "我不想签", "甲", "是" }, -2,
		NULL },
	{ { NULL, "2026-11-23 09:40", "签名", "短", "甲", "是" }, -2, NULL },
	{ { NULL, "2026-11-23 09:40", "签名", NULL, NULL, "是" }, 4,
		"来自当事人.姓名" },
	{ { NULL, "2026-11-23 09:40", "签名", NULL, "甲", NULL }, 5,
		"还没有告知" },
	{ { NULL, NULL, "签名", NULL, "甲", "否" }, 5, "要写明原因" },
	{ { NULL, "2026-11-23 09:40", "签名", NULL, "甲", "也许" }, 5,
		"看不懂" },
	{ { "1123", "2026-11-23 09:40", "签名", NULL, "甲", "是" }, 0,
		"重新填写" },
};

static void
fill(const struct form *form, const char *const *texts, struct values *out)
{
	for (size_t i = 0; i < form->field_count; i++)
		values_set(out, form->fields[i].name, texts[i]);
}

START_TEST(one_row)
{
	struct arena arena = { 0 };
	const struct form *form = load_text(&arena, "例.form", form_text);
	struct values values = { .arena = &arena };
	struct field_context context = test_context();
	struct fault *faults;
	size_t count;

	fill(form, rows[_i].values, &values);
	count = check_form(form, &values, &context, &arena, &faults);
	ck_assert_msg(count == (rows[_i].says != NULL ? 1 : 0), "%zu: %s",
		count, count > 0 ? faults[0].text : "");
	if (count > 0) {
		ck_assert_int_eq(faults[0].field, rows[_i].field);
		ck_assert_msg(strstr(faults[0].text, rows[_i].says) != NULL,
			"%s", faults[0].text);
	}
	arena_clear(&arena);
}
END_TEST

START_TEST(faults_come_in_order)
{
	struct arena arena = { 0 };
	const struct form *form = load_text(&arena, "例.form", form_text);
	struct values values = { .arena = &arena };
	struct field_context context = test_context();
	struct fault *faults;
	size_t count = check_form(form, &values, &context, &arena, &faults);

	ck_assert_uint_eq(count, 4);
	for (size_t i = 1; i < count; i++)
		ck_assert_int_gt(faults[i].field, faults[i - 1].field);
	arena_clear(&arena);
}
END_TEST

START_TEST(what_is_not_asked_is_not_sealed)
{
	static const char *const texts[] = { NULL, NULL, "签名", "旧话", "甲",
		"是" };
	struct arena arena = { 0 };
	const struct form *form = load_text(&arena, "例.form", form_text);
	struct values values = { .arena = &arena };

	fill(form, texts, &values);
	check_prune(form, &values);
	ck_assert(!values_has(&values, "理由"));
	ck_assert_str_eq(values_get(&values, "签署"), "签名");
	ck_assert_uint_eq(values.count, 3);
	arena_clear(&arena);
}
END_TEST

/* "!电话": asked for as long as nothing is there, an answer not asked for
 * included. */
START_TEST(what_is_missing_is_a_condition)
{
	static const char text[] =
		"[表单]\n编号: x\n名称: 例\n种类: 登记\n版本: 1\n"
		"对象: 当事人\n[栏目 有无]\n类型: 是否\n"
		"[栏目 电话]\n类型: 电话\n条件: 有无=是\n"
		"[栏目 原因]\n类型: 文本\n条件: !电话\n";
	static const struct {
		const char *has, *phone;
		bool shown;
	} cases[] = { { "是", "", true }, { "是", "010-1", false },
		{ "否", "010-1", true } };
	struct arena arena = { 0 };
	const struct form *form = load_text(&arena, "例.form", text);

	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct values values = { .arena = &arena };

		values_set(&values, "有无", cases[i].has);
		values_set(&values, "电话", cases[i].phone);
		ck_assert(form_field_shown(form, 2, &values) == cases[i].shown);
	}
	arena_clear(&arena);
}
END_TEST

static bool
is_shown(const struct form *form, const char *name, const struct values *values)
{
	int index = form_field_index(form, name);

	ck_assert_msg(index >= 0, "%s", name);
	return form_field_shown(form, (size_t)index, values);
}

/* Which rights are told to whom: Measures 3, Int 44, CPL 34-36, 304. */
START_TEST(advice_follows_class)
{
	static const char *const items[] = { "委托辩护人", "申请法律援助",
		"约见值班律师", "将通知指派", "强制医疗帮助" };
	static const struct {
		const char *class;
		bool told[5];
	} classes[] = {
		{ "M", { true, true, true, true, false } },
		{ "P", { true, true, true, true, false } },
		{ "O", { true, true, true, false, false } },
		{ "D", { true, true, true, false, false } },
		{ "DI", { true, true, true, false, false } },
		{ "N", { true, false, false, false, false } },
		{ "MCT", { false, false, true, false, true } },
	};
	static const char *const forms[] = { "advice-slip", "advice-record" };
	struct arena arena = { 0 };

	for (size_t f = 0; f < ARRAY_LENGTH(forms); f++) {
		const struct form *form = load_shipped(&arena, forms[f]);

		for (size_t i = 0; i < ARRAY_LENGTH(classes); i++) {
			struct values values = { .arena = &arena };

			values_set(&values, "类别", classes[i].class);
			for (size_t k = 0; k < ARRAY_LENGTH(items); k++)
				ck_assert_msg(
					is_shown(form, items[k], &values) ==
						classes[i].told[k],
					"%s %s %s", forms[f], classes[i].class,
					items[k]);
		}
	}
	arena_clear(&arena);
}
END_TEST

/* An item that was not told keeps the advice from being complete. */
START_TEST(untold_item_is_no_advice)
{
	struct arena arena = { 0 };
	const struct form *form = load_shipped(&arena, "advice-slip");
	const struct form_event *event = &form->events[0];
	struct values values;

	load_values(&arena, "tests/form/advice-slip.values", &values);
	ck_assert_str_eq(event->name, "告知.完成");
	ck_assert(form_holds(
		form, event->conditions, event->condition_count, &values));
	values_set(&values, "委托辩护人", "否 没来得及");
	ck_assert(!form_holds(
		form, event->conditions, event->condition_count, &values));
	arena_clear(&arena);
}
END_TEST

/* CPL 35, LAA 25(1): in the mandatory class there is nothing to decide. */
START_TEST(mandatory_class_can_only_be_notified)
{
	static const char *const classes[] = { "M", "MDS", "MCT" };
	struct arena arena = { 0 };
	const struct form *form = load_shipped(&arena, "notify-decision");
	int must = form_field_index(form, "应当决定");

	ck_assert_str_eq(form->action, "decide");
	ck_assert_uint_eq(form->fields[must].choice_count, 1);
	ck_assert_str_eq(form->fields[must].choices[0], "通知");
	for (size_t i = 0; i < ARRAY_LENGTH(classes); i++) {
		struct values values = { .arena = &arena };

		values_set(&values, "类别", classes[i]);
		ck_assert(is_shown(form, "应当决定", &values));
		ck_assert(!is_shown(form, "决定", &values));
	}
	arena_clear(&arena);
}
END_TEST

/* Int 652: a refusal to sign counts with a witness or a recording. */
START_TEST(refusal_to_sign_needs_proof)
{
	struct arena arena = { 0 };
	const struct form *form = load_shipped(&arena, "signing");
	struct field_context context = test_context();
	struct values values = { .arena = &arena };
	struct fault *faults;

	values_set(&values, "文书", "告知笔录");
	values_set(&values, "签署人", "李乙二");
	values_set(&values, "签署时间", "2026-11-24 09:00");
	values_set(&values, "签署", "签名捺印");
	ck_assert_uint_eq(
		check_form(form, &values, &context, &arena, &faults), 0);
	values_set(&values, "签署", "拒绝签署");
	values_set(&values, "拒签理由", "未说明理由");
	ck_assert_uint_eq(
		check_form(form, &values, &context, &arena, &faults), 1);
	values_set(&values, "证明方式", "见证人和录音录像");
	ck_assert_uint_eq(
		check_form(form, &values, &context, &arena, &faults), 2);
	values_set(&values, "见证人", "赵丁四");
	values_set(&values, "录像编号", "12");
	ck_assert_uint_eq(
		check_form(form, &values, &context, &arena, &faults), 0);
	arena_clear(&arena);
}
END_TEST

Suite *
suite_check(void)
{
	Suite *suite = suite_create("check");
	TCase *tests = tcase_create("check");

	tcase_add_loop_test(tests, one_row, 0, ARRAY_LENGTH(rows));
	tcase_add_test(tests, faults_come_in_order);
	tcase_add_test(tests, what_is_not_asked_is_not_sealed);
	tcase_add_test(tests, what_is_missing_is_a_condition);
	tcase_add_test(tests, advice_follows_class);
	tcase_add_test(tests, untold_item_is_no_advice);
	tcase_add_test(tests, mandatory_class_can_only_be_notified);
	tcase_add_test(tests, refusal_to_sign_needs_proof);
	suite_add_tcase(suite, tests);
	return suite;
}
