/* SPDX-License-Identifier: MIT */
/* bianhu init: a new store, for practice or for a court. */
#include "cli/cli_region.h"
#include "desk/begin.h"
#include "store/making.h"

static const char usage[] =
	"init --sample\n"
	"      bianhu init --court 名称 --code 代字 [--pilot | --region 地区代码]";

static bool
begin(struct cli *cli, bool is_sample, struct begin_court *court,
	const char *region, struct err *err)
{
	if (!cli_library(cli, err))
		return false;
	if (is_sample)
		return begin_store(
			cli->store_path, BEGIN_SAMPLE, 0, cli->library, err);
	if (region != NULL && !cli_region(cli, region, &court->is_pilot, err))
		return false;
	return begin_court_store(cli->store_path, court, cli->library, err);
}

/* What begin removes before it makes anew. */
static bool
is_half_made(const struct cli *cli)
{
	struct err err = { 0 };

	return !making_check(cli->store_path, &err) && err.code == ERR_DB;
}

static int
run(struct cli *cli, int argc, char **argv)
{
	bool is_sample = cli_flag(&argc, argv, "--sample");
	struct begin_court court = { .is_pilot =
					     cli_flag(&argc, argv, "--pilot") };
	const char *region;
	bool is_left = is_half_made(cli);
	struct err err = { 0 };

	if (!cli_option(&argc, argv, "--court", &court.name) ||
		!cli_option(&argc, argv, "--code", &court.code) ||
		!cli_option(&argc, argv, "--region", &region) || argc != 1 ||
		is_sample == (court.name != NULL) ||
		(court.name == NULL) != (court.code == NULL) ||
		(is_sample && (court.is_pilot || region != NULL)) ||
		(court.is_pilot && region != NULL))
		return cli_usage(&verb_init);
	if (!begin(cli, is_sample, &court, region, &err))
		return cli_fail(&err);
	if (is_left)
		cli_out("上次没有建完的库已先删掉\n");
	cli_out("已建库：%s\n", cli->store_path);
	cli_out(is_sample
			? "练习库，内容都是编的。用户：clerk 书记员，judge 法官，custody 看守，agency 法援中心，admin 管理，oversight 监督，lawyer 承办律师，duty 值班律师，audit 审计\n"
			: "用户：clerk 书记员，judge 法官，admin 管理\n"
			  "看守所、法援机构用 bianhu --user admin station add 登记，"
			  "各处的人用 bianhu --user admin user add\n");
	return 0;
}

const struct verb verb_init = {
	.name = "init",
	.usage = usage,
	.summary = "建一个新库：练习库，或一个法院的库",
	.run = run,
};
