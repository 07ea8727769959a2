package learnc.runtime.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LongNamesTest {

    private static final String ID = "0123456789abcdef".repeat(4);

    @Test
    void ids_are_cut_wherever_they_stand() {
        assertEquals("\"/run/0123456789ab…/a\", 3</layers/0123456789ab…>", LongNames.shortened("\"/run/" + ID + "/a\", 3</layers/" + ID + ">"));
    }

    @Test
    void what_is_longer_or_shorter_than_an_id_stays() {
        assertEquals(ID + "0", LongNames.shortened(ID + "0"));
        assertEquals("/" + ID.substring(1) + "/", LongNames.shortened("/" + ID.substring(1) + "/"));
    }
}
