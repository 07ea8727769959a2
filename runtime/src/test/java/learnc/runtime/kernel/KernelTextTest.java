package learnc.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "é", "日本", "😀 and more", "a\uFFFDb"})
    void valid_utf8_is_itself(String text) {
        assertArrayEquals(text.getBytes(StandardCharsets.UTF_8), KernelText.bytes(text));
        assertEquals(text, KernelText.text(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_byte_that_is_no_utf8_becomes_one_lone_surrogate() {
        assertEquals("a\uDCFFb", KernelText.text(new byte[] {'a', (byte) 0xFF, 'b'}));
    }

    @Test
    void any_bytes_without_a_zero_survive_the_way_through_a_string() {
        var random = new Random(7);
        for (int round = 0; round < 2000; round++) {
            var bytes = new byte[random.nextInt(12)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (1 + random.nextInt(255));
            }
            assertArrayEquals(bytes, KernelText.bytes(KernelText.text(bytes)));
        }
    }

    @Test
    void text_from_the_kernel_ends_at_the_first_zero() {
        assertEquals("ab", KernelText.text(new byte[] {'a', 'b', 0, 'c'}));
    }

    @Test
    void a_zero_inside_a_string_is_refused_because_c_would_cut_it_there() {
        assertThrows(IllegalArgumentException.class, () -> KernelText.bytes("/etc\0/shadow"));
    }
}
