/* SPDX-License-Identifier: MIT */
#ifndef TEST_DESK_STORY_H
#define TEST_DESK_STORY_H

#include "desk/dossier.h"

/*
 * A story: what happened in one invented matter, told by whatever forms there
 * are, with corrections; and the orders in which clerks may have entered it.
 * The same seed tells the same story with the same forms.
 */
enum { STORY_MOST = 24, TOLD_BY_NONE = -1 };

struct told {
	const struct form *form;
	/* Places in the story of what it is about, by the noun of the form
	 * language: the record that made the party, the proceeding, the
	 * hearing; the record it speaks of. TOLD_BY_NONE: none. */
	int on[FORM_NOUNS];
	/* The proceeding after which the one it made comes. */
	int former;
	int slot; /* days of its own, told apart from other slots' */
	bool is_corrected;
	struct values values;	/* as they stand in the end */
	struct values mistaken; /* as they stood before the correction */
};

struct story {
	struct arena arena;
	struct told items[STORY_MOST];
	int count;
	uint64_t seed;
	uint64_t state; /* of the generator */
};

/* One entry into the register: a record, or its correction. */
struct entry_of {
	int told;
	bool is_correction;
};
enum { ENTRIES_MOST = 2 * STORY_MOST };

/* All of them begin then; their last day is before the summer. */
struct date story_first_day(void);
/* Tells the story of a seed. */
void story_tell(struct story *story, struct library *library, uint64_t seed);
void story_free(struct story *story);
/*
 * A random order of entry: nothing before what it is about, a correction after
 * what it corrects; of what happened in one slot the order of entry is always
 * the same, because of equal 发生 the one entered first comes first (DESIGN
 * §1). Records with `left_out` (and all about them) are not entered.
 */
int story_order(const struct story *story, uint64_t seed, const bool *left_out,
	struct entry_of order[ENTRIES_MOST]);
/* What a person needs who looks for the fault. */
const char *story_text(
	struct story *story, const struct entry_of *order, int count);

#endif
