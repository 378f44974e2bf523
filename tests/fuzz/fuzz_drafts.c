/* SPDX-License-Identifier: MIT */
/*
 * The journal of drafts. First byte: the lines as they are, or with the right
 * check sum put before each, so that what is behind the sum is read.
 */
#include "fuzz.h"

#include "store/draft_book.h"

enum { SUM_LENGTH = 16 };

static void
add_sums(struct fuzz *fuzz, struct buf *out)
{
	while (fuzz->left > 0) {
		const uint8_t *end = memchr(fuzz->at, '\n', fuzz->left);
		size_t length =
			end == NULL ? fuzz->left : (size_t)(end - fuzz->at);
		char sum[DIGEST_TEXT];

		digest_text(DIGEST_SHA256, fuzz->at, length, sum);
		buf_add_bytes(out, sum, SUM_LENGTH);
		buf_add_char(out, '\t');
		buf_add_bytes(out, fuzz->at, length);
		buf_add_char(out, '\n');
		length += end != NULL;
		fuzz->at += length;
		fuzz->left -= length;
	}
}

static void
check_pages(const struct draft_book *book)
{
	size_t open = 0;

	for (size_t i = 0; i < book->count; i++) {
		const struct draft *draft = &book->pages[i].draft;

		open += !book->pages[i].is_over;
		FUZZ_CHECK(draft_book_find(book, draft->id) == &book->pages[i]);
		FUZZ_CHECK(draft->at != NULL);
		for (size_t k = 0; k < draft->entry_count; k++)
			FUZZ_CHECK(draft->entries[k].name != NULL &&
				   draft->entries[k].text != NULL);
	}
	FUZZ_CHECK(draft_book_open_count(book) == open);
}

/* What is written of a journal says the same as the journal, and no shorter
 * way can be found. */
static void
check_again(const struct draft_book *book, struct digester *sha,
	struct arena *arena)
{
	struct draft_book second = { .arena = arena };
	struct buf once = { 0 }, twice = { 0 };

	draft_book_write(book, sha, &once);
	draft_book_read(&second, sha, buf_text(&once), once.length);
	check_pages(&second);
	FUZZ_CHECK(
		draft_book_open_count(book) == draft_book_open_count(&second));
	draft_book_write(&second, sha, &twice);
	FUZZ_CHECK(once.length == twice.length);
	FUZZ_CHECK(strcmp(buf_text(&once), buf_text(&twice)) == 0);
	buf_free(&once);
	buf_free(&twice);
}

FUZZ_TARGET(drafts)
{
	struct arena arena = { 0 };
	struct draft_book book = { .arena = &arena };
	struct digester *sha = digest_open(DIGEST_SHA256);
	struct fuzz fuzz = { data, size };
	struct buf bytes = { 0 };

	if ((fuzz_byte(&fuzz) & 1U) != 0)
		add_sums(&fuzz, &bytes);
	else
		buf_add_bytes(&bytes, fuzz.at, fuzz.left);
	draft_book_read(&book, sha, buf_text(&bytes), bytes.length);
	check_pages(&book);
	check_again(&book, sha, &arena);
	buf_free(&bytes);
	digest_close(sha);
	arena_clear(&arena);
	return 0;
}
