/* SPDX-License-Identifier: MIT */
/* bianhu user: who may sit at which station in which role. */
#include "desk/user.h"
#include "cli/cli_json.h"
#include "desk/station.h"

#include <string.h>

/* What may stand behind add and change; NULL: not given. */
struct given {
	const char *name;
	const char *role;
	const char *station;
	const char *licence;
};

static json_t *
json_user(const struct user *u)
{
	json_t *out = json_object();

	json_put(out, "user", json_id(u->id));
	json_put(out, "login", json_words(u->entry.login));
	json_put(out, "name", json_words(u->entry.name));
	json_put(out, "role", json_words(u->entry.role));
	json_put(out, "station", json_words(u->station_name));
	json_put(out, "licence", json_words(u->entry.licence));
	json_put(out, "active", json_boolean(u->entry.is_active));
	return out;
}

static void
print_user(const struct user *u)
{
	cli_cell(u->entry.login, 16);
	cli_cell(u->entry.name, 12);
	cli_cell(u->entry.role, 10);
	cli_cell(u->entry.is_active ? "在用" : "已停用", 8);
	cli_out("%s%s%s\n", u->station_name,
		u->entry.licence[0] == '\0' ? "" : " 执业证号",
		u->entry.licence);
}

static int
run_list(struct cli *cli, bool is_json)
{
	struct user *list;
	json_t *out;
	size_t count;
	struct err err = { 0 };

	if (!cli_desk(cli, &err) ||
		!user_list(&cli->desk, cli->arena, &list, &count, &err))
		return cli_fail(&err);
	out = json_array();
	for (size_t i = 0; i < count; i++)
		if (is_json)
			json_array_append_new(out, json_user(&list[i]));
		else
			print_user(&list[i]);
	if (is_json)
		return json_print(out);
	json_decref(out);
	return 0;
}

/* As it stands now, told to who changed it. */
static int
report(struct cli *cli, const char *login, const char *done, bool is_json)
{
	struct user *list;
	const struct user *user;
	size_t count;
	struct err err = { 0 };

	if (!user_list(&cli->desk, cli->arena, &list, &count, &err))
		return cli_fail(&err);
	user = user_find(list, count, login, &err);
	if (user == NULL)
		return cli_fail(&err);
	if (is_json)
		return json_print(json_user(user));
	cli_out("%s：", done);
	print_user(user);
	return 0;
}

static bool
find_station(struct cli *cli, const char *text, int64_t *out, struct err *err)
{
	struct station *list;
	const struct station *found;
	size_t count;

	if (!station_list(&cli->desk, cli->arena, &list, &count, err))
		return false;
	found = station_find(list, count, text, err);
	if (found == NULL)
		return false;
	*out = found->id;
	return true;
}

static int
run_add(struct cli *cli, const char *login, const struct given *given,
	bool is_json)
{
	struct user_entry entry = { .login = login,
		.name = given->name,
		.role = given->role,
		.licence = given->licence == NULL ? "" : given->licence };
	struct err err = { 0 };
	int64_t id;

	if (!cli_desk(cli, &err) ||
		!find_station(cli, given->station, &entry.station, &err) ||
		!user_add(&cli->desk, &entry, &id, &err))
		return cli_fail(&err);
	return report(cli, login, "已登记", is_json);
}

/* Who is no lawyer any more has no licence either. */
static void
put_given(struct user_entry *entry, const struct given *given)
{
	if (given->name != NULL)
		entry->name = given->name;
	if (given->role != NULL)
		entry->role = given->role;
	if (given->licence != NULL)
		entry->licence = given->licence;
	else if (!user_is_lawyer(entry->role))
		entry->licence = "";
}

static bool
find_user(struct cli *cli, const char *login, struct user *out, struct err *err)
{
	struct user *list;
	const struct user *found;
	size_t count;

	if (!user_list(&cli->desk, cli->arena, &list, &count, err))
		return false;
	found = user_find(list, count, login, err);
	if (found == NULL)
		return false;
	*out = *found;
	return true;
}

static int
run_change(struct cli *cli, const char *login, const struct given *given,
	bool is_json)
{
	struct user user;
	struct err err = { 0 };

	if (!cli_desk(cli, &err) || !find_user(cli, login, &user, &err) ||
		(given->station != NULL && !find_station(cli, given->station,
						   &user.entry.station, &err)))
		return cli_fail(&err);
	put_given(&user.entry, given);
	if (!user_change(&cli->desk, &user, &err))
		return cli_fail(&err);
	return report(cli, login, "已改", is_json);
}

static int
run_active(struct cli *cli, const char *login, bool is_active, bool is_json)
{
	struct user user;
	struct err err = { 0 };

	if (!cli_desk(cli, &err) || !find_user(cli, login, &user, &err))
		return cli_fail(&err);
	user.entry.is_active = is_active;
	if (!user_change(&cli->desk, &user, &err))
		return cli_fail(&err);
	return report(cli, login, is_active ? "已恢复" : "已停用", is_json);
}

static int
run(struct cli *cli, int argc, char **argv)
{
	bool is_json = cli_flag(&argc, argv, "--json");
	struct given given;
	const char *what = argc > 1 ? argv[1] : "";
	bool has_any;

	if (!cli_option(&argc, argv, "--name", &given.name) ||
		!cli_option(&argc, argv, "--role", &given.role) ||
		!cli_option(&argc, argv, "--station", &given.station) ||
		!cli_option(&argc, argv, "--licence", &given.licence))
		return cli_usage(&verb_user);
	has_any = given.name != NULL || given.role != NULL ||
		  given.station != NULL || given.licence != NULL;
	if (argc == 2 && strcmp(what, "list") == 0 && !has_any)
		return run_list(cli, is_json);
	if (argc == 3 && strcmp(what, "add") == 0 && given.name != NULL &&
		given.role != NULL && given.station != NULL)
		return run_add(cli, argv[2], &given, is_json);
	if (argc == 3 && strcmp(what, "change") == 0 && has_any)
		return run_change(cli, argv[2], &given, is_json);
	if (argc == 3 && strcmp(what, "stop") == 0 && !has_any)
		return run_active(cli, argv[2], false, is_json);
	if (argc == 3 && strcmp(what, "start") == 0 && !has_any)
		return run_active(cli, argv[2], true, is_json);
	return cli_usage(&verb_user);
}

const struct verb verb_user = {
	.name = "user",
	.usage = "user list [--json]\n"
		 "      bianhu user add 登录名 --name 姓名 --role 岗位 "
		 "--station 机关 [--licence 执业证号] [--json]\n"
		 "      bianhu user change 登录名 [--name …] [--role …] "
		 "[--station …] [--licence …] [--json]\n"
		 "      bianhu user stop|start 登录名 [--json]",
	.summary = "用户：列出，加，改，停用和恢复",
	.run = run,
};
