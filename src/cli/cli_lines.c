/* SPDX-License-Identifier: MIT */
/* Lines in, answers out: the loop of the batch verbs. What a line means is
 * law/batch.h. */
#include "cli/lines.h"

#include "base/file.h"
#include "base/utf8.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { LINE_MOST = 4096, REFUSED = 1 };

/* Where lines come from; the one read last. */
struct reader {
	FILE *from;
	size_t number;
	size_t length; /* LINE_MOST + 1: there was more */
	char line[LINE_MOST + 1];
};

/* The rest of a line that is too long falls away, whatever its length. */
static bool
read_line(struct reader *r)
{
	int c = getc_unlocked(r->from);

	r->length = 0;
	if (c == EOF)
		return false;
	for (; c != EOF && c != '\n'; c = getc_unlocked(r->from)) {
		if (r->length < LINE_MOST)
			r->line[r->length++] = (char)c;
		else
			r->length = LINE_MOST + 1;
	}
	if (r->length <= LINE_MOST && r->length > 0 &&
		r->line[r->length - 1] == '\r')
		r->length--;
	r->line[r->length <= LINE_MOST ? r->length : 0] = '\0';
	r->number++;
	return true;
}

/* A spreadsheet's file begins with a byte order mark; it is not of the line. */
static const char *
line_text(const struct reader *r)
{
	static const char mark[] = "\xef\xbb\xbf";
	size_t length = sizeof mark - 1;

	return r->number == 1 && strncmp(r->line, mark, length) == 0
		       ? r->line + length
		       : r->line;
}

/* Why no answer is possible whatever is asked; NULL: it may be. */
static const char *
check_line(const struct reader *r)
{
	if (r->length > LINE_MOST)
		return "超过4096字节；拆开，一行只问一件事";
	if (memchr(r->line, '\0', r->length) != NULL)
		return "含有空字节；应为一行文本";
	if (!utf8_valid(r->line, r->length))
		return "不是 UTF-8；请先转换编码";
	if (line_text(r)[strspn(line_text(r), " \t")] == '\0')
		return "是空的；一行问一件事";
	return NULL;
}

/* "error\t第3行：reason": the answer, led by where it belongs. */
static void
print_refusal(const struct reader *r, const char *answer)
{
	const char *tab = strchr(answer, '\t');
	struct buf line = { 0 };

	buf_addf(&line, "error\t第%zu行：%s", r->number,
		tab == NULL ? answer : tab + 1);
	cli_row(buf_text(&line));
	buf_free(&line);
}

static void
print_answer(
	const struct reader *r, enum lines_kind kind, const struct buf *answer)
{
	if (kind == LINES_ROWS) {
		cli_row(buf_text(answer));
		return;
	}
	cli_row(line_text(r));
	cli_text(buf_text(answer));
	cli_out("\n");
}

/* Everything that the lines share. */
struct asked {
	const struct law *law;
	struct date today;
	batch_answer *answer;
	enum lines_kind kind;
};

static bool
answer_line(const struct asked *asked, const struct reader *r,
	struct arena *arena, struct buf *answer)
{
	const char *wrong = check_line(r);

	buf_clear(answer);
	if (wrong != NULL) {
		print_refusal(r, wrong);
		return false;
	}
	if (!asked->answer(
		    asked->law, asked->today, line_text(r), arena, answer)) {
		print_refusal(r, buf_text(answer));
		return false;
	}
	print_answer(r, asked->kind, answer);
	return true;
}

/* How many were refused; stops where nobody takes the answers any more. */
static size_t
answer_all(const struct asked *asked, struct reader *r)
{
	struct arena arena = { 0 };
	struct buf answer = { 0 };
	size_t refused = 0;

	while (!ferror(stdout) && read_line(r)) {
		refused += !answer_line(asked, r, &arena, &answer);
		arena_rewind(&arena);
	}
	buf_free(&answer);
	arena_clear(&arena);
	return refused;
}

int
lines_answer(struct cli *cli, const char *path, struct date today,
	batch_answer *answer, enum lines_kind kind)
{
	struct err err = { 0 };
	struct asked asked = { NULL, today, answer, kind };
	struct reader reader = { .from = stdin };
	size_t refused;

	if (!cli_library(cli, &err))
		return cli_fail(&err);
	asked.law = library_law(cli->library);
	if (path != NULL)
		reader.from = fopen(path, "re");
	if (reader.from == NULL) {
		err_set(&err, errno == ENOENT ? ERR_NOTFOUND : ERR_IO, "%s：%s",
			path, file_reason(errno));
		return cli_fail(&err);
	}
	refused = answer_all(&asked, &reader);
	if (ferror(reader.from) || (path != NULL && fclose(reader.from) != 0))
		err_set(&err, ERR_IO, "读到第%zu行以后读不下去了",
			reader.number);
	if (err.code != 0)
		return cli_fail(&err);
	return refused > 0 ? REFUSED : 0;
}
