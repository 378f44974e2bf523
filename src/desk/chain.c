/* SPDX-License-Identifier: MIT */
/*
 * Verifying: every station's chain is walked from its first link. Reports,
 * never mends (DESIGN §8).
 */
#include "desk/dossier.h"
#include "desk/record.h"

#include <string.h>

static const char stations_sql[] =
	"SELECT s.id, s.name, h.seq, h.link FROM station s "
	"JOIN chain_head h ON h.station = s.id ORDER BY s.id";
static const char links_sql[] =
	"SELECT r.seq, r.id, r.previous, r.link, r.payload_digest, "
	"p.salt, p.bytes, r.code, r.form, r.form_digest, r.number, r.matter, "
	"r.proceeding, r.hearing, r.about, COALESCE(r.supersedes, 0), r.entered_at, "
	"r.occurred, r.occurred_at, r.line, "
	"(SELECT COUNT(*) FROM record_party c WHERE c.record = r.id), "
	"COALESCE((SELECT MIN(c.party) FROM record_party c "
	"WHERE c.record = r.id), 0) FROM record r "
	"LEFT JOIN record_payload p ON p.record = r.id "
	"WHERE r.station = $1 AND r.seq > $2 ORDER BY r.seq LIMIT 500";

static const char parties_sql[] =
	"SELECT party FROM record_party WHERE record = $1 ORDER BY party";

/* Of links_sql. */
enum column {
	COLUMN_SEQ,
	COLUMN_ID,
	COLUMN_PREVIOUS,
	COLUMN_LINK,
	COLUMN_PAYLOAD,
	COLUMN_SALT,
	COLUMN_BYTES,
	COLUMN_CODE,
	COLUMN_FORM,
	COLUMN_DIGEST,
	COLUMN_NUMBER,
	COLUMN_MATTER,
	COLUMN_PROCEEDING,
	COLUMN_HEARING,
	COLUMN_ABOUT,
	COLUMN_SUPERSEDES,
	COLUMN_ENTERED,
	COLUMN_OCCURRED,
	COLUMN_OCCURRED_AT,
	COLUMN_LINE,
	COLUMN_PARTIES,
	COLUMN_PARTY
};

struct walk {
	struct desk *desk;
	struct arena *arena;
	struct digester *digester;
	struct chain_report *report;
	int64_t station;
	int64_t seq;
	char previous[DIGEST_TEXT];
};

static void
fault(struct walk *w, int64_t record, const char *what)
{
	w->report->fault = arena_printf(w->arena, "第%lld号文书（编号%lld）%s",
		(long long)w->seq, (long long)record, what);
}

/* The register beside the sealed bytes must say what they say: lists and
 * derivation read it. */
static bool
row_agrees(struct stmt *q, const struct seal_head *head)
{
	return strcmp(stmt_get_text(q, COLUMN_FORM), head->form) == 0 &&
	       strcmp(stmt_get_text(q, COLUMN_DIGEST), head->digest) == 0 &&
	       strcmp(stmt_get_text(q, COLUMN_NUMBER), head->number) == 0 &&
	       stmt_get_int(q, COLUMN_ID) == head->record &&
	       stmt_get_int(q, COLUMN_MATTER) == head->matter &&
	       stmt_get_int(q, COLUMN_PROCEEDING) == head->proceeding &&
	       stmt_get_int(q, COLUMN_HEARING) == head->hearing &&
	       stmt_get_int(q, COLUMN_ABOUT) == head->about &&
	       stmt_get_int(q, COLUMN_SUPERSEDES) == head->supersedes &&
	       stmt_get_int(q, COLUMN_ENTERED) == head->entered &&
	       (head->supersedes != 0 ||
		       stmt_get_int(q, COLUMN_LINE) == head->record) &&
	       (stmt_get_int(q, COLUMN_PARTIES) <= 1 ||
		       stmt_get_int(q, COLUMN_PARTIES) ==
			       (int64_t)head->party_count);
}

/* A party that is not in the bytes is the one that the record made. */
static bool
party_agrees(
	struct stmt *q, const struct seal_head *head, const struct form *form)
{
	int64_t expected = head->party_count > 0 ? head->parties[0] : 0;

	if (form->makes[FORM_ON_PARTY])
		expected = stmt_get_int(q, COLUMN_LINE);
	return stmt_get_int(q, COLUMN_PARTY) == expected;
}

/* Of a paper that speaks of several, each: the bytes have them ascending. */
static bool
others_agree(struct walk *w, const struct seal_head *head)
{
	struct stmt *q;
	struct err err = { 0 };
	enum stmt_step step;
	size_t i = 0;

	if (head->party_count <= 1)
		return true;
	q = store_statement(w->desk->store, parties_sql, &err);
	if (q == NULL)
		return false;
	stmt_int(q, 1, head->record);
	while ((step = stmt_next(q, &err)) == STMT_ROW) {
		if (i < head->party_count &&
			stmt_get_int(q, 0) == head->parties[i]) {
			i++;
			continue;
		}
		stmt_reset(q);
		return false;
	}
	return step == STMT_END && i == head->party_count;
}

static bool
day_agrees(struct stmt *q, const struct seal_head *head,
	const struct form *form, const struct values *values)
{
	struct date day;
	int64_t at;
	char text[DATE_TEXT];

	dossier_occurred(form, values, clock_day_of(head->entered), &day, &at);
	return strcmp(stmt_get_text(q, COLUMN_OCCURRED),
		       date_format(day, text)) == 0 &&
	       stmt_get_int(q, COLUMN_OCCURRED_AT) == at;
}

static void
check_register(struct walk *w, struct stmt *q, const char *bytes, size_t length)
{
	struct arena arena = { 0 };
	struct seal_head head;
	struct values values = { .arena = &arena };
	struct err why = { 0 };
	int64_t id = stmt_get_int(q, COLUMN_ID);
	const struct form *form;

	if (!seal_read(&arena, bytes, length, &head, &values, &why)) {
		fault(w, id, "的内容读不出来");
		goto out;
	}
	form = library_sealed_form(
		w->desk->library, w->desk->store, head.digest, &why);
	if (form == NULL)
		fault(w, id, "的表单原文缺失或被改动");
	else if (!row_agrees(q, &head) || !party_agrees(q, &head, form) ||
		 !others_agree(w, &head) ||
		 !day_agrees(q, &head, form, &values))
		fault(w, id, "的登记与封存的内容不符");
out:
	arena_clear(&arena);
}

static void
check_payload(struct walk *w, struct stmt *q)
{
	char payload[DIGEST_TEXT];
	const char *bytes;
	size_t length;

	if (stmt_is_null(q, COLUMN_BYTES)) {
		w->report->taken_away++;
		return;
	}
	bytes = stmt_get_bytes(q, COLUMN_BYTES, &length);
	seal_payload_digest(w->digester, stmt_get_text(q, COLUMN_SALT), bytes,
		length, payload);
	if (strcmp(stmt_get_text(q, COLUMN_PAYLOAD), payload) != 0)
		fault(w, stmt_get_int(q, COLUMN_ID), "的内容与封存摘要不符");
	else
		check_register(w, q, bytes, length);
}

/* A fault stands in the report. */
static void
check_link(struct walk *w, struct stmt *q)
{
	struct seal_link link = { .station = w->station,
		.seq = w->seq,
		.previous = w->previous,
		.record = stmt_get_int(q, COLUMN_ID),
		.payload = stmt_get_text(q, COLUMN_PAYLOAD) };
	char digest[DIGEST_TEXT], code[sizeof "12345678"];

	seal_link_digest(w->digester, &link, digest);
	seal_short_code(digest, code);
	if (stmt_get_int(q, COLUMN_SEQ) != w->seq)
		fault(w, link.record, "前面缺号");
	else if (strcmp(stmt_get_text(q, COLUMN_PREVIOUS), w->previous) != 0)
		fault(w, link.record, "与前一份接不上");
	else if (strcmp(stmt_get_text(q, COLUMN_LINK), digest) != 0 ||
		 strcmp(stmt_get_text(q, COLUMN_CODE), code) != 0)
		fault(w, link.record, "的链摘要不符");
	else
		check_payload(w, q);
	memcpy(w->previous, digest, sizeof w->previous);
	w->report->records += w->report->fault == NULL;
}

/* One slice, so that no read transaction stays open for long. */
static bool
walk_slice(struct walk *w, int *rows, struct err *err)
{
	struct stmt *q = store_statement(w->desk->store, links_sql, err);
	enum stmt_step step;

	*rows = 0;
	if (q == NULL)
		return false;
	stmt_int(q, 1, w->station);
	stmt_int(q, 2, w->seq);
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		w->seq++;
		(*rows)++;
		check_link(w, q);
		if (w->report->fault != NULL) {
			stmt_reset(q);
			return true;
		}
	}
	return step == STMT_END;
}

static bool
walk_station(struct walk *w, int64_t seq, const char *head, struct err *err)
{
	int rows;

	memset(w->previous, '0', sizeof w->previous - 1);
	w->previous[sizeof w->previous - 1] = '\0';
	w->seq = 0;
	do {
		if (!walk_slice(w, &rows, err))
			return false;
	} while (rows > 0 && w->report->fault == NULL);
	if (w->report->fault != NULL)
		return true;
	if (w->seq != seq || strcmp(w->previous, head) != 0)
		w->report->fault = "链尾与登记的链头不符，末尾可能被截去";
	w->report->head = arena_copy(w->arena, w->previous);
	return true;
}

struct station_head {
	int64_t id;
	int64_t seq;
	const char *link;
};

static bool
read_heads(struct walk *w, struct chain_report **reports,
	struct station_head **heads, size_t *count, struct err *err)
{
	struct stmt *q = store_statement(w->desk->store, stations_sql, err);
	enum stmt_step step;

	*count = 0;
	*reports = NULL;
	*heads = NULL;
	if (q == NULL)
		return false;
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		*reports = arena_grow(
			w->arena, *reports, *count, sizeof(**reports));
		*heads = arena_grow(w->arena, *heads, *count, sizeof(**heads));
		(*reports)[*count] = (struct chain_report){
			.station_name =
				arena_copy(w->arena, stmt_get_text(q, 1)),
			.head = "",
		};
		(*heads)[(*count)++] =
			(struct station_head){ stmt_get_int(q, 0),
				stmt_get_int(q, 2),
				arena_copy(w->arena, stmt_get_text(q, 3)) };
	}
	return step == STMT_END;
}

static const char texts_sql[] =
	"SELECT digest, form, text FROM form_text ORDER BY digest";

/* The texts that records print by for ever. */
static bool
check_texts(struct walk *w, struct err *err)
{
	struct stmt *q = store_statement(w->desk->store, texts_sql, err);
	enum stmt_step step;

	if (q == NULL)
		return false;
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		char digest[DIGEST_TEXT];
		size_t length;
		const char *text = stmt_get_bytes(q, 2, &length);

		digest_text(DIGEST_SHA256, text, length, digest);
		if (strcmp(digest, stmt_get_text(q, 0)) == 0)
			continue;
		err_set(err, ERR_DB,
			"库存表单“%s”的原文被改动过，与摘要不符；请保留现场，通知管理员",
			stmt_get_text(q, 1));
		stmt_reset(q);
		return false;
	}
	return step == STMT_END;
}

bool
chain_verify(struct desk *desk, struct arena *arena, struct chain_report **out,
	size_t *count, struct err *err)
{
	struct walk w = { .desk = desk, .arena = arena };
	struct station_head *heads;
	bool done = false;

	w.digester = digest_open(DIGEST_SHA256);
	if (w.digester == NULL)
		return err_set(err, ERR_BUG, "缺少 SHA-256 算法");
	if (!check_texts(&w, err) || !read_heads(&w, out, &heads, count, err))
		goto out;
	for (size_t i = 0; i < *count; i++) {
		w.report = &(*out)[i];
		w.station = heads[i].id;
		if (!walk_station(&w, heads[i].seq, heads[i].link, err))
			goto out;
	}
	done = true;
out:
	digest_close(w.digester);
	return done;
}
