/* SPDX-License-Identifier: MIT */
/*
 * One description a projection table: its statements and which columns are
 * text. Comparing and writing know no table by name. What goes into the rows
 * is rows_of.c.
 */
#include "desk/rows.h"

#include <stdlib.h>
#include <string.h>

/* `kinds`: n number, t text, a column each; the first `keys` are the key. */
struct table {
	const char *kinds;
	size_t keys;
};

/* clang-format off */
static const struct table tables[ROWS_TABLES] = {
	[ROWS_MATTER]     = { "nnttttttnnttt", 1 },
	[ROWS_PROCEEDING] = { "nnnttt", 1 },
	[ROWS_PARTY]      = { "nnnntttt", 1 },
	[ROWS_HEARING]    = { "nnnntt", 1 },
	[ROWS_FACT]       = { "ntnttn", 2 },
	[ROWS_STANDING]   = { "nnnntttttn", 3 },
	[ROWS_DEADLINE]   = { "ntnnnnntntnnnttnnnt", 4 },
	[ROWS_PAPER]      = { "nnnnttt", 1 },
	[ROWS_NAME]       = { "ntnn", 3 },
	[ROWS_VIOLATION]  = { "nttnnnnnttttn", 5 },
	[ROWS_NOTE]       = { "nnntnnnt", 2 },
	[ROWS_REFUSAL]    = { "nnnnnntntnntttttn", 2 },
	[ROWS_HELP]       = { "nnnnnntntntntntntn", 2 },
	[ROWS_ASSIGNMENT] = { "nnnnnntttttttttttttttttttttt", 3 },
	[ROWS_ACCESS]     = { "ntt", 3 },
	[ROWS_GUARD]      = { "nt", 1 },
};

static const char matter_read[] =
	"SELECT id, station, number, tail, title, charge, procedure, handler, "
	"pending, parties, accepted, next_due, law FROM matter WHERE id = $1";
static const char matter_delete[] = "DELETE FROM matter WHERE id = $1";
static const char matter_insert[] =
	"INSERT INTO matter (id, station, number, tail, title, charge, "
	"procedure, handler, pending, parties, accepted, next_due, law) "
	"VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

static const char proceeding_read[] =
	"SELECT id, matter, station, number, tail, accepted FROM proceeding "
	"WHERE matter = $1";
static const char proceeding_delete[] = "DELETE FROM proceeding WHERE id = $1";
static const char proceeding_insert[] =
	"INSERT INTO proceeding (id, matter, station, number, tail, accepted) "
	"VALUES ($1, $2, $3, $4, $5, $6)";

static const char party_read[] =
	"SELECT id, matter, proceeding, station, name, class, advised, place "
	"FROM party WHERE matter = $1";
static const char party_delete[] = "DELETE FROM party WHERE id = $1";
static const char party_insert[] =
	"INSERT INTO party (id, matter, proceeding, station, name, class, "
	"advised, place) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

static const char hearing_read[] =
	"SELECT id, matter, proceeding, station, at, place FROM hearing "
	"WHERE matter = $1";
static const char hearing_delete[] = "DELETE FROM hearing WHERE id = $1";
static const char hearing_insert[] =
	"INSERT INTO hearing (id, matter, proceeding, station, at, place) "
	"VALUES ($1, $2, $3, $4, $5, $6)";

static const char fact_read[] =
	"SELECT owner, name, matter, value, day, record FROM fact "
	"WHERE matter = $1";
static const char fact_delete[] =
	"DELETE FROM fact WHERE owner = $1 AND name = $2";
static const char fact_insert[] =
	"INSERT INTO fact (owner, name, matter, value, day, record) "
	"VALUES ($1, $2, $3, $4, $5, $6)";

static const char standing_read[] =
	"SELECT party, proceeding, place, matter, from_day, until_day, rule, "
	"class, conflicts, record FROM standing WHERE matter = $1";
static const char standing_delete[] =
	"DELETE FROM standing WHERE party = $1 AND proceeding = $2 "
	"AND place = $3";
static const char standing_insert[] =
	"INSERT INTO standing (party, proceeding, place, matter, from_day, "
	"until_day, rule, class, conflicts, record) "
	"VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

static const char deadline_read[] =
	"SELECT party, rule, trigger_line, hearing, matter, proceeding, "
	"station, start, start_at, due, due_at, provisional, leads, state, "
	"met, met_record, late, in_time, bearer FROM deadline "
	"WHERE matter = $1";
static const char deadline_delete[] =
	"DELETE FROM deadline WHERE party = $1 AND rule = $2 "
	"AND trigger_line = $3 AND hearing = $4";
static const char deadline_insert[] =
	"INSERT INTO deadline (party, rule, trigger_line, hearing, matter, "
	"proceeding, station, start, start_at, due, due_at, provisional, "
	"leads, state, met, met_record, late, in_time, bearer) "
	"VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, "
	"$14, $15, $16, $17, $18, $19)";

static const char paper_read[] =
	"SELECT record, matter, station, party, form, day, signing FROM paper "
	"WHERE matter = $1";
static const char paper_delete[] = "DELETE FROM paper WHERE record = $1";
static const char paper_insert[] =
	"INSERT INTO paper (record, matter, station, party, form, day, "
	"signing) VALUES ($1, $2, $3, $4, $5, $6, $7)";

static const char name_read[] =
	"SELECT station, suffix, party, matter FROM name_index "
	"WHERE matter = $1";
static const char name_delete[] =
	"DELETE FROM name_index WHERE station = $1 AND suffix = $2 "
	"AND party = $3";
static const char name_insert[] =
	"INSERT INTO name_index (station, suffix, party, matter) "
	"VALUES ($1, $2, $3, $4)";

static const char violation_read[] =
	"SELECT party, rule, clock, cause, hearing, matter, proceeding, "
	"station, code, due, actual, day, record FROM violation "
	"WHERE matter = $1";
static const char violation_delete[] =
	"DELETE FROM violation WHERE party = $1 AND rule = $2 AND clock = $3 "
	"AND cause = $4 AND hearing = $5";
static const char violation_insert[] =
	"INSERT INTO violation (party, rule, clock, cause, hearing, matter, "
	"proceeding, station, code, due, actual, day, record) "
	"VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

static const char note_read[] =
	"SELECT line, party, matter, rule, cause, station, record, text "
	"FROM violation_note WHERE matter = $1";
static const char note_delete[] =
	"DELETE FROM violation_note WHERE line = $1 AND party = $2";
static const char note_insert[] =
	"INSERT INTO violation_note (line, party, matter, rule, cause, "
	"station, record, text) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

static const char refusal_read[] =
	"SELECT line, party, matter, proceeding, station, record, day, at, "
	"occasion, time, changes, refuser, wish, reason, permitted, outcome, "
	"pending FROM refusal WHERE matter = $1";
static const char refusal_delete[] =
	"DELETE FROM refusal WHERE line = $1 AND party = $2";
static const char refusal_insert[] =
	"INSERT INTO refusal (line, party, matter, proceeding, station, "
	"record, day, at, occasion, time, changes, refuser, wish, reason, "
	"permitted, outcome, pending) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, "
	"$9, $10, $11, $12, $13, $14, $15, $16, $17)";

static const char help_read[] =
	"SELECT line, party, matter, proceeding, station, record, asked, "
	"asked_at, due, due_at, state, step, taken_by, taken_at, done, "
	"attempts, tried, answers FROM help_request WHERE matter = $1";
static const char help_delete[] =
	"DELETE FROM help_request WHERE line = $1 AND party = $2";
static const char help_insert[] =
	"INSERT INTO help_request (line, party, matter, proceeding, station, "
	"record, asked, asked_at, due, due_at, state, step, taken_by, "
	"taken_at, done, attempts, tried, answers) VALUES ($1, $2, $3, $4, "
	"$5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)";

static const char assignment_read[] =
	"SELECT party, proceeding, place, matter, station, is_open, waits, "
	"due, since, state, lawyer, firm, noticed, received, supplement, "
	"complete, granted, assigned, letter, accepted, met, read, opinion, "
	"ended, closed, told, material, licence FROM assignment "
	"WHERE matter = $1";
static const char assignment_delete[] =
	"DELETE FROM assignment WHERE party = $1 AND proceeding = $2 "
	"AND place = $3";
static const char assignment_insert[] =
	"INSERT INTO assignment (party, proceeding, place, matter, station, "
	"is_open, waits, due, since, state, lawyer, firm, noticed, received, "
	"supplement, complete, granted, assigned, letter, accepted, met, "
	"read, opinion, ended, closed, told, material, licence) "
	"VALUES ($1, $2, $3, $4, $5, $6, $7, "
	"$8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, "
	"$22, $23, $24, $25, $26, $27, $28)";

static const char access_read[] =
	"SELECT matter, kind, who FROM access WHERE matter = $1";
static const char access_delete[] =
	"DELETE FROM access WHERE matter = $1 AND kind = $2 AND who = $3";
static const char access_insert[] =
	"INSERT INTO access (matter, kind, who) VALUES ($1, $2, $3)";

static const char guard_read[] =
	"SELECT matter, level FROM guard WHERE matter = $1";
static const char guard_delete[] = "DELETE FROM guard WHERE matter = $1";
static const char guard_insert[] =
	"INSERT INTO guard (matter, level) VALUES ($1, $2)";

/* The statements stand apart from the kinds: the address of each literal is
 * its key in the store. */
static const struct sql {
	const char *read;
	const char *remove;
	const char *insert;
} sqls[ROWS_TABLES] = {
	[ROWS_MATTER]     = { matter_read, matter_delete, matter_insert },
	[ROWS_PROCEEDING] = { proceeding_read, proceeding_delete, proceeding_insert },
	[ROWS_PARTY]      = { party_read, party_delete, party_insert },
	[ROWS_HEARING]    = { hearing_read, hearing_delete, hearing_insert },
	[ROWS_FACT]       = { fact_read, fact_delete, fact_insert },
	[ROWS_STANDING]   = { standing_read, standing_delete, standing_insert },
	[ROWS_DEADLINE]   = { deadline_read, deadline_delete, deadline_insert },
	[ROWS_PAPER]      = { paper_read, paper_delete, paper_insert },
	[ROWS_NAME]       = { name_read, name_delete, name_insert },
	[ROWS_VIOLATION]  = { violation_read, violation_delete, violation_insert },
	[ROWS_NOTE]       = { note_read, note_delete, note_insert },
	[ROWS_REFUSAL]    = { refusal_read, refusal_delete, refusal_insert },
	[ROWS_HELP]       = { help_read, help_delete, help_insert },
	[ROWS_ASSIGNMENT] = { assignment_read, assignment_delete, assignment_insert },
	[ROWS_ACCESS]     = { access_read, access_delete, access_insert },
	[ROWS_GUARD]      = { guard_read, guard_delete, guard_insert },
};
/* clang-format on */

struct row *
rows_add(struct rows *rows, enum rows_table table)
{
	rows->items = arena_grow(
		rows->arena, rows->items, rows->count, sizeof(*rows->items));
	rows->items[rows->count] = (struct row){ .table = table };
	return &rows->items[rows->count++];
}

static bool
read_table(struct store *store, enum rows_table table, int64_t matter,
	struct rows *out, struct err *err)
{
	struct stmt *q = store_statement(store, sqls[table].read, err);
	const char *kinds = tables[table].kinds;
	enum stmt_step step;

	if (q == NULL)
		return false;
	stmt_int(q, 1, matter);
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		struct row *row = rows_add(out, table);

		for (int i = 0; kinds[i] != '\0'; i++)
			if (kinds[i] == 'n')
				row->ints[i] = stmt_get_int(q, i);
			else
				row->texts[i] = arena_copy(
					out->arena, stmt_get_text(q, i));
	}
	return step == STMT_END;
}

bool
rows_stored(
	struct store *store, int64_t matter, struct rows *out, struct err *err)
{
	for (int table = 0; table < ROWS_TABLES; table++)
		if (!read_table(
			    store, (enum rows_table)table, matter, out, err))
			return false;
	return true;
}

static int
compare_columns(const struct row *a, const struct row *b, size_t columns)
{
	const char *kinds = tables[a->table].kinds;

	for (size_t i = 0; i < columns && kinds[i] != '\0'; i++) {
		int order = 0;

		if (kinds[i] == 't')
			order = strcmp(a->texts[i], b->texts[i]);
		else if (a->ints[i] != b->ints[i])
			order = a->ints[i] < b->ints[i] ? -1 : 1;
		if (order != 0)
			return order;
	}
	return 0;
}

static int
compare_keys(const struct row *a, const struct row *b)
{
	if (a->table != b->table)
		return a->table < b->table ? -1 : 1;
	return compare_columns(a, b, tables[a->table].keys);
}

static int
compare_rows(const void *a, const void *b)
{
	return compare_keys(a, b);
}

static void
bind(struct stmt *q, const struct row *row, size_t columns)
{
	const char *kinds = tables[row->table].kinds;

	for (int i = 0; (size_t)i < columns && kinds[i] != '\0'; i++)
		if (kinds[i] == 'n')
			stmt_int(q, i + 1, row->ints[i]);
		else
			stmt_text(q, i + 1, row->texts[i]);
}

static bool
remove_row(struct store *store, const struct row *row, struct err *err)
{
	struct stmt *q = store_statement(store, sqls[row->table].remove, err);

	if (q == NULL)
		return false;
	bind(q, row, tables[row->table].keys);
	return stmt_run(q, err);
}

static bool
insert_row(struct store *store, const struct row *row, struct err *err)
{
	struct stmt *q = store_statement(store, sqls[row->table].insert, err);

	if (q == NULL)
		return false;
	bind(q, row, ROWS_COLUMNS);
	return stmt_run(q, err);
}

struct settling {
	struct store *store;
	enum rows_mode mode;
	int64_t *differences;
};

/* One step of the walk: what is only here goes, what is only there comes,
 * what differs does both. */
static bool
settle(const struct row *want, const struct row *have, void *arg,
	struct err *err)
{
	const struct settling *s = arg;

	if (want != NULL && have != NULL &&
		compare_columns(want, have, ROWS_COLUMNS) == 0)
		return true;
	(*s->differences)++;
	if (s->mode == ROWS_COMPARE)
		return true;
	if (have != NULL && !remove_row(s->store, have, err))
		return false;
	return want == NULL || insert_row(s->store, want, err);
}

void
rows_sort(struct rows *rows)
{
	if (rows->count > 0)
		qsort(rows->items, rows->count, sizeof(*rows->items),
			compare_rows);
}

bool
rows_walk(const struct rows *want, const struct rows *have, rows_pair *pair,
	void *arg, struct err *err)
{
	size_t i = 0, j = 0;

	while (i < want->count || j < have->count) {
		const struct row *w = i < want->count ? &want->items[i] : NULL;
		const struct row *h = j < have->count ? &have->items[j] : NULL;
		int order = w == NULL ? 1 : h == NULL ? -1 : compare_keys(w, h);

		if (!pair(order <= 0 ? w : NULL, order >= 0 ? h : NULL, arg,
			    err))
			return false;
		i += order <= 0;
		j += order >= 0;
	}
	return true;
}

bool
rows_difference(struct store *store, struct rows *want, struct rows *have,
	enum rows_mode mode, int64_t *differences, struct err *err)
{
	struct settling s = { store, mode, differences };

	*differences = 0;
	rows_sort(want);
	rows_sort(have);
	return rows_walk(want, have, settle, &s, err);
}
