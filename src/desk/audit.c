/* SPDX-License-Identifier: MIT */
/*
 * Who did what. Writes leave a row in their own transaction; reads leave a
 * line in the file of the day, so that reading needs no write. A finished
 * day's digest goes into the audit by the next day's first writer. What was
 * read stays out of the table: only who, what kind, which id, in which words.
 */
#include "desk/audit.h"

#include "base/digest.h"
#include "base/file.h"
#include "base/utf8.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	NOTE_BYTES = 400,      /* of one line's note */
	DAY_BYTES = 256 << 20, /* most of one day's file */
	LATE_SECONDS = 300     /* a line begun before midnight may land after */
};

static const char add_sql[] =
	"INSERT INTO audit (id, at, desk_user, station, action, subject, "
	"request, note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/* A closed day stands under the request -day: unique, so closed once, and
 * found without reading the audit. Draft ids are positive. */
static const char closed_sql[] =
	"SELECT MIN(request) FROM audit WHERE request < 0";

static bool
add_row(struct desk *desk, const char *action, int64_t subject, int64_t request,
	const char *note, struct err *err)
{
	int64_t id = store_new_id(desk->store, err);
	struct stmt *q;

	if (id == 0)
		return false;
	q = store_statement(desk->store, add_sql, err);
	if (q == NULL)
		return false;
	stmt_int(q, 1, id);
	stmt_int(q, 2, desk_now(desk));
	stmt_int(q, 3, desk->user);
	stmt_int(q, 4, desk->station);
	stmt_text(q, 5, action);
	stmt_int(q, 6, subject);
	if (request == 0)
		stmt_null(q, 7);
	else
		stmt_int(q, 7, request);
	stmt_text(q, 8, note);
	return stmt_run(q, err);
}

bool
audit_add(struct desk *desk, const char *action, int64_t subject,
	int64_t request, const char *note, struct err *err)
{
	struct buf plain = { 0 };
	bool done;

	utf8_filter(&plain, note == NULL ? "" : note, UTF8_ONE_LINE);
	done = add_row(desk, action, subject, request, buf_text(&plain), err);
	buf_free(&plain);
	return done;
}

static void
folder_path(const struct desk *desk, struct buf *out)
{
	buf_addf(out, "%s.reads", store_path(desk->store));
}

static void
day_path(const struct desk *desk, struct date day, struct buf *out)
{
	char text[DATE_TEXT];

	folder_path(desk, out);
	buf_addf(out, "/%s", date_format(day, text));
}

/* Cells parted by tabs; the filter leaves none, nor a line break, in them. */
static void
read_line(const struct desk *desk, const char *action, int64_t subject,
	const char *note, struct buf *out)
{
	char at[INSTANT_TEXT];
	struct buf plain = { 0 };

	clock_format(desk_now(desk), at);
	buf_addf(out, "%s\t%lld\t", at, (long long)desk->user);
	utf8_filter(out, desk->login, UTF8_ONE_LINE);
	buf_addf(out, "\t%lld\t", (long long)desk->station);
	utf8_filter(out, action, UTF8_ONE_LINE);
	buf_addf(out, "\t%lld\t", (long long)subject);
	utf8_filter(&plain, note == NULL ? "" : note, UTF8_ONE_LINE);
	buf_add_bytes(
		out, buf_text(&plain), utf8_fit(buf_text(&plain), NOTE_BYTES));
	buf_add_char(out, '\n');
	buf_free(&plain);
}

/* The folder is made when the first line of a store finds none. */
static int
open_day(const struct desk *desk, const char *path)
{
	const int flags =
		O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW;
	int fd = open(path, flags, 0600);
	struct buf folder = { 0 };
	bool made;

	if (fd >= 0 || errno != ENOENT)
		return fd;
	folder_path(desk, &folder);
	made = file_make_folder(buf_text(&folder), NULL);
	buf_free(&folder);
	return made ? open(path, flags, 0600) : -1;
}

static bool
append(const struct desk *desk, const char *path, const struct buf *line,
	struct err *err)
{
	int fd = open_day(desk, path);
	ssize_t wrote;
	int reason;

	if (fd < 0)
		return err_set(err, ERR_IO,
			"查阅记录写不进去（%s），所以没有显示；请联系管理员",
			file_reason(errno));
	do
		wrote = write(fd, line->data, line->length);
	while (wrote < 0 && errno == EINTR);
	reason = wrote < 0 ? errno : ENOSPC;
	close(fd);
	if (wrote != (ssize_t)line->length)
		return err_set(err, ERR_IO,
			"查阅记录写不进去（%s），所以没有显示；请联系管理员",
			file_reason(reason));
	return true;
}

/* A screen that is redrawn because another desk wrote is the same look. */
static bool
is_same_look(const struct desk *desk, const char *action, int64_t subject)
{
	return subject != 0 && subject == desk->read_subject &&
	       date_compare(desk->read_day, desk_today(desk)) == 0 &&
	       strcmp(desk->read_action, action) == 0;
}

static void
remember_look(struct desk *desk, const char *action, int64_t subject)
{
	size_t length = utf8_fit(action, sizeof desk->read_action - 1);

	memcpy(desk->read_action, action, length);
	desk->read_action[length] = '\0';
	desk->read_subject = subject;
	desk->read_day = desk_today(desk);
}

bool
audit_read(struct desk *desk, const char *action, int64_t subject,
	const char *note, struct err *err)
{
	struct buf path = { 0 }, line = { 0 };
	bool done;

	if (is_same_look(desk, action, subject))
		return true;
	day_path(desk, desk_today(desk), &path);
	read_line(desk, action, subject, note, &line);
	done = append(desk, buf_text(&path), &line, err);
	if (done)
		remember_look(desk, action, subject);
	buf_free(&path);
	buf_free(&line);
	return done;
}

/* The last day that was closed; DATE_NONE before the first. */
static bool
last_closed(struct desk *desk, struct date *out, struct err *err)
{
	struct stmt *q = store_statement(desk->store, closed_sql, err);
	enum stmt_step step;

	*out = DATE_NONE;
	if (q == NULL)
		return false;
	step = stmt_next(q, err);
	if (step == STMT_FAILED)
		return false;
	if (step == STMT_ROW) {
		int64_t day = -stmt_get_int(q, 0);

		if (!stmt_is_null(q, 0) && day <= INT32_MAX)
			*out = (struct date){ (int32_t)day };
		stmt_reset(q);
	}
	return true;
}

/* The first day that has a file; `end` if there is none. */
static struct date
first_file(const struct desk *desk, struct date end)
{
	struct buf folder = { 0 };
	struct date first = end, day;
	const struct dirent *entry;
	DIR *dir;

	folder_path(desk, &folder);
	dir = opendir(buf_text(&folder));
	buf_free(&folder);
	if (dir == NULL)
		return end;
	while ((entry = readdir(dir)) != NULL)
		if (date_parse(entry->d_name, &day) && day.day > 0 &&
			date_compare(day, first) < 0)
			first = day;
	closedir(dir);
	return first;
}

static bool
add_closed(struct desk *desk, struct date day, const char *digest,
	const char *fault, struct err *err)
{
	struct buf note = { 0 };
	char text[DATE_TEXT];
	bool done;

	buf_addf(&note, "%s %s%s", date_format(day, text), digest, fault);
	done = audit_add(desk, "reads.close", day.day, -(int64_t)day.day,
		buf_text(&note), err);
	buf_free(&note);
	return done;
}

/* A file that cannot be read must not stop sealing: that is put on record
 * instead of its digest. */
static bool
close_file(
	struct desk *desk, struct date day, const char *path, struct err *err)
{
	char digest[DIGEST_TEXT] = "";
	struct buf bytes = { 0 };
	struct err fault = { 0 };

	if (file_read(path, DAY_BYTES, &bytes, &fault))
		digest_text(
			DIGEST_SHA256, buf_text(&bytes), bytes.length, digest);
	buf_free(&bytes);
	return add_closed(desk, day, digest, fault.text, err);
}

static bool
close_day(struct desk *desk, struct date day, struct err *err)
{
	struct buf path = { 0 };
	struct stat info;
	bool done = true;

	day_path(desk, day, &path);
	if (lstat(buf_text(&path), &info) == 0)
		done = close_file(desk, day, buf_text(&path), err);
	buf_free(&path);
	return done;
}

bool
audit_close_days(struct desk *desk, struct err *err)
{
	struct date end = clock_day_of(desk_now(desk) - LATE_SECONDS);
	struct date day;

	if (!last_closed(desk, &day, err))
		return false;
	day = date_is_set(day) ? date_add(day, 1) : first_file(desk, end);
	for (; date_compare(day, end) < 0; day = date_add(day, 1))
		if (!close_day(desk, day, err))
			return false;
	return true;
}
