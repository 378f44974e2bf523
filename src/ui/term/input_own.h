/* SPDX-License-Identifier: MIT */
#ifndef UI_INPUT_OWN_H
#define UI_INPUT_OWN_H

#include "ui/term/input.h"

/* The decoder's inside, shared by input*.c only. */

/* input.c: reads what is pending as far as it is characters; the keys wait. */
void input_settle(struct input *input);

/* input_paste.c */
void input_start_paste(struct input *input);
bool input_pasted(
	struct input *input, unsigned char byte, struct key_event *out);
bool input_end_paste(struct input *input, struct key_event *out);

#endif
