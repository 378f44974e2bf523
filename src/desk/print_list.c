/* SPDX-License-Identifier: MIT */
/* Lists on paper. */
#include "desk/print_list.h"

#include "base/file.h"
#include "base/utf8.h"
#include "desk/audit.h"
#include "desk/print_own.h"
#include "desk/scope.h"

#include <string.h>

struct list {
	struct desk *desk;
	const char *name;
};

static bool
list_body(struct store *store, void *arg, struct err *err)
{
	const struct list *list = arg;

	(void)store;
	return audit_add(list->desk, "print.list", 0, 0, list->name, err);
}

/* "20261123-0940", of the desk's clock. */
static const char *
stamp(const struct desk *desk, struct arena *arena)
{
	char when[INSTANT_TEXT];
	struct buf out = { 0 };
	const char *text;

	for (const char *at = clock_format(desk_now(desk), when); *at != '\0';
		at++)
		if (*at >= '0' && *at <= '9')
			buf_add_char(&out, *at);
	text = arena_copy(arena, buf_text(&out));
	buf_free(&out);
	return text;
}

/* Absolute or led by a dot: never taken for an option by lp. */
static const char *
list_path(const struct list *list, struct arena *arena)
{
	const char *store = store_path(list->desk->store);
	const char *lead = *store == '/' || *store == '.' ? "" : "./";

	return arena_printf(arena, "%s%s.print/%s-%s-%s.txt", lead, store,
		list->name, list->desk->login, stamp(list->desk, arena));
}

/* As a printer and an editor may be given it: a page of a record is filtered
 * as it is laid out, a list is here. */
static const char *
on_paper(struct arena *arena, const char *text)
{
	struct buf plain = { 0 };
	const char *copy;

	utf8_filter(&plain, text, UTF8_LINES);
	copy = arena_copy(arena, buf_text(&plain));
	buf_free(&plain);
	return copy;
}

bool
print_list(struct desk *desk, struct arena *arena,
	const struct print_paper *paper, struct print_result *out,
	struct err *err)
{
	struct list list = { .desk = desk, .name = paper->name };
	const char *path = list_path(&list, arena);

	*out = (struct print_result){ .channel = paper->channel,
		.file = "",
		.page = on_paper(arena, paper->text),
		.note = "" };
	if (!scope_allows(desk, paper->needs))
		return err_set(err, ERR_RIGHT, "%s没有这项权限（%s），没有打印",
			desk->role, paper->needs);
	if (!store_tx(desk->store, list_body, &list, 0, err) ||
		!file_make_folder(arena_printf(arena, "%s.print",
					  store_path(desk->store)),
			err) ||
		!file_write(path, out->page, strlen(out->page), err))
		return err_within(err, "没有打印");
	out->file = path;
	print_send(arena, out);
	return true;
}
