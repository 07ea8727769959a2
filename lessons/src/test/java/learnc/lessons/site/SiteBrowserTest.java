package learnc.lessons.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import learnc.lessons.export.Copy;
import learnc.lessons.export.Export;
import learnc.lessons.export.Output;
import learnc.lessons.render.EditedProse;
import learnc.lessons.render.Prose;
import learnc.lessons.text.Lesson;
import learnc.lessons.text.Lessons;
import learnc.viewer.browser.Chromium;
import learnc.viewer.browser.Tab;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The pages in a browser, out of a folder.
@Timeout(1800)
class SiteBrowserTest {

    /// Our pages have no script that could say that they are ready.
    private static final String READY = "document.addEventListener('DOMContentLoaded', () => { document.documentElement.dataset.ready = ''; });";

    @TempDir
    static Path folder;

    private static List<Lesson> lessons;
    private static Chromium browser;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        lessons = new Lessons(Path.of("").toAbsolutePath()).all();
        try (EditedProse prose = Prose.of(Path.of("..").toAbsolutePath().normalize())) {
            new Site(lessons, prose).write(folder);
        }
        browser = Chromium.start();
    }

    @AfterAll
    static void close() throws IOException, InterruptedException {
        if (browser != null) {
            browser.close();
        }
    }

    private static Tab tab(int width) {
        Tab tab = browser.tab(width, 900);
        tab.before(READY);
        return tab;
    }

    private static String address(String file) {
        return folder.resolve(file).toUri().toString();
    }

    private static String axe() throws IOException {
        try (InputStream script = SiteBrowserTest.class.getResourceAsStream("/learnc/viewer/vendor/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void axe_finds_nothing_by_day_and_by_night() throws IOException {
        try (Tab tab = tab(1000)) {
            tab.before(axe());
            for (String scheme : List.of("light", "dark")) {
                tab.media(scheme, "screen", true);
                for (String file : List.of("index.html", lessons.getFirst().folder() + ".html", lessons.get(5).folder() + ".html", lessons.getLast().folder() + ".html")) {
                    tab.open(address(file));
                    JsonNode faults = tab.ask("axe.run({ preload: false }).then((result) => result.violations.map((it) => it.id + ': ' + it.nodes.map((node) => node.html).join(' ')))");
                    assertEquals("[]", faults.toString(), file + " " + scheme);
                }
            }
            assertEquals(List.of(), tab.errors());
            assertTrue(tab.requests().stream().allMatch(request -> request.startsWith("file:")), () -> tab.requests().toString());
        }
    }

    @Test
    void the_book_is_read_from_a_folder_with_its_style_and_by_its_links() {
        try (Tab tab = tab(1000)) {
            tab.open(address("index.html"));
            tab.click(".contents a");
            tab.waitUntil("location.pathname.endsWith('" + lessons.getFirst().folder() + ".html') && document.readyState === 'complete'");
            assertTrue(tab.ask("getComputedStyle(document.querySelector('.cell')).borderLeftWidth === '4px'").asBoolean());
            tab.click(".turn a[rel=next]");
            tab.waitUntil("location.pathname.endsWith('" + lessons.get(1).folder() + ".html')");
        }
    }

    @Test
    void no_page_is_wider_than_a_telephone() {
        try (Tab tab = tab(360)) {
            for (Lesson lesson : lessons) {
                tab.open(address(lesson.folder() + ".html"));
                assertTrue(tab.ask("document.documentElement.scrollWidth <= 360").asBoolean(), lesson.folder());
            }
        }
    }

    @Test
    void an_exported_page_shows_the_pictures_that_its_cells_have_drawn() throws IOException {
        Lesson lesson = Lessons.of("07", "test", Path.of("lesson.adoc"), "= A title\n\n[source#one%live,java]\n----\n1\n----\n");
        String svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20\" height=\"10\"><rect width=\"20\" height=\"10\"/></svg>";
        var copy = new Copy(lesson, Map.of("one", List.of(new Output.Value(null, "image/svg+xml", svg))));
        Prose prose = (name, text) -> "<div class=\"cell\" data-cell=\"one\"></div>";
        Files.write(folder.resolve("export.html"), Export.to(Export.Format.HTML, prose).bytes(copy));
        try (Tab tab = tab(800)) {
            tab.open(address("export.html"));
            tab.waitUntil("document.querySelector('.cell img').naturalWidth === 20");
            assertTrue(tab.ask("getComputedStyle(document.querySelector('.cell')).borderLeftWidth === '4px'").asBoolean());
            assertEquals(List.of(), tab.errors());
        }
    }
}
