/* SPDX-License-Identifier: MIT */
/*
 * sqlcheck: the SQL of the program, found and tried (STYLE §3.2).
 *
 *     sqlcheck list FILE <preprocessed 2>list    lines FILE:LINE TAB SQL
 *     sqlcheck try STORE <list            prepares each in a new store there
 *
 * `list` reads what `cc -E FILE` says, so that pieces put together by macros
 * are whole; only literals that stand in FILE itself count. Both say on
 * standard output what is wrong and then fail. contrib/sqlcheck.sh calls it.
 */
#include "base/buf.h"
#include "store/store.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_PARAMETERS = 64 };

/* A statement begins so; what else a text may be, it is not SQL. */
static const char *const verbs[] = { "SELECT ", "INSERT ", "UPDATE ", "DELETE ",
	"WITH ", "CREATE ", "ALTER ", "DROP ", "PRAGMA ", "REPLACE ", "VALUES ",
	"ATTACH ", "VACUUM", "MERGE ", "TRUNCATE " };

/* What one of the engines lacks or means otherwise. Words are compared as
 * whole words, small and large letters alike. */
static const struct {
	const char *text;
	const char *why;
} refused[] = {
	{ "SELECT *", "name the columns" },
	{ ".*", "name the columns" },
	{ "?", "parameters are $1, $2" },
	{ "ON CONFLICT", "openGauss lacks it: UPDATE, then INSERT" },
	{ "OR IGNORE", "SQLite only" },
	{ "OR REPLACE", "SQLite only" },
	{ "REPLACE INTO", "SQLite only" },
	{ "PRAGMA", "SQLite only" },
	{ "AUTOINCREMENT", "ids are made by the program" },
	{ "ROWID", "SQLite only" },
	{ "GLOB", "SQLite only" },
	{ "ILIKE", "PostgreSQL only" },
	{ "INSTR", "SQLite only" },
	{ "STRPOS", "PostgreSQL only" },
	{ "GROUP_CONCAT", "SQLite only" },
	{ "STRING_AGG", "PostgreSQL only" },
	{ "IFNULL", "write COALESCE" },
	{ "NOW", "the program says what time it is" },
	{ "CURRENT_DATE", "the program says what time it is" },
	{ "CURRENT_TIME", "the program says what time it is" },
	{ "CURRENT_TIMESTAMP", "the program says what time it is" },
	{ "DATE(", "no date functions" },
	{ "TIME(", "no date functions" },
	{ "DATETIME(", "no date functions" },
	{ "JULIANDAY", "no date functions" },
	{ "STRFTIME", "no date functions" },
	{ "UNIXEPOCH", "no date functions" },
	{ "TO_CHAR", "no date functions" },
	{ "RANDOM", "the program has its own" },
};

static int faults;

static void
complain(const char *where, const char *what, const char *why)
{
	printf("%s: %s: %s\n", where, what, why);
	faults++;
}

static bool
begins_statement(const char *text)
{
	for (size_t i = 0; i < ARRAY_LENGTH(verbs); i++) {
		if (strncmp(text, verbs[i], strlen(verbs[i])) == 0)
			return true;
	}
	return false;
}

static bool
is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

/* Does `text` hold `what` at `at`, as whole words? */
static bool
stands_at(const char *text, size_t at, const char *what)
{
	size_t length = strlen(what);

	for (size_t i = 0; i < length; i++) {
		if (toupper((unsigned char)text[at + i]) != what[i])
			return false;
	}
	if (is_word(what[0]) && at > 0 && is_word(text[at - 1]))
		return false;
	return !is_word(what[length - 1]) || !is_word(text[at + length]);
}

/* Refuses what stands outside of the quoted texts of the SQL. */
static void
check_words(const char *where, const char *sql)
{
	bool is_quoted = false;

	for (size_t at = 0; sql[at] != '\0'; at++) {
		if (sql[at] == '%' &&
			strchr("sdulizxc.*", sql[at + 1]) != NULL &&
			sql[at + 1] != '\0')
			complain(where, "%", "SQL is never formatted");
		if (sql[at] == '\'')
			is_quoted = !is_quoted;
		if (is_quoted)
			continue;
		for (size_t i = 0; i < ARRAY_LENGTH(refused); i++) {
			if (stands_at(sql, at, refused[i].text))
				complain(
					where, refused[i].text, refused[i].why);
		}
	}
}

/* $1 to the highest, none left out: PostgreSQL cannot tell the type of one
 * that is not there. */
static void
check_parameters(const char *where, const char *sql)
{
	bool is_there[MOST_PARAMETERS + 1] = { false };
	long highest = 0;

	for (const char *at = strchr(sql, '$'); at != NULL;
		at = strchr(at + 1, '$')) {
		long number = strtol(at + 1, NULL, 10);

		if (number < 1 || number > MOST_PARAMETERS) {
			complain(where, "$", "parameters are $1 to $64");
			return;
		}
		is_there[number] = true;
		highest = number > highest ? number : highest;
	}
	for (long i = 1; i < highest; i++) {
		if (!is_there[i])
			complain(where, "parameters", "a number is left out");
	}
}

/* A reader of C that knows only comments-free tokens: cc -E took the
 * comments and put a line marker before what comes from another file. */
struct reader {
	FILE *in;
	const char *file; /* the one whose literals count */
	bool is_inside;
	int line;
	struct buf text; /* the literals put together so far */
	int text_line;
};

static void
end_text(struct reader *reader)
{
	const char *text = buf_text(&reader->text);
	struct buf place = { 0 };
	const char *where;

	buf_addf(&place, "%s:%d", reader->file, reader->text_line);
	where = buf_text(&place);
	if (reader->text.length > 0 && reader->is_inside) {
		if (begins_statement(text)) {
			fprintf(stderr, "%s\t%s\n", where, text);
			check_words(where, text);
			check_parameters(where, text);
		} else if (strstr(text, "$1") != NULL ||
			   strstr(text, " FROM ") != NULL) {
			complain(where, text,
				"a piece of SQL? one literal each");
		}
	}
	buf_clear(&reader->text);
	buf_free(&place);
}

static void
read_escape(struct reader *reader)
{
	int c = getc(reader->in);

	switch (c) {
	case 'n':
	case 't':
		buf_add_char(&reader->text, ' ');
		break;
	case '"':
	case '\\':
	case '\'':
		buf_add_char(&reader->text, (char)c);
		break;
	default: /* an octal or the like: no SQL */
		buf_add_char(&reader->text, '\001');
	}
}

/* After the opening quote. */
static void
read_literal(struct reader *reader, int quote)
{
	int c;

	if (reader->text.length == 0)
		reader->text_line = reader->line;
	while ((c = getc(reader->in)) != EOF && c != quote && c != '\n') {
		if (c == '\\')
			read_escape(reader);
		else
			buf_add_char(&reader->text, (char)c);
	}
}

/* # 12 "src/x.c" 2 */
static void
read_marker(struct reader *reader)
{
	char line[4096];
	char *name, *end;

	if (fgets(line, sizeof line, reader->in) == NULL)
		return;
	name = strchr(line, '"');
	end = name == NULL ? NULL : strchr(name + 1, '"');
	if (end == NULL) {
		reader->line++;
		return;
	}
	*end = '\0';
	reader->is_inside = strcmp(name + 1, reader->file) == 0;
	reader->line = (int)strtol(line, NULL, 10);
}

static int
list(const char *file)
{
	struct reader reader = { .in = stdin, .file = file, .line = 1 };
	bool is_line_start = true;
	int c;

	while ((c = getc(stdin)) != EOF) {
		if (c == '#' && is_line_start) {
			read_marker(&reader);
			continue;
		}
		is_line_start = c == '\n' || (is_line_start && c == ' ');
		if (c == '\n')
			reader.line++;
		if (c == '"') {
			read_literal(&reader, '"');
		} else if (c == '\'') {
			end_text(&reader);
			read_literal(&reader, '\'');
			buf_clear(&reader.text);
		} else if (!isspace(c)) {
			end_text(&reader);
		}
	}
	buf_free(&reader.text);
	return faults == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* A line of the list: tries its SQL. The text lives as long as the store,
 * which keeps statements by address. */
static void
try_line(struct store *store, char *line)
{
	char *sql = strchr(line, '\t');
	struct err err = { 0 };

	if (sql == NULL)
		return;
	*sql++ = '\0';
	if (store_statement(store, sql, &err) == NULL)
		complain(line, sql, err.text);
}

static int
try(const char *path)
{
	struct store *store = NULL;
	struct err err = { 0 };
	char *lines = NULL;
	struct buf all = { 0 };
	char piece[4096];
	size_t got;

	if (!store_open(path, STORE_CREATE, &store, &err)) {
		printf("%s\n", err.text);
		return EXIT_FAILURE;
	}
	while ((got = fread(piece, 1, sizeof piece, stdin)) > 0)
		buf_add_bytes(&all, piece, got);
	lines = all.data;
	while (lines != NULL && *lines != '\0') {
		char *end = strchr(lines, '\n');

		if (end != NULL)
			*end++ = '\0';
		try_line(store, lines);
		lines = end;
	}
	store_close(&store);
	buf_free(&all);
	return faults == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

int
main(int argc, char **argv)
{
	if (argc == 3 && strcmp(argv[1], "list") == 0)
		return list(argv[2]);
	if (argc == 3 && strcmp(argv[1], "try") == 0)
		return try(argv[2]);
	fprintf(stderr, "usage: sqlcheck list FILE | sqlcheck try STORE\n");
	return 2;
}
