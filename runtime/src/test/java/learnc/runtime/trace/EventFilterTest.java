package learnc.runtime.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventFilterTest {

    private static Event event(long sequence, String stage, String name, String argument, String result) {
        return new Event(sequence, 0, 0, stage, null, "host", 1, 1, 1, "main", name, 0, List.of(new Event.Value("x", argument, null, List.of(), null)), 0, result,
                result.startsWith("-1 ") ? new Event.Refusal("ENOENT", "", null, null) : null, new Event.Source("", "", 0, ""));
    }

    private static final List<Event> EVENTS = List.of(
            event(1, "pull", "socket", "AF_INET", "3"), event(2, "namespaces", "mount", "\"/etc/hosts\"", "0"), event(3, "namespaces", "openat", "\"/etc\"", "4</etc>"),
            event(4, "namespaces", "close", "4</etc>", "0"), event(5, "exec", "openat", "\"/etcetera\"", "-1 ENOENT (…)"), event(6, "exec", "close", "5</x/etc>", "0"));

    private static String chosen(String expression, String stage) {
        var filter = new EventFilter(expression, stage);
        var numbers = new ArrayList<String>();
        for (Event event : EVENTS) {
            if (filter.test(event)) {
                numbers.add(Long.toString(event.sequence()));
            }
        }
        return String.join(" ", numbers);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "mount;2", "%mount,%net;1 2", "!close;1 2 3 5", "!close,openat;1 2", "%desc,!close;3 5", "%desc,%mount,!close,!openat;2", "stage:exec;5 6", "stage:exec,stage:pull;1 5 6",
        "stage:exec,openat;5", "failed;5", "succeeded,openat;3", "path:/etc;2 3 4", "path:/etc/;2 3 4", "path:/etc/hosts;2", "path:/;2 3 4 5 6", "!close,path:/etc;2 3",
        "trace=mount;2", "%network;1"})
    void an_expression_chooses(String expression, String numbers) {
        assertEquals(numbers, chosen(expression, null));
    }

    @Test
    void without_an_expression_all_are_wanted() {
        assertEquals("1 2 3 4 5 6", chosen(null, null));
        assertEquals("5 6", chosen("", "exec"));
    }

    @Test
    void a_filtered_writer_hands_on_only_what_is_wanted_and_always_the_frame() throws IOException {
        var heard = new ArrayList<String>();
        var writer = new FilteredWriter(new EventWriter() {
            @Override
            public void begin(Header header) {
                heard.add("begin");
            }

            @Override
            public void beforeSilence(Event unfinished) {
                heard.add("before " + unfinished.sequence());
            }

            @Override
            public void write(Event event) {
                heard.add("event " + event.sequence());
            }

            @Override
            public void keyframe(long after, State state) {
                heard.add("keyframe " + after);
            }

            @Override
            public void flush() {
                heard.add("flush");
            }

            @Override
            public void end(long events) {
                heard.add("end " + events);
            }
        }, new EventFilter("mount", null));
        writer.begin(null);
        for (Event event : EVENTS.subList(1, 3)) {
            writer.beforeSilence(event);
            writer.write(event);
        }
        writer.keyframe(3, null);
        writer.end(6);
        assertEquals(List.of("begin", "before 2", "event 2", "flush", "keyframe 3", "end 6"), heard);
    }
}
