/* SPDX-License-Identifier: MIT */
/*
 * A name written on a terminal without Chinese input, in each encoding: what
 * is kept is exact, what a letter costs fits a slow line.
 */
#include "practice.h"

#include "tests/support/vt/vt.h"

#include <check.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

Suite *suite_pinyin_wire(void);

enum { QUIET_MS = 60, LETTER_BYTES = 100 };

static struct practice practice;
static char program[PATH_MAX];

static const struct {
	enum vt_kind kind;
	const char *env;
	const char *name; /* as this terminal shows it */
	const char *told; /* of what it lacks */
} kinds[] = {
	{ VT_UTF8, "BIANHU_ENCODING=UTF-8", "欧阳\U00020BB7［⿰氵曾］", NULL },
	{ VT_GB18030, "BIANHU_ENCODING=GB18030", "欧阳\U00020BB7［⿰氵曾］",
		NULL },
	{ VT_GBK, "BIANHU_ENCODING=GBK", "欧阳〓［〓氵曾］", "口部3画" },
};

static void
set_up(void)
{
	const char *path = getenv("BIANHU");

	ck_assert_msg(path != NULL, "BIANHU is not set");
	ck_assert_ptr_nonnull(realpath(path, program));
	practice_open(&practice);
}

static void
tear_down(void)
{
	practice_close(&practice);
}

#define ck_sees(vt, text)                                                      \
	ck_assert_msg(vt_wait_text(vt, text), "%s is not on:\n%s", text,       \
		vt_screen(vt))

static struct vt *
spawn(enum vt_kind kind, const char *encoding)
{
	const char *const env[] = { "LANG=C.UTF-8", "LC_ALL", "BIANHU_USER",
		"BIANHU_LEVEL=plain", "BIANHU_PINYIN=builtin", encoding, NULL };
	char store[] = "--store=court.db";
	char user[] = "--user=clerk";
	char *argv[] = { program, store, user, NULL };
	struct vt *vt = vt_spawn(24, 80, "xterm-256color", env, argv);

	vt_be(vt, kind);
	ck_sees(vt, "今日 · 2026-11-23");
	return vt;
}

static bool
is_at(struct vt *vt, const char *label)
{
	int row, column;

	vt_cursor(vt, &row, &column);
	return strstr(vt_row(vt, row), label) != NULL;
}

/* To the name of the defendant of a new case. */
static void
go_to_name(struct vt *vt)
{
	vt_send(vt, "<F6>");
	ck_sees(vt, "案件登记");
	vt_send(vt, "<Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab>");
	for (int i = 0; i < VT_LIMIT / QUIET_MS && !is_at(vt, "被告人姓名");
		i++)
		vt_settle(vt, QUIET_MS);
	ck_assert_msg(is_at(vt, "被告人姓名"), "%s", vt_screen(vt));
}

/* Until the key was answered. */
static void
press(struct vt *vt, const char *key)
{
	vt_mark(vt);
	vt_send(vt, key);
	for (int i = 0; i < VT_LIMIT / QUIET_MS && vt_bytes(vt) == 0; i++)
		vt_settle(vt, QUIET_MS);
	ck_assert_uint_gt(vt_bytes(vt), 0);
}

START_TEST(a_name_is_written)
{
	struct vt *vt = spawn(kinds[_i].kind, kinds[_i].env);
	static const char letters[] = "ouyang";
	char key[2] = "";

	go_to_name(vt);
	vt_send(vt, "<C-t>");
	ck_sees(vt, "拼音开");
	for (const char *at = letters; *at != '\0'; at++) {
		key[0] = *at;
		press(vt, key);
		ck_assert_uint_lt(vt_bytes(vt), LETTER_BYTES);
	}
	ck_sees(vt, "1欧阳");
	vt_send(vt, "1u20bb7");
	ck_sees(vt, "U+20bb7");
	vt_send(vt, "<Space>v1sds");
	ck_sees(vt, "1氵");
	vt_send(vt, "1ceng2");
	ck_sees(vt, kinds[_i].name);
	vt_send(vt, "<C-t>");
	ck_sees(vt, "拼音关");
	if (kinds[_i].told != NULL) {
		vt_send(vt, "<Left>");
		ck_sees(vt, kinds[_i].told);
	}
	ck_assert_uint_eq(vt_bad_bytes(vt), 0);
	vt_close(&vt, 0);
}
END_TEST

Suite *
suite_pinyin_wire(void)
{
	Suite *suite = suite_create("pinyin_wire");
	TCase *tests = tcase_create("encodings");

	tcase_add_unchecked_fixture(tests, practice_make, NULL);
	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_set_timeout(tests, 60);
	tcase_add_loop_test(tests, a_name_is_written, 0, ARRAY_LENGTH(kinds));
	suite_add_tcase(suite, tests);
	return suite;
}
