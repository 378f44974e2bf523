/* SPDX-License-Identifier: MIT */
/* One probe for each function of the desk that needs a right. */
#include "probe_help.h"

#include "base/file.h"
#include "desk/deadline.h"
#include "desk/functions.h"
#include "desk/import.h"
#include "desk/matter.h"
#include "desk/print.h"
#include "desk/record.h"
#include "desk/search.h"
#include "desk/site.h"
#include "desk/site_move.h"
#include "desk/standing.h"
#include "desk/violation_filter.h"
#include "tests/support/scratch.h"

#include <check.h>
#include <string.h>

Suite *suite_probe(void);

static bool
probe_matter_list(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct matter *list;
	size_t count = 0;

	return matter_list(desk, arena, MATTERS_ALL, NULL, 10, &list, &count,
		       on->err) &&
	       count > 0;
}

static bool
probe_matter_read(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct matter out;

	return matter_read(desk, arena, on->matter, &out, on->err);
}

static bool
probe_party_list(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct party *list;
	size_t count = 0;

	return party_list(desk, arena, on->matter, &list, &count, on->err) &&
	       count > 0;
}

static bool
probe_party_read(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct party out;

	return party_read(desk, arena, on->matter, &out, on->err);
}

static bool
probe_fact_list(const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct fact_line *list;
	size_t count = 0;

	return fact_list(desk, arena, on->matter, on->matter, &list, &count,
		       on->err) &&
	       count > 0;
}

/* There is none; what counts is that it is not more than others see. */
static bool
probe_hearing_list(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct hearing *list;
	size_t count = 0;

	return hearing_list(desk, arena, on->matter, &list, &count, on->err) &&
	       count > 0;
}

static bool
probe_clock_open_list(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct clock_line *list;
	size_t count = 0;

	return clock_open_list(desk, arena, NULL, 10, &list, &count, on->err) &&
	       count > 0;
}

static bool
probe_clock_open_for(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct clock_line *list;
	size_t count = 0;

	return clock_open_for(
		       desk, arena, "告知.完成", 10, &list, &count, on->err) &&
	       count > 0;
}

/* What a court bears, whoever looks: rights decide, not the kind of desk. */
static bool
probe_clock_open_own(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	const struct desk own = *desk;
	struct clock_line *list;
	size_t count = 0;
	bool done;

	memcpy(desk->station_kind, "法院", sizeof "法院");
	memcpy(desk->role, "书记员", sizeof "书记员");
	done = clock_open_own(desk, arena, 10, &list, &count, on->err);
	*desk = own;
	return done && count > 0;
}

static bool
probe_clock_of_matter(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct clock_line *list;
	size_t count = 0;

	return clock_of_matter(
		       desk, arena, on->matter, 0, &list, &count, on->err) &&
	       count > 0;
}

static bool
probe_clock_why(const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct buf out = { 0 };
	bool done = clock_why(desk, arena, on->matter, on->matter,
		"告知-刑诉法34", on->matter, &out, on->err);

	buf_free(&out);
	return done;
}

static bool
probe_standing_list(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct standing_line *list;
	size_t count = 0;

	return standing_list(desk, arena, on->matter, on->matter, &list, &count,
		       on->err) &&
	       count > 0;
}

static bool
probe_standing_why(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct buf out = { 0 };
	bool done = standing_why(
		desk, arena, on->matter, on->matter, &out, on->err);

	buf_free(&out);
	return done;
}

static bool
probe_clock_counts(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	const struct desk own = *desk;
	struct day_counts out;
	bool done;

	(void)arena;
	memcpy(desk->station_kind, "法院", sizeof "法院");
	memcpy(desk->role, "书记员", sizeof "书记员");
	done = clock_counts(desk, &out, on->err);
	*desk = own;
	return done && out.overdue + out.due_today + out.soon > 0;
}

/* What a court would see of it: rights decide, not the kind of desk. */
static struct desk
at_court(const struct desk *desk)
{
	struct desk court = *desk;

	memcpy(court.station_kind, "法院", sizeof "法院");
	return court;
}

static bool
probe_violation_report(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	const struct violation_filter filter = violation_filter_none();
	struct violation_report report;

	return violation_report(desk, arena, &filter, &report, on->err) &&
	       report.count > 0;
}

static bool
probe_violation_list(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct desk court = at_court(desk);
	struct violation_line *list;
	size_t count = 0;

	return violation_list(
		       &court, arena, NULL, 10, &list, &count, on->err) &&
	       count > 0;
}

static bool
probe_violation_of_matter(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct desk court = at_court(desk);
	struct violation_line *list;
	size_t count = 0;

	return violation_of_matter(
		       &court, arena, on->matter, 0, &list, &count, on->err) &&
	       count > 0;
}

static bool
probe_violation_as_of(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct desk court = at_court(desk);
	struct violation_line *list;
	size_t count = 0;

	return violation_as_of(&court, arena, on->matter, desk_today(desk),
		       &list, &count, on->err) &&
	       count > 0;
}

static bool
probe_violation_read(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct desk court = at_court(desk);
	struct violation_line out;

	return violation_read(&court, arena, on->matter, "ENCLOSURE_MISSING",
		on->finding, &out, on->err);
}

static bool
probe_violation_counts(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct desk court = at_court(desk);
	struct violation_counts out;

	(void)arena;
	return violation_counts(&court, &out, on->err) && out.found > 0;
}

static bool
probe_search_any(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct found *list;
	size_t count = 0;

	return search_any(desk, arena, "张", &list, &count, on->err) &&
	       count > 0;
}

static bool
probe_record_list(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct record *list;
	size_t count = 0;

	return record_list(
		       desk, arena, on->matter, 0, &list, &count, on->err) &&
	       count > 0;
}

static bool
probe_record_read(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct record out;

	return record_read(desk, arena, on->record, &out, on->err);
}

static bool
probe_record_unsigned(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct record *list;
	size_t count;

	return record_unsigned(desk, arena, 5, &list, &count, on->err) &&
	       count > 0;
}

static bool
probe_record_by_code(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	int64_t id;

	(void)arena;
	return record_by_code(desk, on->code, &id, on->err);
}

static bool
probe_record_stream(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct buf out = { 0 };
	bool done = record_stream(desk, arena, on->record, 0, &out, on->err);

	buf_free(&out);
	return done;
}

static bool
probe_print_copies(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct print_copy *list;
	size_t count = 0;

	return print_copies(desk, arena, on->record, &list, &count, on->err) &&
	       count > 0;
}

static bool
probe_print_record(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct print_result out;

	return print_record(desk, arena, on->record, PRINT_FILE, &out, on->err);
}

static bool
probe_print_find(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct print_copy out;

	return print_find(desk, arena, on->copy, &out, on->err);
}

static bool
probe_print_confirm(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	(void)arena;
	return print_confirm(desk, on->copy, PRINT_GOOD, on->err);
}

/* A file that speaks of the court's first case: whoever may not import, or
 * sits elsewhere, does not find it. */
static bool
open_import(const struct probed *on, struct import *out, struct arena *arena)
{
	static const char text[] = "案号,立案日期,被告人,罪名,联系电话\n"
				   "（2026）测0101刑初1号,2026-11-23,张甲一,"
				   "盗窃罪,12345678\n";

	return file_write(scratch("cases.csv"), text, strlen(text), on->err) &&
	       import_open(arena, scratch("cases.csv"), out, on->err);
}

static bool
probe_import_preview(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct import import;

	return open_import(on, &import, arena) &&
	       import_preview(desk, &import, on->err) &&
	       import.counts[IMPORT_CHANGED] + import.counts[IMPORT_SAME] == 1;
}

static bool
probe_import_run(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct import import;

	return open_import(on, &import, arena) &&
	       import_run(desk, &import, NULL, NULL, on->err) &&
	       import.counts[IMPORT_CHANGED] + import.counts[IMPORT_SAME] == 1;
}

/* It moves a date of the court's first case, which move_list then shows. */
static bool
probe_site_add(const struct probed *on, struct desk *desk, struct arena *arena)
{
	static const char text[] = "[年]\n年: 2026\n文件: 测试用\n"
				   "网址: https://example.invalid/\n"
				   "放假: 2026-11-26 测试\n";
	struct problems problems = { .arena = arena };
	struct site_report report;

	return site_add(desk, arena, "2026.cal", text, strlen(text), &report,
		&problems, on->err);
}

static bool
probe_move_list(const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct move_line *list;
	size_t count = 0;

	return move_list(desk, arena, 0, "", 10, &list, &count, on->err) &&
	       count > 0;
}

#define PROBE(name)                                                            \
	{                                                                      \
#name, probe_##name                                            \
	}
static const struct {
	const char *name;
	probe_fn *run;
} probes[] = {
	PROBE(matter_list),
	PROBE(matter_read),
	PROBE(party_list),
	PROBE(party_read),
	PROBE(fact_list),
	PROBE(hearing_list),
	PROBE(path_read),
	PROBE(clock_open_list),
	PROBE(clock_open_own),
	PROBE(clock_open_for),
	PROBE(clock_of_matter),
	PROBE(clock_of_line),
	PROBE(refusal_list),
	PROBE(refusal_of_party),
	PROBE(refusal_why),
	PROBE(refusal_counts),
	PROBE(handover_read),
	PROBE(news_read),
	PROBE(waiting_list),
	PROBE(clock_why),
	PROBE(standing_list),
	PROBE(standing_why),
	PROBE(clock_counts),
	PROBE(violation_list),
	PROBE(violation_report),
	PROBE(violation_of_matter),
	PROBE(violation_as_of),
	PROBE(violation_read),
	PROBE(violation_counts),
	PROBE(help_list),
	PROBE(help_list_after),
	PROBE(advice_list),
	PROBE(help_read),
	PROBE(help_counts),
	PROBE(assignment_list),
	PROBE(assignment_of_matter),
	PROBE(assignment_counts),
	PROBE(assignment_read),
	PROBE(assignment_latest),
	PROBE(assignment_clock),
	PROBE(assign_plan),
	PROBE(lawyer_list),
	PROBE(lawyer_choose),
	PROBE(lawyer_find),
	PROBE(search_any),
	PROBE(record_list),
	PROBE(record_read),
	PROBE(record_unsigned),
	PROBE(record_by_code),
	PROBE(record_stream),
	PROBE(print_copies),
	PROBE(print_find),
	PROBE(print_record),
	PROBE(print_confirm),
	PROBE(import_preview),
	PROBE(import_run),
	PROBE(site_add),
	PROBE(user_list),
	PROBE(user_add),
	PROBE(user_change),
	PROBE(station_list),
	PROBE(station_add),
	PROBE(audit_of),
	PROBE(move_list),
};
#undef PROBE

probe_fn *
probe_find(const char *name)
{
	for (size_t i = 0; i < ARRAY_LENGTH(probes); i++)
		if (strcmp(probes[i].name, name) == 0)
			return probes[i].run;
	return NULL;
}

static bool
is_function(const char *name)
{
	size_t count;
	const struct desk_function *functions = desk_functions(&count);

	for (size_t i = 0; i < count; i++)
		if (strcmp(functions[i].name, name) == 0)
			return functions[i].noun != NULL;
	return false;
}

/* That every function has its probe is test_scope.c. */
START_TEST(each_has_its_function)
{
	for (size_t i = 0; i < ARRAY_LENGTH(probes); i++)
		ck_assert_msg(is_function(probes[i].name), "%s needs no probe",
			probes[i].name);
}
END_TEST

Suite *
suite_probe(void)
{
	Suite *suite = suite_create("probe");
	TCase *tcase = tcase_create("table");

	tcase_add_test(tcase, each_has_its_function);
	suite_add_tcase(suite, tcase);
	return suite;
}
