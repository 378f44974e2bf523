/* SPDX-License-Identifier: MIT */
/* bianhu print: a copy of a record on paper, and whether it came out. */
#include "desk/print.h"
#include "base/file.h"
#include "base/multiplexer.h"
#include "cli/cli.h"
#include "cli/cli_edge.h"
#include "form/escp.h"

#include <signal.h>
#include <termios.h>
#include <unistd.h>

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

static bool
check_terminal(struct err *err)
{
	if (isatty(STDOUT_FILENO) == 0)
		return err_set(err, ERR_STATE,
			"这里没有终端，不能用终端的打印机，没有打印");
	if (multiplexer_is_there())
		return err_set(err, ERR_STATE,
			"tmux、screen 里不能用终端的打印机，它们会吞掉打印"
			"指令；请退出再打，没有打印");
	return true;
}

/* As it is: the kernel puts a carriage return before each line feed, else.
 * Ctrl-C half way would leave the terminal printing all that is said next:
 * signals wait until the end is sent. */
static bool
pass(const struct buf *bytes)
{
	struct termios modes, as_they_are;
	sigset_t all, before;
	bool done;

	if (tcgetattr(STDOUT_FILENO, &modes) != 0)
		return false;
	as_they_are = modes;
	as_they_are.c_oflag &= ~(tcflag_t)OPOST;
	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &before);
	done = tcsetattr(STDOUT_FILENO, TCSADRAIN, &as_they_are) == 0 &&
	       cli_edge_pass(bytes);
	done = tcsetattr(STDOUT_FILENO, TCSADRAIN, &modes) == 0 && done;
	sigprocmask(SIG_SETMASK, &before, NULL);
	return done;
}

static bool
send_to_terminal(const char *page, struct err *err)
{
	struct escp_count count;
	struct buf bytes = { 0 };
	bool done;

	buf_add(&bytes, "\033[5i");
	if (!escp_write(ESCP_DOCUMENT, page, &bytes, &count, err)) {
		buf_free(&bytes);
		return false;
	}
	buf_add(&bytes, "\033[4i");
	done = pass(&bytes) ||
	       err_set(err, ERR_IO, "没有送完，终端断了；这一份没有确认");
	buf_free(&bytes);
	if (done && count.missing > 0)
		cli_out("%zu个字打印机没有，印作〓，见页脚\n", count.missing);
	return done;
}

static const char *
where(const struct print_result *r)
{
	if (r->channel == PRINT_TERMINAL)
		return "已送到终端的打印机";
	return r->is_queued ? "已送打印机" : r->note;
}

static int
print(struct cli *cli, const char *text, enum print_channel channel,
	bool is_shown)
{
	struct print_result r;
	struct err err = { 0 };
	int64_t id;

	if ((channel == PRINT_TERMINAL && !check_terminal(&err)) ||
		!cli_desk(cli, &err) || !cli_record(cli, text, &id, &err) ||
		!print_record(&cli->desk, cli->arena, id, channel, &r, &err) ||
		(channel == PRINT_TERMINAL && !send_to_terminal(r.page, &err)))
		return cli_fail(&err);
	if (is_shown)
		return show_file(r.file);
	cli_out("第%d份，打印编号 %lld\n%s\n", r.copy, (long long)r.copy_id,
		r.file);
	cli_out("%s\n", where(&r));
	cli_out("纸出来以后：bianhu print --good %lld；废了：--spoilt %lld\n",
		(long long)r.copy_id, (long long)r.copy_id);
	return 0;
}

static int
run(struct cli *cli, int argc, char **argv)
{
	bool is_shown = cli_flag(&argc, argv, "--stdout");
	bool is_terminal = cli_flag(&argc, argv, "--terminal");
	const char *good, *spoilt;

	if (!cli_option(&argc, argv, "--good", &good) ||
		!cli_option(&argc, argv, "--spoilt", &spoilt))
		return cli_usage(&verb_print);
	if (argc == 1 && !is_shown && !is_terminal &&
		(good == NULL) != (spoilt == NULL))
		return good != NULL ? answer(cli, good, PRINT_GOOD)
				    : answer(cli, spoilt, PRINT_SPOILT);
	if (argc != 2 || good != NULL || spoilt != NULL ||
		(is_shown && is_terminal))
		return cli_usage(&verb_print);
	return print(cli, argv[1], is_terminal ? PRINT_TERMINAL : PRINT_QUEUE,
		is_shown);
}

const struct verb verb_print = {
	.name = "print",
	.usage = "print 文书 [--stdout | --terminal]\n"
		 "      bianhu print --good 打印编号 | --spoilt 打印编号",
	.summary = "打印一份文书到文件和打印机，记下纸出来没有",
	.run = run,
};
