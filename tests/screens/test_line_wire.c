/* SPDX-License-Identifier: MIT */
/*
 * Level line of the real program: over pipes, as a script sees it; on a
 * terminal that can do nothing but roll, in UTF-8 and in GB18030.
 */
#include "practice.h"

#include "base/encoding.h"
#include "base/file.h"
#include "base/width.h"
#include "tests/support/vt/vt.h"

#include <check.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

Suite *suite_line_wire(void);

enum { OUTPUT_MOST = 1 << 20 };

static struct practice practice;
static char program[PATH_MAX];

static void
set_up(void)
{
	const char *path = getenv("BIANHU");

	ck_assert_msg(path != NULL, "BIANHU is not set");
	ck_assert_ptr_nonnull(realpath(path, program));
	practice_open(&practice);
	store_close(&practice.store);
}

static void
tear_down(void)
{
	practice_close(&practice);
}

/* What a script is given and what came of it. */
struct play {
	struct buf out;
	struct buf faults;
	int status;
};

static void
be_program(const char *encoding)
{
	static const char *const gone[] = { "TERM", "BIANHU_LEVEL",
		"BIANHU_USER", "BIANHU_ENCODING" };
	char *option = arena_printf(&practice.arena, "--encoding=%s", encoding);
	char store[] = "--store=court.db", user[] = "--user=clerk",
	     level[] = "--level=line";

	for (size_t i = 0; i < ARRAY_LENGTH(gone); i++)
		unsetenv(gone[i]);
	setenv("LANG", "C.UTF-8", 1);
	execv(program, (char *[]){ program, store, user, level, option, NULL });
	_exit(127);
}

static void
redirect(const char *name, int flags, int to)
{
	int descriptor = open(name, flags, 0600);

	ck_assert_int_ge(descriptor, 0);
	ck_assert_int_eq(dup2(descriptor, to), to);
	close(descriptor);
}

static void
run(struct play *play, const char *encoding, const char *script, size_t length)
{
	const int write_new = O_WRONLY | O_CREAT | O_TRUNC;
	pid_t child;

	memset(play, 0, sizeof *play);
	ck_practice(
		&practice, file_write("script", script, length, &practice.err));
	child = fork();
	ck_assert_int_ge(child, 0);
	if (child == 0) {
		redirect("script", O_RDONLY, STDIN_FILENO);
		redirect("out", write_new, STDOUT_FILENO);
		redirect("faults", write_new, STDERR_FILENO);
		be_program(encoding);
	}
	ck_assert_int_eq(waitpid(child, &play->status, 0), child);
	ck_practice(&practice,
		file_read("out", OUTPUT_MOST, &play->out, &practice.err));
	ck_practice(&practice,
		file_read("faults", OUTPUT_MOST, &play->faults, &practice.err));
}

static void
end(struct play *play)
{
	buf_free(&play->out);
	buf_free(&play->faults);
}

#define ck_left(play, code)                                                    \
	ck_assert_msg(WIFEXITED((play)->status) &&                             \
			      WEXITSTATUS((play)->status) == (code),           \
		"%d: %.1000s", (play)->status, buf_text(&(play)->faults))
#define ck_has(buf, text)                                                      \
	ck_assert_msg(strstr(buf_text(buf), text) != NULL,                     \
		"%s is not in:\n%.1000s", text, buf_text(buf))
#define ck_lacks(buf, text)                                                    \
	ck_assert_msg(strstr(buf_text(buf), text) == NULL,                     \
		"%s is in:\n%.1000s", text, buf_text(buf))

/* Of one's own day: the clock of the program is not the fixture's. */
static const char job[] = "/告知委托辩护人\n"
			  ".1\n第三法庭\n.离开\n"
			  "/告知笔录\n.回车\n.看\n.离开\n"
			  "230\nF12\nF3\n1\n";

START_TEST(a_script_works_over_pipes)
{
	struct play play;

	run(&play, "UTF-8", job, strlen(job));
	ck_left(&play, 0);
	ck_assert_str_eq(buf_text(&play.faults), "");
	ck_has(&play.out, "2 告知地点*：第三法庭\n");
	ck_has(&play.out, "已离开，草稿已保留\n");
	ck_has(&play.out, "2 告知地点*：第三法庭\n3 告知人*：");
	ck_has(&play.out, "1 确认，别的都不办：1\n");
	for (size_t i = 0; i < play.out.length; i++)
		ck_assert((unsigned char)play.out.data[i] >= ' ' ||
			  play.out.data[i] == '\n');
	end(&play);
}
END_TEST

START_TEST(a_script_speaks_gb18030)
{
	struct play play;
	struct encoder *encoder;
	struct buf script = { 0 }, wanted = { 0 };

	ck_practice(&practice,
		encoder_open(ENCODING_GB18030, &encoder, &practice.err));
	encoder_text(encoder, job, strlen(job), WIDTH_TERM_WIDE, &script);
	run(&play, "GB18030", script.data, script.length);
	ck_left(&play, 0);
	encoder_text(encoder, "2 告知地点*：第三法庭\n",
		strlen("2 告知地点*：第三法庭\n"), WIDTH_TERM_WIDE, &wanted);
	ck_assert(strstr(buf_text(&play.out), buf_text(&wanted)) != NULL);
	encoder_close(&encoder);
	buf_free(&script);
	buf_free(&wanted);
	end(&play);
}
END_TEST

START_TEST(a_script_stops_at_a_mistake)
{
	static const char script[] = "/告知委托辩护人\n.1\n"
				     ".1\n99月99日\n第三法庭\n";
	struct play play;

	run(&play, "UTF-8", script, strlen(script));
	ck_left(&play, 1);
	ck_has(&play.faults, "第4行有错，停在这里，后面的没有做");
	ck_lacks(&play.out, "第三法庭");
	end(&play);
}
END_TEST

START_TEST(a_mistake_at_the_end_is_a_failure_too)
{
	static const char script[] = "/没有这个人\n";
	struct play play;

	run(&play, "UTF-8", script, strlen(script));
	ck_left(&play, 1);
	ck_has(&play.faults, "第1行有错：没有含这些字的行");
	end(&play);
}
END_TEST

START_TEST(the_end_of_a_script_is_a_dropped_line)
{
	static const char script[] = "/告知委托辩护人\n.1\n第三法庭\n.5\n张译";
	struct play play;

	run(&play, "UTF-8", script, strlen(script));
	ck_left(&play, 0);
	end(&play);
	run(&play, "UTF-8", "/告知笔录\n.回车\n.看\n",
		strlen("/告知笔录\n.回车\n.看\n"));
	ck_left(&play, 0);
	ck_has(&play.out, "2 告知地点*：第三法庭\n");
	ck_has(&play.out, "5 翻译人员：张译\n");
	end(&play);
}
END_TEST

START_TEST(bytes_that_are_no_text_stop_a_script)
{
	static const char script[] =
		"/告知委托辩护人\n.1\n第\xFF\xFE三\n第三\n";
	struct play play;

	run(&play, "UTF-8", script, strlen(script));
	ck_left(&play, 1);
	ck_has(&play.faults, "第3行有不是UTF-8的字");
	end(&play);
}
END_TEST

START_TEST(where_no_screen_can_be_it_stays_at_lines)
{
	static const char script[] = "320\n显示\n1\n230\nF3\nF3\n1\n";
	struct play play;

	run(&play, "UTF-8", script, strlen(script));
	ck_left(&play, 0);
	ck_has(&play.out, "画不了屏幕，还是逐行\n");
	ck_has(&play.out, "== 通知与指派");
	end(&play);
}
END_TEST

static struct vt *
spawn(enum vt_kind kind, const char *term)
{
	static const char *const env[] = { "LANG=C.UTF-8", "LC_ALL",
		"BIANHU_USER", "BIANHU_LEVEL", NULL };
	char store[] = "--store=court.db", user[] = "--user=clerk";
	char *encoding = arena_copy(&practice.arena,
		kind == VT_UTF8 ? "--encoding=UTF-8" : "--encoding=GB18030");
	struct vt *vt;

	vt = vt_spawn(24, 80, term, env,
		(char *[]){ program, store, user, encoding, NULL });
	vt_be(vt, kind);
	return vt;
}

#define ck_sees(vt, text)                                                      \
	ck_assert_msg(vt_wait_text(vt, text), "%s is not on:\n%s", text,       \
		vt_screen(vt))

/* Nothing is numbered that could not come out. */
START_TEST(a_script_has_no_printer_at_a_terminal)
{
	static const char script[] =
		"320\n.6\nF12\n210\n/权利告知单\n.回车\n6\n1\n";
	struct play play;

	run(&play, "UTF-8", script, strlen(script));
	ck_left(&play, 1);
	ck_has(&play.out, "现在打不了，选它看原因");
	ck_has(&play.faults, "这里没有终端，送不到它的打印机，没有打印");
	end(&play);
	run(&play, "UTF-8", "152\n", strlen("152\n"));
	ck_left(&play, 0);
	ck_lacks(&play.out, "权利告知单");
	end(&play);
}
END_TEST

/* A script is no terminal of its user. */
START_TEST(a_script_is_asked_nothing_of_other_terminals)
{
	struct vt *vt = spawn(VT_UTF8, "xterm");
	struct play play;

	ck_sees(vt, "今日 ·");
	run(&play, "UTF-8", job, strlen(job));
	ck_left(&play, 0);
	ck_lacks(&play.out, "还开着");
	end(&play);
	vt_send(vt, "<F2>");
	ck_sees(vt, "案件列表");
	vt_close(&vt, 0);
}
END_TEST

static const struct {
	enum vt_kind kind;
	const char *term;
} kinds[] = {
	{ VT_UTF8, "dumb" },
	{ VT_GB18030, "dumb" },
};

START_TEST(a_dumb_terminal_does_the_work)
{
	struct vt *vt = spawn(kinds[_i].kind, kinds[_i].term);

	vt_mark(vt);
	ck_sees(vt, "110>");
	vt_send(vt, "/告知委托辩护人<Enter>.1<Enter>");
	ck_sees(vt, "2 告知地点*：");
	/* A hanzi is taken back whole, its two columns with it. */
	vt_send(vt, "第三法厅<Backspace>庭<Enter>");
	ck_sees(vt, "2 告知地点*：第三法庭\n3 告知人 [书记员甲]：");
	vt_send(vt, "<Enter><Enter>99<C-u>李译<Enter>");
	ck_sees(vt, "5 翻译人员（? 列出）：李译\n");
	vt_send(vt, "1<Enter>2 没有翻译<Enter>.f12<Enter>");
	ck_sees(vt, "已离开，草稿已保留");
	vt_send(vt, "F3<Enter>");
	ck_sees(vt, "退出程序？");
	vt_send(vt, "1<Enter>");
	ck_assert_int_eq(vt_wait_exit(vt), 0);
	ck_assert(!vt_has_sent(vt, "\033"));
	ck_assert_uint_eq(vt_bad_bytes(vt), 0);
	vt_close(&vt, 0);
}
END_TEST

START_TEST(a_mistake_voids_what_was_typed_ahead)
{
	/* In one piece, as from a slow line: all of it is there already. */
	static const char ahead[] = "/没有这个人\r.1\r第三法庭\r";
	struct vt *vt = spawn(VT_UTF8, "dumb");

	ck_sees(vt, "110>");
	vt_send_bytes(vt, ahead, strlen(ahead));
	ck_sees(vt, "已丢弃预输入");
	vt_settle(vt, 100);
	ck_assert(strstr(vt_screen(vt), "告知地点") == NULL);
	vt_close(&vt, 0);
}
END_TEST

Suite *
suite_line_wire(void)
{
	Suite *suite = suite_create("line_wire");
	TCase *tcase = tcase_create("line_wire");

	tcase_add_unchecked_fixture(tcase, practice_make, NULL);
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, a_script_works_over_pipes);
	tcase_add_test(tcase, a_script_speaks_gb18030);
	tcase_add_test(tcase, a_script_stops_at_a_mistake);
	tcase_add_test(tcase, a_mistake_at_the_end_is_a_failure_too);
	tcase_add_test(tcase, the_end_of_a_script_is_a_dropped_line);
	tcase_add_test(tcase, bytes_that_are_no_text_stop_a_script);
	tcase_add_test(tcase, where_no_screen_can_be_it_stays_at_lines);
	tcase_add_test(tcase, a_script_has_no_printer_at_a_terminal);
	tcase_add_test(tcase, a_script_is_asked_nothing_of_other_terminals);
	tcase_add_loop_test(
		tcase, a_dumb_terminal_does_the_work, 0, ARRAY_LENGTH(kinds));
	tcase_add_test(tcase, a_mistake_voids_what_was_typed_ahead);
	suite_add_tcase(suite, tcase);
	return suite;
}
