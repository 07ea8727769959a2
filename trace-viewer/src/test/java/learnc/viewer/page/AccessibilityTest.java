package learnc.viewer.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import learnc.viewer.browser.Chromium;
import learnc.viewer.browser.Tab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// axe-core, the checker that others use, finds nothing to complain about: in each view, light and dark, wide and narrow.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class AccessibilityTest {

    private static final String TAGS = "{ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }";

    @Test
    void axe_finds_nothing(@TempDir Path folder) throws Exception {
        Path trace = SampleTrace.write(folder.resolve("trace.jsonl"), 0);
        var found = new ArrayList<String>();
        try (Chromium browser = Chromium.start(); PageServer server = PageServer.of(trace, 0)) {
            for (String scheme : List.of("light", "dark")) {
                try (Tab tab = browser.tab(1280, 720)) {
                    tab.media(scheme, "screen", true);
                    tab.open(server.address() + "#s=27&v=changes");
                    try (var axe = getClass().getResourceAsStream("/learnc/viewer/vendor/axe.min.js")) {
                        tab.ask("(" + "() => { " + new String(axe.readAllBytes(), StandardCharsets.UTF_8) + "\nreturn true; })()");
                    }
                    for (String key : List.of("1", "2", "3", "4", "5", "6", "7", "8", "9")) {
                        tab.press(key);
                        tab.waitUntil("document.querySelectorAll('[role=tab]')[" + (Integer.parseInt(key) - 1) + "].getAttribute('aria-selected') === 'true'");
                        check(tab, scheme + " view " + key, found);
                    }
                    tab.click("#state-view .value");
                    tab.waitUntil("document.querySelector('.who') !== null");
                    check(tab, scheme + " who", found);
                    tab.press("?");
                    tab.waitUntil("document.querySelector('dialog')?.open");
                    check(tab, scheme + " help", found);
                    tab.press("Escape");
                    tab.size(390, 844);
                    for (int part = 1; part <= 4; part++) {
                        tab.click(".parts button:nth-child(" + part + ")");
                        check(tab, scheme + " narrow part " + part, found);
                    }
                }
            }
        }
        assertEquals(List.of(), found);
    }

    private static void check(Tab tab, String where, List<String> found) {
        JsonNode result = tab.ask("axe.run(document, " + TAGS + ").then((it) => ({ passes: it.passes.length, violations: it.violations.map((one) => one.id + ': ' + one.help + ' ' "
                + "+ one.nodes.slice(0, 2).map((node) => node.html.slice(0, 120) + ' ' + (node.any[0]?.message ?? node.all[0]?.message ?? node.none[0]?.message ?? '')).join(' | ')) }))");
        assertTrue(result.get("passes").asInt() > 10, "axe has looked at nothing");
        for (JsonNode violation : result.get("violations")) {
            if (found.stream().noneMatch(one -> one.endsWith(violation.asText()))) {
                found.add(where + ": " + violation.asText());
            }
        }
    }
}
