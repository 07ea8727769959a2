package learnc.runtime.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Argument;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.Door;
import learnc.runtime.kernel.SystemCall;
import org.junit.jupiter.api.Test;

class FlightRecorderTest {

    private static final long EPERM = -1;

    private final FlightRecorder recorder = new FlightRecorder();

    private final class Answering implements Door {
        private final String name;
        private long answer;

        private Answering(String name) {
            this.name = name;
        }

        @Override
        public long pass(Call call) {
            return answer;
        }

        @Override
        public Actor actor() {
            return new Actor(name, 1, 1);
        }
    }

    private final Answering host = new Answering("host");
    private final Answering inside = new Answering("inside");
    private final Door watchedHost = recorder.apply(host);
    private final Door watchedInside = recorder.apply(inside);

    private static Call chdir(String path) {
        return Call.of(SystemCall.CHDIR, new Argument.Text("path", path));
    }

    private Call passed(Answering door, Door watched, String path, long answer) {
        Call call = chdir(path);
        door.answer = answer;
        assertEquals(answer, watched.pass(call));
        return call;
    }

    @Test
    void what_led_to_a_refusal_is_told_in_order_and_through_which_door() {
        passed(host, watchedHost, "/a", 0);
        passed(inside, watchedInside, "/b\u001b", 3);
        Call refused = passed(inside, watchedInside, "/c", EPERM);
        assertEquals(List.of("host  chdir(path=\"/a\") = 0", "inside  chdir(path=\"/b\\33\") = 3", "inside  chdir(path=\"/c\") = -1 EPERM (Operation not permitted)"),
                recorder.before(refused));
    }

    @Test
    void it_is_still_known_after_everything_was_taken_back() {
        passed(host, watchedHost, "/a", 0);
        Call refused = passed(host, watchedHost, "/b", EPERM);
        for (int i = 0; i < 1000; i++) {
            passed(host, watchedHost, "/undo" + i, i % 20 == 0 ? EPERM : 0);
        }
        assertEquals(2, recorder.before(refused).size());
    }

    @Test
    void only_the_last_eight_are_kept() {
        for (int i = 0; i < 100; i++) {
            passed(host, watchedHost, "/" + i, 0);
        }
        List<String> lines = recorder.before(passed(host, watchedHost, "/last", EPERM));
        assertEquals(8, lines.size());
        assertTrue(lines.getFirst().contains("\"/93\"") && lines.getLast().contains("\"/last\""), lines.toString());
    }

    @Test
    void an_equal_call_is_not_the_same_one() {
        passed(host, watchedHost, "/a", EPERM);
        assertEquals(List.of(), recorder.before(chdir("/a")));
    }

    @Test
    void threads_at_the_same_time_do_no_harm() throws InterruptedException {
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 4; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                Door door = recorder.apply(new Answering("host"));
                for (int n = 0; n < 20_000; n++) {
                    door.pass(chdir("/x"));
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(8, recorder.before(passed(host, watchedHost, "/end", EPERM)).size());
    }
}
