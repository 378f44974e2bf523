/* SPDX-License-Identifier: MIT */
/* The marks of Chinese text on the keys where every input method has them. */
#include "ui/ime/ime_own.h"

#include "base/attr.h"

/* clang-format off */
static const struct mark {
	char key;
	const char *text;
} marks[] = {
	{ ',', "，" }, { '.', "。" }, { ':', "：" }, { ';', "；" },
	{ '?', "？" }, { '!', "！" }, { '(', "（" }, { ')', "）" },
	{ '<', "《" }, { '>', "》" }, { '/', "、" }, { '\\', "、" },
	{ '[', "〔" }, { ']', "〕" }, { '`', "·" },  { '_', "——" },
	{ '^', "……" },
};
/* clang-format on */

/* 14:30, 3.5 and 1,000 are one number. */
static bool
is_of_number(const struct ime *ime, int32_t key)
{
	return ime->is_after_digit && (key == '.' || key == ':' || key == ',');
}

const char *
ime_mark(struct ime *ime, int32_t key)
{
	if (ime->has_plain_marks || is_of_number(ime, key))
		return NULL;
	if (key == '"') {
		ime->is_quoted = !ime->is_quoted;
		return ime->is_quoted ? "“" : "”";
	}
	if (key == '\'') {
		ime->is_single_quoted = !ime->is_single_quoted;
		return ime->is_single_quoted ? "‘" : "’";
	}
	for (size_t i = 0; i < ARRAY_LENGTH(marks); i++)
		if (marks[i].key == key)
			return marks[i].text;
	return NULL;
}
