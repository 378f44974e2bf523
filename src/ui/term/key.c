/* SPDX-License-Identifier: MIT */
/*
 * What keys are called: on the bar and in help, and in .keys scripts. What
 * bytes they are is input.c.
 */
#include "ui/term/key.h"

#include "base/attr.h"
#include "base/utf8.h"

#include <string.h>

struct named {
	int32_t key;
	const char *name;   /* on the bar */
	const char *escape; /* its second way (UI §1.1), NULL: none */
	const char *script; /* between < and > */
};

/* clang-format off */
static const struct named named_keys[] = {
	{ KEY_F1,        "F1",        "Esc1",   "F1" },
	{ KEY_F2,        "F2",        "Esc2",   "F2" },
	{ KEY_F3,        "F3",        "Esc3",   "F3" },
	{ KEY_F4,        "F4",        "Esc4",   "F4" },
	{ KEY_F5,        "F5",        "Esc5",   "F5" },
	{ KEY_F6,        "F6",        "Esc6",   "F6" },
	{ KEY_F7,        "F7",        "Esc7",   "F7" },
	{ KEY_F8,        "F8",        "Esc8",   "F8" },
	{ KEY_F9,        "F9",        "Esc9",   "F9" },
	{ KEY_F10,       "F10",       "Esc0",   "F10" },
	{ KEY_F11,       "F11",       "Esc-",   "F11" },
	{ KEY_F12,       "F12",       "EscEsc", "F12" },
	{ KEY_ENTER,     "回车",      NULL,     "Enter" },
	{ KEY_TAB,       "Tab",       NULL,     "Tab" },
	{ KEY_BACK_TAB,  "Shift-Tab", NULL,     "BackTab" },
	{ KEY_BACKSPACE, "退格",      NULL,     "Backspace" },
	{ KEY_DELETE,    "Del",       NULL,     "Del" },
	{ KEY_INSERT,    "Ins",       NULL,     "Ins" },
	{ KEY_UP,        "↑",         NULL,     "Up" },
	{ KEY_DOWN,      "↓",         NULL,     "Down" },
	{ KEY_LEFT,      "←",         NULL,     "Left" },
	{ KEY_RIGHT,     "→",         NULL,     "Right" },
	{ KEY_HOME,      "Home",      NULL,     "Home" },
	{ KEY_END,       "End",       NULL,     "End" },
	{ KEY_PAGE_UP,   "PgUp",      NULL,     "PgUp" },
	{ KEY_PAGE_DOWN, "PgDn",      NULL,     "PgDn" },
	{ KEY_SPACE,     "空格",      NULL,     "Space" },
	{ KEY_RESIZE,    "",          NULL,     "Resize" },
	{ KEY_CHANGED,   "",          NULL,     "Changed" },
	{ KEY_HANGUP,    "",          NULL,     "Hangup" },
	{ KEY_BAD,       "",          NULL,     "Bad" },
	{ '<',           "<",         NULL,     "lt" },
};

static const char *const control_names[] = {
	"Ctrl-A", "Ctrl-B", "Ctrl-C", "Ctrl-D", "Ctrl-E", "Ctrl-F", "Ctrl-G",
	"Ctrl-H", "Ctrl-I", "Ctrl-J", "Ctrl-K", "Ctrl-L", "Ctrl-M", "Ctrl-N",
	"Ctrl-O", "Ctrl-P", "Ctrl-Q", "Ctrl-R", "Ctrl-S", "Ctrl-T", "Ctrl-U",
	"Ctrl-V", "Ctrl-W", "Ctrl-X", "Ctrl-Y", "Ctrl-Z",
};

/* At level line, where a key is a word on a line of its own. */
static const char *const line_names[] = {
	".F1", ".F2", ".F3", ".F4", ".F5", ".F6",
	".F7", ".F8", ".F9", ".F10", ".F11", ".F12",
};

/* One NUL-ended text for each character from '!' to '~'. */
static const char character_names[] =
	"!\0\"\0#\0$\0%\0&\0'\0(\0)\0*\0+\0,\0-\0.\0/\0"
	"0\0" "1\0" "2\0" "3\0" "4\0" "5\0" "6\0" "7\0" "8\0" "9\0"
	":\0;\0<\0=\0>\0?\0@\0A\0B\0C\0D\0E\0F\0G\0H\0I\0J\0K\0L\0M\0N\0O\0"
	"P\0Q\0R\0S\0T\0U\0V\0W\0X\0Y\0Z\0[\0\\\0]\0^\0_\0`\0a\0b\0c\0d\0e\0"
	"f\0g\0h\0i\0j\0k\0l\0m\0n\0o\0p\0q\0r\0s\0t\0u\0v\0w\0x\0y\0z\0{\0"
	"|\0}\0~";
/* clang-format on */

const char *
key_name(int32_t key, enum key_names names)
{
	if (names == KEY_NAMES_LINE && key >= KEY_F1 && key <= KEY_F12)
		return line_names[key - KEY_F1];
	for (size_t i = 0; i < ARRAY_LENGTH(named_keys); i++) {
		const struct named *n = &named_keys[i];

		if (n->key == key)
			return names == KEY_NAMES_ESC && n->escape != NULL
				       ? n->escape
				       : n->name;
	}
	if (key >= 1 && key <= 26)
		return control_names[key - 1];
	if (key > ' ' && key <= '~')
		return character_names + 2 * (size_t)(key - '!');
	return "";
}

static bool
is_word(char byte)
{
	return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= 'a' && byte <= 'z');
}

/* The F-key that a text names here, such as "F12"; KEY_NONE if it does not: a
 * code may begin so ("F2K7M3XA"). */
static int32_t
function_named(const char *at, size_t *length)
{
	size_t digits = at[0] == 'F' ? strspn(at + 1, "0123456789") : 0;
	int number = digits == 1 || digits == 2 ? at[1] - '0' : 0;

	if (digits == 2)
		number = 10 * number + at[2] - '0';
	*length = 1 + digits;
	return number >= 1 && number <= 12 && at[1] != '0' &&
			       !is_word(at[*length])
		       ? KEY_F1 + number - 1
		       : KEY_NONE;
}

/* Stands a name there that is none of a key, or has been said so already? */
static bool
is_inside(char before, enum key_names names)
{
	return is_word(before) || (names == KEY_NAMES_LINE && before == '.');
}

void
key_words(const char *text, enum key_names names, struct buf *out)
{
	char before = '\0';

	while (*text != '\0') {
		size_t length = 1;
		int32_t key = is_inside(before, names)
				      ? KEY_NONE
				      : function_named(text, &length);

		if (key == KEY_NONE) {
			length = 1;
			buf_add_char(out, *text);
		} else {
			buf_add(out, key_name(key, names));
		}
		before = text[length - 1];
		text += length;
	}
}

/* The key of <NAME>; a name is `length` bytes. */
static int32_t
named_key(const char *name, size_t length)
{
	if (length == 3 && name[0] == 'C' && name[1] == '-') {
		int32_t letter = name[2] | 0x20;

		if (letter >= 'a' && letter <= 'z')
			return KEY_CTRL(letter);
	}
	for (size_t i = 0; i < ARRAY_LENGTH(named_keys); i++) {
		const struct named *n = &named_keys[i];

		if (strlen(n->script) == length &&
			memcmp(n->script, name, length) == 0)
			return n->key;
	}
	return KEY_BAD;
}

int32_t
key_after_escape(int32_t character)
{
	if (character >= '1' && character <= '9')
		return KEY_F1 + (character - '1');
	if (character == '0')
		return KEY_F10;
	if (character == '-')
		return KEY_F11;
	return KEY_NONE;
}

/* One key; *is_escape if it was <Esc>, which means nothing by itself. */
static int32_t
read_one(const char **script, bool *is_escape)
{
	const char *at = *script;
	const char *end;

	*is_escape = false;
	if (*at != '<')
		return (int32_t)utf8_next(script);
	end = strchr(at, '>');
	if (end == NULL) {
		*script = at + 1;
		return KEY_BAD;
	}
	*script = end + 1;
	at++;
	*is_escape = end - at == 3 && memcmp(at, "Esc", 3) == 0;
	return named_key(at, (size_t)(end - at));
}

int32_t
key_read(const char **script)
{
	bool was_escape = false;

	for (;;) {
		bool is_escape;
		int32_t key;
		int32_t function;

		*script += strspn(*script, "\r\n");
		key = read_one(script, &is_escape);
		if (is_escape && was_escape)
			return KEY_F12;
		function = was_escape ? key_after_escape(key) : KEY_NONE;
		if (!is_escape)
			return function != KEY_NONE ? function : key;
		was_escape = true;
	}
}
