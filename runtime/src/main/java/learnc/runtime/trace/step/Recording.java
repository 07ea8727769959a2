package learnc.runtime.trace.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import learnc.runtime.trace.Event;
import learnc.runtime.trace.EventWriter;
import learnc.runtime.trace.Header;
import learnc.runtime.trace.Replay;
import learnc.runtime.trace.State;

/// Every event so far, to look back at. Written by the trace, read by front ends.
public final class Recording implements EventWriter {

    private static final int EVENTS_A_FRAME = 1000;

    private final List<Event> events = new ArrayList<>();
    /// The state after the event with that number, now and then.
    private final TreeMap<Integer, State> frames = new TreeMap<>();
    private List<String> command = List.of();

    /// A recording of long ago.
    ///
    /// @param command stands for it
    public static Recording of(Replay replay, List<String> command) {
        var recording = new Recording();
        recording.command = List.copyOf(command);
        for (Event event : replay.events()) {
            if (recording.size() % EVENTS_A_FRAME == 0 && replay.before(recording.size()) instanceof State state) {
                recording.keyframe(recording.size(), state);
            }
            recording.write(event);
        }
        return recording;
    }

    @Override
    public synchronized void begin(Header header) {
        command = header.command();
    }

    @Override
    public synchronized void write(Event event) {
        events.add(event);
    }

    @Override
    public synchronized void keyframe(long after, State state) {
        frames.put((int) after, state);
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

    /// What was known of the kernel after a call, as the recording tells it.
    ///
    /// @param step 0 for the beginning
    /// @return null when nobody has looked
    public synchronized State stateAfter(int step) {
        Map.Entry<Integer, State> frame = frames.floorEntry(step);
        if (frame == null) {
            return null;
        }
        State state = frame.getValue().copy();
        for (int next = frame.getKey() + 1; next <= Math.min(step, events.size()); next++) {
            state.apply(events.get(next - 1).changes());
        }
        return state;
    }
}
