/* SPDX-License-Identifier: MIT */
/* What inbox and handover say to other programs. */
#include "cli/cli_handover.h"

#include "cli/cli_json.h"

static json_t *
clocks(struct cli *cli, const struct handover *h)
{
	json_t *list = json_array();

	for (size_t i = 0; i < h->clock_count; i++)
		json_array_append_new(
			list, json_clock(cli, &h->clocks[i], h->now));
	return list;
}

static json_t *
requests(const struct handover *h)
{
	json_t *list = json_array();

	for (size_t i = 0; i < h->request_count; i++) {
		const struct help_line *l = &h->requests[i];
		json_t *out = json_object();

		json_put(out, "record", json_id(l->record));
		json_put(out, "defendant", json_words(l->party_name));
		json_put(out, "number", json_words(l->number));
		json_put(out, "place", json_words(l->place));
		json_put(out, "asked", json_day(l->asked));
		json_put(out, "askedAt", json_instant(l->asked_at));
		json_put(out, "dueAt", json_instant(l->due_at));
		json_put(out, "takenBy", json_words(l->taken_by));
		json_array_append_new(list, out);
	}
	return list;
}

static json_t *
refusals(struct cli *cli, const struct handover *h)
{
	json_t *list = json_array();

	for (size_t i = 0; i < h->refusal_count; i++)
		json_array_append_new(list, json_refusal(cli, &h->refusals[i]));
	return list;
}

static json_t *
drafts(const struct handover *h)
{
	json_t *list = json_array();

	for (size_t i = 0; i < h->draft_count; i++) {
		json_t *out = json_object();

		json_put(out, "draft", json_id(h->drafts[i].id));
		json_put(out, "form", json_words(h->drafts[i].form_id));
		json_put(out, "name", json_words(h->drafts[i].form_name));
		json_put(out, "about", json_words(h->drafts[i].about));
		json_put(out, "touched", json_instant(h->drafts[i].touched));
		json_array_append_new(list, out);
	}
	return list;
}

static json_t *
records(const struct handover *h)
{
	json_t *list = json_array();

	for (size_t i = 0; i < h->record_count; i++) {
		json_t *out = json_object();

		json_put(out, "record", json_id(h->records[i].id));
		json_put(out, "name", json_words(h->records[i].form_name));
		json_put(
			out, "defendant", json_words(h->records[i].party_name));
		json_put(out, "by", json_words(h->records[i].by));
		json_put(out, "entered", json_instant(h->records[i].entered));
		json_array_append_new(list, out);
	}
	return list;
}

static json_t *
shift(const struct shift *s)
{
	json_t *out = json_object();

	json_put(out, "by", json_words(s->by));
	json_put(out, "to", json_words(s->to));
	json_put(out, "at", json_instant(s->at));
	json_put(out, "text", json_words(s->text));
	return out;
}

json_t *
json_handover(struct cli *cli, const struct handover *h)
{
	json_t *out = json_object();

	json_put(out, "now", json_instant(h->now));
	json_put(out, "since", json_instant(h->since));
	if (h->last.is_open)
		json_put(out, "shift", shift(&h->last));
	json_put(out, "clocks", clocks(cli, h));
	json_put(out, "requests", requests(h));
	json_put(out, "refusals", refusals(cli, h));
	json_put(out, "drafts", drafts(h));
	json_put(out, "records", records(h));
	return out;
}
