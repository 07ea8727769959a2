package learnc.runtime.trace;

import java.io.IOException;
import java.util.function.Predicate;

/// Hands on only the events that are wanted.
///
/// @param writer who gets them
/// @param filter which are wanted
public record FilteredWriter(EventWriter writer, Predicate<Event> filter) implements EventWriter {

    @Override
    public boolean wantsExplanations() {
        return writer.wantsExplanations();
    }

    @Override
    public void begin(Header header) throws IOException {
        writer.begin(header);
    }

    @Override
    public void beforeSilence(Event unfinished) throws IOException {
        if (filter.test(unfinished)) {
            writer.beforeSilence(unfinished);
        } else {
            writer.flush();
        }
    }

    @Override
    public boolean wantsBegun() {
        return writer.wantsBegun();
    }

    @Override
    public void begun(Event unfinished) throws IOException {
        if (filter.test(unfinished)) {
            writer.begun(unfinished);
        }
    }

    @Override
    public void write(Event event) throws IOException {
        if (filter.test(event)) {
            writer.write(event);
        }
    }

    @Override
    public void keyframe(long after, State state) throws IOException {
        writer.keyframe(after, state);
    }

    @Override
    public void flush() throws IOException {
        writer.flush();
    }

    @Override
    public void end(long events) throws IOException {
        writer.end(events);
    }
}
