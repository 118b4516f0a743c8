#!/usr/bin/env bash
# A throw-away MySQL, out of a folder made by debroot.sh. See `serve` in common.sh for the commands.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

settings() {
  ready='ready for connections'
  mark=--datadir=$home/data
  gentle=TERM hard=KILL
  # Away from /usr it has to be told where its own files are. --no-defaults must come first.
  mysqld=("$from/usr/sbin/mysqld" --no-defaults --basedir="$from/usr" --plugin-dir="$from/usr/lib/mysql/plugin/"
    --lc-messages-dir="$from/usr/share/mysql" --character-sets-dir="$from/usr/share/mysql/charsets"
    --secure-file-priv= --innodb-redo-log-capacity=64M)
}

create() {
  echo "CREATE USER root@'127.0.0.1' IDENTIFIED BY ''; GRANT ALL ON *.* TO root@'127.0.0.1' WITH GRANT OPTION;" >init.sql
  mkdir data
  chown "$owner" data
  "${as_server[@]}" "${mysqld[@]}" --initialize-insecure --init-file="$home/init.sql" "$mark" || return 1
  # Copies must differ in their server's identity.
  rm -f data/auto.cnf
}

# Speed instead of safety.
server_command() {
  command=("${mysqld[@]}" "$mark" --tmpdir="$home/tmp" --pid-file="$home/pid"
    --socket="$home/mysql.sock" --port="$1" --bind-address=127.0.0.1 --skip-name-resolve --mysqlx=OFF
    --ssl-ca="$home/ca.pem" --ssl-cert="$home/server.pem" --ssl-key="$home/server.key"
    --max-connections=300 --performance-schema=OFF --skip-log-bin --local-infile=ON
    --innodb-buffer-pool-size=64M --innodb-flush-log-at-trx-commit=0 --innodb-flush-method=nosync
    --innodb-doublewrite=OFF)
}

version() {
  "${mysqld[@]}" --version | sed 's/.*Ver \([^ ]*\).*/\1/'
}

serve "$@"
