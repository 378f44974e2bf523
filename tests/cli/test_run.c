/* SPDX-License-Identifier: MIT */
/* Running the real program; and that it knows its own verbs. */
#include "run.h"

#include "base/file.h"
#include "tests/support/scratch.h"

#include <check.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

Suite *suite_run(void);

enum { OUT_BYTES = 8 << 20, WORDS_MOST = 64 };
enum { NOBODY = 65534 };

struct runner runner;

void
run_set_up(void)
{
	scratch_make();
	runner.program = getenv("BIANHU");
	ck_assert_msg(runner.program != NULL, "BIANHU is not set");
	runner.as_nobody = false;
	runner.input = NULL;
	unsetenv("BIANHU_USER");
	unsetenv("LC_ALL");
	setenv("HOME", scratch(""), 1);
	setenv("XDG_DATA_HOME", scratch("data"), 1);
	setenv("BIANHU_STORE", scratch("a.db"), 1);
}

void
run_tear_down(void)
{
	arena_clear(&runner.arena);
	scratch_remove();
}

static int
open_out(const char *path)
{
	return open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
}

static void
become(char **argv, int out, int error)
{
	int in = open(runner.input == NULL ? "/dev/null" : runner.input,
		O_RDONLY | O_CLOEXEC);

	if (dup2(in, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 ||
		dup2(error, STDERR_FILENO) < 0)
		_exit(126);
	if (runner.as_nobody && getuid() == 0 && setuid(NOBODY) != 0)
		_exit(126);
	execv(argv[0], argv);
	_exit(127);
}

const char *
run_text(const char *path)
{
	struct buf text = { 0 };
	const char *copy;

	ck_assert_msg(file_read(path, OUT_BYTES, &text, &runner.err), "%s",
		runner.err.text);
	copy = arena_copy_bytes(&runner.arena, buf_text(&text), text.length);
	buf_free(&text);
	return copy;
}

struct ran
run_to(const char *out_path, const char *const *words)
{
	char *argv[WORDS_MOST + 2] = { arena_copy(
		&runner.arena, runner.program) };
	int out = open_out(out_path), error = open_out(scratch("stderr"));
	struct ran ran = { .code = -1, .out = "" };
	int status;
	pid_t child;

	for (int i = 0; words[i] != NULL; i++) {
		ck_assert_int_lt(i, WORDS_MOST);
		argv[i + 1] = arena_copy(&runner.arena, words[i]);
	}
	child = fork();
	if (child == 0)
		become(argv, out, error);
	ck_assert_int_gt(child, 0);
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	close(out);
	close(error);
	if (WIFEXITED(status))
		ran.code = WEXITSTATUS(status);
	if (strcmp(out_path, "/dev/full") != 0)
		ran.out = run_text(out_path);
	ran.error = run_text(scratch("stderr"));
	return ran;
}

struct ran
run(const char *const *words)
{
	return run_to(scratch("stdout"), words);
}

const char *
run_id(struct ran ran)
{
	ck_ran(ran, 0);
	return arena_copy_bytes(
		&runner.arena, ran.out, strcspn(ran.out, "\n "));
}

void
run_make_court(void)
{
	ck_ran(RUN("init", "--court", "测试县人民法院", "--code", "测0102",
		       "--pilot"),
		0);
	setenv("BIANHU_USER", "clerk", 1);
}

const char *
run_make_case(void)
{
	const char *draft = run_id(RUN("record", "new", "case-intake",
		"案号=（2026）测0102刑初1号", "收案日期=今", "立案日期=今",
		"审级=一审", "程序=普通", "起诉=公诉", "承办人=法官乙",
		"姓名=张甲一", "强制措施=取保候审", "罪名=盗窃罪",
		"辩护人=无"));

	return run_id(RUN("record", "seal", draft));
}

const char *
run_advise(const char *party)
{
	const char *draft = run_id(RUN("record", "new", "advice-slip",
		"--party", party, "委托辩护人=是", "申请法律援助=是",
		"约见值班律师=是", "将通知指派=是"));

	return run_id(RUN("record", "seal", draft));
}

START_TEST(help_knows_every_verb)
{
	struct ran all = RUN("help");
	const char *at = all.out;

	while ((at = strstr(at, "\n  ")) != NULL && at[3] >= 'a') {
		const char *name = arena_copy_bytes(
			&runner.arena, at + 3, strcspn(at + 3, " "));

		ck_ran(RUN("help", name), 0);
		at += 3;
	}
}
END_TEST

Suite *
suite_run(void)
{
	Suite *suite = suite_create("run");
	TCase *tcase = tcase_create("verbs");

	tcase_add_checked_fixture(tcase, run_set_up, run_tear_down);
	tcase_add_test(tcase, help_knows_every_verb);
	suite_add_tcase(suite, tcase);
	return suite;
}
