/* SPDX-License-Identifier: MIT */
/* A line as slow as a serial one over a satellite: bytes leave one after the
 * other and arrive later. */
#include "vt_own.h"

#include <stdlib.h>
#include <time.h>

/* The program may be so many bytes ahead of the line, as with a UART. */
enum { AHEAD = 64, BITS_A_BYTE = 10, MILLION = 1000000 };

struct parcel {
	int64_t due; /* microseconds */
	char byte;
};

struct lane {
	struct parcel *parcels;
	size_t first;
	size_t count;
	size_t room;
	int64_t free_at; /* when the last byte has left */
};

struct line {
	int64_t byte_time;
	int64_t delay;
	struct lane up;
	struct lane down;
};

static int64_t
microseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * MILLION + now.tv_nsec / 1000;
}

int64_t
vt_milliseconds(void)
{
	return microseconds() / 1000;
}

void
vt_line(struct vt *vt, int bits_per_second, int delay)
{
	struct line *line = calloc(1, sizeof *line);

	vt_must(line != NULL, "memory");
	line->byte_time = (int64_t)BITS_A_BYTE * MILLION / bits_per_second;
	line->delay = (int64_t)delay * 1000;
	line_close(&vt->line);
	vt->line = line;
}

void
line_close(struct line **line)
{
	if (*line == NULL)
		return;
	free((*line)->up.parcels);
	free((*line)->down.parcels);
	free(*line);
	*line = NULL;
}

static void
put(const struct line *line, struct lane *lane, char byte)
{
	int64_t now = microseconds();

	if (lane->first == lane->count)
		lane->first = lane->count = 0;
	if (lane->count == lane->room) {
		lane->room = lane->room * 2 + 4096;
		lane->parcels = realloc(
			lane->parcels, lane->room * sizeof *lane->parcels);
		vt_must(lane->parcels != NULL, "memory");
	}
	lane->free_at =
		(lane->free_at > now ? lane->free_at : now) + line->byte_time;
	lane->parcels[lane->count++] =
		(struct parcel){ .due = lane->free_at + line->delay,
			.byte = byte };
}

void
line_send(struct line *line, const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		put(line, &line->up, bytes[i]);
}

/* What has arrived by now. */
static void
take_due(struct lane *lane, struct buf *out)
{
	int64_t now = microseconds();

	while (lane->first < lane->count &&
		lane->parcels[lane->first].due <= now)
		buf_add_char(out, lane->parcels[lane->first++].byte);
}

/* Hands over what has arrived at either end. */
static bool
hand_over(struct vt *vt)
{
	struct buf typed = { 0 };
	struct buf shown = { 0 };
	bool is_any;

	take_due(&vt->line->up, &typed);
	take_due(&vt->line->down, &shown);
	if (typed.length > 0)
		vt_deliver(vt, typed.data, typed.length);
	if (shown.length > 0)
		vt_take(vt, shown.data, shown.length);
	is_any = typed.length + shown.length > 0;
	buf_free(&typed);
	buf_free(&shown);
	return is_any;
}

/* Microseconds until a byte arrives, -1 if none is on its way. */
static int64_t
until_next(const struct line *line)
{
	const struct lane *lanes[] = { &line->up, &line->down };
	int64_t next = -1;
	int64_t now = microseconds();

	for (size_t i = 0; i < 2; i++) {
		int64_t left;

		if (lanes[i]->first == lanes[i]->count)
			continue;
		left = lanes[i]->parcels[lanes[i]->first].due - now;
		left = left < 0 ? 0 : left;
		next = next < 0 || left < next ? left : next;
	}
	return next;
}

/* Puts what the program writes on the line, unless it is full: then the
 * program waits. */
static void
load(struct vt *vt, int milliseconds)
{
	struct line *line = vt->line;
	char bytes[AHEAD];
	size_t got;

	if (vt->is_ended ||
		line->down.free_at - microseconds() > AHEAD * line->byte_time) {
		struct timespec pause = { .tv_nsec = 1000000 };

		nanosleep(&pause, NULL);
		return;
	}
	got = vt_read(vt, bytes, sizeof bytes, milliseconds);
	for (size_t i = 0; i < got; i++)
		put(line, &line->down, bytes[i]);
}

bool
line_pump(struct vt *vt, int limit)
{
	int64_t end = vt_milliseconds() + limit;

	for (;;) {
		int64_t next, left = end - vt_milliseconds();

		if (hand_over(vt))
			return true;
		next = until_next(vt->line);
		if (next < 0 && (left <= 0 || vt->is_ended))
			return false;
		if (next >= 0)
			left = next / 1000;
		load(vt, left > 0 ? (int)left : 0);
	}
}
