/* SPDX-License-Identifier: MIT */
/* bianhu assign: a lawyer of the pool is assigned to a person, by the paper
 * that does it, sealed by the same path as at the desk. */
#include "desk/assign.h"

#include "cli/cli_case.h"
#include "cli/cli_fill.h"
#include "cli/cli_json.h"
#include "desk/record.h"
#include "desk/values_file.h"

#include <string.h>

struct order {
	int64_t party;
	struct lawyer lawyer;
	const char *override;
	bool is_json;
};

static int
told(struct cli *cli, const struct order *order, int64_t id)
{
	struct record record;
	struct err err = { 0 };
	json_t *out;

	if (!record_read(&cli->desk, cli->arena, id, &record, &err))
		return cli_fail(&err);
	if (!order->is_json) {
		cli_out("%lld\n", (long long)id);
		cli_out("已指派：%s（%s） %s 查询码 %s\n", order->lawyer.name,
			order->lawyer.licence, record.number, record.code);
		return 0;
	}
	out = json_record(&record);
	json_put(out, "lawyer", json_words(order->lawyer.name));
	json_put(out, "licence", json_words(order->lawyer.licence));
	json_put(out, "firm", json_words(order->lawyer.firm));
	json_put(out, "phone", json_words(order->lawyer.phone));
	return json_print(out);
}

static bool
seal(struct cli *cli, const struct order *order, struct work *work, int argc,
	char **argv, int64_t *record, struct err *err)
{
	struct fault *faults = NULL;
	size_t count = 0;
	bool done =
		cli_fill(cli, work, argc, argv, err) &&
		(order->override == NULL || work_keep_override(&cli->desk, work,
						    order->override, err)) &&
		record_seal(&cli->desk, cli->arena, work, &faults, &count,
			record, err);

	if (!done)
		cli_faults(work, faults, count);
	return done;
}

/* What was not sealed leaves no draft: whoever called has the words. */
static int
assign(struct cli *cli, const struct order *order, int argc, char **argv)
{
	struct work work = { 0 };
	struct err err = { 0 };
	int64_t record;

	if (assign_draft(&cli->desk, cli->arena, order->party, &order->lawyer,
		    &work, &err) &&
		seal(cli, order, &work, argc, argv, &record, &err))
		return told(cli, order, record);
	return work.id == 0 ? cli_fail(&err) : cli_give_up(cli, &work, &err);
}

static int
run(struct cli *cli, int argc, char **argv)
{
	struct order order = { .is_json = cli_flag(&argc, argv, "--json") };
	const char *lawyer;
	struct err err = { 0 };
	int64_t matter;

	while (cli_flag(&argc, argv, "--set")) {
	}
	if (!cli_option(&argc, argv, "--lawyer", &lawyer) ||
		!cli_option(&argc, argv, "--override", &order.override) ||
		lawyer == NULL || argc < 3)
		return cli_usage(&verb_assign);
	if (!cli_desk(cli, &err) || !cli_matter(cli, argv[1], &matter, &err) ||
		!cli_person(cli, matter, argv[2], &order.party, &err) ||
		!lawyer_find(
			&cli->desk, cli->arena, lawyer, &order.lawyer, &err))
		return cli_fail(&err);
	return assign(cli, &order, argc - 3, argv + 3);
}

const struct verb verb_assign = {
	.name = "assign",
	.usage = "assign 案件|案号 当事人 --lawyer 证号|姓名 [--override 理由] "
		 "[--json] [--set 栏目=内容 ...]",
	.summary =
		"指派名册里的一名律师：指派通知书当场定稿，已经指派过的说是谁",
	.run = run,
};
