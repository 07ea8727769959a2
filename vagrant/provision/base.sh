#!/bin/sh
# base.sh   what learnc and its lessons use of a Debian or Ubuntu, and a name for the machine. Can be run again.
set -eu
hostname learnc
echo learnc >/etc/hostname
grep -qw learnc /etc/hosts || echo '127.0.1.1 learnc' >>/etc/hosts

missing=
for need in nft:nftables ip:iproute2 ps:procps modprobe:kmod unshare:util-linux strace:strace busybox:busybox-static curl:curl unzip:unzip; do
  command -v "${need%:*}" >/dev/null 2>&1 || [ -x "/usr/sbin/${need%:*}" ] || missing="$missing ${need#*:}"
done
[ -n "$missing" ] || { echo "base: nothing is missing"; exit 0; }
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086     # a list
apt-get install -y -qq --no-install-recommends ca-certificates $missing >/dev/null
echo "base: installed$missing"
