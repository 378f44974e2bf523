/* SPDX-License-Identifier: MIT */
/* Lists: page by page through the cases, and cells for other programs. */
#include "cli/list.h"

#include "base/buf.h"

#include <string.h>

bool
list_matters(struct cli *cli, enum matter_which which, list_matter *each,
	void *arg, struct err *err)
{
	struct matter_page after = { .accepted = DATE_NONE };
	struct matter *matters;
	size_t count;

	do {
		if (!matter_list(&cli->desk, cli->arena, which, &after,
			    LIST_PAGE, &matters, &count, err))
			return false;
		for (size_t i = 0; i < count; i++)
			if (!each(cli, &matters[i], arg, err))
				return false;
		if (count > 0)
			after = (struct matter_page){
				matters[count - 1].accepted,
				matters[count - 1].id
			};
	} while (count == LIST_PAGE);
	return true;
}

static void
add_cell(struct buf *line, const char *text)
{
	while (*text != '\0') {
		size_t length = strcspn(text, "\t\n");

		buf_add_bytes(line, text, length);
		text += length;
		if (*text != '\0') {
			buf_add_char(line, ' ');
			text++;
		}
	}
}

void
list_tabs(const char *const *cells, size_t count)
{
	struct buf line = { 0 };

	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buf_add_char(&line, '\t');
		add_cell(&line, cells[i]);
	}
	cli_row(buf_text(&line));
	buf_free(&line);
}

const char *
list_id(struct cli *cli, int64_t id)
{
	return arena_printf(cli->arena, "%lld", (long long)id);
}
