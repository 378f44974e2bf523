/* SPDX-License-Identifier: MIT */
/* bianhu request: who asked for a lawyer's help; a new request, sealed at once,
 * and the code that is read back to who asked. */
#include "desk/help.h"

#include "cli/list.h"
#include "desk/record.h"
#include "desk/scope.h"
#include "desk/values_file.h"

#include <string.h>

enum { LINES_MOST = 1000 };

static const char head[] =
	"code\tstate\tname\tplace\tasked\tdue\ttaken-by\tdone\tnumber\t"
	"record\tparty\tmatter";

static const char *
when_text(struct cli *cli, int64_t at, struct date day)
{
	char instant[INSTANT_TEXT], text[DATE_TEXT];

	return arena_copy(cli->arena,
		at != 0 ? clock_format(at, instant) : date_format(day, text));
}

static void
print_tabs(struct cli *cli, const struct help_line *l)
{
	const char *const cells[] = { l->code, help_step_word(l->step),
		l->party_name, l->place, when_text(cli, l->asked_at, l->asked),
		when_text(cli, l->due_at, l->due), l->taken_by,
		when_text(cli, 0, l->done), l->number, list_id(cli, l->record),
		list_id(cli, l->party), list_id(cli, l->matter) };

	list_tabs(cells, ARRAY_LENGTH(cells));
}

static void
print_line(struct cli *cli, const struct help_line *l)
{
	int64_t now = desk_now(&cli->desk);

	cli_cell(l->code, 9);
	cli_cell(arena_printf(cli->arena, "%s%s", help_step_word(l->step),
			 help_is_overdue(l, now) ? " 逾期" : ""),
		11);
	cli_cell(l->step == HELP_DONE_WITH
			 ? when_text(cli, 0, l->done)
			 : help_waiting_words(l, now, cli->arena),
		12);
	cli_cell(l->party_name, 12);
	cli_cell(l->place, 20);
	cli_cell(l->taken_by, 10);
	cli_out("%s\n", l->number);
}

static int
run_list(struct cli *cli, int argc, char **argv)
{
	bool is_tabs = cli_flag(&argc, argv, "--tsv");
	enum help_which which =
		cli_flag(&argc, argv, "--done") ? HELP_DONE : HELP_OPEN;
	struct help_line *lines;
	struct err err = { 0 };
	size_t count;

	if (argc != 1)
		return cli_usage(&verb_request);
	if (!cli_desk(cli, &err) ||
		!scope_check(
			&cli->desk, "matter", "see", cli->desk.station, &err) ||
		!help_list(&cli->desk, cli->arena, which, LINES_MOST, &lines,
			&count, &err))
		return cli_fail(&err);
	if (is_tabs)
		cli_row(head);
	for (size_t i = 0; i < count; i++)
		if (is_tabs)
			print_tabs(cli, &lines[i]);
		else
			print_line(cli, &lines[i]);
	return 0;
}

static bool
fill(struct cli *cli, struct work *work, int argc, char **argv, struct err *err)
{
	for (int i = 0; i < argc; i++) {
		const char *equals = strchr(argv[i], '=');

		if (equals == NULL)
			return err_set(err, ERR_INPUT, "要写成 栏目=内容：%s",
				argv[i]);
		if (!work_fill(&cli->desk, work,
			    arena_copy_bytes(cli->arena, argv[i],
				    (size_t)(equals - argv[i])),
			    equals + 1, err))
			return false;
	}
	return true;
}

static bool
seal(struct cli *cli, struct work *work, struct err *err)
{
	struct err ignored = { 0 };
	struct fault *faults;
	struct record record;
	size_t count;
	int64_t id;

	if (!record_seal(
		    &cli->desk, cli->arena, work, &faults, &count, &id, err))
		return false;
	if (record_read(&cli->desk, cli->arena, id, &record, &ignored))
		cli_out("%s\n", record.code);
	else
		cli_out("%lld\n", (long long)id);
	return true;
}

/* What was not sealed leaves no draft: whoever called has the words. */
static int
make(struct cli *cli, int64_t party, int argc, char **argv)
{
	const struct subject on = { .party = party };
	const char *event = help_event(&cli->desk);
	const struct form *form = library_form_making(cli->desk.library, event);
	struct work work;
	struct err err = { 0 }, ignored = { 0 };

	if (form == NULL)
		err_set(&err, ERR_NOTFOUND, "没有登记请求用的表单");
	else if (work_start(
			 &cli->desk, cli->arena, form->id, &on, &work, &err)) {
		if (work_answer(&cli->desk, event, &work, &err) &&
			fill(cli, &work, argc, argv, &err) &&
			seal(cli, &work, &err))
			return 0;
		cli_fail(&err);
		cli_error(work_drop(&cli->desk, work.id, &ignored)
				  ? "没有留下草稿"
				  : "草稿还在");
		return err_exit(err.code);
	}
	return cli_fail(&err);
}

static int
run_new(struct cli *cli, int argc, char **argv)
{
	struct err err = { 0 };
	const char *party;
	int64_t id;

	if (!cli_option(&argc, argv, "--party", &party) || party == NULL)
		return cli_usage(&verb_request);
	if (!cli_id("当事人", party, &id, &err) || !cli_desk(cli, &err))
		return cli_fail(&err);
	return make(cli, id, argc - 1, argv + 1);
}

static int
run(struct cli *cli, int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "list") == 0)
		return run_list(cli, argc - 1, argv + 1);
	if (argc > 1 && strcmp(argv[1], "new") == 0)
		return run_new(cli, argc - 1, argv + 1);
	return cli_usage(&verb_request);
}

const struct verb verb_request = {
	.name = "request",
	.usage = "request list [--done] [--tsv] | "
		 "request new --party 当事人 [栏目=内容 ...]",
	.summary = "法律帮助请求：谁在等，谁接了；记一件新的，给出编号",
	.run = run,
};
