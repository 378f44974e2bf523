/* SPDX-License-Identifier: MIT */
#ifndef UI_WORDS_H
#define UI_WORDS_H

/*
 * The interface's words in the language of this desk. Every renderer passes
 * its labels, headings, prompts and hints through here, values never; this is
 * the place of a catalogue (`--lang en`). Chinese is built in, so today the
 * text itself comes back. NULL gives "".
 */
const char *say(const char *text);

#endif
