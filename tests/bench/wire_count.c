/* SPDX-License-Identifier: MIT */
#include "wire.h"

#include "base/utf8.h"

#include <string.h>

enum { OVER_BYTES = 200, MORE_BYTES = 8, MORE_PERCENT = 15 };
/* Until the first byte, and quiet after the last. */
enum { LOOK_MS = 10, LOOKS = 100, QUIET_MS = 40 };

bool
wire_is_over(size_t bytes, size_t bound)
{
	if (bytes > OVER_BYTES)
		return bytes * 100 > bound * (100 + MORE_PERCENT);
	return bytes > bound + MORE_BYTES;
}

void
wire_settle(struct vt *vt)
{
	for (int i = 0; i < LOOKS && vt_bytes(vt) == 0; i++)
		vt_settle(vt, LOOK_MS);
	vt_settle(vt, QUIET_MS);
}

void
wire_count(struct vt *vt, struct sent *sent)
{
	size_t bytes = vt_bytes(vt);
	size_t bound = vt_lower_bound(vt);

	sent->bytes += bytes;
	sent->bound += bound;
	sent->keys++;
	if (bytes > sent->most) {
		sent->most = bytes;
		sent->most_bound = bound;
	}
	if (!wire_is_over(bytes, bound))
		return;
	if (!sent->is_over ||
		bytes + sent->worst_bound > sent->worst_bytes + bound) {
		sent->worst_bytes = bytes;
		sent->worst_bound = bound;
	}
	sent->is_over = true;
}

/* The bytes of the first key of a script. */
static size_t
key_length(const char *keys)
{
	const char *end = keys;

	if (*keys == '<')
		return strcspn(keys, ">") + 1;
	utf8_next(&end);
	return (size_t)(end - keys);
}

void
wire_type(struct vt *vt, const char *keys, struct sent *sent)
{
	struct buf key = { 0 };

	while (*keys != '\0') {
		size_t length = key_length(keys);

		buf_clear(&key);
		buf_add_bytes(&key, keys, length);
		keys += length;
		vt_mark(vt);
		vt_send(vt, buf_text(&key));
		wire_settle(vt);
		wire_count(vt, sent);
	}
	buf_free(&key);
}

void
wire_send(struct vt *vt, const char *bytes, struct sent *sent)
{
	vt_mark(vt);
	vt_send_bytes(vt, bytes, strlen(bytes));
	wire_settle(vt);
	wire_count(vt, sent);
}

double
wire_seconds(size_t bytes)
{
	return (double)bytes / LINE_BYTES;
}
