/* SPDX-License-Identifier: MIT */
/* 追责: what was owed and not done, the longest overdue first; by court,
 * bearer, matter and time; on paper. */
#include "desk/violation_filter.h"

#include "screens/paper.h"
#include "screens/screens.h"
#include "screens/violation_act.h"

enum { PAGE = 200 };

struct violations {
	struct violation_line *lines;
	size_t count;
	struct violation_counts counts;
	struct violation_page after; /* its texts live in keep */
	bool is_later;
	bool is_begun;
	struct violation_filter filter; /* likewise */
};

static void
show_counts(struct view *out, const struct violations *s)
{
	view_title(out, "到期没有办%lld%s  已查出%lld%s",
		(long long)s->counts.open, s->counts.is_open_cut ? "以上" : "",
		(long long)s->counts.found,
		s->counts.is_found_cut ? "以上" : "");
}

static bool
view_all(struct screen *self, struct view *out, struct err *err)
{
	struct violations *s = self->state;

	if (!violation_list(self->desk, self->arena,
		    s->is_later ? &s->after : NULL, PAGE, &s->lines, &s->count,
		    err))
		return false;
	violation_rows(out, NULL, "没有到期没有办的，也没有查出的", s->lines,
		s->count);
	return true;
}

/* Of what is asked for no more than a page is shown; printing has all. */
static bool
view_filtered(struct screen *self, struct view *out, struct err *err)
{
	struct violations *s = self->state;
	struct violation_report report;

	if (!violation_report(
		    self->desk, self->arena, &s->filter, &report, err))
		return false;
	s->lines = report.lines;
	s->count = report.count < PAGE ? report.count : PAGE;
	violation_rows(out,
		arena_printf(out->arena, "%s：%zu项%s，没有说明%lld项",
			violation_filter_words(&s->filter, out->arena),
			report.count, report.is_cut ? "以上" : "",
			(long long)report.silent),
		"没有这样的；按 3 换别的", s->lines, s->count);
	return true;
}

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct violations *s = self->state;

	if (!s->is_begun)
		s->filter = violation_filter_none();
	s->is_begun = true;
	if (!violation_counts(self->desk, &s->counts, err))
		return false;
	show_counts(out, s);
	return violation_filter_is_set(&s->filter)
		       ? view_filtered(self, out, err)
		       : view_all(self, out, err);
}

static const struct violation_line *
line_here(const struct screen *self)
{
	const struct violations *s = self->state;

	return &s->lines[self->row_id - 1];
}

static enum next
open_row(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	(void)err;
	return screen_open(self, &screen_matter,
		(struct screen_args){ .matter = line_here(self)->matter });
}

static enum next
explain(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	return violation_explain(self, line_here(self), err);
}

static enum next
why(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	(void)err;
	return violation_open(self, line_here(self));
}

/* What an option of 筛选 asks for; the values that there are follow, of each
 * kind in its range. */
enum {
	ASK_ALL = 1,
	ASK_SILENT,
	ASK_DUTY = 1000,
	ASK_STATION = 2000,
	ASK_CODE = 3000,
	ASK_END = 4000
};

static void
add_values(struct ask_options *options, int64_t base, const char *lead,
	const struct violation_count *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		ask_option_add_value(options, base + (int64_t)i,
			arena_printf(options->arena, "%s%s %lld", lead,
				list[i].title, (long long)list[i].count),
			list[i].value);
}

static bool
prepare_filter(struct screen *self, struct ask_options *options,
	const char **prompt, struct err *err)
{
	const struct violations *s = self->state;
	struct violation_report report;

	(void)prompt;
	if (!violation_report(
		    self->desk, options->arena, &s->filter, &report, err))
		return false;
	ask_option_add(options, ASK_ALL, "全部（去掉筛选）");
	ask_option_add(options, ASK_SILENT,
		arena_printf(options->arena, "没有说明的 %lld",
			(long long)report.silent));
	add_values(
		options, ASK_DUTY, "责任：", report.by_duty, report.duty_count);
	add_values(options, ASK_STATION, "机关：", report.by_station,
		report.station_count);
	add_values(
		options, ASK_CODE, "事项：", report.by_code, report.code_count);
	return true;
}

static enum next
filter(struct screen *self, const struct answer *answer, struct err *err)
{
	struct violations *s = self->state;
	const char *value = answer->text == NULL
				    ? ""
				    : arena_copy(self->keep, answer->text);

	(void)err;
	s->is_later = false;
	if (answer->id == ASK_ALL)
		s->filter = violation_filter_none();
	else if (answer->id == ASK_SILENT)
		s->filter.is_silent = true;
	else if (answer->id < ASK_STATION)
		s->filter.duty = value;
	else if (answer->id < ASK_CODE)
		s->filter.station = value;
	else if (answer->id < ASK_END)
		s->filter.code = value;
	return NEXT_RELOAD;
}

static enum next
from_day(struct screen *self, const struct answer *answer, struct err *err)
{
	struct violations *s = self->state;

	(void)err;
	s->filter.from = answer->day;
	return NEXT_RELOAD;
}

static enum next
until_day(struct screen *self, const struct answer *answer, struct err *err)
{
	struct violations *s = self->state;

	(void)err;
	s->filter.until = answer->day;
	return NEXT_RELOAD;
}

static enum next
print(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct violations *s = self->state;
	struct violation_report report;
	struct print_paper paper = { .needs = "violation.see",
		.name = "violations" };
	struct buf text = { 0 };

	if (!paper_channel(self, answer, &paper.channel, err) ||
		!violation_report(
			self->desk, self->keep, &s->filter, &report, err))
		return NEXT_STAY;
	violation_report_text(
		self->desk, self->keep, &s->filter, &report, &text);
	paper.text = arena_copy(self->keep, buf_text(&text));
	paper_list(self, &paper, err);
	buf_free(&text);
	return NEXT_STAY;
}

static bool
prints_at_once(const struct screen *self)
{
	return !paper_is_choice(self);
}

static enum next
later(struct screen *self, const struct answer *answer, struct err *err)
{
	struct violations *s = self->state;

	(void)answer;
	(void)err;
	if (s->count < PAGE || violation_filter_is_set(&s->filter)) {
		screen_say(self, "后面没有了");
		return NEXT_STAY;
	}
	s->after = violation_page_after(&s->lines[s->count - 1]);
	s->after.rule = arena_copy(self->keep, s->after.rule);
	s->after.clock = arena_copy(self->keep, s->after.clock);
	s->is_later = true;
	return NEXT_RELOAD;
}

static const struct ask ask_filter = {
	.kind = ASK_CHOICE,
	.prompt = "只看哪些",
	.prepare = prepare_filter,
};

static const struct ask ask_from = {
	.kind = ASK_DATE,
	.prompt = "从哪天起（应于那天；没有的看起因那天）",
};

static const struct ask ask_until = {
	.kind = ASK_DATE,
	.prompt = "到哪天止（应于那天；没有的看起因那天）",
};

/* clang-format off */
static const struct action actions[] = {
	{ .key = KEY_ENTER, .label = "打开", .help = "打开这个案件", .on_row = true, .run = open_row },
	{ .key = '1', .label = "说明", .help = "写说明：与这一项并列，不消去它", .needs = "explanation.seal", .on_row = true, .run = explain },
	{ .key = '2', .label = "为什么", .help = "为什么列在这里：依据、应于、实于、说明", .on_row = true, .run = why },
	{ .key = '3', .label = "筛选", .help = "按责任、机关、事项看，各有几项；可以一层一层选", .asks = &ask_filter, .run = filter },
	{ .key = '4', .label = "从", .help = "只看某天起的", .asks = &ask_from, .run = from_day },
	{ .key = '5', .label = "到", .help = "只看到某天止的", .asks = &ask_until, .run = until_day },
	{ .key = '6', .label = "打印", .help = "打印这张清单：各有几项、依据、说明", .run = print, .offered = prints_at_once },
	{ .key = '6', .label = "打印", .help = "打印这张清单；选打在哪里", .asks = &paper_where, .run = print, .offered = paper_is_choice },
	{ .key = '8', .label = "后面", .help = "再往后二百项", .run = later },
};
/* clang-format on */

const struct screen_def screen_violations = {
	.code = "180",
	.title = "追责",
	.words = "违反 责任 没有办 说明 监督 例外",
	.needs = "violation.see",
	.menu = "追责",
	.is_live = true,
	.state_size = sizeof(struct violations),
	.view = view,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
