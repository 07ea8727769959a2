package learnc.lessons.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

/// A cell that is put back changes its own lines and not a byte more, in whatever way the file was written.
class SpliceTest {

    private static final List<Lesson> LESSONS = new Lessons(Path.of("").toAbsolutePath()).all();
    private static final List<UnaryOperator<String>> WAYS = List.of(
            text -> text,
            text -> text.replace("\n", "\r\n"),
            text -> text.replace("\n", "\n\t").replace("\n\t[source#", "\n[source#").replace("\n\t----", "\n----").replace("\n\t=", "\n="),
            text -> text.stripTrailing(),
            text -> text.replace("----\n", "----  \n"),
            text -> "\ufeff" + text,
            SpliceTest::mixed);

    /// Every third line ends as on Windows.
    private static String mixed(String text) {
        var mixed = new StringBuilder();
        int number = 0;
        for (String line : Block.lines(text)) {
            mixed.append(number++ % 3 == 0 ? line.replace("\n", "\r\n") : line);
        }
        return mixed.toString();
    }

    private static Lesson lesson(Lesson lesson, String text) {
        return Lessons.of(lesson.number(), lesson.name(), lesson.file(), text);
    }

    @Test
    void the_same_text_put_back_into_any_cell_of_any_lesson_is_the_same_file() {
        assertTrue(LESSONS.size() >= 24, "the test would pass on nothing");
        for (Lesson original : LESSONS) {
            for (UnaryOperator<String> way : WAYS) {
                Lesson lesson = lesson(original, way.apply(original.text()));
                assertEquals(original.cells().size(), lesson.cells().size());
                for (Cell cell : lesson.cells()) {
                    assertEquals(lesson.text(), lesson.with(cell, cell.source()));
                }
            }
        }
    }

    @Test
    void an_edit_and_its_undoing_leave_the_same_file() {
        for (Lesson original : LESSONS) {
            for (UnaryOperator<String> way : WAYS.subList(0, 6)) {
                Lesson lesson = lesson(original, way.apply(original.text()));
                for (Cell cell : lesson.cells()) {
                    Lesson edited = lesson(lesson, lesson.with(cell, "before\n" + cell.source() + "\nbehind"));
                    assertEquals("before\n" + cell.source() + "\nbehind", edited.cell(cell.id()).source());
                    assertEquals(lesson.text(), edited.with(edited.cell(cell.id()), cell.source()));
                }
            }
        }
    }

    @Test
    void a_cell_taken_out_comes_back_to_its_byte() {
        for (Lesson lesson : LESSONS) {
            for (int i = 0; i < lesson.cells().size(); i++) {
                Cell cell = lesson.cells().get(i);
                String block = lesson.blockOf(cell);
                int gap = lesson.gapBehind(cell);
                Lesson without = lesson(lesson, lesson.without(cell));
                assertEquals(lesson.cells().size() - 1, without.cells().size());
                assertEquals(lesson.text(), without.withBlock(block, i == without.cells().size() ? null : without.cells().get(i), gap));
            }
        }
    }

    @Test
    void lines_that_look_like_the_end_of_a_cell_do_not_end_it() {
        Lesson lesson = Lessons.of("07", "x", Path.of("x"), "= T\n\n[source#a%live,java]\n----\nold\n----\nprose\n\n[source#b%live,java]\n----\nb\n----");
        String source = "text\n----\nmore\n-----  \n[source#c%live,java]\n----\n";
        Lesson edited = lesson(lesson, lesson.with(lesson.cell("a"), source));
        assertEquals(List.of("a", "b"), edited.cells().stream().map(Cell::id).toList());
        assertEquals(source, edited.cell("a").source());
        Lesson emptied = lesson(edited, edited.with(edited.cell("b"), ""));
        assertEquals("", emptied.cell("b").source());
        assertEquals("again", lesson(emptied, emptied.with(emptied.cell("b"), "again")).cell("b").source());
    }

    @Test
    void new_cells_find_their_place_also_where_the_file_has_no_last_line_end() {
        Lesson lesson = Lessons.of("07", "x", Path.of("x"), "= T\r\n\r\n[source#a%live,java]\r\n----\r\nold\r\n----");
        Lesson more = lesson(lesson, lesson.withNew("a", "[source#n%live,java]"));
        assertEquals(lesson.text() + "\r\n\r\n[source#n%live,java]\r\n----\r\n----\r\n", more.text());
        assertEquals(List.of("a", "n", "m"), lesson(more, more.withNew(null, "[source#m%live,console]")).cells().stream().map(Cell::id).toList());
        assertEquals("x", lesson(more, more.with(more.cell("n"), "x")).cell("n").source());
    }
}
