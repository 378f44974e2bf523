/* SPDX-License-Identifier: MIT */
/*
 * A page of text as bytes for a 24-pin Chinese printer. The commands are those
 * that Epson's LQ manuals and the LQ-1600K programmer's reference of InfoPrint
 * (G550-1006) describe alike. None of their numbers is 0, 17 or 19: xterm drops
 * NUL, XON and XOFF on the way to a printer.
 */
#include "form/escp.h"

#include "base/attr.h"
#include "base/encoding.h"
#include "base/utf8.h"
#include "base/width.h"

#include <string.h>

enum {
	FOOT_MOST = 40,	   /* code points listed on one page */
	FOOT_COLUMNS = 56, /* of their lines */
	CODE_COLUMNS = 8,  /* "U+20BB7 " */
	GB_BYTES = 2,
	/* The 8-bit CSI: both PuTTY and xterm end printing at its "4i" as
	 * well, and a hanzi's second byte may be it. */
	CSI = 0x9B
};

#define ESC	"\x1b"
#define FS	"\x1c"
#define CHINESE FS "&"

/*
 * In columns of 1/10 inch a hanzi has 36 dots of 1/180 inch: 24 of its own, 6
 * on either side (FS S). Latin characters get half by whichever way the
 * printer counts them: by pitch (ESC P: 18), or 12 dots and FS T. The margin
 * is set outside the Chinese mode, where a column is one of these.
 * 28 characters are 142 mm of the 156 that GB/T 9704 has: the next step, 158,
 * needs ESC SP, which the Chinese mode does not heed. 22 lines of 72/180 inch
 * are 224 mm of its 225.
 */
struct layout {
	const char *set_up;
	const char *page_head; /* ahead of each page's first line */
	const char *foot_head; /* ahead of what follows the text */
	size_t lines;	       /* of text on a page */
	bool is_dealt;	       /* pages are made here, after that many */
};

/* clang-format off */
static const struct layout layouts[] = {
	[ESCP_DOCUMENT] = {
		/* reset; 70 lines of 1/6 inch: A4; 10 a column inch, margin
		 * 11 columns: 28 mm */
		.set_up = ESC "@" FS "." ESC "2" ESC "C\x46" ESC "P" ESC "l\x0b"
			  CHINESE FS "S\x06\x06" FS "T\x03\x03",
		/* 202/180 inch: 28 mm below where the sheet is taken in */
		.page_head = ESC "J\xca" ESC "3\x48",
		.foot_head = ESC "3\x1e",
		.lines = 22,
	},
	[ESCP_LIST] = {
		.set_up = ESC "@" FS "." ESC "2" ESC "C\x46" ESC "M" ESC "l\x06"
			  CHINESE FS "S\x03\x03" FS "T\x01\x02",
		.page_head = ESC "3\x1e",
		.foot_head = "",
		.lines = 60,
		.is_dealt = true,
	},
};
/* clang-format on */

static const char page_end[] = "\r\f";
static const char job_end[] = ESC "@";

struct writer {
	struct buf *out;
	const struct layout *layout;
	struct encoder *gb;
	struct buf one;		   /* the bytes of a character */
	uint32_t lacks[FOOT_MOST]; /* on this page, in order */
	size_t lack_count;	   /* also of those not kept */
	struct escp_count count;
};

static void
put_geta(struct writer *writer)
{
	/* 〓 is in every Chinese printer: row 2 of GB 2312. */
	buf_add(writer->out, "\xa1\xfe");
}

static void
put_lacking(struct writer *writer, uint32_t character)
{
	if (writer->lack_count < FOOT_MOST)
		writer->lacks[writer->lack_count] = character;
	writer->lack_count++;
	writer->count.missing++;
	if (!utf8_is_mark(character))
		put_geta(writer);
}

static void
put_ascii(struct writer *writer, char character)
{
	const struct buf *out = writer->out;

	/* The same mode once more changes nothing and parts what must not
	 * stand together. */
	if ((character == '4' || character == '5') && out->length > 0 &&
		(unsigned char)out->data[out->length - 1] == CSI)
		buf_add(writer->out, CHINESE);
	buf_add_char(writer->out, character);
}

static void
put_character(struct writer *writer, uint32_t character)
{
	if (character == '\t')
		character = ' ';
	if (character < 0x20 || !utf8_is_plain(character)) {
		put_ascii(writer, '?');
		return;
	}
	if (character < 0x7F) {
		put_ascii(writer, (char)character);
		return;
	}
	buf_clear(&writer->one);
	if (encoder_put(writer->gb, character, WIDTH_PAPER, &writer->one) &&
		writer->one.length == GB_BYTES)
		buf_add_bytes(
			writer->out, writer->one.data, writer->one.length);
	else
		put_lacking(writer, character);
}

static void
put_line(struct writer *writer, const char *line, size_t length)
{
	const char *end = line + length;

	while (line < end)
		put_character(writer, utf8_next(&line));
	buf_add(writer->out, "\r\n");
}

static void
put_text(struct writer *writer, const char *text)
{
	put_line(writer, text, strlen(text));
}

/* "〓…依次：U+20BB7 U+3400", wrapped; what they are is for a hand to write. */
static void
list_lacks(struct writer *writer)
{
	struct buf line = { 0 };
	size_t shown = writer->lack_count;

	if (shown > FOOT_MOST)
		shown = FOOT_MOST;
	buf_add(&line, "〓是打印机没有的字，请手写补正，依次：");
	for (size_t i = 0; i < shown; i++) {
		if (width_text(buf_text(&line), WIDTH_PAPER) + CODE_COLUMNS >
			FOOT_COLUMNS) {
			put_text(writer, buf_text(&line));
			buf_clear(&line);
		}
		buf_addf(&line, "U+%04X ", (unsigned)writer->lacks[i]);
	}
	put_text(writer, buf_text(&line));
	if (shown < writer->lack_count)
		put_text(writer, "后面还有，请对照屏幕。");
	buf_free(&line);
	writer->lack_count = 0;
}

/* One page from `text` on; gives where the next begins, NULL after the last. */
static const char *
put_page(struct writer *writer, const char *text)
{
	const struct layout *layout = writer->layout;
	size_t lines = 0;

	buf_add(writer->out, layout->page_head);
	while (*text != '\0' && *text != '\f') {
		size_t length = strcspn(text, "\n\f");

		if (lines == layout->lines && layout->is_dealt)
			break;
		if (lines++ == layout->lines)
			buf_add(writer->out, layout->foot_head);
		put_line(writer, text, length);
		text += length + (text[length] == '\n' ? 1 : 0);
	}
	if (writer->lack_count > 0)
		list_lacks(writer);
	buf_add(writer->out, page_end);
	writer->count.pages++;
	if (*text == '\f')
		text++;
	return *text == '\0' ? NULL : text;
}

bool
escp_write(enum escp_layout layout, const char *text, struct buf *out,
	struct escp_count *count, struct err *err)
{
	struct writer writer = { .out = out, .layout = &layouts[layout] };

	*count = (struct escp_count){ 0 };
	if (!encoder_open(ENCODING_GB18030, &writer.gb, err))
		return false;
	buf_add(out, writer.layout->set_up);
	do
		text = put_page(&writer, text);
	while (text != NULL);
	buf_add(out, job_end);
	encoder_close(&writer.gb);
	buf_free(&writer.one);
	*count = writer.count;
	return true;
}

/* clang-format off */
static const char *const test_lines[] = {
	"                      打印试页",
	"",
	"    这一页由辩护程序经本机终端送出。下面两行应当一样长，",
	"右边对齐；第三行的字应当个个打得出，打不出的是打印机字库",
	"里没有，遇到时请手写补正。",
	"",
	"12345678901234567890123456789012345678901234567890123456|",
	"一二三四五六七八九十一二三四五六七八九十一二三四五六七八|",
	"堃 喆 昇 镕 玥 翀 頔 珺 燊 淼 √ □ ○ × “ ” — … ① ㎡",
	"没有两字节编码的字印作〓：𠮷",
	"",
	"    这张纸应当是一整页：上面空三十七毫米，左面空二十八毫米，",
	"打完自动换页。位置不对的，在打印机上调进纸位置和左边界。",
};
/* clang-format on */

const char *
escp_test_page(struct arena *arena)
{
	struct buf text = { 0 };
	const char *out;
	size_t lines = layouts[ESCP_DOCUMENT].lines;

	for (size_t i = 0; i < lines; i++)
		buf_addf(&text, "%s\n",
			i < ARRAY_LENGTH(test_lines) ? test_lines[i] : "");
	buf_add(&text, "\n                        — 1 —\n");
	out = arena_copy(arena, buf_text(&text));
	buf_free(&text);
	return out;
}
