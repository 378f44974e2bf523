/* SPDX-License-Identifier: MIT */
#ifndef FORM_BODY_H
#define FORM_BODY_H

#include "form/form.h"

/*
 * [正文] compiled to a row of steps, so that writing it out needs neither
 * parsing nor recursion. For use within this room.
 */

/* A kind of block of the stream. */
struct block_kind {
	const char *word;
	bool has_cells; /* `|` parts cells */
	bool has_text;
	bool is_for_authors; /* may stand in [正文] */
};

/* What paper shows besides values, in the order of stream_head. */
enum body_head {
	BODY_NUMBER,
	BODY_CASE_NO,
	BODY_ORGAN,
	BODY_BY,
	BODY_ENTERED,
	BODY_HEADS
};

enum part_kind { PART_TEXT, PART_FIELD, PART_HEAD, PART_EACH };
struct body_part {
	enum part_kind kind;
	const char *text; /* PART_TEXT */
	int index;	  /* field, or enum body_head */
};

enum step_kind { STEP_BLOCK, STEP_ITEMS, STEP_IF, STEP_EACH, STEP_END };
struct body_step {
	enum step_kind kind;
	const struct block_kind *block;
	struct body_part *parts;
	size_t part_count;
	struct form_condition *conditions; /* STEP_IF */
	size_t condition_count;
	int field;	/* STEP_EACH */
	size_t partner; /* of IF and EACH: their END; of END: its opener */
	int line;
};

enum { BODY_MOST_DEPTH = 6 };

struct form_body {
	struct body_step *steps;
	size_t count;
};

const struct block_kind *block_kind_find(const char *word);

#endif
