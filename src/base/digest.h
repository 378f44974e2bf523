/* SPDX-License-Identifier: MIT */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stdbool.h>
#include <stddef.h>

/*
 * SHA-256 for the chain, SM3 beside it (DESIGN §8), by libcrypto. Algorithms
 * are fetched once (store measurements §5: fetching each time costs double).
 */
enum digest_kind { DIGEST_SHA256, DIGEST_SM3 };

enum { DIGEST_BYTES = 32, DIGEST_TEXT = 65 }; /* lower-case hex and NUL */

struct digester;
/* One digester serves a thread for its life; aborts where libcrypto lacks
 * the algorithm (digest_open fails first). */
struct digester *digest_open(enum digest_kind kind);
void digest_close(struct digester *digester);
/* Hex digest of `parts` in a row. */
struct digest_part {
	const void *bytes;
	size_t length;
};
void digest_parts(struct digester *digester, const struct digest_part *parts,
	size_t count, char out[DIGEST_TEXT]);
/* One-shot, for what is not hot. */
void digest_text(enum digest_kind kind, const void *bytes, size_t length,
	char out[DIGEST_TEXT]);
/* Fills with random bytes from the system; false if there are none. */
bool digest_random(void *out, size_t length);

#endif
