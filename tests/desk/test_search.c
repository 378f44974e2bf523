/* SPDX-License-Identifier: MIT */
/* One box: names, case numbers, 文号, codes; and what hostile words do. */
#include "desk/search.h"

#include "base/file.h"
#include "deskfix.h"
#include "form/seal.h"

#include <check.h>
#include <ctype.h>
#include <string.h>

Suite *suite_search(void);

static struct fix fix;
static char code[9]; /* of a record of the court */

static void
make_code(void)
{
	char digest[DIGEST_TEXT];

	digest_text(DIGEST_SHA256, "x", 1, digest);
	seal_short_code(digest, code);
}

static void
put_matter(int64_t id, int64_t station, const char *number, const char *tail,
	const char *accepted)
{
	struct fix_matter m = { id, station, number, tail, "张甲一等2人",
		accepted, 0 };

	fix_matter(&fix, &m);
}

static void
set_up(void)
{
	fix_open(&fix);
	make_code();
	put_matter(
		100, FIX_COURT, "（2026）测0101刑初12号", "21", "2026-11-02");
	put_matter(
		101, FIX_COURT, "（2026）测0101刑初112号", "211", "2026-11-05");
	put_matter(
		102, FIX_COURT, "（2025）测0101刑初12号", "21", "2025-11-02");
	put_matter(103, FIX_COURT, "（2026）测0101刑初3号", "3", "2026-11-01");
	put_matter(
		500, FIX_OTHER, "（2026）测0102刑初12号", "21", "2026-11-02");
	fix_party(&fix, 201, 100, FIX_COURT, "张甲一");
	fix_party(&fix, 202, 100, FIX_COURT, "王张张");
	fix_party(&fix, 203, 101, FIX_COURT, "阿卜杜·买买提");
	fix_party(&fix, 204, 102, FIX_COURT, "Mary-Ann Test");
	fix_party(&fix, 205, 103, FIX_COURT, "单一");
	fix_party(&fix, 501, 500, FIX_OTHER, "张别院");
	fix_record(&fix, 301, FIX_COURT, 100, "测法告〔2026〕12号", code, true);
	fix_record(
		&fix, 302, FIX_COURT, 0, "（2026）测A告7号", "AAAAAAAA", true);
	fix_record(&fix, 303, FIX_OTHER, 500, "测法告〔2026〕12号", code, true);
}

static void
tear_down(void)
{
	fix_close(&fix);
}

/* What was found, in order: p201 m100 r301. */
static const char *
find(struct desk *desk, const char *words)
{
	struct buf out = { 0 };
	struct found *list;
	const char *text;
	size_t count;

	ck_ok(&fix,
		search_any(desk, &fix.arena, words, &list, &count, &fix.err));
	ck_assert_int_le((int)count, SEARCH_LIMIT);
	for (size_t i = 0; i < count; i++) {
		const struct found *f = &list[i];

		ck_assert_str_ne(f->by, "");
		if (f->record != 0)
			buf_addf(&out, "r%d ", (int)f->record);
		else if (f->party != 0)
			buf_addf(&out, "p%d ", (int)f->party);
		else
			buf_addf(&out, "m%d ", (int)f->matter);
	}
	text = arena_copy(&fix.arena, buf_text(&out));
	buf_free(&out);
	return text;
}

START_TEST(anything_one_remembers_finds_it)
{
	static const struct {
		const char *words;
		const char *want;
	} cases[] = {
		{ "张", "p202 p201 " },
		{ "张甲", "p201 " },
		{ "张张", "p202 " },
		{ "甲一", "p201 " },
		{ "一", "p205 p201 " },
		{ "买买提", "p203 " },
		{ "阿卜杜买", "p203 " },
		{ "阿卜杜•买买提", "p203 " },
		{ "阿卜杜．买买提", "p203 " },
		{ "杜 买", "p203 " },
		{ "ＭＡＲＹ", "p204 " },
		{ "ann test", "p204 " },
		{ "z", "p202 p201 " },
		{ "zj", "p201 " },
		{ "ＺＪＹ", "p201 " },
		{ "jy", "p201 " },
		{ "wzz", "p202 " },
		{ "abdm", "p203 " },
		{ "m", "p204 p203 " },
		{ "bc", "" },
		{ "zy", "" },
		{ "sy", "p205 " },
		{ "dy", "p205 " },
		{ "cy", "p205 " },
		{ "z甲", "" },
		{ "12", "m100 m102 m101 " },
		{ "2", "m101 m100 m102 " },
		{ "１１２", "m101 " },
		{ "112", "m101 " },
		{ "9", "" },
		{ "2026 12", "m100 " },
		{ "2026-12", "m100 " },
		{ "刑初12号", "m100 m102 " },
		{ "（2026）测0101刑初12号", "m100 " },
		{ "(2026)测0101刑初12", "m100 " },
		{ "测0102刑初12号", "" },
		{ "测法告〔2026〕12号", "r301 " },
		{ "测法告(2026)12", "r301 " },
		{ "测法告〔2", "r301 " },
		{ "测法告", "" },
		{ "（2026）测A告7号", "r302 " },
		{ "李", "" },
		{ "·", "" },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++)
		ck_assert_msg(strcmp(find(&fix.clerk, cases[i].words),
				      cases[i].want) == 0,
			"%s finds %s, not %s", cases[i].words,
			find(&fix.clerk, cases[i].words), cases[i].want);
}
END_TEST

START_TEST(a_sheet_is_found_by_its_eight_characters)
{
	char small[9], wrong[9];

	ck_assert_str_eq(find(&fix.clerk, code), "r301 ");
	for (size_t i = 0; i < sizeof small; i++)
		small[i] = (char)tolower((unsigned char)code[i]);
	ck_assert_str_eq(find(&fix.clerk, small), "r301 ");
	memcpy(wrong, code, sizeof wrong);
	wrong[0] = code[0] == 'B' ? 'C' : 'B';
	ck_assert_str_eq(find(&fix.clerk, wrong), "");
	/* The same code in another court is that court's. */
	ck_assert_str_eq(find(&fix.stranger, code), "r303 ");
}
END_TEST

START_TEST(each_hit_says_what_and_by_what)
{
	struct found *list;
	size_t count;

	ck_ok(&fix, search_any(&fix.clerk, &fix.arena, "甲", &list, &count,
			    &fix.err));
	ck_assert_str_eq(list[0].what, "张甲一");
	ck_assert_str_eq(list[0].number, "（2026）测0101刑初12号");
	ck_assert_str_eq(list[0].by, "姓名中含“甲”");
	ck_assert_int_eq((int)list[0].matter, 100);
	ck_ok(&fix, search_any(&fix.clerk, &fix.arena, "M", &list, &count,
			    &fix.err));
	ck_assert_str_eq(list[0].what, "Mary-Ann Test");
	ck_assert_str_eq(list[0].by, "姓名中含“m”");
	ck_assert_str_eq(list[1].what, "阿卜杜·买买提");
	ck_assert_str_eq(list[1].by, "拼音首字母“m”");
	ck_ok(&fix, search_any(&fix.clerk, &fix.arena, "12", &list, &count,
			    &fix.err));
	ck_assert_str_eq(list[0].by, "案号第12号");
	ck_assert_str_eq(list[2].by, "案号末尾“12”");
	ck_ok(&fix, search_any(&fix.clerk, &fix.arena, code, &list, &count,
			    &fix.err));
	ck_assert_str_eq(list[0].by, "查询码");
	ck_assert_ptr_nonnull(strstr(list[0].what, "测法告〔2026〕12号"));
}
END_TEST

START_TEST(nobody_finds_what_is_out_of_reach)
{
	static const char *const words[] = { "张", "z", "12",
		"测法告〔2026〕12号", "（2026）测0101刑初12号" };

	ck_assert_str_eq(find(&fix.stranger, "张"), "p501 ");
	ck_assert_str_eq(find(&fix.stranger, "z"), "p501 ");
	ck_assert_str_eq(find(&fix.stranger, "12"), "m500 ");
	ck_assert_str_eq(find(&fix.stranger, "测法告〔2"), "r303 ");
	ck_assert_str_eq(find(&fix.guard, "张"), "p202 p201 ");
	fix.nobody.court = FIX_COURT;
	for (size_t i = 0; i < ARRAY_LENGTH(words); i++)
		ck_assert_str_eq(find(&fix.nobody, words[i]), "");
	ck_assert_str_eq(find(&fix.nobody, code), "");
}
END_TEST

START_TEST(hostile_words_are_refused_or_find_nothing)
{
	static const char *const refused[] = { "", "   ", "\xff\xfe",
		"a\x1b[2J", "甲\n乙", "\xe2\x80\xae甲", "\t" };
	static const char *const harmless[] = { "%", "_", "'", "\"", "*", "\\",
		"' OR 1=1 --", "$1", "；", "号", "99999999999999999999999999",
		"- - - - - - - - - - - - 12", "()()(", "-" };
	struct buf longest = { 0 };
	struct found *list;
	size_t count;

	for (size_t i = 0; i < ARRAY_LENGTH(refused); i++) {
		ck_assert_msg(!search_any(&fix.clerk, &fix.arena, refused[i],
				      &list, &count, &fix.err),
			"case %zu", i);
		ck_assert_int_eq((int)fix.err.code, ERR_INPUT);
		ck_assert_int_eq((int)count, 0);
	}
	for (size_t i = 0; i < ARRAY_LENGTH(harmless); i++)
		find(&fix.clerk, harmless[i]);
	ck_assert_str_eq(find(&fix.clerk, "%"), "");
	ck_assert_str_eq(find(&fix.clerk, "' OR 1=1 --"), "");
	while (longest.length < 300)
		buf_add(&longest, "长");
	ck_assert(!search_any(&fix.clerk, &fix.arena, buf_text(&longest), &list,
		&count, &fix.err));
	ck_assert_int_eq((int)fix.err.code, ERR_INPUT);
	buf_free(&longest);
}
END_TEST

/* More than are read whole, and fewer: both ways must show the newest. */
enum { MANY = 20100 };

static bool
many_body(struct store *store, void *arg, struct err *err)
{
	static const char party_sql[] =
		"INSERT INTO party (id, matter, proceeding, station, name, "
		"class, advised, place) "
		"VALUES ($1, 100, 100, 1, $2, '', '', '')";
	static const char name_sql[] =
		"INSERT INTO name_index (station, suffix, party, matter) "
		"VALUES (1, $2, $1, 100)";
	static const char *const sqls[] = { party_sql, name_sql };
	struct buf *name = arg;

	for (int64_t id = 1000; id < 1000 + MANY; id++)
		for (size_t i = 0; i < ARRAY_LENGTH(sqls); i++) {
			struct stmt *q = store_statement(store, sqls[i], err);

			if (q == NULL)
				return false;
			/* Names fall as ids grow. */
			buf_clear(name);
			buf_addf(name, "测%05d", 99999 - (int)(id - 1000));
			stmt_int(q, 1, id);
			stmt_text(q, 2, buf_text(name));
			if (!stmt_run(q, err))
				return false;
		}
	return true;
}

START_TEST(a_common_part_shows_the_newest_of_thousands)
{
	struct buf name = { 0 };
	struct found *list;
	size_t count;

	ck_ok(&fix, store_tx(fix.store, many_body, &name, 0, &fix.err));
	buf_free(&name);
	ck_ok(&fix, search_any(&fix.clerk, &fix.arena, "测", &list, &count,
			    &fix.err));
	ck_assert_int_eq((int)count, SEARCH_LIMIT);
	for (size_t i = 0; i < count; i++)
		ck_assert_int_eq((int)list[i].party, 1000 + MANY - 1 - (int)i);
	ck_ok(&fix, search_any(&fix.clerk, &fix.arena, "测9", &list, &count,
			    &fix.err));
	ck_assert_int_eq((int)count, SEARCH_LIMIT);
	ck_assert_int_eq((int)list[0].party, 10999);
}
END_TEST

START_TEST(a_search_leaves_a_line)
{
	struct buf path = { 0 }, text = { 0 };

	find(&fix.clerk, "张甲");
	buf_addf(&path, "%s.reads/2026-11-23", store_path(fix.store));
	ck_ok(&fix, file_read(buf_text(&path), 1 << 20, &text, &fix.err));
	ck_assert_ptr_nonnull(strstr(buf_text(&text), "\tsearch\t0\t张甲\n"));
	buf_free(&path);
	buf_free(&text);
}
END_TEST

START_TEST(searches_walk_an_index)
{
	static const char file[] = "src/desk/search.c";
	static const char papers[] = "src/desk/search_paper.c";

	fix_walks(&fix, file, "names_sql", "sqlite_autoindex_name_index");
	fix_walks(&fix, file, "names_newest_sql", "name_newest");
	fix_walks(&fix, file, "tail_sql", "proceeding_tail");
	fix_walks(&fix, file, "tails_sql", "matter_tail");
	fix_walks(&fix, file, "tails_newest_sql", "matter_list");
	fix_walks(&fix, file, "party_sql", "party");
	fix_walks(&fix, file, "matter_sql", "matter");
	fix_walks(&fix, file, "names_addressed_sql", "access_who");
	fix_walks(&fix, file, "tails_addressed_sql", "access_who");
	fix_walks(&fix, papers, "number_sql", "record_number");
	ck_assert_ptr_nonnull(
		strstr(fix_plan(&fix, papers, "code_sql"), "record_code"));
}
END_TEST

Suite *
suite_search(void)
{
	Suite *suite = suite_create("search");
	TCase *tcase = tcase_create("find");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, anything_one_remembers_finds_it);
	tcase_add_test(tcase, a_sheet_is_found_by_its_eight_characters);
	tcase_add_test(tcase, each_hit_says_what_and_by_what);
	tcase_add_test(tcase, nobody_finds_what_is_out_of_reach);
	tcase_add_test(tcase, hostile_words_are_refused_or_find_nothing);
	tcase_add_test(tcase, a_common_part_shows_the_newest_of_thousands);
	tcase_add_test(tcase, a_search_leaves_a_line);
	tcase_add_test(tcase, searches_walk_an_index);
	suite_add_tcase(suite, tcase);
	return suite;
}
