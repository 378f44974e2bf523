/* SPDX-License-Identifier: MIT */
#ifndef UI_ENTRY_H
#define UI_ENTRY_H

#include "form/form.h"
#include "ui/ime/ime.h"
#include "ui/term/cells.h"
#include "ui/term/key.h"
#include "ui/view/screen.h"

/*
 * Any form on the screen: fields in the order of the paper, checklists,
 * choices at F4, smart dates, Dup, undo, several lines of Chinese (UI §1, §2).
 * Values are canonical; what does not read stays in its field with a message.
 */
struct entry;

/* Stands for the 确认 line where a field is named. */
#define ENTRY_CONFIRM "@confirm"

/* What the entry needs from the desk; each may be NULL. */
struct entry_hooks {
	void *arg;
	/* A field was left with a new value: journal it. A failure is shown and
	 * the field kept. */
	bool (*left)(void *arg, const char *field, const char *value,
		struct err *err);
	/* The cursor came to a field, or to ENTRY_CONFIRM: where a killed desk
	 * resumes. Nothing is in hand any more. */
	bool (*at)(void *arg, const char *field, struct err *err);
	/* What stands in the field in hand, as typed, with bytes before the
	 * cursor; a field of NULL: nothing any more. */
	bool (*hold)(void *arg, const char *field, const char *text,
		size_t cursor, struct err *err);
	/* More values for F4 than the form's own choices: persons, places. */
	bool (*choices)(void *arg, const struct form_field *field,
		struct ask_options *options, struct err *err);
	/* A value was taken from the list, by the id that choices gave it: what
	 * another field of the form then says; NULL: nothing of it. */
	const char *(*follows)(void *arg, const struct form_field *field,
		int64_t option, const struct form_field *other);
	/* The value of this field in the record before (Dup), NULL: none. */
	const char *(*previous)(void *arg, const struct form_field *field);
	struct field_context (*context)(void *arg);
};

/* `values` is changed as fields are left; both live longer than the entry.
 * Starts at field `at` (NULL: the first that is empty and asked for). */
struct entry *entry_new(const struct form *form, struct values *values,
	const struct entry_hooks *hooks, const char *at);
void entry_free(struct entry **entry);

enum entry_result {
	ENTRY_STAY,    /* taken; draw again */
	ENTRY_STOPPED, /* a mistake keeps the cursor: what was typed ahead is
			  void */
	ENTRY_HELP,    /* ?? in an empty field */
	ENTRY_FINISH,  /* F10, or Enter on the 确认 line: check, then seal */
	ENTRY_NOT_MINE /* a key for the screen */
};
/* One key; *message gets a text for the message line (the
 * entry's; "" clears it), *beep is
 * set when the key was refused. */
enum entry_result entry_key(struct entry *entry, const struct key_event *event,
	const char **message, bool *beep);
/* Draws into the area; scrolls so that the focus shows; sets the cursor. */
void entry_draw(struct entry *entry, struct cells *cells, int row, int rows,
	int columns);
/* Faults found when finishing are listed at the 确认 line, the first one gets
 * the focus. Copied. */
struct fault;
void entry_faults(
	struct entry *entry, const struct fault *faults, size_t count);
/* The field in hand, for help: label, basis, hint. NULL on the 确认 line. */
const struct form_field *entry_field(const struct entry *entry);
/* Leaves the field in hand (journal, read); false if it does not read. */
bool entry_leave(struct entry *entry, const char **message);
/*
 * Journals what stands in the field in hand, read or not, without leaving it:
 * while one pauses if more was typed than is kept already; when the line is
 * gone always, with the place of the cursor.
 */
enum entry_hold { ENTRY_HOLD_TYPED, ENTRY_HOLD_ALL };
bool entry_hold(struct entry *entry, enum entry_hold what, struct err *err);
/* Puts back what was held when the line dropped. */
void entry_take_up(struct entry *entry, const char *text, size_t cursor);
/* What to press at the field in hand, for the message line. */
const char *entry_hint(const struct entry *entry);
/* Has F4 more to offer at the field in hand than what was there last time? */
bool entry_has_list(struct entry *entry);
/* The value kept of a field of the form; NULL past the last. */
const char *entry_value_at(const struct entry *entry, size_t field);
/* What the built-in Chinese input is to write at the field in hand. */
enum ime_place entry_ime_place(const struct entry *entry);
/* Is the F4 list open? Then every key is the list's. */
bool entry_is_picking(const struct entry *entry);
/* Was anything left with a new value since it was opened? */
bool entry_is_changed(const struct entry *entry);
/* Is what was left in a journal? */
bool entry_is_kept(const struct entry *entry);
/* Keys the entry takes for itself, for the bar and help. */
struct help_key;
const struct help_key *entry_keys(size_t *count);
/* For golden tests: label, value and focus of each shown field. */
void entry_dump(const struct entry *entry, struct buf *out);

#endif
