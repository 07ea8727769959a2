package learnc.lessons.keeper;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import learnc.lessons.cell.CellMachine;

/// Machines for cells that a [Keeper] starts for us.
public final class KeptMachines implements Supplier<CellMachine> {

    private static final int PATIENCE_SECONDS = 60;

    private final Pipe pipe;
    private final Map<Integer, Kept> open = new ConcurrentHashMap<>();
    private final AtomicInteger last = new AtomicInteger();

    /// @param in       from the keeper
    /// @param out      to the keeper
    /// @param whenAlone is called when the keeper is gone
    public KeptMachines(InputStream in, OutputStream out, Runnable whenAlone) {
        pipe = new Pipe(in, out);
        Thread.ofPlatform().daemon().name("keeper").start(() -> {
            for (Pipe.Message message = pipe.next(); message != null; message = pipe.next()) {
                take(message);
            }
            whenAlone.run();
        });
    }

    /// Has the keeper show a line to the user.
    public void say(String line) {
        pipe.send("say", 0, line);
    }

    /// Tells the keeper why there will be no server.
    public void fail(String why) {
        pipe.send("fail", 0, why);
    }

    @Override
    public CellMachine get() {
        var machine = new Kept(last.incrementAndGet());
        open.put(machine.number, machine);
        pipe.send("open", machine.number, "");
        return machine;
    }

    private void take(Pipe.Message message) {
        Kept machine = open.get(message.number());
        if (machine == null) {
            return;
        }
        switch (message.word()) {
            case "opened" -> machine.meeting.complete(Path.of(message.text()));
            case "refused" -> machine.meeting.completeExceptionally(new IOException(message.text()));
            // Off this thread: who waits for the end may ask the keeper something.
            case "ended" -> machine.end.completeAsync(message::text, Thread::startVirtualThread);
            case "closed" -> machine.closed.complete(null);
            default -> { }
        }
    }

    private final class Kept implements CellMachine {

        private final int number;
        private final CompletableFuture<Path> meeting = new CompletableFuture<>();
        private final CompletableFuture<String> end = new CompletableFuture<>();
        private final CompletableFuture<Void> closed = new CompletableFuture<>();

        Kept(int number) {
            this.number = number;
        }

        @Override
        public Path meetingPlace() throws IOException {
            return awaited(meeting);
        }

        @Override
        public CompletableFuture<String> start() {
            pipe.send("start", number, "");
            return end;
        }

        @Override
        public void close() {
            pipe.send("close", number, "");
            try {
                awaited(closed);
            } catch (IOException gone) {
                // The keeper closes everything at its own end.
            }
            open.remove(number);
        }
    }

    private static <T> T awaited(CompletableFuture<T> answer) throws IOException {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException refused) {
            throw new IOException(refused.getCause().getMessage(), refused);
        } catch (TimeoutException silent) {
            throw new IOException("the keeper does not answer", silent);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException(stop);
        }
    }
}
