/* SPDX-License-Identifier: MIT */
/*
 * The fuzz targets as tests: the corpus, and mutations of it that are the same
 * each time. What libFuzzer finds is added to the corpus, so it stays found
 * with any compiler.
 */
#include "fuzz.h"

#include "base/attr.h"
#include "base/file.h"
#include "tests/base/random.h"
#include "tests/support/tree.h"

#include <check.h>
#include <fcntl.h>
#include <glob.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

Suite *suite_replay(void);

enum { SEED_BYTES = 64 * 1024, INPUT_BYTES = 4096, ROUNDS = 1500 };
enum { SECONDS_MOST = 2 /* of a slow target, on any machine */ };
enum { CHANGES_MOST = 8, SPAN_MOST = 64 };

typedef int fuzz_function(const uint8_t *data, size_t size);
#define TARGET(name) fuzz_function fuzz_##name;
#include "targets.h"
#undef TARGET

static const struct {
	const char *name;
	fuzz_function *run;
} targets[] = {
#define TARGET(name) { #name, fuzz_##name },
#include "targets.h"
#undef TARGET
};

/* What strange text is made of. */
static const char *const pieces[] = { "\x1b[31m", "\x1b[5i", "\x1b]0;x\a",
	"\xc2\x9b", "\u202e", "\u200b", "\u0301\u0302\u0303\u0304\u0305",
	"\U00020BB7", "\U000E0100", "\uFEFF", "张", "\xd5\xc5",
	"\x81\x30\x81\x30", "\xe5\xbc", "\xed\xa0\x80", "\r\n", "\n", "\t", "|",
	"\\", "\"", ",", ":", "[", "]", "=", "2026-11-23",
	"99999999999999999999", "-1", " ", "\u3000", "是", "\x7f", "\xff", "{{",
	"}}", "？", "\x1b[200~", "\x1b[201~" };

struct seeds {
	struct buf *items;
	size_t count;
};

/* The input that is being run, for who looks why it fell. */
static struct {
	const uint8_t *data;
	size_t size;
	const char *path;
} now;

static void
keep_input(int sig)
{
	int out =
		open(now.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	static const char said[] = "the input is kept: ";

	if (out >= 0 && write(out, now.data, now.size) >= 0 &&
		write(STDERR_FILENO, said, sizeof said - 1) > 0 &&
		write(STDERR_FILENO, now.path, strlen(now.path)) > 0)
		close(out);
	(void)raise(sig);
}

static void
run(fuzz_function *target, const char *bytes, size_t length)
{
	/* As large as it is, so that a sanitizer sees what reads past it. */
	uint8_t *data = malloc(length + 1);

	ck_assert_ptr_nonnull(data);
	memcpy(data, bytes, length);
	now.data = data;
	now.size = length;
	ck_assert_int_eq(target(data, length), 0);
	free(data);
}

static void
load_seeds(const char *name, struct seeds *out)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	glob_t found;

	ck_assert_msg(
		glob(tree_path(&arena, arena_printf(&arena,
					       "tests/fuzz/corpus/%s/*", name)),
			0, NULL, &found) == 0,
		"%s has no corpus", name);
	out->items = calloc(found.gl_pathc, sizeof *out->items);
	ck_assert_ptr_nonnull(out->items);
	for (size_t i = 0; i < found.gl_pathc; i++)
		ck_assert_msg(file_read(found.gl_pathv[i], SEED_BYTES,
				      &out->items[i], &err),
			"%s", err.text);
	out->count = found.gl_pathc;
	globfree(&found);
	arena_clear(&arena);
}

static size_t
below(uint64_t *state, size_t most)
{
	return most == 0 ? 0 : random_next(state) % most;
}

static void
put_in(struct buf *input, size_t at, const char *bytes, size_t length)
{
	struct buf changed = { 0 };

	buf_add_bytes(&changed, buf_text(input), at);
	buf_add_bytes(&changed, bytes, length);
	buf_add_bytes(&changed, buf_text(input) + at, input->length - at);
	buf_free(input);
	*input = changed;
}

static void
take_out(struct buf *input, size_t at, size_t length)
{
	if (length > input->length - at)
		length = input->length - at;
	if (length == 0)
		return;
	memmove(input->data + at, input->data + at + length,
		input->length - at - length);
	buf_cut(input, input->length - length);
}

static void
change(struct buf *input, const struct seeds *seeds, uint64_t *state)
{
	const struct buf *other = &seeds->items[below(state, seeds->count)];
	size_t at = below(state, input->length + 1);
	const char *piece = pieces[below(state, ARRAY_LENGTH(pieces))];
	size_t from = below(state, other->length + 1);
	size_t span = below(state, SPAN_MOST);

	switch (below(state, 6)) {
	case 0:
	case 1:
		put_in(input, at, piece, strlen(piece));
		break;
	case 2:
		take_out(input, at, 1 + span / 4);
		break;
	case 3:
		if (span > other->length - from)
			span = other->length - from;
		put_in(input, at, buf_text(other) + from, span);
		break;
	case 4:
		if (at < input->length)
			input->data[at] = (char)(random_next(state) & 0xFFU);
		break;
	default:
		if (at < input->length)
			input->data[at] =
				(char)((unsigned char)input->data[at] ^
					1U << below(state, 8));
		break;
	}
}

static void
mutate(fuzz_function *target, const struct seeds *seeds, uint64_t *state)
{
	const struct buf *seed = &seeds->items[below(state, seeds->count)];
	struct buf input = { 0 };

	buf_add_bytes(&input, buf_text(seed), seed->length);
	for (size_t n = 1 + below(state, CHANGES_MOST); n > 0; n--)
		change(&input, seeds, state);
	if (input.length > INPUT_BYTES)
		buf_cut(&input, INPUT_BYTES);
	run(target, buf_text(&input), input.length);
	buf_free(&input);
}

START_TEST(replay)
{
	/* Once: what is raised then ends the test. */
	const struct sigaction keep = { .sa_handler = keep_input,
		.sa_flags = (int)SA_RESETHAND };
	struct arena arena = { 0 };
	struct seeds seeds;
	uint64_t state = 1;

	now.path = arena_printf(&arena, "/tmp/fuzz-%s", targets[_i].name);
	sigaction(SIGABRT, &keep, NULL);
	sigaction(SIGSEGV, &keep, NULL);
	load_seeds(targets[_i].name, &seeds);
	for (size_t i = 0; i < seeds.count; i++)
		run(targets[_i].run, buf_text(&seeds.items[i]),
			seeds.items[i].length);
	run(targets[_i].run, "", 0);
	for (int round = 0; round < ROUNDS &&
			    clock() < (clock_t)SECONDS_MOST * CLOCKS_PER_SEC;
		round++)
		mutate(targets[_i].run, &seeds, &state);
	for (size_t i = 0; i < seeds.count; i++)
		buf_free(&seeds.items[i]);
	free(seeds.items);
	arena_clear(&arena);
}
END_TEST

Suite *
suite_replay(void)
{
	Suite *suite = suite_create("replay");
	TCase *tcase = tcase_create("targets");

	tcase_set_timeout(tcase, 120);
	tcase_add_loop_test(tcase, replay, 0, ARRAY_LENGTH(targets));
	suite_add_tcase(suite, tcase);
	return suite;
}
