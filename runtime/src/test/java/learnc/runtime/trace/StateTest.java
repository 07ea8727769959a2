package learnc.runtime.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Forward and backward over changes.
class StateTest {

    private static final List<Change> CHANGES = List.of(
            new Change.Appeared("mounts", "1/31", Map.of("target", "/proc")),
            new Change.Became("mounts", "1/31", "options", null, "ro"),
            new Change.Became("mounts", "1/31", "options", "ro", "rw"),
            new Change.Gone("processes", "7", Map.of("uid", "0")));

    private static State withProcess() {
        var state = new State();
        state.put("processes", "7", Map.of("uid", "0"));
        return state;
    }

    @Test
    void undoing_all_changes_gives_the_beginning_again() {
        State state = withProcess();
        state.apply(CHANGES);
        assertEquals(Map.of("target", "/proc", "options", "rw"), state.item("mounts", "1/31"));
        assertNull(state.item("processes", "7"));
        assertNotEquals(withProcess(), state);
        state.undo(CHANGES);
        assertEquals(withProcess(), state);
        assertEquals(withProcess().hashCode(), state.hashCode());
    }

    @Test
    void a_copy_goes_its_own_way() {
        State state = withProcess();
        State copy = state.copy();
        state.apply(CHANGES);
        assertEquals(withProcess(), copy);
    }

    @Test
    void a_change_that_does_not_begin_where_the_state_is_contradicts_it() {
        State state = withProcess();
        assertNull(state.contradiction(new Change.Became("processes", "7", "uid", "0", "1000")));
        assertNull(state.contradiction(new Change.Gone("processes", "7", Map.of("uid", "0"))));
        assertNull(state.contradiction(new Change.Became("processes", "7", "gid", null, "1000")));
        for (Change wrong : List.of(new Change.Became("processes", "7", "uid", "1", "1000"), new Change.Became("processes", "8", "uid", "0", "1000"),
                new Change.Gone("processes", "7", Map.of("uid", "1")), new Change.Gone("processes", "8", Map.of()), new Change.Appeared("processes", "7", Map.of()))) {
            assertTrue(state.contradiction(wrong) != null, wrong.toString());
        }
    }
}
