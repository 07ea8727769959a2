#!/bin/sh
# doctor.sh   prepares the kernel, and lets learnc prove that everything works here. Ends with an error if something does not.
set -eu
modprobe -a overlay bridge veth nf_tables nft_chain_nat nft_masq 2>/dev/null || true      # some kernels have them built in

# systemd hands on only the controllers that it uses itself.
if [ -f /sys/fs/cgroup/cgroup.subtree_control ]; then
  for controller in cpu memory pids io cpuset; do
    echo "+$controller" 2>/dev/null >/sys/fs/cgroup/cgroup.subtree_control || true
  done
fi
if [ "$(cat /proc/sys/kernel/apparmor_restrict_unprivileged_userns 2>/dev/null || echo 0)" = 1 ]; then
  echo "note: Ubuntu keeps ordinary users from making user namespaces; root may"
fi
HOME=/root learnc doctor
