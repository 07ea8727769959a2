package learnc.viewer.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import learnc.runtime.BusyboxImage;
import learnc.runtime.LearncProcess;
import learnc.runtime.RootTest;
import learnc.runtime.spec.Places;
import learnc.viewer.browser.Axe;
import learnc.viewer.browser.Chromium;
import learnc.viewer.browser.Tab;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A run that waits for the page, with a page that is only an HTTP client.
@RootTest
@Timeout(300)
class LiveRunTest {

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private Process run;
    private CompletableFuture<String> complaints;
    private String address;

    @BeforeEach
    void startARunThatStopsBeforePivotRoot() throws IOException {
        var places = new Places(folder.resolve("root").toString(), folder.resolve("run").toString());
        BusyboxImage.putInto(places);
        run = LearncProcess.start(Map.of("LEARNC_ROOT", places.root(), "LEARNC_RUN", places.run()),
                "run", "-i", "--network", "none", "--step=page", "--break", "pivot_root", BusyboxImage.NAME, "sh", "-c", "read until; exit 7");
        var err = new BufferedReader(new InputStreamReader(run.getErrorStream()));
        while (address == null) {
            String line = err.readLine();
            assertTrue(line != null, "it ended before it said where the page is");
            address = line.contains("http://") ? line.substring(line.indexOf("http://")) : null;
        }
        // On a thread of its own: on two processors the common pool has one, which the JDK's WebSocket needs.
        complaints = CompletableFuture.supplyAsync(() -> String.join("\n", err.lines().toList()), Thread::startVirtualThread);
    }

    /// It reads until there is nothing any more.
    private void endTheProgram() throws IOException {
        run.getOutputStream().close();
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(path)).POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private void answer(String word) throws IOException, InterruptedException {
        assertEquals(204, post(address + "answer", "{\"answer\":\"" + word + "\"}").statusCode());
    }

    /// What the run says, but for the moments in which it only runs, and the comments between.
    private Iterator<String> moments() throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(address + "live")).build(), HttpResponse.BodyHandlers.ofLines()).body()
                .filter(line -> line.startsWith("data: ") && !line.contains("running")).iterator();
    }

    private CompletableFuture<String> trace() {
        return http.sendAsync(HttpRequest.newBuilder(URI.create(address + "trace")).build(), HttpResponse.BodyHandlers.ofString()).thenApply(HttpResponse::body);
    }

    @Test
    void the_page_lets_a_run_go_on_call_by_call_and_has_its_whole_trace_in_the_end() throws Exception {
        Iterator<String> moments = moments();
        CompletableFuture<String> trace = trace();
        assertTrue(moments.next().contains("\"state\":\"waiting\",\"step\":1,"));
        answer("next");
        assertTrue(moments.next().contains("\"step\":2,"));
        answer("continue");
        String atBreakpoint = moments.next();
        assertTrue(atBreakpoint.contains("\"call\":\"pivot_root(") && atBreakpoint.contains("\"reason\":\"breakpoint pivot_root\"")
                && atBreakpoint.contains("\"stage\":\"namespaces\"") && atBreakpoint.contains("RootTree.java:"), atBreakpoint);
        answer("continue");
        endTheProgram();
        assertTrue(moments.next().contains("\"state\":\"over\""));
        answer("quit");
        String whole = trace.get(200, TimeUnit.SECONDS);
        assertTrue(whole.startsWith("{\"schema\":\"learnc-trace\"") && whole.contains("\"syscall\":\"pivot_root\"") && whole.stripTrailing().matches("(?s).*\\{\"end\":\\d+}"),
                () -> whole.substring(Math.max(0, whole.length() - 300)));
        assertTrue(run.waitFor(200, TimeUnit.SECONDS));
        assertEquals(7, run.exitValue(), complaints::join);
    }

    @Test
    void in_a_browser_buttons_and_keys_let_the_run_go_on_and_the_page_follows() throws Exception {
        try (Chromium browser = Chromium.start(); Tab tab = browser.tab(1280, 720)) {
            tab.ask("(location.href = " + Tab.quoted(address) + ", true)");
            tab.waitUntil("document.querySelector('.live')?.textContent.includes('Waits before 1')");
            tab.click(".live-next");
            tab.waitUntil("document.querySelector('.live')?.textContent.includes('Waits before 2')");
            tab.press("Enter");
            tab.waitUntil("document.querySelector('.live')?.textContent.includes('Waits before 3')");
            tab.click(".live button:nth-of-type(3)");
            tab.waitUntil("document.querySelector('.live code')?.textContent.startsWith('pivot_root')");
            tab.waitUntil("document.querySelector('.where')?.textContent.match(/Step (\\d+) of \\1$/) !== null");
            tab.press("ArrowLeft");
            tab.waitUntil("document.querySelector('.live-back')?.textContent.includes('the process waits at')");
            assertEquals(List.of(), tab.errors());
            tab.click(".live-next");
            tab.waitUntil("document.querySelector('.live code')?.textContent.startsWith('umount2')");
            answer("quit");
            assertTrue(run.waitFor(200, TimeUnit.SECONDS));
            assertEquals(130, run.exitValue());
        }
    }

    @Test
    void axe_finds_nothing_in_the_bar_whether_the_run_waits_or_goes_on_or_is_over() throws Exception {
        try (Chromium browser = Chromium.start(); Tab tab = browser.tab(1280, 720)) {
            tab.ask("(location.href = " + Tab.quoted(address) + ", true)");
            tab.waitUntil("document.querySelector('.live')?.textContent.includes('Waits before 1')");
            tab.click(".live button:nth-of-type(3)");
            tab.waitUntil("document.querySelector('.live code')?.textContent.startsWith('pivot_root')");
            tab.waitUntil("document.querySelector('.where')?.textContent.match(/Step (\\d+) of \\1$/) !== null");
            Axe axe = Axe.in(tab);
            look(axe, tab, "waiting");
            tab.press("ArrowLeft");
            tab.waitUntil("document.querySelector('.live-back') !== null");
            look(axe, tab, "waiting, looking back");
            answer("continue");
            tab.waitUntil("document.querySelector('.live')?.textContent.includes('Running')");
            look(axe, tab, "running");
            endTheProgram();
            tab.waitUntil("document.querySelector('.live')?.textContent.includes('The run is over')");
            look(axe, tab, "over");
            answer("quit");
            assertTrue(run.waitFor(200, TimeUnit.SECONDS));
            assertEquals(List.of(), axe.found());
        }
    }

    /// On a wide screen and a narrow one, light and dark.
    private static void look(Axe axe, Tab tab, String state) {
        for (String scheme : List.of("light", "dark")) {
            tab.media(scheme, "screen", true);
            tab.size(1280, 720);
            axe.check(state + ", " + scheme);
            tab.size(390, 844);
            axe.check(state + ", " + scheme + ", narrow");
        }
        tab.size(1280, 720);
    }

    @Test
    void giving_up_takes_everything_back() throws Exception {
        Iterator<String> moments = moments();
        moments.next();
        answer("quit");
        assertTrue(run.waitFor(200, TimeUnit.SECONDS));
        assertEquals(130, run.exitValue());
        assertTrue(complaints.join().contains("everything is taken back"), complaints::join);
        Path containers = folder.resolve("run/containers");
        if (Files.exists(containers)) {
            try (var left = Files.list(containers)) {
                assertEquals(0, left.count());
            }
        }
    }

    @Test
    void a_stranger_cannot_answer_and_nonsense_is_refused() throws Exception {
        moments().next();
        assertEquals(403, post(address.replaceFirst("/[^/]+/$", "/wrong/") + "answer", "{\"answer\":\"quit\"}").statusCode());
        for (String nonsense : new String[] {"", "quit", "{\"answer\":\"explode\"}", "[1,2", "{\"answer\":[]}"}) {
            assertEquals(400, post(address + "answer", nonsense).statusCode(), nonsense);
        }
        assertTrue(run.isAlive());
        answer("quit");
        assertTrue(run.waitFor(200, TimeUnit.SECONDS));
    }
}
