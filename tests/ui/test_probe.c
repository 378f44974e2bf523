/* SPDX-License-Identifier: MIT */
/* What the answers of terminals mean, and what among them was typed. */
#include "ui/term/probe.h"

#include "base/attr.h"

#include <check.h>
#include <string.h>

Suite *suite_probe(void);

struct answer_case {
	const char *bytes;
	enum probe_kind kind;
	enum width_of width;
	const char *ahead;
};

/* clang-format off */
static const struct answer_case cases[] = {
	/* xterm -u8, PuTTY in UTF-8 */
	{ "\033[2;5R\033[2;3R\033[3;2R\033[?6c", PROBE_UTF8, WIDTH_TERM_NARROW, "" },
	/* xterm -u8 -cjk_width */
	{ "\033[9;5R\033[9;4R\033[10;3R\033[?64;1;9c", PROBE_UTF8, WIDTH_TERM_WIDE, "" },
	/* double-byte; the odd byte of the quotation mark may take a column */
	{ "\033[2;7R\033[2;4R\033[3;3R\033[?1;2c", PROBE_DOUBLE, WIDTH_TERM_WIDE, "" },
	{ "\033[2;7R\033[2;5R\033[3;3R\033[?1;2c", PROBE_DOUBLE, WIDTH_TERM_WIDE, "" },
	/* one byte, one column */
	{ "\033[2;7R\033[2;5R\033[3;2R\033[?1;2c", PROBE_SINGLE, WIDTH_TERM_WIDE, "" },
	/* hanzi of one column */
	{ "\033[2;3R\033[2;3R\033[3;2R\033[?6c", PROBE_SINGLE, WIDTH_TERM_WIDE, "" },
	/* knows who it is, not where its cursor is */
	{ "\033[?1;2c", PROBE_SILENT, WIDTH_TERM_WIDE, "" },
	{ "", PROBE_SILENT, WIDTH_TERM_WIDE, "" },
	/* an answer got lost */
	{ "\033[2;7R\033[?1;2c", PROBE_SILENT, WIDTH_TERM_WIDE, "" },
	/* the user types already */
	{ "21\033[2;5R4\r\033[2;3R\033OP\033[3;2R\033[A\033[?6c张", PROBE_UTF8, WIDTH_TERM_NARROW, "214\r\033OP\033[A张" },
	/* Esc typed just before an answer; a key cut by nothing */
	{ "\033\033[2;5R\033[2;3R\033[3;2R\033[?6c9", PROBE_UTF8, WIDTH_TERM_NARROW, "\0339" },
	{ "\033[15~\033[2;5R\033[2;3R\033[3;2R\033[?6c\033[1", PROBE_UTF8, WIDTH_TERM_NARROW, "\033[15~\033[1" },
	/* more answers than questions, absurd numbers */
	{ "\033[2;5R\033[2;3R\033[3;2R\033[3;9R\033[?6c", PROBE_UTF8, WIDTH_TERM_NARROW, "\033[3;9R" },
	{ "\033[2;99999999999R\033[;R\033[?6c", PROBE_SILENT, WIDTH_TERM_WIDE, "\033[2;99999999999R\033[;R" },
};
/* clang-format on */

START_TEST(answers_are_read)
{
	const struct answer_case *c = &cases[_i];
	size_t length = strlen(c->bytes);

	/* in any two pieces */
	for (size_t at = 0; at <= length; at++) {
		struct probe probe = { 0 };
		enum width_of width;

		probe_feed(&probe, c->bytes, at);
		probe_feed(&probe, c->bytes + at, length - at);
		probe_end(&probe);
		ck_assert_int_eq(probe_found(&probe, &width), c->kind);
		ck_assert_int_eq(width, c->width);
		ck_assert_str_eq(buf_text(&probe.ahead), c->ahead);
		ck_assert_int_eq(
			probe.is_over, strstr(c->bytes, "\033[?") != NULL);
		probe_free(&probe);
	}
}
END_TEST

/* Anything at all: no crash, nothing of it lost but answers. */
START_TEST(noise_is_typed)
{
	struct probe probe = { 0 };
	uint32_t state = 4711;
	size_t given = 0;

	for (int i = 0; i < 100000; i++) {
		char byte;

		state = state * 1103515245U + 12345U;
		byte = (char)(state >> 16 & 0xFFU);
		if (byte == 'R' || byte == 'c')
			continue;
		probe_feed(&probe, &byte, 1);
		given++;
	}
	probe_end(&probe);
	ck_assert_uint_eq(probe.ahead.length, given);
	probe_free(&probe);
}
END_TEST

Suite *
suite_probe(void)
{
	Suite *suite = suite_create("probe");
	TCase *tests = tcase_create("answers");

	tcase_add_loop_test(tests, answers_are_read, 0, ARRAY_LENGTH(cases));
	tcase_add_test(tests, noise_is_typed);
	suite_add_tcase(suite, tests);
	return suite;
}
