/* SPDX-License-Identifier: MIT */
#ifndef UI_PINYIN_GOOGLE_H
#define UI_PINYIN_GOOGLE_H

#include "base/attr.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * libgooglepinyin, where this machine has it: looked for when somebody first
 * asks for candidates, so that the program starts and works without it. It is
 * only asked; nothing that was typed is kept in it or in a file.
 */
struct google {
	void *library; /* NULL: it is not there */
	size_t (*search)(const char *letters, size_t length);
	uint16_t *(*candidate)(size_t at, uint16_t *out, size_t room);
	size_t (*starts)(const uint16_t **starts);
};

/* library stays NULL if it or its words are not there. */
void google_open(struct google *google);
void google_close(struct google *google);
/* How many candidates it has for the letters (a to z and '); 0 without it. */
size_t google_search(struct google *google, const char *letters);
/* The candidate as UTF-8, and how many letters it takes; false: there is
 * none. */
enum { GOOGLE_BYTES = 128 };
bool google_candidate(struct google *google, size_t at, char out[GOOGLE_BYTES],
	size_t *took) MUST_CHECK;

#endif
