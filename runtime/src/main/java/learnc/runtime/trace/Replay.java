package learnc.runtime.trace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A trace that was read, to walk in: each event, and the state before and after it, forward and back. It is a view of a recording;
/// no process runs.
public final class Replay {

    /// More than these are not kept: a trace of a million calls would fill the memory.
    public static final int MOST_EVENTS = 200_000;
    private static final int EVENTS_WITHOUT_FRAME = 1000;

    private final List<Event> events = new ArrayList<>();
    /// The state before the event with that index, now and then, and null where from there on nobody knows it.
    private final TreeMap<Integer, State> frames = new TreeMap<>();
    private final List<String> remarks = new ArrayList<>();
    private State end;

    private Replay() {
    }

    /// Reads a trace as far as it goes.
    public static Replay of(JsonReader reader) throws IOException {
        var replay = new Replay();
        Event event = reader.next();
        while (event != null && replay.events.size() < MOST_EVENTS) {
            replay.keep(event, reader.before());
            event = reader.next();
        }
        replay.end = reader.before() == null ? null : reader.before().copy();
        if (event != null) {
            replay.remarks.add("only the first " + MOST_EVENTS + " events are shown");
        }
        replay.remarks.addAll(reader.remarks());
        return replay;
    }

    private void keep(Event event, State before) {
        int index = events.size();
        Map.Entry<Integer, State> last = frames.lastEntry();
        boolean isNews = last == null || last.getValue() == null != (before == null);
        if (isNews || before != null && index - last.getKey() >= EVENTS_WITHOUT_FRAME) {
            frames.put(index, before == null ? null : before.copy());
        }
        events.add(event);
    }

    /// All events, in their order.
    public List<Event> events() {
        return List.copyOf(events);
    }

    /// What is missing or strange, a sentence each.
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    /// The place of the event with this number, or of the first after it; after the last one where there is none.
    public int indexOf(long sequence) {
        int index = 0;
        while (index < events.size() && events.get(index).sequence() < sequence) {
            index++;
        }
        return index;
    }

    /// The state before the event at this place; with the number of events, the state in the end.
    ///
    /// @return null where the trace does not tell it
    public State before(int index) {
        if (index == events.size() && events.size() < MOST_EVENTS) {
            return end == null ? null : end.copy();
        }
        Map.Entry<Integer, State> frame = frames.floorEntry(index);
        if (frame == null || frame.getValue() == null) {
            return null;
        }
        State state = frame.getValue().copy();
        for (int at = frame.getKey(); at < index; at++) {
            state.apply(events.get(at).changes());
        }
        return state;
    }
}
