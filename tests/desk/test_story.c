/* SPDX-License-Identifier: MIT */
/* Telling stories, and that they keep what is promised of them. */
#include "story.h"

#include "form/check.h"
#include "law/derive.h"
#include "tests/base/random.h"

#include <check.h>
#include <string.h>

Suite *suite_story(void);

enum {
	PARTIES_MOST = 4,
	SLOT_DAYS = 4,
	TEXT_MOST = 40,
};

static uint32_t
pick(struct story *s, uint32_t below)
{
	return random_next(&s->state) % below;
}

/* Places in the story so far that make a noun. */
static int
pick_maker(struct story *s, enum form_noun noun)
{
	int found[STORY_MOST], count = 0;

	for (int i = 0; i < s->count; i++)
		if (s->items[i].form->makes[noun])
			found[count++] = i;
	return count == 0 ? TOLD_BY_NONE : found[pick(s, (uint32_t)count)];
}

static int
count_makers(const struct story *s, enum form_noun noun)
{
	int count = 0;

	for (int i = 0; i < s->count; i++)
		count += s->items[i].form->makes[noun];
	return count;
}

/* Completes what it is about as the desk does (source_complete). */
static bool
pick_subject(struct story *s, struct told *t)
{
	enum form_noun noun = t->form->on;
	const struct told *from;

	for (int i = 0; i < FORM_NOUNS; i++)
		t->on[i] = TOLD_BY_NONE;
	if (noun == FORM_ON_NOTHING)
		return s->count == 0;
	if (s->count == 0)
		return false;
	t->on[FORM_ON_MATTER] = 0;
	t->on[FORM_ON_PROCEEDING] = pick_maker(s, FORM_ON_PROCEEDING);
	if (noun == FORM_ON_PARTY || noun == FORM_ON_HEARING) {
		t->on[noun] = pick_maker(s, noun);
		from = &s->items[t->on[noun] < 0 ? 0 : t->on[noun]];
		if (from->on[FORM_ON_PROCEEDING] >= 0 && pick(s, 3) > 0)
			t->on[FORM_ON_PROCEEDING] =
				from->on[FORM_ON_PROCEEDING];
	}
	if (noun == FORM_ON_RECORD) {
		t->on[noun] = (int)pick(s, (uint32_t)s->count);
		from = &s->items[t->on[noun]];
		memcpy(t->on, from->on, sizeof t->on);
		t->on[FORM_ON_RECORD] = (int)(from - s->items);
		t->on[FORM_ON_MATTER] = 0;
	}
	return t->on[noun] >= 0;
}

/* Opens the next proceeding, or ends one, for all or for one. */
static bool
moves_case(const struct form *form)
{
	if (form->makes[FORM_ON_PROCEEDING] && !form->makes[FORM_ON_MATTER])
		return true;
	for (size_t i = 0; i < form->event_count; i++)
		if (strcmp(form->events[i].name, PART_ENDS) == 0 ||
			strcmp(form->events[i].name, PART_LEAVES) == 0)
			return true;
	return false;
}

/* Among so many forms those would hardly meet in one story. */
static bool
pick_form(struct story *s, struct library *library, struct told *t)
{
	size_t count;
	const struct form *const *forms = library_forms(library, &count);
	bool wants_move = s->count > 0 && pick(s, 8) == 0;

	do
		t->form = forms[pick(s, (uint32_t)count)];
	while (wants_move && !moves_case(t->form));
	if (t->form->makes[FORM_ON_MATTER] != (s->count == 0))
		return false;
	if (t->form->makes[FORM_ON_PARTY] &&
		count_makers(s, FORM_ON_PARTY) >= PARTIES_MOST)
		return false;
	return pick_subject(s, t);
}

struct date
story_first_day(void)
{
	return date_make(2026, 2, 2);
}

static struct date
day_in(struct story *s, const struct told *t, int *least)
{
	*least += (int)pick(s, (uint32_t)(SLOT_DAYS - *least));
	return date_add(story_first_day(), t->slot * SLOT_DAYS + *least);
}

static const char *
text_like(struct story *s, const struct form_field *f)
{
	static const struct {
		const char *type;
		const char *texts[4];
	} pools[] = {
		{ "name", { "李乙二", "王丙三", "赵丁四", "钱戊五" } },
		{ "party", { "李乙二", "王丙三", "赵丁四", "钱戊五" } },
		{ "lawyer", { "律师甲", "律师乙", "律师丙", "律师丁" } },
		{ "organ", { "测试区看守所", "测试律师事务所", "甲机关",
				   "乙机关" } },
		{ "charge", { "盗窃罪", "诈骗罪", "故意杀人罪", "抢劫罪" } },
		{ "phone", { "010-00000001", "010-00000002", "010-00000003",
				   "010-00000004" } },
		{ "number", { "1", "2", "3", "4" } },
		{ "money", { "100.00", "200.00", "300.00", "400.00" } },
		{ "id", { "护照甲一", "护照乙二", "护照丙三", "护照丁四" } },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(pools); i++)
		if (strcmp(pools[i].type, f->type->english) == 0)
			return pools[i].texts[pick(s, 4)];
	if (strcmp(f->type->english, "case-no") == 0)
		return arena_printf(&s->arena, "（2026）测0101刑初%llu号",
			(unsigned long long)(s->seed % 1000000 + 1));
	return arena_printf(&s->arena, "按实际情况写的第%u种内容，不少于十字",
		pick(s, TEXT_MOST));
}

static const char *
some_choices(struct story *s, const struct form_field *f)
{
	const char *text = "";

	for (size_t i = 0; i < f->choice_count; i++)
		if (pick(s, 3) == 0)
			text = arena_printf(&s->arena, "%s%s%s", text,
				*text == '\0' ? "" : " ", f->choices[i]);
	return text;
}

/* Who was born then is of age, a child, or turns eighteen in the story. */
static const char *
birth(struct story *s)
{
	static const char *const days[] = { "1990-05-05", "2012-03-03",
		"2008-03-01", "1985-12-31" };

	return days[pick(s, 4)];
}

/* `least`: days are told in the order of the fields, so that 不早于 holds. */
static const char *
value_like(struct story *s, const struct told *t, const struct form_field *f,
	int *least)
{
	const char *type = f->type->english;
	char day[DATE_TEXT];

	if (f->is_item)
		return pick(s, 8) == 0 ? "否 没有来得及说明" : "是";
	if (strcmp(type, "yes-no") == 0)
		return pick(s, 3) == 0 ? "是" : "否";
	if (strcmp(type, "choice") == 0)
		return f->choices[pick(s, (uint32_t)f->choice_count)];
	if (strcmp(type, "many") == 0)
		return some_choices(s, f);
	if (strcmp(type, "date") == 0 && strstr(f->name, "出生") != NULL)
		return birth(s);
	if (strcmp(type, "date") == 0)
		return arena_copy(
			&s->arena, date_format(day_in(s, t, least), day));
	if (strcmp(type, "instant") == 0)
		return arena_printf(&s->arena, "%s %02u:%02u",
			date_format(day_in(s, t, least), day), 8 + pick(s, 10),
			pick(s, 60));
	return text_like(s, f);
}

/* Filled by the program with the day of sealing, a day like any other here:
 * not by the clerk. */
static bool
is_told(const struct form_field *f)
{
	return !f->is_fixed ||
	       (f->source != NULL && (strcmp(f->source, "今天") == 0 ||
					     strcmp(f->source, "现在") == 0));
}

static void
fill(struct story *s, struct told *t, struct values *values)
{
	int least = 0;

	*values = (struct values){ .arena = &s->arena };
	for (size_t i = 0; i < t->form->field_count; i++) {
		const struct form_field *f = &t->form->fields[i];
		bool is_left =
			!f->is_required && !f->is_item && pick(s, 4) == 0;
		const char *value = value_like(s, t, f, &least);

		if (is_told(f) && !is_left && *value != '\0')
			values_set(values, f->name, value);
	}
	check_prune(t->form, values);
}

/* Mostly one after another, often at the same time, at times found late. */
static int
pick_slot(struct story *s)
{
	int last = s->count == 0 ? 0 : s->items[s->count - 1].slot;
	uint32_t dice = pick(s, 10);

	if (s->count == 0)
		return 0;
	if (dice < 2)
		return last;
	return dice == 2 ? (int)pick(s, (uint32_t)last + 1) : last + 1;
}

void
story_tell(struct story *s, struct library *library, uint64_t seed)
{
	int length;

	memset(s, 0, sizeof *s);
	s->seed = seed;
	s->state = seed * 2654435761U + 17;
	length = 4 + (int)pick(s, STORY_MOST - 4);
	while (s->count < length) {
		struct told *t = &s->items[s->count];

		if (!pick_form(s, library, t))
			continue;
		t->slot = pick_slot(s);
		t->is_corrected = pick(s, 5) == 0;
		fill(s, t, &t->mistaken);
		fill(s, t, &t->values);
		t->former = t->form->makes[FORM_ON_PROCEEDING]
				    ? t->on[FORM_ON_PROCEEDING]
				    : TOLD_BY_NONE;
		/* What it made belongs to what it is about. */
		for (int noun = 0; noun < FORM_NOUNS; noun++)
			if (t->form->makes[noun])
				t->on[noun] = s->count;
		s->count++;
	}
}

void
story_free(struct story *s)
{
	arena_clear(&s->arena);
}

struct ordering {
	const struct story *story;
	bool out[STORY_MOST];
	bool is_in[STORY_MOST][2]; /* itself, its correction */
};

static bool
is_whole(const struct ordering *o, int i)
{
	return o->out[i] ||
	       o->is_in[i][o->story->items[i].is_corrected ? 1 : 0];
}

static bool
is_ready(const struct ordering *o, int i, bool is_correction)
{
	const struct told *t = &o->story->items[i];

	if (o->out[i] || o->is_in[i][is_correction] ||
		(is_correction && (!t->is_corrected || !o->is_in[i][0])))
		return false;
	for (int noun = 0; noun < FORM_NOUNS; noun++)
		if (t->on[noun] >= 0 && t->on[noun] != i &&
			!o->is_in[t->on[noun]][0])
			return false;
	if (t->former >= 0 && !o->is_in[t->former][0])
		return false;
	for (int j = 0; j < i; j++)
		if (o->story->items[j].slot == t->slot && !is_whole(o, j))
			return false;
	return true;
}

static void
leave_out(struct ordering *o, const bool *left_out)
{
	for (int i = 0; i < o->story->count; i++) {
		o->out[i] = left_out != NULL && left_out[i];
		for (int noun = 0; noun < FORM_NOUNS; noun++) {
			int maker = o->story->items[i].on[noun];

			if (maker >= 0 && maker != i && o->out[maker])
				o->out[i] = true;
		}
		if (o->story->items[i].former >= 0 &&
			o->out[o->story->items[i].former])
			o->out[i] = true;
	}
}

int
story_order(const struct story *story, uint64_t seed, const bool *left_out,
	struct entry_of order[ENTRIES_MOST])
{
	struct ordering o = { .story = story };
	uint64_t state = seed;
	int count = 0;

	leave_out(&o, left_out);
	for (;;) {
		struct entry_of ready[ENTRIES_MOST];
		uint32_t ready_count = 0;

		for (int i = 0; i < 2 * story->count; i++)
			if (is_ready(&o, i / 2, i % 2 == 1))
				ready[ready_count++] =
					(struct entry_of){ i / 2, i % 2 == 1 };
		if (ready_count == 0)
			return count;
		order[count] = ready[random_next(&state) % ready_count];
		o.is_in[order[count].told][order[count].is_correction] = true;
		count++;
	}
}

const char *
story_text(struct story *s, const struct entry_of *order, int count)
{
	const char *text = arena_printf(
		&s->arena, "seed %llu\n", (unsigned long long)s->seed);

	for (int e = 0; e < count; e++) {
		const struct told *t = &s->items[order[e].told];
		const struct values *values =
			t->is_corrected && !order[e].is_correction
				? &t->mistaken
				: &t->values;

		text = arena_printf(&s->arena,
			"%s#%d%s %s slot %d, party #%d, proceeding #%d after "
			"#%d, about #%d:",
			text, order[e].told,
			order[e].is_correction ? " corrected" : "", t->form->id,
			t->slot, t->on[FORM_ON_PARTY],
			t->on[FORM_ON_PROCEEDING], t->former,
			t->on[FORM_ON_RECORD]);
		for (size_t i = 0; i < values->count; i++)
			text = arena_printf(&s->arena, "%s %s=%s;", text,
				values->items[i].name, values->items[i].text);
		text = arena_printf(&s->arena, "%s\n", text);
	}
	return text;
}

/* Nothing is entered before what it is about; the same seed tells the same. */
START_TEST(orders_keep_what_comes_first)
{
	struct arena arena = { 0 };
	struct problems problems = { .arena = &arena };
	struct library *library = library_new(NULL, 0, &problems);

	for (uint64_t seed = 0; seed < 200; seed++) {
		struct story s, again;
		struct entry_of order[ENTRIES_MOST];
		bool is_in[STORY_MOST] = { false };
		int count;

		story_tell(&s, library, seed);
		story_tell(&again, library, seed);
		count = story_order(&s, seed + 1, NULL, order);
		ck_assert_str_eq(story_text(&s, order, count),
			story_text(&again, order, count));
		ck_assert_int_ge(count, s.count);
		for (int k = 0; k < count; k++) {
			const struct told *t = &s.items[order[k].told];

			for (int noun = 0; noun < FORM_NOUNS; noun++)
				ck_assert(t->on[noun] < 0 ||
					  t->on[noun] == order[k].told ||
					  is_in[t->on[noun]]);
			ck_assert_int_eq(
				order[k].is_correction, is_in[order[k].told]);
			is_in[order[k].told] = true;
		}
		story_free(&s);
		story_free(&again);
	}
	library_free(&library);
	arena_clear(&arena);
}
END_TEST

Suite *
suite_story(void)
{
	Suite *suite = suite_create("story");
	TCase *tcase = tcase_create("orders");

	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, orders_keep_what_comes_first);
	suite_add_tcase(suite, tcase);
	return suite;
}
