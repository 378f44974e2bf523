/* SPDX-License-Identifier: MIT */
/* Tables as text. What the columns mean is for those who import. */
#include "base/csv.h"

#include <stdbool.h>
#include <string.h>

static const char separators[] = ",;\t";

/* The separator most found in the first row, outside quotes. */
static char
find_separator(const char *text)
{
	size_t counts[sizeof separators - 1] = { 0 };
	size_t best = 0;
	bool in_quotes = false;

	/* Empty lines before the first row say nothing. */
	text += strspn(text, "\r\n");
	for (; *text != '\0' && (in_quotes || *text != '\n'); text++) {
		const char *found = strchr(separators, *text);

		if (*text == '"')
			in_quotes = !in_quotes;
		else if (!in_quotes && found != NULL)
			counts[found - separators]++;
	}
	for (size_t i = 1; i < sizeof separators - 1; i++) {
		if (counts[i] > counts[best])
			best = i;
	}
	return separators[best];
}

/*
 * Cells are cut out of one copy of the text: a cell never grows, so what it
 * becomes is written over what it was.
 */
struct reader {
	char *at;
	char separator;
	int line;
};

static bool
ends_row(const char *at)
{
	return *at == '\0' || *at == '\n' || (at[0] == '\r' && at[1] == '\n');
}

/* Copies the inside of quotes to *to, and steps behind the closing one. */
static bool
read_quoted(struct reader *reader, char **to)
{
	reader->at++;
	for (; *reader->at != '\0'; reader->at++) {
		if (reader->at[0] == '"' && reader->at[1] == '"') {
			reader->at++;
		} else if (reader->at[0] == '"') {
			reader->at++;
			return true;
		}
		if (*reader->at == '\n')
			reader->line++;
		*(*to)++ = *reader->at;
	}
	return false;
}

/*
 * Reads a cell; `*is_last` if the row ends behind it. Text behind a closing
 * quote is kept: programs that write so mean it.
 */
static bool
read_cell(struct reader *reader, const char **cell, bool *is_last)
{
	char *start = reader->at;
	char *to = start;
	char *end;
	int line = reader->line;

	if (*reader->at == '"' && !read_quoted(reader, &to)) {
		reader->line = line;
		return false;
	}
	while (*reader->at != reader->separator && !ends_row(reader->at))
		*to++ = *reader->at++;
	end = to;
	*is_last = *reader->at != reader->separator;
	if (*reader->at == '\r')
		reader->at++;
	if (*reader->at == '\n')
		reader->line++;
	if (*reader->at != '\0')
		reader->at++;
	*end = '\0';
	*cell = start;
	return true;
}

static bool
is_blank(const char *cell)
{
	return cell[strspn(cell, " \t\r\n")] == '\0';
}

/* Reads a row; `*is_empty` if no cell has anything in it. */
static bool
read_row(struct arena *arena, struct reader *reader, struct csv_row *row,
	bool *is_empty)
{
	bool is_last = false;

	*row = (struct csv_row){ .line = reader->line };
	*is_empty = true;
	while (!is_last) {
		const char *cell;

		if (!read_cell(reader, &cell, &is_last))
			return false;
		if (!is_blank(cell))
			*is_empty = false;
		row->cells = arena_grow(
			arena, row->cells, row->count, sizeof *row->cells);
		row->cells[row->count++] = cell;
	}
	return true;
}

bool
csv_read(
	struct arena *arena, const char *text, struct csv *out, struct err *err)
{
	struct reader reader = { .line = 1 };

	*out = (struct csv){ .separator = find_separator(text) };
	reader.separator = out->separator;
	reader.at = arena_copy(arena, text);
	while (*reader.at != '\0') {
		struct csv_row row;
		bool is_empty;

		if (!read_row(arena, &reader, &row, &is_empty))
			return err_set(err, ERR_INPUT,
				"第 %d 行起有一格的引号没有收尾", reader.line);
		if (is_empty)
			continue;
		out->rows = arena_grow(
			arena, out->rows, out->count, sizeof *out->rows);
		out->rows[out->count++] = row;
	}
	return true;
}
