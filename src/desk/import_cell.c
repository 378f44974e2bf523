/* SPDX-License-Identifier: MIT */
/*
 * One cell: what spreadsheets put around it, the words case systems use for
 * the choices of our forms, and the field's own type at the end.
 */
#include "desk/import_cell.h"

#include "base/utf8.h"

#include <string.h>

/* A word of theirs, found anywhere in a cell, and the choice it means; the
 * first that is found counts. */
/* clang-format off */
static const struct {
	enum column column;
	const char *part;
	const char *choice;
} words[] = {
	{ COLUMN_INSTANCE, "死刑复核", NULL },
	{ COLUMN_INSTANCE, "缺席", "缺席审判" },
	{ COLUMN_INSTANCE, "强制医疗", "强制医疗" },
	{ COLUMN_INSTANCE, "再审", "再审" },
	{ COLUMN_INSTANCE, "二审", "二审" },
	{ COLUMN_INSTANCE, "一审", "一审" },
	{ COLUMN_INSTANCE, "初审", "一审" },
	{ COLUMN_PROCEDURE, "速裁", "速裁" },
	{ COLUMN_PROCEDURE, "简易", "简易" },
	{ COLUMN_PROCEDURE, "普通", "普通" },
	{ COLUMN_PROCEDURE, "定", "未定" },
	{ COLUMN_PROSECUTION, "自诉", "自诉" },
	{ COLUMN_PROSECUTION, "公诉", "公诉" },
	{ COLUMN_SEX, "男", "男" },
	{ COLUMN_SEX, "女", "女" },
	{ COLUMN_MEASURE, "取保", "取保候审" },
	{ COLUMN_MEASURE, "监视", "监视居住" },
	{ COLUMN_MEASURE, "未", "未采取" },
	{ COLUMN_MEASURE, "逮捕", "羁押" },
	{ COLUMN_MEASURE, "拘留", "羁押" },
	{ COLUMN_MEASURE, "羁押", "羁押" },
	{ COLUMN_MEASURE, "在押", "羁押" },
};
/* clang-format on */

/* Cells that say that there is nothing. */
static const char *const nothings[] = { "/", "／", "-", "--", "—", "——", "null",
	"NULL", "无", "暂无" };

static bool
is_edge(uint32_t c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == 0xA0 ||
	       c == 0x3000 || c == 0xFEFF;
}

static const char *
trim(struct arena *arena, const char *text)
{
	const char *end;

	for (;;) {
		const char *next = text;

		if (!is_edge(utf8_next(&next)))
			break;
		text = next;
	}
	end = text + strlen(text);
	while (end > text) {
		const char *last = utf8_previous(text, end);
		const char *at = last;

		if (!is_edge(utf8_next(&at)))
			break;
		end = last;
	}
	return arena_copy_bytes(arena, text, (size_t)(end - text));
}

const char *
cell_clean(struct arena *arena, const char *cell)
{
	const char *text = trim(arena, cell);
	size_t length;

	/* '4101… and ="4101…": how spreadsheets are told that it is text; both
	 * where a refused row was written back (import_read.c). */
	if (text[0] == '\'')
		text = trim(arena, text + 1);
	length = strlen(text);
	if (length >= 3 && strncmp(text, "=\"", 2) == 0 &&
		text[length - 1] == '"')
		text = trim(
			arena, arena_copy_bytes(arena, text + 2, length - 3));
	for (size_t i = 0; i < ARRAY_LENGTH(nothings); i++)
		if (strcmp(text, nothings[i]) == 0)
			return "";
	return text;
}

static bool
parts_here(uint32_t c, bool is_loose)
{
	static const uint32_t marks[] = { ';', 0xFF1B, '\n' };
	static const uint32_t more[] = { 0x3001, 0xFF0C, ',', '/', 0xFF0F };

	for (size_t i = 0; i < ARRAY_LENGTH(marks); i++)
		if (c == marks[i])
			return true;
	for (size_t i = 0; !is_loose && i < ARRAY_LENGTH(more); i++)
		if (c == more[i])
			return true;
	return false;
}

const char **
cell_parts(struct arena *arena, const char *cell, bool is_loose, size_t *count)
{
	const char **parts = NULL;
	const char *start = cell, *at = cell;
	int depth = 0;

	*count = 0;
	for (;;) {
		const char *here = at;
		uint32_t c = utf8_next(&at);

		depth += c == '(' || c == 0xFF08;
		depth -= (c == ')' || c == 0xFF09) && depth > 0;
		if (c != 0 && (depth > 0 || !parts_here(c, is_loose)))
			continue;
		parts = arena_grow(arena, parts, *count, sizeof(*parts));
		parts[(*count)++] = cell_clean(arena,
			arena_copy_bytes(arena, start, (size_t)(here - start)));
		if (c == 0)
			return parts;
		start = at;
	}
}

static const char *
known_word(const struct form_field *field, enum column column, const char *text)
{
	for (size_t i = 0; i < field->choice_count; i++)
		if (strcmp(field->choices[i], text) == 0)
			return text;
	for (size_t i = 0; i < ARRAY_LENGTH(words); i++)
		if (words[i].column == column &&
			strstr(text, words[i].part) != NULL)
			return words[i].choice == NULL ? text : words[i].choice;
	return text;
}

/* "2026-01-02 00:00:00.0": the day of it. */
static const char *
day_alone(struct arena *arena, const char *text)
{
	return arena_copy_bytes(arena, text, strcspn(text, " T"));
}

/* A day must have its year: a file is no keyboard, and 1123 no date in it. */
static bool
has_year(const char *text)
{
	size_t digits = strspn(text, "0123456789");

	return (digits == 4 && text[4] != '\0') || digits == 8;
}

bool
cell_has_time(const char *text)
{
	const char *blank = text + strcspn(text, " T");
	const char *time = blank + strspn(blank, " T0:.");

	if (strpbrk(text, ":") == NULL && strstr(text, "时") == NULL &&
		strstr(text, "点") == NULL && strstr(text, "：") == NULL)
		return false;
	return *blank == '\0' || *time != '\0';
}

/* "09:30:00.0" to "09:30": hearings are not fixed to the second. */
static const char *
minutes_alone(struct arena *arena, const char *text)
{
	const char *colon = strchr(text, ':');
	const char *second = colon == NULL ? NULL : strchr(colon + 1, ':');

	if (second == NULL)
		return text;
	return arena_copy_bytes(arena, text, (size_t)(second - text));
}

/* 4.10101E+17: what is left of a number that a spreadsheet took for one. */
static bool
is_rounded(const char *text)
{
	size_t digits = strspn(text, "0123456789.");

	return digits > 0 && (text[digits] == 'E' || text[digits] == 'e') &&
	       text[digits + 1] == '+';
}

static bool
check_shape(enum column column, bool is_day, const char *text, struct err *err)
{
	if (is_day && !has_year(text))
		return err_set(err, ERR_INPUT,
			"看不懂的日期：%s。要写全年月日，如 2026-11-23", text);
	if (column == COLUMN_DOCUMENT && is_rounded(text))
		return err_set(err, ERR_INPUT,
			"号码被表格软件改成了科学计数（%s），请把该列设为文本重新导出",
			text);
	return true;
}

bool
cell_value(struct desk *desk, struct arena *arena, enum column column,
	const char *text, const char **value, struct err *err)
{
	const struct column_row *row = &import_columns[column];
	const struct form *form = library_form(desk->library, row->form);
	int at = form == NULL ? -1 : form_field_index(form, row->field);
	struct field_context context = desk_field_context(desk);
	struct buf out = { 0 };
	const struct form_field *field;
	bool is_day, done;

	*value = NULL;
	if (at < 0)
		return err_set(err, ERR_BUG, "表单%s没有栏目%s", row->form,
			row->field);
	if (*text == '\0')
		return true;
	field = &form->fields[at];
	is_day = strcmp(field->type->word, "日期") == 0;
	if (is_day)
		text = day_alone(arena, text);
	else if (column == COLUMN_HEARING)
		text = minutes_alone(arena, text);
	else if (field->choice_count > 0)
		text = known_word(field, column, text);
	done = check_shape(
		       column, is_day || column == COLUMN_HEARING, text, err) &&
	       field_read(field, &context, text, &out, err);
	if (done && out.length > 0)
		*value = arena_copy(arena, buf_text(&out));
	buf_free(&out);
	return done;
}
