/* SPDX-License-Identifier: MIT */
/*
 * Bytes for the printer at the terminal. First byte: what kind of page; then
 * its text. Nothing of the text is a command, and the end comes once.
 */
#define _GNU_SOURCE /* memmem */
#include "fuzz.h"

#include "ui/term/printer.h"

static const char on[] = "\033[5i";
static const char off[] = "\033[4i";

static size_t
count(const struct buf *bytes, const char *what)
{
	const char *at = bytes->data;
	const char *end = at + bytes->length;
	size_t found = 0;

	while ((at = memmem(at, (size_t)(end - at), what, strlen(what))) !=
		NULL) {
		found++;
		at++;
	}
	return found;
}

/* What an empty page sends of commands, a full one sends as well and no more:
 * of the text come neither ESC nor the controls that a printer obeys. */
static void
check_commands(const struct buf *bytes, size_t pages)
{
	static const char obeyed[] = "\a\b\v\016\017\021\022\023\024\030\177";

	FUZZ_CHECK(count(bytes, on) == 1 && count(bytes, off) == 1);
	FUZZ_CHECK(memcmp(bytes->data, on, strlen(on)) == 0);
	FUZZ_CHECK(memcmp(bytes->data + bytes->length - strlen(off), off,
			   strlen(off)) == 0);
	for (size_t i = 0; i < bytes->length; i++) {
		char c = bytes->data[i];

		/* A parameter of a command may be any byte. */
		if (c != '\0' && strchr(obeyed, c) != NULL)
			FUZZ_CHECK(i > 0 && i < 64);
	}
	FUZZ_CHECK(pages >= 1);
}

FUZZ_TARGET(printer)
{
	struct fuzz fuzz = { data, size };
	unsigned how = fuzz_byte(&fuzz);
	char *text = fuzz_text(&fuzz, SIZE_MAX);
	struct printer_job job = { .text = text,
		.layout = (how & 1U) != 0 ? ESCP_LIST : ESCP_DOCUMENT };
	struct printer_count counted = { 0 };
	struct buf out = { 0 };
	struct err err = { 0 };

	if (printer_bytes(WIRE_PRINTER_ANSI, &job, &out, &counted, &err))
		check_commands(&out, counted.paper.pages);
	buf_free(&out);
	free(text);
	return 0;
}
