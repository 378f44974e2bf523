/* SPDX-License-Identifier: MIT */
/* Sealed bytes: writing and reading are inverse, and nothing else reads. */
#include "form/seal.h"

#include "load.h"

Suite *suite_seal(void);

static const char form_text[] =
	"[表单]\n编号: x\n名称: 例\n种类: 登记\n版本: 1\n"
	"[栏目 甲]\n类型: 长文本\n[栏目 乙]\n类型: 文本\n"
	"[栏目 丙]\n类型: 文本\n";

static const int64_t parties[] = { 7, 9 };

static struct seal_head
head_of(const struct form *form)
{
	return (struct seal_head){ .form = form->id,
		.form_version = form->version,
		.digest = form->digest,
		.record = 4611686018427387904,
		.station = 3,
		.station_name = "测试市中级人民法院",
		.number = "（2026）测01告1号",
		.matter = 5,
		.proceeding = 6,
		.supersedes = 2,
		.reason = "写错\n两行\\n",
		.parties = parties,
		.party_count = 2,
		.entered = -1,
		.by = "张甲一" };
}

static const char *const hostile[] = { "", "一", "两\n行", "\\", "\\n", "\\\n",
	"a\\\\nb", "{{甲}}", "甲|乙", "甲\t乙", "乙: 三", "\n", "\n\n乙: 三\n",
	"values: 0", "𬭎㛃䶮", " 前后 ", "\r" };

START_TEST(inverse)
{
	struct arena arena = { 0 };
	const struct form *form = load_text(&arena, "例.form", form_text);
	struct seal_head head = head_of(form);
	struct seal_head back;
	struct values values = { .arena = &arena };
	struct values read;
	struct buf bytes = { 0 };
	struct err err = { 0 };

	/* Set out of order: the form's order is written. */
	values_set(&values, "乙", "二");
	values_set(&values, "甲", hostile[_i]);
	seal_write(&head, form, &values, &bytes);
	ck_assert_msg(seal_read(&arena, buf_text(&bytes), bytes.length, &back,
			      &read, &err),
		"%s: %s", err.text, buf_text(&bytes));
	ck_assert_uint_eq(read.count, 2);
	ck_assert_str_eq(read.items[0].name, "甲");
	ck_assert_str_eq(read.items[0].text, hostile[_i]);
	ck_assert_str_eq(values_get(&read, "乙"), "二");
	ck_assert(!values_has(&read, "丙"));
	ck_assert_str_eq(back.reason, head.reason);
	ck_assert_str_eq(back.digest, head.digest);
	ck_assert(back.record == head.record && back.entered == head.entered);
	ck_assert(back.party_count == 2 && back.parties[1] == 9);
	ck_assert(back.supersedes == 2 && back.hearing == 0);
	buf_free(&bytes);
	arena_clear(&arena);
}
END_TEST

/* Each byte set to each of a few others: refused, or another digest. */
START_TEST(one_byte_changed)
{
	static const char others[] = { 0, '\n', '\\', ' ', '0', '1', 'n',
		(char)0xff };
	struct arena arena = { 0 };
	const struct form *form = load_text(&arena, "例.form", form_text);
	struct seal_head head = head_of(form);
	struct values values = { .arena = &arena };
	struct digester *digester = digest_open(DIGEST_SHA256);
	struct buf bytes = { 0 };
	char right[DIGEST_TEXT];
	char wrong[DIGEST_TEXT];

	values_set(&values, "甲", "两\n行\\");
	seal_write(&head, form, &values, &bytes);
	seal_payload_digest(digester, "5a1f", bytes.data, bytes.length, right);
	for (size_t i = 0; i < bytes.length; i++) {
		char was = bytes.data[i];

		for (size_t k = 0; k < sizeof(others); k++) {
			if (others[k] == was)
				continue;
			bytes.data[i] = others[k];
			seal_payload_digest(digester, "5a1f", bytes.data,
				bytes.length, wrong);
			ck_assert_str_ne(right, wrong);
		}
		bytes.data[i] = was;
	}
	digest_close(digester);
	buf_free(&bytes);
	arena_clear(&arena);
}
END_TEST

/* Whatever reads, writes the very same bytes: one text for one record. */
START_TEST(what_reads_is_canonical)
{
	static const char others[] = { '\n', '\\', ' ', '0', '9', '-', 'n',
		':' };
	struct arena arena = { 0 };
	const struct form *form = load_text(&arena, "例.form", form_text);
	struct seal_head head = head_of(form);
	struct values values = { .arena = &arena };
	struct buf bytes = { 0 };

	values_set(&values, "甲", "两\n行\\");
	seal_write(&head, form, &values, &bytes);
	for (size_t i = 0; i < bytes.length; i++) {
		char was = bytes.data[i];

		for (size_t k = 0; k < sizeof(others); k++) {
			struct arena scratch = { 0 };
			struct seal_head back;
			struct values read;
			struct buf again = { 0 };

			bytes.data[i] = others[k];
			if (seal_read(&scratch, bytes.data, bytes.length, &back,
				    &read, NULL) &&
				read.count == 1 &&
				strcmp(read.items[0].name, "甲") == 0) {
				seal_write(&back, form, &read, &again);
				ck_assert_uint_eq(again.length, bytes.length);
				ck_assert_mem_eq(
					again.data, bytes.data, bytes.length);
			}
			buf_free(&again);
			arena_clear(&scratch);
		}
		bytes.data[i] = was;
	}
	buf_free(&bytes);
	arena_clear(&arena);
}
END_TEST

/* Cut short, lengthened, or written in another way. */
START_TEST(deviations_are_refused)
{
	static const struct {
		const char *from;
		const char *to;
	} changes[] = {
		{ "bianhu-record 1", "bianhu-record 2" },
		{ "station: 3", "station: 03" },
		{ "station: 3", "station: +3" },
		{ "station: 3", "station:  3" },
		{ "station: 3", "station: " },
		{ "station: 3", "station: 99999999999999999999" },
		{ "parties: 2", "parties: 1" },
		{ "parties: 2", "parties: 3" },
		{ "parties: 2", "parties: -1" },
		{ "values: 2", "values: 1" },
		{ "values: 2", "values: 3" },
		{ "values: 2", "values: 999999999" },
		{ "甲: 一", "甲: \\x" },
		{ "甲: 一", "甲: \\" },
		{ "甲: 一", "甲：一" },
		{ "甲: 一", ": 一" },
		{ "乙: 二", "甲: 二" },
		{ "matter: 5\n", "" },
		{ "by: 张甲一\n", "by: 张甲一\r\n\n" },
	};
	struct arena arena = { 0 };
	const struct form *form = load_text(&arena, "例.form", form_text);
	struct seal_head head = head_of(form);
	struct seal_head back;
	struct values values = { .arena = &arena };
	struct values read;
	struct buf bytes = { 0 };

	values_set(&values, "甲", "一");
	values_set(&values, "乙", "二");
	seal_write(&head, form, &values, &bytes);
	for (size_t i = 0; i < bytes.length; i++)
		ck_assert(!seal_read(
			&arena, buf_text(&bytes), i, &back, &read, NULL));
	for (size_t i = 0; i < ARRAY_LENGTH(changes); i++) {
		const char *at = strstr(buf_text(&bytes), changes[i].from);
		struct buf changed = { 0 };
		struct err err = { 0 };

		ck_assert_msg(at != NULL, "%s", changes[i].from);
		buf_add_bytes(&changed, bytes.data, (size_t)(at - bytes.data));
		buf_add(&changed, changes[i].to);
		buf_add(&changed, at + strlen(changes[i].from));
		ck_assert_msg(!seal_read(&arena, buf_text(&changed),
				      changed.length, &back, &read, &err),
			"%s", changes[i].to);
		ck_assert_int_eq(err.code, ERR_INPUT);
		buf_free(&changed);
	}
	buf_add(&bytes, "\n");
	ck_assert(!seal_read(
		&arena, buf_text(&bytes), bytes.length, &back, &read, NULL));
	buf_free(&bytes);
	arena_clear(&arena);
}
END_TEST

/*
 * What forms/SEAL.md promises to strangers, made with printf and sha256sum:
 *     printf '%s' abab | sha256sum        (payload "ab" under salt "ab")
 *     printf 'bianhu-link 1 3 1 00…00 9 fb8e…\n' | sha256sum
 */
START_TEST(digests_as_documented)
{
	static const char zeros[] =
		"000000000000000000000000000000000000000000000000000000000000"
		"0000";
	struct digester *digester = digest_open(DIGEST_SHA256);
	struct seal_link link = { 3, 1, zeros, 9, NULL };
	char payload[DIGEST_TEXT];
	char made[DIGEST_TEXT];
	char want[DIGEST_TEXT];
	struct buf line = { 0 };

	seal_payload_digest(digester, "ab", "ab", 2, payload);
	digest_text(DIGEST_SHA256, "abab", 4, want);
	ck_assert_str_eq(payload, want);
	link.payload = payload;
	seal_link_digest(digester, &link, made);
	buf_addf(&line, "bianhu-link 1 3 1 %s 9 %s\n", zeros, payload);
	digest_text(DIGEST_SHA256, buf_text(&line), line.length, want);
	ck_assert_str_eq(made, want);
	buf_free(&line);
	digest_close(digester);
}
END_TEST

START_TEST(check_characters)
{
	static const char all[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	char code[] = "A12425GABC1234002";

	/* The example of the GRid standard, which uses MOD 37,36. */
	ck_assert_int_eq(seal_check_char(code), 'M');
	ck_assert_int_eq(seal_check_char("a1-2425g-abc1234002"), 'M');
	/* One character wrong is found. */
	for (size_t i = 0; code[i] != '\0'; i++) {
		char was = code[i];

		for (size_t k = 0; k < sizeof(all) - 1; k++) {
			if (all[k] == was)
				continue;
			code[i] = all[k];
			ck_assert_int_ne(seal_check_char(code), 'M');
		}
		code[i] = was;
	}
}
END_TEST

START_TEST(short_codes)
{
	char digest[DIGEST_TEXT];
	char code[9];
	char first[9];

	for (int i = 0; i < 2000; i++) {
		digest_text(DIGEST_SHA256, &i, sizeof(i), digest);
		seal_short_code(digest, code);
		ck_assert_uint_eq(strlen(code), 8);
		ck_assert_ptr_null(strpbrk(code, "0O1I"));
		memcpy(first, code, sizeof(first));
		first[7] = '\0';
		ck_assert_int_eq(seal_check_char(first), code[7]);
	}
	digest_text(DIGEST_SHA256, "", 0, digest);
	seal_short_code(digest, code);
	ck_assert_str_eq(code, "WGSEAJN9");
}
END_TEST

Suite *
suite_seal(void)
{
	Suite *suite = suite_create("seal");
	TCase *tests = tcase_create("seal");

	tcase_add_loop_test(tests, inverse, 0, ARRAY_LENGTH(hostile));
	tcase_add_test(tests, one_byte_changed);
	tcase_add_test(tests, what_reads_is_canonical);
	tcase_add_test(tests, deviations_are_refused);
	tcase_add_test(tests, digests_as_documented);
	tcase_add_test(tests, check_characters);
	tcase_add_test(tests, short_codes);
	suite_add_tcase(suite, tests);
	return suite;
}
