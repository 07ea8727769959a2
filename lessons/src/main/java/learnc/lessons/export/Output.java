package learnc.lessons.export;

/// A piece of what came of a cell.
public sealed interface Output {

    /// What was printed.
    ///
    /// @param isError whether it went to standard error
    record Text(boolean isError, String text) implements Output {
    }

    /// A value.
    ///
    /// @param name    of the variable that holds it, or null
    /// @param type    MIME type: text/plain, text/html, image/svg+xml, image/png (in base64), or a trace's
    /// @param content in that type; HTML need not be harmless
    record Value(String name, String type, String content) implements Output {
    }

    /// What went wrong, in words.
    record Trouble(String message) implements Output {
    }

    /// A promise of the lesson, and what came.
    record Promised(String expected, String got, boolean isKept) implements Output {
    }
}
