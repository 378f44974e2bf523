/* SPDX-License-Identifier: MIT */
/*
 * One line of facts about a refusal, what the law makes of it: the table of
 * LAW §3 for other programs. Number of the time and of changes are given, not
 * counted; over a history they are counted by refusal.c.
 */
#include "law/batch.h"
#include "law/derive.h"

#include "base/attr.h"
#include "base/stanza.h"

#include <stdlib.h>
#include <string.h>

enum refuse_key {
	CLASS,
	WHEN,
	TIME,
	WISH,
	REASON,
	MINOR,
	ADULT_NOW,
	CHANGES,
	ASSIGNED,
	PERMITS,
	KEY_COUNT
};

static const char *const classes[] = { "M", "P", "D", "MDS", NULL };
static const char *const occasions[] = { "before", "in-court", NULL };
static const char *const times[] = { "1", "2", NULL };
static const char *const wishes[] = { "self", "other", "none", NULL };
static const char *const reasons[] = { "justified", "unjustified", NULL };
static const char *const yes_no[] = { "yes", "no", NULL };

/* What the court permits is not said until it has decided. */
static const struct batch_key keys[KEY_COUNT] = {
	[CLASS] = { "class", classes, false, NULL },
	[WHEN] = { "when", occasions, false, NULL },
	[TIME] = { "time", times, false, NULL },
	[WISH] = { "wish", wishes, false, NULL },
	[REASON] = { "reason", reasons, false, NULL },
	[MINOR] = { "minor", yes_no, false, NULL },
	[ADULT_NOW] = { "adult-now", yes_no, false, NULL },
	[CHANGES] = { "changes", NULL, false, NULL },
	[ASSIGNED] = { "assigned", yes_no, false, "yes" },
	[PERMITS] = { "court-permits", yes_no, false, "" },
};

/* Where the value of a key goes (fact.h). */
static const char *const names[KEY_COUNT] = {
	[CLASS] = "资格.类别",
	[WHEN] = "拒绝.场合",
	[TIME] = "拒绝.次数",
	[WISH] = "拒绝.意愿",
	[REASON] = "拒绝.理由",
	[MINOR] = "拒绝.未成年",
	[ADULT_NOW] = "拒绝.已成年",
	[CHANGES] = "拒绝.超过两次",
	[ASSIGNED] = "拒绝.已指派",
	[PERMITS] = "拒绝.准许",
};

static const struct keyword words[] = {
	{ "庭外", "before" },
	{ "当庭", "in-court" },
	{ "一", "1" },
	{ "二", "2" },
	{ "自行辩护", "self" },
	{ "另请律师", "other" },
	{ "未表示", "none" },
	{ "正当", "justified" },
	{ "不正当", "unjustified" },
	{ "是", "yes" },
	{ "否", "no" },
};

/* The line as it was said, and in the words of the vocabulary. */
struct facts {
	const char *said[KEY_COUNT];
	const char *meant[KEY_COUNT];
};

static bool
is(const struct facts *f, enum refuse_key key, const char *word)
{
	return strcmp(f->said[key], word) == 0;
}

/* What cannot be true at once, with what is possible. */
static const char *
contradiction(const struct facts *f)
{
	if (is(f, MINOR, "yes") && is(f, ADULT_NOW, "no") && !is(f, CLASS, "M"))
		return "没有委托辩护人的未成年人都是应当通知辩护的；class=M，"
		       "已满十八周岁的写 adult-now=yes";
	return NULL;
}

static const char *
translate(enum refuse_key key, const char *said)
{
	int which = keyword_find(words, ARRAY_LENGTH(words), said);

	/* Int 311(1): generally not more than two. */
	if (key == CHANGES)
		return strtol(said, NULL, 10) > 2 ? "是" : "否";
	return key == CLASS || which < 0 ? said : words[which].word;
}

static bool
read_facts(
	const char *line, struct arena *arena, struct facts *f, struct buf *out)
{
	const char *wrong;

	if (!batch_pairs(line, keys, KEY_COUNT, arena, f->said, out))
		return false;
	wrong = contradiction(f);
	if (wrong != NULL) {
		buf_addf(out, "error\t自相矛盾：%s", wrong);
		return false;
	}
	for (int i = 0; i < KEY_COUNT; i++)
		f->meant[i] = translate((enum refuse_key)i, f->said[i]);
	return true;
}

static const char *
fact_of_line(const struct fact *fact, const void *arg)
{
	const struct facts *f = arg;

	for (size_t i = 0; i < KEY_COUNT; i++)
		if (strcmp(names[i], fact->name) == 0)
			return f->meant[i];
	return NULL;
}

static const struct refusal_row *
decide(const struct law *law, struct date today, const struct facts *f,
	struct buf *out)
{
	const struct refusal_row *row =
		refusal_decide(law, today, fact_of_line, f);

	if (row == NULL)
		buf_add(out, "error\t没有装入拒绝表");
	return row;
}

bool
batch_refuse(const struct law *law, struct date today, const char *line,
	struct arena *arena, struct buf *out)
{
	struct facts f;
	const struct refusal_row *row;
	char before = '\t';

	if (!read_facts(line, arena, &f, out))
		return false;
	row = decide(law, today, &f, out);
	if (row == NULL)
		return false;
	buf_add(out, refusal_outcome_english(row->outcome));
	for (int i = 0; i < REFUSAL_NEXT_COUNT; i++) {
		if (!row->next[i])
			continue;
		buf_add_char(out, before);
		buf_add(out, refusal_next_english((enum refusal_next)i));
		before = ',';
	}
	return true;
}

static void
add_facts(const struct facts *f, struct date today, struct buf *out)
{
	char text[DATE_TEXT];

	buf_add(out, "事实：");
	for (size_t i = 0; i < KEY_COUNT; i++)
		buf_addf(out, "%s%s %s", i == 0 ? "" : "；", names[i],
			f->meant[i][0] == '\0' ? "未定" : f->meant[i]);
	buf_addf(out, "\n按 %s 的规定\n", date_format(today, text));
}

bool
batch_why_refuse(const struct law *law, struct date today, const char *line,
	struct arena *arena, struct buf *out)
{
	struct facts f;
	const struct refusal_row *row;

	if (!read_facts(line, arena, &f, out))
		return false;
	row = decide(law, today, &f, out);
	if (row == NULL)
		return false;
	add_facts(&f, today, out);
	explain_refusal(row, out);
	return true;
}
