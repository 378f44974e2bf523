/* SPDX-License-Identifier: MIT */
/*
 * Level line: Chinese from a keyboard of letters. ".p zhangsan" shows what the
 * letters may be, numbers choose, an empty line puts what was chosen into the
 * answer.
 */
#include "ui/line/app_line.h"

#include "base/utf8.h"
#include "ui/words.h"

#include <string.h>
#include <strings.h>

static void
set_place(struct line *line)
{
	struct ime *ime = &line->ime;

	ime->columns = line->columns > 0 ? line->columns : 80;
	ime->width = line->app->wire.width;
	ime->encoding = line->app->wire.encoding;
}

/* One key; what it gives is added to what is composed. */
static bool
give(struct line *line, int32_t key)
{
	const struct key_event event = { .key = key };
	struct ime_answer answer;

	ime_key(&line->ime, &event, IME_WORDS, &answer);
	buf_add(&line->composed, answer.text);
	if (answer.passes && key > KEY_SPACE && key < KEY_NAMED) {
		char bytes[UTF8_MAX_BYTES];

		buf_add_bytes(
			&line->composed, bytes, utf8_put((uint32_t)key, bytes));
	}
	if (answer.said != NULL)
		line_tell(line, say(answer.said));
	return !answer.beep;
}

void
line_compose_ask(struct line *line)
{
	const char *candidates = ime_line(&line->ime);

	if (candidates != NULL)
		line_say(line, candidates);
	buf_clear(&line->prompt);
	buf_addf(&line->prompt, "%s%s%s",
		line->composed.length == 0 ? "" : buf_text(&line->composed),
		line->composed.length == 0 ? "" : " ",
		candidates == NULL ? say("拼音（回车 写完，.F12 不写）：")
				   : say("数字选字，= - 翻页："));
}

/* Letters, digits and marks, as they would be typed into a field. */
static void
type(struct line *line, const char *text)
{
	while (*text != '\0')
		if (!give(line, (int32_t)utf8_next(&text))) {
			line_mistake(line, say("没有这样的字或数字"));
			return;
		}
}

void
line_compose_end(struct line *line)
{
	buf_clear(&line->composed);
	ime_free(&line->ime);
	line->is_composing = false;
}

void
line_compose(struct line *line, const char *letters)
{
	set_place(line);
	line->is_composing = true;
	buf_clear(&line->composed);
	if (!line->ime.is_on) {
		struct ime_answer answer;

		/* What it says of its keys is said by the prompt. */
		ime_key(&line->ime, &(struct key_event){ .key = KEY_CTRL('T') },
			IME_WORDS, &answer);
	}
	type(line, letters);
}

/* True when the text is whole: *out gets it. */
bool
line_compose_typed(struct line *line, const char *text, struct buf *out)
{
	if (strcasecmp(text, ".F12") == 0 || strcmp(text, ".退回") == 0) {
		line_compose_end(line);
		return false;
	}
	if (*text != '\0') {
		type(line, text);
		return false;
	}
	if (ime_line(&line->ime) != NULL) {
		/* What is first is meant, as the blank key takes it. */
		(void)give(line, KEY_SPACE);
		return false;
	}
	buf_add(out, buf_text(&line->composed));
	line_compose_end(line);
	return true;
}
