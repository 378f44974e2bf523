/* SPDX-License-Identifier: MIT */
/* Rights: the table of roles, poured into reach. */
#include "desk/scope.h"

#include "base/digest.h"

#include <string.h>

enum { NOUN_BYTES = 64 };

/* Of one role the rights that are most its own come first. A clerk enters an
 * agency's steps and a lawyer's that came on paper (agency-step, lawyer-step),
 * but does not make the agency's papers, nor the lawyer's, which the agency
 * files. A written opinion is handed in to the court or sealed by who wrote
 * it. */
/* clang-format off */
static const struct role_right rights[] = {
	{ "书记员", "opinion", "seal", "own" },
	{ "书记员", "matter", "see", "own" },
	{ "书记员", "matter", "seal", "own" },
	{ "书记员", "advice", "see", "own" },
	{ "书记员", "advice", "seal", "own" },
	{ "书记员", "inquiry", "seal", "own" },
	{ "书记员", "signing", "seal", "own" },
	{ "书记员", "record", "see", "own" },
	{ "书记员", "record", "seal", "own" },
	{ "书记员", "record", "print", "own" },
	{ "书记员", "import", "make", "own" },
	{ "书记员", "violation", "see", "own" },
	{ "书记员", "assignment", "see", "own" },
	{ "书记员", "violation", "seal", "own" },
	{ "书记员", "explanation", "seal", "own" },
	{ "书记员", "help", "seal", "own" },
	{ "书记员", "rota", "seal", "own" },
	{ "书记员", "custody-step", "seal", "own" },
	{ "书记员", "agency-step", "seal", "own" },
	{ "书记员", "lawyer-step", "seal", "own" },
	{ "书记员", "handover", "seal", "own" },
	{ "法官", "opinion", "seal", "own" },
	{ "法官", "matter", "see", "own" },
	{ "法官", "matter", "seal", "own" },
	{ "法官", "advice", "see", "own" },
	{ "法官", "advice", "seal", "own" },
	{ "法官", "inquiry", "seal", "own" },
	{ "法官", "decision", "decide", "own" },
	{ "法官", "signing", "seal", "own" },
	{ "法官", "record", "see", "own" },
	{ "法官", "record", "seal", "own" },
	{ "法官", "record", "print", "own" },
	{ "法官", "violation", "see", "own" },
	{ "法官", "assignment", "see", "own" },
	{ "法官", "violation", "seal", "own" },
	{ "法官", "explanation", "seal", "own" },
	{ "法官", "help", "seal", "own" },
	{ "法官", "custody-step", "seal", "own" },
	{ "法官", "agency-step", "seal", "own" },
	{ "法官", "lawyer-step", "seal", "own" },
	{ "法官", "handover", "seal", "own" },
	{ "法官", "sealed", "decide", "own" },
	{ "看守", "matter", "see", "addressed" },
	{ "看守", "advice", "see", "addressed" },
	{ "看守", "record", "see", "addressed" },
	{ "看守", "record", "print", "own" },
	{ "看守", "help", "seal", "addressed" },
	{ "看守", "custody-step", "seal", "addressed" },
	{ "看守", "violation", "see", "addressed" },
	{ "看守", "explanation", "seal", "addressed" },
	{ "看守", "handover", "seal", "own" },
	{ "法援中心", "matter", "see", "addressed" },
	{ "法援中心", "advice", "see", "addressed" },
	{ "法援中心", "record", "see", "addressed" },
	{ "法援中心", "record", "print", "own" },
	{ "法援中心", "agency-paper", "seal", "addressed" },
	{ "法援中心", "agency-step", "seal", "addressed" },
	{ "法援中心", "help", "seal", "addressed" },
	{ "法援中心", "rota", "seal", "own" },
	{ "法援中心", "violation", "see", "addressed" },
	{ "法援中心", "assignment", "see", "addressed" },
	{ "法援中心", "lawyer", "see", "region" },
	{ "法援中心", "lawyer", "seal", "own" },
	{ "法援中心", "explanation", "seal", "addressed" },
	{ "法援中心", "lawyer-paper", "seal", "addressed" },
	{ "法援中心", "lawyer-step", "seal", "addressed" },
	{ "法援中心", "handover", "seal", "own" },
	{ "值班律师", "help", "seal", "addressed" },
	{ "值班律师", "lawyer-paper", "seal", "addressed" },
	{ "值班律师", "opinion", "seal", "addressed" },
	{ "值班律师", "lawyer-step", "seal", "addressed" },
	{ "值班律师", "matter", "see", "addressed" },
	{ "值班律师", "record", "see", "addressed" },
	{ "值班律师", "record", "print", "own" },
	{ "值班律师", "assignment", "see", "addressed" },
	{ "承办律师", "lawyer-paper", "seal", "addressed" },
	{ "承办律师", "opinion", "seal", "addressed" },
	{ "承办律师", "lawyer-step", "seal", "addressed" },
	{ "承办律师", "matter", "see", "addressed" },
	{ "承办律师", "record", "see", "addressed" },
	{ "承办律师", "record", "print", "own" },
	{ "承办律师", "assignment", "see", "addressed" },
	{ "监督", "matter", "see", "region" },
	{ "监督", "record", "see", "region" },
	{ "监督", "violation", "see", "region" },
	{ "监督", "assignment", "see", "region" },
	{ "监督", "lawyer", "see", "region" },
	{ "监督", "violation", "seal", "region" },
	{ "监督", "sealed", "decide", "region" },
	{ "管理", "admin", "make", "region" },
	{ "管理", "law", "seal", "region" },
	{ "审计", "audit", "see", "region" },
};

/* What forms call the nouns. One that names no right is a record like any. */
static const struct {
	const char *word;
	const char *noun;
} nouns[] = {
	{ "案件", "matter" },
	{ "告知", "advice" },
	{ "征询", "inquiry" },
	{ "决定", "decision" },
	{ "签署", "signing" },
	{ "追责", "violation" },
	{ "指派", "assignment" },
	{ "律师名册", "lawyer" },
	{ "说明", "explanation" },
	{ "看守进展", "custody-step" },
	{ "援助进展", "agency-step" },
	{ "援助文书", "agency-paper" },
	{ "帮助", "help" },
	{ "值班", "rota" },
	{ "规则", "law" },
	{ "封存查阅", "sealed" },
	{ "律师文书", "lawyer-paper" },
	{ "交班", "handover" },
	{ "律师进展", "lawyer-step" },
	{ "辩护意见", "opinion" },
	{ "文书", "record" },
	{ "清单", "record" },
	{ "登记", "record" },
};
/* clang-format on */

static const char *const roles[] = { "书记员", "法官", "看守", "法援中心",
	"监督", "管理", "审计", "值班律师", "承办律师" };

/* To whom a case must have been addressed for the role to see it: by the name
 * of its organ, by the licence of its lawyer. */
static const struct {
	const char *role;
	const char *kind; /* as in access */
} narrow[] = {
	{ "看守", "看守所" },
	{ "法援中心", "法援机构" },
	{ "值班律师", SCOPE_DUTY_LAWYER },
	{ "承办律师", SCOPE_LAWYER },
};

const struct role_right *
role_rights(size_t *count)
{
	*count = ARRAY_LENGTH(rights);
	return rights;
}

const char *const *
role_names(size_t *count)
{
	*count = ARRAY_LENGTH(roles);
	return roles;
}

const char *
scope_within_kind(const char *role)
{
	for (size_t i = 0; i < ARRAY_LENGTH(narrow); i++)
		if (strcmp(narrow[i].role, role) == 0)
			return narrow[i].kind;
	return "";
}

bool
scope_goes_by_licence(const char *kind)
{
	return strcmp(kind, SCOPE_LAWYER) == 0 ||
	       strcmp(kind, SCOPE_DUTY_LAWYER) == 0;
}

const char *
scope_noun(const char *word)
{
	for (size_t i = 0; i < ARRAY_LENGTH(nouns); i++)
		if (strcmp(nouns[i].word, word) == 0)
			return nouns[i].noun;
	for (size_t i = 0; i < ARRAY_LENGTH(rights); i++)
		if (strcmp(rights[i].noun, word) == 0)
			return rights[i].noun;
	return NULL;
}

static const char fill_own_sql[] =
	"INSERT INTO reach (desk_user, noun, action, station) "
	"VALUES ($1, $2, $3, $4)";
static const char fill_region_sql[] =
	"INSERT INTO reach (desk_user, noun, action, station) "
	"SELECT CAST($1 AS BIGINT), CAST($2 AS TEXT), CAST($3 AS TEXT), id "
	"FROM station";
/* Whichever station's case it is: $4 is the kind of access it needs. */
static const char fill_addressed_sql[] =
	"INSERT INTO reach (desk_user, noun, action, station, within_kind, "
	"within) SELECT u.id, CAST($2 AS TEXT), CAST($3 AS TEXT), s.id, "
	"CAST($4 AS TEXT), "
	"CASE WHEN $4 IN ('" SCOPE_LAWYER "', '" SCOPE_DUTY_LAWYER "') "
	"THEN u.licence ELSE h.name END "
	"FROM desk_user u JOIN station h ON h.id = u.station "
	"CROSS JOIN station s WHERE u.id = $1";
static const char clear_sql[] = "DELETE FROM reach WHERE desk_user = $1";

static struct stmt *
fill_statement(
	struct store *store, const struct role_right *right, struct err *err)
{
	if (strcmp(right->scope, "own") == 0)
		return store_statement(store, fill_own_sql, err);
	if (strcmp(right->scope, "addressed") == 0)
		return store_statement(store, fill_addressed_sql, err);
	return store_statement(store, fill_region_sql, err);
}

static bool
fill_row(struct store *store, int64_t user, const struct role_right *right,
	int64_t station, struct err *err)
{
	struct stmt *q = fill_statement(store, right, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, user);
	stmt_text(q, 2, right->noun);
	stmt_text(q, 3, right->action);
	if (strcmp(right->scope, "own") == 0)
		stmt_int(q, 4, station);
	if (strcmp(right->scope, "addressed") == 0)
		stmt_text(q, 4, scope_within_kind(right->role));
	return stmt_run(q, err);
}

static bool
run_for(struct store *store, const char *sql, int64_t user, struct err *err)
{
	struct stmt *q = store_statement(store, sql, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, user);
	return stmt_run(q, err);
}

bool
scope_fill(struct store *store, int64_t user, const char *role, int64_t station,
	struct err *err)
{
	if (!run_for(store, clear_sql, user, err))
		return false;
	for (size_t i = 0; i < ARRAY_LENGTH(rights); i++)
		if (strcmp(rights[i].role, role) == 0 &&
			!fill_row(store, user, &rights[i], station, err))
			return false;
	return true;
}

static const char seats_sql[] =
	"SELECT id, role, station FROM desk_user WHERE active = 1 ORDER BY id";

struct seat {
	int64_t user;
	int64_t station;
	const char *role;
};

static bool
read_seats(struct store *store, struct arena *arena, struct seat **out,
	size_t *count, struct err *err)
{
	struct stmt *q = store_statement(store, seats_sql, err);
	struct seat *seats = NULL;
	enum stmt_step step;

	*count = 0;
	if (q == NULL)
		return false;
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		seats = arena_grow(arena, seats, *count, sizeof *seats);
		seats[(*count)++] = (struct seat){
			.user = stmt_get_int(q, 0),
			.role = arena_copy(arena, stmt_get_text(q, 1)),
			.station = stmt_get_int(q, 2),
		};
	}
	*out = seats;
	return step == STMT_END;
}

bool
scope_refill_all(struct store *store, struct err *err)
{
	struct arena arena = { 0 };
	struct seat *seats = NULL;
	size_t count;
	bool done = read_seats(store, &arena, &seats, &count, err);

	for (size_t i = 0; i < count && done; i++)
		done = scope_fill(store, seats[i].user, seats[i].role,
			seats[i].station, err);
	arena_clear(&arena);
	return done;
}

static const char poured_sql[] =
	"SELECT rights FROM derived_with WHERE one = 1";
static const char pour_sql[] =
	"UPDATE derived_with SET rights = $1 WHERE one = 1";

/* Of all that reach is poured from. */
static void
rights_digest(char out[DIGEST_TEXT])
{
	struct buf text = { 0 };

	for (size_t i = 0; i < ARRAY_LENGTH(rights); i++)
		buf_addf(&text, "%s\t%s\t%s\t%s\t%s\n", rights[i].role,
			rights[i].noun, rights[i].action, rights[i].scope,
			scope_within_kind(rights[i].role));
	digest_text(DIGEST_SHA256, buf_text(&text), text.length, out);
	buf_free(&text);
}

bool
scope_is_poured(struct store *store, struct err *err)
{
	struct stmt *q = store_statement(store, pour_sql, err);
	char digest[DIGEST_TEXT];

	if (q == NULL)
		return false;
	rights_digest(digest);
	stmt_text(q, 1, digest);
	return stmt_run(q, err);
}

static bool
pour_body(struct store *store, void *arg, struct err *err)
{
	(void)arg;
	return scope_refill_all(store, err) && scope_is_poured(store, err);
}

bool
scope_ready(struct store *store, struct err *err)
{
	struct stmt *q = store_statement(store, poured_sql, err);
	char digest[DIGEST_TEXT];
	enum stmt_step step;
	bool is_same;

	if (q == NULL)
		return false;
	step = stmt_next(q, err);
	if (step == STMT_FAILED)
		return false;
	rights_digest(digest);
	is_same = step == STMT_ROW && strcmp(stmt_get_text(q, 0), digest) == 0;
	stmt_reset(q);
	return is_same || store_tx(store, pour_body, NULL, 0, err);
}

bool
scope_allows(struct desk *desk, const char *needs)
{
	const char *dot = needs == NULL ? NULL : strchr(needs, '.');
	char word[NOUN_BYTES] = "";
	const char *noun;

	if (needs == NULL)
		return true;
	if (dot == NULL || dot - needs >= NOUN_BYTES)
		return false;
	memcpy(word, needs, (size_t)(dot - needs));
	noun = scope_noun(word);
	for (size_t i = 0; noun != NULL && i < ARRAY_LENGTH(rights); i++)
		if (strcmp(rights[i].role, desk->role) == 0 &&
			strcmp(rights[i].noun, noun) == 0 &&
			strcmp(rights[i].action, dot + 1) == 0)
			return true;
	return false;
}

static const char check_sql[] =
	"SELECT 1 FROM reach WHERE desk_user = $1 AND noun = $2 "
	"AND action = $3 AND station = $4";

static bool
check_row(struct desk *desk, const char *sql, const char *noun,
	const char *action, int64_t id, struct err *err)
{
	const char *known = scope_noun(noun);
	struct stmt *q = store_statement(desk->store, sql, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, desk->user);
	stmt_text(q, 2, known == NULL ? noun : known);
	stmt_text(q, 3, action);
	stmt_int(q, 4, id);
	switch (stmt_next(q, err)) {
	case STMT_FAILED:
		return false;
	case STMT_END:
		return err_set(err, ERR_RIGHT,
			"%s没有这项权限（%s.%s），没有做任何改动；需要时请联系管理员",
			desk->role, known == NULL ? noun : known, action);
	case STMT_ROW:
		break;
	}
	stmt_reset(q);
	return true;
}

bool
scope_check(struct desk *desk, const char *noun, const char *action,
	int64_t station, struct err *err)
{
	return check_row(desk, check_sql, noun, action, station, err);
}

static const char check_matter_sql[] =
	"SELECT 1 FROM visible WHERE desk_user = $1 AND noun = $2 "
	"AND action = $3 AND matter = $4";

bool
scope_check_matter(struct desk *desk, const char *noun, const char *action,
	int64_t matter, struct err *err)
{
	return check_row(desk, check_matter_sql, noun, action, matter, err);
}

struct stmt *
scope_statement(
	struct desk *desk, const struct scope_list *list, struct err *err)
{
	return desk->within_kind[0] == '\0'
		       ? store_statement(desk->store, list->whole, err)
		       : store_statement(desk->store, list->addressed, err);
}

static const char stations_sql[] =
	"SELECT station FROM reach WHERE desk_user = $1 "
	"AND noun = $2 AND action = 'see' ORDER BY station";

bool
scope_stations(struct desk *desk, struct arena *arena, const char *noun,
	int64_t **out, size_t *count, struct err *err)
{
	struct stmt *q = store_statement(desk->store, stations_sql, err);
	int64_t *stations = NULL;
	enum stmt_step step;

	*count = 0;
	if (q == NULL)
		return false;
	stmt_int(q, 1, desk->user);
	stmt_text(q, 2, noun);
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		stations =
			arena_grow(arena, stations, *count, sizeof *stations);
		stations[(*count)++] = stmt_get_int(q, 0);
	}
	*out = stations;
	if (*count > 1 && desk->within_kind[0] != '\0')
		*count = 1;
	return step == STMT_END;
}
