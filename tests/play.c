/* SPDX-License-Identifier: MIT */
/*
 * play BIANHU STORE KEYS: types a .keys file into the real program in a
 * pseudo terminal of its own and prints the screens that the file looks at.
 * What `make run` does where there is no terminal.
 */
#include "base/file.h"
#include "tests/support/vt/vt.h"

#include <err.h>
#include <stdio.h>
#include <string.h>

enum { ROWS = 24, COLUMNS = 80, KEYS_MOST = 1 << 16, QUIET_MS = 120 };

static void
show(struct vt *vt, const char *name)
{
	vt_settle(vt, QUIET_MS);
	printf("──── %s ────\n%s\n", name, vt_screen(vt));
}

static void
play(struct vt *vt, char *script)
{
	char *rest = script, *line;

	while ((line = rest) != NULL && *line != '\0') {
		rest = strchr(line, '\n');
		if (rest != NULL)
			*rest++ = '\0';
		if (line[0] == '#' || line[0] == '\0')
			continue;
		if (strncmp(line, "= ", 2) == 0)
			show(vt, line + 2);
		else
			vt_send(vt, line);
		vt_settle(vt, QUIET_MS);
	}
}

int
main(int argc, char **argv)
{
	const char *const env[] = { "LANG=C.UTF-8", "BIANHU_USER", NULL };
	char option[] = "--store";
	struct buf keys = { 0 };
	struct err fault = { 0 };
	struct vt *vt;
	int status;

	if (argc != 4)
		errx(2, "usage: play BIANHU STORE KEYS");
	if (!file_read(argv[3], KEYS_MOST, &keys, &fault))
		errx(1, "%s", fault.text);
	vt = vt_spawn(ROWS, COLUMNS, "xterm-256color", env,
		(char *[]){ argv[1], option, argv[2], NULL });
	vt_settle(vt, QUIET_MS);
	play(vt, keys.data);
	status = vt_close(&vt, 0);
	buf_free(&keys);
	return status == 0 ? 0 : 1;
}
