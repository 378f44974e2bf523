/* SPDX-License-Identifier: MIT */
#ifndef DESK_SEARCH_H
#define DESK_SEARCH_H

#include "desk/desk.h"

/*
 * Any part of a name or its pinyin initials (desk/name.h), the tail of a case
 * number, the code on a sheet. Within reach, newest first, audited; one
 * character is enough (UI §4).
 */
struct found {
	int64_t matter;
	int64_t party;	    /* 0: a matter by number, or a record */
	int64_t record;	    /* 0: none */
	const char *what;   /* name or number */
	const char *number; /* 案号 */
	/* "姓名中含“甲”", "拼音首字母“zj”", "案号末尾", "查询码" */
	const char *by;
};
enum { SEARCH_LIMIT = 50 };
bool search_any(struct desk *desk, struct arena *arena, const char *words,
	struct found **out, size_t *count, struct err *err) MUST_CHECK;

/* Folds a name for the index: blanks and middle dots out, ASCII small. */
struct buf;
void search_fold(const char *name, struct buf *out);

#endif
