/* SPDX-License-Identifier: MIT */
/*
 * Builds views: copies what a screen says into the view's arena. Knows no
 * terminal; render.c and layout.c do.
 */
#include "ui/view/view.h"

#include "base/buf.h"
#include "ui/entry/entry.h"

#include <assert.h>
#include <string.h>

static const char *
copy(struct view *view, const char *text)
{
	return text == NULL ? NULL : arena_copy(view->arena, text);
}

static struct view_block *
add_block(struct view *view, enum block_kind kind, const char *heading)
{
	struct view_block *block;

	view->blocks = arena_grow(view->arena, view->blocks, view->block_count,
		sizeof(*view->blocks));
	block = &view->blocks[view->block_count++];
	*block = (struct view_block){ .kind = kind,
		.heading = copy(view, heading) };
	return block;
}

static struct view_block *
last_block(struct view *view)
{
	assert(view->block_count > 0);
	return &view->blocks[view->block_count - 1];
}

static void
add_pair(
	struct view *view, const char *label, enum word word, const char *value)
{
	struct view_block *block = last_block(view);

	block->pairs = arena_grow(view->arena, block->pairs, block->pair_count,
		sizeof(*block->pairs));
	block->pairs[block->pair_count++] = (struct view_pair){
		.label = copy(view, label == NULL ? "" : label),
		.value = copy(view, value == NULL ? "" : value),
		.word = word,
	};
}

static struct view_row *
last_row(struct view *view)
{
	struct view_block *block = last_block(view);

	assert(block->kind == BLOCK_LIST && block->row_count > 0);
	return &block->rows[block->row_count - 1];
}

static void
add_cell(struct view *view, enum word word, const char *text)
{
	struct view_row *row = last_row(view);

	assert(row->cell_count < last_block(view)->column_count);
	row->cells[row->cell_count++] =
		(struct view_cell){ .text = text, .word = word };
}

void
view_title(struct view *view, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	view->title = arena_vprintf(view->arena, format, arguments);
	va_end(arguments);
}

void
view_list(struct view *view, const char *kind, const char *heading,
	const struct column *columns, size_t count)
{
	struct view_block *block = add_block(view, BLOCK_LIST, heading);
	struct column *own = arena_alloc(view->arena, count * sizeof(*own));

	for (size_t i = 0; i < count; i++) {
		own[i] = columns[i];
		own[i].title = copy(view, columns[i].title);
	}
	block->row_kind = copy(view, kind);
	block->columns = own;
	block->column_count = count;
}

void
view_empty(struct view *view, const char *text)
{
	last_block(view)->empty = copy(view, text);
}

void
view_row(struct view *view, int64_t id)
{
	struct view_block *block = last_block(view);

	assert(block->kind == BLOCK_LIST);
	block->rows = arena_grow(view->arena, block->rows, block->row_count,
		sizeof(*block->rows));
	block->rows[block->row_count++] = (struct view_row){
		.id = id,
		.kind = block->row_kind,
		.cells = arena_alloc(view->arena,
			block->column_count * sizeof(struct view_cell)),
	};
}

void
view_key(struct view *view, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	last_row(view)->key = arena_vprintf(view->arena, format, arguments);
	va_end(arguments);
}

void
view_band(struct view *view, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	last_row(view)->band = arena_vprintf(view->arena, format, arguments);
	va_end(arguments);
}

void
view_text(struct view *view, const char *text)
{
	add_cell(view, WORD_PLAIN, copy(view, text == NULL ? "" : text));
}

void
view_textf(struct view *view, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	add_cell(view, WORD_PLAIN,
		arena_vprintf(view->arena, format, arguments));
	va_end(arguments);
}

void
view_date(struct view *view, struct date date)
{
	char text[DATE_TEXT];

	view_text(view, date_format(date, text));
}

void
view_word(struct view *view, enum word word, const char *text)
{
	add_cell(view, word, copy(view, text == NULL ? "" : text));
}

void
view_fields(struct view *view, const char *heading)
{
	add_block(view, BLOCK_FIELDS, heading);
}

void
view_field(struct view *view, const char *label, const char *value)
{
	view_field_word(view, label, WORD_PLAIN, value);
}

void
view_field_word(
	struct view *view, const char *label, enum word word, const char *value)
{
	assert(last_block(view)->kind == BLOCK_FIELDS);
	add_pair(view, label, word, value);
}

void
view_paragraph(struct view *view, const char *heading, const char *text)
{
	add_block(view, BLOCK_TEXT, heading)->text =
		copy(view, text == NULL ? "" : text);
}

void
view_page(struct view *view, const char *text)
{
	add_block(view, BLOCK_PAGE, NULL)->text =
		copy(view, text == NULL ? "" : text);
}

void
view_choice(struct view *view, const char *digit, const char *label)
{
	if (view->block_count == 0 || last_block(view)->kind != BLOCK_CHOICES)
		add_block(view, BLOCK_CHOICES, NULL);
	add_pair(view, digit, WORD_PLAIN, label);
}

void
view_entry(struct view *view, struct entry *entry)
{
	add_block(view, BLOCK_ENTRY, NULL)->entry = entry;
}

const struct view_row *
view_row_at(const struct view *view, int row)
{
	size_t left = (size_t)row;

	if (row < 0)
		return NULL;
	for (size_t i = 0; i < view->block_count; i++) {
		const struct view_block *block = &view->blocks[i];

		if (left < block->row_count)
			return &block->rows[left];
		left -= block->row_count;
	}
	return NULL;
}

int
view_row_count(const struct view *view)
{
	size_t count = 0;

	for (size_t i = 0; i < view->block_count; i++)
		count += view->blocks[i].row_count;
	return (int)count;
}

static void
dump_row(const struct view_row *row, struct buf *out)
{
	if (row->band != NULL)
		buf_addf(out, "- %s\n", row->band);
	for (size_t i = 0; i < row->cell_count; i++)
		buf_addf(
			out, "%s%s", i == 0 ? "  " : " | ", row->cells[i].text);
	buf_add(out, "\n");
}

static void
dump_list(const struct view_block *block, struct buf *out)
{
	buf_addf(out, "list %s\n",
		block->row_kind == NULL ? "" : block->row_kind);
	for (size_t i = 0; i < block->column_count; i++)
		buf_addf(out, "%s%s", i == 0 ? "# " : " | ",
			block->columns[i].title);
	buf_add(out, "\n");
	for (size_t i = 0; i < block->row_count; i++)
		dump_row(&block->rows[i], out);
	if (block->row_count == 0 && block->empty != NULL)
		buf_addf(out, "  (%s)\n", block->empty);
}

static void
dump_pairs(const struct view_block *block, const char *what, struct buf *out)
{
	buf_addf(out, "%s\n", what);
	for (size_t i = 0; i < block->pair_count; i++)
		buf_addf(out, "  %s: %s\n", block->pairs[i].label,
			block->pairs[i].value);
}

static void
dump_block(const struct view_block *block, struct buf *out)
{
	if (block->heading != NULL)
		buf_addf(out, "[%s]\n", block->heading);
	switch (block->kind) {
	case BLOCK_LIST:
		dump_list(block, out);
		break;
	case BLOCK_FIELDS:
		dump_pairs(block, "fields", out);
		break;
	case BLOCK_CHOICES:
		dump_pairs(block, "choices", out);
		break;
	case BLOCK_TEXT:
		buf_addf(out, "text\n%s\n", block->text);
		break;
	case BLOCK_PAGE:
		buf_addf(out, "page\n%s\n", block->text);
		break;
	case BLOCK_ENTRY:
		buf_add(out, "entry\n");
		entry_dump(block->entry, out);
		break;
	}
}

void
view_dump(const struct view *view, struct buf *out)
{
	if (view->title != NULL)
		buf_addf(out, "title %s\n", view->title);
	for (size_t i = 0; i < view->block_count; i++)
		dump_block(&view->blocks[i], out);
}
