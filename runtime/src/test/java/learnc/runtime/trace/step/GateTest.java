package learnc.runtime.trace.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.Door;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.RecordingDoor;
import learnc.runtime.kernel.SystemCall;
import learnc.runtime.trace.EventFilter;
import learnc.runtime.trace.Header;
import learnc.runtime.trace.Trace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 5, unit = TimeUnit.MINUTES)
class GateTest {

    private final RecordingDoor door = new RecordingDoor();
    private final Recording recording = new Recording();
    private final Trace trace = new Trace(Header.now("test", List.of("run")), complaint -> { }, recording);
    private final Script frontEnd = new Script();
    private int givenUp;

    /// Answers one after the other, and writes down what it was asked. Without an answer left it says next.
    private static final class Script implements FrontEnd {
        private final List<String> asked = new ArrayList<>();
        private final Deque<Answer> answers = new ArrayDeque<>();

        @Override
        public synchronized Answer ask(Pause pause) {
            asked.add(pause.isEnd() ? "end" : pause.coming().sequence() + " " + pause.coming().systemCall() + (pause.reason().isEmpty() ? "" : " (" + pause.reason() + ")"));
            return answers.isEmpty() ? new Answer.Next() : answers.poll();
        }

        @Override
        public synchronized void letGo() {
            asked.add("let go");
        }
    }

    @AfterEach
    void closeTrace() {
        trace.close();
    }

    private Gate gate(Answer start, String... breakpoints) {
        return new Gate(trace, List.of(breakpoints).stream().map(Breakpoint::of).toList(), start, frontEnd, () -> givenUp++);
    }

    private Kernel host(Gate gate) {
        return new Kernel(gate.before(door, trace.apply(door)));
    }

    private static Kernel inside(Gate gate, Trace trace, RecordingDoor puppet) {
        return new Kernel(gate.before(puppet, trace.apply(puppet)));
    }

    @Test
    void each_call_waits_before_it_is_made() {
        var made = new ArrayList<Integer>();
        var gate = new Gate(trace, List.of(), new Answer.Next(), new FrontEnd() {
            @Override
            public Answer ask(Pause pause) {
                made.add(door.transcript().size());
                assertEquals("?", pause.coming().resultText());
                assertEquals(recording.size() + 1, pause.coming().sequence());
                return new Answer.Next();
            }

            @Override
            public void letGo() {
            }
        }, () -> { });
        Kernel host = host(gate);
        host.umask(0);
        host.getpid();
        assertEquals(List.of(0, 1), made);
    }

    @Test
    void the_call_that_comes_is_told_with_its_arguments_and_the_line_of_java() {
        var seen = new ArrayList<Pause>();
        var gate = new Gate(trace, List.of(), new Answer.Next(), new FrontEnd() {
            @Override
            public Answer ask(Pause pause) {
                seen.add(pause);
                return new Answer.Next();
            }

            @Override
            public void letGo() {
            }
        }, () -> { });
        host(gate).sethostname("box");
        assertEquals("\"box\"", seen.getFirst().coming().arguments().getFirst().text());
        assertEquals("GateTest.java", seen.getFirst().coming().source().file());
    }

    @Test
    void continue_goes_on_until_a_breakpoint() {
        frontEnd.answers.add(new Answer.Continue());
        Kernel host = host(gate(new Answer.Next(), "sethostname"));
        host.umask(0);
        host.getpid();
        host.sethostname("box");
        assertEquals(List.of("1 umask", "3 sethostname (breakpoint sethostname)"), frontEnd.asked);
    }

    @Test
    void until_goes_on_to_the_call_with_that_number() {
        Kernel host = host(gate(new Answer.Until(3)));
        for (int i = 0; i < 4; i++) {
            host.getpid();
        }
        assertEquals(List.of("3 getpid (step 3)", "4 getpid"), frontEnd.asked);
    }

    @Test
    void a_filter_lets_through_what_it_hides() {
        frontEnd.answers.add(new Answer.NextMatching(new EventFilter("sethostname", null)));
        Kernel host = host(gate(new Answer.Next()));
        host.umask(0);
        host.getpid();
        host.sethostname("box");
        assertEquals(List.of("1 umask", "3 sethostname (filter)"), frontEnd.asked);
    }

    @Test
    void a_line_of_java_is_a_breakpoint() {
        int line = new Throwable().getStackTrace()[0].getLineNumber() + 3;
        Kernel host = host(gate(new Answer.Continue(), "GateTest.java:" + line));
        host.umask(0);
        host.getpid();
        assertEquals(List.of("2 getpid (breakpoint GateTest.java:" + line + ")"), frontEnd.asked);
    }

    @Test
    void a_breakpoint_that_means_nothing_is_refused_with_what_would_mean_something() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Breakpoint.of("stage:execute")).getMessage().contains("namespaces"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Breakpoint.of("%moun")).getMessage().contains("%mount"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Breakpoint.of("Run.java:x")).getMessage().contains("'x'"));
    }

    @Test
    void who_quits_is_not_asked_again_and_the_run_is_given_up() {
        frontEnd.answers.add(new Answer.Quit());
        Gate gate = gate(new Answer.Next(), "getpid");
        Kernel host = host(gate);
        host.umask(0);
        host.getpid();
        gate.close();
        assertEquals(List.of("1 umask", "let go"), frontEnd.asked);
        assertEquals(1, givenUp);
    }

    @Test
    void who_wants_to_see_it_undone_is_asked_on() {
        frontEnd.answers.add(new Answer.Undo());
        Kernel host = host(gate(new Answer.Next()));
        host.umask(0);
        host.getpid();
        assertEquals(List.of("1 umask", "2 getpid"), frontEnd.asked);
        assertEquals(1, givenUp);
    }

    @Test
    void a_call_that_was_made_before_anyone_could_ask_does_not_wait() {
        Gate gate = gate(new Answer.Next());
        var hindsight = new Door() {
            @Override
            public long pass(Call call) {
                return door.pass(call);
            }

            @Override
            public Actor actor() {
                return door.actor();
            }

            @Override
            public boolean isHindsight() {
                return true;
            }
        };
        new Kernel(gate.before(hindsight, trace.apply(hindsight))).getpid();
        assertEquals(List.of(), frontEnd.asked);
        trace.settle();
        assertEquals(1, recording.size());
    }

    @Test
    void while_the_program_runs_nobody_waits_and_the_terminal_is_let_go() {
        var puppet = new RecordingDoor(new Actor("inside", 777, 1));
        Gate gate = gate(new Answer.Next());
        Kernel host = host(gate);
        Kernel inside = inside(gate, trace, puppet);
        int pidfd = host.pidfdOpen(777, 0);
        inside.execve("/bin/true", List.of("true"), List.of());
        host.getpid();
        host.waitid(3, pidfd, 4);
        host.umask(0);
        assertEquals(List.of("1 pidfd_open", "2 execve", "let go", "5 umask"), frontEnd.asked);
    }

    @Test
    void the_wait_for_another_process_does_not_end_the_programs_time() {
        var puppet = new RecordingDoor(new Actor("inside", 777, 1));
        Gate gate = gate(new Answer.Next());
        Kernel host = host(gate);
        int other = host.pidfdOpen(776, 0);
        inside(gate, trace, puppet).execve("/bin/true", List.of("true"), List.of());
        host.waitid(3, other, 4);
        host.umask(0);
        assertEquals(List.of("1 pidfd_open", "2 execve", "let go"), frontEnd.asked);
    }

    @Test
    void a_program_that_cannot_be_executed_never_ran() {
        var puppet = new RecordingDoor(new Actor("inside", 777, 1)).refuse(SystemCall.EXECVE, Errno.ENOENT);
        Gate gate = gate(new Answer.Next());
        Kernel host = host(gate);
        assertThrows(RuntimeException.class, () -> inside(gate, trace, puppet).execve("/bin/no", List.of("no"), List.of()));
        host.umask(0);
        assertEquals(List.of("1 execve", "let go", "2 umask"), frontEnd.asked);
    }

    @Test
    void what_is_typed_is_not_read_by_others_before_the_program_runs() throws InterruptedException {
        var puppet = new RecordingDoor(new Actor("inside", 777, 1));
        Gate gate = gate(new Answer.Continue());
        Kernel host = host(gate);
        var hasRead = new CountDownLatch(1);
        Thread carrier = Thread.ofPlatform().daemon().start(() -> {
            host.read(0, new byte[1]);
            hasRead.countDown();
        });
        while (carrier.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertEquals(List.of(), door.transcript());
        inside(gate, trace, puppet).execve("/bin/sh", List.of("sh"), List.of());
        assertTrue(hasRead.await(4, TimeUnit.MINUTES));
    }

    @Test
    void many_threads_wait_in_one_line() throws InterruptedException {
        Gate gate = gate(new Answer.Next());
        Kernel host = host(gate);
        try (var workers = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                workers.submit(() -> {
                    for (int call = 0; call < 25; call++) {
                        host.getpid();
                    }
                });
            }
            workers.shutdown();
            assertTrue(workers.awaitTermination(1, TimeUnit.MINUTES));
        }
        assertEquals(100, frontEnd.asked.size());
        trace.settle();
        assertEquals(100, recording.size());
    }

    @Test
    void a_call_that_waits_for_another_threads_call_does_not_hold_that_one_up() throws InterruptedException {
        var otherIsMade = new CountDownLatch(1);
        var isWaiting = new CountDownLatch(1);
        var slow = new Door() {
            @Override
            public long pass(Call call) {
                if (call.systemCall() == SystemCall.FLOCK) {
                    isWaiting.countDown();
                    await(otherIsMade);
                } else {
                    otherIsMade.countDown();
                }
                return 0;
            }

            @Override
            public Actor actor() {
                return door.actor();
            }
        };
        Gate gate = gate(new Answer.Next());
        var host = new Kernel(gate.before(slow, trace.apply(slow)));
        Thread waiting = Thread.ofPlatform().daemon().start(() -> host.flock(3, 2));
        await(isWaiting);
        host.getpid();
        waiting.join(TimeUnit.MINUTES.toMillis(1));
        assertFalse(waiting.isAlive());
    }

    @Test
    void whoever_has_stepped_to_the_end_may_look_back_once_more() {
        Gate gate = gate(new Answer.Next());
        host(gate).getpid();
        gate.close();
        assertEquals(List.of("1 getpid", "end", "let go"), frontEnd.asked);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(4, TimeUnit.MINUTES));
        } catch (InterruptedException impatient) {
            throw new IllegalStateException(impatient);
        }
    }
}
