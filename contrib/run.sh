#!/bin/sh
# run.sh BIANHU: what `make run` does. Without a store a practice store is
# made first. On a terminal the program starts; without one it plays the main
# job through the real screens and prints what was seen.
set -eu

bianhu=$1
store=${BIANHU_STORE:-${XDG_DATA_HOME:-$HOME/.local/share}/bianhu/bianhu.db}

if [ ! -e "$store" ]; then
	echo "还没有库，先建一个练习库（内容都是编的）：$store"
	"$bianhu" --store "$store" init --sample
fi
if [ -t 0 ] && [ -t 1 ]; then
	exec "$bianhu" --store "$store"
fi
exec "$bianhu" --store "$store" play
