#!/bin/sh
# initials.sh [READINGS]: writes src/base/initials.inc on standard output from
# the Unihan database (Debian package unicode-data). Run by hand when a newer
# Unihan is wanted:
#   sh contrib/initials.sh >src/base/initials.inc
#
# A character's letters: the customary reading (kMandarin) first, then the
# readings of today's standard dictionary (kTGHZ2013), without one of the 1983
# dictionary (kXHC1983), and only where none of these knows it the first of the
# great one (kHanyuPinyin), which is full of readings nobody uses any more.
# Beyond the 16-bit characters only what kTGHZ2013 has: the official list of
# characters for names.
set -eu

readings=${1:-/usr/share/unicode/Unihan_Readings.txt.bz2}

bzcat "$readings" | LC_ALL=C awk -F '\t' '
function number(hex,    i, n)
{
	for (i = 1; i <= length(hex); i++)
		n = n * 16 + index("0123456789ABCDEF", substr(hex, i, 1)) - 1
	return n
}

# The letter a syllable starts with; a vowel or n, m may bear its tone.
function letter(syllable,    i)
{
	for (i = 1; i <= marked; i++)
		if (index(syllable, mark[i]) == 1)
			return plain[i]
	return substr(syllable, 1, 1)
}

function add(c, syllable,    l)
{
	l = letter(syllable)
	if (l !~ /^[a-z]$/) {
		printf "no letter for %X: %s\n", c, syllable >"/dev/stderr"
		exit 1
	}
	if (index(letters[c], l) == 0)
		letters[c] = letters[c] l
}

function add_all(c, field,    i, j, places, syllables)
{
	n_places = split(field, places, " ")
	for (i = 1; i <= n_places; i++) {
		sub(/^[^:]*:/, "", places[i])
		n_syllables = split(places[i], syllables, ",")
		for (j = 1; j <= n_syllables; j++)
			add(c, syllables[j])
	}
}

function first_place(field)
{
	sub(/ .*/, "", field)
	return field
}

function settle(c)
{
	if (c in mandarin)
		add_all(c, mandarin[c])
	if (c in today)
		add_all(c, today[c])
	else if (c in dictionary)
		add_all(c, dictionary[c])
	else if (!(c in letters) && (c in great))
		add_all(c, first_place(great[c]))
}

function head()
{
	print "/* SPDX-License-Identifier: Unicode-DFS-2015 */"
	print "/*"
	print " * Written by contrib/initials.sh; not to be edited by hand."
	print " * First letters of the readings of Chinese characters, from"
	print " * Unihan_Readings.txt, Unicode " version ", " dated ": kMandarin,"
	print " * kTGHZ2013, kXHC1983, kHanyuPinyin."
	print " * Copyright 1991-2022 Unicode, Inc.; reduced to letters. The licence"
	print " * is in initials.LICENSE beside this file."
	print " */"
	print "/* clang-format off */"
}

BEGIN {
	marked = split("ā á ǎ à ē é ě è ê ế ề ō ó ǒ ò ń ň ǹ ḿ", mark, " ")
	split("a a a a e e e e e e e o o o o n n n m", plain, " ")
	low = number("3400")
	high = number("9FFF")
}
/^# Unicode version:/ { version = $0; sub(/.*: /, "", version) }
/^# Date:/ { dated = substr($0, 9, 10) }
$1 !~ /^U\+/ { next }
{ c = number(substr($1, 3)) }
$2 == "kMandarin"    { mandarin[c] = $3; seen[c] = 1 }
$2 == "kTGHZ2013"    { today[c] = $3; seen[c] = 1; if (c > last) last = c }
$2 == "kXHC1983"     { dictionary[c] = $3; seen[c] = 1 }
$2 == "kHanyuPinyin" { great[c] = $3; seen[c] = 1 }
END {
	for (c in seen)
		settle(c)
	head()
	printf "enum { INITIALS_FIRST = 0x%X, INITIALS_ROW = 64 };\n", low
	print "/* The customary letter, 64 characters a row; a dot: none is known. */"
	print "static const char customary[][INITIALS_ROW + 1] = {"
	for (c = low; c <= high; c += 64) {
		row = ""
		for (i = c; i < c + 64; i++)
			row = row (i in letters ? substr(letters[i], 1, 1) : ".")
		print "\"" row "\","
	}
	print "};"
	print "/* All letters where there are several or none stands above, rising. */"
	print "static const struct several {"
	print "\tuint32_t character;"
	print "\tchar letters[INITIALS_LETTERS + 1];"
	print "} several[] = {"
	line = ""
	for (c = 1; c <= last; c++) {
		inside = c >= low && c <= high
		if (!(c in letters) || (inside ? length(letters[c]) < 2 : c > 65535 && !(c in today)))
			continue
		line = line sprintf("{ 0x%X, \"%s\" }, ", c, letters[c])
		if (length(line) > 60) {
			sub(/ $/, "", line)
			print line
			line = ""
		}
	}
	sub(/ $/, "", line)
	if (line != "")
		print line
	print "};"
	print "/* clang-format on */"
}'
