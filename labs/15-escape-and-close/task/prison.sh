# Runs the script on standard input with another root: prison.sh DIRECTORY
# DIRECTORY is a mount, and has an empty directory mnt.
exec chroot "$1" sh -s
