/* SPDX-License-Identifier: MIT */
#ifndef TESTS_GOLDEN_H
#define TESTS_GOLDEN_H

/*
 * Compares a text with the file `name` under tests/ ("ui/list-80.want");
 * fails the test with the first line that differs. UPDATE_GOLDEN=1 writes the
 * file instead, and the change is read in the diff. TEST_TOP is the top of
 * the tree.
 */
void golden_check(const char *name, const char *text);

#endif
