/* SPDX-License-Identifier: MIT */
#ifndef TESTS_FUZZ_FUZZ_PRESS_H
#define TESTS_FUZZ_FUZZ_PRESS_H

#include "fuzz.h"

#include "base/attr.h"
#include "ui/term/key.h"

/*
 * Keys out of bytes, as the decoder would give them: below 0x20 the controls,
 * then ASCII, from 0x80 named keys and characters worth trying, above them a
 * character by its number, and a paste. False at the end; *text is the paste,
 * for the caller to free.
 */

/* clang-format off */
static const int32_t fuzz_keys[] = {
	KEY_F1, KEY_F2, KEY_F3, KEY_F4, KEY_F5, KEY_F6, KEY_F9, KEY_F10,
	KEY_F12, KEY_ENTER, KEY_ENTER, KEY_ENTER, KEY_TAB, KEY_TAB,
	KEY_BACK_TAB, KEY_BACKSPACE, KEY_BACKSPACE, KEY_DELETE, KEY_INSERT,
	KEY_UP, KEY_DOWN, KEY_LEFT, KEY_LEFT, KEY_RIGHT, KEY_HOME, KEY_END,
	KEY_PAGE_UP, KEY_PAGE_DOWN, KEY_RESIZE, KEY_BAD, KEY_CTRL('k'),
	KEY_CTRL('u'), KEY_CTRL('d'), KEY_CTRL('z'), KEY_CTRL('t'),
	/* a mark, wide ones, ambiguous ones, kinsoku, not plain ones */
	0x301, 0x301, 0x302, 0x20D0, 0x5F20, 0x4E09, 0x20BB7, 0x31350, 0x201C,
	0x201D, 0x2026, 0x2014, 0xFF0C, 0x3002, 0xFF08, 0x300B, 0x3000, 0xE5E5,
	0xFFFD, 0x1F600, 0x200D, 0x202E, 0xFE0F, 0xE0100, 0xFFFF, 0x7F, 0x9B,
};
/* clang-format on */

enum { FUZZ_PASTE = 0xFF, FUZZ_NUMBER = 0xFE, FUZZ_PASTED = 300 };

/* A paste comes filtered from the decoder: UTF-8, no control but \n. */
static inline char *
fuzz_paste(struct fuzz *fuzz)
{
	char *raw = fuzz_text(fuzz, fuzz_number(fuzz, FUZZ_PASTED));
	struct buf clean = { 0 };
	const char *at = raw;
	uint32_t c;

	buf_add(&clean, "");
	while ((c = utf8_next(&at)) != 0) {
		char bytes[UTF8_MAX_BYTES];

		if (c == '\n' || utf8_is_plain(c))
			buf_add_bytes(&clean, bytes, utf8_put(c, bytes));
	}
	free(raw);
	return clean.data;
}

static inline bool
fuzz_press(struct fuzz *fuzz, struct key_event *event, char **text)
{
	bool is_one = fuzz->left > 0;
	unsigned byte = fuzz_byte(fuzz);

	*event = (struct key_event){ .key = (int32_t)byte };
	*text = NULL;
	if (!is_one)
		return false;
	if (byte == FUZZ_PASTE) {
		*text = fuzz_paste(fuzz);
		event->key = KEY_PASTE;
		event->text = *text;
	} else if (byte == FUZZ_NUMBER) {
		event->key = (int32_t)(fuzz_byte(fuzz) << 16 & 0x1F0000U);
		event->key |= (int32_t)(fuzz_byte(fuzz) << 8);
		event->key |= (int32_t)fuzz_byte(fuzz);
	} else if (byte >= 0x80) {
		event->key = fuzz_keys[(byte - 0x80) % ARRAY_LENGTH(fuzz_keys)];
	} else if (byte == 0) {
		event->key = KEY_BAD;
	}
	if (event->key == 0 || (event->key >= KEY_NAMED && byte == FUZZ_NUMBER))
		event->key = KEY_BAD;
	return true;
}

#endif
