/* SPDX-License-Identifier: MIT */
/* The lexer of forms, rules, calendars, cases and values. */
#include "fuzz.h"

#include "base/stanza.h"

static int
count_lines(const char *bytes, size_t length)
{
	int lines = 1;

	for (size_t i = 0; i < length; i++)
		lines += bytes[i] == '\n';
	return lines;
}

/* What is data later holds no control but a tab, which a line may have. */
static bool
is_text(const char *text)
{
	for (const char *at = text; *at != '\0';) {
		uint32_t c = utf8_next(&at);

		if (c == UTF8_REPLACEMENT && at[-1] != (char)0xBD)
			return false;
		if (!utf8_is_plain(c) && c != '\n' && c != '\t')
			return false;
	}
	return utf8_valid(text, strlen(text));
}

static void
check_stanza(const struct stanza *stanza, int lines, bool is_fine)
{
	FUZZ_CHECK(stanza->line >= 1 && stanza->line <= lines);
	for (size_t i = 0; i < stanza->entry_count; i++) {
		const struct stanza_entry *entry = &stanza->entries[i];

		FUZZ_CHECK(entry->line >= stanza->line);
		FUZZ_CHECK(entry->line <= lines);
		FUZZ_CHECK(!is_fine || is_text(entry->key));
		FUZZ_CHECK(!is_fine || is_text(entry->value));
		FUZZ_CHECK(stanza_value(stanza, entry->key, "") != NULL);
	}
	FUZZ_CHECK(stanza->line_count <= (size_t)lines);
	for (size_t i = 0; i < stanza->line_count; i++)
		FUZZ_CHECK(!is_fine || is_text(stanza->lines[i]));
}

FUZZ_TARGET(stanza)
{
	struct arena arena = { 0 };
	struct problems problems = { .arena = &arena };
	struct stanza_file file;
	const char *bytes = (const char *)data;
	int lines = count_lines(bytes, size);

	stanza_read(&arena, "x", bytes, size, &file, &problems);
	for (size_t i = 0; i < file.count; i++)
		check_stanza(&file.stanzas[i], lines, problems.count == 0);
	for (size_t i = 0; i < problems.count; i++) {
		FUZZ_CHECK(problems.items[i].line >= 0);
		FUZZ_CHECK(problems.items[i].line <= lines);
	}
	arena_clear(&arena);
	return 0;
}
