package learnc.viewer.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/// The files that the page is made of, as they lie in the resources; two modules are made of what the Java code knows.
public final class PageFiles {

    private static final Pattern NAME = Pattern.compile("(?:[a-z-]+/)*[a-z-]+\\.(?:html|js|css|svg)");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8", "js", "text/javascript; charset=utf-8", "css", "text/css; charset=utf-8", "svg", "image/svg+xml");

    private PageFiles() {
    }

    /// The file with that name, as `ui/app.js`; null when there is none.
    public static byte[] bytes(String name) {
        if (!NAME.matcher(name).matches()) {
            return null;
        }
        return switch (name) {
            case GlossaryModule.NAME -> GlossaryModule.text().getBytes(StandardCharsets.UTF_8);
            case ClassesModule.NAME -> ClassesModule.text().getBytes(StandardCharsets.UTF_8);
            default -> resource(name);
        };
    }

    private static byte[] resource(String name) {
        try (InputStream in = PageFiles.class.getResourceAsStream("/learnc/viewer/page/" + name)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    /// The same as text.
    ///
    /// @throws IllegalArgumentException when there is none
    static String text(String name) {
        byte[] bytes = bytes(name);
        if (bytes == null) {
            throw new IllegalArgumentException("the page has no file " + name);
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// The media type of a file with that name.
    public static String type(String name) {
        return TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    }
}
