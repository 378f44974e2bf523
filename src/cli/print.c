/* SPDX-License-Identifier: MIT */
/* bianhu print: a copy of a record on paper, and whether it came out. */
#include "desk/print.h"
#include "base/file.h"
#include "cli/cli.h"

enum { PAGE_BYTES = 8 << 20 };

static int
answer(struct cli *cli, const char *copy, enum print_answer answer)
{
	struct err err = { 0 };
	int64_t id;

	if (!cli_id("打印", copy, &id, &err) || !cli_desk(cli, &err) ||
		!print_confirm(&cli->desk, id, answer, &err))
		return cli_fail(&err);
	cli_out("已记下\n");
	return 0;
}

static int
show_file(const char *path)
{
	struct buf text = { 0 };
	struct err err = { 0 };
	bool done = file_read(path, PAGE_BYTES, &text, &err);

	if (done)
		cli_text(buf_text(&text));
	buf_free(&text);
	return done ? 0 : cli_fail(&err);
}

static int
print(struct cli *cli, const char *text, bool is_shown)
{
	struct print_result r;
	struct err err = { 0 };
	int64_t id;

	if (!cli_desk(cli, &err) || !cli_record(cli, text, &id, &err) ||
		!print_record(&cli->desk, cli->arena, id, &r, &err))
		return cli_fail(&err);
	if (is_shown)
		return show_file(r.file);
	cli_out("第%d份，打印编号 %lld\n%s\n", r.copy, (long long)r.copy_id,
		r.file);
	cli_out("%s\n", r.is_queued ? "已送打印机" : r.note);
	cli_out("纸出来以后：bianhu print --good %lld；废了：--spoilt %lld\n",
		(long long)r.copy_id, (long long)r.copy_id);
	return 0;
}

static int
run(struct cli *cli, int argc, char **argv)
{
	bool is_shown = cli_flag(&argc, argv, "--stdout");
	const char *good, *spoilt;

	if (!cli_option(&argc, argv, "--good", &good) ||
		!cli_option(&argc, argv, "--spoilt", &spoilt))
		return cli_usage(&verb_print);
	if (argc == 1 && !is_shown && (good == NULL) != (spoilt == NULL))
		return good != NULL ? answer(cli, good, PRINT_GOOD)
				    : answer(cli, spoilt, PRINT_SPOILT);
	if (argc != 2 || good != NULL || spoilt != NULL)
		return cli_usage(&verb_print);
	return print(cli, argv[1], is_shown);
}

const struct verb verb_print = {
	.name = "print",
	.usage = "print 文书 [--stdout]\n"
		 "      bianhu print --good 打印编号 | --spoilt 打印编号",
	.summary = "打印一份文书到文件和打印机，记下纸出来没有",
	.run = run,
};
