# Runs the script on standard input with another root: prison.sh DIRECTORY
# DIRECTORY is a mount, and has an empty directory mnt.
# umount(8) looks into /proc, so that the prison has one for a moment.
exec unshare --mount sh -c '
  cd "$1"
  mount -t proc proc proc
  pivot_root . mnt
  cd /
  umount -l /mnt
  umount -l /proc
  exec sh -s' prison "$1"
