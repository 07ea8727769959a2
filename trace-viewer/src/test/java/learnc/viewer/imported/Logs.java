package learnc.viewer.imported;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import learnc.runtime.trace.Event;
import learnc.runtime.trace.EventWriter;
import learnc.runtime.trace.Header;

/// Logs that strace 6.1 made of `runc run` (1.1.5) and `crun run` (1.8.1), each with a container that runs `true`:
///
///     strace -f -yy -Y -ttt -T -v -s 80 -e trace=!futex,nanosleep,… -o runc.strace runc run learnc-log-runc
///
/// and of dockerd 20.10 (Debian 12) with containerd 1.6.20 and runc 1.1.5, while `docker run --network none --memory 64m` ran `echo` in an
/// image of busybox alone. Cut down: of the daemons and of Go's own business (futex, epoll, …) nearly everything is left out, each call
/// with both its halves, and a folder is called differently; each thread's first call is kept, by which its number inside is found.
///
///     strace -f -yy -ttt -T -p DOCKERD -p CONTAINERD -o docker.strace
public final class Logs {

    private Logs() {
    }

    /// The log of `runc`, `crun` or `docker`, unpacked into a folder.
    public static Path of(String engine, Path folder) throws IOException {
        Path log = folder.resolve(engine + ".strace");
        try (InputStream in = new GZIPInputStream(Logs.class.getResourceAsStream(engine + ".strace.gz"))) {
            Files.copy(in, log);
        }
        return log;
    }

    /// What an import says.
    public record Imported(Header header, List<Event> events, List<String> remarks) {

        /// Imports a log.
        public static Imported of(Path log) throws IOException {
            var events = new ArrayList<Event>();
            var headers = new ArrayList<Header>();
            var imported = new Import(log);
            imported.to(new EventWriter() {
                @Override
                public void begin(Header header) {
                    headers.add(header);
                }

                @Override
                public void write(Event event) {
                    events.add(event);
                }

                @Override
                public void flush() {
                }

                @Override
                public void end(long count) {
                }
            });
            return new Imported(headers.isEmpty() ? null : headers.getFirst(), events, imported.remarks());
        }

        /// The events of one system call.
        public List<Event> of(String systemCall) {
            return events.stream().filter(event -> event.systemCall().equals(systemCall)).toList();
        }

        /// The events of one stage.
        public List<Event> in(String stage) {
            return events.stream().filter(event -> event.stage().equals(stage)).toList();
        }
    }
}
