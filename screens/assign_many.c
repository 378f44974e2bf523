/* SPDX-License-Identifier: MIT */
/*
 * 批量指派: those who wait, each with the lawyer who suits and has least. One
 * paper each, sealed one by one; what failed is said in its row.
 */
#include "desk/assign.h"

#include "screens/act.h"
#include "screens/screens.h"

#include <string.h>

enum { MANY_MOST = 50 };

/* What became of a row, and what was changed in it. In keep, by person. */
struct fate {
	int64_t party;
	bool is_off;	     /* not now */
	const char *licence; /* another was chosen; NULL */
	const char *said;    /* NULL: not tried */
	bool is_done;
	struct assign_row row; /* as it stood when it was sealed */
};

struct many {
	struct assign_row *rows; /* by the place in the list */
	size_t count;
	struct fate *fates;
	size_t fate_count;
};

static struct fate *
fate_of(struct screen *self, int64_t party)
{
	struct many *s = self->state;

	for (size_t i = 0; i < s->fate_count; i++)
		if (s->fates[i].party == party)
			return &s->fates[i];
	s->fates = arena_grow(
		self->keep, s->fates, s->fate_count, sizeof *s->fates);
	s->fates[s->fate_count] = (struct fate){ .party = party };
	return &s->fates[s->fate_count++];
}

static void
take_choice(struct assign_row *row, const char *licence)
{
	for (size_t i = 0; licence != NULL && i < row->count; i++)
		if (strcmp(row->choices[i].lawyer.licence, licence) == 0)
			row->at = i;
}

/* What was sealed here is not waiting any more, but stays to be read. */
static bool
read_rows(struct screen *self, struct err *err)
{
	struct many *s = self->state;
	struct assign_row *waiting, *rows;
	size_t count;

	if (!assign_plan(
		    self->desk, self->arena, MANY_MOST, &waiting, &count, err))
		return false;
	rows = arena_alloc(
		self->arena, (count + s->fate_count + 1) * sizeof *rows);
	s->count = 0;
	for (size_t i = 0; i < s->fate_count; i++)
		if (s->fates[i].is_done)
			rows[s->count++] = s->fates[i].row;
	for (size_t i = 0; i < count; i++) {
		take_choice(&waiting[i],
			fate_of(self, waiting[i].line.party)->licence);
		rows[s->count++] = waiting[i];
	}
	s->rows = rows;
	return true;
}

static const struct column columns[] = {
	{ .title = "办不办" },
	{ .title = "当事人", .most = 12 },
	{ .title = "期限" },
	{ .title = "律师", .most = 8 },
	{ .title = "为什么", .grow = true },
	{ .title = "案号", .from = 120 },
};

static void
show_fate(
	struct view *out, const struct assign_row *row, const struct fate *fate)
{
	if (fate->is_done)
		view_word(out, WORD_GOOD, "已指派");
	else if (fate->said != NULL)
		view_word(out, WORD_LATE, "没办成");
	else if (row->at == row->count)
		view_word(out, WORD_SOON, "没有人选");
	else
		view_text(out, fate->is_off ? "不办" : "√办");
}

static void
show_row(struct screen *self, struct view *out, size_t at)
{
	const struct many *s = self->state;
	const struct assign_row *row = &s->rows[at];
	const struct fate *fate = fate_of(self, row->line.party);
	const struct lawyer_choice *c =
		row->at < row->count ? &row->choices[row->at] : NULL;
	const struct clock_line clock = { .state = "open",
		.due = row->line.due };
	int word;
	const char *words =
		clock_words(&clock, desk_now(self->desk), out->arena, &word);

	view_row(out, (int64_t)at + 1);
	view_key(out, "%lld", (long long)row->line.party);
	show_fate(out, row, fate);
	view_text(out, row->line.party_name);
	view_word(out, (enum word)word, words);
	view_text(out, c == NULL ? "" : c->lawyer.name);
	view_text(out, fate->said != NULL ? fate->said
		       : c == NULL	  ? "没有合适的，回车自己选"
					  : c->reasons);
	view_text(out, row->line.number);
}

static bool
is_to_do(struct screen *self, const struct assign_row *row)
{
	const struct fate *fate = fate_of(self, row->line.party);

	return !fate->is_done && !fate->is_off && row->at < row->count;
}

static size_t
to_do(struct screen *self)
{
	const struct many *s = self->state;
	size_t count = 0;

	for (size_t i = 0; i < s->count; i++)
		count += is_to_do(self, &s->rows[i]);
	return count;
}

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct many *s = self->state;

	if (!read_rows(self, err))
		return false;
	view_title(out, "%zu件待定稿", to_do(self));
	view_list(out, "assign", NULL, columns, ARRAY_LENGTH(columns));
	view_empty(out, "没有等着指派的");
	for (size_t i = 0; i < s->count; i++)
		show_row(self, out, i);
	return true;
}

static struct assign_row *
row_here(const struct screen *self)
{
	struct many *s = self->state;

	return self->row_id > 0 && (size_t)self->row_id <= s->count
		       ? &s->rows[self->row_id - 1]
		       : NULL;
}

static enum next
toggle(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct assign_row *row = row_here(self);
	struct fate *fate;

	(void)answer;
	(void)err;
	if (row == NULL)
		return NEXT_STAY;
	fate = fate_of(self, row->line.party);
	fate->is_off = !fate->is_off;
	fate->said = fate->is_done ? fate->said : NULL;
	return NEXT_RELOAD;
}

static bool
prepare_lawyers(struct screen *self, struct ask_options *options,
	const char **prompt, struct err *err)
{
	const struct assign_row *row = row_here(self);

	(void)err;
	*prompt = arena_printf(options->arena, "指派谁为%s辩护",
		row == NULL ? "" : row->line.party_name);
	for (size_t i = 0; row != NULL && i < row->count; i++)
		ask_option_add_value(options, (int64_t)i + 1,
			arena_printf(options->arena, "%s %s",
				row->choices[i].lawyer.name,
				row->choices[i].reasons),
			row->choices[i].lawyer.licence);
	return true;
}

static const struct ask ask_lawyer = {
	.kind = ASK_CHOICE,
	.prompt = "指派谁",
	.prepare = prepare_lawyers,
};

static enum next
choose(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct assign_row *row = row_here(self);
	struct fate *fate;

	(void)err;
	if (row == NULL)
		return NEXT_STAY;
	fate = fate_of(self, row->line.party);
	if (fate->is_done)
		return NEXT_STAY;
	fate->licence = arena_copy(self->keep, answer->text);
	fate->said = NULL;
	fate->is_off = false;
	return NEXT_RELOAD;
}

/* Each in its own transaction: one that fails keeps its draft and says why. */
static void
seal_row(struct screen *self, const struct assign_row *row)
{
	struct fate *fate = fate_of(self, row->line.party);
	struct err err = { 0 };
	int64_t record;

	if (!assign_seal(self->desk, self->keep, row->line.party,
		    &row->choices[row->at].lawyer, &record, &err)) {
		fate->said = arena_copy(self->keep, err.text);
		return;
	}
	fate->is_done = true;
	fate->row = *row;
	fate->row.line.party_name =
		arena_copy(self->keep, row->line.party_name);
	fate->row.line.number = arena_copy(self->keep, row->line.number);
	fate->row.choices = arena_alloc(self->keep, sizeof *row->choices);
	fate->row.choices[0] = row->choices[row->at];
	fate->row.choices[0].lawyer.name =
		arena_copy(self->keep, row->choices[row->at].lawyer.name);
	fate->row.count = 1;
	fate->row.at = 0;
	fate->said = "指派通知书已定稿，接着函告办案机关";
}

static enum next
seal_all(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct many *s = self->state;
	size_t wanted = to_do(self), done = 0;

	(void)answer;
	(void)err;
	for (size_t i = 0; i < s->count; i++)
		if (is_to_do(self, &s->rows[i])) {
			seal_row(self, &s->rows[i]);
			done += fate_of(self, s->rows[i].line.party)->is_done;
		}
	screen_say(self, "%zu件指派了%zu件%s", wanted, done,
		done < wanted ? "，没办成的在行里说明，草稿已保留" : "");
	return NEXT_RELOAD;
}

static bool
prepare_all(struct screen *self, struct ask_options *options,
	const char **prompt, struct err *err)
{
	size_t count = to_do(self);

	if (count == 0)
		return err_set(err, ERR_STATE, "没有要定稿的；空格选“办”");
	*prompt = arena_printf(options->arena,
		"已问过各位律师：没有为同案或有关联的人辩护；定稿%zu份指派通知书",
		count);
	return true;
}

static const struct ask ask_all = {
	.kind = ASK_YES,
	.prompt = "定稿全部指派通知书",
	.prepare = prepare_all,
};

/* clang-format off */
static const struct action actions[] = {
	{ .key = KEY_ENTER, .label = "换人", .help = "换一名律师，各人的情况写在后面", .on_row = true, .asks = &ask_lawyer, .run = choose },
	{ .key = ' ', .label = "办不办", .help = "空格：这一件办，或者这次不办", .on_row = true, .run = toggle },
	{ .key = '1', .label = "定稿", .help = "打√的每件定稿一份指派通知书，一件一件地办", .needs = "agency-paper.seal", .asks = &ask_all, .run = seal_all },
};
/* clang-format on */

const struct screen_def screen_assign_many = {
	.code = "233",
	.title = "批量指派",
	.words = "批量 一起指派 分案",
	.needs = "agency-paper.seal",
	.is_live = true,
	.state_size = sizeof(struct many),
	.view = view,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
