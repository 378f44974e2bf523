/* SPDX-License-Identifier: MIT */
/*
 * Strange text through every way into the program and every way out: refused
 * or kept to the last character, and never anything but text on the terminal,
 * in a file, in JSON.
 */
#include "run.h"

#include "base/attr.h"
#include "base/charset.h"
#include "base/file.h"
#include "base/utf8.h"
#include "tests/support/scratch.h"
#include "tests/support/strange.h"

#include <check.h>
#include <jansson.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

Suite *suite_strange(void);

enum { FILE_BYTES = 8 << 20, LONG_TEXT = 100000 };

/* Lines of text; tabs part the columns of some lists. */
static bool
is_clean(const char *text)
{
	for (const char *at = text; *at != '\0';) {
		uint32_t c = utf8_next(&at);

		if (c != '\n' && c != '\t' && !utf8_is_plain(c))
			return false;
	}
	return utf8_valid(text, strlen(text));
}

#define ck_clean(ran, what)                                                    \
	ck_assert_msg(is_clean((ran).out) && is_clean((ran).error),            \
		"%s: %s%s", what, (ran).out, (ran).error)

static void
set_up(void)
{
	run_set_up();
	run_make_court();
}

static json_t *
json_of(struct ran ran)
{
	json_error_t error;
	json_t *json;

	ck_ran(ran, 0);
	ck_clean(ran, "json");
	json = json_loads(ran.out, 0, &error);
	ck_assert_msg(json != NULL, "%s:\n%s", error.text, ran.out);
	return json;
}

/* Has one of the list the text at `name`, to the last character? */
static bool
json_has(json_t *list, const char *name, const char *text)
{
	for (size_t i = 0; i < json_array_size(list); i++) {
		const char *value = json_string_value(
			json_object_get(json_array_get(list, i), name));

		if (value != NULL && strcmp(value, text) == 0)
			return true;
	}
	return false;
}

static const char *
written(const char *name, const char *text)
{
	const char *path = arena_copy(&runner.arena, scratch(name));

	ck_assert_msg(file_write(path, text, strlen(text), &runner.err), "%s",
		runner.err.text);
	return path;
}

static struct ran
make_case(int number, const char *name)
{
	return RUN("record", "new", "case-intake",
		arena_printf(
			&runner.arena, "案号=（2026）测0102刑初%d号", number),
		"收案日期=今", "立案日期=今", "审级=一审", "程序=普通",
		"起诉=公诉", "承办人=法官乙",
		arena_printf(&runner.arena, "姓名=%s", name),
		"强制措施=取保候审",
		arena_printf(&runner.arena, "罪名=%s", name), "辩护人=无");
}

START_TEST(what_data_may_be_is_kept)
{
	json_t *due;

	for (size_t i = 0; i < ARRAY_LENGTH(strange_kept); i++) {
		const char *draft =
			run_id(make_case((int)i + 1, strange_kept[i].text));
		struct ran ran = RUN("record", "seal", draft);
		const char *id = run_id(ran);

		ran = RUN("record", "show", id);
		ck_ran(ran, 0);
		ck_clean(ran, strange_kept[i].name);
		ck_assert_msg(strstr(ran.out, strange_kept[i].text) != NULL,
			"%s: %s", strange_kept[i].name, ran.out);
	}
	due = json_of(RUN("due", "--json"));
	for (size_t i = 0; i < ARRAY_LENGTH(strange_kept); i++)
		ck_assert_msg(json_has(due, "defendant", strange_kept[i].text),
			"%s", strange_kept[i].name);
	json_decref(due);
	ck_clean(RUN("case", "list"), "case list");
	ck_clean(RUN("due"), "due");
	ck_clean(RUN("handover"), "handover");
	ck_ran(RUN("verify"), 0);
	ck_ran(RUN("derive", "--check"), 0);
}
END_TEST

START_TEST(what_it_may_not_be_is_refused)
{
	for (size_t i = 0; i < ARRAY_LENGTH(strange_refused); i++) {
		struct ran ran = make_case(1, strange_refused[i].text);

		ck_assert_msg(ran.code == 1, "%s: %d %s",
			strange_refused[i].name, ran.code, ran.out);
		ck_clean(ran, strange_refused[i].name);
	}
	for (size_t i = 0; i < ARRAY_LENGTH(strange_broken); i++) {
		struct ran ran = make_case(1, strange_broken[i].text);

		ck_assert_msg(ran.code == 2, "%s: %d %s",
			strange_broken[i].name, ran.code, ran.out);
		ck_clean(ran, strange_broken[i].name);
	}
	ck_assert_str_eq(RUN("record", "drafts").out, "");
}
END_TEST

/* A word wherever a verb takes one: refused or not, what is said is text. */
START_TEST(words_of_every_verb)
{
	const char *const verbs[][8] = {
		{ "case", "show", "%" },
		{ "case", "list", "%" },
		{ "party", "show", "%" },
		{ "record", "show", "%" },
		{ "record", "seal", "%" },
		{ "record", "drop", "%" },
		{ "record", "list", "%" },
		{ "record", "new", "%" },
		{ "record", "new", "case-intake", "%" },
		{ "record", "new", "case-intake", "--from", "%" },
		{ "record", "new", "case-intake", "--party", "%" },
		{ "record", "new", "case-intake", "--reason", "%" },
		{ "request", "new", "--party", "%" },
		{ "print", "%" },
		{ "print", "--good", "%" },
		{ "audit", "%" },
		{ "status", "%" },
		{ "assign", "%", "%" },
		{ "why", "%" },
		{ "form", "show", "%" },
		{ "form", "check", "%" },
		{ "law", "%" },
		{ "law", "list", "--as-of", "%" },
		{ "help", "%" },
		{ "import", "cases", "%" },
		{ "calendar", "import", "%" },
		{ "site", "add", "%" },
		{ "handover", "--since", "%" },
		{ "violations", "--matter", "%" },
		{ "due", "--as-of", "%" },
		{ "due", "--user", "%" },
		{ "due", "--store", "%" },
		{ "%" },
	};

	for (size_t v = 0; v < ARRAY_LENGTH(verbs); v++)
		for (size_t i = 0; i < ARRAY_LENGTH(strange_refused); i += 4) {
			const char *words[9] = { NULL };

			for (size_t k = 0; verbs[v][k] != NULL; k++)
				words[k] = strcmp(verbs[v][k], "%") == 0
						   ? strange_refused[i].text
						   : verbs[v][k];
			ck_clean(run(words), verbs[v][0]);
		}
}
END_TEST

START_TEST(names_of_users_and_stations)
{
	json_t *users;

	setenv("BIANHU_USER", "admin", 1);
	for (size_t i = 0; i < ARRAY_LENGTH(strange_kept); i++)
		ck_ran(RUN("user", "add",
			       arena_printf(&runner.arena, "u%zu", i), "--name",
			       strange_kept[i].text, "--role", "书记员",
			       "--station", "测试县人民法院"),
			0);
	users = json_of(RUN("user", "list", "--json"));
	for (size_t i = 0; i < ARRAY_LENGTH(strange_kept); i++)
		ck_assert_msg(json_has(users, "name", strange_kept[i].text),
			"%s", strange_kept[i].name);
	json_decref(users);
	for (size_t i = 0; i < ARRAY_LENGTH(strange_refused); i++) {
		const char *text = strange_refused[i].text;
		struct ran ran = RUN("user", "add", "x", "--name", text,
			"--role", "书记员", "--station", "测试县人民法院");

		ck_assert_msg(ran.code == 1, "%s", strange_refused[i].name);
		ck_clean(ran, strange_refused[i].name);
		ran = RUN("station", "add", "--kind", "看守所", "--name", text,
			"--code", "测09");
		ck_assert_msg(ran.code == 1, "%s", strange_refused[i].name);
		ck_clean(ran, strange_refused[i].name);
	}
	ck_clean(RUN("user", "list"), "user list");
	ck_clean(RUN("station", "list"), "station list");
}
END_TEST

/* A file of values, as long as nobody types. */
START_TEST(values_from_files)
{
	struct buf text = { 0 };
	struct ran ran;

	buf_add(&text, "[值]\n姓名: ");
	for (int i = 0; i < LONG_TEXT; i++)
		buf_add(&text, "张");
	buf_add(&text, "\n");
	ran = RUN("record", "new", "case-intake", "--from",
		written("long.values", buf_text(&text)));
	ck_ran(ran, 1);
	ck_clean(ran, "long");
	ck_assert_uint_lt(strlen(ran.error), 2000);
	for (size_t i = 0; i < ARRAY_LENGTH(strange_refused); i++) {
		buf_clear(&text);
		buf_addf(&text, "[值]\n姓名: %s\n", strange_refused[i].text);
		ran = RUN("record", "new", "case-intake", "--from",
			written("x.values", buf_text(&text)));
		ck_clean(ran, strange_refused[i].name);
		ck_assert_msg(ran.code == 1 || strchr(strange_refused[i].text,
						       '\t') != NULL,
			"%s: %s", strange_refused[i].name, ran.out);
	}
	buf_free(&text);
}
END_TEST

/* A table whose cells are strange, written in each encoding that has them. */
static const char *
table(enum charset charset)
{
	struct buf text = { 0 }, bytes = { 0 };
	const char *path = arena_copy(&runner.arena, scratch("t.csv"));
	size_t replaced;

	buf_add(&text, "案号,立案日期,被告人,罪名\r\n");
	for (size_t i = 0; i < ARRAY_LENGTH(strange_refused); i++)
		buf_addf(&text, "%zu号,2026-11-20,\"%s\",\"=%s\"\r\n", i,
			strange_refused[i].text, strange_refused[i].text);
	ck_assert(charset_from_utf8(
		&text, charset, &bytes, &replaced, &runner.err));
	ck_assert(file_write(path, bytes.data, bytes.length, &runner.err));
	buf_free(&text);
	buf_free(&bytes);
	return path;
}

/* The file as text, BOM and all. */
static struct buf
rejects(void)
{
	struct charset_found found;
	struct buf text = { 0 };

	ck_assert_msg(charset_read(scratch("t.csv.rejects.csv"), FILE_BYTES,
			      &text, &found, &runner.err),
		"%s", runner.err.text);
	return text;
}

START_TEST(tables_and_what_goes_back)
{
	static const enum charset charsets[] = { CHARSET_UTF8, CHARSET_UTF8_BOM,
		CHARSET_GB18030 };
	struct ran ran = RUN("import", "cases", table(charsets[_i]), "--go");
	struct buf text;

	ck_clean(ran, "import");
	ck_ran(ran, 1);
	text = rejects();
	for (const char *at = buf_text(&text); *at != '\0';) {
		uint32_t c = utf8_next(&at);

		ck_assert_msg(c == '\r' || c == '\n' || utf8_is_plain(c),
			"U+%04X", (unsigned)c);
	}
	/* What a spreadsheet would reckon is text there. */
	ck_assert_ptr_null(strstr(buf_text(&text), ",\"="));
	ck_assert_ptr_nonnull(strstr(buf_text(&text), ",\"'="));
	buf_free(&text);
	/* And is what it was when it comes back. */
	ran = RUN("import", "cases", scratch("t.csv.rejects.csv"));
	ck_clean(ran, "import again");
	ck_assert_ptr_null(strstr(ran.out, "'="));
}
END_TEST

static void
tamper(const char *sql)
{
	sqlite3 *db;
	char *why = NULL;

	ck_assert_int_eq(sqlite3_open(scratch("a.db"), &db), SQLITE_OK);
	ck_assert_msg(sqlite3_exec(db, sql, NULL, NULL, &why) == SQLITE_OK,
		"%s: %s", sql, why);
	sqlite3_close(db);
}

/* Columns that hold what somebody said. */
static const char *const said[] = { "party.name", "party.place", "matter.title",
	"matter.charge", "matter.procedure", "matter.handler", "matter.number",
	"proceeding.number", "station.name", "desk_user.name", "fact.value",
	"hearing.place", "record.number", "refusal.reason", "refusal.wish",
	"refusal.occasion", "help_request.taken_by", "help_request.asked",
	"rota.place", "rota.lawyer", "rota.phone", "lawyer.name", "lawyer.firm",
	"lawyer.phone", "lawyer.area", "lawyer.languages", "assignment.lawyer",
	"assignment.firm", "assignment.waits", "violation_note.text",
	"audit.note", "deadline.bearer", "paper.signing", "standing.conflicts",
	"site_text.name", "guard.level", "access.who" };

/* Whatever is in the store, from wherever it came. */
static void
spoil(const char *hex)
{
	/* What was sealed is guarded by triggers; a file's bytes are not. */
	tamper("DROP TRIGGER IF EXISTS record_payload_no_update");
	tamper("DROP TRIGGER IF EXISTS record_no_update");
	tamper("DROP TRIGGER IF EXISTS audit_no_update");
	for (size_t i = 0; i < ARRAY_LENGTH(said); i++) {
		const char *dot = strchr(said[i], '.');

		tamper(arena_printf(&runner.arena,
			"UPDATE OR IGNORE %.*s SET %s = %s || "
			"CAST(x'%s' AS TEXT)",
			(int)(dot - said[i]), said[i], dot + 1, dot + 1, hex));
	}
}

static void
look_everywhere(void)
{
	static const char *const words[][5] = { { "case", "list" }, { "due" },
		{ "handover" }, { "inbox" }, { "violations" },
		{ "violations", "--tsv" }, { "request", "list" },
		{ "request", "list", "--tsv" }, { "user", "list" },
		{ "station", "list" }, { "record", "drafts" },
		{ "derive", "--check" }, { "verify" }, { "site", "list" },
		{ "calendar", "moves" }, { "case", "show", "%" },
		{ "party", "show", "%" }, { "record", "list", "%" },
		{ "record", "show", "%" }, { "status", "%" }, { "why", "%" },
		{ "audit", "%" }, { "print", "%", "--stdout" },
		{ "due", "--json" }, { "user", "list", "--json" },
		{ "station", "list", "--json" },
		{ "request", "list", "--json" }, { "handover", "--json" },
		{ "inbox", "--json" }, { "audit", "%", "--json" },
		{ "status", "%", "--json" } };
	static const char *const ids =
		"SELECT id FROM party UNION SELECT id "
		"FROM matter UNION SELECT id FROM record";
	sqlite3 *db;
	sqlite3_stmt *q;

	ck_assert_int_eq(sqlite3_open(scratch("a.db"), &db), SQLITE_OK);
	ck_assert_int_eq(sqlite3_prepare_v2(db, ids, -1, &q, NULL), SQLITE_OK);
	for (int n = 0; n < 12 && sqlite3_step(q) == SQLITE_ROW; n++) {
		const char *id = arena_printf(&runner.arena, "%lld",
			(long long)sqlite3_column_int64(q, 0));

		for (size_t i = 0; i < ARRAY_LENGTH(words); i++) {
			const char *line[6] = { NULL };

			for (size_t k = 0; words[i][k] != NULL; k++)
				line[k] = words[i][k][0] == '%' ? id
								: words[i][k];
			ck_clean(run(line), words[i][0]);
		}
	}
	sqlite3_finalize(q);
	sqlite3_close(db);
}

/* ESC [ 5 i BAD ESC ] 2 ; BAD BEL, a C1 CSI, direction, zero width, a line
 * end, a tab; and what is no UTF-8. */
static const char *const spoils[] = {
	"1B5B35694241441B5D323B42414407C29B39373BE280AEE2808B0A09E280A8",
	"1BFFEDA0809BC080F490808001",
};

START_TEST(whatever_the_store_holds)
{
	const char *party = run_make_case();

	run_advise(party);
	ck_ran(RUN("request", "new", "--party", party, "申请人=本人",
		       "方式=口头", "请求=想见值班律师"),
		0);
	spoil(spoils[_i]);
	look_everywhere();
}
END_TEST

/* Level line: screens as questions and answers, over a pipe. */
START_TEST(whatever_the_store_holds_line_by_line)
{
	static const char *const typed[] = { "110\n1\n", "111\n", "120\n1\n",
		"120\n1 2\n\n.F1\n", "152\n", "160\n1\n", "162\n", "170\n/张\n",
		"210\n1\n", "230\n1\n", "240\n1\n", "260\n", "270\n1\n",
		"280\n", "320\n", "张甲一\n1\n", "\x1b[5i\n" };
	const char *party = run_make_case();

	run_advise(party);
	spoil(spoils[_i]);
	for (size_t i = 0; i < ARRAY_LENGTH(typed); i++) {
		struct ran ran;

		runner.input = written("typed", typed[i]);
		ran = RUN("--level", "line");
		ck_assert_msg(ran.code <= 1, "%zu: %d", i, ran.code);
		ck_clean(ran, typed[i]);
		ck_assert_str_ne(ran.out, "");
	}
}
END_TEST

/* Programs get what is there, though no terminal would. */
START_TEST(json_is_exact)
{
	json_t *due;

	run_make_case();
	tamper("UPDATE party SET name = name || CAST(x'1B5B35697FC29BE280AE"
	       "F3A08480' AS TEXT)");
	due = json_of(RUN("due", "--json"));
	ck_assert(json_has(
		due, "defendant", "张甲一\x1b[5i\x7f\xc2\x9b\u202e\U000E0100"));
	json_decref(due);
	ck_assert_ptr_nonnull(strstr(
		RUN("due").out, "张甲一\uFFFD[5i\uFFFD\uFFFD\uFFFD\uFFFD"));
}
END_TEST

/* What a file on paper is made of: the page, and the printer's program. */
START_TEST(pages_are_text)
{
	const char *record;
	struct ran ran;

	run_make_case();
	spoil(spoils[_i]);
	record = run_id(RUN("record", "list", run_id(RUN("case", "list"))));
	ran = RUN("print", record, "--stdout");
	ck_clean(ran, "print");
}
END_TEST

Suite *
suite_strange(void)
{
	Suite *suite = suite_create("strange");
	TCase *tcase = tcase_create("text");

	tcase_add_checked_fixture(tcase, set_up, run_tear_down);
	tcase_set_timeout(tcase, 60); /* the program runs some 300 times */
	tcase_add_test(tcase, what_data_may_be_is_kept);
	tcase_add_test(tcase, what_it_may_not_be_is_refused);
	tcase_add_test(tcase, words_of_every_verb);
	tcase_add_test(tcase, names_of_users_and_stations);
	tcase_add_test(tcase, values_from_files);
	tcase_add_loop_test(tcase, tables_and_what_goes_back, 0, 3);
	tcase_add_loop_test(
		tcase, whatever_the_store_holds, 0, ARRAY_LENGTH(spoils));
	tcase_add_loop_test(tcase, whatever_the_store_holds_line_by_line, 0,
		ARRAY_LENGTH(spoils));
	tcase_add_test(tcase, json_is_exact);
	tcase_add_loop_test(tcase, pages_are_text, 0, ARRAY_LENGTH(spoils));
	suite_add_tcase(suite, tcase);
	return suite;
}
