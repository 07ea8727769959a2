package learnc.runtime.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The grammar of strace(1), as far as the witness reads it.
class SpokenTest {

    private static String normal(String text) {
        return String.join(", ", Spoken.arguments(text).stream().map(Spoken::normal).toList());
    }

    @Test
    void numbers_are_the_same_in_every_notation() {
        assertEquals("0, 0, 255, 493, 8192, -1", normal("0, NULL, 0xff, 0755, 4*2048, -1"));
        assertEquals("-1", normal("0xffffffffffffffff"));
    }

    @Test
    void flags_have_no_order_and_a_zero_among_them_says_nothing() {
        assertEquals(normal("MS_REC|MS_PRIVATE"), normal("MS_PRIVATE|MS_REC"));
        assertEquals("AT_EMPTY_PATH", normal("AT_STATX_SYNC_AS_STAT|AT_EMPTY_PATH"));
        assertNotEquals(normal("MS_REC"), normal("MS_REC|MS_PRIVATE"));
        assertEquals("CAP_CHOWN|CAP_KILL", normal("1<<CAP_CHOWN|1<<CAP_KILL"));
    }

    @Test
    void strings_are_bytes() {
        assertEquals("\"a\"b\\\n\u0000\u00e4\"", normal("\"a\\\"b\\\\\\n\\0\\303\\244\"").replace("\u00c3\u00a4", "\u00e4"));
        assertEquals("\"\u00017\"", normal("\"\\0017\""));
        assertEquals("\"" + "x".repeat(64) + "\"...", normal("\"" + "x".repeat(200) + "\""));
        assertEquals(normal("\"" + "x".repeat(64) + "\"..."), normal("\"" + "x".repeat(200) + "\""));
        assertNotEquals(normal("\"" + "x".repeat(64) + "\""), normal("\"" + "x".repeat(200) + "\""));
    }

    @Test
    void structs_may_leave_out_zeros_and_hold_comments_and_other_structs() {
        assertEquals("{flags=CLONE_NEWNS}", normal("{flags=CLONE_NEWNS, exit_signal=0, stack=NULL} /* nothing */"));
        assertEquals("{a=[1, {b=2}]}", normal("{a=[1, {b=0x2}], ...}"));
        assertEquals("88", normal("88 => {parent_tid=[5]}").split(" ")[0]);
    }

    @Test
    void a_descriptor_is_a_number_and_says_what_it_is() {
        Spoken.Word word = (Spoken.Word) Spoken.arguments("3<UNIX-STREAM:[1->2]>").getFirst();
        assertEquals("3", word.normal());
        assertEquals("UNIX-STREAM:[1->2]", word.about());
        assertEquals("/dev/null<char 1:3>", ((Spoken.Word) Spoken.arguments("2</dev/null<char 1:3>>").getFirst()).about());
        assertEquals("/memfd:x", ((Spoken.Word) Spoken.arguments("2</memfd:x>(deleted)").getFirst()).about());
    }

    @Test
    void sets_of_signals_and_complements_differ() {
        assertEquals("[HUP, INT], ~[KILL, STOP], ~[]", normal("[HUP INT], ~[KILL STOP], ~[]"));
    }

    @Test
    void a_call_is_put_together_again() {
        Observed call = Observed.call(7, 1, "read(4<pipe:[1]>, \"a) = 1\", 56) = 56 <0.000009>");
        assertEquals("read", call.name());
        assertEquals("56", call.result());
        assertEquals(3, call.arguments().size());
        assertEquals("/proc", Observed.call(7, 1, "openat(AT_FDCWD, \"/proc\", 0)       = 3</proc> <0.1>").about());
        assertEquals("?", Observed.call(7, 1, "exit_group(3) = ?").result());
    }

    @Test
    void what_is_no_call_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> Observed.call(7, 1, "read(4, \"open"));
        assertThrows(IllegalArgumentException.class, () -> Spoken.arguments("a)b"));
    }

    @Test
    void only_a_puppets_strings_on_its_own_socket_are_left_out() {
        assertEquals(List.of(true, true, true, false, false, false, false), List.of(
                string("read(4<UNIX-STREAM:[1->2]>, \"x\", 8) = 8"), string("write(4<UNIX-STREAM:[1->2]>, \"x\", 8) = 8"), string("read(4, ) = ?"),
                string("read(4, \"x\", 56) = 56"), string("write(4, \"x\", 56) = 56"), string("read(5, \"x\", 8) = 8"), string("close(4) = 0")));
    }

    private static boolean string(String call) {
        return Witness.isString(Observed.call(1, 1, call), 4);
    }
}
