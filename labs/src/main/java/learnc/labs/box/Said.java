package learnc.labs.box;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Duration;

import learnc.runtime.kernel.Kernel;

/// What a program says on one of its streams, up to a limit.
final class Said {

    private static final int PIPE_BYTES = 65536;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int limit;
    private final Runnable tooMuch;
    private Thread reader;

    private Said(int limit, Runnable tooMuch) {
        this.limit = limit;
        this.tooMuch = tooMuch;
    }

    /// Begins to listen.
    ///
    /// @param pipe    is closed at its end
    /// @param tooMuch is called when more comes than the limit
    static Said on(Kernel host, int pipe, int limit, Runnable tooMuch) {
        var said = new Said(limit, tooMuch);
        said.reader = Thread.ofPlatform().daemon().name("learnc-said").start(() -> said.listen(host, pipe));
        return said;
    }

    private void listen(Kernel host, int pipe) {
        var buffer = new byte[PIPE_BYTES];
        try {
            for (int count = host.read(pipe, buffer); count > 0; count = host.read(pipe, buffer)) {
                take(buffer, count);
            }
        } finally {
            host.close(pipe);
        }
    }

    private synchronized void take(byte[] buffer, int count) {
        int room = Math.max(0, limit - bytes.size());
        bytes.write(buffer, 0, Math.min(room, count));
        if (count > room) {
            tooMuch.run();
        }
        notifyAll();
    }

    /// All of it until now.
    synchronized String text() {
        return bytes.toString(UTF_8);
    }

    /// Waits until the last writer has closed its end; not for ever, because all of them have ended when this is called.
    void awaitEnd() throws InterruptedException {
        reader.join(PATIENCE);
    }
}
