/* SPDX-License-Identifier: MIT */
/* bianhu help: the verbs, the options of all of them, the exit codes. */
#include "cli/cli.h"

#include <string.h>

enum { NAME_COLUMNS = 12 };

static const char common[] =
	"\n每个命令都可以带：\n"
	"  --store 路径      库文件；不写用 BIANHU_STORE，再没有用默认位置\n"
	"  --user 登录名     是谁在办；不写用 BIANHU_USER\n"
	"  --as-of 日期      按那一天已录入的来看（case due party why）\n"
	"  --encoding 编码   UTF-8、GB18030 或 GBK，输入输出都是；"
	"--json 总是 UTF-8\n"
	"                    只写 BIANHU_ENCODING，输出到文件的还是 UTF-8\n"
	"不带命令、在终端上启动，就进入界面；--level plain 不用颜色，"
	"line 一行一问。\n"
	"\n退出码：0 办成了；1 内容或状态不对；2 用法不对；3 没有权限；"
	"4 没有找到；\n"
	"5 已经有了或被别人先改了；6 别人正在写，稍后再试；"
	"7 文件、磁盘或终端；\n"
	"8 库有问题；9 程序自己的错。\n";

static void
list_all(void)
{
	cli_out("用法: bianhu [命令] [参数]\n\n");
	for (const struct verb *const *v = cli_verbs(); *v != NULL; v++) {
		if ((*v)->summary[0] == '\0')
			continue;
		cli_out("  ");
		cli_cell((*v)->name, NAME_COLUMNS);
		cli_out("%s\n", (*v)->summary);
	}
	cli_text(common);
}

static int
run(struct cli *cli, int argc, char **argv)
{
	(void)cli;
	if (argc > 2)
		return cli_usage(&verb_help);
	if (argc == 1) {
		list_all();
		return 0;
	}
	for (const struct verb *const *v = cli_verbs(); *v != NULL; v++)
		if (strcmp((*v)->name, argv[1]) == 0) {
			cli_out("%s\n\n用法: bianhu %s\n", (*v)->summary,
				(*v)->usage);
			return 0;
		}
	cli_error("没有这个命令；bianhu help 可列出");
	return CLI_USAGE;
}

const struct verb verb_help = {
	.name = "help",
	.usage = "help [命令]",
	.summary = "列出命令，或说明一个命令",
	.run = run,
};
