/* SPDX-License-Identifier: MIT */
/*
 * A scripted form, from its first field to the paper that was signed, killed
 * or hung up at a random moment, over and over. Whatever the screen had moved
 * on from is there afterwards; no record is half-written. ROUNDS=n and SEED=n
 * in the environment: the gate does a few, `make soak` 300.
 */
#include "cut.h"

#include "desk/derive.h"
#include "desk/record.h"
#include "tests/base/random.h"

#include <poll.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

Suite *suite_rounds(void);

enum { ROUNDS_FEW = 10, LATEST = 40000 /* microseconds */ };

/* One step: what is typed, and what is seen when it has been taken: another
 * field under the cursor, or a text. The field that was left has its value. */
static const struct step {
	const char *keys;
	const char *focus;
	const char *shows;
	const char *field;
	const char *value;
} steps[] = {
	{ "第三法庭<Tab>", "告知人", NULL, "告知地点", "第三法庭" },
	{ "<Tab>", "记录人", NULL, NULL, NULL },
	{ "<C-u>李乙二<Tab>", "翻译人员", NULL, "记录人", "李乙二" },
	{ "王丙三<Tab>", "你有权随时", NULL, "临时翻译", "王丙三" },
	{ "1", "因经济困难", NULL, "委托辩护人", "是" },
	{ "1", "没有委托辩护人、", NULL, "申请法律援助", "是" },
	{ "1", "你属于应当通知", NULL, "约见值班律师", "是" },
	{ "1", "是否听清", NULL, "将通知指派", "是" },
	{ "1", "是否委托辩护人", NULL, "听清", "是" },
	{ "4<Enter>", "是否申请", NULL, "委托意愿", "暂不委托" },
	{ "1", "是否要求约见", NULL, "申请援助", "是" },
	{ "1", "是否同意指派", NULL, "约见", "是" },
	{ "1<Enter>", "本人的答复", NULL, "同意指派", "同意" },
	{ "我听清楚了，同意法院通知法律援助。<Tab>", "确认", NULL, "答复",
		"我听清楚了，同意法院通知法律援助。" },
	{ "<F10>", NULL, "定稿 ·", NULL, NULL },
	{ "1", NULL, "已定稿", NULL, NULL },
	{ "6", NULL, "打印好了吗", NULL, NULL },
	{ "1", NULL, "第1份好", NULL, NULL },
	{ "7", NULL, "填写 · 签署情况", NULL, NULL },
	{ "1<F10>", NULL, "定稿 ·", NULL, NULL },
	{ "1", NULL, "《签署情况》已定稿", NULL, NULL },
};
/* The steps that seal; before SEALED_AT - 1 the form is what one is in. */
enum { STEPS = (int)ARRAY_LENGTH(steps), SEALED_AT = 15, SIGNED_AT = 20 };

struct tally {
	int killed, hung_up; /* while the script went on */
	int ran_out;	     /* it was through before */
	int64_t fields;	     /* looked for afterwards, and there */
	int drafts, records, signings;
};
static struct tally tally;

static int
number_from(const char *word, int otherwise)
{
	const char *text = getenv(word);

	return text == NULL ? otherwise : (int)strtol(text, NULL, 10);
}

/* Strikes after so long, from outside: at no moment that the script knows. */
static pid_t
strike_after(pid_t victim, int signal, int64_t microseconds)
{
	pid_t pid = fork();
	const struct timespec pause = { microseconds / 1000000,
		microseconds % 1000000 * 1000 };

	if (pid != 0)
		return pid;
	nanosleep(&pause, NULL);
	kill(victim, signal);
	_exit(0);
}

/* False if the program was gone before. */
static bool
is_taken(struct vt *vt, const struct step *step)
{
	if (step->shows != NULL)
		return vt_wait_text(vt, step->shows);
	for (int i = 0; i < 20000; i++) {
		if (strstr(cursor_row(vt), step->focus) != NULL)
			return true;
		if (has_ended(vt))
			return false;
		vt_settle(vt, 1);
	}
	ck_abort_msg("%s has no cursor:\n%s", step->focus, vt_screen(vt));
	return false;
}

/* At which step it is struck, and how long after its first key. */
struct strike {
	int step; /* -1: never */
	int signal;
	int64_t microseconds;
	pid_t striker;
};

/* How many steps were seen to be taken. */
static int
play(struct vt *vt, struct strike *strike)
{
	for (int i = 0; i < STEPS; i++) {
		if (i == strike->step)
			strike->striker = strike_after(vt_pid(vt),
				strike->signal, strike->microseconds);
		vt_send(vt, steps[i].keys);
		if (!is_taken(vt, &steps[i]))
			return i;
	}
	return STEPS;
}

static void
check_values(const struct values *values, int taken)
{
	for (int i = 0; i < taken && i < SEALED_AT; i++) {
		if (steps[i].field == NULL)
			continue;
		ck_assert_msg(strcmp(values_get(values, steps[i].field),
				      steps[i].value) == 0,
			"%s is %s after %d steps", steps[i].field,
			values_get(values, steps[i].field), taken);
		tally.fields++;
	}
}

static int64_t
record_of(const char *form_id)
{
	return practice_number(&practice,
		arena_printf(&practice.arena,
			"SELECT max(id) FROM record WHERE form = '%s'",
			form_id));
}

static struct work
only_draft(struct desk *desk, const char *form_name, size_t *count)
{
	struct work_line *lines;
	struct work work = { 0 };

	*count = 0;
	ck_practice(&practice,
		work_list(desk, &practice.arena, &lines, count, &practice.err));
	ck_assert_uint_le(*count, 1);
	if (*count == 0)
		return work;
	ck_practice(&practice, work_resume(desk, &practice.arena, lines[0].id,
				       &work, &practice.err));
	if (strcmp(work.form->id, form_name) != 0)
		*count = 0;
	return work;
}

/* Either a draft or a record of the form, whole. */
static void
check_paper(struct desk *desk, int64_t before, int taken)
{
	int64_t record = record_of("advice-record");
	struct record sealed;
	struct work work;
	size_t count;

	work = only_draft(desk, "advice-record", &count);
	if (taken > SEALED_AT)
		ck_assert_int_ne(record, before);
	if (record == before) {
		/* Not even begun, where the first step was not taken. */
		ck_assert(count == 1 || taken == 0);
		if (count == 1)
			check_values(&work.values, taken);
		tally.drafts += (int)count;
		return;
	}
	ck_assert_int_ge(taken, SEALED_AT);
	ck_practice(&practice, record_read(desk, &practice.arena, record,
				       &sealed, &practice.err));
	check_values(&sealed.values, SEALED_AT);
	tally.records++;
}

static void
check_signing(struct desk *desk, int64_t before, int taken)
{
	int64_t record = record_of("signing");
	size_t count;

	(void)only_draft(desk, "signing", &count);
	if (taken > SIGNED_AT)
		ck_assert_int_ne(record, before);
	tally.signings += record != before ? 1 : 0;
	ck_assert(record == before || taken >= SIGNED_AT);
}

/* What `bianhu verify` and `derive --check` look at. */
static void
check_whole(struct desk *desk)
{
	struct derive_report derived;
	struct chain_report *chains;
	size_t count;

	ck_practice(&practice, store_verify(practice.store, &practice.err));
	ck_practice(&practice, chain_verify(desk, &practice.arena, &chains,
				       &count, &practice.err));
	for (size_t i = 0; i < count; i++)
		ck_assert_msg(chains[i].fault == NULL, "%s", chains[i].fault);
	ck_practice(&practice,
		derive_all(desk, DERIVE_CHECK, &derived, &practice.err));
	ck_assert_int_eq(derived.differences, 0);
}

/* The next login: at home, and where it was cut off in a form, in it. */
static void
check_login(int taken)
{
	struct vt *vt = at_home();

	if (taken > 0 && taken < SEALED_AT - 1) {
		ck_sees(vt, cut_off);
		vt_send(vt, "<Enter>");
		ck_sees(vt, form);
	}
	vt_close(&vt, SIGKILL);
}

static struct strike
any_strike(uint64_t *random)
{
	return (struct strike){
		.step = (int)(random_next(random) % STEPS),
		.signal = random_next(random) % 4 > 0 ? SIGKILL : SIGHUP,
		.microseconds = random_next(random) % LATEST,
	};
}

static void
count_strike(const struct strike *strike, int taken)
{
	if (taken == STEPS)
		tally.ran_out++;
	else if (strike->signal == SIGKILL)
		tally.killed++;
	else
		tally.hung_up++;
}

static void
round_of(uint64_t *random)
{
	struct strike strike = any_strike(random);
	struct desk desk = { 0 };
	struct vt *vt;
	int64_t advice, signing;
	int taken;

	practice_open(&practice);
	advice = record_of("advice-record");
	signing = record_of("signing");
	vt = in_form();
	taken = play(vt, &strike);
	waitpid(strike.striker, NULL, 0);
	(void)vt_wait_exit(vt);
	vt_close(&vt, 0);
	count_strike(&strike, taken);
	ck_practice(&practice, desk_open(practice.store, practice.library,
				       "clerk", &desk, &practice.err));
	check_paper(&desk, advice, taken);
	check_signing(&desk, signing, taken);
	check_whole(&desk);
	desk_close(&desk);
	check_login(taken);
	practice_close(&practice);
}

START_TEST(what_was_left_is_there_whenever_it_is_killed)
{
	int rounds = number_from("ROUNDS", ROUNDS_FEW);
	int seed = number_from("SEED", (int)(time(NULL) % 1000000));
	uint64_t random = (uint64_t)seed;

	ck_assert_ptr_nonnull(realpath(
		getenv("BIANHU") == NULL ? "" : getenv("BIANHU"), program));
	printf("SEED=%d\n", seed);
	(void)fflush(stdout);
	for (int i = 0; i < rounds; i++)
		round_of(&random);
	printf("%d rounds: %d killed, %d hung up, %d after the end; "
	       "%lld fields left were there; %d drafts, %d records, "
	       "%d signings, none half-written\n",
		rounds, tally.killed, tally.hung_up, tally.ran_out,
		(long long)tally.fields, tally.drafts, tally.records,
		tally.signings);
}
END_TEST

Suite *
suite_rounds(void)
{
	Suite *suite = suite_create("rounds");
	TCase *rounds = tcase_create("rounds");

	tcase_add_unchecked_fixture(rounds, practice_make, NULL);
	tcase_set_timeout(rounds, 0);
	tcase_add_test(rounds, what_was_left_is_there_whenever_it_is_killed);
	suite_add_tcase(suite, rounds);
	return suite;
}
