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
# MySQL and PostgreSQL 18 come from Debian sid: where that can't be had, their tests are named below,
# not passed.
without=()
[ -n "${ALUDEL_TEST_MYSQL:-}" ] || without+=(mysql::)
[ -n "${ALUDEL_TEST_POSTGRES18:-}" ] || without+=(postgres18::)
if cargo nextest --version >/dev/null 2>&1; then
  filter=all()
  for server in "${without[@]}"; do filter+=" - test(/(^|::)$server/)"; done
  cargo nextest run --workspace --all-features --locked -E "$filter"
else
  skip=()
  for server in "${without[@]}"; do skip+=(--skip "$server"); done
  cargo test --workspace --all-features --lib --bins --tests --locked -- "${skip[@]}"
fi

step "doctests"
cargo test --workspace --all-features --doc --locked

step "docs"
RUSTDOCFLAGS="-D warnings" cargo doc --workspace --all-features --no-deps --locked

step "examples"
cargo run --quiet --locked -p quickstart
chinook=${CHINOOK:-../shared/chinook/Chinook_Sqlite.sqlite}
if [ -f "$chinook" ]; then
  cargo run --quiet --locked -p chinook -- "$chinook"
else
  echo "chinook: not run: no file at $chinook (set CHINOOK to one)"
fi
# On each server, in a database that goes afterwards.
on_server() { cargo run --quiet --locked -p aludel-scratch -- "$server" cargo run --quiet --locked --features all "$@"; }
for server in "$ALUDEL_TEST_POSTGRES" "${ALUDEL_TEST_POSTGRES18:-}" "$ALUDEL_TEST_MARIADB" "${ALUDEL_TEST_MYSQL:-}"; do
  [ -n "$server" ] || continue
  on_server -p quickstart --
  if [ -f "$chinook" ]; then on_server -p chinook -- "$chinook"; fi
done

if [ -s "$servers/not-run" ]; then
  step "servers that could not be started: their tests were not run"
  cat "$servers/not-run"
fi

step "all passed"
