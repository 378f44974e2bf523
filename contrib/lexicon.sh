#!/bin/sh
# lexicon.sh: readings for the built-in pinyin input, and what describes rare
# characters, from the Unihan database
# (Debian package unicode-data). Run by hand:
#   sh contrib/lexicon.sh characters >src/ui/ime/pinyin_chars.inc
#       the 8105 characters of the official table (kTGH) under their toneless
#       readings (kTGHZ2013 and kHanyuPinlu): the most used first
#       (kHanyuPinlu counts them), then in the order of the table, whose first
#       3500 are the common ones
#   sh contrib/lexicon.sh radicals >src/ui/term/radical.inc
#       radical and strokes beside it of the characters that GBK lacks
#   sh contrib/lexicon.sh words <words.txt >>forms/lexicon/NAME.lex
#       one word a line with the customary reading of each character; where a
#       character has several a comment says so, for whoever reads it through
set -eu

what=${1:-}
unihan=${2:-/usr/share/unicode}

# Characters stand by radical and strokes in most blocks, so runs are few:
# each is told by its first character. 4E00 to 9FA5 are in GBK.
radicals()
{
	{
		grep -v '^#' "$unihan/CJKRadicals.txt" | sed 's/; */;/g'
		echo '# characters'
		bzcat "$unihan/Unihan_IRGSources.txt.bz2"
	} | LC_ALL=C awk -v quote="'" '
	function number(hex,    i, n)
	{
		for (i = 1; i <= length(hex); i++)
			n = n * 16 + index("0123456789ABCDEF", substr(hex, i, 1)) - 1
		return n
	}
	function utf8(c)
	{
		return sprintf("%c%c%c", 224 + int(c / 4096), \
			128 + int(c / 64) % 64, 128 + c % 64)
	}
	/^# characters$/ { is_characters = 1; next }
	!is_characters {
		n = split($0, field, ";")
		if (n == 3 && !(field[1] in place)) {
			names = names utf8(number(field[3]))
			place[field[1]] = ++count
		}
		next
	}
	/^# Unicode version:/ { version = $0; sub(/.*: /, "", version) }
	/^# Date:/ { dated = substr($0, 9, 10) }
	$2 != "kRSUnicode" { next }
	{
		c = number(substr($1, 3))
		if (c >= 19968 && c <= 40869)
			next
		split($3, part, ".")
		if (!(part[1] in place))
			sub(quote "+", "", part[1])
		strokes[c] = place[part[1]] * 64 + (part[2] < 0 ? 0 : part[2])
		known[c] = 1
		if (c > last)
			last = c
	}
	END {
		print "/* SPDX-License-Identifier: Unicode-DFS-2015 */"
		print "/*"
		print " * Written by contrib/lexicon.sh; not to be edited by hand."
		print " * Radical and further strokes of the characters that GBK lacks, from the"
		print " * Unihan database, Unicode " version ", " dated ": kRSUnicode, CJKRadicals."
		print " * Copyright 1991-2022 Unicode, Inc.; reduced to runs. The licence is in"
		print " * src/base/initials.LICENSE."
		print " */"
		print "/* clang-format off */"
		print "static const char names[] ="
		for (i = 0; i < count; i += 24)
			print "\"" substr(names, 3 * i + 1, 72) "\"" (i + 24 >= count ? ";" : "")
		print "/* First character of a run << 14 | radical << 6 | strokes; 0: none. */"
		print "static const uint32_t runs[] = {"
		before = 0
		line = ""
		for (c = 13312; c <= last + 1; c++) {
			now = c in known ? strokes[c] : 0
			if (now == before)
				continue
			before = now
			all = c * 16384 + now
			line = line sprintf("0x%X%04X,", int(all / 65536), \
				all % 65536)
			if (length(line) > 66) {
				print line
				line = ""
			}
		}
		if (line != "")
			print line
		print "};"
	}'
}
case $what in
characters | words) ;;
radicals)
	radicals
	exit
	;;
*)
	echo "lexicon.sh: characters, radicals or words" >&2
	exit 2
	;;
esac

{
	bzcat "$unihan/Unihan_OtherMappings.txt.bz2" | grep 'kTGH' || true
	bzcat "$unihan/Unihan_Readings.txt.bz2"
	[ "$what" = characters ] || {
		echo '# words'
		cat
	}
} | LC_ALL=C awk -F '\t' -v what="$what" '
function number(hex,    i, n)
{
	for (i = 1; i <= length(hex); i++)
		n = n * 16 + index("0123456789ABCDEF", substr(hex, i, 1)) - 1
	return n
}

function utf8(c)
{
	if (c < 2048)
		return sprintf("%c%c", 192 + int(c / 64), 128 + c % 64)
	if (c < 65536)
		return sprintf("%c%c%c", 224 + int(c / 4096), \
			128 + int(c / 64) % 64, 128 + c % 64)
	return sprintf("%c%c%c%c", 240 + int(c / 262144), \
		128 + int(c / 4096) % 64, 128 + int(c / 64) % 64, 128 + c % 64)
}

# Without its tone; "" for what is no syllable on a keyboard (hm, ng, ê).
function toneless(syllable,    i)
{
	for (i = 1; i <= marked; i++)
		gsub(mark[i], plain[i], syllable)
	return syllable ~ /^[a-z]*[aeiouv][a-z]*$/ ? syllable : ""
}

function add(c, syllable, uses)
{
	syllable = toneless(syllable)
	if (syllable == "")
		return
	if (!((c, syllable) in used)) {
		readings[c] = readings[c] " " syllable
		used[c, syllable] = 0
	}
	used[c, syllable] += uses
}

function head()
{
	print "/* SPDX-License-Identifier: Unicode-DFS-2015 */"
	print "/*"
	print " * Written by contrib/lexicon.sh; not to be edited by hand."
	print " * Chinese characters under their toneless readings, the most used"
	print " * first, from the Unihan database, Unicode " version ", " dated ":"
	print " * kTGH, kTGHZ2013, kHanyuPinlu."
	print " * Copyright 1991-2022 Unicode, Inc.; reduced to readings. The licence"
	print " * is in src/base/initials.LICENSE."
	print " */"
	print "/* clang-format off */"
	print "static const struct reading readings[] = {"
}

# The customary reading of a character: of kMandarin, else the most used.
function customary(c)
{
	return c in mandarin ? toneless(mandarin[c]) : "?"
}

function word(line,    at, n, c, out, several, list)
{
	while (line != "") {
		n = line < "\340" ? 2 : line < "\360" ? 3 : 4
		c = substr(line, 1, n)
		line = substr(line, n + 1)
		if (!(c in code)) {
			print "no reading: " c >"/dev/stderr"
			return
		}
		out = out (out == "" ? "" : "\047") customary(code[c])
		if (split(readings[code[c]], list, " ") > 1)
			several = several " " c readings[code[c]]
	}
	return out (several == "" ? "" : "  #" several)
}

BEGIN {
	marked = split("ā á ǎ à ē é ě è ī í ǐ ì ō ó ǒ ò ū ú ǔ ù ǖ ǘ ǚ ǜ ü", mark, " ")
	split("a a a a e e e e i i i i o o o o u u u u v v v v v", plain, " ")
}
/^# words$/ { is_words = 1; next }
is_words { if ($0 != "") print $0 " " word($0); next }
/^# Unicode version:/ { version = $0; sub(/.*: /, "", version) }
/^# Date:/ { dated = substr($0, 9, 10) }
$1 !~ /^U\+/ { next }
{ c = number(substr($1, 3)) }
$2 == "kTGH" { place[c] = substr($3, 6); text[c] = utf8(c); code[text[c]] = c }
$2 == "kMandarin" { split($3, first, " "); mandarin[c] = first[1] }
$2 == "kTGHZ2013" {
	n = split($3, places, " ")
	for (i = 1; i <= n; i++) {
		sub(/^[^:]*:/, "", places[i])
		m = split(places[i], list, ",")
		for (j = 1; j <= m; j++)
			add(c, list[j], 0)
	}
}
$2 == "kHanyuPinlu" && c in place {
	n = split($3, list, " ")
	for (i = 1; i <= n; i++) {
		count = list[i]
		gsub(/[^0-9]/, "", count)
		sub(/\(.*/, "", list[i])
		add(c, list[i], count)
	}
}
END {
	if (what == "characters") {
		head()
		sort = "LC_ALL=C sort -k1,1 -k2,2nr -k3,3n | LC_ALL=C awk -F \"\\t\" \047" \
			"$1 != last { if (last) print \"\\\" },\"; " \
			"printf \"{ \\\"%s\\\", \\\"\", $1; last = $1 } " \
			"{ printf \"%s\", $4 } END { print \"\\\" },\" }\047"
		fflush()
		characters_to(sort)
		print "};"
		print "/* clang-format on */"
	}
}
function characters_to(sort,    c, n, i, list)
{
	for (c in place) {
		n = split(readings[c], list, " ")
		for (i = 1; i <= n; i++)
			printf "%s\t%d\t%d\t%s\n", list[i], \
				used[c, list[i]], place[c], text[c] | sort
	}
	close(sort)
}'
