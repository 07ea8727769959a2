package learnc.runtime.trace.state;

import learnc.runtime.kernel.SystemCall;

/// Where to look after a call: what it can change, for whom.
enum Look {
    /// Nothing of what is watched changes: it reads, waits, or changes the content of ordinary files.
    NOWHERE,
    /// A descriptor more, which is the result.
    NEW_DESCRIPTOR,
    /// Two descriptors more, which the kernel has written into an argument.
    TWO_DESCRIPTORS,
    /// A descriptor less, or others than before.
    DESCRIPTORS,
    /// A descriptor's flags, or a copy of it.
    DESCRIPTOR_FLAGS,
    /// Only some of its commands change something.
    DEVICE,
    /// A file of the kernel's own, perhaps.
    WRITTEN_FILE,
    /// A control group, perhaps; and descriptors whose path is another now.
    NAME_IN_FOLDER,
    /// What is mounted where.
    MOUNTS,
    /// The same, but only when a mounted file system is set up anew.
    FILE_SYSTEM,
    /// The root or the working directory.
    PLACE,
    /// A process more.
    BIRTH,
    /// Another program.
    PROGRAM,
    /// A process less, perhaps.
    REAPED,
    /// Which namespaces the process is in.
    NAMESPACES,
    /// What the namespace calls this machine.
    MACHINE_NAME,
    /// Users, groups, capabilities, and what else /proc/PID/status tells.
    RIGHTS,
    /// Resource limits.
    LIMITS,
    /// The network, when it is a message to the kernel.
    MESSAGE;

    /// Where to look after this call.
    static Look after(SystemCall call) {
        return switch (call) {
            case OPENAT, OPENAT2, DUP3, MEMFD_CREATE, INOTIFY_INIT1, EPOLL_CREATE1, EVENTFD2, SIGNALFD4, FSOPEN, FSPICK, FSMOUNT, OPEN_TREE,
                 PIDFD_OPEN, PIDFD_GETFD, BPF, SOCKET, ACCEPT4 -> NEW_DESCRIPTOR;
            case PIPE2, SOCKETPAIR -> TWO_DESCRIPTORS;
            case CLOSE, CLOSE_RANGE, RECVMSG -> DESCRIPTORS;
            case FCNTL -> DESCRIPTOR_FLAGS;
            case IOCTL -> DEVICE;
            case WRITE -> WRITTEN_FILE;
            case MKDIRAT, UNLINKAT, RENAMEAT2 -> NAME_IN_FOLDER;
            case MOUNT, UMOUNT2, PIVOT_ROOT, CHROOT, MOVE_MOUNT, MOUNT_SETATTR -> MOUNTS;
            case FSCONFIG -> FILE_SYSTEM;
            case CHDIR, FCHDIR -> PLACE;
            case CLONE3 -> BIRTH;
            case EXECVE, EXECVEAT -> PROGRAM;
            case WAITID, WAIT4 -> REAPED;
            case UNSHARE, SETNS -> NAMESPACES;
            case SETHOSTNAME, SETDOMAINNAME -> MACHINE_NAME;
            case PRCTL, SECCOMP, SETRESUID, SETRESGID, SETGROUPS, CAPSET, SETFSUID -> RIGHTS;
            case PRLIMIT64 -> LIMITS;
            case SENDTO, SENDMSG -> MESSAGE;
            case READ, LSEEK, FTRUNCATE, FALLOCATE, FSYNC, SYNCFS, SENDFILE, COPY_FILE_RANGE, GETDENTS64, STATX, STATFS, FSTATFS, READLINKAT,
                 FACCESSAT2, MKNODAT, SYMLINKAT, LINKAT, FCHMOD, FCHMODAT, FCHOWN, FCHOWNAT, UTIMENSAT, GETXATTR, LGETXATTR, FGETXATTR, LLISTXATTR,
                 FLISTXATTR, SETXATTR, LSETXATTR, FSETXATTR, FLOCK, UMASK, PPOLL, INOTIFY_ADD_WATCH, EPOLL_CTL, EPOLL_PWAIT, SPLICE, GETCWD,
                 EXIT_GROUP, EXIT, KILL, TGKILL, PIDFD_SEND_SIGNAL, GETPID, GETPPID, GETTID, SETSID, SETPGID, GETPGID, ARCH_PRCTL, RT_SIGPROCMASK,
                 RT_SIGACTION, UNAME, SCHED_SETAFFINITY, SCHED_GETAFFINITY, SETPRIORITY, IOPRIO_SET, PTRACE, PROCESS_VM_READV, GETGROUPS, GETUID,
                 GETEUID, GETGID, CAPGET, KEYCTL, MMAP, MUNMAP, MPROTECT, MADVISE, RSEQ, SET_ROBUST_LIST, SET_TID_ADDRESS, BIND, CONNECT, LISTEN,
                 RECVFROM, GETSOCKNAME, GETSOCKOPT, SETSOCKOPT, SHUTDOWN -> NOWHERE;
        };
    }
}
