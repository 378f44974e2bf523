/* SPDX-License-Identifier: MIT */
/* 新拒绝: whose it is, and on which paper. */
#include "desk/search.h"

#include "desk/scope.h"
#include "screens/act.h"
#include "screens/screens.h"

#include <string.h>

struct refusal_new {
	struct found *items;
	size_t count;
};

static const struct column columns[] = {
	{ .title = "当事人", .most = 16 },
	{ .title = "案号", .grow = true },
	{ .title = "怎样找到的" },
};

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct refusal_new *s = self->state;
	const char *words = self->args.text == NULL ? "" : self->args.text;

	s->count = 0;
	if (words[0] != '\0' && !search_any(self->desk, self->arena, words,
					&s->items, &s->count, err))
		return false;
	view_title(out, "%s", words);
	view_list(out, "found", NULL, columns, ARRAY_LENGTH(columns));
	view_empty(out, "没有找到这个人；按 F12 退回再打");
	for (size_t i = 0; i < s->count; i++) {
		if (s->items[i].party == 0)
			continue;
		view_row(out, (int64_t)i + 1);
		view_text(out, s->items[i].what);
		view_text(out, s->items[i].number);
		view_text(out, s->items[i].by);
	}
	return true;
}

static bool
makes_refusal(const struct form *form)
{
	if (form->on != FORM_ON_PARTY)
		return false;
	for (size_t i = 0; i < form->event_count; i++)
		if (strcmp(form->events[i].name, "拒绝.提出") == 0)
			return true;
	return false;
}

/* An option's id is the place in the library, from 1. */
static bool
prepare_forms(struct screen *self, struct ask_options *options,
	const char **prompt, struct err *err)
{
	size_t count;
	const struct form *const *forms =
		library_forms(self->desk->library, &count);

	(void)prompt;
	(void)err;
	for (size_t i = 0; i < count; i++)
		if (makes_refusal(forms[i]) &&
			scope_allows(self->desk,
				arena_printf(options->arena, "%s.%s",
					forms[i]->right, forms[i]->action)))
			ask_option_add(options, (int64_t)i + 1, forms[i]->name);
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
