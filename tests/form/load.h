/* SPDX-License-Identifier: MIT */
#ifndef TESTS_FORM_LOAD_H
#define TESTS_FORM_LOAD_H

#include "base/clock.h"
#include "base/file.h"
#include "form/form.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* The day of all tests: Tuesday 2026-11-24, ten o'clock. */
static inline struct field_context
test_context(void)
{
	struct field_context context = { .today = date_make(2026, 11, 24) };

	context.now = clock_instant(context.today, 10, 0);
	return context;
}

/* A file of the source tree. */
static inline void
read_file(const char *path, struct buf *out)
{
	const char *top = getenv("TEST_TOP");
	struct err err = { 0 };
	struct buf full = { 0 };

	buf_addf(&full, "%s/%s", top != NULL ? top : ".", path);
	ck_assert_msg(file_read(buf_text(&full), 1 << 20, out, &err), "%s: %s",
		path, err.text);
	buf_free(&full);
}

/* Loads text that must be right. */
static inline const struct form *
load_text(struct arena *arena, const char *file, const char *text)
{
	struct problems problems = { .arena = arena };
	const struct form *form =
		form_load(arena, file, text, strlen(text), &problems);

	ck_assert_msg(form != NULL, "%s:%d: %s", file,
		problems.count > 0 ? problems.items[0].line : 0,
		problems.count > 0 ? problems.items[0].text : "?");
	return form;
}

/* One of forms/. */
static inline const struct form *
load_shipped(struct arena *arena, const char *id)
{
	struct buf bytes = { 0 };
	const char *path = arena_printf(arena, "forms/%s.form", id);
	const struct form *form;

	read_file(path, &bytes);
	form = load_text(arena, path, buf_text(&bytes));
	buf_free(&bytes);
	return form;
}

/* A .values file: one stanza of NAME: VALUE. */
static inline void
load_values(struct arena *arena, const char *path, struct values *out)
{
	struct buf bytes = { 0 };
	struct problems problems = { .arena = arena };
	struct stanza_file file;

	read_file(path, &bytes);
	stanza_read(
		arena, path, buf_text(&bytes), bytes.length, &file, &problems);
	ck_assert_uint_eq(problems.count, 0);
	*out = (struct values){ .arena = arena };
	for (size_t i = 0; i < file.count; i++) {
		for (size_t k = 0; k < file.stanzas[i].entry_count; k++)
			values_set(out, file.stanzas[i].entries[k].key,
				file.stanzas[i].entries[k].value);
	}
	buf_free(&bytes);
}

static const char *const shipped[] = { "advice-elsewhere", "advice-record",
	"advice-slip", "case-intake", "charge", "counsel", "ground", "hearing",
	"inquiry", "notify-decision", "party-add", "party-change", "procedure",
	"proceeding-change", "refusal", "signing" };

#endif
