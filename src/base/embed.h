/* SPDX-License-Identifier: MIT */
#ifndef BASE_EMBED_H
#define BASE_EMBED_H

#include <stddef.h>

/*
 * A file of the source tree that was built into the program
 * (contrib/embed.sh). `bytes` is followed by a NUL that `length` does not
 * count. `path` is relative to the top of the tree, such as
 * "forms/case-intake.form". `digest` is SHA-256 over the bytes in hex: taken
 * when the program was built, not at each start.
 */
struct embedded {
	const char *path;
	const unsigned char *bytes;
	size_t length;
	const char *digest;
};

extern const struct embedded embedded_forms[];
extern const size_t embedded_forms_count;
/* SHA-256 over the bytes of all of them. */
extern const char embedded_forms_digest[];
extern const struct embedded embedded_migrations[];
extern const size_t embedded_migrations_count;
extern const struct embedded embedded_lexicon[];
extern const size_t embedded_lexicon_count;
extern const struct embedded embedded_sample[];
extern const size_t embedded_sample_count;

#endif
