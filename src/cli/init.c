/* SPDX-License-Identifier: MIT */
/* bianhu init: a new store, for practice or for a court. */
#include "cli/cli.h"
#include "desk/begin.h"
#include "store/making.h"

#include <string.h>

static const char usage[] =
	"init --sample\n"
	"      bianhu init --court 名称 --code 代字 [--pilot | --region 地区代码]";

/* Those a code could have meant, each once. */
static const char *
region_list(struct arena *arena, const struct law *law)
{
	size_t count;
	const struct region *regions = law_regions(law, &count);
	const char *list = "";

	for (size_t i = 0; i < count; i++)
		if (i == 0 || strcmp(regions[i].code, regions[i - 1].code) != 0)
			list = arena_printf(arena, "%s %s%s", list,
				regions[i].code, regions[i].name);
	return list;
}

static bool
is_region(const struct law *law, const char *code)
{
	size_t count;
	const struct region *regions = law_regions(law, &count);

	for (size_t i = 0; i < count; i++)
		if (strcmp(regions[i].code, code) == 0)
			return true;
	return false;
}

/* Where only a part of the region is in the pilot, the court must say. */
static bool
find_pilot(struct cli *cli, const char *code, bool *is_pilot, struct err *err)
{
	const struct clock clock = { 0 };
	const struct law *law = library_law(cli->library);
	const struct region *region =
		law_region(law, code, clock_today(&clock));
	char day[DATE_TEXT];

	if (!is_region(law, code)) {
		cli_error(arena_printf(
			cli->arena, "可以是%s", region_list(cli->arena, law)));
		return err_set(
			err, ERR_INPUT, "没有“%s”这个地区，没有建库", code);
	}
	if (region == NULL) {
		*is_pilot = false;
		return true;
	}
	if (region->scope == REGION_PART)
		return err_set(err, ERR_INPUT,
			"%s只有一部分地方试点，没有建库；本院在试点范围里的写 --pilot，不在的两样都不写",
			region->name);
	*is_pilot = true;
	cli_out("%s：%s 起全辖区试点（%s%s）\n", region->name,
		date_format(region->authority.from, day),
		region->authority.citation,
		region->authority.grade == 'S' ? "，据二手资料" : "");
	return true;
}

static bool
begin(struct cli *cli, bool is_sample, struct begin_court *court,
	const char *region, struct err *err)
{
	if (!cli_library(cli, err))
		return false;
	if (is_sample)
		return begin_store(
			cli->store_path, BEGIN_SAMPLE, 0, cli->library, err);
	if (region != NULL && !find_pilot(cli, region, &court->is_pilot, err))
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
			? "练习库，内容都是编的。用户：clerk 书记员，judge 法官，custody 看守，agency 法援中心，admin 管理，oversight 监督\n"
			: "用户：clerk 书记员，judge 法官，admin 管理\n");
	return 0;
}

const struct verb verb_init = {
	.name = "init",
	.usage = usage,
	.summary = "建一个新库：练习库，或一个法院的库",
	.run = run,
};
