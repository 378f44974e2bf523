/* SPDX-License-Identifier: MIT */
/* What is filled in of a register before it is registered. */
#include "desk/sheet.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBER_TEXT = 24, HEAD_ENTRIES = 10 };

/* In place of a form's id, which no form has (scribble_is). */
static const char kind[] = "@sheet";
/* Before the name of a field: what the row said there. */
static const char was_mark[] = "@was ";

static const char *
entry_of(const struct draft *draft, const char *name)
{
	for (size_t i = 0; i < draft->entry_count; i++)
		if (strcmp(draft->entries[i].name, name) == 0)
			return draft->entries[i].text;
	return "";
}

static bool
is_sheet(const struct draft *draft)
{
	return strcmp(entry_of(draft, "@form"), kind) == 0;
}

static int64_t
row_of(const struct draft *draft)
{
	return strtoll(entry_of(draft, "@row"), NULL, 10);
}

static void
take_entry(struct sheet *sheet, const struct draft_entry *entry)
{
	size_t mark = strlen(was_mark);

	if (strncmp(entry->name, was_mark, mark) == 0)
		values_set(&sheet->was, entry->name + mark, entry->text);
	else if (entry->name[0] != '@')
		values_set(&sheet->values, entry->name, entry->text);
}

static const char *
or_null(const char *text)
{
	return text[0] == '\0' ? NULL : text;
}

static void
clear(struct sheet *sheet, struct arena *arena)
{
	sheet->id = 0;
	sheet->values = (struct values){ .arena = arena };
	sheet->was = (struct values){ .arena = arena };
	sheet->at = NULL;
	sheet->hand = (struct work_hand){ .text = "" };
}

static void
take(struct sheet *sheet, const struct draft *draft, struct arena *arena)
{
	clear(sheet, arena);
	sheet->id = draft->id;
	for (size_t i = 0; i < draft->entry_count; i++)
		take_entry(sheet, &draft->entries[i]);
	sheet->at = or_null(entry_of(draft, "@at"));
	sheet->hand = (struct work_hand){
		.field = or_null(entry_of(draft, "@hand")),
		.text = entry_of(draft, "@typed"),
		.at = strtoul(entry_of(draft, "@cursor"), NULL, 10),
	};
}

bool
sheet_find(struct desk *desk, struct arena *arena, struct sheet *sheet,
	struct err *err)
{
	struct draft *list;
	size_t count;

	clear(sheet, arena);
	if (!drafts_list(desk->drafts, arena, &list, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (is_sheet(&list[i]) && row_of(&list[i]) == sheet->row &&
			strcmp(entry_of(&list[i], "@screen"), sheet->screen) ==
				0) {
			take(sheet, &list[i], arena);
			break;
		}
	return true;
}

bool
sheet_of(struct desk *desk, struct arena *arena, int64_t draft,
	struct sheet *out, struct err *err)
{
	struct draft *list;
	size_t count;

	*out = (struct sheet){ .text = "" };
	if (!drafts_list(desk->drafts, arena, &list, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (list[i].id == draft && is_sheet(&list[i])) {
			take(out, &list[i], arena);
			out->screen = entry_of(&list[i], "@screen");
			out->title = entry_of(&list[i], "@title");
			out->from = entry_of(&list[i], "@from");
			out->row = row_of(&list[i]);
			out->text = entry_of(&list[i], "@text");
		}
	return true;
}

/* All texts of it, in `arena`. */
static struct draft_entry *
entries_of(const struct sheet *sheet, struct arena *arena, size_t *count)
{
	const struct work_hand *hand = &sheet->hand;
	bool is_held = hand->field != NULL;
	const struct draft_entry head[HEAD_ENTRIES] = {
		{ "@form", kind },
		{ "@screen", sheet->screen },
		{ "@title", sheet->title },
		{ "@from", sheet->from },
		{ "@row", arena_printf(arena, "%" PRId64, sheet->row) },
		{ "@text", sheet->text },
		{ "@at", sheet->at == NULL ? "" : sheet->at },
		{ "@hand", is_held ? hand->field : "" },
		{ "@typed", is_held ? hand->text : "" },
		{ "@cursor", arena_printf(arena, "%zu", hand->at) },
	};
	const struct values *values = &sheet->values, *was = &sheet->was;
	struct draft_entry *out = arena_alloc(arena,
		(HEAD_ENTRIES + values->count + was->count) * sizeof *out);

	memcpy(out, head, sizeof head);
	*count = HEAD_ENTRIES;
	for (size_t i = 0; i < values->count; i++)
		out[(*count)++] = (struct draft_entry){ values->items[i].name,
			values->items[i].text };
	for (size_t i = 0; i < was->count; i++)
		out[(*count)++] = (struct draft_entry){
			arena_printf(
				arena, "%s%s", was_mark, was->items[i].name),
			was->items[i].text
		};
	return out;
}

static bool
is_empty(const struct sheet *sheet)
{
	const struct values *values = &sheet->values;

	for (size_t i = 0; i < values->count; i++)
		if (strcmp(values->items[i].text,
			    values_get(&sheet->was, values->items[i].name)) !=
			0)
			return false;
	return sheet->hand.field == NULL ||
	       strcmp(sheet->hand.text,
		       values_get(&sheet->was, sheet->hand.field)) == 0;
}

/* Another terminal of his may have ended it meanwhile: then it is begun
 * anew. */
static bool
put_down(struct desk *desk, struct sheet *sheet, struct arena *arena,
	struct err *err)
{
	size_t count;
	struct draft_entry *entries = entries_of(sheet, arena, &count);
	struct err why = { 0 };

	if (sheet->id != 0 && drafts_set_all(desk->drafts, sheet->id,
				      desk_now(desk), entries, count, &why))
		return true;
	if (why.code != ERR_NONE && why.code != ERR_STATE)
		return err_set(err, why.code, "%s", why.text);
	if (drafts_start(desk->drafts, desk_now(desk), entries, count,
		    &sheet->id, err))
		return true;
	sheet->id = 0;
	return false;
}

bool
sheet_keep(struct desk *desk, struct sheet *sheet, struct err *err)
{
	struct arena arena = { 0 };
	bool done;

	if (is_empty(sheet))
		return sheet_end(desk, sheet, err);
	done = put_down(desk, sheet, &arena, err);
	arena_clear(&arena);
	return done;
}

bool
sheet_end(struct desk *desk, struct sheet *sheet, struct err *err)
{
	if (sheet->id != 0 &&
		!drafts_end(desk->drafts, sheet->id, desk_now(desk), err))
		return false;
	sheet->id = 0;
	return true;
}
