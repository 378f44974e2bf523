/* SPDX-License-Identifier: MIT */
#ifndef CLI_LAW_LIST_H
#define CLI_LAW_LIST_H

#include "law/law.h"

/* For a person in columns, for a program parted by tabs with a head line. */
enum law_list_kind { LAW_LIST_COLUMNS, LAW_LIST_TABS };

/* Every rule there is; with a day, what is in force on it. */
void law_list(const struct law *law, enum law_list_kind kind, struct date day);

#endif
