/* SPDX-License-Identifier: MIT */
/* Compiles [正文]: everything that can be wrong with it is found here. */
#include "form/body.h"

#include "form/form_read.h"

#include <string.h>

/* clang-format off */
static const struct block_kind kinds[] = {
	/* word    cells  text   authors */
	{ "org",   false, true,  true },
	{ "title", false, true,  true },
	{ "num",   false, true,  true },
	{ "to",    false, true,  true },
	{ "p",     false, true,  true },
	{ "h",     false, true,  true },
	{ "row",   true,  true,  true },
	{ "item",  true,  true,  false },
	{ "sign",  true,  true,  true },
	{ "right", false, true,  true },
	{ "blank", false, false, true },
	{ "rule",  false, false, true },
	{ "note",  false, true,  true },
	{ "foot",  false, true,  false },
};
static const struct keyword heads[BODY_HEADS] = {
	[BODY_NUMBER]  = { "文号", "number" },
	[BODY_CASE_NO] = { "案号", "case-no" },
	[BODY_ORGAN]   = { "机关", "organ" },
	[BODY_BY]      = { "录入人", "entered-by" },
	[BODY_ENTERED] = { "录入时间", "entered-at" },
};
/* clang-format on */

static const char can_start[] = "org title num to p h row sign right blank "
				"rule note items ? * .";

struct compiler {
	struct form_reader *reader;
	struct form_body *body;
	size_t open[BODY_MOST_DEPTH]; /* steps whose END is to come */
	size_t depth;
	int line;
};

const struct block_kind *
block_kind_find(const char *word)
{
	for (size_t i = 0; i < ARRAY_LENGTH(kinds); i++) {
		if (strcmp(kinds[i].word, word) == 0)
			return &kinds[i];
	}
	return NULL;
}

static void
complain(struct compiler *compiler, const char *what, const char *found)
{
	problem_add(compiler->reader->problems, compiler->reader->stanzas->file,
		compiler->line, "%s：%s", what, found);
}

static struct body_step *
add_step(struct compiler *compiler, enum step_kind kind)
{
	struct form_body *body = compiler->body;
	struct body_step *step;

	body->steps = arena_grow(compiler->reader->arena, body->steps,
		body->count, sizeof(body->steps[0]));
	step = &body->steps[body->count++];
	*step = (struct body_step){ .kind = kind, .line = compiler->line };
	return step;
}

static void
add_part(struct compiler *compiler, struct body_step *step,
	struct body_part part)
{
	step->parts = arena_grow(compiler->reader->arena, step->parts,
		step->part_count, sizeof(step->parts[0]));
	step->parts[step->part_count++] = part;
}

static bool
is_in_repeat(const struct compiler *compiler)
{
	for (size_t i = 0; i < compiler->depth; i++) {
		if (compiler->body->steps[compiler->open[i]].kind == STEP_EACH)
			return true;
	}
	return false;
}

/* A field goes before a head of the same name: what was filled in is meant. */
static void
add_placeholder(
	struct compiler *compiler, struct body_step *step, const char *name)
{
	struct body_part part = { .kind = PART_FIELD };

	part.index = form_field_index(compiler->reader->form, name);
	if (part.index < 0) {
		part.kind = PART_HEAD;
		part.index = keyword_find(heads, BODY_HEADS, name);
	}
	if (strcmp(name, "项") == 0 || strcmp(name, "each") == 0) {
		part = (struct body_part){ .kind = PART_EACH };
		if (!is_in_repeat(compiler))
			complain(compiler, "{{项}} 只能写在 * 栏目 和 . 之间",
				name);
	}
	if (part.index < 0)
		problem_add(compiler->reader->problems,
			compiler->reader->stanzas->file, compiler->line,
			"正文引用了没有定义的栏目：%s（另可用：%s 项）", name,
			keyword_list(
				compiler->reader->arena, heads, BODY_HEADS));
	else
		add_part(compiler, step, part);
}

static void
add_text(struct compiler *compiler, struct body_step *step, const char *text,
	size_t length)
{
	struct body_part part = { .kind = PART_TEXT };

	if (length == 0)
		return;
	part.text = arena_copy_bytes(compiler->reader->arena, text, length);
	add_part(compiler, step, part);
}

static void
read_parts(struct compiler *compiler, struct body_step *step, const char *text)
{
	struct arena *arena = compiler->reader->arena;

	for (;;) {
		const char *open = strstr(text, "{{");
		const char *close = open != NULL ? strstr(open, "}}") : NULL;

		if (open != NULL && close == NULL) {
			complain(compiler, "{{ 没有对应的 }}", open);
			return;
		}
		if (open == NULL) {
			add_text(compiler, step, text, strlen(text));
			return;
		}
		add_text(compiler, step, text, (size_t)(open - text));
		add_placeholder(compiler, step,
			arena_copy_bytes(
				arena, open + 2, (size_t)(close - open) - 2));
		text = close + 2;
	}
}

static void
open_step(struct compiler *compiler, enum step_kind kind, const char *what)
{
	if (compiler->depth == BODY_MOST_DEPTH) {
		complain(compiler, "条件和重复套得太深，最多六层", what);
		return;
	}
	compiler->open[compiler->depth++] = compiler->body->count;
	add_step(compiler, kind);
}

static void
read_if(struct compiler *compiler, const char *text)
{
	struct form_conditions conditions = { 0 };
	struct form_reader *reader = compiler->reader;
	size_t before = compiler->body->count;

	form_read_conditions(reader, text, reader->form->field_count,
		compiler->line, &conditions);
	open_step(compiler, STEP_IF, text);
	if (compiler->body->count == before)
		return;
	compiler->body->steps[before].conditions = conditions.items;
	compiler->body->steps[before].condition_count = conditions.count;
}

static void
read_each(struct compiler *compiler, const char *name)
{
	const struct form *form = compiler->reader->form;
	size_t before = compiler->body->count;
	int field = form_field_index(form, name);

	if (field < 0)
		complain(compiler, "重复引用了没有定义的栏目", name);
	else if (!form->fields[field].type->is_long &&
		 strcmp(form->fields[field].type->english, "many") != 0)
		complain(compiler, "只有多选和长文本可以重复", name);
	open_step(compiler, STEP_EACH, name);
	if (compiler->body->count > before)
		compiler->body->steps[before].field = field;
}

static void
read_end(struct compiler *compiler)
{
	struct body_step *steps;
	size_t opener;
	size_t here = compiler->body->count;

	if (compiler->depth == 0) {
		complain(compiler, "这里没有要结束的条件或重复", ".");
		return;
	}
	opener = compiler->open[--compiler->depth];
	add_step(compiler, STEP_END);
	steps = compiler->body->steps;
	steps[opener].partner = here;
	steps[here].partner = opener;
}

static void
read_block(struct compiler *compiler, const char *word, const char *text)
{
	const struct block_kind *kind = block_kind_find(word);
	struct body_step *step;

	if (kind == NULL || !kind->is_for_authors) {
		problem_add(compiler->reader->problems,
			compiler->reader->stanzas->file, compiler->line,
			"不认识的正文行：%s。可用：%s", word, can_start);
		return;
	}
	if (!kind->has_text && *text != '\0')
		complain(compiler, "这种行后面不写字", word);
	else if (kind->has_text && *text == '\0')
		complain(compiler, "这种行后面要写字", word);
	step = add_step(compiler, STEP_BLOCK);
	step->block = kind;
	read_parts(compiler, step, text);
}

static void
read_line(struct compiler *compiler, const char *line)
{
	struct arena *arena = compiler->reader->arena;
	size_t length;
	const char *word;
	const char *text;

	line += strspn(line, " \t");
	if (*line == '\0' || *line == '#')
		return;
	length = *line == '?' || *line == '*' ? 1 : strcspn(line, " \t");
	word = arena_copy_bytes(arena, line, length);
	text = line + length + strspn(line + length, " \t");
	length = strlen(text);
	while (length > 0 && strchr(" \t", text[length - 1]) != NULL)
		length--;
	text = arena_copy_bytes(arena, text, length);
	if (strcmp(word, "?") == 0)
		read_if(compiler, text);
	else if (strcmp(word, "*") == 0)
		read_each(compiler, text);
	else if (strcmp(word, ".") == 0)
		read_end(compiler);
	else if (strcmp(word, "items") == 0)
		add_step(compiler, STEP_ITEMS);
	else
		read_block(compiler, word, text);
}

const struct form_body *
form_read_body(struct form_reader *reader, const struct stanza *stanza)
{
	struct form_body *body = arena_alloc(reader->arena, sizeof(*body));
	struct compiler compiler = { .reader = reader, .body = body };

	for (size_t i = 0; i < stanza->line_count; i++) {
		compiler.line = stanza->line + 1 + (int)i;
		read_line(&compiler, stanza->lines[i]);
	}
	while (compiler.depth > 0) {
		size_t opener = compiler.open[--compiler.depth];

		compiler.line = body->steps[opener].line;
		complain(&compiler, "没有用单独一行 . 结束",
			body->steps[opener].kind == STEP_IF ? "?" : "*");
	}
	return body;
}
