package learnc.labs.box;

import static learnc.runtime.kernel.ProcessFlags.P_PIDFD;
import static learnc.runtime.kernel.ProcessFlags.WEXITED;
import static learnc.runtime.kernel.ProcessFlags.__WALL;
import static learnc.runtime.kernel.TracingFlags.SECCOMP_SET_MODE_FILTER;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

import learnc.lessons.cell.Allowance;
import learnc.lessons.cell.Sandbox;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Signal;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.trace.Header;
import learnc.runtime.trace.JsonWriter;
import learnc.runtime.trace.Trace;
import learnc.runtime.trace.payload.PayloadTrace;
import learnc.runtime.trace.payload.Wanted;

/// One program of a student, shut in and watched, from its start to its end.
public final class Box implements AutoCloseable {

    /// What path checks can be about. Everything else passes without a stop: a JVM makes thousands of calls by itself.
    private static final String WATCHED = "%process,mount,umount2,pivot_root,chroot,unshare,setns,mount_setattr,move_mount,open_tree,fsopen,fsconfig,fsmount,"
            + "sethostname,setdomainname,chdir,fchdir,mkdirat,unlinkat,mknodat,symlinkat,linkat,renameat2,openat,openat2,write,"
            + "capset,prctl,setresuid,setresgid,setgroups,setsid,seccomp,keyctl,prlimit64,kill,pidfd_send_signal,socket,bind,connect,sendto,sendmsg";
    private static final int STRING_BYTES = 4096;
    /// Enough for what is written to control groups and ledgers. Whoever copies an image writes megabytes.
    private static final int BUFFER_BYTES = 512;
    private static final int KILLED = 128 + Signal.SIGKILL.number();

    private final Boxes home;
    private final Sandbox sandbox;
    private final Witness witness = new Witness();
    private final Path traceFile;
    private final Bounds bounds;
    private final Kernel kernel = new Linux(UnaryOperator.identity()).host();
    private Trace trace;
    private Linux linux;
    private Init init;
    private Said output;
    private Said errors;
    private int input = -1;
    private Integer exitCode;
    private String excess;
    private final Object closing = new Object();
    private boolean isClosed;

    /// A box in which nothing runs yet.
    ///
    /// @param home      where it gets a folder
    /// @param traceFile where the witness writes down what it sees
    public Box(Boxes home, Path traceFile, Bounds bounds) {
        this.home = home;
        this.sandbox = new Sandbox(home.folder(), Boxes.FAMILY);
        home.opened(this);
        this.traceFile = traceFile;
        this.bounds = bounds;
    }

    /// A folder that the program can read, and nobody but the grader write.
    public Path folder() {
        return sandbox.folder();
    }

    /// Where the program sees a file of [#folder()].
    public String inside(String name) {
        return sandbox.inside(name);
    }

    /// Starts the program.
    public void start(List<String> command, Map<String, String> environment) {
        try {
            if (ReadyShell.isAskedFor(command)) {
                ReadyShell.made().putInto(folder(), this::inside);
            }
            trace = new Trace(Header.now("lab", List.of("lab")), complaint -> { }, witness, new JsonWriter(new FileOutputStream(traceFile.toFile()), false));
            var watch = new PayloadTrace(kernel, trace, new Wanted(WATCHED, STRING_BYTES, BUFFER_BYTES), complaint -> { });
            linux = new Linux(watch);
            init = linux.newInit(0);
            become(command, variables(environment));
            Thread.ofPlatform().daemon().name("learnc-box").start(this::awaitEnd);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private void become(List<String> command, Map<String, String> variables) {
        init = sandbox.open(linux, new Allowance(false, home.hidden(), bounds.pids(), bounds.memoryBytes()));
        try {
            connect(init.inside());
            sandbox.execute(init, command, variables);
        } catch (RuntimeException refused) {
            linux.end(kernel, init);
            init = null;
            linux.close();
            trace.close();
            throw refused;
        }
    }

    /// Its streams lead to the grader. With a keyring of its own comes the filter of the calls that are watched.
    private void connect(Kernel inside) {
        int[] in = inside.pipe2(0);
        int[] out = inside.pipe2(0);
        int[] err = inside.pipe2(0);
        input = kernel.pidfdGetfd(init.pidfd(), in[1]);
        output = Said.on(kernel, kernel.pidfdGetfd(init.pidfd(), out[0]), bounds.outputBytes(), this::tooMuch);
        errors = Said.on(kernel, kernel.pidfdGetfd(init.pidfd(), err[0]), bounds.outputBytes(), this::tooMuch);
        int[] theirs = {in[0], out[1], err[1]};
        for (int stream = 0; stream < theirs.length; stream++) {
            inside.dup3(theirs[stream], stream, 0);
            inside.close(theirs[stream]);
        }
        for (int ours : new int[] {in[1], out[0], err[0]}) {
            inside.close(ours);
        }
        inside.setsid();
        inside.keyctlJoinSessionKeyring(null);
        inside.seccomp(SECCOMP_SET_MODE_FILTER, Filter.program());
    }

    private void tooMuch() {
        kill("it wrote more than " + (bounds.outputBytes() >> 10) + " KiB");
    }

    /// Of the locale only what names of files need: for all of it every program would open two dozen files, each a call that is watched.
    private static Map<String, String> variables(Map<String, String> environment) {
        var variables = new TreeMap<>(Map.of("HOME", "/root", "LC_CTYPE", "C.UTF-8"));
        variables.putAll(environment);
        return variables;
    }

    private void awaitEnd() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(bounds.seconds());
        Thread.ofPlatform().daemon().name("learnc-deadline").start(() -> killAt(deadline));
        int code;
        try {
            code = linux.host().waitid(P_PIDFD, init.pidfd(), WEXITED | __WALL).exitCode();
        } catch (KernelRefusal itsEndWasTaken) {
            // The tracer takes the end of a program that dies before its children: it has been killed, and they die with the tracer.
            code = KILLED;
        }
        try {
            output.awaitEnd();
            errors.awaitEnd();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            // The witness has been told of everything when this returns.
            trace.close();
            ended(code);
        }
    }

    private synchronized void ended(int code) {
        exitCode = code;
        notifyAll();
    }

    private synchronized void killAt(long deadline) {
        try {
            for (long left = deadline - System.nanoTime(); exitCode == null && left > 0; left = deadline - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        if (exitCode == null) {
            kill("it ran longer than " + bounds.seconds() + " seconds");
        }
    }

    /// Ends the program and all that it has started: the sandbox's first process goes with its parent.
    private synchronized void kill(String because) {
        if (exitCode == null && excess == null) {
            excess = because;
            Sandbox.kill(kernel, init);
        }
    }

    /// Why the program had to be ended, or null.
    public synchronized String excess() {
        return excess;
    }

    /// Waits for the program's end.
    ///
    /// @return its exit code, or 128 + the signal that has ended it
    public synchronized int exitCode() throws InterruptedException {
        while (exitCode == null) {
            wait();
        }
        return exitCode;
    }

    /// The number of its first process, on the host.
    public int pid() {
        return init.pid();
    }

    /// Whether it has ended.
    public synchronized boolean hasEnded() {
        return exitCode != null;
    }

    /// What it has said on standard output until now.
    public String output() {
        return output.text();
    }

    /// What it has said on standard error until now.
    public String errors() {
        return errors.text();
    }

    /// Types into its standard input. A program that has ended reads nothing, and that is no fault of ours.
    public void type(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            kernel.write(input, bytes, 0, bytes.length);
        } catch (KernelRefusal refusal) {
            if (!refusal.is(Errno.EPIPE)) {
                throw refusal;
            }
        }
    }

    /// Who has watched it.
    public Witness witness() {
        return witness;
    }

    /// What the witness has written down; complete when the box is closed.
    public Path traceFile() {
        return traceFile;
    }

    /// Ends the program, and removes everything that is left of it. Whoever closes it while learnc itself is ending (Ctrl-C) never
    /// comes back: there is nothing to be said any more about what was interrupted.
    @Override
    public void close() {
        end();
        while (Boxes.isEnding()) {
            LockSupport.park();
        }
    }

    /// The same, and comes back.
    void end() {
        synchronized (closing) {
            if (isClosed) {
                return;
            }
            isClosed = true;
            try {
                endProgram();
            } finally {
                sandbox.close();
                home.closed(this);
            }
        }
    }

    private void endProgram() {
        if (init == null) {
            return;
        }
        try {
            kill("it was over");
            exitCode();
            kernel.close(input);
            linux.release(init);
            kernel.close(init.pidfd());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            linux.close();
        }
    }
}
