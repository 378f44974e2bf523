/* SPDX-License-Identifier: MIT */
#ifndef LAW_CALENDAR_PRIVATE_H
#define LAW_CALENDAR_PRIVATE_H

#include "law/calendar.h"

/* What calendar.c and calendar_read.c share; nobody else includes it. */

enum {
	CALENDAR_FIRST_YEAR = 1997,
	CALENDAR_LAST_YEAR = 2100,
	CALENDAR_YEARS = CALENDAR_LAST_YEAR - CALENDAR_FIRST_YEAR + 1,
	CALENDAR_YEAR_DAYS = 366
};

enum scheduled { SCHEDULED_NOT, SCHEDULED_OFF, SCHEDULED_WORK };

/* What a paper says of one day. */
struct calendar_entry {
	enum scheduled scheduled;
	int paper; /* year of the paper: the later one holds (LAW §0.8) */
	const char *name;
};

struct calendar_year {
	bool has_paper;
	/* CALENDAR_YEAR_DAYS, or NULL while nothing is known */
	struct calendar_entry *days;
};

/* What the State Council says, or what one region adds to it. */
struct calendar_layer {
	char code[3]; /* of the region; "" for the national one */
	struct calendar_year years[CALENDAR_YEARS];
	struct calendar_layer *next; /* of another region */
};

struct calendar {
	struct arena *arena;
	/* 1 January of each year, and of the year after the last */
	struct date starts[CALENDAR_YEARS + 1];
	struct calendar_layer national;
	struct calendar_layer *regions;
	const struct calendar_layer *local; /* of our region, or NULL */
};

/* Two digits of GB/T 2260, as the [地区] of the rules has them. */
bool calendar_is_code(const char *text);
/* The layer of a region; made if there is none. */
struct calendar_layer *calendar_region(
	struct calendar *calendar, const char *code);
/* The place of a day, which must lie within the years. */
struct calendar_entry *calendar_entry(struct calendar *calendar,
	struct calendar_layer *layer, struct date date);
bool calendar_is_weekend(struct date date);

#endif
