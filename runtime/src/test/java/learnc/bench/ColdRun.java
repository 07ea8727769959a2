package learnc.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

/// The whole command, from the shell's point of view: `run --network none` of `true` in the same image.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 5)
@Measurement(iterations = 1, time = 20)
public class ColdRun {

    private Path folder;
    private String image;
    private Peers peers;
    private Partner learnc;
    private Partner shown;
    private Partner traced;
    private Partner podman;
    private Partner docker;

    @Setup(Level.Trial)
    public void prepare() throws Exception {
        folder = Memory.newFolder();
        peers = new Peers(folder);
        image = peers.image();
        learnc = Partner.starting(peers.learnc("run", "--network", "none", "learnc/shell", "true"), folder);
        shown = Partner.starting(peers.learnc("run", "--trace-format=text", "--trace=" + folder + "/text", "--network", "none", "learnc/shell", "true"), folder);
        traced = Partner.starting(peers.learnc("run", "--trace=" + folder + "/trace", "--network", "none", "learnc/shell", "true"), folder);
        podman = Partner.starting(peers.podman("run", "--rm", "--network", "none", "--ulimit", "nofile=1024:20000", "--ulimit", "nproc=9000:9000", image, "true"), folder);
        docker = Partner.starting(peers.docker("run", "--rm", "--network", "none", image, "true"), folder);
    }

    @Benchmark
    public String learnc() throws IOException {
        return succeeded(learnc);
    }

    /// With what `--trace` shows: text, without explanations and without the kernel's state.
    @Benchmark
    public String learncWithText() throws IOException {
        return succeeded(shown);
    }

    /// With all that `--trace=FILE` records: explanations, and the kernel's state after each call.
    @Benchmark
    public String learncWithTrace() throws IOException {
        return succeeded(traced);
    }

    @Benchmark
    public String podman() throws IOException {
        return succeeded(podman);
    }

    @Benchmark
    public String docker() throws IOException {
        return succeeded(docker);
    }

    @TearDown(Level.Trial)
    public void tidy() throws Exception {
        for (Partner partner : List.of(learnc, shown, traced, podman, docker)) {
            partner.close();
        }
        peers.close();
        Peers.run(List.of("rm", "-rf", folder.toString()));
    }

    private static String succeeded(Partner partner) throws IOException {
        String status = partner.ask();
        if (!status.equals("0")) {
            throw new IllegalStateException("the run ended with status " + status);
        }
        return status;
    }
}
