/* SPDX-License-Identifier: MIT */
/* What a reviewer would look for in each screen's table. */
#include "tests/support/structure.h"

#include "base/width.h"

#include <check.h>
#include <string.h>

enum { LABEL_MOST = 8, HELP_MOST = 60 };

static bool
is_same_kind(const struct action *a, const struct action *b)
{
	return a->kind == NULL || b->kind == NULL ||
	       strcmp(a->kind, b->kind) == 0;
}

/* Two that are offered each in its own case may share a key: 定稿 of a new
 * record and of a correction. */
static bool
is_in_turn(const struct action *a, const struct action *b)
{
	return a->offered != NULL && b->offered != NULL &&
	       a->offered != b->offered;
}

static void
check_action(const struct screen_def *def, const struct action *action,
	bool (*owned)(int32_t key))
{
	const char *code = def->code;

	ck_assert_msg(action->label != NULL && action->help != NULL,
		"%s: key %d without label or help", code, (int)action->key);
	ck_assert_msg(width_text(action->label, WIDTH_TERM_WIDE) <= LABEL_MOST,
		"%s: label too wide: %s", code, action->label);
	ck_assert_msg(width_text(action->help, WIDTH_TERM_WIDE) <= HELP_MOST,
		"%s: help too wide: %s", code, action->help);
	ck_assert_msg(!owned(action->key), "%s: %s takes a key of the loop",
		code, action->label);
	ck_assert_msg(action->run != NULL, "%s: %s does nothing", code,
		action->label);
	ck_assert_msg(action->asks == NULL || action->asks->prompt != NULL ||
			      action->asks->prepare != NULL,
		"%s: %s asks without words", code, action->label);
}

void
structure_check(const struct screen_def *def, bool (*owned)(int32_t key))
{
	ck_assert(def->title != NULL && def->view != NULL);
	ck_assert_msg(def->code != NULL &&
			      def->code[strspn(def->code, "0123456789")] == 0,
		"%s: code is not digits", def->title);
	for (size_t i = 0; i < def->action_count; i++) {
		const struct action *a = &def->actions[i];

		check_action(def, a, owned);
		for (size_t k = 0; k < i; k++)
			ck_assert_msg(
				def->actions[k].key != a->key ||
					!is_same_kind(&def->actions[k], a) ||
					is_in_turn(&def->actions[k], a),
				"%s: two actions on one key: %s, %s", def->code,
				def->actions[k].label, a->label);
	}
}
