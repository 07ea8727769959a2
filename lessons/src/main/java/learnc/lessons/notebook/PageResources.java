package learnc.lessons.notebook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

import learnc.viewer.page.PageFiles;

/// The files that the notebook's page is made of, and below `viewer/` those of the trace viewer, which shows a trace inside a cell.
final class PageResources {

    private static final String VIEWER = "viewer/";
    private static final Pattern NAME = Pattern.compile("(?:[a-z0-9-]+/)*[a-zA-Z0-9.-]+\\.(?<kind>html|js|css|svg|txt|json|woff2)");
    private static final Map<String, String> TYPES = Map.of("html", "text/html; charset=utf-8", "js", "text/javascript; charset=utf-8", "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml", "txt", "text/plain; charset=utf-8", "json", "application/json", "woff2", "font/woff2");

    private PageResources() {
    }

    /// The file with that name; null when there is none.
    static byte[] bytes(String name) {
        if (name.startsWith(VIEWER)) {
            return PageFiles.bytes(name.substring(VIEWER.length()));
        }
        if (!NAME.matcher(name).matches()) {
            return null;
        }
        try (InputStream in = PageResources.class.getResourceAsStream("/learnc/lessons/notebook/page/" + name)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    /// The first page, with the word that its own styles must carry.
    static byte[] index(String nonce) {
        return new String(bytes("index.html"), StandardCharsets.UTF_8).replace("NONCE", nonce).getBytes(StandardCharsets.UTF_8);
    }

    /// The media type of a file with that name.
    static String type(String name) {
        return TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    }
}
