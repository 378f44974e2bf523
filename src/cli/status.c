/* SPDX-License-Identifier: MIT */
/* bianhu status: how a case stands, for other systems. */
#include "cli/cli_case.h"
#include "cli/cli_json.h"
#include "desk/matter.h"

static bool
add_clocks(struct cli *cli, const struct party *party, json_t *out,
	struct err *err)
{
	struct clock_line *clocks;
	json_t *list = json_array();
	size_t count;

	json_put(out, "clocks", list);
	if (!clock_of_matter(&cli->desk, cli->arena, party->matter, party->id,
		    &clocks, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		json_array_append_new(list,
			json_clock(cli, &clocks[i], desk_now(&cli->desk)));
	return true;
}

static bool
add_refusals(struct cli *cli, const struct party *party, json_t *out,
	struct err *err)
{
	struct refusal_line *lines;
	json_t *list = json_array();
	size_t count;

	json_put(out, "refusals", list);
	if (!refusal_of_party(
		    &cli->desk, cli->arena, party->id, &lines, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_refusal(cli, &lines[i]));
	return true;
}

static bool
add_parties(struct cli *cli, int64_t matter, json_t *out, struct err *err)
{
	struct party *parties;
	json_t *list = json_array();
	size_t count;

	json_put(out, "parties", list);
	if (!party_list(&cli->desk, cli->arena, matter, &parties, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		const struct party *p = &parties[i];
		json_t *person = json_object();

		json_array_append_new(list, person);
		json_put(person, "party", json_id(p->id));
		json_put(person, "name", json_words(p->name));
		json_put(person, "class", json_words(p->class_));
		json_put(person, "classTitle", json_words(p->class_title));
		json_put(person, "charge", json_words(p->charge));
		json_put(person, "defender", json_words(p->defender));
		json_put(person, "place", json_words(p->place));
		json_put(person, "advised", json_day(p->advised));
		if (!add_clocks(cli, p, person, err) ||
			!add_refusals(cli, p, person, err))
			return false;
	}
	return true;
}

static json_t *
head_of(const struct matter *m)
{
	json_t *out = json_object();

	json_put(out, "matter", json_id(m->id));
	json_put(out, "number", json_words(m->number));
	json_put(out, "title", json_words(m->title));
	json_put(out, "charge", json_words(m->charge));
	json_put(out, "procedure", json_words(m->procedure));
	json_put(out, "handler", json_words(m->handler));
	json_put(out, "accepted", json_day(m->accepted));
	json_put(out, "pending", json_boolean(m->is_pending));
	json_put(out, "nextDue", json_day(m->next_due));
	return out;
}

static const char *
text_of(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text == NULL ? "" : text;
}

static void
print_clock(const json_t *clock)
{
	cli_out("    ");
	cli_cell(text_of(clock, "words"), 16);
	cli_cell(text_of(clock, "due"), 11);
	cli_out("%s\n", text_of(clock, "title"));
}

static void
print_party(const json_t *person)
{
	const json_t *clocks = json_object_get(person, "clocks");

	if (text_of(person, "class")[0] == '\0')
		cli_out("  %s 已经结束\n", text_of(person, "name"));
	else
		cli_out("  %s 类别 %s：%s\n", text_of(person, "name"),
			text_of(person, "class"),
			text_of(person, "classTitle"));
	for (size_t i = 0; i < json_array_size(clocks); i++)
		print_clock(json_array_get(clocks, i));
}

/* The same that programs get, in words. */
static int
print(json_t *out)
{
	const json_t *people = json_object_get(out, "parties");

	cli_out("%s %s\n", text_of(out, "number"), text_of(out, "title"));
	for (size_t i = 0; i < json_array_size(people); i++)
		print_party(json_array_get(people, i));
	json_decref(out);
	return 0;
}

static int
run(struct cli *cli, int argc, char **argv)
{
	bool is_json = cli_flag(&argc, argv, "--json");
	struct matter matter;
	struct err err = { 0 };
	json_t *out;
	int64_t id = 0;

	if (argc != 2)
		return cli_usage(&verb_status);
	if (!cli_desk(cli, &err) || !cli_matter(cli, argv[1], &id, &err) ||
		!matter_read(&cli->desk, cli->arena, id, &matter, &err))
		return cli_fail(&err);
	out = head_of(&matter);
	if (!add_parties(cli, id, out, &err)) {
		json_decref(out);
		return cli_fail(&err);
	}
	return is_json ? json_print(out) : print(out);
}

const struct verb verb_status = {
	.name = "status",
	.usage = "status 案件|案号 [--json]",
	.summary = "一个案件办到哪里：当事人、类别、期限、拒绝",
	.run = run,
};
