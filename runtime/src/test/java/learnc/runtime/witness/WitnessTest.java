package learnc.runtime.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import learnc.runtime.LearncProcess;
import learnc.runtime.RootTest;
import learnc.runtime.trace.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// learnc's record of itself against strace's record of learnc. [Witness] says what is compared.
@RootTest
@Timeout(150)
class WitnessTest {

    @TempDir
    Path folder;

    @Test
    void as_many_different_calls_as_possible_are_told_as_strace_has_seen_them() throws Exception {
        Path playground = Files.createDirectory(folder.resolve("play"));
        Strace strace = Strace.of(folder, Map.of(), List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), WitnessedRun.class.getName(),
                folder.resolve(Strace.TRACE).toString(), playground.toString()));
        assertEquals("", String.join("\n", Witness.complaints(strace.events(), strace.observed())));
        assertTrue(names(strace.events()).size() > 50, names(strace.events()).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "--network none --memory 64m --pids-limit 50 --read-only --tmpfs /tmp",
        "--network bridge",
        "--network none --userns",
        "--network none -t --user 1000:1000 --cap-add NET_ADMIN --hostname box",
    })
    void a_whole_run_is_told_as_strace_has_seen_it(String options) throws Exception {
        // The root of a user namespace of its own is nobody out here, and must reach its root file system.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        var words = new ArrayList<>(List.of("run", "--trace=" + folder.resolve(Strace.TRACE)));
        words.addAll(Arrays.asList(options.split(" ")));
        words.addAll(List.of("learnc/shell", "echo", "hello from inside"));
        Strace strace = Strace.of(folder, Map.of("LEARNC_ROOT", folder.resolve("root").toString(), "LEARNC_RUN", folder.resolve("run").toString()),
                LearncProcess.command(words.toArray(String[]::new)));
        assertTrue(strace.output().contains("hello from inside"), strace.output());
        assertEquals("", String.join("\n", Witness.complaints(strace.events(), strace.observed())));
        assertTrue(names(strace.events()).containsAll(Set.of("clone3", "mount", "pivot_root", "execve", "fsconfig", "capset")), names(strace.events()).toString());
        assertEquals(Set.of("host", "zygote", "inside"), strace.events().stream().map(Event::door).collect(Collectors.toSet()));
        for (Event event : strace.events()) {
            assertTrue(hasLine(event.source()), () -> "no such line: " + Witness.text(event));
        }
    }

    private static Set<String> names(List<Event> events) {
        return events.stream().map(Event::systemCall).collect(Collectors.toSet());
    }

    /// Each event names a line of a source file that exists and has so many lines.
    private static boolean hasLine(Event.Source source) {
        int lastDot = source.className().lastIndexOf('.');
        Path file = Path.of("src/main/java", source.className().substring(0, lastDot).replace('.', '/'), source.file());
        try {
            return source.line() > 0 && Files.readAllLines(file).size() >= source.line();
        } catch (java.io.IOException missing) {
            return false;
        }
    }
}
