/* SPDX-License-Identifier: MIT */
/* What an action asks: each kind, its keys, its mistakes. */
#include "ui/entry/ask.h"

#include "tests/support/golden.h"

#include <check.h>
#include <string.h>

Suite *suite_ask(void);

static enum next
run(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)self;
	(void)answer;
	(void)err;
	return NEXT_STAY;
}

static bool
prepare(struct screen *self, struct ask_options *options, const char **prompt,
	struct err *err)
{
	int count = self->args.id > 0 ? (int)self->args.id : 0;

	if (self->args.id < 0)
		return err_set(err, ERR_BUSY, "名册正在改，请再试");
	for (int i = 0; i < count; i++)
		ask_option_add(options, 1000 + i,
			arena_printf(options->arena, "律师测%02d 在办%d件",
				i + 1, i % 7));
	*prompt = arena_printf(
		options->arena, "给李乙二派哪位律师？名册里有%d位。", count);
	return true;
}

static const struct ask asks[] = {
	[ASK_YES] = { .kind = ASK_YES,
		.prompt =
			"作废张甲一的告知书（2026）1号？已打印的2份要收回。" },
	[ASK_CHOICE] = { .kind = ASK_CHOICE, .prepare = prepare },
	[ASK_TEXT] = { .kind = ASK_TEXT, .prompt = "为什么更换？" },
	[ASK_DATE] = { .kind = ASK_DATE, .prompt = "哪天开庭？" },
};

static const struct {
	enum ask_kind kind;
	int options;
	const char *script;
	enum ask_result result;
	int id;
	const char *text;
	bool is_mistake;
} cases[] = {
	{ ASK_YES, 0, "1", ASK_ANSWERED, 1, NULL, false },
	{ ASK_YES, 0, "2", ASK_DROPPED, 0, NULL, false },
	{ ASK_YES, 0, "<Enter>", ASK_DROPPED, 0, NULL, false },
	{ ASK_YES, 0, "<F12>", ASK_DROPPED, 0, NULL, false },
	{ ASK_CHOICE, 3, "2", ASK_ANSWERED, 1001, "律师测02 在办1件", false },
	{ ASK_CHOICE, 3, "4", ASK_STAY, 0, NULL, true },
	{ ASK_CHOICE, 3, "<Down><Enter>", ASK_ANSWERED, 1001, NULL, false },
	{ ASK_CHOICE, 3, "<F3>", ASK_DROPPED, 0, NULL, false },
	{ ASK_CHOICE, 30, "12<Enter>", ASK_ANSWERED, 1011, NULL, false },
	{ ASK_CHOICE, 30, "测2<Enter>", ASK_ANSWERED, 1019, NULL, false },
	{ ASK_CHOICE, 30, "99", ASK_STAY, 0, NULL, true },
	{ ASK_CHOICE, 30, "无", ASK_STAY, 0, NULL, true },
	{ ASK_CHOICE, 30, "<End><Enter>", ASK_ANSWERED, 1029, NULL, false },
	{ ASK_TEXT, 0, "病了<Enter>", ASK_ANSWERED, 0, "病了", false },
	{ ASK_TEXT, 0, "  <Enter>", ASK_STAY, 0, NULL, true },
	{ ASK_TEXT, 0, "病了<C-u><Enter>", ASK_STAY, 0, NULL, true },
	{ ASK_TEXT, 0, "病<C-c>", ASK_DROPPED, 0, NULL, false },
	{ ASK_DATE, 0, "+3<Enter>", ASK_ANSWERED, 0, "2026-11-26", false },
	{ ASK_DATE, 0, "1399<Enter>", ASK_STAY, 0, NULL, true },
};

static const struct field_context context = { .today = { 20780 } };

START_TEST(answers)
{
	const struct action action = {
		.key = '1', .asks = &asks[cases[_i].kind], .run = run
	};
	struct screen screen = { .args = { .id = cases[_i].options } };
	struct asking asking = { 0 };
	struct answer answer = { 0 };
	struct err err = { 0 };
	enum ask_result result = ASK_STAY;
	const char *script = cases[_i].script;
	int32_t key;

	ck_assert(date_compare(context.today, date_make(2026, 11, 23)) == 0);
	ck_assert(ask_open(&asking, &action, &screen, &err));
	while ((key = key_read(&script)) != KEY_NONE)
		result = ask_key(&asking, &(struct key_event){ .key = key },
			&context, &answer, &err);
	ck_assert_int_eq(result, cases[_i].result);
	ck_assert_int_eq(err.code != ERR_NONE, cases[_i].is_mistake);
	if (result == ASK_ANSWERED) {
		ck_assert_int_eq((int)answer.id, cases[_i].id);
		if (cases[_i].text != NULL)
			ck_assert_str_eq(answer.text, cases[_i].text);
		ck_assert(date_is_set(answer.day) ==
			  (cases[_i].kind == ASK_DATE));
	}
	ask_close(&asking);
}
END_TEST

START_TEST(nothing_to_ask_is_said)
{
	const struct action action = { .asks = &asks[ASK_CHOICE], .run = run };
	struct screen none = { 0 };
	struct screen fails = { .args = { .id = -1 } };
	struct asking asking = { 0 };
	struct err err = { 0 };

	ck_assert(!ask_open(&asking, &action, &none, &err));
	ck_assert_str_eq(err.text, "现在没有可选的");
	err_clear(&err);
	ck_assert(!ask_open(&asking, &action, &fails, &err));
	ck_assert_str_eq(err.text, "名册正在改，请再试");
	ask_close(&asking);
}
END_TEST

START_TEST(asks_on_the_screen)
{
	static const int64_t counts[] = { 0, 30, 0, 0 };
	struct cells cells = { .width = WIDTH_TERM_WIDE };
	struct buf out = { 0 };

	cells_resize(&cells, 14, 80);
	for (size_t i = 0; i < ARRAY_LENGTH(asks); i++) {
		const struct action action = { .asks = &asks[i], .run = run };
		struct screen screen = { .args = { .id = counts[i] } };
		struct asking asking = { 0 };
		struct err err = { 0 };
		int rows;

		ck_assert(ask_open(&asking, &action, &screen, &err));
		cells_clear(&cells);
		rows = ask_rows(&asking, &cells, 13);
		ask_draw(&asking, &cells, 13 - rows, rows);
		cells_put(&cells, 13, 0, 80, LOOK_DIM, ask_hint(&asking));
		cells_dump(&cells, &out);
		ask_close(&asking);
	}
	golden_check("ui/asks-80.want", buf_text(&out));
	buf_free(&out);
	cells_free(&cells);
}
END_TEST

Suite *
suite_ask(void)
{
	Suite *suite = suite_create("ask");
	TCase *tcase = tcase_create("ask");

	tcase_add_loop_test(tcase, answers, 0, (int)ARRAY_LENGTH(cases));
	tcase_add_test(tcase, nothing_to_ask_is_said);
	tcase_add_test(tcase, asks_on_the_screen);
	suite_add_tcase(suite, tcase);
	return suite;
}
