/* SPDX-License-Identifier: MIT */
/* bianhu form: the forms there are, one form, files held against the law. */
#include "base/file.h"
#include "cli/cli.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { FILE_BYTES = 1 << 20, FILES_MOST = 1000 };

struct files {
	struct arena *arena;
	struct library_text *items;
	size_t count;
	const char **folders; /* still to be walked */
	size_t folder_count;
};

static bool
ends_with(const char *name, const char *ending)
{
	size_t length = strlen(name), end = strlen(ending);

	return length > end && strcmp(name + length - end, ending) == 0;
}

static bool
is_ours(const char *name)
{
	return ends_with(name, ".form") || ends_with(name, ".rule") ||
	       ends_with(name, ".cal");
}

static bool
add_file(struct files *files, const char *path, struct err *err)
{
	struct buf text = { 0 };
	bool done = file_read(path, FILE_BYTES, &text, err);

	if (done && files->count == FILES_MOST)
		done = err_set(err, ERR_INPUT, "文件超过%d个", FILES_MOST);
	if (done) {
		files->items = arena_grow(files->arena, files->items,
			files->count, sizeof(*files->items));
		files->items[files->count++] = (struct library_text){ path,
			arena_copy_bytes(
				files->arena, buf_text(&text), text.length),
			text.length };
	}
	buf_free(&text);
	return done;
}

static void
add_folder(struct files *files, const char *path)
{
	files->folders = arena_grow(files->arena, files->folders,
		files->folder_count, sizeof(*files->folders));
	files->folders[files->folder_count++] = path;
}

static bool
walk_folder(struct files *files, const char *path, struct err *err)
{
	DIR *dir = opendir(path);
	const struct dirent *entry;
	bool done = true;

	if (dir == NULL)
		return err_set(err, ERR_IO, "%s：%s", path, file_reason(errno));
	while (done && (entry = readdir(dir)) != NULL) {
		struct stat info;
		const char *name;

		if (entry->d_name[0] == '.')
			continue;
		name = arena_printf(files->arena, "%s/%s", path, entry->d_name);
		if (lstat(name, &info) != 0)
			continue;
		if (S_ISDIR(info.st_mode))
			add_folder(files, name);
		else if (S_ISREG(info.st_mode) && is_ours(name))
			done = add_file(files, name, err);
	}
	closedir(dir);
	return done;
}

static bool
add_path(struct files *files, const char *path, struct err *err)
{
	struct stat info;

	if (stat(path, &info) != 0)
		return err_set(
			err, ERR_NOTFOUND, "%s：%s", path, file_reason(errno));
	if (S_ISDIR(info.st_mode)) {
		add_folder(files, path);
		return true;
	}
	if (!is_ours(path))
		return err_set(
			err, ERR_INPUT, "%s：只认 .form .rule .cal 文件", path);
	return add_file(files, path, err);
}

static bool
collect(struct files *files, int argc, char **argv, struct err *err)
{
	for (int i = 0; i < argc; i++)
		if (!add_path(files, argv[i], err))
			return false;
	for (size_t i = 0; i < files->folder_count; i++) {
		if (files->folder_count > FILES_MOST)
			return err_set(err, ERR_INPUT, "文件夹太多");
		if (!walk_folder(files, files->folders[i], err))
			return false;
	}
	return files->count > 0 ||
	       err_set(err, ERR_NOTFOUND, "没有 .form .rule .cal 文件");
}

/* Of two forms with one id only the last would be used; nobody would see the
 * other. */
static void
check_used(
	struct cli *cli, const struct files *files, struct problems *problems)
{
	size_t count;
	const struct form *const *forms = library_forms(cli->library, &count);

	for (size_t i = 0; i < files->count; i++) {
		const char *name = files->items[i].file;
		bool is_used = !ends_with(name, ".form");

		for (size_t k = 0; k < count && !is_used; k++)
			is_used = strcmp(forms[k]->file, name) == 0;
		if (!is_used)
			problem_add(problems, name, 1,
				"编号与另一个文件里的表单相同，只有一张会用；换一个编号，或者删去一个文件");
	}
}

static bool
load_files(
	struct cli *cli, const struct files *files, struct problems *problems)
{
	cli->library = library_new(files->items, files->count, problems);
	if (cli->library != NULL)
		check_used(cli, files, problems);
	return problems->count == 0;
}

static int
check(struct cli *cli, int argc, char **argv)
{
	struct files files = { .arena = cli->arena };
	struct problems problems = { .arena = cli->arena };
	struct err err = { 0 };

	if (argc == 0)
		return cli_usage(&verb_form);
	if (!collect(&files, argc, argv, &err))
		return cli_fail(&err);
	if (load_files(cli, &files, &problems)) {
		cli_out("%zu个文件，没有错误\n", files.count);
		return 0;
	}
	cli_problems(&problems);
	err_set(&err, ERR_INPUT, "%zu处错误", problems.count);
	return cli_fail(&err);
}

static int
list(struct cli *cli)
{
	const struct form *const *forms;
	struct err err = { 0 };
	size_t count;

	if (!cli_library(cli, &err))
		return cli_fail(&err);
	forms = library_forms(cli->library, &count);
	for (size_t i = 0; i < count; i++) {
		cli_cell(forms[i]->id, 20);
		cli_cell(form_kind_word(forms[i]->kind), 6);
		cli_cell(form_noun_word(forms[i]->on), 8);
		cli_out("%s 第%d版%s\n", forms[i]->name, forms[i]->version,
			forms[i]->is_sample ? " 样稿" : "");
	}
	return 0;
}

static void
print_field(const struct form_field *f)
{
	cli_cell(f->is_item ? "事项" : f->type->word, 8);
	cli_out("%s%s%s", f->name, f->is_required ? " 必填" : "",
		f->is_fixed ? " 由程序填" : "");
	for (size_t i = 0; i < f->choice_count; i++)
		cli_out("%s%s", i == 0 ? "：" : " ", f->choices[i]);
	if (f->basis != NULL)
		cli_out("（%s）", f->basis);
	cli_out("\n");
}

static int
show(struct cli *cli, const char *id)
{
	const struct form *form;
	struct err err = { 0 };

	if (!cli_library(cli, &err))
		return cli_fail(&err);
	form = library_form(cli->library, id);
	if (form == NULL) {
		err_set(&err, ERR_NOTFOUND,
			"没有编号为“%s”的表单；bianhu form list 可列出", id);
		return cli_fail(&err);
	}
	cli_out("%s %s 第%d版 对象：%s\n摘要 %s\n", form->name,
		form_kind_word(form->kind), form->version,
		form_noun_word(form->on), form->digest);
	for (size_t i = 0; i < form->field_count; i++)
		print_field(&form->fields[i]);
	return 0;
}

static int
run(struct cli *cli, int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], "list") == 0)
		return list(cli);
	if (argc == 3 && strcmp(argv[1], "show") == 0)
		return show(cli, argv[2]);
	if (argc > 1 && strcmp(argv[1], "check") == 0)
		return check(cli, argc - 2, argv + 2);
	return cli_usage(&verb_form);
}

const struct verb verb_form = {
	.name = "form",
	.usage = "form list\n"
		 "      bianhu form show 表单\n"
		 "      bianhu form check 文件夹|文件 …",
	.summary = "列出表单，看一张，或检查表单、规则、日历文件",
	.run = run,
};
