/* SPDX-License-Identifier: MIT */
/* A text of the site, from a file. */
#include "base/file.h"
#include "cli/site_add.h"
#include "desk/site.h"

/* Sixty thousand characters (the form's field) are less. */
enum { FILE_MOST = 256 * 1024 };

static int
refused(const struct problems *problems, const struct err *err)
{
	if (problems->count == 0)
		return cli_fail(err);
	cli_problems(problems);
	cli_error("没有登记，也没有改动任何东西");
	return err_exit(err->code);
}

static void
print_report(const struct site_report *r)
{
	if (r->is_same)
		cli_out("%s 已经登记过，内容一样，没有再登记\n", r->name);
	else
		cli_out("%s 已登记，全站从现在起照它算期限\n", r->name);
	cli_out("重算%lld个案件；因它变动的日子共%lld项\n",
		(long long)r->matters, (long long)r->moved);
	if (r->moved > 0)
		cli_out("逐项看：bianhu calendar moves，或界面“期限”里的变动\n");
}

int
cli_site_add(struct cli *cli, const char *path)
{
	struct problems problems = { .arena = cli->arena };
	struct site_report report = { 0 };
	struct buf text = { 0 };
	struct err err = { 0 };
	int code = 0;

	if (!cli_desk(cli, &err) || !file_read(path, FILE_MOST, &text, &err))
		code = cli_fail(&err);
	else if (!site_add(&cli->desk, cli->arena, path, text.data, text.length,
			 &report, &problems, &err))
		code = refused(&problems, &err);
	else
		print_report(&report);
	buf_free(&text);
	return code;
}
