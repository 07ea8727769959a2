package learnc.viewer.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whom the page's server answers, and what it gives away.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PageServerTest {

    @TempDir
    Path folder;
    private Path trace;
    private PageServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws IOException {
        trace = SampleTrace.write(folder.resolve("trace.jsonl"), 0);
        server = PageServer.of(trace, 0);
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(server.address().resolve(path)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /// What the server says to a request that no browser would send: its first line.
    private String said(String... lines) throws IOException {
        URI address = server.address();
        try (var socket = new Socket(address.getHost(), address.getPort());
             var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            socket.getOutputStream().write((String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return answer.readLine();
        }
    }

    @Test
    void the_page_and_the_trace_as_it_lies_on_the_disk_are_given_to_who_knows_the_word() throws Exception {
        HttpResponse<byte[]> page = get("");
        assertEquals(200, page.statusCode());
        assertTrue(new String(page.body(), StandardCharsets.UTF_8).contains("<script type=\"module\" src=\"main.js\">"));
        assertEquals("text/javascript; charset=utf-8", get("ui/app.js").headers().firstValue("Content-Type").orElseThrow());
        assertArrayEquals(Files.readAllBytes(trace), get("trace").body());
        assertEquals(200, get("favicon.svg").statusCode());
        assertEquals(404, get("no-such-file.js").statusCode());
    }

    @Test
    void every_answer_forbids_scripts_and_connections_of_others() throws Exception {
        for (String path : List.of("", "main.js", "trace", "no-such-file.js", "words/classes.js")) {
            String policy = get(path).headers().firstValue("Content-Security-Policy").orElseThrow();
            assertTrue(policy.contains("default-src 'none'") && policy.contains("script-src 'self'") && policy.contains("frame-ancestors 'none'"), policy);
            assertFalse(policy.contains("unsafe"), policy);
            assertEquals("nosniff", get(path).headers().firstValue("X-Content-Type-Options").orElseThrow());
        }
    }

    @Test
    void nobody_gets_in_without_the_word() throws Exception {
        String port = ":" + server.address().getPort();
        String word = server.address().getPath().replace("/", "");
        String wrong = (word.charAt(0) == 'A' ? "B" : "A") + word.substring(1);
        for (String path : List.of("/", "/trace", "/main.js", "/" + wrong + "/trace", "/" + word, "//" + word + "/trace")) {
            String said = said("GET " + path + " HTTP/1.1", "Host: 127.0.0.1" + port);
            assertTrue(said.contains(" 403 ") || said.contains(" 400 "), path + ": " + said);
        }
        assertTrue(said("GET /" + word + "/trace HTTP/1.1", "Host: 127.0.0.1" + port).contains(" 200 "));
        try (PageServer other = PageServer.of(trace, 0)) {
            assertNotEquals(server.address().getPath(), other.address().getPath(), "the word is a new one each time");
        }
    }

    @Test
    void a_web_site_that_points_its_name_at_this_machine_gets_nothing() throws IOException {
        String page = "GET " + server.address().getPath() + " HTTP/1.1";
        String port = ":" + server.address().getPort();
        assertTrue(said(page, "Host: localhost" + port).contains(" 200 "));
        for (String host : List.of("evil.example" + port, "127.0.0.1", "127.0.0.1:1", "127.0.0.1.evil.example" + port)) {
            assertTrue(said(page, "Host: " + host).contains(" 403 "), host);
        }
        assertTrue(said(page, "Host: 127.0.0.1" + port, "Origin: http://evil.example").contains(" 403 "));
        assertTrue(said(page, "Host: 127.0.0.1" + port, "Origin: null").contains(" 403 "));
        assertTrue(said(page, "Host: 127.0.0.1" + port, "Origin: http://127.0.0.1" + port).contains(" 200 "));
    }

    @Test
    void it_listens_on_the_loopback_only() throws Exception {
        var others = new ArrayList<InetAddress>();
        NetworkInterface.networkInterfaces().forEach(one -> one.inetAddresses().filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress()).forEach(others::add));
        for (InetAddress address : others) {
            assertThrows(IOException.class, () -> new Socket(address, server.address().getPort()).close(), () -> "it listens on " + address);
        }
        assertTrue(server.address().toString().startsWith("http://127.0.0.1:"));
    }

    @Test
    void only_java_files_that_the_trace_names_are_given() throws Exception {
        HttpResponse<byte[]> named = get("source/learnc/runtime/stage/namespaces/Namespaces.java");
        assertEquals(200, named.statusCode());
        assertTrue(new String(named.body(), StandardCharsets.UTF_8).contains("class Namespaces "));
        for (String path : List.of("learnc/runtime/stage/pull/Http.java", "learnc/runtime/NoSuchClass.java")) {
            assertEquals(204, get("source/" + path).statusCode(), path);
        }
    }

    @Test
    void a_trace_that_names_files_outside_of_the_sources_gets_none_of_them() throws Exception {
        Path root = Files.createDirectories(folder.resolve("sources"));
        Files.createDirectories(root.resolve("a"));
        Files.writeString(folder.resolve("Secret.java"), "secret");
        Files.writeString(root.resolve("a/Open.java"), "open");
        Files.createSymbolicLink(root.resolve("a/Link.java"), folder.resolve("Secret.java"));
        var sources = new JavaSources(root);
        assertEquals("open", sources.text("a/Open.java"));
        for (String path : List.of("a/Link.java", "a/../../Secret.java", "../Secret.java", "/etc/passwd", "a/Open.java/", "a//Open.java", "a\\Open.java", "a/Open.javax", "a/\u0000.java")) {
            assertEquals(null, sources.text(path), path);
        }
    }

    @Test
    void notes_are_kept_beside_the_trace_and_nothing_else_is() throws Exception {
        assertEquals("[]", new String(get("notes").body(), StandardCharsets.UTF_8));
        assertEquals(204, post("notes", "[{\"step\":3,\"text\":\"so <b>that</b> is it\",\"more\":{\"a\":[1]}}]"));
        assertEquals("[{\"step\":3,\"text\":\"so <b>that</b> is it\"}]", new String(get("notes").body(), StandardCharsets.UTF_8));
        for (String wrong : List.of("", "{}", "[1]", "[{\"step\":0,\"text\":\"x\"}]", "[{\"step\":1}]", "[{\"step\":1,\"text\":\"x\"}] more", "[".repeat(5000), "\"" + "x".repeat(Notes.MOST_BYTES) + "\"")) {
            assertEquals(400, post("notes", wrong), wrong.substring(0, Math.min(30, wrong.length())));
        }
        assertEquals("[{\"step\":3,\"text\":\"so <b>that</b> is it\"}]", Files.readString(folder.resolve("trace.jsonl.notes.json")));
        assertEquals(405, post("trace", "x"));
        assertEquals(405, post("main.js", "x"));
    }

    private int post(String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.address().resolve(path)).POST(HttpRequest.BodyPublishers.ofString(body)).build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    @Test
    void the_trace_leaves_in_other_formats() throws Exception {
        String strace = new String(get("export/strace").body(), StandardCharsets.UTF_8);
        assertTrue(strace.contains("pivot_root(\".\", \".\")"), strace.substring(0, 200));
        String jsonl = new String(get("export/jsonl").body(), StandardCharsets.UTF_8);
        assertEquals(Files.readAllLines(trace).size(), jsonl.lines().count(), "events and key frames are all there");
        assertTrue(new String(get("export/html").body(), StandardCharsets.UTF_8).contains("packed-trace"));
        assertEquals(404, get("export/exe").statusCode());
    }

    @Test
    void a_port_that_is_taken_is_said() {
        assertThrows(IOException.class, () -> PageServer.of(trace, server.address().getPort()));
    }
}
