package learnc.viewer.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import learnc.viewer.browser.Chromium;
import learnc.viewer.browser.Tab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The trace as one HTML file, opened from the disk.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class HtmlFileTest {

    @TempDir
    Path folder;

    private Path html(int events) throws IOException {
        Path trace = SampleTrace.write(folder.resolve("trace.jsonl"), events);
        Path html = folder.resolve("trace.html");
        new Export(trace).to("html", Files.newOutputStream(html));
        return html;
    }

    @Test
    void it_is_whole_alone_and_has_no_text_of_the_trace_outside_of_base64() throws IOException {
        String html = Files.readString(html(0));
        assertTrue(html.endsWith("</html>\n"));
        assertFalse(html.contains("src=") || html.contains("href=\"style"), "it would load something");
        assertFalse(html.contains("/run/learnc/containers"), "text of the trace stands in the page as it is");
        assertTrue(html.contains("script-src 'sha256-"));
    }

    @Test
    void it_works_from_the_disk_with_state_source_words_and_filter_and_asks_nobody() throws Exception {
        Path html = html(0);
        try (Chromium browser = Chromium.start(); Tab tab = browser.tab(1280, 720)) {
            tab.open(html.toUri() + "#s=18&v=namespaces");
            tab.waitUntil("document.querySelector('.signature')?.textContent === 'clone3'");
            tab.waitUntil("document.querySelectorAll('#state-view tr.is-added').length === 6");
            tab.waitUntil("document.querySelector('.source .here')?.textContent.includes('77')");
            tab.waitUntil("document.querySelector('.arguments').textContent.includes('host name')");
            tab.press("/");
            tab.waitUntil("document.activeElement?.id === 'filter'");
            tab.type("%mount");
            tab.waitUntil("document.querySelector('#shown').textContent.includes(' of ')");
            tab.press("Enter", "j");
            tab.waitUntil("document.querySelector('.signature').textContent === 'mount'");
            assertEquals(List.of(), tab.errors());
            assertEquals(List.of(), tab.requests().stream().filter(address -> !address.startsWith(html.toUri().toString()) && !address.startsWith("data:")).toList());
        }
    }
}
