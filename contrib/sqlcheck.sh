#!/bin/sh
# sqlcheck.sh: every SQL literal of the store and the desk, tried in an empty
# migrated store of each engine (STYLE §3.2). PostgreSQL runs as a private
# temporary cluster on a socket in a temporary folder, where its server
# programs are; where they are not, that is said loudly.
set -eu

BUILD=${BUILD:-build-lint-gcc}
CC=${CC:-gcc}
work=$(mktemp -d)
cluster=''
bad=0

# as_server COMMAND...: PostgreSQL refuses to run as root.
as_server()
{
	if [ "$(id -u)" -eq 0 ]; then
		runuser -u "$server_user" -- "$@"
	else
		"$@"
	fi
}

end()
{
	[ -z "$cluster" ] ||
		as_server "$bin/pg_ctl" -D "$cluster" -m immediate stop \
			>/dev/null 2>&1 || true
	rm -rf "$work"
}
trap end EXIT
trap 'exit 1' HUP INT TERM

list_sql()
{
	for file in src/store/*.c src/desk/*.c; do
		case $file in
		src/store/sqlite*.c) continue ;; # speaks to its own engine
		esac
		[ -e "$file" ] || continue
		"$CC" -E -std=c17 -Isrc -I. -I"$BUILD" -D_XOPEN_SOURCE=700 \
			-D_DEFAULT_SOURCE "$file" >"$work/one.i"
		"$BUILD/sqlcheck" list "$file" <"$work/one.i" \
			2>>"$work/list" || bad=1
	done
	if [ ! -s "$work/list" ]; then
		echo 'sqlcheck: no SQL found at all'
		bad=1
	fi
}

# The newest server programs, if any.
find_server()
{
	bin=''
	for folder in /usr/lib/postgresql/*/bin /usr/local/pgsql/bin; do
		[ ! -x "$folder/initdb" ] || bin=$folder
	done
	server_user=postgres
	id postgres >/dev/null 2>&1 || server_user=nobody
	[ -n "$bin" ]
}

start_server()
{
	chmod 755 "$work"
	mkdir "$work/pg"
	[ "$(id -u)" -ne 0 ] || chown "$server_user" "$work/pg"
	as_server "$bin/initdb" -D "$work/pg/data" -A trust -U bianhu \
		--no-sync -E UTF8 --no-locale >"$work/log" 2>&1 &&
		as_server "$bin/pg_ctl" -D "$work/pg/data" -w \
			-l "$work/pg/log" -o "-k $work/pg -c listen_addresses= \
			-c fsync=off -c shared_buffers=16MB" \
			start >>"$work/log" 2>&1
	cluster=$work/pg/data
}

ask()
{
	"$bin/psql" -X -q -h "$work/pg" -U bianhu -d postgres "$@"
}

# Tables first; CREATE of the program is run, the rest is prepared, one on a
# line, so that the line of an error is the line of the list.
try_postgres()
{
	cut -f2- "$work/list" | grep '^CREATE ' | sed 's/$/;/' >"$work/create"
	ask -v ON_ERROR_STOP=1 -f "$work/create" || return 1
	for file in src/store/migrations/*.sql; do
		case $file in
		*.sqlite.sql) continue ;;
		esac
		ask -v ON_ERROR_STOP=1 -1 -f "$file" || return 1
	done
	awk -F '\t' '{
		if ($2 ~ /^CREATE /)
			print ";"
		else
			print "PREPARE s" NR " AS " $2 ";"
	}' "$work/list" >"$work/prepare.sql"
	ask -f "$work/prepare.sql" >/dev/null 2>"$work/said" || return 1
	[ -s "$work/said" ] || return 0
	awk -F '\t' 'NR == FNR { where[NR] = $1; next }
		/^psql:.*prepare.sql:[0-9]+: / {
			n = $0
			sub(/^psql:.*prepare\.sql:/, "", n)
			sub(/:.*/, "", n)
			sub(/^psql:.*prepare\.sql:[0-9]+/, where[n + 0])
		}
		{ print }' "$work/list" "$work/said"
	return 1
}

make -s BUILD="$BUILD" CC="$CC" "$BUILD/sqlcheck"
list_sql
"$BUILD/sqlcheck" try "$work/empty.db" <"$work/list" || bad=1
if ! find_server; then
	echo 'sqlcheck: *** NOT tried on PostgreSQL: no server programs here'
	echo 'sqlcheck: *** (Debian: apt-get install postgresql)'
elif ! start_server; then
	cat "$work/log"
	bad=1
else
	try_postgres || bad=1
fi
[ "$bad" -eq 0 ] || exit 1
echo "sqlcheck: $(wc -l <"$work/list") statements, fine"
