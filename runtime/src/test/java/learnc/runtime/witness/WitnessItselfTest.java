package learnc.runtime.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import learnc.runtime.RootTest;
import learnc.runtime.trace.Event;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Is the witness awake? A true record is falsified in every place, and each time he must complain.
@RootTest
@Timeout(150)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WitnessItselfTest {

    private Strace strace;

    @BeforeAll
    void aTrueRecord(@TempDir Path folder) throws Exception {
        Path playground = Files.createDirectory(folder.resolve("play"));
        Strace whole = Strace.of(folder, Map.of(), List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), WitnessedRun.class.getName(),
                folder.resolve(Strace.TRACE).toString(), playground.toString()));
        assertEquals(List.of(), Witness.complaints(whole.events(), whole.observed()));
        // What the JVM alone does would be compared a thousand times in vain.
        Set<String> names = whole.events().stream().map(Event::systemCall).collect(Collectors.toSet());
        strace = new Strace(whole.events(), whole.observed().stream().filter(call -> names.contains(call.name())).toList(), whole.output());
        assertEquals(List.of(), complaints(strace.events()));
    }

    private List<String> complaints(List<Event> events) {
        return Witness.complaints(events, strace.observed());
    }

    private boolean mustBeTraced(Event event) {
        return event.door().equals("inside") || event.door().equals("zygote") || event.systemCall().equals("clone3") || event.systemCall().equals("sendto")
                || event.systemCall().equals("mknodat") || event.systemCall().startsWith("pidfd_");
    }

    @Test
    void he_notices_each_event_that_is_dropped() {
        int dropped = 0;
        for (int i = 0; i < strace.events().size(); i++) {
            if (mustBeTraced(strace.events().get(i))) {
                var events = new ArrayList<>(strace.events());
                Event victim = events.remove(i);
                assertFalse(complaints(events).isEmpty(), () -> "not missed: " + Witness.text(victim));
                dropped++;
            }
        }
        assertTrue(dropped > 60, "only " + dropped);
    }

    @Test
    void he_notices_each_event_that_is_told_twice() {
        for (int i = 0; i < strace.events().size(); i++) {
            Event twice = strace.events().get(i);
            // The JVM closes and maps things of its own; only there can a call be there once more.
            if (!twice.door().equals("host") || mustBeTraced(twice)) {
                var events = new ArrayList<>(strace.events());
                events.add(i, twice);
                assertFalse(complaints(events).isEmpty(), () -> "believed: " + Witness.text(twice));
            }
        }
    }

    @Test
    void he_notices_each_argument_that_is_altered() {
        int altered = 0;
        for (int i = 0; i < strace.events().size(); i++) {
            Event event = strace.events().get(i);
            for (int k = 0; k < event.arguments().size(); k++) {
                // What netlink answers is shown by strace only in words of its own.
                if (!event.systemCall().equals("recvfrom") || k != 1) {
                    var events = new ArrayList<>(strace.events());
                    events.set(i, withArgument(event, k));
                    Event lie = events.get(i);
                    assertFalse(complaints(events).isEmpty(), () -> "believed: " + Witness.text(lie));
                    altered++;
                }
            }
        }
        assertTrue(altered > 300, "only " + altered);
    }

    @Test
    void he_notices_each_result_that_is_altered() {
        for (int i = 0; i < strace.events().size(); i++) {
            Event event = strace.events().get(i);
            var events = new ArrayList<>(strace.events());
            events.set(i, new Event(event.sequence(), event.startNanoseconds(), event.durationNanoseconds(), event.stage(), event.flowStep(), event.door(),
                    event.pid(), event.pidInside(), event.thread(), event.threadName(), event.systemCall(), event.number(), event.arguments(),
                    4711, "4711", null, event.source()));
            assertFalse(complaints(events).isEmpty(), () -> "believed: 4711 as the result of " + Witness.text(event));
        }
    }

    @Test
    void he_notices_each_pair_that_has_changed_places() {
        int changed = 0;
        for (int i = 1; i < strace.events().size(); i++) {
            Event first = strace.events().get(i - 1);
            Event second = strace.events().get(i);
            boolean isOfOneProcess = first.pid() == second.pid() && first.door().equals("inside");
            if (isOfOneProcess && !Witness.text(first).substring(4).equals(Witness.text(second).substring(4))) {
                var events = new ArrayList<>(strace.events());
                events.set(i - 1, second);
                events.set(i, first);
                assertFalse(complaints(events).isEmpty(), () -> "believed: " + Witness.text(second) + " before " + Witness.text(first));
                changed++;
            }
        }
        assertTrue(changed > 30, "only " + changed);
    }

    private static Event withArgument(Event event, int which) {
        var arguments = new ArrayList<>(event.arguments());
        Event.Value old = arguments.get(which);
        String bytes = old.bytes() == null ? null : old.bytes().substring(2) + "ff";
        arguments.set(which, new Event.Value(old.name(), old.bytes() == null ? "4711" : old.text(), 4711L, List.of(), bytes));
        return new Event(event.sequence(), event.startNanoseconds(), event.durationNanoseconds(), event.stage(), event.flowStep(), event.door(), event.pid(),
                event.pidInside(), event.thread(), event.threadName(), event.systemCall(), event.number(), arguments, event.result(),
                event.resultText(), event.refusal(), event.source());
    }
}
