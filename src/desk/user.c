/* SPDX-License-Identifier: MIT */
/* The register of users. */
#include "desk/user.h"

#include "desk/audit.h"
#include "desk/column.h"
#include "desk/scope.h"
#include "desk/station.h"

#include <string.h>

enum {
	LOGIN_BYTES = 32,
	NAME_CHARS = 20,
	LICENCE_CHARS = 30,
	LICENCE_BYTES = 63
};

/* What a role needs; one that is not here sits anywhere. */
/* clang-format off */
static const struct role_seat {
	const char *role;
	const char *kind; /* of station */
	bool is_lawyer;
} seats[] = {
	{ "书记员", "法院", false },
	{ "法官", "法院", false },
	{ "看守", "看守所", false },
	{ "法援中心", "法援机构", false },
	{ "值班律师", "法援机构", true },
	{ "承办律师", "法援机构", true },
};
/* clang-format on */

static const struct role_seat *
seat_of(const char *role)
{
	for (size_t i = 0; i < ARRAY_LENGTH(seats); i++)
		if (strcmp(seats[i].role, role) == 0)
			return &seats[i];
	return NULL;
}

bool
user_is_lawyer(const char *role)
{
	const struct role_seat *seat = seat_of(role);

	return seat != NULL && seat->is_lawyer;
}

static bool
is_role(const char *role)
{
	size_t count;
	const char *const *names = role_names(&count);

	for (size_t i = 0; i < count; i++)
		if (strcmp(names[i], role) == 0)
			return true;
	return false;
}

static bool
is_login(const char *text)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
	size_t length = strlen(text);

	/* It stands behind --user and in lists parted by blanks. */
	return length > 0 && length <= LOGIN_BYTES &&
	       strchr(letters, text[0]) != NULL &&
	       strspn(text, "-._abcdefghijklmnopqrstuvwxyz"
			    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == length;
}

static bool
check_role(const struct user_entry *e, struct err *err)
{
	struct buf list = { 0 };
	size_t count;
	const char *const *names = role_names(&count);

	if (is_role(e->role))
		return true;
	for (size_t i = 0; i < count; i++)
		buf_addf(&list, "%s%s", i > 0 ? "、" : "", names[i]);
	err_set(err, ERR_INPUT, "没有“%s”这个岗位，没有做任何改动；可以是%s",
		e->role, buf_text(&list));
	buf_free(&list);
	return false;
}

static bool
check_licence(const struct user_entry *e, struct err *err)
{
	if (user_is_lawyer(e->role))
		return register_name("执业证号", e->licence, LICENCE_CHARS,
			LICENCE_BYTES, err);
	if (e->licence[0] == '\0')
		return true;
	return err_set(err, ERR_INPUT,
		"%s不填执业证号，只有值班律师、承办律师填；没有做任何改动",
		e->role);
}

/* What can be said of a row without the store. */
static bool
check_entry(const struct user_entry *e, struct err *err)
{
	static const struct desk desk;

	if (!is_login(e->login))
		return err_set(err, ERR_INPUT,
			"登录名只用字母、数字和 - . _，以字母或数字开头，最多%d个，没有做任何改动：%s",
			LOGIN_BYTES, e->login);
	return register_name("姓名", e->name, NAME_CHARS, sizeof desk.name - 1,
		       err) &&
	       check_role(e, err) && check_licence(e, err);
}

static const char kind_sql[] = "SELECT kind, name FROM station WHERE id = $1";

/* A guard sits in a detention centre: his reach is that station's. */
static bool
check_station(struct store *store, const struct user_entry *e, struct err *err)
{
	const struct role_seat *seat = seat_of(e->role);
	struct stmt *q = store_statement(store, kind_sql, err);
	bool fits;

	if (q == NULL)
		return false;
	stmt_int(q, 1, e->station);
	if (!stmt_one(q, "没有这个机关，没有做任何改动；请先登记机关", err))
		return false;
	fits = seat == NULL || strcmp(seat->kind, stmt_get_text(q, 0)) == 0;
	if (!fits)
		err_set(err, ERR_INPUT,
			"%s要在%s，%s是%s，没有做任何改动；请选别的机关或岗位",
			e->role, seat->kind, stmt_get_text(q, 1),
			stmt_get_text(q, 0));
	stmt_reset(q);
	return fits;
}

static const char insert_sql[] =
	"INSERT INTO desk_user (id, login, name, role, station, active, rev, "
	"licence) VALUES ($1, $2, $3, $4, $5, 1, 1, $6)";

bool
user_insert(struct store *store, const struct user_entry *entry, int64_t *id,
	struct err *err)
{
	struct stmt *q;

	*id = store_new_id(store, err);
	if (*id == 0)
		return false;
	q = store_statement(store, insert_sql, err);
	if (q == NULL)
		return false;
	stmt_int(q, 1, *id);
	stmt_text(q, 2, entry->login);
	stmt_text(q, 3, entry->name);
	stmt_text(q, 4, entry->role);
	stmt_int(q, 5, entry->station);
	stmt_text(q, 6, entry->licence);
	return stmt_run(q, err) &&
	       scope_fill(store, *id, entry->role, entry->station, err);
}

static const char list_sql[] =
	"SELECT u.id, u.login, u.name, u.role, u.licence, u.station, "
	"u.active, s.name, s.kind, u.rev FROM desk_user u "
	"JOIN station s ON s.id = u.station "
	"JOIN reach r ON r.station = s.id AND r.desk_user = $1 "
	"AND r.noun = 'admin' AND r.action = 'make' "
	"ORDER BY u.active DESC, s.id, u.id";

static struct user
take_user(struct stmt *q, struct arena *arena)
{
	return (struct user){
		.id = stmt_get_int(q, 0),
		.entry = {
			.login = column_text(q, 1, arena),
			.name = column_text(q, 2, arena),
			.role = column_text(q, 3, arena),
			.licence = column_text(q, 4, arena),
			.station = stmt_get_int(q, 5),
			.is_active = stmt_get_int(q, 6) != 0,
		},
		.station_name = column_text(q, 7, arena),
		.station_kind = column_text(q, 8, arena),
		.rev = stmt_get_int(q, 9),
	};
}

bool
user_list(struct desk *desk, struct arena *arena, struct user **out,
	size_t *count, struct err *err)
{
	struct stmt *q;
	struct user *list = NULL;
	enum stmt_step step;

	*count = 0;
	if (!scope_check(desk, "admin", "make", desk->station, err))
		return false;
	q = store_statement(desk->store, list_sql, err);
	if (q == NULL)
		return false;
	stmt_int(q, 1, desk->user);
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		list = arena_grow(arena, list, *count, sizeof(*list));
		list[(*count)++] = take_user(q, arena);
	}
	*out = list;
	return step == STMT_END;
}

const struct user *
user_find(const struct user *list, size_t count, const char *login,
	struct err *err)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i].entry.login, login) == 0)
			return &list[i];
	err_set(err, ERR_NOTFOUND,
		"没有登录名是“%s”的用户；bianhu user list 可列出", login);
	return NULL;
}

struct change {
	struct desk *desk;
	struct arena *arena;
	const struct user *user;
	int64_t id;
};

static const char login_sql[] =
	"SELECT u.name, u.active FROM desk_user u WHERE u.login = $1";

static bool
check_login(struct store *store, const char *login, struct err *err)
{
	struct stmt *q = store_statement(store, login_sql, err);
	enum stmt_step step;

	if (q == NULL)
		return false;
	stmt_text(q, 1, login);
	step = stmt_next(q, err);
	if (step != STMT_ROW)
		return step == STMT_END;
	err_set(err, ERR_EXISTS,
		"登录名“%s”已经有人用（%s%s），没有做任何改动；请另取一个",
		login, stmt_get_text(q, 0),
		stmt_get_int(q, 1) != 0 ? "" : "，已停用");
	stmt_reset(q);
	return false;
}

static bool
add_body(struct store *store, void *arg, struct err *err)
{
	struct change *c = arg;
	const struct user_entry *e = &c->user->entry;
	struct buf note = { 0 };
	bool done;

	if (!scope_check(c->desk, "admin", "make", c->desk->station, err) ||
		!check_station(store, e, err) ||
		!check_login(store, e->login, err) ||
		!user_insert(store, e, &c->id, err))
		return false;
	buf_addf(&note, "%s %s %s %s", e->login, e->name, e->role, e->licence);
	done = audit_add(c->desk, "user.add", c->id, 0, buf_text(&note), err);
	buf_free(&note);
	return done;
}

bool
user_add(struct desk *desk, const struct user_entry *entry, int64_t *id,
	struct err *err)
{
	const struct user user = { .entry = *entry };
	struct change c = { .desk = desk, .user = &user };

	if (!check_entry(entry, err) ||
		!store_tx(desk->store, add_body, &c, 0, err))
		return false;
	*id = c.id;
	return true;
}

static const char one_sql[] =
	"SELECT u.id, u.login, u.name, u.role, u.licence, u.station, "
	"u.active, s.name, s.kind, u.rev FROM desk_user u "
	"JOIN station s ON s.id = u.station WHERE u.id = $1";
static const char who_sql[] =
	"SELECT u.name, a.at, a.note FROM audit a JOIN desk_user u "
	"ON u.id = a.desk_user WHERE a.subject = $1 "
	"AND a.action IN ('user.add', 'user.change') "
	"ORDER BY a.id DESC LIMIT 1";
static const char admins_sql[] =
	"SELECT COUNT(*) FROM desk_user WHERE role = '管理' AND active = 1 "
	"AND id <> $1";

static bool
conflict(struct store *store, int64_t user, struct err *err)
{
	struct stmt *q = store_statement(store, who_sql, err);
	char at[INSTANT_TEXT];
	enum stmt_step step;

	if (q == NULL)
		return false;
	stmt_int(q, 1, user);
	step = stmt_next(q, err);
	if (step == STMT_FAILED)
		return false;
	if (step == STMT_END)
		return err_set(err, ERR_CONFLICT,
			"别人先改了这名用户，没有做任何改动；请看了现在的再改");
	err_set(err, ERR_CONFLICT,
		"%s在%s先改了这名用户（%s），没有做任何改动；请看了现在的再改",
		stmt_get_text(q, 0), clock_format(stmt_get_int(q, 1), at),
		stmt_get_text(q, 2));
	stmt_reset(q);
	return false;
}

static bool
read_old(struct store *store, struct change *c, struct user *old,
	struct err *err)
{
	struct stmt *q = store_statement(store, one_sql, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, c->user->id);
	if (!stmt_one(q, "没有这名用户，没有做任何改动", err))
		return false;
	*old = take_user(q, c->arena);
	stmt_reset(q);
	return old->rev == c->user->rev || conflict(store, old->id, err);
}

static bool
is_admin(const struct user_entry *e)
{
	return e->is_active && strcmp(e->role, "管理") == 0;
}

/* A store without an administrator has nobody who could mend that. */
static bool
check_last(struct store *store, const struct change *c, const struct user *old,
	struct err *err)
{
	const struct user_entry *e = &c->user->entry;
	struct stmt *q;
	int64_t others;

	if (c->desk->user == old->id &&
		(!e->is_active || strcmp(e->role, old->entry.role) != 0))
		return err_set(err, ERR_STATE,
			"不能停用自己，也不能改自己的岗位，没有做任何改动；请由另一名管理办理");
	if (!is_admin(&old->entry) || is_admin(e))
		return true;
	q = store_statement(store, admins_sql, err);
	if (q == NULL)
		return false;
	stmt_int(q, 1, old->id);
	if (!stmt_one(q, "库读不出来", err))
		return false;
	others = stmt_get_int(q, 0);
	stmt_reset(q);
	return others > 0 ||
	       err_set(err, ERR_STATE,
		       "这是最后一名在用的管理，没有做任何改动；请先加一名管理");
}

static void
note_text(struct buf *note, const char *what, const char *was, const char *is)
{
	if (strcmp(was, is) != 0)
		buf_addf(note, "%s%s：%s→%s", note->length > 0 ? "，" : "",
			what, was, is);
}

/* What changed, in words for the audit; empty if nothing did. */
static void
describe(const struct user *old, const struct user *new_, const char *station,
	struct buf *note)
{
	const struct user_entry *a = &old->entry, *b = &new_->entry;

	note_text(note, "姓名", a->name, b->name);
	note_text(note, "岗位", a->role, b->role);
	note_text(note, "执业证号", a->licence, b->licence);
	note_text(note, "单位", old->station_name, station);
	if (a->is_active != b->is_active)
		buf_addf(note, "%s%s", note->length > 0 ? "，" : "",
			b->is_active ? "恢复" : "停用");
}

static const char update_sql[] =
	"UPDATE desk_user SET name = $1, role = $2, licence = $3, "
	"station = $4, active = $5, rev = rev + 1 WHERE id = $6 AND rev = $7";

/* Who is stopped keeps no right, even in a session that is open. */
static bool
write_row(struct store *store, const struct user *user, struct err *err)
{
	const struct user_entry *e = &user->entry;
	struct stmt *q = store_statement(store, update_sql, err);

	if (q == NULL)
		return false;
	stmt_text(q, 1, e->name);
	stmt_text(q, 2, e->role);
	stmt_text(q, 3, e->licence);
	stmt_int(q, 4, e->station);
	stmt_int(q, 5, e->is_active);
	stmt_int(q, 6, user->id);
	stmt_int(q, 7, user->rev);
	if (!stmt_run(q, err))
		return false;
	if (store_changes(store) == 0)
		return conflict(store, user->id, err);
	return scope_fill(
		store, user->id, e->is_active ? e->role : "", e->station, err);
}

static const char name_sql[] = "SELECT name FROM station WHERE id = $1";

static bool
put_down(struct store *store, struct change *c, const struct user *old,
	struct err *err)
{
	struct stmt *q = store_statement(store, name_sql, err);
	struct buf note = { 0 };
	bool done;

	if (q == NULL)
		return false;
	stmt_int(q, 1, c->user->entry.station);
	if (!stmt_one(q, "没有这个机关，没有做任何改动", err))
		return false;
	describe(old, c->user, stmt_get_text(q, 0), &note);
	stmt_reset(q);
	done = note.length == 0 ||
	       (write_row(store, c->user, err) &&
		       audit_add(c->desk, "user.change", c->user->id, 0,
			       buf_text(&note), err));
	buf_free(&note);
	return done;
}

static bool
change_body(struct store *store, void *arg, struct err *err)
{
	struct change *c = arg;
	struct user old;

	return scope_check(c->desk, "admin", "make", c->desk->station, err) &&
	       read_old(store, c, &old, err) &&
	       check_station(store, &c->user->entry, err) &&
	       check_last(store, c, &old, err) && put_down(store, c, &old, err);
}

bool
user_change(struct desk *desk, const struct user *user, struct err *err)
{
	struct arena arena = { 0 };
	struct change c = { .desk = desk, .arena = &arena, .user = user };
	bool done = check_entry(&user->entry, err) &&
		    store_tx(desk->store, change_body, &c, 0, err);

	arena_clear(&arena);
	return done;
}
