package learnc.runtime.kernel;

/// ptrace(2) and what goes with it, for a tracer.
///
/// It makes some three calls for each of the program that it follows, and the program stands still meanwhile. So there is no door
/// here, and no [Call] that could be put into words: the words go straight to the kernel. ptrace(2) belongs to a *thread*: only the
/// one that has seized a tracee may ask for it.
///
/// What the kernel reads and fills has its place once and for all: until Java has compiled it, to lay it out anew takes longer than
/// the call.
public final class Ptrace {

    private static final int SIGINFO_BYTES = 128;
    private static final int SIGINFO_PID = 16;
    private static final int SIGINFO_CODE = 8;
    private static final int SIGINFO_STATUS = 24;

    private static final int PTRACE = SystemCall.PTRACE.number();
    private static final int WAITID = SystemCall.WAITID.number();
    private static final int READ_MEMORY = SystemCall.PROCESS_VM_READV.number();
    private static final long INTERRUPTED = -Errno.EINTR.number();

    private final Syscalls syscalls;
    private final Scratch scratch;
    private final long siginfo;
    private final long here;
    private final long there;
    private final long room;
    private final int roomBytes;

    private Ptrace(Syscalls syscalls) {
        this.syscalls = syscalls;
        scratch = syscalls.scratch();
        scratch.wipe();
        siginfo = scratch.room(SIGINFO_BYTES);
        here = scratch.room(2 * Long.BYTES);
        there = scratch.room(2 * Long.BYTES);
        roomBytes = scratch.size() / 2;
        room = scratch.room(roomBytes);
        scratch.putWord(here, room);
    }

    /// The same calls as this kernel's, for one thread.
    ///
    /// @throws IllegalArgumentException when somebody watches them: he would not learn of these
    public static Ptrace of(Kernel unwatched) {
        if (unwatched.door() instanceof OpenDoor door) {
            return new Ptrace(door.syscalls().onOneThread());
        }
        throw new IllegalArgumentException("a tracer makes its own calls behind a door that nobody watches");
    }

    /// Lets a thread go on, or asks for something about how.
    ///
    /// @param request of `PTRACE_…`
    /// @throws KernelRefusal with ESRCH when the thread has been killed meanwhile
    @Manual("ptrace(2)")
    public void ask(int request, int thread, long word) {
        heed(syscalls.call(PTRACE, request, thread, 0, word), request, thread);
    }

    /// Asks what the kernel knows about a thread.
    ///
    /// @param request of `PTRACE_GET…`
    /// @param answer  is filled by the kernel
    @Manual("ptrace(2)")
    public void ask(int request, int thread, byte[] answer) {
        heed(syscalls.call(PTRACE, request, thread, answer.length, room), request, thread);
        scratch.copyOut(room, answer, 0, answer.length);
    }

    /// Waits for a change of a traced thread.
    ///
    /// @param options of `W…`; with [ProcessFlags#WNOWAIT] the change stays to be waited for
    /// @return null when nothing has happened, and the caller does not want to wait
    @Manual("wait(2)")
    public TraceeChange await(int idType, int id, int options) {
        scratch.putWord(siginfo + SIGINFO_PID, 0);
        long result = syscalls.call(WAITID, idType, id, siginfo, options, 0);
        while (result == INTERRUPTED) {
            result = syscalls.call(WAITID, idType, id, siginfo, options, 0);
        }
        if (result < 0) {
            throw refusal(result, SystemCall.WAITID, Argument.flags("idtype", idType, ProcessFlags.ID_TYPE), Argument.number("id", id));
        }
        int thread = scratch.intAt(siginfo + SIGINFO_PID);
        return thread == 0 ? null : new TraceeChange(thread, scratch.intAt(siginfo + SIGINFO_CODE), scratch.intAt(siginfo + SIGINFO_STATUS));
    }

    /// Reads a thread's memory.
    ///
    /// @param length at most [#mostBytes()]
    /// @return as many bytes as could be read; null when not even the first could
    @Manual("process_vm_readv(2)")
    public byte[] memory(int thread, long address, int length) {
        scratch.putWord(here + Long.BYTES, length);
        scratch.putWord(there, address);
        scratch.putWord(there + Long.BYTES, length);
        int count = (int) syscalls.call(READ_MEMORY, thread, here, 1, there, 1);
        if (count <= 0) {
            return null;
        }
        var bytes = new byte[count];
        scratch.copyOut(room, bytes, 0, count);
        return bytes;
    }

    /// How many bytes can be read at once.
    public int mostBytes() {
        return roomBytes;
    }

    private void heed(long result, int request, int thread) {
        if (result < 0) {
            throw refusal(result, SystemCall.PTRACE, Argument.flags("op", request, TracingFlags.REQUEST), Argument.number("pid", thread));
        }
    }

    private KernelRefusal refusal(long result, SystemCall call, Argument... arguments) {
        return new KernelRefusal(Call.of(call, arguments), Errno.of(-result), syscalls.actor().name());
    }
}
