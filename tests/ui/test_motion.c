/* SPDX-License-Identifier: MIT */
#include "ui/term/motion.h"

#include "base/attr.h"

#include <check.h>
#include <string.h>

Suite *suite_motion(void);

enum { ROWS = 24 };

struct shortened {
	const char *frame;
	const char *sent;
};

/* clang-format off */
static const struct shortened shortened[] = {
	/* One row, two, three: as many line feeds as are shorter. */
	{ "\033[3;1Ha\r\033[4db", "\033[3;1Ha\r\nb" },
	{ "\033[3;1Ha\r\033[6db", "\033[3;1Ha\r\n\n\nb" },
	{ "\033[3;1Ha\r\033[7db", "\033[3;1Ha\r\033[7db" },
	{ "\033[3;1Ha\r\033[1Bb", "\033[3;1Ha\r\nb" },
	{ "\033[3;1Ha\r\033[Bb", "\033[3;1Ha\r\nb" },
	{ "\033[Ha\r\033[2d\033[3d", "\033[Ha\r\n\n" },
	/* An address: \r, line feeds, steps to the right, if that is less. */
	{ "\033[13;3Ha\033[14;3Hb", "\033[13;3Ha\r\n\033[2Cb" },
	{ "\033[13;3Ha\033[13;58Hb", "\033[13;3Ha\r\033[57Cb" },
	{ "\033[13;3Ha\033[14;1Hb", "\033[13;3Ha\r\nb" },
	{ "\033[3;3Ha\033[4;3Hb", "\033[3;3Ha\033[4;3Hb" },
	{ "\033[13;3Ha\033[12;3Hb", "\033[13;3Ha\033[12;3Hb" },
	/* What goes along the row keeps it. */
	{ "\033[9;1H你\033[K\033[5C\033[3X\033[7m\033(B\033[m\033[10d",
	  "\033[9;1H你\033[K\033[5C\033[3X\033[7m\033(B\033[m\n" },
	{ "\033[9;1H\033[2A\033[8d", "\033[9;1H\033[2A\n" },
	/* Up, and the row itself, stay as they are. */
	{ "\033[9;1H\033[8d\033[8d", "\033[9;1H\033[8d\033[8d" },
	/* Nothing known: nothing done. */
	{ "a\r\033[4db\033[5d", "a\r\033[4db\n" },
	{ "\033[3;1H\n\033[4d", "\033[3;1H\n\033[4d" },
	{ "\033[3;1H\033M\033[4d", "\033[3;1H\033M\033[4d" },
	{ "\033[3;1H\033[?7l\033[4d", "\033[3;1H\033[?7l\033[4d" },
	{ "\033[3;1H\033[4", "\033[3;1H\033[4" },
	{ "\033[3;1H\033", "\033[3;1H\033" },
	{ "\033[99999999999;1H\033[4d", "\033[99999999999;1H\033[4d" },
	/* At the end of a region a line feed would scroll. */
	{ "\033[6;23r\033[22;1H\033[23d\033[r\033[3;1H\033[4d",
	  "\033[6;23r\033[22;1H\033[23d\033[r\033[3;1H\n" },
	{ "\033[6;23r\033[1;24r\033[3;1H\033[4d",
	  "\033[6;23r\033[1;24r\033[3;1H\n" },
	{ "\033[1;23r\033[3;1H\033[4d", "\033[1;23r\033[3;1H\033[4d" },
};
/* clang-format on */

START_TEST(frames)
{
	const struct shortened *s = &shortened[_i];
	struct motion motion;
	struct buf out = { 0 };

	motion_forget(&motion, ROWS);
	motion_shorten(&motion, s->frame, strlen(s->frame), &out);
	ck_assert_str_eq(buf_text(&out), s->sent);
	buf_free(&out);
}
END_TEST

/* The next frame begins where the last one ended. */
START_TEST(two_frames)
{
	static const char first[] = "\033[6;23r\033[r\033[3;1H";
	static const char second[] = "\r\033[4d";
	struct motion motion;
	struct buf out = { 0 };

	motion_forget(&motion, ROWS);
	motion_shorten(&motion, first, strlen(first), &out);
	buf_clear(&out);
	motion_shorten(&motion, second, strlen(second), &out);
	ck_assert_str_eq(buf_text(&out), "\r\n");
	motion_forget(&motion, ROWS);
	buf_clear(&out);
	motion_shorten(&motion, second, strlen(second), &out);
	ck_assert_str_eq(buf_text(&out), second);
	buf_free(&out);
}
END_TEST

Suite *
suite_motion(void)
{
	Suite *suite = suite_create("motion");
	TCase *tcase = tcase_create("steps down");

	tcase_add_loop_test(tcase, frames, 0, (int)ARRAY_LENGTH(shortened));
	tcase_add_test(tcase, two_frames);
	suite_add_tcase(suite, tcase);
	return suite;
}
