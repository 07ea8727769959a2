package learnc.runtime.kernel;

import static learnc.runtime.kernel.Argument.address;
import static learnc.runtime.kernel.Argument.flags;
import static learnc.runtime.kernel.Argument.number;

import java.util.List;

/// The beginning of watching another process; [Ptrace] goes on with it.
interface TracingCalls extends Calls {

    /// Begins to trace a process, which goes on meanwhile.
    ///
    /// @param options of `PTRACE_O_…`
    @Manual("ptrace(2)")
    @Refused(errno = Errno.EPERM, because = "somebody traces this process already (is learnc itself run under strace or a debugger?), or this machine"
            + " forbids tracing: CAP_SYS_PTRACE is missing, /proc/sys/kernel/yama/ptrace_scope is 3, or a filter of an outer container is in the way",
            remedy = "run learnc without --trace-payload, or give what surrounds it the right to trace (docker run --cap-add SYS_PTRACE)")
    @Refused(errno = Errno.ENOSYS, because = "a filter of an outer container forbids ptrace", remedy = "run learnc without --trace-payload")
    @Refused(errno = Errno.ESRCH, because = "the process has ended", remedy = "nothing to do")
    default void ptraceSeize(int process, long options) {
        call(SystemCall.PTRACE, flags("op", TracingFlags.PTRACE_SEIZE, TracingFlags.REQUEST), number("pid", process), address("addr", 0),
                flags("data", options, TracingFlags.OPTION));
    }

    /// Puts a filter before all system calls of this process and its children, which none of them can take away.
    ///
    /// @param program of classic BPF, eight bytes an instruction
    @Manual("seccomp(2)")
    @Refused(errno = Errno.EACCES, because = "a process without CAP_SYS_ADMIN may do this only after PR_SET_NO_NEW_PRIVS", remedy = "run learnc as root")
    default void seccomp(int operation, byte[] program) {
        var filter = new Argument.Struct("args", List.of(number("len", program.length / Long.BYTES), Argument.bytes("filter", program, Argument.PLAIN)));
        call(SystemCall.SECCOMP, flags("operation", operation, TracingFlags.OPERATION), number("flags", 0), filter);
    }
}
