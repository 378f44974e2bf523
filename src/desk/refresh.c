/* SPDX-License-Identifier: MIT */
/* What was registered since a draft was filled from what was known then. */
#include "desk/refresh.h"

#include <string.h>

static const char mark[] = "@from.";

/* Not the day or the user, who are as they were; facts and the class. */
bool
refresh_changes(const struct form_field *field)
{
	return field->source != NULL &&
	       (fact_find(field->source) != NULL ||
		       strncmp(field->source, "资格.", strlen("资格.")) == 0);
}

bool
refresh_is_former(const struct form_field *field)
{
	return field->source != NULL && field->is_fixed &&
	       strcmp(field->source, "指派.收到") == 0;
}

static const char *
mark_of(const struct work *work, const char *field)
{
	return arena_printf(work->values.arena, "%s%s", mark, field);
}

size_t
refresh_entries(
	const struct work *work, struct draft_entry *entries, size_t count)
{
	for (size_t i = 0; i < work->from.count; i++)
		entries[count++] = (struct draft_entry){
			mark_of(work, work->from.items[i].name),
			work->from.items[i].text
		};
	return count;
}

void
refresh_take(struct work *work, const struct draft_entry *entry)
{
	if (strncmp(entry->name, mark, strlen(mark)) == 0)
		values_set(
			&work->from, entry->name + strlen(mark), entry->text);
}

static void
tell(const struct form_field *field, const char *lead, const char *old,
	const char *now, const char *between, struct buf *out)
{
	buf_addf(out, "%s%s：%s ", out->length > 0 ? "；" : "", lead,
		field->label);
	if (old[0] == '\0')
		buf_add(out, "（空）");
	else
		field_show(field, old, out);
	buf_add(out, between);
	if (now[0] == '\0')
		buf_add(out, "（空）");
	else
		field_show(field, now, out);
}

/* Filled in by the program: as it is now. */
static bool
fill_anew(struct desk *desk, struct work *work, const struct form_field *field,
	const char *now, struct buf *out, struct err *err)
{
	const char *old = values_get(&work->values, field->name);

	if (strcmp(old, now) == 0)
		return true;
	tell(field, "已按最新登记更新", old, now, "→", out);
	values_set(&work->values, field->name, now);
	return work_keep(desk, work, field->name, now, err);
}

/* What somebody may have written stays; told once. */
static bool
point_out(struct desk *desk, struct work *work, const struct form_field *field,
	const char *now, struct buf *out, struct err *err)
{
	const char *mine = values_get(&work->values, field->name);

	if (!values_has(&work->from, field->name) ||
		strcmp(values_get(&work->from, field->name), now) == 0)
		return true;
	if (strcmp(mine, now) != 0)
		tell(field, "登记已改，您写的没有动", now, mine, "，写的是",
			out);
	values_set(&work->from, field->name, now);
	return work_keep(desk, work, mark_of(work, field->name), now, err);
}

bool
work_refresh(
	struct desk *desk, struct work *work, struct buf *out, struct err *err)
{
	for (size_t i = 0; i < work->form->field_count; i++) {
		const struct form_field *f = &work->form->fields[i];
		const char *now;

		if (!refresh_changes(f) &&
			(!refresh_is_former(f) || work->on.supersedes != 0))
			continue;
		if (!work_source(desk, work->values.arena, &work->on, f->source,
			    &now, err) ||
			!(f->is_fixed ? fill_anew(desk, work, f, now, out, err)
				      : point_out(
						desk, work, f, now, out, err)))
			return false;
	}
	return true;
}
