/* SPDX-License-Identifier: MIT */
/*
 * Another desk wrote while one looks: the list is read anew, the cursor stays
 * on its row, the row on its line where the list is long enough. What came is
 * counted on the message line; it takes no key, and moves nothing.
 */
#include "ui/app/app_own.h"

#include "ui/words.h"

void
app_forget_news(struct app *app)
{
	buf_clear(&app->news);
	app->fresh = 0;
}

/* The first of what came, as its row says it. */
static void
add_words(struct buf *out, const struct view_row *row)
{
	const char *between = say("：");

	for (size_t i = 0; i < row->cell_count; i++) {
		if (row->cells[i].text[0] == '\0')
			continue;
		buf_addf(out, "%s%s", between, row->cells[i].text);
		between = " ";
	}
}

static void
tell(struct app *app, const struct view_row *first)
{
	buf_clear(&app->news);
	if (app->is_swapped)
		buf_add(&app->news, say("光标原来那一行，别处刚办了；"));
	if (app->fresh > 0)
		buf_addf(&app->news, "%s%d%s", say("新增"), app->fresh,
			say("项"));
	if (first != NULL)
		add_words(&app->news, first);
}

static void
hold_line(struct face *face)
{
	face->is_held = face->focus >= face->top &&
			face->focus < face->top + face->shown;
	face->hold = face->focus - face->top;
}

/* What a screen calls out: one bell, and words that wait for the next key. */
static void
take_call(struct app *app)
{
	char *call = app_top(app)->screen.call;

	if (call[0] == '\0')
		return;
	if (app->news.length > 0)
		buf_add(&app->news, "；");
	buf_add(&app->news, call);
	call[0] = '\0';
	app->beep = true;
}

bool
app_is_woken(const struct app *app)
{
	const struct screen *top =
		app->depth == 0 ? NULL : &app_top(app)->screen;

	return top != NULL && top->wake != 0 && app->hooks.now != NULL &&
	       app->hooks.now(app->hooks.desk) > top->wake;
}

void
app_take_news(struct app *app)
{
	struct place *top = app_top(app);
	const struct view_row *first = NULL;
	struct list_before before;
	int fresh;

	list_remember(&top->face, &before);
	hold_line(&top->face);
	if (!app_reload_after(app, &before))
		app->is_swapped = true;
	fresh = list_fresh(&top->view, &before, &first);
	app->fresh += fresh;
	if (fresh > 0 || app->is_swapped)
		tell(app, first);
	list_forget(&before);
	take_call(app);
}

bool
app_is_swapped(struct app *app, const struct action *action)
{
	bool is_meant = app->is_swapped && action != NULL && action->on_row;

	app->is_swapped = false;
	if (!is_meant)
		return false;
	app_alarm(
		app, say("光标原来那一行，别处刚办了；再按一次，办现在这一行"));
	app->wants_flush = true;
	return true;
}
