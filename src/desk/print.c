/* SPDX-License-Identifier: MIT */
/*
 * Paper: the number of a copy, the page in a file, the queue, and the answer
 * to 打印好了吗. What stands on the page is the form's (form/page.h); who
 * talks to lp is queue.c.
 */
#include "desk/print_own.h"

#include "base/file.h"
#include "desk/audit.h"
#include "desk/column.h"
#include "desk/queue.h"
#include "desk/record.h"
#include "desk/scope.h"
#include "form/page.h"

#include <string.h>
#include <unistd.h>

/* GB/T 9704: 28 characters a line, 22 lines a page. */
static const struct page_style a4 = { .columns = 56, .lines = 22 };

static const char record_sql[] =
	"SELECT c.station, c.code, p.record FROM record c "
	"LEFT JOIN record_payload p ON p.record = c.id "
	"WHERE c.id = $1 AND EXISTS "
	"(SELECT 1 FROM legible l WHERE l.desk_user = $2 AND l.record = c.id)";

/* Two desks that print one record take their numbers in turn: on an engine
 * without a single writer the chain's head is the row they both lock. */
static const char lock_sql[] =
	"UPDATE chain_head SET seq = seq WHERE station = $1";

static const char last_sql[] =
	"SELECT COALESCE(MAX(copy), 0) FROM print_copy WHERE record = $1";

static const char add_sql[] =
	"INSERT INTO print_copy (id, record, copy, at, by_user, state, rev, "
	"channel, station) VALUES ($1, $2, $3, $4, $5, '未确认', 1, $6, $7)";

static const char copy_sql[] =
	"SELECT k.state, k.rev, c.station, k.record, k.copy "
	"FROM print_copy k JOIN record c ON c.id = k.record "
	"WHERE k.id = $1 AND EXISTS "
	"(SELECT 1 FROM legible l WHERE l.desk_user = $2 AND l.record = c.id)";

static const char confirm_sql[] =
	"UPDATE print_copy SET state = $1, rev = rev + 1 "
	"WHERE id = $2 AND rev = $3 AND state = '未确认'";

#define COPIES                                                                 \
	"SELECT k.id, k.record, k.copy, k.at, u.name, k.state, k.channel "     \
	"FROM print_copy k LEFT JOIN desk_user u ON u.id = k.by_user "
#define LEGIBLE                                                                \
	"AND EXISTS (SELECT 1 FROM legible l WHERE l.desk_user = $2 "          \
	"AND l.record = k.record) "

static const char copies_sql[] =
	COPIES "WHERE k.record = $1 " LEGIBLE "ORDER BY k.copy";
static const char find_sql[] = COPIES "WHERE k.id = $1 " LEGIBLE;

static const struct {
	const char *kept; /* in the store */
	const char *label;
} channels[] = {
	[PRINT_QUEUE] = { "打印机", "打印机" },
	[PRINT_TERMINAL] = { "本机终端", "本机终端打印机" },
	[PRINT_FILE] = { "文件", "文件" },
};

const char *
print_channel_label(enum print_channel channel)
{
	return channels[channel].label;
}

enum print_channel
print_channel_kept(const char *kept)
{
	for (size_t i = 0; i < ARRAY_LENGTH(channels); i++)
		if (strcmp(channels[i].kept, kept) == 0)
			return (enum print_channel)i;
	return PRINT_QUEUE;
}

struct job {
	struct desk *desk;
	int64_t record;
	int64_t station;
	char code[16];
	int64_t copy_id;
	int64_t copy;
	enum print_channel channel;
};

static bool
find_record(struct job *job, struct err *err)
{
	struct stmt *q = store_statement(job->desk->store, record_sql, err);
	bool is_gone;

	if (q == NULL)
		return false;
	stmt_int(q, 1, job->record);
	stmt_int(q, 2, job->desk->user);
	if (!stmt_one(q, "没有这份文书，或不归您查看；没有打印", err))
		return false;
	job->station = stmt_get_int(q, 0);
	job->code[0] = '\0';
	strncat(job->code, stmt_get_text(q, 1), sizeof job->code - 1);
	is_gone = stmt_is_null(q, 2);
	stmt_reset(q);
	if (is_gone)
		return err_set(err, ERR_STATE,
			"这份文书的内容已依法封存或删除，不能打印");
	return true;
}

static bool
run_with(struct store *store, const char *sql, int64_t value, struct err *err)
{
	struct stmt *q = store_statement(store, sql, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, value);
	return stmt_run(q, err);
}

static bool
next_copy(struct job *job, struct err *err)
{
	struct stmt *q;

	if (!run_with(job->desk->store, lock_sql, job->station, err))
		return false;
	q = store_statement(job->desk->store, last_sql, err);
	if (q == NULL)
		return false;
	stmt_int(q, 1, job->record);
	if (stmt_next(q, err) == STMT_FAILED)
		return false;
	job->copy = stmt_get_int(q, 0) + 1;
	stmt_reset(q);
	return true;
}

static bool
add_copy(struct job *job, struct err *err)
{
	struct stmt *q;

	job->copy_id = store_new_id(job->desk->store, err);
	if (job->copy_id == 0)
		return false;
	q = store_statement(job->desk->store, add_sql, err);
	if (q == NULL)
		return false;
	stmt_int(q, 1, job->copy_id);
	stmt_int(q, 2, job->record);
	stmt_int(q, 3, job->copy);
	stmt_int(q, 4, desk_now(job->desk));
	stmt_int(q, 5, job->desk->user);
	stmt_text(q, 6, channels[job->channel].kept);
	stmt_int(q, 7, job->station);
	return stmt_run(q, err);
}

static bool
number_body(struct store *store, void *arg, struct err *err)
{
	struct job *job = arg;
	struct buf note = { 0 };
	bool done;

	(void)store;
	if (!find_record(job, err) ||
		!scope_check(job->desk, "record", "print", job->station, err) ||
		!next_copy(job, err) || !add_copy(job, err))
		return false;
	buf_addf(&note, "第%lld份", (long long)job->copy);
	if (job->channel != PRINT_QUEUE)
		buf_addf(&note, " %s", channels[job->channel].label);
	done = audit_add(
		job->desk, "print", job->record, 0, buf_text(&note), err);
	buf_free(&note);
	return done;
}

/* The code is part of a file's name only if it is what a code can be. */
static bool
is_code(const char *code)
{
	return strlen(code) == 8 &&
	       strspn(code, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 8;
}

/* Absolute or led by a dot: never taken for an option by lp. */
static const char *
page_path(const struct job *job, struct arena *arena)
{
	const char *store = store_path(job->desk->store);
	const char *lead = *store == '/' || *store == '.' ? "" : "./";

	if (is_code(job->code))
		return arena_printf(arena, "%s%s.print/%s-%lld.txt", lead,
			store, job->code, (long long)job->copy);
	return arena_printf(arena, "%s%s.print/%lld-%lld.txt", lead, store,
		(long long)job->record, (long long)job->copy);
}

static bool
write_page(const struct job *job, struct arena *arena, struct print_result *out,
	struct err *err)
{
	const char *path = page_path(job, arena);
	const char *folder =
		arena_printf(arena, "%s.print", store_path(job->desk->store));
	struct buf stream = { 0 }, page = { 0 };
	bool done = record_stream(
		job->desk, arena, job->record, (int)job->copy, &stream, err);

	if (done) {
		page_write(buf_text(&stream), &a4, &page);
		out->page = arena_copy(arena, buf_text(&page));
		done = file_make_folder(folder, err) &&
		       file_write(path, out->page, page.length, err);
	}
	if (done)
		out->file = path;
	buf_free(&stream);
	buf_free(&page);
	return done;
}

void
print_send(struct arena *arena, struct print_result *out)
{
	switch (out->channel) {
	case PRINT_QUEUE:
		out->is_queued = queue_file(arena, out->file, &out->note);
		break;
	case PRINT_TERMINAL:
		break;
	case PRINT_FILE:
		out->note = "版面已存成文件，没有送打印机";
		break;
	}
}

bool
print_record(struct desk *desk, struct arena *arena, int64_t record,
	enum print_channel channel, struct print_result *out, struct err *err)
{
	struct job job = { .desk = desk, .record = record, .channel = channel };

	*out = (struct print_result){
		.channel = channel, .file = "", .page = "", .note = ""
	};
	if (!store_tx(desk->store, number_body, &job, 0, err))
		return false;
	out->copy_id = job.copy_id;
	out->copy = (int)job.copy;
	if (!write_page(&job, arena, out, err))
		return err_within(
			err, arena_printf(arena,
				     "没有打印；第%lld份已登记，记作未确认",
				     (long long)job.copy));
	print_send(arena, out);
	return true;
}

static const char pages_sql[] =
	"SELECT c.id, c.code, k.copy FROM print_copy k "
	"JOIN record c ON c.id = k.record WHERE c.matter = $1";

void
print_forget(struct desk *desk, int64_t matter)
{
	struct arena arena = { 0 };
	struct err ignored = { 0 };
	struct stmt *q = store_statement(desk->store, pages_sql, &ignored);

	if (q == NULL)
		return;
	stmt_int(q, 1, matter);
	while (stmt_next(q, &ignored) == STMT_ROW) {
		struct job job = { .desk = desk,
			.record = stmt_get_int(q, 0),
			.copy = stmt_get_int(q, 2) };

		strncat(job.code, stmt_get_text(q, 1), sizeof job.code - 1);
		unlink(page_path(&job, &arena));
	}
	arena_clear(&arena);
}

struct answer {
	struct desk *desk;
	int64_t copy_id;
	const char *state;
	int64_t rev;
	int64_t station;
	int64_t record;
	int64_t copy;
	bool is_same; /* answered so already */
};

static bool
find_copy(struct answer *a, struct err *err)
{
	struct stmt *q = store_statement(a->desk->store, copy_sql, err);
	bool is_open;

	if (q == NULL)
		return false;
	stmt_int(q, 1, a->copy_id);
	stmt_int(q, 2, a->desk->user);
	if (!stmt_one(q, "没有这一份打印记录，或不归您管；没有改动", err))
		return false;
	a->is_same = strcmp(stmt_get_text(q, 0), a->state) == 0;
	is_open = strcmp(stmt_get_text(q, 0), "未确认") == 0;
	a->rev = stmt_get_int(q, 1);
	a->station = stmt_get_int(q, 2);
	a->record = stmt_get_int(q, 3);
	a->copy = stmt_get_int(q, 4);
	stmt_reset(q);
	return is_open || a->is_same ||
	       err_set(err, ERR_CONFLICT,
		       "第%lld份已经答过了，记作“%s”；没有改动。要纸请再打印一份",
		       (long long)a->copy,
		       strcmp(a->state, "好") == 0 ? "废" : "好");
}

static bool
confirm_body(struct store *store, void *arg, struct err *err)
{
	struct answer *a = arg;
	struct stmt *q;
	struct buf note = { 0 };
	bool done;

	if (!find_copy(a, err) ||
		!scope_check(a->desk, "record", "print", a->station, err))
		return false;
	if (a->is_same)
		return true;
	q = store_statement(store, confirm_sql, err);
	if (q == NULL)
		return false;
	stmt_text(q, 1, a->state);
	stmt_int(q, 2, a->copy_id);
	stmt_int(q, 3, a->rev);
	if (!stmt_run(q, err))
		return false;
	if (store_changes(store) == 0)
		return err_set(err, ERR_CONFLICT,
			"第%lld份刚被别人答过；没有改动，请刷新再看",
			(long long)a->copy);
	buf_addf(&note, "第%lld份 %s", (long long)a->copy, a->state);
	done = audit_add(
		a->desk, "print.confirm", a->record, 0, buf_text(&note), err);
	buf_free(&note);
	return done;
}

static const char *
answer_state(enum print_answer answer)
{
	switch (answer) {
	case PRINT_GOOD:
		return "好";
	case PRINT_SPOILT:
		return "废";
	}
	return "";
}

bool
print_confirm(struct desk *desk, int64_t copy_id, enum print_answer answer,
	struct err *err)
{
	struct answer a = {
		.desk = desk, .copy_id = copy_id, .state = answer_state(answer)
	};

	return store_tx(desk->store, confirm_body, &a, 0, err);
}

void
print_take_copy(struct stmt *q, struct arena *arena, struct print_copy *copy)
{
	*copy = (struct print_copy){
		.id = stmt_get_int(q, 0),
		.record = stmt_get_int(q, 1),
		.copy = (int)stmt_get_int(q, 2),
		.at = stmt_get_int(q, 3),
		.by = column_text(q, 4, arena),
		.state = column_text(q, 5, arena),
		.channel = print_channel_kept(stmt_get_text(q, 6)),
	};
}

bool
print_copies(struct desk *desk, struct arena *arena, int64_t record,
	struct print_copy **out, size_t *count, struct err *err)
{
	struct stmt *q = store_statement(desk->store, copies_sql, err);
	struct print_copy *list = NULL;
	enum stmt_step step;

	*count = 0;
	if (q == NULL)
		return false;
	stmt_int(q, 1, record);
	stmt_int(q, 2, desk->user);
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		list = arena_grow(arena, list, *count, sizeof(*list));
		print_take_copy(q, arena, &list[(*count)++]);
	}
	*out = list;
	return step == STMT_END;
}

bool
print_find(struct desk *desk, struct arena *arena, int64_t copy_id,
	struct print_copy *out, struct err *err)
{
	struct stmt *q = store_statement(desk->store, find_sql, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, copy_id);
	stmt_int(q, 2, desk->user);
	if (!stmt_one(q, "没有这一份打印记录，或不归您查看", err))
		return false;
	print_take_copy(q, arena, out);
	stmt_reset(q);
	return true;
}
