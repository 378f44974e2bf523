/* SPDX-License-Identifier: MIT */
/* 线路与终端: what was found of the line and what is set; each is changed by
 * its digit, at once, and remembered for this user at this line. */
#include "screens/paper.h"
#include "screens/screens.h"
#include "screens/wires.h"

#include "base/utf8.h"
#include "ui/term/key.h"

#include <string.h>

enum { ANSWER_SECONDS = 20 };

/* What every key answers or shows meanwhile. */
enum hearing { HEARING_NOTHING, HEARING_READS, HEARING_KEYS };

struct line {
	enum hearing hearing;
	struct wire before; /* the encoding is put back unless he can read */
	int64_t until;	    /* instant */
	int enters;	    /* Enter twice ends the test of the keys */
	int keys;
	char key[32];
};

static const char sample[] = "你好，张三丰：“引号”—…·①";

static const char *const level_words[] = { "彩色", "简洁（不用颜色）",
	"简洁短页（一屏十行，慢线路）", "逐行（一行一问）" };
static const char *const bar_words[] = { "全", "短", "不显示" };
static const char *const printer_words[] = { "没有", "终端说明里的（mc5 mc4）",
	"ESC[5i ESC[4i" };

static void
show_found(const struct screen *self, struct view *out)
{
	const struct wire *wire = self->wire;
	struct buf name = { 0 };

	wires_name(&name);
	view_fields(out, "查到的");
	view_field(out, "终端", buf_text(&name));
	view_field(out, "终端答",
		wire->has_encoding ? "启动时指定了编码，没有问"
				   : probe_word(wire->found));
	view_field(out, "往返",
		wire->round_trip < 0
			? "没有量到"
			: arena_printf(out->arena, "%d毫秒", wire->round_trip));
	view_field(out, "已发",
		arena_printf(out->arena, "%zu KB，%lld个键",
			wire->meter.bytes / 1024, (long long)wire->meter.keys));
	view_field(out, "样字", sample);
	buf_free(&name);
}

static void
choice(struct view *out, const char *digit, const char *label,
	const char *value)
{
	view_choice(
		out, digit, arena_printf(out->arena, "%s：%s", label, value));
}

static void
show_settings(const struct wire *wire, struct view *out)
{
	choice(out, "1", "编码", encoding_name(wire->encoding));
	choice(out, "2", "“ ” — … 的宽度",
		wire->width == WIDTH_TERM_NARROW ? "一列" : "两列");
	choice(out, "3", "显示", level_words[wire->level]);
	choice(out, "4", "功能键叫做",
		wire->names == KEY_NAMES_ESC ? "Esc1帮助（功能键发不出来时）"
					     : "F1帮助");
	choice(out, "5", "遇到汉字，终端把左右键退格键",
		wire->has_twins ? "发两次" : "发一次");
	choice(out, "6", "本机终端打印机", printer_words[wire->printer]);
	choice(out, "7", "响铃", wire->is_muted ? "不响" : "响");
	choice(out, "8", "仪表（Ctrl-W）",
		wire->is_metered ? "显示" : "不显示");
	choice(out, "9", "键条（Ctrl-O）", bar_words[wire->bar]);
	view_choice(out, "0", "试键：看您的键送来的是什么");
}

static void
show_keys(const struct line *line, struct view *out)
{
	view_paragraph(out, "试键",
		"按一个键，看它送来的是什么。功能键按了没有反应，或不是它的"
		"名字，就用 Esc 加数字，再把“功能键叫做”改成 Esc1。"
		"连按两次回车结束。");
	view_fields(out, NULL);
	view_field(out, "收到",
		line->keys == 0 ? "还没有"
				: arena_printf(out->arena, "%s（第%d个）",
					  line->key, line->keys));
}

/* Should he not be able to read it, the digits still are. */
static void
show_question(struct screen *self, const struct line *line, struct view *out)
{
	view_paragraph(out, "现在这行字能读吗？",
		arena_printf(out->arena,
			"%s\n1 = OK 能读，留用    "
			"any other key 别的键 = 改回 %s",
			sample, encoding_name(line->before.encoding)));
	self->wake = line->until;
}

static void
put_back(struct screen *self, struct line *line)
{
	self->wire->encoding = line->before.encoding;
	self->wire->width = line->before.width;
	self->wire->is_chosen = line->before.is_chosen;
	self->wire->is_changed = true;
	line->hearing = HEARING_NOTHING;
	self->is_hearing = false;
}

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct line *line = self->state;

	(void)err;
	/* Nobody answered: he can't read the question. */
	if (line->hearing == HEARING_READS &&
		desk_now(self->desk) > line->until)
		put_back(self, line);
	self->wake = 0;
	switch (line->hearing) {
	case HEARING_READS:
		show_question(self, line, out);
		return true;
	case HEARING_KEYS:
		show_keys(line, out);
		return true;
	case HEARING_NOTHING:
		break;
	}
	show_found(self, out);
	show_settings(self->wire, out);
	return true;
}

static void
name_key(struct line *line, int32_t key)
{
	const char *name = key_name(key, KEY_NAMES_F);
	struct buf text = { 0 };

	if (name[0] != '\0')
		buf_add(&text, name);
	else if (key > ' ' && key < KEY_NAMED) {
		char bytes[UTF8_MAX_BYTES];

		buf_add_bytes(&text, bytes, utf8_put((uint32_t)key, bytes));
	} else {
		buf_add(&text, key == KEY_PASTE ? "贴入的内容" : "不认识的键");
	}
	memcpy(line->key, buf_text(&text),
		text.length < sizeof line->key ? text.length + 1 : 1);
	buf_free(&text);
	line->keys++;
}

static enum next
hear(struct screen *self, int32_t key, struct err *err)
{
	struct line *line = self->state;

	(void)err;
	if (line->hearing == HEARING_READS && key != '1') {
		put_back(self, line);
		screen_say(
			self, "已改回 %s", encoding_name(self->wire->encoding));
		return NEXT_RELOAD;
	}
	if (line->hearing == HEARING_KEYS) {
		name_key(line, key);
		line->enters = key == KEY_ENTER ? line->enters + 1 : 0;
		if (line->enters < 2)
			return NEXT_RELOAD;
	}
	if (line->hearing == HEARING_READS)
		screen_say(self, "编码改成了 %s，下次也这样",
			encoding_name(self->wire->encoding));
	line->hearing = HEARING_NOTHING;
	self->is_hearing = false;
	return NEXT_RELOAD;
}

static bool
prepare_encodings(struct screen *self, struct ask_options *options,
	const char **prompt, struct err *err)
{
	(void)self;
	(void)prompt;
	(void)err;
	for (int i = 0; i < ENCODINGS; i++)
		ask_option_add(options, i, encoding_name((enum encoding)i));
	return true;
}

static const struct ask ask_encoding = {
	.kind = ASK_CHOICE,
	.prompt = "终端的字符编码。PuTTY 在 Window > Translation，SecureCRT 在 "
		  "Session Options > Appearance；改了那边，再改这里",
	.prepare = prepare_encodings,
};

static enum next
set_encoding(struct screen *self, const struct answer *answer, struct err *err)
{
	struct line *line = self->state;
	struct wire *wire = self->wire;

	(void)err;
	if (answer->id < 0 || answer->id >= ENCODINGS ||
		(enum encoding)answer->id == wire->encoding)
		return NEXT_STAY;
	line->before = *wire;
	line->until = desk_now(self->desk) + ANSWER_SECONDS;
	line->hearing = HEARING_READS;
	self->is_hearing = true;
	wire->encoding = (enum encoding)answer->id;
	wire->width = wire->encoding == ENCODING_UTF8 ? WIDTH_TERM_NARROW
						      : WIDTH_TERM_WIDE;
	wire->is_chosen = true;
	wire->is_changed = true;
	return NEXT_RELOAD;
}

static bool
prepare_levels(struct screen *self, struct ask_options *options,
	const char **prompt, struct err *err)
{
	(void)self;
	(void)prompt;
	(void)err;
	for (int i = 0; i <= LEVEL_LINE; i++)
		ask_option_add(options, i, level_words[i]);
	return true;
}

static const struct ask ask_level = {
	.kind = ASK_CHOICE,
	.prompt =
		"怎样显示。线路慢用简洁，再慢用短页；读屏、盲文、打字终端用逐行，回来键入 "
		".320",
	.prepare = prepare_levels,
};

static enum next
set_level(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)err;
	if (answer->id < 0 || answer->id > LEVEL_LINE)
		return NEXT_STAY;
	self->wire->level = (enum level)answer->id;
	self->wire->has_level = true;
	self->wire->is_changed = true;
	return NEXT_RELOAD;
}

/* Settings with two or three values: the next one. */
static enum next
turn(struct screen *self, const struct answer *answer, struct err *err)
{
	struct wire *wire = self->wire;

	(void)answer;
	(void)err;
	switch (self->key) {
	case '2':
		wire->width = wire->width == WIDTH_TERM_NARROW
				      ? WIDTH_TERM_WIDE
				      : WIDTH_TERM_NARROW;
		wire->is_chosen = true;
		break;
	case '4':
		wire->names = wire->names == KEY_NAMES_F ? KEY_NAMES_ESC
							 : KEY_NAMES_F;
		break;
	case '5':
		wire->has_twins = !wire->has_twins;
		break;
	case '6':
		wire->printer = (wire->printer + 1) % (WIRE_PRINTER_ANSI + 1);
		break;
	case '7':
		wire->is_muted = !wire->is_muted;
		break;
	case '8':
		wire->is_metered = !wire->is_metered;
		break;
	case '9':
		wire->bar = (wire->bar + 1) % (BAR_OFF + 1);
		break;
	default:
		return NEXT_STAY;
	}
	wire->is_changed = true;
	return NEXT_RELOAD;
}

static enum next
test_keys(struct screen *self, const struct answer *answer, struct err *err)
{
	struct line *line = self->state;

	(void)answer;
	(void)err;
	line->hearing = HEARING_KEYS;
	line->enters = 0;
	line->keys = 0;
	self->is_hearing = true;
	return NEXT_RELOAD;
}

static enum next
ask_again(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	(void)err;
	self->wire->wants_probe = true;
	return NEXT_STAY;
}

static bool
has_printer(const struct screen *self)
{
	return self->wire->printer != WIRE_PRINTER_NONE;
}

/* clang-format off */
static const struct action actions[] = {
	{ .key = '1', .label = "编码", .help = "终端的字符编码；改了先问能不能读，读不了自己改回", .asks = &ask_encoding, .run = set_encoding },
	{ .key = '2', .label = "宽度", .help = "引号、破折号在终端上占一列还是两列", .run = turn },
	{ .key = '3', .label = "显示", .help = "彩色、简洁、短页或逐行", .asks = &ask_level, .run = set_level },
	{ .key = '4', .label = "键名", .help = "键条上写 F1 还是 Esc1", .run = turn },
	{ .key = '5', .label = "双发", .help = "终端遇到汉字把左右键、退格键发两次时改这里", .run = turn },
	{ .key = '6', .label = "打印机", .help = "接在这台终端上的打印机怎样打开", .run = turn },
	{ .key = '7', .label = "响铃", .help = "出错时响不响", .run = turn },
	{ .key = '8', .label = "仪表", .help = "线路的编码、往返、字节数显示不显示", .run = turn },
	{ .key = '9', .label = "键条", .help = "最下一行：全、短、不显示", .run = turn },
	{ .key = '0', .label = "试键", .help = "看您的键送来的是什么；连按两次回车结束", .run = test_keys },
	{ .key = KEY_F4, .label = "试打", .help = "在本机终端打印机上试打一页：边界、行距、字", .run = paper_try, .offered = has_printer },
	{ .key = KEY_F6, .label = "重问", .help = "再问一次终端：编码和往返", .run = ask_again },
};
/* clang-format on */

const struct screen_def screen_line = {
	.code = "320",
	.title = "线路与终端",
	.words = "编码 乱码 键名 慢 彩色 简洁 逐行 响铃 打印机 GBK UTF-8",
	.is_live = true,
	.state_size = sizeof(struct line),
	.view = view,
	.hear = hear,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
