package learnc.lessons.render.press;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.LogManager;

import org.asciidoctor.Asciidoctor;
import org.asciidoctor.Attributes;
import org.asciidoctor.Options;
import org.asciidoctor.SafeMode;
import org.asciidoctor.log.LogRecord;

/// AsciiDoc to HTML, with every complaint kept.
final class Renderer implements AutoCloseable {

    private final Asciidoctor asciidoctor;
    private final List<String> complaints = new ArrayList<>();

    Renderer() {
        // Complaints are ours to tell: in a log nobody would read them.
        LogManager.getLogManager().reset();
        asciidoctor = Asciidoctor.Factory.create();
        asciidoctor.registerLogHandler(this::complain);
        asciidoctor.javaExtensionRegistry().treeprocessor(CellPlaces.class);
    }

    private void complain(LogRecord record) {
        int line = record.getCursor() == null ? 0 : record.getCursor().getLineNumber();
        complaints.add((line > 0 ? "line " + line + ": " : "") + record.getMessage());
    }

    /// The body of a page, without the document's title.
    ///
    /// @param folder from which files may be included, unless the mode forbids it
    /// @param mode   [SafeMode#SECURE] for a text from outside: it reads no file
    synchronized Page page(String text, Path folder, SafeMode mode) {
        complaints.clear();
        var options = Options.builder().safe(mode).backend("html5").standalone(false).baseDir(folder.toAbsolutePath().toFile())
                .attributes(Attributes.builder().attribute("relfilesuffix", ".html").attribute("source-highlighter", null).build()).build();
        String html = asciidoctor.convert(text, options);
        return new Page(html == null ? "" : html, List.copyOf(complaints));
    }

    @Override
    public void close() {
        asciidoctor.shutdown();
    }

    /// What came of a text.
    ///
    /// @param html       of the body
    /// @param complaints what Asciidoctor had to say about it, in words, with the line where it knows one
    record Page(String html, List<String> complaints) {
    }
}
