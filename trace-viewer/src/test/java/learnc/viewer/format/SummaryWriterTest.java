package learnc.viewer.format;

import static learnc.viewer.Samples.HEADER;
import static learnc.viewer.Samples.event;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import learnc.runtime.trace.Event;
import org.junit.jupiter.api.Test;

class SummaryWriterTest {

    private static String text(List<Event> events) throws IOException {
        var out = new ByteArrayOutputStream();
        var writer = new SummaryWriter(out);
        writer.begin(HEADER);
        for (Event event : events) {
            writer.write(event);
        }
        writer.end(events.size());
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void each_stage_and_call_has_its_counts_and_times() throws IOException {
        assertEquals("""
                % time    total ms   median us    calls  errors  call
                  75.0       3.072                    3       1  > namespaces
                  50.0       2.048    2048.000        1              mount
                  25.0       1.024     409.600        2       1      openat
                  25.0       1.024                    1          > exec
                  25.0       1.024    1024.000        1              close
                 100.0       4.096                    4          total; a call that waits (ppoll, waitid ...) counts as long as it waits

                The slowest:
                     2.048 ms  #3      namespaces  mount("proc")  Main.java:3
                     1.024 ms  #4      exec        close(4)  Main.java:4
                     0.614 ms  #2      namespaces  openat("/nope")  Main.java:2
                     0.410 ms  #1      namespaces  openat("/etc")  Main.java:1
                """, text(List.of(event(1, 0, 409_600, 7, "namespaces", "openat", "3", "\"/etc\""), event(2, 0, 614_400, 7, "namespaces", "openat", "-1 ENOENT (…)", "\"/nope\""),
                event(3, 0, 2_048_000, 7, "namespaces", "mount", "0", "\"proc\""), event(4, 0, 1_024_000, 7, "exec", "close", "0", "4"))));
    }

    @Test
    void only_ten_are_the_slowest() throws IOException {
        var events = new ArrayList<Event>();
        for (int i = 1; i <= 30; i++) {
            events.add(event(i, 0, i * 1_000_000L, 7, "exec", "read", "0"));
        }
        List<String> slowest = text(events).lines().filter(line -> line.contains("#")).toList();
        assertEquals(10, slowest.size());
        assertTrue(slowest.getFirst().contains("30.000 ms  #30 ") && slowest.getLast().contains("21.000 ms  #21 "), slowest.toString());
    }

    @Test
    void the_median_is_right_to_a_sixtyfourth_without_keeping_the_values() {
        var random = new SplittableRandom(7);
        for (int round = 0; round < 50; round++) {
            var durations = new Durations();
            long[] values = random.longs(1001, 0, 1L << random.nextInt(1, 40)).sorted().toArray();
            for (long value : values) {
                durations.add(value);
            }
            long exact = values[500];
            assertTrue(durations.median() <= exact && durations.median() >= exact - exact / 64 - 1, durations.median() + " for " + exact);
        }
    }

    @Test
    void nothing_at_all_comes_to_nothing() throws IOException {
        assertTrue(text(List.of()).endsWith(" 100.0       0.000                    0          total; a call that waits (ppoll, waitid ...) counts as long as it waits\n"));
    }

    @Test
    void hostile_names_cannot_steer_the_terminal_or_fill_the_memory() throws IOException {
        var events = new ArrayList<Event>();
        for (int i = 1; i <= 12_000; i++) {
            events.add(event(i, 0, 1, 7, "exec", "\u001b[2J" + i, "0", "\u202e"));
        }
        String text = text(events);
        assertTrue(text.indexOf('\u001b') < 0 && text.indexOf('\u202e') < 0);
        assertTrue(text.contains("\\x1b[2J1\n") && text.contains("(others)") && text.lines().count() < 10_100);
    }
}
