/* SPDX-License-Identifier: MIT */
/* bianhu site: the texts that the site added to the law by itself. */
#include "desk/site.h"
#include "cli/cli.h"
#include "cli/site_add.h"

#include <string.h>

static const char *
state_word(const struct site_text *text)
{
	if (!text->holds)
		return "已有新的";
	return text->is_done ? "在用" : "在用，案件还没有重算完";
}

static int
run_list(struct cli *cli)
{
	struct site_text *texts;
	size_t count;
	struct err err = { 0 };

	if (!cli_store(cli, STORE_READ, &err) ||
		!site_texts(cli->store, cli->arena, &texts, &count, &err))
		return cli_fail(&err);
	for (size_t i = 0; i < count; i++) {
		char entered[INSTANT_TEXT];

		cli_cell(texts[i].name, 14);
		cli_cell(texts[i].kind, 10);
		cli_cell(clock_format(texts[i].entered, entered), 18);
		cli_cell(texts[i].by, 12);
		cli_out("%s\n", state_word(&texts[i]));
	}
	if (count == 0)
		cli_out("本站没有加过文本；用的都是自带的\n");
	return 0;
}

static int
run(struct cli *cli, int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], "list") == 0)
		return run_list(cli);
	if (argc == 3 && strcmp(argv[1], "add") == 0)
		return cli_site_add(cli, argv[2]);
	return cli_usage(&verb_site);
}

const struct verb verb_site = {
	.name = "site",
	.usage = "site list\n"
		 "      bianhu site add 文件",
	.summary = "本站加的文本：内部目标、放假安排",
	.run = run,
};
