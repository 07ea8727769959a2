package learnc.runtime.kernel;

import static learnc.runtime.kernel.Argument.address;
import static learnc.runtime.kernel.Argument.bytes;
import static learnc.runtime.kernel.Argument.descriptor;
import static learnc.runtime.kernel.Argument.flags;
import static learnc.runtime.kernel.Argument.number;
import static learnc.runtime.kernel.Argument.text;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// Processes: their birth, their namespaces, their end.
interface ProcessCalls extends Calls {

    int SIGNAL_SET_BYTES = 8;

    /// Starts a process that runs the puppet's loop (see `kernel.linux.PuppetCode`).
    ///
    /// @param flags of `CLONE_…`
    /// @param seat  where the new puppet finds its records
    /// @return the child's number, as the caller's PID namespace counts
    @Manual("clone(2)")
    @Refused(errno = Errno.EPERM, because = "new namespaces need CAP_SYS_ADMIN", remedy = "run learnc as root, or check what surrounds it (`learnc doctor`)")
    @Refused(errno = Errno.ENOSPC, because = "a limit in /proc/sys/user/max_…_namespaces is reached", remedy = "raise it with sysctl, or end other containers")
    @Refused(errno = Errno.EAGAIN, because = "the limit of processes is reached (RLIMIT_NPROC or pids.max)", remedy = "end other processes, or raise the limit")
    @Lesson("08")
    @Lesson(value = "12", about = "CLONE_NEWUSER")
    default int clone3(long flags, Seat seat) {
        var arguments = new Argument.Struct("cl_args", List.of(flags("flags", flags, ProcessFlags.CLONE), address("pidfd", 0),
                address("child_tid", 0), address("parent_tid", 0), number("exit_signal", 0), address("stack", 0), number("stack_size", 0),
                address("tls", 0), address("set_tid", 0), number("set_tid_size", 0), number("cgroup", 0)));
        return (int) call(SystemCall.CLONE3, arguments, number("size", 88), new Argument.Unseen("page", seat.page()),
                new Argument.Unseen("socket", seat.socket()), new Argument.Unseen("peer", seat.peer()), new Argument.Unseen("parent", seat.parent()));
    }

    /// Replaces the program of this process. A puppet that does it is a puppet no more.
    @Manual("execve(2)")
    @Refused(errno = Errno.ENOENT, because = "the program, or the interpreter or loader that it names, is not in the image", remedy = "check the name; `learnc run IMAGE ls /bin` shows what is there")
    @Refused(errno = Errno.EACCES, because = "the file is not executable, or is a directory, or its file system is mounted noexec", remedy = "check its permissions in the image")
    @Refused(errno = Errno.ENOEXEC, because = "the file is no program for this processor, or a script without #!", remedy = "check the image's platform with `learnc inspect`")
    @Lesson("20")
    default void execve(String path, List<String> arguments, List<String> environment) {
        call(SystemCall.EXECVE, text("pathname", path), new Argument.Texts("argv", arguments), new Argument.Texts("envp", environment));
    }

    /// Ends this process at once.
    @Manual("exit_group(2)")
    default void exitGroup(int status) {
        call(SystemCall.EXIT_GROUP, number("status", status));
    }

    /// Waits for a change of a child; see [ChildStatus].
    @Manual("wait(2)")
    @Refused(errno = Errno.ECHILD, because = "the process is no child of learnc, or has already been waited for", remedy = "report this: learnc has lost count of its children")
    default ChildStatus waitid(int idType, int id, int options) {
        var info = Argument.Room.struct("infop", 128, content -> ChildStatus.of(content).decoded());
        call(SystemCall.WAITID, flags("idtype", idType, ProcessFlags.ID_TYPE), idType == ProcessFlags.P_PIDFD ? descriptor("id", id) : number("id", id), info,
                flags("options", options, ProcessFlags.WAIT), address("rusage", 0));
        return ChildStatus.of(info.bytes());
    }

    /// Sends a signal to a process by number.
    @Manual("kill(2)")
    @Lesson("20")
    default void kill(int pid, int signal) {
        call(SystemCall.KILL, number("pid", pid), new Argument.Word("sig", signal, Signal::decoded));
    }

    /// Opens a process: a descriptor that never means another one.
    @Manual("pidfd_open(2)")
    default int pidfdOpen(int pid, int flags) {
        return (int) call(SystemCall.PIDFD_OPEN, number("pid", pid), number("flags", flags));
    }

    /// Sends a signal to an open process.
    @Manual("pidfd_send_signal(2)")
    @Refused(errno = Errno.ESRCH, because = "the process has ended", remedy = "nothing to do")
    @Lesson("20")
    default void pidfdSendSignal(int pidfd, int signal) {
        call(SystemCall.PIDFD_SEND_SIGNAL, descriptor("pidfd", pidfd), new Argument.Word("sig", signal, Signal::decoded), address("info", 0), number("flags", 0));
    }

    /// Takes a copy of another process's descriptor.
    @Manual("pidfd_getfd(2)")
    default int pidfdGetfd(int pidfd, int descriptor) {
        return (int) call(SystemCall.PIDFD_GETFD, descriptor("pidfd", pidfd), descriptor("targetfd", descriptor), number("flags", 0));
    }

    /// This process's number.
    @Manual("getpid(2)")
    default int getpid() {
        return (int) call(SystemCall.GETPID);
    }

    /// Makes this process the leader of a new session without a terminal.
    @Manual("setsid(2)")
    @Lesson("20")
    default int setsid() {
        return (int) call(SystemCall.SETSID);
    }

    /// Sets something about this process, of `PR_…`.
    @Manual("prctl(2)")
    default long prctl(int option, long second, long third) {
        return call(SystemCall.PRCTL, flags("op", option, ProcessFlags.PRCTL), new Argument.Word("arg2", second, word -> ProcessFlags.prctlArgument(option, word)), number("arg3", third), number("arg4", 0), number("arg5", 0));
    }

    /// Names this process, in at most 15 bytes; ps(1) shows it.
    @Manual("PR_SET_NAME(2const)")
    default void prctlSetName(String name) {
        call(SystemCall.PRCTL, flags("op", ProcessFlags.PR_SET_NAME, ProcessFlags.PRCTL), text("name", name));
    }

    /// Sets a limit of a process (0 for this one) and returns nothing. `resource`: a number of `RLIMIT_…`; −1 is no limit.
    @Manual("prlimit(2)")
    @Refused(errno = Errno.EPERM, because = "raising a hard limit needs CAP_SYS_RESOURCE", remedy = "ask for no more than `ulimit -H` shows")
    default void prlimit64(int pid, int resource, long soft, long hard) {
        var limit = new Argument.Struct("new_limit", List.of(new Argument.Word("rlim_cur", soft, ProcessFlags::limit), new Argument.Word("rlim_max", hard, ProcessFlags::limit)));
        call(SystemCall.PRLIMIT64, number("pid", pid), flags("resource", resource, ProcessFlags.RESOURCE), limit, address("old_limit", 0));
    }

    /// Sets which signals wait instead of arriving on this thread: bit n−1 for signal n.
    ///
    /// @return the mask before
    @Manual("sigprocmask(2)")
    default long rtSigprocmask(int how, long mask) {
        byte[] set = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putLong(mask).array();
        var old = Argument.Room.struct("oldset", 8, content -> Signal.set(Decoders.longAt(content, 0)));
        call(SystemCall.RT_SIGPROCMASK, flags("how", how, ProcessFlags.MASK), bytes("set", set, content -> Signal.set(mask)),
                old, number("sigsetsize", SIGNAL_SET_BYTES));
        return Decoders.longAt(old.bytes(), 0);
    }

    /// Gives a signal its default effect again.
    @Manual("sigaction(2)")
    default void rtSigactionDefault(int signal) {
        call(SystemCall.RT_SIGACTION, new Argument.Word("signum", signal, Signal::decoded),
                bytes("act", new byte[32], content -> "{sa_handler=SIG_DFL, sa_mask=[], sa_flags=0}"), address("oldact", 0), number("sigsetsize", SIGNAL_SET_BYTES));
    }

    /// Leaves namespaces for new ones.
    @Manual("unshare(2)")
    @Refused(errno = Errno.EINVAL, about = "CLONE_NEWPID", because = "the process has asked for a PID namespace for its children before, or it has many threads, as a JVM has",
            remedy = "ask once, and inside, in the init puppet, never on the host")
    @Refused(errno = Errno.EINVAL, because = "a process with many threads may not do this, and a JVM has many", remedy = "do it inside, in the init puppet, never on the host")
    @Refused(errno = Errno.EPERM, because = "new namespaces need CAP_SYS_ADMIN", remedy = "run learnc as root")
    @Lesson("08")
    @Lesson(value = "12", about = "CLONE_NEWUSER")
    @Lesson(value = "07", about = "CLONE_NEWUTS")
    @Lesson(value = "10", about = "CLONE_NEWIPC")
    @Lesson(value = "11", about = "CLONE_NEWNET")
    @Lesson(value = "13", about = "CLONE_NEWCGROUP")
    @Lesson(value = "09", about = "CLONE_NEWNS")
    default void unshare(long flags) {
        call(SystemCall.UNSHARE, flags("flags", flags, ProcessFlags.CLONE));
    }

    /// Joins the namespace that a descriptor stands for.
    @Manual("setns(2)")
    @Refused(errno = Errno.EINVAL, because = "the descriptor is no namespace of this kind, or this process has threads", remedy = "do it inside a puppet")
    @Refused(errno = Errno.EPERM, because = "joining needs CAP_SYS_ADMIN in that namespace", remedy = "join the user namespace first")
    @Lesson("08")
    @Lesson(value = "12", about = "CLONE_NEWUSER")
    @Lesson(value = "07", about = "CLONE_NEWUTS")
    @Lesson(value = "10", about = "CLONE_NEWIPC")
    @Lesson(value = "11", about = "CLONE_NEWNET")
    @Lesson(value = "13", about = "CLONE_NEWCGROUP")
    @Lesson(value = "09", about = "CLONE_NEWNS")
    default void setns(int descriptor, long kind) {
        call(SystemCall.SETNS, descriptor("fd", descriptor), flags("nstype", kind, ProcessFlags.CLONE));
    }

    /// Names the machine that this UTS namespace shows.
    @Manual("sethostname(2)")
    @Refused(errno = Errno.EINVAL, because = "a host name has at most 64 bytes", remedy = "choose a shorter one")
    @Lesson("07")
    default void sethostname(String name) {
        call(SystemCall.SETHOSTNAME, text("name", name), number("len", KernelText.bytes(name).length));
    }

    /// Sets the NIS domain name, which almost nobody uses.
    @Manual("setdomainname(2)")
    @Lesson("07")
    default void setdomainname(String name) {
        call(SystemCall.SETDOMAINNAME, text("name", name), number("len", KernelText.bytes(name).length));
    }
}
