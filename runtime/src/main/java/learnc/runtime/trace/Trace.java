package learnc.runtime.trace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.Door;

/// A record of everything that passes the doors that it was put around.
///
///     try (var trace = new Trace(header, complain, new TextWriter(System.err, style))) {
///         var linux = new Linux(trace);
///
/// A writer that fails (a full disk) is dropped with one complaint, and the run goes on: being watched must not change it.
public final class Trace implements UnaryOperator<Door>, AutoCloseable {

    private final long began = System.nanoTime();
    private final List<EventWriter> writers;
    private final Consumer<String> complain;
    private final EventBuilder builder = new EventBuilder();
    private long events;

    private interface Step {
        void apply(EventWriter writer) throws IOException;
    }

    /// A trace that begins now.
    ///
    /// @param complain gets one sentence when a writer fails
    public Trace(Header header, Consumer<String> complain, EventWriter... writers) {
        this.writers = new ArrayList<>(List.of(writers));
        this.complain = complain;
        forEach(writer -> writer.begin(header));
    }

    /// The same door with this trace around it.
    @Override
    public Door apply(Door door) {
        return new TracedDoor(door, this);
    }

    EventBuilder builder() {
        return builder;
    }

    synchronized void expectSilence(Actor actor, Call call, String[] names, long start) {
        Event unfinished = builder.build(events + 1, actor, call, names, start - began, 0, EventBuilder.NOT_RETURNED);
        forEach(writer -> writer.beforeSilence(unfinished));
    }

    synchronized void add(Actor actor, Call call, String[] names, long start, long end, Long result) {
        Event event = builder.build(++events, actor, call, names, start - began, end - start, result);
        forEach(writer -> writer.write(event));
    }

    /// Ends the record. Calls that are made afterwards are not in it.
    @Override
    public synchronized void close() {
        forEach(writer -> writer.end(events));
        writers.clear();
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
