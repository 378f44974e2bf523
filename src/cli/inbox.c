/* SPDX-License-Identifier: MIT */
/* bianhu inbox: what is waiting at this desk, for other systems. */
#include "cli/cli_handover.h"
#include "cli/cli_json.h"
#include "desk/assignment.h"

#include <string.h>

enum { ASSIGNMENTS_MOST = 1000 };

static void
print_clocks(struct cli *cli, const struct handover *h)
{
	for (size_t i = 0; i < h->clock_count; i++) {
		const struct clock_line *c = &h->clocks[i];
		int word;

		cli_cell(clock_words(c, h->now, cli->arena, &word), 12);
		cli_cell(clock_due_words(c, cli->arena), 18);
		cli_cell(c->party_name, 12);
		cli_cell(c->number, 28);
		cli_out("%s\n", c->title);
	}
}

static void
print_others(struct cli *cli, const struct handover *h)
{
	for (size_t i = 0; i < h->request_count; i++) {
		cli_cell("法律帮助", 12);
		cli_cell(
			help_waiting_words(&h->requests[i], h->now, cli->arena),
			18);
		cli_cell(h->requests[i].party_name, 12);
		cli_out("%s\n", h->requests[i].number);
	}
	for (size_t i = 0; i < h->refusal_count; i++) {
		cli_cell("拒绝待决定", 12);
		cli_cell(refusal_time_words(&h->refusals[i], cli->arena), 18);
		cli_cell(h->refusals[i].party_name, 12);
		cli_out("%s\n", h->refusals[i].number);
	}
	for (size_t i = 0; i < h->draft_count; i++) {
		cli_cell("草稿", 12);
		cli_cell(h->drafts[i].form_name, 18);
		cli_out("%s\n", h->drafts[i].about);
	}
}

/* What was sent to an agency and no clock runs for. */
static void
print_assignments(const struct assignment *lines, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct assignment *a = &lines[i];

		if (date_is_set(a->due))
			continue;
		cli_cell("指派", 12);
		cli_cell(round_state_word(a->state), 18);
		cli_cell(a->party_name, 12);
		cli_out("%s\n", a->number);
	}
}

static json_t *
json_assignment(const struct assignment *a)
{
	static const struct {
		const char *name;
		enum round_step step;
	} days[] = { { "noticed", ROUND_NOTICED },
		{ "received", ROUND_RECEIVED },
		{ "supplement", ROUND_SUPPLEMENT },
		{ "complete", ROUND_COMPLETE }, { "granted", ROUND_GRANTED },
		{ "assigned", ROUND_ASSIGNED }, { "letter", ROUND_LETTER },
		{ "accepted", ROUND_ACCEPTED }, { "met", ROUND_MET },
		{ "read", ROUND_READ }, { "opinion", ROUND_OPINION } };
	json_t *out = json_object();

	json_put(out, "state", json_words(round_state_word(a->state)));
	json_put(out, "defendant", json_words(a->party_name));
	json_put(out, "number", json_words(a->number));
	json_put(out, "party", json_id(a->party));
	json_put(out, "matter", json_id(a->matter));
	json_put(out, "place", json_integer(a->place));
	json_put(out, "lawyer", json_words(a->lawyer));
	json_put(out, "licence", json_words(a->licence));
	json_put(out, "firm", json_words(a->firm));
	json_put(out, "due", json_day(a->due));
	json_put(out, "material", json_day(a->material));
	json_put(out, "told", json_day(a->told));
	for (size_t i = 0; i < ARRAY_LENGTH(days); i++)
		json_put(out, days[i].name, json_day(a->days[days[i].step]));
	return out;
}

static int
print_json(struct cli *cli, const struct handover *handover,
	const struct assignment *lines, size_t count)
{
	json_t *out = json_handover(cli, handover);
	json_t *list = json_array();

	json_put(out, "assignments", list);
	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_assignment(&lines[i]));
	return json_print(out);
}

static int
run(struct cli *cli, int argc, char **argv)
{
	struct assignment *lines;
	size_t count;
	bool is_json = cli_flag(&argc, argv, "--json");
	struct handover handover;
	struct err err = { 0 };

	if (argc != 1)
		return cli_usage(&verb_inbox);
	if (!cli_desk(cli, &err) ||
		!handover_read(&cli->desk, cli->arena, 0, &handover, &err) ||
		!assignment_list(&cli->desk, cli->arena, ASSIGNMENTS_OPEN, NULL,
			ASSIGNMENTS_MOST, &lines, &count, &err))
		return cli_fail(&err);
	if (is_json)
		return print_json(cli, &handover, lines, count);
	print_clocks(cli, &handover);
	print_others(cli, &handover);
	if (strcmp(cli->desk.station_kind, "法援机构") == 0)
		print_assignments(lines, count);
	return 0;
}

const struct verb verb_inbox = {
	.name = "inbox",
	.usage = "inbox [--json]",
	.summary = "等着这里办的：期限、指派、法律帮助请求、拒绝、草稿",
	.run = run,
};
