/* SPDX-License-Identifier: MIT */
/* What several screens say in the same words. Not a screen: it has no code. */
#include "screens/show.h"

#include "base/buf.h"
#include "form/page.h"

enum { PAGE_COLUMNS = 56, PAGE_LINES = 22, YEAR = 5 /* bytes of "2026-" */ };

static const struct column clock_columns[] = {
	{ .title = "期限" },
	{ .title = "到期日" },
	{ .title = "当事人", .most = 16 },
	{ .title = "事项", .grow = true },
	{ .title = "责任", .most = 10, .from = 70 },
	{ .title = "案号", .from = 100 },
	{ .title = "性质", .from = 126 },
};

/* What is one's own to do: whose duty and which year go without saying, which
 * case does not. */
static const struct column own_columns[] = {
	{ .title = "期限" },
	{ .title = "到期日" },
	{ .title = "当事人", .most = 16 },
	{ .title = "事项", .grow = true },
	{ .title = "案号", .grow = true },
	{ .title = "性质", .from = 126 },
};

static void
show_clock(struct view *out, const struct clock_line *c, size_t place,
	bool is_own, int64_t now)
{
	int word;
	const char *words = clock_words(c, now, out->arena, &word);

	view_row(out, (int64_t)place + 1);
	view_key(out, "%lld %s %lld %lld", (long long)c->party, c->rule,
		(long long)c->trigger_line, (long long)c->hearing);
	view_word(out, (enum word)word, words);
	view_text(out, clock_due_words(c, out->arena) + (is_own ? YEAR : 0));
	view_text(out, c->party_name);
	view_text(out, c->title);
	if (!is_own)
		view_text(out, c->duty);
	view_text(out, c->number);
	view_text(out, c->nature);
}

void
show_clocks(struct view *out, const char *heading, const char *empty,
	const struct clock_line *clocks, size_t count, int64_t now)
{
	view_list(out, "clock", heading, clock_columns,
		ARRAY_LENGTH(clock_columns));
	view_empty(out, empty);
	for (size_t i = 0; i < count; i++)
		show_clock(out, &clocks[i], i, false, now);
}

static const char *const day_names[CLOCK_DAYS] = { "逾期", "今天到期", "三天内",
	"以后" };

void
show_clocks_by_day(struct view *out, const char *heading, const char *empty,
	const struct clock_line *clocks, size_t count, int64_t now)
{
	size_t of_day[CLOCK_DAYS] = { 0 };

	view_list(
		out, "clock", heading, own_columns, ARRAY_LENGTH(own_columns));
	view_empty(out, empty);
	for (size_t i = 0; i < count; i++)
		of_day[clock_day(&clocks[i], now)]++;
	for (enum clock_days day = 0; day < CLOCK_DAYS; day++) {
		bool is_first = true;

		for (size_t i = 0; i < count; i++) {
			if (clock_day(&clocks[i], now) != day)
				continue;
			show_clock(out, &clocks[i], i, true, now);
			if (is_first)
				view_band(out, "%s %zu", day_names[day],
					of_day[day]);
			is_first = false;
		}
	}
}

/* The steps that fit, in the order of the line. */
static const struct {
	const char *title;
	enum round_step step;
	int from;
} shown_steps[] = {
	{ "通知", ROUND_NOTICED, 0 },
	{ "收到", ROUND_RECEIVED, 0 },
	{ "商请", ROUND_SUPPLEMENT, 100 },
	{ "补齐", ROUND_COMPLETE, 100 },
	{ "指派", ROUND_ASSIGNED, 0 },
	{ "函告", ROUND_LETTER, 0 },
	{ "会见", ROUND_MET, 0 },
	{ "阅卷", ROUND_READ, 100 },
	{ "意见", ROUND_OPINION, 100 },
	{ "终止", ROUND_ENDED, 126 },
};
enum { SHOWN_STEPS = sizeof shown_steps / sizeof shown_steps[0], AROUND = 6 };

static const struct column *
assignment_columns(struct arena *arena)
{
	struct column *columns =
		arena_alloc(arena, (SHOWN_STEPS + AROUND) * sizeof *columns);
	struct column *at = columns;

	*at++ = (struct column){ .title = "状态" };
	*at++ = (struct column){ .title = "当事人", .grow = true };
	for (size_t i = 0; i < SHOWN_STEPS; i++)
		*at++ = (struct column){ .title = shown_steps[i].title,
			.from = shown_steps[i].from };
	*at++ = (struct column){ .title = "材料" };
	*at++ = (struct column){ .title = "律师", .most = 8 };
	*at++ = (struct column){ .title = "期限" };
	*at = (struct column){ .title = "案号", .from = 126 };
	return columns;
}

/* "剩2天"; of hours nothing is said here. */
static void
show_due(struct view *out, const struct assignment *line, int64_t now)
{
	const struct clock_line clock = { .state = "open", .due = line->due };
	int word;
	const char *words = clock_words(&clock, now, out->arena, &word);

	view_word(out, (enum word)word, words);
}

/* The day by which the court's papers are to be there, before the hearing. */
static void
show_material(struct view *out, const struct assignment *line, int64_t now)
{
	char text[DATE_TEXT];
	bool is_late = date_is_set(line->material) &&
		       date_compare(line->material, clock_day_of(now)) < 0;

	view_word(out, is_late ? WORD_LATE : WORD_PLAIN,
		date_is_set(line->material)
			? date_format(line->material, text) + YEAR
			: "");
}

static void
show_assignment(struct view *out, const struct assignment *line, int64_t now)
{
	view_word(out,
		line->is_open && line->state < ROUND_IS_ASSIGNED ? WORD_SOON
								 : WORD_PLAIN,
		round_state_word(line->state));
	view_text(out, line->party_name);
	for (size_t i = 0; i < SHOWN_STEPS; i++) {
		struct date day = line->days[shown_steps[i].step];
		char text[DATE_TEXT];

		view_text(out,
			date_is_set(day) ? date_format(day, text) + YEAR : "");
	}
	show_material(out, line, now);
	view_text(out, line->lawyer);
	show_due(out, line, now);
	view_text(out, line->number);
}

void
show_assignments(struct view *out, const char *heading, const char *empty,
	const struct assignment *lines, const int64_t *ids, size_t count,
	int64_t now)
{
	view_list(out, "assignment", heading, assignment_columns(out->arena),
		SHOWN_STEPS + AROUND);
	view_empty(out, empty);
	for (size_t i = 0; i < count; i++) {
		view_row(out, ids == NULL ? (int64_t)i + 1 : ids[i]);
		view_key(out, "%lld %lld %lld", (long long)lines[i].party,
			(long long)lines[i].proceeding,
			(long long)lines[i].place);
		show_assignment(out, &lines[i], now);
	}
}

void
show_shift(struct view *out, const struct shift *shift)
{
	char when[INSTANT_TEXT];
	const char *to = shift->to[0] == '\0' ? ""
					      : arena_printf(out->arena,
							" 交给%s", shift->to);

	if (!shift->is_open)
		return;
	view_paragraph(out,
		arena_printf(out->arena, "上一班 %s %s%s", shift->by,
			clock_format(shift->at, when), to),
		arena_printf(out->arena, "交代：%s", shift->text));
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

bool
show_has_items(const struct form *form)
{
	for (size_t i = 0; i < form->field_count; i++)
		if (form->fields[i].is_item)
			return true;
	return false;
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

		if (values_get(values, f->name)[0] == '\0' ||
			!form_field_shown(form, i, values))
			continue;
		field_show(f, values_get(values, f->name), &text);
		view_field(out, f->label, buf_text(&text));
		buf_free(&text);
	}
}
