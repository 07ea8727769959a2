package learnc.lessons.render.press;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import learnc.lessons.render.Rendered;
import learnc.runtime.spec.Failure;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A lesson with a fault does not get into the build.
@Timeout(1800)
class PressTest {

    private static final String PICTURE = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" role="img" aria-labelledby="good-title good-desc">
            <title id="good-title">Good</title><desc id="good-desc">A line.</desc><path d="M0 0L9 9" stroke="currentColor"/></svg>
            """;

    private static final Renderer RENDERER = new Renderer();

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void twoLessons() throws IOException {
        home = folder.resolve("lessons");
        lesson("01-first", "== A place\n\nSee <<_a_place>>, xref:../02-second/lesson.adoc[the second], https://example.org/page[the web].\n\nimage::good.svg[A line]\n");
        lesson("02-second", "Text.\n\n[source#one%live,java]\n----\n1 + 1 // => 2\n----\n\n* In a list:\n+\n[source#two%live%locked,java]\n----\n2\n----\n");
        Files.writeString(home.resolve("01-first/good.svg"), PICTURE);
    }

    @AfterAll
    static void close() {
        RENDERER.close();
    }

    private void lesson(String name, String text) throws IOException {
        Files.createDirectories(home.resolve(name));
        Files.writeString(home.resolve(name + "/lesson.adoc"), "= A title\n\n" + text);
    }

    private Path target() {
        return folder.resolve("pages");
    }

    private void refused(String fault) {
        String message = assertThrows(Failure.class, () -> Press.press(home, target(), () -> RENDERER)).getMessage();
        assertTrue(message.contains(fault), message);
        assertFalse(Files.exists(target().resolve(Rendered.PROPERTIES)), "pages of a build that failed must not count as made");
    }

    @Test
    void lessons_without_fault_become_pages_with_places_for_their_cells() throws IOException {
        assertEquals(2, Press.press(home, target(), () -> RENDERER));
        String first = Files.readString(target().resolve("01-first.html"));
        assertTrue(first.contains("<a href=\"#_a_place\">A place</a>"), first);
        assertTrue(first.contains("<a href=\"02-second.html\" data-lesson=\"02-second\">the second</a>"), first);
        assertTrue(first.contains("<figure class=\"diagram\">" + PICTURE.strip() + "</figure>"), first);
        String second = Files.readString(target().resolve("02-second.html"));
        assertTrue(second.contains("<div class=\"cell\" data-cell=\"one\"></div>") && second.contains("<div class=\"cell\" data-cell=\"two\"></div>"), second);
        assertFalse(second.contains("1 + 1"), second);
    }

    @Test
    void nothing_is_rendered_again_until_something_has_changed() throws IOException {
        assertEquals(2, Press.press(home, target(), () -> RENDERER));
        assertEquals(0, Press.press(home, target(), () -> RENDERER));
        Files.writeString(home.resolve("01-first/good.svg"), PICTURE.replace("A line.", "Another line."));
        assertEquals(2, Press.press(home, target(), () -> RENDERER));
        assertTrue(Files.readString(target().resolve("01-first.html")).contains("Another line."));
    }

    @Test
    void a_warning_of_asciidoctor_fails_the_build_and_is_told_with_its_line() throws IOException {
        lesson("02-second", "|===\n|a |b\n\n|c\n|===\n");
        refused("02-second, line ");
    }

    @Test
    void an_unterminated_block_fails_the_build() throws IOException {
        lesson("02-second", "====\nAn example that does not end\n");
        refused("unterminated example block");
    }

    @Test
    void a_missing_include_fails_the_build() throws IOException {
        lesson("02-second", "include::nowhere.adoc[]\n");
        refused("include file not found");
    }

    @Test
    void a_missing_tag_of_an_include_fails_the_build() throws IOException {
        Files.writeString(home.resolve("02-second/there.txt"), "text\n");
        lesson("02-second", "----\ninclude::there.txt[tag=nowhere]\n----\n");
        refused("tag 'nowhere' not found");
    }

    @Test
    void a_link_to_a_place_that_is_not_there_fails_the_build() throws IOException {
        lesson("02-second", "See <<nowhere>>.\n");
        refused("the link #nowhere");
    }

    @Test
    void a_link_to_a_lesson_or_a_place_in_it_that_is_not_there_fails_the_build() throws IOException {
        lesson("02-second", "See xref:../03-third/lesson.adoc[the third] and xref:../01-first/lesson.adoc#_gone[gone].\n");
        refused("03-third.html (the third) leads to a lesson that does not exist");
        refused("01-first.html#_gone (gone) leads to no place in that lesson");
    }

    @Test
    void a_link_to_a_file_or_with_a_broken_address_fails_the_build() throws IOException {
        lesson("02-second", "See link:notes.txt[notes] https:///there[nobody], and link:javascript:x[this].\n");
        refused("notes.txt (notes) leads neither");
        refused("the link nobody has an address that no page may have");
        refused("the link this has an address that no page may have");
    }

    @Test
    void a_missing_picture_fails_the_build() throws IOException {
        lesson("02-second", "image::nowhere.svg[Nothing]\n");
        refused("there is no picture nowhere.svg");
    }

    @Test
    void a_picture_without_words_or_with_something_that_acts_fails_the_build() throws IOException {
        Files.writeString(home.resolve("01-first/good.svg"), PICTURE.replace("role=\"img\"", "").replace("<path", "<script>x</script><path onclick=\"x\" style=\"fill:red\""));
        refused("good.svg needs role");
        refused("<script> is not allowed");
        refused("onclick=\"x\" is not allowed");
        refused("style=\"fill:red\" is not allowed");
    }

    @Test
    void a_cell_that_asciidoctor_does_not_see_as_one_fails_the_build() throws IOException {
        lesson("02-second", "////\n[source#one%live,java]\n----\n1\n----\n////\n");
        refused("has the cells [one]");
    }
}
