/* SPDX-License-Identifier: MIT */
#ifndef FORM_STREAM_H
#define FORM_STREAM_H

#include "base/buf.h"
#include "form/form.h"

/*
 * The block stream: one KIND<TAB>text line a block, what three renderers read
 * (pager, text page, PDF). Kinds: org title num to p h row item sign right
 * blank rule note foot. In text, `\n` `\t` `\\` `\|` are escapes; cells of row
 * and sign are parted by `|`. A value is never scanned for placeholders.
 */

/* What paper shows besides the values; texts never NULL. */
struct stream_head {
	const char *organ;   /* 机关名称 */
	const char *number;  /* 文号, "" */
	const char *case_no; /* 案号, "" */
	const char *entered; /* 录入时间 */
	const char *by;	     /* 录入人 */
	const char *code;    /* short code of the record, "" while a draft */
	const char *digest;  /* first digits shown in the footer, "" */
	const char *copy;    /* "第1份", "" */
	const char *line;    /* "更正第…号" where it supersedes, "" */
	bool is_draft;	     /* says 草稿 in the footer */
};

void stream_write(const struct form *form, const struct values *values,
	const struct stream_head *head, struct buf *out);

/* One block, read back. Cells and text live in `arena`, unescaped. */
struct block {
	const char *kind;
	const char **cells; /* text is cells[0] */
	size_t cell_count;
};
bool stream_next(struct arena *arena, const char **cursor, struct block *out);

#endif
