/* SPDX-License-Identifier: MIT */
/* Reading sealed records. Sealing is sealing.c, the chain chain.c. */
#include "desk/record.h"

#include "desk/audit.h"
#include "desk/scope.h"
#include "form/stream.h"

#include <string.h>

/* One list of columns, so that reading one and many is one function. */
#define COLUMNS                                                                \
	"r.id, r.station, r.form, r.form_digest, r.number, r.matter, "         \
	"r.proceeding, r.hearing, r.about, COALESCE(r.supersedes, 0), "        \
	"COALESCE((SELECT s.id FROM record s WHERE s.supersedes = r.id), 0), " \
	"r.line, COALESCE((SELECT MIN(rp.party) FROM record_party rp "         \
	"WHERE rp.record = r.id), 0), "                                        \
	"COALESCE((SELECT pa.name FROM party pa JOIN record_party rp "         \
	"ON rp.party = pa.id WHERE rp.record = r.id "                          \
	"ORDER BY pa.id LIMIT 1), ''), "                                       \
	"r.occurred, r.entered_at, u.name, r.code, r.link, "                   \
	"COALESCE((SELECT f.value FROM fact f WHERE f.owner = r.id "           \
	"AND f.name = '文书.签署'), ''), "                                 \
	"(SELECT COUNT(*) FROM print_copy c WHERE c.record = r.id), "          \
	"(SELECT COUNT(*) FROM record_payload p WHERE p.record = r.id), "      \
	"(SELECT COUNT(*) FROM record_party rp WHERE rp.record = r.id) "
#define LEGIBLE                                                                \
	"AND EXISTS (SELECT 1 FROM legible l WHERE l.desk_user = $2 "          \
	"AND l.record = r.id) "

static const char one_sql[] =
	"SELECT " COLUMNS "FROM record r JOIN desk_user u ON u.id = r.by_user "
	"WHERE r.id = $1 " LEGIBLE;

static const char list_sql[] =
	"SELECT " COLUMNS "FROM record r JOIN desk_user u ON u.id = r.by_user "
	"WHERE r.matter = $1 " LEGIBLE
	"AND ($3 = 0 OR NOT EXISTS (SELECT 1 FROM record_party rp "
	"WHERE rp.record = r.id) OR EXISTS (SELECT 1 FROM record_party rp "
	"WHERE rp.record = r.id AND rp.party = $3)) "
	"ORDER BY r.occurred DESC, r.entered_at DESC, r.id DESC";

static const char unsigned_sql[] =
	"SELECT " COLUMNS "FROM paper z JOIN record r ON r.id = z.record "
	"JOIN desk_user u ON u.id = r.by_user "
	"WHERE z.station = $1 AND z.signing = '' " LEGIBLE
	"ORDER BY z.day DESC, z.record DESC LIMIT $3";

static const char unsigned_addressed_sql[] =
	"SELECT " COLUMNS "FROM paper z JOIN record r ON r.id = z.record "
	"JOIN desk_user u ON u.id = r.by_user "
	"WHERE z.matter IN (SELECT a.matter FROM addressed a "
	"WHERE a.desk_user = $2 AND a.noun = 'record' AND a.action = 'see' "
	"AND a.station = $1) AND z.signing = '' " LEGIBLE
	"ORDER BY z.day DESC, z.record DESC LIMIT $3";

static const char bytes_sql[] =
	"SELECT bytes FROM record_payload WHERE record = $1";

static const char code_sql[] =
	"SELECT r.id FROM record r WHERE r.code = $1 " LEGIBLE
	"ORDER BY r.id DESC LIMIT 1";

/* Of several the first, and how many. */
static const char *
names_of(struct arena *arena, const char *first, int64_t count)
{
	return count > 1 ? arena_printf(
				   arena, "%s等%lld人", first, (long long)count)
			 : arena_copy(arena, first);
}

static void
take_row(struct desk *desk, struct arena *arena, struct stmt *q,
	struct record *r)
{
	const struct form *form;

	*r = (struct record){
		.id = stmt_get_int(q, 0),
		.station = stmt_get_int(q, 1),
		.form_id = arena_copy(arena, stmt_get_text(q, 2)),
		.number = arena_copy(arena, stmt_get_text(q, 4)),
		.matter = stmt_get_int(q, 5),
		.proceeding = stmt_get_int(q, 6),
		.hearing = stmt_get_int(q, 7),
		.about = stmt_get_int(q, 8),
		.supersedes = stmt_get_int(q, 9),
		.superseded_by = stmt_get_int(q, 10),
		.line = stmt_get_int(q, 11),
		.party = stmt_get_int(q, 12),
		.party_name = names_of(
			arena, stmt_get_text(q, 13), stmt_get_int(q, 22)),
		.entered = stmt_get_int(q, 15),
		.by = arena_copy(arena, stmt_get_text(q, 16)),
		.code = arena_copy(arena, stmt_get_text(q, 17)),
		.link = arena_copy(arena, stmt_get_text(q, 18)),
		.signing = arena_copy(arena, stmt_get_text(q, 19)),
		.copies = (int)stmt_get_int(q, 20),
		.is_gone = stmt_get_int(q, 21) == 0,
	};
	form = library_form(desk->library, r->form_id);
	r->form_name = form == NULL ? r->form_id : form->name;
	r->is_paper = form != NULL && form->kind != FORM_REGISTER;
	if (!date_parse(stmt_get_text(q, 14), &r->occurred))
		r->occurred = DATE_NONE;
}

/* All rows of a statement that selects COLUMNS. */
static bool
take_rows(struct desk *desk, struct arena *arena, struct stmt *q,
	struct record **out, size_t *count, struct err *err)
{
	enum stmt_step step;

	*out = NULL;
	*count = 0;
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		*out = arena_grow(arena, *out, *count, sizeof(**out));
		take_row(desk, arena, q, &(*out)[(*count)++]);
	}
	return step == STMT_END;
}

bool
record_list(struct desk *desk, struct arena *arena, int64_t matter,
	int64_t party, struct record **out, size_t *count, struct err *err)
{
	struct stmt *q = store_statement(desk->store, list_sql, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, matter);
	stmt_int(q, 2, desk->user);
	stmt_int(q, 3, party);
	return take_rows(desk, arena, q, out, count, err);
}

bool
record_unsigned(struct desk *desk, struct arena *arena, int limit,
	struct record **out, size_t *count, struct err *err)
{
	static const struct scope_list list = { unsigned_sql,
		unsigned_addressed_sql };
	struct stmt *q = scope_statement(desk, &list, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, desk->court);
	stmt_int(q, 2, desk->user);
	stmt_int(q, 3, limit);
	return take_rows(desk, arena, q, out, count, err);
}

static bool
read_row(struct desk *desk, struct arena *arena, int64_t id, struct record *out,
	const char **digest, struct err *err)
{
	struct stmt *q = store_statement(desk->store, one_sql, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, id);
	stmt_int(q, 2, desk->user);
	if (!stmt_one(q, "没有这份文书，或不在您的办案范围内", err))
		return false;
	take_row(desk, arena, q, out);
	*digest = arena_copy(arena, stmt_get_text(q, 3));
	stmt_reset(q);
	return true;
}

static bool
read_payload(struct desk *desk, struct arena *arena, struct record *out,
	struct err *err)
{
	struct stmt *q = store_statement(desk->store, bytes_sql, err);
	const char *bytes;
	size_t length = 0;
	enum stmt_step step;

	out->values = (struct values){ .arena = arena };
	if (q == NULL)
		return false;
	stmt_int(q, 1, out->id);
	step = stmt_next(q, err);
	if (step != STMT_ROW)
		return step == STMT_END;
	bytes = stmt_get_bytes(q, 0, &length);
	bytes = arena_copy_bytes(arena, bytes, length);
	stmt_reset(q);
	return seal_read(arena, bytes, length, &out->head, &out->values, err);
}

bool
record_read(struct desk *desk, struct arena *arena, int64_t id,
	struct record *out, struct err *err)
{
	const char *digest = "";

	*out = (struct record){ .id = id };
	if (!read_row(desk, arena, id, out, &digest, err))
		return false;
	out->form =
		library_sealed_form(desk->library, desk->store, digest, err);
	if (out->form == NULL)
		return false;
	out->form_name = out->form->name;
	return read_payload(desk, arena, out, err) &&
	       audit_read(desk, "read", id, out->form_id, err);
}

bool
record_by_code(
	struct desk *desk, const char *code, int64_t *id, struct err *err)
{
	struct stmt *q = store_statement(desk->store, code_sql, err);
	enum stmt_step step;

	if (q == NULL)
		return false;
	stmt_text(q, 1, code);
	stmt_int(q, 2, desk->user);
	step = stmt_next(q, err);
	if (step == STMT_FAILED)
		return false;
	if (step == STMT_END)
		return err_set(err, ERR_NOTFOUND,
			"没有查询码为“%s”的文书；查询码在每页页脚，共八位",
			code);
	*id = stmt_get_int(q, 0);
	stmt_reset(q);
	return true;
}

static const char case_sql[] = "SELECT number FROM matter WHERE id = $1";

static bool
case_number(struct desk *desk, struct arena *arena, int64_t matter,
	const char **out, struct err *err)
{
	struct stmt *q = store_statement(desk->store, case_sql, err);
	enum stmt_step step;

	*out = "";
	if (q == NULL)
		return false;
	stmt_int(q, 1, matter);
	step = stmt_next(q, err);
	if (step == STMT_FAILED)
		return false;
	if (step == STMT_ROW)
		*out = arena_copy(arena, stmt_get_text(q, 0));
	stmt_reset(q);
	return true;
}

static const char number_sql[] = "SELECT number FROM record WHERE id = $1";

/* What a correction says of itself: which paper it corrects. */
static bool
correction_of(struct desk *desk, struct arena *arena, int64_t superseded,
	const char **out, struct err *err)
{
	struct stmt *q;

	*out = "";
	if (superseded == 0)
		return true;
	q = store_statement(desk->store, number_sql, err);
	if (q == NULL)
		return false;
	stmt_int(q, 1, superseded);
	if (!stmt_one(q, "被更正的文书不在了，请运行 bianhu verify", err))
		return false;
	*out = stmt_get_text(q, 0)[0] == '\0'
		       ? "更正件"
		       : arena_printf(arena, "更正%s", stmt_get_text(q, 0));
	stmt_reset(q);
	return true;
}

bool
record_stream(struct desk *desk, struct arena *arena, int64_t id, int copy,
	struct buf *out, struct err *err)
{
	struct record r;
	struct stream_head head = { 0 };
	char entered[INSTANT_TEXT];

	if (!record_read(desk, arena, id, &r, err) ||
		!case_number(desk, arena, r.matter, &head.case_no, err) ||
		!correction_of(desk, arena, r.supersedes, &head.line, err))
		return false;
	if (r.is_gone)
		return err_set(err, ERR_STATE,
			"这份文书的内容已依法封存或移除，只留记录，不能显示或打印");
	head.organ = r.head.station_name;
	head.number = r.number;
	head.entered = clock_format(r.entered, entered);
	head.by = r.by;
	head.code = r.code;
	head.digest = r.link;
	head.copy = copy > 0 ? arena_printf(arena, "第%d份", copy) : "";
	if (r.supersedes != 0)
		head.line = arena_printf(
			arena, "%s，理由：%s", head.line, r.head.reason);
	stream_write(r.form, &r.values, &head, out);
	return true;
}

bool
work_stream(struct desk *desk, struct arena *arena, const struct work *work,
	struct buf *out, struct err *err)
{
	struct stream_head head = { .number = "",
		.code = "",
		.digest = "",
		.copy = "",
		.line = "",
		.is_draft = true };
	char now[INSTANT_TEXT];

	if (!case_number(desk, arena, work->on.matter, &head.case_no, err) ||
		!correction_of(
			desk, arena, work->on.supersedes, &head.line, err))
		return false;
	head.organ = desk->station_name;
	head.entered = clock_format(desk_now(desk), now);
	head.by = desk->name;
	stream_write(work->form, &work->values, &head, out);
	return true;
}
