#!/bin/sh
# bench.sh BUILD [CASES]: a store of 100,000 invented cases made by importing
# them, and what a desk on it waits for. BENCH_KEEP=FOLDER keeps the store.
set -eu

build=$1
cases=${2:-100000}
folder=${BENCH_KEEP:-$(mktemp -d)}
[ -n "${BENCH_KEEP:-}" ] || trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM HUP
mkdir -p "$folder"
"$build/tests/gencases" "$cases" >"$folder/cases.csv"
echo "$cases cases, $(wc -c <"$folder/cases.csv") bytes of CSV"
"$build/tests/bench" "$folder/bench.db" "$folder/cases.csv" "$build/bianhu"
echo "the store has $(($(wc -c <"$folder/bench.db") / 1048576)) MiB"
