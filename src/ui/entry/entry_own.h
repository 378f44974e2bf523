/* SPDX-License-Identifier: MIT */
#ifndef UI_ENTRY_OWN_H
#define UI_ENTRY_OWN_H

#include "ui/entry/edit.h"
#include "ui/entry/entry.h"
#include "ui/entry/pick.h"

#include "form/form.h"

/* The entry's inside, shared by entry*.c only. */

enum { UNDO_MOST = 20, DIGIT_CHOICES = 9 };

/* A value that was left; the texts live in the values' arena. */
struct change {
	int field;
	const char *old; /* NULL: it was absent */
	bool is_follow;	 /* filled by the change before: undone with it */
};

struct entry_fault {
	int field; /* -1: the whole form */
	const char *text;
};

enum list_known { LIST_UNKNOWN, LIST_NONE, LIST_SOME };

struct entry {
	const struct form *form;
	struct values *values;
	struct entry_hooks hooks;
	bool shown[FORM_MOST_FIELDS];
	int focus; /* field, or the form's field_count: 确认 */
	struct edit edit;
	bool is_reason;	    /* an item answered 否: the edit holds why */
	bool is_fresh;	    /* nothing was pressed in this field yet */
	bool just_advanced; /* by a full field: a scanner's Enter follows */
	bool is_changed;
	struct buf cleared; /* by Ctrl-U */
	bool is_held;	    /* more is journaled of this field than its value */
	struct buf held;
	size_t held_at;
	struct change undo[UNDO_MOST];
	int undo_count;
	struct buf message;
	enum list_known lists[FORM_MOST_FIELDS]; /* has F4 anything there? */
	/* the F4 list, while it is open */
	bool is_picking;
	struct arena pick_arena;
	struct ask_options options;
	struct pick pick;
	struct arena fault_arena;
	struct entry_fault *faults;
	size_t fault_count;
	int top;   /* first line shown */
	int width; /* columns of the edit, as last drawn */
};

/* entry_value.c: what is in the field, and what becomes of it */
const struct form_field *entry_focused(const struct entry *entry);
/* Item or choice whose digit answers at once. */
bool entry_has_digits(const struct form_field *field);
bool entry_is_many(const struct form_field *field);
/* Appends what stands in the field in hand, as typed. */
void entry_typed(const struct entry *entry, struct buf *out);
/* Puts a text into the field in hand. */
void entry_put(struct entry *entry, const char *text);
/* Puts the stored value there. */
void entry_restore(struct entry *entry);
bool entry_is_as_stored(const struct entry *entry);
/* More than may be sealed? Then it stays in the draft, and is told. */
bool entry_is_too_long(const struct entry *entry, const char *text);
void entry_tell_long(struct entry *entry, const char *text);
/* Reads and stores the field in hand. */
bool entry_store(struct entry *entry, struct err *err);
/* Stores one value: journal, values, undo. NULL removes. */
bool entry_set(struct entry *entry, int field, const char *text, bool is_follow,
	struct err *err);
void entry_see(struct entry *entry); /* which fields are asked for now */
/* Is the canonical text the value of a choice of the field? */
bool entry_is_choice(const struct form_field *field, const char *text);
/* Adds or takes away choice `at` in the many-of text in hand. */
void entry_toggle(struct entry *entry, size_t at);
struct field_context entry_context(const struct entry *entry);
const struct entry_fault *entry_fault_of(const struct entry *entry, int field);

/* entry_hold.c: the field is as it is stored; what was held of it goes. */
bool entry_let_go(struct entry *entry, struct err *err);

/* entry_undo.c */
void entry_remember(struct entry *entry, int field, bool is_follow);
/* The field that was changed back, -1: nothing to undo, -2: it could not be
 * journaled. */
int entry_undo(struct entry *entry, struct err *err);

/*
 * entry_head.c: what the program filled in before the first input, as lines
 * of pairs no wider than `columns`, so that the inputs show. `*end` gets the
 * first field after it; "" where there is none. In `arena`.
 */
const char *entry_head(const struct entry *entry, struct arena *arena,
	int columns, enum width_of width, size_t *end);

/* entry_pick.c: the F4 list */
bool entry_open_pick(struct entry *entry, struct err *err);
void entry_pick_key(
	struct entry *entry, const struct key_event *event, bool *beep);
void entry_close_pick(struct entry *entry);

#endif
