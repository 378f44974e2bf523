/* SPDX-License-Identifier: MIT */
#ifndef SUPPORT_VT_OWN_H
#define SUPPORT_VT_OWN_H

#include "base/attr.h"
#include "tests/support/vt/vt.h"

#include <stdint.h>
#include <vterm.h>

/* What the files of the terminal for tests share. */

enum keyboard { KEYBOARD_XTERM, KEYBOARD_LINUX, KEYBOARD_PUTTY, KEYBOARDS };

struct vt {
	int descriptor;
	pid_t pid;
	bool is_ended; /* the line is closed */
	bool is_reaped;
	int status;
	enum keyboard keyboard;
	bool is_silent;
	int rows;
	int columns;
	VTerm *term;
	VTermScreen *screen;
	struct glyphs *glyphs;
	struct line *line; /* NULL: at once */
	struct buf wire;
	struct buf text;
	int reads;
	VTermScreenCell *snapshot; /* the glass at the mark */
	int snapshot_rows;
	int snapshot_columns;
	VTermPos snapshot_cursor;
};

/* What the harness cannot do without ends the test, or whatever program uses
 * it: it knows nothing of check. */
NORETURN void vt_fail(const char *what);
static inline void
vt_must(bool holds, const char *what)
{
	if (!holds)
		vt_fail(what);
}
int64_t vt_milliseconds(void);
/* To the program, now. */
void vt_deliver(struct vt *vt, const char *bytes, size_t length);
/* To the glass, now. */
void vt_take(struct vt *vt, const char *bytes, size_t length);
/* What the program wrote; 0 if nothing came in so many milliseconds. */
size_t vt_read(struct vt *vt, char *bytes, size_t most, int limit);

/* vt_glyphs.c: bytes to what libvterm draws. It has one idea of how wide a
 * character is; one that this terminal draws wider is drawn as a stand-in. */
struct glyphs *glyph_open(enum vt_kind kind);
void glyph_close(struct glyphs **glyphs);
void glyph_read(struct glyphs *glyphs, const char *bytes, size_t length,
	struct buf *out);
void glyph_type(struct glyphs *glyphs, const char *text, size_t length,
	struct buf *out);
/* The character that a drawn one stands for. */
uint32_t glyph_of(uint32_t drawn);
/* The bytes of a character on the wire. */
size_t glyph_size(struct glyphs *glyphs, uint32_t drawn);
size_t glyph_bad(const struct glyphs *glyphs);
const struct buf *glyph_printed(const struct glyphs *glyphs);

/* vt_line.c: the model line. */
void line_close(struct line **line);
void line_send(struct line *line, const char *bytes, size_t length);
/* Waits as long as something is on its way; false if nothing came in the end.
 */
bool line_pump(struct vt *vt, int limit);

/* vt_bound.c */
void bound_mark(struct vt *vt);

#endif
