package learnc.viewer.page;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import learnc.runtime.trace.Event;
import learnc.runtime.trace.EventWriter;
import learnc.runtime.trace.Header;
import learnc.runtime.trace.JsonReader;
import learnc.runtime.trace.JsonWriter;
import learnc.runtime.trace.MoreFormats;
import learnc.runtime.trace.StraceWriter;

/// The trace in another format, for the page's menu.
record Export(Path trace) {

    private static final Map<String, String> EXTENSIONS = Map.of("chrome", "chrome.json", "strace", "strace", "jsonl", "jsonl", "html", "html");
    private static final Header UNKNOWN = new Header(Header.VERSION, "", List.of(), Instant.EPOCH, "", "", "");

    static boolean isFormat(String name) {
        return EXTENSIONS.containsKey(name);
    }

    static String extension(String format) {
        return EXTENSIONS.get(format);
    }

    /// Writes the whole trace.
    ///
    /// @param out is closed
    void to(String format, OutputStream out) throws IOException {
        EventWriter writer = writer(format, out);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(trace))) {
            copy(new JsonReader(in), writer);
        }
    }

    private static void copy(JsonReader reader, EventWriter writer) throws IOException {
        Event event = reader.next();
        writer.begin(reader.header() == null ? UNKNOWN : reader.header());
        long last = 0;
        for (; event != null; event = reader.next()) {
            frame(reader, writer);
            writer.write(event);
            last = event.sequence();
        }
        frame(reader, writer);
        writer.end(last);
    }

    private static void frame(JsonReader reader, EventWriter writer) throws IOException {
        if (reader.frame() >= 0) {
            writer.keyframe(reader.frame(), reader.before());
        }
    }

    private static EventWriter writer(String format, OutputStream out) {
        return switch (format) {
            case "jsonl" -> new JsonWriter(out);
            case "strace" -> new StraceWriter(out);
            case "html" -> new HtmlWriter(out);
            default -> ofModules(format, out);
        };
    }

    private static EventWriter ofModules(String format, OutputStream out) {
        for (MoreFormats more : ServiceLoader.load(MoreFormats.class)) {
            if (more.names().contains(format)) {
                return more.writer(format, out);
            }
        }
        throw new IllegalArgumentException("no module writes " + format);
    }
}
