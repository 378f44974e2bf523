/* SPDX-License-Identifier: MIT */
/*
 * One line of facts, one class: the tables of LAW §3 for other programs. The
 * words of a line are English and few; what cannot be true at once is refused
 * rather than answered.
 */
#include "law/batch.h"
#include "law/derive.h"

#include "base/stanza.h"

#include <string.h>

enum entitle_key {
	STAGE,
	PROSECUTION,
	PROCEDURE,
	INSTANCE,
	GROUNDS,
	COUNSEL,
	PILOT,
	APPLIED,
	KEY_COUNT
};

static const char *const stages[] = { "investigation", "prosecution", "trial",
	NULL };
static const char *const prosecutions[] = { "public", "private", NULL };
static const char *const procedures[] = { "ordinary", "summary", "expedited",
	"undecided", "compulsory-treatment", NULL };
static const char *const instances[] = { "first", "second", "retrial",
	"death-review-high", "death-review-spc", "absentia", NULL };
static const char *const grounds[] = { "none", "impaired-senses",
	"impaired-mind", "life-or-death", "minor", "suspended-death", NULL };
static const char *const counsels[] = { "none", "lawyer", "non-lawyer", NULL };

/* What is not said: a trial of which nothing else is known yet. */
static const struct batch_key keys[KEY_COUNT] = {
	[STAGE] = { "stage", "程序段.阶段", stages, false, "trial" },
	[PROSECUTION] = { "prosecution", "程序段.起诉", prosecutions, false,
		"public" },
	[PROCEDURE] = { "procedure", "程序段.程序", procedures, false,
		"undecided" },
	[INSTANCE] = { "instance", "程序段.审级", instances, false, "first" },
	[GROUNDS] = { "grounds", "当事人.理由", grounds, true, "none" },
	[COUNSEL] = { "counsel", "当事人.辩护人", counsels, false, "none" },
	[PILOT] = { "pilot", "程序段.试点", batch_yes_no, false, "no" },
	[APPLIED] = { "applied", "当事人.申请援助", batch_yes_no, false, "no" },
};

/* The word of a line and the word of the vocabulary (fact.h); a word that
 * says nothing there (undecided treatment, no ground) has none. */
static const struct keyword words[] = {
	{ "侦查", "investigation" },
	{ "审查起诉", "prosecution" },
	{ "审判", "trial" },
	{ "公诉", "public" },
	{ "自诉", "private" },
	{ "普通", "ordinary" },
	{ "简易", "summary" },
	{ "速裁", "expedited" },
	{ "未定", "undecided" },
	{ "一审", "first" },
	{ "二审", "second" },
	{ "再审", "retrial" },
	{ "死刑复核高院", "death-review-high" },
	{ "死刑复核最高院", "death-review-spc" },
	{ "缺席审判", "absentia" },
	{ "视听语残疾", "impaired-senses" },
	{ "精神障碍", "impaired-mind" },
	{ "可能无期死刑", "life-or-death" },
	{ "未成年", "minor" },
	{ "死缓期间犯罪", "suspended-death" },
	{ "律师", "lawyer" },
	{ "非律师", "non-lawyer" },
	{ "是", "yes" },
	{ "否", "no" },
};

static bool
is_before_trial(const struct batch_facts *f)
{
	return !batch_is(f, STAGE, "trial");
}

static bool
is_treatment(const struct batch_facts *f)
{
	return batch_is(f, PROCEDURE, "compulsory-treatment");
}

/* Each ground once; "none" alone. */
static bool
check_grounds(const char *list, struct buf *out)
{
	bool seen[ARRAY_LENGTH(grounds)] = { false };
	size_t count = 0;

	for (;; list++) {
		size_t step = strcspn(list, ",");
		size_t i = 0;

		while (strlen(grounds[i]) != step ||
			strncmp(grounds[i], list, step) != 0)
			i++;
		if (seen[i])
			return batch_error(out,
				"grounds 里“%s”写了两次；留一次", grounds[i]);
		seen[i] = true;
		count++;
		list += step;
		if (*list == '\0')
			break;
	}
	if (!seen[0] || count == 1)
		return true;
	return batch_error(out, "grounds 不能既是 none 又有别的；写 none，"
				"或者只写有的那几项");
}

/* What cannot be true at once, with what is possible. */
static const char *
contradiction(const struct batch_facts *f)
{
	if (is_before_trial(f) && !batch_is(f, INSTANCE, "first"))
		return "审级只在审判阶段有；stage=trial，或者不写 instance";
	if (is_before_trial(f) && batch_is(f, PROSECUTION, "private"))
		return "自诉案件没有侦查和审查起诉；stage=trial，"
		       "或者 prosecution=public";
	if (is_before_trial(f) && is_treatment(f))
		return "强制医疗由人民法院审理；stage=trial，"
		       "或者换一个 procedure";
	if (is_treatment(f) && !batch_is(f, INSTANCE, "first"))
		return "强制医疗没有别的审级；instance=first，"
		       "或者换一个 procedure";
	if (is_treatment(f) && batch_is(f, PROSECUTION, "private"))
		return "强制医疗由人民检察院申请或者公诉案件中发现；"
		       "prosecution=public";
	if (batch_is(f, INSTANCE, "absentia") &&
		batch_is(f, PROSECUTION, "private"))
		return "缺席审判由人民检察院提起公诉；prosecution=public";
	return NULL;
}

static const char *
translate(struct arena *arena, const char *said)
{
	const char *meant = "";

	for (; *said != '\0'; said += strspn(said, ",")) {
		size_t step = strcspn(said, ",");

		for (size_t i = 0; i < ARRAY_LENGTH(words); i++)
			if (strlen(words[i].english) == step &&
				strncmp(words[i].english, said, step) == 0)
				meant = meant[0] == '\0'
						? words[i].word
						: arena_printf(arena, "%s %s",
							  meant, words[i].word);
		said += step;
	}
	return meant;
}

static bool
read_facts(const char *line, struct arena *arena, struct batch_facts *f,
	struct buf *out)
{
	const char *wrong;

	if (!batch_read(line, keys, KEY_COUNT, arena, f, out) ||
		!check_grounds(f->said[GROUNDS], out))
		return false;
	wrong = contradiction(f);
	if (wrong != NULL)
		return batch_error(out, "自相矛盾：%s", wrong);
	for (size_t i = 0; i < KEY_COUNT; i++)
		f->meant[i] = translate(arena, f->said[i]);
	/* The vocabulary has no procedure of that name: it is an instance. */
	if (is_treatment(f))
		f->meant[INSTANCE] = "强制医疗";
	/* Both are a court's to say, whoever proposes one before. */
	if (is_before_trial(f))
		f->meant[INSTANCE] = f->meant[PROCEDURE] = "";
	return true;
}

/* The class on a day; by no day in particular of the person's own. */
static bool
decide(const struct law *law, struct date today, const struct batch_facts *f,
	struct arena *arena, struct standing *standing, struct buf *out)
{
	*standing = entitle(law, today, batch_value, f, arena);
	standing->from = DATE_NONE;
	return standing->row != NULL || batch_error(out, "没有装入类别表");
}

bool
batch_entitle(const struct law *law, struct date today, const char *line,
	struct arena *arena, struct buf *out)
{
	struct batch_facts f;
	struct standing standing;
	const struct class_row *row;

	if (!read_facts(line, arena, &f, out) ||
		!decide(law, today, &f, arena, &standing, out))
		return false;
	/* The procedure is not allowed whoever defends (LAW §3). */
	row = standing.conflict_count > 0 ? standing.conflicts[0]
					  : standing.row;
	buf_addf(out, "%s\t%s\t%s", row->class_, row->id,
		row->authority.citation);
	return true;
}

bool
batch_why_entitle(const struct law *law, struct date today, const char *line,
	struct arena *arena, struct buf *out)
{
	struct batch_facts f;
	struct standing standing;

	if (!read_facts(line, arena, &f, out) ||
		!decide(law, today, &f, arena, &standing, out))
		return false;
	batch_add_facts(&f, "无", today, out);
	explain_standing(&standing, out);
	return true;
}
