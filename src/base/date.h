/* SPDX-License-Identifier: MIT */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

/*
 * A legal day: a civil day without zone, proleptic Gregorian. `day` counts
 * from 1970-01-01 (0). Years 1900-2199 can be written; the law files take
 * 1997-2100.
 */
struct date {
	int32_t day;
};

enum { DATE_TEXT = 11 }; /* "2026-11-23" and NUL */

#define DATE_NONE ((struct date){ INT32_MIN })

enum weekday { SUNDAY, MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY };

bool date_is_set(struct date date);
/* <0, 0, >0, as strcmp. DATE_NONE is before every day. */
int date_compare(struct date a, struct date b);
struct date date_add(struct date date, int days);
/* to - from, in days. */
int date_between(struct date from, struct date to);
/* Exists in the calendar (2025-02-29 does not) and year 1900-2199. */
bool date_is_valid(int year, int month, int day);
/* The parts must be valid. */
struct date date_make(int year, int month, int day);
void date_parts(struct date date, int *year, int *month, int *day);
int date_year(struct date date);
enum weekday date_weekday(struct date date);
/* 日 一 二 三 四 五 六, one character. */
const char *date_weekday_name(struct date date);
int date_month_days(int year, int month);
/* Reads exactly "YYYY-MM-DD". */
bool date_parse(const char *text, struct date *out);
/* Writes "YYYY-MM-DD", or "" for DATE_NONE; returns `out`. */
char *date_format(struct date date, char out[DATE_TEXT]);

#endif
