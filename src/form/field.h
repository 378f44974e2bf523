/* SPDX-License-Identifier: MIT */
#ifndef FORM_FIELD_H
#define FORM_FIELD_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Field types are one table: what may be typed, what is kept, what is shown.
 * A value is always text in its canonical form (date YYYY-MM-DD, instant
 * YYYY-MM-DD HH:MM, yes/no 是 否, many-of words parted by one blank, money
 * in yuan with two decimals, text exactly as typed). A new type is one row
 * and its test.
 */
struct form_field;

/* What reading a value may depend on; nothing else. */
struct field_context {
	struct date today; /* for smart dates: 今 昨 +3 1123 23 */
	int64_t now;	   /* for smart instants */
};

struct field_type {
	const char *word;    /* "日期" */
	const char *english; /* "date" */
	int max_chars;	     /* most characters of a value */
	int full_chars; /* auto-advance when exactly so many and valid; 0 never
			 */
	bool is_long;	/* several lines */
	bool has_choices; /* 选项 is needed */
	const char *hint; /* for the message line: "年月日, 如 1123、今、+3" */
	/* Typed text to canonical value (appended to out), or ERR_INPUT with
	 * what was found and what is possible. Text is checked UTF-8. */
	bool (*read)(const struct form_field *field,
		const struct field_context *context, const char *typed,
		struct buf *out, struct err *err);
	/* A canonical value as a person reads it ("2026年11月23日"); NULL: as
	 * it is. */
	void (*show)(const char *value, struct buf *out);
};

const struct field_type *field_type_find(const char *word);
const struct field_type *field_type_table(size_t *count);

/*
 * Reads what was typed into `field`: UTF-8 and controls are checked, blanks
 * around it trimmed, the length bounded, then the type decides. "" is a valid
 * empty value.
 */
bool field_read(const struct form_field *field,
	const struct field_context *context, const char *typed, struct buf *out,
	struct err *err) MUST_CHECK;
/* Is it kept just as it is typed? Then it may stand in a draft longer than it
 * may be sealed, and nothing typed is lost. */
bool field_is_free(const struct form_field *field);
/* Appends the value as a person reads it. */
void field_show(
	const struct form_field *field, const char *value, struct buf *out);

/* Resident ID (GB 11643): check digit and birth date hold. Fills birth and
 * sex ("男" "女") when they are asked for. Other documents are free text. */
bool field_resident_id(const char *id, struct date *birth, const char **sex,
	struct err *err) MUST_CHECK;

#endif
