package learnc.lessons.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import learnc.lessons.cell.Answer;
import learnc.lessons.cell.CellMachine;
import learnc.lessons.cell.SandboxedMachine;
import learnc.runtime.RootTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A machine is killed at the worst moments: when a cell is about to run in it, and when one has just done all that it had to do.
@RootTest
@Timeout(120)
class RunnerTest {

    private static final Path SANDBOXES = Path.of("/run/learnc-test-runner-" + ProcessHandle.current().pid());

    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Machines machines = new Machines(this::machine);
    private final CountDownLatch dying = new CountDownLatch(1);
    private final CountDownLatch mayDie = new CountDownLatch(1);
    private final AtomicBoolean diesSlowly = new AtomicBoolean();
    private final Worker worker = new Worker();
    private final Runner runner = new Runner("test", machines, clock, worker);

    /// One that takes its time to end, once, when the test says so.
    private CellMachine machine() {
        var real = new SandboxedMachine(SANDBOXES, List.of("-Xmx256m"), SandboxedMachine.FOR_READERS);
        return new CellMachine() {
            @Override
            public Path meetingPlace() {
                return real.meetingPlace();
            }

            @Override
            public CompletableFuture<String> start() throws IOException {
                return real.start();
            }

            @Override
            public void close() {
                if (diesSlowly.getAndSet(false)) {
                    dying.countDown();
                    await(mayDie);
                }
                real.close();
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException stop) {
            throw new AssertionError(stop);
        }
    }

    /// Its cells are Java themselves.
    private final class Worker implements Runner.Owner {

        private Runnable beforeTheNext = () -> { };
        private Runnable atTheNextOutput = () -> { };

        @Override
        public String begin(String cell) {
            return cell;
        }

        @Override
        public RunningCell heard(String cell, String java) {
            Runnable now = beforeTheNext;
            beforeTheNext = () -> { };
            now.run();
            return new RunningCell(output -> {
                Runnable then = atTheNextOutput;
                atTheNextOutput = () -> { };
                then.run();
            }, false);
        }

        @Override
        public boolean ended(String cell, RunningCell heard, Answer answer, boolean wasInterrupted, long milliseconds) {
            answers.add(answer);
            return true;
        }

        @Override
        public void refused(String cell, String message) {
            throw new AssertionError(message);
        }

        @Override
        public void queueChanged(Runner changed) {
        }

        @Override
        public void machineChanged(Runner changed) {
        }

        @Override
        public List<String> lost(String why) {
            return List.of();
        }
    }

    @BeforeEach
    void place() throws IOException {
        Files.createDirectories(SANDBOXES);
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        runner.close();
        machines.close();
        clock.shutdownNow();
        try (Stream<Path> left = Files.list(SANDBOXES)) {
            assertEquals(List.of(), left.toList());
        }
        Files.delete(SANDBOXES);
    }

    private Answer run(String cell) throws InterruptedException {
        runner.run(List.of(cell));
        Answer answer = answers.poll(60, TimeUnit.SECONDS);
        assertTrue(answer != null, "no answer to " + cell);
        return answer;
    }

    @Test
    void a_cell_that_ends_while_it_is_being_killed_leaves_no_dead_machine_to_the_next() throws Exception {
        var killing = new Thread(runner::kill);
        worker.atTheNextOutput = () -> {
            diesSlowly.set(true);
            killing.start();
            await(dying);
        };
        assertFalse(run("1 + 1").isLost(), "it has ended by itself");
        mayDie.countDown();
        killing.join();
        Answer next = run("2 + 2");
        assertFalse(next.isLost(), "it ran in the machine that was killed");
        assertEquals("4", next.parts().getFirst().value());
    }

    @Test
    void a_cell_whose_machine_is_killed_before_it_begins_runs_in_no_other() throws Exception {
        worker.beforeTheNext = runner::kill;
        assertTrue(run("1 + 1").isLost());
        assertEquals("4", run("2 + 2").parts().getFirst().value());
    }

    @Test
    void a_cell_whose_notebook_is_closed_before_it_begins_starts_no_machine() throws Exception {
        worker.beforeTheNext = () -> {
            Thread closing = Thread.ofPlatform().start(runner::close);
            while (runner.hasMachine() && closing.isAlive()) {
                Thread.onSpinWait();
            }
        };
        assertTrue(run("1 + 1").isLost());
    }
}
