package learnc.runtime.witness;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// A program with threads, for two witnesses to look at: each writes a file and reads it again. They all live at the same time, but
/// work one after the other: otherwise the numbers of their descriptors would depend on chance.
final class WitnessedThreads {

    private static final int WORKERS = 3;

    private WitnessedThreads() {
    }

    public static void main(String... words) throws Exception {
        var end = new CountDownLatch(1);
        // The one with the number 0 does what Java does only at the first use.
        for (int i = 0; i <= WORKERS; i++) {
            String name = "worker-" + i;
            var done = new CountDownLatch(1);
            Thread.ofPlatform().name(name).start(() -> turn(done, end, name));
            done.await();
        }
        end.countDown();
    }

    private static void turn(CountDownLatch done, CountDownLatch end, String name) {
        try {
            work(name);
            done.countDown();
            end.await();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void work(String name) throws Exception {
        Path file = Path.of("/tmp", name);
        Files.writeString(file, "work of " + name);
        if (Files.size(file) != Files.readString(file).length()) {
            throw new IllegalStateException(name);
        }
        Files.delete(file);
    }
}
