# Sourced by ./learnc and ./mvnw: finds a JDK without starting one, by reading the file "release" in its folder.

# is_new_enough HOME: is there a JDK 25 or newer?
is_new_enough() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS='="' read -r name _ version _; do
    [ "$name" = JAVA_VERSION ] || continue
    version=${version%%[!0-9]*}
    [ -n "$version" ] && [ "$version" -ge 25 ]
    return
  done <"$1/release"
  return 1
}

# home_of_path_java: the folder of the java that PATH finds, through its symbolic links.
home_of_path_java() {
  java=$(command -v java) && java=$(readlink -f -- "$java") && printf '%s' "${java%/bin/java}"
}

# find_jdk: sets jdk to the first JDK that is new enough: what the user names, then PATH, then the usual folders.
find_jdk() {
  if [ -n "${LEARNC_JAVA_HOME-}" ]; then
    jdk=$LEARNC_JAVA_HOME
    is_new_enough "$jdk" && return
    echo "learnc: LEARNC_JAVA_HOME=$jdk is not the folder of a JDK 25 or newer: correct it, or unset it to let learnc search." >&2
    return 1
  fi
  jdk=${JAVA_HOME-} && is_new_enough "$jdk" && return
  jdk=$(home_of_path_java) && is_new_enough "$jdk" && return
  for jdk in /usr/lib/jvm/* /usr/java/* /opt/* /usr/local/* \
    "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/*; do
    is_new_enough "$jdk" && return
  done
  echo "learnc: no JDK 25 or newer found: install one (Debian 13, Ubuntu 24.04: apt-get install openjdk-25-jdk; elsewhere https://adoptium.net), or set LEARNC_JAVA_HOME to its folder." >&2
  return 1
}
