package learnc.labs.box;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import learnc.lessons.cell.QuickStart;
import learnc.runtime.RootTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The image learnc/shell is in a box before learnc is.
@RootTest
@Timeout(600)
class ReadyShellTest {

    private static final Path BOXES = Path.of("/run/learnc-test-shell-" + ProcessHandle.current().pid());
    private static final int MANY = 50;
    private static final String LEARNC = "\"$@\" learnc.runtime.cli.Main ";

    @TempDir
    Path traces;

    @BeforeEach
    void makeAPlaceForBoxes() throws IOException {
        Files.createDirectories(BOXES);
    }

    @AfterEach
    void nothingIsLeftOfTheBoxes() throws IOException {
        try (Stream<Path> left = Files.list(BOXES)) {
            assertEquals(List.of(), left.toList());
        }
        Files.delete(BOXES);
    }

    /// @param script in which `LEARNC` stands for learnc
    private Box ended(String script) throws InterruptedException {
        var box = new Box(new Boxes(BOXES, List.of()), traces.resolve("trace.jsonl"), Bounds.USUAL);
        try (box) {
            var words = new ArrayList<>(List.of("/bin/sh", "-c", script.replace("LEARNC ", LEARNC), "box", Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "--enable-native-access=ALL-UNNAMED", "-Xlog:disable", "-Xlog:all=off"));
            words.addAll(QuickStart.words());
            box.start(words, Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"));
            box.exitCode();
        }
        return box;
    }

    private static long symlinksMade(Box box) {
        return box.witness().events().stream().filter(event -> event.systemCall().equals("symlinkat") && event.refusal() == null).count();
    }

    @Test
    void learnc_finds_it_and_makes_nothing_of_it() throws InterruptedException {
        Box box = ended("LEARNC run --network none learnc/shell sh -c 'cat /etc/hostname; exit 7'");
        assertEquals(7, box.exitCode(), box.errors());
        assertEquals(12, box.output().strip().length(), box.output());
        assertTrue(symlinksMade(box) < MANY, () -> symlinksMade(box) + " symlinks were made: the image has one for each command");
    }

    @Test
    void a_container_changes_only_its_own_copy() throws InterruptedException {
        Box box = ended("LEARNC run --network none learnc/shell sh -c 'rm /etc/passwd /bin/cat' && LEARNC run --network none learnc/shell cat /etc/passwd");
        assertEquals(0, box.exitCode(), box.errors());
        assertTrue(box.output().contains("root:"), box.output());
    }

    @Test
    void it_can_be_removed_and_made_anew() throws InterruptedException {
        Box box = ended("LEARNC rmi learnc/shell >&2 && LEARNC images | grep -c shell; LEARNC run --network none learnc/shell echo again");
        assertEquals("0\nagain\n", box.output(), box.errors());
        assertTrue(symlinksMade(box) > MANY, "this time it was made in the box");
    }
}
