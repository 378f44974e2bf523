/* SPDX-License-Identifier: MIT */
#ifndef CLI_JSON_H
#define CLI_JSON_H

#include "cli/cli.h"
#include "desk/refusal.h"

#include <jansson.h>

/*
 * What the verbs say to other programs with --json: one object or array on
 * standard output. Ids are texts, because they are longer than what such
 * programs count exactly; a day that is not there is null.
 */
json_t *json_id(int64_t id);
json_t *json_words(const char *text); /* null where it is no text */
json_t *json_day(struct date day);
json_t *json_instant(int64_t at); /* 0: null */
json_t *json_clock(
	struct cli *cli, const struct clock_line *clock, int64_t now);
json_t *json_refusal(struct cli *cli, const struct refusal_line *line);
/* A sealed record: what another program needs to name it, its form, case and
 * person; null for what this user no longer sees. */
struct record;
json_t *json_record(const struct record *record);

/* Sets a member and takes the value over. */
void json_put(json_t *object, const char *name, json_t *value);
/* Prints through the filter and lets go; returns the exit code. */
int json_print(json_t *value);

#endif
