/* SPDX-License-Identifier: MIT */
#include "tests/support/vt/stage.h"

#include "base/arena.h"
#include "base/clock.h"
#include "tests/support/vt/vt.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SEATS = 4, ROWS = 24, COLUMNS = 80, LOOK_MS = 10, ANSWER_MS = 1000 };
/* What a command writes is seen whole. */
enum { PAPER_ROWS = 60, PAPER_COLUMNS = 160, WORDS_MOST = 16 };
/* What another desk did is seen within a second; a busy machine has two. */
enum { AT_ONCE_MS = 2000 };

/* One terminal and who sits there. */
struct seat {
	struct vt *vt;
	int rows;
	const char *login;
	bool was_typed; /* and nothing seen since */
};

static struct {
	const struct stage_place *place;
	struct arena arena;
	struct seat seats[SEATS];
	struct seat shell; /* where commands are given */
	const char *name;
	int line;
} stage;

static bool
is_shown(void)
{
	return getenv("STAGE_SHOW") != NULL;
}

/* Printed, not part of the message: check has no room for so much. */
static void
show_all(void)
{
	for (int i = 0; i < SEATS; i++)
		if (stage.seats[i].vt != NULL)
			printf("---- %c %s ----\n%s\n", 'a' + i,
				stage.seats[i].login,
				vt_screen(stage.seats[i].vt));
	if (stage.shell.vt != NULL)
		printf("---- $ ----\n%s\n", vt_screen(stage.shell.vt));
	(void)fflush(stdout);
}

static void
must(bool is_so, const char *what, const char *detail)
{
	if (!is_so)
		show_all();
	ck_assert_msg(
		is_so, "%s:%d: %s%s", stage.name, stage.line, what, detail);
}

static int64_t
milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void
hang_up(struct seat *seat)
{
	if (seat->vt != NULL)
		vt_close(&seat->vt, 0);
}

void
stage_close(void)
{
	for (int i = 0; i < SEATS; i++)
		hang_up(&stage.seats[i]);
	hang_up(&stage.shell);
	arena_clear(&stage.arena);
}

/* Does the row hold the pieces between " … " in their order? */
static bool
row_holds(const char *row, const char *pattern)
{
	static const char gap[] = " … ";

	for (;;) {
		const char *end = strstr(pattern, gap);
		size_t length =
			end == NULL ? strlen(pattern) : (size_t)(end - pattern);
		const char *piece =
			arena_copy_bytes(&stage.arena, pattern, length);
		const char *at = strstr(row, piece);

		if (at == NULL)
			return false;
		if (end == NULL)
			return true;
		row = at + length;
		pattern = end + strlen(gap);
	}
}

static bool
shows(const struct seat *seat, const char *pattern)
{
	for (int i = 0; i < seat->rows; i++)
		if (row_holds(vt_row(seat->vt, i), pattern))
			return true;
	return false;
}

/* The row under the finger begins with the mark. */
static bool
points_at(const struct seat *seat, const char *pattern)
{
	for (int i = 0; i < seat->rows; i++) {
		const char *row = vt_row(seat->vt, i);

		if (row[0] == '>' && row_holds(row, pattern))
			return true;
	}
	return false;
}

/* Who writes a story looks on, and does not want to wait for what is wrong. */
static int64_t
limit(void)
{
	return is_shown() ? VT_LIMIT / 5 : VT_LIMIT;
}

static bool
wait_for(const struct seat *seat, const char *pattern, bool is_wanted,
	int64_t most)
{
	int64_t end = milliseconds() + most;

	do {
		vt_settle(seat->vt, LOOK_MS);
		if (shows(seat, pattern) == is_wanted)
			return true;
	} while (milliseconds() < end);
	return false;
}

/* What was to be seen before the keys is not taken for what they led to; keys
 * that change nothing are not waited for long. */
static void
wait_for_answer(struct seat *seat)
{
	int64_t end = milliseconds() + ANSWER_MS;

	while (vt_bytes(seat->vt) == 0 && milliseconds() < end)
		vt_settle(seat->vt, LOOK_MS);
	vt_settle(seat->vt, 2 * LOOK_MS);
	seat->was_typed = false;
}

static void
look(struct seat *seat, const char *pattern, bool is_wanted, int64_t most)
{
	int64_t start = milliseconds();
	bool is_so;

	if (seat->was_typed)
		wait_for_answer(seat);
	is_so = wait_for(seat, pattern, is_wanted, most);

	if (is_shown()) {
		printf("%s:%d %lldms\n%s\n", stage.name, stage.line,
			(long long)(milliseconds() - start),
			vt_screen(seat->vt));
		(void)fflush(stdout);
	}
	must(is_so,
		is_wanted ? "is not to be seen: " : "is to be seen: ", pattern);
}

static const char *const env[] = { "LANG=C.UTF-8", "LC_ALL", "BIANHU_USER",
	"BIANHU_LEVEL", NULL };

static void
sit_down(struct seat *seat, const char *login)
{
	const struct stage_place *place = stage.place;
	char *program = arena_copy(&stage.arena, place->program);
	char *store = arena_printf(&stage.arena, "--store=%s", place->store);
	char *user = arena_printf(&stage.arena, "--user=%s", login);

	seat->login = arena_copy(&stage.arena, login);
	seat->was_typed = false;
	seat->rows = ROWS;
	seat->vt = vt_spawn(ROWS, COLUMNS, "xterm-256color", env,
		(char *[]){ program, store, user, NULL });
	must(wait_for(seat, "今日 ·", true, limit()),
		"does not start: ", login);
}

static struct seat *
seat_of(char letter)
{
	must(letter >= 'a' && letter < 'a' + SEATS, "no such terminal", "");
	return &stage.seats[letter - 'a'];
}

static void
step_sit(const char *line)
{
	struct seat *seat = seat_of(line[1]);
	const char *login = line + 2 + strspn(line + 2, " ");

	hang_up(seat);
	if (*login != '\0')
		sit_down(seat, login);
}

/* The user, then the words as they stand between blanks. */
static void
run_command(struct seat *shell, const char *line)
{
	const struct stage_place *place = stage.place;
	char *words[WORDS_MOST + 1] = { arena_copy(
						&stage.arena, place->program),
		arena_printf(&stage.arena, "--store=%s", place->store) };
	int count = 2;

	for (line += strspn(line, " "); *line != '\0';
		line += strspn(line, " ")) {
		size_t length = strcspn(line, " ");

		must(count < WORDS_MOST, "too many words", "");
		words[count] = arena_printf(&stage.arena, "%s%.*s",
			count == 2 ? "--user=" : "", (int)length, line);
		count++;
		line += length;
	}
	hang_up(shell);
	shell->was_typed = false;
	shell->rows = PAPER_ROWS;
	shell->vt = vt_spawn(
		PAPER_ROWS, PAPER_COLUMNS, "xterm-256color", env, words);
	must(vt_wait_exit(shell->vt) != -1, "does not end", "");
}

static void
step_shell(const char *line)
{
	const char *rest = line + 2 + strspn(line + 2, " ");

	if (line[1] == ' ')
		run_command(&stage.shell, line + 1);
	else if (line[1] == '?' || line[1] == '!')
		look(&stage.shell, rest, line[1] == '?', limit());
	else
		must(false, "not understood: ", line);
}

/* Programs read the clock of the store when they start. */
static void
step_clock(const char *line)
{
	const char *time = line + 1 + strspn(line + 1, " ");
	int64_t now;

	for (int i = 0; i < SEATS; i++)
		hang_up(&stage.seats[i]);
	must(clock_parse(time, &now) &&
			stage.place->set_clock(stage.place->arg, now),
		"no such time: ", time);
}

static void
step_seat(const char *line)
{
	struct seat *seat = seat_of(line[0]);
	const char *rest = line + 2 + strspn(line + 2, " ");

	must(seat->vt != NULL, "nobody sits there", "");
	switch (line[1]) {
	case ':':
		vt_settle(seat->vt, 0);
		vt_mark(seat->vt);
		vt_send(seat->vt, rest);
		seat->was_typed = true;
		return;
	case '?':
		look(seat, rest, true, limit());
		return;
	case '!':
		look(seat, rest, false, limit());
		return;
	case '+':
		look(seat, rest, true, AT_ONCE_MS);
		return;
	case '>':
		must(points_at(seat, rest), "is not the row: ", rest);
		return;
	default:
		must(false, "not understood: ", line);
	}
}

static void
run_line(const char *line)
{
	if (line[0] == '\0' || line[0] == '#')
		return;
	if (line[0] == '@')
		step_sit(line);
	else if (line[0] == '=')
		step_clock(line);
	else if (line[0] == '$')
		step_shell(line);
	else
		step_seat(line);
}

void
stage_play(const struct stage_place *place, const char *name, const char *story)
{
	stage.place = place;
	stage.name = name;
	stage.line = 0;
	while (*story != '\0') {
		size_t length = strcspn(story, "\n");

		stage.line++;
		run_line(arena_copy_bytes(&stage.arena, story, length));
		story += length + (story[length] == '\n');
	}
	stage_close();
}
