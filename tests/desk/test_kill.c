/* SPDX-License-Identifier: MIT */
/*
 * 定稿 while the machine goes down: killed at every call that changes a file,
 * and with a disk that refuses. Each record is sealed with its chain whole, or
 * a draft that can be sealed; never half, never twice. Whether the engine's
 * own files survive is the store's test.
 */
#include "office.h"

#include "base/buf.h"
#include "base/file.h"
#include "desk/values_file.h"
#include "tests/support/killat.h"
#include "tests/support/scratch.h"

#include <check.h>
#include <errno.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

Suite *suite_kill(void);

static struct office office;
static int64_t matter;
/* The files as they were, so that every try makes the same calls. */
static struct {
	struct buf store;
	struct buf journal;
} before;

static void
set_up(void)
{
	office_open(&office);
	matter = office_case(&office, "（2026）测0101刑初1号");
}

static void
tear_down(void)
{
	buf_free(&before.store);
	buf_free(&before.journal);
	office_close(&office);
}

static const char *
journal_path(void)
{
	return scratch(arena_printf(&office.arena,
		"court.db.drafts/%lld.journal", (long long)office.clerk.user));
}

static void
remember(const char *path, struct buf *out)
{
	enum { MOST = 1 << 24 };

	buf_clear(out);
	ck_office(&office, file_read(path, MOST, out, &office.err));
}

static void
put_back(void)
{
	const char *journal = journal_path();

	office_leave(&office);
	ck_office(&office, file_write(scratch("court.db"), before.store.data,
				   before.store.length, &office.err));
	ck_office(&office, file_write(journal, before.journal.data,
				   before.journal.length, &office.err));
	office_return(&office);
}

/* What a sealing may do: make a matter and a party, take a 文号 and meet a
 * clock, supersede. */
static struct work
draft_case(void)
{
	return office_draft(&office, &office.clerk, "case-intake",
		(struct subject){ 0 },
		FIELDS("案号=（2026）测0101刑初2号", "收案日期=昨",
			"立案日期=今", "审级=一审", "程序=普通", "起诉=公诉",
			"承办人=法官乙", "姓名=李乙二", "强制措施=取保候审",
			"罪名=盗窃罪", "辩护人=无"));
}

static struct work
draft_slip(void)
{
	struct work work = office_draft(&office, &office.clerk, "advice-slip",
		(struct subject){ .party = matter }, FIELDS("告知时间=现在"));

	work_tick_items(&work);
	return work;
}

static struct work
draft_correction(void)
{
	struct work work = office_draft(&office, &office.clerk, "case-intake",
		(struct subject){ .supersedes = matter },
		FIELDS("罪名=诈骗罪"));

	ck_office(&office, work_keep_reason(&office.clerk, &work,
				   "罪名登记错了", &office.err));
	return work;
}

static const struct act {
	struct work (*draft)(void);
	const char *name;
} acts[] = {
	{ draft_case, "case-intake" },
	{ draft_slip, "advice-slip" },
	{ draft_correction, "correction" },
};

/* A draft that is ready, written to the files that stay. */
static int64_t
prepare(const struct act *act)
{
	struct work work = act->draft();
	const char *journal = journal_path();

	/* Ticked items are in the values only; a screen journals them. */
	for (size_t i = 0; i < work.values.count; i++)
		ck_office(&office,
			work_keep(&office.clerk, &work,
				work.values.items[i].name,
				work.values.items[i].text, &office.err));
	office_leave(&office);
	remember(scratch("court.db"), &before.store);
	remember(journal, &before.journal);
	office_return(&office);
	return work.id;
}

/* The draft as the journal has it, items and all. */
static struct work
resume(int64_t id)
{
	struct work work;

	ck_office(&office, work_resume(&office.clerk, &office.arena, id, &work,
				   &office.err));
	return work;
}

static int64_t
records(void)
{
	return office_number(&office, "SELECT COUNT(*) FROM record");
}

static bool
is_draft(int64_t id)
{
	struct work_line *lines;
	size_t count;

	ck_office(&office, work_list(&office.clerk, &office.arena, &lines,
				   &count, &office.err));
	for (size_t i = 0; i < count; i++)
		if (lines[i].id == id)
			return true;
	return false;
}

static void
ck_whole(const char *what, long n)
{
	office_check_whole(
		&office, arena_printf(&office.arena, "%s, call %ld", what, n));
	ck_assert_int_eq(office_number(&office,
				 "SELECT MAX(seq) - COUNT(*) FROM record"),
		0);
	/* 文号 without gap: as many as the counter says, each once. */
	ck_assert_int_eq(office_number(&office, "SELECT COALESCE(SUM(last), 0) "
						"FROM number_counter"),
		office_number(&office, "SELECT COUNT(DISTINCT number) "
				       "FROM record WHERE number <> ''"));
	ck_assert_int_eq(
		office_number(&office, "SELECT COUNT(DISTINCT number) - "
				       "COUNT(*) FROM record "
				       "WHERE number <> ''"),
		0);
	ck_assert_int_eq(office_number(&office,
				 "SELECT COUNT(*) FROM record r WHERE NOT "
				 "EXISTS (SELECT 1 FROM audit a WHERE "
				 "a.action = 'seal' AND a.subject = r.id)"),
		0);
}

/* Sealed, or a draft that seals now; said twice it stays one record. */
static void
ck_once(const struct work *work, const char *what, long n)
{
	enum { CASE = 1 }; /* of set_up */
	struct work draft = *work;
	bool was_sealed = records() == CASE + 1;
	int64_t first, again;

	ck_assert_msg(was_sealed || records() == CASE,
		"%s, call %ld: %lld records", what, n, (long long)records());
	ck_whole(what, n);
	if (is_draft(work->id))
		draft = resume(work->id);
	else
		ck_assert_msg(was_sealed, "%s, call %ld: draft lost", what, n);
	ck_office(&office, office_try(&office, &office.clerk, &draft, &first));
	ck_office(&office, office_try(&office, &office.clerk, &draft, &again));
	ck_assert_int_eq(first, again);
	ck_assert_int_eq(records(), CASE + 1);
	ck_assert(!is_draft(work->id));
	ck_whole(what, n);
}

_Noreturn static void
seal_until_killed(int64_t id, long n, enum killat_moment moment)
{
	struct work work;
	int64_t record;

	office_return(&office);
	work = resume(id);
	killat_die(n, moment);
	if (!office_try(&office, &office.clerk, &work, &record))
		_exit(3);
	killat_die(0, KILLAT_BEFORE);
	_exit(0);
}

static const enum killat_moment moments[] = { KILLAT_BEFORE, KILLAT_TORN };

/* The exit code of a desk that seals. */
static int
run_desk(int64_t id, long n, enum killat_moment moment)
{
	int status;
	pid_t pid;

	office_leave(&office);
	pid = fork();
	if (pid == 0)
		seal_until_killed(id, n, moment);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_msg(WIFEXITED(status), "call %ld: status %d", n, status);
	office_return(&office);
	return WEXITSTATUS(status);
}

START_TEST(killed_at_every_call)
{
	const struct act *act = &acts[_i / (int)ARRAY_LENGTH(moments)];
	enum killat_moment moment = moments[_i % (int)ARRAY_LENGTH(moments)];
	int64_t id = prepare(act);
	int code = KILLAT_EXIT;
	long sealed = 0, drafts = 0;

	for (long n = 1; code == KILLAT_EXIT; n++) {
		struct work work = resume(id);

		code = run_desk(id, n, moment);
		if (records() > 1)
			sealed++;
		else
			drafts++;
		ck_once(&work, act->name, n);
		put_back();
	}
	ck_assert_int_eq(code, 0);
	/* A draft up to the last page of the log, sealed from there on. */
	ck_assert_int_gt(drafts, 10);
	ck_assert_int_ge(sealed, 3);
}
END_TEST

static const struct disk_refusal {
	enum killat_kind kind;
	int error;
} disk_refusals[] = {
	{ KILLAT_WRITES, ENOSPC },
	{ KILLAT_WRITES, EIO },
	{ KILLAT_SYNCS, EIO },
	{ KILLAT_SYNCS, ENOSPC },
};

/* From the n-th call on the disk refuses. */
static bool
seal_refused(const struct disk_refusal *r, long n, struct work *work)
{
	int64_t record;
	bool done;

	killat_fail(r->kind, n, r->error);
	done = office_try(&office, &office.clerk, work, &record);
	killat_fail(r->kind, 0, 0);
	return done;
}

START_TEST(a_disk_that_refuses)
{
	const struct disk_refusal *r = &disk_refusals[_i];
	int64_t id = prepare(&acts[1]);
	bool is_done = false;
	long n;

	for (n = 1; !is_done; n++) {
		struct work work = resume(id);

		is_done = seal_refused(r, n, &work);
		if (!is_done) {
			ck_assert_int_eq(office.err.code, ERR_IO);
			ck_assert_msg(strstr(office.err.text, "磁盘") != NULL,
				"call %ld: %s", n, office.err.text);
			ck_assert(is_draft(id));
		}
		/* Somebody looked at the disk and said go. */
		unlink(scratch("court.db.halt"));
		office_leave(&office);
		office_return(&office);
		ck_once(&work, "refused", n);
		put_back();
	}
	ck_assert_int_gt(n, 3);
}
END_TEST

Suite *
suite_kill(void)
{
	Suite *suite = suite_create("kill");
	TCase *tcase = tcase_create("sealing");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 120);
	tcase_add_loop_test(tcase, killed_at_every_call, 0,
		(int)(ARRAY_LENGTH(acts) * ARRAY_LENGTH(moments)));
	tcase_add_loop_test(tcase, a_disk_that_refuses, 0,
		(int)ARRAY_LENGTH(disk_refusals));
	suite_add_tcase(suite, tcase);
	return suite;
}
