#!/bin/sh
# sandbox.sh start ID FOLDER COMMAND...   runs a command as root where it can look at the machine and do it no harm
# sandbox.sh end ID                       removes what is left of it on the host: its control groups
#
# The command gets namespaces of its own (mount, PID, network, UTS, IPC, cgroup), a control group of its own in each hierarchy,
# the host's files read-only, /tmp as a layer that nobody else sees, and not the capabilities that reach past namespaces (kernel
# modules, clock, reboot, raw devices). When its first process ends, all its processes end, and its mounts and links are gone.
# FOLDER is what both sides share; with SANDBOX_SHARED=ro the command may only read it.
# SANDBOX_PIDS and SANDBOX_MEMORY (bytes) limit the command; its groups are then below the limited ones, out of its reach.
# SANDBOX_HIDDEN (folders, with : between) are empty for the command.
set -eu

mount() {         # without a note below /run, which may be read-only by then
  command mount -n "$@"
}

hierarchies() {   # each cgroup mount that can be seen: TYPE POINT OPTIONS
  while read -r _ _ _ root point _ rest; do
    set -- ${rest#*- }
    case $1 in cgroup | cgroup2) [ "$root" = / ] && echo "$1 $point $3" ;; esac
  done </proc/self/mountinfo
}

join() {          # a group of our own below learnc/ in each hierarchy, with this shell in it
  hierarchies | while read -r type point options; do
    group=$point/learnc
    for part in "$group" "$group/$id" ${SANDBOX_PIDS:+"$group/$id/box"}; do
      mkdir -p "$part"
      if [ -f "$part/cpuset.cpus" ] && [ "$type" = cgroup ]; then
        cat "${part%/*}/cpuset.cpus" >"$part/cpuset.cpus"
        cat "${part%/*}/cpuset.mems" >"$part/cpuset.mems"
      fi
      [ "$type" = cgroup ] || enable "${part%/*}"
    done
    limit "$group/$id"
    echo $$ >"$part/cgroup.procs"
  done
}

limit() {         # where the hierarchy has the controller
  [ -z "${SANDBOX_PIDS-}" ] || [ ! -f "$1/pids.max" ] || echo "$SANDBOX_PIDS" >"$1/pids.max"
  for file in memory.limit_in_bytes memory.max; do
    [ -z "${SANDBOX_MEMORY-}" ] || [ ! -f "$1/$file" ] || echo "$SANDBOX_MEMORY" >"$1/$file"
  done
}

enable() {        # hands every controller of cgroup v2 on that can be handed on
  for controller in $(cat "$1/cgroup.controllers"); do
    echo "+$controller" 2>/dev/null >"$1/cgroup.subtree_control" || true
  done
}

cell() {          # moves this shell one group down: in v2 a group that hands controllers on may hold no process itself
  printf '%s\n' "$groups" | while read -r type point _; do
    [ "$type" = cgroup2 ] || continue
    mkdir -p "$point/learnc/$id${SANDBOX_PIDS:+/box}/cell"
    echo $$ >"$point/learnc/$id${SANDBOX_PIDS:+/box}/cell/cgroup.procs"
  done
}

own_cgroups() {   # the hierarchies anew: in a cgroup namespace they show our group as the root
  printf '%s\n' "$1" | while read -r type point options; do
    [ -n "$type" ] || continue
    mkdir -p "$point"
    if [ "$type" = cgroup2 ]; then
      mount -t cgroup2 cgroup2 "$point"
      enable "$point"
    else
      mount -t cgroup -o "$(printf %s "$options" | sed 's/^rw,//; s/,*seclabel//')" cgroup "$point"
    fi
  done
}

read_only() {     # every mount of the host; what is mounted afterwards is ours
  while read -r _ _ _ _ point _; do
    mount -o remount,bind,ro "$(printf %b "$point")" 2>/dev/null || true
  done </proc/self/mountinfo
}

hide() {
  printf '%s\n' "${SANDBOX_HIDDEN-}" | tr : '\n' | while read -r hidden; do
    [ ! -d "$hidden" ] || mount -t tmpfs -o ro,mode=755 hidden "$hidden"
  done
}

devices() {
  mkdir -p "$folder/dev"
  mount -t tmpfs -o mode=755,nosuid dev "$folder/dev"
  for name in null zero full random urandom tty; do
    touch "$folder/dev/$name" && mount --bind "/dev/$name" "$folder/dev/$name"
  done
  mkdir "$folder/dev/pts" "$folder/dev/shm" "$folder/dev/mqueue"
  mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$folder/dev/pts"
  mount -t tmpfs -o mode=1777,nosuid,nodev shm "$folder/dev/shm"
  mount -t mqueue mqueue "$folder/dev/mqueue"
  ln -s pts/ptmx "$folder/dev/ptmx"
  for link in fd:/proc/self/fd stdin:/proc/self/fd/0 stdout:/proc/self/fd/1 stderr:/proc/self/fd/2; do
    ln -s "${link#*:}" "$folder/dev/${link%%:*}"
  done
  mount --move "$folder/dev" /dev
}

case $1 in
  start)
    id=$2 folder=$3
    join
    groups=$(hierarchies)                                 # in a cgroup namespace they would no longer look like roots
    export groups
    exec unshare --cgroup -- sh "$0" apart "$@"
    ;;
  apart)                                                  # the root of our cgroup namespace is what join has made
    shift
    id=$2
    cell                                                  # with what will wait for the command, too
    exec unshare --mount --pid --net --uts --ipc --fork --kill-child -- sh "$0" inside "$@"
    ;;
  inside)
    shift
    id=$2 folder=$3
    shift 3
    mount --make-rprivate /
    cd "$folder"                                          # a way to the folder that leads past what will lie over it
    read_only
    mount -t tmpfs -o mode=755 lesson "$folder"
    mkdir "$folder/upper" "$folder/work" "$folder/shared"
    mount --no-canonicalize --bind . "$folder/shared" && mount -o "remount,bind,${SANDBOX_SHARED:-rw}" "$folder/shared"
    # Nothing below the host's /run may be executed on many machines; here it may.
    [ ! -d "$folder/shared/bin" ] || cp -r "$folder/shared/bin" "$folder/bin"
    mount -t overlay -o "lowerdir=/tmp,upperdir=$folder/upper,workdir=$folder/work" tmp /tmp 2>/dev/null || true
    # If the folder lies below /tmp, it has just been covered.
    [ -d "$folder/shared" ] || { echo "sandbox: FOLDER must not lie below /tmp" >&2; exit 1; }
    hide
    mount -t proc proc /proc
    # In a user namespace Linux mounts proc and sysfs only where others are in full view: nothing lies over these.
    mkdir "$folder/proc" "$folder/sys"
    mount -t proc proc "$folder/proc"
    mount -t sysfs sysfs "$folder/sys"
    # What steers the whole machine, but not what belongs to our network.
    for steering in /proc/sys /proc/sysrq-trigger; do
      [ -e "$steering" ] && mount --bind "$steering" "$steering" && mount -o remount,bind,ro "$steering"
    done
    mount --bind /proc/sys/net /proc/sys/net && mount -o remount,bind,rw /proc/sys/net
    devices
    mount -t sysfs -o ro sysfs /sys
    case $groups in *"/sys/fs/cgroup "*) ;; *) mount -t tmpfs -o mode=755 cgroup /sys/fs/cgroup ;; esac
    own_cgroups "$groups"
    unset groups SANDBOX_SHARED SANDBOX_PIDS SANDBOX_MEMORY SANDBOX_HIDDEN
    ip link set lo up 2>/dev/null || true
    cd "$folder"
    export LEARNC_ROOT="$folder/root" LEARNC_RUN="$folder/run"
    exec setpriv --bounding-set -sys_module,-sys_boot,-sys_rawio,-sys_time,-syslog -- "$@"
    ;;
  end)
    id=$2
    hierarchies | while read -r _ point _; do
      find "$point/learnc/$id" -depth -type d -exec rmdir {} + 2>/dev/null || true
    done
    ;;
esac
