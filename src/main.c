/* SPDX-License-Identifier: MIT */
/*
 * Options that every verb takes, then the screens or one verb. Inside the
 * program text is UTF-8 whatever the locale says.
 */
#include "base/file.h"
#include "cli/cli.h"
#include "cli/cli_edge.h"
#include "screens/screens.h"
#include "ui/line/line.h"

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
	const char *encoding;
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
		{ "--encoding", &o->encoding },
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

static bool
read_encoding(const char *word, struct wire *wire)
{
	if (word == NULL)
		word = environment("BIANHU_ENCODING");
	wire->has_encoding = word != NULL;
	if (word != NULL && !encoding_named(word, &wire->encoding))
		return false;
	wire->width = wire->encoding == ENCODING_UTF8 ? WIDTH_TERM_NARROW
						      : WIDTH_TERM_WIDE;
	return true;
}

static bool
read_level(const char *word, enum level *out)
{
	static const char *const words[] = { "rich", "plain", "short", "line" };

	/* A terminal that can't move its cursor is spoken to in lines. */
	*out = line_is_needed() ? LEVEL_LINE : LEVEL_RICH;
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
has_line(const struct wire *wire)
{
	if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO))
		return true;
	return wire->level == LEVEL_LINE && wire->has_level;
}

/* After the screens the terminal is spoken to as they found it. */
static int
fail_at_line(const struct wire *wire, const struct err *err)
{
	struct err ignored = { 0 };

	if (!wire->has_encoding &&
		!cli_edge_speak(wire->encoding, CLI_EDGE_TERMINALS, &ignored))
		err_clear(&ignored);
	return cli_fail(err);
}

static int
run_screens(struct cli *cli, struct wire *wire)
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
	return done ? 0 : fail_at_line(wire, &err);
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

	if (!read_encoding(o->encoding, &wire)) {
		cli_error("--encoding 可以是 UTF-8、GB18030 或 GBK");
		return CLI_USAGE;
	}
	wire.has_level =
		o->level != NULL || environment("BIANHU_LEVEL") != NULL;
	if (!read_level(o->level, &wire.level)) {
		cli_error("--level 可以是 rich（颜色）、plain（不用颜色）、"
			  "short（不用颜色，短页）"
			  "或 line（一行一问）");
		return CLI_USAGE;
	}
	if (argc > 1)
		return cli_run(&cli, argc - 1, argv + 1);
	if (has_line(&wire))
		return run_screens(&cli, &wire);
	cli.as_of = NULL;
	cli_run(&cli, 1, ask);
	return CLI_USAGE;
}

/* From here on words come and go in what the terminal speaks. */
static bool
speak(struct options *o, int argc, char **argv, struct arena *arena)
{
	const char **const own[] = { &o->store, &o->user, &o->as_of };
	struct wire wire = { 0 };
	struct err err = { 0 };
	bool is_text;

	if (!read_encoding(o->encoding, &wire))
		return true; /* told by run */
	if (!cli_edge_speak(wire.encoding,
		    o->encoding != NULL ? CLI_EDGE_ALL : CLI_EDGE_TERMINALS,
		    &err)) {
		cli_error(err.text);
		return false;
	}
	is_text = cli_edge_words(wire.encoding, argc, argv, arena);
	for (size_t i = 0; is_text && i < ARRAY_LENGTH(own); i++) {
		char *word[] = { NULL, NULL };

		if (*own[i] == NULL)
			continue;
		word[1] = arena_copy(arena, *own[i]);
		is_text = cli_edge_words(wire.encoding, 2, word, arena);
		*own[i] = word[1];
	}
	if (!is_text)
		cli_error(arena_printf(arena,
			"命令行里有不是 %s 的字，没有做任何事",
			encoding_name(wire.encoding)));
	return is_text;
}

int
main(int argc, char **argv)
{
	struct options options = { 0 };
	struct buf path = { 0 };
	struct arena arena = { 0 };
	struct err err = { 0 };
	int code = CLI_USAGE;

	quiet_process();
	if (!take_options(&argc, argv, &options))
		cli_error("--store --user --as-of --level --encoding "
			  "后面要有内容");
	else if (speak(&options, argc, argv, &arena))
		code = find_store(&options, &path, &err)
			       ? run(argc, argv, &options, buf_text(&path))
			       : cli_fail(&err);
	arena_clear(&arena);
	buf_free(&path);
	cli_edge_close();
	return code;
}
