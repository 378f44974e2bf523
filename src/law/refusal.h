/* SPDX-License-Identifier: MIT */
#ifndef LAW_REFUSAL_H
#define LAW_REFUSAL_H

#include "law/derive.h"
#include "law/timeline.h"

/*
 * Fills the refusals of `out` from the events 拒绝.提出, one for each line of
 * corrections, in order of 发生. Needs the standings of `out` for the class of
 * the person on that day. Tells the timeline what it counted (拒绝.次数
 * 超过两次 已指派 未成年 已成年), as facts of the refusal's record.
 */
void refusal_derive(
	const struct law *law, struct timeline *timeline, struct derived *out);

#endif
