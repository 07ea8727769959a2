package learnc.lessons.render;

/// Text in HTML.
public final class Html {

    private Html() {
    }

    /// The text as it has to stand between tags or, with `"` around it, in an attribute.
    public static String text(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
