package learnc.runtime.cli;

import java.lang.reflect.Field;
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
            annotations();
            new Linux(UnaryOperator.identity()).host().getpid();
            JsonObject.of("{\"digest\": [\"text\", 1, true]}".getBytes(), "an example");
            Digest.newSha256().digest();
        } catch (RuntimeException | LinkageError failsAgain) {
            return;
        }
    }

    /// Java makes a class for each kind of annotation when it meets the first one.
    private static void annotations() {
        for (Field option : Run.class.getDeclaredFields()) {
            option.getAnnotations();
        }
    }
}
