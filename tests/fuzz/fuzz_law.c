/* SPDX-License-Identifier: MIT */
/*
 * Rules and calendars, which a station may add itself. First byte: a .rule or
 * a .cal file, and whether a region's days count.
 */
#include "fuzz.h"

#include "law/calendar.h"
#include "law/law.h"

static void
check_days(const struct law *law)
{
	const struct calendar *calendar = law_calendar(law);

	for (int month = 1; month <= 12; month++) {
		struct day_kind kind =
			calendar_day(calendar, date_make(2026, month, month));

		FUZZ_CHECK(kind.why != NULL);
	}
}

/* What loaded can be asked for. */
static void
check_rules(const struct law *law)
{
	size_t deadline_count, class_count, refusal_count, violation_count;
	const struct deadline_rule *deadlines =
		law_deadlines(law, &deadline_count);
	const struct class_row *classes = law_classes(law, &class_count);
	const struct refusal_row *refusals = law_refusals(law, &refusal_count);
	const struct violation_rule *violations =
		law_violations(law, &violation_count);

	for (size_t i = 0; i < deadline_count; i++) {
		FUZZ_CHECK(law_deadline(law, deadlines[i].id) != NULL);
		FUZZ_CHECK(deadlines[i].authority.citation != NULL);
		FUZZ_CHECK(date_is_set(deadlines[i].authority.from));
	}
	for (size_t i = 0; i < class_count; i++)
		FUZZ_CHECK(classes[i].class_ != NULL);
	for (size_t i = 0; i < refusal_count; i++)
		FUZZ_CHECK(refusals[i].id != NULL);
	for (size_t i = 0; i < violation_count; i++)
		FUZZ_CHECK(law_violation(law, violations[i].id) != NULL);
}

FUZZ_TARGET(law)
{
	struct arena arena = { 0 };
	struct problems problems = { .arena = &arena };
	struct fuzz fuzz = { data, size };
	struct law *law = law_new(&arena);
	unsigned kind = fuzz_byte(&fuzz);

	if ((kind & 2U) != 0)
		FUZZ_CHECK(law_set_region(law, "54"));
	law_add(law, (kind & 1U) != 0 ? "x.cal" : "x.rule",
		fuzz.left == 0 ? "" : (const char *)fuzz.at, fuzz.left,
		&problems);
	law_ready(law, &problems);
	if (problems.count == 0) {
		check_days(law);
		check_rules(law);
		FUZZ_CHECK(strlen(law_digest(law)) == DIGEST_TEXT - 1);
	}
	arena_clear(&arena);
	return 0;
}
