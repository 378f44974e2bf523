/* SPDX-License-Identifier: MIT */
#ifndef LAW_LAW_PRIVATE_H
#define LAW_LAW_PRIVATE_H

#include "base/stanza.h"
#include "law/law.h"

/* What law.c and rule_read.c share; nobody outside this folder includes it. */

/* A growing table of class rows. */
struct class_table {
	struct class_row *rows;
	size_t count;
};

/* A file that was added, for the digest. */
struct law_text {
	const char *name; /* without folders: the same text has one digest */
	char digest[DIGEST_TEXT];
};

struct law {
	struct arena *arena;
	struct calendar *calendar;
	char region[3]; /* of the local days off; "" for none */
	struct deadline_rule *deadlines;
	size_t deadline_count;
	struct class_table classes;
	struct class_table conflicts;
	struct refusal_row *refusals;
	size_t refusal_count;
	struct violation_rule *violations;
	size_t violation_count;
	struct region *regions;
	size_t region_count;
	struct law_text *texts;
	size_t text_count;
	char digest[DIGEST_TEXT];
};

/* Adds the stanzas of a .rule file. */
void rule_read(struct law *law, const struct stanza_file *file,
	struct problems *problems);
/* law_violation.c: sorts the violations and checks what names them. */
void law_violations_ready(struct law *law, struct problems *problems);

#endif
