package learnc.runtime.kernel.linux;

import static learnc.runtime.kernel.ProcessFlags.CLONE_CLEAR_SIGHAND;
import static learnc.runtime.kernel.ProcessFlags.SIG_SETMASK;
import static learnc.runtime.kernel.SocketFlags.AF_UNIX;
import static learnc.runtime.kernel.SocketFlags.SOCK_CLOEXEC;
import static learnc.runtime.kernel.SocketFlags.SOCK_STREAM;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Architecture;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.ProcessFlags;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.Seat;
import learnc.runtime.kernel.Why;

/// The puppet that gives birth to the others.
///
/// It starts as a copy of the JVM, and then gives back all memory but the code page and the seats. From it an init is born
/// faster (there is no big address space to copy) and safer (no container ever holds a copy of learnc's memory, nor any of
/// its descriptors but standard input, output and error).
final class Zygote {

    private static final long EVERY_SIGNAL = -1;
    private static final int NOT_DUMPABLE = 0;
    private static final int[] RSEQ_LENGTHS = {32, 64, 96, 128};

    private Zygote() {
    }

    /// Starts a zygote.
    static Init start(Watched watched, Kernel host, Seats seats) {
        var born = new CompletableFuture<Init>();
        // The kernel ties a child's life to the thread that made it, so that thread must live as long as learnc.
        Thread.ofPlatform().daemon().name("learnc-zygote-parent").start(() -> {
            try {
                born.complete(give(watched, host, seats));
            } catch (RuntimeException | Error failure) {
                born.completeExceptionally(failure);
            }
            while (true) {
                LockSupport.park();
            }
        });
        try {
            return born.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failed.getCause();
        }
    }

    @Why(call = "socketpair", value = "Makes the line over which learnc gives orders to the zygote, the mother of all containers' processes.",
            without = "learnc could not say anything to it.")
    @Why(call = "close", value = "Closes the zygote's own end of that line in learnc.", without = "learnc would never read an end of file when the zygote dies.")
    @Why(call = "rt_sigprocmask", about = "[]", value = "Lets signals arrive in learnc again.", without = "Ctrl-C would do nothing.")
    @Why(call = "rt_sigprocmask", value = "Holds all signals back while the process is doubled.",
            without = "A signal that arrives in the child would run the JVM's handler there, in a JVM whose other threads are missing.")
    @Why(call = "clone3", value = "Starts the zygote: a small process that will give birth to containers faster and safer than the big JVM.",
            without = "Each container would begin as a copy of learnc with all its memory, and take more than twice as long to be born.")
    private static Init give(Watched watched, Kernel host, Seats seats) {
        long seat = seats.take();
        var slate = new Slate(seat, Seats.SEAT_BYTES);
        watched.prepare(slate);
        int[] ends = host.socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        long threadPointer = Machine.threadPointer();
        // A signal that arrived in the child would run the JVM's handler there.
        long mask = host.rtSigprocmask(SIG_SETMASK, EVERY_SIGNAL);
        int pid;
        try {
            pid = host.clone3(CLONE_CLEAR_SIGHAND, new Seat(seat, ends[1], ends[0], host.actor().pid()));
        } catch (RuntimeException refusal) {
            host.close(ends[0]);
            seats.giveBack(seat);
            throw refusal;
        } finally {
            host.rtSigprocmask(SIG_SETMASK, mask);
            host.close(ends[1]);
        }
        var birth = new Birth(watched, host);
        try {
            Init zygote = birth.of(watched.puppet(slate, ends[0], new Actor("zygote", pid, pid)), ends);
            forgetTheJvm(zygote.inside(), seats, threadPointer);
            return zygote;
        } catch (RuntimeException failure) {
            birth.undo(pid, ends[0]);
            seats.giveBack(seat);
            throw failure;
        }
    }

    @Why(call = "munmap", value = "Gives back all of the JVM's memory, except for a page of code and those over which learnc talks to its puppets.",
            without = "Each container's first process would be born with a copy of learnc's memory in it, passwords for registries included.")
    @Why(call = "prctl", about = "learnc-zygote", value = "Gives the process a name, by which ps(1) shows it.",
            without = "It would be listed as another java.")
    @Why(call = "prctl", about = "PR_SET_DUMPABLE", value = "Forbids other processes of the same user to look into this one.",
            without = "With ptrace(2) they could read learnc's orders to its containers, and change them.")
    private static void forgetTheJvm(Kernel zygote, Seats seats, long threadPointer) {
        // The kernel writes to the registered area whenever the thread is interrupted: after munmap that would be fatal.
        unregisterRestartableSequences(zygote, threadPointer);
        long codeStart = Machine.codePageAddress();
        long codeEnd = codeStart + Machine.pageBytes();
        boolean codeFirst = codeStart < seats.start();
        unmap(zygote, 0, codeFirst ? codeStart : seats.start());
        unmap(zygote, codeFirst ? codeEnd : seats.end(), codeFirst ? seats.start() : codeStart);
        unmapToTheEnd(zygote, codeFirst ? seats.end() : codeEnd);
        zygote.prctlSetName("learnc-zygote");
        zygote.prctl(ProcessFlags.PR_SET_DUMPABLE, NOT_DUMPABLE, 0);
    }

    private static void unmap(Kernel zygote, long start, long end) {
        if (end > start) {
            zygote.munmap(start, end - start);
        }
    }

    private static void unmapToTheEnd(Kernel zygote, long start) {
        for (long end : endsOfMemory()) {
            try {
                zygote.munmap(start, end - start);
                return;
            } catch (KernelRefusal refusal) {
                if (!refusal.is(Errno.EINVAL)) {
                    throw refusal;
                }
            }
        }
    }

    /// Where a process's memory can end, the highest first: on arm64 it depends on how the kernel was built.
    private static long[] endsOfMemory() {
        return switch (Architecture.CURRENT) {
            case X86_64 -> new long[] {(1L << 47) - Machine.pageBytes()};
            case ARM64 -> new long[] {1L << 48, 1L << 47, 1L << 42, 1L << 39};
        };
    }

    @Why(call = "rseq", value = "Takes back a promise of the C library: an area of memory to which the kernel writes when it interrupts this thread.",
            without = "The kernel would write there after the memory is gone, and kill the process with SIGSEGV.")
    @Refused(errno = Errno.EINVAL, call = "rseq", because = "the C library has registered an area of another length; the next one is tried",
            remedy = "")
    private static void unregisterRestartableSequences(Kernel zygote, long threadPointer) {
        long offset = Machine.symbol("__rseq_offset");
        if (offset == 0) {
            return;
        }
        long area = threadPointer + (long) Machine.intAt(offset);
        for (int length : RSEQ_LENGTHS) {
            try {
                zygote.rseqUnregister(area, length, rseqSignature());
                return;
            } catch (KernelRefusal refusal) {
                if (!refusal.is(Errno.EINVAL)) {
                    throw refusal;
                }
            }
        }
    }

    private static int rseqSignature() {
        return switch (Architecture.CURRENT) {
            case X86_64 -> 0x53053053;
            case ARM64 -> 0xd428bc00;
        };
    }
}
