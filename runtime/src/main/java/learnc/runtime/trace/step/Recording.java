package learnc.runtime.trace.step;

import java.util.ArrayList;
import java.util.List;

import learnc.runtime.trace.Event;
import learnc.runtime.trace.EventWriter;
import learnc.runtime.trace.Header;

/// Every event so far, to look back at. Written by the trace, read by front ends.
public final class Recording implements EventWriter {

    private final List<Event> events = new ArrayList<>();
    private List<String> command = List.of();

    @Override
    public synchronized void begin(Header header) {
        command = header.command();
    }

    @Override
    public synchronized void write(Event event) {
        events.add(event);
    }

    @Override
    public void flush() {
        // Nothing waits here.
    }

    @Override
    public void end(long all) {
        // The count is known anyway.
    }

    /// The command line that is recorded.
    public synchronized List<String> command() {
        return command;
    }

    /// How many events there are.
    public synchronized int size() {
        return events.size();
    }

    /// One of them.
    ///
    /// @param step 1 for the first, up to [#size()]
    public synchronized Event event(int step) {
        return events.get(step - 1);
    }
}
