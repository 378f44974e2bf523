/* SPDX-License-Identifier: MIT */
/* The words of --json. */
#include "cli/cli_json.h"

#include "cli/cli_edge.h"
#include "desk/record.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>

enum { EXIT_OURS = 9 };

json_t *
json_id(int64_t id)
{
	return id == 0 ? json_null() : json_sprintf("%" PRId64, id);
}

json_t *
json_words(const char *text)
{
	json_t *value = text == NULL ? NULL : json_string(text);

	return value == NULL ? json_null() : value;
}

json_t *
json_day(struct date day)
{
	char text[DATE_TEXT];

	return date_is_set(day) ? json_words(date_format(day, text))
				: json_null();
}

json_t *
json_instant(int64_t at)
{
	char text[INSTANT_TEXT];

	return at == 0 ? json_null() : json_words(clock_format(at, text));
}

void
json_put(json_t *object, const char *name, json_t *value)
{
	if (json_object_set_new(object, name, value) != 0)
		abort(); /* no memory */
}

json_t *
json_clock(struct cli *cli, const struct clock_line *clock, int64_t now)
{
	json_t *out = json_object();
	int word;

	json_put(out, "rule", json_words(clock->rule));
	json_put(out, "title", json_words(clock->title));
	json_put(out, "due", json_day(clock->due));
	json_put(out, "dueAt", json_instant(clock->due_at));
	json_put(out, "provisional", json_boolean(clock->is_provisional));
	json_put(out, "state", json_words(clock->state));
	json_put(out, "words",
		json_words(clock_words(clock, now, cli->arena, &word)));
	json_put(out, "duty", json_words(clock->duty));
	json_put(out, "nature", json_words(clock->nature));
	json_put(out, "citation", json_words(clock->citation));
	json_put(out, "defendant", json_words(clock->party_name));
	json_put(out, "number", json_words(clock->number));
	json_put(out, "party", json_id(clock->party));
	json_put(out, "matter", json_id(clock->matter));
	return out;
}

json_t *
json_refusal(struct cli *cli, const struct refusal_line *line)
{
	json_t *out = json_object();

	json_put(out, "record", json_id(line->record));
	json_put(out, "defendant", json_words(line->party_name));
	json_put(out, "number", json_words(line->number));
	json_put(out, "day", json_day(line->day));
	json_put(out, "occasion", json_words(line->occasion));
	json_put(out, "time", json_integer(line->time));
	json_put(out, "wish", json_words(line->wish));
	json_put(out, "reason", json_words(line->reason));
	json_put(out, "permitted", json_words(line->permitted));
	json_put(out, "row", json_words(line->row));
	json_put(out, "outcome",
		json_words(refusal_outcome_words(
			library_law(cli->library), line)));
	json_put(out, "pending", json_boolean(line->is_pending));
	json_put(out, "party", json_id(line->party));
	json_put(out, "matter", json_id(line->matter));
	return out;
}

int
json_print(json_t *value)
{
	char *text = json_dumps(value, JSON_INDENT(1));
	bool is_printed;

	json_decref(value);
	if (text == NULL) {
		cli_error("没有内存，什么也没有输出");
		return EXIT_OURS;
	}
	is_printed = cli_edge_json(text);
	free(text);
	if (!is_printed && errno != EPIPE)
		cli_error("输出没有写完");
	return is_printed ? 0 : err_exit(ERR_IO);
}

json_t *
json_record(const struct record *record)
{
	json_t *out = json_object();

	json_put(out, "record", json_id(record->id));
	json_put(out, "form", json_words(record->form_name));
	json_put(out, "number", json_words(record->number));
	json_put(out, "code", json_words(record->code));
	json_put(out, "matter", json_id(record->matter));
	json_put(out, "party", json_id(record->party));
	return out;
}
