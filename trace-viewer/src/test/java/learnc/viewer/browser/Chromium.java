package learnc.viewer.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import learnc.runtime.Needed;

/// A real browser without a screen, spoken to in the Chrome DevTools Protocol over the JDK's own WebSocket: no driver, no node.
public final class Chromium implements AutoCloseable {

    /// As long as a machine that does much else may need.
    static final long PATIENCE_SECONDS = 240;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Process process;
    private final Path profile;
    private final WebSocket socket;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final Map<String, Tab> tabs = new ConcurrentHashMap<>();

    private Chromium(Process process, Path profile, String address) {
        this.process = process;
        this.profile = profile;
        socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(URI.create(address), new Listener()).join();
    }

    /// Starts one. Where none is installed the test is skipped.
    public static Chromium start() throws IOException, InterruptedException {
        Path program = program();
        Needed.needed(program != null, "chromium is missing; apt-get install chromium fonts-dejavu-core");
        Path profile = Files.createTempDirectory("learnc-chromium");
        Process process = new ProcessBuilder(program.toString(), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars", "--force-color-profile=srgb",
                "--remote-debugging-port=0", "--user-data-dir=" + profile, "about:blank")
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.PIPE).start();
        return new Chromium(process, profile, address(process));
    }

    private static Path program() {
        return NAMES.stream().map(name -> Path.of("/usr/bin", name)).filter(Files::isExecutable).findFirst().orElse(null);
    }

    /// The browser says where it listens; what else it says is read away, so that it never waits for us.
    private static String address(Process process) throws IOException {
        var found = new CompletableFuture<String>();
        Thread.ofPlatform().daemon().start(() -> {
            try (var lines = process.inputReader()) {
                lines.lines().filter(line -> line.startsWith("DevTools listening on ")).forEach(line -> found.complete(line.substring("DevTools listening on ".length())));
            } catch (IOException | UncheckedIOException ended) {
                // The browser is gone.
            }
            found.completeExceptionally(new IOException("chromium ended before it listened"));
        });
        return found.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /// A new, empty tab of this size.
    public Tab tab(int width, int height) {
        String context = call(null, "Target.createBrowserContext", Map.of()).get("browserContextId").asText();
        String target = call(null, "Target.createTarget", Map.of("url", "about:blank", "browserContextId", context)).get("targetId").asText();
        String session = call(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true)).get("sessionId").asText();
        var tab = new Tab(this, session, context);
        tabs.put(session, tab);
        tab.begin(width, height);
        return tab;
    }

    /// Asks the browser, and waits for its answer.
    JsonNode call(String session, String method, Map<String, ?> parameters) {
        int number = numbers.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        answers.put(number, answer);
        ObjectNode message = JSON.createObjectNode().put("id", number).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        if (session != null) {
            message.put("sessionId", session);
        }
        synchronized (socket) {
            socket.sendText(message.toString(), true).join();
        }
        return answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    void forget(String session) {
        tabs.remove(session);
    }

    private void take(JsonNode message) {
        if (message.has("id")) {
            CompletableFuture<JsonNode> answer = answers.remove(message.get("id").asInt());
            if (message.has("error")) {
                answer.completeExceptionally(new IllegalStateException(message.get("error").toString()));
            } else {
                answer.complete(message.get("result"));
            }
        } else if (message.has("sessionId") && tabs.containsKey(message.get("sessionId").asText())) {
            tabs.get(message.get("sessionId").asText()).heard(message.get("method").asText(), message.get("params"));
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        List<ProcessHandle> family = new ArrayList<>(process.descendants().toList());
        socket.abort();
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        family.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle one : family) {
            one.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).exceptionally(_ -> null).join();
        }
        removeProfile();
    }

    /// A process of the browser that was not in the family may still remove files of its own, or make new ones.
    private void removeProfile() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (Files.exists(profile) && System.nanoTime() < end) {
            try (Stream<Path> files = Files.walk(profile)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            } catch (IOException | UncheckedIOException vanished) {
                Thread.sleep(20);
            }
        }
    }

    /// Messages come in pieces.
    private final class Listener implements WebSocket.Listener {

        private final StringBuilder pieces = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence piece, boolean isLast) {
            pieces.append(piece);
            if (isLast) {
                String whole = pieces.toString();
                pieces.setLength(0);
                try {
                    take(JSON.readTree(whole));
                } catch (IOException noJson) {
                    throw new UncheckedIOException(noJson);
                }
            }
            from.request(1);
            return null;
        }
    }
}
