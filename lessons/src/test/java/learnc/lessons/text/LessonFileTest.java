package learnc.lessons.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import learnc.runtime.spec.Failure;
import org.junit.jupiter.api.Test;

class LessonFileTest {

    private static Lesson lesson(String text) {
        return Lessons.of("07", "test", Path.of("lesson.adoc"), "= A title\n\n" + text);
    }

    private static void refused(String text, String... words) {
        String message = assertThrows(Failure.class, () -> lesson(text)).getMessage();
        for (String word : words) {
            assertTrue(message.contains(word), message);
        }
    }

    @Test
    void cells_are_the_listings_with_the_option_live_and_nothing_else() {
        Lesson lesson = lesson("""
                [source,java]
                ----
                not(a, cell);
                ----

                [source#first%live,java]
                ----
                one();
                two();
                ----

                [source#second%live%locked,java,points=5,title="with, comma"]
                .A title
                ----
                three();
                ----

                [source#shell%live,console]
                ----
                ls /
                ----
                """);
        assertEquals("A title", lesson.title());
        assertEquals(List.of("first", "second", "shell"), lesson.cells().stream().map(Cell::id).toList());
        assertEquals(List.of(Cell.Kind.JAVA, Cell.Kind.LOCKED, Cell.Kind.SHELL), lesson.cells().stream().map(Cell::kind).toList());
        assertEquals("one();\ntwo();", lesson.cell("first").source());
        assertEquals(Map.of("points", "5", "title", "with, comma"), lesson.cell("second").attributes());
    }

    @Test
    void what_looks_like_a_cell_inside_a_listing_is_none() {
        assertEquals(List.of(), lesson("----\n[source#x%live,java]\n-----\nint a;\n-----\n----\n").cells());
    }

    @Test
    void an_edited_cell_is_put_back_without_touching_another_byte() {
        String text = "\u00e4 prose\r\n\n[source#a%live,java]\n----\nsame\n----\n\n[source#b%live,java]\n----\nsame\n----\ntrailing  \n\n\n";
        Lesson lesson = lesson(text);
        assertEquals("= A title\n\n" + text.replaceFirst("(?s)(.*)same", "$1other\nlines"), lesson.with(lesson.cell("b"), "other\nlines"));
        assertEquals(lesson.text(), lesson.with(lesson.cell("a"), "same"));
    }

    @Test
    void broken_markup_is_refused_with_its_line() {
        refused("[source%live,java]\n----\nx\n----\n", "line 4", "needs an id");
        refused("[source#a%live,java]\n----\nx\n----\n[source#a%live,java]\n----\nx\n----\n", "two cells", "a");
        refused("[source#a%live,java]\n----\nx\n", "line 4", "no end");
        refused("[source#a,java,%live]\n----\nx\n----\n", "line 3", "right behind the id");
        assertThrows(Failure.class, () -> Lessons.of("01", "x", Path.of("x"), "no title"));
    }
}
