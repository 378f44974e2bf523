/* SPDX-License-Identifier: MIT */
/* bianhu audit: who looked at a case, and who did what to it. */
#include "cli/cli_json.h"
#include "desk/audit_list.h"

static json_t *
json_line(const struct audit_line *line)
{
	json_t *out = json_object();

	json_put(out, "at", json_words(line->at));
	json_put(out, "login", json_words(line->login));
	json_put(out, "name", json_words(line->name));
	json_put(out, "role", json_words(line->role));
	json_put(out, "station", json_words(line->station));
	json_put(out, "action", json_words(line->action));
	json_put(out, "subject", json_id(line->subject));
	json_put(out, "note", json_words(line->note));
	return out;
}

static int
print_json(const struct audit_report *report)
{
	json_t *out = json_object();
	json_t *lines = json_array();
	json_t *faults = json_array();

	json_put(out, "lines", lines);
	json_put(out, "faults", faults);
	for (size_t i = 0; i < report->count; i++)
		json_array_append_new(lines, json_line(&report->lines[i]));
	for (size_t i = 0; i < report->fault_count; i++)
		json_array_append_new(faults, json_words(report->faults[i]));
	return json_print(out);
}

static int
print_lines(struct cli *cli, const struct audit_report *report)
{
	for (size_t i = 0; i < report->count; i++) {
		const struct audit_line *line = &report->lines[i];

		cli_cell(line->at, 18);
		cli_cell(line->name, 12);
		cli_cell(line->role, 10);
		cli_cell(line->words, 14);
		cli_cell(arena_printf(
				 cli->arena, "%lld", (long long)line->subject),
			17);
		cli_out("%s %s\n", line->station, line->note);
	}
	for (size_t i = 0; i < report->fault_count; i++)
		cli_error(report->faults[i]);
	return report->fault_count == 0 ? 0 : err_exit(ERR_DB);
}

static int
run(struct cli *cli, int argc, char **argv)
{
	bool is_json = cli_flag(&argc, argv, "--json");
	struct audit_report report;
	struct err err = { 0 };

	if (argc != 2)
		return cli_usage(&verb_audit);
	if (!cli_desk(cli, &err) ||
		!audit_of(&cli->desk, cli->arena, argv[1], &report, &err))
		return cli_fail(&err);
	return is_json ? print_json(&report) : print_lines(cli, &report);
}

const struct verb verb_audit = {
	.name = "audit",
	.usage = "audit 案号|案件 [--json]",
	.summary = "谁在什么时候看过、办过一个案件（审计）",
	.run = run,
};
