/* SPDX-License-Identifier: MIT */
/* Reading the site's texts back from what was sealed, and loading them. */
#include "desk/site.h"

#include "base/embed.h"
#include "base/stanza.h"
#include "desk/site_draft.h"
#include "form/seal.h"

#include <stdlib.h>
#include <string.h>

static const char mark_sql[] = "SELECT COALESCE(MAX(id), 0) FROM record "
			       "WHERE form = 'site-text'";

static const char texts_sql[] =
	"SELECT r.id, r.payload_digest, p.salt, p.bytes, "
	"COALESCE((SELECT t.done FROM site_text t WHERE t.record = r.id), 1) "
	"FROM record r JOIN record_payload p ON p.record = r.id "
	"WHERE r.form = 'site-text' AND NOT EXISTS "
	"(SELECT 1 FROM record s WHERE s.supersedes = r.id) ORDER BY r.id";

/* The bytes are those that were sealed. */
static bool
is_as_sealed(struct stmt *q, const char *bytes, size_t length)
{
	struct digester *d = digest_open(DIGEST_SHA256);
	char digest[DIGEST_TEXT];

	if (d == NULL)
		return false;
	seal_payload_digest(d, stmt_get_text(q, 2), bytes, length, digest);
	digest_close(d);
	return strcmp(digest, stmt_get_text(q, 1)) == 0;
}

static bool
take_text(struct arena *arena, struct stmt *q, struct site_text *out,
	struct err *err)
{
	struct values values = { .arena = arena };
	struct seal_head head;
	size_t length;
	const char *bytes = stmt_get_bytes(q, 3, &length);

	*out = (struct site_text){ .record = stmt_get_int(q, 0),
		.is_done = stmt_get_int(q, 4) != 0,
		.holds = true };
	if (!is_as_sealed(q, bytes, length) ||
		!seal_read(arena, bytes, length, &head, &values, err)) {
		err_set(err, ERR_DB,
			"本站文本（文书%lld）被改动过，与封存的不符，没有采用；请运行 bianhu verify",
			(long long)out->record);
		return false;
	}
	out->kind = values_get(&values, "种类");
	out->name = values_get(&values, "名称");
	out->text = values_get(&values, "正文");
	out->by = head.by;
	out->entered = head.entered;
	return true;
}

/* Later records come later: what had the name before no longer holds. */
static void
let_hold(struct site_text *texts, size_t count)
{
	for (size_t i = 0; i + 1 < count; i++)
		if (strcmp(texts[i].name, texts[count - 1].name) == 0)
			texts[i].holds = false;
}

bool
site_texts(struct store *store, struct arena *arena, struct site_text **out,
	size_t *count, struct err *err)
{
	struct stmt *q = store_statement(store, texts_sql, err);
	enum stmt_step step;

	*out = NULL;
	*count = 0;
	if (q == NULL)
		return false;
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		*out = arena_grow(arena, *out, *count, sizeof(**out));
		if (!take_text(arena, q, &(*out)[*count], err)) {
			stmt_reset(q);
			return false;
		}
		let_hold(*out, ++*count);
	}
	return step == STMT_END;
}

struct library_text *
site_library_texts(struct arena *arena, const struct site_text *texts,
	size_t count, size_t *out)
{
	struct library_text *list =
		arena_alloc(arena, (count + 1) * sizeof *list);

	*out = 0;
	for (size_t i = 0; i < count; i++)
		if (texts[i].holds)
			list[(*out)++] = (struct library_text){ texts[i].name,
				texts[i].text, strlen(texts[i].text) };
	return list;
}

static bool
read_mark(struct store *store, int64_t *out, struct err *err)
{
	struct stmt *q = store_statement(store, mark_sql, err);

	if (q == NULL || !stmt_one(q, "库读不出来", err))
		return false;
	*out = stmt_get_int(q, 0);
	stmt_reset(q);
	return true;
}

static bool
load(struct desk *desk, struct arena *arena, int64_t mark, struct err *err)
{
	struct problems problems = { .arena = arena };
	struct site_text *texts;
	const struct library_text *list;
	size_t count, held;

	if (!site_texts(desk->store, arena, &texts, &count, err))
		return false;
	list = site_library_texts(arena, texts, count, &held);
	if (library_replace_law(desk->library, list, held, mark, &problems))
		return true;
	problem_none(&problems, err);
	err_within(err, "本站文本装不上，没有采用，请重新导入改好的一份");
	if (err != NULL)
		err->code = ERR_DB;
	return false;
}

bool
site_refresh(struct desk *desk, struct err *err)
{
	struct arena arena = { 0 };
	int64_t mark;
	bool done;

	if (!read_mark(desk->store, &mark, err))
		return false;
	if (mark == library_mark(desk->library))
		return true;
	done = load(desk, &arena, mark, err);
	arena_clear(&arena);
	return done;
}

static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

struct years {
	struct arena *arena;
	struct site_year *items;
	size_t count;
};

/* The stanza of the year in a calendar's text. */
static void
add_year(struct years *years, const char *name, const char *text, size_t length,
	const struct site_text *site)
{
	static const struct keyword kind = { "年", "year" };
	struct problems problems = { .arena = years->arena };
	struct stanza_file file;

	stanza_read(years->arena, name, text, length, &file, &problems);
	for (size_t i = 0; i < file.count; i++) {
		const struct stanza *s = &file.stanzas[i];
		const char *year = stanza_value(s, "年", "year");
		const char *paper = stanza_value(s, "文件", "paper");

		if (!keyword_is(&kind, s->kind) || year == NULL)
			continue;
		years->items = arena_grow(years->arena, years->items,
			years->count, sizeof(*years->items));
		years->items[years->count++] = (struct site_year){
			.year = (int)strtol(year, NULL, 10),
			.name = name,
			.paper = paper == NULL ? "" : paper,
			.site = site,
		};
	}
}

static bool
is_calendar(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot != NULL && strcmp(dot, ".cal") == 0;
}

static bool
is_held(const struct site_text *texts, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(texts[i].name, name) == 0)
			return true;
	return false;
}

static int
compare_years(const void *a, const void *b)
{
	const struct site_year *x = a, *y = b;

	return (x->year < y->year) - (x->year > y->year);
}

bool
site_years(struct store *store, struct arena *arena, struct site_year **out,
	size_t *count, struct err *err)
{
	struct years years = { .arena = arena };
	struct site_text *texts;
	size_t held;

	if (!site_texts(store, arena, &texts, &held, err))
		return false;
	for (size_t i = 0; i < held; i++)
		if (texts[i].holds && is_calendar(texts[i].name))
			add_year(&years, texts[i].name, texts[i].text,
				strlen(texts[i].text), &texts[i]);
	for (size_t i = 0; i < embedded_forms_count; i++) {
		const struct embedded *file = &embedded_forms[i];
		const char *name = base_name(file->path);

		if (is_calendar(name) && !is_held(texts, held, name))
			add_year(&years, name, (const char *)file->bytes,
				file->length, NULL);
	}
	if (years.count > 0)
		qsort(years.items, years.count, sizeof(*years.items),
			compare_years);
	*out = years.items;
	*count = years.count;
	return true;
}
