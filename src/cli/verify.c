/* SPDX-License-Identifier: MIT */
/* bianhu verify: the file of the store, then every station's chain. */
#include "cli/cli.h"
#include "desk/record.h"

static bool
print_report(const struct chain_report *r)
{
	cli_out("%s：%lld份文书", r->station_name, (long long)r->records);
	if (r->taken_away > 0)
		cli_out("，其中%lld份内容已依法移除", (long long)r->taken_away);
	if (r->fault != NULL) {
		cli_out("。不完整：%s\n", r->fault);
		return false;
	}
	cli_out("，链完整，链头 %.16s\n", r->head);
	return true;
}

static int
run(struct cli *cli, int argc, char **argv)
{
	struct chain_report *reports;
	struct err err = { 0 };
	size_t count;
	bool whole = true;

	(void)argv;
	if (argc != 1)
		return cli_usage(&verb_verify);
	if (!cli_store(cli, STORE_READ, &err) ||
		!store_verify(cli->store, &err) ||
		!chain_verify(&cli->desk, cli->arena, &reports, &count, &err))
		return cli_fail(&err);
	cli_out("库文件完好\n");
	for (size_t i = 0; i < count; i++)
		whole = print_report(&reports[i]) && whole;
	if (whole)
		return 0;
	err_set(&err, ERR_DB,
		"文书链不完整，没有改动任何东西；请保留现场，通知管理员");
	return cli_fail(&err);
}

const struct verb verb_verify = {
	.name = "verify",
	.usage = "verify",
	.summary = "查库文件和每个机关的文书链是否完整",
	.run = run,
};
