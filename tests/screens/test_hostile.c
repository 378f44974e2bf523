/* SPDX-License-Identifier: MIT */
/*
 * The real program in a real pseudo terminal, on a store that holds hostile
 * text in every column, and at a keyboard that sends it: the glass stays
 * whole, and nothing goes over the wire that a value could have sent.
 */
#include "practice.h"

#include "tests/support/scratch.h"
#include "tests/support/strange.h"

#include <check.h>
#include <limits.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "tests/support/vt/vt.h"

Suite *suite_hostile(void);

enum { LOOK_MS = 15, QUIET_MS = 60 };

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

/* Columns that people fill. */
static const char *const said[] = { "party.name", "party.place", "matter.title",
	"matter.charge", "matter.procedure", "matter.handler",
	"proceeding.number", "station.name", "desk_user.name", "fact.value",
	"hearing.place", "record.number", "refusal.reason", "refusal.wish",
	"help_request.taken_by", "help_request.asked", "rota.place",
	"rota.lawyer", "rota.phone", "lawyer.name", "lawyer.firm",
	"lawyer.phone", "lawyer.area", "lawyer.languages", "assignment.lawyer",
	"assignment.firm", "violation_note.text", "audit.note", "paper.signing",
	"site_text.name" };

/* Printer on, colour, title, a question that is answered as if typed, C1, a
 * direction, zero width, a line end, a tab, 0xFF; its letters are seen.
 */
static const char hex[] = "1B5B35691B5B39373B34316D4241441B5D323B58071B5B366E05"
			  "C29B39376DE280AEE2808B0A0D0908FF0E";

static void
spoil(void)
{
	sqlite3 *db;
	char *why = NULL;

	ck_assert_int_eq(sqlite3_open("court.db", &db), SQLITE_OK);
	sqlite3_exec(db, "DROP TRIGGER record_no_update", NULL, NULL, NULL);
	sqlite3_exec(db, "DROP TRIGGER audit_no_update", NULL, NULL, NULL);
	for (size_t i = 0; i < ARRAY_LENGTH(said); i++) {
		const char *dot = strchr(said[i], '.');
		const char *sql = arena_printf(&practice.arena,
			"UPDATE OR IGNORE %.*s SET %s = substr(%s, 1, 2) || "
			"CAST(x'%s' AS TEXT) || substr(%s, 3)",
			(int)(dot - said[i]), said[i], dot + 1, dot + 1, hex,
			dot + 1);

		ck_assert_msg(
			sqlite3_exec(db, sql, NULL, NULL, &why) == SQLITE_OK,
			"%s: %s", sql, why);
	}
	sqlite3_close(db);
}

static struct vt *
spawn(const char *login, const char *encoding, enum vt_kind kind)
{
	static const char *const env[] = { "LANG=C.UTF-8", "LC_ALL",
		"BIANHU_USER", "BIANHU_LEVEL", "BIANHU_ENCODING", NULL };
	char store[] = "--store=court.db", user[] = "--user";
	char *who = arena_copy(&practice.arena, login);
	char *spoken = arena_printf(&practice.arena, "--encoding=%s", encoding);
	struct vt *vt = vt_spawn(24, 80, "xterm-256color", env,
		(char *[]){ program, store, spoken, user, who, NULL });

	vt_be(vt, kind);
	ck_assert_msg(
		vt_wait_text(vt, "今日 · 2026-11-23"), "%s", vt_screen(vt));
	vt_mark(vt);
	return vt;
}

/* What no screen sends and a value might: another mode, another title, another
 * colour than ours, the printer, a question. */
static const char *const never[] = { "\x1b[5i", "\x1b[4i", "\x1b[97", "\x1b]",
	"\x1bP", "\x1b_", "\x1b^", "\x1bX", "\x1b[6n", "\x1b[c", "\x1b[21t",
	"\x05", "\033c", "\xef\xbb\xbf" };

static void
check_wire(struct vt *vt, const char *where)
{
	for (size_t i = 0; i < ARRAY_LENGTH(never); i++)
		ck_assert_msg(!vt_has_sent(vt, never[i]), "%s: %zu\n%s", where,
			i, vt_screen(vt));
	ck_assert_uint_eq(vt_printed(vt)->length, 0);
	ck_assert_msg(vt_bad_bytes(vt) == 0, "%s: %zu bad bytes\n%s", where,
		vt_bad_bytes(vt), vt_screen(vt));
}

/* The frame is where it was: a title line, a key bar, the cursor on a row. */
static void
check_glass(struct vt *vt, const char *where)
{
	int row, column;

	vt_cursor(vt, &row, &column);
	ck_assert_msg(row > 0 && row < 23, "%s: cursor in row %d\n%s", where,
		row, vt_screen(vt));
	ck_assert_msg(strstr(vt_row(vt, 0), " · ") != NULL ||
			      strstr(vt_row(vt, 0), "今日") != NULL,
		"%s: %s", where, vt_screen(vt));
	check_wire(vt, where);
}

/* Every screen that a code opens, what its first row opens, help. The wire is
 * looked at as a whole, so that nothing hangs on how much of an answer is
 * there when the next key is sent. */
static void
walk(struct vt *vt)
{
	static const char *const keys[] = { "<F2>", "<F12>", "<Enter>", "<F1>",
		"<F1>", "<F12>", "<F12>" };

	for (const struct screen_def *const *s = screens_all(); *s != NULL;
		s++) {
		vt_send(vt, "<F9>");
		vt_settle(vt, LOOK_MS);
		vt_send(vt, (*s)->code);
		vt_send(vt, "<Enter>");
		for (size_t i = 0; i < ARRAY_LENGTH(keys); i++) {
			vt_settle(vt, LOOK_MS);
			vt_send(vt, keys[i]);
		}
		vt_settle(vt, QUIET_MS);
		check_wire(vt, (*s)->code);
	}
}

static const struct {
	const char *login;
	const char *encoding;
	enum vt_kind kind;
} seats[] = {
	{ "clerk", "UTF-8", VT_UTF8 },
	{ "clerk", "GBK", VT_GBK },
	{ "agency", "GB18030", VT_GB18030 },
	{ "admin", "UTF-8", VT_UTF8 },
};

START_TEST(whatever_the_store_holds)
{
	struct vt *vt;
	int status;

	spoil();
	vt = spawn(seats[_i].login, seats[_i].encoding, seats[_i].kind);
	check_glass(vt, "home");
	ck_assert_msg(
		strstr(vt_screen(vt), "[5i") != NULL, "%s", vt_screen(vt));
	walk(vt);
	status = vt_close(&vt, 0);
	ck_assert_msg(WIFEXITED(status), "status %d", status);
}
END_TEST

static struct vt *
in_form(void)
{
	struct vt *vt = spawn("clerk", "UTF-8", VT_UTF8);

	vt_send(vt, "/黄丁十<Enter>1");
	ck_assert_msg(vt_wait_text(vt, "填写 · 告知笔录"), "%s", vt_screen(vt));
	return vt;
}

/* Pasted between its marks: what may be data is in the field, the rest is
 * not, and no key was pressed by it. */
START_TEST(pasted_into_a_field)
{
	struct vt *vt = in_form();

	for (size_t i = 0; i < ARRAY_LENGTH(strange_refused); i++) {
		const char *text = strange_refused[i].text;

		vt_send_bytes(vt, "\x1b[200~", 6);
		vt_send_bytes(vt, text, strlen(text));
		vt_send_bytes(vt, "\x1b[201~", 6);
		vt_settle(vt, 20);
		check_glass(vt, strange_refused[i].name);
		ck_assert_msg(strstr(vt_screen(vt), "告知笔录") != NULL,
			"%s: %s", strange_refused[i].name, vt_screen(vt));
		vt_send(vt, "<C-u>");
	}
	for (size_t i = 0; i < ARRAY_LENGTH(strange_broken); i++) {
		const char *text = strange_broken[i].text;

		vt_send_bytes(vt, "\x1b[200~", 6);
		vt_send_bytes(vt, text, strlen(text));
		vt_send_bytes(vt, "\x1b[201~", 6);
		vt_settle(vt, 20);
		check_glass(vt, strange_broken[i].name);
		vt_send(vt, "<C-u>");
	}
	vt_close(&vt, 0);
}
END_TEST

/* Pasted and left: what the next login finds in the field is the same. */
START_TEST(kept_to_the_last_character)
{
	struct vt *vt = in_form();
	const char *text = "a\\|b=1+1'\"<b>{{名}}%s𠮷e\u0301“诉”";

	vt_send_bytes(vt, "\x1b[200~", 6);
	vt_send_bytes(vt, text, strlen(text));
	vt_send_bytes(vt, "\x1b[201~\r", 7);
	ck_assert_msg(vt_wait_text(vt, text), "%s", vt_screen(vt));
	check_glass(vt, "kept");
	vt_close(&vt, 0);
	vt = spawn("clerk", "UTF-8", VT_UTF8);
	vt_send(vt, "<Enter>"); /* the draft is the first row */
	ck_assert_msg(vt_wait_text(vt, text), "%s", vt_screen(vt));
	vt_close(&vt, 0);
}
END_TEST

Suite *
suite_hostile(void)
{
	Suite *suite = suite_create("hostile");
	TCase *tcase = tcase_create("glass");

	tcase_add_unchecked_fixture(tcase, practice_make, NULL);
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 60); /* every screen, seen and settled */
	tcase_add_loop_test(
		tcase, whatever_the_store_holds, 0, ARRAY_LENGTH(seats));
	tcase_add_test(tcase, pasted_into_a_field);
	tcase_add_test(tcase, kept_to_the_last_character);
	suite_add_tcase(suite, tcase);
	return suite;
}
