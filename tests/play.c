/* SPDX-License-Identifier: MIT */
/*
 * play BIANHU STORE KEYS...: types .keys files into the real program in a
 * pseudo terminal of its own and prints the screens that they look at.
 * What `make run` does where there is no terminal.
 */
#include "base/file.h"
#include "tests/support/vt/vt.h"

#include <err.h>
#include <stdio.h>
#include <string.h>

enum { ROWS = 24, COLUMNS = 80, KEYS_MOST = 1 << 16, QUIET_MS = 120 };

static struct vt *
start(char *program, char *store, char *login)
{
	static const char *const env[] = { "LANG=C.UTF-8", "BIANHU_USER",
		NULL };
	char option[] = "--store", user[] = "--user";
	struct vt *vt = vt_spawn(ROWS, COLUMNS, "xterm-256color", env,
		login == NULL ? (char *[]){ program, option, store, NULL }
			      : (char *[]){ program, option, store, user, login,
					NULL });

	vt_settle(vt, QUIET_MS);
	return vt;
}

static void
show(struct vt *vt, const char *name)
{
	vt_settle(vt, QUIET_MS);
	printf("──── %s ────\n%s\n", name, vt_screen(vt));
}

/* Looks are shown, not judged: that is for the tests. */
static void
play_line(struct vt **vt, char *program, char *store, char *line)
{
	switch (line[0]) {
	case '\0':
	case '#':
	case '!':
		return;
	case '@':
		vt_close(vt, 0);
		*vt = start(program, store, line + strlen("@ "));
		return;
	case '=':
	case '?':
		show(*vt, line + strlen("= "));
		return;
	default:
		vt_send(*vt, line);
		vt_settle(*vt, QUIET_MS);
	}
}

/* The program's status at the end; 0 if it went well. */
static int
play(char *program, char *store, const char *path)
{
	struct buf keys = { 0 };
	struct err fault = { 0 };
	struct vt *vt;
	char *rest, *line;

	if (!file_read(path, KEYS_MOST, &keys, &fault))
		errx(1, "%s", fault.text);
	vt = start(program, store, NULL);
	for (rest = keys.data; (line = rest) != NULL && *line != '\0';) {
		rest = strchr(line, '\n');
		if (rest != NULL)
			*rest++ = '\0';
		play_line(&vt, program, store, line);
	}
	buf_free(&keys);
	return vt_close(&vt, 0);
}

int
main(int argc, char **argv)
{
	int status = 0;

	if (argc < 4)
		errx(2, "usage: play BIANHU STORE KEYS...");
	for (int i = 3; i < argc; i++)
		status |= play(argv[1], argv[2], argv[i]);
	return status == 0 ? 0 : 1;
}
