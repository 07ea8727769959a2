package learnc.viewer.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import learnc.viewer.browser.Chromium;
import learnc.viewer.browser.Tab;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A trace that is damaged, or made by an enemy: it opens as far as it goes, says what is missing, and nothing of it runs.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class HostileTraceTest {

    private static final String SCRIPT = "</script><script>window.pwned=1</script><img src=x onerror=window.pwned=1><b>bold</b>";

    @TempDir
    Path folder;
    private static Chromium browser;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        browser = Chromium.start();
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (browser != null) {
            browser.close();
        }
    }

    private interface Look {
        void at(Tab tab) throws IOException;
    }

    private void open(List<String> lines, Look look) throws IOException {
        openBytes(String.join("\n", lines).getBytes(java.nio.charset.StandardCharsets.UTF_8), look);
    }

    private void openBytes(byte[] bytes, Look look) throws IOException {
        Path trace = Files.write(folder.resolve("trace.jsonl"), bytes);
        try (PageServer server = PageServer.of(trace, 0); Tab tab = browser.tab(1280, 720)) {
            tab.open(server.address().toString());
            look.at(tab);
            assertEquals(List.of(), tab.errors());
            assertTrue(tab.ask("window.pwned === undefined").asBoolean(), "something of the trace has run");
        }
    }

    private static String remarks(Tab tab) {
        tab.waitUntil("document.querySelector('.remarks') !== null");
        return tab.text(".remarks");
    }

    @Test
    void markup_in_every_field_is_text_and_nothing_of_it_runs() throws IOException {
        String evil = SampleTrace.quoted(SCRIPT);
        String fields = "{" + evil + ":" + evil + ",\"target\":" + evil + ",\"name\":" + evil + ",\"__proto__\":\"x\",\"constructor\":\"y\"}";
        var items = new ArrayList<String>();
        for (String view : List.of("namespaces", "processes", "descriptors", "mounts", "cgroups", "links", "addresses", "routes", "rules", "layers", "__proto__", SCRIPT)) {
            items.add("{\"view\":" + SampleTrace.quoted(view) + ",\"item\":" + evil + ",\"new\":" + fields + "}");
            items.add("{\"view\":" + SampleTrace.quoted(view) + ",\"item\":\"__proto__\",\"new\":" + fields + "}");
        }
        String event = "{\"seq\":1,\"stage\":" + evil + ",\"flow\":" + evil + ",\"door\":" + evil + ",\"thread\":" + evil + ",\"syscall\":" + evil + ",\"args\":[{\"name\":" + evil + ",\"text\":" + evil
                + ",\"raw\":7,\"flags\":[" + evil + ",\"constructor\",\"__proto__\"],\"bytes\":" + evil + "}],\"result\":" + evil + ",\"errno\":" + evil + ",\"meaning\":" + evil + ",\"because\":" + evil
                + ",\"remedy\":" + evil + ",\"why\":" + evil + ",\"without\":" + evil + ",\"shell\":" + evil + ",\"man\":" + evil + ",\"src\":{\"class\":" + evil + ",\"file\":" + evil + ",\"line\":3,\"method\":" + evil
                + "},\"delta\":[" + String.join(",", items) + "]}";
        String header = "{\"schema\":\"learnc-trace\",\"version\":1,\"learnc\":" + evil + ",\"command\":[" + evil + "],\"kernel\":" + evil + "}";
        open(List.of(header, event, "{\"end\":1}"), tab -> {
            tab.waitUntil("document.querySelector('.signature').textContent.includes('<script>')");
            for (int view = 1; view <= 9; view++) {
                tab.press(String.valueOf(view));
                tab.waitUntil("document.querySelectorAll('[role=tab]')[" + (view - 1) + "].getAttribute('aria-selected') === 'true'");
            }
            assertEquals(0, tab.ask("document.querySelectorAll('#page script, #page img, .panes .step b b').length").asInt());
            tab.press("?", "Escape", "N", "Escape", "1");
        });
        Path html = folder.resolve("evil.html");
        new Export(folder.resolve("trace.jsonl")).to("html", Files.newOutputStream(html));
        try (Tab tab = browser.tab(1280, 720)) {
            tab.open(html.toUri().toString());
            tab.waitUntil("document.querySelector('.signature').textContent.includes('<script>')");
            assertTrue(tab.ask("window.pwned === undefined").asBoolean(), "something of the trace has run in the single file");
            assertEquals(List.of(), tab.errors());
        }
    }

    @Test
    void fields_of_the_wrong_type_do_no_harm() throws IOException {
        open(List.of("{\"schema\":\"learnc-trace\",\"version\":\"one\",\"command\":7}",
                "{\"seq\":1,\"syscall\":\"read\",\"args\":{\"a\":1},\"delta\":7,\"src\":[],\"stage\":5,\"dur_ns\":\"long\",\"result\":{\"a\":[]}}",
                "{\"seq\":2,\"syscall\":\"read\",\"args\":[null,5,{\"name\":{},\"flags\":5}],\"delta\":[null,5,{\"view\":5},{\"view\":\"mounts\",\"item\":\"x\"},{\"view\":\"mounts\",\"item\":\"y\",\"new\":5},{\"view\":\"mounts\",\"item\":\"z\",\"field\":\"a\",\"new\":{}}]}",
                "{\"seq\":3,\"syscall\":7}", "[1,2]", "null", "7", "{\"keyframe\":2,\"state\":{\"mounts\":[1]}}", "{\"keyframe\":\"x\"}", "{\"seq\":\"4\",\"syscall\":\"read\"}", "{\"seq\":1e400,\"syscall\":\"read\"}", "{\"end\":2}"), tab -> {
            assertEquals("2 steps", tab.text("#shown"));
            tab.press("j", "2", "3", "4", "5", "6", "7", "8", "9");
            tab.waitUntil("document.querySelector('.where b').textContent === '2'");
            assertTrue(remarks(tab).contains("is no event"), remarks(tab));
        });
    }

    @Test
    void a_trace_that_was_cut_in_the_middle_opens_and_says_so() throws IOException {
        String whole = String.join("\n", SampleTrace.lines(0));
        open(List.of(whole.substring(0, whole.length() / 2)), tab -> {
            assertTrue(remarks(tab).contains("the trace has no end"), remarks(tab));
            tab.press("End");
            tab.waitUntil("Number(document.querySelector('.where b').textContent) > 10");
        });
    }

    @Test
    void lines_of_garbage_are_left_out_and_counted_and_key_frames_put_the_state_right_again() throws IOException {
        List<String> lines = new ArrayList<>(SampleTrace.lines(0));
        int clone = 0;
        while (!lines.get(clone).contains("\"clone3\"")) {
            clone++;
        }
        lines.set(clone, "\u0000\u0001 garbage {");
        open(lines, tab -> {
            String remarks = remarks(tab);
            assertTrue(remarks.contains("line " + (clone(lines) + 1) + " is no event") && remarks.contains("missing here: event"), remarks);
            // The event that made the container's first process is gone. From the next key frame on the process is there.
            tab.press("g");
            tab.waitUntil("document.activeElement?.id === 'goto'");
            tab.type("60");
            tab.press("Enter", "7");
            tab.waitUntil("document.querySelector('#state-view').textContent.includes('8123')");
        });
    }

    private static int clone(List<String> lines) {
        return lines.indexOf("\u0000\u0001 garbage {");
    }

    @Test
    void an_unknown_version_is_shown_as_far_as_it_can_be_understood() throws IOException {
        List<String> lines = new ArrayList<>(SampleTrace.lines(0));
        lines.set(0, lines.getFirst().replace("\"version\":1", "\"version\":99"));
        open(lines, tab -> assertTrue(remarks(tab).contains("version 99"), remarks(tab)));
    }

    @Test
    void what_is_no_trace_at_all_is_said_to_be_none() throws IOException {
        open(List.of("#!/bin/sh", "echo hello"), tab -> tab.waitUntil("document.body.textContent.includes('No line of this file can be understood')"));
        openBytes(new byte[0], tab -> tab.waitUntil("document.body.textContent.includes('No line of this file can be understood')"));
        openBytes(new byte[] {0x1f, (byte) 0x8b, 8, 0, 1, 2, 3}, tab -> tab.waitUntil("document.body.textContent.includes('could not be read')"));
    }

    @Test
    void a_packed_trace_opens_as_a_plain_one() throws IOException {
        Path packed = folder.resolve("trace.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(String.join("\n", SampleTrace.lines(0)).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        openBytes(Files.readAllBytes(packed), tab -> tab.waitUntil("document.querySelector('.signature') !== null"));
    }

    @Test
    void a_trace_without_state_says_why_there_is_none() throws IOException {
        open(SampleTrace.lines(0).stream().filter(line -> !line.startsWith("{\"keyframe\"")).map(line -> line.replaceAll(",\"delta\":\\[.*\\],\"src\"", ",\"src\"")).toList(),
                tab -> tab.waitUntil("document.querySelector('#state-view').textContent.includes('--no-state')"));
    }
}
