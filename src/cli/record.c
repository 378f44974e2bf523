/* SPDX-License-Identifier: MIT */
/* bianhu record: drafts, sealing, reading. */
#include "desk/record.h"
#include "desk/people.h"

#include "base/charset.h"
#include "cli/cli_fill.h"
#include "cli/cli_json.h"
#include "desk/values_file.h"
#include "form/page.h"

#include <string.h>

enum { FILE_BYTES = 1 << 20, PAGE_COLUMNS = 56 };

static const char usage[] =
	"record new 表单 [--matter 案件|--party 当事人|--hearing 庭审|"
	"--about 文书]\n"
	"                        [--also 当事人,当事人（一份写几个人）]\n"
	"                        [--supersedes 文书 --reason 理由] "
	"[--override 理由]\n"
	"                        [--from 文件] [--json] [--set 栏目=内容 …]\n"
	"      bianhu record seal 草稿 [--override 理由] [--json]\n"
	"      bianhu record show 文书\n"
	"      bianhu record list 案件\n"
	"      bianhu record drafts\n"
	"      bianhu record drop 草稿";

/* What the options of `record new` say. */
struct request {
	const char *form;
	const char *values;
	const char *reason;
	const char *override; /* why it is not as the law has it */
	const char *on[5];    /* as in on_options */
	const char *also;     /* further persons on it, parted by commas */
	bool is_json;
};

static const struct {
	const char *option;
	const char *what;
	size_t offset;
} on_options[] = {
	{ "--matter", "案件", offsetof(struct subject, matter) },
	{ "--party", "当事人", offsetof(struct subject, party) },
	{ "--hearing", "庭审", offsetof(struct subject, hearing) },
	{ "--about", "文书", offsetof(struct subject, about) },
	{ "--supersedes", "文书", offsetof(struct subject, supersedes) },
};

static bool
read_subject(
	const struct request *request, struct subject *out, struct err *err)
{
	*out = (struct subject){ 0 };
	for (size_t i = 0; i < ARRAY_LENGTH(on_options); i++) {
		int64_t id;

		if (request->on[i] == NULL)
			continue;
		if (!cli_id(on_options[i].what, request->on[i], &id, err))
			return false;
		memcpy((char *)out + on_options[i].offset, &id, sizeof id);
	}
	return true;
}

static bool
fill_file(struct cli *cli, struct work *work, const char *path, struct err *err)
{
	struct problems problems = { .arena = cli->arena };
	struct charset_found found;
	struct buf text = { 0 };
	bool done = charset_read(path, FILE_BYTES, &text, &found, err);

	if (done && !work_fill_file(&cli->desk, work, path, buf_text(&text),
			    text.length, &problems)) {
		cli_problems(&problems);
		done = problem_none(&problems, err);
	}
	buf_free(&text);
	return done;
}

/* Into the journal goes what differs from what the draft began with. */
static bool
keep(struct cli *cli, const struct work *work, const struct values *before,
	struct err *err)
{
	for (size_t i = 0; i < work->values.count; i++) {
		const struct value *v = &work->values.items[i];

		if (strcmp(values_get(before, v->name), v->text) != 0 &&
			!work_keep(&cli->desk, work, v->name, v->text, err))
			return false;
	}
	return true;
}

static void
copy_values(struct arena *arena, const struct values *from, struct values *to)
{
	*to = (struct values){ .arena = arena };
	for (size_t i = 0; i < from->count; i++)
		values_set(to, from->items[i].name, from->items[i].text);
}

static bool
add_persons(struct cli *cli, struct work *work, const struct request *request,
	struct err *err)
{
	const char *at = request->also;

	while (at != NULL && *at != '\0') {
		size_t length = strcspn(at, ",");
		int64_t party;

		if (!cli_id("当事人", arena_copy_bytes(cli->arena, at, length),
			    &party, err) ||
			!people_set(&cli->desk, work, party, true, err))
			return false;
		at += length + (at[length] == ',');
	}
	return true;
}

/* A draft that could not be filled is given up again. */
static bool
fill(struct cli *cli, struct work *work, const struct request *request,
	int argc, char **argv, struct err *err)
{
	struct values before;

	if (!add_persons(cli, work, request, err))
		return false;
	copy_values(cli->arena, &work->values, &before);
	if (request->values != NULL &&
		!fill_file(cli, work, request->values, err))
		return false;
	return cli_fill(cli, work, argc, argv, err) &&
	       keep(cli, work, &before, err) &&
	       (request->reason == NULL || work_keep_reason(&cli->desk, work,
						   request->reason, err)) &&
	       (request->override == NULL ||
		       work_keep_override(
			       &cli->desk, work, request->override, err));
}

static int
say_draft(const struct work *work)
{
	json_t *out = json_object();

	json_put(out, "draft", json_id(work->id));
	json_put(out, "form", json_words(work->form->name));
	json_put(out, "matter", json_id(work->on.matter));
	json_put(out, "party", json_id(work->on.party));
	return json_print(out);
}

static int
make(struct cli *cli, const struct request *request, int argc, char **argv)
{
	struct subject on;
	struct work work;
	struct err err = { 0 };

	if (!read_subject(request, &on, &err) || !cli_desk(cli, &err) ||
		!work_start(&cli->desk, cli->arena, request->form, &on, &work,
			&err))
		return cli_fail(&err);
	if (!fill(cli, &work, request, argc, argv, &err))
		return cli_give_up(cli, &work, &err);
	if (request->is_json)
		return say_draft(&work);
	cli_out("%lld\n", (long long)work.id);
	return 0;
}

/* --from, and --values as it was called before. */
static bool
read_from(int *argc, char **argv, const char **path)
{
	const char *values;

	if (!cli_option(argc, argv, "--from", path) ||
		!cli_option(argc, argv, "--values", &values) ||
		(*path != NULL && values != NULL))
		return false;
	if (*path == NULL)
		*path = values;
	return true;
}

static int
run_new(struct cli *cli, int argc, char **argv)
{
	struct request request = { .is_json = cli_flag(&argc, argv, "--json") };

	/* A field may stand with --set or without. */
	while (cli_flag(&argc, argv, "--set")) {
	}
	if (!read_from(&argc, argv, &request.values) ||
		!cli_option(&argc, argv, "--reason", &request.reason) ||
		!cli_option(&argc, argv, "--override", &request.override) ||
		!cli_option(&argc, argv, "--also", &request.also))
		return cli_usage(&verb_record);
	for (size_t i = 0; i < ARRAY_LENGTH(on_options); i++)
		if (!cli_option(
			    &argc, argv, on_options[i].option, &request.on[i]))
			return cli_usage(&verb_record);
	if (argc < 2)
		return cli_usage(&verb_record);
	request.form = argv[1];
	return make(cli, &request, argc - 2, argv + 2);
}

/* What was sealed may have taken it out of his sight. */
static int
say_sealed(struct cli *cli, const struct work *work, int64_t id, bool is_json)
{
	struct record record = { .id = id };
	struct err err = { 0 };
	bool is_seen = record_read(&cli->desk, cli->arena, id, &record, &err);

	if (!is_seen && err.code != ERR_NOTFOUND)
		return cli_fail(&err);
	if (!is_seen)
		record = (struct record){ .id = id,
			.form_name = work->form->name };
	if (is_json)
		return json_print(json_record(&record));
	cli_out("%lld\n", (long long)id);
	if (is_seen)
		cli_out("已定稿：%s %s 查询码 %s\n", record.form_name,
			record.number, record.code);
	else
		cli_out("已定稿：%s；这个案件从此不归您查看\n",
			record.form_name);
	return 0;
}

static int
seal(struct cli *cli, int64_t draft, const char *override, bool is_json)
{
	struct work work;
	struct fault *faults = NULL;
	size_t fault_count = 0;
	struct err err = { 0 };
	int64_t id;

	if (!work_resume(&cli->desk, cli->arena, draft, &work, &err) ||
		(override != NULL &&
			!work_keep_override(&cli->desk, &work, override, &err)))
		return cli_fail(&err);
	if (!record_seal(&cli->desk, cli->arena, &work, &faults, &fault_count,
		    &id, &err)) {
		cli_faults(&work, faults, fault_count);
		return cli_fail(&err);
	}
	return say_sealed(cli, &work, id, is_json);
}

static int
run_seal(struct cli *cli, int argc, char **argv)
{
	bool is_json = cli_flag(&argc, argv, "--json");
	struct err err = { 0 };
	const char *override;
	int64_t draft;

	if (!cli_option(&argc, argv, "--override", &override) || argc != 2)
		return cli_usage(&verb_record);
	if (!cli_id("草稿", argv[1], &draft, &err) || !cli_desk(cli, &err))
		return cli_fail(&err);
	return seal(cli, draft, override, is_json);
}

static int
run_drop(struct cli *cli, int argc, char **argv)
{
	struct work work;
	struct err err = { 0 };
	int64_t draft;

	if (argc != 2)
		return cli_usage(&verb_record);
	if (!cli_id("草稿", argv[1], &draft, &err) || !cli_desk(cli, &err) ||
		!work_resume(&cli->desk, cli->arena, draft, &work, &err) ||
		!work_drop(&cli->desk, draft, &err))
		return cli_fail(&err);
	cli_out("已弃稿\n");
	return 0;
}

static int
run_drafts(struct cli *cli, int argc, char **argv)
{
	struct work_line *lines;
	size_t count;
	struct err err = { 0 };

	(void)argv;
	if (argc != 1)
		return cli_usage(&verb_record);
	if (!cli_desk(cli, &err) ||
		!work_list(&cli->desk, cli->arena, &lines, &count, &err))
		return cli_fail(&err);
	for (size_t i = 0; i < count; i++) {
		char touched[INSTANT_TEXT];

		cli_cell(arena_printf(
				 cli->arena, "%lld", (long long)lines[i].id),
			20);
		cli_cell(clock_format(lines[i].touched, touched), 17);
		cli_out("%s %s\n", lines[i].form_name, lines[i].about);
	}
	return 0;
}

static void
print_head(const struct record *r)
{
	char entered[INSTANT_TEXT], day[DATE_TEXT];

	cli_out("%s %s 编号 %lld 查询码 %s\n", r->form_name, r->number,
		(long long)r->id, r->code);
	cli_out("发生 %s 录入 %s %s\n", date_format(r->occurred, day),
		clock_format(r->entered, entered), r->by);
	if (r->supersedes != 0)
		cli_out("更正了文书 %lld\n", (long long)r->supersedes);
	if (r->superseded_by != 0)
		cli_out("已被文书 %lld 更正\n", (long long)r->superseded_by);
	if (r->signing[0] != '\0')
		cli_out("签署：%s\n", r->signing);
	if (r->copies > 0)
		cli_out("已打印%d份\n", r->copies);
}

static void
print_values(const struct record *r)
{
	for (size_t i = 0; i < r->form->field_count; i++) {
		const struct form_field *f = &r->form->fields[i];
		struct buf shown = { 0 };

		if (values_get(&r->values, f->name)[0] == '\0')
			continue;
		field_show(f, values_get(&r->values, f->name), &shown);
		cli_out("%s：%s\n", f->label, buf_text(&shown));
		buf_free(&shown);
	}
}

static bool
print_page(struct cli *cli, int64_t id, struct err *err)
{
	const struct page_style style = { .columns = PAGE_COLUMNS };
	struct buf stream = { 0 }, page = { 0 };
	bool done = record_stream(&cli->desk, cli->arena, id, 0, &stream, err);

	if (done) {
		page_write(buf_text(&stream), &style, &page);
		cli_text(buf_text(&page));
	}
	buf_free(&stream);
	buf_free(&page);
	return done;
}

static int
run_show(struct cli *cli, int argc, char **argv)
{
	struct record record;
	struct err err = { 0 };
	int64_t id;

	if (argc != 2)
		return cli_usage(&verb_record);
	if (!cli_desk(cli, &err) || !cli_record(cli, argv[1], &id, &err) ||
		!record_read(&cli->desk, cli->arena, id, &record, &err))
		return cli_fail(&err);
	print_head(&record);
	cli_out("\n");
	if (record.form->body == NULL || record.is_gone)
		print_values(&record);
	else if (!print_page(cli, id, &err))
		return cli_fail(&err);
	return 0;
}

static int
run_list(struct cli *cli, int argc, char **argv)
{
	struct record *records;
	size_t count;
	struct err err = { 0 };
	int64_t matter;

	if (argc != 2)
		return cli_usage(&verb_record);
	if (!cli_id("案件", argv[1], &matter, &err) || !cli_desk(cli, &err) ||
		!record_list(&cli->desk, cli->arena, matter, 0, &records,
			&count, &err))
		return cli_fail(&err);
	for (size_t i = 0; i < count; i++)
		cli_record_line(cli, &records[i]);
	return 0;
}

static const struct {
	const char *name;
	int (*run)(struct cli *cli, int argc, char **argv);
} commands[] = {
	{ "new", run_new },
	{ "seal", run_seal },
	{ "show", run_show },
	{ "list", run_list },
	{ "drafts", run_drafts },
	{ "drop", run_drop },
};

static int
run(struct cli *cli, int argc, char **argv)
{
	for (size_t i = 0; argc > 1 && i < ARRAY_LENGTH(commands); i++)
		if (strcmp(argv[1], commands[i].name) == 0)
			return commands[i].run(cli, argc - 1, argv + 1);
	return cli_usage(&verb_record);
}

const struct verb verb_record = {
	.name = "record",
	.usage = usage,
	.summary = "录一份文书、定稿、看、列出；草稿",
	.run = run,
};
