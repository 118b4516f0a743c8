#!/usr/bin/env bash
# Times Aludel against the servers' drivers by hand, with throw-away servers and the client on one CPU.
# usage: servers.sh [PostgreSQL|MariaDB|MySQL]
# ALUDEL_BENCH_CPU is the CPU, 1 unless set.
set -euo pipefail
cd "$(dirname "$0")/.."

cpu=${ALUDEL_BENCH_CPU:-1}
command -v taskset >/dev/null || { echo "servers.sh: taskset is missing: install util-linux" >&2; exit 1; }
# What else runs on the CPU should wait; only root may ask for that. (Not by a real-time class: MySQL
# waits in a loop, which would then never end.)
pinned=(taskset -c "$cpu")
! nice -n -20 true 2>/dev/null || pinned+=(nice -n -20)

cargo build --quiet --release --locked -p aludel-benches --bin server-ratios

# Servers of our own, for those that run already are not on the CPU. What they start is where they are.
unset "${!ALUDEL_TEST_@}"
dir=$(mktemp -d)
trap 'bash tests/servers/down.sh "$dir"; rm -rf "$dir"' EXIT
"${pinned[@]}" bash tests/servers/up.sh "$dir"
# shellcheck source=/dev/null
. "$dir/env"
[ ! -s "$dir/not-run" ] || cat "$dir/not-run"

"${pinned[@]}" target/release/server-ratios "$@"
