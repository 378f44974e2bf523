/* SPDX-License-Identifier: MIT */
/*
 * The lexer of the line format. It knows lines, keys and values; what the
 * words mean, and which may stand where, is for those who read the stanzas.
 * Time is linear in the bytes, whatever the file holds.
 */
#include "base/stanza.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <string.h>

static const struct keyword raw_begin = { "正文", "body" };
static const struct keyword raw_end = { "结束", "end" };

static const char wide_blank[] = "\u3000";
static const char wide_colon[] = "：";

/* How much of a bad line a message shows. */
enum { QUOTE_BYTES = 60 };

/* A piece of the file; not ended by NUL. */
struct span {
	const char *at;
	size_t length;
};

/* The value that is being read may go on in the next line. */
struct lexer {
	struct arena *arena;
	struct stanza_file *out;
	struct problems *problems;
	struct stanza *stanza; /* the last one; NULL before the first */
	struct buf value;
	bool has_open_value;
	bool is_raw;
	int line;
};

static bool
starts_with(struct span span, const char *what)
{
	size_t length = strlen(what);

	return span.length >= length && memcmp(span.at, what, length) == 0;
}

/* Bytes of the blank at the start: space, tab, U+3000; 0 if there is none. */
static size_t
blank_at(struct span span)
{
	if (span.length > 0 && (*span.at == ' ' || *span.at == '\t'))
		return 1;
	return starts_with(span, wide_blank) ? sizeof wide_blank - 1 : 0;
}

static struct span
trim_start(struct span span)
{
	size_t blank;

	while ((blank = blank_at(span)) > 0) {
		span.at += blank;
		span.length -= blank;
	}
	return span;
}

static struct span
trim_end(struct span span)
{
	static const size_t wide = sizeof wide_blank - 1;

	while (span.length > 0) {
		const char *end = span.at + span.length;

		if (end[-1] == ' ' || end[-1] == '\t')
			span.length--;
		else if (span.length >= wide &&
			 memcmp(end - wide, wide_blank, wide) == 0)
			span.length -= wide;
		else
			break;
	}
	return span;
}

static struct span
trim(struct span span)
{
	return trim_end(trim_start(span));
}

static bool
is_word(struct span span, const struct keyword *word)
{
	return (span.length == strlen(word->word) &&
		       starts_with(span, word->word)) ||
	       (span.length == strlen(word->english) &&
		       starts_with(span, word->english));
}

static const char *
copy(struct lexer *lexer, struct span span)
{
	return arena_copy_bytes(lexer->arena, span.at, span.length);
}

static void
complain(struct lexer *lexer, const char *what, struct span span)
{
	/* Some more than is shown, so that no character is cut. */
	size_t most = QUOTE_BYTES + UTF8_MAX_BYTES;
	const char *shown = arena_copy_bytes(
		lexer->arena, span.at, span.length < most ? span.length : most);
	size_t length = utf8_fit(shown, QUOTE_BYTES);

	problem_add(lexer->problems, lexer->out->file, lexer->line,
		"%s：%.*s%s", what, (int)length, shown,
		length < span.length ? "…" : "");
}

/* The open value is complete: it goes to the last entry. */
static void
close_value(struct lexer *lexer)
{
	struct stanza *stanza = lexer->stanza;

	if (lexer->has_open_value && stanza != NULL)
		stanza->entries[stanza->entry_count - 1].value =
			arena_copy_bytes(lexer->arena, buf_text(&lexer->value),
				lexer->value.length);
	lexer->has_open_value = false;
}

/* True if the bytes of a line can be taken; says why not. */
static bool
check_line(struct lexer *lexer, struct span line)
{
	size_t start = 0;

	/* Tabs are taken here, but they are no plain characters. */
	while (start <= line.length) {
		const char *tab = start == line.length
					  ? NULL
					  : memchr(line.at + start, '\t',
						    line.length - start);
		size_t end =
			tab == NULL ? line.length : (size_t)(tab - line.at);
		const char *what = NULL;

		switch (utf8_check(
			line.at + start, end - start, UTF8_ONE_LINE)) {
		case UTF8_FINE:
			break;
		case UTF8_BROKEN:
			what = "这一行有坏的 UTF-8 字节";
			break;
		case UTF8_CONTROL:
			what = "这一行有控制字符或看不见的字符";
			break;
		case UTF8_MARKS:
			what = "这一行有一个字带了四个以上附加符号";
			break;
		}
		if (what != NULL) {
			problem_add(lexer->problems, lexer->out->file,
				lexer->line, "%s", what);
			return false;
		}
		start = end + 1;
	}
	return true;
}

static void
add_stanza(struct lexer *lexer, struct span kind, struct span name)
{
	struct stanza_file *out = lexer->out;
	struct stanza *stanza;

	out->stanzas = arena_grow(
		lexer->arena, out->stanzas, out->count, sizeof *out->stanzas);
	stanza = &out->stanzas[out->count++];
	*stanza = (struct stanza){
		.kind = copy(lexer, kind),
		.name = copy(lexer, name),
		.line = lexer->line,
	};
	stanza->is_raw = is_word(kind, &raw_begin);
	lexer->stanza = stanza;
	lexer->is_raw = stanza->is_raw;
}

static void
read_header(struct lexer *lexer, struct span line)
{
	bool is_closed = line.length > 1 && line.at[line.length - 1] == ']';
	struct span inside = { line.at + 1, line.length - 1 };
	struct span kind;
	struct span name;

	close_value(lexer);
	if (is_closed)
		inside.length--;
	else
		complain(lexer, "段头没有以 ] 收尾", line);
	inside = trim(inside);
	kind = (struct span){ inside.at, 0 };
	name = inside;
	while (name.length > 0 && blank_at(name) == 0) {
		name.at++;
		name.length--;
		kind.length++;
	}
	if (kind.length == 0 && !is_closed)
		return;
	if (kind.length == 0)
		complain(lexer, "段头里没有字", line);
	else if (is_word(kind, &raw_end))
		complain(lexer, "这里没有要结束的正文", line);
	else
		add_stanza(lexer, kind, trim_start(name));
}

/* Finds the first colon of either kind; its length, 0 if there is none. */
static size_t
find_colon(struct span line, size_t *at)
{
	for (*at = 0; *at < line.length; (*at)++) {
		struct span rest = { line.at + *at, line.length - *at };

		if (*rest.at == ':')
			return 1;
		if (starts_with(rest, wide_colon))
			return sizeof wide_colon - 1;
	}
	return 0;
}

static void
read_entry(struct lexer *lexer, struct span line)
{
	struct stanza *stanza = lexer->stanza;
	size_t at;
	size_t colon = find_colon(line, &at);
	struct span key = trim((struct span){ line.at, at });
	struct span value;

	close_value(lexer);
	if (colon == 0 || key.length == 0) {
		complain(lexer, "这一行不是“名称: 值”", line);
		return;
	}
	if (stanza == NULL || stanza->is_raw) {
		complain(
			lexer, "这一行不在任何一段里，前面应当有 [段头]", line);
		return;
	}
	value = trim((struct span){
		line.at + at + colon, line.length - at - colon });
	stanza->entries = arena_grow(lexer->arena, stanza->entries,
		stanza->entry_count, sizeof *stanza->entries);
	stanza->entries[stanza->entry_count++] = (struct stanza_entry){
		.key = copy(lexer, key),
		.value = "",
		.line = lexer->line,
	};
	buf_clear(&lexer->value);
	buf_add_bytes(&lexer->value, value.at, value.length);
	lexer->has_open_value = true;
}

static void
read_continuation(struct lexer *lexer, struct span text)
{
	if (!lexer->has_open_value) {
		complain(lexer, "缩进的行要接上一行，前面没有可接的", text);
		return;
	}
	/* A value that starts on the line below its key has no empty line. */
	if (lexer->value.length > 0)
		buf_add_char(&lexer->value, '\n');
	buf_add_bytes(&lexer->value, text.at, text.length);
}

static void
read_raw(struct lexer *lexer, struct span line)
{
	struct stanza *stanza = lexer->stanza;
	struct span inside = trim(line);

	if (inside.length >= 2 && inside.at[0] == '[' &&
		inside.at[inside.length - 1] == ']') {
		inside =
			trim((struct span){ inside.at + 1, inside.length - 2 });
		if (inside.length <= strlen(raw_end.word) &&
			keyword_is(&raw_end, copy(lexer, inside))) {
			lexer->is_raw = false;
			return;
		}
	}
	stanza->lines = arena_grow(lexer->arena, stanza->lines,
		stanza->line_count, sizeof *stanza->lines);
	stanza->lines[stanza->line_count++] = copy(lexer, line);
}

static void
read_line(struct lexer *lexer, struct span line)
{
	struct span text;

	if (!check_line(lexer, line)) {
		/* Its lines keep their numbers: line i is `line` + 1 + i. */
		if (lexer->is_raw)
			read_raw(lexer, (struct span){ "", 0 });
		return;
	}
	if (lexer->is_raw) {
		read_raw(lexer, line);
		return;
	}
	text = trim(line);
	if (text.length == 0 || line.at[0] == '#')
		return;
	if (blank_at(line) > 0)
		read_continuation(lexer, text);
	else if (text.at[0] == '[')
		read_header(lexer, text);
	else
		read_entry(lexer, text);
}

void
stanza_read(struct arena *arena, const char *file, const char *bytes,
	size_t length, struct stanza_file *out, struct problems *problems)
{
	struct lexer lexer = {
		.arena = arena, .out = out, .problems = problems
	};
	struct span rest = { bytes, length };

	*out = (struct stanza_file){ .file = arena_copy(arena, file) };
	if (starts_with(rest, "\xEF\xBB\xBF"))
		rest = (struct span){ bytes + 3, length - 3 };
	while (rest.length > 0) {
		const char *end = memchr(rest.at, '\n', rest.length);
		struct span line = { rest.at,
			end == NULL ? rest.length : (size_t)(end - rest.at) };
		size_t step = line.length + (end != NULL);

		lexer.line++;
		if (line.length > 0 && line.at[line.length - 1] == '\r')
			line.length--;
		read_line(&lexer, line);
		rest = (struct span){ rest.at + step, rest.length - step };
	}
	close_value(&lexer);
	buf_free(&lexer.value);
	if (lexer.is_raw)
		problem_add(problems, out->file, lexer.stanza->line,
			"[%s] 没有以 [%s] 收尾", raw_begin.word, raw_end.word);
}

/* Most words differ in their first byte already: the law alone compares some
 * 100,000 at each start. */
static bool
is_same(const char *a, const char *b)
{
	return a[0] == b[0] && strcmp(a, b) == 0;
}

bool
keyword_is(const struct keyword *keyword, const char *text)
{
	return is_same(text, keyword->word) ||
	       (keyword->english != NULL && is_same(text, keyword->english));
}

int
keyword_find(const struct keyword *table, size_t count, const char *text)
{
	for (size_t i = 0; i < count; i++) {
		if (keyword_is(&table[i], text))
			return (int)i;
	}
	return -1;
}

const char *
keyword_list(struct arena *arena, const struct keyword *table, size_t count)
{
	struct buf list = { 0 };
	const char *copied;

	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buf_add_char(&list, ' ');
		buf_add(&list, table[i].word);
	}
	copied = arena_copy(arena, buf_text(&list));
	buf_free(&list);
	return copied;
}

const struct stanza_entry *
stanza_entry(const struct stanza *stanza, const struct stanza_entry *from,
	const char *word, const char *english)
{
	const struct keyword key = { word, english };
	size_t i = from == NULL ? 0 : (size_t)(from - stanza->entries) + 1;

	for (; i < stanza->entry_count; i++) {
		if (keyword_is(&key, stanza->entries[i].key))
			return &stanza->entries[i];
	}
	return NULL;
}

const char *
stanza_value(const struct stanza *stanza, const char *word, const char *english)
{
	const struct stanza_entry *found =
		stanza_entry(stanza, NULL, word, english);

	return found == NULL ? NULL : found->value;
}

static bool
is_listed(const char *const *words, const char *word)
{
	for (; words != NULL && *words != NULL; words++) {
		if (strcmp(*words, word) == 0)
			return true;
	}
	return false;
}

void
stanza_check_keys(const struct stanza_file *file, const struct stanza *stanza,
	const struct keyword *table, size_t count,
	const char *const *repeatable, struct problems *problems)
{
	/* The line where each key of the table stood first. */
	int *lines = arena_alloc(problems->arena, (count + 1) * sizeof *lines);

	for (size_t i = 0; i < stanza->entry_count; i++) {
		const struct stanza_entry *entry = &stanza->entries[i];
		int found = keyword_find(table, count, entry->key);

		if (found < 0)
			problem_add(problems, file->file, entry->line,
				"不认识的名称（可用：%s）：%.60s",
				keyword_list(problems->arena, table, count),
				entry->key);
		else if (lines[found] == 0)
			lines[found] = entry->line;
		else if (!is_listed(repeatable, table[found].word))
			problem_add(problems, file->file, entry->line,
				"%s 写了两次，第 %d 行已经有了", entry->key,
				lines[found]);
	}
}

const char **
stanza_words(struct arena *arena, const char *value, size_t *count)
{
	const char **words = NULL;
	struct span rest = { value, strlen(value) };

	*count = 0;
	for (;;) {
		struct span word;

		while (rest.length > 0 &&
			(*rest.at == '\n' || blank_at(rest) > 0)) {
			size_t blank = *rest.at == '\n' ? 1 : blank_at(rest);

			rest.at += blank;
			rest.length -= blank;
		}
		if (rest.length == 0)
			return words;
		word = (struct span){ rest.at, 0 };
		while (rest.length > 0 && *rest.at != '\n' &&
			blank_at(rest) == 0) {
			rest.at++;
			rest.length--;
			word.length++;
		}
		words = arena_grow(arena, words, *count, sizeof *words);
		words[(*count)++] =
			arena_copy_bytes(arena, word.at, word.length);
	}
}
