package learnc.labs.check;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import learnc.runtime.cli.Ready;
import learnc.runtime.own.Source;

/// Compiles a student's files before learnc is started on them in a box, where the compiler would have to wake up first.
///
/// To compile is not to run: no line of the file is executed, and no annotation processor is looked for. But a text can be made so
/// that the compiler takes hours, or all memory. So it gets a thread and a time of its own, and whatever goes wrong, an error in the
/// text included, is left to the box: there it happens again, within the box's limits, and is told as always.
final class Beforehand {

    private static final int LONGEST_TEXT = 1 << 16;
    private static final Map<String, byte[]> NONE = Map.of();
    private static volatile boolean isStuck;

    private final Map<Source, Map<String, byte[]>> compiled = new HashMap<>();
    private final Duration patience;

    /// @param seconds after which the box shall try
    Beforehand(int seconds) {
        patience = Duration.ofSeconds(seconds);
    }

    /// Puts the classes of a file where learnc finds them, if there can be any.
    void compile(Source source, Path folder) {
        Map<String, byte[]> classes = compiled.computeIfAbsent(source, this::classes);
        if (!classes.isEmpty()) {
            Ready.keep(folder, source, classes);
        }
    }

    private Map<String, byte[]> classes(Source source) {
        if (isStuck || source.text().length() > LONGEST_TEXT) {
            return NONE;
        }
        var result = new AtomicReference<>(NONE);
        Thread thread = Thread.ofPlatform().daemon().name("learnc-compile").start(() -> result.set(attempt(source)));
        try {
            // A thread cannot be ended. One is borne, a second one is not even begun.
            isStuck = !thread.join(patience);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return result.get();
    }

    private static Map<String, byte[]> attempt(Source source) {
        try {
            return source.classes();
        } catch (RuntimeException | Error leftToTheBox) {
            return NONE;
        }
    }
}
