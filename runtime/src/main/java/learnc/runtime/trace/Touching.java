package learnc.runtime.trace;

import java.util.function.Predicate;

/// Events that touch a path or something below it: by its name, or by a descriptor of it.
///
/// @param path without a slash at its end
record Touching(String path) implements Predicate<Event> {

    Touching {
        path = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    @Override
    public boolean test(Event event) {
        return names(event.resultText()) || event.arguments().stream().anyMatch(argument -> names(argument.text()));
    }

    private boolean names(String text) {
        for (int at = text.indexOf(path); at >= 0; at = text.indexOf(path, at + 1)) {
            if (beginsAt(text, at) && endsAt(text, at + path.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean beginsAt(String text, int at) {
        return at > 0 && (text.charAt(at - 1) == '"' || text.charAt(at - 1) == '<');
    }

    private boolean endsAt(String text, int end) {
        return end < text.length() && (path.equals("/") || "\"/<>".indexOf(text.charAt(end)) >= 0);
    }
}
