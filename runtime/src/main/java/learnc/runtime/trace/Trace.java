package learnc.runtime.trace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.Door;

/// A record of everything that passes the doors that it was put around.
///
///     try (var trace = new Trace(header, complain, new TextWriter(System.err, style))) {
///         var linux = new Linux(trace);
///
/// The words are written by a thread of the trace's own, so that the run waits for nobody; only before a call that may take long
/// it waits until everything has been written. That thread looks for work a hundred times a second by itself: to wake it for
/// each call would cost the run more than the call.
///
/// A writer that fails (a full disk) is dropped with one complaint, and the run goes on: being watched must not change it.
public final class Trace implements UnaryOperator<Door>, AutoCloseable {

    private static final long PAUSE_MILLISECONDS = 10;
    /// A program can make calls faster than they can be written.
    private static final int MOST_WAITING = 8192;

    private final long began = System.nanoTime();
    private final List<EventWriter> writers;
    private final Consumer<String> complain;
    private final EventBuilder builder = new EventBuilder();
    private final Caller caller = new Caller();
    private final Reasons reasons = new Reasons();
    private final Explanations explanations = new Explanations();
    private final boolean isExplained;
    private final boolean isBegunWanted;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService writing =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("learnc-trace").factory());
    private Observation observation;
    private long events;
    private boolean isOver;

    private interface Step {
        void apply(EventWriter writer) throws IOException;
    }

    private interface EventStep {
        void apply(EventWriter writer, Event event) throws IOException;
    }

    /// A trace that begins now.
    ///
    /// @param complain gets one sentence when a writer fails
    public Trace(Header header, Consumer<String> complain, EventWriter... writers) {
        this.writers = new ArrayList<>(List.of(writers));
        this.complain = complain;
        this.isBegunWanted = this.writers.stream().anyMatch(EventWriter::wantsBegun);
        this.isExplained = this.writers.stream().anyMatch(EventWriter::wantsExplanations);
        write(writer -> writer.begin(header));
        writing.scheduleWithFixedDelay(this::writeWaiting, 0, PAUSE_MILLISECONDS, TimeUnit.MILLISECONDS);
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
        Caller.Found found = caller.find(false);
        synchronized (this) {
            return builder.build(events + 1, actor, call, builder.descriptors().names(actor, call), System.nanoTime() - began, 0,
                    EventBuilder.NOT_RETURNED, found);
        }
    }

    /// The same outlook with what the call is for; when this returns, the writers know of every call before it. Call it where the
    /// call itself would be made.
    public Event explained(Event outlook, Call call) {
        Caller.Found found = caller.find(true);
        var words = new AtomicReference<>(outlook);
        settle(() -> words.set(explanations.explained(outlook, call.systemCall(), Explanations.Frame.of(found.stack()))));
        return words.get();
    }

    /// Waits until the writers know of every call so far.
    public void settle() {
        settle(() -> { });
    }

    private void settle(Runnable last) {
        if (!writing.isShutdown()) {
            waiting.add(last);
            awaitWritten();
        }
    }

    EventBuilder builder() {
        return builder;
    }

    synchronized void expectSilence(Actor actor, Call call, String[] names, long start) {
        Caller.Found found = caller.find(isExplained);
        Event unfinished = builder.build(events + 1, actor, call, names, start - began, 0, EventBuilder.NOT_RETURNED, found);
        writeEvent(unfinished, call, found, EventWriter::beforeSilence);
        awaitWritten();
    }

    synchronized void add(Actor actor, Call call, String[] names, long start, long end, Long result, String tampering) {
        Caller.Found found = caller.find(isExplained);
        Event event = builder.build(++events, actor, call, names, start - began, end - start, result, found);
        Event observed = observation == null ? event : event.with(observation.after(actor, call, result));
        writeEvent(tampering == null ? observed : observed.tampered(tampering), call, found, EventWriter::write);
        if (observation != null) {
            frame(observation.frame(events));
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
    /// @param seen makes an event of its number
    public synchronized void add(LongFunction<Event> seen) {
        Event event = seen.apply(++events);
        write(writer -> writer.write(event));
        if (events % MOST_WAITING == 0) {
            awaitWritten();
        }
    }

    /// Whether anybody wants to hear of calls that have begun.
    public boolean wantsBegun() {
        return isBegunWanted;
    }

    /// Says that such a call has begun, and that something else happens before it ends.
    public synchronized void begun(Event unfinished) {
        write(writer -> writer.begun(unfinished));
    }

    /// Words that must be looked up are looked up where nobody waits.
    private void writeEvent(Event event, Call call, Caller.Found found, EventStep step) {
        if (!isOver) {
            waiting.add(() -> {
                Event explained = explained(event, call, found);
                forEach(writer -> step.apply(writer, explained));
            });
        }
    }

    private Event explained(Event event, Call call, Caller.Found found) {
        if (isExplained) {
            return explanations.explained(event, call.systemCall(), Explanations.Frame.of(found.stack()));
        }
        return event.refusal() == null ? event : reasons.explained(event, call.systemCall());
    }

    /// Ends the record. Calls that are made afterwards are not in it.
    @Override
    public synchronized void close() {
        if (!isOver) {
            write(writer -> writer.end(events));
            isOver = true;
            awaitWritten();
            if (observation != null) {
                observation.end();
            }
            writing.shutdown();
        }
    }

    private void write(Step step) {
        if (!isOver) {
            waiting.add(() -> forEach(step));
        }
    }

    private void writeWaiting() {
        for (Runnable step = waiting.poll(); step != null; step = waiting.poll()) {
            step.run();
        }
    }

    /// Waits until everything that has happened is written.
    public void awaitWritten() {
        if (writing.isShutdown()) {
            return;
        }
        try {
            writing.submit(this::writeWaiting).get();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
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
