#!/bin/sh
# bench-wire.sh BUILD: what our screens send over a slow line, on a practice
# store made for it; beside it what others send, where they are installed.
set -eu

build=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM HUP
"$build/bianhu" --store "$folder/practice.db" init --sample >/dev/null

# What the others show: twenty letters, twenty commits, an empty calendar.
mkdir "$folder/git" "$folder/calcurse"
n=0
while [ $((n += 1)) -le 20 ]; do
	printf 'From a@example.org Mon Nov 23 09:%02d:00 2026\n' "$n"
	printf 'From: a@example.org\nDate: Mon, 23 Nov 2026 09:%02d:00 +0800\n' "$n"
	printf 'Content-Type: text/plain; charset=utf-8\n'
	printf 'Subject: 张甲%d 故意伤害罪\n\n期限\n\n' "$n"
done >"$folder/mbox"
if command -v git >/dev/null; then
	git -C "$folder/git" init -q -b main
	n=0
	while [ $((n += 1)) -le 20 ]; do
		git -C "$folder/git" -c user.name=a -c user.email=a@example.org \
			commit -q --allow-empty -m "张甲$n 故意伤害罪"
	done
fi
"$build/tests/wire" "$build/bianhu" "$folder/practice.db" "$folder"
