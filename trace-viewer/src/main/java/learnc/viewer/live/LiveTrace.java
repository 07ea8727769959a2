package learnc.viewer.live;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;

import learnc.runtime.trace.Event;
import learnc.runtime.trace.Header;
import learnc.runtime.trace.JsonWriter;
import learnc.runtime.trace.PassingWriter;
import learnc.runtime.trace.State;

/// The trace of a run that is going on, as a file that is whole up to the last call.
final class LiveTrace extends PassingWriter {

    private final Runnable grown;
    private final Runnable over;

    /// @param grown is told when there is more to read
    /// @param over  is told when there will be no more
    LiveTrace(Path file, Runnable grown, Runnable over) throws IOException {
        super(new JsonWriter(new FileOutputStream(file.toFile())));
        this.grown = grown;
        this.over = over;
    }

    @Override
    public void begin(Header header) throws IOException {
        super.begin(header);
        flush();
    }

    @Override
    public void write(Event event) throws IOException {
        super.write(event);
        flush();
    }

    @Override
    public void keyframe(long after, State state) throws IOException {
        super.keyframe(after, state);
        flush();
    }

    @Override
    public void flush() throws IOException {
        super.flush();
        grown.run();
    }

    @Override
    public void end(long events) throws IOException {
        super.end(events);
        over.run();
    }
}
