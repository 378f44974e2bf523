/* SPDX-License-Identifier: MIT */
/* The lines of a journal. Knows bytes; files and locks are drafts.c. */
#include "store/draft_book.h"

#include "base/utf8.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { SUM_LENGTH = 16, FIRST_SLOTS = 64, MOST_FIELDS = 20000 };

static const char *const words[] = {
	[DRAFT_NEW] = "new",
	[DRAFT_SET] = "set",
	[DRAFT_UNSET] = "unset",
	[DRAFT_END] = "end",
};

/* What may not stand in a field, and the letter that stands for it. */
static const struct {
	char plain;
	char letter;
} escapes[] = { { '\t', 't' }, { '\n', 'n' }, { '\r', 'r' }, { '\\', '\\' } };

static void
add_escaped(struct buf *out, const char *text)
{
	for (; *text != '\0'; text++) {
		size_t i = 0;

		while (i < ARRAY_LENGTH(escapes) && escapes[i].plain != *text)
			i++;
		if (i == ARRAY_LENGTH(escapes)) {
			buf_add_char(out, *text);
		} else {
			buf_add_char(out, '\\');
			buf_add_char(out, escapes[i].letter);
		}
	}
}

/* In place; false if an escape is not one of ours. */
static bool
unescape(char *text)
{
	char *to = text;

	for (; *text != '\0'; text++) {
		size_t i = 0;

		if (*text != '\\') {
			*to++ = *text;
			continue;
		}
		text++;
		while (i < ARRAY_LENGTH(escapes) && escapes[i].letter != *text)
			i++;
		if (i == ARRAY_LENGTH(escapes))
			return false;
		*to++ = escapes[i].plain;
	}
	*to = '\0';
	return true;
}

static void
sum_of(struct digester *sha, const char *bytes, size_t length,
	char out[DIGEST_TEXT])
{
	struct digest_part part = { bytes, length };

	digest_parts(sha, &part, 1, out);
	out[SUM_LENGTH] = '\0';
}

void
draft_line_write(
	struct buf *out, struct digester *sha, const struct draft_line *line)
{
	struct buf body = { 0 };
	char sum[DIGEST_TEXT];

	buf_addf(&body, "%s\t%" PRId64 "\t%" PRId64, words[line->word],
		line->id, line->at);
	for (size_t i = 0; i < line->entry_count; i++) {
		buf_add_char(&body, '\t');
		add_escaped(&body, line->entries[i].name);
		buf_add_char(&body, '\t');
		add_escaped(&body, line->entries[i].text);
	}
	sum_of(sha, buf_text(&body), body.length, sum);
	buf_addf(out, "%s\t%s\n", sum, buf_text(&body));
	buf_free(&body);
}

static size_t
slot_of(const struct draft_book *book, int64_t id)
{
	uint64_t hash = (uint64_t)id * UINT64_C(0x9E3779B97F4A7C15);
	size_t slot = (size_t)(hash >> 32) & (book->slot_count - 1);

	while (book->slots[slot] != 0 &&
		book->pages[book->slots[slot] - 1].draft.id != id)
		slot = (slot + 1) & (book->slot_count - 1);
	return slot;
}

static void
make_room(struct draft_book *book)
{
	if (book->count * 2 < book->slot_count)
		return;
	book->slot_count =
		book->slot_count == 0 ? FIRST_SLOTS : book->slot_count * 2;
	book->slots = arena_alloc(
		book->arena, book->slot_count * sizeof *book->slots);
	for (size_t i = 0; i < book->count; i++)
		book->slots[slot_of(book, book->pages[i].draft.id)] = i + 1;
}

struct draft_page *
draft_book_find(const struct draft_book *book, int64_t id)
{
	size_t page;

	if (book->slot_count == 0)
		return NULL;
	page = book->slots[slot_of(book, id)];
	return page == 0 ? NULL : &book->pages[page - 1];
}

static struct draft_page *
page_for(struct draft_book *book, int64_t id)
{
	struct draft_page page = { .draft = { .id = id, .at = "" } };

	make_room(book);
	if (draft_book_find(book, id) != NULL)
		return draft_book_find(book, id);
	book->pages =
		arena_grow(book->arena, book->pages, book->count, sizeof page);
	book->pages[book->count] = page;
	/* Its id is in the page now, so the slot that is found is the empty
	 * one where it belongs. */
	book->slots[slot_of(book, id)] = book->count + 1;
	return &book->pages[book->count++];
}

static void
set_entry(struct arena *arena, struct draft *draft,
	const struct draft_entry *entry)
{
	for (size_t i = 0; i < draft->entry_count; i++) {
		if (strcmp(draft->entries[i].name, entry->name) == 0) {
			draft->entries[i].text = entry->text;
			return;
		}
	}
	draft->entries = arena_grow(
		arena, draft->entries, draft->entry_count, sizeof *entry);
	draft->entries[draft->entry_count++] = *entry;
}

static void
unset_entry(struct draft *draft, const char *name)
{
	size_t kept = 0;

	for (size_t i = 0; i < draft->entry_count; i++) {
		if (strcmp(draft->entries[i].name, name) != 0)
			draft->entries[kept++] = draft->entries[i];
	}
	draft->entry_count = kept;
}

/* A line for a draft whose beginning was lost still keeps its text. */
static void
apply(struct draft_book *book, const struct draft_line *line)
{
	struct draft_page *page = page_for(book, line->id);
	struct draft *draft = &page->draft;

	if (page->is_over)
		return;
	page->place = book->lines;
	if (draft->started == 0)
		draft->started = line->at;
	draft->touched = line->at;
	if (line->word == DRAFT_END)
		page->is_over = true;
	for (size_t i = 0; i < line->entry_count; i++) {
		if (line->word == DRAFT_UNSET)
			unset_entry(draft, line->entries[i].name);
		else
			set_entry(book->arena, draft, &line->entries[i]);
		if (line->word != DRAFT_NEW)
			draft->at = line->entries[i].name;
	}
}

/* Cuts the next field off; NULL after the last. */
static char *
take_field(char **rest)
{
	char *field = *rest;
	char *tab;

	if (field == NULL)
		return NULL;
	tab = strchr(field, '\t');
	if (tab != NULL)
		*tab++ = '\0';
	*rest = tab;
	return field;
}

static bool
take_number(char **rest, int64_t *out)
{
	const char *field = take_field(rest);
	char *end;
	long long number;

	if (field == NULL || *field == '\0')
		return false;
	errno = 0;
	number = strtoll(field, &end, 10);
	*out = number;
	return errno == 0 && *end == '\0';
}

static bool
take_word(char **rest, enum draft_word *out)
{
	const char *field = take_field(rest);

	for (size_t i = 0; field != NULL && i < ARRAY_LENGTH(words); i++) {
		if (strcmp(field, words[i]) == 0) {
			*out = (enum draft_word)i;
			return true;
		}
	}
	return false;
}

static bool
take_entries(struct arena *arena, char *rest, struct draft_line *line)
{
	struct draft_entry *entries = NULL;

	while (rest != NULL && line->entry_count < MOST_FIELDS) {
		char *name = take_field(&rest);
		char *text = take_field(&rest);

		if (text == NULL || name[0] == '\0' || !unescape(name) ||
			!unescape(text))
			return false;
		entries = arena_grow(
			arena, entries, line->entry_count, sizeof *entries);
		entries[line->entry_count++] =
			(struct draft_entry){ name, text };
	}
	line->entries = entries;
	return true;
}

static void
read_line(struct draft_book *book, struct digester *sha, const char *bytes,
	size_t length)
{
	const char *body = bytes + SUM_LENGTH + 1;
	struct draft_line line = { .word = DRAFT_NEW };
	char sum[DIGEST_TEXT];
	char *rest;

	if (length <= SUM_LENGTH + 1 || bytes[SUM_LENGTH] != '\t')
		return;
	length -= SUM_LENGTH + 1;
	sum_of(sha, body, length, sum);
	if (memcmp(sum, bytes, SUM_LENGTH) != 0 || !utf8_valid(body, length))
		return;
	rest = arena_copy_bytes(book->arena, body, length);
	if (take_word(&rest, &line.word) && take_number(&rest, &line.id) &&
		take_number(&rest, &line.at) &&
		take_entries(book->arena, rest, &line))
		apply(book, &line);
}

void
draft_book_read(struct draft_book *book, struct digester *sha,
	const char *bytes, size_t length)
{
	const char *end = bytes + length;

	while (bytes < end) {
		const char *line_end =
			memchr(bytes, '\n', (size_t)(end - bytes));

		if (line_end == NULL)
			return;
		book->lines++;
		read_line(book, sha, bytes, (size_t)(line_end - bytes));
		bytes = line_end + 1;
	}
}

/* Its beginning with all texts, then one line for when and where it was
 * touched last. */
static void
write_page(const struct draft *draft, struct digester *sha, struct buf *out)
{
	struct draft_line line = { DRAFT_NEW, draft->id, draft->started,
		draft->entries, draft->entry_count };
	struct draft_entry last = { draft->at, "" };

	draft_line_write(out, sha, &line);
	if (draft->at[0] == '\0')
		return;
	line = (struct draft_line){ DRAFT_UNSET, draft->id, draft->touched,
		&last, 1 };
	for (size_t i = 0; i < draft->entry_count; i++) {
		if (strcmp(draft->entries[i].name, draft->at) != 0)
			continue;
		line.word = DRAFT_SET;
		last.text = draft->entries[i].text;
	}
	draft_line_write(out, sha, &line);
}

void
draft_book_write(
	const struct draft_book *book, struct digester *sha, struct buf *out)
{
	for (size_t i = 0; i < book->count; i++) {
		if (!book->pages[i].is_over)
			write_page(&book->pages[i].draft, sha, out);
	}
}

size_t
draft_book_open_count(const struct draft_book *book)
{
	size_t count = 0;

	for (size_t i = 0; i < book->count; i++)
		count += book->pages[i].is_over ? 0 : 1;
	return count;
}

static int
by_touch(const void *a, const void *b)
{
	const struct draft_page *one = *(const struct draft_page *const *)a;
	const struct draft_page *two = *(const struct draft_page *const *)b;

	if (one->draft.touched != two->draft.touched)
		return one->draft.touched < two->draft.touched ? 1 : -1;
	return (one->place < two->place) - (one->place > two->place);
}

struct draft *
draft_book_sorted(
	const struct draft_book *book, struct arena *arena, size_t *count)
{
	size_t open_count = draft_book_open_count(book);
	const struct draft_page **pages = arena_alloc(
		arena, (open_count + 1) * sizeof(const struct draft_page *));
	struct draft *drafts =
		arena_alloc(arena, (open_count + 1) * sizeof *drafts);
	size_t n = 0;

	for (size_t i = 0; i < book->count; i++) {
		if (!book->pages[i].is_over)
			pages[n++] = &book->pages[i];
	}
	qsort(pages, n, sizeof(const struct draft_page *), by_touch);
	for (size_t i = 0; i < n; i++)
		drafts[i] = pages[i]->draft;
	*count = n;
	return drafts;
}
