/* SPDX-License-Identifier: MIT */
/* Help is made from what is known: fields, actions, screens. */
#include "ui/view/help.h"

#include "base/buf.h"

#include <check.h>
#include <string.h>

Suite *suite_help(void);

START_TEST(a_field_says_all_it_knows)
{
	struct arena arena = { 0 };
	struct view view = { .arena = &arena };
	struct buf out = { 0 };
	const char *choices[] = { "自行辩护", "另行委托" };
	const struct form_field field = {
		.name = "意愿",
		.label = "今后怎样",
		.type = field_type_find("选择"),
		.is_required = true,
		.choices = choices,
		.choice_count = 2,
		.basis = "办法第六条",
		.help = "照本人的话选",
	};

	help_field(&view, &field);
	view_dump(&view, &out);
	for (size_t i = 0; i < 5; i++) {
		static const char *const parts[] = { "今后怎样", "照本人的话选",
			"依据: 办法第六条", "必填: 是", "2: 另行委托" };

		ck_assert_ptr_nonnull(strstr(buf_text(&out), parts[i]));
	}
	buf_free(&out);
	arena_clear(&arena);
}
END_TEST

START_TEST(keys_are_named_as_the_terminal_sends_them)
{
	struct arena arena = { 0 };
	struct view view = { .arena = &arena };
	struct buf out = { 0 };
	const struct help_key keys[] = { { KEY_F6, "新建", "登记新收的案件" } };

	help_keys(&view, "这一屏", keys, 1, KEY_NAMES_ESC);
	view_dump(&view, &out);
	ck_assert_ptr_nonnull(
		strstr(buf_text(&out), "  Esc6 | 新建 | 登记新收的案件\n"));
	buf_free(&out);
	arena_clear(&arena);
}
END_TEST

Suite *
suite_help(void)
{
	Suite *suite = suite_create("help");
	TCase *tcase = tcase_create("help");

	tcase_add_test(tcase, a_field_says_all_it_knows);
	tcase_add_test(tcase, keys_are_named_as_the_terminal_sends_them);
	suite_add_tcase(suite, tcase);
	return suite;
}
