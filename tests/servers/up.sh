#!/usr/bin/env bash
# Starts throw-away database servers for the tests: PostgreSQL and MariaDB of the machine's Debian,
# installed if missing, and where Debian sid can be reached PostgreSQL 18 and MySQL out of it, kept in
# a cache folder.
#
# usage: up.sh DIR   then: source DIR/env; ... ; down.sh DIR
#
# DIR/env exports ALUDEL_TEST_POSTGRES, ALUDEL_TEST_MARIADB, ALUDEL_TEST_POSTGRES18 and
# ALUDEL_TEST_MYSQL as URLs; …_SOCKET_DIR or …_SOCKET, their Unix sockets; ALUDEL_TEST_TLS_CA, the
# authority that signed their certificates; ALUDEL_TEST_SERVERS, which is DIR, for restart.sh.
# DIR/not-run says what there is not, and why.
#
# A URL set already is taken as a running server. ALUDEL_SERVERS_CACHE is the cache folder; what is in
# it stays as it is until someone removes it. ALUDEL_SERVERS_SID=no leaves sid alone.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

[ $# = 1 ] || die "usage: up.sh DIR"

names=(postgres mariadb postgres18 mysql)
declare -A label=([postgres]=PostgreSQL [mariadb]=MariaDB [postgres18]='PostgreSQL 18' [mysql]=MySQL)
declare -A variable=([postgres]=ALUDEL_TEST_POSTGRES [mariadb]=ALUDEL_TEST_MARIADB
  [postgres18]=ALUDEL_TEST_POSTGRES18 [mysql]=ALUDEL_TEST_MYSQL)
declare -A kind=([postgres]=postgres [mariadb]=mariadb [postgres18]=postgres [mysql]=mysql)
declare -A sid_package=([postgres18]=postgresql-18 [mysql]=mysql-server-core)

# The folder

mkdir -p "$1"
dir=$(cd "$1" && pwd -P)
# mktemp's folders are closed to others, and to the user that the servers run as.
[ "$(id -u)" != 0 ] || chmod 755 "$dir"
"${as_server[@]}" test -x "$dir" || die "${owner%:*} can't enter $dir: choose a folder that all can enter"
[ ${#dir} -le 80 ] || die "$dir is too long for the path of a Unix socket: at most 80 bytes"
if [ -f "$dir/.aludel-servers" ]; then
  bash "$here/down.sh" "$dir"
  for name in "${names[@]}"; do rm -rf "${dir:?}/$name"; done
elif [ -n "$(ls -A "$dir")" ]; then
  die "$dir is not empty, and not of an earlier run"
fi
: >"$dir/.aludel-servers"
: >"$dir/not-run"

# What to start

# Whether it is for us to start.
ours() { [ -z "${!variable[$1]:-}" ]; }

cache=${ALUDEL_SERVERS_CACHE:-}
if [ -z "$cache" ] && [ "$(id -u)" = 0 ]; then
  # The user that the servers run as can't look into root's home.
  cache=/var/cache/aludel-servers
fi
cache=${cache:-${XDG_CACHE_HOME:-$HOME/.cache}/aludel-servers}
mkdir -p "$cache" || die "can't make $cache: set ALUDEL_SERVERS_CACHE"
cache=$(cd "$cache" && pwd -P)
export ALUDEL_SERVERS_CACHE=$cache

sid=()
for name in postgres18 mysql; do
  if ours $name; then
    if [ "${ALUDEL_SERVERS_SID:-}" = no ]; then
      echo "${label[$name]}: ALUDEL_SERVERS_SID=no" >>"$dir/not-run"
    else
      sid+=("$name")
    fi
  fi
done

# Each in a group of its own, so that an end before time takes all that they began; the servers
# themselves have sessions of their own, for down.sh.
groups=()
cleanup() {
  local status=$?
  if [ $status != 0 ]; then
    for group in "${groups[@]}"; do kill -s TERM -- "-$group" 2>/dev/null || true; done
    bash "$here/down.sh" "$dir" || true
  fi
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Programs

# Its programs name the folder: moved, it is of no use.
complete() { [ "$(cat "$cache/$1/complete" 2>/dev/null)" = "$cache/$1" ]; }

unfetched() {
  for name in "${sid[@]}"; do
    complete "${sid_package[$name]}" || echo "${sid_package[$name]}"
  done
}

postgres_programs() {
  local initdb
  initdb=$(find /usr/lib/postgresql/15/bin/initdb /usr/lib/postgresql/*/bin/initdb 2>/dev/null | head -n 1) || true
  [ -n "$initdb" ] && echo "${initdb%/*}"
}

has() {
  local program
  for program; do command -v "$program" >/dev/null || return 1; done
}

missing() {
  if ours postgres && ! postgres_programs >/dev/null; then echo postgresql; fi
  if ours mariadb; then
    has mariadbd mariadb-install-db || echo mariadb-server-core
    has mariadb my_print_defaults || echo mariadb-client-core
  fi
  has openssl || echo openssl
  if [ ${#to_fetch[@]} -gt 0 ]; then has patchelf || echo patchelf; fi
}

# apt waits for dpkg's lock, but not for the lock of its lists: runs beside us wait for ours.
install_missing() {
  local packages sudo=() no_cluster=/etc/postgresql-common/createcluster.d/aludel.conf
  [ -n "$(missing)" ] || return 0
  [ "$(id -u)" = 0 ] || sudo=(sudo)
  (
    flock 7
    mapfile -t packages < <(missing)
    [ ${#packages[@]} -gt 0 ] || exit 0
    echo "installing ${packages[*]}"
    [ "$(id -u)" = 0 ] || has sudo || die "neither root nor sudo: install ${packages[*]}"
    for _ in {1..60}; do
      if "${sudo[@]}" apt-get -qq update 2>"$dir/apt.log"; then break; fi
      grep /lists/lock "$dir/apt.log" >/dev/null || break
      sleep 2
    done
    # Only the programs are wanted: no cluster for the machine.
    "${sudo[@]}" mkdir -p "${no_cluster%/*}"
    "${sudo[@]}" tee "$no_cluster" <<<'create_main_cluster = false' >/dev/null
    status=0
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=120 \
      install --no-install-recommends "${packages[@]}" </dev/null >>"$dir/apt.log" 2>&1 || status=1
    "${sudo[@]}" rm -f "$no_cluster"
    exit $status
  ) 7</var/lib/dpkg 8>&- || {
    tail -n 20 "$dir/apt.log" >&2 || true
    die "could not install what is missing"
  }
}

to_fetch=() fetching=
if [ -n "$(unfetched)" ]; then
  # One run fills the cache, the others wait for it.
  exec 8>"$cache/lock"
  flock 8
  mapfile -t to_fetch < <(unfetched)
fi
if [ ${#to_fetch[@]} -gt 0 ]; then
  echo "fetching ${to_fetch[*]} of Debian sid"
  setsid bash "$here/debroot.sh" fetch sid "$cache" "${to_fetch[@]}" >"$dir/debroot.log" 2>&1 8>&- &
  fetching=$!
  groups+=("$fetching")
fi
install_missing

# Certificates

# One authority, and one certificate of the servers.
make_certificates() {
  cat >openssl.cnf <<'CONF'
[req]
prompt = no
distinguished_name = subject
[subject]
CN = $ENV::SUBJECT
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[server]
basicConstraints = critical, CA:FALSE
subjectAltName = DNS:localhost, IP:127.0.0.1
extendedKeyUsage = serverAuth
CONF
  local new=(openssl req -config openssl.cnf -x509 -days 3650 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes)
  SUBJECT='Aludel test authority' "${new[@]}" -extensions authority -keyout ca.key -out ca.pem
  SUBJECT=localhost "${new[@]}" -extensions server -CA ca.pem -CAkey ca.key -keyout server.key -out server.pem
}
mkdir -p "$dir/tls"
(cd "$dir/tls" && make_certificates) >"$dir/tls/log" 2>&1 || {
  cat "$dir/tls/log" >&2
  die "could not make the certificates"
}

# Servers

declare -A job=()
begin() {
  setsid bash "$here/${kind[$1]}.sh" up "$dir/$1" "$2" >"$dir/$1.out" 2>&1 8>&- &
  job[$1]=$!
  groups+=("$!")
}

not_run() {
  echo "${label[$1]}: ${2#*.sh: }" | tee -a "$dir/not-run"
}

if ours postgres; then begin postgres "$(postgres_programs)"; fi
if ours mariadb; then begin mariadb "$(dirname "$(command -v mariadbd)")"; fi

if [ -n "$fetching" ]; then
  wait "$fetching" || true
  for package in "${to_fetch[@]}"; do
    if [ -d "$cache/$package" ]; then
      bash "$here/debroot.sh" patch "$cache/$package" >>"$dir/debroot.log" 2>&1 8>&- || true
    fi
  done
fi
for name in "${sid[@]}"; do
  package=${sid_package[$name]} root=$cache/$package
  if ! complete "$package"; then
    not_run "$name" "$(grep -e '^debroot.sh: ' -e "^$package of" -e patchelf "$dir/debroot.log" | tail -n 1)"
  elif [ "$name" = mysql ]; then
    begin mysql "$root"
  else
    begin "$name" "$root/usr/lib/postgresql/18/bin"
  fi
done
exec 8>&-

# What came of it

export_line() {
  printf 'export %s=%s\n' "$1" "${2@Q}"
}

failed=()
{
  export_line ALUDEL_TEST_SERVERS "$dir"
  [ ${#job[@]} = 0 ] || export_line ALUDEL_TEST_TLS_CA "$dir/tls/ca.pem"
} >"$dir/env.new"
for name in "${names[@]}"; do
  if ! ours "$name"; then
    echo "${label[$name]}: not started, ${variable[$name]} is set"
    export_line "${variable[$name]}" "${!variable[$name]}" >>"$dir/env.new"
    continue
  fi
  [ -n "${job[$name]:-}" ] || continue
  if wait "${job[$name]}"; then
    echo "${label[$name]}: $(<"$dir/$name.out")"
    port=$(<"$dir/$name/port")
    if [ "${kind[$name]}" = postgres ]; then
      export_line "${variable[$name]}" "postgresql://postgres@127.0.0.1:$port/postgres"
      export_line "${variable[$name]}_SOCKET_DIR" "$dir/$name"
    else
      export_line "${variable[$name]}" "mysql://root@127.0.0.1:$port/"
      export_line "${variable[$name]}_SOCKET" "$dir/$name/mysql.sock"
    fi >>"$dir/env.new"
  elif [ -n "${sid_package[$name]:-}" ]; then
    tail -n 20 "$dir/$name/log" >&2 || true
    not_run "$name" "$(tail -n 1 "$dir/$name.out")"
  else
    failed+=("$name")
  fi
done
for name in "${failed[@]}"; do
  echo "== ${label[$name]}" >&2
  { tail -n 40 "$dir/$name/log" && cat "$dir/$name.out"; } >&2 || true
done
[ ${#failed[@]} = 0 ] || die "not started: ${failed[*]}; the logs are above and in $dir"
mv "$dir/env.new" "$dir/env"
