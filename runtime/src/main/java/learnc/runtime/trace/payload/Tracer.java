package learnc.runtime.trace.payload;

import static learnc.runtime.kernel.ProcessFlags.P_ALL;
import static learnc.runtime.kernel.ProcessFlags.P_PID;
import static learnc.runtime.kernel.ProcessFlags.WEXITED;
import static learnc.runtime.kernel.ProcessFlags.WNOHANG;
import static learnc.runtime.kernel.ProcessFlags.WNOWAIT;
import static learnc.runtime.kernel.ProcessFlags.WSTOPPED;
import static learnc.runtime.kernel.ProcessFlags.__WALL;
import static learnc.runtime.kernel.ProcessFlags.__WNOTHREAD;
import static learnc.runtime.kernel.TracingFlags.PTRACE_CONT;
import static learnc.runtime.kernel.TracingFlags.PTRACE_EVENT_CLONE;
import static learnc.runtime.kernel.TracingFlags.PTRACE_EVENT_EXEC;
import static learnc.runtime.kernel.TracingFlags.PTRACE_EVENT_FORK;
import static learnc.runtime.kernel.TracingFlags.PTRACE_EVENT_SECCOMP;
import static learnc.runtime.kernel.TracingFlags.PTRACE_EVENT_STOP;
import static learnc.runtime.kernel.TracingFlags.PTRACE_EVENT_VFORK;
import static learnc.runtime.kernel.TracingFlags.PTRACE_GETEVENTMSG;
import static learnc.runtime.kernel.TracingFlags.PTRACE_LISTEN;
import static learnc.runtime.kernel.TracingFlags.PTRACE_O_EXITKILL;
import static learnc.runtime.kernel.TracingFlags.PTRACE_O_TRACECLONE;
import static learnc.runtime.kernel.TracingFlags.PTRACE_O_TRACEEXEC;
import static learnc.runtime.kernel.TracingFlags.PTRACE_O_TRACEFORK;
import static learnc.runtime.kernel.TracingFlags.PTRACE_O_TRACESECCOMP;
import static learnc.runtime.kernel.TracingFlags.PTRACE_O_TRACESYSGOOD;
import static learnc.runtime.kernel.TracingFlags.PTRACE_O_TRACEVFORK;
import static learnc.runtime.kernel.TracingFlags.PTRACE_SYSCALL;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import learnc.runtime.kernel.Decoders;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Ptrace;
import learnc.runtime.kernel.Signal;
import learnc.runtime.kernel.TraceeChange;
import learnc.runtime.spec.Failure;

/// The thread that follows one program and all its threads and children, from execve(2) to the end.
///
/// The kernel lets a tracee stand still, this thread looks, and lets it go on. It never takes the end of the program itself away
/// from learnc, which is its parent and wants the exit code. Should this thread end early, Linux ends the tracees with it
/// (PTRACE_O_EXITKILL): nothing of a container survives learnc.
final class Tracer {

    private static final int OPTIONS = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXEC
            | PTRACE_O_EXITKILL;
    private static final int MINE = __WALL | __WNOTHREAD;
    private static final int SYSTEM_CALL = Signal.SIGTRAP.number() | 0x80;
    private static final int NO_SIGNAL = 0;
    private static final int TURNS = 8;

    private final Kernel host;
    private final Ptrace ptrace;
    private final int program;
    private final boolean isFiltered;
    private final Supplier<Recorder> newRecorder;
    private final Patience patience = new Patience();
    private final Queue<TraceeChange> standing = new ArrayDeque<>();
    private final CompletableFuture<Void> seized = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private Recorder recorder;
    private boolean isRunning;
    private int turns;

    private Tracer(Kernel host, Ptrace ptrace, int program, boolean isFiltered, Supplier<Recorder> newRecorder) {
        this.host = host;
        this.ptrace = ptrace;
        this.program = program;
        this.isFiltered = isFiltered;
        this.newRecorder = newRecorder;
    }

    /// Begins to follow a process, and does not wait until it is followed. It is not stopped, and nothing of it is recorded before it
    /// has executed a program.
    ///
    /// @param newRecorder is asked by the tracer's own thread: the tables of all calls are read there, while others get the program ready
    static Tracer seize(Kernel host, Ptrace ptrace, int program, boolean isFiltered, Supplier<Recorder> newRecorder) {
        var tracer = new Tracer(host, ptrace, program, isFiltered, newRecorder);
        Thread.ofPlatform().daemon().name("learnc-tracer").start(tracer::run);
        return tracer;
    }

    /// Waits until the process is followed.
    ///
    /// @throws Failure when this machine does not allow it: no refusal, because it must not be taken for one of the call that comes next
    void awaitSeized() {
        try {
            seized.join();
        } catch (CompletionException refused) {
            throw new Failure("the program cannot be watched\n  " + refused.getCause().getMessage(), refused.getCause());
        }
    }

    /// Waits until the program has ended; learnc has still to wait for it as its parent.
    void awaitEnd() {
        ended.join();
    }

    private void run() {
        try {
            host.ptraceSeize(program, isFiltered ? OPTIONS | PTRACE_O_TRACESECCOMP : OPTIONS);
            recorder = newRecorder.get();
            seized.complete(null);
            recorder.prepare();
            while (follow()) {
                // until the program has ended
            }
        } catch (RuntimeException | Error failure) {
            if (!seized.completeExceptionally(failure)) {
                recorder.fail(failure);
            }
        } finally {
            ended.complete(null);
        }
    }

    /// Waits for one change, and lets it stand: the end of the program itself must stay for learnc. It may come before the end of
    /// the others, where the program is not the first process of its PID namespace.
    ///
    /// @return false when the program has ended
    private boolean follow() {
        TraceeChange change = awaitOne(WEXITED | WSTOPPED | WNOWAIT);
        take(change);
        if (!recorder.hasNoneBut(program) && ++turns % TURNS == 0) {
            takeTurns();
        }
        return !change.isEnd() || change.thread() != program;
    }

    private void take(TraceeChange change) {
        if (!change.isEnd()) {
            handle(change);
            return;
        }
        if (change.thread() != program) {
            // First, because its parent can wait for it only when the tracer has.
            ptrace.await(P_PID, change.thread(), WEXITED | MINE);
        }
        recorder.ended(change.thread());
    }

    /// Linux reports the same thread first again and again if it is always ready: the others get their turn here.
    private void takeTurns() {
        for (TraceeChange next = await(WSTOPPED | WNOHANG); next != null; next = await(WSTOPPED | WNOHANG)) {
            standing.add(next);
        }
        for (TraceeChange next = standing.poll(); next != null; next = standing.poll()) {
            handle(next);
        }
    }

    private TraceeChange awaitOne(int options) {
        long start = System.nanoTime();
        TraceeChange change = awaitOne(options, patience.looks());
        patience.waited(start, System.nanoTime());
        return change;
    }

    /// Between two looks whoever waits for this processor gets it: a program and its children may need all of them.
    private TraceeChange awaitOne(int options, int looks) {
        for (int i = 0; i < looks; i++) {
            TraceeChange change = await(options | WNOHANG);
            if (change != null) {
                return change;
            }
            Thread.yield();
        }
        return await(options);
    }

    private TraceeChange await(int options) {
        return ptrace.await(P_ALL, 0, options | MINE);
    }

    private void handle(TraceeChange change) {
        try {
            if (change.signal() == SYSTEM_CALL) {
                systemCall(change.thread());
            } else if (change.event() == 0) {
                goOn(change.thread(), change.signal());
            } else {
                event(change);
            }
        } catch (KernelRefusal refusal) {
            // It was killed while it stood still, and has nothing more to say. Its end is reported next.
            if (!refusal.is(Errno.ESRCH)) {
                throw refusal;
            }
        }
    }

    /// What can be written down without the thread need not stand in its way.
    private void systemCall(int thread) {
        recorder.systemCall(thread);
        try {
            goOn(thread, NO_SIGNAL);
        } finally {
            recorder.writeDown();
        }
    }

    private void event(TraceeChange change) {
        int thread = change.thread();
        switch (change.event()) {
            case PTRACE_EVENT_EXEC -> executed(thread);
            case PTRACE_EVENT_SECCOMP -> chosen(thread);
            case PTRACE_EVENT_FORK, PTRACE_EVENT_VFORK, PTRACE_EVENT_CLONE -> bore(thread);
            case PTRACE_EVENT_STOP -> stopped(thread, change.signal());
            default -> goOn(thread, NO_SIGNAL);
        }
    }

    private void executed(int thread) {
        isRunning = true;
        recorder.executed(thread, message(thread));
        goOn(thread, NO_SIGNAL);
        recorder.learnName(thread);
    }

    private void bore(int thread) {
        int child = message(thread);
        try {
            goOn(thread, NO_SIGNAL);
        } finally {
            recorder.bore(thread, child);
        }
    }

    /// A new thread stands before its first instruction; or the user wanted a stop (SIGSTOP, Ctrl-Z), which lasts until SIGCONT.
    private void stopped(int thread, int signal) {
        recorder.met(thread);
        if (signal == Signal.SIGTRAP.number()) {
            goOn(thread, NO_SIGNAL);
        } else {
            ptrace.ask(PTRACE_LISTEN, thread, 0);
        }
    }

    private void chosen(int thread) {
        if (isRunning) {
            systemCall(thread);
        } else {
            goOn(thread, NO_SIGNAL);
        }
    }

    private void goOn(int thread, int signal) {
        boolean isAwaited = isRunning && (!isFiltered || recorder.isInCall(thread));
        ptrace.ask(isAwaited ? PTRACE_SYSCALL : PTRACE_CONT, thread, signal);
    }

    private int message(int thread) {
        var message = new byte[Long.BYTES];
        ptrace.ask(PTRACE_GETEVENTMSG, thread, message);
        return (int) Decoders.longAt(message, 0);
    }
}
