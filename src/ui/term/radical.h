/* SPDX-License-Identifier: MIT */
#ifndef UI_RADICAL_H
#define UI_RADICAL_H

#include "base/buf.h"

#include <stdint.h>

/*
 * How a dictionary is searched for a character: "口部3画", the radical and the
 * strokes beside it. Known are those that GBK lacks, which is where one asks;
 * of others nothing is appended.
 */
void radical_name(uint32_t character, struct buf *out);

#endif
