package learnc.viewer.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import learnc.viewer.browser.Chromium;
import learnc.viewer.browser.Tab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A hundred thousand steps: all of them can be reached, and only those in sight exist.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class LongTraceTest {

    private static final int STEPS = 100_000;

    @Test
    void a_hundred_thousand_steps_open_are_walked_through_and_filtered(@TempDir Path folder) throws Exception {
        Path trace = SampleTrace.write(folder.resolve("long.jsonl"), STEPS);
        try (Chromium browser = Chromium.start(); PageServer server = PageServer.of(trace, 0); Tab tab = browser.tab(1280, 720)) {
            tab.open(server.address().toString());
            int steps = tab.ask("Number(document.querySelector('#shown').textContent.split(' ')[0])").asInt();
            assertTrue(steps >= STEPS - 1, steps + " steps");
            tab.press("End");
            tab.waitUntil("document.querySelector('.where b').textContent === '" + steps + "'");
            tab.waitUntil("document.querySelector('[data-index=\"" + (steps - 1) + "\"]') !== null");
            assertTrue(tab.count(".step") < 100, "rows out of sight exist");
            tab.press("k", "k", "Home", "j");
            tab.waitUntil("document.querySelector('.where b').textContent === '2'");
            tab.ask("(() => { const it = document.querySelector('.strip input'); it.value = 50000; it.dispatchEvent(new Event('input', { bubbles: true })); return true; })()");
            tab.waitUntil("document.querySelector('.where b').textContent === '50001' && document.querySelector('[data-index=\"50000\"]') !== null");
            tab.press("/");
            tab.waitUntil("document.activeElement?.id === 'filter'");
            tab.type("%mount");
            tab.waitUntil("/^\\d\\d of /.test(document.querySelector('#shown').textContent)");
            assertEquals(List.of(), tab.errors());
        }
    }
}
