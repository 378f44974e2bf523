/* SPDX-License-Identifier: MIT */
/* Digests, against the published examples. */
#include "base/digest.h"

#include "base/attr.h"

#include <check.h>
#include <string.h>

Suite *suite_digest(void);

/* FIPS 180-4 examples and GB/T 32905-2016 appendix A. */
static const struct {
	enum digest_kind kind;
	const char *text;
	const char *hex;
} rows[] = {
	{ DIGEST_SHA256, "",
		"e3b0c44298fc1c149afbf4c8996fb924"
		"27ae41e4649b934ca495991b7852b855" },
	{ DIGEST_SHA256, "abc",
		"ba7816bf8f01cfea414140de5dae2223"
		"b00361a396177a9cb410ff61f20015ad" },
	{ DIGEST_SM3, "abc",
		"66c7f0f462eeedd9d1f2d46bdc10e4e2"
		"4167c4875cf2f7a2297da02b8f4ba8e0" },
	{ DIGEST_SM3,
		"abcdabcdabcdabcdabcdabcdabcdabcd"
		"abcdabcdabcdabcdabcdabcdabcdabcd",
		"debe9ff92275b8a138604889c18e5a4d"
		"6fdb70e5387e5765293dcba39c0c5732" },
};

START_TEST(published_examples)
{
	char out[DIGEST_TEXT];

	digest_text(rows[_i].kind, rows[_i].text, strlen(rows[_i].text), out);
	ck_assert_str_eq(out, rows[_i].hex);
}
END_TEST

START_TEST(parts_are_one_text_and_a_digester_serves_often)
{
	struct digester *digester = digest_open(DIGEST_SHA256);
	char out[DIGEST_TEXT];

	ck_assert_ptr_nonnull(digester);
	for (size_t cut = 0; cut <= 3; cut++) {
		struct digest_part parts[] = { { "abc", cut }, { NULL, 0 },
			{ &"abc"[cut], 3 - cut } };

		digest_parts(digester, parts, ARRAY_LENGTH(parts), out);
		ck_assert_str_eq(out, rows[1].hex);
	}
	digest_parts(digester, NULL, 0, out);
	ck_assert_str_eq(out, rows[0].hex);
	digest_close(digester);
	digest_close(NULL);
}
END_TEST

START_TEST(random_bytes_differ)
{
	unsigned char first[600] = { 0 };
	unsigned char second[600] = { 0 };

	ck_assert(digest_random(first, sizeof first));
	ck_assert(digest_random(second, sizeof second));
	ck_assert_mem_ne(first, second, 32);
	ck_assert_mem_ne(first + 568, second + 568, 32);
}
END_TEST

Suite *
suite_digest(void)
{
	Suite *suite = suite_create("digest");
	TCase *tests = tcase_create("digest");

	tcase_add_loop_test(
		tests, published_examples, 0, (int)ARRAY_LENGTH(rows));
	tcase_add_test(tests, parts_are_one_text_and_a_digester_serves_often);
	tcase_add_test(tests, random_bytes_differ);
	suite_add_tcase(suite, tests);
	return suite;
}
