package learnc.runtime.trace;

import java.io.IOException;
import java.util.function.Predicate;

/// Hands on only the events that are wanted.
public final class FilteredWriter extends PassingWriter {

    private final Predicate<Event> filter;

    /// @param writer who gets them
    /// @param filter which are wanted
    public FilteredWriter(EventWriter writer, Predicate<Event> filter) {
        super(writer);
        this.filter = filter;
    }

    @Override
    public void beforeSilence(Event unfinished) throws IOException {
        if (filter.test(unfinished)) {
            super.beforeSilence(unfinished);
        } else {
            flush();
        }
    }

    @Override
    public void begun(Event unfinished) throws IOException {
        if (filter.test(unfinished)) {
            super.begun(unfinished);
        }
    }

    @Override
    public void write(Event event) throws IOException {
        if (filter.test(event)) {
            super.write(event);
        }
    }
}
