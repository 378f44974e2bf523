#!/bin/sh
# tidy.sh FILE BUILD: clang-tidy for one file. It is slow, so a file is looked
# at again only if it, a header it includes, or the checks changed since it
# last passed; the clang build in BUILD wrote down what each file includes.
set -eu
file=$1
build=$2
mark=$build/tidy/$file.fine
depends=$build/o/${file%.c}.d

is_known_fine()
{
	[ -e "$mark" ] && [ -e "$depends" ] || return 1
	known=$(sed -e 's/^[^ ]*: //' -e 's/\\$//' -e '/:$/d' "$depends")
	# A header that is gone makes find fail, and the file is looked at.
	# shellcheck disable=SC2086 # a list of words
	newer=$(find $known .clang-tidy -newer "$mark" 2>&1) || return 1
	[ -z "$newer" ]
}

is_known_fine && exit 0
mkdir -p "$(dirname "$mark")"
# The mark is as old as the look, not as its end.
touch "$mark.new"
if clang-tidy -quiet "$file" -- -std=c17 -Isrc -I. "-I$build" \
	-D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE '-DBIANHU_VERSION="0"' \
	'-DSUITES="tests/base.inc"' 2>"$mark.errors"; then
	mv "$mark.new" "$mark"
else
	cat "$mark.errors"
	exit 1
fi
