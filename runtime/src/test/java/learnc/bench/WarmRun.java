package learnc.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import learnc.runtime.ContainerRun;
import learnc.runtime.Stop;
import learnc.runtime.image.ImageStore;
import learnc.runtime.image.shell.ShellImage;
import learnc.runtime.kernel.Door;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.ImageReference;
import learnc.runtime.spec.Limits;
import learnc.runtime.spec.NetworkRequest;
import learnc.runtime.spec.Places;
import learnc.runtime.spec.Rights;
import learnc.runtime.spec.Terminal;
import learnc.runtime.stage.pull.PullSettings;
import learnc.runtime.trace.FlightRecorder;
import learnc.runtime.trace.Header;
import learnc.runtime.trace.JsonWriter;
import learnc.runtime.trace.TextStyle;
import learnc.runtime.trace.TextWriter;
import learnc.runtime.trace.Trace;
import learnc.runtime.trace.state.KernelObserver;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// A container with every namespace, no network, and the program `true`: from nothing to nothing left.
///
/// `learnc` runs in this JVM; `cProgram` makes the same system calls ([CProgram]); `crun` and `runc` are whole processes, with a
/// bundle of the same image.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 6, time = 3)
@Measurement(iterations = 5, time = 3)
public class WarmRun {

    private static final String ID = String.format("%016x", System.nanoTime()).repeat(4);

    private Path folder;
    private Linux linux;
    private ContainerRun run;
    private Linux recordedLinux;
    private ContainerRun recordedRun;
    private Linux shownLinux;
    private Trace shownTrace;
    private ContainerRun shownRun;
    private Linux tracedLinux;
    private Trace trace;
    private ContainerRun tracedRun;
    private Linux observedLinux;
    private Trace observedTrace;
    private ContainerRun observedRun;
    private Partner cProgram;
    private Partner crun;
    private Partner runc;

    @Setup(Level.Trial)
    public void prepare() throws Exception {
        folder = Memory.newFolder();
        linux = new Linux(UnaryOperator.identity());
        run = containerRun(linux);
        recordedLinux = new Linux(new FlightRecorder());
        recordedRun = containerRun(recordedLinux);
        cProgram = Partner.ofSource(sameCallsInC(), folder, "same-calls");
        shownTrace = new Trace(Header.now("bench", List.of()), System.err::println, new TextWriter(Files.newOutputStream(folder.resolve("trace.text")), TextStyle.plain()));
        shownLinux = new Linux(shownTrace);
        shownRun = containerRun(shownLinux);
        trace = new Trace(Header.now("bench", List.of()), System.err::println, new JsonWriter(Files.newOutputStream(folder.resolve("trace.jsonl"))));
        tracedLinux = new Linux(trace);
        tracedRun = containerRun(tracedLinux);
        observedTrace = new Trace(Header.now("bench", List.of()), System.err::println, new JsonWriter(Files.newOutputStream(folder.resolve("observed.jsonl"))))
                .observedBy(new KernelObserver());
        observedLinux = new Linux(observedTrace);
        observedRun = containerRun(observedLinux);
        Path bundle = Bundle.of(folder.resolve("bundle"));
        crun = Partner.startingWithoutHybrid(List.of("crun", "--root", folder + "/crun", "--cgroup-manager=cgroupfs", "run", "--bundle", bundle.toString(), "learnc-bench-crun"), folder);
        runc = Partner.starting(List.of("runc", "--root", folder + "/runc", "run", "--bundle", bundle.toString(), "learnc-bench-runc"), folder);
    }

    @Benchmark
    public int learnc() {
        return run.run(request(), new Stop());
    }

    /// With what stands at the door when no trace is asked for: it keeps the last eight calls, and those before each refusal.
    @Benchmark
    public int learncUntraced() {
        return recordedRun.run(request(), new Stop());
    }

    /// With what `--trace` shows.
    @Benchmark
    public int learncWithText() {
        return shownRun.run(request(), new Stop());
    }

    /// With a trace that also explains each call.
    @Benchmark
    public int learncWithTrace() {
        return tracedRun.run(request(), new Stop());
    }

    /// With a trace that also tells what each call changes.
    @Benchmark
    public int learncWithState() {
        return observedRun.run(request(), new Stop());
    }

    @Benchmark
    public String cProgram() throws IOException {
        return cProgram.ask();
    }

    @Benchmark
    public String crun() throws IOException {
        return succeeded(crun.ask());
    }

    @Benchmark
    public String runc() throws IOException {
        return succeeded(runc.ask());
    }

    @TearDown(Level.Trial)
    public void tidy() throws Exception {
        cProgram.close();
        crun.close();
        runc.close();
        linux.close();
        recordedLinux.close();
        shownLinux.close();
        shownTrace.close();
        tracedLinux.close();
        trace.close();
        observedLinux.close();
        observedTrace.close();
        new ProcessBuilder("rm", "-rf", folder.toString()).start().waitFor();
    }

    private static String succeeded(String status) {
        if (!status.equals("0")) {
            throw new IllegalStateException("the run ended with status " + status);
        }
        return status;
    }

    private String sameCallsInC() {
        var program = new CProgram();
        try (var watched = new Linux(program)) {
            ContainerRun recorded = containerRun(watched);
            recorded.run(request(), new Stop());
            program.record(true);
            recorded.run(request(), new Stop());
            program.record(false);
        }
        return program.source();
    }

    private ContainerRun containerRun(Linux doors) {
        var places = new Places(folder + "/root", folder + "/run");
        var store = new ImageStore(doors.host(), places);
        PullSettings settings = PullSettings.USUAL.making(Map.of(ImageReference.of(ShellImage.NAME).toString(),
                () -> new ShellImage(doors.host(), store).make()));
        return new ContainerRun(doors.host(), doors, places, settings, remark -> { });
    }

    private static ContainerRequest request() {
        return new ContainerRequest(ID, "bench", ShellImage.NAME, List.of("true"), null, List.of(), null, null, List.of(), null, false, List.of(), null,
                new Terminal(false, false), new Rights(List.of(), List.of(), false), Limits.NONE,
                new NetworkRequest(NetworkRequest.Mode.NONE, List.of(), List.of()));
    }
}
