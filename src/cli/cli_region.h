/* SPDX-License-Identifier: MIT */
#ifndef CLI_CLI_REGION_H
#define CLI_CLI_REGION_H

#include "cli/cli.h"

/* Is the pilot in force in the whole of this region today? Says by what. One
 * where only a part is in it is ERR_INPUT: the court must say. The law of
 * cli->library. */
bool cli_region(struct cli *cli, const char *code, bool *is_pilot,
	struct err *err) MUST_CHECK;

#endif
