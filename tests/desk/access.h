/* SPDX-License-Identifier: MIT */
#ifndef TEST_DESK_ACCESS_H
#define TEST_DESK_ACCESS_H

#include "office.h"

/*
 * Who sees a case beside its court: an invented register that says all that
 * this follows from, and seats at other stations. `on` is a party.
 */
extern const struct library_text access_form;

/* field=value of 措施 场所 机构 律师 值班 不公开 人员 封存 */
void access_say(
	struct office *office, int64_t party, const char *const *fields);
/* Opens a desk of a new user at a new station of that kind and name; the
 * login is the role with its number among the seats. */
void access_seat(struct office *office, const char *role, const char *kind,
	const char *station, const char *licence, struct desk *out);

#endif
