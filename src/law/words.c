/* SPDX-License-Identifier: MIT */
/* What the law's results are called where they are kept. */
#include "law/derive.h"

const char *
deadline_state_word(enum deadline_state state)
{
	switch (state) {
	case DEADLINE_OPEN:
		return "open";
	case DEADLINE_MET:
		return "met";
	case DEADLINE_MISSED:
		return "missed";
	case DEADLINE_CURED:
		return "cured";
	case DEADLINE_LAPSED:
		return "lapsed";
	}
	return "";
}
