// The classes of system calls that a filter can name: the same as `learnc trace show -e` knows. A test compares them.

const words = (text) => new Set(text.split(" "));

export const CLASSES = new Map([
  ["creds", words("setresuid setresgid setgroups getgroups getuid geteuid getgid capget capset prctl keyctl setfsuid")],
  ["desc", words("openat openat2 close close_range read write lseek ftruncate fallocate fsync syncfs sendfile copy_file_range getdents64 fstatfs "
    + "fchmod fchown fsetxattr fgetxattr flistxattr flock dup3 fcntl ioctl pipe2 ppoll memfd_create splice fchdir pidfd_getfd pidfd_open mmap")],
  ["file", words("openat openat2 statx statfs readlinkat faccessat2 mkdirat mknodat symlinkat linkat unlinkat renameat2 fchmodat fchownat utimensat "
    + "lgetxattr lsetxattr llistxattr getxattr setxattr chdir chroot execve execveat mount umount2 pivot_root open_tree move_mount mount_setattr fspick getcwd")],
  ["memory", words("mmap munmap mprotect madvise")],
  ["mount", words("mount umount2 pivot_root fsopen fspick fsconfig fsmount move_mount open_tree mount_setattr")],
  ["net", words("socket socketpair bind connect listen accept4 sendto recvfrom sendmsg recvmsg getsockname getsockopt setsockopt shutdown")],
  ["process", words("clone3 execve execveat exit exit_group waitid wait4 kill tgkill pidfd_open pidfd_send_signal unshare setns setsid setpgid")],
  ["signal", words("rt_sigprocmask rt_sigaction kill tgkill pidfd_send_signal signalfd4")],
]);
