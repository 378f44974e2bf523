/* SPDX-License-Identifier: MIT */
/* What letters give: the words of the work first, always in the same order,
 * with the library and without it. */
#include "ui/ime/pinyin.h"

#include "base/utf8.h"
#include "ui/ime/pinyin_syllable.h"

#include <check.h>
#include <string.h>

Suite *suite_pinyin(void);

static struct pinyin *pinyin;

static void
set_up(void)
{
	pinyin = pinyin_open();
}

/* As a machine that has no libgooglepinyin. */
static void
set_up_alone(void)
{
	pinyin = pinyin_open();
	pinyin_drop_library(pinyin);
}

static void
tear_down(void)
{
	pinyin_close(&pinyin);
}

static int
place_of(const char *letters, const char *text, enum pinyin_for what)
{
	struct pinyin_candidates found = pinyin_find(pinyin, letters, what);

	for (size_t i = 0; i < found.count; i++)
		if (strcmp(found.items[i].text, text) == 0)
			return (int)i;
	return -1;
}

/* What stands first, with the library and without. */
static const struct {
	const char *letters;
	const char *first;
	size_t took;
} firsts[] = {
	{ "feifajingying", "非法经营", 13 },
	{ "fei'fa'jing'ying", "非法经营", 16 },
	{ "ffjy", "非法经营", 4 },
	{ "ffjingying", "非法经营", 10 },
	{ "daoqiezui", "盗窃罪", 9 },
	{ "chonghun", "重婚", 8 },
	{ "falvyuanzhu", "法律援助", 11 },
	{ "falvbangzhu", "法律帮助", 11 },
	{ "tongzhibianhugonghan", "通知辩护公函", 20 },
	{ "ouyang", "欧阳", 6 },
	{ "yuchi", "尉迟", 5 },
	{ "shi", "是", 3 },
	{ "a", "啊", 1 },
};

START_TEST(this_stands_first)
{
	struct pinyin_candidates found =
		pinyin_find(pinyin, firsts[_i].letters, PINYIN_WORDS);

	ck_assert_uint_gt(found.count, 0);
	ck_assert_str_eq(found.items[0].text, firsts[_i].first);
	ck_assert_uint_eq(found.items[0].letters, firsts[_i].took);
}
END_TEST

START_TEST(every_character_of_the_table_is_reached)
{
	const char *syllable;

	for (size_t i = 0; (syllable = syllable_at(i)) != NULL; i++) {
		const char *at =
			syllable_characters(syllable, strlen(syllable));
		struct pinyin_candidates found =
			pinyin_find(pinyin, syllable, PINYIN_WORDS);
		size_t seen = 0;

		ck_assert_uint_lt(found.count, PINYIN_MOST);
		for (size_t k = 0; k < found.count; k++)
			seen += strstr(at, found.items[k].text) != NULL;
		ck_assert_msg(seen >= utf8_count(at), "%s: %zu of %zu",
			syllable, seen, utf8_count(at));
	}
}
END_TEST

START_TEST(what_is_left_goes_on)
{
	int at = place_of("beigaorenxyz", "被告人", PINYIN_WORDS);

	ck_assert_int_ge(at, 0);
	ck_assert_int_ge(place_of("xian", "西", PINYIN_WORDS), 0);
	ck_assert_int_ge(place_of("fffjy", "法", PINYIN_WORDS), 0);
	ck_assert_int_ge(place_of("qinlue", "侵", PINYIN_WORDS), 0);
	ck_assert_int_ge(place_of("lue", "略", PINYIN_WORDS), 0);
	ck_assert_int_ge(place_of("lve", "略", PINYIN_WORDS), 0);
	ck_assert_int_ge(place_of("zeng", "曾", PINYIN_WORDS), 0);
	ck_assert_int_ge(place_of("zho", "中", PINYIN_WORDS), 0);
}
END_TEST

START_TEST(a_word_begun_is_offered)
{
	ck_assert_int_ge(place_of("feifaj", "非法经营", PINYIN_WORDS), 0);
	/* Few letters name too many. */
	ck_assert_int_lt(place_of("tzb", "通知辩护公函", PINYIN_WORDS), 0);
}
END_TEST

START_TEST(parts_of_characters_come_only_when_asked_for)
{
	ck_assert_int_eq(place_of("sandianshui", "氵", PINYIN_PARTS), 0);
	ck_assert_int_eq(place_of("sds", "氵", PINYIN_PARTS), 0);
	ck_assert_int_eq(place_of("shui", "氵", PINYIN_PARTS), 0);
	ck_assert_int_ge(place_of("shui", "水", PINYIN_PARTS), 0);
	ck_assert_int_ne(place_of("shui", "氵", PINYIN_WORDS), 0);
	ck_assert_int_lt(
		place_of("feifajingying", "非法经营罪", PINYIN_PARTS), 0);
}
END_TEST

START_TEST(names_on_the_screen_come_first)
{
	static const char *const items[] = { "张甲一", "单于四", "曾午七" };
	const struct pinyin_names names = { items, ARRAY_LENGTH(items) };

	pinyin_know(pinyin, names);
	ck_assert_int_eq(place_of("zjy", "张甲一", PINYIN_WORDS), 0);
	ck_assert_int_eq(place_of("zhangjiayi", "张甲一", PINYIN_WORDS), 0);
	ck_assert_int_eq(place_of("zhang'jia'yi", "张甲一", PINYIN_WORDS), 0);
	ck_assert_int_eq(place_of("cys", "单于四", PINYIN_WORDS), 0);
	ck_assert_int_eq(place_of("zwq", "曾午七", PINYIN_WORDS), 0);
	ck_assert_int_eq(place_of("zengwuqi", "曾午七", PINYIN_WORDS), 0);
	ck_assert_int_lt(place_of("zhangjia", "张甲一", PINYIN_WORDS), 0);
	ck_assert_int_lt(place_of("zj", "张甲一", PINYIN_WORDS), 0);
	/* Who no longer stands there is not remembered. */
	pinyin_know(pinyin, (struct pinyin_names){ 0 });
	ck_assert_int_lt(place_of("zjy", "张甲一", PINYIN_WORDS), 0);
}
END_TEST

START_TEST(the_order_never_changes)
{
	struct pinyin_candidates found;
	struct buf before = { 0 };
	struct buf after = { 0 };

	found = pinyin_find(pinyin, "zhangsan", PINYIN_WORDS);
	for (size_t i = 0; i < found.count; i++)
		buf_add(&before, found.items[i].text);
	(void)pinyin_find(pinyin, "lisi", PINYIN_WORDS);
	found = pinyin_find(pinyin, "zhangsan", PINYIN_WORDS);
	for (size_t i = 0; i < found.count; i++)
		buf_add(&after, found.items[i].text);
	ck_assert_str_eq(buf_text(&before), buf_text(&after));
	buf_free(&before);
	buf_free(&after);
}
END_TEST

START_TEST(what_is_no_letter_finds_nothing)
{
	static const char *const none[] = { "", "'a", "A", "1", "fei fa",
		"abcdefghijabcdefghijabcdefghijabcdefghijk", "中" };

	for (size_t i = 0; i < ARRAY_LENGTH(none); i++)
		ck_assert_uint_eq(
			pinyin_find(pinyin, none[i], PINYIN_WORDS).count, 0);
}
END_TEST

/* The same row on every machine. */
static unsigned
next_random(unsigned *random, unsigned below)
{
	*random = *random * 1103515245U + 12345U;
	return (*random >> 16) % below;
}

/* The worst that can be typed costs no more than the rest. */
START_TEST(any_letters_are_answered)
{
	static const char some[] = "abcdefghijklmnopqrstuvwxyz";
	char letters[PINYIN_LETTERS + 1] = "";
	unsigned random = 1;

	for (int round = 0; round < 500; round++) {
		size_t length = 1 + next_random(&random, PINYIN_LETTERS);
		struct pinyin_candidates found;
		bool are_fine = true;

		for (size_t i = 0; i < length; i++)
			letters[i] = some[next_random(&random, 26)];
		for (size_t i = 1; i < length; i += 1 + next_random(&random, 9))
			letters[i] = '\'';
		letters[length] = '\0';
		found = pinyin_find(pinyin, letters, PINYIN_WORDS);
		for (size_t i = 0; i < found.count; i++)
			are_fine = are_fine && found.items[i].letters > 0 &&
				   found.items[i].letters <= length &&
				   utf8_valid(found.items[i].text,
					   strlen(found.items[i].text));
		ck_assert_msg(are_fine, "%s", letters);
	}
}
END_TEST

static const struct {
	const char *letters;
	const char *split;
} splits[] = {
	{ "feifa", "fei'fa" },
	{ "xian", "xian" },
	{ "xi'an", "xi'an" },
	{ "fangan", "fang'an" },
	{ "jingying", "jing'ying" },
	{ "ffjy", "f'f'j'y" },
	{ "nver", "nv'er" },
	{ "", "" },
};

START_TEST(letters_are_split)
{
	struct buf out = { 0 };

	syllables_split(splits[_i].letters, &out);
	ck_assert_str_eq(buf_text(&out), splits[_i].split);
	buf_free(&out);
}
END_TEST

static void
add_tests(TCase *tests)
{
	tcase_add_loop_test(tests, this_stands_first, 0, ARRAY_LENGTH(firsts));
	tcase_add_test(tests, every_character_of_the_table_is_reached);
	tcase_add_test(tests, what_is_left_goes_on);
	tcase_add_test(tests, a_word_begun_is_offered);
	tcase_add_test(tests, parts_of_characters_come_only_when_asked_for);
	tcase_add_test(tests, names_on_the_screen_come_first);
	tcase_add_test(tests, the_order_never_changes);
	tcase_add_test(tests, what_is_no_letter_finds_nothing);
	tcase_add_test(tests, any_letters_are_answered);
}

Suite *
suite_pinyin(void)
{
	Suite *suite = suite_create("pinyin");
	TCase *with = tcase_create("with what this machine has");
	TCase *alone = tcase_create("without the library");
	TCase *split = tcase_create("syllables");

	tcase_add_checked_fixture(with, set_up, tear_down);
	add_tests(with);
	suite_add_tcase(suite, with);
	tcase_add_checked_fixture(alone, set_up_alone, tear_down);
	add_tests(alone);
	suite_add_tcase(suite, alone);
	tcase_add_loop_test(split, letters_are_split, 0, ARRAY_LENGTH(splits));
	suite_add_tcase(suite, split);
	return suite;
}
