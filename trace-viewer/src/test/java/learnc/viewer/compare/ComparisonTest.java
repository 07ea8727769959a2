package learnc.viewer.compare;

import static learnc.viewer.Samples.call;
import static learnc.viewer.Samples.event;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import learnc.runtime.trace.Event;
import learnc.viewer.compare.Comparison.Added;
import learnc.viewer.compare.Comparison.Changed;
import learnc.viewer.compare.Comparison.Missing;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final String ONE = "a1".repeat(32);
    private static final String OTHER = "b2".repeat(32);

    @Test
    void ids_and_numbers_of_processes_descriptors_and_sockets_are_not_compared() {
        List<Event> before = List.of(event(1, 0, 0, 4711, "exec", "openat", "3</run/" + ONE + "/x>", "AT_FDCWD", "\"/run/" + ONE + "/x\""),
                event(2, 0, 0, 4711, "exec", "write", "4", "3</proc/4711/setgroups>", "\"4711\"", "4"), event(3, 0, 0, 4711, "exec", "close", "0", "5<pipe:[123]>"),
                event(4, 0, 0, 4711, "exec", "brk", "0x55aa0000", "0x55aa0000"));
        List<Event> after = List.of(event(1, 9, 9, 99, "exec", "openat", "8</run/" + OTHER + "/x>", "AT_FDCWD", "\"/run/" + OTHER + "/x\""),
                event(2, 0, 0, 99, "exec", "write", "4", "8</proc/99/setgroups>", "\"99\"", "4"), event(3, 0, 0, 99, "exec", "close", "0", "9<pipe:[77]>"),
                event(4, 0, 0, 99, "exec", "brk", "0x7f1234567", "0x7f1234567"));
        assertEquals(List.of(new Comparison.InStage("exec", 4, List.of())), Comparison.of(before, after));
    }

    @Test
    void a_limit_that_differs_is_seen() {
        List<Comparison.Difference> differences = Comparison.of(List.of(call(1, "cgroups", "write", "8", "3</sys/memory.max>", "\"67108864\"")),
                List.of(call(1, "cgroups", "write", "9", "3</sys/memory.max>", "\"134217728\""))).getFirst().differences();
        assertEquals(2, differences.size(), differences.toString());
        assertInstanceOf(Missing.class, differences.get(0));
        assertInstanceOf(Added.class, differences.get(1));
    }

    @Test
    void flags_and_answers_of_the_same_call_are_compared() {
        List<Comparison.Difference> differences = Comparison.of(List.of(call(1, "namespaces", "mount", "0", "\"proc\"", "\"/proc\"", "\"proc\"", "MS_NOSUID")),
                List.of(call(1, "namespaces", "mount", "-1 EPERM (…)", "\"proc\"", "\"/proc\"", "\"proc\"", "MS_NOSUID|MS_NODEV"))).getFirst().differences();
        assertEquals(List.of("d: MS_NOSUID -> MS_NOSUID|MS_NODEV", "result: succeeded -> EPERM"), assertInstanceOf(Changed.class, differences.getFirst()).details());
    }

    @Test
    void each_stage_is_aligned_by_itself() {
        List<Comparison.InStage> stages = Comparison.of(List.of(call(1, "pull", "a", "0"), call(2, "exec", "b", "0")), List.of(call(1, "exec", "a", "0"), call(2, "exec", "b", "0"), call(3, "network", "c", "0")));
        assertEquals(List.of("pull 0 1", "exec 1 1", "network 0 1"), stages.stream().map(stage -> stage.stage() + " " + stage.same() + " " + stage.differences().size()).toList());
    }
}
