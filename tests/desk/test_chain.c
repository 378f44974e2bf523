/* SPDX-License-Identifier: MIT */
/* The chain: whole as sealed; each way of changing the past shows. */
#include "office.h"

#include <check.h>
#include <string.h>

Suite *suite_chain(void);

static struct office office;

static void
set_up(void)
{
	int64_t matter;

	office_open(&office);
	matter = office_case(&office, "（2026）测0101刑初1号");
	office_advise(&office, matter);
	office_seal(&office, &office.clerk, "case-intake",
		(struct subject){ .supersedes = matter },
		FIELDS("罪名=诈骗罪"));
	office_seal(&office, &office.clerk, "hearing",
		(struct subject){ .matter = matter },
		FIELDS("开庭时间=+9 0900", "开庭地点=第一法庭"));
}

static void
tear_down(void)
{
	office_close(&office);
}

/* NULL: whole. */
static const char *
verify(struct chain_report *out)
{
	struct chain_report *reports;
	size_t count;

	err_clear(&office.err);
	if (!chain_verify(&office.clerk, &office.arena, &reports, &count,
		    &office.err))
		return office.err.text;
	ck_assert_uint_eq(count, 1);
	*out = reports[0];
	return reports[0].fault;
}

START_TEST(whole_as_sealed)
{
	struct chain_report report;

	ck_assert_ptr_null(verify(&report));
	ck_assert_int_eq(report.records, 4);
	ck_assert_int_eq(report.taken_away, 0);
	ck_assert_str_eq(report.head,
		office_text(&office, "SELECT link FROM chain_head"));
}
END_TEST

/* CPL 286: a payload may go by order; the chain still verifies. */
START_TEST(payload_taken_away)
{
	struct chain_report report;

	office_tamper(&office, "DELETE FROM record_payload WHERE record = "
			       "(SELECT id FROM record WHERE seq = 2)");
	ck_assert_ptr_null(verify(&report));
	ck_assert_int_eq(report.taken_away, 1);
}
END_TEST

/* The triggers stop accidents. */
START_TEST(triggers_refuse)
{
	static const char *const sqls[] = {
		"UPDATE record SET number = ''",
		"DELETE FROM record",
		"UPDATE record_payload SET bytes = ''",
		"UPDATE record_party SET party = 1",
		"DELETE FROM record_party",
		"UPDATE audit SET note = ''",
		"DELETE FROM audit",
		"UPDATE form_text SET text = ''",
	};

	for (size_t i = 0; i < ARRAY_LENGTH(sqls); i++) {
		struct stmt *q =
			store_statement(office.store, sqls[i], &office.err);

		ck_office(&office, q != NULL);
		ck_assert_msg(!stmt_run(q, &office.err), "%s", sqls[i]);
	}
}
END_TEST

/* Whoever owns the machine can drop them; the chain shows the rest. */
static const char *const triggers[] = {
	"DROP TRIGGER record_no_update",
	"DROP TRIGGER record_no_delete",
	"DROP TRIGGER record_party_no_update",
	"DROP TRIGGER record_party_no_delete",
	"DROP TRIGGER record_payload_no_update",
	"DROP TRIGGER form_text_no_update",
};

/* clang-format off */
static const char *const tampering[] = {
	"UPDATE record_payload SET bytes = bytes || ' ' WHERE record = (SELECT MAX(id) FROM record)",
	"UPDATE record_payload SET bytes = replace(bytes, '盗窃罪', '抢劫罪')",
	"UPDATE record_payload SET bytes = replace(bytes, '2026-11-23', '2026-11-20')",
	"UPDATE record_payload SET salt = '00000000000000000000000000000000' WHERE record = (SELECT MIN(id) FROM record)",
	"UPDATE record SET payload_digest = previous WHERE seq = 3",
	"UPDATE record SET link = payload_digest WHERE seq = 2",
	"UPDATE record SET previous = payload_digest WHERE seq = 4",
	"UPDATE record SET code = 'AAAAAAAA' WHERE seq = 2",
	"UPDATE record SET number = '（2026）测0101告单7号' WHERE seq = 2",
	"UPDATE record SET occurred = '2026-11-20' WHERE seq = 2",
	"UPDATE record SET occurred_at = 5 WHERE seq = 2",
	"UPDATE record SET entered_at = entered_at - 86400 WHERE seq = 2",
	"UPDATE record SET matter = 5 WHERE seq = 2",
	"UPDATE record SET proceeding = 5 WHERE seq = 2",
	"UPDATE record SET hearing = 5 WHERE seq = 2",
	"UPDATE record SET about = 5 WHERE seq = 2",
	"UPDATE record SET line = id + 1 WHERE seq = 2",
	"UPDATE record SET form = 'advice-record' WHERE seq = 2",
	"UPDATE record SET supersedes = NULL WHERE seq = 3",
	"UPDATE record_party SET party = 5 WHERE record = (SELECT id FROM record WHERE seq = 2)",
	"DELETE FROM record_party WHERE record = (SELECT id FROM record WHERE seq = 2)",
	"INSERT INTO record_party (record, party) SELECT id, 5 FROM record WHERE seq = 4",
	"UPDATE record SET seq = 9 WHERE seq = 4",
	"UPDATE chain_head SET link = '0'",
	"UPDATE chain_head SET seq = seq - 1",
	"UPDATE form_text SET text = replace(text, '三日', '十日') || '#' WHERE form = 'case-intake'",
	"DELETE FROM record_payload WHERE record = (SELECT id FROM record WHERE seq = 4);"
		"DELETE FROM record_party WHERE record = (SELECT id FROM record WHERE seq = 4);"
		"DELETE FROM record WHERE seq = 4",
	"DELETE FROM record_payload WHERE record = (SELECT id FROM record WHERE seq = 2);"
		"DELETE FROM record_party WHERE record = (SELECT id FROM record WHERE seq = 2);"
		"DELETE FROM record WHERE seq = 2",
};
/* clang-format on */

static void
run_all(const char *sqls)
{
	while (*sqls != '\0') {
		size_t length = strcspn(sqls, ";");

		office_tamper(
			&office, arena_copy_bytes(&office.arena, sqls, length));
		sqls += length + (sqls[length] == ';');
	}
}

START_TEST(tampering_shows)
{
	struct chain_report report;

	for (size_t i = 0; i < ARRAY_LENGTH(triggers); i++)
		office_tamper(&office, triggers[i]);
	ck_assert_ptr_null(verify(&report));
	run_all(tampering[_i]);
	ck_assert_msg(verify(&report) != NULL, "%s", tampering[_i]);
}
END_TEST

Suite *
suite_chain(void)
{
	Suite *suite = suite_create("chain");
	TCase *tcase = tcase_create("station");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, whole_as_sealed);
	tcase_add_test(tcase, payload_taken_away);
	tcase_add_test(tcase, triggers_refuse);
	tcase_add_loop_test(
		tcase, tampering_shows, 0, (int)ARRAY_LENGTH(tampering));
	suite_add_tcase(suite, tcase);
	return suite;
}
