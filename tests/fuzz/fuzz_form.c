/* SPDX-License-Identifier: MIT */
/*
 * Forms: hostile text either does not load, with mistakes that say where, or
 * it is a form that can be filled and printed whatever the values are. What
 * follows the first NUL is a value for every field.
 */
#include "fuzz.h"

#include "base/width.h"
#include "form/check.h"
#include "form/form.h"
#include "form/page.h"
#include "form/stream.h"

enum { COLUMNS = 56, LINES = 22 };

static void
check_fields(const struct form *form)
{
	FUZZ_CHECK(form->id != NULL && form->name != NULL);
	FUZZ_CHECK(form->field_count <= FORM_MOST_FIELDS);
	for (size_t i = 0; i < form->field_count; i++) {
		const struct form_field *field = &form->fields[i];

		FUZZ_CHECK(field->type != NULL && field->label != NULL);
		FUZZ_CHECK(form_field_index(form, field->name) == (int)i);
		FUZZ_CHECK(field->choice_count <= FORM_MOST_CHOICES);
		for (size_t k = 0; k < field->condition_count; k++)
			FUZZ_CHECK((size_t)field->conditions[k].field < i);
	}
}

/* What was read is canonical: it reads as itself again. */
static void
fill(const struct form *form, const char *typed, struct values *values)
{
	const struct field_context context = {
		.today = date_make(2026, 11, 24),
		.now = 1795485600,
	};
	struct buf first = { 0 }, again = { 0 };
	struct err err = { 0 };

	for (size_t i = 0; i < form->field_count; i++) {
		const struct form_field *field = &form->fields[i];

		buf_clear(&first);
		buf_clear(&again);
		if (!field_read(field, &context, typed, &first, &err))
			continue;
		FUZZ_CHECK(fuzz_is_clean(buf_text(&first), UTF8_LINES));
		FUZZ_CHECK(field_read(
			field, &context, buf_text(&first), &again, &err));
		FUZZ_CHECK(strcmp(buf_text(&first), buf_text(&again)) == 0);
		values_set(values, field->name, buf_text(&first));
	}
	buf_free(&first);
	buf_free(&again);
}

/* Paper: no line is too wide, and nothing on it is a control but the ends of
 * lines and pages. */
static void
check_page(const char *page)
{
	struct buf line = { 0 };

	while (*page != '\0') {
		size_t length = strcspn(page, "\n\f");

		buf_clear(&line);
		buf_add_bytes(&line, page, length);
		FUZZ_CHECK(fuzz_is_clean(buf_text(&line), UTF8_ONE_LINE));
		FUZZ_CHECK(width_text(buf_text(&line), WIDTH_PAPER) <= COLUMNS);
		page += length + (page[length] != '\0');
	}
	buf_free(&line);
}

static void
print(const struct form *form, const struct values *values)
{
	const struct stream_head head = { "机关", "号", "案号", "时间", "甲",
		"", "", "", "", true };
	const struct page_style style = { COLUMNS, LINES };
	struct buf stream = { 0 }, page = { 0 };

	stream_write(form, values, &head, &stream);
	page_write(buf_text(&stream), &style, &page);
	check_page(buf_text(&page));
	buf_free(&stream);
	buf_free(&page);
}

FUZZ_TARGET(form)
{
	struct arena arena = { 0 };
	struct problems problems = { .arena = &arena };
	struct values values = { .arena = &arena };
	const uint8_t *zero = size == 0 ? NULL : memchr(data, 0, size);
	size_t length = zero == NULL ? size : (size_t)(zero - data);
	struct fuzz rest = { data + length, size - length };
	const struct form *form =
		form_load(&arena, "x", (const char *)data, length, &problems);

	fuzz_byte(&rest);
	FUZZ_CHECK((form == NULL) == (problems.count > 0));
	if (form != NULL) {
		char *typed = fuzz_text(&rest, SIZE_MAX);

		check_fields(form);
		fill(form, typed, &values);
		if (form->body != NULL)
			print(form, &values);
		free(typed);
	}
	arena_clear(&arena);
	return 0;
}
