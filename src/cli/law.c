/* SPDX-License-Identifier: MIT */
/* bianhu law: the rules that were loaded, and the vocabulary of facts. */
#include "cli/cli.h"

#include <string.h>

static void
print_deadlines(const struct law *law)
{
	size_t count;
	const struct deadline_rule *rules = law_deadlines(law, &count);

	cli_out("期限\n");
	for (size_t i = 0; i < count; i++) {
		const struct deadline_rule *r = &rules[i];
		char from[DATE_TEXT];

		cli_out("  ");
		cli_cell(r->id, 18);
		cli_out("%s：%d%s（%s）%s，%s 起施行\n", r->title,
			r->period.number, unit_word(r->period.unit),
			nature_word(r->nature), r->authority.citation,
			date_format(r->authority.from, from));
	}
}

static void
print_rows(const char *head, const struct class_row *rows, size_t count)
{
	cli_out("%s\n", head);
	for (size_t i = 0; i < count; i++) {
		cli_out("  ");
		cli_cell(rows[i].id, 18);
		cli_cell(rows[i].class_, 5);
		cli_out("%s（%s）\n", rows[i].title,
			rows[i].authority.citation);
	}
}

static void
print_law(const struct law *law)
{
	size_t count;
	const struct class_row *rows;

	print_deadlines(law);
	rows = law_classes(law, &count);
	print_rows("类别", rows, count);
	rows = law_conflicts(law, &count);
	print_rows("冲突", rows, count);
	cli_out("规则摘要 %s\n", law_digest(law));
}

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

static int
run(struct cli *cli, int argc, char **argv)
{
	struct err err = { 0 };

	if (argc == 2 && strcmp(argv[1], "facts") == 0) {
		print_facts();
		return 0;
	}
	if (argc != 2 || strcmp(argv[1], "list") != 0)
		return cli_usage(&verb_law);
	if (!cli_library(cli, &err))
		return cli_fail(&err);
	print_law(library_law(cli->library));
	return 0;
}

const struct verb verb_law = {
	.name = "law",
	.usage = "law list|facts",
	.summary = "列出期限规则和类别表，或事实的词表",
	.run = run,
};
