#!/usr/bin/env bash
# A throw-away PostgreSQL. See `serve` in common.sh for the commands.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

settings() {
  ready='database system is ready to accept connections'
  mark=--external_pid_file=$home/pid
  # Fast shutdown tells the clients (57P01); immediate shutdown is for data that nobody needs.
  gentle=INT hard=QUIT
}

create() {
  "${as_server[@]}" "$from/initdb" -D "$home/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 \
    --no-sync --no-instructions || return 1
  # Everybody is trusted but the members of these, for the tests of authentication.
  {
    printf 'host all +aludel_%s 127.0.0.1/32 %s\n' scram scram-sha-256 md5 md5 password password
    cat data/pg_hba.conf
  } >pg_hba.conf
  cat pg_hba.conf >data/pg_hba.conf
}

# Speed instead of safety. No JIT: the libraries it wants may be missing.
server_command() {
  local setting settings=(
    listen_addresses=127.0.0.1
    unix_socket_directories="$home"
    ssl=on
    ssl_ca_file="$home/ca.pem"
    ssl_cert_file="$home/server.pem"
    ssl_key_file="$home/server.key"
    max_connections=200
    max_prepared_transactions=20
    shared_buffers=64MB
    fsync=off
    synchronous_commit=off
    full_page_writes=off
    wal_level=minimal
    max_wal_senders=0
    autovacuum=off
    jit=off
  )
  command=("$from/postgres" -D "$home/data" -p "$1" "$mark")
  for setting in "${settings[@]}"; do command+=(-c "$setting"); done
}

version() {
  "$from/postgres" --version | cut -d' ' -f3
}

serve "$@"
