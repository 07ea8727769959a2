package learnc.viewer.live;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;

import learnc.runtime.trace.Event;
import learnc.runtime.trace.EventWriter;
import learnc.runtime.trace.Header;
import learnc.runtime.trace.JsonWriter;
import learnc.runtime.trace.State;

/// The trace of a run that is going on, as a file that is whole up to the last call.
final class LiveTrace implements EventWriter {

    private final EventWriter json;
    private final Runnable grown;
    private final Runnable over;

    /// @param grown is told when there is more to read
    /// @param over  is told when there will be no more
    LiveTrace(Path file, Runnable grown, Runnable over) throws IOException {
        this.json = new JsonWriter(new FileOutputStream(file.toFile()));
        this.grown = grown;
        this.over = over;
    }

    @Override
    public void begin(Header header) throws IOException {
        json.begin(header);
        flush();
    }

    @Override
    public void write(Event event) throws IOException {
        json.write(event);
        flush();
    }

    @Override
    public void keyframe(long after, State state) throws IOException {
        json.keyframe(after, state);
        flush();
    }

    @Override
    public void flush() throws IOException {
        json.flush();
        grown.run();
    }

    @Override
    public void end(long events) throws IOException {
        json.end(events);
        over.run();
    }
}
