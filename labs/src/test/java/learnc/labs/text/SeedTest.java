package learnc.labs.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

/// Numbers for each student.
class SeedTest {

    @Test
    void the_same_word_gives_the_same_numbers_and_others_give_others() {
        assertEquals(new Seed("alice").number("02", "a", 1000), new Seed("alice").number("02", "a", 1000));
        var numbers = IntStream.range(0, 200).mapToObj(student -> new Seed("s" + student).number("02", "a", 5)).collect(Collectors.groupingBy(number -> number, Collectors.counting()));
        assertEquals(5, numbers.size());
        assertTrue(numbers.values().stream().allMatch(count -> count >= 20), "each number comes up often: " + numbers);
    }

    @Test
    void places_in_a_text_are_filled() {
        var seed = new Seed("alice");
        assertEquals("a " + seed.number("02", "one", 9) + " b {seed:One:9} {x}", seed.filled("02", "a {seed:one:9} b {seed:One:9} {x}"));
    }
}
