/* SPDX-License-Identifier: MIT */
#ifndef SUPPORT_SCRATCH_H
#define SUPPORT_SCRATCH_H

/* A folder for one test: made by scratch_make, gone with all in it after
 * scratch_remove (both fit tcase_add_checked_fixture). */
void scratch_make(void);
void scratch_remove(void);
/* The path of a name in it; NULL or "" means the folder itself. Valid until
 * the eighth call after. */
const char *scratch(const char *name);

#endif
