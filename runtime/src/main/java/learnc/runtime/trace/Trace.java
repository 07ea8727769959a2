package learnc.runtime.trace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.Door;
import learnc.runtime.kernel.SystemCall;

/// A record of everything that passes the doors that it was put around.
///
///     try (var trace = new Trace(header, complain, new TextWriter(System.err, style))) {
///         var linux = new Linux(trace);
///
/// The words are found and written by a thread of the trace's own, so that the run waits for nobody; only before a program starts
/// that may write to the same place it waits until everything has been written. That thread looks for work five hundred times a
/// second by itself: to wake it for each call would cost the run more than the call.
///
/// A writer that fails (a full disk) is dropped with one complaint, and the run goes on: being watched must not change it.
public final class Trace implements UnaryOperator<Door>, AutoCloseable {

    private static final long PAUSE_NANOSECONDS = 2_000_000;
    /// Calls can be made faster than they can be written. Each of learnc's own may hold a copy of 64 KiB until then.
    private static final int MOST_WAITING = 1024;
    private static final int MOST_WAITING_IN_WORDS = 8192;

    private final long began = System.nanoTime();
    private final List<EventWriter> writers;
    private final Consumer<String> complain;
    private final EventBuilder builder;
    private final ThreadNumbers threads = new ThreadNumbers();
    private final Reasons reasons = new Reasons();
    private final Explanations explanations = new Explanations();
    private final boolean isExplained;
    private final boolean isBegunWanted;
    private final boolean isPlaceShared;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final Thread writing = Thread.ofPlatform().daemon().name("learnc-trace").unstarted(this::writeUntilOver);
    private Observation observation;
    private long events;
    private volatile boolean isOver;

    private interface Step {
        void apply(EventWriter writer) throws IOException;
    }

    // What is done for each call is a record and no lambda: one that holds values is slow to make before Java compiles well.

    /// A call of learnc's own to be told.
    private record Made(Trace trace, long sequence, Sighting seen, long start, long end, Long result, List<Change> changes, String tampering)
            implements Runnable {
        @Override
        public void run() {
            trace.forEach(new Writing(trace.words(this)));
        }
    }

    /// A call that somebody else has seen, to be told.
    private record Told(Trace trace, long sequence, LongFunction<Event> seen) implements Runnable {
        @Override
        public void run() {
            trace.forEach(new Writing(seen.apply(sequence)));
        }
    }

    private record Writing(Event event) implements Step {
        @Override
        public void apply(EventWriter writer) throws IOException {
            writer.write(event);
        }
    }

    /// A trace that begins now.
    ///
    /// @param complain gets one sentence when a writer fails
    public Trace(Header header, Consumer<String> complain, EventWriter... writers) {
        this.writers = new ArrayList<>(List.of(writers));
        this.complain = complain;
        this.builder = new EventBuilder(this.writers.stream().anyMatch(EventWriter::wantsDetails));
        this.isPlaceShared = this.writers.stream().anyMatch(EventWriter::sharesItsPlace);
        this.isBegunWanted = this.writers.stream().anyMatch(EventWriter::wantsBegun);
        this.isExplained = this.writers.stream().anyMatch(EventWriter::wantsExplanations);
        write(writer -> writer.begin(header));
        writing.start();
    }

    /// From now on each event tells what it changed, too.
    ///
    /// @param its is closed with the trace
    public synchronized Trace observedBy(Observer its) {
        observation = new Observation(its, complain);
        frame(observation.first());
        return this;
    }

    /// The same door with this trace around it.
    @Override
    public Door apply(Door door) {
        return new TracedDoor(door, this);
    }

    /// The event that a call is going to be, for someone who waits before it: without a result, and with the number that it gets
    /// unless another thread's call ends first.
    public Event outlook(Actor actor, Call call) {
        Sighting seen = new Sighting(actor, call, thread(actor));
        var outlook = new AtomicReference<Event>();
        settle(() -> outlook.set(unfinished(builder, seen, System.nanoTime())));
        // Who is interrupted does not wait, and will not ask what the descriptors are.
        return outlook.get() != null ? outlook.get() : unfinished(new EventBuilder(true), seen, System.nanoTime());
    }

    /// The same outlook with what the call is for; when this returns, the writers know of every call before it. Call it where the
    /// call itself would be made.
    public Event explained(Event outlook, Actor actor, Call call) {
        Sighting seen = new Sighting(actor, call, thread(actor));
        var words = new AtomicReference<>(outlook);
        settle(() -> words.set(explanations.explained(outlook, seen)));
        return words.get();
    }

    /// Waits until the writers know of every call so far.
    public void settle() {
        settle(() -> { });
    }

    private void settle(Runnable last) {
        if (isOver) {
            last.run();
        } else {
            waiting.add(last);
            awaitWritten();
        }
    }

    /// Looks at a call that is about to be made.
    Sighting sight(Actor actor, Call call) {
        Sighting seen = new Sighting(actor, call, thread(actor));
        if (Descriptors.areGivenUp(call)) {
            writeIfOpen(() -> seen.name(builder.descriptors().before(actor, call)));
        }
        return seen;
    }

    private int thread(Actor actor) {
        return actor.isHost() ? threads.current() : actor.pid();
    }

    /// Shows a call that may take long before it ends, and all before it.
    synchronized void expectSilence(Sighting seen, long start) {
        writeIfOpen(() -> {
            // Until it ends, another thread may give a descriptor up, and its number away.
            seen.name(builder.descriptors().names(seen.actor(), seen.call()));
            Event unfinished = explained(unfinished(builder, seen, start), seen);
            forEach(writer -> writer.beforeSilence(unfinished));
        });
        if (isPlaceShared && startsAProgram(seen.call())) {
            awaitWritten();
        }
    }

    private static boolean startsAProgram(Call call) {
        return call.systemCall() == SystemCall.EXECVE || call.systemCall() == SystemCall.EXECVEAT;
    }

    private Event unfinished(EventBuilder its, Sighting seen, long start) {
        return its.build(events + 1, seen, start - began, 0, EventBuilder.NOT_RETURNED);
    }

    /// Writes down that a call has returned, or failed to.
    synchronized void add(Sighting seen, long start, long end, Long result, String tampering) {
        long sequence = ++events;
        List<Change> changes = observation == null ? List.of() : observation.after(seen.actor(), seen.call(), result);
        seen.keep();
        writeIfOpen(new Made(this, sequence, seen, start, end, result, changes, tampering));
        if (observation != null) {
            frame(observation.frame(events));
        }
        awaitRoom(MOST_WAITING);
    }

    private Event words(Made made) {
        Event event = builder.build(made.sequence, made.seen, made.start - began, made.end - made.start, made.result);
        Event changed = made.changes.isEmpty() ? event : event.with(made.changes);
        return explained(made.tampering == null ? changed : changed.tampered(made.tampering), made.seen);
    }

    private Event explained(Event event, Sighting seen) {
        if (isExplained) {
            return explanations.explained(event, seen);
        }
        return event.refusal() == null ? event : reasons.explained(event, seen.call().systemCall());
    }

    private void awaitRoom(int mostWaiting) {
        if (events % mostWaiting == 0) {
            awaitWritten();
        }
    }

    private void frame(State state) {
        long after = events;
        if (state != null) {
            write(writer -> writer.keyframe(after, state));
        }
    }

    /// How long the trace has lasted, in nanoseconds.
    public long nanoseconds() {
        return System.nanoTime() - began;
    }

    /// Adds a call that somebody else has seen, not at one of the doors.
    ///
    /// @param seen makes an event of its number, later and on the trace's own thread
    public synchronized void add(LongFunction<Event> seen) {
        writeIfOpen(new Told(this, ++events, seen));
        awaitRoom(MOST_WAITING_IN_WORDS);
    }

    /// Whether anybody wants to hear of calls that have begun.
    public boolean wantsBegun() {
        return isBegunWanted;
    }

    /// Says that such a call has begun, and that something else happens before it ends.
    ///
    /// @param seen makes an event of it, later and on the trace's own thread
    public synchronized void begun(Supplier<Event> seen) {
        writeIfOpen(() -> {
            Event unfinished = seen.get();
            forEach(writer -> writer.begun(unfinished));
        });
    }

    /// Ends the record. Calls that are made afterwards are not in it.
    @Override
    public synchronized void close() {
        if (!isOver) {
            write(writer -> writer.end(events));
            isOver = true;
            boolean wasInterrupted = Thread.interrupted();
            awaitWritten();
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
            if (observation != null) {
                observation.end();
            }
            writing.interrupt();
        }
    }

    private void write(Step step) {
        writeIfOpen(() -> forEach(step));
    }

    private void writeIfOpen(Runnable words) {
        if (!isOver) {
            waiting.add(words);
        }
    }

    private void writeUntilOver() {
        while (!Thread.currentThread().isInterrupted()) {
            for (Runnable words = waiting.poll(); words != null; words = waiting.poll()) {
                tell(words);
            }
            LockSupport.parkNanos(PAUSE_NANOSECONDS);
        }
    }

    /// A run goes on, even if learnc has no words for one of its calls.
    private void tell(Runnable words) {
        try {
            words.run();
        } catch (RuntimeException | Error mistake) {
            complain.accept("one call is missing in the trace, the run goes on: " + mistake);
        }
    }

    /// Waits until everything that has happened is written.
    public void awaitWritten() {
        var written = new CountDownLatch(1);
        waiting.add(written::countDown);
        LockSupport.unpark(writing);
        try {
            boolean isWritten = false;
            while (!isWritten && writing.isAlive()) {
                isWritten = written.await(1, TimeUnit.SECONDS);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void forEach(Step step) {
        for (int i = 0; i < writers.size(); i++) {
            try {
                step.apply(writers.get(i));
            } catch (IOException failure) {
                writers.remove(i--);
                complain.accept("the trace is cut off here, the run goes on: " + failure.getMessage());
            }
        }
    }
}
