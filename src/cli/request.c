/* SPDX-License-Identifier: MIT */
/* bianhu request: who asked for a lawyer's help; a new request, sealed at once,
 * and the code that is read back to who asked. */
#include "desk/help.h"

#include "cli/cli_fill.h"
#include "cli/cli_json.h"
#include "cli/list.h"
#include "desk/record.h"
#include "desk/scope.h"
#include "desk/values_file.h"

#include <string.h>

enum { PAGE = 500 };

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
	cli_cell(help_state_words(l, now, cli->arena), 11);
	cli_cell(l->step == HELP_DONE_WITH
			 ? when_text(cli, 0, l->done)
			 : help_waiting_words(l, now, cli->arena),
		12);
	cli_cell(l->party_name, 12);
	cli_cell(l->place, 20);
	cli_cell(l->taken_by, 10);
	cli_out("%s\n", l->number);
}

static json_t *
json_request(struct cli *cli, const struct help_line *l)
{
	json_t *out = json_object();

	json_put(out, "code", json_words(l->code));
	json_put(out, "state", json_words(help_step_word(l->step)));
	json_put(out, "overdue",
		json_boolean(help_is_overdue(l, desk_now(&cli->desk))));
	json_put(out, "name", json_words(l->party_name));
	json_put(out, "place", json_words(l->place));
	json_put(out, "asked", json_day(l->asked));
	json_put(out, "asked_at", json_instant(l->asked_at));
	json_put(out, "due", json_day(l->due));
	json_put(out, "due_at", json_instant(l->due_at));
	json_put(out, "attempts", json_integer((json_int_t)l->attempts));
	json_put(out, "tried", json_words(l->tried));
	json_put(out, "taken_by", json_words(l->taken_by));
	json_put(out, "taken_at", json_instant(l->taken_at));
	json_put(out, "done", json_day(l->done));
	json_put(out, "number", json_words(l->number));
	json_put(out, "record", json_id(l->record));
	json_put(out, "answers", json_id(l->answers));
	json_put(out, "party", json_id(l->party));
	json_put(out, "matter", json_id(l->matter));
	return out;
}

struct requests {
	struct help_line *items;
	size_t count;
};

/* All of them, page by page. */
static bool
read_all(struct cli *cli, enum help_which which, struct requests *out,
	struct err *err)
{
	struct help_page after = { 0 };
	struct help_line *lines;
	size_t count = PAGE;

	while (count == PAGE) {
		if (!help_list_after(&cli->desk, cli->arena, which,
			    out->count == 0 ? NULL : &after, PAGE, &lines,
			    &count, err))
			return false;
		for (size_t i = 0; i < count; i++) {
			out->items = arena_grow(cli->arena, out->items,
				out->count, sizeof *out->items);
			out->items[out->count++] = lines[i];
		}
		if (count > 0)
			after = help_page_after(&lines[count - 1]);
	}
	return true;
}

static int
print_json(struct cli *cli, const struct requests *all)
{
	json_t *out = json_array();

	for (size_t i = 0; i < all->count; i++)
		json_array_append_new(out, json_request(cli, &all->items[i]));
	return json_print(out);
}

static int
run_list(struct cli *cli, int argc, char **argv)
{
	bool is_tabs = cli_flag(&argc, argv, "--tsv");
	bool is_json = cli_flag(&argc, argv, "--json");
	enum help_which which =
		cli_flag(&argc, argv, "--done") ? HELP_DONE : HELP_OPEN;
	struct requests all = { NULL, 0 };
	struct err err = { 0 };

	if (argc != 1 || (is_tabs && is_json))
		return cli_usage(&verb_request);
	if (!cli_desk(cli, &err) ||
		!scope_check(
			&cli->desk, "matter", "see", cli->desk.station, &err) ||
		!read_all(cli, which, &all, &err))
		return cli_fail(&err);
	if (is_json)
		return print_json(cli, &all);
	if (is_tabs)
		cli_row(head);
	for (size_t i = 0; i < all.count; i++)
		if (is_tabs)
			print_tabs(cli, &all.items[i]);
		else
			print_line(cli, &all.items[i]);
	return 0;
}

static bool
seal(struct cli *cli, struct work *work, bool is_json, struct err *err)
{
	struct err ignored = { 0 };
	struct fault *faults;
	struct record record;
	size_t count;
	int64_t id;

	if (!record_seal(
		    &cli->desk, cli->arena, work, &faults, &count, &id, err))
		return false;
	if (!record_read(&cli->desk, cli->arena, id, &record, &ignored))
		record = (struct record){ .id = id, .code = "", .number = "" };
	if (is_json)
		return json_print(json_record(&record)) == 0;
	if (record.code[0] != '\0')
		cli_out("%s\n", record.code);
	else
		cli_out("%lld\n", (long long)id);
	return true;
}

/* What was not sealed leaves no draft: whoever called has the words. */
static int
make(struct cli *cli, int64_t party, bool is_json, int argc, char **argv)
{
	const struct subject on = { .party = party };
	const char *event = help_event(&cli->desk);
	const struct form *form = library_form_making(cli->desk.library, event);
	struct work work;
	struct err err = { 0 };

	if (form == NULL)
		err_set(&err, ERR_NOTFOUND, "没有登记请求用的表单");
	else if (work_start(
			 &cli->desk, cli->arena, form->id, &on, &work, &err)) {
		if (work_answer(&cli->desk, event, &work, &err) &&
			cli_fill(cli, &work, argc, argv, &err) &&
			seal(cli, &work, is_json, &err))
			return 0;
		return cli_give_up(cli, &work, &err);
	}
	return cli_fail(&err);
}

static int
run_new(struct cli *cli, int argc, char **argv)
{
	bool is_json = cli_flag(&argc, argv, "--json");
	struct err err = { 0 };
	const char *party;
	int64_t id;

	if (!cli_option(&argc, argv, "--party", &party) || party == NULL)
		return cli_usage(&verb_request);
	if (!cli_id("当事人", party, &id, &err) || !cli_desk(cli, &err))
		return cli_fail(&err);
	return make(cli, id, is_json, argc - 1, argv + 1);
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
	.usage = "request list [--done] [--tsv|--json] | "
		 "request new --party 当事人 [--json] [栏目=内容 ...]",
	.summary = "法律帮助请求：谁在等，谁接了；记一件新的，给出编号",
	.run = run,
};
