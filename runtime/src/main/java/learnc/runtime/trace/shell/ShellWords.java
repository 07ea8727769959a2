package learnc.runtime.trace.shell;

import java.io.IOException;
import learnc.runtime.trace.Event;
import learnc.runtime.trace.EventWriter;
import learnc.runtime.trace.PassingWriter;

/// Adds to each event what one would type instead, before another writer gets it.
public final class ShellWords extends PassingWriter {

    /// Remembers what earlier calls have told.
    private final Translation translation = new Translation();

    /// Adds them for this writer.
    public ShellWords(EventWriter writer) {
        super(writer);
    }

    @Override
    public void write(Event event) throws IOException {
        super.write(event.with(withShell(event.explanation(), translation.shell(event))));
    }

    private static Event.Explanation withShell(Event.Explanation old, String shell) {
        return old == null ? new Event.Explanation(null, null, shell, null) : new Event.Explanation(old.why(), old.without(), shell, old.manual());
    }
}
