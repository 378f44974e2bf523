/* SPDX-License-Identifier: MIT */
/*
 * The table of the desk's functions has every one that a header has; that each
 * keeps its right is test_scope.c.
 */
#include "desk/functions.h"

#include "base/arena.h"
#include "tests/support/tree.h"

#include <check.h>
#include <glob.h>
#include <stdbool.h>
#include <string.h>

Suite *suite_functions(void);

static bool
is_listed(const char *name, size_t length)
{
	size_t count;
	const struct desk_function *functions = desk_functions(&count);

	for (size_t i = 0; i < count; i++)
		if (strlen(functions[i].name) == length &&
			strncmp(functions[i].name, name, length) == 0)
			return true;
	return false;
}

/* The word before the bracket that the text stands behind. */
static void
check_declaration(const char *path, const char *start, const char *bracket)
{
	const char *name = bracket;

	while (name > start &&
		(name[-1] == '_' || (name[-1] >= 'a' && name[-1] <= 'z')))
		name--;
	ck_assert_msg(is_listed(name, (size_t)(bracket - name)),
		"%s: %.*s is not in src/desk/functions.c", path,
		(int)(bracket - name), name);
}

static size_t
check_header(struct arena *arena, const char *path)
{
	const char *text = tree_text(arena, path);
	size_t found = 0;

	for (const char *at = text; (at = strchr(at, '(')) != NULL; at++) {
		const char *first = at + 1 + strspn(at + 1, "\n\t ");

		if (strncmp(first, "const ", strlen("const ")) == 0)
			first += strlen("const ");
		if (strncmp(first, "struct desk *", strlen("struct desk *")) !=
			0)
			continue;
		check_declaration(path, text, at);
		found++;
	}
	return found;
}

START_TEST(no_function_is_missing)
{
	struct arena arena = { 0 };
	size_t found = 0;
	glob_t headers;

	ck_assert_int_eq(
		glob(tree_path(&arena, "src/desk/*.h"), 0, NULL, &headers), 0);
	for (size_t i = 0; i < headers.gl_pathc; i++)
		found += check_header(&arena, headers.gl_pathv[i]);
	globfree(&headers);
	arena_clear(&arena);
	ck_assert_uint_gt(found, 30);
}
END_TEST

Suite *
suite_functions(void)
{
	Suite *suite = suite_create("functions");
	TCase *tcase = tcase_create("table");

	tcase_add_test(tcase, no_function_is_missing);
	suite_add_tcase(suite, tcase);
	return suite;
}
