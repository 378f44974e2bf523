/* SPDX-License-Identifier: MIT */
/* bianhu station: the organs of this store, and one more. */
#include "desk/station.h"
#include "cli/cli_json.h"
#include "cli/cli_region.h"

#include <string.h>

static json_t *
json_station(const struct station *s)
{
	json_t *out = json_object();

	json_put(out, "station", json_id(s->id));
	json_put(out, "kind", json_words(s->kind));
	json_put(out, "name", json_words(s->name));
	json_put(out, "code", json_words(s->code));
	json_put(out, "pilot", json_boolean(s->is_pilot));
	json_put(out, "users", json_integer(s->users));
	return out;
}

static void
print_station(const struct station *s)
{
	cli_cell(s->kind, 10);
	cli_cell(s->code, 12);
	cli_out("%s%s，在用的用户%lld人\n", s->name,
		s->is_pilot ? "（试点）" : "", (long long)s->users);
}

static int
run_list(struct cli *cli, bool is_json)
{
	struct station *list;
	json_t *out;
	size_t count;
	struct err err = { 0 };

	if (!cli_desk(cli, &err) ||
		!station_list(&cli->desk, cli->arena, &list, &count, &err))
		return cli_fail(&err);
	out = json_array();
	for (size_t i = 0; i < count; i++)
		if (is_json)
			json_array_append_new(out, json_station(&list[i]));
		else
			print_station(&list[i]);
	if (is_json)
		return json_print(out);
	json_decref(out);
	return 0;
}

static int
run_add(struct cli *cli, struct station_entry *entry, const char *region,
	bool is_json)
{
	struct err err = { 0 };
	int64_t id = 0;
	json_t *out;

	if (!cli_desk(cli, &err) ||
		(region != NULL &&
			!cli_region(cli, region, &entry->is_pilot, &err)) ||
		!station_add(&cli->desk, entry, &id, &err))
		return cli_fail(&err);
	if (!is_json) {
		cli_out("已登记%s %s；用 bianhu user add 加那里的用户\n",
			entry->kind, entry->name);
		return 0;
	}
	out = json_object();
	json_put(out, "station", json_id(id));
	return json_print(out);
}

static int
run(struct cli *cli, int argc, char **argv)
{
	bool is_json = cli_flag(&argc, argv, "--json");
	struct station_entry entry = { .is_pilot = cli_flag(
					       &argc, argv, "--pilot") };
	const char *region;

	if (!cli_option(&argc, argv, "--kind", &entry.kind) ||
		!cli_option(&argc, argv, "--name", &entry.name) ||
		!cli_option(&argc, argv, "--code", &entry.code) ||
		!cli_option(&argc, argv, "--region", &region) || argc != 2 ||
		(region != NULL && (entry.is_pilot || is_json)))
		return cli_usage(&verb_station);
	if (strcmp(argv[1], "list") == 0 && entry.kind == NULL &&
		entry.name == NULL && entry.code == NULL && region == NULL &&
		!entry.is_pilot)
		return run_list(cli, is_json);
	if (strcmp(argv[1], "add") == 0 && entry.kind != NULL &&
		entry.name != NULL && entry.code != NULL)
		return run_add(cli, &entry, region, is_json);
	return cli_usage(&verb_station);
}

const struct verb verb_station = {
	.name = "station",
	.usage =
		"station list [--json]\n"
		"      bianhu station add --kind 看守所 --name 名称 --code 代字 "
		"[--pilot | --region 地区代码]",
	.summary = "机关：列出，或加一个看守所、法援机构、法院",
	.run = run,
};
