/* SPDX-License-Identifier: MIT */
/*
 * The vocabulary of facts. What a value looks like on paper is the form
 * room's; which facts a rule reads is the rule's.
 */
#include "law/fact.h"

#include "base/attr.h"

#include <string.h>

static const char *const stages[] = { "侦查", "审查起诉", "审判", NULL };
static const char *const instances[] = { "一审", "二审", "再审", "死刑复核高院",
	"死刑复核最高院", "缺席审判", "强制医疗", NULL };
static const char *const procedures[] = { "普通", "简易", "速裁", "未定",
	NULL };
static const char *const prosecutions[] = { "公诉", "自诉", NULL };
static const char *const sexes[] = { "男", "女", NULL };
static const char *const measures[] = { "羁押", "取保候审", "监视居住",
	"未采取", NULL };
/* Grounds of CPL 35, 278, LAA 25(1), Int 47: LAW §3 g1 g2 g3 g4 g5. */
static const char *const grounds[] = { "视听语残疾", "精神障碍", "可能无期死刑",
	"未成年", "死缓期间犯罪", NULL };
/* Scope of the pilot at 审查起诉 (司发通〔2022〕49号, LAW §1.8). */
static const char *const pilot_grounds[] = { "可能三年以上", "不认罪",
	"重大复杂", "重大社会影响", NULL };
static const char *const defenders[] = { "无", "律师", "非律师", NULL };
static const char *const agreements[] = { "同意", "不同意", "未表示", NULL };
static const char *const decisions[] = { "通知", "不通知", NULL };
static const char *const signings[] = { "签名捺印", "签名", "捺印", "拒绝签署",
	NULL };

static const char *const classes[] = { "M", "P", "O", "D", "DI", "N", "MDS",
	"MCT", NULL };
/* Int 311, 572 (his guardian), 601 (near relatives), 312 (counsel). */
static const char *const refusers[] = { "本人", "法定代理人", "近亲属",
	"辩护人", NULL };
static const char *const occasions[] = { "庭外", "当庭", NULL };
static const char *const times[] = { "一", "二", NULL };
static const char *const wishes[] = { "自行辩护", "另请律师", "未表示", NULL };
static const char *const reasons[] = { "正当", "不正当", NULL };

/* clang-format off */
static const struct fact facts[] = {
	{ "案件.案由摘要", "matter.summary", NOUN_MATTER, FACT_TEXT, NULL, false },
	{ "案件.不公开", "matter.closed", NOUN_MATTER, FACT_YES_NO, NULL, false },
	{ "案件.查阅人员", "matter.readers", NOUN_MATTER, FACT_TEXT, NULL, false },
	{ "案件.封存", "matter.sealed-off", NOUN_MATTER, FACT_YES_NO, NULL, false },
	{ "程序段.案号", "proceeding.number", NOUN_PROCEEDING, FACT_TEXT, NULL, false },
	{ "程序段.机关", "proceeding.organ", NOUN_PROCEEDING, FACT_TEXT, NULL, false },
	{ "程序段.阶段", "proceeding.stage", NOUN_PROCEEDING, FACT_CHOICE, stages, false },
	{ "程序段.审级", "proceeding.instance", NOUN_PROCEEDING, FACT_CHOICE, instances, false },
	{ "程序段.程序", "proceeding.procedure", NOUN_PROCEEDING, FACT_CHOICE, procedures, false },
	{ "程序段.起诉", "proceeding.prosecution", NOUN_PROCEEDING, FACT_CHOICE, prosecutions, false },
	{ "程序段.收案日期", "proceeding.received", NOUN_PROCEEDING, FACT_DATE, NULL, false },
	{ "程序段.立案日期", "proceeding.accepted", NOUN_PROCEEDING, FACT_DATE, NULL, false },
	{ "程序段.承办人", "proceeding.judge", NOUN_PROCEEDING, FACT_TEXT, NULL, false },
	{ "程序段.书记员", "proceeding.clerk", NOUN_PROCEEDING, FACT_TEXT, NULL, false },
	{ "程序段.联系电话", "proceeding.phone", NOUN_PROCEEDING, FACT_TEXT, NULL, false },
	{ "程序段.试点", "proceeding.pilot", NOUN_PROCEEDING, FACT_YES_NO, NULL, false },
	{ "程序段.旧案", "proceeding.old", NOUN_PROCEEDING, FACT_YES_NO, NULL, false },
	{ "程序段.待核", "proceeding.unchecked", NOUN_PROCEEDING, FACT_YES_NO, NULL, false },
	{ "程序段.结案方式", "proceeding.outcome", NOUN_PROCEEDING, FACT_TEXT, NULL, false },
	{ "程序段.结案日期", "proceeding.closed", NOUN_PROCEEDING, FACT_DATE, NULL, false },
	{ "程序段.另案", "proceeding.joined-to", NOUN_PROCEEDING, FACT_TEXT, NULL, false },
	{ "当事人.姓名", "party.name", NOUN_PARTY, FACT_TEXT, NULL, false },
	{ "当事人.自报姓名", "party.self-named", NOUN_PARTY, FACT_YES_NO, NULL, false },
	{ "当事人.性别", "party.sex", NOUN_PARTY, FACT_CHOICE, sexes, false },
	{ "当事人.出生日期", "party.birth", NOUN_PARTY, FACT_DATE, NULL, false },
	{ "当事人.证件号", "party.document", NOUN_PARTY, FACT_TEXT, NULL, false },
	{ "当事人.住址", "party.address", NOUN_PARTY, FACT_TEXT, NULL, false },
	{ "当事人.强制措施", "party.custody", NOUN_PARTY, FACT_CHOICE, measures, false },
	{ "当事人.羁押场所", "party.custody-place", NOUN_PARTY, FACT_TEXT, NULL, false },
	{ "当事人.罪名", "party.charge", NOUN_PARTY, FACT_TEXT, NULL, false },
	{ "当事人.理由", "party.grounds", NOUN_PARTY, FACT_MANY, grounds, false },
	{ "当事人.审诉情形", "party.pilot-grounds", NOUN_PARTY, FACT_MANY, pilot_grounds, true },
	{ "当事人.辩护人", "party.defender", NOUN_PARTY, FACT_CHOICE, defenders, true },
	{ "当事人.辩护人姓名", "party.defender-name", NOUN_PARTY, FACT_TEXT, NULL, true },
	{ "当事人.辩护人单位", "party.defender-firm", NOUN_PARTY, FACT_TEXT, NULL, true },
	{ "当事人.辩护人电话", "party.defender-phone", NOUN_PARTY, FACT_TEXT, NULL, true },
	{ "当事人.指派律师", "party.assigned", NOUN_PARTY, FACT_TEXT, NULL, true },
	{ "当事人.指派律师单位", "party.assigned-firm", NOUN_PARTY, FACT_TEXT, NULL, true },
	{ "当事人.指派律师证号", "party.assigned-licence", NOUN_PARTY, FACT_TEXT, NULL, true },
	{ "当事人.指派律师电话", "party.assigned-phone", NOUN_PARTY, FACT_TEXT, NULL, true },
	{ "当事人.法援机构", "party.agency", NOUN_PARTY, FACT_TEXT, NULL, false },
	{ "当事人.值班律师", "party.duty-lawyer", NOUN_PARTY, FACT_TEXT, NULL, true },
	{ "当事人.值班律师证号", "party.duty-licence", NOUN_PARTY, FACT_TEXT, NULL, true },
	{ "当事人.申请援助", "party.applied", NOUN_PARTY, FACT_YES_NO, NULL, true },
	{ "当事人.被告知", "party.advised", NOUN_PARTY, FACT_YES_NO, NULL, true },
	{ "当事人.同意指派", "party.agrees", NOUN_PARTY, FACT_CHOICE, agreements, true },
	{ "当事人.通知决定", "party.decision", NOUN_PARTY, FACT_CHOICE, decisions, true },
	{ "当事人.自行辩护", "party.self-defence", NOUN_PARTY, FACT_YES_NO, NULL, true },
	{ "当事人.再问", "party.ask-again", NOUN_PARTY, FACT_YES_NO, NULL, false },
	{ "当事人.语言", "party.language", NOUN_PARTY, FACT_TEXT, NULL, false },
	{ "当事人.另案", "party.other-case", NOUN_PARTY, FACT_TEXT, NULL, false },
	{ "庭审.时间", "hearing.time", NOUN_HEARING, FACT_TEXT, NULL, false },
	{ "庭审.地点", "hearing.place", NOUN_HEARING, FACT_TEXT, NULL, false },
	{ "文书.签署", "record.signing", NOUN_RECORD, FACT_CHOICE, signings, false },
	{ "文书.见证", "record.witness", NOUN_RECORD, FACT_TEXT, NULL, false },
	{ "拒绝.提出人", "refusal.by", NOUN_REFUSAL, FACT_CHOICE, refusers, false },
	{ "拒绝.场合", "refusal.occasion", NOUN_REFUSAL, FACT_CHOICE, occasions, false },
	{ "拒绝.次数", "refusal.time", NOUN_REFUSAL, FACT_CHOICE, times, false },
	{ "拒绝.意愿", "refusal.wish", NOUN_REFUSAL, FACT_CHOICE, wishes, false },
	{ "拒绝.理由", "refusal.reason", NOUN_REFUSAL, FACT_CHOICE, reasons, false },
	{ "拒绝.已指派", "refusal.assigned", NOUN_REFUSAL, FACT_YES_NO, NULL, false },
	{ "拒绝.准许", "refusal.permitted", NOUN_REFUSAL, FACT_YES_NO, NULL, false },
	{ "拒绝.未成年", "refusal.minor", NOUN_REFUSAL, FACT_YES_NO, NULL, false },
	{ "拒绝.已成年", "refusal.of-age-now", NOUN_REFUSAL, FACT_YES_NO, NULL, false },
	{ "拒绝.超过两次", "refusal.beyond-two", NOUN_REFUSAL, FACT_YES_NO, NULL, false },
	{ "资格.类别", "standing.class", NOUN_STANDING, FACT_CHOICE, classes, true },
};

static const struct {
	const char *word;
	const char *english;
} nouns[NOUN_COUNT] = {
	[NOUN_MATTER] = { "案件", "matter" },
	[NOUN_PROCEEDING] = { "程序段", "proceeding" },
	[NOUN_PARTY] = { "当事人", "party" },
	[NOUN_HEARING] = { "庭审", "hearing" },
	[NOUN_RECORD] = { "文书", "record" },
	[NOUN_REFUSAL] = { "拒绝", "refusal" },
	[NOUN_STANDING] = { "资格", "standing" },
};
/* clang-format on */

const struct fact *
fact_find(const char *name)
{
	bool is_english = (name[0] & 0x80) == 0;

	for (size_t i = 0; i < ARRAY_LENGTH(facts); i++)
		if (strcmp(is_english ? facts[i].english : facts[i].name,
			    name) == 0)
			return &facts[i];
	return NULL;
}

const struct fact *
fact_table(size_t *count)
{
	*count = ARRAY_LENGTH(facts);
	return facts;
}

size_t
fact_index(const struct fact *fact)
{
	return (size_t)(fact - facts);
}

bool
fact_has_word(const struct fact *fact, const char *value, const char *word)
{
	size_t length = strlen(word);

	if (fact->type != FACT_MANY)
		return strcmp(value, word) == 0;
	while (*value != '\0') {
		size_t step = strcspn(value, " ");

		if (step == length && strncmp(value, word, length) == 0)
			return true;
		value += step;
		value += strspn(value, " ");
	}
	return false;
}

enum noun
noun_find(const char *word)
{
	for (size_t i = 0; i < NOUN_COUNT; i++)
		if (strcmp(nouns[i].word, word) == 0 ||
			strcmp(nouns[i].english, word) == 0)
			return (enum noun)i;
	return NOUN_COUNT;
}

const char *
noun_word(enum noun noun)
{
	return noun < NOUN_COUNT ? nouns[noun].word : "";
}
