package learnc.runtime.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The number that Linux gives to the thread that runs, read once a thread from /proc. A virtual thread moves from one to
/// another, so there it is read each time.
final class ThreadNumbers {

    private static final Path SELF = Path.of("/proc/thread-self");

    private final ThreadLocal<Integer> known = ThreadLocal.withInitial(ThreadNumbers::read);

    /// The number of this thread, or 0 where it cannot be found out.
    int current() {
        return Thread.currentThread().isVirtual() ? read() : known.get();
    }

    private static int read() {
        try {
            String task = Files.readSymbolicLink(SELF).getFileName().toString();
            return Integer.parseInt(task);
        } catch (IOException | NumberFormatException unknown) {
            return 0;
        }
    }
}
