package learnc.lessons.render;

/// Text in HTML.
public final class Html {

    private Html() {
    }

    /// The text as it has to stand between tags or, with `"` around it, in an attribute.
    public static String text(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    /// The text, with what stands between backticks as code.
    public static String words(String text) {
        return text(text).replaceAll("`([^`]*)`", "<code>$1</code>");
    }
}
