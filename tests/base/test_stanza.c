/* SPDX-License-Identifier: MIT */
/* The line format: what is written is read, mistakes show with their line. */
#include "base/stanza.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "random.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

Suite *suite_stanza(void);

static struct arena arena;
static struct problems problems;
static struct stanza_file file;

static void
setup(void)
{
	arena = (struct arena){ 0 };
	problems = (struct problems){ .arena = &arena };
}

static void
teardown(void)
{
	arena_clear(&arena);
}

static void
read_bytes(const char *bytes, size_t length)
{
	stanza_read(&arena, "t.form", bytes, length, &file, &problems);
}

static void
dump(struct buf *out)
{
	for (size_t i = 0; i < file.count; i++) {
		const struct stanza *stanza = &file.stanzas[i];

		buf_addf(out, "%d[%s|%s]", stanza->line, stanza->kind,
			stanza->name);
		for (size_t k = 0; k < stanza->entry_count; k++)
			buf_addf(out, " %d %s=%s;", stanza->entries[k].line,
				stanza->entries[k].key,
				stanza->entries[k].value);
		for (size_t k = 0; k < stanza->line_count; k++)
			buf_addf(out, " <%s>", stanza->lines[k]);
		buf_add(out, "\n");
	}
}

/* clang-format off */
static const struct {
	const char *text;
	const char *dumped;
} good[] = {
	{ "", "" },
	{ "\n# 注释\n\n", "" },
	{ "[表单]\n编号: a\n", "1[表单|] 2 编号=a;\n" },
	{ "[栏目 理由]\n", "1[栏目|理由]\n" },
	{ "[期限 告知 - 审判]", "1[期限|告知 - 审判]\n" },
	{ "[ 栏目\t理由 ]  ", "1[栏目|理由]\n" },
	{ "[栏目\u3000理由]", "1[栏目|理由]\n" },
	{ "[a]\nk:v", "1[a|] 2 k=v;\n" },
	{ "[a]\nk：v：w:x\n", "1[a|] 2 k=v：w:x;\n" },
	{ "[a]\nk :\t v \t\n", "1[a|] 2 k=v;\n" },
	{ "[a]\nk\u3000：\u3000v\u3000\n", "1[a|] 2 k=v;\n" },
	{ "[a]\nk:\n", "1[a|] 2 k=;\n" },
	{ "[a]\nk: x\n  y\n\tz\n\u3000w\n", "1[a|] 2 k=x\ny\nz\nw;\n" },
	{ "[a]\nk:\n  y\n", "1[a|] 2 k=y;\n" },
	{ "[a]\nk: x\n\n# c\n  y\n", "1[a|] 2 k=x\ny;\n" },
	{ "[a]\nk: x\n  # y\n", "1[a|] 2 k=x\n# y;\n" },
	{ "[a]\nk: x\n  b: y\n", "1[a|] 2 k=x\nb: y;\n" },
	{ "[a]\r\nk: x\r\n  y\r\n", "1[a|] 2 k=x\ny;\n" },
	{ "\xEF\xBB\xBF[a]\nk: x\n", "1[a|] 2 k=x;\n" },
	{ "[a]\nk: 1\nk: 2\n[b]\nk: 3\n",
	  "1[a|] 2 k=1; 3 k=2;\n4[b|] 5 k=3;\n" },
	{ "[正文]\n# x\n\n  p  \n[a]\nk: v\n[结束]\n[b]\n",
	  "1[正文|] <# x> <> <  p  > <[a]> <k: v>\n8[b|]\n" },
	{ "[body]\nx\n [ end ] \n[b]\n", "1[body|] <x>\n4[b|]\n" },
	{ "[正文 甲]\n\tx\r\n[结束]\n", "1[正文|甲] <\tx>\n" },
};

static const struct {
	const char *text;
	size_t length; /* 0: strlen */
	int line;
	const char *told;
	const char *dumped; /* what is read all the same */
} bad[] = {
	{ "k: v\n[a]\n", 0, 1, "不在任何一段", "2[a|]\n" },
	{ "[a]\nkv\nk: v\n", 0, 2, "名称: 值", "1[a|] 3 k=v;\n" },
	{ "[a]\n: v\n", 0, 2, "名称: 值", "1[a|]\n" },
	{ "[a\nk: v\n", 0, 1, "]", "1[a|] 2 k=v;\n" },
	{ "[", 0, 1, "]", "" },
	{ "[]\n", 0, 1, "没有字", "" },
	{ "[ \t]\n", 0, 1, "没有字", "" },
	{ "  x\n[a]\n", 0, 1, "缩进", "2[a|]\n" },
	{ "[a]\n  x\n", 0, 2, "缩进", "1[a|]\n" },
	{ "[结束]\n[a]\n", 0, 1, "没有要结束的正文", "2[a|]\n" },
	{ "[a]\n[正文]\nx\n", 0, 2, "[结束]", "1[a|]\n2[正文|] <x>\n" },
	{ "[正文]\n[结束]\nk: v\n", 0, 3, "不在任何一段", "1[正文|]\n" },
	{ "[a]\nk: \xD5\xC5\nb: 1\n", 0, 2, "UTF-8", "1[a|] 3 b=1;\n" },
	{ "[a]\nk: \0x\nb: 1\n", 15, 2, "UTF-8", "1[a|] 3 b=1;\n" },
	{ "[a]\nk: \x1B[31m\n", 0, 2, "控制字符", "1[a|]\n" },
	{ "[a]\nk: a\rb\n", 0, 2, "控制字符", "1[a|]\n" },
	{ "[a]\nk: \xE2\x80\xAE\n", 0, 2, "控制字符", "1[a|]\n" },
	{ "[a]\n\xEF\xBB\xBFk: x\n", 0, 2, "控制字符", "1[a|]\n" },
	{ "[正文]\n\x07\nx\n[结束]\n", 0, 2, "控制字符", "1[正文|] <> <x>\n" },
};
/* clang-format on */

START_TEST(files_are_read)
{
	struct buf out = { 0 };

	read_bytes(good[_i].text, strlen(good[_i].text));
	dump(&out);
	ck_assert_uint_eq(problems.count, 0);
	ck_assert_str_eq(buf_text(&out), good[_i].dumped);
	ck_assert_str_eq(file.file, "t.form");
	buf_free(&out);
}
END_TEST

START_TEST(mistakes_show_and_the_rest_is_read)
{
	struct buf out = { 0 };

	read_bytes(bad[_i].text,
		bad[_i].length == 0 ? strlen(bad[_i].text) : bad[_i].length);
	dump(&out);
	ck_assert_uint_eq(problems.count, 1);
	ck_assert_int_eq(problems.items[0].line, bad[_i].line);
	ck_assert_msg(strstr(problems.items[0].text, bad[_i].told) != NULL,
		"%s", problems.items[0].text);
	ck_assert_str_eq(problems.items[0].file, "t.form");
	ck_assert_str_eq(buf_text(&out), bad[_i].dumped);
	buf_free(&out);
}
END_TEST

START_TEST(all_mistakes_show)
{
	static const char text[] = "x\n[a]\ny\n  z\n[\nk: v\n";

	read_bytes(text, sizeof text - 1);
	ck_assert_uint_eq(problems.count, 4);
	ck_assert_int_eq(problems.items[2].line, 4);
}
END_TEST

START_TEST(long_lines_are_quoted_short)
{
	char text[3000] = "";

	while (strlen(text) + 4 < sizeof text)
		memcpy(text + strlen(text), "法", 4);
	read_bytes(text, strlen(text));
	ck_assert_uint_eq(problems.count, 1);
	ck_assert_uint_lt(strlen(problems.items[0].text), 150);
	ck_assert(utf8_valid(
		problems.items[0].text, strlen(problems.items[0].text)));
}
END_TEST

static const struct keyword keys[] = { { "名称", "name" }, { "依据", "basis" },
	{ "事实", "fact" } };

START_TEST(keys_are_found_by_word_and_alias)
{
	static const char text[] = "[a]\nname: 甲\n事实: 1\nfact: 2\n事实: 3\n";
	const struct stanza *stanza;
	const struct stanza_entry *entry = NULL;
	struct buf all = { 0 };

	read_bytes(text, sizeof text - 1);
	stanza = &file.stanzas[0];
	ck_assert_str_eq(stanza_value(stanza, "名称", "name"), "甲");
	ck_assert_ptr_null(stanza_value(stanza, "依据", "basis"));
	ck_assert_ptr_null(stanza_value(stanza, "依据", NULL));
	while ((entry = stanza_entry(stanza, entry, "事实", "fact")) != NULL)
		buf_add(&all, entry->value);
	ck_assert_str_eq(buf_text(&all), "123");
	ck_assert_int_eq(keyword_find(keys, 3, "basis"), 1);
	ck_assert_int_eq(keyword_find(keys, 3, "事实"), 2);
	ck_assert_int_eq(keyword_find(keys, 3, "无"), -1);
	ck_assert_str_eq(keyword_list(&arena, keys, 3), "名称 依据 事实");
	ck_assert_str_eq(keyword_list(&arena, keys, 0), "");
	buf_free(&all);
}
END_TEST

START_TEST(unknown_and_double_keys_are_mistakes)
{
	static const char text[] = "[a]\n名称: 甲\nbasis: 1\nfact: 1\n事实: 2\n"
				   "name: 乙\n名字: 丙\n";
	static const char *const repeatable[] = { "事实", NULL };

	read_bytes(text, sizeof text - 1);
	stanza_check_keys(
		&file, &file.stanzas[0], keys, 3, repeatable, &problems);
	ck_assert_uint_eq(problems.count, 2);
	ck_assert_int_eq(problems.items[0].line, 6);
	ck_assert_ptr_nonnull(strstr(problems.items[0].text, "第 2 行"));
	ck_assert_int_eq(problems.items[1].line, 7);
	ck_assert_ptr_nonnull(strstr(problems.items[1].text, "名称 依据 事实"));
	ck_assert_ptr_nonnull(strstr(problems.items[1].text, "名字"));
	problems.count = 0;
	stanza_check_keys(&file, &file.stanzas[0], keys, 3, NULL, &problems);
	ck_assert_uint_eq(problems.count, 3);
}
END_TEST

START_TEST(words_are_split_at_blanks)
{
	static const struct {
		const char *value;
		const char *joined;
	} rows[] = {
		{ "", "" },
		{ " \n\t\u3000", "" },
		{ "甲", "甲|" },
		{ "甲 乙\t丙\u3000丁\n戊", "甲|乙|丙|丁|戊|" },
		{ "  甲  乙  ", "甲|乙|" },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		struct buf all = { 0 };
		size_t count;
		const char **words =
			stanza_words(&arena, rows[i].value, &count);

		for (size_t k = 0; k < count; k++)
			buf_addf(&all, "%s|", words[k]);
		ck_assert_str_eq(buf_text(&all), rows[i].joined);
		buf_free(&all);
	}
}
END_TEST

/* Quadratic time would show as check's own time limit, not as a figure. */
START_TEST(huge_files_are_read_in_linear_time)
{
	static const char *const patterns[] = { "k: v\n", "  v\n", "x\n",
		"[a]\n", "[", " ", "\n", "\x01\n", "：", "k: \u3000", "[[\n" };
	const char *pattern = patterns[_i / 2];
	struct buf text = { 0 };
	size_t most;

	buf_add(&text, _i % 2 == 0 ? "[a]\nk: v\n" : "[正文]\n");
	/* 10 MB in one line, or 100,000 lines. */
	most = strchr(pattern, '\n') == NULL ? 10000000 / strlen(pattern)
					     : 100000;
	for (size_t i = 0; i < most; i++)
		buf_add(&text, pattern);
	read_bytes(text.data, text.length);
	buf_free(&text);
}
END_TEST

/* What was read is clean text, whatever the bytes were. */
START_TEST(any_bytes_are_read_as_clean_text)
{
	static const char *const alphabet[] = { "[", "]", "a", ":", "：", "\n",
		"\r\n", " ", "\t", "\u3000", "#", "[正文]\n", "[结束]\n",
		"k: v\n", "\xEF\xBB\xBF", NULL };
	uint64_t state = 11;

	for (int round = 0; round < 20000; round++) {
		char bytes[120];
		size_t length =
			random_text(&state, alphabet, bytes, sizeof bytes);
		struct buf out = { 0 };

		setup();
		read_bytes(bytes, length);
		dump(&out);
		for (size_t i = 0; i < out.length; i++)
			if (out.data[i] == '\t')
				out.data[i] = ' ';
		ck_assert_int_eq(
			utf8_check(buf_text(&out), out.length, UTF8_LINES),
			UTF8_FINE);
		for (size_t i = 0; i < problems.count; i++)
			ck_assert_int_ge(problems.items[i].line, 1);
		buf_free(&out);
		teardown();
	}
	setup();
}
END_TEST

Suite *
suite_stanza(void)
{
	Suite *suite = suite_create("stanza");
	TCase *tests = tcase_create("stanza");
	TCase *large = tcase_create("stanza-large");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(tests, files_are_read, 0, (int)ARRAY_LENGTH(good));
	tcase_add_loop_test(tests, mistakes_show_and_the_rest_is_read, 0,
		(int)ARRAY_LENGTH(bad));
	tcase_add_test(tests, all_mistakes_show);
	tcase_add_test(tests, long_lines_are_quoted_short);
	tcase_add_test(tests, keys_are_found_by_word_and_alias);
	tcase_add_test(tests, unknown_and_double_keys_are_mistakes);
	tcase_add_test(tests, words_are_split_at_blanks);
	tcase_add_test(tests, any_bytes_are_read_as_clean_text);
	suite_add_tcase(suite, tests);
	tcase_add_checked_fixture(large, setup, teardown);
	tcase_set_timeout(large, 60);
	tcase_add_loop_test(large, huge_files_are_read_in_linear_time, 0, 22);
	suite_add_tcase(suite, large);
	return suite;
}
