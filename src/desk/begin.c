/* SPDX-License-Identifier: MIT */
/*
 * Making a store: what it is, its stations, users and their reach. Records
 * come only through sealing (sample.c).
 */
#include "desk/begin.h"

#include "desk/derive.h"
#include "desk/sample.h"
#include "desk/scope.h"
#include "desk/station.h"
#include "desk/user.h"
#include "store/making.h"

#include <dirent.h>
#include <string.h>
#include <unistd.h>

enum { SAMPLE_DAYS = 60 };

struct new_user {
	const char *login;
	const char *name;
	const char *role;
	size_t station;	     /* place among the stations */
	const char *licence; /* of a lawyer */
};

/* clang-format off */
static const struct station_entry sample_stations[] = {
	{ "法院", "测试区人民法院", "测0101", true },
	{ "看守所", "测试区看守所", "测看", true },
	{ "法援机构", "测试区法律援助中心", "测援", true },
};
static const struct new_user sample_users[] = {
	{ "clerk", "书记员甲", "书记员", 0, "" },
	{ "judge", "法官乙", "法官", 0, "" },
	{ "custody", "看守丙", "看守", 1, "" },
	{ "agency", "法援丁", "法援中心", 2, "" },
	{ "admin", "管理戊", "管理", 0, "" },
	{ "oversight", "监督己", "监督", 0, "" },
	{ "lawyer", "沈律一", "承办律师", 2, "测律0001" },
	{ "duty", "许律五", "值班律师", 2, "测律0005" },
	{ "audit", "审计庚", "审计", 2, "" },
};
/* Until the court enters its people by name. */
static const struct new_user court_users[] = {
	{ "clerk", "书记员", "书记员", 0, "" },
	{ "judge", "法官", "法官", 0, "" },
	{ "admin", "管理员", "管理", 0, "" },
};
/* clang-format on */

struct beginning {
	const struct station_entry *stations;
	size_t station_count;
	const struct new_user *users;
	size_t user_count;
	bool is_practice;
	bool is_sample;
	int64_t fixed_now; /* 0: the real clock */
	int64_t now;
	struct date go_live;
};
enum { STATIONS_MOST = 3, USERS_MOST = 9 };

static const char store_sql[] =
	"INSERT INTO store (one, number, incarnation, next_id, practice, "
	"fixed_now, go_live) VALUES (1, 1, 1, 1, $1, $2, $3)";

static bool
insert_store(struct store *store, const struct beginning *b, struct err *err)
{
	struct stmt *q = store_statement(store, store_sql, err);
	char day[DATE_TEXT];

	if (q == NULL)
		return false;
	stmt_int(q, 1, b->is_practice);
	if (b->fixed_now != 0)
		stmt_int(q, 2, b->fixed_now);
	else
		stmt_null(q, 2);
	stmt_text(q, 3, date_format(b->go_live, day));
	return stmt_run(q, err) && derive_is_done(store, err) &&
	       scope_is_poured(store, err);
}

static bool
insert_user(struct store *store, const struct new_user *user, int64_t station,
	struct err *err)
{
	const struct user_entry entry = { .login = user->login,
		.name = user->name,
		.role = user->role,
		.licence = user->licence,
		.station = station };
	int64_t id;

	return user_insert(store, &entry, &id, err);
}

/* Stations first: who sees the region sees all of them. */
static bool
begin_body(struct store *store, void *arg, struct err *err)
{
	const struct beginning *b = arg;
	int64_t stations[STATIONS_MOST];

	if (!insert_store(store, b, err))
		return false;
	for (size_t i = 0; i < b->station_count; i++)
		if (!station_insert(store, &b->stations[i], &stations[i], err))
			return false;
	for (size_t i = 0; i < b->user_count; i++)
		if (!insert_user(store, &b->users[i],
			    stations[b->users[i].station], err))
			return false;
	return true;
}

static void
remove_folder(const char *path)
{
	DIR *dir = opendir(path);
	const struct dirent *entry;

	if (dir == NULL)
		return;
	while ((entry = readdir(dir)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 &&
			strcmp(entry->d_name, "..") != 0)
			unlinkat(dirfd(dir), entry->d_name, 0);
	closedir(dir);
	rmdir(path);
}

/* Only what this call made, or one that was killed at it (making.h), is ever
 * removed: STORE_CREATE refuses a store that is there. */
static void
remove_store(const char *path)
{
	static const char *const files[] = { "-wal", "-shm", "-journal",
		".gate", ".ballast", ".halt", "" };
	static const char *const folders[] = { ".drafts", ".reads" };
	struct buf name = { 0 };

	for (size_t i = 0; i < ARRAY_LENGTH(files); i++) {
		buf_clear(&name);
		buf_addf(&name, "%s%s", path, files[i]);
		unlink(buf_text(&name));
	}
	for (size_t i = 0; i < ARRAY_LENGTH(folders); i++) {
		buf_clear(&name);
		buf_addf(&name, "%s%s", path, folders[i]);
		remove_folder(buf_text(&name));
	}
	buf_free(&name);
}

static bool
begin(const char *path, struct beginning *b, struct library *library,
	struct err *err)
{
	struct making *making;
	struct store *store = NULL;
	bool is_left, done;

	if (!making_start(path, &making, &is_left, err))
		return false;
	if (is_left)
		remove_store(making_path(making));
	if (!store_open(path, STORE_CREATE, &store, err)) {
		making_drop(&making);
		return false;
	}
	done = store_tx(store, begin_body, b, 0, err) &&
	       (!b->is_sample || sample_seal(store, library, b->now, err));
	store_close(&store);
	done = done && making_done(&making, err);
	if (!done)
		remove_store(making_path(making));
	making_drop(&making);
	return done;
}

static int64_t
now_of(int64_t fixed_now)
{
	const struct clock clock = { fixed_now != 0, fixed_now };

	return clock_now(&clock);
}

static bool
begin_sample(const char *path, int64_t fixed_now, struct library *library,
	struct err *err)
{
	struct beginning b = {
		.stations = sample_stations,
		.station_count = ARRAY_LENGTH(sample_stations),
		.users = sample_users,
		.user_count = ARRAY_LENGTH(sample_users),
		.is_practice = true,
		.is_sample = true,
		.fixed_now = fixed_now,
		.now = now_of(fixed_now),
	};

	b.go_live = date_add(clock_day_of(b.now), -SAMPLE_DAYS);
	return begin(path, &b, library, err);
}

static bool
begin_one(const char *path, const struct station_entry *court,
	int64_t fixed_now, struct library *library, struct err *err)
{
	struct beginning b = {
		.stations = court,
		.station_count = 1,
		.users = court_users,
		.user_count = ARRAY_LENGTH(court_users),
		.is_practice = fixed_now != 0,
		.fixed_now = fixed_now,
		.now = now_of(fixed_now),
	};

	b.go_live = clock_day_of(b.now);
	return begin(path, &b, library, err);
}

bool
begin_store(const char *path, enum begin_kind kind, int64_t fixed_now,
	struct library *library, struct err *err)
{
	switch (kind) {
	case BEGIN_EMPTY:
		return begin_one(
			path, &sample_stations[0], fixed_now, library, err);
	case BEGIN_SAMPLE:
		return begin_sample(path, fixed_now, library, err);
	}
	return false;
}

bool
begin_court_store(const char *path, const struct begin_court *court,
	struct library *library, struct err *err)
{
	const struct station_entry station = { "法院", court->name, court->code,
		court->is_pilot };

	return station_check(&station, err) &&
	       begin_one(path, &station, 0, library, err);
}
