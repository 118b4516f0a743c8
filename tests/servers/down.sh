#!/usr/bin/env bash
# Stops what up.sh started in DIR, and only that; also after a start that failed half-way. The logs stay.
# usage: down.sh DIR
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

[ $# = 1 ] || die "usage: down.sh DIR"
[ -d "$1" ] || exit 0
dir=$(cd "$1" && pwd -P)

rm -f "$dir"/env{,.new}
jobs=()
for file in "$dir"/*/kind; do
  [ -f "$file" ] || continue
  home=${file%/kind}
  (
    bash "$here/$(<"$file").sh" kill "$home" || die "could not stop $home"
    rm -rf "${home:?}"/{data,tmp,port}
  ) &
  jobs+=($!)
done
status=0
for job in "${jobs[@]}"; do
  wait "$job" || status=1
done
exit $status
