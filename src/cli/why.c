/* SPDX-License-Identifier: MIT */
/* bianhu why: class, clocks and the reasons, for facts and events in a file
 * (law/history.h) or for a party of the store; without either, the reasons of
 * lines as `bianhu law` takes them. */
#include "base/charset.h"
#include "cli/lines.h"
#include "desk/derive.h"
#include "desk/matter.h"

#include <string.h>

enum { FILE_BYTES = 1 << 20 };

static bool
print_derived(struct cli *cli, const struct derived *derived, int64_t now,
	struct err *err)
{
	struct buf out = { 0 };
	bool done = true;

	for (size_t i = 0; i < derived->standing_count; i++)
		explain_standing(&derived->standings[i], &out);
	for (size_t i = 0; done && i < derived->deadline_count; i++) {
		struct clock_line line = cli_clock(&derived->deadlines[i]);
		int word;

		buf_addf(&out, "\n%s：%s\n", line.title,
			clock_words(&line, now, cli->arena, &word));
		done = explain_deadline(library_law(cli->library),
			&derived->deadlines[i], &out, err);
	}
	if (done)
		cli_text(buf_text(&out));
	buf_free(&out);
	return done;
}

/* What had been entered by the end of the day. */
static void
keep_until(struct history *history, struct date day)
{
	int64_t end;
	size_t kept = 0;

	if (!date_is_set(day))
		return;
	end = clock_instant(date_add(day, 1), 0, 0);
	for (size_t i = 0; i < history->event_count; i++)
		if (history->events[i].source.entered < end)
			history->events[kept++] = history->events[i];
	history->event_count = kept;
	kept = 0;
	for (size_t i = 0; i < history->fact_count; i++)
		if (history->facts[i].source.entered < end)
			history->facts[kept++] = history->facts[i];
	history->fact_count = kept;
}

static bool
read_history(
	struct cli *cli, const char *path, struct history *out, struct err *err)
{
	struct problems problems = { .arena = cli->arena };
	struct stanza_file file;
	struct charset_found found;
	struct buf text = { 0 };
	bool done = charset_read(path, FILE_BYTES, &text, &found, err);

	if (done) {
		stanza_read(cli->arena, path, buf_text(&text), text.length,
			&file, &problems);
		history_read(cli->arena, &file, out, &problems);
		cli_problems(&problems);
		done = problem_none(&problems, err);
	}
	buf_free(&text);
	return done;
}

static bool
why_file(struct cli *cli, const char *path, struct date day, struct err *err)
{
	struct history history = { 0 };
	struct derived derived;

	if (!cli_library(cli, err) || !read_history(cli, path, &history, err))
		return false;
	keep_until(&history, day);
	return derive(library_law(cli->library), &history, cli->arena, &derived,
		       err) &&
	       print_derived(cli, &derived, cli_now(cli, day), err);
}

static bool
why_party(struct cli *cli, const char *text, struct date day, struct err *err)
{
	struct party party;
	struct party_derived derived;
	int64_t id;

	if (!cli_id("当事人", text, &id, err) || !cli_desk(cli, err) ||
		!party_read(&cli->desk, cli->arena, id, &party, err) ||
		!derive_party(&cli->desk, cli->arena, party.matter, id, day,
			&derived, err))
		return false;
	cli_out("%s\n", derived.name);
	return print_derived(cli, &derived.derived, cli_now(cli, day), err);
}

static int
why_lines(struct cli *cli)
{
	const struct clock clock = { 0 };
	struct err err = { 0 };
	struct date day;

	if (!cli_day(cli, &day, &err))
		return cli_fail(&err);
	return lines_answer(cli, NULL,
		date_is_set(day) ? day : clock_today(&clock), batch_why,
		LINES_WORDS);
}

static int
run(struct cli *cli, int argc, char **argv)
{
	struct err err = { 0 };
	struct date day;
	bool is_id;

	if (argc == 1)
		return why_lines(cli);
	if (argc != 2)
		return cli_usage(&verb_why);
	is_id = argv[1][0] != '\0' &&
		argv[1][strspn(argv[1], "0123456789")] == '\0';
	if (!cli_day(cli, &day, &err) ||
		!(is_id ? why_party(cli, argv[1], day, &err)
			: why_file(cli, argv[1], day, &err)))
		return cli_fail(&err);
	return 0;
}

const struct verb verb_why = {
	.name = "why",
	.usage =
		"why 文件|当事人 [--as-of 日期]\n"
		"      bianhu why [--as-of 日期]    逐行读入，写法同 bianhu law",
	.summary = "类别和期限的理由：逐日、法条、别的依据",
	.run = run,
};
