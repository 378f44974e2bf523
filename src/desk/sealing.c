/* SPDX-License-Identifier: MIT */
/*
 * 定稿: from a draft to a sealed record, in one transaction: the place in the
 * station's chain, the 文号, the canonical bytes, the row, what follows from
 * it, the audit. The body may run again; it keeps nothing outside but what it
 * sets anew each time.
 */
#include "desk/audit.h"
#include "desk/derive.h"
#include "desk/dossier.h"
#include "desk/guard.h"
#include "desk/help.h"
#include "desk/lawyer.h"
#include "desk/look.h"
#include "desk/numbering.h"
#include "desk/once.h"
#include "desk/override.h"
#include "desk/people.h"
#include "desk/record.h"
#include "desk/rota.h"
#include "desk/scope.h"
#include "desk/site_walk.h"
#include "desk/source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SALT_BYTES = 16 };

struct sealing {
	struct desk *desk;
	const struct work *work;
	struct arena *arena;
	int64_t id;
	int64_t line;	/* first record of the line of corrections */
	int64_t matter; /* the one it is of, or the one it makes */
	int64_t seq;
	const char *previous;
	const char *number;
	struct date day;
	int64_t at;
	int64_t entered;
	char salt[SEAL_SALT];
	char payload[DIGEST_TEXT];
	char payload_sm3[DIGEST_TEXT];
	char link[DIGEST_TEXT];
	char code[9];
	struct buf bytes;
	bool is_beside; /* goes with what the desk may seal: no right of its
			   own */
};

static const char head_sql[] =
	"UPDATE chain_head SET seq = seq + 1 WHERE station = $1 "
	"RETURNING seq, link";
static const char head_set_sql[] =
	"UPDATE chain_head SET link = $1 WHERE station = $2";

/* The first thing a sealing locks: its station's chain. */
static bool
take_place(struct store *store, struct sealing *s, struct err *err)
{
	struct stmt *q = store_statement(store, head_sql, err);
	enum stmt_step step;

	if (q == NULL)
		return false;
	stmt_int(q, 1, s->desk->station);
	step = stmt_next(q, err);
	if (step == STMT_FAILED)
		return false;
	if (step == STMT_END)
		return err_set(err, ERR_DB,
			"本机关没有文书链，无法定稿，草稿已保留；请运行 bianhu verify");
	s->seq = stmt_get_int(q, 0);
	s->previous = arena_copy(s->arena, stmt_get_text(q, 1));
	stmt_reset(q);
	return true;
}

static const char line_sql[] =
	"SELECT r.line, COALESCE((SELECT s.id FROM record s "
	"WHERE s.supersedes = r.id), 0) FROM record r WHERE r.id = $1";

static bool
find_line(struct store *store, struct sealing *s, struct err *err)
{
	struct stmt *q;
	enum stmt_step step;
	int64_t successor;

	s->line = s->id;
	if (s->work->on.supersedes == 0)
		return true;
	q = store_statement(store, line_sql, err);
	if (q == NULL)
		return false;
	stmt_int(q, 1, s->work->on.supersedes);
	step = stmt_next(q, err);
	if (step == STMT_FAILED)
		return false;
	if (step == STMT_END)
		return err_set(
			err, ERR_NOTFOUND, "要更正的文书不在了，草稿已保留");
	s->line = stmt_get_int(q, 0);
	successor = stmt_get_int(q, 1);
	stmt_reset(q);
	if (successor != 0)
		return err_set(err, ERR_CONFLICT,
			"别人已先更正了这份文书，您的草稿已保留；请打开最新的一份对照");
	return true;
}

static void
make_bytes(struct sealing *s)
{
	const struct work *w = s->work;
	int64_t parties[1 + SUBJECT_OTHERS];
	struct seal_head head = {
		.form = w->form->id,
		.form_version = w->form->version,
		.digest = w->form->digest,
		.record = s->id,
		.station = s->desk->station,
		.station_name = s->desk->station_name,
		.number = s->number,
		.matter = s->matter,
		.proceeding = w->on.proceeding,
		.hearing = w->on.hearing,
		.about = w->on.about,
		.supersedes = w->on.supersedes,
		.reason = w->reason,
		.parties = parties,
		.party_count = people_ids(&w->on, parties),
		.entered = s->entered,
		.by = s->desk->name,
	};

	buf_clear(&s->bytes);
	seal_write(&head, w->form, &w->values, &s->bytes);
}

static bool
make_salt(struct sealing *s, struct err *err)
{
	static const char digits[] = "0123456789abcdef";
	unsigned char random[SALT_BYTES];

	if (!digest_random(random, sizeof random))
		return err_set(err, ERR_IO,
			"系统没有给出随机数，没有定稿，草稿已保留");
	for (size_t i = 0; i < sizeof random; i++) {
		s->salt[2 * i] = digits[random[i] >> 4];
		s->salt[2 * i + 1] = digits[random[i] & 0xF];
	}
	s->salt[SEAL_SALT - 1] = '\0';
	return true;
}

static bool
digest_with(
	struct sealing *s, enum digest_kind kind, char *out, struct err *err)
{
	struct digester *d = digest_open(kind);

	if (d == NULL)
		return err_set(
			err, ERR_BUG, "缺少摘要算法，没有定稿，草稿已保留");
	seal_payload_digest(d, s->salt, s->bytes.data, s->bytes.length, out);
	if (kind == DIGEST_SHA256) {
		struct seal_link link = { .station = s->desk->station,
			.seq = s->seq,
			.previous = s->previous,
			.record = s->id,
			.payload = out };

		seal_link_digest(d, &link, s->link);
		seal_short_code(s->link, s->code);
	}
	digest_close(d);
	return true;
}

static bool
make_seal(struct sealing *s, struct err *err)
{
	make_bytes(s);
	return make_salt(s, err) &&
	       digest_with(s, DIGEST_SHA256, s->payload, err) &&
	       digest_with(s, DIGEST_SM3, s->payload_sm3, err);
}

static const char form_known_sql[] =
	"SELECT 1 FROM form_text WHERE digest = $1";
static const char form_keep_sql[] =
	"INSERT INTO form_text (digest, form, version, text) "
	"VALUES ($1, $2, $3, $4)";

/* On first use a form's text is kept, so that the record prints for ever. */
static bool
keep_form(struct store *store, const struct form *form, struct err *err)
{
	struct stmt *q = store_statement(store, form_known_sql, err);
	enum stmt_step step;

	if (q == NULL)
		return false;
	stmt_text(q, 1, form->digest);
	step = stmt_next(q, err);
	if (step == STMT_FAILED)
		return false;
	stmt_reset(q);
	if (step == STMT_ROW)
		return true;
	q = store_statement(store, form_keep_sql, err);
	if (q == NULL)
		return false;
	stmt_text(q, 1, form->digest);
	stmt_text(q, 2, form->id);
	stmt_int(q, 3, form->version);
	stmt_bytes(q, 4, form->text, form->text_length);
	return stmt_run(q, err);
}

static const char record_sql[] =
	"INSERT INTO record (id, form, form_digest, station, seq, number, "
	"matter, proceeding, hearing, about, supersedes, line, occurred, "
	"occurred_at, entered_at, by_user, payload_digest, payload_sm3, "
	"previous, link, code) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
	"$10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)";

static bool
insert_record(struct store *store, const struct sealing *s, struct err *err)
{
	struct stmt *q = store_statement(store, record_sql, err);
	const struct subject *on = &s->work->on;
	char day[DATE_TEXT];

	if (q == NULL)
		return false;
	stmt_int(q, 1, s->id);
	stmt_text(q, 2, s->work->form->id);
	stmt_text(q, 3, s->work->form->digest);
	stmt_int(q, 4, s->desk->station);
	stmt_int(q, 5, s->seq);
	stmt_text(q, 6, s->number);
	stmt_int(q, 7, s->matter);
	stmt_int(q, 8, on->proceeding);
	stmt_int(q, 9, on->hearing);
	stmt_int(q, 10, on->about);
	if (on->supersedes != 0)
		stmt_int(q, 11, on->supersedes);
	else
		stmt_null(q, 11);
	stmt_int(q, 12, s->line);
	stmt_text(q, 13, date_format(s->day, day));
	stmt_int(q, 14, s->at);
	stmt_int(q, 15, s->entered);
	stmt_int(q, 16, s->desk->user);
	stmt_text(q, 17, s->payload);
	stmt_text(q, 18, s->payload_sm3);
	stmt_text(q, 19, s->previous);
	stmt_text(q, 20, s->link);
	stmt_text(q, 21, s->code);
	return stmt_run(q, err);
}

static const char payload_sql[] =
	"INSERT INTO record_payload (record, salt, bytes) "
	"VALUES ($1, $2, $3)";
static const char party_sql[] =
	"INSERT INTO record_party (record, party) VALUES ($1, $2)";

/* Those whom it is of, and the one it makes. */
static bool
insert_parties(struct store *store, const struct sealing *s, struct err *err)
{
	int64_t parties[1 + SUBJECT_OTHERS];
	size_t count = people_ids(&s->work->on, parties);

	if (s->work->form->makes[FORM_ON_PARTY]) {
		parties[0] = s->line;
		count = 1;
	}
	for (size_t i = 0; i < count; i++) {
		struct stmt *q = store_statement(store, party_sql, err);

		if (q == NULL)
			return false;
		stmt_int(q, 1, s->id);
		stmt_int(q, 2, parties[i]);
		if (!stmt_run(q, err))
			return false;
	}
	return true;
}

static bool
insert_rest(struct store *store, const struct sealing *s, struct err *err)
{
	struct stmt *q = store_statement(store, payload_sql, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, s->id);
	stmt_text(q, 2, s->salt);
	stmt_bytes(q, 3, s->bytes.data, s->bytes.length);
	if (!stmt_run(q, err) || !insert_parties(store, s, err))
		return false;
	q = store_statement(store, head_set_sql, err);
	if (q == NULL)
		return false;
	stmt_text(q, 1, s->link);
	stmt_int(q, 2, s->desk->station);
	return stmt_run(q, err);
}

/* What is 封存 is not there, nor told by refusing its number. */
static const char same_number_sql[] =
	"SELECT 1 FROM proceeding n WHERE n.station = $1 AND n.number = $2 "
	"AND NOT EXISTS (SELECT 1 FROM guard g WHERE g.matter = n.matter "
	"AND g.level = '封存') LIMIT 1";

/* The field that says a new matter's 案号; -1 if the form makes none. */
static int
number_field(const struct work *work)
{
	const struct form *form = work->form;

	if (!form->makes[FORM_ON_MATTER] || work->on.supersedes != 0)
		return -1;
	for (size_t i = 0; i < form->fact_count; i++)
		if (strcmp(form->facts[i].name, "程序段.案号") == 0)
			return form->facts[i].field;
	return -1;
}

/* A case entered twice would be advised twice, or by nobody. Looked at inside
 * the transaction: two clerks may have the same paper before them. */
static bool
check_number(struct store *store, const struct sealing *s, struct err *err)
{
	int field = number_field(s->work);
	struct stmt *q;
	const char *number;
	enum stmt_step step;

	if (field < 0)
		return true;
	number =
		values_get(&s->work->values, s->work->form->fields[field].name);
	q = store_statement(store, same_number_sql, err);
	if (q == NULL)
		return false;
	stmt_int(q, 1, s->desk->station);
	stmt_text(q, 2, number);
	step = stmt_next(q, err);
	if (step != STMT_ROW)
		return step == STMT_END;
	stmt_reset(q);
	return err_set(err, ERR_EXISTS,
		"案号%s已经登记过，没有定稿，草稿已保留；请在那个案件里办，或改正案号",
		number);
}

/* By the law as it is in this transaction. What is to become law must hold
 * together with it. */
static bool
check_law(struct sealing *s, struct err *err)
{
	const struct work *w = s->work;

	if (site_is_text(w->form))
		return site_check(
			s->desk, s->arena, &w->values, w->on.supersedes, err);
	return site_before(s->desk, w->on.matter, err);
}

static bool
draw_conclusions(struct sealing *s, struct err *err)
{
	int64_t differences;

	if (site_is_text(s->work->form))
		return site_sealed(s->desk, s->id,
			values_get(&s->work->values, "名称"), err);
	if (rota_is(s->work->form))
		return rota_sealed(
			s->desk, s->id, s->line, &s->work->values, err);
	if (lawyer_is_entry(s->work->form))
		return lawyer_derive(
			s->desk->store, DERIVE_REPAIR, &differences, err);
	return s->matter == 0 || derive_matter(s->desk, s->matter,
					 DERIVE_REPAIR, &differences, err);
}

/* Still in this transaction? What is sealed beside another record needs the
 * case, and no right of its own. */
static bool
may_seal(struct sealing *s, struct subject *on, struct err *err)
{
	const struct form *form = s->work->form;

	if (s->is_beside)
		return source_complete(s->desk, on, err);
	return scope_allows_form(s->desk, form, err) &&
	       source_allows(s->desk, form, on, err);
}

/* The whole of one sealing but for the closing of days. */
static bool
seal_one(struct store *store, struct sealing *s, struct err *err)
{
	const struct form *form = s->work->form;
	struct subject on = s->work->on;

	if (!may_seal(s, &on, err) || !people_check(s->desk, s->work, err) ||
		!guard_check(s->desk, s->work, err) ||
		!help_check(s->desk, s->work, err) ||
		!check_number(store, s, err) || !check_law(s, err) ||
		!take_place(store, s, err))
		return false;
	s->id = store_new_id(store, err);
	if (s->id == 0 || !find_line(store, s, err) ||
		!once_check(s->desk, s->work, s->line, err) ||
		!lawyer_check(s->desk, s->work, err) ||
		!number_take(
			s->desk, s->arena, form, s->entered, &s->number, err))
		return false;
	s->matter = form->makes[FORM_ON_MATTER] ? s->line : s->work->on.matter;
	if (look_is(form) && !look_find(s->desk, s->work, &s->matter, err))
		return false;
	return make_seal(s, err) && keep_form(store, form, err) &&
	       insert_record(store, s, err) && insert_rest(store, s, err) &&
	       draw_conclusions(s, err) &&
	       (!look_is(form) ||
		       look_sealed(s->desk, s->matter, s->id, err)) &&
	       audit_add(s->desk, "seal", s->id, s->work->id, form->id, err);
}

/* Why it was done all the same stands in the chain beside it. */
static bool
seal_override(struct sealing *of, const struct preview *warned, struct err *err)
{
	struct work work;
	struct sealing s = { .desk = of->desk,
		.work = &work,
		.arena = of->arena,
		.entered = of->entered,
		.is_beside = true };
	bool done;

	if (preview_count(warned, PREVIEW_WARNED) == 0)
		return true;
	if (!override_make(of->desk, of->arena, of->work, warned, of->id,
		    of->line, &work, err))
		return false;
	dossier_occurred(work.form, &work.values, clock_day_of(s.entered),
		&s.day, &s.at);
	done = seal_one(of->desk->store, &s, err);
	buf_free(&s.bytes);
	return done;
}

struct sealing_body {
	struct sealing *of;
	const struct preview *warned;
};

static bool
seal_body(struct store *store, void *arg, struct err *err)
{
	struct sealing_body *body = arg;

	return seal_one(store, body->of, err) &&
	       seal_override(body->of, body->warned, err) &&
	       audit_close_days(body->of->desk, err);
}

static const char done_sql[] = "SELECT subject FROM audit WHERE request = $1";

/* A repeated sealing: which record was it? */
static bool
find_done(struct sealing *s, struct err *err)
{
	struct stmt *q = store_statement(s->desk->store, done_sql, err);
	enum stmt_step step;

	if (q == NULL)
		return false;
	stmt_int(q, 1, s->work->id);
	step = stmt_next(q, err);
	if (step != STMT_ROW)
		return step == STMT_END
			       ? err_set(err, ERR_BUG, "定稿记录找不到")
			       : false;
	s->id = stmt_get_int(q, 0);
	stmt_reset(q);
	return true;
}

static bool
no_faults(struct desk *desk, struct arena *arena, struct work *work,
	struct fault **faults, size_t *count, struct err *err)
{
	struct field_context context = desk_field_context(desk);

	check_prune(work->form, &work->values);
	*count = check_form(work->form, &work->values, &context, arena, faults);
	if (*count > 0)
		return err_set(err, ERR_INPUT,
			"还有%zu处要补正，没有定稿，内容已存草稿。第一处：%s",
			*count, (*faults)[0].text);
	if (work->on.supersedes != 0 && work->reason[0] == '\0')
		return err_set(err, ERR_INPUT,
			"更正要写明理由，没有定稿，内容已存草稿");
	return true;
}

static void
set_times(struct sealing *s)
{
	s->entered = desk_now(s->desk);
	dossier_occurred(s->work->form, &s->work->values,
		clock_day_of(s->entered), &s->day, &s->at);
}

bool
record_seal(struct desk *desk, struct arena *arena, struct work *work,
	struct fault **faults, size_t *fault_count, int64_t *record,
	struct err *err)
{
	struct sealing s = { .desk = desk, .work = work, .arena = arena };
	struct preview warned;
	struct sealing_body body = { &s, &warned };
	bool done;

	if (!no_faults(desk, arena, work, faults, fault_count, err) ||
		!override_check(
			desk, arena, work, &warned, faults, fault_count, err))
		return false;
	if (look_is(work->form) && !look_try(desk, work, err))
		return false;
	set_times(&s);
	done = store_tx(desk->store, seal_body, &body, work->id, err) &&
	       (!store_was_done(desk->store) || find_done(&s, err));
	buf_free(&s.bytes);
	if (!done)
		return false;
	*record = s.id;
	desk->sealed = s.id;
	if (guard_hides(work))
		guard_forget(desk, s.matter);
	/* It is sealed; a journal that could not take the end of the draft
	 * lists it once more, and sealing that gives this same record. */
	if (!drafts_end(desk->drafts, work->id, s.entered, err))
		err_clear(err);
	return true;
}

bool
record_seal_within(struct desk *desk, struct arena *arena, struct work *work,
	int64_t *record, struct err *err)
{
	struct sealing s = { .desk = desk, .work = work, .arena = arena };
	struct fault *faults;
	size_t count;
	bool done;

	if (!no_faults(desk, arena, work, &faults, &count, err))
		return false;
	set_times(&s);
	done = seal_one(desk->store, &s, err);
	buf_free(&s.bytes);
	*record = s.id;
	return done;
}
