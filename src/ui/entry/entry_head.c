/* SPDX-License-Identifier: MIT */
/* The head of a form: what is known already stands together. */
#include "ui/entry/entry_own.h"

#include "ui/words.h"

enum { HEAD_GAP = 3 };

struct head {
	struct buf text;
	int columns;
	enum width_of width;
	int at; /* column reached on the line */
};

/* A pair goes on the line where it fits, else on the next. */
static void
add_pair(struct head *head, const char *label, const char *value)
{
	int width = cells_columns(label, head->width) + 1 +
		    cells_columns(value, head->width);

	if (head->at > 0 && head->at + HEAD_GAP + width > head->columns) {
		buf_add(&head->text, "\n");
		head->at = 0;
	}
	if (head->at > 0) {
		buf_addf(&head->text, "%*s", HEAD_GAP, "");
		head->at += HEAD_GAP;
	}
	buf_addf(&head->text, "%s %s", label, value);
	head->at += width;
}

const char *
entry_head(const struct entry *entry, struct arena *arena, int columns,
	enum width_of width, size_t *end)
{
	struct head head = { .columns = columns, .width = width };
	const char *text;
	size_t i;

	for (i = 0; i < entry->form->field_count; i++) {
		const struct form_field *f = &entry->form->fields[i];
		struct buf value = { 0 };

		if (!entry->shown[i])
			continue;
		if (!f->is_fixed)
			break;
		field_show(f, values_get(entry->values, f->name), &value);
		if (value.length > 0)
			add_pair(&head, say(f->label), buf_text(&value));
		buf_free(&value);
	}
	*end = i;
	text = arena_copy(arena, buf_text(&head.text));
	buf_free(&head.text);
	return text;
}
