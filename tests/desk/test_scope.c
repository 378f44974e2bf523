/* SPDX-License-Identifier: MIT */
/*
 * Who may do what: every function of the desk with every role, from the two
 * tables; and every function that a header has is in its table.
 */
#include "office.h"

#include "base/file.h"
#include "desk/deadline.h"
#include "desk/functions.h"
#include "desk/import.h"
#include "desk/matter.h"
#include "desk/print.h"
#include "desk/scope.h"
#include "desk/search.h"
#include "desk/violation.h"
#include "desk/site.h"
#include "desk/site_move.h"
#include "desk/standing.h"
#include "tests/support/scratch.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

Suite *suite_scope(void);

enum { USERS_MOST = 16 };

/* A matter of the court, advised, printed. */
static struct office office;
static int64_t matter;
static int64_t record;
static int64_t finding; /* something that was found not done */
static int64_t copy;
static const char *code;

/* One user a role at the court, and one at another station. */
static struct seat {
	struct desk desk;
	const char *role;
	bool is_away;
} seats[USERS_MOST];
static size_t seat_count;

static const char station_sql[] =
	"INSERT INTO station (id, kind, name, code, pilot, rev) "
	"VALUES (2, '看守所', '测试县看守所', '测看2', 1, 1)";
static const char head_sql[] =
	"INSERT INTO chain_head (station, seq, link) VALUES (2, 0, '0')";
static const char user_sql[] =
	"INSERT INTO desk_user (id, login, name, role, station, active, rev) "
	"VALUES ($1, $2, $2, $3, $4, 1, 1)";

struct hire {
	int64_t id;
	const char *login;
	const char *role;
	int64_t station;
};

static bool
hire_body(struct store *store, void *arg, struct err *err)
{
	const struct hire *hire = arg;
	struct stmt *q = store_statement(store, user_sql, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, hire->id);
	stmt_text(q, 2, hire->login);
	stmt_text(q, 3, hire->role);
	stmt_int(q, 4, hire->station);
	return stmt_run(q, err) &&
	       scope_fill(store, hire->id, hire->role, hire->station, err);
}

static void
seat_user(const char *role, bool is_away)
{
	struct seat *seat = &seats[seat_count];
	struct hire h = { 100 + (int64_t)seat_count,
		arena_printf(&office.arena, "user%zu", seat_count), role,
		is_away ? 2 : office.clerk.station };

	ck_assert_uint_lt(seat_count, USERS_MOST);
	ck_office(
		&office, store_tx(office.store, hire_body, &h, 0, &office.err));
	ck_office(&office, desk_open(office.store, office.library, h.login,
				   &seat->desk, &office.err));
	seat->role = role;
	seat->is_away = is_away;
	seat_count++;
}

static void
set_up(void)
{
	size_t roles;
	const char *const *names = role_names(&roles);
	struct print_result print;

	office_open(&office);
	matter = office_case(&office, "（2026）测0101刑初1号");
	record = office_advise(&office, matter);
	finding = office_seal(&office, &office.clerk, "step-finding",
		(struct subject){ .party = matter },
		FIELDS("事项=通知没有附齐材料", "经过=没有起诉书副本"));
	office_case(&office, "（2026）测0101刑初2号");
	ck_office(&office, print_record(&office.clerk, &office.arena, record,
				   &print, &office.err));
	copy = print.copy_id;
	code = office_text(&office, "SELECT code FROM record WHERE seq = 2");
	office_tamper(&office, station_sql);
	office_tamper(&office, head_sql);
	seat_count = 0;
	for (size_t i = 0; i < roles; i++) {
		seat_user(names[i], false);
		seat_user(names[i], true);
	}
}

static void
tear_down(void)
{
	for (size_t i = 0; i < seat_count; i++)
		desk_close(&seats[i].desk);
	office_close(&office);
}

/* What the table of roles says of the court's things. */
static bool
expected(const struct seat *seat, const char *noun, const char *action)
{
	size_t count;
	const struct role_right *rights = role_rights(&count);

	for (size_t i = 0; i < count; i++)
		if (strcmp(rights[i].role, seat->role) == 0 &&
			strcmp(rights[i].noun, noun) == 0 &&
			strcmp(rights[i].action, action) == 0 &&
			(strcmp(rights[i].scope, "region") == 0 ||
				!seat->is_away))
			return true;
	return false;
}

/* Each probe tells whether the desk got at the court's things. */
typedef bool probe_fn(struct desk *desk, struct arena *arena);

static bool
probe_matter_list(struct desk *desk, struct arena *arena)
{
	struct matter *list;
	size_t count = 0;

	return matter_list(desk, arena, MATTERS_ALL, NULL, 10, &list, &count,
		       &office.err) &&
	       count > 0;
}

static bool
probe_matter_read(struct desk *desk, struct arena *arena)
{
	struct matter out;

	return matter_read(desk, arena, matter, &out, &office.err);
}

static bool
probe_party_list(struct desk *desk, struct arena *arena)
{
	struct party *list;
	size_t count = 0;

	return party_list(desk, arena, matter, &list, &count, &office.err) &&
	       count > 0;
}

static bool
probe_party_read(struct desk *desk, struct arena *arena)
{
	struct party out;

	return party_read(desk, arena, matter, &out, &office.err);
}

static bool
probe_fact_list(struct desk *desk, struct arena *arena)
{
	struct fact_line *list;
	size_t count = 0;

	return fact_list(desk, arena, matter, matter, &list, &count,
		       &office.err) &&
	       count > 0;
}

/* There is none; what counts is that it is not more than others see. */
static bool
probe_hearing_list(struct desk *desk, struct arena *arena)
{
	struct hearing *list;
	size_t count = 0;

	return hearing_list(desk, arena, matter, &list, &count, &office.err) &&
	       count > 0;
}

static bool
probe_clock_open_list(struct desk *desk, struct arena *arena)
{
	struct clock_line *list;
	size_t count = 0;

	return clock_open_list(
		       desk, arena, NULL, 10, &list, &count, &office.err) &&
	       count > 0;
}

static bool
probe_clock_open_for(struct desk *desk, struct arena *arena)
{
	struct clock_line *list;
	size_t count = 0;

	return clock_open_for(desk, arena, "告知.完成", 10, &list, &count,
		       &office.err) &&
	       count > 0;
}

/* What a court bears, whoever looks: rights decide, not the kind of desk. */
static bool
probe_clock_open_own(struct desk *desk, struct arena *arena)
{
	struct desk court = *desk;
	struct clock_line *list;
	size_t count = 0;

	memcpy(court.station_kind, "法院", sizeof "法院");
	return clock_open_own(&court, arena, 10, &list, &count, &office.err) &&
	       count > 0;
}

static bool
probe_clock_of_matter(struct desk *desk, struct arena *arena)
{
	struct clock_line *list;
	size_t count = 0;

	return clock_of_matter(
		       desk, arena, matter, 0, &list, &count, &office.err) &&
	       count > 0;
}

static bool
probe_clock_why(struct desk *desk, struct arena *arena)
{
	struct buf out = { 0 };
	bool done = clock_why(desk, arena, matter, matter, "告知-刑诉法34",
		matter, &out, &office.err);

	buf_free(&out);
	return done;
}

static bool
probe_standing_list(struct desk *desk, struct arena *arena)
{
	struct standing_line *list;
	size_t count = 0;

	return standing_list(desk, arena, matter, matter, &list, &count,
		       &office.err) &&
	       count > 0;
}

static bool
probe_standing_why(struct desk *desk, struct arena *arena)
{
	struct buf out = { 0 };
	bool done =
		standing_why(desk, arena, matter, matter, &out, &office.err);

	buf_free(&out);
	return done;
}

static bool
probe_clock_counts(struct desk *desk, struct arena *arena)
{
	struct desk court = *desk;
	struct day_counts out;

	(void)arena;
	memcpy(court.station_kind, "法院", sizeof "法院");
	return clock_counts(&court, &out, &office.err) &&
	       out.overdue + out.due_today + out.soon > 0;
}

static bool
probe_violation_list(struct desk *desk, struct arena *arena)
{
	struct violation_line *list;
	size_t count = 0;

	return violation_list(
		       desk, arena, NULL, 10, &list, &count, &office.err) &&
	       count > 0;
}

static bool
probe_violation_of_matter(struct desk *desk, struct arena *arena)
{
	struct violation_line *list;
	size_t count = 0;

	return violation_of_matter(
		       desk, arena, matter, 0, &list, &count, &office.err) &&
	       count > 0;
}

static bool
probe_violation_as_of(struct desk *desk, struct arena *arena)
{
	struct violation_line *list;
	size_t count = 0;

	return violation_as_of(desk, arena, matter, desk_today(desk), &list,
		       &count, &office.err) &&
	       count > 0;
}

static bool
probe_violation_read(struct desk *desk, struct arena *arena)
{
	struct violation_line out;

	return violation_read(desk, arena, matter, "ENCLOSURE_MISSING", finding,
		&out, &office.err);
}

static bool
probe_violation_counts(struct desk *desk, struct arena *arena)
{
	struct violation_counts out;

	(void)arena;
	return violation_counts(desk, &out, &office.err) && out.found > 0;
}

static bool
probe_search_any(struct desk *desk, struct arena *arena)
{
	struct found *list;
	size_t count = 0;

	return search_any(desk, arena, "张", &list, &count, &office.err) &&
	       count > 0;
}

static bool
probe_record_list(struct desk *desk, struct arena *arena)
{
	struct record *list;
	size_t count = 0;

	return record_list(
		       desk, arena, matter, 0, &list, &count, &office.err) &&
	       count > 0;
}

static bool
probe_record_read(struct desk *desk, struct arena *arena)
{
	struct record out;

	return record_read(desk, arena, record, &out, &office.err);
}

static bool
probe_record_unsigned(struct desk *desk, struct arena *arena)
{
	struct record *list;
	size_t count;

	return record_unsigned(desk, arena, 5, &list, &count, &office.err) &&
	       count > 0;
}

static bool
probe_record_by_code(struct desk *desk, struct arena *arena)
{
	int64_t id;

	(void)arena;
	return record_by_code(desk, code, &id, &office.err);
}

static bool
probe_record_stream(struct desk *desk, struct arena *arena)
{
	struct buf out = { 0 };
	bool done = record_stream(desk, arena, record, 0, &out, &office.err);

	buf_free(&out);
	return done;
}

static bool
probe_print_copies(struct desk *desk, struct arena *arena)
{
	struct print_copy *list;
	size_t count = 0;

	return print_copies(desk, arena, record, &list, &count, &office.err) &&
	       count > 0;
}

static bool
probe_print_record(struct desk *desk, struct arena *arena)
{
	struct print_result out;

	return print_record(desk, arena, record, &out, &office.err);
}

static bool
probe_print_confirm(struct desk *desk, struct arena *arena)
{
	(void)arena;
	return print_confirm(desk, copy, PRINT_GOOD, &office.err);
}

/* A file that speaks of the court's first case: whoever may not import, or
 * sits elsewhere, does not find it. */
static bool
open_import(struct import *out, struct arena *arena)
{
	static const char text[] = "案号,立案日期,被告人,罪名,联系电话\n"
				   "（2026）测0101刑初1号,2026-11-23,张甲一,"
				   "盗窃罪,12345678\n";

	return file_write(
		       scratch("cases.csv"), text, strlen(text), &office.err) &&
	       import_open(arena, scratch("cases.csv"), out, &office.err);
}

static bool
probe_import_preview(struct desk *desk, struct arena *arena)
{
	struct import import;

	return open_import(&import, arena) &&
	       import_preview(desk, &import, &office.err) &&
	       import.counts[IMPORT_CHANGED] + import.counts[IMPORT_SAME] == 1;
}

static bool
probe_import_run(struct desk *desk, struct arena *arena)
{
	struct import import;

	return open_import(&import, arena) &&
	       import_run(desk, &import, NULL, NULL, &office.err) &&
	       import.counts[IMPORT_CHANGED] + import.counts[IMPORT_SAME] == 1;
}

/* It moves a date of the court's first case, which move_list then shows. */
static bool
probe_site_add(struct desk *desk, struct arena *arena)
{
	static const char text[] = "[年]\n年: 2026\n文件: 测试用\n"
				   "网址: https://example.invalid/\n"
				   "放假: 2026-11-26 测试\n";
	struct problems problems = { .arena = arena };
	struct site_report report;

	return site_add(desk, arena, "2026.cal", text, strlen(text), &report,
		&problems, &office.err);
}

static bool
probe_move_list(struct desk *desk, struct arena *arena)
{
	struct move_line *list;
	size_t count = 0;

	return move_list(desk, arena, 0, "", 10, &list, &count, &office.err) &&
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
	PROBE(clock_open_list),
	PROBE(clock_open_own),
	PROBE(clock_open_for),
	PROBE(clock_of_matter),
	PROBE(clock_why),
	PROBE(standing_list),
	PROBE(standing_why),
	PROBE(clock_counts),
	PROBE(violation_list),
	PROBE(violation_of_matter),
	PROBE(violation_as_of),
	PROBE(violation_read),
	PROBE(violation_counts),
	PROBE(search_any),
	PROBE(record_list),
	PROBE(record_read),
	PROBE(record_unsigned),
	PROBE(record_by_code),
	PROBE(record_stream),
	PROBE(print_copies),
	PROBE(print_record),
	PROBE(print_confirm),
	PROBE(import_preview),
	PROBE(import_run),
	PROBE(site_add),
	PROBE(move_list),
};
#undef PROBE

static probe_fn *
find_probe(const char *name)
{
	for (size_t i = 0; i < ARRAY_LENGTH(probes); i++)
		if (strcmp(probes[i].name, name) == 0)
			return probes[i].run;
	return NULL;
}

static void
try_all_seats(const struct desk_function *f, probe_fn *probe)
{
	for (size_t i = 0; i < seat_count; i++) {
		bool may = expected(&seats[i], f->noun, f->action);

		err_clear(&office.err);
		ck_assert_msg(probe(&seats[i].desk, &office.arena) == may,
			"%s, %s%s: expected %s (%s)", f->name, seats[i].role,
			seats[i].is_away ? " elsewhere" : "",
			may ? "allowed" : "refused", office.err.text);
	}
}

START_TEST(every_function_with_every_role)
{
	size_t count;
	const struct desk_function *functions = desk_functions(&count);

	office_seal(&office, &office.clerk, "hearing",
		(struct subject){ .matter = matter },
		FIELDS("开庭时间=+9 0900", "开庭地点=第一法庭"));
	for (size_t i = 0; i < count; i++) {
		probe_fn *probe = find_probe(functions[i].name);

		if (functions[i].noun == NULL ||
			strcmp(functions[i].noun, "form") == 0)
			continue;
		ck_assert_msg(
			probe != NULL, "no probe for %s", functions[i].name);
		try_all_seats(&functions[i], probe);
	}
}
END_TEST

static struct subject
subject_for(const struct form *form, int64_t hearing)
{
	struct subject on = { 0 };

	if (form->on == FORM_ON_RECORD)
		on.about = record;
	else if (form->on == FORM_ON_HEARING)
		on = (struct subject){ .matter = matter, .hearing = hearing };
	else if (form->on != FORM_ON_NOTHING)
		on.party = matter;
	return on;
}

/* The right is there, but what it is about is another court's. */
static bool
is_within(const struct seat *seat, const struct form *form)
{
	return form->on == FORM_ON_NOTHING || expected(seat, "matter", "see");
}

START_TEST(every_form_with_every_role)
{
	size_t count;
	const struct form *const *forms = library_forms(office.library, &count);
	int64_t hearing = office_seal(&office, &office.clerk, "hearing",
		(struct subject){ .matter = matter },
		FIELDS("开庭时间=+9 0900", "开庭地点=第一法庭"));

	for (size_t i = 0; i < count * seat_count; i++) {
		const struct form *form = forms[i / seat_count];
		struct seat *seat = &seats[i % seat_count];
		struct seat at_home = { .role = seat->role };
		struct subject on = subject_for(form, hearing);
		struct work work;
		bool may = expected(&at_home, scope_noun(form->right),
				   form->action) &&
			   is_within(seat, form);

		err_clear(&office.err);
		ck_assert_msg(work_start(&seat->desk, &office.arena, form->id,
				      &on, &work, &office.err) == may,
			"%s, %s%s: %s", form->id, seat->role,
			seat->is_away ? " elsewhere" : "", office.err.text);
	}
}
END_TEST

/* A draft alone gives no right: sealing asks again in its transaction. */
START_TEST(sealing_asks_again)
{
	for (size_t i = 0; i < seat_count; i++) {
		struct work work = office_draft(&office, &office.clerk,
			"hearing", (struct subject){ .matter = matter },
			FIELDS("开庭时间=+9 0900", "开庭地点=第一法庭"));
		bool may = expected(&seats[i], "matter", "seal");
		int64_t id;

		ck_assert_msg(
			office_try(&office, &seats[i].desk, &work, &id) == may,
			"%s%s: %s", seats[i].role,
			seats[i].is_away ? " elsewhere" : "", office.err.text);
		if (!may)
			ck_assert(office.err.code == ERR_RIGHT ||
				  office.err.code == ERR_NOTFOUND);
	}
}
END_TEST

/* A right that no role has is a mistake in one table or the other. */
START_TEST(every_right_is_somebodys)
{
	size_t count;
	const struct form *const *forms = library_forms(office.library, &count);

	for (size_t i = 0; i < count; i++) {
		bool found = false;

		ck_assert_ptr_nonnull(scope_noun(forms[i]->right));
		for (size_t j = 0; j < seat_count; j++)
			found = found ||
				expected(&seats[j], scope_noun(forms[i]->right),
					forms[i]->action);
		ck_assert_msg(found, "%s: nobody may seal it", forms[i]->id);
	}
}
END_TEST

/* What a bar shows is what the transaction will allow. */
START_TEST(bars_agree_with_reach)
{
	size_t count;
	const struct role_right *rights = role_rights(&count);

	for (size_t i = 0; i < count * seat_count; i++) {
		const struct role_right *r = &rights[i / seat_count];
		struct desk *desk = &seats[i % seat_count].desk;
		const char *needs = arena_printf(
			&office.arena, "%s.%s", r->noun, r->action);

		ck_assert_msg(scope_allows(desk, needs) ==
				      scope_check(desk, r->noun, r->action,
					      desk->station, &office.err),
			"%s %s", desk->role, needs);
	}
	ck_assert(scope_allows(&office.clerk, "告知.seal"));
	ck_assert(!scope_allows(&office.clerk, "决定.decide"));
	ck_assert(!scope_allows(&office.clerk, "nothing"));
}
END_TEST

Suite *
suite_scope(void)
{
	Suite *suite = suite_create("scope");
	TCase *tcase = tcase_create("walk");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, every_function_with_every_role);
	tcase_add_test(tcase, every_form_with_every_role);
	tcase_add_test(tcase, sealing_asks_again);
	tcase_add_test(tcase, every_right_is_somebodys);
	tcase_add_test(tcase, bars_agree_with_reach);
	suite_add_tcase(suite, tcase);
	return suite;
}
