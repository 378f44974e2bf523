/* SPDX-License-Identifier: MIT */
/*
 * Drafts: one journal per user, appended to under a short lock, read without
 * one. What a line looks like is draft_book.h.
 */
#include "store/drafts.h"

#include "base/buf.h"
#include "base/fatal.h"
#include "base/file.h"
#include "base/utf8.h"
#include "store/disk.h"
#include "store/draft_book.h"
#include "store/gate.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	LOCK_MILLISECONDS = 5000,
	TRIES = 10,
	LONGEST_LINE = 4 * 1024 * 1024,
	LONGEST_JOURNAL = 256 * 1024 * 1024,
	/* Shorter than this a journal is not worth rewriting. */
	SHORT_JOURNAL = 256 * 1024
};

struct drafts {
	char *store_path;
	int folder;
	int fd;
	struct buf name;
	struct buf new_name; /* while it is rewritten */
	struct digester *sha;
	off_t seen;    /* length when we last knew all of it; -1: never */
	off_t rewrite; /* when it gets longer than this */
	bool wipes;    /* what is over goes now */
};

static bool
failed(struct err *err, const char *what)
{
	return err_set(err, ERR_IO, "%s：%s。这一项没有存进草稿，还在屏幕上",
		what, file_reason(errno));
}

static int
open_journal(const struct drafts *drafts, const char *name, int flags)
{
	struct stat status;
	int fd = openat(drafts->folder, name,
		flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, 0600);

	if (fd >= 0 && (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode))) {
		close(fd);
		errno = EPERM;
		return -1;
	}
	return fd;
}

/* Is what we hold still what the name means? Another terminal may have
 * rewritten the journal. */
static bool
is_current(const struct drafts *drafts)
{
	struct stat ours, named;

	return fstat(drafts->fd, &ours) == 0 &&
	       fstatat(drafts->folder, buf_text(&drafts->name), &named,
		       AT_SYMLINK_NOFOLLOW) == 0 &&
	       ours.st_dev == named.st_dev && ours.st_ino == named.st_ino;
}

static void
unlock(const struct drafts *drafts)
{
	flock(drafts->fd, LOCK_UN);
}

static bool
reopen(struct drafts *drafts)
{
	int fd = open_journal(
		drafts, buf_text(&drafts->name), O_RDWR | O_APPEND | O_CREAT);

	if (fd < 0)
		return false;
	if (drafts->fd >= 0)
		close(drafts->fd);
	drafts->fd = fd;
	drafts->seen = -1;
	return true;
}

static bool
lock(struct drafts *drafts, struct err *err)
{
	for (int i = 0; i < TRIES; i++) {
		if (!lock_within(drafts->fd, LOCK_MILLISECONDS)) {
			if (errno != ETIMEDOUT)
				return failed(err, "草稿锁不上");
			return err_set(err, ERR_BUSY,
				"您的另一个终端正在存草稿，还没有轮到。"
				"这一项还在屏幕上，回车重试");
		}
		if (is_current(drafts))
			return true;
		unlock(drafts);
		if (!reopen(drafts))
			return failed(err, "草稿打不开");
	}
	errno = EAGAIN;
	return failed(err, "草稿打不开");
}

/* Where the last whole line ends. */
static off_t
end_of_lines(int fd, off_t length)
{
	char piece[4096];

	while (length > 0) {
		off_t from = length > (off_t)sizeof piece
				     ? length - (off_t)sizeof piece
				     : 0;
		ssize_t got = pread(fd, piece, (size_t)(length - from), from);

		if (got != length - from)
			return length;
		while (got > 0 && piece[got - 1] != '\n')
			got--;
		length = from + got;
		if (got > 0)
			return length;
	}
	return 0;
}

/* Whoever was killed while appending left half a line; ours must not be
 * glued to it. */
static bool
cut_torn(const struct drafts *drafts, off_t *length, struct err *err)
{
	struct stat status;
	off_t end;

	if (fstat(drafts->fd, &status) != 0)
		return failed(err, "草稿读不了");
	end = end_of_lines(drafts->fd, status.st_size);
	*length = end;
	if (end != status.st_size && ftruncate(drafts->fd, end) != 0)
		return failed(err, "草稿写不了");
	return true;
}

static bool
write_all(int fd, const struct buf *bytes)
{
	size_t done = 0;

	while (done < bytes->length) {
		ssize_t put =
			write(fd, bytes->data + done, bytes->length - done);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return false;
		done += (size_t)put;
	}
	return true;
}

/* All of it or none; errno tells why. The name of a file without lines may be
 * new, and must last as its first one does. */
static bool
append(const struct drafts *drafts, const struct buf *line, off_t before)
{
	int error;

	if (write_all(drafts->fd, line) && fdatasync(drafts->fd) == 0 &&
		(before > 0 || fsync(drafts->folder) == 0))
		return true;
	error = errno;
	if (ftruncate(drafts->fd, before) != 0 && error == 0)
		error = errno;
	errno = error;
	return false;
}

/* False with errno as it was: what is told is that the disk is full. */
static bool
make_room(const struct drafts *drafts)
{
	int error = errno;
	bool is_made = (error == ENOSPC || error == EDQUOT) &&
		       disk_drop_ballast(drafts->store_path);

	errno = error;
	return is_made;
}

static bool
append_or_make_room(
	struct drafts *drafts, const struct buf *line, struct err *err)
{
	off_t before = 0;

	if (!cut_torn(drafts, &before, err))
		return false;
	if (append(drafts, line, before) ||
		(make_room(drafts) && append(drafts, line, before))) {
		drafts->seen = before + (off_t)line->length;
		return true;
	}
	return failed(err, "草稿写不了");
}

/* Reads the journal by its name, so that a rewritten one is the one read. */
static bool
read_journal(const struct drafts *drafts, struct buf *out, struct err *err)
{
	char piece[65536];
	ssize_t got = 0;
	int fd = open_journal(drafts, buf_text(&drafts->name), O_RDONLY);

	if (fd < 0 && errno == ENOENT)
		return true;
	if (fd < 0)
		return err_set(
			err, ERR_IO, "草稿打不开：%s", file_reason(errno));
	while (out->length < LONGEST_JOURNAL &&
		((got = read(fd, piece, sizeof piece)) > 0 ||
			(got < 0 && errno == EINTR))) {
		if (got > 0)
			buf_add_bytes(out, piece, (size_t)got);
	}
	if (got < 0)
		err_set(err, ERR_IO, "草稿读不了：%s", file_reason(errno));
	close(fd);
	return got >= 0;
}

static bool
read_book(const struct drafts *drafts, struct draft_book *book, struct err *err)
{
	struct buf bytes = { 0 };
	bool is_fine = read_journal(drafts, &bytes, err);

	if (is_fine && bytes.length > 0)
		draft_book_read(book, drafts->sha, bytes.data, bytes.length);
	buf_free(&bytes);
	return is_fine;
}

/* The new journal under a name of its own, synced and locked by us; -1 if
 * it cannot be. */
static int
write_new(const struct drafts *drafts, const struct buf *bytes)
{
	int fd = open_journal(drafts, buf_text(&drafts->new_name),
		O_RDWR | O_APPEND | O_CREAT | O_TRUNC);

	if (fd < 0)
		return -1;
	if (flock(fd, LOCK_EX | LOCK_NB) == 0 && write_all(fd, bytes) &&
		fsync(fd) == 0 &&
		renameat(drafts->folder, buf_text(&drafts->new_name),
			drafts->folder, buf_text(&drafts->name)) == 0)
		return fd;
	unlinkat(drafts->folder, buf_text(&drafts->new_name), 0);
	close(fd);
	return -1;
}

/*
 * Under the lock of the old journal, so that nobody appends to it; who waits
 * for that lock finds another file under the name and takes that. A failure
 * leaves the old one, which is as good.
 */
static void
replace(struct drafts *drafts, const struct buf *bytes)
{
	int fd = write_new(drafts, bytes);

	if (fd < 0)
		return;
	close(drafts->fd);
	drafts->fd = fd;
	drafts->seen = (off_t)bytes->length;
	if (fsync(drafts->folder) != 0)
		drafts->seen =
			-1; /* either file may be found: both are whole */
}

static void
set_rewrite(struct drafts *drafts, off_t length)
{
	drafts->rewrite = length < SHORT_JOURNAL ? SHORT_JOURNAL : length * 2;
}

/* Leaves out what is over when there is more of that than of the rest. What
 * people gave up does not lie about once nothing else is open. */
static void
tidy(struct drafts *drafts, bool is_end)
{
	struct arena arena = { 0 };
	struct draft_book book = { .arena = &arena };
	struct buf bytes = { 0 };
	struct stat status;

	if (fstat(drafts->fd, &status) != 0 ||
		(!is_end && status.st_size <= drafts->rewrite))
		return;
	if (read_book(drafts, &book, NULL)) {
		draft_book_write(&book, drafts->sha, &bytes);
		if (bytes.length == 0 && ftruncate(drafts->fd, 0) == 0)
			drafts->seen = 0;
		else if (drafts->wipes ||
			 (status.st_size > SHORT_JOURNAL &&
				 (off_t)bytes.length < status.st_size / 2))
			replace(drafts, &bytes);
		set_rewrite(drafts, (off_t)bytes.length);
	}
	buf_free(&bytes);
	arena_clear(&arena);
}

/* One account of the machine has a store and what is written beside it. */
static bool
unopened(struct err *err, const char *where)
{
	int error = errno;

	return err_set(err, ERR_IO, "草稿 %s 打不开：%s，没有进入；%s", where,
		file_reason(error),
		error == EACCES || error == EPERM
			? "请用平时的系统账号进入，或请管理员检查权限"
			: "请管理员检查");
}

static bool
open_folder(struct drafts *drafts, struct err *err)
{
	struct buf path = { 0 };
	struct stat status;
	bool is_fine;

	buf_addf(&path, "%s.drafts", drafts->store_path);
	is_fine = file_make_folder(buf_text(&path), err);
	if (is_fine) {
		drafts->folder = open(buf_text(&path),
			O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (drafts->folder < 0)
			is_fine = unopened(err, buf_text(&path));
	}
	if (is_fine && fstat(drafts->folder, &status) == 0 &&
		(status.st_mode & 077) != 0 &&
		fchmod(drafts->folder, 0700) != 0)
		is_fine = err_set(err, ERR_IO,
			"放草稿的目录 %s 别人也能看，改不了。请管理员检查",
			buf_text(&path));
	buf_free(&path);
	return is_fine;
}

static bool
open_parts(struct drafts *drafts, struct err *err)
{
	off_t length;

	if (!open_folder(drafts, err))
		return false;
	if (!reopen(drafts))
		return unopened(err, buf_text(&drafts->name));
	if (!lock(drafts, err))
		return false;
	if (!cut_torn(drafts, &length, err)) {
		unlock(drafts);
		return false;
	}
	set_rewrite(drafts, 0);
	tidy(drafts, false);
	unlock(drafts);
	return true;
}

bool
drafts_open(const char *store_path, int64_t user, struct drafts **out,
	struct err *err)
{
	struct drafts *drafts = calloc(1, sizeof *drafts);

	if (drafts == NULL)
		fatal("内存不足");
	drafts->folder = -1;
	drafts->fd = -1;
	drafts->seen = -1;
	drafts->sha = digest_open(DIGEST_SHA256);
	drafts->store_path = strdup(store_path);
	if (drafts->store_path == NULL || drafts->sha == NULL)
		fatal("内存不足");
	buf_addf(&drafts->name, "%" PRId64 ".journal", user);
	buf_addf(&drafts->new_name, "%" PRId64 ".new", user);
	if (!open_parts(drafts, err))
		drafts_close(&drafts);
	*out = drafts;
	return drafts != NULL;
}

void
drafts_close(struct drafts **drafts)
{
	struct drafts *old = *drafts;

	if (old == NULL)
		return;
	if (old->fd >= 0)
		close(old->fd);
	if (old->folder >= 0)
		close(old->folder);
	digest_close(old->sha);
	buf_free(&old->name);
	buf_free(&old->new_name);
	free(old->store_path);
	free(old);
	*drafts = NULL;
}

static bool
check_entries(const struct draft_entry *entries, size_t count, struct err *err)
{
	for (size_t i = 0; i < count; i++) {
		const char *name = entries[i].name;
		const char *text = entries[i].text;

		if (name[0] == '\0' || !utf8_valid(name, strlen(name)))
			return err_set(
				err, ERR_BUG, "内部错误：草稿里的项没有名字");
		if (!utf8_valid(text, strlen(text)))
			return err_set(err, ERR_INPUT,
				"这一项有认不出的字节，没有存进草稿");
	}
	return true;
}

/* Has another terminal sealed or given it up? Looked up only if somebody
 * else wrote since we last knew. */
static bool
check_open(const struct drafts *drafts, int64_t id, struct err *err)
{
	struct arena arena = { 0 };
	struct draft_book book = { .arena = &arena };
	const struct draft_page *page;
	struct stat status;
	bool is_fine;

	if (fstat(drafts->fd, &status) == 0 && status.st_size == drafts->seen)
		return true;
	is_fine = read_book(drafts, &book, err);
	page = is_fine ? draft_book_find(&book, id) : NULL;
	if (is_fine && (page == NULL || page->is_over))
		is_fine = err_set(err, ERR_STATE,
			"这份草稿已在别的终端定稿或放弃，刚才这一项没有存");
	arena_clear(&arena);
	return is_fine;
}

static bool
add_line(struct drafts *drafts, const struct draft_line *line, struct err *err)
{
	struct buf bytes = { 0 };
	bool is_fine;

	draft_line_write(&bytes, drafts->sha, line);
	if (bytes.length > LONGEST_LINE) {
		is_fine = err_set(
			err, ERR_INPUT, "这一项太长，没有存进草稿，还在屏幕上");
	} else {
		is_fine = lock(drafts, err);
		if (is_fine) {
			is_fine = (line->word == DRAFT_NEW ||
					  line->word == DRAFT_END ||
					  check_open(drafts, line->id, err)) &&
				  append_or_make_room(drafts, &bytes, err);
			if (is_fine)
				tidy(drafts, line->word == DRAFT_END);
			unlock(drafts);
		}
	}
	buf_free(&bytes);
	return is_fine;
}

bool
drafts_start(struct drafts *drafts, int64_t now,
	const struct draft_entry *entries, size_t count, int64_t *id,
	struct err *err)
{
	struct draft_line line = { DRAFT_NEW, 0, now, entries, count };
	uint64_t random = 0;

	if (!check_entries(entries, count, err))
		return false;
	while (random == 0) {
		if (!digest_random(&random, sizeof random))
			return err_set(
				err, ERR_IO, "系统给不出随机数，没有新建草稿");
		random &= INT64_MAX;
	}
	line.id = (int64_t)random;
	*id = line.id;
	return add_line(drafts, &line, err);
}

bool
drafts_set(struct drafts *drafts, int64_t id, int64_t now, const char *name,
	const char *text, struct err *err)
{
	struct draft_entry entry = { name, text == NULL ? "" : text };
	struct draft_line line = { text == NULL ? DRAFT_UNSET : DRAFT_SET, id,
		now, &entry, 1 };

	return check_entries(&entry, 1, err) && add_line(drafts, &line, err);
}

bool
drafts_set_all(struct drafts *drafts, int64_t id, int64_t now,
	const struct draft_entry *entries, size_t count, struct err *err)
{
	struct draft_line line = { DRAFT_SET, id, now, entries, count };

	return check_entries(entries, count, err) &&
	       add_line(drafts, &line, err);
}

bool
drafts_end(struct drafts *drafts, int64_t id, int64_t now, struct err *err)
{
	struct draft_line line = { DRAFT_END, id, now, NULL, 0 };

	if (!add_line(drafts, &line, err))
		return false;
	drafts->seen = -1; /* so that a later drafts_set of it is refused */
	return true;
}

bool
drafts_wipe(struct drafts *drafts, int64_t id, int64_t now, struct err *err)
{
	bool done;

	drafts->wipes = true;
	done = drafts_end(drafts, id, now, err);
	drafts->wipes = false;
	return done;
}

bool
drafts_list(struct drafts *drafts, struct arena *arena, struct draft **out,
	size_t *count, struct err *err)
{
	struct draft_book book = { .arena = arena };

	*out = NULL;
	*count = 0;
	if (!read_book(drafts, &book, err))
		return false;
	*out = draft_book_sorted(&book, arena, count);
	return true;
}

bool
drafts_find(struct drafts *drafts, struct arena *arena, int64_t id,
	struct draft *out, struct err *err)
{
	struct draft_book book = { .arena = arena };
	const struct draft_page *page;

	if (!read_book(drafts, &book, err))
		return false;
	page = draft_book_find(&book, id);
	if (page == NULL || page->is_over)
		return err_set(
			err, ERR_NOTFOUND, "没有这份草稿，或者已经定稿或放弃");
	*out = page->draft;
	return true;
}
