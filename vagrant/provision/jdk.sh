#!/bin/sh
# jdk.sh   a JDK 25: the one that is there, or what LEARNC_JDK names, or the distribution's. Can be run again.
#   LEARNC_JDK   a .tar.gz of a JDK for Linux, as file or address; it is unpacked into /opt. For releases without a package of it.
set -eu

said=$(javac -version 2>&1) || said=
version=${said#javac }
version=${version%%[!0-9]*}
if [ "${version:-0}" -ge 25 ]; then
  echo "jdk: $said is there"
  exit 0
fi

use() {           # FOLDER: makes its programs everybody's
  for tool in java javac jar jshell; do ln -sf "$1/bin/$tool" /usr/local/bin/; done
  echo "jdk: $(javac -version 2>&1) from $1"
}

for folder in /opt/jdk-25* /usr/lib/jvm/*-25-*; do
  [ -x "$folder/bin/javac" ] && use "$folder" && exit 0
done

if [ -n "${LEARNC_JDK-}" ]; then
  case $LEARNC_JDK in
    *://*) curl -fsSL --retry 3 -o /tmp/jdk.tar.gz "$LEARNC_JDK" ;;
    *) cp "$LEARNC_JDK" /tmp/jdk.tar.gz ;;
  esac
  mkdir -p /opt/jdk-25
  tar -xzf /tmp/jdk.tar.gz -C /opt/jdk-25 --strip-components=1
  rm /tmp/jdk.tar.gz
  use /opt/jdk-25
  exit 0
fi

export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
if apt-cache show openjdk-25-jdk-headless >/dev/null 2>&1; then
  mkdir -p /usr/share/man/man1        # slim images lack it, and the package wants to put links there
  apt-get install -y -qq --no-install-recommends openjdk-25-jdk-headless >/dev/null
  echo "jdk: $(javac -version 2>&1) from the distribution"
  exit 0
fi
# shellcheck source=/dev/null
. /etc/os-release
echo "jdk: ${PRETTY_NAME-this release} has no package of a JDK 25 (Debian 13 and Ubuntu 24.04 have). Download a JDK 25 for Linux as .tar.gz (https://adoptium.net)," >&2
echo "  and run again with LEARNC_JDK=FILE; with Vagrant put it beside the Vagrantfile: LEARNC_JDK=/vagrant/vagrant/NAME.tar.gz vagrant provision" >&2
exit 1
