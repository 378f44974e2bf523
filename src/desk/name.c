/* SPDX-License-Identifier: MIT */
#include "desk/name.h"

#include "base/initials.h"
#include "base/utf8.h"
#include "desk/search.h"

#include <string.h>

enum { ENDS_MOST = 24 }; /* of one name; longer ones are found by these */

static void
add(struct arena *arena, struct name_texts *out, const char *text)
{
	out->items =
		arena_grow(arena, out->items, out->count, sizeof(*out->items));
	out->items[out->count++] = text;
}

/* Letters stand for themselves: the initials of mary are mary. */
static void
add_end(struct arena *arena, struct name_texts *out, const char *end,
	enum initials_place place)
{
	struct initials initials;

	add(arena, out, end);
	initials_of(arena, end, place, &initials);
	for (size_t i = 0; i < initials.count; i++)
		if (strcmp(initials.texts[i], end) != 0)
			add(arena, out, initials.texts[i]);
}

void
name_texts(struct arena *arena, const char *name, struct name_texts *out)
{
	struct buf folded = { 0 };
	const char *whole, *at;

	*out = (struct name_texts){ 0 };
	search_fold(name, &folded);
	whole = arena_copy(arena, buf_text(&folded));
	buf_free(&folded);
	at = whole;
	for (int i = 0; *at != '\0' && i < ENDS_MOST; i++) {
		add_end(arena, out, at,
			at == whole ? INITIALS_NAME : INITIALS_PART);
		utf8_next(&at);
	}
}
