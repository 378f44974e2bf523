/* SPDX-License-Identifier: MIT */
/* bianhu derive: what follows from the records, compared or repaired. */
#include "desk/derive.h"
#include "cli/cli.h"

static int
report(enum derive_mode mode, const struct derive_report *r)
{
	cli_out("%lld个案件，%lld行与文书推出的不同\n", (long long)r->matters,
		(long long)r->differences);
	if (r->differences == 0)
		return 0;
	cli_out("最先不同的案件：%lld\n", (long long)r->first);
	if (mode == DERIVE_REPAIR) {
		cli_out("都已改正\n");
		return 0;
	}
	cli_out("没有改动；bianhu derive --repair 可改正\n");
	return 1;
}

static int
run(struct cli *cli, int argc, char **argv)
{
	bool check = cli_flag(&argc, argv, "--check");
	bool repair = cli_flag(&argc, argv, "--repair");
	enum derive_mode mode = repair ? DERIVE_REPAIR : DERIVE_CHECK;
	struct derive_report r;
	struct err err = { 0 };

	if (argc != 1 || check == repair)
		return cli_usage(&verb_derive);
	if (!cli_store(cli, repair ? STORE_OPEN : STORE_READ, &err) ||
		!derive_all(&cli->desk, mode, &r, &err))
		return cli_fail(&err);
	return report(mode, &r);
}

const struct verb verb_derive = {
	.name = "derive",
	.usage = "derive --check|--repair",
	.summary = "从文书重新推算案件、类别、期限，对照或改正",
	.run = run,
};
