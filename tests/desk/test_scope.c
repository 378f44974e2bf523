/* SPDX-License-Identifier: MIT */
/*
 * Who may do what: every function of the desk with every role, from the two
 * tables; and every function that a header has is in its table.
 */
#include "access.h"
#include "probe.h"

#include "desk/functions.h"
#include "desk/print.h"
#include "desk/scope.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

Suite *suite_scope(void);

enum { USERS_MOST = 24 };

/* A matter of the court, advised, printed. */
static struct office office;
static int64_t matter;
static int64_t record;
static int64_t finding; /* something that was found not done */
static int64_t refusal;
static int64_t request; /* for a lawyer's help */
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
	"INSERT INTO desk_user (id, login, name, role, station, active, rev, "
	"licence) VALUES ($1, $2, $2, $3, $4, 1, 1, $5)";

static const char lawyer_sql[] =
	"INSERT INTO lawyer (licence, record, station, name, firm, phone, area, "
	"years, juvenile, languages, since, until) SELECT '测试1', 1, MIN(id), "
	"'律师甲', '测试所', '1', '', 5, 1, '', '2020-01-01', '' FROM station";

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
	stmt_text(q, 5, hire->station == 2 ? "测律92" : "测律91");
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

/* To the organ that has the court's name, and a lawyer who sits there. */
static void
address(int64_t party)
{
	const char *name = office.clerk.station_name;

	access_say(&office, party,
		FIELDS("措施=羁押",
			arena_printf(&office.arena, "场所=%s", name),
			arena_printf(&office.arena, "机构=%s", name),
			"律师=测律91", "值班=测律91"));
}

static void
set_up(void)
{
	size_t roles;
	const char *const *names = role_names(&roles);
	struct print_result print;
	int64_t unadvised;

	office_open_with(&office, &access_form, 1);
	matter = office_case(&office, "（2026）测0101刑初1号");
	record = office_advise(&office, matter);
	finding = office_seal(&office, &office.clerk, "step-finding",
		(struct subject){ .party = matter },
		FIELDS("事项=通知没有附齐材料", "经过=没有起诉书副本"));
	office_seal(&office, &office.clerk, "step-court",
		(struct subject){ .party = matter },
		FIELDS("进展=法援机构收到通知"));
	request = office_seal(&office, &office.clerk, "step-court",
		(struct subject){ .party = matter },
		FIELDS("进展=收到法律帮助请求"));
	refusal = office_seal(&office, &office.clerk, "refusal",
		(struct subject){ .party = matter },
		FIELDS("拒绝时间=1123 0930", "场合=庭外", "提出人=本人",
			"已指派=否", "意愿=未表示", "理由=未说明理由",
			"书面记录=询问笔录", "签署=签名捺印"));
	address(matter);
	unadvised = office_case(&office, "（2026）测0101刑初2号");
	office_seal(&office, &office.clerk, "step-court",
		(struct subject){ .party = unadvised },
		FIELDS("进展=收到法律帮助请求"));
	address(unadvised);
	ck_office(&office, print_record(&office.clerk, &office.arena, record,
				   PRINT_FILE, &print, &office.err));
	copy = print.copy_id;
	code = office_text(&office, "SELECT code FROM record WHERE seq = 2");
	office_tamper(&office, station_sql);
	office_tamper(&office, head_sql);
	office_tamper(&office, lawyer_sql);
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

/* The request for help, which nobody has taken, calls on every duty lawyer. */
static bool
is_called(const struct seat *seat, const struct role_right *right)
{
	return strcmp(seat->role, "值班律师") == 0 &&
	       strcmp(right->scope, "addressed") == 0;
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
				!seat->is_away || is_called(seat, &rights[i])))
			return true;
	return false;
}

static void
try_all_seats(const struct desk_function *f, probe_fn *probe)
{
	const struct probed on = { matter, record, copy, code, finding, request,
		refusal, &office.err };

	for (size_t i = 0; i < seat_count; i++) {
		bool may = expected(&seats[i], f->noun, f->action);

		/* The pool is the region's; for whom one chooses is not. */
		if (strcmp(f->name, "lawyer_choose") == 0)
			may = may && expected(&seats[i], "matter", "see");
		err_clear(&office.err);
		ck_assert_msg(probe(&on, &seats[i].desk, &office.arena) == may,
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
		probe_fn *probe = probe_find(functions[i].name);

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
