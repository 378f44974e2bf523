/* SPDX-License-Identifier: MIT */
/*
 * bench STORE CSV PROGRAM: imports the cases into a new store (CSV is -: the
 * store is there from the last time), then measures
 * what a person at a desk waits for, on the real screens without a terminal:
 * from the key to the settled frame. The same query run bare on the engine
 * stands beside it. Prints a table; fails if a bar is missed.
 */
#include "base/clock.h"
#include "desk/begin.h"
#include "desk/derive.h"
#include "desk/import.h"
#include "desk/session.h"
#include "screens/screens.h"

#include <poll.h>
#include <pty.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	TIMES = 300,
	WORDS = 5,
	BAR_MS = 20,
	GO_LIVE_DAYS = 90,
	SILENT_MS = 10000
};

/* What only a row of a clock has: 逾期3天, 剩2天, and the next column. */
static const char clock_row[] = "天  ";

struct bench {
	struct arena arena;
	struct library *library;
	struct store *store;
	struct desk desk;
	struct app *app;
	sqlite3 *bare;
	const char *path;
	const char *program;
	double *started; /* shared with the program's process until its exec */
	struct err err;
	double samples[TIMES];
	size_t count;
	bool has_missed;
};

/* Nobody is left to be told of a failed line. */
static bool
tell(FILE *to, const char *text)
{
	return fputs(text, to) >= 0 && fflush(to) == 0;
}

static void
must(struct bench *b, bool done, const char *what)
{
	if (done)
		return;
	tell(stderr,
		arena_printf(&b->arena, "bench: %s: %s\n", what, b->err.text));
	exit(1);
}

static double
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int
compare_doubles(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static double
at_share(struct bench *b, int percent)
{
	qsort(b->samples, b->count, sizeof b->samples[0], compare_doubles);
	return b->samples[(b->count - 1) * (size_t)percent / 100];
}

/* Median, p99 and worst of the samples, the bar, and the bare query. */
static double
report(struct bench *b, const char *what, double bare)
{
	double p99 = at_share(b, 99);
	bool is_missed = p99 >= BAR_MS;

	printf("%-34s median %7.2f  p99 %7.2f  worst %7.2f ms%s", what,
		at_share(b, 50), p99, b->samples[b->count - 1],
		is_missed ? "  OVER THE BAR" : "");
	if (bare > 0)
		printf("  bare %.2f, ratio %.1f", bare, p99 / bare);
	tell(stdout, "\n");
	b->has_missed = b->has_missed || is_missed;
	b->count = 0;
	return p99;
}

static void
sample(struct bench *b, double started)
{
	if (b->count < TIMES)
		b->samples[b->count++] = now_ms() - started;
}

/* Work began before today, so that there are clocks that ran out. */
static bool
backdate(struct store *store, void *arg, struct err *err)
{
	struct bench *b = arg;
	static const char sql[] = "UPDATE store SET go_live = $1";
	struct stmt *q = store_statement(store, sql, err);
	char day[DATE_TEXT];

	if (q == NULL)
		return false;
	stmt_text(q, 1,
		date_format(
			date_add(desk_today(&b->desk), -GO_LIVE_DAYS), day));
	return stmt_run(q, err);
}

static void
open_store(struct bench *b)
{
	must(b, store_open(b->path, STORE_OPEN, &b->store, &b->err), "open");
	must(b, desk_open(b->store, b->library, "clerk", &b->desk, &b->err),
		"desk");
}

static void
make_store(struct bench *b, bool is_there)
{
	const struct begin_court court = { "测试县人民法院", "测0102", true };
	struct problems problems = { .arena = &b->arena };

	b->library = library_new(NULL, 0, &problems);
	must(b, problem_none(&problems, &b->err), "library");
	if (is_there) {
		open_store(b);
		return;
	}
	must(b, begin_court_store(b->path, &court, b->library, &b->err),
		"begin");
	open_store(b);
	must(b, store_tx(b->store, backdate, b, 0, &b->err), "backdate");
	desk_close(&b->desk);
	store_close(&b->store);
	open_store(b);
}

static void
import(struct bench *b, const char *csv, const char *what)
{
	struct arena arena = { 0 };
	struct import import;
	double started = now_ms(), took;

	must(b, import_open(&arena, csv, &import, &b->err), "read");
	must(b, import_run(&b->desk, &import, NULL, NULL, &b->err), "import");
	took = (now_ms() - started) / 1e3;
	printf("%-34s %zu new, %zu same, %zu refused: %.1f s, %.0f cases/s\n",
		what, import.counts[IMPORT_NEW], import.counts[IMPORT_SAME],
		import.counts[IMPORT_REFUSED], took,
		(double)import.case_count / took);
	tell(stdout, "");
	arena_clear(&arena);
}

static void
start_app(struct bench *b)
{
	struct app_hooks hooks = screens_hooks(&b->desk);

	app_free(&b->app);
	must(b,
		app_new(&hooks, &screen_home, (struct screen_args){ 0 }, 24, 80,
			&b->app, &b->err),
		"screens");
	app_frame(b->app);
}

/* Keys to the frame that stands after the last. */
static void
play(struct bench *b, const char *script)
{
	int32_t key;

	while ((key = key_read(&script)) != KEY_NONE)
		app_key(b->app, &(struct key_event){ .key = key });
	app_frame(b->app);
}

/* What was measured is what was meant: the frame shows it. */
static void
must_show(struct bench *b, const char *text)
{
	struct buf frame = { 0 };
	bool is_there;

	cells_dump(app_frame(b->app), &frame);
	is_there = strstr(buf_text(&frame), text) != NULL;
	err_set(&b->err, ERR_BUG, "not on the screen:\n%s", buf_text(&frame));
	buf_free(&frame);
	must(b, is_there, text);
}

/* One query on the engine alone, the same rows read: p99. */
static double
bare(struct bench *b, const char *sql, const char *text)
{
	sqlite3_stmt *q = NULL;

	if (sqlite3_prepare_v2(b->bare, sql, -1, &q, NULL) != SQLITE_OK)
		return 0;
	for (int i = 0; i < TIMES; i++) {
		double started = now_ms();

		sqlite3_bind_int64(q, 1, b->desk.station);
		if (text != NULL)
			sqlite3_bind_text(q, 2, text, -1, SQLITE_STATIC);
		while (sqlite3_step(q) == SQLITE_ROW)
			for (int c = 0; c < sqlite3_column_count(q); c++)
				sqlite3_column_text(q, c);
		sqlite3_reset(q);
		sample(b, started);
	}
	sqlite3_finalize(q);
	b->count = TIMES;
	{
		double p99 = at_share(b, 99);

		b->count = 0;
		return p99;
	}
}

static double
bench_home(struct bench *b)
{
	double alone = bare(b,
		"SELECT d.due, p.name, m.number FROM deadline d "
		"JOIN party p ON p.id = d.party JOIN matter m "
		"ON m.id = d.matter WHERE d.station = ?1 AND d.state = 'open' "
		"AND d.leads = 1 ORDER BY d.due, d.party, d.rule, "
		"d.trigger_line, d.hearing LIMIT 100",
		NULL);

	for (int i = 0; i < TIMES; i++) {
		double started = now_ms();

		start_app(b);
		sample(b, started);
	}
	must_show(b, clock_row);
	report(b, "home, opened", alone);
	for (int i = 0; i < TIMES; i++) {
		double started = now_ms();

		app_key(b->app, &(struct key_event){ .key = KEY_CHANGED });
		app_frame(b->app);
		sample(b, started);
	}
	report(b, "home, another desk wrote", alone);
	return alone;
}

static double
bench_list(struct bench *b)
{
	double alone = bare(b,
		"SELECT id, number, title, charge, procedure, handler, "
		"accepted, pending, next_due FROM matter WHERE station = ?1 "
		"ORDER BY accepted DESC, id DESC LIMIT 200",
		NULL);

	for (int i = 0; i < TIMES; i++) {
		double started;

		start_app(b);
		started = now_ms();
		play(b, "<F2>");
		sample(b, started);
	}
	must_show(b, "刑初");
	report(b, "list, opened", alone);
	for (int i = 0; i < TIMES; i++) {
		double started = now_ms();

		play(b, "8");
		sample(b, started);
	}
	report(b, "list, 200 older", alone);
	for (int i = 0; i < TIMES; i++) {
		double started = now_ms();

		play(b, i % 2 == 0 ? "7" : "<PgDn>");
		sample(b, started);
	}
	report(b, "list, 待核 and pages", 0);
	for (int i = 0; i < TIMES; i++) {
		double started;

		start_app(b);
		play(b, "<F2><Down>");
		started = now_ms();
		play(b, "<Enter>");
		sample(b, started);
	}
	must_show(b, "立案");
	report(b, "case, opened from the list", 0);
	return alone;
}

static void
bench_words(struct bench *b, const char *what, const char *const *words,
	const char *found, double alone)
{
	for (int i = 0; i < TIMES; i++) {
		const char *word = words[i % WORDS];
		double started;

		start_app(b);
		play(b, "<F9>170<Enter><F2>");
		play(b, word);
		started = now_ms();
		play(b, "<Enter>");
		sample(b, started);
	}
	must_show(b, found);
	report(b, what, alone);
}

static void
bench_search(struct bench *b)
{
	static const char *const one[WORDS] = { "甲", "张", "子", "水", "一" };
	static const char *const two[WORDS] = { "甲子", "张甲", "丑", "柏癸",
		"癸八" };
	static const char *const letter[WORDS] = { "o", "z", "j", "l", "y" };
	static const char *const letters[WORDS] = { "zj", "jz", "wy", "oy",
		"gh" };
	static const char *const full[WORDS] = { "张甲子", "王乙丑", "柏癸八",
		"水壬七", "章癸八" };
	static const char *const number[WORDS] = { "1", "12345", "99999", "77",
		"500" };
	static const char *const none[WORDS] = { "没有这个人", "鑫", "000000",
		"v", "欧阳" };
	double alone = bare(b,
		"SELECT n.party, p.name, m.number FROM name_index n "
		"JOIN party p ON p.id = n.party JOIN matter m "
		"ON m.id = n.matter WHERE n.station = ?1 AND n.suffix >= ?2 "
		"AND n.suffix < ?2 || '龥' LIMIT 50",
		"甲子");

	bench_words(b, "search, one character", one, "刑初", alone);
	bench_words(b, "search, two", two, "刑初", alone);
	bench_words(b, "search, one initial", letter, "刑初", alone);
	bench_words(b, "search, two initials", letters, "刑初", alone);
	bench_words(b, "search, whole name", full, "刑初", alone);
	bench_words(b, "search, tail of a number", number, "刑初", 0);
	bench_words(b, "search, nothing found", none, "没有", 0);
}

/* Answers the question what the terminal speaks as xterm does, once it is
 * whole. */
static bool
answer(int fd, const char *held, bool *is_answered)
{
	static const char answers[] =
		"\033[2;5R\033[2;3R\033[3;2R\033[?64;1;9c";
	ssize_t length = (ssize_t)strlen(answers);

	if (*is_answered || strstr(held, "\033[c") == NULL)
		return true;
	*is_answered = true;
	return write(fd, answers, strlen(answers)) == length;
}

/* Reads until `text` was there; false with what came instead if nothing more
 * comes: a question that nobody answers. */
static bool
read_until(struct bench *b, int fd, const char *text)
{
	char held[1 << 16] = "";
	size_t length = 0;
	bool is_answered = false;
	struct pollfd line = { .fd = fd, .events = POLLIN };

	while (length < sizeof held - 1 && poll(&line, 1, SILENT_MS) > 0) {
		ssize_t got = read(fd, held + length, sizeof held - 1 - length);

		if (got <= 0)
			break;
		length += (size_t)got;
		held[length] = '\0';
		if (strstr(held, text) != NULL)
			return true;
		if (!answer(fd, held, &is_answered))
			break;
	}
	return err_set(&b->err, ERR_STATE, "no first row, but: %.200s", held);
}

/* The time is taken here: forking this process with its store in memory is no
 * part of starting the program. */
static void
become(struct bench *b, const char *verb)
{
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	*b->started = now_ms();
	if (verb == NULL)
		execl(b->program, b->program, "--store", b->path, "--user",
			"clerk", (char *)NULL);
	else
		execl(b->program, b->program, "--store", b->path, "--user",
			"clerk", verb, "list", (char *)NULL);
	_exit(127);
}

/* From exec to the first row: on a terminal, or a verb. */
static void
bench_start(struct bench *b, const char *what, const char *verb, double alone)
{
	const struct winsize size = { .ws_row = 24, .ws_col = 80 };
	bool is_fine = true;

	/* Or each would be asked what becomes of us at another terminal. */
	session_end(&b->desk);
	for (int i = 0; i < TIMES && is_fine; i++) {
		int line = -1;
		pid_t child = forkpty(&line, NULL, NULL, &size);

		if (child == 0)
			become(b, verb);
		is_fine =
			child > 0 &&
			read_until(b, line, verb == NULL ? clock_row : "刑初");
		sample(b, *b->started);
		close(line);
		if (child > 0) {
			kill(child, SIGKILL);
			waitpid(child, NULL, 0);
		}
	}
	session_begin(&b->desk);
	must(b, is_fine, what);
	report(b, what, alone);
}

static void
bench_derive(struct bench *b)
{
	struct derive_report r;
	double started = now_ms();

	must(b, derive_all(&b->desk, DERIVE_CHECK, &r, &b->err), "derive");
	printf("%-34s %lld matters, %lld differences: %.1f s\n",
		"derive --check", (long long)r.matters,
		(long long)r.differences, (now_ms() - started) / 1e3);
	b->has_missed = b->has_missed || r.differences != 0;
}

int
main(int argc, char **argv)
{
	static struct bench b;
	double home, list; /* their bare queries */
	bool is_there;

	if (argc != 4) {
		tell(stderr, "usage: bench STORE CSV PROGRAM\n");
		return 2;
	}
	is_there = strcmp(argv[2], "-") == 0;
	b.path = argv[1];
	b.program = argv[3];
	b.started = mmap(NULL, sizeof *b.started, PROT_READ | PROT_WRITE,
		MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	must(&b, b.started != MAP_FAILED, "mmap");
	make_store(&b, is_there);
	if (!is_there) {
		import(&b, argv[2], "import");
		import(&b, argv[2], "import, the same file again");
	}
	must(&b,
		sqlite3_open_v2(b.path, &b.bare, SQLITE_OPEN_READONLY, NULL) ==
			SQLITE_OK,
		"bare");
	home = bench_home(&b);
	list = bench_list(&b);
	bench_search(&b);
	bench_start(&b, "start to first row, list verb", "case", list);
	bench_start(&b, "start to first row, screens", NULL, home);
	/* What asking the terminal adds. */
	setenv("BIANHU_ENCODING", "UTF-8", 1);
	bench_start(&b, "start to first row, encoding told", NULL, home);
	unsetenv("BIANHU_ENCODING");
	bench_derive(&b);
	app_free(&b.app);
	desk_close(&b.desk);
	store_close(&b.store);
	sqlite3_close(b.bare);
	library_free(&b.library);
	arena_clear(&b.arena);
	return b.has_missed ? 1 : 0;
}
