/* SPDX-License-Identifier: MIT */
/* Lines of other programs: `bianhu law count`, `entitle`, `refuse`, `why`. */
#include "fuzz.h"

#include "desk/library.h"
#include "law/batch.h"

static batch_answer *const answers[] = { batch_count, batch_entitle,
	batch_refuse, batch_why };

static void
ask(const struct law *law, batch_answer *answer, const char *line)
{
	struct arena arena = { 0 };
	struct buf out = { 0 };
	bool is_answered =
		answer(law, date_make(2026, 11, 24), line, &arena, &out);
	const char *text = buf_text(&out);

	FUZZ_CHECK(utf8_valid(text, strlen(text)));
	FUZZ_CHECK(strlen(text) == out.length && out.length > 0);
	FUZZ_CHECK(is_answered || strncmp(text, "error\t", 6) == 0);
	buf_free(&out);
	arena_clear(&arena);
}

/* The shipped law: loading it takes longer than asking it. */
static const struct law *
shipped(void)
{
	static struct library *loaded;
	struct arena arena = { 0 };
	struct problems problems = { .arena = &arena };

	if (loaded == NULL)
		loaded = library_new(NULL, 0, &problems);
	FUZZ_CHECK(loaded != NULL);
	arena_clear(&arena);
	return library_law(loaded);
}

FUZZ_TARGET(batch)
{
	struct fuzz fuzz = { data, size };
	char *line = fuzz_text(&fuzz, SIZE_MAX);

	/* Who asks has checked so much (cli_lines.c). */
	if (utf8_valid(line, strlen(line)) && strchr(line, '\n') == NULL)
		for (size_t i = 0; i < ARRAY_LENGTH(answers); i++)
			ask(shipped(), answers[i], line);
	free(line);
	return 0;
}
