package learnc.viewer.page;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// Serves the page with one trace, on this machine and to its user only.
public final class PageServer implements AutoCloseable {

    private static final int MOST_THREADS = 16;
    private static final int FEWEST_THREADS = 4;
    private static final String LOOPBACK = "127.0.0.1";

    private final Server server;
    private final ServerConnector connector;
    private final Admission admission;

    private PageServer(Path trace, int port, Live live) {
        server = new Server(new QueuedThreadPool(MOST_THREADS, FEWEST_THREADS));
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
        connector.setHost(LOOPBACK);
        connector.setPort(port);
        server.addConnector(connector);
        admission = new Admission(new PageHandler(trace, live));
        server.setHandler(admission);
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
        var page = new PageServer(trace, port, live);
        try {
            page.server.start();
            return page;
        } catch (Exception refused) {
            page.close();
            throw refused instanceof IOException io ? io : new IOException(refused.getMessage(), refused);
        }
    }

    /// The page's address, with the word that opens it.
    public URI address() {
        return URI.create("http://" + LOOPBACK + ":" + connector.getLocalPort() + "/" + admission.token() + "/");
    }

    /// Waits until it is closed.
    public void join() throws InterruptedException {
        server.join();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception already) {
            // It serves no more: that is all that was wanted.
        }
    }
}
