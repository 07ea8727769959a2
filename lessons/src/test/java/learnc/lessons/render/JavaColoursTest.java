package learnc.lessons.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;

import learnc.lessons.text.Cell;
import learnc.lessons.text.Lesson;
import learnc.lessons.text.Lessons;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class JavaColoursTest {

    private static void becomes(String html, String java) {
        assertEquals(html, JavaColours.html(java).replace("&quot;", "\""));
    }

    @Test
    void each_kind_of_word_has_its_class() {
        becomes("<span class=\"k\">new</span> <span class=\"t\">Kernel</span>()", "new Kernel()");
        becomes("CLONE_NEWUTS | <span class=\"n\">0x1F</span>", "CLONE_NEWUTS | 0x1F");
        becomes("<span class=\"a\">@Override</span>", "@Override");
        becomes("f(<span class=\"s\">'\\''</span>, <span class=\"s\">\"a // b\"</span>) <span class=\"c\">// \"no text\"</span>", "f('\\'', \"a // b\") // \"no text\"");
        becomes("<span class=\"s\">\"\"\"\n  a \"b\"\n  \"\"\"</span>;", "\"\"\"\n  a \"b\"\n  \"\"\";");
        becomes("<span class=\"c\">/* a\n b */</span> x", "/* a\n b */ x");
    }

    @Test
    void text_that_does_not_end_is_no_trouble() {
        becomes("<span class=\"s\">\"open</span>\nx", "\"open\nx");
        becomes("<span class=\"c\">/* open</span>", "/* open");
    }

    @Test
    void not_a_character_of_any_cell_is_lost() {
        List<Lesson> lessons = new Lessons(Path.of("").toAbsolutePath()).all();
        for (Lesson lesson : lessons) {
            for (Cell cell : lesson.cells()) {
                assertEquals(cell.source(), Jsoup.parseBodyFragment("<pre>x" + JavaColours.html(cell.source()) + "</pre>").selectFirst("pre").wholeText().substring(1), cell.id());
            }
        }
    }
}
