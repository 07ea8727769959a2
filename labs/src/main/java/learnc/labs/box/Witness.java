package learnc.labs.box;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import learnc.runtime.trace.Event;
import learnc.runtime.trace.EventWriter;
import learnc.runtime.trace.Header;

/// Remembers every call that it is told of, and lets others wait for one.
public final class Witness implements EventWriter {

    private final List<Event> events = new ArrayList<>();
    private boolean isOver;

    @Override
    public boolean wantsExplanations() {
        return false;
    }

    @Override
    public void begin(Header header) {
        // Only calls are looked at.
    }

    @Override
    public synchronized void write(Event event) {
        events.add(event);
        notifyAll();
    }

    @Override
    public void flush() {
        // Nothing is kept back.
    }

    @Override
    public synchronized void end(long count) {
        isOver = true;
        notifyAll();
    }

    /// What was seen until now, in the order in which the calls ended.
    public synchronized List<Event> events() {
        return List.copyOf(events);
    }

    /// Waits for a call.
    ///
    /// @param deadline by System.nanoTime()
    /// @return the first one that fits; null when the program has ended without it, or the time is over
    public synchronized Event await(Predicate<Event> wanted, long deadline) throws InterruptedException {
        for (int next = 0; ; ) {
            for (; next < events.size(); next++) {
                if (wanted.test(events.get(next))) {
                    return events.get(next);
                }
            }
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (isOver || left <= 0) {
                return null;
            }
            wait(left);
        }
    }
}
