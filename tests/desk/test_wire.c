/* SPDX-License-Identifier: MIT */
/* What is remembered of a line: its name, and settings of users at it. */
#include "fixture.h"

#include "desk/wire.h"

#include "base/attr.h"

#include <check.h>
#include <string.h>

Suite *suite_wire(void);

struct line_case {
	const char *term;
	const char *ssh_client;
	const char *device;
	const char *line;
};

/* clang-format off */
static const struct line_case lines[] = {
	{ "xterm-256color", "192.0.2.7 51234 22", NULL, "xterm-256color 192.0.2.7" },
	{ "vt220", NULL, "/dev/ttyS0", "vt220 /dev/ttyS0" },
	{ "linux", "", NULL, "linux local" },
	{ NULL, NULL, NULL, " local" },
	{ "putty", "2001:db8::1 1 22", "/dev/ttyS0", "putty 2001:db8::1" },
	/* hostile */
	{ "a\033]0;x\a'; DROP", "\xD5\xC5\n$(x)", NULL, "a0x x" },
	{ "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", NULL, NULL,
		"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx local" },
};
/* clang-format on */

START_TEST(lines_have_names)
{
	const struct line_case *c = &lines[_i];
	struct buf out = { 0 };

	wire_line(c->term, c->ssh_client, c->device, &out);
	ck_assert_str_eq(buf_text(&out), c->line);
	ck_assert_uint_le(out.length, WIRE_LINE_BYTES);
	buf_free(&out);
}
END_TEST

static void
note(void *arg, const char *name, const char *value)
{
	buf_addf(arg, "%s=%s ", name, value);
}

static const char *
kept(int64_t user, const char *line, struct buf *out)
{
	buf_clear(out);
	ck_office(&office,
		wire_read(office.store, user, line, note, out, &office.err));
	return buf_text(out);
}

static void
keep_at(int64_t user, const char *line, const struct wire_setting *setting,
	int64_t now)
{
	const struct wire_keep k = { user, line, setting, 1, now };

	ck_office(&office, wire_keep(office.store, &k, &office.err));
}

static void
keep(int64_t user, const char *line, const char *name, const char *value)
{
	const struct wire_setting setting = { name, value };

	keep_at(user, line, &setting, desk_now(&office.clerk));
}

START_TEST(settings_are_of_user_and_line)
{
	struct buf out = { 0 };
	int64_t user = office.clerk.user;

	ck_assert_str_eq(kept(user, "a", &out), "");
	keep(user, "a", "level", "plain");
	keep(user, "a", "encoding", "GBK");
	keep(user, "a", "level", "rich");
	keep(0, "a", "silent", "1");
	ck_assert_str_eq(kept(user, "a", &out), "encoding=GBK level=rich ");
	ck_assert_str_eq(kept(0, "a", &out), "silent=1 ");
	ck_assert_str_eq(kept(user, "b", &out), "");
	ck_assert_str_eq(kept(office.judge.user, "a", &out), "");
	buf_free(&out);
}
END_TEST

/* What is so already is not written again: no other desk looks up for it. */
START_TEST(the_same_is_no_write)
{
	keep(1, "a", "level", "plain");
	store_changed(office.store);
	keep(1, "a", "level", "plain");
	ck_assert(!store_changed(office.store));
}
END_TEST

START_TEST(lines_are_bounded)
{
	const struct wire_setting setting = { "level", "plain" };
	struct buf line = { 0 };
	struct buf out = { 0 };

	for (int i = 0; i < WIRE_LINES + 10; i++) {
		buf_clear(&line);
		buf_addf(&line, "x 192.0.2.%d", i);
		keep_at(1, buf_text(&line), &setting, i);
	}
	ck_assert_int_eq(
		office_number(&office, "SELECT COUNT(*) FROM wire_setting"),
		WIRE_LINES);
	ck_assert_str_eq(kept(1, buf_text(&line), &out), "level=plain ");
	ck_assert_str_eq(kept(1, "x 192.0.2.0", &out), "");
	buf_free(&line);
	buf_free(&out);
}
END_TEST

START_TEST(a_long_value_is_refused)
{
	const struct wire_setting setting = {
		"level",
		"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
	};
	const struct wire_keep k = { 1, "a", &setting, 1, 0 };

	ck_assert(!wire_keep(office.store, &k, &office.err));
}
END_TEST

Suite *
suite_wire(void)
{
	Suite *suite = suite_create("wire");
	TCase *tests = tcase_create("settings");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_loop_test(tests, lines_have_names, 0, ARRAY_LENGTH(lines));
	tcase_add_test(tests, settings_are_of_user_and_line);
	tcase_add_test(tests, the_same_is_no_write);
	tcase_add_test(tests, lines_are_bounded);
	tcase_add_test(tests, a_long_value_is_refused);
	suite_add_tcase(suite, tests);
	return suite;
}
