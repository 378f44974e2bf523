/* SPDX-License-Identifier: MIT */
#ifndef FORM_FORM_READ_H
#define FORM_FORM_READ_H

#include "form/form.h"

/* The parts of the loader; for use within this room. */
struct form_reader {
	struct arena *arena;
	struct problems *problems;
	const struct stanza_file *stanzas;
	struct form *form;
};

const struct keyword *form_kind_table(size_t *count);
const struct keyword *form_noun_table(size_t *count);

/* Which of the first `count` fields are asked for, given the values. */
void form_shown(const struct form *form, const struct values *values,
	size_t count, bool shown[FORM_MOST_FIELDS]);

/* 是 否 (yes no); an absent value is false, another word a problem. */
bool form_read_yes(struct form_reader *reader, const struct stanza *stanza,
	const char *word, const char *english);
/* The value as one line: line breaks fall away, but part Latin words. NULL
 * if there is none. */
const char *form_read_line(struct form_reader *reader,
	const struct stanza *stanza, const char *word, const char *english);

/* Appends the conditions of `text`, parted by ，; only the first `limit`
 * fields may be named. Adds a problem for what is wrong. */
struct form_conditions {
	struct form_condition *items;
	size_t count;
};
void form_read_conditions(struct form_reader *reader, const char *text,
	size_t limit, int line, struct form_conditions *out);

/* Makes the fields of all [栏目] and [事项], in two steps: what they are, then
 * what they say of one another. */
void form_read_fields(struct form_reader *reader);
/* 事件 and 事实 of the head; after the fields. */
void form_read_meaning(struct form_reader *reader, const struct stanza *head);
/* [正文]; after the fields. Of no use once a problem was added. */
const struct form_body *form_read_body(
	struct form_reader *reader, const struct stanza *stanza);

#endif
