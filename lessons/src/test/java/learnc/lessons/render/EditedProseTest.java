package learnc.lessons.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.tools.ToolProvider;

import learnc.lessons.text.Lessons;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A reader's own text, rendered beside the notebook.
@Timeout(1200)
class EditedProseTest {

    private static final Path HOME = Path.of("").toAbsolutePath();
    private static final int PATIENCE_SECONDS = 900;
    private static final EditedProse PROSE = new EditedProse(HOME, HOME.resolve("target/classes") + ":" + HOME.resolve("target/render/lib") + "/*", PATIENCE_SECONDS);
    private static final String CELL = "[source#mine%live,java]\n----\n1 < 2\n----\n";

    @AfterAll
    static void close() {
        PROSE.close();
    }

    private static String html(String text) {
        return PROSE.html("06-overlay", "= Mine\n\n" + text);
    }

    @Test
    void an_edited_text_is_rendered_with_its_cells_in_their_places() {
        String html = html("A *word*.\n\n" + CELL + "\nAfter.\n");
        assertTrue(html.contains("<strong>word</strong>"), html);
        assertTrue(html.indexOf("word") < html.indexOf("data-cell=\"mine\"") && html.indexOf("data-cell=\"mine\"") < html.indexOf("After."), html);
        assertFalse(html.contains("1 &lt; 2"), html);
    }

    @Test
    void it_reads_no_file_and_nothing_in_it_acts() {
        String html = html("include::/etc/passwd[]\n\n++++\n<script>alert(1)</script><p onclick=\"x\">kept</p>\n++++\n\nlink:javascript:alert(1)[x]\n\nimage::https://evil.example/x.svg[words]\n\nimage::/etc/passwd[opts=inline]\n");
        assertFalse(html.contains("root:") || html.contains("<script") || html.contains("onclick") || html.contains("href=\"javascript") || html.contains("src="), html);
        assertTrue(html.contains("kept") && html.contains("[words]"), html);
    }

    @Test
    void broken_markup_is_told_and_loses_no_cell() {
        String html = html("====\nAn example without an end.\n\n" + CELL);
        assertTrue(html.contains("unterminated example block"), html);
        assertTrue(html.contains("data-cell=\"mine\""), html);
        assertTrue(html("////\n" + CELL).contains("data-cell=\"mine\""));
    }

    @Test
    void what_takes_too_long_is_ended_and_the_text_is_shown_as_it_stands(@TempDir Path folder) throws IOException {
        Path endless = Files.writeString(folder.resolve("EditedPress.java"), """
                package learnc.lessons.render.press;
                public class EditedPress { public static void main(String[] arguments) throws Exception { Thread.sleep(Long.MAX_VALUE); } }
                """);
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", folder.toString(), endless.toString()));
        try (var impatient = new EditedProse(HOME, folder.toString(), 1)) {
            String html = impatient.html("06-overlay", "= Mine\n\nBefore *the* cell\n\n" + CELL + "\nAfter <it>\n");
            assertTrue(html.contains("could not be rendered"), html);
            assertTrue(html.contains("Before *the* cell") && html.contains("After &lt;it&gt;") && html.contains("data-cell=\"mine\""), html);
        }
    }

    @Test
    void without_what_renders_the_text_is_shown_as_it_stands() {
        try (var bare = new EditedProse(HOME, "nowhere", PATIENCE_SECONDS)) {
            assertTrue(bare.html("06-overlay", "= Mine\n\nA *word*.\n").contains("A *word*."));
        }
    }

    @Test
    void a_text_of_megabytes_is_not_even_tried() {
        assertTrue(html("x".repeat(2 << 20)).contains("too long"));
    }

    @Test
    void the_lesson_itself_comes_out_of_the_build() {
        var lesson = new Lessons(HOME).named("06");
        assertEquals(new Rendered().html("06-overlay", lesson.text()), PROSE.html("06-overlay", lesson.text()));
    }
}
