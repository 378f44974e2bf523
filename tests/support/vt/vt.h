/* SPDX-License-Identifier: MIT */
#ifndef SUPPORT_VT_H
#define SUPPORT_VT_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/*
 * A terminal for tests: a program in a pseudo terminal, libvterm as what is
 * on the glass, and what went over the wire counted. Waiting is for what is
 * to be seen, never for a time; a failure to come ends at a limit. It shares
 * no encoding and no table of widths with the program.
 */
struct vt;

/* What the terminal speaks; scripts, screens and rows are UTF-8 always. */
enum vt_kind {
	VT_UTF8,
	VT_UTF8_WIDE, /* “ ” — … · × ① take two columns */
	VT_GB18030,   /* so does whatever has a two-byte code */
	VT_GBK,
	VT_LATIN1 /* eight bits: one byte, one column */
};

enum { VT_LIMIT = 20000 }; /* milliseconds until a wait has failed */

/* Starts argv[0] (found by PATH) on a screen of that size. `env` is NULL or a
 * NULL-ended list of "NAME=value" and "NAME" (taken away). */
struct vt *vt_spawn(int rows, int columns, const char *term,
	const char *const env[], char *const argv[]);
/* The same for a function of this program; its result is the exit code. */
struct vt *vt_fork(int rows, int columns, const char *term,
	const char *const env[], int (*run)(void *arg), void *arg);
/* Says what terminal it is, VT_UTF8 if never said; before anything is waited
 * for or typed. */
void vt_be(struct vt *vt, enum vt_kind kind);
/* A terminal that answers no question (DA, CPR); before likewise. */
void vt_be_silent(struct vt *vt);
/* A model line in real time, ten bits a byte; `delay` milliseconds each way
 * besides. What is waited for includes what is still on its way. */
void vt_line(struct vt *vt, int bits_per_second, int delay);
/* Types a script: text, <F3> <Enter> <C-z> <Esc> <Up> <Paste>…</Paste> … as
 * the keyboard of that TERM sends them; <lt> is '<'. An unknown name ends the
 * test. */
void vt_send(struct vt *vt, const char *script);
void vt_send_bytes(struct vt *vt, const char *bytes, size_t length);
/* Until the text is on the screen and the program is quiet. False if it does
 * not come within VT_LIMIT or the program ended. */
bool vt_wait_text(struct vt *vt, const char *text);
/* Until the text is gone from the screen. */
bool vt_wait_gone(struct vt *vt, const char *text);
/* Until nothing came for `quiet` milliseconds. */
void vt_settle(struct vt *vt, int quiet);
/* Until the program ended; its wait status, -1 if it goes on. */
int vt_wait_exit(struct vt *vt);
/* The screen as text, rows without trailing blanks; valid until the next
 * call. */
const char *vt_screen(struct vt *vt);
const char *vt_row(struct vt *vt, int row);
/* Columns of a row up to its last character; the column where a text begins
 * in it, -1 if it is not there. */
int vt_columns(const struct vt *vt, int row);
int vt_column_of(struct vt *vt, int row, const char *text);
void vt_cursor(const struct vt *vt, int *row, int *column);
/* Is the cell drawn in reverse, bold, underlined or coloured? */
bool vt_has_look(const struct vt *vt, int row, int column);
void vt_resize(struct vt *vt, int rows, int columns);
/* Starts counting anew; what came since: bytes, writes at most (one read here
 * each), the bytes themselves. */
void vt_mark(struct vt *vt);
size_t vt_bytes(const struct vt *vt);
int vt_reads(const struct vt *vt);
const struct buf *vt_wire(const struct vt *vt);
bool vt_has_sent(const struct vt *vt, const char *bytes);
/* Since the start: bytes that are no character of what the terminal speaks. */
size_t vt_bad_bytes(const struct vt *vt);
/* Since the start: what went to the printer, between ESC [5i and ESC [4i. */
const struct buf *vt_printed(const struct vt *vt);
/* The fewest bytes that lead from the glass as it was at vt_mark to the glass
 * as it is: the cells that differ, the shortest address of each run of them,
 * looks, the cursor (terminal measurements §3). Scrolling is not considered,
 * so that less is possible where it helps. */
size_t vt_lower_bound(struct vt *vt);
/* The pseudo terminal's own descriptor and the program, for tests of either. */
int vt_descriptor(const struct vt *vt);
pid_t vt_pid(const struct vt *vt);
/* Sends the signal (0: none), hangs up, waits; the wait status. A program
 * that does not end is killed and -1 returned. */
int vt_close(struct vt **vt, int signal);

#endif
