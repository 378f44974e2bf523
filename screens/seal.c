/* SPDX-License-Identifier: MIT */
/* 定稿: the draft as it will be printed, read through before it is sealed. */
#include "desk/guard.h"
#include "desk/help.h"
#include "desk/lawyer.h"
#include "desk/look.h"
#include "desk/override.h"
#include "desk/record.h"

#include "screens/act.h"
#include "screens/act_assign.h"
#include "screens/screens.h"
#include "screens/show.h"

struct seal {
	struct work work;
	struct preview preview; /* as shown */
};

/* The page as it will be printed; a register has none, its values show. */
static bool
show_draft(struct screen *self, struct view *out, struct err *err)
{
	struct seal *s = self->state;
	struct buf stream = { 0 };
	bool done;

	if (s->work.form->body == NULL) {
		show_values(out, s->work.form, &s->work.values);
		return true;
	}
	done = work_stream(self->desk, self->arena, &s->work, &stream, err);
	if (done)
		view_page(out, show_page(self->arena, buf_text(&stream)));
	buf_free(&stream);
	return done;
}

/* What follows is said before it is sealed. Where it can't be worked out, the
 * paper is shown all the same: sealing says so, too. */
static void
show_follows(struct screen *self, struct view *out)
{
	struct seal *s = self->state;
	struct buf text = { 0 };
	struct err err = { 0 };

	if (work_preview(self->desk, self->arena, &s->work, &s->preview, &err))
		preview_tell(&s->preview, &text);
	else
		buf_add(&text, err.text);
	if (guard_hides(&s->work))
		buf_addf(&text, "%s%s", text.length > 0 ? "\n" : "",
			"整个案件的记录一并封存，同案其他人的也在内：谁也查不到，您自己也查不到；"
			"写在它上面的草稿、打印过的版面文件一并删去。以后查阅要到 250 屏登记。");
	if (text.length > 0)
		view_paragraph(out, "定稿以后", buf_text(&text));
	buf_free(&text);
}

/* What is read through here is what will be sealed. */
static bool
refresh(struct screen *self, struct err *err)
{
	struct seal *s = self->state;
	struct buf told = { 0 };
	bool done = work_refresh(self->desk, &s->work, &told, err);

	if (done && told.length > 0)
		screen_say(self, "%s", buf_text(&told));
	buf_free(&told);
	return done;
}

/* What speaks for the lawyer who is assigned, and against him. */
static void
show_lawyer(struct screen *self, struct view *out)
{
	const struct seal *s = self->state;
	const char *reasons;
	struct err ignored = { 0 };

	if (lawyer_reasons(
		    self->desk, self->arena, &s->work, &reasons, &ignored) &&
		reasons[0] != '\0')
		view_paragraph(out, "人选", reasons);
}

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct seal *s = self->state;

	if (!work_resume(
		    self->desk, self->arena, self->args.id, &s->work, err) ||
		!refresh(self, err))
		return false;
	view_title(out, "%s（通读后按1定稿）", s->work.form->name);
	show_lawyer(self, out);
	show_follows(self, out);
	return show_draft(self, out, err);
}

/* What comes next is named where no screen of its own shows it. */
static const char *
words_after(struct screen *self, int64_t record)
{
	const struct seal *s = self->state;
	struct follow *follows;
	size_t count;
	struct err err = { 0 };

	if (s->work.form->body != NULL || s->work.on.matter == 0 ||
		!follow_list(self->desk, self->arena, record, &follows, &count,
			&err) ||
		count == 0 || follows[0].form == s->work.form)
		return "";
	return arena_printf(self->arena, "；案件里按5接着填%s",
		act_follow_words(follows, count, self->arena));
}

/* What has no paper is known by its code alone, and who asked for help is
 * told it at once. */
static void
say_sealed(struct screen *self, int64_t record)
{
	const struct seal *s = self->state;
	const struct form *form = s->work.form;
	bool is_request = help_is_request(form, &s->work.values);
	struct record sealed;
	struct err err = { 0 };

	if ((form->body != NULL && !is_request) ||
		!record_read(self->desk, self->keep, record, &sealed, &err))
		screen_say(self, "《%s》已定稿", form->name);
	else
		screen_say(self, "《%s》已定稿，编号 %s%s", form->name,
			sealed.code,
			is_request ? "，请念给对方"
				   : words_after(self, record));
}

/* The case that may be looked at from now on. */
static int64_t
looked_at(struct screen *self, int64_t record)
{
	struct err ignored = { 0 };
	int64_t matter;

	return look_matter(self->desk, record, &matter, &ignored) ? matter : 0;
}

/* A paper is read as it was sealed; a new case is opened; another register
 * leads back to where it was asked for. */
static enum next
after(struct screen *self, int64_t record, struct err *err)
{
	const struct form *form = ((struct seal *)self->state)->work.form;
	struct screen_args args = { .matter = record, .record = record };
	int64_t looked = looked_at(self, record);

	say_sealed(self, record);
	if (looked != 0)
		args.matter = looked;
	if (looked != 0 || form->makes[FORM_ON_MATTER]) {
		screen_open(self, &screen_matter, args);
		return NEXT_REPLACE;
	}
	/* What is out of sight is no place to go back to. */
	if (guard_hides(&((struct seal *)self->state)->work))
		return NEXT_HOME;
	if (self->args.text != NULL)
		return act_then(self, self->args.text,
			((struct seal *)self->state)->work.on.party, err);
	if (form->body == NULL)
		return NEXT_DONE;
	args.matter = ((struct seal *)self->state)->work.on.matter;
	screen_open(self, &screen_record, args);
	return NEXT_REPLACE;
}

static bool
is_correction(const struct screen *self)
{
	const struct seal *s = self->state;

	return s->work.on.supersedes != 0;
}

static enum next
seal(struct screen *self, const struct answer *answer, struct err *err)
{
	struct seal *s = self->state;
	struct fault *faults;
	size_t count;
	int64_t record;

	(void)answer;
	if (record_seal(self->desk, self->keep, &s->work, &faults, &count,
		    &record, err))
		return after(self, record, err);
	/* Somebody was quicker: both versions side by side. */
	if (err->code == ERR_CONFLICT && is_correction(self))
		return screen_open(self, &screen_conflict,
			(struct screen_args){ .id = self->args.id });
	return NEXT_STAY;
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

/* Against the law only with a reason, which is sealed beside it. One question
 * where a correction has to be explained as well. */
static enum next
seal_overridden(
	struct screen *self, const struct answer *answer, struct err *err)
{
	struct seal *s = self->state;

	if (!work_keep_override(self->desk, &s->work, answer->text, err))
		return NEXT_STAY;
	return is_correction(self) ? seal_corrected(self, answer, err)
				   : seal(self, answer, err);
}

static bool
is_warned(const struct screen *self)
{
	const struct seal *s = self->state;

	return preview_count(&s->preview, PREVIEW_WARNED) > 0;
}

static bool
is_plain_correction(const struct screen *self)
{
	return is_correction(self) && !is_warned(self);
}

static bool
is_plain_new(const struct screen *self)
{
	return !is_correction(self) && !is_warned(self);
}

/* What was written before the line dropped stands there again. */
static bool
written_before(struct screen *self, struct ask_options *options,
	const char **prompt, struct err *err)
{
	const struct seal *s = self->state;
	const char *text = is_warned(self) ? s->work.override : s->work.reason;

	(void)prompt;
	(void)err;
	if (text[0] != '\0')
		ask_option_add(options, 1, text);
	return true;
}

static const struct ask ask_reason = {
	.kind = ASK_TEXT,
	.prompt = "更正的理由（写进文书，不能再改）",
	.prepare = written_before,
};

static const struct ask ask_override = {
	.kind = ASK_TEXT,
	.prompt =
		"与法律规定不一致，为什么仍然这样办（随文书一同定稿，监督看得到）",
	.least = OVERRIDE_LEAST,
	.prepare = written_before,
};

/* clang-format off */
static const struct action actions[] = {
	{ .key = '1', .label = "定稿", .help = "定稿：进入文书链，以后只能更正", .run = seal, .offered = is_plain_new },
	{ .key = '1', .label = "定稿", .help = "写明更正理由后定稿", .asks = &ask_reason, .run = seal_corrected, .offered = is_plain_correction },
	{ .key = '1', .label = "定稿", .help = "与法律规定不一致：写明为什么仍然这样办，定稿", .asks = &ask_override, .run = seal_overridden, .offered = is_warned },
};
/* clang-format on */

const struct screen_def screen_seal = {
	.code = "141",
	.title = "定稿",
	.is_inner = true,
	.is_step = true,
	.state_size = sizeof(struct seal),
	.view = view,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
