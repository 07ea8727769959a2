package learnc.lessons.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import learnc.runtime.LearncProcess;
import learnc.runtime.RootTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `learnc jshell`, as a process.
@RootTest
@Timeout(1800)
class ShellToolTest {

    private static final Path SANDBOXES = Path.of("/run/learnc-test-shell-" + ProcessHandle.current().pid());

    @TempDir
    Path folder;

    @AfterAll
    static void nothingIsLeft() throws IOException {
        Files.deleteIfExists(SANDBOXES);
    }

    private static List<String> command(List<String> options, String... more) {
        List<String> words = new ArrayList<>(LearncProcess.command("jshell"));
        words.addAll(1, options);
        words.addAll(1, List.of("-Dlearnc.sandboxes=" + SANDBOXES, "-Dlearnc.home=" + Path.of("..").toAbsolutePath().normalize()));
        words.addAll(List.of(more));
        return words;
    }

    /// @param options of java, as the launcher gives them
    private String said(List<String> options, String script) throws IOException, InterruptedException {
        return saidBy(command(options, "-"), script);
    }

    private String saidBy(List<String> words, String script) throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(said.toFile()).start();
        try (var in = process.getOutputStream()) {
            in.write(script.getBytes(StandardCharsets.UTF_8));
        }
        assertTrue(process.waitFor(1500, TimeUnit.SECONDS), "jshell did not end");
        assertEquals(0, process.exitValue(), Files.readString(said));
        return Files.readString(said);
    }

    private static List<String> launchersOptions() throws IOException {
        String launcher = Files.readString(Path.of("../learnc"));
        var options = new ArrayList<String>();
        for (String word : launcher.split("[\\s\"]+")) {
            if (word.startsWith("jdk.jshell/")) {
                options.addAll(List.of("--add-opens", word));
            }
        }
        assertEquals(4, options.size(), "the launcher opens two packages to learnc jshell");
        return options;
    }

    @Test
    void help_learnc_tells_what_is_at_hand_and_help_lists_it() throws IOException, InterruptedException {
        String said = said(launchersOptions(), "/help learnc\n/help\n/exit\n");
        assertTrue(said.contains("init.sethostname(\"box\")"), said);
        assertTrue(said.lines().anyMatch(line -> line.contains("what learnc adds")), said);
    }

    @Test
    void what_the_help_shows_can_be_typed() throws IOException, InterruptedException {
        String said = said(launchersOptions(), """
                host.getpid()
                var init = newInit()
                init.sethostname("box")
                System.out.println(namespaces(init).since(namespaces(host)).size() + " rows")
                processes().with("learnc").column("name").size() > 0
                status(init, "CapEff").length()
                traced(() -> init.getpid()).size()
                trace().only("clone3").size() > 0
                files("/").contains("proc")
                end(init)
                /exit
                """);
        assertFalse(said.contains("Error") || said.contains("Exception"), said);
        assertTrue(said.contains("12 rows"), said);
    }

    /// Only on a terminal does the tool show values.
    @Test
    void a_value_of_several_lines_begins_on_a_line_of_its_own() throws IOException, InterruptedException {
        String command = String.join(" ", command(launchersOptions()).stream().map(word -> "'" + word + "'").toList());
        String said = saidBy(List.of("script", "--quiet", "--return", "--command", command, "/dev/null"), "new Table(List.of(\"a\", \"b\"), List.of(List.of(\"1\", \"2\")))\n\"c\\nd\"\n/exit\n");
        assertTrue(said.contains("$1 ==> \r\na  b\r\n1  2\r\n"), said);
        assertTrue(said.contains("$2 ==> \"c\\nd\"\r\n"), said);
    }

    @Test
    void where_the_jdk_keeps_its_packages_closed_the_tool_runs_as_it_is() throws IOException, InterruptedException {
        String said = said(List.of(), "System.out.println(40 + 2)\n/exit\n");
        assertTrue(said.contains("42"), said);
    }
}
