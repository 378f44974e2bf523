/* SPDX-License-Identifier: MIT */
/* The code line: codes, parts of codes, words, keys by name, searches. */
#include "ui/app/command.h"

#include <check.h>
#include <string.h>

Suite *suite_command(void);

static const struct command_item items[] = {
	{ .code = "", .title = "弃稿", .words = "弃掉草稿", .key = '4' },
	{ .code = "10", .title = "今日", .words = "首页 待办" },
	{ .code = "210", .title = "案件", .words = "收案" },
	{ .code = "214", .title = "拒绝辩护", .words = "不要律师 放弃" },
	{ .code = "218", .title = "告知", .words = "权利 律师" },
	{ .code = "0", .title = "帮助", .key = KEY_F1 },
};

static const struct {
	const char *script;
	enum command_result result;
	bool is_mistake;
	const char *title; /* taken */
} cases[] = {
	{ "214<Enter>", COMMAND_TAKEN, false, "拒绝辩护" },
	{ "0<Enter>", COMMAND_TAKEN, false, "帮助" },
	{ "1<Enter>", COMMAND_TAKEN, false, "今日" },
	{ "21<Enter>", COMMAND_STAY, true, NULL },
	{ "21<Down><Down><Enter>", COMMAND_TAKEN, false, "拒绝辩护" },
	{ "21<Down><Up><Enter>", COMMAND_STAY, true, NULL },
	{ "不要律师<Enter>", COMMAND_TAKEN, false, "拒绝辩护" },
	{ "告知<Enter>", COMMAND_TAKEN, false, "告知" },
	{ "弃稿<Enter>", COMMAND_TAKEN, false, "弃稿" },
	{ "律师<Enter>", COMMAND_SEARCH, false, NULL },
	{ "律师<Down><Enter>", COMMAND_TAKEN, false, "拒绝辩护" },
	{ "张甲一<Enter>", COMMAND_SEARCH, false, NULL },
	{ "999<Enter>", COMMAND_SEARCH, false, NULL },
	{ "<Enter>", COMMAND_DROPPED, false, NULL },
	{ "21<F12>", COMMAND_DROPPED, false, NULL },
	{ "21<C-u>张<Enter>", COMMAND_SEARCH, false, NULL },
};

START_TEST(what_is_typed_is_found)
{
	struct command command = { 0 };
	const struct command_item *item = NULL;
	enum command_result result = COMMAND_STAY;
	const char *script = cases[_i].script;
	struct err err = { 0 };
	int32_t key;

	command_open(&command);
	for (size_t i = 0; i < ARRAY_LENGTH(items); i++)
		command_add(&command, &items[i]);
	command_find(&command);
	while ((key = key_read(&script)) != KEY_NONE)
		result = command_key(&command,
			&(struct key_event){ .key = key }, &item, &err);
	ck_assert_int_eq(result, cases[_i].result);
	ck_assert_int_eq(err.code != ERR_NONE, cases[_i].is_mistake);
	if (cases[_i].title != NULL)
		ck_assert_str_eq(item->title, cases[_i].title);
	command_close(&command);
}
END_TEST

Suite *
suite_command(void)
{
	Suite *suite = suite_create("command");
	TCase *tcase = tcase_create("command");

	tcase_add_loop_test(
		tcase, what_is_typed_is_found, 0, (int)ARRAY_LENGTH(cases));
	suite_add_tcase(suite, tcase);
	return suite;
}
