/* SPDX-License-Identifier: MIT */
/* One user at several terminals. The files are store/seat.c. */
#include "desk/session.h"

#include "desk/sheet.h"
#include "desk/work.h"

#include <string.h>

enum { WAIT_MILLISECONDS = 3000 };

void
session_begin(struct desk *desk)
{
	struct err ignored = { 0 };

	session_end(desk);
	desk->was_taken = false;
	if (!seat_take(store_path(desk->store), desk->user, desk_now(desk),
		    &desk->seat, &ignored))
		err_clear(&ignored);
}

void
session_end(struct desk *desk)
{
	seat_leave(&desk->seat);
}

void
session_cut(struct desk *desk)
{
	desk->was_taken = session_is_wanted(desk);
	seat_drop(&desk->seat);
}

void
session_hold(struct desk *desk, int64_t draft)
{
	seat_hold(desk->seat, draft);
}

bool
session_is_wanted(const struct desk *desk)
{
	return seat_is_wanted(desk->seat);
}

/* The person alone: the number of the case has no room on a message line. */
static const char *
who(const struct work_line *line, struct arena *arena)
{
	const char *number = strrchr(line->about, ' ');

	return number == NULL ? line->about
			      : arena_copy_bytes(arena, line->about,
					(size_t)(number - line->about));
}

/* In words; "" where it is over or hidden since. */
static const char *
words_of(const struct work_line *lines, size_t count, int64_t draft,
	struct arena *arena)
{
	for (size_t i = 0; i < count; i++)
		if (draft != 0 && lines[i].id == draft)
			return arena_printf(arena, "《%s》%s",
				lines[i].form_name, who(&lines[i], arena));
	return "";
}

/* The same, or what is filled in of a register; `from` may be NULL. */
static bool
find_words(struct desk *desk, struct arena *arena, int64_t draft,
	const char **what, const char **from, struct err *err)
{
	struct work_line *lines;
	struct sheet sheet;
	size_t count;

	if (!work_list(desk, arena, &lines, &count, err))
		return false;
	*what = words_of(lines, count, draft, arena);
	if (draft == 0 || (*what)[0] != '\0')
		return true;
	if (!sheet_of(desk, arena, draft, &sheet, err))
		return false;
	if (sheet.id == 0)
		return true;
	*what = arena_printf(arena, "《%s》%s", sheet.title, sheet.text);
	if (from != NULL)
		*from = sheet.from;
	return true;
}

bool
session_others(struct desk *desk, struct arena *arena,
	struct session_other **out, size_t *count, struct err *err)
{
	struct seat_other *seats;

	*out = NULL;
	if (!seat_list(store_path(desk->store), desk->user, desk->seat, arena,
		    &seats, count, err))
		return false;
	/* Nearly always; the drafts are not read for nothing. */
	if (*count == 0)
		return true;
	*out = arena_alloc(arena, (*count + 1) * sizeof **out);
	for (size_t i = 0; i < *count; i++) {
		(*out)[i] = (struct session_other){ .seat = seats[i] };
		if (!find_words(desk, arena, seats[i].note.draft,
			    &(*out)[i].what, NULL, err))
			return false;
	}
	return true;
}

bool
session_take(struct desk *desk, struct session_other *others, size_t count,
	int64_t *draft)
{
	bool has_all = true;

	*draft = 0;
	for (size_t i = 0; i < count; i++) {
		struct seat_other *seat = &others[i].seat;

		if (!seat_ask(store_path(desk->store), desk->user, seat,
			    WAIT_MILLISECONDS))
			has_all = false;
		if (seat->note.draft != 0)
			*draft = seat->note.draft;
	}
	return has_all;
}

bool
session_left(struct desk *desk, struct arena *arena, struct session_left *out,
	struct err *err)
{
	struct seat_note note;

	*out = (struct session_left){ .what = "", .from = "" };
	if (!seat_left(store_path(desk->store), desk->user, &note))
		return true;
	if (!find_words(desk, arena, note.draft, &out->what, &out->from, err))
		return false;
	out->draft =
		out->what[0] == '\0' || out->from[0] != '\0' ? 0 : note.draft;
	out->was_told = note.was_told;
	return true;
}
