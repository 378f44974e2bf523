/* SPDX-License-Identifier: MIT */
/*
 * What a site may add: the schedule of one year, or its own targets. Nothing
 * of the law itself can be replaced so.
 */
#include "desk/site_draft.h"

#include "base/stanza.h"
#include "law/calendar_json.h"

#include <string.h>

static const char calendar_kind[] = "放假安排";
static const char house_kind[] = "内部目标";
static const char house_name[] = "house.rule";

static const struct keyword year_stanza = { "年", "year" };
static const struct keyword local_stanza = { "地方", "local" };
static const struct keyword rule_stanza = { "期限", "deadline" };
static const struct keyword house_nature = { "内部目标", "house" };

/* As the seal takes it: the words are the same, the lines keep their
 * numbers. */
static const char *
plain(struct arena *arena, const char *bytes, size_t length)
{
	static const char bom[] = "\xEF\xBB\xBF";
	struct buf out = { 0 };
	const char *text;

	if (length >= 3 && memcmp(bytes, bom, 3) == 0) {
		bytes += 3;
		length -= 3;
	}
	for (size_t i = 0; i < length; i++)
		if (bytes[i] == '\t')
			buf_add_char(&out, ' ');
		else if (bytes[i] != '\r')
			buf_add_char(&out, bytes[i]);
	while (out.length > 0 && strchr(" \n", out.data[out.length - 1]))
		buf_cut(&out, out.length - 1);
	text = arena_copy_bytes(arena, buf_text(&out), out.length);
	buf_free(&out);
	return text;
}

static bool
is_json(const char *text)
{
	return text[strspn(text, " \n")] == '{';
}

/* The published JSON as a calendar's text; its own line numbers are lost, so
 * the file is named as a whole. */
static bool
from_json(struct arena *arena, struct site_draft *draft,
	struct problems *problems)
{
	struct buf text = { 0 };
	struct err err = { 0 };
	bool done = calendar_from_json(
		draft->text, strlen(draft->text), arena, &text, &err);

	if (done)
		draft->text = plain(arena, buf_text(&text), text.length);
	else
		problem_add(problems, draft->file, 0, "%s", err.text);
	buf_free(&text);
	return done;
}

static const char *
year_of(const struct stanza *stanza)
{
	const char *year = stanza_value(stanza, "年", "year");

	return year != NULL && strlen(year) == 4 &&
			       strspn(year, "0123456789") == 4
		       ? year
		       : NULL;
}

/* "2027.cal"; of a region's own days "地方-65-2027.cal". Without a year there
 * is no name, and the loader says what is wrong. */
static const char *
calendar_name(struct arena *arena, const struct stanza_file *file)
{
	const char *name = NULL;

	for (size_t i = 0; i < file->count; i++) {
		const struct stanza *s = &file->stanzas[i];
		const char *year = year_of(s);
		const char *code = stanza_value(s, "地区", "region");

		if (year != NULL && keyword_is(&year_stanza, s->kind))
			return arena_printf(arena, "%s.cal", year);
		if (name == NULL && year != NULL && code != NULL &&
			strlen(code) == 2 && keyword_is(&local_stanza, s->kind))
			name = arena_printf(
				arena, "地方-%s-%s.cal", code, year);
	}
	return name == NULL ? "x.cal" : name;
}

static bool
is_calendar(const struct stanza_file *file)
{
	for (size_t i = 0; i < file->count; i++)
		if (keyword_is(&year_stanza, file->stanzas[i].kind) ||
			keyword_is(&local_stanza, file->stanzas[i].kind))
			return true;
	return false;
}

/* One year a file: a file is replaced as a whole. */
static void
check_calendar(const struct stanza_file *file, struct problems *problems)
{
	const char *first = NULL;

	for (size_t i = 0; i < file->count; i++) {
		const struct stanza *s = &file->stanzas[i];
		const char *year = year_of(s);

		if (keyword_is(&year_stanza, s->kind) && first != NULL)
			problem_add(problems, file->file, s->line,
				"一份文件只写一个年份；%s 年另写一份文件",
				year == NULL ? "别的" : year);
		if (keyword_is(&year_stanza, s->kind))
			first = s->kind;
	}
}

/* Where a value of the stanza stands, else the stanza. */
static int
line_of(const struct stanza *stanza, const char *word, const char *english)
{
	const struct stanza_entry *entry =
		stanza_entry(stanza, NULL, word, english);

	return entry == NULL ? stanza->line : entry->line;
}

static void
check_house(const struct stanza_file *file, struct problems *problems)
{
	for (size_t i = 0; i < file->count; i++) {
		const struct stanza *s = &file->stanzas[i];
		const char *nature = stanza_value(s, "性质", "nature");

		if (!keyword_is(&rule_stanza, s->kind))
			problem_add(problems, file->file, s->line,
				"“[%s]”不能由本站加；可以是放假安排的“[年]”“[地方]”，或者“性质: 内部目标”的“[期限]”",
				s->kind);
		else if (nature == NULL || !keyword_is(&house_nature, nature))
			problem_add(problems, file->file,
				line_of(s, "性质", "nature"),
				"“%s”的性质是“%s”；本站只能加“性质: 内部目标”的期限",
				s->name, nature == NULL ? "" : nature);
	}
}

bool
site_draft_read(struct arena *arena, const char *file, const char *bytes,
	size_t length, struct site_draft *out, struct problems *problems)
{
	struct stanza_file stanzas;
	size_t before = problems->count;

	*out = (struct site_draft){ .file = file };
	/* As it came, so that broken text is told with its line. */
	if (length > 0 && !is_json(plain(arena, bytes, length)))
		stanza_read(arena, file, bytes, length, &stanzas, problems);
	if (problems->count > before)
		return false;
	out->text = plain(arena, bytes, length);
	if (is_json(out->text) && !from_json(arena, out, problems))
		return false;
	stanza_read(
		arena, file, out->text, strlen(out->text), &stanzas, problems);
	if (stanzas.count == 0)
		problem_add(problems, file, 0,
			"里面没有放假安排，也没有内部目标，写法见 forms/README.md");
	out->kind = is_calendar(&stanzas) ? calendar_kind : house_kind;
	out->name = is_calendar(&stanzas) ? calendar_name(arena, &stanzas)
					  : house_name;
	if (is_calendar(&stanzas))
		check_calendar(&stanzas, problems);
	else
		check_house(&stanzas, problems);
	return problems->count == before;
}

/* What holds now, with the draft in place of what it replaces. */
static const struct library_text *
with_draft(struct arena *arena, struct site_text *texts, size_t count,
	const struct site_draft *draft, int64_t supersedes, size_t *out)
{
	struct library_text *list;

	for (size_t i = 0; i < count; i++)
		if (texts[i].record == supersedes ||
			strcmp(texts[i].name, draft->name) == 0)
			texts[i].holds = false;
	list = site_library_texts(arena, texts, count, out);
	list[(*out)++] = (struct library_text){ draft->name, draft->text,
		strlen(draft->text) };
	return list;
}

bool
site_draft_check(struct desk *desk, struct arena *arena,
	const struct site_draft *draft, int64_t supersedes,
	struct problems *problems, struct err *err)
{
	size_t before = problems->count, count, held;
	const struct library_text *list;
	struct site_text *texts;

	if (!site_texts(desk->store, arena, &texts, &count, err))
		return false;
	list = with_draft(arena, texts, count, draft, supersedes, &held);
	if (library_check_law(desk->library, list, held, problems))
		return true;
	/* By the name that the user knows. */
	for (size_t i = before; i < problems->count; i++)
		if (strcmp(problems->items[i].file, draft->name) == 0)
			problems->items[i].file = draft->file;
	problem_none(problems, err);
	return false;
}

bool
site_is_text(const struct form *form)
{
	return strcmp(form->id, "site-text") == 0;
}

bool
site_check(struct desk *desk, struct arena *arena, const struct values *values,
	int64_t supersedes, struct err *err)
{
	struct problems problems = { .arena = arena };
	const char *text = values_get(values, "正文");
	const char *name = values_get(values, "名称");
	struct site_draft draft;

	if (!site_draft_read(
		    arena, name, text, strlen(text), &draft, &problems))
		return problem_none(&problems, err);
	if (strcmp(draft.name, name) != 0 ||
		strcmp(draft.kind, values_get(values, "种类")) != 0)
		return err_set(err, ERR_INPUT,
			"这份正文是%s，名称应为 %s，没有定稿，草稿已保留",
			draft.kind, draft.name);
	return site_draft_check(
		desk, arena, &draft, supersedes, &problems, err);
}
