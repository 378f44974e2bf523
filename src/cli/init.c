/* SPDX-License-Identifier: MIT */
/* bianhu init: a new store, for practice or for a court. */
#include "cli/cli.h"
#include "desk/begin.h"

static const char usage[] =
	"init --sample\n"
	"      bianhu init --court 名称 --code 代字 [--pilot]";

static bool
begin(struct cli *cli, bool is_sample, const struct begin_court *court,
	struct err *err)
{
	if (!cli_library(cli, err))
		return false;
	if (is_sample)
		return begin_store(
			cli->store_path, BEGIN_SAMPLE, 0, cli->library, err);
	return begin_court_store(cli->store_path, court, cli->library, err);
}

static int
run(struct cli *cli, int argc, char **argv)
{
	bool is_sample = cli_flag(&argc, argv, "--sample");
	struct begin_court court = { .is_pilot =
					     cli_flag(&argc, argv, "--pilot") };
	struct err err = { 0 };

	if (!cli_option(&argc, argv, "--court", &court.name) ||
		!cli_option(&argc, argv, "--code", &court.code) || argc != 1 ||
		is_sample == (court.name != NULL) ||
		(court.name == NULL) != (court.code == NULL) ||
		(is_sample && court.is_pilot))
		return cli_usage(&verb_init);
	if (!begin(cli, is_sample, &court, &err))
		return cli_fail(&err);
	cli_out("已建库：%s\n", cli->store_path);
	cli_out(is_sample
			? "练习库，内容都是编的。用户：clerk 书记员，judge 法官，custody 看守，agency 法援中心\n"
			: "用户：clerk 书记员，judge 法官\n");
	return 0;
}

const struct verb verb_init = {
	.name = "init",
	.usage = usage,
	.summary = "建一个新库：练习库，或一个法院的库",
	.run = run,
};
