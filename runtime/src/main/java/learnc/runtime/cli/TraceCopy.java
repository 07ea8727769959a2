package learnc.runtime.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

import learnc.runtime.trace.Event;
import learnc.runtime.trace.EventWriter;
import learnc.runtime.trace.Header;
import learnc.runtime.trace.JsonReader;

/// Reads a trace file from its beginning to its end, and hands on the events that are wanted.
final class TraceCopy {

    private static final Header UNKNOWN = new Header(Header.VERSION, "", List.of(), Instant.EPOCH, "", "", "");

    private final String file;
    private final TraceChoice choice;
    private final PrintWriter err;
    private long shown;
    private long all;

    TraceCopy(String file, TraceChoice choice, PrintWriter err) {
        this.file = file;
        this.choice = choice;
        this.err = err;
    }

    /// Copies everything, and says what is hidden and what is missing.
    void to(EventWriter writer) {
        Predicate<Event> filter = choice.filter();
        JsonReader read = TraceFile.read(file, reader -> {
            copy(reader, filter, writer);
            return reader;
        });
        if (choice.isOn()) {
            err.println("learnc: " + shown + " of " + all + " events shown: " + choice.said());
        }
        read.remarks().forEach(remark -> err.println("learnc: " + remark));
    }

    private void copy(JsonReader reader, Predicate<Event> filter, EventWriter writer) throws IOException {
        Event event = reader.next();
        TraceFile.refuseIfNone(file, reader);
        writer.begin(reader.header() == null ? UNKNOWN : reader.header());
        for (; event != null; event = reader.next()) {
            all++;
            frame(reader, writer);
            if (filter.test(event)) {
                shown++;
                writer.write(event);
            }
        }
        frame(reader, writer);
        writer.end(all);
    }

    private static void frame(JsonReader reader, EventWriter writer) throws IOException {
        if (reader.frame() >= 0) {
            writer.keyframe(reader.frame(), reader.before());
        }
    }
}
