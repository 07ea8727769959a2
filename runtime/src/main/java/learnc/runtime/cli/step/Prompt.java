package learnc.runtime.cli.step;

/// A question in the footer, and what has been typed so far.
///
/// @param label stands before it
/// @param text  typed so far
/// @param first what was there before anything was typed
record Prompt(String label, String text, String first) {

    private static final String FILTER = "/";

    Prompt(String label, String first) {
        this(label, first, first);
    }

    boolean isFilter() {
        return label.equals(FILTER);
    }

    Prompt with(char character) {
        return character < 0x7F ? new Prompt(label, text + character, first) : this;
    }

    Prompt shorter() {
        return text.isEmpty() ? this : new Prompt(label, text.substring(0, text.length() - 1), first);
    }
}
