/* SPDX-License-Identifier: MIT */
#ifndef UI_VIEW_H
#define UI_VIEW_H

#include "base/arena.h"
#include "base/attr.h"
#include "base/date.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What a screen has to say, without a size or a place (DESIGN §3). A screen
 * fills a view; a renderer turns it into cells or lines. Texts given are
 * copied into the view's arena.
 */
struct entry;

/* A column of a list. Width follows the content, so that related cells stand
 * together; where it is too narrow the `grow` columns give way first. One
 * with `from` is shown only on terminals that wide. */
struct column {
	const char *title;
	bool grow;
	bool right; /* numbers */
	int from;   /* 0: always; else least terminal columns */
	int most;   /* most columns it takes; 0: no limit */
};

/* State by word; colour only says the same again (UI §2). */
enum word { WORD_PLAIN, WORD_GOOD, WORD_SOON, WORD_LATE };

struct view_cell {
	const char *text;
	enum word word;
};

struct view_row {
	int64_t id;	  /* for the handlers; finds the row again after a
			     reload where it has no key */
	const char *key;  /* what it is, wherever it stands; NULL: its id */
	const char *kind; /* which list it is in, for the handlers */
	const char *band; /* heading of the rows from here on; NULL: none */
	struct view_cell *cells;
	size_t cell_count;
};

enum block_kind {
	BLOCK_LIST, /* columns and rows; all rows of a view are one sequence */
	BLOCK_FIELDS,  /* label and value pairs, side by side where they fit */
	BLOCK_TEXT,    /* wrapped paragraphs */
	BLOCK_PAGE,    /* lines as they are, scrolled */
	BLOCK_CHOICES, /* numbered choices; a digit picks */
	BLOCK_ENTRY    /* a form being filled in */
};

struct view_pair {
	const char *label;
	const char *value;
	enum word word;
};

struct view_block {
	enum block_kind kind;
	const char *heading;  /* NULL: none */
	const char *row_kind; /* LIST: of the rows that follow */
	const char *empty;    /* what an empty list says */
	const struct column *columns;
	size_t column_count;
	struct view_row *rows;
	size_t row_count;
	struct view_pair *pairs; /* FIELDS; CHOICES: label = digit */
	size_t pair_count;
	const char *text; /* TEXT, PAGE */
	struct entry *entry;
};

struct view {
	struct arena *arena;
	const char *title; /* after the screen's own title */
	struct view_block *blocks;
	size_t block_count;
};

/* Names what is shown: "案件 · （2026）测0101刑初12号". */
void view_title(struct view *view, const char *format, ...) PRINTF(2, 3);
/* Starts a list; rows and cells that follow go to it. `kind` tells rows of
 * several lists apart. */
void view_list(struct view *view, const char *kind, const char *heading,
	const struct column *columns, size_t count);
/* What the list says while it has no rows: what to do next. */
void view_empty(struct view *view, const char *text);
void view_row(struct view *view, int64_t id);
/* Of the row begun last: what it is. A list whose ids are places in an array
 * names its rows so, that the cursor stays on one when others come above. */
void view_key(struct view *view, const char *format, ...) PRINTF(2, 3);
/* Of the row begun last: parts the list, under the same columns. */
void view_band(struct view *view, const char *format, ...) PRINTF(2, 3);
void view_text(struct view *view, const char *text);
void view_textf(struct view *view, const char *format, ...) PRINTF(2, 3);
void view_date(struct view *view, struct date date);
void view_word(struct view *view, enum word word, const char *text);
/* Starts pairs of label and value. */
void view_fields(struct view *view, const char *heading);
void view_field(struct view *view, const char *label, const char *value);
void view_field_word(struct view *view, const char *label, enum word word,
	const char *value);
/* Wrapped text; '\n' parts paragraphs. */
void view_paragraph(struct view *view, const char *heading, const char *text);
/* Lines as they are (a printed page). */
void view_page(struct view *view, const char *text);
/* A numbered choice; the action of that digit runs. */
void view_choice(struct view *view, const char *digit, const char *label);
void view_entry(struct view *view, struct entry *entry);

/* All list rows of the view in order; NULL past the end. */
const struct view_row *view_row_at(const struct view *view, int row);
int view_row_count(const struct view *view);
/* The view as text, for golden tests: blocks, rows, pairs, without layout. */
struct buf;
void view_dump(const struct view *view, struct buf *out);

#endif
