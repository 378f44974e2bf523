/* SPDX-License-Identifier: MIT */
#ifndef BASE_ATTR_H
#define BASE_ATTR_H

/* Compiler attributes and the one array macro; gcc and clang know them. */
#define MUST_CHECK	    __attribute__((warn_unused_result))
#define PRINTF(at, first)   __attribute__((format(printf, at, first)))
#define NORETURN	    __attribute__((noreturn))
#define ARRAY_LENGTH(array) (sizeof(array) / sizeof((array)[0]))

#endif
