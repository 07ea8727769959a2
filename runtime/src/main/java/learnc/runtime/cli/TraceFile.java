package learnc.runtime.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import learnc.runtime.spec.Failure;
import learnc.runtime.trace.JsonReader;

/// A file that may be a trace, opened by a user who wants to hear why when it is none.
public final class TraceFile {

    /// What is done with it while it is open.
    public interface Use<T> {

        /// Reads as much as it wants, but at least to the first event.
        T of(JsonReader reader) throws IOException;
    }

    private TraceFile() {
    }

    /// Opens a trace, and closes it afterwards.
    ///
    /// @throws Failure when there is no such file, or it cannot be read, or no line of it is one of a trace
    public static <T> T read(String file, Use<T> use) {
        if (Files.isDirectory(Path.of(file))) {
            throw new Failure(file + " is a directory, and no trace\n  try: a file that --trace=FILE has written");
        }
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            var reader = new JsonReader(in);
            T result = use.of(reader);
            refuseIfNone(file, reader);
            return result;
        } catch (NoSuchFileException missing) {
            throw new Failure("there is no file " + file + "\n  try: learnc run --trace=" + file + " IMAGE, which writes one", missing);
        } catch (AccessDeniedException forbidden) {
            throw new Failure("this user may not read the trace " + file + "\n  try: sudo ./learnc …, or `sudo chmod a+r` for the file", forbidden);
        } catch (IOException unreadable) {
            throw new Failure("cannot read the trace " + file + ", or not write what it says: " + unreadable.getMessage(), unreadable);
        }
    }

    /// A file of which no line could be understood.
    ///
    /// @param reader has been asked for its first event, at least
    static void refuseIfNone(String file, JsonReader reader) {
        if (reader.header() == null && !reader.hasEvents()) {
            throw new Failure(file + " is no trace: no line of it can be understood"
                    + "\n  try: a file that --trace=FILE has written; of a log of strace, learnc trace import makes one");
        }
    }
}
