/* SPDX-License-Identifier: MIT */
/* bianhu law: the rules that were loaded, the vocabulary of facts, and the
 * law for other programs, a line asked and a line answered. */
#include "cli/law_list.h"
#include "cli/lines.h"

#include <string.h>

static const char *
type_word(enum fact_type type)
{
	switch (type) {
	case FACT_TEXT:
		return "文本";
	case FACT_DATE:
		return "日期";
	case FACT_YES_NO:
		return "是否";
	case FACT_CHOICE:
		return "选择";
	case FACT_MANY:
		return "多选";
	}
	return "";
}

static void
print_facts(void)
{
	size_t count;
	const struct fact *facts = fact_table(&count);

	for (size_t i = 0; i < count; i++) {
		cli_cell(facts[i].name, 20);
		cli_cell(type_word(facts[i].type), 6);
		for (size_t j = 0;
			facts[i].choices != NULL && facts[i].choices[j] != NULL;
			j++)
			cli_out("%s%s", j > 0 ? " " : "", facts[i].choices[j]);
		cli_out("\n");
	}
}

static const struct {
	const char *word;
	batch_answer *answer;
} batches[] = {
	{ "count", batch_count },
	{ "entitle", batch_entitle },
	{ "refuse", batch_refuse },
};

static batch_answer *
find_batch(const char *word)
{
	for (size_t i = 0; i < ARRAY_LENGTH(batches); i++)
		if (strcmp(batches[i].word, word) == 0)
			return batches[i].answer;
	return NULL;
}

static int
list(struct cli *cli, enum law_list_kind kind)
{
	struct err err = { 0 };
	struct date day;

	if (!cli_day(cli, &day, &err) || !cli_library(cli, &err))
		return cli_fail(&err);
	law_list(library_law(cli->library), kind, day);
	if (kind == LAW_LIST_COLUMNS)
		cli_out("规则摘要 %s\n", law_digest(library_law(cli->library)));
	return 0;
}

/* What was entered when does not matter here: --as-of is the day whose law
 * is asked. */
static int
answer(struct cli *cli, batch_answer *batch, const char *path)
{
	const struct clock clock = { 0 };
	struct err err = { 0 };
	struct date day;

	if (!cli_day(cli, &day, &err))
		return cli_fail(&err);
	return lines_answer(cli, path,
		date_is_set(day) ? day : clock_today(&clock), batch,
		LINES_ROWS);
}

static int
run(struct cli *cli, int argc, char **argv)
{
	bool is_tabs = cli_flag(&argc, argv, "--tsv");
	batch_answer *batch = argc < 2 ? NULL : find_batch(argv[1]);

	if (batch != NULL && argc <= 3 && !is_tabs)
		return answer(cli, batch, argc == 3 ? argv[2] : NULL);
	if (argc == 2 && strcmp(argv[1], "list") == 0)
		return list(cli, is_tabs ? LAW_LIST_TABS : LAW_LIST_COLUMNS);
	if (argc != 2 || is_tabs || strcmp(argv[1], "facts") != 0 ||
		cli->as_of != NULL)
		return cli_usage(&verb_law);
	print_facts();
	return 0;
}

const struct verb verb_law = {
	.name = "law",
	.usage = "law list [--tsv] [--as-of 日期]\n"
		 "      bianhu law facts\n"
		 "      bianhu law count|entitle|refuse [文件] [--as-of 日期]",
	.summary = "列出规则，或事实的词表；逐行回答期限、类别、拒绝",
	.run = run,
};
