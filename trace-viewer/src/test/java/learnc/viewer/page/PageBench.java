package learnc.viewer.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import learnc.viewer.browser.Chromium;
import learnc.viewer.browser.Tab;

/// Measures the page: how soon a trace is seen, how long a step takes, and whether a long trace ever holds the page up. The figures
/// are printed, and belong to this machine; no test asserts them. `trace-viewer/bench` starts it.
final class PageBench {

    private static final int OPENINGS = 15;

    /// When the first rows of the list are on the screen, counted from the navigation; and every time the page was held up.
    private static final String WATCH = """
            window.seen = new Promise((done) => {
              const look = () => document.querySelector('.step') === null ? requestAnimationFrame(look) : requestAnimationFrame(() => done(performance.now()));
              look();
            });
            window.longest = 0;
            new PerformanceObserver((list) => list.getEntries().forEach((one) => { window.longest = Math.max(window.longest, one.duration); })).observe({ entryTypes: ['longtask'] });""";

    /// A key, everything that it draws, and the layout of it, in each view; in milliseconds.
    private static final String STEPS = """
            (async () => {
              const times = [];
              for (const view of '123456789') {
                dispatchEvent(new KeyboardEvent('keydown', { key: view, bubbles: true }));
                await new Promise((drawn) => setTimeout(drawn));
                for (let step = 0; step < 40; step++) {
                  await new Promise((drawn) => setTimeout(drawn));
                  const start = performance.now();
                  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: step % 40 < 20 ? 'j' : 'k', bubbles: true }));
                  await new Promise((drawn) => queueMicrotask(() => queueMicrotask(drawn)));
                  document.body.offsetHeight;
                  times.push(performance.now() - start);
                }
              }
              return times.sort((one, other) => one - other);
            })()""";

    private PageBench() {
    }

    public static void main(String[] traces) throws Exception {
        Path folder = Files.createTempDirectory("learnc-page-bench");
        try (Chromium browser = Chromium.start()) {
            measure(browser, "the sample, 500 steps", SampleTrace.write(folder.resolve("500.jsonl"), 500));
            for (String trace : traces) {
                measure(browser, trace, Path.of(trace));
            }
            measure(browser, "100 000 steps", SampleTrace.write(folder.resolve("100000.jsonl"), 100_000));
        } finally {
            for (String name : List.of("500.jsonl", "100000.jsonl")) {
                Files.deleteIfExists(folder.resolve(name));
            }
            Files.delete(folder);
        }
    }

    private static void measure(Chromium browser, String name, Path trace) throws IOException {
        var painted = new ArrayList<Double>();
        var seen = new ArrayList<Double>();
        JsonNode steps = null;
        double whole = 0;
        double longest = 0;
        boolean isLong = Files.size(trace) > 10_000_000;
        try (PageServer server = PageServer.of(trace, 0)) {
            for (int i = 0; i < (isLong ? 3 : OPENINGS); i++) {
                try (Tab tab = browser.tab(1280, 720)) {
                    tab.before(WATCH);
                    tab.open(server.address() + "#s=60");
                    whole = tab.ask("performance.now()").asDouble();
                    painted.add(tab.ask("performance.getEntriesByName('first-contentful-paint')[0].startTime").asDouble());
                    seen.add(tab.ask("window.seen").asDouble());
                    longest = tab.ask("window.longest").asDouble();
                    steps = tab.ask(STEPS);
                }
            }
        }
        painted.sort(null);
        seen.sort(null);
        System.out.printf("%-24s first paint after %.0f ms, first rows after %.0f ms (median of %d), read whole after %.0f ms, longest hold-up while reading %.0f ms; a step: median %.1f ms, 95%% below %.1f ms, longest %.1f ms%n",
                name, painted.get(painted.size() / 2), seen.get(seen.size() / 2), seen.size(), whole, longest, steps.get(steps.size() / 2).asDouble(), steps.get(steps.size() * 95 / 100).asDouble(), steps.get(steps.size() - 1).asDouble());
    }
}
