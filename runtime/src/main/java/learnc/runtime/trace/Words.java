package learnc.runtime.trace;

import java.util.LinkedHashSet;
import java.util.Set;
import learnc.runtime.kernel.Glossary;

/// Finds the constants that a call names: its flags, commands and capabilities, wherever in its arguments they stand.
public final class Words {

    private Words() {
    }

    /// The names among an event's arguments that [Glossary] explains, in the order of the arguments.
    public static Set<String> names(Event event) {
        var names = new LinkedHashSet<String>();
        for (Event.Value argument : event.arguments()) {
            addNames(argument.text(), names);
        }
        return names;
    }

    /// A path or a text in quotes may look like a constant and is none.
    private static void addNames(String text, Set<String> names) {
        boolean isQuoted = false;
        for (int start = 0, at = 0; at <= text.length(); at++) {
            char c = at < text.length() ? text.charAt(at) : ' ';
            if (!isPart(c)) {
                if (!isQuoted && at - start > 2 && Glossary.of(text.substring(start, at)) != null) {
                    names.add(text.substring(start, at));
                }
                start = at + 1;
                isQuoted ^= c == '"' && (at == 0 || text.charAt(at - 1) != '\\');
            }
        }
    }

    private static boolean isPart(char c) {
        return c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }
}
