package learnc.runtime.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

    private static final List<String> KNOWN = List.of("mount", "umount2", "run", "rmi", "--memory", "--memory-swap");

    @ParameterizedTest
    @CsvSource({"monut,mount", "moun,mount", "mounts,mount", "umount,mount", "rnu,run", "rum,run", "--memroy,--memory", "--memory-swop,--memory-swap"})
    void a_slip_finds_what_was_meant(String word, String meant) {
        assertEquals(meant, Spelling.nearest(word, KNOWN));
    }

    @ParameterizedTest
    @CsvSource({"x", "zzz", "network", "--publish"})
    void what_is_far_from_all_finds_nothing(String word) {
        assertNull(Spelling.nearest(word, KNOWN));
    }

    @Test
    void the_question_stands_behind_a_sentence() {
        assertEquals(" Did you mean 'run'?", Spelling.question("rn", KNOWN));
        assertEquals("", Spelling.question("network", KNOWN));
    }
}
