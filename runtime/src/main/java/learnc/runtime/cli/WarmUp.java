package learnc.runtime.cli;

import java.io.OutputStream;
import java.util.List;
import java.util.stream.Stream;
import learnc.runtime.json.JsonObject;
import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.Door;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.MountFlags;
import learnc.runtime.kernel.OpenFlags;
import learnc.runtime.spec.Digest;
import learnc.runtime.trace.Header;
import learnc.runtime.trace.TextStyle;
import learnc.runtime.trace.TextWriter;
import learnc.runtime.trace.Trace;

/// Loads, on another processor, what a run needs a little later: the readers of JSON and the calculators of digests, and where
/// there will be a trace, the words for it.
///
/// It only loads. What fails here fails again where it is needed, and is told there.
final class WarmUp {

    private static final int CALLS = 4;

    private WarmUp() {
    }

    /// Begins, and waits for nothing.
    ///
    /// @param words all of the command line
    static void begin(String... words) {
        boolean isTraced = Stream.of(words).anyMatch(word -> word.startsWith("--trace") && !word.startsWith("--trace-payload"));
        Thread.ofPlatform().daemon().name("learnc-warm-up").start(() -> load(isTraced));
    }

    private static void load(boolean isTraced) {
        try {
            JsonObject.of("{\"digest\": [\"text\", 1, true]}".getBytes(), "an example");
            Digest.newSha256().digest();
            if (isTraced) {
                rehearse();
            }
        } catch (RuntimeException | LinkageError failsAgain) {
            return;
        }
    }

    /// A trace of calls that nobody makes, for nobody to read.
    private static void rehearse() {
        Header header = Header.now("", List.of());
        try (var trace = new Trace(header, complaint -> { }, new TextWriter(OutputStream.nullOutputStream(), TextStyle.plain()))) {
            var kernel = new Kernel(trace.apply(new Nowhere()));
            for (int i = 0; i < CALLS; i++) {
                int file = kernel.openat(OpenFlags.AT_FDCWD, "/proc/self/mountinfo", OpenFlags.O_RDONLY | OpenFlags.O_CLOEXEC, 0);
                kernel.read(file, new byte[i]);
                kernel.close(file);
                kernel.mount("proc", "/proc", "proc", MountFlags.MS_NOSUID | MountFlags.MS_NODEV, null);
                kernel.mkdirat(OpenFlags.AT_FDCWD, "/run", 0755);
            }
        }
    }

    /// A door behind which everything succeeds and nothing happens.
    private record Nowhere() implements Door {

        @Override
        public long pass(Call call) {
            return 0;
        }

        @Override
        public Actor actor() {
            return new Actor("inside", 1, 1);
        }
    }
}
