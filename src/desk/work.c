/* SPDX-License-Identifier: MIT */
/*
 * Drafts: forms being filled in. In the journal a draft's own matters stand
 * under names that begin with @, its fields under theirs.
 */
#include "desk/work.h"

#include "desk/guard.h"
#include "desk/hint.h"
#include "desk/people.h"
#include "desk/record.h"
#include "desk/refresh.h"
#include "desk/scribble.h"
#include "desk/source.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ID_TEXT = 24, HEAD_ENTRIES = 8 };

/* What is in hand, as the journal names it. */
static const char hand_field[] = "@hand";
static const char hand_text[] = "@typed";
static const char hand_cursor[] = "@cursor";

/* The ids of a subject, as the journal names them. */
/* clang-format off */
static const struct part {
	const char *name;
	size_t offset;
} parts[] = {
	{ "@matter", offsetof(struct subject, matter) },
	{ "@proceeding", offsetof(struct subject, proceeding) },
	{ "@party", offsetof(struct subject, party) },
	{ "@hearing", offsetof(struct subject, hearing) },
	{ "@about", offsetof(struct subject, about) },
	{ "@supersedes", offsetof(struct subject, supersedes) },
};
/* clang-format on */

static int64_t
get_part(const struct subject *on, const struct part *part)
{
	int64_t id;

	memcpy(&id, (const char *)on + part->offset, sizeof id);
	return id;
}

static void
set_part(struct subject *on, const struct part *part, const char *text)
{
	int64_t id = strtoll(text, NULL, 10);

	memcpy((char *)on + part->offset, &id, sizeof id);
}

static bool
journal_start(struct desk *desk, struct work *work, struct err *err)
{
	size_t count = 0,
	       most = 2 + ARRAY_LENGTH(parts) + 2 * work->values.count;
	struct draft_entry *entries =
		arena_alloc(work->values.arena, most * sizeof *entries);

	entries[count++] = (struct draft_entry){ "@form", work->form->id };
	for (size_t i = 0; i < ARRAY_LENGTH(parts); i++)
		entries[count++] = (struct draft_entry){ parts[i].name,
			arena_printf(work->values.arena, "%" PRId64,
				get_part(&work->on, &parts[i])) };
	if (work->on.other_count > 0)
		entries[count++] = (struct draft_entry){ "@others",
			people_text(&work->on, work->values.arena) };
	for (size_t i = 0; i < work->values.count; i++)
		entries[count++] =
			(struct draft_entry){ work->values.items[i].name,
				work->values.items[i].text };
	count = refresh_entries(work, entries, count);
	return drafts_start(
		desk->drafts, desk_now(desk), entries, count, &work->id, err);
}

/* 文书.拒绝时间: the field of the record answered that a source names; NULL
 * for what is known of the record itself. */
static const char *
answered_field(const struct form_field *field)
{
	static const char *const own[] = { "文书.名称", "文书.文号" };
	static const char word[] = "文书.";

	if (field->source == NULL || fact_find(field->source) != NULL ||
		strncmp(field->source, word, strlen(word)) != 0)
		return NULL;
	for (size_t i = 0; i < ARRAY_LENGTH(own); i++)
		if (strcmp(field->source, own[i]) == 0)
			return NULL;
	return field->source + strlen(word);
}

/* What the record answered says: read, and audited, once. */
static bool
fill_answered(struct desk *desk, struct work *work, struct err *err)
{
	struct record about;
	bool is_read = false;

	for (size_t i = 0; i < work->form->field_count; i++) {
		const struct form_field *f = &work->form->fields[i];
		const char *name = answered_field(f);

		if (name == NULL || work->on.about == 0 ||
			values_has(&work->values, f->name))
			continue;
		if (!is_read && !record_read(desk, work->values.arena,
					work->on.about, &about, err))
			return false;
		is_read = true;
		if (values_get(&about.values, name)[0] != '\0')
			values_set(&work->values, f->name,
				values_get(&about.values, name));
	}
	return true;
}

/* 上次: what this user wrote there in the last one of this form. */
static bool
value_from(struct desk *desk, struct work *work, const struct form_field *field,
	const char *source, const char **value, struct err *err)
{
	struct err ignored = { 0 };

	if (strcmp(source, "上次") != 0)
		return work_source(desk, work->values.arena, &work->on, source,
			value, err);
	if (!hint_previous(desk, work->values.arena, work->form, field->name,
		    value, &ignored))
		*value = "";
	return true;
}

/* 来自 may name several, parted by blanks: the first that is known. */
static bool
first_known(struct desk *desk, struct work *work,
	const struct form_field *field, const char **value, struct err *err)
{
	const char *at = field->source;

	*value = "";
	while (*at != '\0' && (*value)[0] == '\0') {
		size_t length = strcspn(at, " ");

		if (!value_from(desk, work, field,
			    arena_copy_bytes(work->values.arena, at, length),
			    value, err))
			return false;
		at += length;
		at += strspn(at, " ");
	}
	return true;
}

static bool
fill_sources(struct desk *desk, struct work *work, struct err *err)
{
	if (!fill_answered(desk, work, err))
		return false;
	for (size_t i = 0; i < work->form->field_count; i++) {
		const struct form_field *f = &work->form->fields[i];
		const char *value;

		if (f->source == NULL || values_has(&work->values, f->name) ||
			(work->on.supersedes != 0 && refresh_is_former(f)))
			continue;
		if (!first_known(desk, work, f, &value, err))
			return false;
		if (value[0] != '\0')
			values_set(&work->values, f->name, value);
	}
	return true;
}

/* 给定: what the screen that opened it knew, and nobody knows afterwards. */
static bool
is_given(const struct form_field *field)
{
	return field->source != NULL && strcmp(field->source, "给定") == 0;
}

/* A correction begins with what it corrects; what is filled by the program
 * is filled anew. */
static bool
fill_corrected(struct desk *desk, struct work *work, struct err *err)
{
	struct record old;

	if (!record_read(
		    desk, work->values.arena, work->on.supersedes, &old, err))
		return false;
	if (old.superseded_by != 0)
		return err_set(err, ERR_CONFLICT,
			"这份文书已被更正过，没有新建草稿；请打开最新的一份再更正");
	for (size_t i = 0; i < work->form->field_count; i++) {
		const struct form_field *f = &work->form->fields[i];

		if ((!f->is_fixed || is_given(f) || refresh_is_former(f)) &&
			values_has(&old.values, f->name))
			values_set(&work->values, f->name,
				values_get(&old.values, f->name));
	}
	work->on.matter = old.matter;
	work->on.proceeding = old.proceeding;
	work->on.hearing = old.hearing;
	work->on.about = old.about;
	work->on.party = old.party;
	/* Whom it made is no other of its own. */
	for (size_t i = 0; i < old.head.party_count; i++)
		if (old.head.parties[i] != old.party &&
			!work->form->makes[FORM_ON_PARTY] &&
			work->on.other_count < SUBJECT_OTHERS)
			work->on.others[work->on.other_count++] =
				old.head.parties[i];
	return true;
}

static bool
needs_subject(
	const struct form *form, const struct subject *on, struct err *err)
{
	const int64_t ids[FORM_NOUNS] = {
		[FORM_ON_NOTHING] = 1,
		[FORM_ON_MATTER] = on->matter,
		[FORM_ON_PROCEEDING] = on->proceeding,
		[FORM_ON_PARTY] = on->party,
		[FORM_ON_HEARING] = on->hearing,
		[FORM_ON_RECORD] = on->about,
	};

	if (ids[form->on] != 0)
		return true;
	return err_set(err, ERR_INPUT, "《%s》要先选定%s", form->name,
		form_noun_word(form->on));
}

static bool
begin(struct desk *desk, struct arena *arena, const char *form,
	const struct subject *on, struct work *out, struct err *err)
{
	*out = (struct work){ .on = *on,
		.reason = "",
		.override = "",
		.values = { .arena = arena },
		.from = { .arena = arena } };
	out->form = library_form(desk->library, form);
	if (out->form == NULL)
		return err_set(err, ERR_NOTFOUND,
			"没有编号为“%s”的表单；bianhu form list 可列出", form);
	return scope_allows_form(desk, out->form, err);
}

bool
work_blank(struct desk *desk, struct arena *arena, const char *form,
	struct work *out, struct err *err)
{
	static const struct subject nothing;

	return begin(desk, arena, form, &nothing, out, err) &&
	       fill_sources(desk, out, err);
}

bool
work_make(struct desk *desk, struct arena *arena, const char *form,
	const struct subject *on, struct work *out, struct err *err)
{
	if (!begin(desk, arena, form, on, out, err))
		return false;
	if (on->supersedes != 0 && !fill_corrected(desk, out, err))
		return false;
	if (out->form->on == FORM_ON_RECORD && out->on.party == 0 &&
		out->on.about != 0 && !people_answered(desk, &out->on, err))
		return false;
	return source_allows(desk, out->form, &out->on, err) &&
	       needs_subject(out->form, &out->on, err) &&
	       people_check(desk, out, err) &&
	       guard_admits(desk, out->form, &out->on, err) &&
	       fill_sources(desk, out, err);
}

bool
work_beside(struct desk *desk, struct arena *arena, const struct form *form,
	const struct subject *on, struct work *out, struct err *err)
{
	*out = (struct work){ .form = form,
		.on = *on,
		.reason = "",
		.override = "",
		.values = { .arena = arena },
		.from = { .arena = arena } };
	return source_complete(desk, &out->on, err) &&
	       fill_sources(desk, out, err);
}

bool
work_start(struct desk *desk, struct arena *arena, const char *form,
	const struct subject *on, struct work *out, struct err *err)
{
	return work_make(desk, arena, form, on, out, err) &&
	       journal_start(desk, out, err);
}

static bool
set_kept(struct desk *desk, struct work *work, const char *field,
	const char *value, struct err *err)
{
	values_set(&work->values, field, value);
	return work_keep(desk, work, field, value, err);
}

bool
work_answer(struct desk *desk, const char *event, struct work *work,
	struct err *err)
{
	const struct form *form = work->form;

	for (size_t i = 0; i < form->event_count; i++) {
		const struct form_event *e = &form->events[i];

		if (strcmp(e->name, event) != 0)
			continue;
		for (size_t j = 0; j < e->condition_count; j++) {
			const struct form_condition *c = &e->conditions[j];
			const char *field = form->fields[c->field].name;

			if (c->test != FORM_EQUALS || c->word_count == 0)
				continue;
			if (!form_holds(form, c, 1, &work->values) &&
				!set_kept(desk, work, field, c->words[0], err))
				return false;
		}
		return true;
	}
	return true;
}

bool
work_keep_base(
	struct desk *desk, struct work *work, int64_t head, struct err *err)
{
	work->on.supersedes = head;
	return work_keep(desk, work, "@supersedes",
		arena_printf(work->values.arena, "%" PRId64, head), err);
}

static void
take_entry(struct work *work, const struct draft_entry *entry)
{
	if (entry->name[0] != '@') {
		values_set(&work->values, entry->name, entry->text);
		return;
	}
	if (strcmp(entry->name, "@reason") == 0)
		work->reason = entry->text;
	refresh_take(work, entry);
	if (strcmp(entry->name, "@override") == 0)
		work->override = entry->text;
	if (strcmp(entry->name, "@at") == 0)
		work->at = entry->text;
	if (strcmp(entry->name, hand_field) == 0)
		work->hand.field = entry->text[0] == '\0' ? NULL : entry->text;
	if (strcmp(entry->name, hand_text) == 0)
		work->hand.text = entry->text;
	if (strcmp(entry->name, hand_cursor) == 0)
		work->hand.at = strtoul(entry->text, NULL, 10);
	if (strcmp(entry->name, "@others") == 0)
		people_read(&work->on, entry->text);
	for (size_t i = 0; i < ARRAY_LENGTH(parts); i++)
		if (strcmp(entry->name, parts[i].name) == 0)
			set_part(&work->on, &parts[i], entry->text);
}

static const char *
entry_text(const struct draft *draft, const char *name)
{
	for (size_t i = 0; i < draft->entry_count; i++)
		if (strcmp(draft->entries[i].name, name) == 0)
			return draft->entries[i].text;
	return "";
}

bool
work_resume(struct desk *desk, struct arena *arena, int64_t id,
	struct work *out, struct err *err)
{
	struct draft draft;

	*out = (struct work){ .id = id,
		.reason = "",
		.override = "",
		.values = { .arena = arena },
		.from = { .arena = arena },
		.hand = { .text = "" } };
	if (!drafts_find(desk->drafts, arena, id, &draft, err))
		return false;
	out->form = library_form(desk->library, entry_text(&draft, "@form"));
	if (out->form == NULL)
		return err_set(err, ERR_STATE,
			"草稿还在，但表单“%s”已不再使用；请联系管理员",
			entry_text(&draft, "@form"));
	for (size_t i = 0; i < draft.entry_count; i++)
		take_entry(out, &draft.entries[i]);
	return out->on.matter == 0 || guard_sees(desk, out->on.matter, err);
}

bool
work_keep(struct desk *desk, const struct work *work, const char *field,
	const char *value, struct err *err)
{
	return drafts_set(
		desk->drafts, work->id, desk_now(desk), field, value, err);
}

bool
work_give(struct desk *desk, struct work *work, const char *field,
	const char *value, struct err *err)
{
	int at = form_field_index(work->form, field);

	if (at < 0 || !is_given(&work->form->fields[at]))
		return true;
	values_set(&work->values, work->form->fields[at].name, value);
	return work_keep(desk, work, field, value, err);
}

/* One text; with it goes what was in hand, in the same write. */
static bool
keep_and_let_go(struct desk *desk, struct work *work, const char *name,
	const char *text, struct err *err)
{
	const struct draft_entry entries[] = { { hand_field, "" },
		{ hand_text, "" }, { name, text } };
	size_t skipped = work->hand.field == NULL ? 2 : 0;

	if (!drafts_set_all(desk->drafts, work->id, desk_now(desk),
		    entries + skipped, ARRAY_LENGTH(entries) - skipped, err))
		return false;
	work->hand.field = NULL;
	return true;
}

bool
work_keep_at(struct desk *desk, struct work *work, const char *field,
	struct err *err)
{
	return keep_and_let_go(desk, work, "@at", field, err);
}

bool
work_keep_left(struct desk *desk, struct work *work, const char *field,
	const char *value, struct err *err)
{
	return keep_and_let_go(desk, work, field, value, err);
}

bool
work_keep_hand(struct desk *desk, struct work *work,
	const struct work_hand *hand, struct err *err)
{
	char at[ID_TEXT];
	const struct draft_entry entries[] = {
		{ hand_field, hand->field == NULL ? "" : hand->field },
		{ hand_text, hand->field == NULL ? "" : hand->text },
		{ hand_cursor, at },
	};

	(void)snprintf(at, sizeof at, "%zu", hand->at);
	if (!drafts_set_all(desk->drafts, work->id, desk_now(desk), entries,
		    ARRAY_LENGTH(entries), err))
		return false;
	work->hand = (struct work_hand){ .field = hand->field };
	return true;
}

bool
work_keep_reason(struct desk *desk, struct work *work, const char *reason,
	struct err *err)
{
	work->reason = arena_copy(work->values.arena, reason);
	return drafts_set(
		desk->drafts, work->id, desk_now(desk), "@reason", reason, err);
}

bool
work_keep_override(struct desk *desk, struct work *work, const char *reason,
	struct err *err)
{
	work->override = arena_copy(work->values.arena, reason);
	return drafts_set(desk->drafts, work->id, desk_now(desk), "@override",
		reason, err);
}

bool
work_drop(struct desk *desk, int64_t id, struct err *err)
{
	return drafts_end(desk->drafts, id, desk_now(desk), err);
}

static const char about_sql[] =
	"SELECT p.name, m.number FROM party p JOIN matter m ON m.id = p.matter "
	"WHERE p.id = $1 AND EXISTS (SELECT 1 FROM visible v "
	"WHERE v.desk_user = $2 AND v.noun = 'matter' AND v.action = 'see' "
	"AND v.matter = p.matter)";

static bool
about_text(struct desk *desk, struct arena *arena, int64_t party,
	const char **out, struct err *err)
{
	struct stmt *q = store_statement(desk->store, about_sql, err);
	enum stmt_step step;

	*out = "";
	if (q == NULL)
		return false;
	stmt_int(q, 1, party);
	stmt_int(q, 2, desk->user);
	step = stmt_next(q, err);
	if (step == STMT_FAILED)
		return false;
	if (step == STMT_ROW)
		*out = arena_printf(arena, "%s %s", stmt_get_text(q, 0),
			stmt_get_text(q, 1));
	stmt_reset(q);
	return true;
}

static bool
list_line(struct desk *desk, struct arena *arena, const struct draft *draft,
	struct work_line *out, struct err *err)
{
	const struct form *form;
	struct work work = { .values = { .arena = arena },
		.from = { .arena = arena } };

	for (size_t i = 0; i < draft->entry_count; i++)
		if (draft->entries[i].name[0] == '@')
			take_entry(&work, &draft->entries[i]);
	*out = (struct work_line){ .id = draft->id,
		.form_id = entry_text(draft, "@form"),
		.on = work.on,
		.touched = draft->touched };
	form = library_form(desk->library, out->form_id);
	out->form_name = form == NULL ? out->form_id : form->name;
	if (work.on.party != 0)
		return about_text(desk, arena, work.on.party, &out->about, err);
	out->about = entry_text(draft, "被告人姓名");
	return true;
}

/* A draft on a case that is not to be seen any more is not there either. */
static void
leave_hidden(struct desk *desk, struct draft *drafts, size_t *count)
{
	struct err ignored = { 0 };
	size_t kept = 0;

	for (size_t i = 0; i < *count; i++) {
		int64_t matter =
			strtoll(entry_text(&drafts[i], "@matter"), NULL, 10);

		if (scribble_is(&drafts[i]))
			continue;
		if (matter == 0 || guard_sees(desk, matter, &ignored))
			drafts[kept++] = drafts[i];
	}
	*count = kept;
}

bool
work_list(struct desk *desk, struct arena *arena, struct work_line **out,
	size_t *count, struct err *err)
{
	struct draft *drafts;

	if (!drafts_list(desk->drafts, arena, &drafts, count, err))
		return false;
	leave_hidden(desk, drafts, count);
	*out = arena_alloc(arena, (*count + 1) * sizeof(**out));
	for (size_t i = 0; i < *count; i++)
		if (!list_line(desk, arena, &drafts[i], &(*out)[i], err))
			return false;
	return true;
}
