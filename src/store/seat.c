/* SPDX-License-Identifier: MIT */
/* Seats: one locked file a process. What is typed is drafts.c. */
#include "store/seat.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/digest.h"
#include "base/fatal.h"
#include "base/file.h"
#include "store/gate.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	NOTE_BYTES = 128,
	LOCK_MILLISECONDS = 1000,
	LOOK_EVERY = 50, /* milliseconds, while another one ends */
	YOUNG = 60,	 /* seconds: may be between its making and its lock */
	MOST = 200	 /* more seats of one user are not looked at */
};

static const char seat_end[] = ".seat";
static const char wish_end[] = ".wish";

struct seat {
	int folder;
	int fd;
	char name[SEAT_NAME];
	struct seat_note note;
};

static int
open_folder(const char *store_path)
{
	struct buf path = { 0 };
	int fd;

	buf_addf(&path, "%s.drafts", store_path);
	fd = open(buf_text(&path),
		O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	buf_free(&path);
	return fd;
}

/* Always as long, so that a full disk has room for what changes. */
static bool
write_note(int fd, const struct seat_note *note)
{
	char text[NOTE_BYTES + 1];
	int length = snprintf(text, sizeof text,
		"%" PRId64 " %" PRId64 " %d %s", note->since, note->draft,
		note->was_told ? 1 : 0, note->line);

	if (length < 0 || length >= NOTE_BYTES)
		return false;
	memset(text + length, ' ', (size_t)(NOTE_BYTES - 1 - length));
	text[NOTE_BYTES - 1] = '\n';
	return pwrite(fd, text, NOTE_BYTES, 0) == NOTE_BYTES;
}

static bool
take_number(const char **at, int64_t *out)
{
	char *end;
	long long number;

	if (**at < '0' || **at > '9')
		return false;
	errno = 0;
	number = strtoll(*at, &end, 10);
	*out = number;
	*at = end;
	return errno == 0 && *(*at)++ == ' ';
}

/* The name of a terminal, and nothing else that somebody wrote there. */
static void
take_line(const char *at, char out[SEAT_LINE])
{
	size_t length = 0;

	while (at[length] > ' ' && at[length] < 127 && length + 1 < SEAT_LINE)
		length++;
	memcpy(out, at, length);
	out[length] = '\0';
}

static bool
read_note(int fd, struct seat_note *out)
{
	char text[NOTE_BYTES + 1] = { 0 };
	ssize_t got = pread(fd, text, NOTE_BYTES, 0);
	const char *at = text;
	int64_t told;

	*out = (struct seat_note){ 0 };
	if (got != NOTE_BYTES)
		return false;
	if (!take_number(&at, &out->since) || !take_number(&at, &out->draft) ||
		!take_number(&at, &told))
		return false;
	out->was_told = told != 0;
	take_line(at, out->line);
	return true;
}

static void
name_terminal(char out[SEAT_LINE])
{
	const char *name = ttyname(STDIN_FILENO);

	take_line(name == NULL ? "" : name, out);
}

static bool
make_file(struct seat *seat, int64_t user)
{
	uint64_t random = 0;

	if (!digest_random(&random, sizeof random))
		return false;
	(void)snprintf(seat->name, sizeof seat->name,
		"%" PRId64 ".%016" PRIx64 "%s", user, random, seat_end);
	seat->fd = openat(seat->folder, seat->name,
		O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	return seat->fd >= 0 && lock_within(seat->fd, LOCK_MILLISECONDS) &&
	       write_note(seat->fd, &seat->note);
}

static void
free_seat(struct seat **seat)
{
	struct seat *old = *seat;

	*seat = NULL;
	if (old->fd >= 0)
		close(old->fd);
	if (old->folder >= 0)
		close(old->folder);
	free(old);
}

bool
seat_take(const char *store_path, int64_t user, int64_t now, struct seat **out,
	struct err *err)
{
	struct seat *seat = calloc(1, sizeof *seat);

	if (seat == NULL)
		fatal("内存不足");
	*out = seat;
	seat->fd = -1;
	seat->note.since = now < 0 ? 0 : now;
	name_terminal(seat->note.line);
	seat->folder = open_folder(store_path);
	if (seat->folder >= 0 && make_file(seat, user))
		return true;
	err_set(err, ERR_IO, "记不下您在哪个终端：%s", file_reason(errno));
	seat_leave(out);
	return false;
}

static void
wish_name(const char *seat_name, char out[SEAT_NAME])
{
	size_t length = strlen(seat_name) - strlen(seat_end);

	(void)snprintf(
		out, SEAT_NAME, "%.*s%s", (int)length, seat_name, wish_end);
}

static void
take_away(int folder, const char *name)
{
	char wish[SEAT_NAME];

	wish_name(name, wish);
	unlinkat(folder, wish, 0);
	unlinkat(folder, name, 0);
}

void
seat_leave(struct seat **seat)
{
	if (*seat == NULL)
		return;
	if ((*seat)->fd >= 0)
		take_away((*seat)->folder, (*seat)->name);
	free_seat(seat);
}

void
seat_drop(struct seat **seat)
{
	if (*seat == NULL)
		return;
	(*seat)->note.was_told = true;
	/* Without it the next login says the same, but for one word. */
	(void)write_note((*seat)->fd, &(*seat)->note);
	free_seat(seat);
}

void
seat_hold(struct seat *seat, int64_t draft)
{
	if (seat == NULL || seat->note.draft == draft)
		return;
	seat->note.draft = draft < 0 ? 0 : draft;
	(void)write_note(seat->fd, &seat->note); /* it is in the list as well */
}

bool
seat_is_wanted(const struct seat *seat)
{
	char wish[SEAT_NAME];

	if (seat == NULL)
		return false;
	wish_name(seat->name, wish);
	return faccessat(seat->folder, wish, F_OK, 0) == 0;
}

/* One file of the folder as it is found. */
struct found {
	struct seat_other other;
	bool is_alive;
	bool is_read; /* its note makes sense */
	int64_t changed;
};

/* False: not one to be looked at, or not to be judged yet. */
static bool
look_at(int folder, const char *name, struct found *out)
{
	const struct clock real = { 0 };
	struct stat status;
	bool is_fine = false;
	int fd = openat(folder, name,
		O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

	*out = (struct found){ 0 };
	if (fd < 0)
		return false;
	if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode)) {
		out->is_alive = flock(fd, LOCK_SH | LOCK_NB) != 0;
		out->is_read = read_note(fd, &out->other.note);
		out->changed = status.st_mtime;
		is_fine =
			out->is_read || out->changed + YOUNG < clock_now(&real);
	}
	close(fd);
	(void)snprintf(out->other.name, sizeof out->other.name, "%s", name);
	return is_fine;
}

static bool
is_seat_of(const char *name, int64_t user)
{
	char start[SEAT_NAME];
	size_t length = strlen(name);
	size_t end = strlen(seat_end);

	(void)snprintf(start, sizeof start, "%" PRId64 ".", user);
	return length < SEAT_NAME && length > end + strlen(start) &&
	       strchr(name, '/') == NULL &&
	       strncmp(name, start, strlen(start)) == 0 &&
	       strcmp(name + length - end, seat_end) == 0;
}

/* All seats of this user, `own` left out. The folder's descriptor, to be
 * closed by the caller; -1 where there is none. */
static int
find_all(const char *store_path, int64_t user, const char *own,
	struct arena *arena, struct found **out, size_t *count)
{
	int folder = open_folder(store_path);
	int listed = folder < 0 ? -1 : dup(folder);
	DIR *directory = listed < 0 ? NULL : fdopendir(listed);
	const struct dirent *entry;
	struct found found;

	*out = NULL;
	*count = 0;
	if (directory == NULL) {
		if (listed >= 0)
			close(listed);
		return folder;
	}
	while (*count < MOST && (entry = readdir(directory)) != NULL) {
		if (!is_seat_of(entry->d_name, user) ||
			(own != NULL && strcmp(entry->d_name, own) == 0) ||
			!look_at(folder, entry->d_name, &found))
			continue;
		*out = arena_grow(arena, *out, *count, sizeof **out);
		(*out)[(*count)++] = found;
	}
	closedir(directory);
	return folder;
}

static int
by_since(const void *a, const void *b)
{
	const struct seat_other *one = a;
	const struct seat_other *two = b;

	return (one->note.since > two->note.since) -
	       (one->note.since < two->note.since);
}

bool
seat_list(const char *store_path, int64_t user, const struct seat *own,
	struct arena *arena, struct seat_other **out, size_t *count,
	struct err *err)
{
	struct found *all;
	size_t found;
	int folder = find_all(store_path, user, own == NULL ? NULL : own->name,
		arena, &all, &found);

	*out = NULL;
	*count = 0;
	if (folder < 0)
		return err_set(err, ERR_IO, "看不了您开着的终端：%s",
			file_reason(errno));
	close(folder);
	*out = arena_alloc(arena, (found + 1) * sizeof **out);
	for (size_t i = 0; i < found; i++)
		if (all[i].is_alive && all[i].is_read)
			(*out)[(*count)++] = all[i].other;
	qsort(*out, *count, sizeof **out, by_since);
	return true;
}

static bool
make_wish(int folder, const char *name)
{
	char wish[SEAT_NAME];
	int fd;

	wish_name(name, wish);
	fd = openat(folder, wish,
		O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY |
			O_NONBLOCK,
		0600);
	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

bool
seat_ask(const char *store_path, int64_t user, struct seat_other *other,
	int limit)
{
	int folder =
		is_seat_of(other->name, user) ? open_folder(store_path) : -1;
	struct found found;
	bool is_gone = false;

	if (folder < 0)
		return false;
	if (!make_wish(folder, other->name))
		limit = 0;
	for (int waited = 0; !is_gone && waited <= limit;
		waited += LOOK_EVERY) {
		if (waited > 0)
			poll(NULL, 0, LOOK_EVERY);
		is_gone = !look_at(folder, other->name, &found) ||
			  !found.is_alive;
		if (found.is_read)
			other->note = found.other.note;
	}
	close(folder);
	return is_gone;
}

bool
seat_left(const char *store_path, int64_t user, struct seat_note *out)
{
	struct arena arena = { 0 };
	struct found *all;
	size_t count;
	int64_t last = 0;
	bool is_any = false;
	int folder = find_all(store_path, user, NULL, &arena, &all, &count);

	*out = (struct seat_note){ 0 };
	for (size_t i = 0; i < count; i++) {
		if (all[i].is_alive)
			continue;
		if (all[i].other.note.draft != 0 &&
			(!is_any || all[i].changed >= last)) {
			*out = all[i].other.note;
			last = all[i].changed;
			is_any = true;
		}
		take_away(folder, all[i].other.name);
	}
	if (folder >= 0)
		close(folder);
	arena_clear(&arena);
	return is_any;
}
