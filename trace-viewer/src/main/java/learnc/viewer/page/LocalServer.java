package learnc.viewer.page;

import java.io.IOException;
import java.net.URI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// Serves pages on this machine, and to its user only.
public final class LocalServer implements AutoCloseable {

    private static final int MOST_THREADS = 16;
    private static final int FEWEST_THREADS = 4;
    private static final String LOOPBACK = "127.0.0.1";

    static {
        // What Jetty wants to know of this processor it would ask of Java's management, which takes longer than everything else at its start.
        System.setProperty("org.eclipse.jetty.util.cacheLineBytes", "64");
        System.setProperty("org.eclipse.jetty.util.referencesPerCacheLine", "16");
    }

    private final Server server;
    private final ServerConnector connector;
    private final Admission admission;

    private LocalServer(Admission admission, int port) {
        this.admission = admission;
        server = new Server(new QueuedThreadPool(MOST_THREADS, FEWEST_THREADS));
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
        connector.setHost(LOOPBACK);
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(admission);
    }

    /// Starts to serve. The first part of every path that the handler sees is the word that opens the page.
    ///
    /// @param handler what answers those who were let in
    /// @param frames  what may be shown in a frame, who may show us in one, and other needs, in the words of a Content-Security-Policy
    /// @param port    0 for any that is free
    /// @throws IOException when that port is taken
    public static LocalServer of(Handler handler, String frames, int port) throws IOException {
        var local = new LocalServer(new Admission(handler, frames), port);
        try {
            local.server.start();
            return local;
        } catch (Exception refused) {
            local.close();
            throw refused instanceof IOException io ? io : new IOException(refused.getMessage(), refused);
        }
    }

    /// The address of what is served, with the word that opens it.
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
