/* SPDX-License-Identifier: MIT */
/*
 * Values from text: `field=value` on a command line, [值] files, the sample.
 * Each goes the way of a typed one.
 */
#include "desk/values_file.h"

#include <string.h>

static bool
no_field(struct work *work, const char *name, struct err *err)
{
	struct buf names = { 0 };

	for (size_t i = 0; i < work->form->field_count; i++)
		if (!work->form->fields[i].is_fixed)
			buf_addf(&names, " %s", work->form->fields[i].name);
	err_set(err, ERR_INPUT, "《%s》没有栏目“%s”；可填：%s",
		work->form->name, name, buf_text(&names));
	buf_free(&names);
	return false;
}

bool
work_fill(struct desk *desk, struct work *work, const char *field,
	const char *typed, struct err *err)
{
	struct field_context context = desk_field_context(desk);
	int at = form_field_index(work->form, field);
	struct buf value = { 0 };
	bool done;

	if (at < 0)
		return no_field(work, field, err);
	if (work->form->fields[at].is_fixed)
		return err_set(err, ERR_INPUT,
			"栏目“%s”由程序填写，不能改；不对的先改登记", field);
	done = field_read(
		&work->form->fields[at], &context, typed, &value, err);
	if (done)
		values_set(&work->values, field, buf_text(&value));
	else
		err_within(err, field);
	buf_free(&value);
	return done;
}

static void
fill_stanza(struct desk *desk, struct work *work, const char *file,
	const struct stanza *stanza, struct problems *problems)
{
	struct err err = { 0 };

	for (size_t i = 0; i < stanza->entry_count; i++)
		if (!work_fill(desk, work, stanza->entries[i].key,
			    stanza->entries[i].value, &err))
			problem_add(problems, file, stanza->entries[i].line,
				"%s", err.text);
}

bool
work_fill_file(struct desk *desk, struct work *work, const char *file,
	const char *bytes, size_t length, struct problems *problems)
{
	static const struct keyword kind = { "值", "values" };
	struct stanza_file read;

	stanza_read(problems->arena, file, bytes, length, &read, problems);
	if (problems->count > 0)
		return false;
	if (read.count != 1 || !keyword_is(&kind, read.stanzas[0].kind)) {
		problem_add(problems, file, 1,
			"要有且只有一段 [值]，下面一行一个 栏目: 内容");
		return false;
	}
	fill_stanza(desk, work, file, &read.stanzas[0], problems);
	return problems->count == 0;
}

void
work_tick_items(struct work *work)
{
	for (size_t i = 0; i < work->form->field_count; i++)
		if (work->form->fields[i].is_item &&
			form_field_shown(work->form, i, &work->values))
			values_set(&work->values, work->form->fields[i].name,
				"是");
}
