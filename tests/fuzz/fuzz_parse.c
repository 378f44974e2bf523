/* SPDX-License-Identifier: MIT */
/* The small readers: dates, instants, words of encodings, CSV, whole files in
 * an unknown encoding. */
#include "fuzz.h"

#include "base/charset.h"
#include "base/clock.h"
#include "base/csv.h"
#include "base/encoding.h"
#include "base/initials.h"

static void
check_days(const char *text)
{
	char again[INSTANT_TEXT]; /* holds a date, too */
	struct date date, same;
	int64_t instant;

	if (date_parse(text, &date)) {
		FUZZ_CHECK(strcmp(date_format(date, again), text) == 0);
		FUZZ_CHECK(date_parse(again, &same));
		FUZZ_CHECK(date_compare(date, same) == 0);
	}
	if (clock_parse(text, &instant)) {
		clock_format(instant, again);
		FUZZ_CHECK(strlen(text) == strlen(again));
		FUZZ_CHECK(strncmp(again, text, 10) == 0);
		FUZZ_CHECK(strcmp(again + 11, text + 11) == 0);
	}
}

static void
check_csv(struct arena *arena, const char *text)
{
	struct csv csv;
	struct err err = { 0 };
	size_t cells = 0;
	int line = 0;

	if (!csv_read(arena, text, &csv, &err)) {
		FUZZ_CHECK(err.text[0] != '\0');
		return;
	}
	for (size_t i = 0; i < csv.count; i++) {
		FUZZ_CHECK(csv.rows[i].line > line);
		line = csv.rows[i].line;
		FUZZ_CHECK(csv.rows[i].count > 0);
		for (size_t k = 0; k < csv.rows[i].count; k++)
			cells += strlen(csv.rows[i].cells[k]) + 1;
	}
	FUZZ_CHECK(cells <= strlen(text) + 1);
}

/* What was read of a file can be written as such a file again. */
static void
check_back(const struct buf *text, enum charset charset)
{
	struct buf bytes = { 0 }, again = { 0 };
	struct charset_found found;
	struct err err = { 0 };
	size_t replaced;

	FUZZ_CHECK(charset_from_utf8(text, charset, &bytes, &replaced, &err));
	FUZZ_CHECK(replaced == 0 || charset == CHARSET_GBK);
	if (charset == CHARSET_UTF8 || charset == CHARSET_UTF8_BOM) {
		FUZZ_CHECK(charset_to_utf8(
			buf_text(&bytes), bytes.length, &again, &found, &err));
		FUZZ_CHECK(strcmp(buf_text(text), buf_text(&again)) == 0);
	}
	buf_free(&bytes);
	buf_free(&again);
}

static void
check_file(struct arena *arena, const char *bytes, size_t length)
{
	struct buf out = { 0 };
	struct err err = { 0 };
	struct charset_found found;

	if (charset_to_utf8(bytes, length, &out, &found, &err)) {
		FUZZ_CHECK(utf8_valid(buf_text(&out), out.length));
		check_csv(arena, buf_text(&out));
		check_back(&out, found.charset);
	} else {
		FUZZ_CHECK(err.text[0] != '\0');
		FUZZ_CHECK(out.length == 0);
	}
	buf_free(&out);
}

static void
check_initials(struct arena *arena, const char *text)
{
	struct initials found;

	initials_of(arena, text, INITIALS_NAME, &found);
	FUZZ_CHECK(found.count >= 1 && found.count <= INITIALS_MOST);
}

FUZZ_TARGET(parse)
{
	struct arena arena = { 0 };
	struct fuzz fuzz = { data, size };
	enum encoding encoding;
	char *text;

	check_file(&arena, (const char *)data, size);
	text = fuzz_text(&fuzz, SIZE_MAX);
	check_days(text);
	if (encoding_named(text, &encoding))
		FUZZ_CHECK((int)encoding < ENCODINGS);
	if (utf8_valid(text, strlen(text)))
		check_initials(&arena, text);
	free(text);
	arena_clear(&arena);
	return 0;
}
