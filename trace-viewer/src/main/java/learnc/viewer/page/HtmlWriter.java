package learnc.viewer.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import learnc.runtime.trace.Event;
import learnc.runtime.trace.EventWriter;
import learnc.runtime.trace.Header;
import learnc.runtime.trace.JsonWriter;
import learnc.runtime.trace.State;

/// Writes a trace as one HTML file: the page, the trace packed with gzip, and the Java files that it names. It works from a disk and
/// out of a letter, and asks nobody for anything.
///
/// What comes from the trace is written only in base64, so nothing in it can end a tag.
public final class HtmlWriter implements EventWriter {

    private static final JsonFactory JSON = JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final OutputStream out;
    private final OnePage page = new OnePage();
    private final JavaSources sources = JavaSources.ofThisLearnc();
    private final Set<String> named = new TreeSet<>();
    private JsonWriter trace;

    /// @param out is closed at the end
    public HtmlWriter(OutputStream out) {
        this.out = out;
    }

    @Override
    public void begin(Header header) throws IOException {
        write(page.beginning());
        write(opening("trace"));
        trace = new JsonWriter(packed());
        trace.begin(header);
    }

    @Override
    public void write(Event event) throws IOException {
        trace.write(event);
        String path = JavaSources.path(event.source());
        if (path != null) {
            named.add(path);
        }
    }

    @Override
    public void keyframe(long after, State state) throws IOException {
        trace.keyframe(after, state);
    }

    /// Half a page is no use to anybody: it is written as it comes.
    @Override
    public void flush() {
    }

    @Override
    public void end(long events) throws IOException {
        try (out) {
            trace.end(events);
            write("</script>\n" + opening("sources"));
            writeSources();
            write("</script>\n" + page.end());
        }
    }

    private void writeSources() throws IOException {
        try (OutputStream packed = packed(); JsonGenerator json = JSON.createGenerator(packed)) {
            json.writeStartObject();
            for (String path : named) {
                String text = sources.text(path);
                if (text != null) {
                    json.writeStringField(path, text);
                }
            }
            json.writeEndObject();
        }
    }

    private static String opening(String name) {
        return "<script type=\"application/octet-stream\" id=\"packed-" + name + "\">";
    }

    /// A stream for bytes that get into the page as text; to close it leaves the page open.
    private OutputStream packed() throws IOException {
        var text = new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                out.write(bytes, from, length);
            }

            @Override
            public void close() {
                // The page goes on.
            }
        };
        return new GZIPOutputStream(Base64.getEncoder().wrap(text));
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
