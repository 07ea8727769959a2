package learnc.runtime.kernel;

import static learnc.runtime.kernel.Argument.address;
import static learnc.runtime.kernel.Argument.flags;
import static learnc.runtime.kernel.Argument.number;

import java.util.List;

/// Watching another process: each call that it makes, and what stands in its memory. ptrace(2) belongs to a *thread*: only the
/// one that has seized a tracee may ask for it.
interface TracingCalls extends Calls {

    /// Asks for something about a thread, or lets it go on.
    ///
    /// @param request of `PTRACE_…`
    @Manual("ptrace(2)")
    @Refused(errno = Errno.EPERM, because = "somebody traces this process already (is learnc itself run under strace or a debugger?), or this machine"
            + " forbids tracing: CAP_SYS_PTRACE is missing, /proc/sys/kernel/yama/ptrace_scope is 3, or a filter of an outer container is in the way",
            remedy = "run learnc without --trace-payload, or give what surrounds it the right to trace (docker run --cap-add SYS_PTRACE)")
    @Refused(errno = Errno.ENOSYS, because = "a filter of an outer container forbids ptrace", remedy = "run learnc without --trace-payload")
    @Refused(errno = Errno.ESRCH, because = "the thread has been killed, or does not stand still", remedy = "nothing to do")
    default void ptrace(int request, int thread, long address, long data) {
        call(SystemCall.PTRACE, flags("op", request, TracingFlags.REQUEST), number("pid", thread), address("addr", address),
                request == TracingFlags.PTRACE_SEIZE ? flags("data", data, TracingFlags.OPTION) : number("data", data));
    }

    /// The same, with an answer.
    ///
    /// @param into is filled by the kernel
    /// @return how long the answer is, where the request has answers of several lengths
    @Manual("ptrace(2)")
    default int ptrace(int request, int thread, byte[] into) {
        return (int) call(SystemCall.PTRACE, flags("op", request, TracingFlags.REQUEST), number("pid", thread), address("addr", into.length),
                Argument.Room.answer("data", into, Argument.PLAIN));
    }

    /// Waits for a change of a traced thread.
    ///
    /// @param options of `W…`; with [ProcessFlags#WNOWAIT] the change stays to be waited for
    @Manual("wait(2)")
    @Refused(errno = Errno.ECHILD, because = "this thread traces nobody", remedy = "report this: learnc has lost count of its tracees")
    default TraceeChange waitidTracee(int idType, int id, int options) {
        var info = Argument.Room.struct("infop", 128, content -> TraceeChange.of(content).toString());
        call(SystemCall.WAITID, flags("idtype", idType, ProcessFlags.ID_TYPE), number("id", id), info, flags("options", options, ProcessFlags.WAIT),
                address("rusage", 0));
        return TraceeChange.of(info.bytes());
    }

    /// Reads another process's memory.
    ///
    /// @return how many bytes; fewer where the rest is not mapped
    @Manual("process_vm_readv(2)")
    @Refused(errno = Errno.EFAULT, because = "nothing is mapped there", remedy = "nothing to do")
    default int processVmReadv(int thread, long address, byte[] into) {
        var here = new Argument.Struct("local_iov", List.of(Argument.Room.buffer("iov_base", into, Argument.PLAIN), number("iov_len", into.length)));
        var there = new Argument.Struct("remote_iov", List.of(address("iov_base", address), number("iov_len", into.length)));
        return (int) call(SystemCall.PROCESS_VM_READV, number("pid", thread), here, number("liovcnt", 1), there, number("riovcnt", 1), number("flags", 0));
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
