#!/usr/bin/env bash
# Passes all tests: format, lints, tests, doctests, docs, examples. Installs what it needs.
set -euo pipefail
cd "$(dirname "$0")/.."

step() { printf '\n== %s\n' "$*"; }

# A C compiler builds the bundled SQLite; the sqlite3 shell answers the Chinook questions a
# second time, in plain SQL.
need=()
command -v cc >/dev/null || need+=(gcc libc6-dev)
command -v sqlite3 >/dev/null || need+=(sqlite3)
if [ ${#need[@]} -gt 0 ]; then
  step "installing ${need[*]}"
  sudo=; [ "$(id -u)" = 0 ] || sudo=sudo
  $sudo apt-get -qq update
  DEBIAN_FRONTEND=noninteractive $sudo apt-get -qq -y install "${need[@]}"
fi

step "servers"
servers=$(mktemp -d)
trap 'bash tests/servers/down.sh "$servers"; rm -rf "$servers"' EXIT
bash tests/servers/up.sh "$servers"
# shellcheck source=/dev/null
. "$servers/env"

step "format"
cargo fmt --all --check

step "lints"
cargo clippy --workspace --all-targets --all-features --locked -- -D warnings
# The text-only build: no driver, no macros.
cargo clippy -p aludel --no-default-features --locked -- -D warnings
cargo clippy -p aludel-sqlite --no-default-features --locked -- -D warnings
cargo clippy -p aludel-postgres --no-default-features --locked -- -D warnings
cargo clippy -p aludel-mysql --no-default-features --locked -- -D warnings

step "tests"
# What can't run here is left out by its name and named at the end: in the tests themselves
# nothing is skipped, so that nothing that did not run is taken for passed.
left_out=() not_run=()
leave_out() { # NAME-OF-TESTS WHY
  left_out+=("$1")
  not_run+=("$2")
}
if [ -z "${ALUDEL_TEST_MYSQL:-}" ]; then left_out+=(mysql::); fi
if [ -z "${ALUDEL_TEST_POSTGRES18:-}" ]; then left_out+=(postgres18::); fi
for server in MARIADB MYSQL; do
  url=ALUDEL_TEST_$server socket=ALUDEL_TEST_${server}_SOCKET
  if [ -n "${!url:-}" ] && [ -z "${!socket:-}" ]; then
    leave_out "${server,,}::by_unix_socket" "Unix sockets of $server: $socket is not set"
  fi
done
if [ -z "${ALUDEL_TEST_TLS_CA:-}" ]; then
  leave_out ::encrypted "TLS of MySQL and MariaDB: ALUDEL_TEST_TLS_CA is not set"
  leave_out a_connection_is_as_safe_as_the_url_asks "TLS of PostgreSQL: ALUDEL_TEST_TLS_CA is not set"
fi
rustc=$(rustc --version)
case $rustc in
"rustc 1.95."*) ;;
*) leave_out mistakes_are_explained "the compiler's messages: they are those of rustc 1.95, and this is $rustc" ;;
esac
chinook=${CHINOOK:-../shared/chinook/Chinook_Sqlite.sqlite}
if [ ! -f "$chinook" ]; then
  leave_out the_real_ "Chinook's own data: no file at $chinook (set CHINOOK to one)"
fi

# Each test appends how many cases it ran to the file of its server.
counts=$servers/counts
mkdir -p "$counts"
export ALUDEL_TEST_COUNTS=$counts
if cargo nextest --version >/dev/null 2>&1; then
  filter=()
  if [ ${#left_out[@]} -gt 0 ]; then
    filter=(-E "not ($(printf ' or test(/(^|::)%s/)' "${left_out[@]#::}" | cut -c 5-))")
  fi
  cargo nextest run --workspace --all-features --locked "${filter[@]}"
else
  skip=()
  for name in "${left_out[@]}"; do skip+=(--skip "$name"); done
  cargo test --workspace --all-features --lib --bins --tests --locked -- "${skip[@]}"
fi

step "doctests"
cargo test --workspace --all-features --doc --locked

step "docs"
RUSTDOCFLAGS="-D warnings" cargo doc --workspace --all-features --no-deps --locked

step "examples"
cargo run --quiet --locked -p quickstart
if [ -f "$chinook" ]; then cargo run --quiet --locked -p chinook -- "$chinook"; fi
# On each server, in a database that goes afterwards.
on_server() { cargo run --quiet --locked -p aludel-scratch -- "$server" cargo run --quiet --locked --features all "$@"; }
for server in ALUDEL_TEST_POSTGRES ALUDEL_TEST_POSTGRES18 ALUDEL_TEST_MARIADB ALUDEL_TEST_MYSQL; do
  [ -n "${!server:-}" ] || continue
  on_server -p quickstart --
  if [ -f "$chinook" ]; then on_server -p chinook -- "$chinook"; fi
done

if [ ${#not_run[@]} -gt 0 ]; then
  step "not run"
  printf '%s\n' "${not_run[@]}"
fi

# What ran on which server, as the servers name themselves.
step "all passed"
for kind in SQLite "PostgreSQL 15" MariaDB; do
  compgen -G "$counts/$kind*" >/dev/null || {
    echo "no case ran on $kind" >&2
    exit 1
  }
done
for file in "$counts"/*; do
  awk -v server="${file##*/}" '{ n += $1 } END { printf "server %s: %d cases run\n", server, n }' "$file"
done
if [ -s "$servers/not-run" ]; then
  sed 's/^\([^:]*\): /server \1: not run: /' "$servers/not-run"
fi
