package learnc.lessons.notebook;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import learnc.viewer.browser.Chromium;
import learnc.viewer.browser.Tab;

/// Measures the notebook as its user has it, in a real browser that is already open: how soon the page is there, how soon a cell is
/// answered, what one may type next, and what it all weighs. The figures are printed, and belong to this machine; no test asserts
/// them. `lessons/bench` starts it.
final class NotebookBench {

    private static final int STARTS = 9;
    private static final int TIMES = 40;
    private static final String LESSON = "07-uts-namespace";
    private static final String CELL = "ask";
    /// The editor of a cell is there, and the frame in which it is has been drawn.
    private static final String WHEN_USABLE = """
            (() => {
              const look = () => document.documentElement?.dataset.ready === '%s' && document.querySelector('#cell-%s .cm-content') !== null
                  ? requestAnimationFrame(() => setTimeout(() => (window.usableAt = Date.now()))) : requestAnimationFrame(look);
              look();
            })();""".formatted(LESSON, CELL);
    /// From the key to the frame in which the cell's answer has been drawn.
    private static final String WHEN_ANSWERED = """
            (() => {
              const cell = document.getElementById('cell-%s');
              let pressed = null;
              addEventListener('keydown', (key) => key.key === 'Enter' && (pressed = key.timeStamp), { capture: true, once: true });
              window.answer = new Promise((answered) => {
                const seen = new MutationObserver(() => {
                  if (pressed !== null && ['ok', 'error'].includes(cell.dataset.status)) {
                    seen.disconnect();
                    requestAnimationFrame(() => setTimeout(() => answered(performance.now() - pressed)));
                  }
                });
                seen.observe(cell, { attributes: true });
              });
              return true;
            })()""".formatted(CELL);

    private final String learnc;
    private final Chromium browser;
    private final List<Double> usable = new ArrayList<>();
    private final List<Double> first = new ArrayList<>();
    private final List<Double> firstWhenReady = new ArrayList<>();
    private final List<Double> later = new ArrayList<>();
    private final List<Double> completion = new ArrayList<>();

    private NotebookBench(String learnc, Chromium browser) {
        this.learnc = learnc;
        this.browser = browser;
    }

    public static void main(String[] words) throws Exception {
        Path folder = Files.createTempDirectory(Path.of("/run"), "learnc-bench");
        // The server is not root.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (Chromium browser = Chromium.start()) {
            var bench = new NotebookBench(words[0], browser);
            for (int i = 0; i < STARTS; i++) {
                bench.start(folder.resolve("student" + i), i);
            }
            print("command to page usable", bench.usable);
            print("first cell, at once", bench.first);
            print("first cell, a moment later", bench.firstWhenReady);
            print("later cells that do nothing, key to answer drawn", bench.later);
            print("completion", bench.completion);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void start(Path student, int number) throws Exception {
        try (Tab tab = browser.tab(1280, 900)) {
            tab.before(WHEN_USABLE);
            long start = System.currentTimeMillis();
            Process process = new ProcessBuilder(learnc, "notebook", "--no-browser", "--folder", student.toString()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            try (var said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                String address = said.readLine();
                tab.open(address + "#" + LESSON);
                tab.waitUntil("window.usableAt !== undefined");
                // The first start finds a browser that has never drawn a page.
                if (number > 0) {
                    usable.add(tab.ask("window.usableAt").asDouble() - start);
                }
                boolean isAtOnce = number % 2 == 0;
                if (!isAtOnce) {
                    Thread.sleep(3000);
                }
                tab.ask("document.querySelector('#cell-" + CELL + " .cm-content').focus()");
                (isAtOnce ? first : firstWhenReady).add(answered(tab));
                if (number == STARTS - 1) {
                    further(tab, new Client(URI.create(address), LESSON, "bench"), process);
                }
            } finally {
                process.destroy();
                process.waitFor();
            }
        }
    }

    private static double answered(Tab tab) {
        tab.ask(WHEN_ANSWERED);
        tab.press("Ctrl+Enter");
        return tab.ask("window.answer").asDouble();
    }

    private void further(Tab tab, Client client, Process process) throws Exception {
        for (int i = 0; i < TIMES; i++) {
            tab.press("Ctrl+a");
            tab.type(i + " + 1");
            tab.waitUntil("document.querySelector('.saving')?.dataset.saving === 'saved'");
            later.add(answered(tab));
            String source = "namespaces(host).wi";
            long complete = System.nanoTime();
            client.post("complete", "cell", CELL, "source", source, "position", source.length());
            completion.add((System.nanoTime() - complete) / 1e6);
        }
        System.out.println(later.stream().map(Double::intValue).toList());
        System.out.println("memory, all processes (PSS): " + weight(process) + " MB");
        client.close();
    }

    private static long weight(Process process) throws IOException {
        long kilobytes = 0;
        for (ProcessHandle one : Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList()) {
            long its = pss(one.pid());
            System.out.printf("  %4d MB  %s%n", its / 1024, name(one.pid()));
            kilobytes += its;
        }
        return kilobytes / 1024;
    }

    private static long pss(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup")).stream().filter(line -> line.startsWith("Pss:")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).sum();
    }

    private static String name(long pid) throws IOException {
        List<String> words = List.of(Files.readString(Path.of("/proc/" + pid + "/cmdline")).split("\0"));
        return words.stream().filter(word -> word.startsWith("learnc.")).findFirst().orElse(words.getFirst());
    }

    private static void print(String what, List<Double> milliseconds) {
        List<Double> sorted = milliseconds.stream().sorted().toList();
        System.out.printf("%s: median %.0f ms, worst %.0f ms, of %d%n", what, sorted.get(sorted.size() / 2), sorted.getLast(), sorted.size());
    }
}
