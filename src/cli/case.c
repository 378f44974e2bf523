/* SPDX-License-Identifier: MIT */
/* bianhu case: the cases in reach, and one with its people, clocks and
 * records. */
#include "cli/list.h"
#include "desk/derive.h"
#include "desk/record.h"

#include <string.h>

static bool
print_line(
	struct cli *cli, const struct matter *m, void *unused, struct err *err)
{
	char accepted[DATE_TEXT], due[DATE_TEXT];

	(void)unused;
	(void)err;
	cli_cell(list_id(cli, m->id), 17);
	cli_cell(date_format(m->accepted, accepted), 11);
	cli_cell(m->number, 28);
	cli_cell(m->title, 16);
	cli_cell(m->procedure, 5);
	cli_cell(m->charge, 24);
	cli_out("%s\n", m->is_pending ? "待核" : date_format(m->next_due, due));
	return true;
}

static int
list(struct cli *cli, enum matter_which which)
{
	struct err err = { 0 };

	if (!cli_desk(cli, &err) ||
		!list_matters(cli, which, print_line, NULL, &err))
		return cli_fail(&err);
	return 0;
}

static void
print_head(const struct matter *m)
{
	char accepted[DATE_TEXT];

	cli_out("%s %s\n", m->number, m->title);
	cli_out("立案 %s 程序 %s 承办人 %s%s\n",
		date_format(m->accepted, accepted), m->procedure, m->handler,
		m->is_pending ? " 待核" : "");
}

static bool
clocks_now(struct cli *cli, const struct party *party, struct err *err)
{
	struct clock_line *clocks;
	size_t count;

	if (!clock_of_matter(&cli->desk, cli->arena, party->matter, party->id,
		    &clocks, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		cli_out("    ");
		cli_clock_line(cli, &clocks[i], desk_now(&cli->desk));
	}
	return true;
}

static bool
clocks_as_of(struct cli *cli, const struct party *party, struct date day,
	struct err *err)
{
	struct party_derived derived;

	if (!derive_party(&cli->desk, cli->arena, party->matter, party->id, day,
		    &derived, err)) {
		if (err->code != ERR_NOTFOUND)
			return false;
		cli_out("    那一天还没有登记\n");
		err_clear(err);
		return true;
	}
	for (size_t i = 0; i < derived.derived.deadline_count; i++) {
		struct clock_line line =
			cli_clock(&derived.derived.deadlines[i]);

		cli_out("    ");
		cli_clock_line(cli, &line, cli_now(cli, day));
	}
	return true;
}

static bool
print_parties(struct cli *cli, int64_t matter, struct date day, struct err *err)
{
	struct party *parties;
	size_t count;

	if (!party_list(&cli->desk, cli->arena, matter, &parties, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		const struct party *p = &parties[i];

		cli_out("  %s 编号 %lld %s %s\n", p->name, (long long)p->id,
			p->charge, p->place);
		cli_out("    类别 %s%s%s\n",
			p->class_[0] == '\0' ? "已经结束" : p->class_,
			p->class_[0] == '\0' ? "" : "：", p->class_title);
		if (!(date_is_set(day) ? clocks_as_of(cli, p, day, err)
				       : clocks_now(cli, p, err)))
			return false;
	}
	return true;
}

static bool
print_hearings(struct cli *cli, int64_t matter, struct err *err)
{
	struct hearing *hearings;
	size_t count;

	if (!hearing_list(
		    &cli->desk, cli->arena, matter, &hearings, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		cli_out("  开庭 %s %s 编号 %lld\n", hearings[i].at,
			hearings[i].place, (long long)hearings[i].id);
	return true;
}

static bool
print_records(struct cli *cli, int64_t matter, struct err *err)
{
	struct record *records;
	size_t count;

	if (!record_list(
		    &cli->desk, cli->arena, matter, 0, &records, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		cli_out("  ");
		cli_record_line(cli, &records[i]);
	}
	return true;
}

static int
show(struct cli *cli, const char *text)
{
	struct matter matter;
	struct date day;
	struct err err = { 0 };
	int64_t id;

	if (!cli_id("案件", text, &id, &err) || !cli_day(cli, &day, &err) ||
		!cli_desk(cli, &err) ||
		!matter_read(&cli->desk, cli->arena, id, &matter, &err))
		return cli_fail(&err);
	print_head(&matter);
	if (!print_parties(cli, id, day, &err) ||
		!print_hearings(cli, id, &err) || !print_records(cli, id, &err))
		return cli_fail(&err);
	return 0;
}

static int
run(struct cli *cli, int argc, char **argv)
{
	bool pending = cli_flag(&argc, argv, "--pending");

	if (argc == 2 && strcmp(argv[1], "list") == 0 && cli->as_of == NULL)
		return list(cli, pending ? MATTERS_PENDING : MATTERS_ALL);
	if (argc == 3 && strcmp(argv[1], "show") == 0 && !pending)
		return show(cli, argv[2]);
	return cli_usage(&verb_case);
}

const struct verb verb_case = {
	.name = "case",
	.usage = "case list [--pending]\n"
		 "      bianhu case show 案件 [--as-of 日期]",
	.summary = "列出案件，或看一个案件：当事人、期限、文书",
	.run = run,
};
