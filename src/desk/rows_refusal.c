/* SPDX-License-Identifier: MIT */
/* What a projection says should stand in the table of refusals. */
#include "desk/rows_refusal.h"

#include <string.h>

/* The latest that was said of a refusal, by its record or by one about it; ""
 * if nothing was. */
static const char *
said_of(const struct history *history, const struct source *refusal,
	const char *name)
{
	const struct history_fact *last = NULL;

	for (size_t i = 0; i < history->fact_count; i++) {
		const struct history_fact *f = &history->facts[i];

		if ((f->source.record == refusal->record ||
			    (f->source.about != 0 &&
				    f->source.about == refusal->line)) &&
			strcmp(f->name, name) == 0 &&
			(last == NULL || date_compare(f->source.day,
						 last->source.day) >= 0))
			last = f;
	}
	return last == NULL ? "" : last->value;
}

/* Does somebody have to say whether it is permitted? Not where the table says
 * that it simply is, or that nothing changes but that it is written down. */
static bool
is_undecided(const struct refusal_row *row, const char *permitted)
{
	if (permitted[0] != '\0' || row == NULL)
		return false;
	return row->outcome != REFUSAL_PERMIT &&
	       (row->outcome != REFUSAL_DENY || row->next[REFUSAL_CONTINUE]);
}

/* Nobody has to decide any more. */
static bool
is_over(const struct projected_party *p, int64_t proceeding)
{
	const struct part *part = part_find(&p->derived, proceeding);

	return part != NULL && date_is_set(part->until);
}

void
rows_refusal(const struct projection *from, const struct projected_party *p,
	struct rows *out)
{
	for (size_t i = 0; i < p->derived.refusal_count; i++) {
		const struct refusal *r = &p->derived.refusals[i];
		const struct source *at = &r->source;
		struct row *row = rows_add(out, ROWS_REFUSAL);
		char day[DATE_TEXT];

		row->ints[0] = at->line;
		row->ints[1] = p->id;
		row->ints[2] = from->matter;
		row->ints[3] = at->proceeding;
		row->ints[4] = from->station;
		row->ints[5] = at->record;
		row->texts[6] =
			arena_copy(out->arena, date_format(at->day, day));
		row->ints[7] = at->at;
		row->texts[8] = said_of(&p->history, at, "拒绝.场合");
		row->ints[9] = r->time;
		row->ints[10] = r->changes;
		row->texts[11] = said_of(&p->history, at, "拒绝.提出人");
		row->texts[12] = said_of(&p->history, at, "拒绝.意愿");
		row->texts[13] = said_of(&p->history, at, "拒绝.理由");
		row->texts[14] = said_of(&p->history, at, "拒绝.准许");
		row->texts[15] = r->row == NULL ? "" : r->row->id;
		row->ints[16] = !is_over(p, at->proceeding) &&
				is_undecided(r->row, row->texts[14]);
	}
}
