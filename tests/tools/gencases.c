/* SPDX-License-Identifier: MIT */
/*
 * gencases N [gb18030]: N invented cases as a court's case system exports
 * them, on standard output. The same N gives the same cases but for the days,
 * which end today: one in thirty of the last three months, the others over
 * ten years. Every kind of thing an import meets is in it, but no bad row.
 */
#include "base/attr.h"
#include "base/buf.h"
#include "base/clock.h"

#include <iconv.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { YEARS_DAYS = 3650, RECENT_DAYS = 90, RECENT_ONE_IN = 30 };

static const char *const surnames[] = { "张", "王", "李", "赵", "钱", "孙",
	"周", "吴", "郑", "冯", "陈", "褚", "卫", "蒋", "沈", "韩", "杨", "朱",
	"秦", "尤", "许", "何", "吕", "施", "孔", "曹", "严", "华", "金", "魏",
	"陶", "姜", "戚", "谢", "邹", "喻", "柏", "水", "窦", "章" };
static const char *const stems[] = { "甲", "乙", "丙", "丁", "戊", "己", "庚",
	"辛", "壬", "癸" };
static const char *const branches[] = { "子", "丑", "寅", "卯", "辰", "巳",
	"午", "未", "申", "酉", "戌", "亥", "一", "二", "三", "四", "五", "六",
	"七", "八" };
static const char *const charges[] = { "盗窃罪", "诈骗罪", "危险驾驶罪",
	"故意伤害罪", "寻衅滋事罪", "帮助信息网络犯罪活动罪", "开设赌场罪",
	"掩饰、隐瞒犯罪所得罪" };
static const char *const procedures[] = { "普通程序", "简易程序", "速裁程序",
	"" };

/* A small generator of its own, so that all machines make the same cases. */
static uint32_t
next(uint64_t *state, uint32_t below)
{
	*state = *state * UINT64_C(6364136223846793005) +
		 UINT64_C(1442695040888963407);
	return (uint32_t)(*state >> 33) % below;
}

#define PICK(state, table) (table)[next((state), ARRAY_LENGTH(table))]

static void
add_name(struct buf *out, uint64_t *state)
{
	buf_add(out, PICK(state, surnames));
	buf_add(out, PICK(state, stems));
	buf_add(out, PICK(state, branches));
}

static void
add_day(struct buf *out, struct date day)
{
	char text[DATE_TEXT];

	buf_addf(out, "%s,", date_format(day, text));
}

static void
add_persons(struct buf *out, uint64_t *state)
{
	uint32_t more = next(state, 12) == 0 ? 1 + next(state, 3) : 0;

	add_name(out, state);
	for (uint32_t i = 0; i < more; i++) {
		buf_add(out, "、");
		add_name(out, state);
	}
	/* Sex and birth are said where it is one person. */
	if (more > 0)
		buf_add(out, ",,,");
	else
		buf_addf(out, ",%s,%d-%02d-%02d,",
			next(state, 5) == 0 ? "女" : "男",
			1960 + (int)next(state, 45), 1 + (int)next(state, 12),
			1 + (int)next(state, 28));
}

/* Recent ones are partly not advised; old ones nearly all are. */
static void
add_advice(struct buf *out, uint64_t *state, struct date accepted,
	struct date today)
{
	int age = date_between(accepted, today);
	struct date advised = date_add(accepted, (int)next(state, 4));

	if (age < 5 || next(state, age < RECENT_DAYS ? 5 : 50) == 0)
		return;
	add_day(out, advised);
	buf_cut(out, out->length - 1);
}

static void
add_case(struct buf *out, int number, struct date today)
{
	uint64_t state = (uint64_t)number * 7919 + 1;
	bool is_recent = next(&state, RECENT_ONE_IN) == 0;
	struct date accepted = date_add(today,
		-(int)next(&state, is_recent ? RECENT_DAYS : YEARS_DAYS));

	buf_addf(out, "（%d）测0102刑初%d号,", date_year(accepted), number);
	add_day(out, date_add(accepted, -(int)next(&state, 4)));
	add_day(out, accepted);
	buf_addf(out, "%s,一审,%s,", PICK(&state, procedures),
		PICK(&state, charges));
	add_persons(out, &state);
	buf_addf(out, "%s,法官%s,010-%08u,",
		next(&state, 3) == 0 ? "测试县看守所" : "取保候审",
		PICK(&state, stems), 10000000 + next(&state, 80000000));
	if (is_recent && next(&state, 3) == 0) {
		add_day(out, date_add(today, 1 + (int)next(&state, 30)));
		out->data[out->length - 1] = ' ';
		buf_add(out, "09:30,第一法庭,");
	} else {
		buf_add(out, ",,");
	}
	buf_addf(out, "%s,", next(&state, 4) == 0 ? "" : "否");
	add_advice(out, &state, accepted, today);
	buf_add(out, "\r\n");
}

static bool
write_gb18030(const struct buf *text)
{
	iconv_t to = iconv_open("GB18030", "UTF-8");
	char *from = text->data;
	size_t left = text->length;
	bool is_open = (intptr_t)to != -1;
	bool done = is_open;

	while (done && left > 0) {
		char piece[4096];
		char *at = piece;
		size_t room = sizeof piece;
		size_t converted = iconv(to, &from, &left, &at, &room);
		size_t length = sizeof piece - room;

		done = (converted != (size_t)-1 || length > 0) &&
		       fwrite(piece, 1, length, stdout) == length;
	}
	if (is_open)
		iconv_close(to);
	return done;
}

int
main(int argc, char **argv)
{
	static const struct clock clock;
	struct buf out = { 0 };
	long count = argc > 1 ? strtol(argv[1], NULL, 10) : 0;
	bool is_gb = argc > 2 && strcmp(argv[2], "gb18030") == 0;
	bool done;

	if (count < 1 || count > 10000000) {
		return fputs("usage: gencases N [gb18030]\n", stderr) < 0 ? 1
									  : 2;
	}
	buf_add(&out, "案号,收案日期,立案日期,程序,审级,罪名,被告人,性别,"
		      "出生日期,羁押场所,承办人,联系电话,开庭时间,开庭地点,"
		      "是否委托,告知日期\r\n");
	for (int i = 1; i <= count; i++)
		add_case(&out, i, clock_today(&clock));
	done = is_gb ? write_gb18030(&out)
		     : fwrite(out.data, 1, out.length, stdout) == out.length;
	buf_free(&out);
	return done && fflush(stdout) == 0 ? 0 : 1;
}
