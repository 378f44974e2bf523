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

/* What the court permits is not said until it has decided. */
static const struct batch_key keys[KEY_COUNT] = {
	[CLASS] = { "class", "资格.类别", classes, false, NULL },
	[WHEN] = { "when", "拒绝.场合", occasions, false, NULL },
	[TIME] = { "time", "拒绝.次数", times, false, NULL },
	[WISH] = { "wish", "拒绝.意愿", wishes, false, NULL },
	[REASON] = { "reason", "拒绝.理由", reasons, false, NULL },
	[MINOR] = { "minor", "拒绝.未成年", batch_yes_no, false, NULL },
	[ADULT_NOW] = { "adult-now", "拒绝.已成年", batch_yes_no, false, NULL },
	[CHANGES] = { "changes", "拒绝.超过两次", NULL, false, NULL },
	[ASSIGNED] = { "assigned", "拒绝.已指派", batch_yes_no, false, "yes" },
	[PERMITS] = { "court-permits", "拒绝.准许", batch_yes_no, false, "" },
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

/* What cannot be true at once, with what is possible. */
static const char *
contradiction(const struct batch_facts *f)
{
	if (batch_is(f, MINOR, "yes") && batch_is(f, ADULT_NOW, "no") &&
		!batch_is(f, CLASS, "M"))
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
read_facts(const char *line, struct arena *arena, struct batch_facts *f,
	struct buf *out)
{
	const char *wrong;

	if (!batch_read(line, keys, KEY_COUNT, arena, f, out))
		return false;
	wrong = contradiction(f);
	if (wrong != NULL)
		return batch_error(out, "自相矛盾：%s", wrong);
	for (int i = 0; i < KEY_COUNT; i++)
		f->meant[i] = translate((enum refuse_key)i, f->said[i]);
	return true;
}

static const struct refusal_row *
decide(const struct law *law, struct date today, const struct batch_facts *f,
	struct buf *out)
{
	const struct refusal_row *row =
		refusal_decide(law, today, batch_value, f);

	if (row == NULL)
		(void)batch_error(out, "没有装入拒绝表");
	return row;
}

bool
batch_refuse(const struct law *law, struct date today, const char *line,
	struct arena *arena, struct buf *out)
{
	struct batch_facts f;
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

bool
batch_why_refuse(const struct law *law, struct date today, const char *line,
	struct arena *arena, struct buf *out)
{
	struct batch_facts f;
	const struct refusal_row *row;

	if (!read_facts(line, arena, &f, out))
		return false;
	row = decide(law, today, &f, out);
	if (row == NULL)
		return false;
	batch_add_facts(&f, "未定", today, out);
	explain_refusal(row, out);
	return true;
}
