/* SPDX-License-Identifier: MIT */
#ifndef DESK_LAWYER_H
#define DESK_LAWYER_H

#include "desk/derive.h"
#include "desk/work.h"

/* The pool: lawyers who can be assigned, and which of them suits a person. */
struct lawyer {
	int64_t record; /* that said so last */
	const char *licence;
	const char *name;
	const char *firm;
	const char *phone;
	const char *area; /* words parted by blanks, "": everywhere */
	int64_t years;	  /* of criminal practice */
	bool is_for_juveniles;
	const char *languages;
	struct date since;
	struct date until; /* first day out of it again; DATE_NONE */
	int64_t load;	   /* open assignments under that name */
};

/* Is it the form that registers one? */
bool lawyer_is_entry(const struct form *form);
/* The table anew from the registrations, the newest of a licence number
 * holds; DERIVE_REPAIR inside a store_tx body. *differences counts rows. */
bool lawyer_derive(struct store *store, enum derive_mode mode,
	int64_t *differences, struct err *err) MUST_CHECK;

/* As many as one look at the pool goes. */
enum { LAWYER_MOST = 1000 };
/* Within reach of lawyer.see, by station, name and licence; at most `limit`. */
bool lawyer_list(struct desk *desk, struct arena *arena, int limit,
	struct lawyer **out, size_t *count, struct err *err) MUST_CHECK;

/* One who can be asked, and why he or why not. */
struct lawyer_choice {
	struct lawyer lawyer;
	bool is_conflict; /* acts for another of the same case (Int 43) */
	bool is_lacking;  /* has not what the law asks for (LAA 26, Int 564) */
	bool is_local;
	bool has_language;
	bool is_warned;	     /* same firm, or acted for another before */
	const char *reasons; /* "本地 刑事5年 在办2件" */
};
/* Who is in the pool today, best first: what the law asks for, no warning,
 * language, area, then who has least in hand; conflicts last. */
bool lawyer_choose(struct desk *desk, struct arena *arena, int64_t party,
	struct lawyer_choice **out, size_t *count, struct err *err) MUST_CHECK;

/*
 * The lawyer whom a form assigns (it makes 指派.确定, and says who: fact
 * 当事人.指派律师). Inside a store_tx body: ERR_STATE with the article if he
 * acts for another of the same case (Int 43(2)); ERR_INPUT if he is in the
 * pool and his licence number, which gives him his seat, is missing or
 * another's.
 */
bool lawyer_check(
	struct desk *desk, const struct work *work, struct err *err) MUST_CHECK;
/* What speaks for him and against him, before it is sealed; "" if the form
 * assigns nobody. */
bool lawyer_reasons(struct desk *desk, struct arena *arena,
	const struct work *work, const char **out, struct err *err) MUST_CHECK;

/* One of the pool by licence number, or by a name that is the only one of its
 * kind there. Right lawyer.see. */
bool lawyer_find(struct desk *desk, struct arena *arena, const char *text,
	struct lawyer *out, struct err *err) MUST_CHECK;
/* What a field that is of him says (来自: 律师.单位, 当事人.指派律师单位 …);
 * NULL: the field is of something else. */
const char *lawyer_value(const struct lawyer *lawyer,
	const struct form_field *field, struct arena *arena);
/* Is `other` of the lawyer chosen in `chosen`: after it, before the next one?
 */
bool lawyer_follows(const struct form *form, const struct form_field *chosen,
	const struct form_field *other);

#endif
