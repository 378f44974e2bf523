/* SPDX-License-Identifier: MIT */
/* bianhu due: the open clocks, earliest first; as of a day, derived anew
 * from what had been entered by then. */
#include "cli/cli_json.h"
#include "cli/list.h"
#include "desk/derive.h"

#include <stdlib.h>
#include <string.h>

struct list {
	struct arena *arena;
	struct date day;
	struct clock_line *items;
	size_t count;
};

static void
print_line(struct cli *cli, json_t *json, const struct clock_line *clock,
	int64_t now)
{
	int word;

	if (json != NULL) {
		json_array_append_new(json, json_clock(cli, clock, now));
		return;
	}
	cli_cell(clock_words(clock, now, cli->arena, &word), 12);
	cli_cell(clock_due_words(clock, cli->arena), 18);
	cli_cell(clock->nature, 8);
	cli_cell(clock->duty, 10);
	cli_cell(clock->party_name, 12);
	cli_cell(clock->number, 28);
	cli_cell(clock->title, 2);
	cli_out("%lld\n", (long long)clock->party);
}

static bool
list_now(struct cli *cli, json_t *json, struct err *err)
{
	int64_t now = desk_now(&cli->desk);
	struct clock_page after = { .due = DATE_NONE };
	struct clock_line *lines;
	size_t count;
	bool is_first = true;

	do {
		if (!clock_open_list(&cli->desk, cli->arena,
			    is_first ? NULL : &after, LIST_PAGE, &lines, &count,
			    err))
			return false;
		for (size_t i = 0; i < count; i++)
			print_line(cli, json, &lines[i], now);
		if (count > 0)
			after = clock_page_after(&lines[count - 1]);
		is_first = false;
	} while (count == LIST_PAGE);
	return true;
}

static void
add_open(struct list *list, const struct party_derived *party,
	const struct matter *matter)
{
	for (size_t i = 0; i < party->derived.deadline_count; i++) {
		struct clock_line line =
			cli_clock(&party->derived.deadlines[i]);

		if (party->derived.deadlines[i].state != DEADLINE_OPEN)
			continue;
		line.party = party->id;
		line.matter = matter->id;
		line.party_name = party->name;
		line.number = matter->number;
		list->items = arena_grow(list->arena, list->items, list->count,
			sizeof(*list->items));
		list->items[list->count++] = line;
	}
}

/* Who had not been entered by then has no clocks. */
static bool
add_matter(struct cli *cli, const struct matter *matter, void *arg,
	struct err *err)
{
	struct list *list = arg;
	struct party *parties;
	size_t count;

	if (!party_list(
		    &cli->desk, cli->arena, matter->id, &parties, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct party_derived derived;

		if (derive_party(&cli->desk, cli->arena, matter->id,
			    parties[i].id, list->day, &derived, err))
			add_open(list, &derived, matter);
		else if (err->code != ERR_NOTFOUND)
			return false;
		err_clear(err);
	}
	return true;
}

static int
compare_lines(const void *a, const void *b)
{
	const struct clock_line *x = a, *y = b;
	int order = date_compare(x->due, y->due);

	if (order != 0)
		return order;
	return x->party < y->party ? -1 : x->party > y->party;
}

static bool
list_as_of(struct cli *cli, json_t *json, struct date day, struct err *err)
{
	struct list list = { .arena = cli->arena, .day = day };

	if (!list_matters(cli, MATTERS_ALL, add_matter, &list, err))
		return false;
	if (list.count > 0)
		qsort(list.items, list.count, sizeof(*list.items),
			compare_lines);
	for (size_t i = 0; i < list.count; i++)
		print_line(cli, json, &list.items[i], cli_now(cli, day));
	return true;
}

static int
run(struct cli *cli, int argc, char **argv)
{
	bool is_json = cli_flag(&argc, argv, "--json");
	struct err err = { 0 };
	struct date day;
	json_t *json;

	if (argc != 1)
		return cli_usage(&verb_due);
	if (!cli_day(cli, &day, &err) || !cli_desk(cli, &err))
		return cli_fail(&err);
	json = is_json ? json_array() : NULL;
	if (!(date_is_set(day) ? list_as_of(cli, json, day, &err)
			       : list_now(cli, json, &err))) {
		json_decref(json);
		return cli_fail(&err);
	}
	return is_json ? json_print(json) : 0;
}

const struct verb verb_due = {
	.name = "due",
	.usage = "due [--as-of 日期] [--json]",
	.summary = "没有办完的期限，先到期的在前",
	.run = run,
};
