package learnc.runtime.stage.pull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import learnc.runtime.spec.Digest;
import learnc.runtime.spec.ImageReference;

/// A registry that behaves as badly as a test wants. It has one image, `team/app:1`, and writes down what it is asked.
final class FakeRegistry implements AutoCloseable {

    static final String MANIFEST = "/v2/team/app/manifests/1";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, HttpHandler> pages = new ConcurrentHashMap<>();

    /// `PATH`, or `PATH RANGE`, in the order in which they came.
    final List<String> requests = new CopyOnWriteArrayList<>();
    /// Each Authorization header that came, with the path.
    final List<String> secrets = new CopyOnWriteArrayList<>();

    FakeRegistry() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    FakeRegistry(FakeImage image) {
        this();
        serve(image);
    }

    void serve(FakeImage image) {
        page(MANIFEST, content(image.manifest));
        blob(image.config);
        image.layers.forEach(this::blob);
    }

    void blob(byte[] content) {
        page(blobPath(content), content(content));
    }

    static String blobPath(byte[] content) {
        return "/v2/team/app/blobs/" + Digest.sha256(content);
    }

    void page(String path, HttpHandler page) {
        pages.put(path, page);
    }

    /// The rest of a content, from where the request wants it.
    static HttpHandler content(byte[] content) {
        return exchange -> {
            int from = from(exchange);
            if (from > 0) {
                exchange.getResponseHeaders().add("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
            }
            exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length == from ? -1 : content.length - from);
            exchange.getResponseBody().write(content, from, content.length - from);
        };
    }

    static HttpHandler status(int status, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, -1);
        };
    }

    static int from(HttpExchange exchange) {
        String range = exchange.getRequestHeaders().getFirst("Range");
        return range == null ? 0 : Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        String range = exchange.getRequestHeaders().getFirst("Range");
        requests.add(range == null ? path : path + " " + range);
        String secret = exchange.getRequestHeaders().getFirst("Authorization");
        if (secret != null) {
            secrets.add(path + " " + secret);
        }
        try (exchange) {
            pages.getOrDefault(exchange.getRequestURI().getPath(), status(404)).handle(exchange);
        }
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    String url(String path) {
        return "http://" + address() + path;
    }

    ImageReference image() {
        return ImageReference.of(address() + "/team/app:1");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
