/* SPDX-License-Identifier: MIT */
/* What is half written at an ask. */
#include "desk/scribble.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBER_TEXT = 24 };

/* In place of a form's id, which no form has. */
static const char kind[] = "@ask";

static const char *
entry_of(const struct draft *draft, const char *name)
{
	for (size_t i = 0; i < draft->entry_count; i++)
		if (strcmp(draft->entries[i].name, name) == 0)
			return draft->entries[i].text;
	return "";
}

bool
scribble_is(const struct draft *draft)
{
	return entry_of(draft, "@form")[0] == '@';
}

static bool
is_of(const struct draft *draft, const char *name)
{
	return strcmp(entry_of(draft, "@form"), kind) == 0 &&
	       strcmp(entry_of(draft, "@name"), name) == 0;
}

/* The newest of that name; false if there is none. */
static bool
find(struct desk *desk, struct arena *arena, const char *name,
	struct draft *out, struct err *err)
{
	struct draft *list;
	size_t count;

	if (!drafts_list(desk->drafts, arena, &list, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (is_of(&list[i], name)) {
			*out = list[i];
			return true;
		}
	return false;
}

static bool
start(struct desk *desk, const struct scribble *scribble, const char *at,
	struct err *err)
{
	char matter[NUMBER_TEXT];
	int64_t id;
	const struct draft_entry entries[] = {
		{ "@form", kind },
		{ "@name", scribble->name },
		{ "@matter", matter },
		{ "@typed", scribble->text },
		{ "@cursor", at },
	};

	(void)snprintf(matter, sizeof matter, "%" PRId64, scribble->matter);
	return drafts_start(desk->drafts, desk_now(desk), entries,
		ARRAY_LENGTH(entries), &id, err);
}

bool
scribble_keep(
	struct desk *desk, const struct scribble *scribble, struct err *err)
{
	struct arena arena = { 0 };
	struct err why = { 0 };
	struct draft draft;
	char at[NUMBER_TEXT];
	const struct draft_entry entries[] = { { "@typed", scribble->text },
		{ "@cursor", at } };
	bool is_there = find(desk, &arena, scribble->name, &draft, &why);
	bool done = false;

	(void)snprintf(at, sizeof at, "%zu", scribble->at);
	if (why.code != ERR_NONE)
		err_set(err, why.code, "%s", why.text);
	else if (scribble->text[0] == '\0')
		done = !is_there ||
		       drafts_end(desk->drafts, draft.id, desk_now(desk), err);
	else if (!is_there)
		done = start(desk, scribble, at, err);
	else
		done = drafts_set_all(desk->drafts, draft.id, desk_now(desk),
			entries, ARRAY_LENGTH(entries), err);
	arena_clear(&arena);
	return done;
}

bool
scribble_find(struct desk *desk, struct arena *arena, struct scribble *scribble,
	struct err *err)
{
	struct err why = { 0 };
	struct draft draft;

	scribble->text = "";
	scribble->at = 0;
	if (!find(desk, arena, scribble->name, &draft, &why))
		return why.code == ERR_NONE ||
		       err_set(err, why.code, "%s", why.text);
	scribble->text = entry_of(&draft, "@typed");
	scribble->at = strtoul(entry_of(&draft, "@cursor"), NULL, 10);
	return true;
}
