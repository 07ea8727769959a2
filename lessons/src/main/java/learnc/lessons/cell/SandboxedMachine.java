package learnc.lessons.cell;

import static learnc.runtime.kernel.ProcessFlags.P_PIDFD;
import static learnc.runtime.kernel.ProcessFlags.WEXITED;
import static learnc.runtime.kernel.ProcessFlags.__WALL;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.spec.Failure;

/// A machine for cells that we start ourselves, as root.
public final class SandboxedMachine implements CellMachine {

    /// Enough for every lesson, and too little to harm the machine: a cell may fork without end, or fill what it takes for a disk.
    public static final Allowance FOR_READERS = new Allowance(true, List.of(), 1024, 2L << 30);

    private static final int MOST_COMPLAINT = 1 << 16;
    private static final String MEETING = "meet";

    private final Linux linux = new Linux(UnaryOperator.identity());
    private final Sandbox sandbox;
    private final List<String> javaOptions;
    private final Allowance allowance;
    private Init init;
    private int input;
    private CompletableFuture<String> end;
    private boolean isClosed;

    /// @param home        a directory in which its sandbox gets a folder; not below /tmp
    /// @param javaOptions of the Java machine
    public SandboxedMachine(Path home, List<String> javaOptions) {
        this(home, javaOptions, Allowance.FREE);
    }

    /// @param allowance what cells may take of the machine, as [#FOR_READERS]
    public SandboxedMachine(Path home, List<String> javaOptions, Allowance allowance) {
        this.sandbox = new Sandbox(home);
        this.javaOptions = javaOptions;
        this.allowance = allowance;
        try {
            LeftMachines.own(sandbox.folder());
            // Whoever is let into the meeting place must get there.
            Files.setPosixFilePermissions(sandbox.folder(), PosixFilePermissions.fromString("rwx--x--x"));
            Files.createDirectory(meetingPlace(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException refused) {
            sandbox.close();
            throw new Failure("cannot prepare the folder of a sandbox: " + refused.getMessage() + "\n  try: as root", refused);
        }
    }

    @Override
    public Path meetingPlace() {
        return sandbox.folder().resolve(MEETING);
    }

    @Override
    public synchronized CompletableFuture<String> start() throws IOException {
        if (isClosed) {
            throw new IOException("it was ended before it had started");
        }
        try {
            return startNow();
        } catch (KernelRefusal refused) {
            throw new IOException(refused.getMessage(), refused);
        }
    }

    private CompletableFuture<String> startNow() {
        init = sandbox.open(linux, allowance);
        int said;
        try {
            said = connect(init.inside());
            sandbox.execute(init, words(), System.getenv());
        } catch (RuntimeException refused) {
            linux.end(linux.host(), init);
            init = null;
            throw refused;
        }
        end = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("learnc-cells").start(() -> awaitEnd(said));
        return end;
    }

    private List<String> words() {
        var words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData", "--enable-native-access=ALL-UNNAMED", "-Xlog:disable", "-Xlog:all=warning:stderr"));
        words.addAll(javaOptions);
        words.addAll(QuickStart.words());
        words.addAll(List.of(CellAgent.class.getName(), sandbox.inside(MEETING + "/" + SOCKET), sandbox.folder().toString()));
        return words;
    }

    /// Its input is open and says nothing; what it says on both outputs comes here.
    ///
    /// @return where that can be read
    private int connect(Kernel inside) {
        Kernel host = linux.host();
        int[] in = inside.pipe2(0);
        int[] out = inside.pipe2(0);
        input = host.pidfdGetfd(init.pidfd(), in[1]);
        int said = host.pidfdGetfd(init.pidfd(), out[0]);
        inside.dup3(in[0], 0, 0);
        inside.dup3(out[1], 1, 0);
        inside.dup3(out[1], 2, 0);
        for (int descriptor : new int[] {in[0], in[1], out[0], out[1]}) {
            inside.close(descriptor);
        }
        return said;
    }

    private void awaitEnd(int said) {
        Kernel host = linux.host();
        var complaint = new ByteArrayOutputStream();
        var buffer = new byte[MOST_COMPLAINT];
        for (int count = host.read(said, buffer); count > 0; count = host.read(said, buffer)) {
            complaint.write(buffer, 0, Math.min(count, MOST_COMPLAINT - complaint.size()));
        }
        host.close(said);
        host.waitid(P_PIDFD, init.pidfd(), WEXITED | __WALL);
        end.complete(complaint.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        synchronized (this) {
            if (isClosed) {
                return;
            }
            isClosed = true;
        }
        try {
            endProgram();
        } finally {
            linux.close();
            sandbox.close();
        }
    }

    /// With the first process of its PID namespace all others end.
    private void endProgram() {
        if (init != null) {
            Sandbox.kill(linux.host(), init);
            end.join();
            linux.host().close(input);
            linux.release(init);
            linux.host().close(init.pidfd());
        }
    }
}
