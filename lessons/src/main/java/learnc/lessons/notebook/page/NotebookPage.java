package learnc.lessons.notebook.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import learnc.viewer.page.ModuleGraph;
import learnc.viewer.page.ViewerPage;

/// The files that the notebook's page is made of, and below `viewer/` those of the trace page, which shows traces in a frame.
public final class NotebookPage {

    private static final Pattern NAME = Pattern.compile("(?:[a-z-]+/)*[a-z-]+\\.(?:html|js|css|svg|woff2)");
    private static final Map<String, String> TYPES = Map.of("html", "text/html; charset=utf-8", "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8", "svg", "image/svg+xml", "woff2", "font/woff2");
    private static final String INDEX = "index.html";
    private static final String MAIN = "main.js";
    private static final String STYLE = "style/all.css";
    static final List<String> SHEETS = List.of("style/tokens.css", "style/page.css", "style/prose.css", "style/cell.css", "style/output.css", "style/presentation.css");
    static final String SHEET_FOR_PAPER = "style/print.css";
    private static final String VIEWER = "viewer/";

    private NotebookPage() {
    }

    /// Makes ready what takes a moment, while the browser still starts.
    public static void prepare() {
        Thread.ofPlatform().daemon().name("learnc-notebook-page").start(() -> file(MAIN));
    }

    /// A file of the page.
    ///
    /// @param name as it stands in an address, as `style/page.css` or `viewer/index.html`; empty for the page itself
    /// @return null when there is none; empty for a Java file of the viewer's that is not there, which is no fault
    public static byte[] file(String name) {
        if (name.startsWith(VIEWER)) {
            return fileOfViewer(name.substring(VIEWER.length()));
        }
        return switch (name) {
            case "" -> resource(INDEX);
            case MAIN -> Whole.SCRIPT;
            case STYLE -> style();
            default -> resource(name);
        };
    }

    /// The media type of a file with that name.
    public static String type(String name) {
        if (name.startsWith(VIEWER)) {
            return ViewerPage.type(name.substring(VIEWER.length()));
        }
        return name.isEmpty() ? TYPES.get("html") : TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    }

    /// The text of a module, as it lies in the resources.
    ///
    /// @throws IllegalArgumentException when there is none
    static String text(String name) {
        byte[] bytes = name.startsWith(VIEWER) ? fileOfViewer(name.substring(VIEWER.length())) : resource(name);
        if (bytes == null) {
            throw new IllegalArgumentException("the page has no file " + name);
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] fileOfViewer(String name) {
        try {
            return ViewerPage.file(name);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    private static byte[] resource(String name) {
        if (!NAME.matcher(name).matches()) {
            return null;
        }
        try (InputStream in = NotebookPage.class.getResourceAsStream("/learnc/lessons/notebook/page/" + name)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    /// All style sheets as one, for the same reason as [Whole].
    private static byte[] style() {
        String sheets = SHEETS.stream().map(NotebookPage::text).collect(Collectors.joining());
        return (sheets + "@media print {\n" + text(SHEET_FOR_PAPER) + "}\n").getBytes(StandardCharsets.UTF_8);
    }

    /// All modules as one script: fifty requests would take longer than everything else together.
    private static final class Whole {
        static final byte[] SCRIPT = ModuleGraph.script(MAIN, NotebookPage::text).getBytes(StandardCharsets.UTF_8);
    }
}
