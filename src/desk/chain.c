/* SPDX-License-Identifier: MIT */
/*
 * Verifying: every station's chain is walked from its first link. Reports,
 * never mends (DESIGN §8).
 */
#include "desk/record.h"

#include <stdio.h>
#include <string.h>

static const char stations_sql[] =
	"SELECT s.id, s.name, h.seq, h.link FROM station s "
	"JOIN chain_head h ON h.station = s.id ORDER BY s.id";
static const char links_sql[] =
	"SELECT r.seq, r.id, r.previous, r.link, r.payload_digest, "
	"p.salt, p.bytes FROM record r "
	"LEFT JOIN record_payload p ON p.record = r.id "
	"WHERE r.station = $1 AND r.seq > $2 ORDER BY r.seq LIMIT 500";

struct walk {
	struct desk *desk;
	struct arena *arena;
	struct digester *digester;
	struct chain_report *report;
	int64_t station;
	int64_t seq;
	char previous[DIGEST_TEXT];
};

static bool
fault(struct walk *w, int64_t record, const char *what)
{
	w->report->fault = arena_printf(w->arena, "第%lld号文书（编号%lld）%s",
		(long long)w->seq, (long long)record, what);
	return true;
}

/* True: the row was looked at; a fault stands in the report. */
static bool
check_link(struct walk *w, struct stmt *q)
{
	struct seal_link link = { .station = w->station,
		.seq = w->seq,
		.previous = w->previous,
		.record = stmt_get_int(q, 1),
		.payload = stmt_get_text(q, 4) };
	char digest[DIGEST_TEXT], salt[SEAL_SALT];
	const char *bytes;
	size_t length;

	if (stmt_get_int(q, 0) != w->seq)
		return fault(w, link.record, "前面缺号");
	if (strcmp(stmt_get_text(q, 2), w->previous) != 0)
		return fault(w, link.record, "与前一份接不上");
	seal_link_digest(w->digester, &link, digest);
	if (strcmp(stmt_get_text(q, 3), digest) != 0)
		return fault(w, link.record, "的链摘要不符");
	if (stmt_is_null(q, 6)) {
		w->report->taken_away++;
	} else {
		char payload[DIGEST_TEXT];

		snprintf(salt, sizeof salt, "%s", stmt_get_text(q, 5));
		bytes = stmt_get_bytes(q, 6, &length);
		seal_payload_digest(w->digester, salt, bytes, length, payload);
		if (strcmp(stmt_get_text(q, 4), payload) != 0)
			return fault(w, link.record, "的内容与封存摘要不符");
	}
	memcpy(w->previous, digest, sizeof w->previous);
	w->report->records++;
	return true;
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
	if (!read_heads(&w, out, &heads, count, err))
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
