package learnc.runtime.cli.step;

import java.util.Map;

import learnc.runtime.trace.Change;
import learnc.runtime.trace.State;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/// What a call changed in the kernel's state, a line each: `+` for what is new, `-` for what is gone, `~` for what became
/// something else.
final class ChangeText {

    private ChangeText() {
    }

    /// @param state around the change, for the names of things; null when nobody has looked
    static AttributedString of(Change change, State state) {
        return switch (change) {
            case Change.Appeared appeared -> line("+ ", Ink.ADDED, change, "", fields(appeared.fields()));
            case Change.Gone gone -> line("- ", Ink.GONE, change, "", fields(gone.fields()));
            case Change.Became became -> line("~ ", Ink.CHANGED, change, name(change, state),
                    became.field() + "  " + value(became.before()) + " → " + value(became.after()));
        };
    }

    private static AttributedString line(String sign, AttributedStyle style, Change change, String name, String what) {
        return Ink.line().append(sign, style).append(Ink.safe(change.view() + " " + change.item()), Ink.FAINT).append(Ink.safe(name) + "  ")
                .append(Ink.safe(what), style).toAttributedString();
    }

    /// What people call it: a mount by its place, a process by its program, a link by its name.
    private static String name(Change change, State state) {
        Map<String, String> fields = state == null ? null : state.item(change.view(), change.item());
        String name = fields == null ? null : switch (change.view()) {
            case "mounts" -> fields.get("target");
            case "processes" -> fields.get("command");
            case "links" -> fields.get("name");
            default -> null;
        };
        return name == null ? "" : " " + name;
    }

    static String fields(Map<String, String> fields) {
        var text = new StringBuilder();
        fields.forEach((name, value) -> text.append(text.isEmpty() ? "" : " ").append(name).append('=').append(inOneLine(value)));
        return text.toString();
    }

    private static String value(String value) {
        return value == null ? "(none)" : value.isEmpty() ? "\"\"" : inOneLine(value);
    }

    /// A file of several lines, as `devices.list`, stands in one.
    private static String inOneLine(String value) {
        return value.strip().replace("\n", "; ");
    }
}
