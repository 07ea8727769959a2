package learnc.viewer.page;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/// Serves the page with one trace, on this machine and to its user only.
public final class PageServer implements AutoCloseable {

    private final LocalServer server;

    private PageServer(LocalServer server) {
        this.server = server;
    }

    /// Starts to serve.
    ///
    /// @param port 0 for any that is free
    /// @throws IOException when that port is taken
    public static PageServer of(Path trace, int port) throws IOException {
        return of(trace, port, null);
    }

    /// Starts to serve a trace that still grows.
    ///
    /// @param live the run that is going on, or null when it is over
    public static PageServer of(Path trace, int port, Live live) throws IOException {
        return new PageServer(LocalServer.of(new PageHandler(trace, live), "frame-ancestors 'none'", port));
    }

    /// The page's address, with the word that opens it.
    public URI address() {
        return server.address();
    }

    /// Waits until it is closed.
    public void join() throws InterruptedException {
        server.join();
    }

    @Override
    public void close() {
        server.close();
    }
}
