package learnc.runtime.cli;

import learnc.runtime.json.JsonObject;
import learnc.runtime.spec.Digest;

/// Loads, on another processor, what a run needs a little later: the readers of JSON and the calculators of digests.
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
            JsonObject.of("{\"digest\": [\"text\", 1, true]}".getBytes(), "an example");
            Digest.newSha256().digest();
        } catch (RuntimeException | LinkageError failsAgain) {
            return;
        }
    }
}
