#!/bin/sh
# with_postgres.sh COMMAND...: run the command beside a PostgreSQL server of its own, which it finds in
# OFFICINE_TEST_POSTGRES and which is gone afterwards, whatever happens.
#
# Where no server is installed the command runs without one, and its tests say that they skip;
# in CI (CI=true) that is a failure instead.
set -eu

if [ -n "${OFFICINE_TEST_POSTGRES:-}" ]; then
    exec "$@" # somebody brought a server
fi

# Debian keeps the server's programs out of the PATH, by version: take the newest.
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -n | tail -n 1)
if ! [ -x "$bin/initdb" ]; then
    bin=$(command -v initdb) && bin=$(dirname "$bin") || bin=
fi
if [ -z "$bin" ]; then
    if [ "${CI:-}" = true ]; then
        echo "with_postgres.sh: no PostgreSQL server is installed, and CI must test on one" >&2
        exit 1
    fi
    echo "no PostgreSQL server found: only SQLite is tested (Debian: apt-get install postgresql)" >&2
    exec "$@"
fi

# The server refuses to run as root, so root lends it another user.
if [ "$(id -u)" = 0 ]; then
    owner=nobody
    if id postgres >/dev/null 2>&1; then owner=postgres; fi
    as_owner() { setpriv --reuid="$owner" --regid="$(id -g "$owner")" --clear-groups -- "$@"; }
else
    owner=$(id -un)
    as_owner() { "$@"; }
fi

place=$(mktemp -d)
started=
finish() {
    trap - EXIT INT TERM HUP
    # Nothing in it is worth an orderly shutdown.
    [ -z "$started" ] || as_owner "$bin/pg_ctl" -s -D "$place/data" -m immediate stop >/dev/null 2>&1 || true
    cd / && rm -rf "$place"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
printf '%s\n' "$password" >"$place/password"
: >"$place/log"
[ "$(id -u)" != 0 ] || chown -R "$owner" "$place"

# A server somebody configured in the environment has nothing to do with this one.
unset PGHOST PGPORT PGUSER PGDATA PGDATABASE PGPASSWORD PGSERVICE 2>/dev/null || true

here=$PWD
cd "$place" # the owner may not be allowed where we are
as_owner "$bin/initdb" -D "$place/data" -U officine --pwfile="$place/password" -A scram-sha-256 \
    -E UTF8 --locale=C.UTF-8 --no-sync >"$place/log" 2>&1 || {
    cat "$place/log" >&2
    exit 1
}

# Another program may take the free port before the server does: then try the next one.
for attempt in 1 2 3 4 5; do
    port=$((20000 + ($$ * 7 + attempt * 1009 + $(date +%s)) % 12000))
    # Not durable, on purpose: it lives for one run of the tests. It knows nothing of how many rows a
    # table has, as a server just after an import: a statement must be quick without that. One that
    # takes minutes is cancelled, and so named, instead of keeping the run from ending.
    if as_owner "$bin/pg_ctl" -s -w -D "$place/data" -l "$place/log" -o "-c listen_addresses=127.0.0.1 \
        -c port=$port -c unix_socket_directories=$place -c fsync=off -c synchronous_commit=off \
        -c full_page_writes=off -c max_connections=200 \
        -c autovacuum=off -c statement_timeout=180s" start >>"$place/log" 2>&1; then
        started=yes
        break
    fi
done
if [ -z "$started" ]; then
    cat "$place/log" >&2
    exit 1
fi

cd "$here"
OFFICINE_TEST_POSTGRES="postgresql://officine:$password@127.0.0.1:$port/postgres"
export OFFICINE_TEST_POSTGRES
"$@"
