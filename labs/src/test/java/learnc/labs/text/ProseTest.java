package learnc.labs.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ProseTest {

    @Test
    void a_long_paragraph_breaks_between_words_and_loses_none() {
        String text = "namespaces and groups ".repeat(20).strip() + "\n";
        String wrapped = Prose.wrapped(text);
        assertTrue(wrapped.lines().allMatch(line -> line.length() <= 100) && wrapped.lines().count() > 4, wrapped);
        assertEquals(text, wrapped.strip().replace('\n', ' ') + "\n");
    }

    @Test
    void code_and_short_lines_stay_as_they_are() {
        String text = "= A title\n\n " + "learnc run ".repeat(20) + "\n\n* a point\n";
        assertEquals(text, Prose.wrapped(text));
    }

    @Test
    void a_word_that_is_longer_than_a_line_is_not_cut() {
        assertEquals("a\n" + "b".repeat(150) + "\nc\n", Prose.wrapped("a " + "b".repeat(150) + " c"));
    }
}
