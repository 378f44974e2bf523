/* SPDX-License-Identifier: MIT */
/* What a name is looked for by. */
#include "base/initials.h"

#include "base/attr.h"
#include "base/buf.h"
#include "base/utf8.h"

#include <check.h>
#include <string.h>

Suite *suite_initials(void);

static struct arena arena;

static void
tear_down(void)
{
	arena_clear(&arena);
}

/* All texts in order, a blank between them. */
static const char *
all(const char *text, enum initials_place place)
{
	struct initials initials;
	struct buf out = { 0 };
	const char *copy;

	initials_of(&arena, text, place, &initials);
	for (size_t i = 0; i < initials.count; i++)
		buf_addf(&out, "%s%s", i > 0 ? " " : "", initials.texts[i]);
	copy = arena_copy(&arena, buf_text(&out));
	buf_free(&out);
	return copy;
}

static const struct {
	const char *name;
	const char *want;
} rows[] = {
	{ "张甲一", "zjy" },
	{ "李乙二", "lye" },
	{ "欧阳丙", "oyb" },
	{ "买买提", "mmt mmd" }, /* 提防 */
	/* A surname's reading leads, the others are found too. */
	{ "单甲", "sj dj cj" },
	{ "單甲", "sj dj cj" },
	{ "仇丙", "qb cb" },
	{ "曾重一", "zzy czy zcy ccy" },
	{ "解甲", "xj jj" },
	{ "查甲", "zj cj" },
	{ "区甲", "oj qj" },
	{ "朴甲", "pj" },
	{ "盖甲", "gj" },
	{ "沈甲", "sj cj" },
	{ "尉迟甲", "ycj wcj" },
	{ "万俟甲", "mqj wqj msj wsj" },
	{ "萬俟甲", "mqj wqj msj wsj" },
	/* 单于, not 单 */
	{ "单于丁", "cyd dyd syd" },
	/* What has no reading stands for itself. */
	{ "张a1", "za1" },
	{ "mary", "mary" },
	{ "", "" },
	{ "李\xEE\x80\x80", "l\xEE\x80\x80" },
	/* Beyond 16 bits: a character of the list for names. */
	{ "王\U0002CE7C", "wx" },
	{ "王\U00020000", "w\U00020000" },
};

START_TEST(names)
{
	ck_assert_str_eq(all(rows[_i].name, INITIALS_NAME), rows[_i].want);
}
END_TEST

START_TEST(within_a_name_no_surname_is_read)
{
	ck_assert_str_eq(all("单甲", INITIALS_PART), "dj cj sj");
	ck_assert_str_eq(all("曾", INITIALS_PART), "c z");
}
END_TEST

/* 2 x 2 x 2, and what is past them by its customary reading. */
START_TEST(only_so_many_combinations)
{
	struct initials initials;

	initials_of(&arena, "重重重重重", INITIALS_PART, &initials);
	ck_assert_int_eq((int)initials.count, INITIALS_MOST);
	ck_assert_str_eq(initials.texts[0], "zzzzz");
	for (size_t i = 0; i < initials.count; i++) {
		ck_assert_str_eq(initials.texts[i] + 3, "zz");
		for (size_t j = 0; j < i; j++)
			ck_assert_str_ne(initials.texts[i], initials.texts[j]);
	}
}
END_TEST

START_TEST(a_long_text_is_taken_as_it_is)
{
	struct buf text = { 0 };
	struct initials initials;

	while (utf8_count(buf_text(&text)) < 5000)
		buf_add(&text, "甲重\U00020000");
	initials_of(&arena, buf_text(&text), INITIALS_NAME, &initials);
	ck_assert_int_eq((int)initials.count, INITIALS_MOST);
	ck_assert_uint_eq(
		utf8_count(initials.texts[7]), utf8_count(buf_text(&text)));
	buf_free(&text);
}
END_TEST

/* Letters a syllable may start with, none twice. */
static bool
is_sane(const char *letters, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strchr(letters + i + 1, letters[i]) != NULL)
			return false;
	return strlen(letters) == count &&
	       strspn(letters, "abcdefghjklmnopqrstwxyz") == count;
}

/* Nearly every character of the first block is read, nothing before it. */
START_TEST(every_character_has_sane_letters)
{
	size_t read = 0;

	for (uint32_t c = 0; c <= 0x10FFFF; c++) {
		char letters[INITIALS_LETTERS + 1];
		size_t count = initials_char(c, letters);

		if (!is_sane(letters, count) || (count > 0 && c < 0x3400))
			ck_abort_msg("%X: %s", (unsigned)c, letters);
		read += c >= 0x4E00 && c <= 0x9FA5 && count > 0;
	}
	ck_assert_uint_ge(read, 20800);
}
END_TEST

Suite *
suite_initials(void)
{
	Suite *suite = suite_create("initials");
	TCase *tcase = tcase_create("initials");

	tcase_add_checked_fixture(tcase, NULL, tear_down);
	tcase_add_loop_test(tcase, names, 0, (int)ARRAY_LENGTH(rows));
	tcase_add_test(tcase, within_a_name_no_surname_is_read);
	tcase_add_test(tcase, only_so_many_combinations);
	tcase_add_test(tcase, a_long_text_is_taken_as_it_is);
	tcase_add_test(tcase, every_character_has_sane_letters);
	suite_add_tcase(suite, tcase);
	return suite;
}
