# Runs the script on standard input with another root: prison.sh DIRECTORY
# DIRECTORY is a mount, and has an empty directory mnt.
exec unshare --mount sh -c '
  cd "$1"
  pivot_root . mnt
  cd /
  exec sh -s' prison "$1"
