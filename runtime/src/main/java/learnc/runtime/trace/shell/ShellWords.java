package learnc.runtime.trace.shell;

import java.io.IOException;
import learnc.runtime.trace.Event;
import learnc.runtime.trace.EventWriter;
import learnc.runtime.trace.Header;
import learnc.runtime.trace.State;

/// Adds to each event what one would type instead, before another writer gets it.
///
/// @param writer      the other one
/// @param translation remembers what earlier calls have told
public record ShellWords(EventWriter writer, Translation translation) implements EventWriter {

    /// Adds them for this writer.
    public ShellWords(EventWriter writer) {
        this(writer, new Translation());
    }

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
        writer.beforeSilence(unfinished);
    }

    @Override
    public boolean wantsBegun() {
        return writer.wantsBegun();
    }

    @Override
    public void begun(Event unfinished) throws IOException {
        writer.begun(unfinished);
    }

    @Override
    public void write(Event event) throws IOException {
        writer.write(event.with(withShell(event.explanation(), translation.shell(event))));
    }

    @Override
    public void keyframe(long after, State state) throws IOException {
        writer.keyframe(after, state);
    }

    private static Event.Explanation withShell(Event.Explanation old, String shell) {
        return old == null ? new Event.Explanation(null, null, shell, null) : new Event.Explanation(old.why(), old.without(), shell, old.manual());
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
