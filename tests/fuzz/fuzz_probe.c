/* SPDX-License-Identifier: MIT */
/* Answers of a terminal, or what its user types meanwhile. First byte: how
 * long the pieces are. */
#include "fuzz.h"

#include "ui/term/probe.h"

FUZZ_TARGET(probe)
{
	struct fuzz fuzz = { data, size };
	size_t most = 1 + fuzz_byte(&fuzz);
	struct probe probe = { .answers = 0 };
	enum width_of width = WIDTH_TERM_NARROW;
	enum probe_kind kind;
	size_t fed = fuzz.left;

	while (fuzz.left > 0) {
		size_t length = fuzz.left < most ? fuzz.left : most;

		probe_feed(&probe, (const char *)fuzz.at, length);
		FUZZ_CHECK(probe.answers <= PROBE_ASKS);
		FUZZ_CHECK(probe.pending_length <= PROBE_SEQUENCE);
		fuzz.at += length;
		fuzz.left -= length;
	}
	probe_end(&probe);
	FUZZ_CHECK(probe.ahead.length <= fed);
	kind = probe_found(&probe, &width);
	FUZZ_CHECK(probe_word(kind) != NULL);
	FUZZ_CHECK(width == WIDTH_TERM_NARROW || width == WIDTH_TERM_WIDE);
	probe_free(&probe);
	return 0;
}
