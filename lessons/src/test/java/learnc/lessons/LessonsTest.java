package learnc.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

import learnc.lessons.cell.Answer;
import learnc.lessons.cell.Cells;
import learnc.lessons.cell.CompiledCells;
import learnc.lessons.cell.CompiledLesson;
import learnc.lessons.cell.LessonCode;
import learnc.lessons.kit.StartUp;
import learnc.lessons.text.Cell;
import learnc.lessons.text.Lesson;
import learnc.lessons.text.Lessons;
import learnc.lessons.text.Prediction;
import learnc.runtime.RootTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Every cell of every lesson does, on the real kernel, what the lesson promises.
@RootTest
@Timeout(1200)
class LessonsTest {

    private static final Lessons LESSONS = new Lessons(Path.of("").toAbsolutePath());
    private static final Path SANDBOXES = Path.of("/run/learnc-test-lessons-" + ProcessHandle.current().pid());
    private static final String COMPILED = System.getProperty("learnc.lessons.compiled");
    private static final int MOST_LINES = 8;
    private static final int EXERCISES = 3;

    @BeforeAll
    static void makeAPlaceForSandboxes() throws IOException {
        Files.createDirectories(SANDBOXES);
    }

    @AfterAll
    static void nothingIsLeftOfTheSandboxes() throws IOException {
        try (Stream<Path> left = Files.list(SANDBOXES)) {
            assertEquals(List.of(), left.toList());
        }
        Files.delete(SANDBOXES);
    }

    private static Cells cells() {
        return new Cells(SANDBOXES, StartUp.statements(), List.of());
    }

    /// Side by side where JUnit is asked for it (`vagrant/vm-test`): a lesson mostly waits for one processor.
    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicTest> every_promise_of_every_lesson_is_kept() {
        return LESSONS.all().stream().map(lesson -> DynamicTest.dynamicTest(lesson.folder(), () -> run(lesson)));
    }

    private static void run(Lesson lesson) {
        try (Cells cells = cells()) {
            for (LessonCode code : LessonCode.of(lesson)) {
                assertPromisesKept(lesson.folder(), code, cells.run(code.java()));
            }
        }
    }

    private static void assertPromisesKept(String lesson, LessonCode code, Answer answer) {
        assertNull(answer.brokenPromise(), () -> lesson + ", " + code.where() + ":\n" + code.java() + "\n" + answer.brokenPromise() + "\nit printed:\n" + answer.output());
    }

    /// The same with cells that were compiled elsewhere, for a machine on which compiling takes longer than all that the cells do
    /// (`vagrant/vm-test`). Where nobody has done that, the first lesson is compiled here and stands for all.
    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicTest> every_promise_of_every_compiled_lesson_is_kept() {
        List<Lesson> expected = COMPILED == null ? LESSONS.all().subList(0, 1) : LESSONS.all();
        List<CompiledLesson> lessons = COMPILED == null ? expected.stream().map(CompiledLesson::of).toList() : CompiledLesson.all(Path.of(COMPILED));
        assertEquals(expected.stream().map(Lesson::folder).toList(), lessons.stream().map(CompiledLesson::folder).toList());
        return lessons.stream().map(lesson -> DynamicTest.dynamicTest(lesson.folder(), () -> run(lesson)));
    }

    private static void run(CompiledLesson lesson) throws IOException {
        try (var cells = new CompiledCells(SANDBOXES)) {
            for (CompiledLesson.Piece piece : lesson.pieces()) {
                assertPromisesKept(lesson.folder(), piece.code(), cells.run(piece.statements()));
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> the_first_promise_of_each_lesson_can_be_broken() {
        return LESSONS.all().stream().map(lesson -> DynamicTest.dynamicTest(lesson.folder(), () -> breakTheFirst(lesson)));
    }

    private static void breakTheFirst(Lesson lesson) {
        try (Cells cells = cells()) {
            for (Cell cell : lesson.cells()) {
                String source = StartUp.java(cell);
                if (cell.runs() && source.contains("// => ")) {
                    assertNotNull(cells.run(source.replaceFirst("// => .*", "// => never this")).brokenPromise(), lesson.folder() + ", cell " + cell.id());
                    return;
                }
                assertTrue(!cell.runs() || cells.run(source).brokenPromise() == null);
            }
        }
        fail(lesson.folder() + " promises nothing");
    }

    @Test
    void every_lesson_has_its_parts_and_no_cell_is_long() {
        List<Lesson> lessons = LESSONS.all();
        assertTrue(!lessons.isEmpty(), "no lessons in " + Path.of("").toAbsolutePath());
        var numbers = new HashSet<String>();
        var complaints = new ArrayList<String>();
        for (Lesson lesson : lessons) {
            if (!numbers.add(lesson.number())) {
                complaints.add("two lessons have the number " + lesson.number());
            }
            for (String part : List.of("== The question", "Predict", "== Exercises", "== Further reading", "Docker")) {
                if (!lesson.text().contains(part)) {
                    complaints.add(lesson.folder() + " has no '" + part + "'");
                }
            }
            for (Cell cell : lesson.cells()) {
                if (cell.source().lines().count() > MOST_LINES) {
                    complaints.add(lesson.folder() + ", cell " + cell.id() + " has more than " + MOST_LINES + " lines");
                }
            }
        }
        assertEquals(List.of(), complaints);
    }

    /// Whoever has said what will happen looks at what does.
    @Test
    void before_every_cell_that_runs_its_reader_is_asked_what_will_happen() {
        var complaints = new ArrayList<String>();
        for (Lesson lesson : LESSONS.all()) {
            boolean isAsked = false;
            int end = 0;
            for (Cell cell : lesson.cells()) {
                int begin = lesson.text().indexOf("[source#" + cell.id() + "%", end);
                isAsked |= cell.kind() == Cell.Kind.PREDICT || lesson.text().substring(end, begin).contains("\n\nPredict: ");
                if (cell.runs() && !isAsked) {
                    complaints.add(lesson.folder() + ", cell " + cell.id());
                }
                isAsked &= !cell.runs();
                end = begin;
            }
        }
        assertEquals(List.of(), complaints);
    }

    @Test
    void every_judged_question_has_an_answer_that_can_be_chosen() {
        for (Lesson lesson : LESSONS.all()) {
            for (Cell cell : lesson.cells()) {
                Prediction prediction = Prediction.of(cell);
                if (prediction != null) {
                    String which = lesson.folder() + ", " + cell.id();
                    assertTrue(!prediction.answers().isEmpty() && !prediction.because().isEmpty(), which);
                    assertTrue(prediction.choices().isEmpty() || prediction.choices().size() > 1 && prediction.choices().containsAll(prediction.answers()), which);
                }
            }
        }
    }

    @Test
    void every_exercise_has_a_solution() {
        var complaints = new ArrayList<String>();
        for (Lesson lesson : LESSONS.all()) {
            String exercises = lesson.text().substring(lesson.text().indexOf("== Exercises"), lesson.text().indexOf("== Further reading"));
            long asked = exercises.lines().filter(line -> line.startsWith(". ")).count();
            long solved = exercises.lines().filter(".Solution"::equals).count();
            if (asked < EXERCISES || asked != solved) {
                complaints.add(lesson.folder() + ": " + asked + " exercises, " + solved + " solutions");
            }
        }
        assertEquals(List.of(), complaints);
    }
}
