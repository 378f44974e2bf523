/* SPDX-License-Identifier: MIT */
/* Much at once into a field of the real program: pasted with marks and
 * without, cut by the line; type-ahead and what comes after it was voided. */
#include "practice.h"

#include "base/attr.h"
#include "tests/support/vt/vt.h"

#include <check.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

Suite *suite_paste(void);

enum { LONG = 100 * 1024, PIECE = 512 };

static struct practice practice;
static char program[PATH_MAX];

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

/* A form with its first field in hand: a new case. */
static struct vt *
in_form(enum vt_kind kind)
{
	static const char *const env[] = { "LANG=C.UTF-8", "LC_ALL",
		"BIANHU_USER", "BIANHU_LEVEL", "BIANHU_ENCODING", "SSH_CLIENT",
		NULL };
	char store[] = "--store=court.db";
	char user[] = "--user=clerk";
	struct vt *vt = vt_spawn(
		24, 80, "xterm", env, (char *[]){ program, store, user, NULL });

	vt_be(vt, kind);
	ck_sees(vt, "今日 · 2026-11-23");
	vt_send(vt, "<F6>");
	ck_sees(vt, "收案");
	vt_send(vt, "<Enter>");
	vt_settle(vt, 100);
	return vt;
}

static void
leave(struct vt *vt)
{
	int status = vt_close(&vt, 0);

	ck_assert_msg(WIFEXITED(status), "status %d", status);
}

static int
bells(const struct vt *vt)
{
	const struct buf *wire = vt_wire(vt);
	int count = 0;

	for (size_t i = 0; i < wire->length; i++)
		count += wire->data[i] == '\a';
	return count;
}

/* In pieces, reading what comes meanwhile, as a line does. */
static void
send_long(struct vt *vt, const char *unit, size_t length)
{
	struct buf text = { 0 };

	while (text.length < length)
		buf_add(&text, unit);
	for (size_t at = 0; at < text.length; at += PIECE) {
		size_t left = text.length - at;

		vt_send_bytes(vt, text.data + at, left < PIECE ? left : PIECE);
		vt_settle(vt, 0);
	}
	buf_free(&text);
}

struct pasted {
	enum vt_kind kind;
	const char *unit; /* in the terminal's bytes */
	const char *shown;
};

static const struct pasted pastes[] = {
	{ VT_UTF8, "张", "张张张" },
	{ VT_GBK, "\xD5\xC5", "张张张" },
};

/* One insert, one bell, what was taken is said; the field goes on. */
START_TEST(a_long_paste)
{
	const struct pasted *p = &pastes[_i];
	struct vt *vt = in_form(p->kind);

	vt_mark(vt);
	vt_send(vt, "<Paste>");
	send_long(vt, p->unit, LONG);
	vt_send(vt, "</Paste>");
	ck_sees(vt, "贴入的内容太长，只取了前");
	ck_sees(vt, p->shown);
	ck_assert_int_le(bells(vt), 1);
	ck_assert_uint_lt(vt_bytes(vt), 2000);
	vt_send(vt, "<C-u>ok");
	ck_sees(vt, "ok");
	leave(vt);
}
END_TEST

/* No marks: each character is typed. No storm of bells, and little sent. */
START_TEST(a_long_paste_without_marks)
{
	const struct pasted *p = &pastes[_i];
	struct vt *vt = in_form(p->kind);

	vt_mark(vt);
	send_long(vt, p->unit, LONG);
	ck_sees(vt, "这一栏写满了");
	vt_settle(vt, 100);
	ck_assert_int_le(bells(vt), 5);
	ck_assert_uint_lt(vt_bytes(vt), LONG / 4);
	vt_send(vt, "<C-u>ok");
	ck_sees(vt, "ok");
	leave(vt);
}
END_TEST

/* What was typed ahead of a question is void; what comes later, because the
 * line is slow, is an answer to it. */
START_TEST(late_bytes_are_not_typed_ahead)
{
	static const char *const env[] = { "LANG=C.UTF-8", "LC_ALL",
		"BIANHU_USER", "BIANHU_LEVEL", NULL };
	char store[] = "--store=court.db";
	char user[] = "--user=clerk";
	char encoding[] = "--encoding=UTF-8";
	struct vt *vt = vt_spawn(24, 80, "xterm", env,
		(char *[]){ program, store, user, encoding, NULL });

	ck_sees(vt, "今日 · 2026-11-23");
	vt_send(vt, "<F3>1111");
	ck_sees(vt, "退出程序？");
	ck_sees(vt, "已丢弃预输入");
	vt_send_bytes(vt, "1", 1);
	ck_assert_int_ne(vt_wait_exit(vt), -1);
	vt_close(&vt, 0);
}
END_TEST

/* A client that sends a key twice at a hanzi, once that is set at 320. */
START_TEST(doubled_keys_count_once)
{
	struct vt *vt = in_form(VT_UTF8);

	vt_send(vt, "<F9>320<Enter>5");
	ck_sees(vt, "退格键：发两次");
	vt_send(vt, "<F3>");
	ck_sees(vt, "收案");
	vt_send(vt, "<C-u>张三李");
	ck_sees(vt, "张三李");
	vt_send_bytes(vt, "\x7F\x7F", 2);
	ck_assert(vt_wait_gone(vt, "张三李"));
	ck_sees(vt, "张三");
	/* ← twice is one step: 王 goes between. */
	vt_send_bytes(vt, "\033[D\033[D", 6);
	vt_send(vt, "王");
	ck_sees(vt, "张王三");
	leave(vt);
}
END_TEST

Suite *
suite_paste(void)
{
	Suite *suite = suite_create("paste");
	TCase *tests = tcase_create("much at once");

	tcase_set_timeout(tests, 60);
	tcase_add_unchecked_fixture(tests, practice_make, NULL);
	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_loop_test(tests, a_long_paste, 0, ARRAY_LENGTH(pastes));
	tcase_add_loop_test(
		tests, a_long_paste_without_marks, 0, ARRAY_LENGTH(pastes));
	tcase_add_test(tests, late_bytes_are_not_typed_ahead);
	tcase_add_test(tests, doubled_keys_count_once);
	suite_add_tcase(suite, tests);
	return suite;
}
