package learnc.lessons.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import learnc.lessons.render.EditedProse;
import learnc.lessons.render.Prose;
import learnc.lessons.text.Cell;
import learnc.lessons.text.Lesson;
import learnc.lessons.text.Lessons;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The course as a book.
@Timeout(1800)
class SiteTest {

    @TempDir
    static Path folder;

    private static List<Lesson> lessons;

    @BeforeAll
    static void write() throws IOException {
        lessons = new Lessons(Path.of("").toAbsolutePath()).all();
        try (EditedProse prose = Prose.of(Path.of("..").toAbsolutePath().normalize())) {
            assertEquals(folder.resolve("index.html"), new Site(lessons, prose).write(folder));
        }
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".html")).sorted().toList();
        }
    }

    @Test
    void there_is_a_page_for_each_lesson_and_one_for_the_contents() throws IOException {
        assertEquals(lessons.size() + 1, pages().size());
        Document contents = Jsoup.parse(folder.resolve("index.html"));
        assertEquals(lessons.stream().map(Lesson::title).toList(), contents.select(".contents a").eachText());
        assertTrue(contents.select(".contents p").eachText().stream().noneMatch(String::isBlank));
    }

    @Test
    void every_cell_stands_on_its_page_to_the_last_character() throws IOException {
        for (Lesson lesson : lessons) {
            Document page = Jsoup.parse(folder.resolve(lesson.folder() + ".html"));
            assertEquals(lesson.cells().stream().filter(Cell::runs).map(cell -> cell.source().stripTrailing()).toList(),
                    page.select(".cell > pre > code").stream().map(code -> code.wholeText().stripTrailing()).toList(), lesson.folder());
            assertEquals(lesson.cells().stream().filter(cell -> !cell.runs()).map(cell -> cell.source().replace("`", "").strip()).toList(),
                    page.select(".cell.predict > p").eachText(), lesson.folder());
        }
    }

    @Test
    void every_link_leads_somewhere_and_nothing_comes_from_elsewhere() throws IOException {
        var dead = new ArrayList<String>();
        for (Path page : pages()) {
            for (Element element : Jsoup.parse(page).select("[href], [src]")) {
                String address = element.hasAttr("href") ? element.attr("href") : element.attr("src");
                if (!leadsSomewhere(page, element, address)) {
                    dead.add(page.getFileName() + ": " + element);
                }
            }
        }
        assertEquals(List.of(), dead);
    }

    private static boolean leadsSomewhere(Path page, Element element, String address) throws IOException {
        if (address.startsWith("https://") || address.startsWith("http://")) {
            return element.tagName().equals("a");
        }
        String file = address.replaceFirst("#.*", "");
        Path target = file.isEmpty() ? page : folder.resolve(file);
        String place = address.contains("#") ? address.substring(address.indexOf('#') + 1) : "";
        return Files.exists(target) && (place.isEmpty() || Jsoup.parse(target).getElementById(place) != null);
    }

    @Test
    void one_can_read_from_the_first_page_to_the_last_and_back() throws IOException {
        String file = lessons.getFirst().folder() + ".html";
        var read = new ArrayList<String>();
        while (file != null) {
            read.add(file);
            Document page = Jsoup.parse(folder.resolve(file));
            Element next = page.selectFirst(".turn a[rel=next]");
            if (next != null) {
                assertEquals(file, Jsoup.parse(folder.resolve(next.attr("href"))).selectFirst(".turn a[rel=prev]").attr("href"));
            }
            file = next == null ? null : next.attr("href");
        }
        assertEquals(lessons.stream().map(lesson -> lesson.folder() + ".html").toList(), read);
    }

    @Test
    void no_page_needs_a_script() throws IOException {
        for (Path page : pages()) {
            assertTrue(Jsoup.parse(page).select("script").isEmpty(), page.toString());
        }
    }

    @Test
    void the_checker_of_html_has_nothing_to_say() throws IOException, ReflectiveOperationException {
        var checker = new HtmlChecker();
        for (Path page : pages()) {
            assertEquals(List.of(), checker.complaints(page.getFileName().toString(), Files.readAllBytes(page)), page.toString());
        }
    }

    @Test
    void the_checker_of_html_finds_faults() throws IOException, ReflectiveOperationException {
        byte[] bad = "<!DOCTYPE html><html lang=\"en\"><title>x</title><img src=x><p id=a><p id=a></html>".getBytes(StandardCharsets.UTF_8);
        assertFalse(new HtmlChecker().complaints("bad.html", bad).isEmpty());
    }
}
