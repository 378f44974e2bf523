/* SPDX-License-Identifier: MIT */
/* Keys through a pseudo terminal: as keyboards send them, cut and broken. */
#include "show.h"

Suite *suite_term_keys(void);

static const char *const key_scripts[][2] = {
	{ "<F1>", "KEY F1." },
	{ "<F4>", "KEY F4." },
	{ "<F5>", "KEY F5." },
	{ "<F10>", "KEY F10." },
	{ "<F12>", "KEY F12." },
	{ "<Esc>9", "KEY F9." },
	{ "<Esc>0", "KEY F10." },
	{ "<Up>", "KEY ↑." },
	{ "<Home>", "KEY Home." },
	{ "<End>", "KEY End." },
	{ "<PgDn>", "KEY PgDn." },
	{ "<BackTab>", "KEY Shift-Tab." },
	{ "<Enter>", "KEY 回车." },
	{ "<Backspace>", "KEY 退格." },
	{ "<C-c>", "KEY Ctrl-C." },
	{ "<C-z>", "KEY Ctrl-Z." },
	{ "<C-d>", "KEY Ctrl-D." },
	{ "张", "KEY U+5F20." },
	{ "<lt>", "KEY <." },
};

/* One of each family of keyboards. */
static const char *const keyboards[] = { "xterm", "linux", "putty" };

START_TEST(keys)
{
	struct show show = { .wire.level = LEVEL_PLAIN };
	struct vt *vt = begin(&show, keyboards[_i], NULL);

	for (size_t i = 0; i < ARRAY_LENGTH(key_scripts); i++) {
		vt_send(vt, key_scripts[i][0]);
		ck_assert_msg(vt_wait_text(vt, key_scripts[i][1]), "%s: %s",
			key_scripts[i][0], vt_screen(vt));
	}
	finish(vt);
}
END_TEST

/* A sequence that comes in pieces, each drawn by the time the next comes. */
START_TEST(split_keys)
{
	static const char f10[] = "\033[21~";
	static const char hanzi[] = "张";
	struct show show = { .wire.level = LEVEL_PLAIN };
	struct vt *vt = begin(&show, "xterm", NULL);

	for (size_t i = 0; i < strlen(f10); i++) {
		vt_send_bytes(vt, f10 + i, 1);
		vt_settle(vt, 10);
	}
	ck_assert(vt_wait_text(vt, "KEY F10."));
	for (size_t i = 0; i < strlen(hanzi); i++) {
		vt_send_bytes(vt, hanzi + i, 1);
		vt_settle(vt, 10);
	}
	ck_assert(vt_wait_text(vt, "KEY U+5F20."));
	vt_send(vt, "<Paste>甲<F1>q\r\n乙</Paste>");
	ck_assert(vt_wait_text(vt, "PASTE 甲OPq〓乙."));
	finish(vt);
}
END_TEST

START_TEST(bad_bytes_beep_once)
{
	struct show show = { .wire.level = LEVEL_PLAIN };
	struct vt *vt = begin(&show, "xterm", NULL);

	vt_mark(vt);
	vt_send_bytes(vt, "\xFE", 1);
	ck_assert(vt_wait_text(vt, "KEY bad."));
	ck_assert(vt_has_sent(vt, "\a"));
	vt_send_bytes(vt, "\xD5z", 2);
	ck_assert(vt_wait_text(vt, "KEY z."));
	vt_mark(vt);
	vt_send(vt, "y");
	ck_assert(vt_wait_text(vt, "KEY y."));
	ck_assert(!vt_has_sent(vt, "\a"));
	finish(vt);
}
END_TEST

/* What a slow terminal and a bad line send: no key, no bell, no frame. */
START_TEST(line_noise_is_nothing)
{
	struct show show = { .wire.level = LEVEL_PLAIN };
	struct vt *vt = begin(&show, "xterm", NULL);

	vt_mark(vt);
	vt_send(vt, "<C-s><C-q>");
	vt_send_bytes(vt, "\xFF\0\0\0", 4);
	vt_settle(vt, 50);
	ck_assert_uint_eq(vt_bytes(vt), 0);
	vt_send(vt, "<lt>");
	ck_assert(vt_wait_text(vt, "KEY <."));
	finish(vt);
}
END_TEST

START_TEST(type_ahead_is_thrown_away)
{
	struct show show = { .wire.level = LEVEL_PLAIN };
	struct vt *vt = begin(&show, "xterm", NULL);

	/* Half of F3 stands at the end: its rest is no text afterwards. */
	vt_send_bytes(vt, "fzzz\033[1", 7);
	ck_assert(vt_wait_text(vt, "flushed"));
	vt_send_bytes(vt, "3~", 2);
	ck_assert(vt_wait_text(vt, "KEY F3."));
	finish(vt);
}
END_TEST

Suite *
suite_term_keys(void)
{
	Suite *suite = suite_create("term keys");
	TCase *in = tcase_create("keys");

	tcase_add_loop_test(in, keys, 0, ARRAY_LENGTH(keyboards));
	tcase_add_test(in, split_keys);
	tcase_add_test(in, bad_bytes_beep_once);
	tcase_add_test(in, line_noise_is_nothing);
	tcase_add_test(in, type_ahead_is_thrown_away);
	suite_add_tcase(suite, in);
	return suite;
}
