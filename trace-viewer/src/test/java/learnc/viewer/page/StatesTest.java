package learnc.viewer.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import learnc.runtime.trace.Event;
import learnc.runtime.trace.EventFilter;
import learnc.runtime.trace.JsonReader;
import learnc.viewer.browser.Chromium;
import learnc.viewer.browser.Tab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the page computes is what the runtime computes: states, and the meaning of a filter.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class StatesTest {

    /// Walks through all states in an order in which one comes from key frames, from before and from behind, and writes each down.
    private static final String ALL_STATES = """
            (async () => {
              const { Trace } = await import('./model/trace.js');
              const trace = new Trace();
              trace.add(new Uint8Array(await (await fetch('trace')).arrayBuffer()));
              trace.end();
              const text = (state) => JSON.stringify([...state].map(([view, items]) => [view, [...items].map(([item, fields]) => [item, [...fields].sort()]).sort()]).filter(([, items]) => items.length > 0).sort());
              const found = [];
              const order = [...Array(trace.count + 1).keys()].map((at) => (at * 37) %% (trace.count + 1));
              for (const at of %s) {
                found[at] = text(trace.states.at(at));
              }
              return found;
            })()""";

    @Test
    void the_state_at_every_step_is_the_runtimes_from_wherever_one_comes(@TempDir Path folder) throws Exception {
        Path trace = SampleTrace.write(folder.resolve("trace.jsonl"), 0);
        try (Chromium browser = Chromium.start(); PageServer server = PageServer.of(trace, 0); Tab tab = browser.tab(800, 600)) {
            tab.open(server.address().toString());
            JsonNode forward = tab.ask(ALL_STATES.formatted("[...Array(trace.count + 1).keys()]"));
            JsonNode backward = tab.ask(ALL_STATES.formatted("[...Array(trace.count + 1).keys()].reverse()"));
            JsonNode jumping = tab.ask(ALL_STATES.formatted("order"));
            List<String> expected = statesOfTheRuntime(trace);
            assertEquals(expected.size(), forward.size());
            for (int at = 0; at < expected.size(); at++) {
                assertEquals(expected.get(at), forward.get(at).asText(), "forward, before event " + (at + 1));
                assertEquals(expected.get(at), backward.get(at).asText(), "backward, before event " + (at + 1));
                assertEquals(expected.get(at), jumping.get(at).asText(), "jumping, before event " + (at + 1));
            }
        }
    }

    private static List<String> statesOfTheRuntime(Path trace) throws IOException {
        var states = new ArrayList<String>();
        try (InputStream in = Files.newInputStream(trace)) {
            var reader = new JsonReader(in);
            while (reader.next() != null) {
                states.add(text(reader));
            }
            states.add(text(reader));
        }
        return states;
    }

    private static String text(JsonReader reader) throws IOException {
        var views = new ArrayList<String>();
        var mapper = new ObjectMapper();
        var names = new TreeSet<String>();
        reader.before().views().forEach(names::add);
        for (String view : names) {
            var items = new ArrayList<Object>();
            for (var item : new TreeMap<>(reader.before().items(view)).entrySet()) {
                items.add(List.of(item.getKey(), new TreeMap<>(item.getValue()).entrySet().stream().map(field -> List.of(field.getKey(), field.getValue())).toList()));
            }
            if (!items.isEmpty()) {
                views.add(mapper.writeValueAsString(List.of(view, items)));
            }
        }
        return "[" + String.join(",", views) + "]";
    }

    @Test
    void a_filter_means_in_the_page_what_it_means_on_the_command_line(@TempDir Path folder) throws Exception {
        Path trace = SampleTrace.write(folder.resolve("trace.jsonl"), 0);
        try (Chromium browser = Chromium.start(); PageServer server = PageServer.of(trace, 0); Tab tab = browser.tab(800, 600)) {
            tab.open(server.address().toString());
            var expressions = new ArrayList<>(EventFilter.classes().keySet().stream().map(name -> "%" + name).toList());
            expressions.addAll(List.of("mount", "!mount,%file", "%net,close", "!%desc", "trace=read", "%network", "%file,!openat", "stage:exec", "stage:exec,stage:pull", "failed", "succeeded,%file",
                    "path:/", "path:/sys/fs/cgroup", "path:/sys/fs/cgroup/", "path:/sys/fs", "path:/srv", "!close,path:/sys/fs/cgroup/learnc"));
            for (String expression : expressions) {
                List<Long> expected = wanted(trace, new EventFilter(expression, null));
                JsonNode found = tab.ask(FILTERED.formatted(Tab.quoted("-e " + expression)));
                assertEquals(expected.toString().replace(" ", ""), found.toString(), expression);
            }
        }
    }

    private static final String FILTERED = """
            (async () => {
              const { parseFilter, tester } = await import('./model/filter.js');
              const { Trace } = await import('./model/trace.js');
              const trace = new Trace();
              trace.add(new Uint8Array(await (await fetch('trace')).arrayBuffer()));
              const isWanted = tester(trace, parseFilter(%s));
              return [...Array(trace.count).keys()].filter(isWanted).map((index) => trace.event(index).sequence);
            })()""";

    private static List<Long> wanted(Path trace, EventFilter filter) throws IOException {
        var sequences = new ArrayList<Long>();
        try (InputStream in = Files.newInputStream(trace)) {
            var reader = new JsonReader(in);
            for (Event event = reader.next(); event != null; event = reader.next()) {
                if (filter.test(event)) {
                    sequences.add(event.sequence());
                }
            }
        }
        return sequences;
    }
}
