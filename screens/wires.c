/* SPDX-License-Identifier: MIT */
/* How a line is spoken to, as names and values. Not a screen: it has no code.
 */
#include "screens/wires.h"

#include "base/clock.h"
#include "desk/wire.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum setting {
	SETTING_ENCODING,
	SETTING_CHOSEN,
	SETTING_FOUND,
	SETTING_WIDTH,
	SETTING_TRIP,
	OF_LINE, /* what is above is of the line, all of it of a user at it */
	SETTING_LEVEL = OF_LINE,
	SETTING_NAMES,
	SETTING_BAR,
	SETTING_TWINS,
	SETTING_PRINTER,
	SETTING_METER,
	SETTING_MUTED,
	SETTINGS
};

/* A round trip is kept in steps, or every start would write another. */
enum { TRIP_STEP = 100, WORDS_MOST = 4 };

/* The words stand in the order of their enums. SETTING_TRIP is a number. */
static const struct {
	const char *name;
	const char *words[WORDS_MOST];
} settings[SETTINGS] = {
	[SETTING_ENCODING] = { "encoding", { "UTF-8", "GB18030", "GBK" } },
	[SETTING_CHOSEN] = { "chosen", { "no", "yes" } },
	[SETTING_FOUND] = { "found", { "silent", "utf8", "double", "single" } },
	[SETTING_WIDTH] = { "width", { "1", "2" } },
	[SETTING_TRIP] = { "trip", { NULL } },
	[SETTING_LEVEL] = { "level", { "rich", "plain", "short", "line" } },
	[SETTING_NAMES] = { "names", { "F", "Esc" } },
	[SETTING_BAR] = { "bar", { "full", "short", "off" } },
	[SETTING_TWINS] = { "twins", { "no", "yes" } },
	[SETTING_PRINTER] = { "printer", { "none", "terminfo", "ansi" } },
	[SETTING_METER] = { "meter", { "no", "yes" } },
	[SETTING_MUTED] = { "muted", { "no", "yes" } },
};

static int
get(const struct wire *wire, enum setting setting)
{
	switch (setting) {
	case SETTING_ENCODING:
		return (int)wire->encoding;
	case SETTING_CHOSEN:
		return wire->is_chosen;
	case SETTING_FOUND:
		return (int)wire->found;
	case SETTING_WIDTH:
		return (int)wire->width;
	case SETTING_TRIP:
		return wire->round_trip < 0
			       ? -1
			       : wire->round_trip / TRIP_STEP * TRIP_STEP;
	case SETTING_LEVEL:
		return (int)wire->level;
	case SETTING_NAMES:
		return (int)wire->names;
	case SETTING_BAR:
		return (int)wire->bar;
	case SETTING_TWINS:
		return wire->has_twins;
	case SETTING_PRINTER:
		return (int)wire->printer;
	case SETTING_METER:
		return wire->is_metered;
	case SETTING_MUTED:
		return wire->is_muted;
	case SETTINGS:
		break;
	}
	return 0;
}

static void
set(struct wire *wire, enum setting setting, int value)
{
	switch (setting) {
	case SETTING_ENCODING:
		wire->encoding = (enum encoding)value;
		break;
	case SETTING_CHOSEN:
		wire->is_chosen = value != 0;
		break;
	case SETTING_FOUND:
		wire->found = (enum probe_kind)value;
		break;
	case SETTING_WIDTH:
		wire->width = (enum width_of)value;
		break;
	case SETTING_TRIP:
		wire->round_trip = value;
		break;
	case SETTING_LEVEL:
		wire->level = (enum level)value;
		wire->has_level = true;
		break;
	case SETTING_NAMES:
		wire->names = (enum key_names)value;
		break;
	case SETTING_BAR:
		wire->bar = (enum bar)value;
		break;
	case SETTING_TWINS:
		wire->has_twins = value != 0;
		break;
	case SETTING_PRINTER:
		wire->printer = (enum wire_printer)value;
		break;
	case SETTING_METER:
		wire->is_metered = value != 0;
		break;
	case SETTING_MUTED:
		wire->is_muted = value != 0;
		break;
	case SETTINGS:
		break;
	}
}

/* The place of a word, or the number; false if it says nothing to us: an older
 * program's, or somebody's hand. */
static bool
read_value(enum setting setting, const char *text, int *value)
{
	if (setting == SETTING_TRIP) {
		char *end;
		long number = strtol(text, &end, 10);

		*value = (int)number;
		return end != text && *end == '\0' && number >= 0 &&
		       number <= 60000;
	}
	for (int i = 0; i < WORDS_MOST; i++)
		if (settings[setting].words[i] != NULL &&
			strcmp(settings[setting].words[i], text) == 0) {
			*value = i;
			return true;
		}
	return false;
}

struct reading {
	struct wire wire;
	bool has[SETTINGS];
};

static void
take(void *arg, const char *name, const char *value)
{
	struct reading *r = arg;

	for (int i = 0; i < SETTINGS; i++) {
		int number;

		if (strcmp(settings[i].name, name) != 0 ||
			!read_value((enum setting)i, value, &number))
			continue;
		set(&r->wire, (enum setting)i, number);
		r->has[i] = true;
	}
}

void
wires_name(struct buf *out)
{
	const char *device = ttyname(STDIN_FILENO);

	if (device != NULL && strncmp(device, "/dev/pts/", 9) == 0)
		device = NULL;
	wire_line(getenv("TERM"), getenv("SSH_CLIENT"), device, out);
}

static bool
read_all(struct store *store, int64_t user, struct reading *reading)
{
	struct err err = { 0 };
	struct buf line = { 0 };
	bool done;

	wires_name(&line);
	done = wire_read(store, user, buf_text(&line), take, reading, &err);
	buf_free(&line);
	return done;
}

void
wires_of_line(struct store *store, struct wire *wire, struct greeting *greeting)
{
	struct reading r = { .wire = { .round_trip = -1 } };

	greeting->is_told = wire->has_encoding;
	greeting->has_level = wire->has_level;
	greeting->round_trip = -1;
	if (!read_all(store, 0, &r) || wire->has_encoding ||
		!r.has[SETTING_ENCODING])
		return;
	wire->encoding = r.wire.encoding;
	wire->width = r.wire.width;
	wire->is_chosen = r.wire.is_chosen;
	wire->found = r.wire.found;
	greeting->is_chosen = r.wire.is_chosen;
	greeting->found = r.wire.found;
	greeting->round_trip = r.wire.round_trip;
	/* Who did not answer is not waited for again. */
	greeting->is_silent =
		r.wire.found == PROBE_SILENT && r.wire.round_trip < 0;
}

/* His own encoding counts where the terminal says what it said then. */
static void
take_encoding(const struct reading *r, struct wire *wire)
{
	if (wire->has_encoding || !r->has[SETTING_ENCODING] ||
		!r->wire.is_chosen || r->wire.found != wire->found)
		return;
	wire->encoding = r->wire.encoding;
	wire->width = r->wire.width;
	wire->is_chosen = true;
}

void
wires_of_user(struct desk *desk, struct wire *wire)
{
	struct reading r = { .wire = *wire };

	if (!read_all(desk->store, desk->user, &r))
		return;
	take_encoding(&r, wire);
	for (int i = OF_LINE; i < SETTINGS; i++)
		if (r.has[i] && !(i == SETTING_LEVEL && wire->has_level))
			set(wire, (enum setting)i,
				get(&r.wire, (enum setting)i));
	wire->is_changed = true;
}

/* Is this one kept of this user? */
static bool
is_kept(const struct wire *wire, int64_t user, enum setting setting)
{
	if (setting == SETTING_LEVEL && !wire->has_level)
		return false;
	if (wire->has_encoding &&
		(setting < OF_LINE || setting == SETTING_LEVEL))
		return false;
	if (setting == SETTING_TRIP && wire->round_trip < 0)
		return false;
	return setting < OF_LINE || user != 0;
}

static void
keep_of(struct desk *desk, int64_t user, const struct wire *wire,
	const char *line)
{
	struct wire_setting kept[SETTINGS];
	struct wire_keep keep = { user, line, kept, 0, 0 };
	struct buf trip = { 0 };
	struct err err = { 0 };

	keep.now = desk->user == 0 ? clock_now(&desk->clock) : desk_now(desk);
	for (int i = 0; i < SETTINGS; i++) {
		int value = get(wire, (enum setting)i);
		const char *text = NULL;

		if (!is_kept(wire, user, (enum setting)i))
			continue;
		if (i == SETTING_TRIP) {
			buf_addf(&trip, "%d", value);
			text = buf_text(&trip);
		} else {
			text = settings[i].words[value];
		}
		if (text == NULL)
			continue; /* of level line, which has names of its own
				   */
		kept[keep.count++] =
			(struct wire_setting){ settings[i].name, text };
	}
	if (keep.count > 0 && !wire_keep(desk->store, &keep, &err))
		err_clear(&err);
	buf_free(&trip);
}

void
wires_keep(struct desk *desk, const struct wire *wire)
{
	struct buf line = { 0 };

	wires_name(&line);
	keep_of(desk, 0, wire, buf_text(&line));
	if (desk->user != 0)
		keep_of(desk, desk->user, wire, buf_text(&line));
	buf_free(&line);
}

const char *
wires_told(const struct wire *wire, const struct greeting *greeting,
	struct arena *arena)
{
	if (!greeting->is_slow || wire->has_level)
		return NULL;
	if (greeting->speed > 0 && greeting->speed <= GREET_SLOW_BITS)
		return arena_printf(arena,
			"线路慢（每秒%d位），已用简洁%s显示；F9 320 可改",
			greeting->speed,
			wire->level == LEVEL_SHORT ? "短页" : "");
	return arena_printf(arena,
		"线路慢（%d毫秒），已用简洁显示；F9 320 可改",
		wire->round_trip);
}
