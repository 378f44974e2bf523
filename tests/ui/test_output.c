/* SPDX-License-Identifier: MIT */
/* Cells through ncurses to a pseudo terminal: what is on the wire. */
#include "ui/term/output.h"

#include <check.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

Suite *suite_output(void);

enum { ROWS = 20, COLUMNS = 60, QUIET = 50 /* milliseconds */ };

static struct {
	int glass; /* our end of the line */
	int before;
	struct wire wire;
	struct output *output;
	struct cells cells;
	struct buf got;
	struct err err;
} t;

static void
set_up(void)
{
	struct termios modes;
	int slave;

	memset(&t, 0, sizeof t);
	setenv("TERM", "xterm-256color", 1);
	unsetenv("NO_COLOR");
	t.before = dup(STDOUT_FILENO);
	t.glass = posix_openpt(O_RDWR | O_NOCTTY);
	ck_assert(t.glass >= 0 && grantpt(t.glass) == 0 &&
		  unlockpt(t.glass) == 0);
	slave = open(ptsname(t.glass), O_RDWR | O_NOCTTY);
	ck_assert(slave >= 0 && tcgetattr(slave, &modes) == 0);
	cfmakeraw(&modes);
	tcsetattr(slave, TCSANOW, &modes);
	dup2(slave, STDOUT_FILENO);
	close(slave);
	t.wire.level = LEVEL_PLAIN;
	t.wire.width = WIDTH_TERM_WIDE;
	t.cells.width = WIDTH_TERM_WIDE;
	cells_resize(&t.cells, ROWS, COLUMNS);
}

static void
tear_down(void)
{
	output_close(&t.output);
	cells_free(&t.cells);
	buf_free(&t.got);
	dup2(t.before, STDOUT_FILENO);
	close(t.before);
	close(t.glass);
}

static void
open_output(void)
{
	ck_assert_msg(output_open(&t.wire, ROWS, COLUMNS, &t.output, &t.err),
		"%s", t.err.text);
}

/* Shows the cells; what came of it on the line. */
static const char *
show(void)
{
	struct pollfd line = { .fd = t.glass, .events = POLLIN };
	char piece[4096];

	buf_clear(&t.got);
	ck_assert(output_show(t.output, &t.cells));
	while (poll(&line, 1, QUIET) > 0) {
		ssize_t got = read(t.glass, piece, sizeof piece);

		ck_assert_int_gt(got, 0);
		buf_add_bytes(&t.got, piece, (size_t)got);
	}
	return buf_text(&t.got);
}

static void
put(int row, enum look look, const char *text)
{
	cells_put(&t.cells, row, 0, COLUMNS, look, text);
}

/* Does an attribute stand in it? The reset of all is none. */
static bool
has_look(const char *bytes)
{
	while ((bytes = strstr(bytes, "\033[")) != NULL) {
		size_t length = strspn(bytes + 2, "0123456789;");

		if (bytes[2 + length] == 'm' && length > 0 &&
			strncmp(bytes + 2, "0", length) != 0)
			return true;
		bytes += 2;
	}
	return false;
}

START_TEST(the_wire_changes_its_encoding)
{
	open_output();
	put(0, LOOK_PLAIN, "张“\U00020BB7”");
	ck_assert_ptr_nonnull(strstr(show(), "张“\U00020BB7”"));
	ck_assert_str_eq(show(), ""); /* nothing changed, nothing sent */
	t.wire.encoding = ENCODING_GBK;
	ck_assert(output_adopt(t.output, &t.wire, &t.err));
	/* Whole, though no cell changed. */
	ck_assert_ptr_nonnull(
		strstr(show(), "\xD5\xC5\xA1\xB0\xA1\xFE\xA1\xB1"));
	t.wire.encoding = ENCODING_GB18030;
	ck_assert(output_adopt(t.output, &t.wire, &t.err));
	ck_assert_ptr_nonnull(
		strstr(show(), "\xD5\xC5\xA1\xB0\x95\x34\xB2\x35\xA1\xB1"));
	ck_assert_str_eq(show(), "");
}
END_TEST

/* At level plain not one attribute; at rich they are there, and what was
 * chosen while the screens were open holds. */
START_TEST(plain_has_no_attributes)
{
	open_output();
	for (int look = LOOK_PLAIN; look <= LOOK_LATE; look++)
		put(look, (enum look)look, "样子");
	ck_assert(!has_look(show()));
	t.wire.level = LEVEL_RICH;
	ck_assert(output_adopt(t.output, &t.wire, &t.err));
	ck_assert(has_look(show()));
	ck_assert_ptr_nonnull(strstr(buf_text(&t.got), "\033[31m"));
	t.wire.level = LEVEL_PLAIN;
	ck_assert(output_adopt(t.output, &t.wire, &t.err));
	ck_assert(!has_look(show()));
	put(1, LOOK_LATE, "改样");
	ck_assert(!has_look(show()));
}
END_TEST

/* A terminal that draws “ with two columns is told so at once. */
START_TEST(width_follows_the_cells)
{
	open_output();
	put(0, LOOK_PLAIN, "“a");
	ck_assert_ptr_nonnull(strstr(show(), "“a"));
	t.cells.width = WIDTH_TERM_NARROW;
	cells_clear(&t.cells);
	put(0, LOOK_PLAIN, "“a");
	/* Whole again: what stood there may stand elsewhere. */
	ck_assert_ptr_nonnull(strstr(show(), "“a"));
}
END_TEST

Suite *
suite_output(void)
{
	Suite *suite = suite_create("output");
	TCase *tests = tcase_create("output");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, the_wire_changes_its_encoding);
	tcase_add_test(tests, plain_has_no_attributes);
	tcase_add_test(tests, width_follows_the_cells);
	suite_add_tcase(suite, tests);
	return suite;
}
