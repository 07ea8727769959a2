package learnc.viewer.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import learnc.viewer.browser.Axe;
import learnc.viewer.browser.Chromium;
import learnc.viewer.browser.Tab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// axe-core, the checker that others use, finds nothing to complain about: in each view, light and dark, wide and narrow.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class AccessibilityTest {

    @Test
    void axe_finds_nothing(@TempDir Path folder) throws Exception {
        Path trace = SampleTrace.write(folder.resolve("trace.jsonl"), 0);
        var found = new ArrayList<String>();
        try (Chromium browser = Chromium.start(); PageServer server = PageServer.of(trace, 0)) {
            for (String scheme : List.of("light", "dark")) {
                try (Tab tab = browser.tab(1280, 720)) {
                    tab.media(scheme, "screen", true);
                    tab.open(server.address() + "#s=27&v=changes");
                    Axe axe = Axe.in(tab);
                    for (String key : List.of("1", "2", "3", "4", "5", "6", "7", "8", "9")) {
                        tab.press(key);
                        tab.waitUntil("document.querySelectorAll('[role=tab]')[" + (Integer.parseInt(key) - 1) + "].getAttribute('aria-selected') === 'true'");
                        axe.check(scheme + " view " + key);
                    }
                    tab.click("#state-view .value");
                    tab.waitUntil("document.querySelector('.who') !== null");
                    axe.check(scheme + " who");
                    tab.press("?");
                    tab.waitUntil("document.querySelector('dialog')?.open");
                    axe.check(scheme + " help");
                    tab.press("Escape");
                    tab.size(390, 844);
                    for (int part = 1; part <= 4; part++) {
                        tab.click(".parts button:nth-child(" + part + ")");
                        axe.check(scheme + " narrow part " + part);
                    }
                    found.addAll(axe.found());
                }
            }
        }
        assertEquals(List.of(), found);
    }
}
