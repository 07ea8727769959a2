package learnc.runtime.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Consumer;
import learnc.runtime.spec.Limits.DeviceRate;
import learnc.runtime.spec.Limits.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizesTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "512b, 512", "64k, 65536", "64m, 67108864", "64M, 67108864", "64mb, 67108864", "64MiB, 67108864", "1.5g, 1610612736",
        "0.5k, 512", "2t, 2199023255552", "1p, 1125899906842624", "9223372036854775807, 9223372036854775807"})
    void a_size_is_a_number_with_a_unit_of_1024(String text, long bytes) {
        assertEquals(bytes, Sizes.bytes(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m", "64x", "64mm", "6 4m", "-64m", "+64m", "1e9", "0x40", "NaN", "1.2.3m", ".5g", "5.g", "64ib", "٣m", "64 m"})
    void what_is_no_size_is_refused_by_name(String text) {
        assertRefused(Sizes::bytes, text, "is no ");
    }

    @Test
    void a_size_that_does_not_fit_a_long_is_refused() {
        assertRefused(Sizes::bytes, "8192p", "more than Linux can count");
        assertRefused(Sizes::bytes, "9223372036854775808", "more than Linux can count");
    }

    @Test
    void memory_has_a_least_size() {
        assertEquals(6291456, Sizes.memoryBytes("6m"));
        assertRefused(Sizes::memoryBytes, "6291455", "too little");
        assertRefused(Sizes::bytes, "0", "too little");
    }

    @Test
    void processors_are_a_fraction() {
        assertEquals(0.5, Sizes.cpus("0.5"));
        assertEquals(2, Sizes.cpus("2"));
        assertRefused(Sizes::cpus, "0.009", "too little");
        assertRefused(Sizes::cpus, "half", "is no number");
    }

    @Test
    void minus_one_process_means_no_limit() {
        assertNull(Sizes.pids("-1"));
        assertNull(Sizes.pids("0"));
        assertEquals(100, Sizes.pids("100"));
        assertRefused(Sizes::pids, "-2", "is no number");
        assertRefused(Sizes::pids, "1.5", "no whole number");
    }

    @Test
    void a_weight_lies_between_10_and_1000() {
        assertEquals(10, Sizes.blkioWeight("10"));
        assertEquals(1000, Sizes.blkioWeight("1000"));
        assertRefused(Sizes::blkioWeight, "9", "from 10 to 1000");
        assertRefused(Sizes::blkioWeight, "1001", "from 10 to 1000");
    }

    @Test
    void a_rate_belongs_to_a_device() {
        assertEquals(new DeviceRate(Direction.READ_BYTES, "/dev/sda", 10485760), Sizes.rate(Direction.READ_BYTES, "/dev/sda:10mb"));
        assertEquals(new DeviceRate(Direction.WRITE_OPERATIONS, "/dev/disk/by-path/a:1", 1000),
                Sizes.rate(Direction.WRITE_OPERATIONS, "/dev/disk/by-path/a:1:1000"));
        assertRefused(text -> Sizes.rate(Direction.READ_BYTES, text), "sda:10mb", "/dev/NAME:RATE");
        assertRefused(text -> Sizes.rate(Direction.READ_BYTES, text), "/dev/sda", "/dev/NAME:RATE");
        assertRefused(text -> Sizes.rate(Direction.READ_OPERATIONS, text), "/dev/sda:10mb", "is no number");
    }

    private static void assertRefused(Consumer<String> parser, String text, String because) {
        String message = assertThrows(IllegalArgumentException.class, () -> parser.accept(text)).getMessage();
        assertTrue(message.contains(because), message);
    }
}
