/* SPDX-License-Identifier: MIT */
/*
 * Options that every verb takes, then the screens or one verb. Inside the
 * program text is UTF-8 whatever the locale says.
 */
#include "base/file.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "screens/screens.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

struct options {
	const char *store;
	const char *user;
	const char *as_of;
	const char *level;
};

/* No core file holds a defendant's data; a reader that left (head, less) is
 * an error of one write, not our end; files are for the owner alone. */
static void
quiet_process(void)
{
	const struct rlimit none = { 0, 0 };
	struct sigaction ignore = { .sa_handler = SIG_IGN };

	umask(S_IRWXG | S_IRWXO);
	setrlimit(RLIMIT_CORE, &none);
	sigemptyset(&ignore.sa_mask);
	sigaction(SIGPIPE, &ignore, NULL);
}

static const char *
option_value(const char *argument, const char *name)
{
	size_t length = strlen(name);

	return strncmp(argument, name, length) == 0 && argument[length] == '='
		       ? argument + length + 1
		       : NULL;
}

/* Takes our options out of the arguments wherever they stand; what follows
 * -- is left alone. False: one has no value. */
static bool
take_options(int *argc, char **argv, struct options *o)
{
	const struct {
		const char *name;
		const char **value;
	} table[] = {
		{ "--store", &o->store },
		{ "--user", &o->user },
		{ "--as-of", &o->as_of },
		{ "--level", &o->level },
	};
	int kept = 1, i = 1;

	for (; i < *argc && strcmp(argv[i], "--") != 0; i++) {
		size_t t = 0;

		while (t < ARRAY_LENGTH(table) &&
			strcmp(argv[i], table[t].name) != 0 &&
			option_value(argv[i], table[t].name) == NULL)
			t++;
		if (t == ARRAY_LENGTH(table)) {
			argv[kept++] = argv[i];
			continue;
		}
		*table[t].value = option_value(argv[i], table[t].name);
		if (*table[t].value == NULL && ++i < *argc)
			*table[t].value = argv[i];
		if (*table[t].value == NULL || **table[t].value == '\0')
			return false;
	}
	for (i += i < *argc; i < *argc; i++)
		argv[kept++] = argv[i];
	argv[kept] = NULL;
	*argc = kept;
	return true;
}

static const char *
environment(const char *name)
{
	const char *value = getenv(name);

	return value != NULL && *value != '\0' ? value : NULL;
}

/* XDG base directories: a path that is not absolute counts as none. */
static bool
default_store(struct buf *out)
{
	const char *data = environment("XDG_DATA_HOME");
	const char *home = environment("HOME");

	if (data != NULL && *data == '/')
		buf_add(out, data);
	else if (home != NULL)
		buf_addf(out, "%s/.local/share", home);
	else
		return false;
	buf_add(out, "/bianhu");
	return true;
}

/* The default store's folder is made; a folder given by name must be there. */
static bool
find_store(const struct options *o, struct buf *path, struct err *err)
{
	const char *named =
		o->store != NULL ? o->store : environment("BIANHU_STORE");

	if (named != NULL) {
		buf_add(path, named);
		return true;
	}
	if (!default_store(path))
		return err_set(err, ERR_IO,
			"没有 HOME，不知道库在哪里；请用 --store 写明");
	if (!file_make_folder(buf_text(path), err))
		return false;
	buf_add(path, "/bianhu.db");
	return true;
}

/* A terminal that can't move its cursor is spoken to in lines. */
static enum level
level_of_terminal(void)
{
	const char *term = environment("TERM");

	return term == NULL || strcmp(term, "dumb") == 0 ||
			       strcmp(term, "tty") == 0
		       ? LEVEL_LINE
		       : LEVEL_RICH;
}

static bool
read_level(const char *word, enum level *out)
{
	static const char *const words[] = { "rich", "plain", "line" };

	*out = level_of_terminal();
	if (word == NULL)
		word = environment("BIANHU_LEVEL");
	if (word == NULL)
		return true;
	for (size_t i = 0; i < ARRAY_LENGTH(words); i++)
		if (strcmp(word, words[i]) == 0) {
			*out = (enum level)i;
			return true;
		}
	return false;
}

/* Lines go through pipes as well, but only where they are asked for. */
static bool
has_line(const struct options *o, const struct wire *wire)
{
	if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO))
		return true;
	return wire->level == LEVEL_LINE &&
	       (o->level != NULL || environment("BIANHU_LEVEL") != NULL);
}

static int
run_screens(struct cli *cli, const struct wire *wire)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	bool done;

	cli->arena = &arena;
	done = cli_store(cli, STORE_OPEN, &err) &&
	       screens_run(&cli->desk, cli->user, wire, &err);
	cli_close(cli);
	cli->arena = NULL;
	arena_clear(&arena);
	return done ? 0 : cli_fail(&err);
}

static int
run(int argc, char **argv, const struct options *o, const char *path)
{
	struct cli cli = {
		.store_path = path,
		.user = o->user != NULL ? o->user : environment("BIANHU_USER"),
		.as_of = o->as_of,
	};
	char help[] = "help";
	char *ask[] = { help, NULL };
	struct wire wire = { .round_trip = -1 };

	if (!read_level(o->level, &wire.level)) {
		cli_error("--level 可以是 rich（颜色）、plain（不用颜色）"
			  "或 line（一行一问）");
		return CLI_USAGE;
	}
	if (argc > 1)
		return cli_run(&cli, argc - 1, argv + 1);
	if (has_line(o, &wire))
		return run_screens(&cli, &wire);
	cli.as_of = NULL;
	cli_run(&cli, 1, ask);
	return CLI_USAGE;
}

static bool
arguments_are_text(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (!utf8_valid(argv[i], strlen(argv[i])))
			return false;
	return true;
}

int
main(int argc, char **argv)
{
	struct options options = { 0 };
	struct buf path = { 0 };
	struct err err = { 0 };
	int code;

	quiet_process();
	if (!arguments_are_text(argc, argv)) {
		cli_error("命令行里有不是 UTF-8 的字，没有做任何事");
		return CLI_USAGE;
	}
	if (!take_options(&argc, argv, &options)) {
		cli_error("--store --user --as-of --level 后面要有内容");
		return CLI_USAGE;
	}
	code = find_store(&options, &path, &err)
		       ? run(argc, argv, &options, buf_text(&path))
		       : cli_fail(&err);
	buf_free(&path);
	return code;
}
