#!/bin/sh
# embed.sh NAME FILE...: writes a C file that holds the files as byte arrays,
# in the order given: embedded_NAME[], embedded_NAME_count and the digest of all
# of them, embedded_NAME_digest (base/embed.h).
# Byte arrays, because a string literal over 4095 bytes is not portable C.
set -eu
name=$1
shift
echo '#include "base/embed.h"'
i=0
for file in "$@"; do
	echo "static const unsigned char bytes_${i}[] = {"
	od -An -v -tu1 "$file" | sed 's/\([0-9][0-9]*\)/\1,/g'
	echo '0 };'
	i=$((i + 1))
done
echo "const struct embedded embedded_${name}[] = {"
i=0
sha256sum "$@" | while read -r digest file; do
	echo "	{ \"$file\", bytes_$i, sizeof bytes_$i - 1, \"$digest\" },"
	i=$((i + 1))
done
echo '	{ 0, 0, 0, 0 } };'
echo "const size_t embedded_${name}_count = $#;"
digest=$(cat "$@" | sha256sum | cut -d ' ' -f 1)
echo "const char embedded_${name}_digest[] = \"$digest\";"
