/* SPDX-License-Identifier: MIT */
#ifndef DESK_WORK_H
#define DESK_WORK_H

#include "desk/desk.h"
#include "form/check.h"

/*
 * A form being filled in: a draft in the journal, with what it is about.
 * Nothing of it is in the store before it is sealed.
 */
enum { SUBJECT_OTHERS = 60 };
struct subject {
	int64_t matter;
	int64_t proceeding;
	int64_t party;
	int64_t hearing;
	int64_t about;			/* the record it signs, answers */
	int64_t supersedes;		/* the record it corrects */
	int64_t others[SUBJECT_OTHERS]; /* further persons on one paper (多人),
					   desk/people.h */
	size_t other_count;
};
/* What stood in the field in hand when the line dropped, not left yet. */
struct work_hand {
	const char *field; /* NULL: nothing */
	const char *text;  /* as typed; it may not read */
	size_t at;	   /* bytes before the cursor */
};
struct work {
	int64_t id; /* the draft's, also the request id of its sealing */
	const struct form *form;
	struct subject on;
	const char *reason;   /* of a correction; "" */
	const char *override; /* why it is sealed though the law has it
				 otherwise (override.h); "" */
	struct values values;
	struct values from; /* what typed fields were filled with (来自), by
			       field: a change since is told */
	const char *at;	    /* field where the cursor was, NULL at the start */
	struct work_hand hand;
};

/*
 * Starts a draft of a form on a subject; missing ids are completed from those
 * given (a party knows its proceeding and matter). Fields with a source are
 * filled; a correction starts with the values of what it corrects. ERR_RIGHT,
 * ERR_NOTFOUND, ERR_STATE (superseded already) as they come. Lives in `arena`.
 */
bool work_start(struct desk *desk, struct arena *arena, const char *form,
	const struct subject *on, struct work *out, struct err *err) MUST_CHECK;
/* The same without a journal (id 0): for what is sealed in one go, as an
 * import does. */
bool work_make(struct desk *desk, struct arena *arena, const char *form,
	const struct subject *on, struct work *out, struct err *err) MUST_CHECK;
/* A form on something that is not there yet, to be checked and not sealed:
 * only what needs no subject is filled. */
bool work_blank(struct desk *desk, struct arena *arena, const char *form,
	struct work *out, struct err *err) MUST_CHECK;
/* What goes with a record that this desk seals: asks for no right of its own,
 * and is sealed with that one. */
bool work_beside(struct desk *desk, struct arena *arena,
	const struct form *form, const struct subject *on, struct work *out,
	struct err *err) MUST_CHECK;
/* Sets, in a draft just started, what the form asks for the event to happen
 * (事件 … 当 事项=甲 乙: the word that is known, else the first), so that a
 * clerk who came from a clock finds it chosen; he may choose otherwise. */
bool work_answer(struct desk *desk, const char *event, struct work *work,
	struct err *err) MUST_CHECK;
/* Takes up a draft of this user. */
bool work_resume(struct desk *desk, struct arena *arena, int64_t id,
	struct work *out, struct err *err) MUST_CHECK;
/* Journals one value (already set in work->values), the reason, the cursor. */
bool work_keep(struct desk *desk, const struct work *work, const char *field,
	const char *value, struct err *err) MUST_CHECK;
bool work_keep_at(struct desk *desk, struct work *work, const char *field,
	struct err *err) MUST_CHECK;
/* The field in hand was left with a value: nothing is in hand any more. */
bool work_keep_left(struct desk *desk, struct work *work, const char *field,
	const char *value, struct err *err) MUST_CHECK;
/* What is being typed, before its field is left; a field of NULL: nothing. */
bool work_keep_hand(struct desk *desk, struct work *work,
	const struct work_hand *hand, struct err *err) MUST_CHECK;
bool work_keep_reason(struct desk *desk, struct work *work, const char *reason,
	struct err *err) MUST_CHECK;
bool work_keep_override(struct desk *desk, struct work *work,
	const char *reason, struct err *err) MUST_CHECK;
/* The draft goes on as a correction of `head` (conflict.h). */
bool work_keep_base(struct desk *desk, struct work *work, int64_t head,
	struct err *err) MUST_CHECK;
/*
 * What was registered since the draft was filled: what the program fills in is
 * filled in anew, what somebody may have typed stays; both are told in `out`,
 * "" where nothing changed.
 */
bool work_refresh(struct desk *desk, struct work *work, struct buf *out,
	struct err *err) MUST_CHECK;
/* Hands over what the screen knows, to a field of the draft that waits for it
 * (来自: 给定); a form without such a field does not want it. */
bool work_give(struct desk *desk, struct work *work, const char *field,
	const char *value, struct err *err) MUST_CHECK;
/* Gives the draft up (弃稿). */
bool work_drop(struct desk *desk, int64_t id, struct err *err) MUST_CHECK;

/* Drafts of this user that are not over, latest first. */
struct work_line {
	int64_t id;
	const char *form_id;
	const char *form_name;
	struct subject on;
	const char *about; /* "张甲一 （2026）测0101刑初12号", "" */
	int64_t touched;
};
bool work_list(struct desk *desk, struct arena *arena, struct work_line **out,
	size_t *count, struct err *err) MUST_CHECK;

/* The value a source names ("当事人.姓名", "资格.类别", "今天") for a subject;
 * "" if nothing is known. A hearing not given is the next one to come. */
bool work_source(struct desk *desk, struct arena *arena,
	const struct subject *on, const char *source, const char **value,
	struct err *err) MUST_CHECK;

#endif
