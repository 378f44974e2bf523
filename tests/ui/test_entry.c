/* SPDX-License-Identifier: MIT */
/* Filling in a form, key by key: what is kept, what is shown, what is lost. */
#include "ui/entry/entry.h"

#include "form/check.h"
#include "form/form.h"
#include "tests/support/golden.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

Suite *suite_entry(void);

static const char form_text[] =
	"[表单]\n编号: try\n名称: 试填\n种类: 登记\n版本: 1\n"
	"[栏目 姓名]\n名称: 姓名\n类型: 人名\n必填: 是\n"
	"[栏目 证件]\n名称: 证件号码\n类型: 证件号\n"
	"[栏目 生日]\n名称: 出生日期\n类型: 日期\n来自: 证件.出生日期\n"
	"[栏目 性别]\n名称: 性别\n类型: 选择\n选项: 男 女\n来自: 证件.性别\n"
	"[栏目 程序]\n名称: 适用的审判程序\n类型: 选择\n"
	"选项: 普通 简易 速裁\n必填: 是\n"
	"[栏目 理由]\n名称: 不适用速裁的理由\n类型: 长文本\n"
	"条件: 程序!=速裁\n"
	"[栏目 在押]\n名称: 是否在押\n类型: 是否\n"
	"[栏目 语言]\n名称: 会的语言\n类型: 多选\n选项: 汉语 维语 藏语\n"
	"[事项 委托]\n依据: 试\n内容: 您有权委托一至二人作为辩护人。\n"
	"[事项 援助]\n依据: 试\n内容: 您可以申请法律援助。\n";

struct desk_log {
	struct buf text;
	bool fails;
	const char *previous;
	int lists;
};

static bool
left(void *arg, const char *field, const char *value, struct err *err)
{
	struct desk_log *log = arg;

	if (log->fails)
		return err_set(err, ERR_IO, "磁盘满了，这一栏没存");
	buf_addf(&log->text, "%s=%s;", field, value);
	return true;
}

static const char *
previous(void *arg, const struct form_field *field)
{
	const struct desk_log *log = arg;

	(void)field;
	return log->previous;
}

static struct field_context
context(void *arg)
{
	(void)arg;
	return (struct field_context){ .today = date_make(2026, 11, 23),
		.now = 1795398000 };
}

struct fixture {
	struct arena arena;
	const struct form *form;
	struct values values;
	struct entry *entry;
	struct desk_log log;
	struct buf message;
	bool beep;
	enum entry_result result;
};

static const struct form *
load(struct arena *arena)
{
	struct problems problems = { .arena = arena };
	struct err err = { 0 };
	const struct form *form = form_load(
		arena, "try.form", form_text, sizeof(form_text) - 1, &problems);

	ck_assert_msg(problem_none(&problems, &err), "%s", err.text);
	return form;
}

static void
start(struct fixture *f, const char *at)
{
	struct entry_hooks hooks = {
		.arg = &f->log,
		.left = left,
		.previous = previous,
		.context = context,
	};

	memset(f, 0, sizeof(*f));
	f->form = load(&f->arena);
	f->values.arena = &f->arena;
	f->entry = entry_new(f->form, &f->values, &hooks, at);
}

static void
stop(struct fixture *f)
{
	entry_free(&f->entry);
	buf_free(&f->log.text);
	buf_free(&f->message);
	arena_clear(&f->arena);
}

static void
press(struct fixture *f, int32_t key, const char *text)
{
	const struct key_event event = { .key = key, .text = text };
	const char *message = NULL;

	f->beep = false;
	f->result = entry_key(f->entry, &event, &message, &f->beep);
	buf_clear(&f->message);
	buf_add(&f->message, message == NULL ? "" : message);
}

static void
type(struct fixture *f, const char *script)
{
	int32_t key;

	while ((key = key_read(&script)) != KEY_NONE)
		press(f, key, NULL);
}

static const char *
value(const struct fixture *f, const char *name)
{
	return values_get(&f->values, name);
}

static void
check_field(const struct fixture *f, const char *name)
{
	const struct form_field *field = entry_field(f->entry);

	ck_assert_str_eq(field == NULL ? "确认" : field->name, name);
}

/* A valid number of a person who does not exist: 1990-03-07, female. */
#define SAMPLE_ID "110101199003070062"

static const struct {
	const char *at;
	const char *script;
	const char *field; /* where the cursor is then */
	const char *name;
	const char *value;
} steps[] = {
	{ "姓名", "张甲一<Enter>", "证件", "姓名", "张甲一" },
	{ "姓名", "张甲一<Down>", "证件", "姓名", "张甲一" },
	{ "姓名", "张甲一<Tab>", "证件", "姓名", "张甲一" },
	{ "证件", "<Up>", "姓名", "证件", "" },
	{ "姓名", "<Up>", "姓名", "姓名", "" },
	{ "生日", "1123<Enter>", "性别", "生日", "2026-11-23" },
	{ "生日", "2026-11-23", "性别", "生日", "2026-11-23" },
	{ "生日", "2026-11-23<Enter>", "性别", "生日", "2026-11-23" },
	{ "生日", "2026-13-23", "生日", "生日", "" },
	{ "生日", "1399<Enter>", "生日", "生日", "" },
	{ "证件", "护照E1234567<Enter>", "生日", "证件", "护照E1234567" },
	{ "证件", "110101199003070063<Enter>", "证件", "证件", "" },
	{ "程序", "2<Enter>", "理由", "程序", "简易" },
	{ "程序", "21<Enter>", "理由", "程序", "普通" },
	{ "程序", "简<Enter>", "理由", "程序", "简易" },
	{ "程序", "3<Enter>", "在押", "程序", "速裁" },
	{ "理由", "一<Enter>二<Tab>", "在押", "理由", "一\n二" },
	{ "在押", "1", "语言", "在押", "是" },
	{ "在押", "1<Enter>", "语言", "在押", "是" },
	{ "在押", "2<Enter><Enter>", "委托", "在押", "否" },
	{ "语言", "13<Enter>", "委托", "语言", "汉语 藏语" },
	{ "语言", "131<Enter>", "委托", "语言", "藏语" },
	{ "委托", "1", "援助", "委托", "是" },
	{ "委托", "是", "援助", "委托", "是" },
	{ "委托", "<Space><Down>", "援助", "委托", "是" },
	{ "委托", "<Space><Space><Down>", "援助", "委托", "" },
	{ "委托", "2听不懂<Enter>", "援助", "委托", "否 听不懂" },
	{ "委托", "2<Enter>", "援助", "委托", "否" },
	{ "委托", "2<Backspace>1", "援助", "委托", "是" },
	{ "姓名", "张甲一<C-u><C-u><Enter>", "证件", "姓名", "张甲一" },
	{ "姓名", "张甲一<C-z><Enter>", "证件", "姓名", "" },
	{ "姓名", "张甲一<F5><Enter>", "证件", "姓名", "" },
	{ "程序", "?<Enter>3<Enter>", "在押", "程序", "速裁" },
	{ "程序", "<F4>3<Enter>", "在押", "程序", "速裁" },
	{ "程序", "<F4><Down><Enter><Enter>", "理由", "程序", "简易" },
	{ "程序", "<F4><F12><Enter>", "理由", "程序", "" },
	{ "语言", "<F4><Space>2<Enter><Enter>", "委托", "语言", "汉语 维语" },
	{ "生日", "<F4>2<Enter>", "性别", "生日", "2026-11-22" },
	{ "援助", "1", "确认", "援助", "是" },
};

START_TEST(keys_fill_fields)
{
	struct fixture f;

	start(&f, steps[_i].at);
	type(&f, steps[_i].script);
	check_field(&f, steps[_i].field);
	ck_assert_str_eq(value(&f, steps[_i].name), steps[_i].value);
	stop(&f);
}
END_TEST

START_TEST(an_id_fills_birth_and_sex)
{
	struct fixture f;

	start(&f, "证件");
	type(&f, SAMPLE_ID);
	check_field(&f, "生日"); /* full and valid: on */
	ck_assert_str_eq(value(&f, "生日"), "1990-03-07");
	ck_assert_str_eq(value(&f, "性别"), "女");
	type(&f, "<Enter>"); /* the scanner's: not the next field's */
	check_field(&f, "生日");
	ck_assert_ptr_nonnull(strstr(buf_text(&f.log.text),
		"证件=" SAMPLE_ID ";生日=1990-03-07;性别=女;"));
	/* One step back takes all three away. */
	type(&f, "<C-z>");
	ck_assert_str_eq(value(&f, "证件"), "");
	ck_assert_str_eq(value(&f, "生日"), "");
	ck_assert_str_eq(value(&f, "性别"), "");
	stop(&f);
}
END_TEST

START_TEST(what_was_typed_is_not_overwritten_by_an_id)
{
	struct fixture f;

	start(&f, "生日");
	type(&f, "19800101<Enter><Up><Up>" SAMPLE_ID);
	ck_assert_str_eq(value(&f, "生日"), "1980-01-01");
	ck_assert_str_eq(value(&f, "性别"), "女");
	stop(&f);
}
END_TEST

START_TEST(a_mistake_stops_and_says_so)
{
	struct fixture f;
	const char *message;

	start(&f, "生日");
	type(&f, "1399<Enter>");
	ck_assert_int_eq(f.result, ENTRY_STOPPED);
	ck_assert(f.beep);
	ck_assert(f.message.length > 0);
	ck_assert(!entry_leave(f.entry, &message));
	ck_assert(strlen(message) > 0);
	type(&f, "<C-u>今<Enter>");
	ck_assert_str_eq(value(&f, "生日"), "2026-11-23");
	stop(&f);
}
END_TEST

START_TEST(a_full_disk_keeps_the_field)
{
	struct fixture f;

	start(&f, "姓名");
	f.log.fails = true;
	type(&f, "张甲一<Enter>");
	ck_assert_int_eq(f.result, ENTRY_STOPPED);
	check_field(&f, "姓名");
	ck_assert_str_eq(buf_text(&f.message), "磁盘满了，这一栏没存");
	f.log.fails = false;
	type(&f, "<Enter>");
	ck_assert_str_eq(value(&f, "姓名"), "张甲一");
	stop(&f);
}
END_TEST

START_TEST(conditions_follow_the_values)
{
	struct fixture f;
	struct buf out = { 0 };

	start(&f, "程序");
	type(&f, "3<Enter>");
	entry_dump(f.entry, &out);
	ck_assert_ptr_null(strstr(buf_text(&out), "不适用速裁的理由"));
	type(&f, "<Up>1<Enter>");
	check_field(&f, "理由");
	stop(&f);
	buf_free(&out);
}
END_TEST

START_TEST(twenty_steps_are_undone)
{
	struct fixture f;

	start(&f, "姓名");
	for (int i = 0; i < 30; i++)
		type(&f, "甲<Enter><Up>");
	for (int i = 0; i < 20; i++)
		type(&f, "<C-z>");
	ck_assert_uint_eq(strlen(value(&f, "姓名")), 10 * strlen("甲"));
	type(&f, "<C-z>");
	ck_assert_str_eq(buf_text(&f.message), "没有可撤销的了");
	stop(&f);
}
END_TEST

START_TEST(dup_and_help_and_confirm)
{
	struct fixture f;
	const struct fault faults[] = { { 4, "程序：还没有填" },
		{ -1, "整张表：先定日期" } };

	start(&f, "姓名");
	f.log.previous = "李乙二";
	type(&f, "<C-d><Enter>");
	ck_assert_str_eq(value(&f, "姓名"), "李乙二");
	type(&f, "<Up><C-d><Enter>");
	ck_assert_str_eq(value(&f, "姓名"), "李乙二");
	type(&f, "??");
	ck_assert_int_eq(f.result, ENTRY_HELP);
	type(&f, "？？");
	ck_assert_int_eq(f.result, ENTRY_HELP);
	type(&f, "<F10>");
	ck_assert_int_eq(f.result, ENTRY_FINISH);
	entry_faults(f.entry, faults, 2);
	check_field(&f, "程序");
	ck_assert_str_eq(entry_hint(f.entry), "程序：还没有填");
	type(&f, "1<PgDn><PgDn>");
	check_field(&f, "确认");
	type(&f, "<Enter>");
	ck_assert_int_eq(f.result, ENTRY_FINISH);
	type(&f, "x");
	ck_assert_int_eq(f.result, ENTRY_STAY);
	stop(&f);
}
END_TEST

static bool
names(void *arg, const struct form_field *field, struct ask_options *options,
	struct err *err)
{
	struct desk_log *log = arg;

	log->lists++;
	if (log->fails)
		return err_set(err, ERR_BUSY, "别人正在保存，请再试");
	if (strcmp(field->name, "姓名") == 0)
		ask_option_add(options, 1, "王丙三");
	return true;
}

/* F4 is offered where it has something, and the desk is asked once a field. */
START_TEST(a_list_is_offered_where_there_is_one)
{
	struct fixture f;
	struct entry_hooks hooks = { .arg = &f.log, .choices = names };

	start(&f, "姓名");
	f.log.previous = "李乙二";
	ck_assert(!entry_has_list(f.entry)); /* 同上 alone is no list */
	type(&f, "<Enter><Enter>");
	check_field(&f, "生日");
	ck_assert(entry_has_list(f.entry));
	type(&f, "<Tab><Tab><Tab>");
	check_field(&f, "理由");
	ck_assert(!entry_has_list(f.entry));
	type(&f, "<PgDn><PgDn><PgDn>");
	check_field(&f, "确认");
	ck_assert(!entry_has_list(f.entry));
	entry_free(&f.entry);
	f.entry = entry_new(f.form, &f.values, &hooks, "姓名");
	ck_assert(entry_has_list(f.entry));
	ck_assert(entry_has_list(f.entry));
	ck_assert_int_eq(f.log.lists, 1);
	f.log.fails = true;
	type(&f, "<Tab>");
	ck_assert(entry_has_list(f.entry));
	stop(&f);
}
END_TEST

/* What follows from the name chosen: one other field, by the option's id. */
static const char *
follows(void *arg, const struct form_field *field, int64_t option,
	const struct form_field *other)
{
	(void)arg;
	return strcmp(field->name, "姓名") == 0 && option == 1 &&
			       strcmp(other->name, "生日") == 0
		       ? "1990-02-03"
		       : NULL;
}

START_TEST(a_choice_fills_what_follows_from_it)
{
	struct fixture f;
	struct entry_hooks hooks = {
		.arg = &f.log, .choices = names, .follows = follows
	};

	start(&f, "姓名");
	entry_free(&f.entry);
	f.entry = entry_new(f.form, &f.values, &hooks, "姓名");
	type(&f, "<F4><Enter>");
	ck_assert_str_eq(values_get(&f.values, "姓名"), "王丙三");
	ck_assert_str_eq(values_get(&f.values, "生日"), "1990-02-03");
	/* One undo takes all of it back. */
	type(&f, "<C-z>");
	ck_assert_str_eq(values_get(&f.values, "姓名"), "");
	ck_assert_str_eq(values_get(&f.values, "生日"), "");
	stop(&f);
}
END_TEST

START_TEST(a_draft_goes_on_where_it_was)
{
	struct fixture f;

	start(&f, "在押");
	check_field(&f, "在押");
	stop(&f);
	start(&f, "没有这一栏");
	check_field(&f, "姓名");
	stop(&f);
}
END_TEST

static void
check_drawn(struct fixture *f, int rows, int columns, const char *name)
{
	struct cells cells = { .width = WIDTH_TERM_WIDE };
	struct buf out = { 0 };

	cells_resize(&cells, rows, columns);
	entry_draw(f->entry, &cells, 0, rows, columns);
	cells_dump(&cells, &out);
	golden_check(name, buf_text(&out));
	buf_free(&out);
	cells_free(&cells);
}

START_TEST(the_form_on_the_screen)
{
	struct fixture f;
	const struct fault faults[] = { { 0, "姓名：还没有填" },
		{ 9, "法律援助：既没有告知，也没有写原因" } };

	start(&f, NULL);
	check_drawn(&f, 21, 80, "ui/entry-new-80.want");
	type(&f, "张甲一<Enter>" SAMPLE_ID "<Down><Down>1<Enter>");
	type(&f, "当事人说：他想请律师，但是家里还没有定下来，"
		 "要等他哥哥来了再说，请法院先不要安排速裁。");
	check_drawn(&f, 21, 80, "ui/entry-long-80.want");
	type(&f, "<Tab>1<Enter>12<Enter>1<Enter>2听不懂普通话，已另约翻译");
	check_drawn(&f, 21, 80, "ui/entry-reason-80.want");
	check_drawn(&f, 8, 60, "ui/entry-low-60.want");
	type(&f, "<Enter><F10>");
	entry_faults(f.entry, faults, 2);
	type(&f, "<PgDn><PgDn>");
	check_drawn(&f, 40, 132, "ui/entry-faults-132.want");
	type(&f, "<PgUp><F4>");
	check_drawn(&f, 21, 80, "ui/entry-list-80.want");
	stop(&f);
}
END_TEST

/* The last text journaled for each field is the field's value. */
static void
check_journal(const struct fixture *f)
{
	for (size_t i = 0; i < f->form->field_count; i++) {
		const char *name = f->form->fields[i].name;
		const char *at = buf_text(&f->log.text);
		const char *last = NULL;
		struct buf mark = { 0 };

		buf_addf(&mark, ";%s=", name);
		for (at = strstr(at, buf_text(&mark)); at != NULL;
			at = strstr(at + 1, buf_text(&mark)))
			last = at + mark.length;
		if (last != NULL) {
			const char *kept = value(f, name);

			ck_assert(strncmp(last, kept, strlen(kept)) == 0 &&
				  last[strlen(kept)] == ';');
		}
		buf_free(&mark);
	}
}

static int32_t
random_key(uint32_t *seed)
{
	static const int32_t often[] = { '1', '2', '3', KEY_ENTER, KEY_TAB,
		KEY_UP, KEY_F4, KEY_SPACE, KEY_CTRL('Z'), KEY_BACKSPACE };
	uint32_t r;

	*seed = *seed * 1664525U + 1013904223U;
	r = *seed >> 8;
	switch (r % 4) {
	case 0:
		return often[(r / 4) % ARRAY_LENGTH(often)];
	case 1:
		return KEY_F1 + (int32_t)((r / 4) % 26);
	case 2:
		return 1 + (int32_t)((r / 4) % 126);
	default:
		return 0x4E00 + (int32_t)((r / 4) % 5000);
	}
}

/* No script of keys crashes, or loses a field that was left. */
START_TEST(random_keys_lose_nothing)
{
	struct cells cells = { .width = WIDTH_TERM_WIDE };
	struct fixture f;
	uint32_t seed = 4711;

	start(&f, NULL);
	buf_add(&f.log.text, ";");
	cells_resize(&cells, 20, 60);
	for (int i = 0; i < 20000; i++) {
		int32_t key = random_key(&seed);

		f.log.fails = i % 97 == 0;
		press(&f, key, "贴一\x1b段\n文字");
		entry_draw(f.entry, &cells, 1, 18, 60);
		ck_assert(cells.cursor_row >= 0 && cells.cursor_row < 20);
		ck_assert(cells.cursor_column >= 0 && cells.cursor_column < 60);
		if (i % 500 == 0)
			check_journal(&f);
	}
	check_journal(&f);
	cells_free(&cells);
	stop(&f);
}
END_TEST

Suite *
suite_entry(void)
{
	Suite *suite = suite_create("entry");
	TCase *tcase = tcase_create("entry");
	TCase *any = tcase_create("random");

	tcase_add_loop_test(
		tcase, keys_fill_fields, 0, (int)ARRAY_LENGTH(steps));
	tcase_add_test(tcase, an_id_fills_birth_and_sex);
	tcase_add_test(tcase, what_was_typed_is_not_overwritten_by_an_id);
	tcase_add_test(tcase, a_mistake_stops_and_says_so);
	tcase_add_test(tcase, a_full_disk_keeps_the_field);
	tcase_add_test(tcase, conditions_follow_the_values);
	tcase_add_test(tcase, twenty_steps_are_undone);
	tcase_add_test(tcase, dup_and_help_and_confirm);
	tcase_add_test(tcase, a_list_is_offered_where_there_is_one);
	tcase_add_test(tcase, a_choice_fills_what_follows_from_it);
	tcase_add_test(tcase, a_draft_goes_on_where_it_was);
	tcase_add_test(tcase, the_form_on_the_screen);
	suite_add_tcase(suite, tcase);
	/* Sanitizers take their time. */
	tcase_set_timeout(any, 120);
	tcase_add_test(any, random_keys_lose_nothing);
	suite_add_tcase(suite, any);
	return suite;
}
