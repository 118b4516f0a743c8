#!/usr/bin/env bash
# Stops one server of DIR and starts it again on its port, with its data.
# usage: restart.sh DIR postgres|postgres18|mariadb|mysql
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

[ $# = 2 ] || die "usage: restart.sh DIR NAME"
[ -f "$1/$2/port" ] || die "up.sh did not start $2 in $1"
home=$(cd "$1/$2" && pwd -P)
script=$here/$(<"$home/kind").sh

bash "$script" stop "$home" || die "$2 does not stop"
# The locks of a server that was killed may outlive it for a moment.
for _ in {1..5}; do
  if bash "$script" start "$home"; then exit 0; fi
  sleep 0.3
done
tail -n 40 "$home/log" >&2
die "$2 does not start again"
