/* SPDX-License-Identifier: MIT */
/*
 * Who may see a case beside its own court's people, and whether these all do:
 * from what its records say. The place where somebody is held and the lawyers
 * are those of now: who is moved is lost to the one place, who is replaced
 * loses the case. An agency that was addressed stays so: it keeps its file.
 */
#include "desk/rows_access.h"

#include "desk/help_make.h"
#include "desk/round.h"
#include "desk/scope.h"

#include <string.h>

enum { ACCESS_MATTER, ACCESS_KIND, ACCESS_WHO };

/* What can't have happened without an agency having been turned to: notices,
 * applications and requests for its duty lawyer are meant for it whoever takes
 * them in, it is told of counsel retained, and it alone assigns and asks for
 * what is missing. */
static const char *const addressing[] = {
	"通知.发出",
	"通知.收到",
	"值班律师.通知",
	"帮助.请求",
	"帮助.向法院提出",
	"帮助.转交",
	"援助.申请",
	"援助.转交",
	"援助.收到申请",
	"援助.经值班律师申请",
	"材料.补齐",
	"补充.商请",
	"指派.确定",
	"指派.函告",
	"反馈.发出",
};

struct admission {
	const struct projection *from;
	struct rows *out;
	size_t first; /* place of the first row of access */
};

/* Several people of a case may be in one place. */
static void
admit(struct admission *a, const char *kind, const char *who)
{
	struct row *row;

	for (size_t i = a->first; i < a->out->count; i++)
		if (strcmp(a->out->items[i].texts[ACCESS_KIND], kind) == 0 &&
			strcmp(a->out->items[i].texts[ACCESS_WHO], who) == 0)
			return;
	row = rows_add(a->out, ROWS_ACCESS);
	row->ints[ACCESS_MATTER] = a->from->matter;
	row->texts[ACCESS_KIND] = kind;
	row->texts[ACCESS_WHO] = who;
}

static void
admit_custody(struct admission *a, const struct projected_party *p)
{
	const char *measure =
		projection_fact(a->from, p->id, "当事人.强制措施");
	const char *place = projection_fact(a->from, p->id, "当事人.羁押场所");

	if (strcmp(measure, "羁押") == 0 && place[0] != '\0')
		admit(a, "看守所", place);
}

/* Those that were named, whenever. */
static bool
admit_agencies(struct admission *a, const struct history *history)
{
	bool is_named = false;

	for (size_t i = 0; i < history->fact_count; i++) {
		const struct history_fact *f = &history->facts[i];

		if (strcmp(f->name, "当事人.法援机构") != 0 ||
			f->value[0] == '\0')
			continue;
		admit(a, "法援机构", f->value);
		is_named = true;
	}
	return is_named;
}

static bool
is_addressed(const struct history *history)
{
	for (size_t i = 0; i < history->event_count; i++)
		for (size_t j = 0; j < ARRAY_LENGTH(addressing); j++)
			if (strcmp(history->events[i].name, addressing[j]) == 0)
				return true;
	return false;
}

/* The last that was said in the running proceeding, as facts hold; "". */
static const char *
licence_of(const struct projected_party *p, const char *fact)
{
	const struct history_fact *last = NULL;

	for (size_t i = 0; i < p->history.fact_count; i++) {
		const struct history_fact *f = &p->history.facts[i];

		if (strcmp(f->name, fact) == 0 &&
			f->source.proceeding == p->proceeding &&
			(last == NULL || date_compare(f->source.day,
						 last->source.day) >= 0))
			last = f;
	}
	return last == NULL ? "" : last->value;
}

static void
admit_lawyer(struct admission *a, const char *licence)
{
	if (licence[0] == '\0')
		return;
	admit(a, SCOPE_LAWYER, licence);
	admit(a, SCOPE_DUTY_LAWYER, licence);
}

/* Who asks for help calls on every lawyer on duty, until it is taken or handed
 * to somebody. */
static void
admit_duty(struct admission *a, const struct projected_party *p)
{
	struct help_made *made;
	size_t count;

	admit_lawyer(a, licence_of(p, "当事人.值班律师证号"));
	help_make(a->out->arena, a->from, p, &made, &count);
	for (size_t i = 0; i < count; i++)
		if (made[i].step == HELP_WAITS)
			admit(a, SCOPE_DUTY_LAWYER, "");
}

/* An assignment that was ended names nobody, whatever paper ended it. */
static bool
has_assigned(struct admission *a, const struct projected_party *p)
{
	const struct round *last = NULL;
	struct round *rounds;
	size_t count;

	rounds_of(p, a->out->arena, &rounds, &count);
	for (size_t i = 0; i < count; i++)
		if (rounds[i].proceeding == p->proceeding)
			last = &rounds[i];
	return last == NULL || !date_is_set(last->days[ROUND_ENDED]);
}

static void
admit_readers(struct admission *a)
{
	const char *logins =
		projection_fact(a->from, a->from->matter, "案件.查阅人员");

	while (*logins != '\0') {
		size_t length = strcspn(logins, " ");

		if (length > 0)
			admit(a, "用户",
				arena_copy_bytes(
					a->out->arena, logins, length));
		logins += length;
		logins += strspn(logins, " ");
	}
}

static void
admit_all(struct admission *a)
{
	bool is_named = false, addresses = false;

	for (size_t i = 0; i < a->from->party_count; i++) {
		const struct projected_party *p = &a->from->parties[i];

		admit_custody(a, p);
		is_named = admit_agencies(a, &p->history) || is_named;
		addresses = addresses || is_addressed(&p->history);
		if (has_assigned(a, p))
			admit_lawyer(a, licence_of(p, "当事人.指派律师证号"));
		admit_duty(a, p);
	}
	if (addresses && !is_named)
		admit(a, "法援机构", "");
	admit_readers(a);
}

static bool
is_so(const struct projection *from, const char *fact)
{
	return strcmp(projection_fact(from, from->matter, fact), "是") == 0;
}

const char *
rows_guard(const struct projection *from)
{
	if (is_so(from, "案件.封存"))
		return "封存";
	return is_so(from, "案件.不公开") ? "不公开" : "";
}

/* What is 封存 was addressed to nobody. */
void
rows_access(const struct projection *from, struct rows *out)
{
	struct admission a = { from, out, out->count };
	const char *level = rows_guard(from);
	struct row *row;

	if (strcmp(level, "封存") != 0)
		admit_all(&a);
	if (level[0] == '\0')
		return;
	row = rows_add(out, ROWS_GUARD);
	row->ints[0] = from->matter;
	row->texts[1] = level;
}
