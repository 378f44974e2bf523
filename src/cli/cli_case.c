/* SPDX-License-Identifier: MIT */
/* Cases and persons as they are named on a line. */
#include "cli/cli_case.h"

#include "desk/matter.h"
#include "desk/search.h"

#include <string.h>

static bool
is_number(const char *text)
{
	return *text != '\0' && text[strspn(text, "0123456789")] == '\0';
}

bool
cli_matter(struct cli *cli, const char *text, int64_t *out, struct err *err)
{
	struct found *found;
	size_t count;

	if (is_number(text))
		return cli_id("案件", text, out, err);
	if (!search_any(&cli->desk, cli->arena, text, &found, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (strcmp(found[i].number, text) == 0) {
			*out = found[i].matter;
			return true;
		}
	return err_set(err, ERR_NOTFOUND,
		"没有案号是“%s”的案件，或不在您的办案范围内", text);
}

bool
cli_person(struct cli *cli, int64_t matter, const char *text, int64_t *out,
	struct err *err)
{
	struct party *parties;
	size_t count, found = 0;

	if (!party_list(&cli->desk, cli->arena, matter, &parties, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (strcmp(parties[i].name, text) == 0 ||
			(is_number(text) &&
				strcmp(arena_printf(cli->arena, "%lld",
					       (long long)parties[i].id),
					text) == 0)) {
			*out = parties[i].id;
			found++;
		}
	if (found == 1)
		return true;
	if (found > 1)
		return err_set(err, ERR_INPUT,
			"这个案件有%zu个人叫%s，请写当事人编号", found, text);
	return err_set(err, ERR_NOTFOUND, "这个案件里没有%s", text);
}
