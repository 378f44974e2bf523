/* SPDX-License-Identifier: MIT */
#ifndef TESTS_LAW_LOAD_H
#define TESTS_LAW_LOAD_H

/*
 * The shipped law and the cases, read from the tree. Inline because the tests
 * of a room link no helpers of their own but tests/support.
 */
#include "base/buf.h"
#include "base/file.h"
#include "base/stanza.h"
#include "law/derive.h"
#include "tests/support/tree.h"

#include <check.h>
#include <glob.h>
#include <stdio.h>

enum { LOAD_LIMIT = 1 << 20 };

static inline void
load_no_problems(const struct problems *problems)
{
	struct err err = { 0 };
	bool none = problem_none(problems, &err);

	ck_assert_msg(none, "%s", err.text);
}

static inline void
load_add(struct law *law, const char *path, struct problems *problems)
{
	struct buf text = { 0 };
	struct err err = { 0 };

	ck_assert_msg(file_read(path, LOAD_LIMIT, &text, &err), "%s", err.text);
	law_add(law, path, buf_text(&text), text.length, problems);
	buf_free(&text);
}

static inline void
load_folder(struct arena *arena, struct law *law, const char *pattern,
	struct problems *problems)
{
	glob_t found;

	ck_assert_int_eq(glob(tree_path(arena, pattern), 0, NULL, &found), 0);
	for (size_t i = 0; i < found.gl_pathc; i++)
		load_add(law, found.gl_pathv[i], problems);
	globfree(&found);
}

/* The shipped law; any mistake in it fails the test. */
static inline struct law *
load_law(struct arena *arena)
{
	struct problems problems = { .arena = arena };
	struct law *loaded = law_new(arena);

	load_folder(arena, loaded, "forms/calendars/*.cal", &problems);
	load_folder(arena, loaded, "forms/rules/*.rule", &problems);
	law_ready(loaded, &problems);
	load_no_problems(&problems);
	return loaded;
}

/* Only the shipped calendars: counting needs no rules. */
static inline struct law *
load_calendars(struct arena *arena)
{
	struct problems problems = { .arena = arena };
	struct law *loaded = law_new(arena);

	load_folder(arena, loaded, "forms/calendars/*.cal", &problems);
	load_no_problems(&problems);
	return loaded;
}

static inline void
load_case(struct arena *arena, const char *path, struct stanza_file *out)
{
	struct problems problems = { .arena = arena };
	struct buf text = { 0 };
	struct err err = { 0 };
	const char *full = tree_path(arena, path);

	ck_assert_msg(file_read(full, LOAD_LIMIT, &text, &err), "%s", err.text);
	stanza_read(arena, arena_copy(arena, path), buf_text(&text),
		text.length, out, &problems);
	buf_free(&text);
	load_no_problems(&problems);
}

/* "tests/law/count.case:12 [例 3]", for what a failing case says. */
static inline const char *
load_where(struct arena *arena, const struct stanza_file *file,
	const struct stanza *stanza)
{
	return arena_printf(arena, "%s:%d [%s %s]", file->file, stanza->line,
		stanza->kind, stanza->name);
}

/* The facts of a case are the entries of its stanza. */
static inline const char *
load_value(const struct fact *fact, const void *stanza)
{
	return stanza_value(stanza, fact->name, fact->english);
}

/* The day that it is asked for; 2026-11-23 where it says none. */
static inline struct date
load_day(const struct stanza *stanza)
{
	const char *text = stanza_value(stanza, "日期", "day");
	struct date found = date_make(2026, 11, 23);

	if (text != NULL)
		ck_assert(date_parse(text, &found));
	return found;
}

/* The rows of the conflict table that a standing falls on, by their ids. */
static inline const char *
load_conflicts(struct arena *arena, const struct standing *standing)
{
	const char *ids = "";

	for (size_t i = 0; i < standing->conflict_count; i++)
		ids = arena_printf(arena, "%s%s%s", ids, i == 0 ? "" : " ",
			standing->conflicts[i]->id);
	return ids;
}

/* Every rule and every row of a table has a case; `make check` shows the
 * count (contrib/check.sh takes lines that begin so). Call it once for a kind,
 * after naming what is missing. */
static inline void
load_count(const char *kind, size_t all, size_t missing)
{
	printf("算例 %s：共 %zu，没有算例的 %zu\n", kind, all, missing);
	ck_assert_int_eq(fflush(stdout), 0);
	ck_assert_uint_gt(all, 0);
	ck_assert_msg(missing == 0, "%s：%zu 条没有算例", kind, missing);
}

/* Numbers that look random and are the same each time. */
static inline uint32_t
load_random(uint32_t *state)
{
	*state = *state * 1664525U + 1013904223U;
	return *state >> 8;
}

#endif
