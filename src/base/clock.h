/* SPDX-License-Identifier: MIT */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include "base/date.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * The one place that asks what time it is. Instants are seconds UTC since
 * 1970. The law's civil day is the day in China, UTC+8 without summer time
 * since 1991: one zone for every station, so that two stations never count
 * the same instant as different days.
 */
struct clock {
	bool fixed;  /* a test clock; only a store marked 练习 takes one */
	int64_t now; /* while fixed */
};

enum { INSTANT_TEXT = 17 }; /* "2026-11-23 09:40" and NUL */

int64_t clock_now(const struct clock *clock);
struct date clock_today(const struct clock *clock);
struct date clock_day_of(int64_t instant);
/* Minutes since midnight of the instant's civil day. */
int clock_minute_of(int64_t instant);
/* The instant at hour:minute of a civil day. */
int64_t clock_instant(struct date day, int hour, int minute);
/* Reads "YYYY-MM-DD HH:MM" or "YYYY-MM-DDTHH:MM" of civil time. */
bool clock_parse(const char *text, int64_t *out);
/* Writes "YYYY-MM-DD HH:MM"; returns `out`. */
char *clock_format(int64_t instant, char out[INSTANT_TEXT]);

#endif
