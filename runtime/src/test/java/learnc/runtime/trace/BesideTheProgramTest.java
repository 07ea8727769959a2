package learnc.runtime.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.Door;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.SystemCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BesideTheProgramTest {

    private final List<String> written = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch hasStarted = new CountDownLatch(1);
    private List<String> writtenAtTheStart;

    /// Where a program starts.
    private final class Starting implements Door {
        @Override
        public long pass(Call call) {
            if (call.systemCall() == SystemCall.EXECVE) {
                writtenAtTheStart = List.copyOf(written);
                hasStarted.countDown();
            }
            return 0;
        }

        @Override
        public Actor actor() {
            return new Actor("inside", 100, 1);
        }
    }

    private final class Writer implements EventWriter {
        private final boolean sharesItsPlace;

        private Writer(boolean sharesItsPlace) {
            this.sharesItsPlace = sharesItsPlace;
        }

        @Override
        public boolean sharesItsPlace() {
            return sharesItsPlace;
        }

        @Override
        public void begin(Header header) {
        }

        @Override
        public void write(Event event) {
            if (!sharesItsPlace) {
                awaitStart();
            }
            written.add(event.systemCall());
        }

        private void awaitStart() {
            try {
                hasStarted.await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void flush() {
        }

        @Override
        public void end(long events) {
        }
    }

    private void start(boolean sharesItsPlace) {
        try (var trace = new Trace(Header.now("1", List.of()), complaint -> { }, new Writer(sharesItsPlace))) {
            var kernel = new Kernel(trace.apply(new Starting()));
            kernel.umask(0);
            kernel.sethostname("box");
            kernel.execve("/bin/true", List.of("true"), List.of());
        }
    }

    @Test
    void what_the_program_may_write_after_is_written_before_it_starts() {
        start(true);
        assertEquals(List.of("umask", "sethostname"), writtenAtTheStart);
    }

    @Test
    void a_program_does_not_wait_for_a_trace_that_is_written_elsewhere() {
        start(false);
        assertEquals(List.of(), writtenAtTheStart);
        assertEquals(List.of("umask", "sethostname", "execve"), written);
    }
}
