package learnc.runtime.kernel.netlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv4Test {

    @Test
    void an_address_is_read_and_written() {
        assertEquals("172.30.0.255", Ipv4.of("172.30.0.255").toString());
        assertEquals("172.30.1.0", Ipv4.of("172.30.0.255").plus(1).toString());
        assertEquals("255.255.255.255", Ipv4.of("255.255.255.255").toString());
        assertTrue(Ipv4.of("200.0.0.1").compareTo(Ipv4.of("10.0.0.1")) > 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.2.3", "1.2.3.4.5", "1.2.3.256", "1.2.3.-1", "1.2.3.x", "1..2.3", "::1", "1.2.3.4 ", "99999999999.1.1.1"})
    void what_is_no_address_is_refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Ipv4.of(text));
    }

    @Test
    void ranges_know_what_lies_in_them() {
        Ipv4Range range = Ipv4Range.of("172.30.9.9/16");
        assertEquals("172.30.0.0/16", range.toString());
        assertEquals("172.30.255.255", range.last().toString());
        assertTrue(range.contains(Ipv4.of("172.30.77.1")));
        assertFalse(range.contains(Ipv4.of("172.31.0.0")));
        assertTrue(range.overlaps(Ipv4Range.of("172.16.0.0/12")));
        assertTrue(range.overlaps(Ipv4Range.of("172.30.4.0/24")));
        assertFalse(range.overlaps(Ipv4Range.of("172.29.0.0/16")));
        assertTrue(range.overlaps(Ipv4Range.of("0.0.0.0/0")));
    }

    @Test
    void a_hardware_address_carries_an_address() {
        Mac mac = Mac.of(0xfe, 0x1c, Ipv4.of("200.30.0.2"));
        assertEquals("fe:1c:c8:1e:00:02", mac.toString());
        assertEquals(Ipv4.of("200.30.0.2"), Mac.of(mac.bytes()).address());
        assertEquals(0xfe1c, mac.start());
    }
}
