/* SPDX-License-Identifier: MIT */
#ifndef CLI_HANDOVER_H
#define CLI_HANDOVER_H

#include "desk/handover.h"

#include <jansson.h>

struct cli;

/* 交班单 for other programs: clocks, requests, refusals, drafts, records. */
json_t *json_handover(struct cli *cli, const struct handover *handover);

#endif
