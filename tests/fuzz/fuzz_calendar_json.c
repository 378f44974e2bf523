/* SPDX-License-Identifier: MIT */
/* A year's days off as they are published: what is taken is a calendar. */
#include "fuzz.h"

#include "law/calendar_json.h"
#include "law/law.h"

FUZZ_TARGET(calendar_json)
{
	struct arena arena = { 0 };
	struct problems problems = { .arena = &arena };
	struct buf out = { 0 };
	struct err err = { 0 };

	if (calendar_from_json((const char *)data, size, &arena, &out, &err)) {
		struct law *law = law_new(&arena);

		FUZZ_CHECK(fuzz_is_clean(buf_text(&out), UTF8_LINES));
		law_add(law, "x.cal", buf_text(&out), out.length, &problems);
		FUZZ_CHECK(problems.count == 0);
	} else {
		FUZZ_CHECK(out.length == 0 && err.text[0] != '\0');
	}
	buf_free(&out);
	arena_clear(&arena);
	return 0;
}
