package learnc.runtime.trace.payload;

import learnc.runtime.kernel.Decoders;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.KernelText;
import learnc.runtime.kernel.OpenFlags;

/// A thread that is followed.
final class Tracee {

    private static final int STATUS_BYTES = 4096;
    private static final long CLONE_THREAD = 0x1_0000;
    private static final long CLONE_CHILD_SETTID = 0x100_0000;
    private static final long CLONE_VM = 0x100;

    private final int thread;
    private Identity identity;
    private Ongoing ongoing;
    private boolean isSaid;
    private boolean isStranger;
    private long numberInside;

    /// Who it is, as long as that does not change.
    ///
    /// @param process       that it belongs to, as the host counts
    /// @param processInside the same, as its own PID namespace counts
    /// @param thread        as the host counts
    /// @param command       what ps(1) calls it
    record Identity(int process, int processInside, int thread, String command) {
    }

    private Tracee(int thread) {
        this.thread = thread;
        this.identity = new Identity(thread, thread, thread, "");
    }

    /// A thread of which only the number is known.
    static Tracee unknown(int thread) {
        return new Tracee(thread);
    }

    /// A thread that has just begun to stand still. What /proc says about it is asked once: it stays as it is until execve(2).
    static Tracee of(Kernel host, int thread) {
        var tracee = new Tracee(thread);
        tracee.look(host);
        return tracee;
    }

    /// A thread that another has just begun with clone(2): it goes by the same name, and Linux writes its number into its memory if
    /// the caller has asked for that, as every C library's fork does. To ask /proc for it would take longer than most calls.
    static Tracee childOf(Tracee parent, int thread) {
        var child = new Tracee(thread);
        Ongoing call = parent.ongoing;
        long flags = call.words()[call.signature().at("flags")];
        if ((flags & CLONE_THREAD) != 0) {
            child.identity = new Identity(parent.identity.process, parent.identity.processInside, thread, parent.identity.command);
        } else {
            child.identity = new Identity(thread, thread, thread, parent.identity.command);
            child.isStranger = true;
            child.numberInside = (flags & (CLONE_CHILD_SETTID | CLONE_VM)) == CLONE_CHILD_SETTID ? call.words()[call.signature().at("child_tid")] : 0;
        }
        return child;
    }

    /// Learns its number inside, while it stands before its first instruction.
    void introduce(Kernel host, Memory memory) {
        if (isStranger) {
            isStranger = false;
            byte[] number = memory.struct(thread, numberInside, Integer.BYTES);
            if (number == null) {
                look(host);
            } else {
                identity = new Identity(thread, Decoders.intAt(number, 0), thread, identity.command);
            }
        }
    }

    /// Asks /proc who it is.
    void look(Kernel host) {
        try {
            String status = status(host);
            String numbers = field(status, "\nNStgid:\t");
            int inside = Integer.parseInt(numbers.substring(numbers.lastIndexOf('\t') + 1));
            identity = new Identity(Integer.parseInt(field(status, "\nTgid:\t")), inside, thread, field(status, "Name:\t"));
        } catch (KernelRefusal | IndexOutOfBoundsException | NumberFormatException itIsGone) {
            // Killed meanwhile: then it makes no call any more.
            return;
        }
    }

    /// Read once, not to its end: the kernel writes all of it anew for each read, and what is asked for stands in the first part.
    private String status(Kernel host) {
        int file = host.openat(OpenFlags.AT_FDCWD, "/proc/" + thread + "/status", OpenFlags.O_RDONLY | OpenFlags.O_CLOEXEC, 0);
        try {
            var bytes = new byte[STATUS_BYTES];
            return KernelText.text(bytes, 0, host.read(file, bytes));
        } finally {
            host.close(file);
        }
    }

    private static String field(String status, String name) {
        int start = status.indexOf(name) + name.length();
        return status.substring(start, status.indexOf('\n', start));
    }

    int thread() {
        return thread;
    }

    /// The process that it belongs to, as the host counts.
    int process() {
        return identity.process;
    }

    Identity identity() {
        return identity;
    }

    /// The call that it has begun and not ended, or null.
    Ongoing ongoing() {
        return ongoing;
    }

    void begin(Ongoing call) {
        ongoing = call;
        isSaid = false;
    }

    /// Whether nobody has been told yet that it is in a call.
    boolean isUnsaid() {
        return !isSaid;
    }

    void say() {
        isSaid = true;
    }

    Ongoing end() {
        Ongoing ended = ongoing;
        ongoing = null;
        return ended;
    }
}
