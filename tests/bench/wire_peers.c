/* SPDX-License-Identifier: MIT */
/* Start, down and four more of programs that clerks' systems are made with. */
#include "wire.h"

#include "base/attr.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

enum { ROWS = 24, COLUMNS = 80 };

struct peer {
	const char *name;
	const char *command; /* for sh; $1 is the folder of the run */
	const char *text;    /* then it has started */
	const char *down;
};

/* They ask for the keypad's own sequences. */
#define DOWN "\033OB"

/* The same rows for dialog and whiptail. */
#define ROWS_OF_CASES                                                                    \
	"for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do "               \
	"set -- \"$@\" $n \"（2026）测0101刑初20$n号  张甲$n  故意伤害罪  " \
	"剩$n天\"; done; shift; "

/* clang-format off */
static const struct peer peers[] = {
	{ "dialog",   ROWS_OF_CASES "exec dialog --menu 案件 23 76 16 \"$@\"",
	  "张甲16", DOWN },
	{ "whiptail", ROWS_OF_CASES "exec whiptail --menu 案件 23 76 16 \"$@\"",
	  "张甲16", DOWN },
	{ "mutt",     "exec mutt -n -F /dev/null -e \"set folder=$1\" -R -f \"$1/mbox\"", "张甲20", DOWN },
	{ "tig",      "cd \"$1/git\" && exec tig", "张甲20", DOWN },
	{ "htop",     "exec htop -d 100", "PID", DOWN },
	{ "calcurse", "exec calcurse -q -D \"$1/calcurse\"", "TODO", DOWN },
};
/* clang-format on */

static void
print_sent(const struct sent *sent)
{
	printf("  %6zu /%6zu %5.2f %6.2f", sent->bytes, sent->bound,
		sent->bound == 0 ? 0.0
				 : (double)sent->bytes / (double)sent->bound,
		wire_seconds(sent->bytes));
}

static void
run_peer(const struct peer *peer, const char *folder)
{
	static const char *const env[] = { "LANG=C.UTF-8", "LC_ALL=C.UTF-8",
		"NCURSES_NO_UTF8_ACS", NULL };
	char shell[] = "sh", option[] = "-c";
	char *command = strdup(peer->command);
	char *where = strdup(folder);
	struct vt *vt = vt_spawn(ROWS, COLUMNS, "xterm-256color", env,
		(char *[]){ shell, option, command, shell, where, NULL });
	struct sent begun = { 0 }, one = { 0 }, more = { 0 };

	if (vt_wait_text(vt, peer->text)) {
		wire_settle(vt);
		wire_count(vt, &begun);
		wire_send(vt, peer->down, &one);
		for (int i = 0; i < 4; i++)
			wire_send(vt, peer->down, &more);
		printf("%-10s", peer->name);
		print_sent(&begun);
		print_sent(&one);
		print_sent(&more);
		printf("\n");
	} else {
		printf("%-10s not installed here, or it did not start: %s\n",
			peer->name, vt_row(vt, 0));
	}
	vt_close(&vt, SIGKILL);
	free(command);
	free(where);
}

void
wire_peers(const char *folder)
{
	printf("others on xterm-256color, UTF-8: bytes / lower bound, ratio, "
	       "line s; start, down 1, down 4 more\n");
	for (size_t i = 0; i < ARRAY_LENGTH(peers); i++)
		run_peer(&peers[i], folder);
	printf("\n");
}
