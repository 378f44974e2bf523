/* SPDX-License-Identifier: MIT */
/* What several screens say in the same words. Not a screen. */
#include "screens/show.h"

#include "base/buf.h"
#include "desk/scope.h"
#include "form/page.h"
#include "screens/screens.h"

#include <string.h>

enum { PAGE_COLUMNS = 56, PAGE_LINES = 22 };

static const struct column clock_columns[] = {
	{ .title = "期限" },
	{ .title = "到期日" },
	{ .title = "当事人", .most = 16 },
	{ .title = "事项", .grow = true },
	{ .title = "案号", .from = 76 },
	{ .title = "性质", .from = 110 },
};

void
show_clocks(struct view *out, const char *heading, const char *empty,
	const struct clock_line *clocks, size_t count, struct date today)
{
	view_list(out, "clock", heading, clock_columns,
		ARRAY_LENGTH(clock_columns));
	view_empty(out, empty);
	for (size_t i = 0; i < count; i++) {
		const struct clock_line *c = &clocks[i];
		int word;
		const char *words = clock_words(c, today, out->arena, &word);

		view_row(out, (int64_t)i + 1);
		view_word(out, (enum word)word, words);
		view_textf(out, "%s%s",
			date_format(c->due, (char[DATE_TEXT]){ 0 }),
			c->is_provisional ? "暂定" : "");
		view_text(out, c->party_name);
		view_text(out, c->title);
		view_text(out, c->number);
		view_text(out, c->nature);
	}
}

const char *
show_signing(const struct record *record, enum word *word)
{
	*word = WORD_PLAIN;
	if (record->superseded_by != 0)
		return "已更正";
	if (record->is_gone)
		return "已封存";
	if (!record->is_paper)
		return "登记";
	if (record->signing[0] == '\0') {
		*word = WORD_SOON;
		return "未签";
	}
	*word = WORD_GOOD;
	return record->signing;
}

static const struct column record_columns[] = {
	{ .title = "发生" },
	{ .title = "文书", .grow = true },
	{ .title = "当事人", .most = 16 },
	{ .title = "文号", .from = 100 },
	{ .title = "签署" },
	{ .title = "录入人", .from = 100 },
};

void
show_records(struct view *out, const char *heading,
	const struct record *records, size_t count)
{
	view_list(out, "record", heading, record_columns,
		ARRAY_LENGTH(record_columns));
	view_empty(out, "还没有文书，按 F6 新建");
	for (size_t i = 0; i < count; i++) {
		const struct record *r = &records[i];
		enum word word;
		const char *signing = show_signing(r, &word);

		view_row(out, r->id);
		view_date(out, r->occurred);
		view_text(out, r->form_name);
		view_text(out, r->party_name);
		view_text(out, r->number);
		view_word(out, word, signing);
		view_text(out, r->by);
	}
}

/* A page break is for the printer; on screen it is a line of its own. */
static void
mark_breaks(const char *page, struct buf *out)
{
	for (; *page != '\0'; page++)
		if (*page == '\f')
			buf_add(out, "- - - - - - - - 换页 - - - - - - - -\n");
		else
			buf_add_char(out, *page);
}

const char *
show_page(struct arena *arena, const char *stream)
{
	const struct page_style style = { PAGE_COLUMNS, PAGE_LINES };
	struct buf page = { 0 }, shown = { 0 };
	const char *text;

	page_write(stream, &style, &page);
	mark_breaks(buf_text(&page), &shown);
	text = arena_copy(arena, buf_text(&shown));
	buf_free(&page);
	buf_free(&shown);
	return text;
}

void
show_values(
	struct view *out, const struct form *form, const struct values *values)
{
	view_fields(out, NULL);
	for (size_t i = 0; i < form->field_count; i++) {
		const struct form_field *f = &form->fields[i];
		struct buf text = { 0 };

		if (values_get(values, f->name)[0] == '\0')
			continue;
		field_show(f, values_get(values, f->name), &text);
		view_field(out, f->label, buf_text(&text));
		buf_free(&text);
	}
}

static bool
is_same(const struct work_line *line, const char *form,
	const struct subject *on)
{
	return strcmp(line->form_id, form) == 0 &&
	       (on->party == 0 || line->on.party == on->party) &&
	       line->on.about == on->about &&
	       line->on.supersedes == on->supersedes &&
	       (on->matter == 0 || line->on.matter == on->matter);
}

/* A draft of the same form on the same subject goes on; a new case is always
 * a new draft. */
static bool
find_open(struct screen *self, const char *form, const struct subject *on,
	int64_t *id, struct err *err)
{
	struct work_line *lines;
	size_t count;

	*id = 0;
	if (on->matter == 0 && on->about == 0 && on->supersedes == 0)
		return true;
	if (!work_list(self->desk, self->keep, &lines, &count, err))
		return false;
	for (size_t i = 0; i < count && *id == 0; i++)
		if (is_same(&lines[i], form, on))
			*id = lines[i].id;
	return true;
}

enum next
show_fill(struct screen *self, const char *form, const struct subject *on,
	struct err *err)
{
	struct work work;

	if (!find_open(self, form, on, &work.id, err))
		return NEXT_STAY;
	if (work.id != 0)
		screen_say(self, "接着写上次的草稿");
	else if (!work_start(self->desk, self->keep, form, on, &work, err))
		return NEXT_STAY;
	return screen_open(
		self, &screen_fill, (struct screen_args){ .id = work.id });
}

enum next
show_answer_clock(
	struct screen *self, const struct clock_line *clock, struct err *err)
{
	struct library *library = self->desk->library;
	const struct deadline_rule *rule =
		law_deadline(library_law(library), clock->rule);
	const struct form *form = NULL;
	struct subject on = { .matter = clock->matter,
		.party = clock->party,
		.hearing = clock->hearing };

	for (size_t i = 0; rule != NULL && form == NULL && i < rule->end_count;
		i++)
		form = library_form_making(library, rule->ends[i]);
	if (form == NULL) {
		screen_say(self, "这项期限没有可直接办理的表单，按 F6 选");
		return NEXT_STAY;
	}
	return show_fill(self, form->id, &on, err);
}

enum next
show_why(struct screen *self, const struct clock_line *clock)
{
	return screen_open(self, &screen_why,
		(struct screen_args){ .matter = clock->matter,
			.party = clock->party,
			.id = clock->trigger_line,
			.text = clock->rule });
}

static bool
fits(const struct form *form, const struct subject *on)
{
	const bool has[FORM_NOUNS] = {
		[FORM_ON_NOTHING] = on->matter == 0,
		[FORM_ON_MATTER] = on->matter != 0,
		[FORM_ON_PROCEEDING] = on->matter != 0,
		[FORM_ON_PARTY] = on->party != 0 && on->about == 0,
		[FORM_ON_HEARING] = on->hearing != 0,
		[FORM_ON_RECORD] = on->about != 0,
	};

	return has[form->on];
}

void
show_form_options(struct screen *self, const struct subject *on,
	struct ask_options *options)
{
	size_t count;
	const struct form *const *forms =
		library_forms(self->desk->library, &count);

	for (size_t i = 0; i < count; i++) {
		struct buf needs = { 0 };

		buf_addf(&needs, "%s.%s", forms[i]->right, forms[i]->action);
		if (fits(forms[i], on) &&
			scope_allows(self->desk, buf_text(&needs)))
			ask_option_add(options, (int64_t)i + 1, forms[i]->name);
		buf_free(&needs);
	}
}

const char *
show_form_of(struct screen *self, int64_t option)
{
	size_t count;
	const struct form *const *forms =
		library_forms(self->desk->library, &count);

	return option > 0 && (size_t)option <= count ? forms[option - 1]->id
						     : "";
}
