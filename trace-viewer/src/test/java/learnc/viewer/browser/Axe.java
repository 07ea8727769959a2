package learnc.viewer.browser;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// axe-core, the checker of accessibility that others use, in a page.
public final class Axe {

    private static final String TAGS = "{ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }";

    private final Tab tab;
    private final List<String> found = new ArrayList<>();

    private Axe(Tab tab) {
        this.tab = tab;
    }

    /// Puts it into the page that is open.
    public static Axe in(Tab tab) throws IOException {
        try (var axe = Axe.class.getResourceAsStream("/learnc/viewer/vendor/axe.min.js")) {
            tab.ask("(" + "() => { " + new String(axe.readAllBytes(), StandardCharsets.UTF_8) + "\nreturn true; })()");
        }
        return new Axe(tab);
    }

    /// Lets it look at the page as it is now.
    ///
    /// @param where what is to be seen there, for the complaint
    public void check(String where) {
        JsonNode result = tab.ask("axe.run(document, " + TAGS + ").then((it) => ({ passes: it.passes.length, violations: it.violations.map((one) => one.id + ': ' + one.help + ' ' "
                + "+ one.nodes.slice(0, 2).map((node) => node.html.slice(0, 120) + ' ' + (node.any[0]?.message ?? node.all[0]?.message ?? node.none[0]?.message ?? '')).join(' | ')) }))");
        assertTrue(result.get("passes").asInt() > 10, "axe has looked at nothing");
        for (JsonNode violation : result.get("violations")) {
            if (found.stream().noneMatch(one -> one.endsWith(violation.asText()))) {
                found.add(where + ": " + violation.asText());
            }
        }
    }

    /// What it has complained about, each thing once.
    public List<String> found() {
        return List.copyOf(found);
    }
}
