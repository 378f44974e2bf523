/* SPDX-License-Identifier: MIT */
/*
 * The block stream and the page made of it. First two bytes: how wide and how
 * long a page is; then the stream itself, as hostile as it can be.
 */
#include "fuzz.h"

#include "base/width.h"
#include "form/page.h"
#include "form/stream.h"

enum { COLUMNS_LEAST = 40, COLUMNS_MORE = 100, LINES_MOST = 40 };

static void
check_blocks(const char *stream)
{
	struct arena arena = { 0 };
	const char *cursor = stream;
	const char *end = stream + strlen(stream);
	struct block block;

	while (stream_next(&arena, &cursor, &block)) {
		FUZZ_CHECK(cursor > stream && cursor <= end);
		stream = cursor;
		FUZZ_CHECK(block.kind != NULL && block.cell_count >= 1);
		for (size_t i = 0; i < block.cell_count; i++)
			FUZZ_CHECK(block.cells[i] != NULL);
	}
	FUZZ_CHECK(cursor == end);
	arena_clear(&arena);
}

static void
check_lines(const char *page, int columns)
{
	struct buf line = { 0 };

	while (*page != '\0') {
		size_t length = strcspn(page, "\n\f");

		buf_clear(&line);
		buf_add_bytes(&line, page, length);
		FUZZ_CHECK(fuzz_is_clean(buf_text(&line), UTF8_ONE_LINE));
		FUZZ_CHECK(width_text(buf_text(&line), WIDTH_PAPER) <= columns);
		page += length + (page[length] != '\0');
	}
	buf_free(&line);
}

FUZZ_TARGET(page)
{
	struct fuzz fuzz = { data, size };
	struct page_style style;
	struct buf page = { 0 };
	char *stream;

	style.columns = COLUMNS_LEAST + (int)fuzz_number(&fuzz, COLUMNS_MORE);
	style.lines = (int)fuzz_number(&fuzz, LINES_MOST);
	stream = fuzz_text(&fuzz, SIZE_MAX);
	check_blocks(stream);
	page_write(stream, &style, &page);
	check_lines(buf_text(&page), style.columns);
	buf_free(&page);
	free(stream);
	return 0;
}
