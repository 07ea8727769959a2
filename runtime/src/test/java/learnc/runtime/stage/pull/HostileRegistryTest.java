package learnc.runtime.stage.pull;

import static learnc.runtime.stage.pull.FakeImage.bytes;
import static learnc.runtime.stage.pull.FakeImage.descriptor;
import static learnc.runtime.stage.pull.FakeRegistry.MANIFEST;
import static learnc.runtime.stage.pull.FakeRegistry.blobPath;
import static learnc.runtime.stage.pull.FakeRegistry.content;
import static learnc.runtime.stage.pull.FakeRegistry.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import com.sun.net.httpserver.HttpHandler;
import learnc.runtime.image.ImageStore;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.spec.Digest;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Image;
import learnc.runtime.spec.ImageReference;
import learnc.runtime.spec.Places;
import learnc.runtime.spec.Platform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a registry may do wrong, by mistake or on purpose, and what a line may do to a download.
@Timeout(300)
class HostileRegistryTest {

    private static final int ATTEMPTS = 3;
    private static final PullSettings SETTINGS = PullSettings.USUAL.forPlatform(Platform.linux("amd64"));

    @TempDir
    Path root;

    private final Linux linux = new Linux(UnaryOperator.identity());
    private final FakeImage image = new FakeImage(2);
    private final FakeRegistry registry = new FakeRegistry(image);
    private ImageStore store;
    /// Waits long for an answer: on a busy machine even a quick registry may be slow, and each test counts its requests.
    private Patience patience = patience(Duration.ofSeconds(30));

    private static Patience patience(Duration silence) {
        return new Patience(ATTEMPTS, Duration.ofMillis(1), silence);
    }

    @BeforeEach
    void makeAStore() {
        store = new ImageStore(linux.host(), new Places(root.toString(), root + "/run"));
    }

    @AfterEach
    void close() {
        registry.close();
        linux.close();
    }

    private Image pull() {
        return pull(registry.image(), null);
    }

    private Image pull(ImageReference name, Credentials credentials) {
        try (Registry source = new Registry(name, credentials, PullListener.SILENT, patience)) {
            return new Fetch(store, source, SETTINGS).image(name);
        }
    }

    private void refused(String... words) {
        refused(registry.image(), words);
    }

    private void refused(ImageReference name, String... words) {
        String message = assertThrows(Failure.class, () -> pull(name, null)).getMessage();
        for (String word : words) {
            assertTrue(message.contains(word), message);
        }
        assertTrue(message.chars().noneMatch(c -> c < ' ' && c != '\n'), message);
        assertNull(store.find(name));
    }

    private void serveManifest(String text) {
        registry.page(MANIFEST, content(bytes(text)));
    }

    private static HttpHandler endless() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            var noise = new byte[64 * 1024];
            while (true) {
                exchange.getResponseBody().write(noise);
            }
        };
    }

    // The good case first: if it did not work, each refusal below would prove nothing.

    @Test
    void a_good_image_is_taken() {
        Image pulled = pull();
        assertEquals(Digest.sha256(image.manifest), pulled.manifest());
        assertEquals(Digest.sha256(image.config), pulled.config());
        assertEquals(List.of("sh"), pulled.configuration().cmd());
        assertEquals(2, pulled.layers().size());
        assertEquals(List.of(MANIFEST, blobPath(image.config)), registry.requests.subList(0, 2));
        assertEquals(4, registry.requests.size());
    }

    // Texts

    @Test
    void a_manifest_longer_than_any_image_needs_is_refused() {
        registry.page(MANIFEST, content(new byte[Source.LARGEST_TEXT_BYTES + 1]));
        refused("more than " + Source.LARGEST_TEXT_BYTES);
    }

    @Test
    void a_manifest_without_end_is_refused() {
        registry.page(MANIFEST, endless());
        refused("more than " + Source.LARGEST_TEXT_BYTES);
    }

    @Test
    void a_manifest_that_is_no_json_is_refused() {
        serveManifest("<html>\u001b[2Jplease log in</html>");
        refused("the manifest cannot be read");
    }

    @Test
    void a_manifest_that_says_a_thing_twice_is_refused() {
        serveManifest("{\"schemaVersion\":2,\"schemaVersion\":2}");
        refused("'schemaVersion' twice");
    }

    @Test
    void a_manifest_that_is_nested_without_end_is_refused() {
        serveManifest("{\"a\":".repeat(100) + "1" + "}".repeat(100));
        refused("deeper than 64 levels");
    }

    @Test
    void a_manifest_that_is_also_an_index_is_refused() {
        String both = new String(image.manifest).replaceFirst("\\{", "{\"manifests\":[],");
        serveManifest(both);
        refused("one reader would see one image, the next another");
        serveManifest(both.replace("manifest.v1+json", "index.v1+json"));
        refused("one reader would see one image, the next another");
    }

    @Test
    void schema_1_is_refused_by_its_name() {
        serveManifest("{\"schemaVersion\":1,\"name\":\"team/app\",\"fsLayers\":[]}");
        refused("old schema 1", "try: push the image again");
    }

    @Test
    void a_thing_that_is_no_container_image_is_refused() {
        serveManifest("{\"schemaVersion\":2,\"config\":{\"mediaType\":\"application/vnd.cncf.helm.config.v1+json\",\"digest\":\""
                + Digest.sha256(image.config) + "\",\"size\":1},\"layers\":[]}");
        refused("no container image", "helm");
    }

    @Test
    void a_digest_that_is_a_path_is_refused() {
        serveManifest("{\"schemaVersion\":2,\"config\":" + descriptor("config.v1+json", "sha256:../../../../etc/passwd", 1) + ",\"layers\":[]}");
        refused("'sha256:../../../../etc/passwd' is no digest");
    }

    @Test
    void a_size_that_nothing_has_is_refused() {
        for (long size : new long[] {-1, Long.MAX_VALUE}) {
            serveManifest("{\"schemaVersion\":2,\"config\":" + descriptor("config.v1+json", Digest.sha256(image.config).toString(), size) + "}");
            refused("size is " + size);
        }
    }

    @Test
    void more_layers_than_linux_can_stack_are_refused() {
        String layer = descriptor("layer.v1.tar", image.layers.getFirst());
        serveManifest("{\"schemaVersion\":2,\"config\":" + descriptor("config.v1+json", image.config) + ",\"layers\":[" + (layer + ",").repeat(500) + layer + "]}");
        refused("lists 501 layers");
    }

    @Test
    void a_configuration_that_lists_other_layers_than_the_manifest_is_refused() {
        serveManifest(new String(image.manifest).replaceFirst("\"layers\":\\[.*?}, ", "\"layers\":["));
        refused("the image contradicts itself", "lists 1 layers, its configuration 2");
    }

    @Test
    void a_configuration_longer_than_any_image_needs_is_not_even_asked_for() {
        serveManifest("{\"schemaVersion\":2,\"config\":" + descriptor("config.v1+json", Digest.sha256(image.config).toString(), 1L << 30) + "}");
        refused("1073741824 bytes long");
        assertEquals(List.of(MANIFEST), registry.requests);
    }

    @Test
    void an_image_for_another_machine_is_refused() {
        image.config = image.config("s390x");
        image.manifest = image.manifest();
        registry.serve(image);
        refused("is for linux/s390x", "try: --platform linux/s390x");
    }

    // Checksums

    @Test
    void a_manifest_that_is_not_the_one_asked_for_is_refused() {
        Digest asked = Digest.sha256(bytes("another"));
        registry.page("/v2/team/app/manifests/" + asked, content(image.manifest));
        refused(ImageReference.of(registry.address() + "/team/app@" + asked), "another manifest than the one that was asked for", asked.toString());
    }

    @Test
    void a_manifest_that_does_not_match_its_header_is_refused() {
        registry.page(MANIFEST, exchange -> {
            exchange.getResponseHeaders().add("Docker-Content-Digest", Digest.sha256(bytes("another")).toString());
            content(image.manifest).handle(exchange);
        });
        refused("does not match its digest");
    }

    @Test
    void a_manifest_that_does_not_match_its_index_is_refused() {
        String promised = descriptor("manifest.v1+json", image.manifest);
        serveManifest("{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":[" + promised.substring(0, promised.length() - 1)
                + ",\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}}]}");
        registry.page("/v2/team/app/manifests/" + Digest.sha256(image.manifest), content(bytes(new String(image.manifest) + " ")));
        refused("does not match its digest");
    }

    @Test
    void an_index_in_an_index_is_refused() {
        String inner = descriptor("index.v1+json", image.manifest);
        serveManifest("{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":[" + inner.substring(0, inner.length() - 1)
                + ",\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}}]}");
        refused("where an image manifest belongs");
    }

    @Test
    void a_layer_with_other_content_is_refused_and_not_kept() throws IOException {
        byte[] other = image.layers.getLast().clone();
        other[100]++;
        registry.page(blobPath(image.layers.getLast()), content(other));
        refused("does not match its digest", "expected: " + Digest.sha256(image.layers.getLast()), "received: " + Digest.sha256(other));
        assertFalse(store.has(Digest.sha256(image.layers.getLast())));
        assertFalse(store.has(Digest.sha256(other)));
        assertFalse(Files.exists(partOf(image.layers.getLast())));
    }

    @Test
    void a_configuration_with_other_content_is_refused() {
        byte[] other = image.config.clone();
        other[other.length - 2]++;
        registry.page(blobPath(image.config), content(other));
        refused("does not match its digest");
    }

    // Lengths

    @Test
    void a_layer_without_end_is_refused_and_not_kept() {
        registry.page(blobPath(image.layers.getFirst()), endless());
        refused("sends more than the 200000 bytes");
        assertFalse(Files.exists(partOf(image.layers.getFirst())));
    }

    @Test
    void a_layer_that_is_announced_with_another_length_is_refused() {
        registry.page(blobPath(image.layers.getFirst()), exchange -> {
            exchange.sendResponseHeaders(200, 10_000_000_000L);
            exchange.getResponseBody().write(image.layers.getFirst());
            exchange.getResponseBody().flush();
        });
        refused("announces 10000000000 bytes");
    }

    @Test
    void the_rest_of_another_place_is_refused() {
        registry.page(blobPath(image.layers.getFirst()), exchange -> {
            if (FakeRegistry.from(exchange) == 0) {
                cut(exchange, image.layers.getFirst(), 0, 1000);
            }
            exchange.getResponseHeaders().add("Content-Range", "bytes 5-199999/200000");
            exchange.sendResponseHeaders(206, FakeImage.LAYER_BYTES - 1000);
            exchange.getResponseBody().write(image.layers.getFirst(), 1000, FakeImage.LAYER_BYTES - 1000);
        });
        refused("was asked for the bytes from 1000 and sends 'bytes 5-199999/200000'");
    }

    // Redirects and secrets

    @Test
    void a_redirect_to_plain_http_elsewhere_is_refused() {
        for (String place : List.of("http://198.51.100.7/blob", "http://localhost.example.org/blob", "ftp://127.0.0.1/blob", "file://localhost/etc/passwd")) {
            registry.page(blobPath(image.config), status(307, "Location", place));
            refused("not safe");
        }
    }

    @Test
    void a_redirect_to_nowhere_or_in_a_circle_is_refused() {
        for (String place : List.of("http://[oops", "file:///etc/passwd", "mailto:me@example.org")) {
            registry.page(blobPath(image.config), status(307, "Location", place));
            refused("is no address");
        }
        registry.page(blobPath(image.config), status(302, "Location", blobPath(image.config)));
        refused("without end");
    }

    @Test
    void a_redirect_to_another_server_is_followed_without_the_secret() {
        try (FakeRegistry elsewhere = new FakeRegistry()) {
            elsewhere.page("/storage", content(image.layers.getFirst()));
            registry.page(MANIFEST, withBasic(content(image.manifest)));
            registry.page(blobPath(image.layers.getFirst()), status(307, "Location", elsewhere.url("/storage")));
            pull(registry.image(), new Credentials("me", "secret"));
            assertEquals(List.of("/storage"), elsewhere.requests);
            assertEquals(List.of(), elsewhere.secrets);
            assertTrue(registry.secrets.contains(MANIFEST + " Basic bWU6c2VjcmV0"), registry.secrets.toString());
        }
    }

    private static HttpHandler withBasic(HttpHandler page) {
        return exchange -> {
            boolean mayRead = "Basic bWU6c2VjcmV0".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            (mayRead ? page : status(401, "WWW-Authenticate", "Basic realm=\"registry\"")).handle(exchange);
        };
    }

    // Tokens

    private HttpHandler withToken(HttpHandler page, String realm) {
        return exchange -> {
            boolean mayRead = "Bearer t0ken".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            (mayRead ? page : status(401, "WWW-Authenticate",
                    "Bearer realm=\"" + realm + "\",service=\"the registry\",scope=\"repository:team/app:pull\"")).handle(exchange);
        };
    }

    @Test
    void a_token_is_asked_for_once_and_used_for_everything() {
        try (FakeRegistry tokens = new FakeRegistry()) {
            tokens.page("/token", content(bytes("{\"token\":\"t0ken\",\"expires_in\":300}")));
            for (byte[] blob : List.of(image.config, image.layers.get(0), image.layers.get(1))) {
                registry.page(blobPath(blob), withToken(content(blob), tokens.url("/token")));
            }
            registry.page(MANIFEST, withToken(content(image.manifest), tokens.url("/token")));
            pull();
            assertEquals(List.of("/token?service=the+registry&scope=repository%3Ateam%2Fapp%3Apull"), tokens.requests);
            assertEquals(List.of(), tokens.secrets);
            assertEquals(5, registry.requests.size());
        }
    }

    @Test
    void two_layers_that_are_refused_at_once_ask_for_one_token() {
        try (FakeRegistry tokens = new FakeRegistry()) {
            tokens.page("/token", content(bytes("{\"token\":\"t0ken\"}")));
            var bothAreHere = new CountDownLatch(2);
            for (byte[] layer : image.layers) {
                registry.page(blobPath(layer), exchange -> {
                    bothAreHere.countDown();
                    await(bothAreHere);
                    withToken(content(layer), tokens.url("/token")).handle(exchange);
                });
            }
            pull();
            assertEquals(1, tokens.requests.size());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void an_image_that_is_here_for_another_machine_is_fetched_again_and_why_not_is_told() {
        Image stored = pull();
        PullSettings arm = PullSettings.USUAL.forPlatform(Platform.linux("arm64"));
        String message = assertThrows(Failure.class, () -> new Pull(linux.host(), store, arm).image(stored.reference())).getMessage();
        assertTrue(message.contains("that is here is for linux/amd64, and for linux/arm64 it cannot be had"), message);
        assertEquals(stored, new Pull(linux.host(), store, SETTINGS).image(stored.reference()));
    }

    @Test
    void a_password_goes_to_the_token_server_and_only_the_token_to_the_registry() {
        try (FakeRegistry tokens = new FakeRegistry()) {
            tokens.page("/token", withBasic(content(bytes("{\"access_token\":\"t0ken\"}"))));
            registry.page(MANIFEST, withToken(content(image.manifest), tokens.url("/token")));
            pull(registry.image(), new Credentials("me", "secret"));
            assertEquals(1, tokens.secrets.size());
            assertTrue(registry.secrets.stream().allMatch(secret -> secret.endsWith("Bearer t0ken")), registry.secrets.toString());
        }
    }

    @Test
    void a_registry_that_takes_no_token_is_not_asked_for_ever() {
        try (FakeRegistry tokens = new FakeRegistry()) {
            tokens.page("/token", content(bytes("{\"token\":\"another\"}")));
            registry.page(MANIFEST, withToken(content(image.manifest), tokens.url("/token")));
            refused("answers 401", "there is no such image, or it is not for everybody");
            assertEquals(2, registry.requests.size());
        }
    }

    @Test
    void a_token_server_that_is_not_safe_or_says_no_is_refused() {
        registry.page(MANIFEST, withToken(content(image.manifest), "http://tokens.example.org/token"));
        refused("not safe");
        registry.page(MANIFEST, withToken(content(image.manifest), "nowhere"));
        refused("which is no address");
        registry.page("/token", status(403));
        registry.page(MANIFEST, withToken(content(image.manifest), registry.url("/token")));
        refused("token server", "answers 403", "--creds");
        registry.page("/token", endless());
        refused("answers without end");
        registry.page("/token", content(bytes("{\"token\":\"a\\r\\nX-Evil: 1\"}")));
        refused("holds no token");
    }

    // Broken lines

    private static void cut(com.sun.net.httpserver.HttpExchange exchange, byte[] content, int from, int count) throws IOException {
        if (from > 0) {
            exchange.getResponseHeaders().add("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
        exchange.getResponseBody().write(content, from, Math.min(count, content.length - from));
        exchange.getResponseBody().flush();
        if (count < content.length - from) {
            throw new IOException("cut on purpose");
        }
    }

    @Test
    void a_broken_download_goes_on_where_it_broke() {
        byte[] layer = image.layers.getFirst();
        registry.page(blobPath(layer), exchange -> cut(exchange, layer, FakeRegistry.from(exchange), 60_000));
        pull();
        assertEquals(List.of(blobPath(layer), blobPath(layer) + " bytes=60000-", blobPath(layer) + " bytes=120000-", blobPath(layer) + " bytes=180000-"),
                requestsFor(layer).stream().distinct().toList());
    }

    @Test
    void a_registry_that_knows_no_ranges_sends_the_whole_again() {
        byte[] layer = image.layers.getFirst();
        var times = new AtomicInteger();
        registry.page(blobPath(layer), exchange -> cut(exchange, layer, 0, times.incrementAndGet() < 3 ? 60_000 : layer.length));
        pull();
        assertEquals(3, times.get());
    }

    @Test
    void a_download_that_gets_nowhere_is_given_up_and_the_next_pull_goes_on() throws IOException {
        byte[] layer = image.layers.getFirst();
        registry.page(blobPath(layer), exchange -> cut(exchange, layer, FakeRegistry.from(exchange), FakeRegistry.from(exchange) == 0 ? 60_000 : 0));
        refused("broke " + ATTEMPTS + " times, last at byte 60000 of 200000", "what has come is kept");
        assertEquals(60_000, Files.size(partOf(layer)));
        registry.requests.clear();
        registry.blob(layer);
        pull();
        assertEquals(List.of(blobPath(layer) + " bytes=60000-"), requestsFor(layer));
    }

    @Test
    void a_part_from_an_earlier_pull_that_is_wrong_is_thrown_away() throws IOException {
        byte[] layer = image.layers.getFirst();
        store.use().close();
        Files.write(partOf(layer), new byte[1000]);
        refused("does not match its digest");
        assertEquals(2, pull().layers().size());
    }

    @Test
    void a_registry_that_falls_silent_is_not_waited_for_without_end() {
        patience = patience(Duration.ofMillis(300));
        var never = new CountDownLatch(1);
        registry.page(blobPath(image.layers.getFirst()), exchange -> {
            exchange.sendResponseHeaders(200, FakeImage.LAYER_BYTES);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            await(never);
        });
        refused("nothing came for");
    }

    @Test
    void a_registry_that_is_busy_is_asked_again_but_not_for_ever() {
        var times = new AtomicInteger();
        registry.page(MANIFEST, exchange -> (times.incrementAndGet() < ATTEMPTS ? status(503) : content(image.manifest)).handle(exchange));
        pull();
        assertEquals(ATTEMPTS, times.get());
        registry.page(MANIFEST, exchange -> {
            times.incrementAndGet();
            status(429).handle(exchange);
        });
        String message = assertThrows(Failure.class, this::pull).getMessage();
        assertTrue(message.contains("answers 429") && message.contains("too many pulls"), message);
        assertEquals(2 * ATTEMPTS, times.get());
    }

    @Test
    void the_words_of_a_registry_are_told_without_its_control_characters() {
        registry.page(MANIFEST, exchange -> {
            byte[] text = bytes("{\"errors\":[{\"code\":\"DENIED\",\"message\":\"go \\u001b[31maway\"}]}");
            exchange.sendResponseHeaders(403, text.length);
            exchange.getResponseBody().write(text);
        });
        refused("answers 403 (go ?[31maway)");
    }

    @Test
    void two_pulls_at_once_fetch_each_part_once() throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            var one = threads.submit(() -> pull());
            var other = threads.submit(() -> pull());
            assertEquals(one.get(), other.get());
        }
        assertEquals(1, requestsFor(image.layers.getFirst()).size());
        assertEquals(1, requestsFor(image.layers.getLast()).size());
    }

    /// The JDK's client repeats a request by itself when a connection that it had kept is closed before an answer comes.
    private List<String> requestsFor(byte[] blob) {
        return registry.requests.stream().filter(request -> request.startsWith(blobPath(blob))).toList();
    }

    private Path partOf(byte[] blob) {
        return root.resolve("images/incoming/sha256-" + Digest.sha256(blob).hex());
    }
}
