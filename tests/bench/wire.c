/* SPDX-License-Identifier: MIT */
/*
 * wire BIANHU STORE FOLDER: plays a flow on a practice store in terminals of
 * five kinds and two encodings, and counts what each key sends: bytes, the
 * fewest possible (lower bound), seconds of a line of 9600 bps. Prints tables,
 * marks what is over its bar, and says at the end what is. Nothing is judged by
 * the exit code: this is a bench.
 */
#include "wire.h"

#include "base/attr.h"
#include "base/file.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ROWS = 24, COLUMNS = 80, STORE_MOST = 64 << 20 };
enum { DELAY_MS = ROUND_TRIP_MS / 2, BITS = 9600, IDLE_MS = 3000 };

static const double ECHO_SECONDS = 0.05, LIST_SECONDS = 1.6, FORM_SECONDS = 0.6;

/* What a step is held to besides wire_is_over. */
enum bar {
	BAR_NONE,
	BAR_HANZI, /* as many bytes as they have in the encoding */
	BAR_ECHO,  /* 50 ms of line time */
	BAR_LIST,  /* 1.6 s */
	BAR_FORM,  /* 0.6 s */
	BAR_END	   /* none: the terminal is put back as it was */
};

struct step {
	const char *name;
	const char *keys; /* NULL: the start */
	const char *text; /* then on the screen */
	enum bar bar;
};

/* clang-format off */
static const struct step steps[] = {
	{ "start, a list", NULL, "今日 ·", BAR_LIST },
	{ "down 1", "<Down>", NULL, BAR_ECHO },
	{ "down 4 more", "<Down><Down><Down><Down>", NULL, BAR_ECHO },
	{ "open a form, 21 fields", "<F6>", "填写 · 案件登记", BAR_FORM },
	{ "next field, 17", "<Down><Down><Down><Down><Down><Down><Down>"
		"<Down><Down><Down><Down><Down><Down><Down><Down><Down><Down>",
	  NULL, BAR_NONE },
	{ "12 hanzi", "测试区中山北路一百二十三", NULL, BAR_HANZI },
	{ "Enter, 3 x Up", "<Enter><Up><Up><Up>", NULL, BAR_NONE },
	{ "8 hanzi", "测试某甲测试某甲", NULL, BAR_HANZI },
	{ "Enter", "<Enter>", NULL, BAR_NONE },
	{ "leave, the list", "<F3>", "今日 ·", BAR_LIST },
	{ "find a row", "/何壬十<Enter>", NULL, BAR_NONE },
	{ "a form of 13, with text", "1", "填写 · 告知笔录", BAR_FORM },
	{ "9 hanzi, Enter, 4 times", "测试区看守所第二讯<Enter>张甲一李乙二王丙三<Enter>"
		"张甲一李乙二王丙三<Enter>张甲一李乙二王丙三<Enter>",
	  NULL, BAR_NONE },
	{ "leave, the list again", "<F3>", "今日 ·", BAR_LIST },
	{ "a code, 220", "<F9>220", NULL, BAR_NONE },
	{ "a short list", "<Enter>", "法律帮助 ·", BAR_LIST },
	{ "for whom", "<F6>张甲一", NULL, BAR_NONE },
	{ "a form of 12", "<Enter>", "填写 · 法律帮助申请", BAR_FORM },
	{ "leave, the short list", "<F3>", "法律帮助 ·", BAR_LIST },
	{ "a code, 120", "<F9>120", NULL, BAR_NONE },
	{ "another full list", "<Enter>", "案件列表", BAR_LIST },
	{ "down 14", "<Down><Down><Down><Down><Down><Down><Down><Down><Down>"
		"<Down><Down><Down><Down><Down>", NULL, BAR_NONE },
	{ "page down", "<F8>", NULL, BAR_LIST },
	{ "scroll 1", "<Down>", NULL, BAR_NONE },
	{ "scroll 4", "<Down><Down><Down><Down>", NULL, BAR_NONE },
	{ "back to the short one", "<F12>", "法律帮助 ·", BAR_LIST },
	{ "quit", "<F3>1", NULL, BAR_END },
};
static const char *const terms[] = { "xterm-256color", "vt100", "vt220",
	"linux", "putty" };
/* clang-format on */
enum { STEPS = ARRAY_LENGTH(steps), TERMS = ARRAY_LENGTH(terms) };

struct wire_encoding {
	enum vt_kind kind;
	const char *name;
	size_t hanzi; /* bytes of one */
};
static const struct wire_encoding encodings[] = { { VT_UTF8, "UTF-8", 3 },
	{ VT_GB18030, "GB18030", 2 } };

struct bench {
	char *program;
	const char *folder;
	char *store; /* where it is played */
	int plays;
	struct buf made; /* the practice store as it was made */
	struct sent sent[TERMS][STEPS];
	int overs;
	struct buf notes;
};

static void
must(bool holds, const char *what, const char *detail)
{
	if (!holds)
		errx(1, "%s%s", what, detail);
}

/* A store nobody has touched, in a folder of its own: drafts lie beside it. */
static void
lay_out(struct bench *b)
{
	struct err fault = { 0 };
	struct buf path = { 0 };

	buf_addf(&path, "%s/play-%d", b->folder, ++b->plays);
	must(mkdir(buf_text(&path), S_IRWXU) == 0, buf_text(&path), "");
	buf_add(&path, "/practice.db");
	free(b->store);
	b->store = strdup(buf_text(&path));
	must(file_write(b->store, b->made.data, b->made.length, &fault),
		"store: ", fault.text);
	buf_free(&path);
}

static struct vt *
start(struct bench *b, const char *term, const struct wire_encoding *encoding,
	const char *level)
{
	struct buf says = { 0 }, at = { 0 };
	char option[] = "--store", user[] = "--user", who[] = "clerk";
	struct vt *vt;

	buf_addf(&says, "BIANHU_ENCODING=%s", encoding->name);
	buf_addf(&at, "BIANHU_LEVEL=%s", level);
	vt = vt_spawn(ROWS, COLUMNS, term,
		(const char *[]){ "LANG=C.UTF-8", "LC_ALL", "BIANHU_USER",
			buf_text(&says), buf_text(&at), NULL },
		(char *[]){ b->program, option, b->store, user, who, NULL });
	vt_be(vt, encoding->kind);
	buf_free(&says);
	buf_free(&at);
	return vt;
}

static void
expect(struct vt *vt, const char *text)
{
	if (text == NULL || vt_wait_text(vt, text))
		return;
	errx(1, "%s is not on the screen:\n%s", text, vt_screen(vt));
}

/* The flow up to the step before `end`. */
static void
play(struct vt *vt, struct sent *sent, int end)
{
	for (int i = 0; i < end; i++) {
		sent[i] = (struct sent){ 0 };
		if (steps[i].keys != NULL) {
			wire_type(vt, steps[i].keys, &sent[i]);
			expect(vt, steps[i].text);
			continue;
		}
		expect(vt, steps[i].text);
		wire_settle(vt);
		wire_count(vt, &sent[i]);
	}
}

static void
add_note(struct bench *b, const char *where, const char *what)
{
	buf_addf(&b->notes, "  %s: %s\n", where, what);
	b->overs++;
}

/* The bars of a step of its own. */
static bool
is_slow(const struct step *step, const struct sent *sent, size_t hanzi)
{
	switch (step->bar) {
	case BAR_NONE:
	case BAR_END:
		return false;
	case BAR_HANZI:
		return sent->bytes != hanzi * (size_t)sent->keys;
	case BAR_ECHO:
		return wire_seconds(sent->most) > ECHO_SECONDS;
	case BAR_LIST:
		return wire_seconds(sent->most) > LIST_SECONDS;
	case BAR_FORM:
		return wire_seconds(sent->most) > FORM_SECONDS;
	}
	return false;
}

static bool
is_wasteful(const struct step *step, const struct sent *sent)
{
	return step->bar != BAR_END && sent->is_over;
}

/* A step in all terminals: what is over in how many of them, and the worst. */
static void
judge(struct bench *b, const char *level, const struct wire_encoding *encoding,
	int step)
{
	const struct sent *wasteful = NULL, *slow = NULL;
	struct buf where = { 0 }, what = { 0 };
	int wastes = 0, slows = 0;

	for (int t = 0; t < TERMS; t++) {
		const struct sent *sent = &b->sent[t][step];

		if (is_wasteful(&steps[step], sent)) {
			wasteful = sent;
			wastes++;
		}
		if (is_slow(&steps[step], sent, encoding->hanzi)) {
			slow = slow == NULL || sent->most > slow->most ? sent
								       : slow;
			slows++;
		}
	}
	buf_addf(&where, "%s, %s, %s", encoding->name, level, steps[step].name);
	if (wasteful != NULL) {
		buf_addf(&what, "%zu bytes, the bound is %zu (%d of %d)",
			wasteful->worst_bytes, wasteful->worst_bound, wastes,
			TERMS);
		add_note(b, buf_text(&where), buf_text(&what));
	}
	buf_clear(&what);
	if (slow != NULL) {
		buf_addf(&what,
			"%zu bytes, %.2f s of line; the bound is %zu, %.2f s "
			"(%d of %d)",
			slow->most, wire_seconds(slow->most), slow->most_bound,
			wire_seconds(slow->most_bound), slows, TERMS);
		add_note(b, buf_text(&where), buf_text(&what));
	}
	buf_free(&where);
	buf_free(&what);
}

/* One step in all terminals: bytes and their ratio to the bound; then the
 * seconds of the first. */
static void
print_step(const struct bench *b, int step, bool is_judged, size_t hanzi)
{
	const struct sent *first = &b->sent[0][step];

	printf("%-24s %3d %6zu ", steps[step].name, first->keys, first->bound);
	for (int t = 0; t < TERMS; t++) {
		const struct sent *sent = &b->sent[t][step];
		bool is_bad = is_judged &&
			      (is_wasteful(&steps[step], sent) ||
				      is_slow(&steps[step], sent, hanzi));

		printf(" %6zu %4.2f%s", sent->bytes,
			(double)sent->bytes /
				(double)(sent->bound == 0 ? 1 : sent->bound),
			!is_judged ? "    "
			: is_bad   ? " 未"
				   : " 达");
	}
	printf("  %6.2f %6.2f\n", wire_seconds(first->bytes),
		wire_seconds(first->bytes) +
			first->keys * ROUND_TRIP_MS / 1000.0);
}

static void
print_totals(const struct bench *b)
{
	size_t bound = 0;

	for (int i = 0; i < STEPS; i++)
		bound += b->sent[0][i].bound;
	printf("%-24s     %6zu ", "total", bound);
	for (int t = 0; t < TERMS; t++) {
		size_t bytes = 0;

		bound = 0;
		for (int i = 0; i < STEPS; i++) {
			bytes += b->sent[t][i].bytes;
			bound += b->sent[t][i].bound;
		}
		printf(" %6zu %4.2f   ", bytes, (double)bytes / (double)bound);
	}
	printf("\n\n");
}

static void
bench_level(struct bench *b, const struct wire_encoding *encoding,
	const char *level)
{
	bool is_judged = strcmp(level, "rich") != 0;

	printf("%s, level %s: keys, lower bound; bytes and ratio of each; "
	       "line s, with round trips\n%-37s",
		encoding->name, level, "");
	for (int t = 0; t < TERMS; t++)
		printf("%-15s", terms[t]);
	printf("\n");
	for (int t = 0; t < TERMS; t++) {
		struct vt *vt;

		lay_out(b);
		vt = start(b, terms[t], encoding, level);
		play(vt, b->sent[t], STEPS);
		if (vt_bad_bytes(vt) > 0)
			add_note(b, terms[t], "bytes that are no character");
		vt_close(&vt, 0);
	}
	for (int i = 0; i < STEPS; i++) {
		print_step(b, i, is_judged, encoding->hanzi);
		if (is_judged)
			judge(b, level, encoding, i);
	}
	print_totals(b);
}

/* A desk elsewhere writes what this screen does not show. */
static void
write_elsewhere(struct bench *b)
{
	pid_t pid = fork();
	int status;

	must(pid >= 0, "fork", "");
	if (pid == 0) {
		if (freopen("/dev/null", "w", stdout) == NULL)
			_exit(1);
		execl(b->program, b->program, "--store", b->store, "--user",
			"admin", "user", "add", "bench", "--name", "测试某",
			"--role", "书记员", "--station", "测试区人民法院",
			(char *)NULL);
		_exit(127);
	}
	waitpid(pid, &status, 0);
	must(WIFEXITED(status) && WEXITSTATUS(status) == 0,
		"the other desk could not write", "");
}

static void
bench_idle(struct bench *b, const struct wire_encoding *encoding)
{
	struct vt *vt;

	lay_out(b);
	vt = start(b, terms[0], encoding, "plain");
	expect(vt, "今日 ·");
	wire_settle(vt);
	vt_mark(vt);
	write_elsewhere(b);
	vt_settle(vt, IDLE_MS);
	printf("idle for 3 s, another desk writes: %zu bytes %s\n",
		vt_bytes(vt), vt_bytes(vt) == 0 ? "达" : "未");
	if (vt_bytes(vt) > 0)
		add_note(b, encoding->name, "bytes while idle");
	vt_close(&vt, 0);
}

/* All keys at once into a line of 9600 bps and 600 ms, against the same keys
 * one at a time. */
static void
bench_ahead(struct bench *b, const struct wire_encoding *encoding)
{
	struct timespec from, to;
	struct buf slow = { 0 };
	struct sent sent[STEPS];
	struct vt *vt;
	bool is_same;

	lay_out(b);
	vt = start(b, terms[0], encoding, "plain");
	play(vt, sent, STEPS - 2);
	buf_add(&slow, vt_screen(vt));
	vt_close(&vt, 0);
	lay_out(b);
	clock_gettime(CLOCK_MONOTONIC, &from);
	vt = start(b, terms[0], encoding, "plain");
	vt_line(vt, BITS, DELAY_MS);
	for (int i = 1; i < STEPS - 2; i++)
		vt_send(vt, steps[i].keys);
	vt_settle(vt, 500);
	clock_gettime(CLOCK_MONOTONIC, &to);
	is_same = strcmp(vt_screen(vt), buf_text(&slow)) == 0;
	printf("all keys ahead at 9600 bps and 600 ms: %s after %.1f s, %zu "
	       "bytes %s\n\n",
		is_same ? "the same screen" : "another screen",
		(double)(to.tv_sec - from.tv_sec) +
			(double)(to.tv_nsec - from.tv_nsec) / 1e9,
		vt_bytes(vt), is_same ? "达" : "未");
	if (!is_same) {
		printf("%s\n%s\n", buf_text(&slow), vt_screen(vt));
		add_note(b, encoding->name, "type-ahead was lost");
	}
	vt_close(&vt, 0);
	buf_free(&slow);
}

int
main(int argc, char **argv)
{
	struct bench b = { 0 };
	struct err fault = { 0 };

	must(argc == 4, "usage: wire BIANHU STORE FOLDER", "");
	b.program = argv[1];
	b.folder = argv[3];
	must(file_read(argv[2], STORE_MOST, &b.made, &fault),
		"store: ", fault.text);
	for (size_t i = 0; i < ARRAY_LENGTH(encodings); i++) {
		bench_level(&b, &encodings[i], "short");
		bench_level(&b, &encodings[i], "plain");
		bench_level(&b, &encodings[i], "rich");
		bench_idle(&b, &encodings[i]);
		bench_ahead(&b, &encodings[i]);
	}
	wire_peers(b.folder);
	printf(b.overs == 0 ? "every bar holds\n" : "over their bars: %d\n",
		b.overs);
	printf("%s", buf_text(&b.notes));
	buf_free(&b.notes);
	buf_free(&b.made);
	free(b.store);
	return 0;
}
