/* SPDX-License-Identifier: MIT */
#ifndef TESTS_STRUCTURE_H
#define TESTS_STRUCTURE_H

#include "ui/view/screen.h"

/*
 * Fails unless the screen keeps the rules of all screens: a code of digits, a
 * title, every action with a label of at most 8 columns and a help of at most
 * 60, no key twice (but for rows of different lists, or actions each
 * offered in its own case), none that `owned` says
 * the loop has for itself. An ask has a prompt.
 */
void structure_check(const struct screen_def *def, bool (*owned)(int32_t key));

#endif
