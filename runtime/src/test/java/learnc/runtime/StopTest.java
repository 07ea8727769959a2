package learnc.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.RecordingDoor;
import learnc.runtime.kernel.Signal;
import learnc.runtime.kernel.netlink.NamespaceLock;
import learnc.runtime.spec.Failure;
import org.junit.jupiter.api.Test;

/// Giving a run up between any two system calls. No kernel takes part.
class StopTest {

    private final RecordingDoor door = new RecordingDoor();

    @Test
    void the_next_call_is_not_made_and_those_after_it_are() {
        var stop = new Stop();
        Kernel host = new Kernel(stop.apply(door));
        giveUp(stop);
        Failure failure = assertThrows(Failure.class, host::getpid);
        assertEquals(130, failure.exitCode());
        host.geteuid();
        assertEquals(List.of("geteuid()"), door.transcript());
    }

    /// Taking everything back needs the same lock once more, and would wait for it for ever.
    @Test
    void a_lock_that_is_held_is_given_up_before_the_run_is() {
        var stop = new Stop();
        Kernel host = new Kernel(stop.apply(door));
        try (var _ = new NamespaceLock(host)) {
            giveUp(stop);
        }
        assertTrue(door.text().endsWith("close(fd=3)"), door.text());
        assertThrows(Failure.class, host::getpid);
    }

    /// That a thread which waits is woken up as well is not what these tests are about.
    private static void giveUp(Stop stop) {
        stop.now(Signal.SIGINT);
        Thread.interrupted();
    }
}
