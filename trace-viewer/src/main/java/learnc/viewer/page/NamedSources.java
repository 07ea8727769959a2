package learnc.viewer.page;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import learnc.runtime.trace.Event;
import learnc.runtime.trace.JsonReader;

/// The Java files that a trace names: only these are ever shown.
final class NamedSources {

    private final Path trace;
    private Set<String> paths;

    NamedSources(Path trace) {
        this.trace = trace;
    }

    /// Whether an event of the trace has a line in that file. The first question reads the whole trace.
    synchronized boolean contains(String path) throws IOException {
        if (paths == null) {
            paths = read();
        }
        return paths.contains(path);
    }

    /// Answers the first question before it is asked.
    void readAhead() {
        try {
            contains("");
        } catch (IOException unreadable) {
            // Whoever asks is told.
        }
    }

    private Set<String> read() throws IOException {
        var found = new TreeSet<String>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(trace))) {
            var reader = new JsonReader(in);
            for (Event event = reader.next(); event != null; event = reader.next()) {
                String path = JavaSources.path(event.source());
                if (path != null) {
                    found.add(path);
                }
            }
        }
        return found;
    }
}
