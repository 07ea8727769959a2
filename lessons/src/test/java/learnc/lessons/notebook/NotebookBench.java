package learnc.lessons.notebook;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/// Measures the notebook as its user starts it: how soon it is there, how soon a cell is answered, and what it weighs. The figures
/// are printed, and belong to this machine; no test asserts them. `lessons/bench` starts it.
final class NotebookBench {

    private static final int STARTS = 5;
    private static final int TIMES = 30;
    private static final String LESSON = "07-uts-namespace";

    private NotebookBench() {
    }

    public static void main(String[] words) throws Exception {
        Path folder = Files.createTempDirectory(Path.of("/run"), "learnc-bench");
        try {
            var starts = new long[STARTS];
            var firsts = new long[STARTS];
            for (int i = 0; i < STARTS; i++) {
                measure(words[0], folder.resolve("student" + i), i, starts, firsts);
            }
            print("command to page, script and lesson sent", starts);
            print("first cell, at once", firsts);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void measure(String learnc, Path student, int number, long[] starts, long[] firsts) throws Exception {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(learnc, "notebook", "--no-browser", "--folder", student.toString()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (var said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            URI address = URI.create(said.readLine());
            try (var tab = new Client(address, LESSON, "bench")) {
                tab.text("");
                tab.text("main.js");
                tab.lesson();
                starts[number] = System.nanoTime() - start;
                long run = System.nanoTime();
                tab.run("ask");
                firsts[number] = System.nanoTime() - run;
                if (number == STARTS - 1) {
                    further(tab, process);
                }
            }
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static void further(Client tab, Process process) throws Exception {
        var cells = new long[TIMES];
        var own = new long[TIMES];
        var completions = new long[TIMES];
        for (int i = 0; i < TIMES; i++) {
            tab.edit("ask", i + " + 1", Long.MAX_VALUE);
            long run = System.nanoTime();
            JsonNode cell = tab.run("ask");
            cells[i] = System.nanoTime() - run;
            own[i] = cell.path("milliseconds").asLong() * 1_000_000;
            String source = "namespaces(host).wi";
            long complete = System.nanoTime();
            tab.post("complete", "cell", "ask", "source", source, "position", source.length());
            completions[i] = System.nanoTime() - complete;
        }
        print("a cell that does next to nothing, asked for to answered", cells);
        print("  of which compiled and run", own);
        print("completion", completions);
        System.out.printf("memory, all processes (PSS): %d MB%n", weight(process));
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

    private static void print(String what, long[] nanoseconds) {
        long[] sorted = nanoseconds.clone();
        Arrays.sort(sorted);
        System.out.printf("%s: median %d ms, worst %d ms%n", what, sorted[sorted.length / 2] / 1_000_000, sorted[sorted.length - 1] / 1_000_000);
    }
}
