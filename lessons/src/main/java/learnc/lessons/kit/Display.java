package learnc.lessons.kit;

import java.util.Base64;

/// A value as a page can show it.
///
/// @param type    `text/html`, of which the page takes only what is harmless; `image/svg+xml`, `image/png`, or a trace
/// @param content text; of a PNG its bytes in base64
public record Display(String type, String content) implements Displayed {

    /// The type of a trace: JSON Lines, as `learnc run --trace=FILE` writes them.
    public static final String TRACE = "application/vnd.learnc.trace+jsonl";

    /// HTML.
    public static Display html(String html) {
        return new Display("text/html", html);
    }

    /// A drawing.
    public static Display svg(String svg) {
        return new Display("image/svg+xml", svg);
    }

    /// A picture, as it would lie in a PNG file.
    public static Display png(byte[] bytes) {
        return new Display("image/png", Base64.getEncoder().encodeToString(bytes));
    }

    /// A text with everything replaced that HTML would take for its own.
    public static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    @Override
    public Display display() {
        return this;
    }

    @Override
    public String toString() {
        return "(" + type + ", " + content.length() + " characters)";
    }
}
