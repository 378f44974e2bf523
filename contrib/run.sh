#!/bin/sh
# run.sh BIANHU PLAY: what `make run` does. Without a store a practice store
# is made first. On a terminal the program starts; without one the main job
# and the flows between the desks are played on a practice store of its own: the
# screens, the sealed record, the clocks.
set -eu

bianhu=$1
play=$2

if [ -t 0 ] && [ -t 1 ]; then
	store=${BIANHU_STORE:-${XDG_DATA_HOME:-$HOME/.local/share}/bianhu/bianhu.db}
	if [ ! -e "$store" ] || [ -s "$store.making" ]; then
		echo "还没有库，先建一个练习库（内容都是编的）：$store"
		"$bianhu" --store "$store" init --sample
	fi
	exec "$bianhu" --store "$store"
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
store=$folder/practice.db
"$bianhu" --store "$store" init --sample
"$play" "$bianhu" "$store" tests/screens/main-job.keys \
	tests/screens/refusal.keys tests/screens/core-flows.keys
echo "──── 定稿的文书 ────"
cat "$store".print/*.txt
echo "──── 期限 ────"
"$bianhu" --store "$store" --user clerk due
echo "──── 查验 ────"
"$bianhu" --store "$store" --user clerk verify
