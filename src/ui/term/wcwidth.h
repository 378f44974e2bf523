/* SPDX-License-Identifier: MIT */
#ifndef UI_WCWIDTH_H
#define UI_WCWIDTH_H

#include "base/width.h"

/*
 * The executable's wcwidth(), which ncurses calls in place of libc's (ELF
 * interposition, terminal measurements §2b): libc has no answer for terminals
 * that draw “ ” with two columns, nor for the newest hanzi. It is lost without
 * a word when built with -fvisibility=hidden, so output.c checks it.
 */
void wcwidth_set(enum width_of width);

#endif
