package learnc.lessons.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// `learnc lesson show`: the text for a terminal.
class LessonShowTest {

    private static final String QUESTION = "[source#guess%live%predict,text,choices=\"one|two\",answer=\"two\",because=\"it is\"]\n----\nHow many?\n----\n\n";
    private static final String EXERCISES = "== Exercises\n\n. Ask.\n+\n.Solution\n[%collapsible]\n====\nThe answer.\n\n[source,java]\n----\n6 * 7 // => 42\n----\n====\n. Ask again.\n\n== Further reading\n\n* A page\n";

    @TempDir
    Path lessons;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(Files.createDirectory(lessons.resolve("01-small")).resolve("lesson.adoc"), "= Small\n\nimage::a.svg[\"A box in a box\"]\n\n" + QUESTION + EXERCISES);
    }

    private String shown(String... more) {
        var out = new StringWriter();
        var words = new ArrayList<>(List.of("01", "--lessons", lessons.toString()));
        words.addAll(List.of(more));
        assertEquals(0, new CommandLine(new LessonShow()).setOut(new PrintWriter(out, true)).execute(words.toArray(String[]::new)));
        return out.toString();
    }

    @Test
    void a_solution_is_shown_only_to_who_asks_for_it() {
        String text = shown();
        assertFalse(text.contains("42") || text.contains("===="), text);
        assertTrue(text.contains(". Ask.\n. Ask again.\n\n(Their solutions: learnc lesson show --solutions 01)\n\n== Further reading"), text);
        assertTrue(shown("--solutions").endsWith(EXERCISES));
    }

    @Test
    void a_line_that_is_full_goes_on_at_a_word_and_code_stays_as_it_is() throws IOException {
        String code = "----\n" + "int i; ".repeat(20).strip() + "\n----\n";
        Files.writeString(lessons.resolve("01-small/lesson.adoc"), "= Small\n\n" + "word ".repeat(30).strip() + "\n\n* " + "item ".repeat(20).strip() + "\n\n" + code);
        assertEquals("= Small\n\n" + "word ".repeat(16).strip() + "\n" + "word ".repeat(14).strip() + "\n\n* " + "item ".repeat(15).strip() + "\n  " + "item ".repeat(5).strip() + "\n\n" + code, shown());
    }

    @Test
    void a_picture_is_told_in_words() {
        assertTrue(shown().contains("[Picture: A box in a box]"));
    }

    @Test
    void a_question_is_asked_with_its_choices_and_answered_only_to_who_asks_for_solutions() {
        assertTrue(shown().contains("\n\nPredict: How many?\n\n* one\n* two\n\n== Exercises"), this::shown);
        assertTrue(shown("--solutions").contains("* two\n\n(Answer: two, because it is.)\n\n== Exercises"), () -> shown("--solutions"));
    }
}
