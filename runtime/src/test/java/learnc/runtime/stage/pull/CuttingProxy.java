package learnc.runtime.stage.pull;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Stands between learnc and a registry, and cuts each connection after so many bytes of answers.
final class CuttingProxy implements AutoCloseable {

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int registryPort;
    private final int bytesUntilTheCut;

    /// The lines of all requests that tell which part is wanted.
    final List<String> ranges = new CopyOnWriteArrayList<>();
    volatile int cuts;

    CuttingProxy(int registryPort, int bytesUntilTheCut) throws IOException {
        this.registryPort = registryPort;
        this.bytesUntilTheCut = bytesUntilTheCut;
        Thread.ofPlatform().daemon().start(this::listen);
    }

    String address() {
        return "127.0.0.1:" + listening.getLocalPort();
    }

    private void listen() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), registryPort);
                Thread.ofPlatform().daemon().start(() -> carry(client, server, Integer.MAX_VALUE));
                Thread.ofPlatform().daemon().start(() -> carry(server, client, bytesUntilTheCut));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void carry(Socket from, Socket to, int most) {
        try (from; to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            var chunk = new byte[8192];
            int left = most;
            for (int count = in.read(chunk); count > 0 && left > 0; count = in.read(chunk)) {
                noteRanges(new String(chunk, 0, count, java.nio.charset.StandardCharsets.ISO_8859_1));
                out.write(chunk, 0, Math.min(count, left));
                left -= count;
            }
            cuts += left <= 0 ? 1 : 0;
        } catch (IOException cut) {
            // The other side has been cut.
        }
    }

    private void noteRanges(String text) {
        text.lines().filter(line -> line.startsWith("Range: ")).forEach(ranges::add);
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
