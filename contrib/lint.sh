#!/bin/sh
# lint.sh: everything that can be said about the code without running it.
# Goes on after a failure, so that one run shows all; fails at the end.
set -eu

tools='clang clang-format clang-tidy cppcheck shellcheck'
jobs=$(nproc)
gcc_build=build-lint-gcc
clang_build=build-lint-clang
bad=''

have_tools()
{
	for tool in $tools; do
		command -v "$tool" >/dev/null 2>&1 || return 1
	done
}

# shellcheck disable=SC2086 # a list of words
need_tools()
{
	have_tools && return 0
	if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
		echo '检查代码还缺工具，请先执行：' >&2
		echo "  sudo sh -c 'apt-get update && apt-get install -y $tools'" >&2
		exit 1
	fi
	echo "正在安装：$tools"
	export DEBIAN_FRONTEND=noninteractive
	apt-get update -q >/dev/null
	apt-get install -y -q --no-install-recommends $tools >/dev/null
}

# step NAME COMMAND...: runs it, shows its output only if it fails.
step()
{
	name=$1
	shift
	start=$(date +%s)
	if output=$("$@" 2>&1); then
		echo "$name: fine ($(($(date +%s) - start)) s)"
	else
		printf '%s\n' "$output"
		echo "$name: FAILED ($(($(date +%s) - start)) s)"
		bad="$bad $name"
	fi
}

c_files()
{
	find src screens tests -name "$1" -type f | sort
}

formatted()
{
	c_files '*.[ch]' | xargs clang-format --dry-run -Werror
}

# The program and the test programs, every warning an error.
build_all()
{
	targets="$2/bianhu $2/play $2/tests/bench $2/tests/wire $2/tests/gencases"
	for folder in tests/*/; do
		room=$(basename "$folder")
		# tests/support holds no tests.
		if [ -n "$(find "$folder" -name 'test_*.c')" ]; then
			targets="$targets $2/tests/$room"
		fi
	done
	# shellcheck disable=SC2086 # a list of words
	make -s -k -j"$jobs" CC="$1" BUILD="$2" WERROR=-Werror $targets
}

tidy()
{
	c_files '*.c' | xargs -P"$jobs" -I FILE sh contrib/tidy.sh FILE \
		"$clang_build"
}

# cppcheck does not read check.h, so what tests use looks unused to it.
checked()
{
	set -- --std=c11 --enable=warning,style,performance,portability \
		--inline-suppr --suppress=missingIncludeSystem \
		--suppress=unusedFunction --suppress=constParameterCallback \
		--error-exitcode=1 -q -j"$jobs" -Isrc -I.
	status=0
	cppcheck "$@" src screens || status=1
	cppcheck "$@" --suppress=unusedStructMember --suppress=variableScope \
		--suppress=unreadVariable tests || status=1
	return "$status"
}

need_tools
sh contrib/needs.sh
step floors sh contrib/floors.sh
step format formatted
step gcc build_all gcc "$gcc_build"
step clang build_all clang "$clang_build"
step clang-tidy tidy
step cppcheck checked
step shellcheck shellcheck contrib/*.sh .ci/run
if [ -e contrib/sqlcheck.sh ]; then
	step sqlcheck sh contrib/sqlcheck.sh
fi
if [ -n "$bad" ]; then
	echo "lint failed:$bad"
	exit 1
fi
echo 'lint: fine'
