package learnc.runtime.trace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Colours and links, where the style wants them. Only the sixteen colours that every terminal has and its owner has chosen.
final class Paint {

    private static final String OFF = "\u001b[0m";
    private static final String BOLD = "\u001b[1m";
    private static final String FAINT = "\u001b[2m";
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String YELLOW = "\u001b[33m";
    private static final String CYAN = "\u001b[36m";
    private static final String LINK = "\u001b]8;;";
    private static final String LINK_END = "\u001b\\";

    private final TextStyle style;
    private final Map<String, String> links = new HashMap<>();

    Paint(TextStyle style) {
        this.style = style;
    }

    String stage(String text) {
        return painted(BOLD, text);
    }

    String call(String text) {
        return painted(CYAN, text);
    }

    String refused(String text) {
        return painted(RED, text);
    }

    /// A change, by its sign.
    String change(String text) {
        return painted(text.startsWith("+") ? GREEN : text.startsWith("-") ? RED : YELLOW, text);
    }

    /// Begins faint words, which [#off] ends.
    String faint() {
        return style.isColored() ? FAINT : "";
    }

    /// Ends what a colour has begun.
    String off() {
        return style.isColored() ? OFF : "";
    }

    String faint(String text) {
        return painted(FAINT, text);
    }

    /// `Mounts.java:118`, which a click opens.
    String source(Event.Source source) {
        if (source.file().isEmpty()) {
            return "";
        }
        String text = faint(Printable.text(source.file()) + ":" + source.line());
        String link = style.isLinked() && style.sources() != null ? links.computeIfAbsent(source.className(), name -> link(source)) : "";
        return link.isEmpty() ? text : LINK + link + "#" + source.line() + LINK_END + text + LINK + LINK_END;
    }

    /// Where the file lies, or nothing where it does not: a trace may come from another machine, or may lie.
    private String link(Event.Source source) {
        int lastDot = source.className().lastIndexOf('.');
        String folder = lastDot < 0 ? "" : source.className().substring(0, lastDot).replace('.', '/');
        if (!isPlainName(folder) || !isPlainName(source.file())) {
            return "";
        }
        Path file = Path.of(style.sources(), folder, source.file()).toAbsolutePath().normalize();
        return Files.isRegularFile(file) ? file.toUri().toString() : "";
    }

    private static boolean isPlainName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!(Character.isLetterOrDigit(c) && c < 0x80 || c == '_' || c == '/' || c == '.' || c == '$')) {
                return false;
            }
        }
        return !name.contains("..");
    }

    private String painted(String colour, String text) {
        return style.isColored() ? colour + text + OFF : text;
    }
}
