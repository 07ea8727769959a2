package learnc.labs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import learnc.labs.box.Bounds;
import learnc.labs.box.Boxes;
import learnc.labs.grade.Grader;
import learnc.labs.grade.Selftest;
import learnc.labs.text.Lab;
import learnc.labs.text.Labs;
import learnc.runtime.RootTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Each lab tells right from wrong, on the real kernel: its solution passes, its task does not, and every wrong solution is told why.
@RootTest
@Timeout(2400)
class LabsTest {

    private static final Path BOXES = Path.of("/run/learnc-test-labs-" + ProcessHandle.current().pid());

    @TempDir
    static Path folder;

    @BeforeAll
    static void makeAPlaceForBoxes() throws IOException {
        Files.createDirectories(BOXES);
    }

    @AfterAll
    static void nothingIsLeftOfTheBoxes() throws IOException {
        Files.delete(BOXES);
    }

    @TestFactory
    Stream<DynamicTest> every_lab_tells_right_from_wrong() {
        List<Lab> labs = new Labs(Path.of("").toAbsolutePath()).all();
        assertTrue(!labs.isEmpty(), "no labs in " + Path.of("").toAbsolutePath());
        var boxes = new Boxes(BOXES, List.of(Path.of("").toAbsolutePath()));
        var selftest = new Selftest(new Grader(boxes, Bounds.USUAL), boxes, folder, System.out::println);
        return labs.stream().map(lab -> DynamicTest.dynamicTest(lab.id(), () -> assertEquals(List.of(), selftest.complaints(lab))));
    }
}
