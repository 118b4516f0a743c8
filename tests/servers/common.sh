# shellcheck shell=bash
# What the scripts beside this one share; to be sourced.
#
# postgres.sh, mariadb.sh and mysql.sh define `create`, `server_command`, `version`, and the variables
# `ready`, `mark`, `gentle` and `hard`; `serve "$@"` makes them commands. All that is known of a server is in
# its folder, $home.
set -euo pipefail
umask 022
# shellcheck disable=SC2034 # for those that source this
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# Servers are in sbin, which an ordinary user's path lacks; messages are read, so they are English.
export PATH=$PATH:/usr/sbin:/sbin LC_ALL=C.UTF-8 TZ=UTC
unset "${!PG@}" "${!MYSQL_@}"

die() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

home='' kind='' from='' ready='' mark='' gentle='' hard='' command=()

# PostgreSQL and MySQL refuse to run as root.
as_server=() owner=$(id -u):$(id -g)
if [ "$(id -u)" = 0 ]; then
  as_server=(setpriv --reuid=nobody --regid=nogroup --clear-groups)
  owner=nobody:nogroup
fi

# Below the range that outgoing connections take their ports from.
free_port() {
  local port
  for _ in {1..100}; do
    port=$((20000 + RANDOM % 12000))
    if ! (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      echo "$port"
      return
    fi
  done
  return 1
}

# The server is known by an argument that names its folder: right after a partial start too, and never
# another process that got the number in a stale pid file.
server_pids() {
  local files
  # The pattern comes in on stdin, or grep would find itself.
  # shellcheck disable=SC2062 # files, not a pattern
  files=$(grep -lzxF -f - /proc/[0-9]*/cmdline 2>/dev/null <<<"$mark") || true
  [ -z "$files" ] || cut -d/ -f3 <<<"$files"
}

stop_server() {
  local pids signal
  for signal in "$@" KILL; do
    for _ in {0..400}; do
      mapfile -t pids < <(server_pids)
      [ ${#pids[@]} -gt 0 ] || return 0
      [ -z "$signal" ] || kill -s "$signal" "${pids[@]}" 2>/dev/null || true
      signal=''
      sleep 0.025
    done
  done
  return 1
}

# Starts the server on port $1; false if it ended, or was not ready in a minute.
launch() {
  local pid seen
  seen=$(wc -l <"$home/log")
  server_command "$1"
  # A session of its own: Ctrl-C is for the tests. No descriptor of ours: who waits for our output must
  # not wait for the server.
  (cd "$home" && exec setsid "${as_server[@]}" "${command[@]}") </dev/null >>"$home/log" 2>&1 &
  pid=$!
  for _ in {1..2400}; do
    if tail -n +$((seen + 1)) "$home/log" | grep "$ready" >/dev/null; then return 0; fi
    kill -0 "$pid" 2>/dev/null || return 1
    sleep 0.025
  done
  echo "not ready after a minute" >>"$home/log"
  stop_server "$hard"
  return 1
}

# A port may be taken between the look and the bind: then another is tried. A restart keeps its port.
start_server() {
  local port
  if [ -f "$home/port" ]; then
    launch "$(<"$home/port")"
    return
  fi
  for _ in {1..5}; do
    port=$(free_port) || return 1
    if launch "$port"; then
      echo "$port" >"$home/port"
      return 0
    fi
    tail -n 30 "$home/log" | grep -i 'address already in use' >/dev/null || return 1
  done
  return 1
}

# To create a database takes seconds, to copy one does not: the first is kept in the cache, for this
# version of the server and of our settings.
make_data() {
  local template=''
  if [ -d "${ALUDEL_SERVERS_CACHE:-}" ]; then
    template=$(version && declare -f settings create)
    template=$ALUDEL_SERVERS_CACHE/template-$kind-$(cksum <<<"$template" | cut -d' ' -f1)
    if [ -d "$template" ] && cp -a --sparse=always "$template" data; then
      chown -R "$owner" data
      return
    fi
    rm -rf data
  fi
  create || return 1
  # Renamed when whole; a run beside us may have been first.
  if [ -n "$template" ] && ! { cp -a --sparse=always data "$template.$$" && mv -T "$template.$$" "$template"; }; then
    rm -rf "$template.$$"
  fi
}

# usage: serve up HOME FROM | start HOME | stop HOME | kill HOME
# FROM is the folder of the programs, or of the unpacked package.
serve() {
  [ $# -ge 2 ] || die "usage: ${0##*/} up|start|stop|kill HOME"
  home=$2
  kind=${0##*/} kind=${kind%.sh}
  local began=${EPOCHREALTIME/./}
  if [ "$1" = up ]; then
    mkdir -p "$home/tmp"
    echo "$kind" >"$home/kind"
    echo "$3" >"$home/from"
    : >"$home/log"
    # The server wants the key for itself.
    cp "${home%/*}"/tls/{ca.pem,server.pem,server.key} "$home"
    chmod 600 "$home/server.key"
    chown "$owner" "$home" "$home"/{tmp,server.key}
  fi
  # shellcheck disable=SC2034 # read in the scripts of the servers
  from=$(cat "$home/from" 2>/dev/null) || true
  settings
  case $1 in
    up)
      (cd "$home" && make_data) >>"$home/log" 2>&1 || die "could not create the database"
      start_server || die "did not start"
      echo "$(version), port $(<"$home/port"), $(((${EPOCHREALTIME/./} - began) / 1000)) ms"
      ;;
    start) start_server ;;
    stop) stop_server "$gentle" ;;
    kill) stop_server "$hard" ;;
    *) die "unknown command: $1" ;;
  esac
}
