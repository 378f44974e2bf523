/* SPDX-License-Identifier: MIT */
/*
 * forkpty and libvterm (terminal measurements §6). Text that is waited for
 * may come with half a frame: each wait ends with a quiet line.
 */
#include "vt_own.h"

#include "base/attr.h"
#include "base/utf8.h"

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { QUIET = 20, PIECE = 65536 };

struct keystroke {
	const char *name;
	const char *bytes[KEYBOARDS]; /* NULL: as XTERM */
};

/* clang-format off */
static const struct keystroke keystrokes[] = {
	{ "Enter",     { "\r", NULL, NULL } },
	{ "Tab",       { "\t", NULL, NULL } },
	{ "BackTab",   { "\033[Z", "\033\t", NULL } },
	{ "Backspace", { "\x7F", NULL, NULL } },
	{ "Space",     { " ", NULL, NULL } },
	{ "Esc",       { "\033", NULL, NULL } },
	{ "lt",        { "<", NULL, NULL } },
	{ "Up",        { "\033[A", NULL, NULL } },
	{ "Down",      { "\033[B", NULL, NULL } },
	{ "Right",     { "\033[C", NULL, NULL } },
	{ "Left",      { "\033[D", NULL, NULL } },
	{ "Home",      { "\033[H", "\033[1~", "\033[1~" } },
	{ "End",       { "\033[F", "\033[4~", "\033[4~" } },
	{ "Ins",       { "\033[2~", NULL, NULL } },
	{ "Del",       { "\033[3~", NULL, NULL } },
	{ "PgUp",      { "\033[5~", NULL, NULL } },
	{ "PgDn",      { "\033[6~", NULL, NULL } },
	{ "F1",        { "\033OP", "\033[[A", "\033[11~" } },
	{ "F2",        { "\033OQ", "\033[[B", "\033[12~" } },
	{ "F3",        { "\033OR", "\033[[C", "\033[13~" } },
	{ "F4",        { "\033OS", "\033[[D", "\033[14~" } },
	{ "F5",        { "\033[15~", "\033[[E", NULL } },
	{ "F6",        { "\033[17~", NULL, NULL } },
	{ "F7",        { "\033[18~", NULL, NULL } },
	{ "F8",        { "\033[19~", NULL, NULL } },
	{ "F9",        { "\033[20~", NULL, NULL } },
	{ "F10",       { "\033[21~", NULL, NULL } },
	{ "F11",       { "\033[23~", NULL, NULL } },
	{ "F12",       { "\033[24~", NULL, NULL } },
	{ "Paste",     { "\033[200~", NULL, NULL } },
	{ "/Paste",    { "\033[201~", NULL, NULL } },
};
/* clang-format on */

/* What libvterm answers to questions of the program. */
static void
on_answer(const char *bytes, size_t length, void *data)
{
	struct vt *vt = data;

	if (!vt->is_silent)
		vt_send_bytes(vt, bytes, length);
}

static void
set_environment(const char *term, const char *const env[])
{
	setenv("TERM", term, 1);
	unsetenv("LINES");
	unsetenv("COLUMNS");
	for (; env != NULL && *env != NULL; env++) {
		struct buf name = { 0 };
		size_t length = strcspn(*env, "=");

		buf_add_bytes(&name, *env, length);
		if ((*env)[length] == '=')
			setenv(buf_text(&name), *env + length + 1, 1);
		else
			unsetenv(buf_text(&name));
		buf_free(&name);
	}
}

static enum keyboard
keyboard_of(const char *term)
{
	if (strncmp(term, "linux", 5) == 0)
		return KEYBOARD_LINUX;
	if (strncmp(term, "putty", 5) == 0 || strncmp(term, "rxvt", 4) == 0)
		return KEYBOARD_PUTTY;
	return KEYBOARD_XTERM;
}

void
vt_fail(const char *what)
{
	warnx("terminal for tests: %s", what);
	abort();
}

/* forkpty with the emulator beside it; NULL in the child. */
static struct vt *
start(int rows, int columns, const char *term, const char *const env[])
{
	struct winsize size = { .ws_row = (unsigned short)rows,
		.ws_col = (unsigned short)columns };
	struct vt *vt = calloc(1, sizeof *vt);

	vt_must(vt != NULL, "memory");
	vt->rows = rows;
	vt->columns = columns;
	vt->keyboard = keyboard_of(term);
	vt->pid = forkpty(&vt->descriptor, NULL, NULL, &size);
	vt_must(vt->pid >= 0, "no pseudo terminal");
	if (vt->pid == 0) {
		free(vt);
		set_environment(term, env);
		return NULL;
	}
	/* A terminal opened later must not hold this line open. */
	vt_must(fcntl(vt->descriptor, F_SETFD, FD_CLOEXEC) == 0, "descriptor");
	vt->term = vterm_new(rows, columns);
	vterm_set_utf8(vt->term, 1);
	vt->screen = vterm_obtain_screen(vt->term);
	vterm_screen_enable_altscreen(vt->screen, 1);
	vterm_screen_reset(vt->screen, 1);
	vterm_output_set_callback(vt->term, on_answer, vt);
	vt_be(vt, VT_UTF8);
	vt_mark(vt);
	return vt;
}

struct vt *
vt_spawn(int rows, int columns, const char *term, const char *const env[],
	char *const argv[])
{
	struct vt *vt = start(rows, columns, term, env);

	if (vt != NULL)
		return vt;
	execvp(argv[0], argv);
	_exit(127);
}

struct vt *
vt_fork(int rows, int columns, const char *term, const char *const env[],
	int (*run)(void *arg), void *arg)
{
	struct vt *vt = start(rows, columns, term, env);

	if (vt != NULL)
		return vt;
	_exit(run(arg));
}

void
vt_be_silent(struct vt *vt)
{
	vt->is_silent = true;
}

void
vt_deliver(struct vt *vt, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t took = write(vt->descriptor, bytes, length);

		if (took < 0 && errno == EINTR)
			continue;
		if (took <= 0)
			return; /* the program ended; the test will see it */
		bytes += took;
		length -= (size_t)took;
	}
}

void
vt_send_bytes(struct vt *vt, const char *bytes, size_t length)
{
	if (vt->line == NULL)
		vt_deliver(vt, bytes, length);
	else
		line_send(vt->line, bytes, length);
}

/* Sends <NAME>; false if there is no such key. */
static bool
send_named(struct vt *vt, const char *name, size_t length)
{
	if (length == 3 && strncmp(name, "C-", 2) == 0) {
		char control = (char)(name[2] & 0x1f);

		vt_send_bytes(vt, &control, 1);
		return true;
	}
	for (size_t i = 0; i < ARRAY_LENGTH(keystrokes); i++) {
		const struct keystroke *k = &keystrokes[i];
		const char *bytes = k->bytes[vt->keyboard];

		if (strlen(k->name) != length ||
			memcmp(k->name, name, length) != 0)
			continue;
		bytes = bytes == NULL ? k->bytes[KEYBOARD_XTERM] : bytes;
		vt_send_bytes(vt, bytes, strlen(bytes));
		return true;
	}
	return false;
}

static void
type_text(struct vt *vt, const char *text, size_t length)
{
	struct buf bytes = { 0 };

	glyph_type(vt->glyphs, text, length, &bytes);
	vt_send_bytes(vt, bytes.data, bytes.length);
	buf_free(&bytes);
}

void
vt_send(struct vt *vt, const char *script)
{
	while (*script != '\0') {
		size_t length = strcspn(script, "<");
		const char *end;

		type_text(vt, script, length);
		script += length;
		if (*script == '\0')
			return;
		end = strchr(script, '>');
		vt_must(end != NULL && send_named(vt, script + 1,
					       (size_t)(end - script) - 1),
			script);
		script = end + 1;
	}
}

void
vt_take(struct vt *vt, const char *bytes, size_t length)
{
	struct buf drawn = { 0 };

	vt->reads++;
	buf_add_bytes(&vt->wire, bytes, length);
	glyph_read(vt->glyphs, bytes, length, &drawn);
	if (drawn.length > 0)
		vterm_input_write(vt->term, drawn.data, drawn.length);
	buf_free(&drawn);
}

size_t
vt_read(struct vt *vt, char *bytes, size_t most, int limit)
{
	struct pollfd line = { .fd = vt->descriptor, .events = POLLIN };
	ssize_t got;

	if (vt->is_ended || poll(&line, 1, limit) <= 0)
		return 0;
	got = read(vt->descriptor, bytes, most);
	if (got <= 0)
		vt->is_ended = got == 0 || errno != EINTR;
	return got > 0 ? (size_t)got : 0;
}

/* Takes in what the program wrote, waiting at most so long; false if nothing
 * came. */
static bool
pump(struct vt *vt, int limit)
{
	static char piece[PIECE];
	size_t got;

	if (vt->line != NULL)
		return line_pump(vt, limit);
	got = vt_read(vt, piece, sizeof piece, limit);
	if (got > 0)
		vt_take(vt, piece, got);
	return got > 0;
}

void
vt_settle(struct vt *vt, int quiet)
{
	int64_t end = vt_milliseconds() + VT_LIMIT;

	bool goes_on = true;

	while (goes_on && vt_milliseconds() < end)
		goes_on = pump(vt, quiet);
}

static bool
wait_for(struct vt *vt, const char *text, bool is_wanted)
{
	int64_t end = vt_milliseconds() + VT_LIMIT;

	for (;;) {
		int64_t left = end - vt_milliseconds();

		if ((strstr(vt_screen(vt), text) != NULL) == is_wanted) {
			vt_settle(vt, QUIET);
			if ((strstr(vt_screen(vt), text) != NULL) == is_wanted)
				return true;
		}
		if (left <= 0 || vt->is_ended)
			return false;
		pump(vt, (int)left);
	}
}

bool
vt_wait_text(struct vt *vt, const char *text)
{
	return wait_for(vt, text, true);
}

bool
vt_wait_gone(struct vt *vt, const char *text)
{
	return wait_for(vt, text, false);
}

/* Reaps the program if it ended. */
static bool
reap(struct vt *vt)
{
	if (!vt->is_reaped)
		vt->is_reaped =
			waitpid(vt->pid, &vt->status, WNOHANG) == vt->pid;
	return vt->is_reaped;
}

int
vt_wait_exit(struct vt *vt)
{
	int64_t end = vt_milliseconds() + VT_LIMIT;

	while (!reap(vt) && vt_milliseconds() < end)
		if (!pump(vt, 1))
			poll(NULL, 0, 1);
	vt_settle(vt, 0);
	return vt->is_reaped ? vt->status : -1;
}

static void
add_cell(struct buf *out, const VTermScreenCell *cell)
{
	char bytes[UTF8_MAX_BYTES];

	if (cell->chars[0] == 0)
		buf_add_char(out, ' ');
	for (size_t i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i] != 0;
		i++)
		buf_add_bytes(
			out, bytes, utf8_put(glyph_of(cell->chars[i]), bytes));
}

/* From a column on. */
static void
add_row(struct vt *vt, int row, int column)
{
	size_t from = vt->text.length;

	while (column < vt->columns) {
		VTermPos at = { row, column };
		VTermScreenCell cell;

		vterm_screen_get_cell(vt->screen, at, &cell);
		add_cell(&vt->text, &cell);
		column += cell.width > 1 ? 2 : 1;
	}
	while (vt->text.length > from &&
		vt->text.data[vt->text.length - 1] == ' ')
		buf_cut(&vt->text, vt->text.length - 1);
}

const char *
vt_row(struct vt *vt, int row)
{
	buf_clear(&vt->text);
	add_row(vt, row, 0);
	return buf_text(&vt->text);
}

const char *
vt_screen(struct vt *vt)
{
	buf_clear(&vt->text);
	for (int row = 0; row < vt->rows; row++) {
		add_row(vt, row, 0);
		buf_add_char(&vt->text, '\n');
	}
	return buf_text(&vt->text);
}

int
vt_columns(const struct vt *vt, int row)
{
	int columns = 0;

	for (int column = 0; column < vt->columns;) {
		VTermPos at = { row, column };
		VTermScreenCell cell;

		vterm_screen_get_cell(vt->screen, at, &cell);
		column += cell.width > 1 ? 2 : 1;
		if (cell.chars[0] != 0 && cell.chars[0] != ' ')
			columns = column;
	}
	return columns;
}

int
vt_column_of(struct vt *vt, int row, const char *text)
{
	for (int column = 0; column < vt->columns; column++) {
		VTermPos at = { row, column };
		VTermScreenCell cell;

		vterm_screen_get_cell(vt->screen, at, &cell);
		if (cell.chars[0] == (uint32_t)-1)
			continue;
		buf_clear(&vt->text);
		add_row(vt, row, column);
		if (strncmp(buf_text(&vt->text), text, strlen(text)) == 0)
			return column;
	}
	return -1;
}

void
vt_cursor(const struct vt *vt, int *row, int *column)
{
	VTermPos at;

	vterm_state_get_cursorpos(vterm_obtain_state(vt->term), &at);
	*row = at.row;
	*column = at.col;
}

bool
vt_has_look(const struct vt *vt, int row, int column)
{
	VTermPos at = { row, column };
	VTermScreenCell cell;

	vterm_screen_get_cell(vt->screen, at, &cell);
	return cell.attrs.bold != 0 || cell.attrs.underline != 0 ||
	       cell.attrs.reverse != 0 ||
	       !VTERM_COLOR_IS_DEFAULT_FG(&cell.fg) ||
	       !VTERM_COLOR_IS_DEFAULT_BG(&cell.bg);
}

void
vt_resize(struct vt *vt, int rows, int columns)
{
	struct winsize size = { .ws_row = (unsigned short)rows,
		.ws_col = (unsigned short)columns };

	vt->rows = rows;
	vt->columns = columns;
	vterm_set_size(vt->term, rows, columns);
	ioctl(vt->descriptor, TIOCSWINSZ, &size);
}

void
vt_mark(struct vt *vt)
{
	buf_clear(&vt->wire);
	vt->reads = 0;
	bound_mark(vt);
}

size_t
vt_bytes(const struct vt *vt)
{
	return vt->wire.length;
}

int
vt_reads(const struct vt *vt)
{
	return vt->reads;
}

const struct buf *
vt_wire(const struct vt *vt)
{
	return &vt->wire;
}

bool
vt_has_sent(const struct vt *vt, const char *bytes)
{
	size_t length = strlen(bytes);

	for (size_t i = 0; i + length <= vt->wire.length; i++)
		if (memcmp(vt->wire.data + i, bytes, length) == 0)
			return true;
	return false;
}

void
vt_be(struct vt *vt, enum vt_kind kind)
{
	glyph_close(&vt->glyphs);
	vt->glyphs = glyph_open(kind);
	vterm_set_utf8(vt->term, kind != VT_LATIN1);
	vterm_screen_reset(vt->screen, 1); /* it reads bytes so from then on */
}

size_t
vt_bad_bytes(const struct vt *vt)
{
	return glyph_bad(vt->glyphs);
}

const struct buf *
vt_printed(const struct vt *vt)
{
	return glyph_printed(vt->glyphs);
}

int
vt_descriptor(const struct vt *vt)
{
	return vt->descriptor;
}

pid_t
vt_pid(const struct vt *vt)
{
	return vt->pid;
}

int
vt_close(struct vt **vt, int signal)
{
	struct vt *v = *vt;
	int64_t end = vt_milliseconds() + VT_LIMIT;
	int status;

	*vt = NULL;
	if (signal != 0 && !reap(v))
		kill(v->pid, signal);
	else if (signal == 0)
		close(v->descriptor);
	/* After a signal the line stays open for what is said in parting. */
	while (!reap(v) && vt_milliseconds() < end)
		if (signal == 0 || !pump(v, 1))
			poll(NULL, 0, 1);
	status = v->is_reaped ? v->status : -1;
	if (!v->is_reaped) {
		kill(v->pid, SIGKILL);
		waitpid(v->pid, NULL, 0);
	}
	if (signal != 0)
		close(v->descriptor);
	vterm_free(v->term);
	glyph_close(&v->glyphs);
	line_close(&v->line);
	free(v->snapshot);
	buf_free(&v->wire);
	buf_free(&v->text);
	free(v);
	return status;
}
