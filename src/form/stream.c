/* SPDX-License-Identifier: MIT */
/* The block stream: a form's body with its values, and reading it back. */
#include "form/stream.h"

#include "base/utf8.h"
#include "form/body.h"
#include "form/form_read.h"

#include <string.h>

static const char mark_told[] = "☑";
static const char mark_open[] = "□";
/* Nobody can fill in by hand what was sealed as empty. */
static const char empty_draft[] = "＿＿＿＿";
static const char empty_sealed[] = "／";

enum { FOOT_DIGITS = 16 };

/* Walks the steps of a body; `rest` is what a repeat has still to give. */
struct writer {
	const struct form *form;
	const struct values *values;
	const struct stream_head *head;
	struct buf *out;
	bool shown[FORM_MOST_FIELDS];
	struct {
		const char *text;
		size_t length;
		const char *rest;
		size_t step;
	} repeat[BODY_MOST_DEPTH];
	size_t depth;
	bool line_told; /* "更正第…号" stands below the titles */
};

/* Appends bytes so that nothing in them can end a cell or a block. */
static void
add_escaped(struct buf *out, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		switch (text[i]) {
		case '\n':
			buf_add(out, "\\n");
			break;
		case '\t':
			buf_add(out, "\\t");
			break;
		case '\\':
			buf_add(out, "\\\\");
			break;
		case '|':
			buf_add(out, "\\|");
			break;
		default:
			buf_add_char(out, text[i]);
			break;
		}
	}
}

static void
add_value(struct writer *writer, const char *text)
{
	if (*text == '\0')
		text = writer->head->is_draft ? empty_draft : empty_sealed;
	add_escaped(writer->out, text, strlen(text));
}

static const char *
field_value(const struct writer *writer, int index)
{
	if (!writer->shown[index])
		return "";
	return values_get(writer->values, writer->form->fields[index].name);
}

static void
add_field(struct writer *writer, int index)
{
	struct buf text = { 0 };

	field_show(&writer->form->fields[index], field_value(writer, index),
		&text);
	add_value(writer, buf_text(&text));
	buf_free(&text);
}

static const char *
head_text(const struct stream_head *head, enum body_head which)
{
	switch (which) {
	case BODY_NUMBER:
		return head->number;
	case BODY_CASE_NO:
		return head->case_no;
	case BODY_ORGAN:
		return head->organ;
	case BODY_BY:
		return head->by;
	case BODY_ENTERED:
		return head->entered;
	case BODY_HEADS:
		break;
	}
	return "";
}

/* The form's own text: only there does `|` part cells. */
static void
add_text(struct writer *writer, const struct block_kind *kind, const char *text)
{
	for (; *text != '\0'; text++) {
		if (*text == '|' && kind->has_cells)
			buf_add_char(writer->out, '|');
		else
			add_escaped(writer->out, text, 1);
	}
}

static void
add_part(struct writer *writer, const struct block_kind *kind,
	const struct body_part *part)
{
	switch (part->kind) {
	case PART_TEXT:
		add_text(writer, kind, part->text);
		break;
	case PART_FIELD:
		add_field(writer, part->index);
		break;
	case PART_HEAD:
		add_value(writer,
			head_text(writer->head, (enum body_head)part->index));
		break;
	case PART_EACH:
		add_escaped(writer->out, writer->repeat[writer->depth - 1].text,
			writer->repeat[writer->depth - 1].length);
		break;
	}
}

static void
add_block(struct buf *out, const char *kind, const char *text)
{
	buf_add(out, kind);
	buf_add_char(out, '\t');
	add_escaped(out, text, strlen(text));
	buf_add_char(out, '\n');
}

static bool
is_title(const struct block_kind *kind)
{
	return strcmp(kind->word, "org") == 0 ||
	       strcmp(kind->word, "title") == 0 ||
	       strcmp(kind->word, "num") == 0;
}

static void
tell_line(struct writer *writer)
{
	if (!writer->line_told && *writer->head->line != '\0')
		add_block(writer->out, "note", writer->head->line);
	writer->line_told = true;
}

static void
write_block(struct writer *writer, const struct body_step *step)
{
	if (!is_title(step->block))
		tell_line(writer);
	buf_add(writer->out, step->block->word);
	buf_add_char(writer->out, '\t');
	for (size_t i = 0; i < step->part_count; i++)
		add_part(writer, step->block, &step->parts[i]);
	buf_add_char(writer->out, '\n');
}

/* item: mark, wording, article, and why it was not told. */
static void
write_item(struct writer *writer, size_t index)
{
	const struct form_field *field = &writer->form->fields[index];
	const char *value = field_value(writer, (int)index);
	bool told = strcmp(value, "是") == 0;
	const char *reason = strchr(value, ' ');

	buf_addf(writer->out, "item\t%s|", told ? mark_told : mark_open);
	add_escaped(writer->out, field->text, strlen(field->text));
	buf_add_char(writer->out, '|');
	if (field->basis != NULL)
		add_escaped(writer->out, field->basis, strlen(field->basis));
	buf_add_char(writer->out, '|');
	if (!told && reason != NULL)
		add_escaped(writer->out, reason + 1, strlen(reason + 1));
	buf_add_char(writer->out, '\n');
}

static void
write_items(struct writer *writer)
{
	tell_line(writer);
	for (size_t i = 0; i < writer->form->field_count; i++) {
		if (writer->form->fields[i].is_item && writer->shown[i])
			write_item(writer, i);
	}
}

/* Takes the next word or line of the innermost repeat; false at its end. */
static bool
next_piece(struct writer *writer)
{
	size_t level = writer->depth - 1;
	const struct body_step *steps = writer->form->body->steps;
	const struct form_field *field =
		&writer->form->fields[steps[writer->repeat[level].step].field];
	char end = field->type->is_long ? '\n' : ' ';
	const char *text = writer->repeat[level].rest;

	while (*text == end)
		text++;
	if (*text == '\0')
		return false;
	writer->repeat[level].text = text;
	while (*text != '\0' && *text != end)
		text++;
	writer->repeat[level].length =
		(size_t)(text - writer->repeat[level].text);
	writer->repeat[level].rest = text;
	return true;
}

/* Where to go on after EACH or its END. */
static size_t
repeat_on(struct writer *writer, size_t each)
{
	if (next_piece(writer))
		return each + 1;
	writer->depth--;
	return writer->form->body->steps[each].partner + 1;
}

static size_t
open_repeat(struct writer *writer, size_t each)
{
	const struct body_step *step = &writer->form->body->steps[each];

	writer->repeat[writer->depth].step = each;
	writer->repeat[writer->depth].rest = field_value(writer, step->field);
	writer->depth++;
	return repeat_on(writer, each);
}

/* Does one step and says which comes next. */
static size_t
write_step(struct writer *writer, size_t at)
{
	const struct body_step *steps = writer->form->body->steps;
	const struct body_step *step = &steps[at];

	switch (step->kind) {
	case STEP_BLOCK:
		write_block(writer, step);
		return at + 1;
	case STEP_ITEMS:
		write_items(writer);
		return at + 1;
	case STEP_IF:
		if (form_holds(writer->form, step->conditions,
			    step->condition_count, writer->values))
			return at + 1;
		return step->partner + 1;
	case STEP_EACH:
		return open_repeat(writer, at);
	case STEP_END:
		if (steps[step->partner].kind == STEP_EACH)
			return repeat_on(writer, step->partner);
		return at + 1;
	}
	return at + 1;
}

/* "样稿  查询码 XXXXXXXX  摘要 0123…  第1份" */
static void
write_foot(struct writer *writer)
{
	const struct stream_head *head = writer->head;
	struct buf text = { 0 };

	if (head->is_draft)
		buf_add(&text, "草稿（未定稿）  ");
	if (writer->form->is_sample)
		buf_add(&text, "样稿  ");
	if (*head->code != '\0')
		buf_addf(&text, "查询码 %s  ", head->code);
	if (*head->digest != '\0')
		buf_addf(&text, "摘要 %.*s  ",
			(int)utf8_fit(head->digest, FOOT_DIGITS), head->digest);
	if (*head->copy != '\0')
		buf_addf(&text, "%s  ", head->copy);
	if (*head->line != '\0')
		buf_addf(&text, "%s  ", head->line);
	if (text.length >= 2) {
		buf_cut(&text, text.length - 2);
		add_block(writer->out, "foot", buf_text(&text));
	}
	buf_free(&text);
}

void
stream_write(const struct form *form, const struct values *values,
	const struct stream_head *head, struct buf *out)
{
	struct writer writer = {
		.form = form, .values = values, .head = head, .out = out
	};
	size_t at = 0;

	if (form->body == NULL)
		return;
	form_shown(form, values, form->field_count, writer.shown);
	while (at < form->body->count)
		at = write_step(&writer, at);
	write_foot(&writer);
}

/* Undoes add_escaped, up to an unescaped end of cell; steps over it. */
static const char *
read_cell(struct arena *arena, const char **cursor, const char *end)
{
	struct buf text = { 0 };
	const char *at = *cursor;
	const char *copied;

	for (; at < end && *at != '|'; at++) {
		if (*at != '\\' || at + 1 == end) {
			buf_add_char(&text, *at);
			continue;
		}
		at++;
		buf_add_char(&text, (char)(*at == 'n'	 ? '\n'
					    : *at == 't' ? '\t'
							 : *at));
	}
	*cursor = at;
	copied = arena_copy_bytes(arena, buf_text(&text), text.length);
	buf_free(&text);
	return copied;
}

static void
read_cells(
	struct arena *arena, const char *at, const char *end, struct block *out)
{
	for (;;) {
		out->cells = arena_grow(arena, out->cells, out->cell_count,
			sizeof(out->cells[0]));
		out->cells[out->cell_count++] = read_cell(arena, &at, end);
		if (at == end)
			return;
		at++;
	}
}

bool
stream_next(struct arena *arena, const char **cursor, struct block *out)
{
	const char *line = *cursor;
	const char *end = line + strcspn(line, "\n");
	const char *tab = line + strcspn(line, "\t\n");

	if (*line == '\0')
		return false;
	*out = (struct block){ 0 };
	out->kind = arena_copy_bytes(arena, line, (size_t)(tab - line));
	read_cells(arena, tab < end ? tab + 1 : end, end, out);
	*cursor = *end == '\n' ? end + 1 : end;
	return true;
}
