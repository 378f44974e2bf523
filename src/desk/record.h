/* SPDX-License-Identifier: MIT */
#ifndef DESK_RECORD_H
#define DESK_RECORD_H

#include "desk/work.h"
#include "form/seal.h"

/* Sealed records: sealing, reading, the chain. */

struct record {
	int64_t id;
	int64_t station;
	const char *form_id;
	const char *form_name;
	const struct form *form; /* as sealed; NULL in lists */
	const char *number;	 /* 文号, "" */
	int64_t matter;
	int64_t proceeding;
	int64_t hearing;
	int64_t about;
	int64_t supersedes;
	int64_t superseded_by; /* 0: it is the head of its line */
	int64_t line;
	int64_t party;		/* the first it concerns, 0 */
	const char *party_name; /* "" */
	struct date occurred;
	int64_t entered;
	const char *by;
	const char *code;      /* eight characters */
	const char *link;      /* link digest */
	const char *signing;   /* 文书.签署, "" */
	int copies;	       /* printed */
	bool is_paper;	       /* 文书 or 清单: printed and signed */
	bool is_gone;	       /* payload taken away (CPL 286) */
	struct seal_head head; /* record_read only */
	struct values values;  /* record_read only */
};

/*
 * Seals a draft (定稿): checks it once more, takes the 文号 and the next link
 * of the station's chain, keeps the form's text, derives the matter, writes
 * the audit: one transaction, once however often it is called. Faults that
 * stand against it are returned in `faults` (arena) with ERR_INPUT. A second
 * correction of the same record is ERR_CONFLICT and the draft stays. The
 * draft is over when this returns true.
 */
bool record_seal(struct desk *desk, struct arena *arena, struct work *work,
	struct fault **faults, size_t *fault_count, int64_t *record,
	struct err *err) MUST_CHECK;

/*
 * The same inside a store_tx body of the caller's, who seals several at once
 * (import) and closes the audit's days himself. The work is no draft of the
 * journal (work_make); what makes a repetition harmless is the caller's.
 */
bool record_seal_within(struct desk *desk, struct arena *arena,
	struct work *work, int64_t *record, struct err *err) MUST_CHECK;

/* One record with its values, audited as a read. */
bool record_read(struct desk *desk, struct arena *arena, int64_t id,
	struct record *out, struct err *err) MUST_CHECK;
/* The records of a matter, latest 发生 first; of one party if not 0. */
bool record_list(struct desk *desk, struct arena *arena, int64_t matter,
	int64_t party, struct record **out, size_t *count,
	struct err *err) MUST_CHECK;
/* Papers of the desk's court that stand unsigned, newest first, at most
 * `limit`. */
bool record_unsigned(struct desk *desk, struct arena *arena, int limit,
	struct record **out, size_t *count, struct err *err) MUST_CHECK;
/* By the eight characters on a sheet. */
bool record_by_code(struct desk *desk, const char *code, int64_t *id,
	struct err *err) MUST_CHECK;

/* The block stream of a record or of a draft, as it will be printed. */
bool record_stream(struct desk *desk, struct arena *arena, int64_t id, int copy,
	struct buf *out, struct err *err) MUST_CHECK;
bool work_stream(struct desk *desk, struct arena *arena,
	const struct work *work, struct buf *out, struct err *err) MUST_CHECK;

/* What verify found in the chain of one station. */
struct chain_report {
	const char *station_name;
	int64_t records;
	int64_t taken_away; /* payloads gone by order */
	const char *head;   /* last link digest */
	const char *fault;  /* NULL: whole */
};
/* Walks every station's chain from its first link; reports, never mends. */
bool chain_verify(struct desk *desk, struct arena *arena,
	struct chain_report **out, size_t *count, struct err *err) MUST_CHECK;

#endif
