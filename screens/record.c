/* SPDX-License-Identifier: MIT */
/* 文书: a record as printed, its seal, copies and signing. */
#include "desk/record.h"

#include "desk/override.h"
#include "desk/print.h"
#include "screens/act.h"
#include "screens/paper.h"
#include "screens/screens.h"
#include "screens/show.h"

struct record_state {
	struct act_rows rows;
	struct record record;
	struct override override; /* why it was sealed all the same */
	struct print_copy *copies;
	size_t copy_count;
};

static const char *
copies_text(struct screen *self, const struct record_state *s)
{
	struct buf text = { 0 };
	const char *out;

	for (size_t i = 0; i < s->copy_count; i++) {
		const struct print_copy *copy = &s->copies[i];

		buf_addf(&text, "%s第%d份%s", i > 0 ? "，" : "", copy->copy,
			copy->state);
		if (copy->channel != PRINT_QUEUE)
			buf_addf(&text, "（%s）",
				print_channel_label(copy->channel));
	}
	out = arena_copy(
		self->arena, s->copy_count == 0 ? "未打印" : buf_text(&text));
	buf_free(&text);
	return out;
}

static void
show_state(struct screen *self, struct view *out)
{
	struct record_state *s = self->state;
	enum word word;
	const char *signing = show_signing(&s->record, &word);

	view_title(out, "%s %s", s->record.form_name, s->record.number);
	view_fields(out, NULL);
	view_field_word(out, "签署", word, signing);
	view_field(out, "打印", copies_text(self, s));
	view_field(out, "查询码", s->record.code);
	if (s->record.superseded_by != 0)
		view_field_word(out, "更正", WORD_SOON, "已有更正件，按 3 看");
	if (s->override.reason != NULL)
		view_field_word(out, "例外", WORD_SOON,
			arena_printf(self->arena, "%s：%s", s->override.by,
				s->override.reason));
	if (s->rows.follow_count > 0)
		view_field(out, "接着",
			act_follow_words(s->rows.follows, s->rows.follow_count,
				self->arena));
}

static bool
show_content(struct screen *self, struct view *out, struct err *err)
{
	const struct record_state *s = self->state;
	struct buf stream = { 0 };
	bool done;

	if (s->record.is_gone) {
		view_paragraph(out, NULL, "内容已依法封存或移除。");
		return true;
	}
	if (s->record.form->body == NULL) {
		show_values(out, s->record.form, &s->record.values);
		return true;
	}
	done = record_stream(
		self->desk, self->arena, self->args.record, 0, &stream, err);
	if (done)
		view_page(out, show_page(self->arena, buf_text(&stream)));
	buf_free(&stream);
	return done;
}

/* Offered to who has something to do here; a supervisor only reads. */
static bool
read_follows(struct screen *self, struct err *err)
{
	const struct record_state *s = self->state;

	return act_read_follows(self, self->arena,
		s->record.is_gone || s->record.matter == 0 ? 0 : s->record.id,
		err);
}

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct record_state *s = self->state;
	int64_t id = self->args.record;

	if (!record_read(self->desk, self->arena, id, &s->record, err) ||
		!print_copies(self->desk, self->arena, id, &s->copies,
			&s->copy_count, err) ||
		!override_of(self->desk, self->arena, id, &s->override, err) ||
		!read_follows(self, err))
		return false;
	show_state(self, out);
	return show_content(self, out, err);
}

static enum next
print(struct screen *self, const struct answer *answer, struct err *err)
{
	enum print_channel channel;
	struct print_result result;

	if (!paper_channel(self, answer, &channel, err) ||
		!print_record(self->desk, self->keep, self->args.record,
			channel, &result, err))
		return NEXT_RELOAD;
	paper_send(self, &result, ESCP_DOCUMENT);
	return screen_open(self, &screen_printed,
		(struct screen_args){ .record = self->args.record,
			.id = result.copy_id,
			.text = paper_words(self->keep, &result) });
}

static enum next
sign(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct record_state *s = self->state;

	(void)answer;
	return act_sign(self, s->record.id, err);
}

static enum next
correct(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct record_state *s = self->state;

	(void)answer;
	return act_fill(self, s->record.form_id,
		&(const struct subject){ .supersedes = s->record.id }, err);
}

static enum next
successor(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct record_state *s = self->state;

	(void)answer;
	(void)err;
	return screen_open(self, &screen_record,
		(struct screen_args){ .matter = s->record.matter,
			.record = s->record.superseded_by });
}

static bool
is_paper_head(const struct screen *self)
{
	const struct record_state *s = self->state;

	return s->record.superseded_by == 0 && !s->record.is_gone &&
	       s->record.is_paper;
}

static bool
prints_at_once(const struct screen *self)
{
	return is_paper_head(self) && !paper_is_choice(self);
}

static bool
asks_where(const struct screen *self)
{
	return is_paper_head(self) && paper_is_choice(self);
}

static bool
is_head(const struct screen *self)
{
	const struct record_state *s = self->state;

	return s->record.superseded_by == 0 && !s->record.is_gone;
}

static bool
has_successor(const struct screen *self)
{
	const struct record_state *s = self->state;

	return s->record.superseded_by != 0;
}

/* In place of this paper, so that one goes from item to item. */
static enum next
next_item(struct screen *self, const struct answer *answer, struct err *err)
{
	return act_next(self, answer, err) == NEXT_OPEN ? NEXT_REPLACE
							: NEXT_STAY;
}

static enum next
show_person(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	(void)err;
	return screen_open(self, &screen_shown,
		(struct screen_args){ .record = self->args.record });
}

static bool
has_items(const struct screen *self)
{
	const struct record_state *s = self->state;

	return !s->record.is_gone && show_has_items(s->record.form);
}

/* clang-format off */
static const struct action actions[] = {
	ACT_FOLLOWS,
	{ .key = '6', .label = "打印", .help = "打印一份，每份有份号", .needs = "record.print", .run = print, .offered = prints_at_once },
	{ .key = '6', .label = "打印", .help = "打印一份，每份有份号；选打在哪里", .needs = "record.print", .asks = &paper_where, .run = print, .offered = asks_where },
	{ .key = '7', .label = "签署", .help = "登记纸上怎样签的：签名、捺印或拒签", .needs = "signing.seal", .run = sign, .offered = is_paper_head },
	{ .key = '2', .label = "更正", .help = "写一份更正件，原件留着", .needs = "advice.seal", .run = correct, .offered = is_head },
	{ .key = '8', .label = "给看", .help = "给当事人看：只有权利，一项一项，大字距", .run = show_person, .offered = has_items },
	{ .key = '3', .label = "更正件", .help = "看更正它的那一份", .run = successor, .offered = has_successor },
	{ .key = '9', .label = "下一件", .help = "办这里最先到期的一件", .needs = "matter.see", .run = next_item },
};
/* clang-format on */

const struct screen_def screen_record = {
	.code = "150",
	.title = "文书",
	.is_inner = true,
	.words = "打印 签署 更正 查询码",
	.needs = "record.see",
	.is_live = true,
	.state_size = sizeof(struct record_state),
	.view = view,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
