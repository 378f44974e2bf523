/* SPDX-License-Identifier: MIT */
#ifndef STORE_DRAFT_BOOK_H
#define STORE_DRAFT_BOOK_H

#include "base/buf.h"
#include "base/digest.h"
#include "store/drafts.h"

/*
 * The lines of a journal, as bytes: made and read, no files. A line is
 *
 *     SUM TAB WORD TAB ID TAB INSTANT [TAB NAME TAB TEXT]... LF
 *
 * SUM: 16 hex digits of SHA-256 over what follows its TAB up to the LF.
 * WORD: new, set, unset, end. In names and texts \t \n \r \\ stand for TAB,
 * LF, CR and \. A line that does not read so, or whose sum is wrong, was
 * torn and counts for nothing.
 */
enum draft_word { DRAFT_NEW, DRAFT_SET, DRAFT_UNSET, DRAFT_END };

struct draft_line {
	enum draft_word word;
	int64_t id;
	int64_t at;
	const struct draft_entry *entries;
	size_t entry_count;
};

void draft_line_write(
	struct buf *out, struct digester *sha, const struct draft_line *line);

/* All drafts of a journal, those that are over as well. */
struct draft_page {
	struct draft draft;
	size_t place; /* of its last line, counted from the start */
	bool is_over;
};
struct draft_book {
	struct arena *arena;
	struct draft_page *pages;
	size_t count;
	size_t *slots; /* page number + 1 by id, open addressing */
	size_t slot_count;
	size_t lines;
};

/* Reads the journal into `book`; everything lives in its arena. */
void draft_book_read(struct draft_book *book, struct digester *sha,
	const char *bytes, size_t length);
/* NULL if there is none. */
struct draft_page *draft_book_find(const struct draft_book *book, int64_t id);
/* Appends the drafts that are not over, in the order they began, in as few
 * lines as say the same. */
void draft_book_write(
	const struct draft_book *book, struct digester *sha, struct buf *out);
/* Drafts that are not over. */
size_t draft_book_open_count(const struct draft_book *book);
/* Those, latest touched first. */
struct draft *draft_book_sorted(
	const struct draft_book *book, struct arena *arena, size_t *count);

#endif
