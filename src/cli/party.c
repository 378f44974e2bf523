/* SPDX-License-Identifier: MIT */
/* bianhu party: one person in a case: what is so, class, clocks. */
#include "cli/cli.h"
#include "desk/derive.h"
#include "desk/matter.h"

#include <string.h>

static void
print_standing(const struct derived *derived)
{
	for (size_t i = 0; i < derived->standing_count; i++) {
		const struct standing *s = &derived->standings[i];
		char from[DATE_TEXT], until[DATE_TEXT];

		cli_out("类别 %s：%s（%s 起%s%s）\n", s->row->class_,
			s->row->title, date_format(s->from, from),
			date_is_set(s->until) ? "，至 " : "",
			date_format(s->until, until));
		for (size_t j = 0; j < s->conflict_count; j++)
			cli_out("  冲突：%s；%s\n", s->conflicts[j]->title,
				s->conflicts[j]->act);
	}
}

static bool
print_facts(struct cli *cli, const struct party *party, struct err *err)
{
	struct fact_line *facts;
	size_t count;

	if (!fact_list(&cli->desk, cli->arena, party->matter, party->id, &facts,
		    &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		char since[DATE_TEXT];

		if (facts[i].value[0] == '\0')
			continue;
		cli_cell(facts[i].name, 20);
		cli_cell(date_format(facts[i].since, since), 11);
		cli_out("%s\n", facts[i].value);
	}
	return true;
}

static bool
show(struct cli *cli, int64_t id, struct date day, struct err *err)
{
	struct party party;
	struct party_derived derived;

	if (!party_read(&cli->desk, cli->arena, id, &party, err) ||
		!derive_party(&cli->desk, cli->arena, party.matter, id, day,
			&derived, err))
		return false;
	cli_out("%s 案件 %lld\n", derived.name, (long long)party.matter);
	print_standing(&derived.derived);
	for (size_t i = 0; i < derived.derived.deadline_count; i++) {
		struct clock_line line =
			cli_clock(&derived.derived.deadlines[i]);

		cli_clock_line(cli, &line, cli_now(cli, day));
	}
	return date_is_set(day) || print_facts(cli, &party, err);
}

static int
run(struct cli *cli, int argc, char **argv)
{
	struct date day;
	struct err err = { 0 };
	int64_t id;

	if (argc != 3 || strcmp(argv[1], "show") != 0)
		return cli_usage(&verb_party);
	if (!cli_id("当事人", argv[2], &id, &err) ||
		!cli_day(cli, &day, &err) || !cli_desk(cli, &err) ||
		!show(cli, id, day, &err))
		return cli_fail(&err);
	return 0;
}

const struct verb verb_party = {
	.name = "party",
	.usage = "party show 当事人 [--as-of 日期]",
	.summary = "看一名当事人：情况、类别、期限",
	.run = run,
};
