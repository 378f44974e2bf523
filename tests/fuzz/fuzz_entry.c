/* SPDX-License-Identifier: MIT */
/*
 * Filling in a shipped form with any keys. First bytes: which form, how large
 * the terminal; then keys.
 */
#include "fuzz.h"

#include "desk/library.h"
#include "form/check.h"
#include "fuzz_press.h"
#include "ui/entry/entry.h"

enum { ROWS_MOST = 30, COLUMNS_LEAST = 20, COLUMNS_MORE = 120 };
enum { SMALL_EVERY = 16, DRAW_EVERY = 16 /* it takes longest */ };

/* Loading all forms takes longer than filling one in. */
static struct library *
library(void)
{
	static struct library *loaded;
	struct arena arena = { 0 };
	struct problems problems = { .arena = &arena };

	if (loaded == NULL)
		loaded = library_new(NULL, 0, &problems);
	FUZZ_CHECK(loaded != NULL);
	arena_clear(&arena);
	return loaded;
}

static struct field_context
context(void *arg)
{
	(void)arg;
	return (struct field_context){ .today = date_make(2026, 11, 24),
		.now = 1795485600 };
}

/* What the desk is given to keep is text, and for a field of this form. */
static bool
left(void *arg, const char *field, const char *value, struct err *err)
{
	const struct form *form = arg;

	(void)err;
	FUZZ_CHECK(form_field_index(form, field) >= 0);
	FUZZ_CHECK(fuzz_is_clean(value, UTF8_LINES));
	return true;
}

static const char *
previous(void *arg, const struct form_field *field)
{
	(void)arg;
	return field->choice_count > 0 ? field->choices[0] : "张甲一";
}

static void
check_values(const struct form *form, const struct values *values)
{
	for (size_t i = 0; i < values->count; i++) {
		FUZZ_CHECK(form_field_index(form, values->items[i].name) >= 0);
		FUZZ_CHECK(fuzz_is_clean(values->items[i].text, UTF8_LINES));
	}
}

static void
check_drawing(struct entry *entry, struct cells *cells)
{
	cells_clear(cells);
	entry_draw(entry, cells, 0, cells->rows, cells->columns);
	FUZZ_CHECK(cells->cursor_row >= 0);
	FUZZ_CHECK(cells->cursor_row < cells->rows);
	FUZZ_CHECK(cells->cursor_column >= 0);
	/* Narrower than a label, output.c keeps it on the glass. */
	FUZZ_CHECK(cells->cursor_column < cells->columns ||
		   cells->columns < COLUMNS_LEAST);
}

static void
check_clean(const struct cells *cells)
{
	struct buf dump = { 0 };

	cells_dump(cells, &dump);
	FUZZ_CHECK(fuzz_is_clean(buf_text(&dump), UTF8_LINES));
	buf_free(&dump);
}

/* As the screen does when the user says that he is done. */
static void
finish(struct entry *entry, const struct form *form,
	const struct values *values)
{
	struct arena arena = { 0 };
	struct field_context now = context(NULL);
	struct fault *faults;
	size_t count = check_form(form, values, &now, &arena, &faults);

	entry_faults(entry, faults, count);
	arena_clear(&arena);
}

static void
press(struct fuzz *fuzz, struct entry *entry, const struct form *form,
	const struct values *values, struct cells *cells)
{
	struct key_event event;
	char *text = NULL;

	while (fuzz_press(fuzz, &event, &text)) {
		const char *message = "";
		bool beep = false;
		enum entry_result result =
			entry_key(entry, &event, &message, &beep);

		FUZZ_CHECK(result <= ENTRY_NOT_MINE);
		FUZZ_CHECK(message == NULL ||
			   utf8_valid(message, strlen(message)));
		if (result == ENTRY_FINISH)
			finish(entry, form, values);
		if (fuzz->left % DRAW_EVERY == 0)
			check_drawing(entry, cells);
		check_values(form, values);
		FUZZ_CHECK(entry_hint(entry) != NULL);
		free(text);
	}
}

FUZZ_TARGET(entry)
{
	struct fuzz fuzz = { data, size };
	struct arena arena = { 0 };
	struct values values = { .arena = &arena };
	struct cells cells = { 0 };
	size_t count;
	const struct form *const *forms = library_forms(library(), &count);
	const struct form *form = forms[fuzz_number(&fuzz, (unsigned)count)];
	struct entry_hooks hooks = {
		.left = left, .previous = previous, .context = context
	};
	struct entry *entry;
	const char *message;
	unsigned rows = fuzz_number(&fuzz, ROWS_MOST);
	unsigned columns = fuzz_number(&fuzz, COLUMNS_MORE);

	memcpy(&hooks.arg, &form, sizeof hooks.arg); /* given back as const */
	entry = entry_new(form, &values, &hooks, NULL);
	cells_resize(&cells, 1 + (int)rows,
		columns % SMALL_EVERY == 0 ? 1 + (int)columns / SMALL_EVERY
					   : COLUMNS_LEAST + (int)columns);
	check_drawing(entry, &cells);
	press(&fuzz, entry, form, &values, &cells);
	FUZZ_CHECK(entry_leave(entry, &message) || message != NULL);
	check_values(form, &values);
	check_drawing(entry, &cells);
	check_clean(&cells);
	entry_free(&entry);
	cells_free(&cells);
	arena_clear(&arena);
	return 0;
}
