package learnc.lessons.cell;

/// What a lesson says will come of a statement: `// => 4`, `// => "box"`, `// => 40265…`, `// => ! EPERM`.
///
/// `…` stands for anything. After `!` stand words of the exception's message: the statement must fail.
///
/// @param text behind the arrow
public record Promise(String text) {

    static final String ARROW = "// =>";
    private static final char ANYTHING = '…';

    /// The promise at the end of a line, or null.
    static Promise in(String line) {
        int arrow = line.indexOf(ARROW);
        return arrow < 0 ? null : new Promise(line.substring(arrow + ARROW.length()).strip());
    }

    /// Whether the statement is to fail.
    boolean isOfFailure() {
        return text.startsWith("!");
    }

    /// Why this is not what came, or null when it is.
    public String broken(String value, Answer.Trouble failure) {
        if (isOfFailure()) {
            String words = text.substring(1).strip();
            return failure == null ? "it was to fail (" + words + "), and did not" + (value == null ? "" : ": " + value)
                    : failure.message().contains(words) ? null : "it was to fail with " + words + ", and failed with: " + failure.message();
        }
        if (failure != null) {
            return "promised " + text + ", but it failed: " + failure.message();
        }
        return fits(text, value == null ? "" : value.strip()) ? null : "promised " + text + ", got " + value;
    }

    private static boolean fits(String pattern, String value) {
        int place = 0;
        String[] pieces = pattern.split(String.valueOf(ANYTHING), -1);
        for (int i = 0; i < pieces.length; i++) {
            boolean isLast = i == pieces.length - 1;
            int found = isLast && i > 0 ? value.length() - pieces[i].length() : value.indexOf(pieces[i], place);
            if (found < place || i == 0 && found != 0 || !value.startsWith(pieces[i], found)) {
                return false;
            }
            place = found + pieces[i].length();
        }
        return place == value.length();
    }
}
