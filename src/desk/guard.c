/* SPDX-License-Identifier: MIT */
/* Cases that are not everybody's: what may be made on them, and the list. */
#include "desk/guard.h"

#include "desk/column.h"
#include "desk/print.h"

#include <stdlib.h>
#include <string.h>

static const char readers_fact[] = "案件.查阅人员";
static const char hidden_fact[] = "案件.封存";

static const char sees_sql[] =
	"SELECT 1 FROM visible v WHERE v.desk_user = $1 AND v.noun = 'matter' "
	"AND v.action = 'see' AND v.matter = $2 LIMIT 1";

bool
guard_sees(struct desk *desk, int64_t matter, struct err *err)
{
	struct stmt *q = store_statement(desk->store, sees_sql, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, desk->user);
	stmt_int(q, 2, matter);
	if (!stmt_one(q, "没有这个案件，或不归您查看", err))
		return false;
	stmt_reset(q);
	return true;
}

static const char state_sql[] =
	"SELECT g.level, u.name FROM guard g "
	"LEFT JOIN access a ON a.matter = g.matter AND a.kind = '用户' "
	"LEFT JOIN desk_user u ON u.login = a.who "
	"WHERE g.matter = $1 AND EXISTS (SELECT 1 FROM visible v "
	"WHERE v.desk_user = $2 AND v.noun = 'matter' AND v.action = 'see' "
	"AND v.matter = $1) ORDER BY u.id";

bool
guard_read(struct desk *desk, struct arena *arena, int64_t matter,
	struct guard_state *out, struct err *err)
{
	struct stmt *q = store_statement(desk->store, state_sql, err);
	struct buf names = { 0 };
	enum stmt_step step;

	*out = (struct guard_state){ "", "" };
	if (q == NULL)
		return false;
	stmt_int(q, 1, matter);
	stmt_int(q, 2, desk->user);
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		out->level = column_text(q, 0, arena);
		if (!stmt_is_null(q, 1))
			buf_addf(&names, "%s%s", names.length > 0 ? "、" : "",
				stmt_get_text(q, 1));
	}
	out->readers = arena_copy(arena, buf_text(&names));
	buf_free(&names);
	return step == STMT_END;
}

static const char level_sql[] =
	"SELECT g.level FROM guard g WHERE g.matter = $1";

static bool
is_hidden(struct desk *desk, int64_t matter, bool *out, struct err *err)
{
	struct stmt *q = store_statement(desk->store, level_sql, err);
	enum stmt_step step;

	*out = false;
	if (q == NULL)
		return false;
	stmt_int(q, 1, matter);
	step = stmt_next(q, err);
	if (step == STMT_ROW) {
		*out = strcmp(stmt_get_text(q, 0), "封存") == 0;
		stmt_reset(q);
	}
	return step != STMT_FAILED;
}

static const struct form_fact *
fact_set(const struct form *form, const char *name)
{
	for (size_t i = 0; i < form->fact_count; i++)
		if (strcmp(form->facts[i].name, name) == 0)
			return &form->facts[i];
	return NULL;
}

bool
guard_admits(struct desk *desk, const struct form *form,
	const struct subject *on, struct err *err)
{
	bool hidden;

	if (on->matter == 0 || on->supersedes != 0 ||
		fact_set(form, hidden_fact) != NULL)
		return true;
	if (!is_hidden(desk, on->matter, &hidden, err))
		return false;
	return !hidden ||
	       err_set(err, ERR_STATE,
		       "这个案件的记录已经封存，只能更正已有的文书，或登记解除封存；没有新建");
}

bool
guard_hides(const struct work *work)
{
	const struct form_fact *fact = fact_set(work->form, hidden_fact);

	return fact != NULL && fact->field < 0 && strcmp(fact->word, "是") == 0;
}

static const char users_sql[] = "SELECT id FROM desk_user ORDER BY id";

/* A draft names its case as work.c journals it. */
static bool
is_on(const struct draft *draft, int64_t matter)
{
	for (size_t i = 0; i < draft->entry_count; i++)
		if (strcmp(draft->entries[i].name, "@matter") == 0)
			return strtoll(draft->entries[i].text, NULL, 10) ==
			       matter;
	return false;
}

static void
forget_drafts(struct desk *desk, int64_t user, int64_t matter)
{
	struct arena arena = { 0 };
	struct err ignored = { 0 };
	struct drafts *drafts = NULL;
	struct draft *list;
	size_t count;

	if (drafts_open(store_path(desk->store), user, &drafts, &ignored) &&
		drafts_list(drafts, &arena, &list, &count, &ignored))
		for (size_t i = 0; i < count; i++)
			if (is_on(&list[i], matter) &&
				!drafts_wipe(drafts, list[i].id, desk_now(desk),
					&ignored))
				err_clear(&ignored);
	drafts_close(&drafts);
	arena_clear(&arena);
}

void
guard_forget(struct desk *desk, int64_t matter)
{
	struct err ignored = { 0 };
	struct stmt *q = store_statement(desk->store, users_sql, &ignored);

	while (q != NULL && stmt_next(q, &ignored) == STMT_ROW)
		forget_drafts(desk, stmt_get_int(q, 0), matter);
	print_forget(desk, matter);
}

static const char readers_sql[] =
	"SELECT u.login, u.name, u.role FROM desk_user u "
	"WHERE u.station = $1 AND u.active = 1 AND EXISTS "
	"(SELECT 1 FROM reach r WHERE r.desk_user = u.id "
	"AND r.noun = 'matter' AND r.action = 'see' AND r.station = $1) "
	"ORDER BY u.id";

bool
guard_readers(struct desk *desk, struct arena *arena, struct guard_reader **out,
	size_t *count, struct err *err)
{
	struct stmt *q = store_statement(desk->store, readers_sql, err);
	struct guard_reader *list = NULL;
	enum stmt_step step;

	*count = 0;
	if (q == NULL)
		return false;
	stmt_int(q, 1, desk->station);
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		list = arena_grow(arena, list, *count, sizeof(*list));
		list[(*count)++] = (struct guard_reader){
			.login = column_text(q, 0, arena),
			.name = column_text(q, 1, arena),
			.role = column_text(q, 2, arena),
		};
	}
	*out = list;
	return step == STMT_END;
}

static bool
is_reader(const struct guard_reader *list, size_t count, const char *login,
	size_t length)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(list[i].login) == length &&
			strncmp(list[i].login, login, length) == 0)
			return true;
	return false;
}

/* Every login on the list is of somebody here, one of them is `own`. */
static bool
check_logins(const struct guard_reader *list, size_t count, const char *logins,
	const char *own, struct err *err)
{
	bool is_own = false;

	while (*logins != '\0') {
		size_t length = strcspn(logins, " ");

		if (!is_reader(list, count, logins, length))
			return err_set(err, ERR_INPUT,
				"查阅人员里的“%.*s”不是本机关能看案件的在用用户，没有定稿，内容已存草稿；F4 可列出",
				(int)length, logins);
		is_own = is_own || (strlen(own) == length &&
					   strncmp(own, logins, length) == 0);
		logins += length;
		logins += strspn(logins, " ");
	}
	return is_own ||
	       err_set(err, ERR_INPUT,
		       "查阅人员里没有您自己（%s），定稿以后您就看不到这个案件了；请加上再定稿，内容已存草稿",
		       own);
}

static bool
check_list(struct desk *desk, const struct work *work, struct err *err)
{
	const struct form_fact *fact = fact_set(work->form, readers_fact);
	struct arena arena = { 0 };
	struct guard_reader *list;
	const char *logins;
	size_t count;
	bool done;

	if (fact == NULL || fact->field < 0)
		return true;
	logins =
		values_get(&work->values, work->form->fields[fact->field].name);
	if (logins[0] == '\0')
		return true;
	done = guard_readers(desk, &arena, &list, &count, err) &&
	       check_logins(list, count, logins, desk->login, err);
	arena_clear(&arena);
	return done;
}

bool
guard_check(struct desk *desk, const struct work *work, struct err *err)
{
	return guard_admits(desk, work->form, &work->on, err) &&
	       check_list(desk, work, err);
}
