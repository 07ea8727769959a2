package learnc.runtime.kernel;

/// What the families of system calls have in common: a call goes through the door, and a refusal becomes an exception.
interface Calls {

    int HIGHEST_ERRNO = 4095;

    /// The door behind which the calls are made.
    Door door();

    /// Makes one call. What stands here about refusals holds for every call that has no words of its own.
    ///
    /// @throws KernelRefusal when the kernel says no
    @Refused(errno = Errno.ENOSYS, because = "this kernel is older than the call, or a seccomp filter around learnc forbids it",
            remedy = "use Linux 5.12 or later; inside another container, start that one with --security-opt seccomp=unconfined")
    @Refused(errno = Errno.EPERM, because = "a capability is missing, or a filter around learnc forbids the call",
            remedy = "run learnc as root; inside another container, start that one with --privileged")
    @Refused(errno = Errno.EACCES, because = "the permissions of the file, or of a directory on the way to it, forbid it",
            remedy = "look at them with `namei -l` and the path")
    @Refused(errno = Errno.EMFILE, because = "this process has as many files open as it may", remedy = "raise the limit: `ulimit -n`")
    @Refused(errno = Errno.ENFILE, because = "the whole machine has as many files open as it may", remedy = "raise /proc/sys/fs/file-max, or end other programs")
    @Refused(errno = Errno.ENOMEM, because = "memory has run out, or the limit of a control group around learnc is reached",
            remedy = "`free -m`, and memory.max of the group that learnc is in")
    @Refused(errno = Errno.ENOSPC, because = "the disk is full, or a limit of the kernel is reached", remedy = "`df -h`, `df -i`, `learnc rmi`")
    @Refused(errno = Errno.EDQUOT, because = "the quota of this user on this disk is used up", remedy = "`quota`, or another state directory (--root)")
    @Refused(errno = Errno.EROFS, because = "the file system is read-only", remedy = "another state directory (--root), or a --tmpfs or volume at that place in the container")
    @Refused(errno = Errno.ENAMETOOLONG, because = "a name has more than 255 bytes, or the path more than 4095", remedy = "a shorter path for --root and LEARNC_RUN")
    @Refused(errno = Errno.ELOOP, because = "too many symlinks lead in a circle, or one stands where none is allowed", remedy = "look at the path with `namei`")
    @Refused(errno = Errno.EIO, because = "the disk or the device behind it does not work", remedy = "`dmesg | tail` has the kernel's own words")
    @Refused(errno = Errno.ESRCH, because = "the process has ended", remedy = "nothing to do")
    @Lesson(value = "14", about = "memory.")
    @Lesson(value = "15", about = "cpu.")
    @Lesson(value = "16", about = "pids.")
    @Lesson(value = "17", about = "blkio.")
    @Lesson(value = "17", about = "io.max")
    @Lesson(value = "15", about = "/sys/fs/cgroup/cpu")
    @Lesson(value = "16", about = "/sys/fs/cgroup/pids")
    @Lesson(value = "17", about = "/sys/fs/cgroup/blkio")
    @Lesson(value = "14", about = "/sys/fs/cgroup")
    @Lesson(value = "12", about = "id_map")
    default long call(SystemCall systemCall, Argument... arguments) {
        Call call = Call.of(systemCall, arguments);
        long result = door().pass(call);
        if (result < 0 && result >= -HIGHEST_ERRNO) {
            throw new KernelRefusal(call, Errno.of(-result), door().actor().name());
        }
        return result;
    }
}
