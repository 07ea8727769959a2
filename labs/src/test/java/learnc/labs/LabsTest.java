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
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Each lab tells right from wrong, on the real kernel: its solution passes, its task does not, and every wrong solution is told why.
@RootTest
@Timeout(2400)
class LabsTest {

    private static final Path BOXES = Path.of("/run/learnc-test-labs-" + ProcessHandle.current().pid());

    /// Asked for by `vagrant/vm-test`, where all attempts together take long.
    private static final boolean ONLY_TWO_EACH = Boolean.getBoolean("learnc.labs.only-two-each");

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

    /// Side by side where JUnit is asked for it (`vagrant/vm-test`).
    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicTest> every_lab_tells_right_from_wrong() {
        List<Lab> labs = new Labs(Path.of("").toAbsolutePath()).all();
        assertTrue(!labs.isEmpty(), "no labs in " + Path.of("").toAbsolutePath());
        return labs.stream().map(lab -> DynamicTest.dynamicTest(lab.id(), () -> assertEquals(List.of(), complaints(lab))));
    }

    private static List<String> complaints(Lab lab) throws IOException {
        var boxes = new Boxes(Files.createDirectory(BOXES.resolve(lab.id())), List.of(Path.of("").toAbsolutePath()));
        var selftest = new Selftest(new Grader(boxes, Bounds.USUAL), boxes, folder, System.out::println);
        List<String> complaints = ONLY_TWO_EACH ? selftest.firstComplaints(lab) : selftest.complaints(lab);
        Files.delete(boxes.folder());
        return complaints;
    }
}
