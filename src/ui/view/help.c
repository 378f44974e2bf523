/* SPDX-License-Identifier: MIT */
/* The three pages of help as views. */
#include "ui/view/help.h"

static void
field_line(struct view *view, const char *label, const char *text)
{
	if (text != NULL && *text != '\0')
		view_field(view, label, text);
}

void
help_field(struct view *view, const struct form_field *field)
{
	view_title(view, "%s", field->label);
	view_fields(view, field->label);
	field_line(view, "怎么填", field->help);
	field_line(view, "写法", field->type->hint);
	field_line(view, "依据", field->basis);
	view_field(view, "必填", field->is_required ? "是" : "否");
	if (field->text != NULL)
		view_paragraph(view, "告知内容", field->text);
	if (field->choice_count > 0)
		view_fields(view, "可选");
	for (size_t i = 0; i < field->choice_count; i++)
		view_field(view, arena_printf(view->arena, "%zu", i + 1),
			field->choices[i]);
}

void
help_keys(struct view *view, const char *heading, const struct help_key *keys,
	size_t count, enum key_names names)
{
	static const struct column columns[] = {
		{ .title = "键" },
		{ .title = "名称" },
		{ .title = "作用", .grow = true },
	};

	view_list(view, NULL, heading, columns, ARRAY_LENGTH(columns));
	for (size_t i = 0; i < count; i++) {
		view_row(view, 0);
		view_text(view, key_name(keys[i].key, names));
		view_text(view, keys[i].label);
		view_text(view, keys[i].help);
	}
	view_empty(view, "这一屏没有自己的键");
}

void
help_contents(struct view *view)
{
	static const struct column columns[] = {
		{ .title = "代码" },
		{ .title = "屏" },
		{ .title = "也可以这样找", .grow = true },
	};

	view_title(view, "全部目录");
	view_list(view, "screen", "全部屏：F9 后键入代码就到", columns,
		ARRAY_LENGTH(columns));
}

void
help_screen(struct view *view, int64_t id, const struct screen_def *screen)
{
	view_row(view, id);
	view_text(view, screen->code);
	view_text(view, screen->title);
	view_text(view, screen->words == NULL ? "" : screen->words);
}
