/* SPDX-License-Identifier: MIT */
/* Words on a line into a draft. Not a verb. */
#include "cli/cli_fill.h"

#include "base/buf.h"
#include "desk/values_file.h"

#include <string.h>

static bool
fill_word(struct cli *cli, struct work *work, const char *word, struct err *err)
{
	const char *equals = strchr(word, '=');

	if (equals == NULL)
		return err_set(err, ERR_INPUT, "要写成 栏目=内容：%s", word);
	return work_fill(&cli->desk, work,
		arena_copy_bytes(cli->arena, word, (size_t)(equals - word)),
		equals + 1, err);
}

bool
cli_fill(struct cli *cli, struct work *work, int argc, char **argv,
	struct err *err)
{
	for (int i = 0; i < argc; i++)
		if (!fill_word(cli, work, argv[i], err))
			return false;
	return true;
}

void
cli_faults(const struct work *work, const struct fault *faults, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct buf line = { 0 };

		if (faults[i].field >= 0)
			buf_addf(&line, "%s: ",
				work->form->fields[faults[i].field].name);
		buf_add(&line, faults[i].text);
		cli_error(buf_text(&line));
		buf_free(&line);
	}
}

int
cli_give_up(struct cli *cli, const struct work *work, const struct err *err)
{
	struct err ignored = { 0 };
	bool dropped = work_drop(&cli->desk, work->id, &ignored);

	cli_fail(err);
	cli_error(dropped ? "没有留下草稿" : "草稿还在");
	return err_exit(err->code);
}
