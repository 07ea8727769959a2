package learnc.runtime.cli.step;

import java.util.Map;

import learnc.runtime.trace.Change;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/// What a call changed in the kernel's state, a line each: `+` for what is new, `-` for what is gone, `~` for what became
/// something else.
final class ChangeText {

    private ChangeText() {
    }

    static AttributedString of(Change change) {
        return switch (change) {
            case Change.Appeared appeared -> line("+ ", Ink.ADDED, change, fields(appeared.fields()));
            case Change.Gone gone -> line("- ", Ink.GONE, change, fields(gone.fields()));
            case Change.Became became -> line("~ ", Ink.CHANGED, change, became.field() + "  " + value(became.before()) + " → " + value(became.after()));
        };
    }

    private static AttributedString line(String sign, AttributedStyle style, Change change, String what) {
        return Ink.line().append(sign, style).append(Ink.safe(change.view() + " " + change.item()), Ink.FAINT).append("  ")
                .append(Ink.safe(what), style).toAttributedString();
    }

    private static String fields(Map<String, String> fields) {
        var text = new StringBuilder();
        fields.forEach((name, value) -> text.append(text.isEmpty() ? "" : " ").append(name).append('=').append(value));
        return text.toString();
    }

    private static String value(String value) {
        return value == null ? "(none)" : value.isEmpty() ? "\"\"" : value;
    }
}
