#!/usr/bin/env bash
# Servers that the machine's Debian does not have, out of another suite of it, in folders of their own:
# no chroot, no root, nothing changed on the machine.
# usage: debroot.sh fetch SUITE CACHE PACKAGE...   unpacks each PACKAGE with its libraries into CACHE/PACKAGE
#        debroot.sh patch FOLDER                   makes the programs in it use those libraries
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# The mirror of the machine's own Debian. What others' repositories call themselves is known only when
# the lists have been fetched.
mirror() {
  local release known
  release=$(. /etc/os-release && [ "$ID" = debian ] && echo "$VERSION_CODENAME") || return 0
  for known in true false; do
    # shellcheck disable=SC2016
    apt-get indextargets -o APT::Get::IndexTargets::ReleaseInfo=$known \
      --format '$(REPO_URI) $(RELEASE) $(COMPONENT) $(LABEL)' 'Created-By: Packages' |
      awk -v release="$release" -v known=$known \
        '$2 == release && $3 == "main" && (known == "false" || $4 == "Debian") { print $1 }'
  done | head -n 1
}

fetch() {
  local suite=$1 cache=$2 uri package
  shift 2
  uri=$(mirror) || true
  [ -n "$uri" ] || die "no Debian mirror in this machine's apt sources"

  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  # apt fetches as a user of its own.
  chmod 755 "$work"
  mkdir -p "$work"/{state,lists/partial,cache/partial}
  : >"$work/status"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $uri $suite main" >"$work/sources.list"
  cat >"$work/apt.conf" <<CONF
Dir::Etc::sourcelist "$work/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
Dir::State "$work/state";
Dir::State::lists "$work/lists";
Dir::State::status "$work/status";
Dir::Cache "$work/cache";
APT::Install-Recommends "false";
Acquire::Languages "none";
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
Acquire::Retries "2";
Acquire::http::Timeout "20";
Acquire::https::Timeout "20";
Debug::NoLocking "true";
CONF
  export APT_CONFIG=$work/apt.conf
  # An index that can't be had is only a warning to apt.
  timeout 120 apt-get -qq -o APT::Update::Error-Mode=any update || die "Debian $suite can't be reached"

  # One at a time: a package that can't be had today must not take the other with it.
  mkdir "$work/debs"
  [ "$(id -u)" != 0 ] || chown _apt "$work/debs"
  for package; do
    if ! unpack "$package" "$cache/$package.new"; then
      rm -rf "$cache/$package.new"
      echo "$package of Debian $suite can't be had" >&2
      continue
    fi
    rm -rf "${cache:?}/$package"
    mv -T "$cache/$package.new" "$cache/$package"
  done
}

# Of what a package depends on, only the libraries (and PostgreSQL's client) are needed.
unpack() {
  local package=$1 folder=$2 deb names=()
  apt-get -qq -y --print-uris -o Dir::Cache::archives="$work/cache" install "$package" >"$work/uris" || return 1
  while read -r _ deb _; do
    case $deb in
      libperl* | libc-gconv* | libdb5* | libgdbm*) ;;
      lib* | zlib* | "${package}_"* | postgresql-client-[0-9]*) names+=("${deb%%_*}") ;;
    esac
  done <"$work/uris"
  # What is there already is not fetched again.
  (cd "$work/debs" && timeout 600 apt-get -qq download "${names[@]}") || return 1
  rm -rf "$folder"
  mkdir -p "$folder"
  for deb in "${names[@]}"; do
    dpkg -x "$work/debs/${deb}"_*.deb "$folder" || return 1
  done
}

patch_programs() {
  local root=$1 loader libraries program
  loader=$(find "$root"/usr/lib* -maxdepth 1 -name 'ld-linux*.so.*' | head -n 1)
  libraries=$(find "$root/usr/lib" -maxdepth 1 -name '*-linux-gnu*' | head -n 1)
  for program in "$root"/usr/sbin/mysqld "$root"/usr/lib/postgresql/*/bin/*; do
    # Not the scripts among them.
    if [ -f "$program" ] && [ ! -L "$program" ] && [ "$(head -c 4 "$program" | tail -c 3)" = ELF ]; then
      patchelf --set-interpreter "$loader" --force-rpath --set-rpath "$libraries" "$program"
    fi
  done
  echo "$root" >"$root/complete"
}

case ${1-} in
  fetch) shift && fetch "$@" ;;
  patch) patch_programs "$2" ;;
  *) die "usage: debroot.sh fetch SUITE CACHE PACKAGE... | patch FOLDER" ;;
esac
