/* SPDX-License-Identifier: MIT */
/* What a form says of its keys: for the bar, for help, for the message line. */
#include "ui/entry/entry_own.h"
#include "ui/view/help.h"
#include "ui/words.h"

#include <string.h>

/* clang-format off */
static const struct help_key keys[] = {
	{ KEY_F10,       "完成", "检查整张表，没有缺漏就完成（确认行上按回车也行）" },
	{ KEY_F4,        "选值", "列出这一栏可填的值（空栏里写 ? 再回车也行）" },
	{ KEY_CTRL('Z'), "撤销", "撤销上一步，可连撤二十步" },
	{ KEY_F5,        "恢复", "这一栏恢复原来的内容" },
	{ KEY_CTRL('U'), "清栏", "清空这一栏，再按恢复" },
	{ KEY_CTRL('D'), "同上", "空栏里照抄上一份的这一栏" },
	{ KEY_CTRL('K'), "清后", "清掉光标后面的字，到下一栏" },
	{ KEY_ENTER,     "下栏", "到下一栏（长文里换行，Tab 到下一栏）" },
	{ KEY_BACK_TAB,  "上栏", "回上一栏（上键也行）" },
	{ KEY_SPACE,     "勾选", "事项：是与空之间换；数字 1 是，2 否" },
};
/* clang-format on */

const struct help_key *
entry_keys(size_t *count)
{
	*count = ARRAY_LENGTH(keys);
	return keys;
}

const char *
entry_value_at(const struct entry *entry, size_t field)
{
	if (field >= entry->form->field_count)
		return NULL;
	return values_get(entry->values, entry->form->fields[field].name);
}

enum ime_place
entry_ime_place(const struct entry *entry)
{
	const struct form_field *field = entry_focused(entry);

	if (entry->is_picking)
		return entry->options.count > PICK_DIGITS ? IME_FIND
							  : IME_NOWHERE;
	if (field == NULL || (field->is_item && !entry->is_reason))
		return IME_NOWHERE;
	if (field->is_item || field_is_free(field) ||
		strcmp(field->type->english, "case-no") == 0)
		return IME_WORDS;
	return IME_FIND;
}

const char *
entry_hint(const struct entry *entry)
{
	const struct form_field *field = entry_focused(entry);
	const struct entry_fault *fault = entry_fault_of(entry, entry->focus);

	if (entry->is_picking)
		return pick_hint(&entry->pick);
	if (fault != NULL)
		return fault->text;
	if (field == NULL)
		return say("回车完成；要改按上键");
	if (entry->is_reason)
		return say("没有告知的原因，写好按回车；退格到头取消“否”");
	if (field->is_item)
		return say("1 是，2 否（写原因），空格 勾选或取消");
	if (field->type->is_long)
		return say("回车换行，Tab 到下一栏");
	if (entry_is_many(field) && entry_has_digits(field))
		return say("按数字勾选或取消，回车下一栏");
	if (entry_has_digits(field))
		return say("按数字选，回车下一栏");
	return say(field->type->hint);
}
