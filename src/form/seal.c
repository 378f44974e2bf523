/* SPDX-License-Identifier: MIT */
/*
 * The canonical bytes of a record and the digests over them. forms/SEAL.md
 * tells strangers the same; a change here is a new SEAL_VERSION.
 */
#include "form/seal.h"

#include "base/utf8.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char version_line[] = "bianhu-record 1\n";

enum { HEAD_LINES_MOST = 4000, CODE_DIGITS = 7, CODE_BITS = 5 };

/* 32 characters that nobody confuses: without 0 O 1 I. */
static const char code_alphabet[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

static void
add_escaped(struct buf *out, const char *text)
{
	for (; *text != '\0'; text++) {
		if (*text == '\\')
			buf_add(out, "\\\\");
		else if (*text == '\n')
			buf_add(out, "\\n");
		else
			buf_add_char(out, *text);
	}
}

static void
add_text(struct buf *out, const char *key, const char *text)
{
	buf_addf(out, "%s: ", key);
	add_escaped(out, text);
	buf_add_char(out, '\n');
}

static void
add_number(struct buf *out, const char *key, int64_t number)
{
	buf_addf(out, "%s: %" PRId64 "\n", key, number);
}

static void
write_head(const struct seal_head *head, struct buf *out)
{
	buf_add(out, version_line);
	add_text(out, "form", head->form);
	add_number(out, "form-version", head->form_version);
	add_text(out, "form-digest", head->digest);
	add_number(out, "record", head->record);
	add_number(out, "station", head->station);
	add_text(out, "station-name", head->station_name);
	add_text(out, "number", head->number);
	add_number(out, "matter", head->matter);
	add_number(out, "proceeding", head->proceeding);
	add_number(out, "hearing", head->hearing);
	add_number(out, "about", head->about);
	add_number(out, "supersedes", head->supersedes);
	add_text(out, "reason", head->reason);
	add_number(out, "parties", (int64_t)head->party_count);
	for (size_t i = 0; i < head->party_count; i++)
		add_number(out, "party", head->parties[i]);
	add_number(out, "entered", head->entered);
	add_text(out, "by", head->by);
}

static void
write_value(struct buf *out, const char *name, const char *text)
{
	add_escaped(out, name);
	buf_add(out, ": ");
	add_escaped(out, text);
	buf_add_char(out, '\n');
}

void
seal_write(const struct seal_head *head, const struct form *form,
	const struct values *values, struct buf *out)
{
	size_t count = 0;

	write_head(head, out);
	for (size_t i = 0; i < form->field_count; i++)
		count += values_has(values, form->fields[i].name) ? 1 : 0;
	add_number(out, "values", (int64_t)count);
	for (size_t i = 0; i < form->field_count; i++) {
		const char *name = form->fields[i].name;

		if (values_has(values, name))
			write_value(out, name, values_get(values, name));
	}
}

/* Reads line by line. Once something was wrong, everything is. */
struct reader {
	struct arena *arena;
	const char *at;
	const char *end;
	bool is_bad;
};

/* What an escaped text meant. Bad escapes are found when all is written
 * again and compared. */
static const char *
unescape(struct arena *arena, const char *text, size_t length)
{
	char *out = arena_copy_bytes(arena, text, length);
	size_t n = 0;

	for (size_t i = 0; i < length; i++) {
		if (text[i] == '\\' && i + 1 < length)
			out[n++] = (char)(text[++i] == 'n' ? '\n' : text[i]);
		else
			out[n++] = text[i];
	}
	out[n] = '\0';
	return out;
}

/* The text after "key: " of the next line. */
static const char *
read_text(struct reader *reader, const char *key)
{
	size_t left = (size_t)(reader->end - reader->at);
	size_t length = strlen(key);
	const char *line = reader->at;
	const char *end = left > 0 ? memchr(line, '\n', left) : NULL;

	if (end == NULL || (size_t)(end - line) < length + 2 ||
		memcmp(line, key, length) != 0 ||
		memcmp(line + length, ": ", 2) != 0) {
		reader->is_bad = true;
		return "";
	}
	reader->at = end + 1;
	line += length + 2;
	return unescape(reader->arena, line, (size_t)(end - line));
}

static int64_t
read_number(struct reader *reader, const char *key)
{
	const char *text = read_text(reader, key);
	char *end = NULL;
	long long number;

	errno = 0;
	number = strtoll(text, &end, 10);
	if (end == text || *end != '\0' || errno != 0)
		reader->is_bad = true;
	return number;
}

static size_t
read_count(struct reader *reader, const char *key, size_t most)
{
	int64_t count = read_number(reader, key);

	if (reader->is_bad || count < 0 || (uint64_t)count > most) {
		reader->is_bad = true;
		return 0;
	}
	return (size_t)count;
}

static void
read_parties(struct reader *reader, struct seal_head *head)
{
	int64_t *parties;

	head->party_count = read_count(reader, "parties", HEAD_LINES_MOST);
	parties = arena_alloc(
		reader->arena, (head->party_count + 1) * sizeof(*parties));
	for (size_t i = 0; i < head->party_count && !reader->is_bad; i++)
		parties[i] = read_number(reader, "party");
	head->parties = parties;
}

static void
read_head(struct reader *reader, struct seal_head *head)
{
	size_t length = strlen(version_line);
	int64_t version;

	if ((size_t)(reader->end - reader->at) < length ||
		memcmp(reader->at, version_line, length) != 0) {
		reader->is_bad = true;
		return;
	}
	reader->at += length;
	head->form = read_text(reader, "form");
	version = read_number(reader, "form-version");
	if (version < 0 || version > 9999)
		reader->is_bad = true;
	else
		head->form_version = (int)version;
	head->digest = read_text(reader, "form-digest");
	head->record = read_number(reader, "record");
	head->station = read_number(reader, "station");
	head->station_name = read_text(reader, "station-name");
	head->number = read_text(reader, "number");
	head->matter = read_number(reader, "matter");
	head->proceeding = read_number(reader, "proceeding");
	head->hearing = read_number(reader, "hearing");
	head->about = read_number(reader, "about");
	head->supersedes = read_number(reader, "supersedes");
	head->reason = read_text(reader, "reason");
	read_parties(reader, head);
	head->entered = read_number(reader, "entered");
	head->by = read_text(reader, "by");
}

/* NAME: TEXT; a name has no ": " in it (the form loader sees to that). */
static void
read_value(struct reader *reader, struct values *values)
{
	size_t left = (size_t)(reader->end - reader->at);
	const char *end = left > 0 ? memchr(reader->at, '\n', left) : NULL;
	const char *name;
	const char *colon;

	reader->is_bad = reader->is_bad || end == NULL;
	if (end == NULL)
		return;
	name = arena_copy_bytes(
		reader->arena, reader->at, (size_t)(end - reader->at));
	colon = strstr(name, ": ");
	if (colon == NULL || colon == name) {
		reader->is_bad = true;
		return;
	}
	reader->at = end + 1;
	name = unescape(reader->arena, name, (size_t)(colon - name));
	if (values_has(values, name))
		reader->is_bad = true;
	values_set(values, name,
		unescape(reader->arena, colon + 2, strlen(colon + 2)));
}

/* Reading is the inverse of writing because what was read is written again
 * and compared byte by byte. */
static bool
is_same(const struct seal_head *head, const struct values *values,
	const char *bytes, size_t length)
{
	struct buf again = { 0 };
	bool same;

	write_head(head, &again);
	add_number(&again, "values", (int64_t)values->count);
	for (size_t i = 0; i < values->count; i++)
		write_value(
			&again, values->items[i].name, values->items[i].text);
	same = again.length == length &&
	       memcmp(buf_text(&again), bytes, length) == 0;
	buf_free(&again);
	return same;
}

bool
seal_read(struct arena *arena, const char *bytes, size_t length,
	struct seal_head *head, struct values *values, struct err *err)
{
	struct reader reader = { arena, bytes, bytes + length, false };
	size_t count = 0;

	*head = (struct seal_head){ 0 };
	*values = (struct values){ .arena = arena };
	reader.is_bad = !utf8_valid(bytes, length);
	if (!reader.is_bad)
		read_head(&reader, head);
	if (!reader.is_bad)
		count = read_count(&reader, "values", HEAD_LINES_MOST);
	for (size_t i = 0; i < count && !reader.is_bad; i++)
		read_value(&reader, values);
	if (reader.is_bad || reader.at != reader.end ||
		!is_same(head, values, bytes, length))
		return err_set(err, ERR_INPUT,
			"定稿内容读不懂（第%zu字节附近），它可能被改动过；请用 bianhu verify 核对",
			(size_t)(reader.at - bytes) + 1);
	return true;
}

void
seal_payload_digest(struct digester *digester, const char *salt,
	const void *bytes, size_t length, char out[DIGEST_TEXT])
{
	const struct digest_part parts[] = {
		{ salt, strlen(salt) },
		{ bytes, length },
	};

	digest_parts(digester, parts, ARRAY_LENGTH(parts), out);
}

void
seal_link_digest(struct digester *digester, const struct seal_link *link,
	char out[DIGEST_TEXT])
{
	struct buf line = { 0 };
	struct digest_part part;

	buf_addf(&line,
		"bianhu-link 1 %" PRId64 " %" PRId64 " %s %" PRId64 " %s\n",
		link->station, link->seq, link->previous, link->record,
		link->payload);
	part = (struct digest_part){ buf_text(&line), line.length };
	digest_parts(digester, &part, 1, out);
	buf_free(&line);
}

static int
code_value(char c)
{
	if (isdigit((unsigned char)c))
		return c - '0';
	if (isupper((unsigned char)c))
		return c - 'A' + 10;
	if (islower((unsigned char)c))
		return c - 'a' + 10;
	return -1;
}

char
seal_check_char(const char *code)
{
	static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	int product = 36;

	for (; *code != '\0'; code++) {
		int value = code_value(*code);
		int sum;

		if (value < 0)
			continue;
		sum = (product + value) % 36;
		product = (sum == 0 ? 36 : sum) * 2 % 37;
	}
	return digits[(37 - product) % 36];
}

/* Five bits of the hex digest, from bit `at` on. */
static unsigned
bits_at(const char *digest, size_t at)
{
	unsigned bits = 0;

	for (size_t i = at; i < at + CODE_BITS; i++) {
		int nibble = code_value(digest[i / 4]);

		bits = bits << 1 |
		       ((unsigned)(nibble < 0 ? 0 : nibble) >> (3 - i % 4) &
			       1U);
	}
	return bits;
}

void
seal_short_code(const char *digest, char out[9])
{
	size_t groups = strlen(digest) * 4 / CODE_BITS;

	out[0] = '\0';
	/* The check character may fall on 0 O 1 I; then the run of seven
	 * groups moves on by one, so that all eight can be told apart. */
	for (size_t start = 0; start + CODE_DIGITS <= groups; start++) {
		for (size_t i = 0; i < CODE_DIGITS; i++)
			out[i] = code_alphabet[bits_at(
				digest, (start + i) * CODE_BITS)];
		out[CODE_DIGITS] = '\0';
		out[CODE_DIGITS] = seal_check_char(out);
		out[CODE_DIGITS + 1] = '\0';
		if (strchr(code_alphabet, out[CODE_DIGITS]) != NULL)
			return;
	}
}
