/* SPDX-License-Identifier: MIT */
#ifndef DESK_LIBRARY_H
#define DESK_LIBRARY_H

#include "base/problem.h"
#include "form/form.h"
#include "law/law.h"

/*
 * The forms and the law, loaded and held against each other: every fact a
 * form sets is in the vocabulary with a fitting type, every event a rule
 * waits for is made by some form. Nothing else connects the two.
 */
struct library;
struct store;

/* One file to be loaded: .form, .rule or .cal by its ending. */
struct library_text {
	const char *file;
	const char *bytes;
	size_t length;
};

/* Loads the shipped rules and calendars, and `more` after them; a file of the
 * same name, and a form with the same id, replaces the shipped one (for tests
 * and `form check`). A shipped form is read when it is first asked for. With
 * `more` everything is read and checked. Mistakes go to `problems`; NULL if
 * there are any. */
struct library *library_new(const struct library_text *more, size_t count,
	struct problems *problems);
void library_free(struct library **library);
/* Reads every form now; false with the mistakes. */
bool library_read_all(
	struct library *library, struct problems *problems) MUST_CHECK;
/* Reads every form and holds forms and rules against each other. The shipped
 * texts alone are checked so by a test, not at each start. */
void library_check(struct library *library, struct problems *problems);

/*
 * The law anew, with the texts of the site after those that the library was
 * made with; a file of the same name is replaced. The forms stay, and so does
 * the law that was: a screen that holds a part of it reads on. `mark` says
 * which texts these were (desk/site.h). Mistakes go to `problems`, and nothing
 * changes.
 */
bool library_replace_law(struct library *library,
	const struct library_text *site, size_t count, int64_t mark,
	struct problems *problems) MUST_CHECK;
/* Would everything load and hold together with them? Nothing is kept. */
bool library_check_law(struct library *library, const struct library_text *site,
	size_t count, struct problems *problems) MUST_CHECK;
/* 0: only what was shipped. */
int64_t library_mark(const struct library *library);

const struct law *library_law(const struct library *library);
/* The current form by id; NULL if there is none. */
const struct form *library_form(struct library *library, const char *id);
const struct form *const *library_forms(struct library *library, size_t *count);
/* The form whose sealing makes an event: what answers a clock that waits
 * for it. A paper is preferred to a register; NULL if there is none. */
const struct form *library_form_making(
	struct library *library, const char *event);
/* The form a record was sealed with, by digest: a current one, or its text
 * kept in the store, loaded once. NULL with err set if it is nowhere. */
const struct form *library_sealed_form(struct library *library,
	struct store *store, const char *digest, struct err *err) MUST_CHECK;

#endif
