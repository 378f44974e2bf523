#!/bin/sh
# fuzz.sh BUILD SECONDS TARGET...: runs each fuzz target of a build with
# libFuzzer, as many at a time as there are processors, so that all together
# take about SECONDS. Prints a line for each; what breaks one is kept in
# BUILD/fuzz/found and fails the run: mend it, then add it to the corpus.
# What libFuzzer learns stays in BUILD/fuzz/learned for the next run.
# fuzz.sh needs: is there a clang with libFuzzer?
set -eu

has_fuzzer()
{
	echo 'int LLVMFuzzerTestOneInput(void); int LLVMFuzzerTestOneInput(void) { return 0; }' |
		clang -fsanitize=fuzzer,address -x c -o /dev/null - 2>/dev/null
}

if [ "$1" = needs ]; then
	has_fuzzer && exit 0
	version=$(clang -dumpversion 2>/dev/null | cut -d. -f1)
	echo 'make fuzz 要有带 libFuzzer 的 clang，请先执行：' >&2
	echo "  sudo apt-get install -y clang libclang-rt-${version:-14}-dev" >&2
	exit 1
fi

build=$1
seconds=$2
shift 2
jobs=$(nproc)
each=$((seconds * jobs / $#))
[ "$each" -ge 1 ] || each=1
found=$build/fuzz/found
mkdir -p "$found"

# A slow input is a finding too: nothing here takes seconds on 4 KB.
run_one()
{
	target=$1
	log=$build/fuzz/$target.log
	learned=$build/fuzz/learned/$target
	mkdir -p "$learned"
	status=0
	"$build/fuzz/$target" -max_total_time="$each" -max_len=4096 \
		-timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
		-artifact_prefix="$found/$target-" \
		"$learned" "tests/fuzz/corpus/$target" >"$log" 2>&1 || status=$?
	runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
	speed=$(sed -n 's/^stat::average_exec_per_sec: *//p' "$log")
	said=fine
	[ "$status" -eq 0 ] || said="BROKEN, see $log"
	printf '%-14s %10s runs %8s a second  %s\n' "$target" "${runs:-?}" \
		"${speed:-?}" "$said"
	return "$status"
}

bad=0
running=''
echo "fuzz: $# targets, $each s each, $jobs at a time"
for target in "$@"; do
	run_one "$target" &
	running="$running $!"
	# shellcheck disable=SC2086 # a list of numbers
	set -- $running
	if [ $# -ge "$jobs" ]; then
		wait "$1" || bad=1
		shift
		running=$*
	fi
done
for child in $running; do
	wait "$child" || bad=1
done
[ "$bad" -eq 0 ] || echo "fuzz: what broke is in $found"
exit "$bad"
