/* SPDX-License-Identifier: MIT */
/* 新拒绝: whose it is, what he is entitled to and how often he refused before;
 * and on which paper. */
#include "desk/matter.h"
#include "desk/refusal.h"
#include "desk/search.h"

#include "desk/choice.h"
#include "screens/act.h"
#include "screens/screens.h"

#include <string.h>

struct refusal_new {
	struct found *items;
	const char **classes; /* of each, "" */
	size_t count;
};

static const struct column columns[] = {
	{ .title = "当事人", .most = 16 },
	{ .title = "类别" },
	{ .title = "此前拒绝" },
	{ .title = "案号", .grow = true },
	{ .title = "怎样找到的", .from = 100 },
};

static bool
read_class(struct screen *self, const struct found *found, const char **out,
	struct err *err)
{
	struct party *parties;
	size_t count;

	*out = "";
	if (!party_list(self->desk, self->arena, found->matter, &parties,
		    &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (parties[i].id == found->party)
			*out = parties[i].class_;
	return true;
}

/* "3次，当庭2次" */
static bool
read_before(struct screen *self, const struct found *found, const char **out,
	struct err *err)
{
	struct refusal_line *lines;
	size_t count;
	size_t in_court = 0;

	if (!refusal_of_party(
		    self->desk, self->arena, found->party, &lines, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		in_court += strcmp(lines[i].occasion, "当庭") == 0;
	*out = count == 0      ? "没有"
	       : in_court == 0 ? arena_printf(self->arena, "%zu次", count)
			       : arena_printf(self->arena, "%zu次，当庭%zu次",
					 count, in_court);
	return true;
}

static bool
show_found(struct screen *self, struct view *out, size_t i, struct err *err)
{
	struct refusal_new *s = self->state;
	const char *before;

	if (!read_class(self, &s->items[i], &s->classes[i], err) ||
		!read_before(self, &s->items[i], &before, err))
		return false;
	view_row(out, (int64_t)i + 1);
	view_key(out, "%lld", (long long)s->items[i].party);
	view_text(out, s->items[i].what);
	view_text(out, s->classes[i]);
	view_text(out, before);
	view_text(out, s->items[i].number);
	view_text(out, s->items[i].by);
	return true;
}

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct refusal_new *s = self->state;
	const char *words = self->args.text == NULL ? "" : self->args.text;

	s->count = 0;
	if (words[0] != '\0' && !search_any(self->desk, self->arena, words,
					&s->items, &s->count, err))
		return false;
	s->classes =
		arena_alloc(self->arena, (s->count + 1) * sizeof *s->classes);
	view_title(out, "%s", words);
	view_list(out, "found", NULL, columns, ARRAY_LENGTH(columns));
	view_empty(out, "没有找到这个人；按 F12 退回再打");
	for (size_t i = 0; i < s->count; i++)
		if (s->items[i].party != 0 && !show_found(self, out, i, err))
			return false;
	return true;
}

static bool
makes(const struct form *form, const char *event)
{
	for (size_t i = 0; i < form->event_count; i++)
		if (strcmp(form->events[i].name, event) == 0)
			return true;
	return false;
}

/* Who is only entitled to a duty lawyer's help refuses that; the others
 * refuse counsel. A paper comes before the register of one that is kept
 * elsewhere. */
static int
rank(const struct form *form, const char *class_)
{
	bool is_help = makes(form, "帮助.拒绝");
	bool has_help_only =
		strcmp(class_, "D") == 0 || strcmp(class_, "DI") == 0;

	return form->body == NULL ? 2 : is_help != has_help_only;
}

enum { RANKS = 3 };

/* An option's id is the place in the library, from 1. */
static bool
prepare_forms(struct screen *self, struct ask_options *options,
	const char **prompt, struct err *err)
{
	const struct refusal_new *s = self->state;
	size_t count;
	const struct form *const *forms =
		library_forms(self->desk->library, &count);

	(void)prompt;
	(void)err;
	for (int at = 0; at < RANKS; at++)
		for (size_t i = 0; i < count; i++)
			if (forms[i]->on == FORM_ON_PARTY &&
				makes(forms[i], "拒绝.提出") &&
				rank(forms[i], s->classes[self->row_id - 1]) ==
					at &&
				choice_allows(self->desk, forms[i]))
				ask_option_add(options, (int64_t)i + 1,
					forms[i]->name);
	return true;
}

static enum next
fill(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct refusal_new *s = self->state;
	const struct found *found = &s->items[self->row_id - 1];
	const struct subject on = { .matter = found->matter,
		.party = found->party };
	size_t count;
	const struct form *const *forms =
		library_forms(self->desk->library, &count);

	if (answer->id < 1 || (size_t)answer->id > count)
		return NEXT_STAY;
	return act_fill(self, forms[answer->id - 1]->id, &on, err);
}

static const struct ask ask_form = {
	.kind = ASK_CHOICE,
	.prompt = "写哪一份",
	.prepare = prepare_forms,
};

/* clang-format off */
static const struct action actions[] = {
	{ .key = KEY_ENTER, .label = "选他", .help = "记下他的拒绝", .on_row = true, .asks = &ask_form, .run = fill },
};
/* clang-format on */

const struct screen_def screen_refusal_new = {
	.code = "241",
	.title = "新拒绝",
	.is_inner = true,
	.is_step = true,
	.needs = "matter.seal",
	.state_size = sizeof(struct refusal_new),
	.view = view,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
