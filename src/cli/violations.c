/* SPDX-License-Identifier: MIT */
/* bianhu violations: what was owed and not done, whose it was, and what was
 * said about it; as of a day, derived anew from what had been entered by then.
 */
#include "desk/violation.h"

#include "cli/list.h"
#include "desk/scope.h"

/* What was asked for. */
struct asked {
	int64_t matter; /* 0: all */
	struct date day;
	bool is_tabs;
};

static const char head[] =
	"code\ttitle\tduty\tperson\tdefendant\tnumber\tdue\tactual\tcause\t"
	"nature\tcitation\tnote\tnote-by\tmatter\tparty\tclock";

static const char *
day_text(struct cli *cli, struct date day)
{
	char text[DATE_TEXT];

	return arena_copy(cli->arena, date_format(day, text));
}

static void
print_tabs(struct cli *cli, const struct violation_line *l)
{
	const char *const cells[] = { l->code, l->title, l->duty, l->person,
		l->party_name, l->number, day_text(cli, l->due),
		day_text(cli, l->actual), day_text(cli, l->day), l->nature,
		l->citation, l->note.text, l->note.by, list_id(cli, l->matter),
		list_id(cli, l->party), l->clock };

	list_tabs(cells, ARRAY_LENGTH(cells));
}

static void
print_line(struct cli *cli, const struct violation_line *l)
{
	cli_cell(l->person[0] == '\0' ? l->duty
				      : arena_printf(cli->arena, "%s %s",
						l->duty, l->person),
		16);
	cli_cell(violation_due_words(l, cli->arena), 13);
	cli_cell(violation_actual_words(l, cli->arena), 11);
	cli_cell(l->note.record == 0 ? "" : "有说明", 7);
	cli_cell(l->party_name, 12);
	cli_cell(l->number, 28);
	cli_cell(l->title, 2);
	cli_out("%s %lld\n", l->code, (long long)l->party);
}

static void
print(struct cli *cli, const struct asked *asked,
	const struct violation_line *lines, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (asked->is_tabs)
			print_tabs(cli, &lines[i]);
		else
			print_line(cli, &lines[i]);
}

static bool
of_matter(struct cli *cli, const struct asked *asked, int64_t matter,
	struct err *err)
{
	struct violation_line *lines;
	size_t count;
	bool done = date_is_set(asked->day)
			    ? violation_as_of(&cli->desk, cli->arena, matter,
				      asked->day, &lines, &count, err)
			    : violation_of_matter(&cli->desk, cli->arena,
				      matter, 0, &lines, &count, err);

	if (done)
		print(cli, asked, lines, count);
	return done;
}

static bool
add_matter(struct cli *cli, const struct matter *matter, void *arg,
	struct err *err)
{
	return of_matter(cli, arg, matter->id, err);
}

static bool
list_now(struct cli *cli, const struct asked *asked, struct err *err)
{
	struct violation_page after;
	struct violation_line *lines;
	size_t count;
	bool is_first = true;

	do {
		if (!violation_list(&cli->desk, cli->arena,
			    is_first ? NULL : &after, LIST_PAGE, &lines, &count,
			    err))
			return false;
		print(cli, asked, lines, count);
		if (count > 0)
			after = violation_page_after(&lines[count - 1]);
		is_first = false;
	} while (count == LIST_PAGE);
	return true;
}

static bool
list(struct cli *cli, struct asked *asked, struct err *err)
{
	struct matter matter;

	if (!scope_check(
		    &cli->desk, "violation", "see", cli->desk.station, err))
		return false;
	if (asked->matter != 0 && !matter_read(&cli->desk, cli->arena,
					  asked->matter, &matter, err))
		return false;
	if (asked->is_tabs)
		cli_row(head);
	if (asked->matter != 0)
		return of_matter(cli, asked, asked->matter, err);
	return date_is_set(asked->day)
		       ? list_matters(cli, MATTERS_ALL, add_matter, asked, err)
		       : list_now(cli, asked, err);
}

static int
run(struct cli *cli, int argc, char **argv)
{
	struct asked asked = { .is_tabs = cli_flag(&argc, argv, "--tsv") };
	struct err err = { 0 };
	const char *matter;

	if (!cli_option(&argc, argv, "--matter", &matter) || argc != 1)
		return cli_usage(&verb_violations);
	if (matter != NULL && !cli_id("案件", matter, &asked.matter, &err))
		return cli_fail(&err);
	if (!cli_day(cli, &asked.day, &err) || !cli_desk(cli, &err) ||
		!list(cli, &asked, &err))
		return cli_fail(&err);
	return 0;
}

const struct verb verb_violations = {
	.name = "violations",
	.usage = "violations [--matter 案件] [--as-of 日期] [--tsv]",
	.summary = "到期没有办、办晚了和查出的事，谁的责任，有没有说明",
	.run = run,
};
