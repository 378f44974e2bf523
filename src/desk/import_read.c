/* SPDX-License-Identifier: MIT */
/*
 * An exported file: its encoding, its heading, what each column says. What
 * the cells say is import_cell.c, what the rows come to import_cases.c.
 */
#include "base/file.h"
#include "base/utf8.h"
#include "base/width.h"
#include "desk/import_case.h"

#include <string.h>
#include <unistd.h>

enum { FILE_BYTES = 512 << 20, HEADING_ROWS = 5 };

/* clang-format off */
const struct column_row import_columns[COLUMNS] = {
	[COLUMN_NUMBER] = { "案号 案件编号 案件号 案件字号 案件案号", true,
		SHARED_ALL, "case-intake", "案号", "程序段.案号", NULL },
	[COLUMN_RECEIVED] = { "收案日期 收案时间 收到日期 收到时间 收案日", false,
		SHARED_ALL, "case-intake", "收案日期", "程序段.收案日期", NULL },
	[COLUMN_ACCEPTED] = { "立案日期 立案时间 受理日期 受理时间 立案日", false,
		SHARED_ALL, "case-intake", "立案日期", "程序段.立案日期", NULL },
	[COLUMN_INSTANCE] = { "审级 审判级别 审理级别", false,
		SHARED_ALL, "case-intake", "审级", "程序段.审级", "proceeding-change" },
	[COLUMN_PROCEDURE] = { "程序 适用程序 审理程序 审判程序", false,
		SHARED_ALL, "case-intake", "程序", "程序段.程序", "procedure" },
	[COLUMN_PROSECUTION] = { "起诉 公诉或自诉 起诉方式 公诉自诉", false,
		SHARED_ALL, "case-intake", "起诉", "程序段.起诉", "proceeding-change" },
	[COLUMN_JUDGE] = { "承办人 承办法官 主审法官 承办审判员 主办法官", false,
		SHARED_ALL, "case-intake", "承办人", "程序段.承办人", "proceeding-change" },
	[COLUMN_CLERK] = { "书记员 书记员姓名 承办书记员", false,
		SHARED_ALL, "case-intake", "书记员", "程序段.书记员", "proceeding-change" },
	[COLUMN_PHONE] = { "联系电话 电话 承办人电话 法官电话 办公电话", false,
		SHARED_ALL, "case-intake", "联系电话", "程序段.联系电话", "proceeding-change" },
	[COLUMN_HEARING] = { "开庭时间 开庭日期 庭审时间 开庭日期时间", false,
		SHARED_ALL, "hearing", "开庭时间", "庭审.时间", NULL },
	[COLUMN_HEARING_PLACE] = { "开庭地点 法庭 开庭场所 庭审地点 开庭法庭", false,
		SHARED_ALL, "hearing", "开庭地点", "庭审.地点", NULL },
	[COLUMN_NAME] = { "被告人 被告人姓名 当事人 当事人姓名 被告", true,
		SHARED_NEVER, "case-intake", "姓名", "当事人.姓名", "party-change" },
	[COLUMN_SEX] = { "性别 被告人性别", false,
		SHARED_NEVER, "case-intake", "性别", "当事人.性别", "party-change" },
	[COLUMN_BIRTH] = { "出生日期 出生年月日 生日", false,
		SHARED_NEVER, "case-intake", "出生日期", "当事人.出生日期", "party-change" },
	[COLUMN_DOCUMENT] = { "身份证号 证件号码 公民身份号码 身份证号码 证件号 身份证 居民身份证号 居民身份证号码", false,
		SHARED_NEVER, "case-intake", "证件号", "当事人.证件号", "party-change" },
	[COLUMN_ADDRESS] = { "住址 住所地 户籍地 家庭住址 住所", false,
		SHARED_NEVER, "case-intake", "住址", "当事人.住址", "party-change" },
	[COLUMN_MEASURE] = { "强制措施 强制措施种类", false,
		SHARED_ALL, "case-intake", "强制措施", "当事人.强制措施", "party-change" },
	[COLUMN_CUSTODY] = { "羁押场所 羁押地点 羁押地 关押场所 羁押处所 看守所", false,
		SHARED_ALL, "case-intake", "羁押场所", "当事人.羁押场所", "party-change" },
	[COLUMN_CHARGE] = { "罪名 案由 罪名案由 涉嫌罪名 指控罪名", true,
		SHARED_ALL, "case-intake", "罪名", "当事人.罪名", "charge" },
	[COLUMN_RETAINED] = { "是否委托 是否委托辩护人 是否委托律师 有无委托辩护人 委托辩护人 委托律师", false,
		SHARED_NEVER, "case-intake", "辩护人", "当事人.辩护人", NULL },
	[COLUMN_DEFENDER] = { "辩护人姓名 辩护人 辩护律师 律师 律师姓名", false,
		SHARED_NEVER, "case-intake", "辩护人姓名", "当事人.辩护人姓名", NULL },
	[COLUMN_FIRM] = { "辩护人单位 律师事务所 律所 辩护人所在单位", false,
		SHARED_NEVER, "case-intake", "辩护人单位", "当事人.辩护人单位", NULL },
	[COLUMN_DEFENDER_PHONE] = { "辩护人电话 律师电话 律师联系电话", false,
		SHARED_NEVER, "case-intake", "辩护人电话", "当事人.辩护人电话", NULL },
	[COLUMN_ADVISED] = { "告知日期 权利告知日期 告知时间 权利告知时间", false,
		SHARED_ALL, "advice-elsewhere", "告知日期", NULL, NULL },
	[COLUMN_REASON] = { "原因", false, SHARED_ALL, NULL, NULL, NULL, NULL },
};
/* clang-format on */

const char *
import_column_name(struct arena *arena, enum column column)
{
	const char *names = import_columns[column].names;

	return arena_copy_bytes(arena, names, strcspn(names, " "));
}

static bool
has_name(const char *names, const char *name)
{
	size_t length = strlen(name);

	while (*names != '\0') {
		size_t step = strcspn(names, " ");

		if (step == length && strncmp(names, name, length) == 0)
			return true;
		names += step;
		names += strspn(names, " ");
	}
	return false;
}

/* A heading without blanks, line breaks, marks, and what stands in brackets
 * at its end. */
static const char *
fold_heading(struct arena *arena, const char *heading)
{
	struct buf out = { 0 };
	const char *copy;

	while (*heading != '\0') {
		char bytes[UTF8_MAX_BYTES];
		uint32_t c = utf8_next(&heading);

		if (c == '(' || c == 0xFF08)
			break;
		if (c <= ' ' || c == 0x3000 || c == 0xA0 || c == '*' ||
			c == ':' || c == 0xFF1A)
			continue;
		buf_add_bytes(&out, bytes, utf8_put(c, bytes));
	}
	copy = arena_copy(arena, buf_text(&out));
	buf_free(&out);
	return copy;
}

static int
find_column(const char *heading)
{
	for (int i = 0; i < COLUMNS; i++)
		if (has_name(import_columns[i].names, heading))
			return i;
	return -1;
}

/* Which columns a row would name, were it the heading; the first of two that
 * say the same counts. Returns how many needed ones are missing. */
static size_t
name_columns(struct import *import, const struct csv_row *row)
{
	bool is_there[COLUMNS] = { false };
	size_t missing = 0;

	import->ignored = NULL;
	import->ignored_count = 0;
	import->columns =
		arena_alloc(import->arena, (row->count + 1) * sizeof(int));
	for (size_t i = 0; i < row->count; i++) {
		const char *name = fold_heading(import->arena, row->cells[i]);
		int column = find_column(name);

		import->columns[i] = -1;
		if (column >= 0 && !is_there[column]) {
			import->columns[i] = column;
			is_there[column] = true;
		} else if (*name != '\0') {
			import->ignored = arena_grow(import->arena,
				import->ignored, import->ignored_count,
				sizeof(*import->ignored));
			import->ignored[import->ignored_count++] = name;
		}
	}
	for (size_t i = 0; i < COLUMNS; i++)
		missing += import_columns[i].is_needed && !is_there[i];
	return missing;
}

static bool
no_heading(struct import *import, struct err *err)
{
	struct buf missing = { 0 };

	name_columns(import, &import->csv.rows[0]);
	for (int i = 0; i < COLUMNS; i++) {
		bool is_there = !import_columns[i].is_needed;

		for (size_t k = 0; k < import->csv.rows[0].count; k++)
			is_there = is_there || import->columns[k] == i;
		if (!is_there)
			buf_addf(&missing, "%s%s",
				missing.length > 0 ? "、" : "",
				import_column_name(
					import->arena, (enum column)i));
	}
	err_set(err, ERR_INPUT,
		"%s：表头里没有%s，没有读入；第一行要写各列的名称",
		import->file, buf_text(&missing));
	buf_free(&missing);
	return false;
}

/* Exports may have a title above their heading. */
static bool
find_heading(struct import *import, struct err *err)
{
	struct csv *csv = &import->csv;

	if (csv->count == 0)
		return err_set(
			err, ERR_INPUT, "%s：是空的，没有读入", import->file);
	for (size_t i = 0; i < csv->count && i < HEADING_ROWS; i++) {
		if (name_columns(import, &csv->rows[i]) > 0)
			continue;
		csv->rows += i;
		csv->count -= i;
		return true;
	}
	return no_heading(import, err);
}

bool
import_open(struct arena *arena, const char *path, struct import *out,
	struct err *err)
{
	struct buf text = { 0 };
	bool done;

	*out = (struct import){ .arena = arena,
		.file = arena_copy(arena, path) };
	done = charset_read(path, FILE_BYTES, &text, &out->found, err) &&
	       csv_read(arena, buf_text(&text), &out->csv, err) &&
	       find_heading(out, err);
	buf_free(&text);
	return done;
}

/* A spreadsheet reckons what begins so, whatever the quotes; with an apostrophe
 * before it, it is text, and cell_clean takes that away again. */
static bool
is_formula(const char *text)
{
	static const char *const starts[] = { "=", "+", "-", "@", "＝", "＋",
		"－", "＠" };

	for (size_t i = 0; i < ARRAY_LENGTH(starts); i++)
		if (strncmp(text, starts[i], strlen(starts[i])) == 0)
			return true;
	return false;
}

/* What may stand in a file again: filtered, line breaks kept, quoted. */
static void
put_cell(struct buf *out, const char *cell, char separator)
{
	struct buf plain = { 0 };

	utf8_filter(&plain, cell, UTF8_LINES);
	if (separator != '\0')
		buf_add_char(out, separator);
	buf_add_char(out, '"');
	if (is_formula(buf_text(&plain) + strspn(buf_text(&plain), " \n")))
		buf_add_char(out, '\'');
	for (const char *at = buf_text(&plain); *at != '\0'; at++) {
		if (*at == '"')
			buf_add_char(out, '"');
		buf_add_char(out, *at);
	}
	buf_add_char(out, '"');
	buf_free(&plain);
}

/* The reason comes last; a short row must not have it in another's column. */
static void
put_row(const struct import *import, const struct csv_row *row,
	const char *reason, struct buf *out)
{
	size_t columns = import->csv.rows[0].count;
	char separator = '\0';

	for (size_t i = 0; i < row->count || i < columns; i++) {
		if (i < columns && import->columns[i] == COLUMN_REASON)
			continue;
		put_cell(out, i < row->count ? row->cells[i] : "", separator);
		separator = import->csv.separator;
	}
	put_cell(out, reason, separator);
	buf_add(out, "\r\n");
}

static void
put_rejects(const struct import *import, struct buf *out)
{
	put_row(import, &import->csv.rows[0], "原因", out);
	for (size_t i = 0; i < import->case_count; i++) {
		const struct import_case *c = &import->cases[i];

		if (c->fate != IMPORT_REFUSED)
			continue;
		for (size_t k = 0; k < c->row_count; k++)
			put_row(import, &import->csv.rows[c->rows[k]],
				arena_printf(import->arena, "%s%s%s", c->column,
					c->column[0] == '\0' ? "" : "：",
					c->text),
				out);
	}
}

static const char *
free_name(const struct import *import)
{
	const char *name =
		arena_printf(import->arena, "%s.rejects.csv", import->file);

	for (int i = 2; access(name, F_OK) == 0; i++)
		name = arena_printf(
			import->arena, "%s.rejects-%d.csv", import->file, i);
	return name;
}

/* A spreadsheet takes UTF-8 without a BOM for GBK. */
static bool
encode(const struct buf *text, enum charset *charset, struct buf *out,
	struct err *err)
{
	size_t replaced;

	if (*charset == CHARSET_UTF8)
		*charset = CHARSET_UTF8_BOM;
	if (!charset_from_utf8(text, *charset, out, &replaced, err))
		return false;
	if (replaced == 0)
		return true;
	*charset = CHARSET_UTF8_BOM;
	buf_clear(out);
	return charset_from_utf8(text, *charset, out, &replaced, err);
}

bool
import_write_rejects(const struct import *import, const char **path,
	enum charset *charset, struct err *err)
{
	struct buf text = { 0 };
	struct buf out = { 0 };
	bool done;

	*path = "";
	*charset = import->found.charset;
	if (import->counts[IMPORT_REFUSED] == 0)
		return true;
	put_rejects(import, &text);
	*path = free_name(import);
	done = encode(&text, charset, &out, err) &&
	       file_write(*path, out.data, out.length, err);
	buf_free(&text);
	buf_free(&out);
	return done;
}
