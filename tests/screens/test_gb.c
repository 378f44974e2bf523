/* SPDX-License-Identifier: MIT */
/*
 * The real program at four terminals at once: UTF-8 with narrow and with wide
 * quotation marks, GB18030, GBK. The same keys, the same screens; what the
 * line carries is a character to the last byte, what the store keeps is exact.
 */
#include "practice.h"

#include "base/file.h"
#include "tests/support/scratch.h"
#include "tests/support/vt/vt.h"

#include <check.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

Suite *suite_gb(void);

enum {
	ROWS = 24,
	COLUMNS = 80,
	QUIET_MS = 30,
	LOOK_MS = 5,
	LOOKS = 25,
	TRIES = 1000
};
enum { STORE_MOST = 64 << 20, KEYS_MOST = 1 << 16 };

enum { NARROW, WIDE, GB18030, GBK, LINES };

struct line {
	const char *name;
	enum vt_kind kind;
	const char *env; /* NULL: found by asking the terminal */
};

/* clang-format off */
static const struct line lines[LINES] = {
	[NARROW]  = { "UTF-8", VT_UTF8, NULL },
	[WIDE]    = { "UTF-8 wide", VT_UTF8_WIDE, NULL },
	[GB18030] = { "GB18030", VT_GB18030, "BIANHU_ENCODING=GB18030" },
	[GBK]     = { "GBK", VT_GBK, "BIANHU_ENCODING=GBK" },
};

/* What is of one column here and of two there; the screens show no others. */
static const char *const ambiguous[] = { "\u201c", "\u201d", "\u2018",
	"\u2019", "—", "…", "·", "×", "÷", "±", "§", "°", "①", "②", "③", "④",
	"⑤", "⑥", "⑦", "⑧", "⑨", "⑩", "→", "←", "↑", "↓", "□", "■", "√", "○",
	"●", "△", "※", "─" };
/* clang-format on */

static struct practice practice;
static char program[PATH_MAX];
static struct vt *vts[LINES];
static struct buf rows[LINES]; /* a row of each, as last looked at */
static size_t asked[LINES];    /* bad bytes of asking the terminal */
static struct buf why;	       /* they do not agree */

static char *
store_of(int line)
{
	return arena_printf(&practice.arena, "line%d.db", line);
}

static void
set_up(void)
{
	const char *path = getenv("BIANHU");
	struct buf store = { 0 };

	ck_assert_msg(path != NULL, "BIANHU is not set");
	ck_assert_ptr_nonnull(realpath(path, program));
	practice_open(&practice);
	ck_practice(&practice,
		file_read("court.db", STORE_MOST, &store, &practice.err));
	for (int i = 0; i < LINES; i++)
		ck_practice(&practice, file_write(store_of(i), store.data,
					       store.length, &practice.err));
	buf_free(&store);
}

static void
hang_up(void)
{
	for (int i = 0; i < LINES; i++)
		if (vts[i] != NULL)
			vt_close(&vts[i], 0);
}

static void
tear_down(void)
{
	hang_up();
	for (int i = 0; i < LINES; i++)
		buf_free(&rows[i]);
	buf_free(&why);
	practice_close(&practice);
}

static struct vt *
spawn(int line, const char *login)
{
	const char *env[] = { "LANG=C.UTF-8", "LC_ALL", "BIANHU_USER",
		"BIANHU_ENCODING", "BIANHU_LEVEL=plain", lines[line].env,
		NULL };
	char option[] = "--store", user[] = "--user";
	char *who = arena_copy(&practice.arena, login == NULL ? "" : login);
	struct vt *vt = vt_spawn(ROWS, COLUMNS, "xterm-256color", env,
		login == NULL
			? (char *[]){ program, option, store_of(line), NULL }
			: (char *[]){ program, option, store_of(line), user,
				  who, NULL });

	vt_be(vt, lines[line].kind);
	return vt;
}

static void
spawn_all(const char *login)
{
	hang_up();
	for (int i = 0; i < LINES; i++)
		vts[i] = spawn(i, login);
}

static int
answers(void)
{
	int count = 0;

	for (int i = 0; i < LINES; i++) {
		vt_settle(vts[i], LOOK_MS);
		count += vt_bytes(vts[i]) > 0;
	}
	return count;
}

/* Until all answered: where one does, the others do, but for a screen that
 * differs in what is known of the line. A key that is answered by none has had
 * time to. Whether it is the whole answer is seen by ck_agree. */
static void
settle(void)
{
	int count = 0;

	for (int i = 0; i < LOOKS && count == 0; i++)
		count = answers();
	for (int i = 0; i < 4 * LOOKS && count < LINES && count > 0; i++)
		count = answers();
}

static void
send(const char *keys)
{
	for (int i = 0; i < LINES; i++) {
		vt_mark(vts[i]);
		vt_send(vts[i], keys);
	}
	settle();
}

/* Codes, digests and the minute differ: all of ASCII that is a letter or a
 * digit counts as the same. */
static void
look_at(int line, int row)
{
	buf_clear(&rows[line]);
	buf_add(&rows[line], vt_row(vts[line], row));
	for (char *at = rows[line].data; at != NULL && *at != '\0'; at++)
		if ((*at >= '0' && *at <= '9') || (*at >= 'A' && *at <= 'Z') ||
			(*at >= 'a' && *at <= 'z'))
			*at = 'x';
}

static bool
has_ambiguous(const char *text)
{
	for (size_t i = 0; i < ARRAY_LENGTH(ambiguous); i++)
		if (strstr(text, ambiguous[i]) != NULL)
			return true;
	return false;
}

/* The body of a screen with one is laid out with its width. */
static bool
body_has_ambiguous(void)
{
	for (int row = 1; row < ROWS; row++)
		if (has_ambiguous(vt_row(vts[NARROW], row)))
			return true;
	return false;
}

static bool
differ(int a, int b, int row)
{
	look_at(a, row);
	look_at(b, row);
	if (strcmp(buf_text(&rows[a]), buf_text(&rows[b])) == 0 &&
		vt_columns(vts[a], row) == vt_columns(vts[b], row))
		return false;
	buf_clear(&why);
	buf_addf(&why, "row %d\n%s (%d): %s\n%s (%d): %s", row, lines[a].name,
		vt_columns(vts[a], row), buf_text(&rows[a]), lines[b].name,
		vt_columns(vts[b], row), buf_text(&rows[b]));
	return true;
}

/* Where the double-width terminals draw as one: all of them, cell for cell.
 * UTF-8 with narrow marks: cell for cell where no character is ambiguous. */
static bool
agree_in(int row, bool is_plain)
{
	if (differ(WIDE, GB18030, row) || differ(WIDE, GBK, row))
		return false;
	return !is_plain || !differ(NARROW, GBK, row);
}

static bool
agree(void)
{
	bool is_plain = !body_has_ambiguous();

	for (int row = 0; row < ROWS; row++)
		if (!agree_in(row, is_plain && row > 0))
			return false;
	return true;
}

/* The screen's code stands at the right edge; numbers of cases stand in one
 * column if they do at the terminal where nothing is ambiguous. */
static int
column_of_numbers(int line)
{
	int column = -1;

	for (int row = 1; row < ROWS; row++) {
		int here = vt_column_of(vts[line], row, "（2026）测");

		if (here < 0 || vt_row(vts[line], row)[0] == '\0')
			continue;
		if (column >= 0 && here != column)
			return -1;
		column = here;
	}
	return column;
}

static void
ck_aligned(const char *at)
{
	bool has_column = column_of_numbers(NARROW) >= 0;

	for (int i = WIDE; i < LINES; i++) {
		ck_assert_msg(
			vt_columns(vts[i], 0) == vt_columns(vts[NARROW], 0),
			"%s, %s: the title ends elsewhere\n%s", at,
			lines[i].name, vt_screen(vts[i]));
		ck_assert_msg(!has_column || column_of_numbers(i) >= 0,
			"%s, %s: the numbers are shifted\n%s", at,
			lines[i].name, vt_screen(vts[i]));
	}
}

static void
ck_agree(const char *at)
{
	for (int i = 0; i < TRIES && !agree(); i++)
		for (int k = 0; k < LINES; k++)
			vt_settle(vts[k], LOOK_MS);
	ck_assert_msg(
		agree(), "%s: %s\n%s", at, buf_text(&why), vt_screen(vts[GBK]));
	ck_aligned(at);
	for (int i = 0; i < LINES; i++)
		ck_assert_msg(vt_bad_bytes(vts[i]) == asked[i],
			"%s, %s: bytes that are no character", at,
			lines[i].name);
}

static void
ck_all_see(const char *text)
{
	for (int i = 0; i < LINES; i++)
		ck_assert_msg(vt_wait_text(vts[i], text),
			"%s: %s is not on:\n%s", lines[i].name, text,
			vt_screen(vts[i]));
}

static void
begin(const char *login)
{
	spawn_all(login);
	ck_all_see(login == NULL ? "选用户" : "F3离开");
	/* A terminal of another encoding is asked in bytes of all. */
	for (int i = 0; i < LINES; i++) {
		asked[i] = vt_bad_bytes(vts[i]);
		ck_assert(asked[i] == 0 || lines[i].env == NULL);
	}
	ck_agree("start");
}

/* What is looked for is seen before Enter ends it: where its panel leaves no
 * room for the row the list scrolls, and stays so, but only if that was drawn
 * before more was typed. */
static void
type(char *line)
{
	char *end = line[0] == '/' ? strstr(line, "<Enter>") : NULL;

	if (end != NULL) {
		*end = '\0';
		send(line);
		ck_agree(line);
		*end = '<';
		line = end;
	}
	send(line);
	ck_agree(line);
}

/* Every line of a .keys file: typed, then all are compared. */
static void
walk(char *keys)
{
	char *rest = keys;

	for (char *line; (line = rest) != NULL && *line != '\0';) {
		rest = strchr(line, '\n');
		if (rest != NULL)
			*rest++ = '\0';
		if (strchr("#!=?", line[0]) != NULL)
			continue;
		if (line[0] == '@') {
			begin(line + strlen("@ "));
			continue;
		}
		type(line);
	}
}

/* clang-format off */
/* The main job, from 选用户 to the printed page; what is asked, refused and
 * decided; what others see. */
static const char *const walks[] = { "main-job", "refusal", "form-keys",
	"look-around", "help" };
/* clang-format on */

START_TEST(the_same_screens)
{
	const char *top = getenv("TEST_TOP");
	struct buf keys = { 0 };

	ck_practice(&practice,
		file_read(arena_printf(&practice.arena,
				  "%s/tests/screens/%s.keys", top, walks[_i]),
			KEYS_MOST, &keys, &practice.err));
	begin(NULL);
	walk(keys.data);
	buf_free(&keys);
}
END_TEST

/* Every code, as the clerk who has the most of them. */
START_TEST(every_screen)
{
	const struct screen_def *const *all = screens_all();

	begin("clerk");
	for (size_t i = 0; all[i] != NULL; i++) {
		/* What is known of the line is not the same. */
		if (strcmp(all[i]->code, "320") == 0)
			continue;
		send(arena_printf(
			&practice.arena, "<F9>%s<Enter>", all[i]->code));
		ck_agree(all[i]->code);
		send("<F3>");
		ck_agree(all[i]->code);
	}
}
END_TEST

/* One terminal alone. */
static struct vt *
alone(int line, int store, const char *login)
{
	char option[] = "--store", user[] = "--user";
	char *who = arena_copy(&practice.arena, login);
	const char *env[] = { "LANG=C.UTF-8", "LC_ALL", "BIANHU_USER",
		"BIANHU_LEVEL=plain", lines[line].env, NULL };

	vts[line] = vt_spawn(ROWS, COLUMNS, "xterm-256color", env,
		(char *[]){
			program, option, store_of(store), user, who, NULL });
	vt_be(vts[line], lines[line].kind);
	return vts[line];
}

#define ck_sees(vt, text)                                                      \
	ck_assert_msg(vt_wait_text(vt, text), "%s is not on:\n%s", text,       \
		vt_screen(vt))

static int64_t
number_in(int line, const char *sql)
{
	struct store *store = NULL;
	struct stmt *q;
	int64_t number = -1;

	ck_practice(&practice,
		store_open(store_of(line), STORE_OPEN, &store, &practice.err));
	q = store_statement(store, sql, &practice.err);
	ck_practice(&practice, q != NULL);
	if (stmt_next(q, &practice.err) == STMT_ROW)
		number = stmt_get_int(q, 0);
	stmt_reset(q);
	store_close(&store);
	return number;
}

/* The row of the user, with its text; fails if it is not there. */
static int
row_with(struct vt *vt, const char *text)
{
	int found = -1;

	for (int row = 0; row < ROWS && found < 0; row++)
		if (strstr(vt_row(vt, row), text) != NULL)
			found = row;
	ck_assert_msg(found >= 0, "%s is not on:\n%s", text, vt_screen(vt));
	return found;
}

/* A name with a character of four bytes: GBK has none for it, and shows 〓 in
 * its two columns; the store has it exactly, from whichever terminal. */
START_TEST(what_a_terminal_lacks)
{
	static const char exact[] =
		"SELECT COUNT(*) FROM desk_user "
		"WHERE login = 'ji' AND name = '\U00020BB7丙'";
	struct vt *vt = alone(GB18030, GB18030, "admin");
	int row;

	ck_sees(vt, "F3离开");
	vt_send(vt, "<F9>310<Enter>");
	ck_sees(vt, "书记员甲");
	vt_send(vt,
		"<F6>ji<Enter>\U00020BB7丙<Enter>1<Enter>测试区人民法院<Enter>"
		"<F10>");
	ck_sees(vt, "已登记书记员 \U00020BB7丙");
	row = row_with(vt, "ji  ");
	ck_assert_ptr_nonnull(strstr(vt_row(vt, row), "\U00020BB7丙"));
	ck_assert_uint_eq(vt_bad_bytes(vt), 0);
	ck_assert_int_eq(number_in(GB18030, exact), 1);
	vt = alone(GBK, GB18030, "admin");
	ck_sees(vt, "F3离开");
	vt_send(vt, "<F9>310<Enter>");
	ck_sees(vt, "〓丙");
	ck_assert_int_eq(vt_column_of(vt, row_with(vt, "〓丙"), "书记员"),
		vt_column_of(vt, row_with(vt, "书记员甲"), "书记员  "));
	ck_assert_uint_eq(vt_bad_bytes(vt), 0);
	/* Opened and kept there, it is what it was. */
	vt_send(vt, "/ji<Enter>2");
	ck_sees(vt, "〓丙");
	vt_send(vt, "<Enter><F10>");
	vt_settle(vt, QUIET_MS);
	ck_assert_int_eq(number_in(GB18030, exact), 1);
}
END_TEST

/* Bytes come and go one by one, so that every character and every sequence is
 * in pieces. */
START_TEST(in_pieces)
{
	enum { BITS = 38400, DELAY_MS = 5 };
	static const char keys[] =
		"/黄丁十<Enter>1看守所第二讯问室<Enter>（“一”）——①";
	struct buf at_once = { 0 };
	struct vt *vt = alone(GBK, GBK, "clerk");

	ck_sees(vt, "F3离开");
	vt_send(vt, keys);
	ck_sees(vt, "（“一”）——①");
	for (int row = 0; row < ROWS; row++) {
		look_at(GBK, row);
		buf_addf(&at_once, "%s\n", buf_text(&rows[GBK]));
	}
	vt_close(&vts[GBK], 0);
	vt = alone(GBK, WIDE, "clerk");
	vt_line(vt, BITS, DELAY_MS);
	ck_sees(vt, "F3离开");
	vt_send(vt, keys);
	ck_sees(vt, "（“一”）——①");
	buf_clear(&why);
	for (int row = 0; row < ROWS; row++) {
		look_at(GBK, row);
		buf_addf(&why, "%s\n", buf_text(&rows[GBK]));
	}
	ck_assert_str_eq(buf_text(&why), buf_text(&at_once));
	ck_assert_uint_eq(vt_bad_bytes(vt), 0);
	ck_assert_int_gt(vt_reads(vt), 100);
	buf_free(&at_once);
}
END_TEST

Suite *
suite_gb(void)
{
	Suite *suite = suite_create("gb");
	TCase *tcase = tcase_create("terminals in GB");

	tcase_set_timeout(tcase, 120);
	tcase_add_unchecked_fixture(tcase, practice_make, NULL);
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_loop_test(
		tcase, the_same_screens, 0, (int)ARRAY_LENGTH(walks));
	tcase_add_test(tcase, every_screen);
	tcase_add_test(tcase, what_a_terminal_lacks);
	tcase_add_test(tcase, in_pieces);
	suite_add_tcase(suite, tcase);
	return suite;
}
