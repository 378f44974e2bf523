/* SPDX-License-Identifier: MIT */
/*
 * The real program, from its command line: the main job, exit codes, bad
 * input, bad places. BIANHU names the program.
 */
#include "base/arena.h"
#include "base/file.h"
#include "base/utf8.h"
#include "tests/support/scratch.h"

#include <check.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

Suite *suite_cli(void);

enum { OUT_BYTES = 8 << 20, PROGRAM_BYTES = 256 << 20, WORDS_MOST = 64 };
enum { NOBODY = 65534 };

static struct arena arena;
static struct err err;
static const char *program;
static bool as_nobody;

/* What one run said. */
struct ran {
	int code; /* -1: it did not end by itself */
	const char *out;
	const char *error;
};

static void
set_up(void)
{
	scratch_make();
	program = getenv("BIANHU");
	ck_assert_msg(program != NULL, "BIANHU is not set");
	as_nobody = false;
	unsetenv("BIANHU_USER");
	unsetenv("LC_ALL");
	setenv("HOME", scratch(""), 1);
	setenv("XDG_DATA_HOME", scratch("data"), 1);
	setenv("BIANHU_STORE", scratch("a.db"), 1);
}

static void
tear_down(void)
{
	arena_clear(&arena);
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
	int none = open("/dev/null", O_RDONLY | O_CLOEXEC);

	if (dup2(none, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 ||
		dup2(error, STDERR_FILENO) < 0)
		_exit(126);
	if (as_nobody && getuid() == 0 && setuid(NOBODY) != 0)
		_exit(126);
	execv(argv[0], argv);
	_exit(127);
}

static const char *
text_of(const char *path)
{
	struct buf text = { 0 };
	const char *copy;

	ck_assert_msg(file_read(path, OUT_BYTES, &text, &err), "%s", err.text);
	copy = arena_copy_bytes(&arena, buf_text(&text), text.length);
	buf_free(&text);
	return copy;
}

static struct ran
run_to(const char *out_path, const char *const *words)
{
	char *argv[WORDS_MOST + 2] = { arena_copy(&arena, program) };
	int out = open_out(out_path), error = open_out(scratch("stderr"));
	struct ran ran = { .code = -1, .out = "" };
	int status;
	pid_t child;

	for (int i = 0; words[i] != NULL; i++) {
		ck_assert_int_lt(i, WORDS_MOST);
		argv[i + 1] = arena_copy(&arena, words[i]);
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
		ran.out = text_of(out_path);
	ran.error = text_of(scratch("stderr"));
	return ran;
}

static struct ran
run(const char *const *words)
{
	return run_to(scratch("stdout"), words);
}

#define RUN(...) run((const char *const[]){ __VA_ARGS__, NULL })

#define ck_ran(ran, wanted)                                                    \
	ck_assert_msg((ran).code == (wanted), "%d: %s%s", (ran).code,          \
		(ran).out, (ran).error)

/* The first word of what was printed: an id. */
static const char *
id_of(struct ran ran)
{
	ck_ran(ran, 0);
	return arena_copy_bytes(&arena, ran.out, strcspn(ran.out, "\n "));
}

static void
make_court(void)
{
	ck_ran(RUN("init", "--court", "测试县人民法院", "--code", "测0102",
		       "--pilot"),
		0);
	setenv("BIANHU_USER", "clerk", 1);
}

static const char *
make_case(void)
{
	const char *draft = id_of(RUN("record", "new", "case-intake",
		"案号=（2026）测0102刑初1号", "收案日期=今", "立案日期=今",
		"审级=一审", "程序=普通", "起诉=公诉", "承办人=法官乙",
		"姓名=张甲一", "强制措施=取保候审", "罪名=盗窃罪",
		"辩护人=无"));

	return id_of(RUN("record", "seal", draft));
}

static const char *
advise(const char *party)
{
	const char *draft = id_of(RUN("record", "new", "advice-slip", "--party",
		party, "委托辩护人=是", "申请法律援助=是", "约见值班律师=是",
		"将通知指派=是"));

	return id_of(RUN("record", "seal", draft));
}

/* From intake to advised, sealed, printed, the clock met. */
START_TEST(main_job)
{
	const char *party, *record;
	struct ran ran;

	make_court();
	party = make_case();
	ran = RUN("due");
	ck_ran(ran, 0);
	ck_assert_ptr_nonnull(strstr(ran.out, "张甲一"));
	ck_assert_ptr_nonnull(strstr(ran.out, "剩"));
	record = advise(party);
	ran = RUN("due");
	ck_ran(ran, 0);
	ck_assert_str_eq(ran.out, "");
	ran = RUN("case", "show", party);
	ck_assert_ptr_nonnull(strstr(ran.out, "按期办结"));
	ran = RUN("print", record, "--stdout");
	ck_ran(ran, 0);
	ck_assert_ptr_nonnull(strstr(ran.out, "权利告知单"));
	ck_assert_ptr_nonnull(strstr(ran.out, "第1份"));
	ran = RUN("verify");
	ck_ran(ran, 0);
	ck_assert_ptr_nonnull(strstr(ran.out, "2份文书，链完整"));
	ck_ran(RUN("derive", "--check"), 0);
}
END_TEST

START_TEST(paper_and_its_signing)
{
	const char *record, *draft;
	struct ran ran;

	make_court();
	record = advise(make_case());
	ran = RUN("print", record);
	ck_ran(ran, 0);
	ck_assert_ptr_nonnull(strstr(ran.out, "第1份"));
	draft = id_of(RUN("record", "new", "signing", "--about", record,
		"签署=拒绝签署", "拒签理由=未说明理由", "证明方式=录音录像"));
	/* Neither witness nor recording: it cannot be sealed. */
	ran = RUN("record", "seal", draft);
	ck_ran(ran, 1);
	ck_assert_ptr_nonnull(strstr(ran.error, "录像编号"));
	ran = RUN("record", "drafts");
	ck_assert_ptr_nonnull(strstr(ran.out, draft));
	ck_ran(RUN("record", "drop", draft), 0);
	ck_assert_str_eq(RUN("record", "drafts").out, "");
	draft = id_of(RUN("record", "new", "signing", "--about", record,
		"签署=签名捺印"));
	ck_ran(RUN("record", "seal", draft), 0);
	ck_assert_ptr_nonnull(
		strstr(RUN("record", "show", record).out, "签署：签名捺印"));
}
END_TEST

START_TEST(a_correction)
{
	const char *first, *draft, *second;
	struct ran ran;

	make_court();
	first = make_case();
	draft = id_of(RUN("record", "new", "case-intake", "--supersedes", first,
		"--reason", "罪名登记错了", "罪名=诈骗罪"));
	second = id_of(RUN("record", "seal", draft));
	ran = RUN("record", "show", first);
	ck_assert_ptr_nonnull(strstr(ran.out, second));
	ck_assert_ptr_nonnull(strstr(RUN("case", "list").out, "诈骗罪"));
	ck_ran(RUN("record", "new", "case-intake", "--supersedes", first), 5);
}
END_TEST

/* The practice store is there in one go; one of its parties says why. */
START_TEST(sample)
{
	struct ran ran = RUN("init", "--sample");
	const char *party;

	ck_ran(ran, 0);
	ran = RUN("due", "--user=clerk");
	ck_ran(ran, 0);
	ck_assert_ptr_nonnull(strstr(ran.out, "逾期"));
	party = strrchr(arena_copy_bytes(
				&arena, ran.out, strcspn(ran.out, "\n")),
			' ') +
		1;
	ran = RUN("why", party, "--user", "clerk");
	ck_ran(ran, 0);
	ck_assert_ptr_nonnull(strstr(ran.out, "起算日不计"));
	ck_assert_ptr_nonnull(strstr(ran.out, "刑事诉讼法第三十四条第二款"));
	ck_ran(RUN("party", "show", party, "--user", "agency"), 0);
	ck_ran(RUN("verify"), 0);
	ck_ran(RUN("derive", "--check"), 0);
	/* Nothing had been entered by then. */
	ran = RUN("--user", "clerk", "due", "--as-of", "2000-01-01");
	ck_ran(ran, 0);
	ck_assert_str_eq(ran.out, "");
}
END_TEST

START_TEST(why_of_a_file)
{
	static const char facts[] =
		"[事实]\n日期: 2026-11-20\n程序段.审级: 一审\n"
		"程序段.程序: 普通\n程序段.试点: 是\n当事人.辩护人: 无\n\n"
		"[事件 登记.受理]\n日期: 2026-11-20\n\n"
		"[事件 告知.完成]\n日期: 2026-11-24\n";
	struct ran ran;

	ck_assert(file_write(scratch("x.case"), facts, strlen(facts), &err));
	ran = RUN("why", scratch("x.case"));
	ck_ran(ran, 0);
	ck_assert_ptr_nonnull(strstr(ran.out, "届满：2026-11-23"));
	ck_assert_ptr_nonnull(strstr(ran.out, "逾期办结"));
	ran = RUN("why", scratch("x.case"), "--as-of", "2026-11-23");
	ck_ran(ran, 0);
	ck_assert_ptr_nonnull(strstr(ran.out, "今天到期"));
}
END_TEST

/* clang-format off */
static const struct {
	int code;
	const char *words[8];
} codes[] = {
	{ 0, { "version" } },
	{ 0, { "help" } },
	{ 0, { "form", "list" } },
	{ 0, { "form", "show", "advice-slip" } },
	{ 0, { "law", "list" } },
	{ 0, { "law", "facts" } },
	{ 0, { "due", "--user", "clerk" } },
	{ 0, { "--user", "clerk", "case", "list" } },
	{ 1, { "due", "--user", "clerk", "--as-of", "soon" } },
	{ 1, { "case", "show", "x", "--user", "clerk" } },
	{ 1, { "--user", "clerk", "record", "new", "hearing" } },
	{ 1, { "--user", "clerk", "record", "new", "case-intake", "没有=1" } },
	{ 1, { "--user", "clerk", "record", "new", "case-intake", "姓名" } },
	{ 1, { "due" } }, /* who? */
	{ 2, { NULL } }, /* no terminal */
	{ 2, { "nothing" } },
	{ 2, { "due", "more" } },
	{ 2, { "due", "--store" } },
	{ 2, { "version", "--as-of", "2026-01-01" } },
	{ 2, { "case", "list", "--user", "clerk", "--as-of", "2026-01-01" } },
	{ 2, { "record", "seal", "--user", "clerk" } },
	{ 2, { "init" } },
	{ 2, { "init", "--sample", "--court", "甲" } },
	{ 2, { "derive", "--check", "--repair" } },
	{ 2, { "--level", "loud", "version" } },
	{ 2, { "due", "\xff" } },
	{ 4, { "due", "--user", "nobody" } },
	{ 4, { "case", "show", "5", "--user", "clerk" } },
	{ 4, { "record", "show", "5", "--user", "clerk" } },
	{ 4, { "record", "seal", "5", "--user", "clerk" } },
	{ 4, { "form", "show", "nothing" } },
	{ 4, { "form", "check", "/nowhere" } },
	{ 4, { "--user", "clerk", "record", "new", "nothing" } },
	{ 5, { "init", "--sample" } },
};
/* clang-format on */

START_TEST(exit_codes)
{
	struct ran ran;

	make_court();
	unsetenv("BIANHU_USER");
	for (size_t i = 0; i < ARRAY_LENGTH(codes); i++) {
		ran = run(codes[i].words);
		ck_assert_msg(ran.code == codes[i].code,
			"row %zu: %d, not %d: %s%s", i, ran.code, codes[i].code,
			ran.out, ran.error);
		ck_assert_msg(ran.code != 0 || ran.error[0] == '\0',
			"row %zu: %s", i, ran.error);
		ck_assert_msg(ran.out[0] != '\0' || ran.error[0] != '\0' ||
				      ran.code == 0,
			"row %zu says nothing", i);
	}
	/* None of them left anything. */
	setenv("BIANHU_USER", "clerk", 1);
	ck_assert_str_eq(RUN("record", "drafts").out, "");
}
END_TEST

START_TEST(no_right_is_three)
{
	const char *party;

	make_court();
	party = make_case();
	ck_ran(RUN("record", "new", "notify-decision", "--party", party), 3);
	ck_ran(RUN("record", "new", "notify-decision", "--party", party,
		       "--user", "judge"),
		0);
}
END_TEST

START_TEST(help_knows_every_verb)
{
	struct ran all = RUN("help");
	const char *at = all.out;

	while ((at = strstr(at, "\n  ")) != NULL && at[3] >= 'a') {
		const char *name =
			arena_copy_bytes(&arena, at + 3, strcspn(at + 3, " "));

		ck_ran(RUN("help", name), 0);
		at += 3;
	}
}
END_TEST

static bool
is_clean(const char *text)
{
	return utf8_check(text, strlen(text), UTF8_LINES) == UTF8_FINE;
}

/* clang-format off */
static const char *const hostile[] = {
	"姓名=\x1b[2J张",
	"姓名=张\x07",
	"姓名=张\xc2\x9b" "31m",
	"姓名=张\xe2\x80\xae" "甲",
	"\x1b[31m=甲",
	"程序=\x1b]0;x\x07",
	"立案日期=\x1b",
};
/* clang-format on */

START_TEST(hostile_values_go_nowhere)
{
	make_court();
	for (size_t i = 0; i < ARRAY_LENGTH(hostile); i++) {
		struct ran ran =
			RUN("record", "new", "case-intake", hostile[i]);

		ck_assert_msg(ran.code == 1, "row %zu: %d", i, ran.code);
		ck_assert_msg(is_clean(ran.error), "row %zu: %s", i, ran.error);
	}
	ck_assert_str_eq(RUN("record", "drafts").out, "");
}
END_TEST

START_TEST(hostile_files_and_names)
{
	static const char form[] = "[表单]\n编号: \x1b[31m\n\xff\n";
	static const char values[] = "[值]\n姓名: \x1b[2J\n\xfe: 1\n";
	const char *path = arena_copy(&arena, scratch("\x1b[31m.form"));
	struct ran ran;

	make_court();
	ck_assert(file_write(path, form, strlen(form), &err));
	ran = RUN("form", "check", path);
	ck_ran(ran, 1);
	ck_assert(is_clean(ran.error));
	ck_assert(
		file_write(scratch("x.values"), values, strlen(values), &err));
	ran = RUN("record", "new", "case-intake", "--values",
		scratch("x.values"));
	ck_ran(ran, 1);
	ck_assert(is_clean(ran.error));
	ran = RUN("case", "list", "--store", "/\x1b[31m/x");
	ck_assert_int_ne(ran.code, 0);
	ck_assert(is_clean(ran.error));
	ran = RUN("\x1b[31m");
	ck_ran(ran, 2);
	ck_assert(is_clean(ran.error));
}
END_TEST

static void
tamper(const char *sql)
{
	sqlite3 *db;
	char *why = NULL;

	ck_assert_int_eq(sqlite3_open(scratch("a.db"), &db), SQLITE_OK);
	ck_assert_msg(sqlite3_exec(db, sql, NULL, NULL, &why) == SQLITE_OK,
		"%s", why);
	sqlite3_close(db);
}

/* However it came into the store, it does not reach the terminal. */
START_TEST(hostile_bytes_from_the_store)
{
	struct ran ran;

	make_court();
	make_case();
	tamper("UPDATE party SET name = char(27) || '[2J' || x'ff'");
	ran = RUN("due");
	ck_assert_int_eq(ran.code, 0);
	ck_assert_msg(is_clean(ran.out), "%s", ran.out);
	ran = RUN("derive", "--check");
	ck_ran(ran, 1);
	ck_ran(RUN("derive", "--repair"), 0);
	ck_assert_ptr_nonnull(strstr(RUN("due").out, "张甲一"));
}
END_TEST

START_TEST(the_locale_does_not_matter)
{
	static const char *const locales[] = { "C", "POSIX", "zh_CN.GB18030",
		"nowhere" };
	const char *wanted;

	make_court();
	make_case();
	wanted = RUN("due").out;
	for (size_t i = 0; i < ARRAY_LENGTH(locales); i++) {
		setenv("LC_ALL", locales[i], 1);
		ck_assert_str_eq(RUN("due").out, wanted);
	}
}
END_TEST

START_TEST(damaged_and_foreign_stores)
{
	static const char other[] = "不是库\n";
	const char *path = arena_copy(&arena, scratch("other.db"));
	struct ran ran;

	make_court();
	make_case();
	ck_assert(file_write(path, other, strlen(other), &err));
	ran = RUN("due", "--store", path);
	ck_ran(ran, 8);
	ck_assert_str_eq(text_of(path), other);
	ran = RUN("due", "--store", scratch("none.db"));
	ck_ran(ran, 4);
	ck_assert_int_ne(access(scratch("none.db"), F_OK), 0);
	tamper("INSERT INTO migration (no, name, hash, at) "
	       "VALUES (9999, 'later', 'x', 0)");
	ran = RUN("due");
	ck_ran(ran, 8);
	ck_ran(RUN("record", "new", "case-intake", "姓名=李乙二"), 8);
	tamper("DELETE FROM migration WHERE no = 9999");
	ck_ran(RUN("due"), 0);
}
END_TEST

/* Bytes in the middle of the file are not what they were. */
START_TEST(corrupt_store)
{
	struct buf bytes = { 0 };
	struct ran ran;

	make_court();
	make_case();
	tamper("PRAGMA wal_checkpoint(TRUNCATE)");
	ck_assert(file_read(scratch("a.db"), OUT_BYTES, &bytes, &err));
	for (size_t i = 4096; i < bytes.length; i++)
		bytes.data[i] = (char)(bytes.data[i] ^ 0x55);
	ck_assert(file_write(
		scratch("a.db"), buf_text(&bytes), bytes.length, &err));
	buf_free(&bytes);
	ran = RUN("verify");
	ck_ran(ran, 8);
	ran = RUN("due");
	ck_assert_int_ne(ran.code, 0);
	ck_assert_str_ne(ran.error, "");
}
END_TEST

START_TEST(tampered_chain_is_told)
{
	struct ran ran;

	make_court();
	make_case();
	tamper("DROP TRIGGER record_payload_no_update;"
	       "UPDATE record_payload SET bytes = "
	       "replace(bytes, '盗窃罪', '抢劫罪')");
	ran = RUN("verify");
	ck_ran(ran, 8);
	ck_assert_ptr_nonnull(strstr(ran.out, "不完整"));
}
END_TEST

/* As a user without rights: root could write anywhere. */
static void
copy_program(void)
{
	struct buf bytes = { 0 };

	ck_assert_msg(file_read(program, PROGRAM_BYTES, &bytes, &err), "%s",
		err.text);
	ck_assert(file_write(
		scratch("bianhu"), buf_text(&bytes), bytes.length, &err));
	buf_free(&bytes);
	ck_assert_int_eq(chmod(scratch("bianhu"), 0755), 0);
	program = arena_copy(&arena, scratch("bianhu"));
}

START_TEST(a_folder_that_may_not_be_written)
{
	struct ran ran;

	make_court();
	make_case();
	copy_program();
	tamper("PRAGMA wal_checkpoint(TRUNCATE)");
	ck_assert_int_eq(chmod(scratch("a.db"), 0444), 0);
	ck_assert_int_eq(chmod(scratch(""), 0555), 0);
	as_nobody = true;
	ran = RUN("init", "--sample", "--store", scratch("b.db"));
	ck_ran(ran, 7);
	ran = RUN("record", "new", "case-intake", "姓名=李乙二");
	ck_assert_int_ne(ran.code, 0);
	ck_assert_str_ne(ran.error, "");
	as_nobody = false;
	ck_assert_int_eq(chmod(scratch(""), 0700), 0);
	ck_assert_int_eq(chmod(scratch("a.db"), 0600), 0);
	ck_ran(RUN("verify"), 0);
}
END_TEST

START_TEST(a_full_disk_under_the_output)
{
	static const char *const words[] = { "form", "list", NULL };
	struct ran ran = run_to("/dev/full", words);

	ck_ran(ran, 7);
	ck_assert_str_ne(ran.error, "");
}
END_TEST

/* Without a name the store lies where the user's data lies, and is his. */
START_TEST(the_default_place)
{
	struct stat info;

	unsetenv("BIANHU_STORE");
	ck_ran(RUN("due", "--user", "clerk"), 4);
	ck_ran(RUN("init", "--court", "测试县人民法院", "--code", "测0102"), 0);
	ck_assert_int_eq(stat(scratch("data/bianhu/bianhu.db"), &info), 0);
	ck_assert_int_eq(info.st_mode & 077, 0);
	ck_ran(RUN("due", "--user", "clerk"), 0);
}
END_TEST

START_TEST(form_check_of_the_tree)
{
	const char *top = getenv("TEST_TOP");
	const char *forms =
		arena_printf(&arena, "%s/forms", top == NULL ? "." : top);
	static const char bad[] =
		"[表单]\n编号: x\n名称: 甲\n种类: 登记\n"
		"版本: 1\n对象: 当事人\n事件: 甲.乙 于 丙 对 丁\n";
	struct ran ran = RUN("form", "check", forms);

	ck_ran(ran, 0);
	ck_assert(file_write(scratch("x.form"), bad, strlen(bad), &err));
	ran = RUN("form", "check", scratch("x.form"));
	ck_ran(ran, 1);
	ck_assert_ptr_nonnull(strstr(ran.error, "x.form:7"));
}
END_TEST

Suite *
suite_cli(void)
{
	Suite *suite = suite_create("cli");
	TCase *tcase = tcase_create("program");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, main_job);
	tcase_add_test(tcase, paper_and_its_signing);
	tcase_add_test(tcase, a_correction);
	tcase_add_test(tcase, sample);
	tcase_add_test(tcase, why_of_a_file);
	tcase_add_test(tcase, exit_codes);
	tcase_add_test(tcase, no_right_is_three);
	tcase_add_test(tcase, help_knows_every_verb);
	tcase_add_test(tcase, hostile_values_go_nowhere);
	tcase_add_test(tcase, hostile_files_and_names);
	tcase_add_test(tcase, hostile_bytes_from_the_store);
	tcase_add_test(tcase, the_locale_does_not_matter);
	tcase_add_test(tcase, damaged_and_foreign_stores);
	tcase_add_test(tcase, corrupt_store);
	tcase_add_test(tcase, tampered_chain_is_told);
	tcase_add_test(tcase, a_folder_that_may_not_be_written);
	tcase_add_test(tcase, a_full_disk_under_the_output);
	tcase_add_test(tcase, the_default_place);
	tcase_add_test(tcase, form_check_of_the_tree);
	suite_add_tcase(suite, tcase);
	return suite;
}
