/* SPDX-License-Identifier: MIT */
#ifndef FORM_SEAL_H
#define FORM_SEAL_H

#include "base/buf.h"
#include "base/digest.h"
#include "base/err.h"
#include "form/form.h"

/*
 * The bytes that are sealed, and the chain over them; forms/SEAL.md says the
 * same for strangers. The bytes are kept as they are and never made again.
 */
enum { SEAL_VERSION = 1, SEAL_SALT = 33 /* 16 random bytes in hex, NUL */ };

/* Who and what besides the values. Ids are 0 where there is none; texts are
 * never NULL. */
struct seal_head {
	const char *form; /* id */
	int form_version;
	const char *digest; /* of the form's text */
	int64_t record;
	int64_t station;
	const char *station_name;
	const char *number; /* 文号, "" */
	int64_t matter;
	int64_t proceeding;
	int64_t hearing;
	int64_t about;	    /* the record this one signs, answers */
	int64_t supersedes; /* the record this one corrects */
	const char *reason; /* of a correction, "" */
	const int64_t *parties;
	size_t party_count;
	int64_t entered; /* instant */
	const char *by;	 /* user, name as of sealing */
};

/* Appends the canonical bytes: version line, head in fixed order, values in
 * the form's field order; `\` and newline escaped. */
void seal_write(const struct seal_head *head, const struct form *form,
	const struct values *values, struct buf *out);
/* Reads them back into `arena`; every deviation from what seal_write writes
 * is ERR_INPUT (so that reading and writing are inverse). Needs no form. */
bool seal_read(struct arena *arena, const char *bytes, size_t length,
	struct seal_head *head, struct values *values,
	struct err *err) MUST_CHECK;

/* One link of a station's chain. */
struct seal_link {
	int64_t station;
	int64_t seq; /* from 1, without gap */
	const char
		*previous; /* digest of link seq - 1; 64 zeros for the first */
	int64_t record;
	const char *payload; /* digest of salt and payload */
};
/* H(salt || payload), hex. */
void seal_payload_digest(struct digester *digester, const char *salt,
	const void *bytes, size_t length, char out[DIGEST_TEXT]);
/* H over the link's canonical line. */
void seal_link_digest(struct digester *digester, const struct seal_link *link,
	char out[DIGEST_TEXT]);

/* A check character for what is read aloud or typed (ISO 7064 MOD 37,36 over
 * 0-9 A-Z). */
char seal_check_char(const char *code);
/* Eight characters that find a record: seven of the digest in an alphabet
 * without 0 O 1 I, and a check character. */
void seal_short_code(const char *digest, char out[9]);

#endif
