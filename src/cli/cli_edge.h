/* SPDX-License-Identifier: MIT */
#ifndef CLI_EDGE_H
#define CLI_EDGE_H

#include "base/arena.h"
#include "base/edge.h"

#include <stdio.h>

/*
 * The edge of the command line: the only place that writes to standard output
 * and error, and where words come in. Without cli_edge_speak all is UTF-8.
 */

/* Which of standard output and error: where the user said so for this run,
 * both; where only the terminal is known, what goes there. A file or another
 * program gets UTF-8. */
enum cli_edge { CLI_EDGE_ALL, CLI_EDGE_TERMINALS };
/* From here on they speak the encoding: what is written is encoded as it
 * leaves, whoever writes it. Once. */
bool cli_edge_speak(
	enum encoding encoding, enum cli_edge edge, struct err *err) MUST_CHECK;
/* At the very end: nothing is written after it. */
void cli_edge_close(void);
/* The words of a command line typed in that encoding, as UTF-8 in `arena`.
 * False: a word is no text in it. argv[0] is left alone. */
bool cli_edge_words(enum encoding encoding, int argc, char **argv,
	struct arena *arena) MUST_CHECK;

/* Writes text, filtered; newlines stay. A write that failed stays in ferror,
 * which cli_run looks at in the end. */
void cli_edge_put(FILE *to, const char *text);
/* The same for a line of cells parted by tabs, and its end. */
void cli_edge_row(FILE *to, const char *text);
/* Bytes that are no text to standard output, as they are (a page for the
 * terminal's printer); what was written before goes first. */
bool cli_edge_pass(const struct buf *bytes) MUST_CHECK;
/* JSON to standard output: UTF-8 whatever is spoken (RFC 8259), with what
 * must not reach a terminal as \uXXXX. False: it was not all taken. */
bool cli_edge_json(const char *json) MUST_CHECK;

#endif
