set -eu
umask 022
PATH=/usr/sbin:/usr/bin:/sbin:/bin
export LIBMOUNT_UTAB=/dev/null         # mount(8) keeps books below /run, which inside would be the container's
host=/usr/bin                         # where the programs are that the process inside uses

# What whoever has started this script has left open must not reach the container. (dash can name descriptors up to 9 only, bash all.)
if [ -f "$0" ] && [ -z "${closed-}" ]; then
  closed=yes exec bash -c 'for file in /proc/self/fd/*; do number=${file##*/}; [ "$number" -le 2 ] || eval "exec $number>&-"; done
    exec sh "$0" "$@"' "$0" "$@"
fi

fail() { echo "$0: $*" >&2; exit 125; }

[ "$(id -u)" = 0 ] || fail "this needs root"
for program in unshare mount umount setpriv setsid env install hostname ip sh; do
  [ -x "$host/$program" ] || fail "$host/$program is missing (Debian: util-linux, coreutils, hostname, iproute2)"
done

# ── Taking back ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
# Whoever makes something says at once how it is taken back: the last thing first, whatever happens.

todo=
box=                                  # the process that waits for the container's first
undo() { todo="$1
$todo"; }

take_back() {
  trap '' HUP INT TERM
  [ -z "$box" ] || { kill -KILL "$box" && wait "$box"; } 2>/dev/null || :
  set +e
  eval "$todo" >/dev/null 2>&1
}
trap take_back EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# A control group is busy for a moment after its last process has ended.
remove_group() {
  for attempt in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    rmdir "$1" 2>/dev/null && return
    [ -d "$1" ] && [ "${1##*/}" != learnc ] || return
    sleep 0.05
  done
}

# forget FAMILY TABLE CHAIN TEXT: removes the packet rules that TEXT is written on.
forget() {
  nft --handle list chain "$1" "$2" "$3" | sed -n "s/.*comment \"$4[ \"].*# handle \([0-9]*\)\$/\1/p" |
    while read -r handle; do nft delete rule "$1" "$2" "$3" handle "$handle"; done
}

# mapped FIRST-INSIDE:FIRST-OUTSIDE:COUNT LAYER WHERE: shows a layer with other owners. From util-linux 2.39 on mount(8) can do that;
# before, a copy in memory with other owners stands in for it.
mapped() {
  if mount --bind -o "X-mount.idmap=b:$1" "$2" "$3" 2>/dev/null; then
    findmnt --noheadings --output VFS-OPTIONS "$3" | grep -q idmapped && return
    umount "$3"                         # an old mount(8) passes over what it does not know
  fi
  mount -t tmpfs -o mode=755 tmpfs "$3"
  cp -a -- "$2/." "$3/"
  shift_by=${1#*:}; shift_by=${shift_by%%:*}
  find "$3" -exec sh -c 'by=$1; shift
    for file; do
      set -- $(stat -c "%u %g %a" -- "$file")
      [ "$1" -lt "$by" ] || continue         # another name of a file that has been changed already
      chown -h "$(($1 + by)):$(($2 + by))" -- "$file"
      [ -L "$file" ] || chmod "$3" -- "$file"
    done' sh "$shift_by" {} +
}

# ── The process inside ──────────────────────────────────────────────────────────────────────────────────────────────────────────────
# A shell in namespaces of its own, which does what it is told through a pipe, and says when it is ready for more. In the end it
# executes the program, and is the container's first process.

inside='set -eu

# in_root PATH: where PATH leads when $root is the root directory; an image may hold symlinks, and they must not lead to the host.
in_root() {
  left=$1/ at= links=40
  while [ -n "$left" ]; do
    name=${left%%/*} left=${left#*/}
    if [ "$name" = .. ]; then
      at=${at%/*}
    elif [ -L "$root$at/$name" ] && [ -n "$name" ]; then
      [ $((links -= 1)) -gt 0 ] || exit 125
      left=$($host/readlink "$root$at/$name")/$left
      case $left in /*) at= ;; esac
    elif [ -n "$name" ] && [ "$name" != . ]; then
      at=$at/$name
    fi
  done
  printf "%s" "$root$at"
}

# read_only PATH: makes everything read-only that is mounted at PATH and below. In the list of mounts, \040 is a space.
read_only() {
  $host/cut -d " " -f 5 /proc/self/mountinfo | while read -r point; do
    point=$(printf %b "$point")
    case $point in "$1" | "$1"/*) $host/mount -o remount,bind,ro "$point" ;; esac
  done
}

read -r number rest </proc/self/stat
echo "$number" >&8
while :; do
  orders=
  while IFS= read -r line <&7 || exit 125; [ "$line" != END ]; do
    orders="$orders$line
"
  done
  eval "$orders"
  echo done >&8
done'
export inside host

pipes=$(mktemp -d /tmp/learnc-box.XXXXXX)
undo "rm -rf $pipes"
mkfifo "$pipes/orders" "$pipes/answers"
exec 5<&0

# enter COMMAND…: starts the process inside. Its number, as the host counts, is then $init.
enter() {
  "$@" 7<"$pipes/orders" 8>"$pipes/answers" <&5 5<&- &
  box=$!
  exec 7>"$pipes/orders" 6<"$pipes/answers"
  read -r init <&6 || fail "the process inside has ended"
}

# inside <<'END': has the lines up to END carried out inside.
inside() {
  { cat; echo END; } >&7
  read -r answer <&6 || fail "the process inside has ended"
}

# becomes <<'END': the same for the last lines; the program's exit code is the script's.
becomes() {
  { cat; echo END; } >&7
  exec 7>&- 6<&-
  code=0
  wait "$box" || code=$?
  box=
  exit "$code"
}

# The container need not have any program that we use, so after pivot_root the process inside uses the host's: it keeps standing in the
# host's old root directory, and tells the host's loader where the libraries are.
loader=$(readlink -f "$(ldd /usr/bin/mount | sed -n 's|^[[:space:]]*\(/[^ ]*ld[^ ]*\) .*|\1|p')")
libraries=$(for program in mount ip setpriv env; do ldd "/usr/bin/$program"; done | sed -n 's|.*=> \(/.*\)/[^/]* (.*|\1|p' | sort -u |
  while read -r folder; do readlink -f "$folder"; done | sort -u | sed 's|^|.|' | paste -sd:)
from_old_root=".$loader --library-path $libraries ./usr/bin"
export from_old_root
