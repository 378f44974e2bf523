/* SPDX-License-Identifier: MIT */
#ifndef FORM_FORM_H
#define FORM_FORM_H

#include "base/digest.h"
#include "base/problem.h"
#include "form/field.h"
#include "form/value.h"

/*
 * One definition drives entry, checks, paper and search (DESIGN §4). Text in,
 * const structure out; forms/README.md describes the language.
 */

/* More than any paper holds; beyond it a form does not load. */
enum { FORM_MOST_FIELDS = 120, FORM_MOST_CHOICES = 60 };

enum form_kind {
	FORM_PAPER,	/* 文书: goes on paper */
	FORM_CHECKLIST, /* 清单 */
	FORM_REGISTER	/* 登记: sealed by the program, no paper */
};

/* What a form is opened on, and what its sealing may make. Words of the form
 * language; the desk gives them meaning. */
enum form_noun {
	FORM_ON_NOTHING,    /* 无 */
	FORM_ON_MATTER,	    /* 案件 */
	FORM_ON_PROCEEDING, /* 程序段 */
	FORM_ON_PARTY,	    /* 当事人 */
	FORM_ON_HEARING,    /* 庭审 */
	FORM_ON_RECORD,	    /* 文书 */
	FORM_NOUNS
};

/* 条件: field set / not set / = one of / != none of; all lines of a list must
 * hold. */
enum form_test { FORM_IS_SET, FORM_IS_EMPTY, FORM_EQUALS, FORM_DIFFERS };
struct form_condition {
	int field; /* index into fields */
	enum form_test test;
	const char **words;
	size_t word_count;
};

struct form_field {
	const char *name;  /* key in values, unique in the form */
	const char *label; /* as on screen and paper */
	const char *english;
	const struct field_type *type;
	bool is_item; /* [事项]: a checklist item; value 是, or 否 and a reason
		       */
	bool is_required;    /* 必填 */
	const char *missing; /* 必填: 是 TEXT: what to do if it is not known;
				or NULL */
	bool is_fixed;	     /* 只读: filled from 来自, not typed */
	bool is_own;	     /* 本人: the person's own; never taken over from
				another's paper */
	const char **choices;
	size_t choice_count;
	struct form_condition *conditions; /* 条件: shown and kept only if */
	size_t condition_count;
	const char
		*source; /* 来自: "当事人.姓名", "资格.类别", "今天"; or NULL */
	const char *basis;	/* 依据: the article */
	const char *help;	/* 说明 */
	int min_chars;		/* 校验: 不少于N字 */
	const char *not_before; /* 校验: 不早于 another field; or NULL */
	const char *text; /* an item's wording, as it is read to the person */
	int line;
};

/* 事件: NAME 于 FIELD 对 NOUN [当 conditions] */
struct form_event {
	const char *name;
	int field; /* of type date or instant: 发生 */
	enum form_noun noun;
	struct form_condition *conditions;
	size_t condition_count;
	bool is_once; /* 只一次: once for the record it is about; who comes
			 second is not sealed */
	const char **until; /* 直到: once for the person in his proceeding, till
			       one of these happens */
	size_t until_count;
};

/* 事实: FACT = FIELD, or FACT = "WORD" for a constant [当 conditions] */
struct form_fact {
	const char *name;
	int field;	  /* -1: constant */
	const char *word; /* the constant */
	int at;		  /* field of 发生, or -1: that of the first event */
	int line;
	struct form_condition *conditions;
	size_t condition_count;
};

/* 说明对象: RULE TEXT, fields of a form that explains what was found not done:
 * which rule says so, and the explanation. The record it answers (about) is
 * the cause. */
struct form_explains {
	bool is_set;
	int rule;
	int text;
};

struct form_body; /* compiled [正文] */

struct form {
	const char *id;
	const char *name;
	const char *english;
	enum form_kind kind;
	int version;
	const char *basis;
	bool is_sample;	   /* 样稿: official wording not verified */
	enum form_noun on; /* 对象 */
	bool is_several;   /* 多人: one paper may speak of several parties
			      of a proceeding */
	bool makes[FORM_NOUNS]; /* 建立 */
	const char *right; /* 权限: the noun of rights that sealing needs */
	int right_line;
	const char *action; /* 权限's action: "seal", or "decide" */
	const char *number; /* 文号 pattern, with {{年}} {{序号}} {{院代字}};
			       NULL */
	const char *signers; /* 签名 */
	const char *filing;  /* 归卷 */
	const char *next; /* 接着: ids of forms offered next, blank-parted */
	struct form_field *fields;
	size_t field_count;
	struct form_event *events;
	size_t event_count;
	struct form_fact *facts;
	size_t fact_count;
	struct form_explains explains;
	const struct form_body *body; /* NULL for 登记 without 正文 */
	char digest[DIGEST_TEXT]; /* SHA-256 of its text: the version for ever
				   */
	const char *text;	  /* as loaded, to be kept in the store */
	size_t text_length;
	const char *file;
};

/*
 * Loads a form into `arena`. Every mistake goes to `problems` with file, line,
 * what was found and what is possible; NULL then. Unknown placeholders, fields,
 * types, keys, conditions on later or missing fields: all refused here, never
 * when printing.
 */
const struct form *form_load(struct arena *arena, const char *file,
	const char *bytes, size_t length, struct problems *problems);

/* Index of a field, or -1. */
int form_field_index(const struct form *form, const char *name);
/* Do all the conditions hold for these values? A field that is not shown
 * counts as empty, whatever was left in it. */
bool form_holds(const struct form *form,
	const struct form_condition *conditions, size_t count,
	const struct values *values);
/* Is the field asked for, given the values? */
bool form_field_shown(
	const struct form *form, size_t field, const struct values *values);
const char *form_kind_word(enum form_kind kind);
const char *form_noun_word(enum form_noun noun);
enum form_noun form_noun_find(const char *word); /* FORM_NOUNS if none */

#endif
