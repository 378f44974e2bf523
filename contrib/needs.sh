#!/bin/sh
# needs.sh: is everything there that building and testing takes? Installs what
# is missing as root, or prints the command and fails. Quiet and quick when
# nothing is missing, since every `make run` and `make check` asks.
set -eu

packages='build-essential libncurses-dev libsqlite3-dev libssl-dev libjansson-dev check libvterm-dev ncurses-term'

# Where the headers of this system stand; empty for one that is missing.
have_header()
{
	for folder in /usr/include /usr/include/*-linux-gnu* /usr/local/include; do
		[ -e "$folder/$1" ] && return 0
	done
	return 1
}

# Terminals that the tests draw on and that clerks sit at (PuTTY).
have_terminal()
{
	for folder in /usr/share/terminfo /lib/terminfo /etc/terminfo; do
		[ -e "$folder/p/$1" ] && return 0
	done
	return 1
}

have_program()
{
	command -v "$1" >/dev/null 2>&1
}

missing()
{
	have_program make || echo make
	{ have_program cc || have_program gcc; } || echo gcc
	for header in stdio.h curses.h ncurses.h sqlite3.h openssl/evp.h \
		jansson.h check.h vterm.h; do
		have_header "$header" || echo "$header"
	done
	have_terminal putty || echo terminfo:putty
}

install_as_root()
{
	echo "缺少：$lack"
	echo "正在安装：$packages"
	export DEBIAN_FRONTEND=noninteractive
	# shellcheck disable=SC2086 # a list of words
	{
		apt-get update -q >/dev/null &&
			apt-get install -y -q --no-install-recommends \
				$packages >/dev/null
	} || {
		echo "安装没有成功。请检查网络和软件源，再执行：" >&2
		echo "  apt-get update && apt-get install -y $packages" >&2
		exit 1
	}
	echo '安装好了。'
}

lack=$(missing | tr '\n' ' ')
[ -n "$lack" ] || exit 0
if ! have_program apt-get; then
	echo "缺少：$lack" >&2
	echo "这台机器没有 apt-get；请用它自己的办法安装相当于下列的软件包：" >&2
	echo "  $packages" >&2
	exit 1
fi
if [ "$(id -u)" -ne 0 ]; then
	echo "缺少：$lack" >&2
	echo '请先执行这一条命令，再来一次：' >&2
	echo "  sudo sh -c 'apt-get update && apt-get install -y $packages'" >&2
	exit 1
fi
install_as_root
lack=$(missing | tr '\n' ' ')
if [ -n "$lack" ]; then
	echo "装了还是缺少：$lack" >&2
	exit 1
fi
