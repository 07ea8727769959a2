# Finds the container whose program is `sleep $1`.
for process in /proc/[0-9]*; do
  if [ "$(tr '\0' ' ' <"$process/cmdline" 2>/dev/null)" = "sleep $1 " ]; then
    echo "pid: ${process#/proc/}"
    own=
    for namespace in cgroup ipc mnt net pid user uts; do
      [ "$(readlink "$process/ns/$namespace")" = "$(readlink "/proc/self/ns/$namespace")" ] || own="$own $namespace"
    done
    echo "own:$own"
    echo "hostname: $(cat "$process/root/etc/hostname")"
  fi
done
