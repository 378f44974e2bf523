/* SPDX-License-Identifier: MIT */
/* clang-format off */
/*
 * Seals the sample. One stanza a record:
 *
 *     [文书 advice-slip]
 *     用户: clerk      who seals it
 *     日: -12          days from today; of those before the last five, one
 *                      that is off becomes the work day before it
 *     时: 10:40
 *     对: 案3          the label of what it is about
 *     所答: 帮2        the label of the record it answers, beside 对
 *     名: 告3          its own label, if anything refers to it
 *     更正: 告2        the label of the record it corrects
 *     更正理由: …
 *     例外: …          why it is sealed though the law has it otherwise
 *     事项: 全部       ticks the checklist
 *     栏目: …          fields as they would be typed
 *
 * {年} in a value is the year of that day. Records are sealed in order of
 * time; of one time, in order of the file.
 */
/* clang-format on */
#include "desk/sample.h"

#include "base/embed.h"
#include "desk/record.h"
#include "desk/values_file.h"
#include "law/calendar.h"

#include <stdlib.h>
#include <string.h>

enum { USERS_MOST = 8, HOUR = 60, EXACT_DAYS = 5 };

struct entry {
	const char *file;
	const struct stanza *stanza;
	size_t order;
	int64_t at;
};

/* What a label stands for: the record itself, and the first of its line,
 * which is the key of what it made. */
struct label {
	const char *name;
	int64_t record;
	int64_t line;
};

struct sample {
	struct arena arena;
	struct store *store;
	struct library *library;
	int64_t now;
	struct entry *entries;
	size_t entry_count;
	struct label *labels;
	size_t label_count;
	struct desk desks[USERS_MOST];
	size_t desk_count;
};

static const struct keyword kind = { "文书", "record" };

/* What a stanza says besides the fields. */
static const char *const own_keys[] = { "用户", "日", "时", "对", "名", "所答",
	"更正", "更正理由", "例外", "事项" };

static bool
is_own_key(const char *key)
{
	for (size_t i = 0; i < ARRAY_LENGTH(own_keys); i++)
		if (strcmp(own_keys[i], key) == 0)
			return true;
	return false;
}

static const char *
own(const struct entry *entry, const char *key)
{
	const char *value = stanza_value(entry->stanza, key, key);

	return value == NULL ? "" : value;
}

static bool
mistake(const struct entry *entry, const char *what, struct err *err)
{
	return err_set(err, ERR_BUG, "%s:%d: %s", entry->file,
		entry->stanza->line, what);
}

/* The last days are taken as they are, so that something is due today on
 * every work day: three days after a Saturday is a Tuesday. */
static struct date
work_day(const struct sample *s, struct date day)
{
	const struct calendar *calendar = law_calendar(library_law(s->library));

	if (date_between(day, clock_day_of(s->now)) <= EXACT_DAYS)
		return day;
	while (calendar_day(calendar, day).is_off)
		day = date_add(day, -1);
	return day;
}

/* Nothing is sealed later than now. */
static bool
entry_time(const struct sample *s, struct entry *entry, struct err *err)
{
	struct date today = clock_day_of(s->now);
	const char *time = own(entry, "时");
	int minutes = 0;
	char *end;
	long days = strtol(own(entry, "日"), &end, 10);

	if (*own(entry, "日") == '\0' || *end != '\0' || days > 0)
		return mistake(entry, "日要写今天以前几天，如 -3", err);
	if (strlen(time) != strlen("09:40") || time[2] != ':')
		return mistake(entry, "时要写成 09:40", err);
	minutes = (int)strtol(time, NULL, 10) * HOUR +
		  (int)strtol(time + 3, NULL, 10);
	entry->at = clock_instant(work_day(s, date_add(today, (int)days)),
		minutes / HOUR, minutes % HOUR);
	if (entry->at > s->now)
		entry->at = s->now;
	return true;
}

static bool
add_file(struct sample *s, const struct embedded *file, struct err *err)
{
	struct problems problems = { .arena = &s->arena };
	struct stanza_file read;

	stanza_read(&s->arena, file->path, (const char *)file->bytes,
		file->length, &read, &problems);
	if (!problem_none(&problems, err))
		return false;
	for (size_t i = 0; i < read.count; i++) {
		struct entry e = { file->path, &read.stanzas[i], s->entry_count,
			0 };

		if (!keyword_is(&kind, e.stanza->kind))
			return mistake(&e, "每段要写 [文书 表单编号]", err);
		if (!entry_time(s, &e, err))
			return false;
		s->entries = arena_grow(&s->arena, s->entries, s->entry_count,
			sizeof(*s->entries));
		s->entries[s->entry_count++] = e;
	}
	return true;
}

static int
compare_entries(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

static bool
find_desk(
	struct sample *s, const char *login, struct desk **out, struct err *err)
{
	for (size_t i = 0; i < s->desk_count; i++)
		if (strcmp(s->desks[i].login, login) == 0) {
			*out = &s->desks[i];
			return true;
		}
	if (s->desk_count == USERS_MOST)
		return err_set(err, ERR_BUG, "练习数据里的用户太多");
	*out = &s->desks[s->desk_count++];
	return desk_open(s->store, s->library, login, *out, err);
}

static bool
find_label(const struct sample *s, const struct entry *entry, const char *name,
	struct label *out, struct err *err)
{
	for (size_t i = 0; i < s->label_count; i++)
		if (strcmp(s->labels[i].name, name) == 0) {
			*out = s->labels[i];
			return true;
		}
	return mistake(entry, "没有这个名的文书在它之前", err);
}

/* Of a key that may be left out. */
static bool
find_named(const struct sample *s, const struct entry *entry, const char *key,
	struct label *out, struct err *err)
{
	return *own(entry, key) == '\0' ||
	       find_label(s, entry, own(entry, key), out, err);
}

/* What the form is opened on, what it answers and what it corrects. */
static bool
find_subject(const struct sample *s, const struct entry *entry,
	const struct form *form, struct subject *on, struct err *err)
{
	struct label of = { 0 }, corrected = { 0 }, answered = { 0 };

	if (!find_named(s, entry, "对", &of, err) ||
		!find_named(s, entry, "更正", &corrected, err) ||
		!find_named(s, entry, "所答", &answered, err))
		return false;
	on->supersedes = corrected.record;
	on->about = answered.record;
	switch (form->on) {
	case FORM_ON_MATTER:
		on->matter = of.line;
		break;
	case FORM_ON_PROCEEDING:
		on->proceeding = of.line;
		break;
	case FORM_ON_PARTY:
		on->party = of.line;
		break;
	case FORM_ON_HEARING:
		on->hearing = of.line;
		break;
	case FORM_ON_RECORD:
		on->about = of.record;
		break;
	case FORM_ON_NOTHING:
	case FORM_NOUNS:
		break;
	}
	return true;
}

/* {年} becomes the year of the day. */
static const char *
with_year(struct sample *s, const char *text, struct date day)
{
	const char *at = strstr(text, "{年}");

	if (at == NULL)
		return text;
	return arena_printf(&s->arena, "%.*s%d%s", (int)(at - text), text,
		date_year(day), at + strlen("{年}"));
}

static bool
fill(struct sample *s, const struct entry *entry, struct desk *desk,
	struct work *work, struct err *err)
{
	const struct stanza *stanza = entry->stanza;

	for (size_t i = 0; i < stanza->entry_count; i++) {
		const struct stanza_entry *e = &stanza->entries[i];

		if (is_own_key(e->key))
			continue;
		if (!work_fill(desk, work, e->key,
			    with_year(s, e->value, clock_day_of(entry->at)),
			    err))
			return mistake(
				entry, arena_copy(&s->arena, err->text), err);
	}
	if (*own(entry, "事项") != '\0')
		work_tick_items(work);
	work->reason = own(entry, "更正理由");
	work->override = own(entry, "例外");
	return true;
}

static void
add_label(struct sample *s, const char *name, int64_t record, int64_t line)
{
	s->labels = arena_grow(
		&s->arena, s->labels, s->label_count, sizeof(*s->labels));
	s->labels[s->label_count++] = (struct label){ name, record, line };
}

static bool
seal_entry(struct sample *s, const struct entry *entry, struct err *err)
{
	struct desk *desk = NULL;
	struct work work;
	struct subject on = { 0 };
	struct fault *faults;
	size_t fault_count;
	struct label corrected = { 0 };
	int64_t id;
	const struct form *form = library_form(s->library, entry->stanza->name);

	if (form == NULL)
		return mistake(entry, "没有这种表单", err);
	if (!find_desk(s, own(entry, "用户"), &desk, err) ||
		!find_subject(s, entry, form, &on, err))
		return false;
	desk->clock = (struct clock){ .fixed = true, .now = entry->at };
	if (!work_start(desk, &s->arena, form->id, &on, &work, err) ||
		!fill(s, entry, desk, &work, err) ||
		!record_seal(desk, &s->arena, &work, &faults, &fault_count, &id,
			err))
		return mistake(entry, arena_copy(&s->arena, err->text), err);
	if (on.supersedes != 0 &&
		!find_label(s, entry, own(entry, "更正"), &corrected, err))
		return false;
	add_label(s, own(entry, "名"), id,
		corrected.line == 0 ? id : corrected.line);
	return true;
}

static bool
seal_all(struct sample *s, struct err *err)
{
	for (size_t i = 0; i < embedded_sample_count; i++)
		if (!add_file(s, &embedded_sample[i], err))
			return false;
	if (s->entry_count > 0)
		qsort(s->entries, s->entry_count, sizeof(*s->entries),
			compare_entries);
	for (size_t i = 0; i < s->entry_count; i++)
		if (!seal_entry(s, &s->entries[i], err))
			return false;
	return true;
}

bool
sample_seal(struct store *store, struct library *library, int64_t now,
	struct err *err)
{
	struct sample s = { .store = store, .library = library, .now = now };
	bool done = seal_all(&s, err);

	for (size_t i = 0; i < s.desk_count; i++)
		desk_close(&s.desks[i]);
	arena_clear(&s.arena);
	return done;
}
