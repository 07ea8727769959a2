package learnc.runtime.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import learnc.runtime.spec.Failure;
import learnc.runtime.trace.JsonReader;

/// A file that may be a trace, opened by a user who wants to hear why when it is none.
final class TraceFile {

    /// What is done with it while it is open.
    interface Use<T> {
        T of(JsonReader reader) throws IOException;
    }

    private TraceFile() {
    }

    /// Opens a trace, and closes it afterwards.
    ///
    /// @throws Failure when there is no such file, or it cannot be read, or no line of it is one of a trace
    static <T> T read(String file, Use<T> use) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            var reader = new JsonReader(in);
            T result = use.of(reader);
            if (reader.header() == null && !reader.hasEvents()) {
                throw new Failure(file + " is no trace: no line of it can be understood\n  try: a file that --trace=FILE has written");
            }
            return result;
        } catch (NoSuchFileException missing) {
            throw new Failure("there is no file " + file + "\n  try: learnc run --trace=" + file + " IMAGE, which writes one", missing);
        } catch (IOException unreadable) {
            throw new Failure("cannot read the trace: " + unreadable.getMessage(), unreadable);
        }
    }
}
