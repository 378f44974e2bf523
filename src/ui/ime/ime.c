/* SPDX-License-Identifier: MIT */
/*
 * What each key does while letters collect, and while none do. Nothing typed
 * is lost and nothing is put into a field that was not chosen: a key that
 * means neither is refused.
 */
#include "ui/ime/ime.h"

#include "base/utf8.h"
#include "ui/ime/ime_own.h"
#include "ui/words.h"

#include <string.h>

static const char refused[] =
	"先选字：空格 第一个，数字 那一个，回车 照写字母，Esc Esc 不要";

/* Adds to what is to be typed. */
static void
put(struct ime_answer *answer, const char *text)
{
	size_t had = strlen(answer->text);
	size_t more = strlen(text);

	if (had + more < sizeof(answer->text))
		memcpy(answer->text + had, text, more + 1);
}

static void
drop_letters(struct ime *ime)
{
	ime->mode = IME_PINYIN;
	ime->letters[0] = '\0';
	ime->found = (struct pinyin_candidates){ 0 };
	ime->first = 0;
}

static void
drop_all(struct ime *ime)
{
	drop_letters(ime);
	ime->is_building = false;
	ime->part_count = 0;
	ime->open = 0;
}

/* In a description a part is one character. */
static void
keep_single(struct ime *ime)
{
	struct pinyin_candidate *items = ime->single;
	size_t count = 0;

	for (size_t i = 0; i < ime->found.count; i++)
		if (utf8_count(ime->found.items[i].text) == 1)
			items[count++] = ime->found.items[i];
	ime->found = (struct pinyin_candidates){ items, count };
}

static void
look_up(struct ime *ime)
{
	ime->first = 0;
	pinyin_know(ime->pinyin, ime->names);
	ime->found = pinyin_find(ime->pinyin, ime->letters,
		ime->is_building ? PINYIN_PARTS : PINYIN_WORDS);
	if (ime->is_building)
		keep_single(ime);
}

static void
refuse(struct ime *ime, struct ime_answer *answer)
{
	answer->beep = true;
	ime->note = refused;
}

static void
add_letter(struct ime *ime, int32_t key, struct ime_answer *answer)
{
	size_t length = strlen(ime->letters);

	if (length == PINYIN_LETTERS ||
		(key == '\'' && ime->letters[length - 1] == '\'')) {
		answer->beep = true;
		return;
	}
	ime->letters[length] = (char)key;
	ime->letters[length + 1] = '\0';
	if (ime->mode == IME_PINYIN)
		look_up(ime);
}

static void
take_letter_back(struct ime *ime)
{
	ime->letters[strlen(ime->letters) - 1] = '\0';
	if (ime->letters[0] == '\0')
		drop_letters(ime);
	else if (ime->mode == IME_PINYIN)
		look_up(ime);
}

/* A description that is whole goes into the field in its brackets. */
static void
add_part(struct ime *ime, uint32_t part, struct ime_answer *answer)
{
	struct buf text = { 0 };

	if (!ime_parts_add(ime, part)) {
		answer->beep = true;
		ime->note = "拆得太细了：最多十六个部件；退格改，Esc Esc 不要";
		return;
	}
	if (ime->open > 0)
		return;
	buf_add(&text, "［");
	ime_parts_text(ime, &text);
	buf_add(&text, "］");
	put(answer, buf_text(&text));
	buf_free(&text);
	drop_all(ime);
}

static void
give(struct ime *ime, const char *text, struct ime_answer *answer)
{
	if (ime->is_building)
		add_part(ime, utf8_next(&text), answer);
	else
		put(answer, text);
}

/* Candidate `at` of all; the letters it leaves go on. */
static bool
choose(struct ime *ime, size_t at, struct ime_answer *answer)
{
	char text[IME_BYTES] = "";
	size_t took;

	if (at >= ime->found.count ||
		strlen(ime->found.items[at].text) >= sizeof(text))
		return false;
	memcpy(text, ime->found.items[at].text,
		strlen(ime->found.items[at].text));
	took = ime->found.items[at].letters;
	took += strspn(ime->letters + took, "'");
	memmove(ime->letters, ime->letters + took,
		strlen(ime->letters + took) + 1);
	give(ime, text, answer);
	if (ime->letters[0] == '\0')
		drop_letters(ime);
	else
		look_up(ime);
	return true;
}

static bool
choose_code(struct ime *ime, struct ime_answer *answer)
{
	uint32_t character = ime_code_character(ime);
	char text[UTF8_MAX_BYTES + 1] = "";

	if (character == 0)
		return false;
	text[utf8_put(character, text)] = '\0';
	drop_letters(ime);
	give(ime, text, answer);
	return true;
}

/* Pages keep their places, so that the way back shows the same. */
static void
turn_page(struct ime *ime, bool is_on, struct ime_answer *answer)
{
	size_t page = 0;
	size_t next = ime_page(ime, 0);

	if (is_on) {
		next = ime->first + ime_page(ime, ime->first);
		page = next < ime->found.count ? next : ime->first;
	} else {
		while (next < ime->first) {
			page = next;
			next += ime_page(ime, next);
		}
	}
	answer->beep = page == ime->first;
	ime->first = page;
}

static void
put_letters(struct ime *ime, struct ime_answer *answer)
{
	if (ime->mode != IME_PINYIN || ime->is_building) {
		refuse(ime, answer);
		return;
	}
	put(answer, ime->letters);
	drop_letters(ime);
}

/* Enter: letters as they are. Codes and initials are looked for at once. */
static void
end_letters(struct ime *ime, enum ime_place place, struct ime_answer *answer)
{
	put_letters(ime, answer);
	answer->passes = place == IME_FIND && !answer->beep;
}

static bool
is_letter(int32_t key)
{
	return key >= 'a' && key <= 'z';
}

/* True if the key was one for the letters collected in code or pinyin. */
static bool
collect(struct ime *ime, int32_t key, struct ime_answer *answer)
{
	if (ime->mode != IME_PINYIN) {
		if (key < KEY_SPACE || !ime_code_takes(ime, key))
			return false;
		add_letter(ime, key, answer);
		return true;
	}
	if (is_letter(key) || key == '\'') {
		add_letter(ime, key, answer);
		return true;
	}
	if (key >= '1' && key <= '9') {
		size_t at = (size_t)(key - '1');

		if (at >= ime_page(ime, ime->first) ||
			!choose(ime, ime->first + at, answer))
			answer->beep = true;
		return true;
	}
	return false;
}

/* True if the key turned a page of the candidates. */
static bool
turned(struct ime *ime, int32_t key, struct ime_answer *answer)
{
	bool is_on = key == '=' || key == '.' || key == KEY_PAGE_DOWN;

	if (ime->mode != IME_PINYIN ||
		!(is_on || key == '-' || key == ',' || key == KEY_PAGE_UP))
		return false;
	turn_page(ime, is_on, answer);
	return true;
}

/* A mark or a capital behind what is being written: the first candidate is
 * meant, then the key. */
static void
choose_and_pass(struct ime *ime, int32_t key, enum ime_place place,
	struct ime_answer *answer)
{
	const char *mark;

	if (key <= KEY_SPACE || key > '~' || ime->is_building ||
		ime->mode != IME_PINYIN || ime->found.count == 0 ||
		(key >= '0' && key <= '9') ||
		ime->found.items[0].letters != strlen(ime->letters)) {
		refuse(ime, answer);
		return;
	}
	(void)choose(ime, 0, answer);
	mark = place == IME_WORDS ? ime_mark(ime, key) : NULL;
	if (mark != NULL)
		put(answer, mark);
	answer->passes = mark == NULL;
}

/* A key while letters are collected. */
static void
composing_key(struct ime *ime, int32_t key, enum ime_place place,
	struct ime_answer *answer)
{
	ime->is_after_digit = false;
	if (collect(ime, key, answer) || turned(ime, key, answer))
		return;
	if (key == KEY_BACKSPACE)
		take_letter_back(ime);
	else if (key == KEY_SPACE ||
		 (key == KEY_ENTER && ime->mode != IME_PINYIN))
		answer->beep = ime->mode == IME_PINYIN
				       ? !choose(ime, ime->first, answer)
				       : !choose_code(ime, answer);
	else if (key == KEY_ENTER)
		end_letters(ime, place, answer);
	else if (key == KEY_F12 || key == KEY_CTRL('C'))
		drop_letters(ime);
	else
		choose_and_pass(ime, key, place, answer);
}

static void
begin(struct ime *ime, int32_t key, struct ime_answer *answer)
{
	if (key == 'u')
		ime->mode = IME_UNICODE;
	else if (key == 'i')
		ime->mode = IME_GB;
	add_letter(ime, key, answer);
}

/* A key while a character is described and no letters are collected. */
static void
building_key(struct ime *ime, int32_t key, struct ime_answer *answer)
{
	uint32_t how = ime_parts_operator(key);

	if (how != 0)
		add_part(ime, how, answer);
	else if (key == KEY_BACKSPACE && ime_parts_drop(ime))
		return;
	else if (key == KEY_BACKSPACE || key == KEY_F12 || key == KEY_CTRL('C'))
		drop_all(ime);
	else if (is_letter(key) && key != 'v' && ime->part_count > 0)
		begin(ime, key, answer);
	else
		answer->beep = true;
}

/* A key while nothing is collected. */
static void
plain_key(struct ime *ime, int32_t key, enum ime_place place,
	struct ime_answer *answer)
{
	const char *mark = NULL;

	if (is_letter(key) && key != 'v') {
		begin(ime, key, answer);
		return;
	}
	if (key == 'v' && place == IME_WORDS) {
		ime->is_building = true;
		ime->open = 1;
		return;
	}
	if (key > KEY_SPACE && key <= '~' && place == IME_WORDS)
		mark = ime_mark(ime, key);
	if (mark != NULL)
		put(answer, mark);
	answer->passes = mark == NULL;
	ime->is_after_digit = key >= '0' && key <= '9';
	if (key < KEY_SPACE || key >= KEY_NAMED)
		ime->is_quoted = ime->is_single_quoted = false;
}

/* The client sends Backspace twice where a hanzi stands before the cursor, also
 * while it is a letter that goes. */
static bool
is_echo(const struct ime *ime, const struct key_event *event)
{
	return event->is_twin && event->key == KEY_BACKSPACE &&
	       ime->has_taken_back;
}

static void
turn(struct ime *ime, struct ime_answer *answer)
{
	if (ime->letters[0] != '\0' && ime->mode == IME_PINYIN &&
		!ime->is_building)
		put_letters(ime, answer);
	drop_all(ime);
	ime->is_on = !ime->is_on;
	answer->said = "拼音关";
	if (!ime->is_on)
		return;
	if (ime->pinyin == NULL)
		ime->pinyin = pinyin_open();
	answer->said =
		pinyin_has_library(ime->pinyin)
			? "拼音开：数字选字，u i 编码，v 拆字，Ctrl-V 标点"
			: "拼音开。没有装拼音库，只能用词库、单字和编码输入；"
			  "请管理员安装 libgooglepinyin0";
}

static void
turn_marks(struct ime *ime, struct ime_answer *answer)
{
	ime->has_plain_marks = !ime->has_plain_marks;
	answer->said = ime->has_plain_marks ? "标点：英文" : "标点：中文";
}

void
ime_key(struct ime *ime, const struct key_event *event, enum ime_place place,
	struct ime_answer *answer)
{
	int32_t key = event->key;

	*answer = (struct ime_answer){ 0 };
	if (is_echo(ime, event))
		return;
	ime->note = NULL;
	ime->has_taken_back = key == KEY_BACKSPACE &&
			      (ime->letters[0] != '\0' || ime->is_building);
	if (place == IME_NOWHERE)
		drop_all(ime);
	if (key == KEY_CTRL('T'))
		turn(ime, answer);
	else if (!ime->is_on || place == IME_NOWHERE || key == KEY_PASTE ||
		 key == KEY_BAD || key == KEY_CTRL('L') ||
		 (key > '~' && key < KEY_NAMED))
		answer->passes = true;
	else if (key == KEY_CTRL('V'))
		turn_marks(ime, answer);
	else if (ime->letters[0] != '\0')
		composing_key(ime, key, place, answer);
	else if (ime->is_building)
		building_key(ime, key, answer);
	else
		plain_key(ime, key, place, answer);
}

void
ime_free(struct ime *ime)
{
	pinyin_close(&ime->pinyin);
	encoder_close(&ime->encoder);
	buf_free(&ime->line);
	*ime = (struct ime){ 0 };
}
