/* SPDX-License-Identifier: MIT */
/* Who bears duties, and at which desks they are to be seen first. */
#include "desk/duty.h"

#include "base/attr.h"

#include <string.h>

static const struct {
	const char *duty;
	const char *station_kind;
} duties[] = {
	{ "法院", "法院" },
	{ "一审法院", "法院" },
	{ "办案机关", "法院" },
	{ "收到申请的机关", "法院" },
	{ "看守所", "看守所" },
	{ "法援机构", "法援机构" },
	{ "司法行政部门", "法援机构" },
	{ "值班律师", "法援机构" },
	{ "承办律师", "法援机构" },
	{ "辩护律师", "法援机构" },
	{ "辩护人", "" },
	{ "检察院", "" },
	{ "公安机关", "" },
	{ "被告人", "" },
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

const char *
duty_bearer(const char *duty)
{
	for (size_t i = 0; i < ARRAY_LENGTH(duties); i++)
		if (strcmp(duties[i].duty, duty) == 0)
			return duties[i].station_kind;
	return "";
}

/* Roles that have not all the duties of their station. */
static const struct {
	const char *role;
	const char *duty; /* "": none */
} own_duties[] = {
	{ "值班律师", "值班律师" },
	{ "承办律师", "承办律师" },
	{ "承办律师", "辩护律师" },
	{ "监督", "" },
	{ "审计", "" },
	{ "管理", "" },
};

bool
duty_is_narrow(const char *role)
{
	for (size_t i = 0; i < ARRAY_LENGTH(own_duties); i++)
		if (strcmp(own_duties[i].role, role) == 0)
			return true;
	return false;
}

bool
duty_is_of(const char *role, const char *duty)
{
	for (size_t i = 0; i < ARRAY_LENGTH(own_duties); i++)
		if (strcmp(own_duties[i].role, role) == 0 &&
			strcmp(own_duties[i].duty, duty) == 0)
			return true;
	return !duty_is_narrow(role);
}

const char *
duty_kind_of(const char *role, const char *station_kind)
{
	for (size_t i = 0; i < ARRAY_LENGTH(own_duties); i++)
		if (strcmp(own_duties[i].role, role) == 0)
			return own_duties[i].duty[0] == '\0'
				       ? "-"
				       : duty_bearer(own_duties[i].duty);
	return station_kind;
}
