/* SPDX-License-Identifier: MIT */
/* The reader of sealed bytes: what it takes is what seal_write writes. */
#include "fuzz.h"

#include "form/seal.h"

/* A form whose fields are the values that were read, in their order. */
static void
write_again(struct arena *arena, const struct seal_head *head,
	const struct values *values, struct buf *out)
{
	struct form form = { .field_count = values->count };

	form.fields =
		arena_alloc(arena, (values->count + 1) * sizeof *form.fields);
	for (size_t i = 0; i < values->count; i++)
		form.fields[i].name = values->items[i].name;
	seal_write(head, &form, values, out);
}

FUZZ_TARGET(seal)
{
	struct arena arena = { 0 };
	struct values values = { .arena = &arena };
	struct seal_head head;
	struct buf out = { 0 };
	struct err err = { 0 };

	if (seal_read(&arena, (const char *)data, size, &head, &values, &err)) {
		write_again(&arena, &head, &values, &out);
		FUZZ_CHECK(out.length == size);
		FUZZ_CHECK(memcmp(buf_text(&out), data, size) == 0);
	} else {
		FUZZ_CHECK(err.code == ERR_INPUT && err.text[0] != '\0');
	}
	buf_free(&out);
	arena_clear(&arena);
	return 0;
}
