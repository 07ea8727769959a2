package learnc.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.function.UnaryOperator;
import learnc.runtime.kernel.linux.Linux;
import org.junit.jupiter.api.Test;

/// The calls of a tracer, which pass no door.
class PtraceTest {

    private static final int NOBODY = 0x3FFFFFFF;

    private final Ptrace ptrace = Ptrace.of(new Linux(UnaryOperator.identity()).host());

    @Test
    void it_does_not_go_behind_the_back_of_who_watches_a_door() {
        assertThrows(IllegalArgumentException.class, () -> Ptrace.of(new Linux(Watching::new).host()));
    }

    @Test
    void a_refusal_says_what_was_asked_of_whom() {
        KernelRefusal refusal = assertThrows(KernelRefusal.class, () -> ptrace.ask(TracingFlags.PTRACE_CONT, NOBODY, 0));
        assertEquals(Errno.ESRCH, refusal.errno());
        assertEquals("ptrace(op=PTRACE_CONT, pid=1073741823)", refusal.call().toString());
    }

    @Test
    void who_traces_nobody_waits_for_nobody() {
        KernelRefusal refusal = assertThrows(KernelRefusal.class,
                () -> ptrace.await(ProcessFlags.P_PID, NOBODY, ProcessFlags.WEXITED | ProcessFlags.WNOHANG));
        assertEquals(Errno.ECHILD, refusal.errno());
    }

    @Test
    void memory_of_nobody_is_no_memory() {
        assertNull(ptrace.memory(NOBODY, 4096, 8));
    }

    private record Watching(Door door) implements Door {
        @Override
        public long pass(Call call) {
            return door.pass(call);
        }

        @Override
        public Actor actor() {
            return door.actor();
        }
    }
}
