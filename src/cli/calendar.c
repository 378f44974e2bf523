/* SPDX-License-Identifier: MIT */
/* bianhu calendar: the years that are counted by, next year's schedule taken
 * in, and the dates that it moved. */
#include "cli/cli.h"
#include "cli/site_add.h"
#include "desk/site.h"
#include "desk/site_move.h"

#include <string.h>

enum { PAGE = 200 };

static void
print_year(struct cli *cli, const struct site_year *year)
{
	const struct site_text *site = year->site;

	cli_cell(arena_printf(cli->arena, "%d", year->year), 6);
	cli_cell(site == NULL ? "自带" : "本站", 6);
	cli_out("%s", year->paper);
	if (site != NULL) {
		char entered[INSTANT_TEXT];

		cli_out("（%s，%s %s登记）", year->name,
			clock_format(site->entered, entered), site->by);
	}
	cli_out("\n");
}

static int
run_list(struct cli *cli)
{
	struct site_year *years;
	size_t count;
	struct err err = { 0 };

	if (!cli_store(cli, STORE_READ, &err) ||
		!site_years(cli->store, cli->arena, &years, &count, &err))
		return cli_fail(&err);
	for (size_t i = 0; i < count; i++)
		print_year(cli, &years[i]);
	return 0;
}

static void
print_move(const struct move_line *line)
{
	cli_cell(line->was[0] == '\0' ? "没有" : line->was, 17);
	cli_cell(line->now[0] == '\0' ? "没有了" : line->now, 17);
	cli_cell(line->party_name, 12);
	cli_cell(line->number, 28);
	cli_cell(line->file, 11);
	cli_out("%s\n", line->title);
}

static int
list_moves(struct cli *cli, const char *file)
{
	struct move_line *lines;
	size_t count, all = 0;
	int64_t before = 0;
	struct err err = { 0 };

	if (!cli_desk(cli, &err))
		return cli_fail(&err);
	do {
		if (!move_list(&cli->desk, cli->arena, before, file, PAGE,
			    &lines, &count, &err))
			return cli_fail(&err);
		for (size_t i = 0; i < count; i++)
			print_move(&lines[i]);
		if (count > 0)
			before = lines[count - 1].id;
		all += count;
	} while (count == PAGE);
	if (all == 0)
		cli_out("没有因放假安排或内部目标变动的日子\n");
	return 0;
}

static int
run_moves(struct cli *cli, const char *year)
{
	if (year == NULL)
		return list_moves(cli, "");
	if (strlen(year) != 4 || strspn(year, "0123456789") != 4) {
		cli_error("--year 要写成 2027 这样的四位年份");
		return CLI_USAGE;
	}
	return list_moves(cli, arena_printf(cli->arena, "%s.cal", year));
}

static int
run(struct cli *cli, int argc, char **argv)
{
	const char *year;

	if (!cli_option(&argc, argv, "--year", &year))
		return cli_usage(&verb_calendar);
	if (argc == 2 && strcmp(argv[1], "moves") == 0)
		return run_moves(cli, year);
	if (argc == 2 && year == NULL && strcmp(argv[1], "list") == 0)
		return run_list(cli);
	if (argc == 3 && year == NULL && strcmp(argv[1], "import") == 0)
		return cli_site_add(cli, argv[2]);
	return cli_usage(&verb_calendar);
}

const struct verb verb_calendar = {
	.name = "calendar",
	.usage = "calendar list\n"
		 "      bianhu calendar import 文件\n"
		 "      bianhu calendar moves [--year 年份]",
	.summary = "放假安排：列出，导入下一年的，看哪些日子因此变动",
	.run = run,
};
