/* SPDX-License-Identifier: MIT */
#ifndef DESK_ROWS_ACCESS_H
#define DESK_ROWS_ACCESS_H

#include "desk/rows.h"

/* The rows of access and guard: whom a case was addressed to, and whether its
 * own court's people all see it. */
void rows_access(const struct projection *from, struct rows *out);
/* 封存, 不公开, "" for neither. */
const char *rows_guard(const struct projection *from);

#endif
