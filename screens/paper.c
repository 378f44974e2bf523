/* SPDX-License-Identifier: MIT */
/* Where paper comes out: the queue of this machine, the printer at the clerk's
 * own terminal, or none, the file alone. Not a screen. */
#include "screens/paper.h"

#include "desk/queue.h"

static bool
has_terminal(const struct screen *self)
{
	return self->wire->printer != WIRE_PRINTER_NONE;
}

static bool
check_terminal(const struct screen *self, struct err *err)
{
	if (self->wire->is_piped)
		return err_set(err, ERR_STATE,
			"这里没有终端，送不到它的打印机，没有打印；"
			"请在接着打印机的终端上打");
	return printer_check(self->wire->printer, err);
}

static bool
can_terminal(const struct screen *self)
{
	struct err ignored = { 0 };

	return check_terminal(self, &ignored);
}

bool
paper_is_choice(const struct screen *self)
{
	return has_terminal(self) && (queue_is_there() || !can_terminal(self));
}

static void
add_option(struct ask_options *options, enum print_channel channel,
	const char *label)
{
	ask_option_add(options, (int64_t)channel, label);
}

static bool
prepare_where(struct screen *self, struct ask_options *options,
	const char **prompt, struct err *err)
{
	(void)prompt;
	(void)err;
	add_option(options, PRINT_TERMINAL,
		can_terminal(self)
			? "本机终端打印机"
			: "本机终端打印机（现在打不了，选它看原因）");
	if (queue_is_there())
		add_option(options, PRINT_QUEUE, "服务器上的打印机");
	add_option(options, PRINT_FILE, "只存成文件");
	return true;
}

const struct ask paper_where = {
	.kind = ASK_CHOICE,
	.prompt = "打在哪里",
	.prepare = prepare_where,
};

bool
paper_can(
	const struct screen *self, enum print_channel channel, struct err *err)
{
	return channel != PRINT_TERMINAL || check_terminal(self, err);
}

bool
paper_channel(const struct screen *self, const struct answer *answer,
	enum print_channel *out, struct err *err)
{
	*out = has_terminal(self) ? PRINT_TERMINAL : PRINT_QUEUE;
	if (paper_is_choice(self))
		*out = (enum print_channel)answer->id;
	return paper_can(self, *out, err);
}

void
paper_send(struct screen *self, const struct print_result *result,
	enum escp_layout layout)
{
	if (result->channel == PRINT_TERMINAL)
		self->prints = (struct printer_job){ .text = result->page,
			.layout = layout };
}

const char *
paper_words(struct arena *arena, const struct print_result *result)
{
	switch (result->channel) {
	case PRINT_TERMINAL:
		return arena_printf(arena,
			"第%d份，在本机终端打印机上\n版面也存成了文件：%s",
			result->copy, result->file);
	case PRINT_QUEUE:
	case PRINT_FILE:
		break;
	}
	return arena_printf(arena, "第%d份\n版面文件：%s\n%s", result->copy,
		result->file, result->is_queued ? "已交打印机" : result->note);
}

void
paper_list(
	struct screen *self, const struct print_paper *paper, struct err *err)
{
	struct print_result result;

	if (!print_list(self->desk, self->keep, paper, &result, err))
		return;
	paper_send(self, &result, ESCP_LIST);
	if (result.channel != PRINT_TERMINAL)
		screen_say(self, "%s：%s",
			result.is_queued ? "已交打印机" : result.note,
			result.file);
}

enum next
paper_try(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	if (check_terminal(self, err))
		self->prints = (struct printer_job){ .text = escp_test_page(
							     self->keep),
			.layout = ESCP_DOCUMENT };
	return NEXT_STAY;
}
