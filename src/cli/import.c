/* SPDX-License-Identifier: MIT */
/* bianhu import: what a court's case system exports, first shown, then done. */
#include "desk/import.h"
#include "cli/cli.h"

#include <string.h>
#include <unistd.h>

static void
print_head(const struct import *import)
{
	cli_out("%s：%s，%zu行\n", import->file,
		charset_name(import->found.charset), import->csv.count - 1);
	if (import->found.moved > 0)
		cli_out("旧编码的自定义区字%zu个，已读成 GB18030-2022 的字\n",
			import->found.moved);
	if (import->ignored_count == 0)
		return;
	cli_out("不认得的列，不读：");
	for (size_t i = 0; i < import->ignored_count; i++)
		cli_out("%s%s", i > 0 ? "、" : "", import->ignored[i]);
	cli_out("\n");
}

static void
print_case(const struct import_case *c)
{
	switch (c->fate) {
	case IMPORT_NEW:
		break;
	case IMPORT_SAME:
		/* What its rows leave unclear was said when it came in. */
		if (strcmp(c->notice, c->said) == 0)
			return;
		break;
	case IMPORT_CHANGED:
		cli_out("第%d行 %s 变更：%s\n", c->line, c->number, c->text);
		break;
	case IMPORT_REFUSED:
		cli_out("第%d行 %s 不能导入：%s%s%s\n", c->line, c->number,
			c->column, c->column[0] == '\0' ? "" : "：", c->text);
		return;
	case IMPORT_FATES:
		break;
	}
	if (c->notice[0] != '\0')
		cli_out("第%d行 %s 注意：%s\n", c->line, c->number, c->notice);
}

static void
print_cases(const struct import *import, bool is_done)
{
	const size_t *counts = import->counts;
	size_t pending = 0;

	for (size_t i = 0; i < import->case_count; i++) {
		print_case(&import->cases[i]);
		pending += import->cases[i].fate == IMPORT_NEW &&
			   import->cases[i].is_pending;
	}
	cli_out("%s：新增%zu件", is_done ? "已导入" : "将要导入",
		counts[IMPORT_NEW]);
	if (pending > 0)
		cli_out("（其中待核%zu件）", pending);
	cli_out("，变更%zu件，没有变化%zu件，不能导入%zu件\n",
		counts[IMPORT_CHANGED], counts[IMPORT_SAME],
		counts[IMPORT_REFUSED]);
}

static int
preview(struct cli *cli, struct import *import)
{
	struct err err = { 0 };

	if (!import_preview(&cli->desk, import, &err))
		return cli_fail(&err);
	print_head(import);
	print_cases(import, false);
	cli_out("以上只是预览，没有导入；照此导入请加 --go\n");
	return 0;
}

/* A long import says that it goes on, where somebody watches. */
static void
tell(void *arg, size_t done, size_t all)
{
	const size_t *step = arg;

	struct buf line = { 0 };

	if (done / *step == (done - 1) / *step && done != all)
		return;
	buf_addf(&line, "已导入%zu件，共%zu件", done, all);
	cli_error(buf_text(&line));
	buf_free(&line);
}

static int
go(struct cli *cli, struct import *import)
{
	size_t step = 5000;
	struct err err = { 0 };
	const char *rejects;
	enum charset charset;
	bool is_watched = isatty(STDERR_FILENO) && import->csv.count > step;

	if (!import_run(
		    &cli->desk, import, is_watched ? tell : NULL, &step, &err))
		return cli_fail(&err);
	print_head(import);
	print_cases(import, true);
	if (!import_write_rejects(import, &rejects, &charset, &err))
		return cli_fail(&err);
	if (rejects[0] == '\0')
		return 0;
	cli_out("不能导入的行已写到 %s，编码 %s；改好后再导入这个文件\n",
		rejects, charset_name(charset));
	return 1;
}

static int
run(struct cli *cli, int argc, char **argv)
{
	bool is_go = cli_flag(&argc, argv, "--go");
	struct import import;
	struct err err = { 0 };

	if (argc != 3 || strcmp(argv[1], "cases") != 0)
		return cli_usage(&verb_import);
	if (!cli_desk(cli, &err) ||
		!import_open(cli->arena, argv[2], &import, &err))
		return cli_fail(&err);
	return is_go ? go(cli, &import) : preview(cli, &import);
}

const struct verb verb_import = {
	.name = "import",
	.usage = "import cases 文件 [--go]",
	.summary = "导入案件系统导出的表格：先预览，加 --go 才导入",
	.run = run,
};
