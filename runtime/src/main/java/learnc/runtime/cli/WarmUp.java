package learnc.runtime.cli;

import java.util.function.UnaryOperator;

import learnc.runtime.json.JsonObject;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.spec.Digest;

/// Loads, on another processor, what a run needs once its options are read: reading them takes a third of the start.
///
/// It only loads. What fails here fails again where it is needed, and is told there.
final class WarmUp {

    private WarmUp() {
    }

    /// Begins, and waits for nothing.
    static void begin() {
        Thread.ofPlatform().daemon().name("learnc-warm-up").start(WarmUp::load);
    }

    private static void load() {
        try {
            new Linux(UnaryOperator.identity()).host().getpid();
            JsonObject.of("{\"digest\": [\"text\", 1, true]}".getBytes(), "an example");
            Digest.newSha256().digest();
        } catch (RuntimeException | LinkageError failsAgain) {
            return;
        }
    }
}
