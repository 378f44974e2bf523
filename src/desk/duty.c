/* SPDX-License-Identifier: MIT */
/* Who bears duties, and at which desks they are to be seen first. */
#include "desk/duty.h"

#include "base/attr.h"

#include <string.h>

/* A bearer without a station sits at none of our desks (the police, the
 * defendant); what is his stands in the lists of all. */
static const struct {
	const char *duty;
	const char *station_kind;
	const char *also;
} duties[] = {
	{ "法院", "法院", NULL },
	{ "一审法院", "法院", NULL },
	{ "办案机关", "法院", NULL },
	{ "收到申请的机关", "法院", "看守所" },
	{ "看守所", "看守所", NULL },
	{ "法援机构", "法援机构", NULL },
	{ "司法行政部门", "法援机构", NULL },
	{ "值班律师", "法援机构", "看守所" },
	{ "承办律师", "法援机构", NULL },
	{ "辩护律师", "法援机构", NULL },
	{ "辩护人", NULL, NULL },
	{ "检察院", NULL, NULL },
	{ "公安机关", NULL, NULL },
	{ "被告人", NULL, NULL },
};

bool
duty_is_known(const char *duty)
{
	for (size_t i = 0; i < ARRAY_LENGTH(duties); i++)
		if (strcmp(duties[i].duty, duty) == 0)
			return true;
	return false;
}

const char *
duty_list(struct arena *arena)
{
	const char *list = "";

	for (size_t i = 0; i < ARRAY_LENGTH(duties); i++)
		list = arena_printf(arena, "%s%s%s", list, i == 0 ? "" : " ",
			duties[i].duty);
	return list;
}

static bool
is_kind(const char *kind, const char *station_kind)
{
	return kind != NULL && strcmp(kind, station_kind) == 0;
}

bool
duty_is_borne_by(const char *duty, const char *station_kind)
{
	for (size_t i = 0; i < ARRAY_LENGTH(duties); i++)
		if (strcmp(duties[i].duty, duty) == 0)
			return is_kind(duties[i].station_kind, station_kind) ||
			       is_kind(duties[i].also, station_kind);
	return false;
}
