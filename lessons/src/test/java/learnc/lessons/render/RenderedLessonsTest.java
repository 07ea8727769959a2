package learnc.lessons.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import learnc.lessons.text.Cell;
import learnc.lessons.text.Lesson;
import learnc.lessons.text.Lessons;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/// What the build has made of the course.
class RenderedLessonsTest {

    private static final Path HOME = Path.of("").toAbsolutePath();
    private static final Rendered RENDERED = new Rendered();

    private static List<Lesson> lessons() {
        List<Lesson> lessons = new Lessons(HOME).all();
        assertFalse(lessons.isEmpty());
        return lessons;
    }

    @Test
    void every_lesson_is_there_with_a_place_for_each_cell() {
        for (Lesson lesson : lessons()) {
            String html = RENDERED.html(lesson.folder(), lesson.text());
            assertNotNull(html, lesson.folder());
            List<String> places = Jsoup.parseBodyFragment(html).select("div.cell").eachAttr("data-cell");
            assertEquals(lesson.cells().stream().map(Cell::id).toList(), places, lesson.folder());
        }
    }

    @Test
    void a_changed_text_is_not_taken_for_the_one_that_was_rendered() {
        Lesson lesson = lessons().getFirst();
        assertNull(RENDERED.html(lesson.folder(), lesson.text() + " "));
    }

    @Test
    void no_page_has_a_script_a_style_or_loads_anything() {
        for (Lesson lesson : lessons()) {
            Document page = Jsoup.parseBodyFragment(RENDERED.html(lesson.folder(), lesson.text()));
            assertEquals(List.of(), page.select("script, style, link, iframe, object, embed, img, form, base, meta[http-equiv]"), lesson.folder());
            for (Element element : page.getAllElements()) {
                for (Attribute attribute : element.attributes()) {
                    String name = attribute.getKey();
                    assertFalse(name.equals("style") || name.startsWith("on") || name.equals("src"), lesson.folder() + ": " + element);
                }
            }
        }
    }

    @Test
    void what_renders_is_not_on_learncs_class_path() throws IOException {
        Path lib = HOME.resolve("target/lib");
        if (Files.exists(lib)) {
            try (Stream<Path> jars = Files.list(lib)) {
                assertEquals(List.of(), jars.map(jar -> jar.getFileName().toString()).filter(name -> name.matches("(asciidoctor|jruby).*")).toList());
            }
        }
    }
}
