package learnc.labs.text;

import java.util.stream.Collectors;

/// Text for a terminal. In our files a paragraph is one line; a terminal would break it in the middle of a word.
final class Prose {

    private static final int WIDTH = 100;

    private Prose() {
    }

    /// The text, with line breaks between words. What is indented is code, and stays as it is.
    static String wrapped(String text) {
        return text.lines().map(line -> line.startsWith(" ") ? line : wrappedLine(line)).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String wrappedLine(String line) {
        var wrapped = new StringBuilder();
        int column = 0;
        for (String word : line.split(" ")) {
            boolean isTooLong = column > 0 && column + 1 + word.length() > WIDTH;
            wrapped.append(column == 0 ? "" : isTooLong ? "\n" : " ").append(word);
            column = column == 0 || isTooLong ? word.length() : column + 1 + word.length();
        }
        return wrapped.toString();
    }
}
