#!/usr/bin/env bash
# A throw-away MariaDB. See `serve` in common.sh for the commands.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

settings() {
  ready='ready for connections'
  mark=--datadir=$home/data
  gentle=TERM hard=KILL
}

create() {
  "${as_server[@]}" mariadb-install-db --no-defaults "$mark" --auth-root-authentication-method=normal \
    --skip-test-db --skip-name-resolve
}

# --no-defaults must come first. Speed instead of safety.
server_command() {
  command=("$from/mariadbd" --no-defaults "$mark" --tmpdir="$home/tmp" --pid-file="$home/pid"
    --socket="$home/mysql.sock" --port="$1" --bind-address=127.0.0.1 --skip-name-resolve
    --ssl-ca="$home/ca.pem" --ssl-cert="$home/server.pem" --ssl-key="$home/server.key"
    --character-set-server=utf8mb4 --max-connections=300 --performance-schema=0 --skip-log-bin
    --innodb-buffer-pool-size=64M --innodb-log-file-size=16M --innodb-flush-log-at-trx-commit=0
    --innodb-flush-method=nosync --innodb-doublewrite=0 --sync-binlog=0)
}

version() {
  "$from/mariadbd" --no-defaults --version 2>/dev/null | sed 's/.*Ver \([^ ]*\).*/\1/'
}

serve "$@"
