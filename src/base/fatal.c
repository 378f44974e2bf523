/* SPDX-License-Identifier: MIT */
/* The end. */
#include "base/fatal.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void
fatal(const char *what)
{
	dprintf(STDERR_FILENO, "\n%s。程序停止；没有定稿的内容在草稿里。\n",
		what);
	abort();
}
