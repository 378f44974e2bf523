/* SPDX-License-Identifier: MIT */
/*
 * Stories sealed into a store, in any order of entry: what every sealing left
 * standing is what a derivation from all records gives. Some in the gate;
 * `make soak` seals 10,000 (SOAK=10000).
 */
#include "fixture.h"
#include "story.h"

#include "desk/derive.h"
#include "desk/scope.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

Suite *suite_shuffled(void);

enum { STORIES = 40, SECONDS_EACH = 5 };

static int
stories(void)
{
	const char *soak = getenv("SOAK");
	long count = soak == NULL ? STORIES : strtol(soak, NULL, 10);

	return count > 0 && count < 1000000 ? (int)count : STORIES;
}

/* One story under way: the ids in the store. */
struct telling {
	struct story *story;
	int64_t line[STORY_MOST]; /* 0: not sealed */
	int64_t head[STORY_MOST];
	long sealed;
	long refused;
};

static int64_t
line_of(const struct telling *t, const struct told *told, enum form_noun noun)
{
	return told->on[noun] < 0 ? 0 : t->line[told->on[noun]];
}

/* Is all there that it is about? What was refused has nothing after it. */
static bool
subject_of(const struct telling *t, const struct entry_of *entry,
	struct subject *on)
{
	const struct told *told = &t->story->items[entry->told];
	int about = told->on[FORM_ON_RECORD];

	*on = (struct subject){ .supersedes = t->head[entry->told] };
	if (entry->is_correction)
		return on->supersedes != 0;
	for (int noun = 0; noun < FORM_NOUNS; noun++)
		if (told->on[noun] >= 0 && told->on[noun] != entry->told &&
			line_of(t, told, (enum form_noun)noun) == 0)
			return false;
	*on = (struct subject){
		.matter = line_of(t, told, FORM_ON_MATTER),
		.proceeding = line_of(t, told, FORM_ON_PROCEEDING),
		.party = line_of(t, told, FORM_ON_PARTY),
		.hearing = line_of(t, told, FORM_ON_HEARING),
		.about = about < 0 ? 0 : t->head[about],
	};
	if (told->former >= 0)
		on->proceeding = t->line[told->former];
	return true;
}

static struct desk *
desk_for(const struct form *form, struct arena *arena)
{
	const char *needs =
		arena_printf(arena, "%s.%s", form->right, form->action);

	return scope_allows(&office.clerk, needs) ? &office.clerk
						  : &office.judge;
}

static void
put_values(struct work *work, const struct values *values)
{
	for (size_t i = 0; i < work->form->field_count; i++) {
		const struct form_field *f = &work->form->fields[i];

		if (!f->is_fixed)
			values_set(&work->values, f->name,
				values_has(values, f->name)
					? values_get(values, f->name)
					: NULL);
	}
}

static bool
seal(struct telling *t, const struct entry_of *entry, struct arena *arena)
{
	const struct told *told = &t->story->items[entry->told];
	struct desk *desk = desk_for(told->form, arena);
	bool is_mistaken = told->is_corrected && !entry->is_correction;
	struct subject on;
	struct work work;
	struct fault *faults;
	size_t count;
	int64_t record;

	err_clear(&office.err);
	if (!subject_of(t, entry, &on) ||
		!work_make(
			desk, arena, told->form->id, &on, &work, &office.err))
		return false;
	put_values(&work, is_mistaken ? &told->mistaken : &told->values);
	work.reason = entry->is_correction ? "登记错了" : "";
	if (!record_seal(
		    desk, arena, &work, &faults, &count, &record, &office.err))
		return false;
	t->head[entry->told] = record;
	if (!entry->is_correction)
		t->line[entry->told] = record;
	return true;
}

static void
check_matter(struct telling *t, const struct entry_of *order, int count)
{
	int64_t differences;

	ck_office(&office, derive_matter(&office.clerk, t->line[0],
				   DERIVE_CHECK, &differences, &office.err));
	ck_assert_msg(differences == 0, "%lld\n%.7000s", (long long)differences,
		story_text(t->story, order, count));
}

static void
tell(struct telling *t, uint64_t seed)
{
	struct entry_of order[ENTRIES_MOST];
	int count = story_order(t->story, seed, NULL, order);

	for (int k = 0; k < count; k++) {
		struct arena arena = { 0 };

		office.clerk.clock.now += 60;
		office.judge.clock.now = office.clerk.clock.now;
		if (seal(t, &order[k], &arena)) {
			t->sealed++;
			check_matter(t, order, k + 1);
		} else {
			t->refused++;
		}
		arena_clear(&arena);
	}
}

START_TEST(every_sealing_leaves_what_a_derivation_gives)
{
	struct telling t = { 0 };
	struct derive_report report;

	for (int i = 0; i < stories(); i++) {
		struct story story;

		story_tell(&story, office.library, (uint64_t)i);
		t = (struct telling){ &story, { 0 }, { 0 }, t.sealed,
			t.refused };
		tell(&t, (uint64_t)i + 7);
		story_free(&story);
	}
	ck_office(&office,
		derive_all(&office.clerk, DERIVE_CHECK, &report, &office.err));
	ck_assert_int_eq(report.differences, 0);
	/* A test that seals little proves little. */
	ck_assert_msg(t.sealed > 5 * (long)stories() && t.sealed > t.refused,
		"%ld sealed, %ld refused, last: %s", t.sealed, t.refused,
		office.err.text);
}
END_TEST

Suite *
suite_shuffled(void)
{
	Suite *suite = suite_create("shuffled");
	TCase *tcase = tcase_create("store");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, stories() * SECONDS_EACH);
	tcase_add_test(tcase, every_sealing_leaves_what_a_derivation_gives);
	suite_add_tcase(suite, tcase);
	return suite;
}
