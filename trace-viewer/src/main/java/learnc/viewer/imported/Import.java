package learnc.viewer.imported;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import learnc.runtime.trace.EventWriter;
import learnc.runtime.trace.Header;
import learnc.viewer.strace.StraceCall;
import learnc.viewer.strace.StraceLog;

/// Makes a trace of a log that `strace -f -yy -ttt -T -o FILE runc run …` has written.
public final class Import {

    private static final int MICROS = 1_000_000;

    private final Path log;
    private Family family;
    private List<String> remarks = List.of();
    private long events;

    /// @param log is read twice, so it must be a file
    public Import(Path log) {
        this.log = log;
    }

    /// Writes the trace.
    ///
    /// @return how many events it has; none when no line of the log could be understood
    public long to(EventWriter writer) throws IOException {
        try (InputStream in = Files.newInputStream(log)) {
            var first = new StraceLog(in);
            family = Family.of(first);
            remarks = first.remarks();
        }
        if (family.first() == null) {
            return 0;
        }
        try (InputStream in = Files.newInputStream(log)) {
            copy(new StraceLog(in), writer);
        }
        return events;
    }

    /// What is missing or strange, a sentence each.
    public List<String> remarks() {
        return remarks;
    }

    private void copy(StraceLog in, EventWriter writer) throws IOException {
        List<String> command = command(family.first());
        long began = family.beganMicros();
        writer.begin(new Header(Header.VERSION, "", command, Instant.ofEpochSecond(began / MICROS, began % MICROS * 1000), "", "", ""));
        var imported = new ImportedEvents(family, engine(command));
        for (StraceCall call = in.next(); call != null; call = in.next()) {
            writer.write(imported.event(call));
            events++;
        }
        writer.end(events);
    }

    private static List<String> command(StraceCall first) {
        return first.name().equals("execve") ? first.argument(1).strings() : List.of();
    }

    private static String engine(List<String> command) {
        String path = command.isEmpty() ? "" : command.getFirst();
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.isEmpty() ? "engine" : name;
    }
}
