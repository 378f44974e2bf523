/* SPDX-License-Identifier: MIT */
/* bianhu inbox: what is waiting at this desk, for other systems. */
#include "cli/cli_handover.h"
#include "cli/cli_json.h"

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

static int
run(struct cli *cli, int argc, char **argv)
{
	bool is_json = cli_flag(&argc, argv, "--json");
	struct handover handover;
	struct err err = { 0 };

	if (argc != 1)
		return cli_usage(&verb_inbox);
	if (!cli_desk(cli, &err) ||
		!handover_read(&cli->desk, cli->arena, 0, &handover, &err))
		return cli_fail(&err);
	if (is_json)
		return json_print(json_handover(cli, &handover));
	print_clocks(cli, &handover);
	print_others(cli, &handover);
	return 0;
}

const struct verb verb_inbox = {
	.name = "inbox",
	.usage = "inbox [--json]",
	.summary = "等着这里办的：期限、法律帮助请求、拒绝、草稿",
	.run = run,
};
