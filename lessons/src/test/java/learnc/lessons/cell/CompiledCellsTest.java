package learnc.lessons.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import learnc.lessons.kit.StartUp;
import learnc.runtime.RootTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What comes of cells that were compiled elsewhere.
@RootTest
@Timeout(300)
class CompiledCellsTest {

    private static final Path SANDBOXES = Path.of("/run/learnc-test-compiled-" + ProcessHandle.current().pid());

    @AfterAll
    static void nothingIsLeftOfTheSandboxes() throws IOException {
        Files.delete(SANDBOXES);
    }

    /// What comes of the last of these cells.
    private static Answer answer(String... cells) throws IOException {
        Answer answer = null;
        try (var compiler = new LessonCompiler(); var machine = new CompiledCells(SANDBOXES)) {
            for (String cell : cells) {
                answer = machine.run(compiler.compiled(cell));
            }
        }
        return answer;
    }

    private static List<String> values(Answer answer) {
        return answer.parts().stream().map(Answer.Part::value).toList();
    }

    @Test
    void they_see_each_other_and_give_what_their_text_gives() throws IOException {
        String declared = "int six = 6\nint twice(int number) {\n    return 2 * number;\n}";
        String used = "System.out.println(\"printed\")\ntwice(six) // => 12\nString word = \"a\" + pid(host); word.isEmpty() // => false";
        Answer answer = answer(declared, used);
        assertNull(answer.brokenPromise());
        assertEquals("printed\n", answer.output());
        try (var cells = new Cells(SANDBOXES, StartUp.statements(), List.of())) {
            cells.run(declared);
            Answer ofText = cells.run(used);
            assertEquals(values(ofText).getLast(), values(answer).getLast());
            assertEquals(ofText.parts().size(), answer.parts().size());
        }
    }

    @Test
    void what_is_declared_anew_is_used_by_those_before_it() throws IOException {
        assertEquals(List.of("20"), values(answer("int number() {\n    return 1;\n}\nint ten() {\n    return 10 * number();\n}", "int number() {\n    return 2;\n}", "ten()")));
    }

    @Test
    void a_promise_of_a_failure_is_kept_by_that_failure_alone() throws IOException {
        assertNull(answer("host.mkdirat(-1, \"/proc/no\", 0) // => ! ENOENT", "List.of().getFirst() // => ! NoSuchElement").brokenPromise());
        assertNotNull(answer("host.mkdirat(-1, \"/proc/no\", 0) // => ! EPERM").brokenPromise());
        assertTrue(answer("1 / 0").brokenPromise().startsWith("java.lang.ArithmeticException"));
    }

    @Test
    void what_does_not_compile_fails_with_the_compilers_words() throws IOException {
        assertTrue(answer("int five = \"five\"").brokenPromise().contains("incompatible types"));
    }

    @Test
    void a_broken_promise_ends_its_cell() throws IOException {
        Answer answer = answer("1 + 1 // => 3\n2 + 2");
        assertTrue(answer.brokenPromise().startsWith("promised 3, got 2"), answer.brokenPromise());
        assertEquals(1, answer.parts().size());
    }

    @Test
    void a_machine_that_ends_is_told() throws IOException {
        assertTrue(answer("System.exit(1)").isLost());
    }
}
