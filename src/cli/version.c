/* SPDX-License-Identifier: MIT */
/* bianhu version */
#include "cli/cli.h"

static int
run(struct cli *cli, int argc, char **argv)
{
	(void)cli;
	(void)argv;
	if (argc != 1)
		return cli_usage(&verb_version);
	cli_out("bianhu %s\n", BIANHU_VERSION);
	return 0;
}

const struct verb verb_version = {
	.name = "version",
	.usage = "version",
	.summary = "版本",
	.run = run,
};
