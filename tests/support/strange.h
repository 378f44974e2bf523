/* SPDX-License-Identifier: MIT */
#ifndef SUPPORT_STRANGE_H
#define SUPPORT_STRANGE_H

/*
 * Strange and hostile text, plainly invented. What data may be is kept to the
 * last character; what it may not be is refused where it comes in. Neither
 * reaches a terminal, paper or a file as anything but text.
 */
struct strange {
	const char *name;
	const char *text;
};

/* clang-format off */
static const struct strange strange_kept[] = {
	{ "hanzi of four bytes", "张\U00020BB7\U00031350\u3400" },
	{ "private", "张\uE000" },
	{ "emoji", "张\U0001F600" },
	{ "escapes of ours", "a\\|b\\n\\t\\\\" },
	{ "quotes", "\"',;\"\"'" },
	{ "formula =", "=1+1" },
	{ "formula @", "@SUM(A1)" },
	{ "formula +", "+cmd|' /C calc'!A0" },
	{ "formula -", "-2+3" },
	{ "markup", "<b>&amp;<script>" },
	{ "placeholder", "{{姓名}}" },
	{ "format", "%s%n%100$x$1" },
	{ "stanza", "[值] #注：释" },
	{ "four marks", "e\u0301\u0302\u0303\u0304x" },
	{ "ambiguous", "“诉”…—·×①" },
	{ "SQL", "'); DROP TABLE a;--" },
	{ "right to left letters", "\u05D0\u05D1\u0627\u0628" },
	{ "replacement", "张\uFFFD" },
};

static const struct strange strange_refused[] = {
	{ "colour", "张\x1b[97;41m甲" },
	{ "printer on", "\x1b[5i张" },
	{ "printer off", "张\x1b[4i" },
	{ "title", "\x1b]2;BAD\x07" },
	{ "device control", "\x1bPx\x1b\\" },
	{ "question", "\x1b[6n\x1b[c" },
	{ "bell", "张\x07" },
	{ "backspace", "张\b甲" },
	{ "shift out", "张\x0e甲\x0f" },
	{ "delete", "张\x7f" },
	{ "C1 sequence", "\xc2\x9b" "97;41m张" },
	{ "C1 title", "\xc2\x9d" "2;BAD\xc2\x9c" },
	{ "next line", "张\xc2\x85甲" },
	{ "direction", "张\u202e甲\u202c" },
	{ "isolate", "张\u2066甲\u2069" },
	{ "zero width", "张\u200b\u200d甲" },
	{ "soft hyphen", "张\u00ad甲" },
	{ "byte order mark", "张\ufeff甲" },
	{ "variation", "张\ufe0f\U000E0100甲" },
	{ "tag", "张\U000E0041\U000E007F" },
	{ "line separator", "张\u2028甲\u2029乙" },
	{ "no character", "张\uffff\ufdd0\U0010FFFF" },
	{ "five marks", "e\u0301\u0302\u0303\u0304\u0305" },
	{ "emoji joined", "\U0001F468\u200d\U0001F469" },
	{ "line end", "张\n甲" },
	{ "return", "张\r甲" },
	{ "tab", "张\t甲" },
	{ "vertical tab", "张\v\f甲" },
};

/* No UTF-8 at all. */
static const struct strange strange_broken[] = {
	{ "surrogate", "张\xed\xa0\xbd\xed\xb8\x80" },
	{ "overlong", "\xc0\x9b\xe0\x80\x9b" },
	{ "past the end", "\xf4\x90\x80\x80" },
	{ "cut", "张\xe5\xbc" },
	{ "C1 byte", "\x9b" "97m" },
	{ "0xFF", "\xff\xfe" },
};
/* clang-format on */

#endif
