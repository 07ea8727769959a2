package learnc.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import learnc.runtime.ContainerRun;
import learnc.runtime.Stop;
import learnc.runtime.image.ImageStore;
import learnc.runtime.image.shell.ShellImage;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.ImageReference;
import learnc.runtime.spec.Limits;
import learnc.runtime.spec.NetworkRequest;
import learnc.runtime.spec.Places;
import learnc.runtime.spec.Rights;
import learnc.runtime.spec.Terminal;
import learnc.runtime.stage.pull.PullSettings;
import learnc.runtime.trace.Header;
import learnc.runtime.trace.TextStyle;
import learnc.runtime.trace.TextWriter;
import learnc.runtime.trace.Trace;
import learnc.runtime.trace.payload.PayloadTrace;
import learnc.runtime.trace.payload.Wanted;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What it costs a program to be watched: by `strace -f -o FILE`, and by `learnc run --trace-payload`, which writes its text into a
/// file as well. Compare what each adds to the same program without it ([Speed] does). The program is the same static busybox;
/// `warm` is learnc in a JVM that has done it before.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"})
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 1, time = 7)
public class PayloadRun {

    static final List<String> PROGRAMS = List.of("true", "forks", "calls");

    private static final String ID = String.format("%016x", System.nanoTime()).repeat(4);
    private static final String WRITING_ERRORS = "exec \"$@\" 2>";

    @Param({"true", "forks", "calls"})
    private String program;

    private final List<AutoCloseable> open = new ArrayList<>();
    private Path folder;
    private Partner alone;
    private Partner strace;
    private Partner learnc;
    private Partner learncWatching;
    private ContainerRun warm;
    private ContainerRun warmWatching;

    @Setup
    public void prepare() throws Exception {
        folder = Memory.newFolder();
        alone = starting(List.of("/bin/busybox"));
        strace = starting(List.of("strace", "-f", "-o", folder + "/strace", "/bin/busybox"));
        List<String> run = List.of("env", "LEARNC_ROOT=" + folder + "/learnc", "LEARNC_RUN=" + folder + "/learnc-run",
                System.getProperty("learnc.command", "./learnc"), "run", "--network", "none");
        learnc = starting(with(run, ShellImage.NAME));
        learncWatching = starting(with(run, "--trace-payload", ShellImage.NAME));
        succeeded(learnc);
        Peers.awaitStartUpCache();
        var linux = new Linux(UnaryOperator.identity());
        var trace = new Trace(Header.now("bench", List.of()), System.err::println, new TextWriter(Files.newOutputStream(folder.resolve("trace")), TextStyle.plain()));
        var watched = new Linux(new PayloadTrace(linux.host(), trace, new Wanted("", Wanted.USUAL_STRING_BYTES), System.err::println));
        warm = containerRun(linux);
        warmWatching = containerRun(watched);
        open.addAll(List.of(alone, strace, learnc, learncWatching, trace, watched, linux));
    }

    private Partner starting(List<String> front) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of("sh", "-c", WRITING_ERRORS + folder + "/errors", "sh"));
        words.addAll(front);
        words.addAll(words());
        return Partner.starting(words, folder);
    }

    private static List<String> with(List<String> words, String... more) {
        var all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return all;
    }

    private List<String> words() {
        return switch (program) {
            case "true" -> List.of("true");
            case "forks" -> List.of("sh", "-c", "i=0; while [ $i -lt 300 ]; do (:); i=$((i+1)); done");
            case "calls" -> List.of("dd", "if=/dev/zero", "of=/dev/null", "bs=1", "count=3000");
            default -> throw new IllegalArgumentException(program);
        };
    }

    @Benchmark
    public String alone() throws IOException {
        return succeeded(alone);
    }

    @Benchmark
    public String strace() throws IOException {
        return succeeded(strace);
    }

    @Benchmark
    public String learnc() throws IOException {
        return succeeded(learnc);
    }

    @Benchmark
    public String learncWatching() throws IOException {
        return succeeded(learncWatching);
    }

    @Benchmark
    public int warm() {
        return warm.run(request(), new Stop());
    }

    @Benchmark
    public int warmWatching() {
        return warmWatching.run(request(), new Stop());
    }

    @TearDown
    public void tidy() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        Peers.run(List.of("rm", "-rf", folder.toString()));
    }

    private static String succeeded(Partner partner) throws IOException {
        String status = partner.ask();
        if (!status.equals("0")) {
            throw new IllegalStateException("the run ended with status " + status);
        }
        return status;
    }

    private ContainerRun containerRun(Linux doors) {
        var places = new Places(folder + "/root", folder + "/run");
        var store = new ImageStore(doors.host(), places);
        PullSettings settings = PullSettings.USUAL.making(Map.of(ImageReference.of(ShellImage.NAME).toString(),
                () -> new ShellImage(doors.host(), store).make()));
        return new ContainerRun(doors.host(), doors, places, settings, remark -> { });
    }

    private ContainerRequest request() {
        return new ContainerRequest(ID, "bench", ShellImage.NAME, words(), null, List.of(), null, null, List.of(), null, false, List.of(), null,
                new Terminal(false, false), new Rights(List.of(), List.of(), false), Limits.NONE,
                new NetworkRequest(NetworkRequest.Mode.NONE, List.of(), List.of()));
    }
}
