/* SPDX-License-Identifier: MIT */
/*
 * Paper: each form with values against its .want file (stream, then pages),
 * and what must hold of any page. `UPDATE_GOLDEN=1` rewrites the .want files;
 * look at the difference.
 */
#include "form/page.h"

#include "base/width.h"
#include "form/check.h"
#include "form/stream.h"
#include "load.h"

#include <glob.h>

Suite *suite_page(void);

static const struct page_style a4 = { 56, 22 };

/* The forms that have a .values file: each is tried as it is found. */
enum { PAPERS_MOST = 100 };
static const char *papers[PAPERS_MOST];
static int paper_count;
static struct arena names;

static const struct stream_head sealed = { .organ = "测试市中级人民法院",
	.number = "（2026）测01告1号",
	.case_no = "（2026）测01刑初1号",
	.entered = "2026-11-24 10:00",
	.by = "张甲一",
	.code = "ABCDEFGH",
	.digest = "0123456789abcdef0123",
	.copy = "第1份",
	.line = "" };

static void
write_both(const struct form *form, const struct values *values,
	const struct stream_head *head, struct buf *out)
{
	struct buf stream = { 0 };

	stream_write(form, values, head, &stream);
	buf_add(out, buf_text(&stream));
	buf_add(out, "\n");
	page_write(buf_text(&stream), &a4, out);
	buf_free(&stream);
}

static void
compare(const char *path, const struct buf *got)
{
	struct buf want = { 0 };
	struct buf full = { 0 };
	const char *top = getenv("TEST_TOP");
	struct err err = { 0 };

	buf_addf(&full, "%s/%s", top != NULL ? top : ".", path);
	if (getenv("UPDATE_GOLDEN") != NULL)
		ck_assert_msg(file_write(buf_text(&full), got->data,
				      got->length, &err),
			"%s", err.text);
	read_file(path, &want);
	ck_assert_msg(strcmp(buf_text(got), buf_text(&want)) == 0,
		"%s differs, got:\n%s", path, buf_text(got));
	buf_free(&want);
	buf_free(&full);
}

START_TEST(papers_are_found)
{
	ck_assert_int_ge(paper_count, 4);
	ck_assert_int_lt(paper_count, PAPERS_MOST);
}
END_TEST

/* 机关 and 文号 of a .values file are those of the desk that seals it. */
START_TEST(golden)
{
	struct arena arena = { 0 };
	struct stream_head head = sealed;
	const struct form *form = load_shipped(&arena, papers[_i]);
	struct values values;
	struct buf got = { 0 };
	struct fault *faults;
	struct field_context context = test_context();
	const char *path =
		arena_printf(&arena, "tests/form/%s.values", papers[_i]);

	load_values(&arena, path, &values);
	ck_assert_msg(check_form(form, &values, &context, &arena, &faults) == 0,
		"%s", faults[0].text);
	if (values_has(&values, "机关"))
		head.organ = values_get(&values, "机关");
	if (values_has(&values, "文号"))
		head.number = values_get(&values, "文号");
	write_both(form, &values, &head, &got);
	path = arena_printf(&arena, "tests/form/%s.want", papers[_i]);
	compare(path, &got);
	buf_free(&got);
	arena_clear(&arena);
}
END_TEST

/* Calls `check` for each line of the pages. */
static void
each_line(const char *text, void (*check)(const char *line))
{
	while (*text != '\0') {
		size_t length = strcspn(text, "\n\f");
		char line[1024];

		ck_assert_uint_lt(length, sizeof(line));
		memcpy(line, text, length);
		line[length] = '\0';
		check(line);
		text += length + (text[length] != '\0' ? 1 : 0);
	}
}

static void
fits(const char *line)
{
	if (width_text(line, WIDTH_PAPER) > a4.columns)
		ck_abort_msg("too wide: %s", line);
}

/* Line-breaking rules of Chinese typesetting. */
static void
starts_well(const char *line)
{
	static const char *const never[] = { "，", "。", "）", "”", "、", "；",
		"：", "》", "？" };

	line += strspn(line, " ");
	for (size_t i = 0; i < ARRAY_LENGTH(never); i++)
		if (strncmp(line, never[i], strlen(never[i])) == 0)
			ck_abort_msg("%s", line);
}

/* Every field filled as long as it may be, with `unit` again and again. */
static void
fill_long(const struct form *form, const char *unit, struct values *out)
{
	for (size_t i = 0; i < form->field_count; i++) {
		const struct form_field *field = &form->fields[i];
		struct buf text = { 0 };

		if (field->is_item)
			buf_add(&text, "否 ");
		for (int k = 0; k < field->type->max_chars; k++)
			buf_add(&text, unit);
		values_set(out, field->name,
			field->choice_count > 0 ? field->choices[0]
						: buf_text(&text));
		buf_free(&text);
	}
}

START_TEST(no_line_is_too_wide)
{
	static const char *const units[] = { "测", "a", "长，", "— “", "𬭎",
		"一\n", "x|\\", "（（", "e\u0301" };
	static const char *const classes[] = { "M", "P", "N", "MCT" };
	struct arena arena = { 0 };
	const struct form *form = load_shipped(&arena, papers[_i]);

	for (size_t u = 0; u < ARRAY_LENGTH(units); u++) {
		for (size_t c = 0; c < ARRAY_LENGTH(classes); c++) {
			struct values values = { .arena = &arena };
			struct stream_head head = sealed;
			struct buf stream = { 0 };
			struct buf page = { 0 };

			fill_long(form, units[u], &values);
			values_set(&values, "类别", classes[c]);
			head.line = "更正（2026）测01告0号";
			head.organ = "测试自治州测试自治县人民法院测试人民法庭"
				     "测试巡回审判点测试办公室";
			stream_write(form, &values, &head, &stream);
			page_write(buf_text(&stream), &a4, &page);
			each_line(buf_text(&page), fits);
			buf_free(&stream);
			buf_free(&page);
		}
	}
	arena_clear(&arena);
}
END_TEST

/* Pages of the text; each must hold at most `most` lines before its end. */
static void
check_pages(const char *page, int *pages)
{
	*pages = 1;
	for (int lines = 0; *page != '\0'; page++) {
		if (*page == '\f') {
			++*pages;
			lines = 0;
		}
		lines += *page == '\n';
		/* text, a blank, the number, a foot of at most two lines */
		ck_assert_int_le(lines, a4.lines + 4);
	}
}

/* However long the text before, all signatures stand on one page, with
 * text above them. */
START_TEST(signatures_are_not_parted)
{
	for (int length = 0; length < 60; length++) {
		struct buf stream = { 0 };
		struct buf page = { 0 };
		const char *first;
		const char *last;
		const char *feed;
		int pages;

		buf_add(&stream, "title\t例\n");
		for (int i = 0; i < length; i++)
			buf_addf(&stream, "p\t第%d行\n", i);
		buf_add(&stream, "p\t以上笔录我看过\n");
		buf_add(&stream, "sign\t被告人（签名并捺指印）：|甲：\n");
		buf_add(&stream, "sign\t乙：\nblank\t\nright\t日期\n");
		buf_add(&stream, "foot\t样稿\n");
		page_write(buf_text(&stream), &a4, &page);
		check_pages(buf_text(&page), &pages);
		first = strstr(buf_text(&page), "以上笔录");
		last = strstr(buf_text(&page), "日期\n");
		ck_assert(first != NULL && last != NULL && first < last);
		feed = memchr(first, '\f', (size_t)(last - first));
		ck_assert_msg(feed == NULL, "parted after %d lines", length);
		buf_free(&stream);
		buf_free(&page);
	}
}
END_TEST

START_TEST(every_page_is_numbered_and_footed)
{
	struct buf stream = { 0 };
	struct buf page = { 0 };
	int numbers = 0;
	int feet = 0;
	int pages;

	for (int i = 0; i < 100; i++)
		buf_addf(&stream, "p\t第%d行\n", i);
	buf_add(&stream, "foot\t样稿  查询码 ABCDEFGH\n");
	page_write(buf_text(&stream), &a4, &page);
	check_pages(buf_text(&page), &pages);
	for (const char *at = buf_text(&page); (at = strstr(at, "— "));
		at += strlen("— "))
		numbers += at[strlen("— ")] >= '1' && at[strlen("— ")] <= '9';
	for (const char *at = buf_text(&page); (at = strstr(at, "样稿")); at++)
		feet++;
	ck_assert_int_eq(pages, 5);
	ck_assert_int_eq(numbers, 5);
	ck_assert_int_eq(feet, 5);
	buf_free(&stream);
	buf_free(&page);
}
END_TEST

START_TEST(lines_break_well)
{
	struct buf stream = { 0 };
	struct buf page = { 0 };

	/* Each shift brings another character to the end of the line. */
	for (int shift = 0; shift < 40; shift++) {
		buf_add(&stream, "p\t");
		for (int i = 0; i < shift; i++)
			buf_add(&stream, "字");
		buf_add(&stream, "甲，乙。（丙）“丁”、《戊》；己：庚？辛，"
				 "壬。癸，子丑，寅卯。\n");
	}
	page_write(buf_text(&stream), &a4, &page);
	each_line(buf_text(&page), fits);
	each_line(buf_text(&page), starts_well);
	buf_clear(&stream);
	buf_clear(&page);
	buf_add(&stream, "to\t一二三四五六七八九十一二三四五六七八九十一二三"
			 "四五000-12345678转1\n");
	page_write(buf_text(&stream), &a4, &page);
	ck_assert_ptr_nonnull(strstr(buf_text(&page), "\n000-12345678转1"));
	buf_free(&stream);
	buf_free(&page);
}
END_TEST

/* A printer obeys escapes, and ☑ has four bytes in GB18030. */
START_TEST(nothing_reaches_the_printer)
{
	struct buf page = { 0 };

	page_write("p\t\x1b@\x07"
		   "A\u202E\xc2\x9b\\n\\tB\nitem\t☑|甲|法|\n"
		   "item\t□|乙||没说\n",
		&(struct page_style){ 56, 0 }, &page);
	ck_assert_ptr_null(strchr(buf_text(&page), '\x1b'));
	ck_assert_ptr_null(strchr(buf_text(&page), '\x07'));
	ck_assert_ptr_null(strchr(buf_text(&page), '\t'));
	ck_assert_ptr_null(strstr(buf_text(&page), "\u202E"));
	ck_assert_ptr_nonnull(strstr(buf_text(&page), "√ 甲（法）\n"));
	ck_assert_ptr_nonnull(
		strstr(buf_text(&page), "□ 乙\n   未告知，原因：没说\n"));
	buf_free(&page);
}
END_TEST

static void
find_papers(void)
{
	static const char ending[] = ".values";
	const char *top = getenv("TEST_TOP");
	glob_t found;

	if (paper_count > 0 || glob(arena_printf(&names, "%s/tests/form/*%s",
					    top != NULL ? top : ".", ending),
				       0, NULL, &found) != 0)
		return;
	for (size_t i = 0; i < found.gl_pathc && paper_count < PAPERS_MOST;
		i++) {
		const char *name = strrchr(found.gl_pathv[i], '/') + 1;

		papers[paper_count++] = arena_copy_bytes(
			&names, name, strlen(name) - strlen(ending));
	}
	globfree(&found);
}

Suite *
suite_page(void)
{
	Suite *suite = suite_create("page");
	TCase *tests = tcase_create("page");

	find_papers();
	tcase_add_test(tests, papers_are_found);
	tcase_add_loop_test(tests, golden, 0, paper_count);
	tcase_add_loop_test(tests, no_line_is_too_wide, 0, paper_count);
	tcase_add_test(tests, signatures_are_not_parted);
	tcase_add_test(tests, every_page_is_numbered_and_footed);
	tcase_add_test(tests, lines_break_well);
	tcase_add_test(tests, nothing_reaches_the_printer);
	suite_add_tcase(suite, tests);
	return suite;
}
