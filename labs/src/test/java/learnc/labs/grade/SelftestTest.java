package learnc.labs.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import learnc.labs.box.Bounds;
import learnc.labs.box.Boxes;
import learnc.labs.text.Lab;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Labs are tried, too: here one that starts no program.
class SelftestTest {

    @TempDir
    Path folder;
    private final List<String> tried = new ArrayList<>();

    @BeforeEach
    void makeALab() throws IOException {
        write("lab.adoc", "= A lab\n\n* word (3): The word is right.\n");
        write("Check.java", "void check(learnc.labs.check.Trial trial) { trial.check(\"word\").equal(\"learnc\", trial.answer(\"word\")); }");
        write("task/answers.txt", "word:\n");
        write("solution/answers.txt", "word: learnc\n");
        for (String wrong : List.of("one", "three", "two")) {
            write("wrong-" + wrong + "/answers.txt", "word: " + wrong + "\n");
            write("wrong-" + wrong + "/expect", "word: " + wrong + "\n");
        }
        write("hint/1.adoc", "It is the name of the course.\n");
        Files.createDirectory(folder.resolve("boxes"));
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve("01-one").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private Selftest selftest() {
        var boxes = new Boxes(folder.resolve("boxes"), List.of());
        return new Selftest(new Grader(boxes, Bounds.USUAL), boxes, folder.resolve("traces"), line -> tried.add(line.replaceFirst(",? [0-9]+ ms$", "")));
    }

    private Lab lab() {
        return Lab.read(folder.resolve("01-one"));
    }

    @Test
    void everything_is_tried() {
        assertEquals(List.of(), selftest().complaints(lab()));
        assertEquals(List.of("01-one solution: 3 of 3 points", "01-one task: 0 of 3 points", "01-one wrong-one: 0 of 3 points",
                "01-one wrong-three: 0 of 3 points", "01-one wrong-two: 0 of 3 points"), tried);
    }

    @Test
    void a_slow_machine_tries_the_solution_and_a_mistake_and_says_what_it_leaves_out() {
        assertEquals(List.of(), selftest().firstComplaints(lab()));
        assertEquals(List.of("01-one solution: 3 of 3 points", "01-one wrong-one: 0 of 3 points", "01-one left out: task, wrong-three, wrong-two"), tried);
    }

    @Test
    void a_solution_that_fails_and_a_mistake_that_passes_are_complained_about() throws IOException {
        write("solution/answers.txt", "word: docker\n");
        write("wrong-one/answers.txt", "word: learnc\n");
        List<String> complaints = selftest().complaints(lab());
        assertTrue(complaints.getFirst().startsWith("the solution fails at word") && complaints.getLast().startsWith("wrong-one: word should fail with 'one'"), complaints.toString());
    }
}
