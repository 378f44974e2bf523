/* SPDX-License-Identifier: MIT */
/* Statements: kept by the address of their literal, bound, stepped, read. */
#include "store/inside.h"

#include "base/fatal.h"
#include "base/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 64 };

/* The slot of `sql`: where it is, or the empty one where it belongs. */
static size_t
slot_of(struct stmt *const *slots, size_t count, const char *sql)
{
	uint64_t hash = (uint64_t)(uintptr_t)sql * UINT64_C(0x9E3779B97F4A7C15);
	size_t slot = (size_t)(hash >> 32) & (count - 1);

	while (slots[slot] != NULL && slots[slot]->sql != sql)
		slot = (slot + 1) & (count - 1);
	return slot;
}

static void
make_room(struct store *store)
{
	size_t count =
		store->slot_count == 0 ? FIRST_SLOTS : store->slot_count * 2;
	struct stmt **slots;

	if (store->stmt_count * 2 < store->slot_count)
		return;
	slots = calloc(count, sizeof(struct stmt *));
	if (slots == NULL)
		fatal("内存不足");
	for (size_t i = 0; i < store->slot_count; i++) {
		struct stmt *stmt = store->slots[i];

		if (stmt != NULL)
			slots[slot_of(slots, count, stmt->sql)] = stmt;
	}
	free(store->slots);
	store->slots = slots;
	store->slot_count = count;
}

static struct stmt *
prepare(struct store *store, const char *sql, struct err *err)
{
	struct driver_stmt *handle = NULL;
	struct stmt *stmt;

	if (!store->driver->prepare(store->db, sql, &handle, err)) {
		store_note_fault(store, err);
		return NULL;
	}
	stmt = calloc(1, sizeof *stmt);
	if (stmt == NULL)
		fatal("内存不足");
	stmt->store = store;
	stmt->sql = sql;
	stmt->handle = handle;
	return stmt;
}

struct stmt *
store_statement(struct store *store, const char *sql, struct err *err)
{
	struct stmt *stmt;
	size_t slot;

	make_room(store);
	slot = slot_of(store->slots, store->slot_count, sql);
	stmt = store->slots[slot];
	if (stmt == NULL) {
		stmt = prepare(store, sql, err);
		if (stmt == NULL)
			return NULL;
		store->slots[slot] = stmt;
		store->stmt_count++;
	}
	stmt_reset(stmt);
	store->driver->unbind(stmt->handle);
	return stmt;
}

void
stmt_cut_all(struct store *store)
{
	for (size_t i = 0; i < store->slot_count; i++) {
		struct stmt *stmt = store->slots[i];

		if (stmt == NULL || !stmt->is_active)
			continue;
		stmt_reset(stmt);
		stmt->is_cut = true;
	}
}

void
stmt_free_all(struct store *store)
{
	for (size_t i = 0; i < store->slot_count; i++) {
		struct stmt *stmt = store->slots[i];

		if (stmt == NULL)
			continue;
		arena_clear(&stmt->texts);
		store->driver->finish(stmt->handle);
		free(stmt);
	}
	free(store->slots);
	store->slots = NULL;
	store->slot_count = 0;
	store->stmt_count = 0;
}

void
stmt_int(struct stmt *stmt, int parameter, int64_t value)
{
	stmt->store->driver->bind_int(stmt->handle, parameter, value);
}

void
stmt_text(struct stmt *stmt, int parameter, const char *text)
{
	if (text == NULL)
		stmt_null(stmt, parameter);
	else
		stmt_bytes(stmt, parameter, text, strlen(text));
}

void
stmt_bytes(struct stmt *stmt, int parameter, const char *bytes, size_t length)
{
	stmt->store->driver->bind_text(
		stmt->handle, parameter, bytes == NULL ? "" : bytes, length);
}

void
stmt_null(struct stmt *stmt, int parameter)
{
	stmt->store->driver->bind_null(stmt->handle, parameter);
}

/* Engines differ in what goes on after a failure (STYLE §3.2: in PostgreSQL
 * nothing does), so the first one decides the transaction in both. */
static enum stmt_step
fail(struct stmt *stmt, struct err *err)
{
	struct store *store = stmt->store;

	store_note_fault(store, err);
	if (store->phase == PHASE_WRITING &&
		store->first_failure.code == ERR_NONE)
		store->first_failure = *err;
	return STMT_FAILED;
}

static bool
may_step(const struct stmt *stmt, struct err *err)
{
	const struct store *store = stmt->store;

	if (stmt->is_cut)
		return err_set(
			err, ERR_BUG, "内部错误：读到一半时开始或结束了保存");
	if (store->phase != PHASE_WRITING &&
		store->driver->writes(stmt->handle))
		return err_set(
			err, ERR_BUG, "内部错误：不在保存过程里写库。没有保存");
	return true;
}

enum stmt_step
stmt_next(struct stmt *stmt, struct err *err)
{
	struct err why = { 0 };
	enum stmt_step step = STMT_FAILED;

	arena_clear(&stmt->texts);
	if (may_step(stmt, &why))
		step = stmt->store->driver->step(stmt->handle, &why);
	stmt->is_active = step == STMT_ROW;
	if (step != STMT_FAILED)
		return step;
	stmt->store->driver->reset(stmt->handle);
	step = fail(stmt, &why);
	if (err != NULL)
		*err = why;
	return step;
}

bool
stmt_one(struct stmt *stmt, const char *missing, struct err *err)
{
	switch (stmt_next(stmt, err)) {
	case STMT_ROW:
		return true;
	case STMT_END:
		return err_set(err, ERR_NOTFOUND, "%s", missing);
	case STMT_FAILED:
		break;
	}
	return false;
}

bool
stmt_run(struct stmt *stmt, struct err *err)
{
	enum stmt_step step;

	do
		step = stmt_next(stmt, err);
	while (step == STMT_ROW);
	return step == STMT_END;
}

int64_t
stmt_get_int(struct stmt *stmt, int column)
{
	if (!stmt->is_active)
		return 0;
	return stmt->store->driver->get_int(stmt->handle, column);
}

const char *
stmt_get_bytes(struct stmt *stmt, int column, size_t *length)
{
	*length = 0;
	if (!stmt->is_active)
		return "";
	return stmt->store->driver->get_text(stmt->handle, column, length);
}

const char *
stmt_get_text(struct stmt *stmt, int column)
{
	struct buf shown = { 0 };
	const char *copy;
	size_t length;
	const char *text = stmt_get_bytes(stmt, column, &length);

	if (utf8_valid(text, length))
		return text;
	utf8_filter(&shown, text, UTF8_LINES);
	copy = arena_copy(&stmt->texts, buf_text(&shown));
	buf_free(&shown);
	return copy;
}

bool
stmt_is_null(struct stmt *stmt, int column)
{
	return !stmt->is_active ||
	       stmt->store->driver->is_null(stmt->handle, column);
}

void
stmt_reset(struct stmt *stmt)
{
	stmt->store->driver->reset(stmt->handle);
	arena_clear(&stmt->texts);
	stmt->is_active = false;
	stmt->is_cut = false;
}
