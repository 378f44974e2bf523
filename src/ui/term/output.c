/* SPDX-License-Identifier: MIT */
/*
 * ncurses as output engine (DESIGN §10). It writes into encode.c's sink; the
 * line, the signals and the keys are not its business.
 */
#include "ui/term/output.h"

#include "base/fatal.h"
#include "base/utf8.h"
#include "ui/term/anew.h"
#include "ui/term/encode.h"
#include "ui/term/terminfo.h"
#include "ui/term/tty.h"
#include "ui/term/wcwidth.h"

#define NCURSES_NOMACROS
#include <curses.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

struct output {
	struct encode encode;
	SCREEN *screen;
	enum level level;
	bool has_color;
	bool has_paste; /* bracketed paste was asked for */
	int rows;
	int columns;
	struct cell *shown; /* what ncurses was told, rows * columns */
};

enum { PAIR_GOOD = 1, PAIR_SOON, PAIR_LATE };

struct look_way {
	attr_t attributes;
	short pair;	/* where there is colour, 0: none */
	attr_t without; /* where there is none */
};

/* clang-format off */
/* At level rich; plain has no attributes at all: a coloured hanzi is 27 bytes,
 * a plain one 3 (terminal measurements §3). */
static const struct look_way looks[] = {
	[LOOK_PLAIN]  = { A_NORMAL,    0,         A_NORMAL },
	[LOOK_STRONG] = { A_BOLD,      0,         A_BOLD },
	[LOOK_FOCUS]  = { A_REVERSE,   0,         A_REVERSE },
	[LOOK_FIELD]  = { A_UNDERLINE, 0,         A_UNDERLINE },
	[LOOK_DIM]    = { A_DIM,       0,         A_DIM },
	[LOOK_GOOD]   = { A_NORMAL,    PAIR_GOOD, A_NORMAL },
	[LOOK_SOON]   = { A_NORMAL,    PAIR_SOON, A_BOLD },
	[LOOK_LATE]   = { A_BOLD,      PAIR_LATE, A_BOLD },
};

static const char *const locales[] = { "C.UTF-8", "zh_CN.UTF-8",
	"en_US.UTF-8" };
/* clang-format on */

/* ncurses writes characters as the locale says; ours are UTF-8 whatever LANG
 * says. */
static bool
use_utf8(struct err *err)
{
	for (size_t i = 0; i < ARRAY_LENGTH(locales); i++)
		if (setlocale(LC_CTYPE, locales[i]) != NULL)
			return true;
	return err_set(err, ERR_IO,
		"这台机器没有 UTF-8 语言环境（C.UTF-8、zh_CN.UTF-8、"
		"en_US.UTF-8 都没有），汉字送不出去。请管理员安装其中一个。");
}

/* Does ncurses ask our wcwidth()? Then a quotation mark moves it on as we
 * say. */
static bool
check_wcwidth(struct err *err)
{
	static const enum width_of ways[] = { WIDTH_TERM_WIDE,
		WIDTH_TERM_NARROW };
	WINDOW *pad = newpad(1, 8);
	bool is_ours = pad != NULL;

	for (size_t i = 0; is_ours && i < ARRAY_LENGTH(ways); i++) {
		wcwidth_set(ways[i]);
		wmove(pad, 0, 0);
		waddnwstr(pad, L"\u201c", 1);
		is_ours = getcurx(pad) == width_char(0x201C, ways[i]);
	}
	if (pad != NULL)
		delwin(pad);
	return is_ours || err_set(err, ERR_BUG,
				  "程序编译有误：ncurses 没有用我们的字宽表，"
				  "屏幕会错位。请重新编译，不要隐藏符号 "
				  "wcwidth。");
}

/* A terminal string, NULL if the terminal has none. */
static const char *
capability(const char *name)
{
	const char *text = tigetstr(name);

	/* tigetstr: -1 if there is no string of that name. */
	return (intptr_t)text == -1 ? NULL : text;
}

static void
choose_colors(struct output *output)
{
	const char *refused = getenv("NO_COLOR");

	output->has_color = false;
	if (output->level != LEVEL_RICH || !has_colors() ||
		(refused != NULL && refused[0] != '\0'))
		return;
	output->has_color = start_color() == OK && use_default_colors() == OK &&
			    init_pair(PAIR_GOOD, COLOR_GREEN, -1) == OK &&
			    init_pair(PAIR_SOON, COLOR_YELLOW, -1) == OK &&
			    init_pair(PAIR_LATE, COLOR_RED, -1) == OK;
}

/* Only where terminfo knows of it: a vt100 or the Linux console would show
 * what it does not understand. BE is newer than some terminfo databases. */
static bool
knows_paste(const char *name)
{
	return capability("BE") != NULL || strncmp(name, "xterm", 5) == 0;
}

/* What puts the terminal back, should we end by abort(). */
static void
prepare_farewell(const struct output *output)
{
	static const char *const names[] = { "sgr0", "cnorm", "rmcup" };
	struct buf bytes = { 0 };

	if (output->has_paste)
		buf_add(&bytes, "\033[?2004l");
	for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
		(void)terminfo_string(names[i], &bytes);
	buf_add(&bytes, "\r\n");
	tty_farewell(buf_text(&bytes), bytes.length);
	buf_free(&bytes);
}

/* Does a line feed step down, and a full row leave the cursor there? Then
 * motion.c knows where it is. */
static bool
has_feed(void)
{
	const char *down = capability("cud1");
	const char *right = capability("cuf");

	return down != NULL && strcmp(down, "\n") == 0 && right != NULL &&
	       strcmp(right, "\033[%p1%dC") == 0 &&
	       (tigetflag("xenl") > 0 || tigetflag("am") <= 0);
}

static bool
start(struct output *output, struct err *err)
{
	const char *name = getenv("TERM");

	if (name == NULL || name[0] == '\0')
		return err_set(err, ERR_IO,
			"没有说明终端类型（环境变量 TERM 是空的）。"
			"请先输入 export TERM=xterm，再运行一次。");
	/* Padding is for terminals without XON/XOFF, which a serial line here
	 * has; and it makes ncurses take clearing a row for dear. */
	setenv("NCURSES_NO_PADDING", "1", 1);
	output->screen = newterm(name, output->encode.sink, stdin);
	if (output->screen == NULL)
		return err_set(err, ERR_IO,
			"不认识终端类型 %s。请先输入 export TERM=xterm"
			"（或 vt100），再运行一次。",
			name);
	if (capability("cup") == NULL)
		return err_set(err, ERR_IO,
			"终端类型 %s 不能移动光标，显示不了画面。请先输入 "
			"export TERM=xterm（或 vt100），再运行一次。",
			name);
	typeahead(-1); /* a frame is whole, whatever is typed meanwhile */
	nonl();
	choose_colors(output);
	output->encode.has_feed = has_feed();
	output->has_paste = knows_paste(name);
	if (output->has_paste)
		encode_say(&output->encode, "\033[?2004h");
	prepare_farewell(output);
	return check_wcwidth(err);
}

static void
free_output(struct output *output)
{
	if (output->screen != NULL)
		delscreen(output->screen);
	encode_close(&output->encode);
	free(output->shown);
	free(output);
}

bool
output_open(const struct wire *wire, int rows, int columns, struct output **out,
	struct err *err)
{
	struct output *output = calloc(1, sizeof *output);

	if (output == NULL)
		fatal("内存不足");
	output->level = wire->level;
	if (!use_utf8(err) ||
		!encode_open(&output->encode, wire->encoding, err) ||
		!start(output, err)) {
		free_output(output);
		return false;
	}
	output_resize(output, rows, columns);
	*out = output;
	return true;
}

void
output_close(struct output **output)
{
	struct output *o = *output;

	if (o == NULL)
		return;
	*output = NULL;
	if (o->has_paste)
		encode_say(&o->encode, "\033[?2004l");
	endwin();
	/* Nobody is left to tell if it fails. */
	if (encode_send(&o->encode))
		tty_break_off("", 0);
	free_output(o);
}

static void
blank(struct output *output)
{
	for (int i = 0; i < output->rows * output->columns; i++)
		output->shown[i] = (struct cell){ .text = " " };
	werase(stdscr);
}

/* By a frame that is blank. clearok() would do, but leaves ncurses with wrong
 * ideas of its rows: the next list was not scrolled but sent (1201 bytes
 * instead of 361). */
static void
wipe(struct output *output)
{
	blank(output);
	wnoutrefresh(stdscr);
	doupdate();
}

void
output_forget(struct output *output)
{
	blank(output);
	clearok(curscr, TRUE);
	motion_forget(&output->encode.motion, output->rows);
}

bool
output_adopt(struct output *output, const struct wire *wire, struct err *err)
{
	if (!encode_speak(&output->encode, wire->encoding, err))
		return false;
	if (output->level != wire->level) {
		output->level = wire->level;
		choose_colors(output);
	}
	output_forget(output);
	return true;
}

void
output_resize(struct output *output, int rows, int columns)
{
	resize_term(rows, columns);
	free(output->shown);
	output->shown =
		calloc((size_t)rows * (size_t)columns, sizeof *output->shown);
	if (output->shown == NULL)
		fatal("内存不足");
	output->rows = rows;
	output->columns = columns;
	output_forget(output);
}

/* Tells ncurses one cell: a character with its marks, and its look. */
static void
tell(const struct output *output, int row, int column, const struct cell *cell)
{
	wchar_t wide[1 + UTF8_MAX_MARKS + 1] = { 0 };
	const struct look_way *way = &looks[cell->look];
	const char *at = cell->text;
	attr_t attributes = A_NORMAL;
	short pair = 0;
	cchar_t out;

	for (size_t i = 0; i + 1 < ARRAY_LENGTH(wide); i++)
		wide[i] = (wchar_t)utf8_next(&at);
	if (wide[0] == 0)
		wide[0] = L' ';
	if (output->level == LEVEL_RICH)
		attributes = output->has_color ? way->attributes : way->without;
	if (output->has_color)
		pair = way->pair;
	if (setcchar(&out, wide, attributes, pair, NULL) == OK)
		mvadd_wch(row, column, &out);
}

static bool
is_same(const struct output *output, const struct cell *a, const struct cell *b)
{
	return memcmp(a->text, b->text, sizeof a->text) == 0 &&
	       (output->level != LEVEL_RICH || a->look == b->look);
}

/* Tells ncurses what differs. The right half of a wide character goes with
 * its left one, which differs whenever it does. */
static void
tell_changes(struct output *output, const struct cells *cells)
{
	int rows = cells->rows < output->rows ? cells->rows : output->rows;
	int columns = cells->columns < output->columns ? cells->columns
						       : output->columns;

	for (int i = 0; i < rows * columns; i++) {
		int row = i / columns;
		int column = i % columns;
		const struct cell *cell =
			&cells->grid[row * cells->columns + column];
		struct cell *shown =
			&output->shown[row * output->columns + column];

		if (is_same(output, cell, shown))
			continue;
		*shown = *cell;
		if (cell->text[0] != '\0')
			tell(output, row, column, cell);
	}
}

static bool
is_cheaper_anew(const struct output *output, const struct cells *cells)
{
	const struct cells shown = { .rows = output->rows,
		.columns = output->columns,
		.grid = output->shown };
	bool is_utf8 = encoder_of(output->encode.encoder) == ENCODING_UTF8;

	return anew_is_cheaper(&shown, cells, is_utf8 ? 3 : 2);
}

bool
output_show(struct output *output, const struct cells *cells)
{
	if (output->encode.width != cells->width) {
		output->encode.width = cells->width;
		output_forget(output);
	}
	wcwidth_set(cells->width);
	if (is_cheaper_anew(output, cells))
		wipe(output);
	tell_changes(output, cells);
	move(cells->cursor_row < output->rows ? cells->cursor_row
					      : output->rows - 1,
		cells->cursor_column < output->columns ? cells->cursor_column
						       : output->columns - 1);
	wnoutrefresh(stdscr);
	doupdate();
	if (cells->beep)
		beep();
	return encode_send(&output->encode);
}

void
output_on_blocked(struct output *output, encode_blocked *told, void *arg)
{
	encode_on_blocked(&output->encode, told, arg);
}

size_t
output_bytes(const struct output *output)
{
	return output->encode.bytes;
}

bool
output_pass(struct output *output, const struct buf *bytes, size_t stop)
{
	const char *end = buf_text(bytes) + bytes->length - stop;

	output_forget(output);
	tty_break_off(end, stop);
	if (!encode_pass(&output->encode, bytes)) {
		encode_say(&output->encode, end);
		return false;
	}
	tty_break_off("", 0);
	return true;
}
