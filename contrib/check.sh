#!/bin/sh
# check.sh BUILD ROOM...: runs the test program of each room, shows what
# failed, and ends with the line "N passed, F failed". Fails if a program
# failed, crashed, or counted nothing.
set -eu

build=$1
shift
# A busy machine must not fail a test: check's own limit is 4 seconds each.
CK_TIMEOUT_MULTIPLIER=${CK_TIMEOUT_MULTIPLIER:-10}
export CK_TIMEOUT_MULTIPLIER
passed=0
failed=0
bad=0

# A store waits for the disk at every commit, most of a test's time; in memory
# it does not. Nothing here tells a disk that lost power from one that did not.
in_memory()
{
	free=$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }')
	[ -w /dev/shm ] && [ "${free:-0}" -ge 1000000 ]
}

if [ -z "${TMPDIR:-}" ] && in_memory; then
	TMPDIR=/dev/shm
fi
scratch=$(mktemp -d "${TMPDIR:-/tmp}/bianhu-check-XXXXXX")
output=$scratch/output
mkdir "$scratch/stores"
chmod 711 "$scratch" "$scratch/stores" # some of a test is done as nobody
TMPDIR=$scratch/stores
export TMPDIR
trap 'chmod -R u+rwx "$scratch"; rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM HUP

# Prints "CHECKS FAILURES" of the first summary line, nothing without one.
summary()
{
	sed -n 's/^[0-9]*%: Checks: \([0-9]*\), Failures: \([0-9]*\), Errors: \([0-9]*\)$/\1 \2 \3/p' \
		"$output" | head -n 1
}

run_room()
{
	status=0
	start=$(date +%s)
	BIANHU="$build/bianhu" TEST_TOP=. "$build/tests/$1" >"$output" 2>&1 ||
		status=$?
	# shellcheck disable=SC2046 # three numbers
	set -- "$1" $(summary)
	if [ $# -ne 4 ]; then
		cat "$output"
		echo "$1: no summary, status $status"
		bad=1
		failed=$((failed + 1))
		return 0
	fi
	passed=$((passed + $2 - $3 - $4))
	failed=$((failed + $3 + $4))
	echo "$1: $2 checks, $3 failures, $4 errors ($(($(date +%s) - start)) s)"
	# What the tests of the law count: rules and rows without a case.
	sed -n 's/^算例 /    /p' "$output"
	if [ "$status" -ne 0 ] || [ $(($3 + $4)) -ne 0 ]; then
		bad=1
		# What is neither the list of suites nor the summary.
		sed -e '/^Running suite/d' -e '/^ [a-z0-9_]*$/d' -e '/^算例 /d' \
			-e '/^[0-9]*%: Checks:/d' "$output"
		echo "$1: status $status"
	fi
	# A program that ends badly after good checks failed all the same.
	if [ "$status" -ne 0 ] && [ $(($3 + $4)) -eq 0 ]; then
		failed=$((failed + 1))
	fi
}

for room in "$@"; do
	run_room "$room"
done
[ "$passed" -gt 0 ] || bad=1
echo "$passed passed, $failed failed"
exit "$bad"
