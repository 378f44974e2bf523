/* SPDX-License-Identifier: MIT */
#ifndef CLI_SITE_ADD_H
#define CLI_SITE_ADD_H

#include "cli/cli.h"

/* Takes a file in as a text of the site, and says what it moved; `calendar
 * import` and `site add` are this. Returns the exit code. */
int cli_site_add(struct cli *cli, const char *path);

#endif
