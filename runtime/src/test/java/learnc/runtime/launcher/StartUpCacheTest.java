package learnc.runtime.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;

import learnc.runtime.launcher.Checkout.Ended;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The launcher with the Java that runs this test, and a program that says one word. Java 25.0.3 runs old classes from a cache
/// although their jar has changed, and tells on stdout what is wrong with a cache: neither may reach a user.
@EnabledOnOs(value = OS.LINUX, disabledReason = "the launcher uses Linux' tools")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StartUpCacheTest {

    @TempDir
    Path folder;

    Checkout checkout;
    Path log;

    @BeforeEach
    void train() throws Exception {
        log = folder.resolve("classes.log");
        checkout = new Checkout(folder);
        checkout.environment.put("LEARNC_JAVA_HOME", System.getProperty("java.home"));
        checkout.environment.put("LEARNC_JAVA_OPTS", "-Xlog:class+load=info:file=" + log);
        program("first");
        assertSays("first");
        Checkout.await("the cache", () -> Files.exists(checkout.target("learnc.aot.version")));
    }

    @Test
    void the_program_comes_from_the_cache() throws Exception {
        assertSays("first");
        assertTrue(mainCameFromTheCache(), Files.readString(log));
    }

    /// On a processor without AVX, code from one that has it ends Java with SIGILL.
    @Test
    void no_machine_code_is_in_the_cache_which_another_processor_may_read() throws Exception {
        checkout.environment.merge("LEARNC_JAVA_OPTS", " -Xlog:aot+codecache+init=info:file=" + log, String::concat);
        assertSays("first");
        assertTrue(Files.readString(log).contains("AOT Code Cache is empty"), Files.readString(log));
    }

    @Test
    void a_changed_jar_is_what_runs() throws Exception {
        program("second");
        assertSays("second");
    }

    @Test
    void a_truncated_cache_is_silent() throws Exception {
        try (var cache = new RandomAccessFile(checkout.target("learnc.aot").toFile(), "rw")) {
            cache.setLength(cache.length() / 2);
        }
        assertSays("first");
    }

    @Test
    void a_cache_of_garbage_is_silent() throws Exception {
        Files.writeString(checkout.target("learnc.aot"), "no cache at all");
        assertSays("first");
    }

    @Test
    void a_missing_cache_is_silent() throws Exception {
        Files.delete(checkout.target("learnc.aot"));
        assertSays("first");
    }

    private void assertSays(String word) throws IOException, InterruptedException {
        assertEquals(new Ended(0, word + "\n", ""), checkout.learnc("version"));
    }

    private boolean mainCameFromTheCache() throws IOException {
        return Files.readAllLines(log).stream()
                .anyMatch(line -> line.contains("learnc.runtime.cli.Main ") && line.contains("source: shared objects file"));
    }

    private void program(String word) throws IOException {
        Path source = Checkout.write(folder.resolve("program/Main.java"), """
                package learnc.runtime.cli;
                class Main { public static void main(String[] words) { System.out.println("%s"); } }
                class Training { public static void main(String[] words) { Main.main(words); } }
                """.formatted(word));
        Path classes = folder.resolve("program/classes");
        tool("javac", "-d", classes.toString(), source.toString());
        Files.createDirectories(checkout.target("lib"));
        tool("jar", "--create", "--file", checkout.target("learnc.jar").toString(), "-C", classes.toString(), ".");
        Files.createDirectories(checkout.viewer("lib"));
        tool("jar", "--create", "--file", checkout.viewer("learnc-trace-viewer.jar").toString(), "-C", folder.resolve("program").toString(), "Main.java");
        Files.createDirectories(checkout.lessons("lib"));
        Files.createDirectories(checkout.labs("lib"));
        tool("jar", "--create", "--file", checkout.labs("learnc-labs.jar").toString(), "-C", folder.resolve("program").toString(), "Main.java");
        tool("jar", "--create", "--file", checkout.lessons("learnc-lessons.jar").toString(), "-C", folder.resolve("program").toString(), "Main.java");
    }

    private static void tool(String name, String... words) {
        assertEquals(0, ToolProvider.findFirst(name).orElseThrow().run(System.out, System.err, words), name);
    }
}
