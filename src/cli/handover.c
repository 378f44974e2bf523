/* SPDX-License-Identifier: MIT */
/* bianhu handover: 交班单, what is waiting here for whoever comes next. */
#include "cli/cli_handover.h"
#include "cli/cli_json.h"

static int
print(struct cli *cli, const struct handover *handover)
{
	struct buf text = { 0 };

	handover_text(&cli->desk, cli->arena, handover, &text);
	cli_text(buf_text(&text));
	buf_free(&text);
	return 0;
}

static int
run(struct cli *cli, int argc, char **argv)
{
	bool is_json = cli_flag(&argc, argv, "--json");
	struct handover handover;
	struct err err = { 0 };
	const char *text;
	int64_t since = 0;

	if (!cli_option(&argc, argv, "--since", &text) || argc != 1)
		return cli_usage(&verb_handover);
	if (text != NULL && !clock_parse(text, &since)) {
		cli_error("--since 要写成 2026-11-23 08:00");
		return CLI_USAGE;
	}
	if (!cli_desk(cli, &err) ||
		!handover_read(&cli->desk, cli->arena, since, &handover, &err))
		return cli_fail(&err);
	return is_json ? json_print(json_handover(cli, &handover))
		       : print(cli, &handover);
}

const struct verb verb_handover = {
	.name = "handover",
	.usage = "handover [--since \"日期 时间\"] [--json]",
	.summary = "交班单：逾期、今天、三天内、草稿、请求、新定稿的",
	.run = run,
};
