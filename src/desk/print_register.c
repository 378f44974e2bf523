/* SPDX-License-Identifier: MIT */
/* The register of copies. How a copy comes about is print.c. */
#include "desk/print_register.h"

#include "desk/column.h"
#include "desk/print_own.h"

enum { REGISTER_MOST = 200, RECENT = 7 * 24 * 3600 /* seconds */ };

#define ENTRIES                                                                \
	"SELECT k.id, k.record, k.copy, k.at, u.name, k.state, k.channel, "    \
	"r.form, r.number, r.matter, "                                         \
	"COALESCE((SELECT m.number FROM matter m WHERE m.id = r.matter), "     \
	"''), COALESCE((SELECT pa.name FROM party pa JOIN record_party rp "    \
	"ON rp.party = pa.id WHERE rp.record = r.id "                          \
	"ORDER BY pa.id LIMIT 1), ''), "                                       \
	"(SELECT COUNT(*) FROM record_party rp WHERE rp.record = r.id) "       \
	"FROM print_copy k JOIN record r ON r.id = k.record "                  \
	"LEFT JOIN desk_user u ON u.id = k.by_user "
#define LEGIBLE                                                                \
	"AND EXISTS (SELECT 1 FROM legible l WHERE l.desk_user = $1 "          \
	"AND l.record = k.record) "
#define LATEST "ORDER BY k.at DESC, k.id DESC LIMIT $2"

static const char open_sql[] =
	ENTRIES "WHERE k.by_user = $1 AND k.state = '未确认' " LEGIBLE LATEST;
static const char station_sql[] =
	ENTRIES "WHERE k.station = $3 " LEGIBLE LATEST;
static const char count_sql[] =
	"SELECT COUNT(*) FROM print_copy k "
	"WHERE k.by_user = $1 AND k.state = '未确认' AND k.at >= $2 " LEGIBLE;

static void
take_entry(struct desk *desk, struct arena *arena, struct stmt *q,
	struct print_entry *entry)
{
	const char *id = stmt_get_text(q, 7);
	const struct form *form = library_form(desk->library, id);
	int64_t people = stmt_get_int(q, 12);

	print_take_copy(q, arena, &entry->copy);
	entry->form = form == NULL ? arena_copy(arena, id) : form->name;
	entry->number = column_text(q, 8, arena);
	entry->matter = stmt_get_int(q, 9);
	entry->case_no = column_text(q, 10, arena);
	entry->people = column_text(q, 11, arena);
	if (people > 1)
		entry->people = arena_printf(
			arena, "%s等%lld人", entry->people, (long long)people);
}

bool
print_register(struct desk *desk, struct arena *arena, enum print_which which,
	struct print_entry **out, size_t *count, struct err *err)
{
	struct stmt *q = store_statement(desk->store,
		which == PRINT_OWN_OPEN ? open_sql : station_sql, err);
	enum stmt_step step;

	*out = NULL;
	*count = 0;
	if (q == NULL)
		return false;
	stmt_int(q, 1, desk->user);
	stmt_int(q, 2, REGISTER_MOST);
	if (which == PRINT_STATION)
		stmt_int(q, 3, desk->station);
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		*out = arena_grow(arena, *out, *count, sizeof(**out));
		take_entry(desk, arena, q, &(*out)[(*count)++]);
	}
	return step == STMT_END;
}

bool
print_open(struct desk *desk, int64_t *count, struct err *err)
{
	struct stmt *q = store_statement(desk->store, count_sql, err);

	*count = 0;
	if (q == NULL)
		return false;
	stmt_int(q, 1, desk->user);
	stmt_int(q, 2, desk_now(desk) - RECENT);
	if (!stmt_one(q, "打印登记读不出来", err))
		return false;
	*count = stmt_get_int(q, 0);
	stmt_reset(q);
	return true;
}
