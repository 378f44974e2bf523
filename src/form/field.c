/* SPDX-License-Identifier: MIT */
/* The table of field types, and the checks that all of them share. */
#include "form/field.h"

#include "base/utf8.h"
#include "form/field_read.h"
#include "form/form.h"

#include <ctype.h>
#include <string.h>

enum { ID_DIGITS = 18, OLD_ID_DIGITS = 15 };

void
fold_ascii(const char *typed, struct buf *out)
{
	while (*typed != '\0') {
		uint32_t c = utf8_next(&typed);
		char bytes[UTF8_MAX_BYTES];

		if (c >= 0xFF01 && c <= 0xFF5E)
			c -= 0xFF01 - 0x21;
		else if (c == 0x3000)
			c = ' ';
		buf_add_bytes(out, bytes, utf8_put(c, bytes));
	}
}

static bool
read_text(const struct form_field *field, const struct field_context *context,
	const char *typed, struct buf *out, struct err *err)
{
	(void)field;
	(void)context;
	(void)err;
	buf_add(out, typed);
	return true;
}

static bool
check_id(const char *id, const struct field_context *context, struct err *err)
{
	size_t length = strlen(id);
	size_t digits = strspn(id, "0123456789");
	struct date birth;

	if (length == ID_DIGITS && digits >= ID_DIGITS - 1) {
		if (!field_resident_id(id, &birth, NULL, err))
			return false;
		if (date_compare(birth, context->today) > 0)
			return err_set(err, ERR_INPUT,
				"身份证号里的出生日期晚于今天，请核对第7至14位");
		return true;
	}
	/* All digits and one off: a typing mistake, not a foreign document. */
	if (digits == length && length > OLD_ID_DIGITS &&
		length < ID_DIGITS + 3)
		return err_set(err, ERR_INPUT,
			"身份证号应是18位，现在是%zu位；其他证件请在号码前写证件名称",
			length);
	return true;
}

static bool
read_id(const struct form_field *field, const struct field_context *context,
	const char *typed, struct buf *out, struct err *err)
{
	struct buf plain = { 0 };
	bool ok;

	(void)field;
	fold_ascii(typed, &plain);
	if (plain.length == ID_DIGITS && plain.data[ID_DIGITS - 1] == 'x')
		plain.data[ID_DIGITS - 1] = 'X';
	ok = check_id(buf_text(&plain), context, err);
	if (ok)
		buf_add(out, buf_text(&plain));
	buf_free(&plain);
	return ok;
}

/*
 * Case numbers are loose text (LAW §7: the rules for them are not verified);
 * only brackets are made alike and blanks left out, so that they are found.
 */
static bool
read_case_no(const struct form_field *field,
	const struct field_context *context, const char *typed, struct buf *out,
	struct err *err)
{
	(void)field;
	(void)context;
	(void)err;
	while (*typed != '\0') {
		uint32_t c = utf8_next(&typed);

		if (c >= 0xFF10 && c <= 0xFF19)
			c -= 0xFF10 - '0';
		if (c == '(' || c == '[' || c == 0x3014 || c == 0x3010)
			c = 0xFF08;
		else if (c == ')' || c == ']' || c == 0x3015 || c == 0x3011)
			c = 0xFF09;
		if (c != ' ' && c != 0x3000) {
			char bytes[UTF8_MAX_BYTES];

			buf_add_bytes(out, bytes, utf8_put(c, bytes));
		}
	}
	return true;
}

/* Digits and what parts them, and an extension after 转. */
static bool
is_phone(const char *text)
{
	size_t digits = 0;
	size_t length = strspn(text, "0123456789+-()/,; #*");

	for (const char *at = text; *at != '\0'; at++)
		digits += isdigit((unsigned char)*at) ? 1 : 0;
	text += length;
	if (strncmp(text, "转", strlen("转")) == 0) {
		text += strlen("转");
		text += strspn(text, "0123456789 ");
	}
	return digits >= 3 && *text == '\0';
}

static bool
read_phone(const struct form_field *field, const struct field_context *context,
	const char *typed, struct buf *out, struct err *err)
{
	struct buf plain = { 0 };
	bool ok;

	(void)field;
	(void)context;
	fold_ascii(typed, &plain);
	ok = is_phone(buf_text(&plain));
	if (ok)
		buf_add(out, buf_text(&plain));
	buf_free(&plain);
	if (!ok)
		return err_set(err, ERR_INPUT,
			"看不懂的电话：%s。只写数字、+、-、括号，分机写 转",
			typed);
	return true;
}

/* "1,234.5元" to 1234.50; false if it is no amount. */
static bool
parse_money(const char *text, struct buf *out)
{
	size_t whole = 0;
	size_t cents;

	if (*text == '$' || strncmp(text, "¥", strlen("¥")) == 0)
		text += *text == '$' ? 1 : strlen("¥");
	for (; isdigit((unsigned char)*text) || *text == ','; text++) {
		if (*text == ',' || (*text == '0' && whole == 0 &&
					    isdigit((unsigned char)text[1])))
			continue;
		buf_add_char(out, *text);
		whole++;
	}
	if (whole == 0 || whole > 12)
		return false;
	buf_add_char(out, '.');
	cents = *text == '.' ? strspn(text + 1, "0123456789") : 0;
	if (*text == '.' && (cents == 0 || cents > 2))
		return false;
	buf_add_bytes(out, *text == '.' ? text + 1 : text, cents);
	buf_add(out, &"00"[cents]);
	text += *text == '.' ? cents + 1 : 0;
	return *text == '\0' || strcmp(text, "元") == 0;
}

static bool
read_money(const struct form_field *field, const struct field_context *context,
	const char *typed, struct buf *out, struct err *err)
{
	struct buf plain = { 0 };
	size_t start = out->length;
	bool ok;

	(void)field;
	(void)context;
	fold_ascii(typed, &plain);
	ok = parse_money(buf_text(&plain), out);
	buf_free(&plain);
	if (ok)
		return true;
	buf_cut(out, start);
	return err_set(err, ERR_INPUT,
		"看不懂的金额：%s。写元，至多两位小数，如 1234.50", typed);
}

static void
show_money(const char *value, struct buf *out)
{
	buf_addf(out, "%s元", value);
}

static bool
read_number(const struct form_field *field, const struct field_context *context,
	const char *typed, struct buf *out, struct err *err)
{
	struct buf plain = { 0 };
	const char *text;
	size_t digits;

	(void)field;
	(void)context;
	fold_ascii(typed, &plain);
	text = buf_text(&plain);
	text += strspn(text, "0");
	digits = strspn(text, "0123456789");
	if (text[digits] != '\0' || digits > 9) {
		buf_free(&plain);
		return err_set(err, ERR_INPUT,
			"看不懂的数字：%s。只写 0 到 999999999 的整数", typed);
	}
	buf_add(out, digits == 0 ? "0" : text);
	buf_free(&plain);
	return true;
}

/* clang-format off */
static const struct field_type table[] = {
	{ "文本", "text", 200, 0, false, false, "文字", read_text, NULL },
	{ "长文本", "long-text", 4000, 0, true, false, "文字，可分行", read_text, NULL },
	{ "全文", "full-text", 60000, 0, true, false, "整份文件的文字", read_text, NULL },
	{ "人名", "name", 60, 0, false, false, "姓名", read_text, NULL },
	{ "证件号", "id", 40, 18, false, false, "身份证号18位，末位可为X；其他证件写名称和号码", read_id, NULL },
	{ "日期", "date", 10, 10, false, false, "年月日，如 1123、20261123、今、昨、+3", read_date, show_date },
	{ "时刻", "instant", 16, 16, false, false, "日期空一格写时间，如 1123 0940、今 9:40、现在", read_instant, show_instant },
	{ "是否", "yes-no", 1, 1, false, false, "1 是  2 否", read_yes_no, NULL },
	{ "选择", "choice", 100, 0, false, true, "写序号，或打开头的字，F4 列出", read_choice, NULL },
	{ "多选", "many", 400, 0, false, true, "可选几项，序号间空一格，F4 列出", read_many, show_many },
	{ "用户", "users", 400, 0, false, false, "登录名，几个之间空一格，F4 列出勾选", read_users, show_many },
	{ "当事人", "party", 60, 0, false, false, "姓名，F4 列出本案当事人", read_text, NULL },
	{ "律师", "lawyer", 60, 0, false, false, "律师姓名，F4 列出", read_text, NULL },
	{ "机关", "organ", 100, 0, false, false, "单位全称，F4 列出", read_text, NULL },
	{ "案号", "case-no", 60, 0, false, false, "如（2026）刑初1号", read_case_no, NULL },
	{ "罪名", "charge", 120, 0, false, false, "罪名，多个用顿号分开", read_text, NULL },
	{ "电话", "phone", 60, 0, false, false, "电话号码", read_phone, NULL },
	{ "金额", "money", 15, 0, false, false, "元，至多两位小数", read_money, show_money },
	{ "数字", "number", 9, 0, false, false, "整数", read_number, NULL },
	{ "文书", "record", 80, 0, false, false, "文号或查询码，F4 列出", read_text, NULL },
};
static const struct field_type item_type =
	{ "事项", "item", 300, 1, false, false, "1 已告知；未告知写 否，空一格写原因", read_item, NULL };
/* clang-format on */

/* How many times longer than its value a text may be typed: dates in words,
 * numbers with marks. Bounds the work before the type looks. */
enum { TYPED_CHARS = 400 };

const struct field_type *
field_type_find(const char *word)
{
	for (size_t i = 0; i < ARRAY_LENGTH(table); i++) {
		if (strcmp(table[i].word, word) == 0 ||
			strcmp(table[i].english, word) == 0)
			return &table[i];
	}
	return NULL;
}

const struct field_type *
field_type_table(size_t *count)
{
	*count = ARRAY_LENGTH(table);
	return table;
}

const struct field_type *
field_type_item(void)
{
	return &item_type;
}

/* Trims blanks, wide blanks and line breaks around the text. */
static void
trim(const char *typed, struct buf *out)
{
	for (;;) {
		const char *next = typed;
		uint32_t c = utf8_next(&next);

		if (c != ' ' && c != '\n' && c != 0x3000)
			break;
		typed = next;
	}
	buf_add(out, typed);
	while (out->length > 0) {
		const char *last =
			utf8_previous(out->data, out->data + out->length);

		if (strcmp(last, " ") != 0 && strcmp(last, "\n") != 0 &&
			strcmp(last, "　") != 0)
			break;
		buf_cut(out, (size_t)(last - out->data));
	}
}

static bool
check_bytes(const struct field_type *type, const char *typed, struct err *err)
{
	switch (utf8_check(typed, strlen(typed),
		type->is_long ? UTF8_LINES : UTF8_ONE_LINE)) {
	case UTF8_FINE:
		return true;
	case UTF8_BROKEN:
		return err_set(err, ERR_INPUT,
			"文字编码有误，请重新输入（不要粘贴乱码）");
	case UTF8_CONTROL:
		return err_set(err, ERR_INPUT,
			"含有控制字符或看不见的字符，请删去后重新输入");
	case UTF8_MARKS:
		return err_set(
			err, ERR_INPUT, "一个字上叠加的符号太多，请重新输入");
	}
	return false;
}

static bool
too_long(size_t count, int most, struct err *err)
{
	return err_set(
		err, ERR_INPUT, "太长：%zu字，最多%d字，请缩短", count, most);
}

static bool
read_checked(const struct form_field *field,
	const struct field_context *context, const char *text, struct buf *out,
	struct err *err)
{
	const struct field_type *type = field->type;
	size_t start = out->length;
	size_t count = utf8_count(text);
	int most = type->max_chars;

	if (count > (size_t)(most > TYPED_CHARS ? most : TYPED_CHARS))
		return too_long(count, most, err);
	if (!type->read(field, context, text, out, err)) {
		buf_cut(out, start);
		return false;
	}
	count = utf8_count(buf_text(out) + start);
	if (count <= (size_t)most)
		return true;
	buf_cut(out, start);
	return too_long(count, most, err);
}

bool
field_read(const struct form_field *field, const struct field_context *context,
	const char *typed, struct buf *out, struct err *err)
{
	struct buf text = { 0 };
	bool ok = true;

	if (!check_bytes(field->type, typed, err))
		return false;
	trim(typed, &text);
	if (text.length > 0)
		ok = read_checked(field, context, buf_text(&text), out, err);
	buf_free(&text);
	return ok;
}

bool
field_is_free(const struct form_field *field)
{
	return !field->is_item && field->type->read == read_text;
}

void
field_show(const struct form_field *field, const char *value, struct buf *out)
{
	if (*value != '\0' && field->type->show != NULL)
		field->type->show(value, out);
	else
		buf_add(out, value);
}
