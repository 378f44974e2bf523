/* SPDX-License-Identifier: MIT */
/* What the verbs share: finding them, opening, printing. */
#include "cli/cli.h"

#include "base/utf8.h"
#include "base/width.h"
#include "cli/cli_edge.h"
#include "desk/record.h"
#include "desk/scope.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct verb *const *
cli_verbs(void)
{
	static const struct verb *const verbs[] = {
#define VERB(name) &verb_##name,
#include "verbs.inc"
#undef VERB
		NULL
	};

	return verbs;
}

/* For the others a day to look from has no meaning. */
static const char *const as_of_verbs[] = { "case", "due", "law", "party",
	"violations", "why" };

static bool
takes_as_of(const char *verb)
{
	for (size_t i = 0; i < ARRAY_LENGTH(as_of_verbs); i++)
		if (strcmp(as_of_verbs[i], verb) == 0)
			return true;
	return false;
}

static const struct verb *
find_verb(const char *name)
{
	for (const struct verb *const *v = cli_verbs(); *v != NULL; v++)
		if (strcmp((*v)->name, name) == 0)
			return *v;
	return NULL;
}

static int
no_verb(const char *name)
{
	struct buf line = { 0 };

	buf_addf(&line, "没有“%s”这个命令；bianhu help 可列出", name);
	cli_error(buf_text(&line));
	buf_free(&line);
	return CLI_USAGE;
}

/* Who stopped reading (head, less) knows; anything else is said. */
static int
finish_output(void)
{
	errno = 0;
	if (fflush(stdout) == 0 && !ferror(stdout))
		return 0;
	if (errno != EPIPE)
		cli_error("输出没有写完");
	return err_exit(ERR_IO);
}

int
cli_run(struct cli *cli, int argc, char **argv)
{
	const struct verb *verb = find_verb(argv[0]);
	struct arena arena = { 0 };
	int code, finished;

	if (verb == NULL)
		return no_verb(argv[0]);
	if (cli->as_of != NULL && !takes_as_of(verb->name)) {
		cli_error("这个命令不能带 --as-of");
		return CLI_USAGE;
	}
	cli->arena = &arena;
	code = verb->run(cli, argc, argv);
	cli_close(cli);
	arena_clear(&arena);
	cli->arena = NULL;
	finished = finish_output();
	return finished == 0 ? code : finished;
}

void
cli_problems(const struct problems *problems)
{
	for (size_t i = 0; i < problems->count; i++) {
		const struct problem *p = &problems->items[i];
		struct buf line = { 0 };

		buf_addf(&line, "%s:%d: %s", p->file, p->line, p->text);
		cli_error(buf_text(&line));
		buf_free(&line);
	}
}

bool
cli_library(struct cli *cli, struct err *err)
{
	struct problems problems = { .arena = cli->arena };

	if (cli->library != NULL)
		return true;
	cli->library = library_new(NULL, 0, &problems);
	if (cli->library != NULL)
		return true;
	cli_problems(&problems);
	return err_set(err, ERR_BUG, "自带的表单或规则有误，没有做任何事");
}

bool
cli_store(struct cli *cli, enum store_mode mode, struct err *err)
{
	if (!cli_library(cli, err) ||
		!store_open(cli->store_path, mode, &cli->store, err) ||
		(mode != STORE_READ && !scope_ready(cli->store, err)))
		return false;
	cli->desk =
		(struct desk){ .store = cli->store, .library = cli->library };
	return true;
}

/* The only user there is, or a message that lists them. */
static bool
pick_user(struct cli *cli, struct err *err)
{
	struct desk_user *users;
	size_t count;
	struct buf list = { 0 };

	if (cli->user != NULL)
		return true;
	if (!desk_users(cli->store, cli->arena, &users, &count, err))
		return false;
	if (count == 1) {
		cli->user = users[0].login;
		return true;
	}
	for (size_t i = 0; i < count; i++)
		buf_addf(&list, "%s%s（%s）", i > 0 ? "、" : "", users[i].login,
			users[i].name);
	err_set(err, ERR_INPUT, "请用 --user 写明是谁在办：%s",
		buf_text(&list));
	buf_free(&list);
	return false;
}

bool
cli_desk(struct cli *cli, struct err *err)
{
	if (!cli_store(cli, STORE_OPEN, err) || !pick_user(cli, err) ||
		!desk_open(
			cli->store, cli->library, cli->user, &cli->desk, err))
		return false;
	cli->has_desk = true;
	if (cli->desk.is_stale)
		cli_error(
			"程序更新了，期限还是按旧规则算的；请运行 bianhu derive --repair");
	return true;
}

void
cli_close(struct cli *cli)
{
	if (cli->desk.drafts != NULL)
		desk_close(&cli->desk);
	cli->has_desk = false;
	store_close(&cli->store);
	library_free(&cli->library);
}

bool
cli_day(const struct cli *cli, struct date *out, struct err *err)
{
	*out = DATE_NONE;
	if (cli->as_of == NULL || date_parse(cli->as_of, out))
		return true;
	return err_set(err, ERR_INPUT,
		"--as-of 要写成 2026-11-23 这样的日期：%s", cli->as_of);
}

void
cli_out(const char *format, ...)
{
	struct arena arena = { 0 };
	va_list arguments;

	va_start(arguments, format);
	cli_edge_put(stdout, arena_vprintf(&arena, format, arguments));
	va_end(arguments);
	arena_clear(&arena);
}

void
cli_text(const char *text)
{
	cli_edge_put(stdout, text);
}

void
cli_row(const char *text)
{
	cli_edge_row(stdout, text);
}

void
cli_cell(const char *text, int columns)
{
	struct buf cell = { 0 };
	int width;

	utf8_filter(&cell, text, UTF8_ONE_LINE);
	width = width_text(buf_text(&cell), WIDTH_TERM_NARROW);
	do
		buf_add_char(&cell, ' ');
	while (++width < columns);
	cli_edge_put(stdout, buf_text(&cell));
	buf_free(&cell);
}

void
cli_error(const char *text)
{
	cli_edge_put(stderr, "bianhu: ");
	cli_edge_put(stderr, text);
	cli_edge_put(stderr, "\n");
}

int
cli_fail(const struct err *err)
{
	cli_error(err->text);
	return err_exit(err->code);
}

int
cli_usage(const struct verb *verb)
{
	cli_edge_put(stderr, "用法: bianhu ");
	cli_edge_put(stderr, verb->usage);
	cli_edge_put(stderr, "\n");
	return CLI_USAGE;
}

bool
cli_flag(int *argc, char **argv, const char *flag)
{
	for (int i = 1; i < *argc; i++)
		if (strcmp(argv[i], flag) == 0) {
			memmove(&argv[i], &argv[i + 1],
				(size_t)(*argc - i) * sizeof *argv);
			(*argc)--;
			return true;
		}
	return false;
}

bool
cli_option(int *argc, char **argv, const char *name, const char **value)
{
	char *found = NULL;

	*value = NULL;
	for (int i = 1; i < *argc; i++) {
		if (strcmp(argv[i], name) != 0)
			continue;
		if (i + 1 >= *argc || found != NULL)
			return false;
		found = argv[i + 1];
		memmove(&argv[i], &argv[i + 2],
			(size_t)(*argc - i - 1) * sizeof *argv);
		*argc -= 2;
		i--;
	}
	*value = found;
	return true;
}

bool
cli_id(const char *what, const char *text, int64_t *out, struct err *err)
{
	size_t digits = text == NULL ? 0 : strspn(text, "0123456789");

	errno = 0;
	*out = digits == 0 ? 0 : strtoll(text, NULL, 10);
	if (*out == 0 || errno != 0 || text[digits] != '\0')
		return err_set(err, ERR_INPUT, "%s的编号是一个数字：%s", what,
			text == NULL ? "" : text);
	return true;
}

bool
cli_record(struct cli *cli, const char *text, int64_t *out, struct err *err)
{
	enum { CODE_CHARS = 8 };

	if (strlen(text) == CODE_CHARS)
		return record_by_code(&cli->desk, text, out, err);
	return cli_id("文书", text, out, err);
}

struct clock_line
cli_clock(const struct deadline *deadline)
{
	return (struct clock_line){
		.trigger_line = deadline->trigger.line,
		.hearing = deadline->trigger.hearing,
		.rule = deadline->rule->id,
		.title = deadline->rule->title,
		.party_name = "",
		.number = "",
		.duty = deadline->rule->duty,
		.nature = nature_word(deadline->rule->nature),
		.citation = deadline->rule->authority.citation,
		.start = deadline->start,
		.due = deadline->due.day,
		.due_at = deadline->due.at,
		.is_provisional = deadline->due.is_provisional,
		.state = deadline_state_word(deadline->state),
		.met = deadline->state == DEADLINE_OPEN ? DATE_NONE
							: deadline->met.day,
		.is_late = deadline->is_late,
		.in_time = deadline->known_in_time,
		.is_right = deadline_is_right(deadline->rule),
	};
}

void
cli_record_line(struct cli *cli, const struct record *record)
{
	char day[DATE_TEXT];

	cli_cell(arena_printf(cli->arena, "%lld", (long long)record->id), 17);
	cli_cell(date_format(record->occurred, day), 11);
	cli_cell(record->form_name, 24);
	cli_cell(record->number, 28);
	cli_cell(record->party_name, 10);
	cli_out("%s%s\n", record->signing,
		record->superseded_by != 0 ? " 已更正" : "");
}

int64_t
cli_now(const struct cli *cli, struct date day)
{
	const struct clock clock = { 0 };

	if (date_is_set(day))
		return clock_instant(day, 23, 59);
	return cli->has_desk ? desk_now(&cli->desk) : clock_now(&clock);
}

void
cli_clock_line(struct cli *cli, const struct clock_line *clock, int64_t now)
{
	int word;

	cli_cell(clock_words(clock, now, cli->arena, &word), 16);
	cli_cell(clock_due_words(clock, cli->arena), 11);
	cli_out("%s（%s）\n", clock->title, clock->citation);
}
