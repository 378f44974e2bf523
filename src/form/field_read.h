/* SPDX-License-Identifier: MIT */
#ifndef FORM_FIELD_READ_H
#define FORM_FIELD_READ_H

#include "form/field.h"

/*
 * The readers behind the type table. They get text that field_read already
 * trimmed and checked, never "". For use within this room.
 */

/* Smart dates: 今 昨 明 t y, +3 -3, 23, 1123, 261123, 20261123, 2026-11-23,
 * 2026.11.23, 2026年11月23日, 11-23. Two-digit years lie at most twenty years
 * ahead, so that 900101 is a birth date. */
bool read_date(const struct form_field *field,
	const struct field_context *context, const char *typed, struct buf *out,
	struct err *err);
/* A date as above, a blank, and 0940 940 9:40 9点40 9时40分; or 现在 n; or
 * 9:40 alone, of today. */
bool read_instant(const struct form_field *field,
	const struct field_context *context, const char *typed, struct buf *out,
	struct err *err);
void show_date(const char *value, struct buf *out);
void show_instant(const char *value, struct buf *out);

/* One of the choices: itself, its number, or a start that only it has. */
bool read_choice(const struct form_field *field,
	const struct field_context *context, const char *typed, struct buf *out,
	struct err *err);
/* Any of the choices, parted by blanks or 、; kept in the form's order. */
bool read_many(const struct form_field *field,
	const struct field_context *context, const char *typed, struct buf *out,
	struct err *err);
/* Logins, each once, parted by one blank. */
bool read_users(const struct form_field *field,
	const struct field_context *context, const char *typed, struct buf *out,
	struct err *err);
void show_many(const char *value, struct buf *out);
bool read_yes_no(const struct form_field *field,
	const struct field_context *context, const char *typed, struct buf *out,
	struct err *err);
/* A checklist item: 是, or 否 and, after a blank, why not. */
bool read_item(const struct form_field *field,
	const struct field_context *context, const char *typed, struct buf *out,
	struct err *err);

/* What an [事项] has for a type; forms cannot name it. */
const struct field_type *field_type_item(void);

/* Appends `typed` with full-width ASCII (１ Ａ ： ＋ and the wide blank) made
 * plain: Chinese input methods leave them where digits are meant. */
void fold_ascii(const char *typed, struct buf *out);

#endif
