#!/bin/sh
# floors.sh: what the compiler can't see of the house rules (DESIGN §2): who
# may include whom, what stands in one place only, how long things may be.
# Prints FILE:LINE: what is wrong; fails if anything was printed.
set -eu

found=$(mktemp)
trap 'rm -f "$found"' EXIT

# The files of the given folders that are C.
sources()
{
	for folder in "$@"; do
		[ ! -d "$folder" ] || find "$folder" -name '*.[ch]' -type f
	done | sort
}

# grep over files that may be none; without a match it is still fine.
search()
{
	pattern=$1
	shift
	[ $# -eq 0 ] || grep -nHE "$pattern" "$@" || true
}

# includes FOLDER ALLOWED...: what a room may include, by the first part of
# the path. A generated list (*.inc) stands in the build folder.
includes()
{
	folder=$1
	shift
	allowed=$(echo "$*" | tr ' ' '|')
	# shellcheck disable=SC2046 # our names have no blanks
	search '^[ \t]*#[ \t]*include[ \t]*"' $(sources "$folder") |
		grep -vE "\"($allowed)[/.]|\"[a-z_]+\\.inc\"" |
		sed "s|\$|   ($folder may use: $*)|" || true
}

# only_in MOST PATTERN WHAT: the pattern stands in at most MOST files.
only_in()
{
	# shellcheck disable=SC2046
	files=$(search "$2" $(sources src screens) | cut -d: -f1 | sort -u)
	count=$(printf '%s' "$files" | grep -c . || true)
	[ "$count" -le "$1" ] ||
		echo "$files" | sed "s/\$/:1: $3 in $count files, not $1/"
}

check_floors()
{
	includes src/base base
	includes src/law law base
	includes src/form form base
	includes src/store store base
	includes src/desk desk law form store base
	includes src/ui ui form base
	includes src/ui/term ui/term ui/words ui/wire form base
	includes src/ui/ime ui/ime ui/term ui/words ui/wire form base
	includes src/ui/view ui/view ui/entry ui/term ui/words ui/wire form base
	includes src/ui/entry ui/entry ui/view ui/ime ui/term ui/words ui/wire form base
	includes src/cli cli desk law form store base
	includes screens screens desk ui law form store base
}

check_single_places()
{
	only_in 1 '#[ \t]*include[ \t]*[<"](ncursesw/)?n?curses\.h' curses.h
	only_in 1 '#[ \t]*include[ \t]*[<"]sqlite3\.h' sqlite3.h
	only_in 1 '#[ \t]*include[ \t]*[<"](postgresql/)?libpq-fe\.h' libpq-fe.h
	# shellcheck disable=SC2046
	search '(^|[^a-z_])(time|localtime|gettimeofday)(_r)?\(|CLOCK_REALTIME' \
		$(sources src screens) |
		grep -v '^src/base/clock\.c:' |
		sed 's/$/   (the clock is base\/clock.h)/' || true
}

check_sql()
{
	# shellcheck disable=SC2046
	search '(SELECT [a-z0-9_*(]|INSERT INTO |UPDATE [a-z_]+ SET|DELETE FROM )' \
		$(sources src screens) |
		grep -vE '^src/(store|desk)/' |
		sed 's/$/   (SQL stands in desk and store)/' || true
}

# A screen describes: it neither draws nor knows where things are.
check_screens()
{
	# shellcheck disable=SC2046
	search '#[ \t]*include[ \t]*"ui/(term/(term|cells|input)|view/(layout|wrap)|entry/edit)\.h"|(^|[^a-z_])(w?move|mvw?[a-z]+|getmaxyx|getyx)\(|(^|[^A-Z_])(LINES|COLS)([^A-Z_]|$)' \
		$(sources screens) |
		sed 's/$/   (screens have no coordinates)/'
}

check_lengths()
{
	for file in $(sources src screens tests); do
		lines=$(wc -l <"$file")
		[ "$lines" -le 600 ] || echo "$file:600: $lines lines, not 600"
	done
	# shellcheck disable=SC2046
	set -- $(sources src screens)
	[ $# -eq 0 ] || awk '
		/^\{/ { start = FNR }
		/^\}/ && start {
			if (FNR - start - 1 > 60)
				printf "%s:%d: function body of %d lines\n",
				    FILENAME, start, FNR - start - 1
			start = 0
		}' "$@"
}

{
	check_floors
	check_single_places
	check_sql
	check_screens
	check_lengths
} >"$found"
if [ -s "$found" ]; then
	cat "$found"
	echo "floors: $(wc -l <"$found") broken rules"
	exit 1
fi
echo 'floors: fine'
