/* SPDX-License-Identifier: MIT */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * A target: bytes in, claims about what came of them. Alone it is a libFuzzer
 * program (make fuzz); together they are one test program that replays the
 * corpus and some thousand mutations of it (test_replay.c). A new target is
 * fuzz_NAME.c, its row in targets.h, and tests/fuzz/corpus/NAME.
 */
#ifdef FUZZ_ALONE
#define FUZZ_FUNCTION(name) LLVMFuzzerTestOneInput
#else
#define FUZZ_FUNCTION(name) fuzz_##name
#endif
#define FUZZ_TARGET(name)                                                      \
	int FUZZ_FUNCTION(name)(const uint8_t *data, size_t size);             \
	int FUZZ_FUNCTION(name)(const uint8_t *data, size_t size)

/* What must hold whatever the bytes are. */
#define FUZZ_CHECK(claim)                                                      \
	((claim) ? (void)0 : fuzz_fail(__FILE__, __LINE__, #claim))

static inline void
fuzz_fail(const char *file, int line, const char *claim)
{
	(void)fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, claim);
	abort();
}

/* Bytes are taken from the front as a target asks for them; 0 when there are
 * none left. */
struct fuzz {
	const uint8_t *at;
	size_t left;
};

static inline unsigned
fuzz_byte(struct fuzz *fuzz)
{
	if (fuzz->left == 0)
		return 0;
	fuzz->left--;
	return *fuzz->at++;
}

static inline unsigned
fuzz_number(struct fuzz *fuzz, unsigned below)
{
	unsigned high = below > 256 ? fuzz_byte(fuzz) : 0;

	return (high << 8 | fuzz_byte(fuzz)) % below;
}

/* A number below `below`, of one byte, as an int: sizes and enums. */
static inline int
fuzz_choice(struct fuzz *fuzz, int below)
{
	return (int)fuzz_byte(fuzz) % below;
}

/* Up to `most` bytes as text; ends before a NUL. A copy of its own on the heap,
 * where reading past its end is seen; the caller frees it. */
static inline char *
fuzz_text(struct fuzz *fuzz, size_t most)
{
	size_t room = fuzz->left < most ? fuzz->left : most;
	char *text = strndup(room == 0 ? "" : (const char *)fuzz->at, room);
	size_t length;

	if (text == NULL)
		abort();
	length = strlen(text);
	fuzz->at += length;
	fuzz->left -= length;
	return text;
}

static inline bool
fuzz_is_clean(const char *text, enum utf8_lines lines)
{
	return utf8_check(text, strlen(text), lines) == UTF8_FINE;
}

#endif
