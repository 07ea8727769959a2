package learnc.runtime.trace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// Reads a trace back that [JsonWriter] has written. The file may be cut off, damaged, from a newer learnc or from an enemy:
/// what can be read is read, and [#remarks()] says what is missing.
public final class JsonReader {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_REMARKS = 20;
    private static final int MOST_GAPS = 3;
    private static final long NO_FRAME = -1;

    private final BoundedLines lines;
    private final List<String> remarks = new ArrayList<>();
    private Header header;
    private State state;
    private Event last;
    private long frame;
    private long lineNumber;
    private long lastSequence;
    private long events;
    private boolean isComplete;
    private int unsaid;
    private int gaps;
    private long missing;

    /// @param in the file; the caller closes it
    public JsonReader(InputStream in) {
        lines = new BoundedLines(in);
    }

    /// The next event, or null when there is none left.
    public Event next() throws IOException {
        stepOver();
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            lineNumber++;
            Event event = isBlank(line) ? null : event(line);
            if (event != null) {
                count(event);
                last = event;
                return event;
            }
        }
        if (!isComplete) {
            isComplete = true;
            remark("the trace has no end: learnc was killed while it wrote it, or the disk was full, or the file was cut");
        }
        return null;
    }

    /// What stands above the events: null before the first [#next()], and when the file has none.
    public Header header() {
        return header;
    }

    /// What the kernel's state was before the event that [#next()] has returned last; after the last event, what it is in the end.
    /// It changes with the next [#next()]: take a [State#copy()] to keep it.
    ///
    /// @return null where nobody knows: the trace was written without a state, or the first key frame comes later
    public State before() {
        return state;
    }

    /// The number that stands in the key frame right before the event that [#next()] has returned last, or −1 when none stands there.
    public long frame() {
        return frame;
    }

    private void stepOver() {
        frame = NO_FRAME;
        if (last != null && state != null) {
            state.apply(last.changes());
        }
        last = null;
    }

    /// Whether at least one event was read.
    public boolean hasEvents() {
        return events > 0;
    }

    /// What is missing or strange, a sentence each; complete when [#next()] has returned null.
    public List<String> remarks() {
        var all = new ArrayList<>(remarks);
        if (missing > 0) {
            all.add("missing in " + (gaps - MOST_GAPS) + " more places: " + missing + " events; a trace that was written with a filter has only what passed it");
        }
        if (unsaid > 0) {
            all.add("and " + unsaid + " more such remarks");
        }
        return all;
    }

    private Event event(byte[] line) {
        try (JsonParser json = JSON.createParser(line)) {
            var read = new JsonLine(json);
            if (read.isHeader()) {
                takeHeader(read.header());
                return null;
            }
            if (read.isEnd()) {
                takeEnd(read.end());
                return null;
            }
            if (read.isKeyframe()) {
                takeFrame(read.keyframe(), read.state());
                return null;
            }
            return read.event();
        } catch (IOException | IllegalArgumentException garbage) {
            remark("line " + lineNumber + " is no event, and was left out");
            return null;
        }
    }

    private void takeHeader(Header found) {
        header = found;
        if (found.version() > Header.VERSION) {
            remark("this trace has version " + found.version() + " of the format, and this learnc knows " + Header.VERSION
                    + ": what is new in it is not shown");
        }
    }

    private void takeFrame(long after, State found) {
        if (state != null && after == lastSequence && !state.equals(found)) {
            remark("the state after event " + after + " is not what the changes before it give: a line is damaged or was changed");
        }
        state = found;
        frame = after;
    }

    private void takeEnd(long promised) {
        isComplete = true;
        if (promised != lastSequence) {
            remark("the trace ends with event " + promised + ", and the last one here is " + lastSequence);
        }
    }

    /// A few gaps are told one by one; many are those of a filter.
    private void gap(long first, long last) {
        if (gaps++ < MOST_GAPS) {
            remark("missing here: event " + first + (first == last ? "" : " to " + last));
        } else {
            missing += last - first + 1;
        }
    }

    private void count(Event event) {
        if (events == 0 && header == null) {
            remark("the first line is no header: this may be the middle of a trace");
        }
        if (event.sequence() > lastSequence + 1) {
            gap(lastSequence + 1, event.sequence() - 1);
        }
        if (event.sequence() <= lastSequence) {
            remark("event " + event.sequence() + " stands behind event " + lastSequence);
        }
        if (event.sequence() != lastSequence + 1) {
            state = frame == event.sequence() - 1 ? state : null;
        }
        contradictions(event);
        lastSequence = event.sequence();
        events++;
    }

    private void contradictions(Event event) {
        if (state == null || event.changes().isEmpty()) {
            return;
        }
        State then = event.changes().size() == 1 ? state : state.copy();
        for (Change change : event.changes()) {
            String contradiction = then.contradiction(change);
            if (contradiction != null) {
                remark("event " + event.sequence() + " does not follow from those before it: " + change.view() + " " + change.item() + " " + contradiction);
            }
            if (then != state) {
                then.apply(change);
            }
        }
    }

    private void remark(String remark) {
        if (remarks.size() < MOST_REMARKS) {
            remarks.add(remark);
        } else {
            unsaid++;
        }
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
