package learnc.runtime.kernel;

import java.util.Locale;

/// The system calls that learnc makes: one table, with the numbers of both architectures.
///
/// The numbers are those of the kernel's own headers: `asm/unistd_64.h` for x86-64 and `asm-generic/unistd.h` for arm64;
/// −1 stands where an architecture has no such call.
public enum SystemCall {

    // Files
    OPENAT(257, 56, Returns.DESCRIPTOR),
    OPENAT2(437, 437, Returns.DESCRIPTOR),
    CLOSE(3, 57),
    CLOSE_RANGE(436, 436),
    READ(0, 63),
    WRITE(1, 64),
    LSEEK(8, 62),
    FTRUNCATE(77, 46),
    FALLOCATE(285, 47),
    FSYNC(74, 82),
    SYNCFS(306, 267),
    SENDFILE(40, 71),
    COPY_FILE_RANGE(326, 285),
    GETDENTS64(217, 61),
    STATX(332, 291),
    STATFS(137, 43),
    FSTATFS(138, 44),
    READLINKAT(267, 78),
    FACCESSAT2(439, 439),
    MKDIRAT(258, 34),
    MKNODAT(259, 33),
    SYMLINKAT(266, 36),
    LINKAT(265, 37),
    UNLINKAT(263, 35),
    RENAMEAT2(316, 276),
    FCHMOD(91, 52),
    FCHMODAT(268, 53),
    FCHOWN(93, 55),
    FCHOWNAT(260, 54),
    UTIMENSAT(280, 88),
    GETXATTR(191, 8),
    LGETXATTR(192, 9),
    FGETXATTR(193, 10),
    LLISTXATTR(195, 12),
    FLISTXATTR(196, 13),
    SETXATTR(188, 5),
    LSETXATTR(189, 6),
    FSETXATTR(190, 7),
    FLOCK(73, 32),
    UMASK(95, 166),
    DUP3(292, 24, Returns.DESCRIPTOR),
    FCNTL(72, 25),
    IOCTL(16, 29),
    PIPE2(293, 59),
    PPOLL(271, 73),
    MEMFD_CREATE(319, 279, Returns.DESCRIPTOR),
    INOTIFY_INIT1(294, 26, Returns.DESCRIPTOR),
    INOTIFY_ADD_WATCH(254, 27),
    EPOLL_CREATE1(291, 20, Returns.DESCRIPTOR),
    EPOLL_CTL(233, 21),
    EPOLL_PWAIT(281, 22),
    EVENTFD2(290, 19, Returns.DESCRIPTOR),
    SPLICE(275, 76),
    GETCWD(79, 17),
    // Mounts
    MOUNT(165, 40),
    UMOUNT2(166, 39),
    PIVOT_ROOT(155, 41),
    CHROOT(161, 51),
    CHDIR(80, 49),
    FCHDIR(81, 50),
    FSOPEN(430, 430, Returns.DESCRIPTOR),
    FSPICK(433, 433, Returns.DESCRIPTOR),
    FSCONFIG(431, 431),
    FSMOUNT(432, 432, Returns.DESCRIPTOR),
    MOVE_MOUNT(429, 429),
    OPEN_TREE(428, 428, Returns.DESCRIPTOR),
    MOUNT_SETATTR(442, 442),
    // Processes and namespaces
    CLONE3(435, 435),
    EXECVE(59, 221),
    EXECVEAT(322, 281),
    EXIT_GROUP(231, 94),
    EXIT(60, 93),
    WAITID(247, 95),
    WAIT4(61, 260),
    KILL(62, 129),
    TGKILL(234, 131),
    PIDFD_OPEN(434, 434, Returns.DESCRIPTOR),
    PIDFD_SEND_SIGNAL(424, 424),
    PIDFD_GETFD(438, 438, Returns.DESCRIPTOR),
    GETPID(39, 172),
    GETPPID(110, 173),
    GETTID(186, 178),
    SETSID(112, 157),
    SETPGID(109, 154),
    GETPGID(121, 155),
    PRCTL(157, 167),
    ARCH_PRCTL(158, -1),
    PRLIMIT64(302, 261),
    RT_SIGPROCMASK(14, 135),
    RT_SIGACTION(13, 134),
    SIGNALFD4(289, 74, Returns.DESCRIPTOR),
    UNSHARE(272, 97),
    SETNS(308, 268),
    SETHOSTNAME(170, 161),
    SETDOMAINNAME(171, 162),
    UNAME(63, 160),
    SCHED_SETAFFINITY(203, 122),
    SCHED_GETAFFINITY(204, 123),
    SETPRIORITY(141, 140),
    IOPRIO_SET(251, 30),
    SECCOMP(317, 277),
    PTRACE(101, 117),
    PROCESS_VM_READV(310, 270),
    BPF(321, 280, Returns.DESCRIPTOR),
    // Credentials
    SETRESUID(117, 147),
    SETRESGID(119, 149),
    SETGROUPS(116, 159),
    GETGROUPS(115, 158),
    GETUID(102, 174),
    GETEUID(107, 175),
    GETGID(104, 176),
    CAPGET(125, 90),
    CAPSET(126, 91),
    KEYCTL(250, 219),
    SETFSUID(122, 151),
    // Memory
    MMAP(9, 222, Returns.ADDRESS),
    MUNMAP(11, 215),
    MPROTECT(10, 226),
    MADVISE(28, 233),
    RSEQ(334, 293),
    SET_ROBUST_LIST(273, 99),
    SET_TID_ADDRESS(218, 96),
    // Sockets
    SOCKET(41, 198, Returns.DESCRIPTOR),
    SOCKETPAIR(53, 199),
    BIND(49, 200),
    CONNECT(42, 203),
    LISTEN(50, 201),
    ACCEPT4(288, 242, Returns.DESCRIPTOR),
    SENDTO(44, 206),
    RECVFROM(45, 207),
    SENDMSG(46, 211),
    RECVMSG(47, 212),
    GETSOCKNAME(51, 204),
    GETSOCKOPT(55, 209),
    SETSOCKOPT(54, 208),
    SHUTDOWN(48, 210);

    /// What the result of a call is, when it is no refusal.
    public enum Returns {
        /// A number, or nothing (0).
        NUMBER,
        /// A new file descriptor.
        DESCRIPTOR,
        /// A place in memory.
        ADDRESS
    }

    private final int x86;
    private final int arm;
    private final Returns returns;
    private String manualName;

    SystemCall(int x86, int arm) {
        this(x86, arm, Returns.NUMBER);
    }

    SystemCall(int x86, int arm, Returns returns) {
        this.x86 = x86;
        this.arm = arm;
        this.returns = returns;
    }

    /// Its number on this machine.
    public int number() {
        return number(Architecture.CURRENT);
    }

    /// Its number on a machine of that architecture, or −1.
    public int number(Architecture architecture) {
        return switch (architecture) {
            case X86_64 -> x86;
            case ARM64 -> arm;
        };
    }

    /// The call that the manual knows by this name; null when learnc never makes it.
    static SystemCall named(String manualName) {
        for (SystemCall call : values()) {
            if (call.manualName().equals(manualName)) {
                return call;
            }
        }
        return null;
    }

    /// What it returns.
    public Returns returns() {
        return returns;
    }

    /// Its name in the manual, as in `pivot_root`.
    public String manualName() {
        if (manualName == null) {
            manualName = name().toLowerCase(Locale.ROOT);
        }
        return manualName;
    }

    /// Whether a method of [Kernel] makes this call: its name is the call's, or the call's with an addition, as `fsconfigString`.
    boolean isMadeBy(String method) {
        if (!method.startsWith(methodName())) {
            return false;
        }
        String addition = method.substring(methodName().length());
        return addition.isEmpty() || Character.isUpperCase(addition.charAt(0)) && !isNameOfAnother(method);
    }

    /// `mountSetattr` is no kind of `mount`.
    private static boolean isNameOfAnother(String method) {
        for (SystemCall other : values()) {
            if (other.methodName().equals(method)) {
                return true;
            }
        }
        return false;
    }

    /// The name of its method in [Kernel], as in `pivotRoot`.
    String methodName() {
        var name = new StringBuilder();
        boolean startsWord = false;
        for (char c : manualName().toCharArray()) {
            if (c == '_') {
                startsWord = true;
            } else {
                name.append(startsWord ? Character.toUpperCase(c) : c);
                startsWord = false;
            }
        }
        return name.toString();
    }
}
