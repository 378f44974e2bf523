/* SPDX-License-Identifier: MIT */
/* 定稿: the draft as it will be printed, read through before it is sealed. */
#include "desk/record.h"

#include "screens/screens.h"
#include "screens/show.h"

struct seal {
	struct work work;
};

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct seal *s = self->state;
	struct buf stream = { 0 };
	bool done;

	if (!work_resume(self->desk, self->arena, self->args.id, &s->work, err))
		return false;
	done = work_stream(self->desk, self->arena, &s->work, &stream, err);
	if (done) {
		view_title(out, "%s 通读后按 1 定稿，定稿后只能更正",
			s->work.form->name);
		view_page(out, show_page(self->arena, buf_text(&stream)));
	}
	buf_free(&stream);
	return done;
}

static enum next
seal(struct screen *self, const struct answer *answer, struct err *err)
{
	struct seal *s = self->state;
	struct fault *faults;
	size_t count;
	int64_t record;

	(void)answer;
	if (!record_seal(self->desk, self->keep, &s->work, &faults, &count,
		    &record, err))
		return NEXT_STAY;
	screen_say(self, "已定稿");
	return screen_open(self, &screen_record,
		(struct screen_args){
			.matter = s->work.on.matter, .record = record });
}

static enum next
seal_corrected(
	struct screen *self, const struct answer *answer, struct err *err)
{
	struct seal *s = self->state;

	if (!work_keep_reason(self->desk, &s->work, answer->text, err))
		return NEXT_STAY;
	return seal(self, answer, err);
}

static bool
is_correction(const struct screen *self)
{
	const struct seal *s = self->state;

	return s->work.on.supersedes != 0;
}

static bool
is_new(const struct screen *self)
{
	return !is_correction(self);
}

static const struct ask ask_reason = {
	.kind = ASK_TEXT,
	.prompt = "更正的理由（写进文书，不能再改）",
};

/* clang-format off */
static const struct action actions[] = {
	{ .key = '1', .label = "定稿", .help = "定稿：进入文书链，以后只能更正", .run = seal, .offered = is_new },
	{ .key = '1', .label = "定稿", .help = "写明更正理由后定稿", .asks = &ask_reason, .run = seal_corrected, .offered = is_correction },
};
/* clang-format on */

const struct screen_def screen_seal = {
	.code = "141",
	.title = "定稿",
	.state_size = sizeof(struct seal),
	.view = view,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
