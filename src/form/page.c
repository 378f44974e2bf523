/* SPDX-License-Identifier: MIT */
/*
 * The block stream as text for paper and pager: every block becomes lines,
 * then the lines are dealt to pages.
 */
#include "form/page.h"

#include "base/utf8.h"
#include "base/width.h"
#include "form/stream.h"
#include "form/wrap.h"

#include <string.h>

enum {
	LEAST_COLUMNS = 24,
	INDENT = 4,	   /* two characters before a paragraph */
	RIGHT_GAP = 8,	   /* four characters after a date (GB/T 9704) */
	CELL_GAP = 2,	   /* between two cells of a row */
	LEAST_PAIR = 12,   /* of a label and its value in a row */
	DATE_COLUMNS = 16, /* "    年  月  日" and room before it */
	LEAST_LINE = 10,   /* of underline to sign on */
	NUMBER_GAP = 2,	   /* one character beside the page number */
	KEPT_LINES = 2	   /* of text that go with signatures */
};

struct layout {
	struct arena *arena;
	struct lines lines;
	int columns;
	const char *foot;
	bool is_signing; /* the last block was sign or right */
};

static const char *
cell(const struct block *block, size_t index)
{
	return index < block->cell_count ? block->cells[index] : "";
}

static int
width(const char *text)
{
	return width_text(text, WIDTH_PAPER);
}

static void
keep_from(struct layout *layout, size_t first)
{
	for (size_t i = first; i < layout->lines.count; i++)
		layout->lines.items[i].keep = true;
}

/* Each broken line of its own in the middle. */
static void
add_centred(struct layout *layout, const struct block *block)
{
	struct lines broken = { .arena = layout->arena };

	lines_wrap(&broken, cell(block, 0), layout->columns, 0, 0);
	for (size_t i = 0; i < broken.count; i++) {
		const char *text = broken.items[i].text;

		lines_add(&layout->lines,
			lines_indent(layout->arena,
				(layout->columns - width(text)) / 2, text));
	}
}

static void
add_title(struct layout *layout, const struct block *block)
{
	size_t first = layout->lines.count;

	add_centred(layout, block);
	keep_from(layout, first);
}

static void
add_to_right(struct layout *layout, const char *all, int gap)
{
	struct lines broken = { .arena = layout->arena };

	lines_wrap(&broken, all, layout->columns, 0, 0);
	for (size_t i = 0; i < broken.count; i++) {
		const char *text = broken.items[i].text;
		int left = layout->columns - width(text) - gap;

		lines_add(&layout->lines,
			lines_indent(layout->arena,
				left > 0 ? left : layout->columns - width(text),
				text));
	}
}

static void
add_number(struct layout *layout, const struct block *block)
{
	add_to_right(layout, cell(block, 0), 0);
}

static void
add_flush(struct layout *layout, const struct block *block)
{
	lines_wrap(&layout->lines, cell(block, 0), layout->columns, 0, 0);
}

static void
add_paragraph(struct layout *layout, const struct block *block)
{
	lines_wrap(&layout->lines, cell(block, 0), layout->columns, INDENT, 0);
}

static void
add_heading(struct layout *layout, const struct block *block)
{
	size_t first = layout->lines.count;

	add_paragraph(layout, block);
	keep_from(layout, first);
}

/* "label：value", the value hanging below itself where there is room. */
static void
wrap_pair(struct layout *layout, const struct block *block, size_t index,
	int columns, struct lines *out)
{
	const char *label = cell(block, index);
	int hang = width(label) + 2;
	const char *text = label;

	if (index + 1 < block->cell_count)
		text = arena_printf(
			layout->arena, "%s：%s", label, cell(block, index + 1));
	else
		hang = 0;
	lines_wrap(out, text, columns, 0, hang <= columns / 2 ? hang : INDENT);
}

/* Puts some pairs of a row beside one another, line by line. */
static void
add_pairs(struct layout *layout, const struct block *block, size_t first,
	size_t pairs)
{
	int room = layout->columns / (int)pairs;
	size_t start = layout->lines.count;

	for (size_t i = 0; i < pairs; i++) {
		struct lines part = { .arena = layout->arena };
		bool is_last = i + 1 == pairs;

		wrap_pair(layout, block, (first + i) * 2,
			is_last ? layout->columns - (int)i * room
				: room - CELL_GAP,
			&part);
		for (size_t k = 0; k < part.count; k++) {
			struct line *line;

			if (start + k == layout->lines.count)
				lines_add(&layout->lines, "");
			line = &layout->lines.items[start + k];
			line->text = arena_printf(layout->arena, "%s%*s%s",
				line->text, (int)i * room - width(line->text),
				"", part.items[k].text);
		}
	}
}

/* What has no room beside the others goes below them. */
static void
add_row(struct layout *layout, const struct block *block)
{
	size_t pairs = (block->cell_count + 1) / 2;
	size_t most = (size_t)(layout->columns / LEAST_PAIR);

	for (size_t i = 0; i < pairs; i += most)
		add_pairs(
			layout, block, i, pairs - i < most ? pairs - i : most);
}

/* √ and □ are in every printer's set; ☑ has four bytes in GB18030 and would
 * come out as □, the opposite. */
static void
add_item(struct layout *layout, const struct block *block)
{
	bool told = strcmp(cell(block, 0), "□") != 0;
	const char *basis = cell(block, 2);
	const char *text = arena_printf(
		layout->arena, "%s %s", told ? "√" : "□", cell(block, 1));

	if (*basis != '\0')
		text = arena_printf(layout->arena, "%s（%s）", text, basis);
	lines_wrap(&layout->lines, text, layout->columns, 0, 3);
	if (*cell(block, 3) == '\0')
		return;
	layout->lines.items[layout->lines.count - 1].keep = true;
	lines_wrap(&layout->lines,
		arena_printf(layout->arena, "未告知，原因：%s", cell(block, 3)),
		layout->columns, 3, 3);
}

/* The text that signatures stand below goes to their page with them: nobody
 * signs a sheet on which there is nothing. */
static void
keep_text_before(struct layout *layout)
{
	struct lines *lines = &layout->lines;
	int kept = 0;

	for (size_t i = lines->count; i > 0 && kept < KEPT_LINES; i--) {
		lines->items[i - 1].keep = true;
		kept += *lines->items[i - 1].text != '\0' ? 1 : 0;
	}
}

static void
add_sign_line(struct layout *layout, const char *label)
{
	struct lines *lines = &layout->lines;
	int room = layout->columns - DATE_COLUMNS;
	const char *last;
	int line;

	lines_add(lines, "");
	lines_wrap(lines, label, layout->columns, 0, 0);
	last = lines->items[lines->count - 1].text;
	if (width(last) + LEAST_LINE > room) {
		last = "";
		lines_add(lines, "");
	}
	line = room - width(last);
	lines->items[lines->count - 1].text = arena_printf(layout->arena,
		"%s%.*s    年  月  日", last, line,
		"________________________________________________________");
}

static void
add_sign(struct layout *layout, const struct block *block)
{
	size_t first = layout->lines.count;

	if (!layout->is_signing)
		keep_text_before(layout);
	for (size_t i = 0; i < block->cell_count; i++)
		add_sign_line(layout, cell(block, i));
	if (layout->is_signing && first > 0)
		first--;
	/* All but the last: what follows may start a page. */
	for (size_t i = first; i + 1 < layout->lines.count; i++)
		layout->lines.items[i].keep = true;
}

static void
add_right(struct layout *layout, const struct block *block)
{
	struct lines *lines = &layout->lines;

	/* A date belongs to what stands above it, blank lines included. */
	for (size_t i = lines->count; i > 0; i--) {
		lines->items[i - 1].keep = true;
		if (*lines->items[i - 1].text != '\0')
			break;
	}
	add_to_right(layout, cell(block, 0), RIGHT_GAP);
}

static void
add_blank(struct layout *layout, const struct block *block)
{
	(void)block;
	lines_add(&layout->lines, "");
}

static void
add_rule(struct layout *layout, const struct block *block)
{
	struct buf rule = { 0 };

	(void)block;
	for (int i = 0; i + 2 <= layout->columns; i += 2)
		buf_add(&rule, "─");
	lines_add(&layout->lines, arena_copy(layout->arena, buf_text(&rule)));
	buf_free(&rule);
}

static void
take_foot(struct layout *layout, const struct block *block)
{
	layout->foot = cell(block, 0);
}

static const struct {
	const char *kind;
	void (*add)(struct layout *layout, const struct block *block);
	bool is_signing;
} kinds[] = {
	{ "org", add_title, false },
	{ "title", add_title, false },
	{ "num", add_number, false },
	{ "to", add_flush, false },
	{ "p", add_paragraph, false },
	{ "h", add_heading, false },
	{ "row", add_row, false },
	{ "item", add_item, false },
	{ "sign", add_sign, true },
	{ "right", add_right, true },
	{ "blank", add_blank, false },
	{ "rule", add_rule, false },
	{ "note", add_flush, false },
	{ "foot", take_foot, false },
};

/* What is not plain is made visible here, at the edge. */
static void
filter_cells(struct arena *arena, struct block *block)
{
	for (size_t i = 0; i < block->cell_count; i++) {
		struct buf text = { 0 };

		utf8_filter(&text, block->cells[i], UTF8_LINES);
		block->cells[i] = arena_copy(arena, buf_text(&text));
		buf_free(&text);
	}
}

static void
lay_out(struct layout *layout, const char *stream)
{
	struct block block;

	while (stream_next(layout->arena, &stream, &block)) {
		filter_cells(layout->arena, &block);
		for (size_t i = 0; i < ARRAY_LENGTH(kinds); i++) {
			if (strcmp(kinds[i].kind, block.kind) != 0)
				continue;
			kinds[i].add(layout, &block);
			layout->is_signing = kinds[i].is_signing;
		}
	}
}

/* How many lines from `at` on must stand on one page. */
static size_t
run_length(const struct lines *lines, size_t at)
{
	size_t length = 1;

	while (at + length < lines->count && lines->items[at + length - 1].keep)
		length++;
	return length;
}

static void
add_line(struct buf *out, const char *text)
{
	buf_add(out, text);
	buf_add_char(out, '\n');
}

static void
write_foot(struct layout *layout, struct buf *out)
{
	struct lines foot = { .arena = layout->arena };

	if (*layout->foot == '\0')
		return;
	lines_wrap(&foot, layout->foot, layout->columns, 0, 0);
	for (size_t i = 0; i < foot.count; i++)
		add_line(out, foot.items[i].text);
}

/* Odd pages have their number at the right, even ones at the left. */
static void
write_page_end(struct layout *layout, int page, struct buf *out)
{
	const char *text = arena_printf(layout->arena, "— %d —", page);
	int left = page % 2 == 1 ? layout->columns - width(text) - NUMBER_GAP
				 : NUMBER_GAP;

	buf_add_char(out, '\n');
	add_line(out, lines_indent(layout->arena, left, text));
	write_foot(layout, out);
}

/* Writes one page from `at` on; gives the line that the next starts with. */
static size_t
write_page(struct layout *layout, size_t at, size_t most, struct buf *out)
{
	const struct lines *lines = &layout->lines;
	size_t used = 0;

	while (at < lines->count && *lines->items[at].text == '\0')
		at++;
	while (at < lines->count && used < most) {
		size_t run = run_length(lines, at);

		if (used > 0 && used + run > most && run <= most)
			break;
		for (; run > 0 && used < most; run--, used++)
			add_line(out, lines->items[at++].text);
	}
	for (; used < most; used++)
		buf_add_char(out, '\n');
	return at;
}

static bool
is_rest_blank(const struct lines *lines, size_t at)
{
	for (; at < lines->count; at++) {
		if (*lines->items[at].text != '\0')
			return false;
	}
	return true;
}

static void
write_pages(struct layout *layout, int most, struct buf *out)
{
	size_t at = 0;
	int page = 1;

	do {
		if (page > 1)
			buf_add_char(out, '\f');
		at = write_page(layout, at, (size_t)most, out);
		write_page_end(layout, page++, out);
	} while (!is_rest_blank(&layout->lines, at));
}

static void
write_long(struct layout *layout, struct buf *out)
{
	for (size_t i = 0; i < layout->lines.count; i++)
		add_line(out, layout->lines.items[i].text);
	if (*layout->foot != '\0')
		buf_add_char(out, '\n');
	write_foot(layout, out);
}

void
page_write(const char *stream, const struct page_style *style, struct buf *out)
{
	struct arena arena = { 0 };
	struct layout layout = { .arena = &arena,
		.lines = { .arena = &arena },
		.columns = style->columns < LEAST_COLUMNS ? LEAST_COLUMNS
							  : style->columns,
		.foot = "" };

	lay_out(&layout, stream);
	if (style->lines > 0)
		write_pages(&layout, style->lines, out);
	else
		write_long(&layout, out);
	arena_clear(&arena);
}
