/* SPDX-License-Identifier: MIT */
/* The pilot regions, for who makes a court or adds a station. */
#include "cli/cli_region.h"

#include <string.h>

/* Those a code could have meant, each once. */
static const char *
region_list(struct arena *arena, const struct law *law)
{
	size_t count;
	const struct region *regions = law_regions(law, &count);
	const char *list = "";

	for (size_t i = 0; i < count; i++)
		if (i == 0 || strcmp(regions[i].code, regions[i - 1].code) != 0)
			list = arena_printf(arena, "%s %s%s", list,
				regions[i].code, regions[i].name);
	return list;
}

static bool
is_region(const struct law *law, const char *code)
{
	size_t count;
	const struct region *regions = law_regions(law, &count);

	for (size_t i = 0; i < count; i++)
		if (strcmp(regions[i].code, code) == 0)
			return true;
	return false;
}

/* Where only a part of the region is in the pilot, the court must say. */
bool
cli_region(struct cli *cli, const char *code, bool *is_pilot, struct err *err)
{
	const struct clock clock = { 0 };
	const struct law *law = library_law(cli->library);
	const struct region *region =
		law_region(law, code, clock_today(&clock));
	char day[DATE_TEXT];

	if (!is_region(law, code)) {
		cli_error(arena_printf(
			cli->arena, "可以是%s", region_list(cli->arena, law)));
		return err_set(err, ERR_INPUT,
			"没有“%s”这个地区，没有做任何改动", code);
	}
	if (region == NULL) {
		*is_pilot = false;
		return true;
	}
	if (region->scope == REGION_PART)
		return err_set(err, ERR_INPUT,
			"%s只有一部分地方试点，没有做任何改动；本院在试点范围里的写 --pilot，不在的两样都不写",
			region->name);
	*is_pilot = true;
	cli_out("%s：%s 起全辖区试点（%s%s）\n", region->name,
		date_format(region->authority.from, day),
		region->authority.citation,
		region->authority.grade == 'S' ? "，据二手资料" : "");
	return true;
}
