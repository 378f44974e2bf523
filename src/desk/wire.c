/* SPDX-License-Identifier: MIT */
/* Settings of lines, as texts. */
#include "desk/wire.h"

#include <string.h>

static const char read_sql[] = "SELECT name, value FROM wire_setting "
			       "WHERE desk_user = $1 AND line = $2 "
			       "ORDER BY name";

static const char same_sql[] =
	"SELECT 1 FROM wire_setting WHERE desk_user = $1 AND line = $2 "
	"AND name = $3 AND value = $4";

static const char change_sql[] =
	"UPDATE wire_setting SET value = $4, at = $5 "
	"WHERE desk_user = $1 AND line = $2 AND name = $3";

static const char add_sql[] =
	"INSERT INTO wire_setting (desk_user, line, name, value, at) "
	"VALUES ($1, $2, $3, $4, $5)";

/* Lines behind the newest ones. */
static const char forget_sql[] =
	"DELETE FROM wire_setting WHERE desk_user = $1 AND line IN "
	"(SELECT line FROM wire_setting WHERE desk_user = $1 AND line <> $2 "
	"GROUP BY line ORDER BY MAX(at) DESC, line LIMIT 1000 OFFSET $3)";

static bool
is_kept(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') ||
	       (c != '\0' && strchr("._:/-", c) != NULL);
}

/* Up to the first blank. */
static void
add_word(struct buf *out, const char *word, size_t most)
{
	size_t end = out->length + most;

	for (; word != NULL && *word != '\0' && *word != ' '; word++)
		if (is_kept(*word) && out->length < end)
			buf_add_char(out, *word);
}

void
wire_line(const char *term, const char *ssh_client, const char *device,
	struct buf *out)
{
	enum { TERM_BYTES = 32, FROM_BYTES = WIRE_LINE_BYTES - TERM_BYTES - 2 };
	size_t start;

	add_word(out, term, TERM_BYTES);
	buf_add_char(out, ' ');
	start = out->length;
	add_word(out, ssh_client, FROM_BYTES);
	if (out->length == start)
		add_word(out, device, FROM_BYTES);
	if (out->length == start)
		buf_add(out, "local");
}

bool
wire_read(struct store *store, int64_t user, const char *line, wire_each *each,
	void *arg, struct err *err)
{
	struct stmt *q = store_statement(store, read_sql, err);
	enum stmt_step step;

	if (q == NULL)
		return false;
	stmt_int(q, 1, user);
	stmt_text(q, 2, line);
	while ((step = stmt_next(q, err)) == STMT_ROW)
		each(arg, stmt_get_text(q, 0), stmt_get_text(q, 1));
	return step == STMT_END;
}

static void
bind(struct stmt *q, const struct wire_keep *keep,
	const struct wire_setting *setting)
{
	stmt_int(q, 1, keep->user);
	stmt_text(q, 2, keep->line);
	stmt_text(q, 3, setting->name);
	stmt_text(q, 4, setting->value);
}

static bool
is_same(struct store *store, const struct wire_keep *keep,
	const struct wire_setting *setting, bool *same, struct err *err)
{
	struct stmt *q = store_statement(store, same_sql, err);
	enum stmt_step step;

	if (q == NULL)
		return false;
	bind(q, keep, setting);
	step = stmt_next(q, err);
	*same = step == STMT_ROW;
	if (step == STMT_ROW)
		stmt_reset(q);
	return step != STMT_FAILED;
}

static bool
write_one(struct store *store, const char *sql, const struct wire_keep *keep,
	const struct wire_setting *setting, struct err *err)
{
	struct stmt *q = store_statement(store, sql, err);

	if (q == NULL)
		return false;
	bind(q, keep, setting);
	stmt_int(q, 5, keep->now);
	return stmt_run(q, err);
}

static bool
forget(struct store *store, const struct wire_keep *keep, struct err *err)
{
	struct stmt *q = store_statement(store, forget_sql, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, keep->user);
	stmt_text(q, 2, keep->line);
	stmt_int(q, 3, WIRE_LINES - 1);
	return stmt_run(q, err);
}

static bool
keep_body(struct store *store, void *arg, struct err *err)
{
	const struct wire_keep *keep = arg;

	for (size_t i = 0; i < keep->count; i++) {
		const struct wire_setting *setting = &keep->settings[i];

		if (!write_one(store, change_sql, keep, setting, err))
			return false;
		if (store_changes(store) == 0 &&
			!write_one(store, add_sql, keep, setting, err))
			return false;
	}
	return forget(store, keep, err);
}

bool
wire_keep(struct store *store, const struct wire_keep *keep, struct err *err)
{
	struct wire_keep body = *keep;
	bool same = true;

	for (size_t i = 0; i < keep->count; i++)
		if (strlen(keep->settings[i].value) > WIRE_VALUE_BYTES)
			return err_set(err, ERR_BUG, "设置太长");
	for (size_t i = 0; same && i < keep->count; i++)
		if (!is_same(store, keep, &keep->settings[i], &same, err))
			return false;
	return same || store_tx(store, keep_body, &body, 0, err);
}
