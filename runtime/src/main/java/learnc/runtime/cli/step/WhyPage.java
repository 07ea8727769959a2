package learnc.runtime.cli.step;

import java.util.ArrayList;
import java.util.List;

import learnc.runtime.trace.Event;
import org.jline.utils.AttributedString;

/// Everything about one call, nothing cut: for a page that scrolls.
final class WhyPage {

    private WhyPage() {
    }

    static List<AttributedString> lines(Event event, boolean isComing, int columns) {
        var lines = new ArrayList<AttributedString>();
        lines.add(CallText.head(event, isComing, columns));
        for (Event.Value argument : event.arguments()) {
            lines.addAll(Words.broken(Ink.of("  " + Ink.safe(argument.name()) + "  ", Ink.FAINT), argument.text(), Ink.PLAIN, columns));
            flags(lines, argument, columns);
        }
        if (!isComing) {
            lines.add(CallText.result(event));
            lines.addAll(CallText.refusal(event, columns));
        }
        lines.add(AttributedString.EMPTY);
        lines.addAll(CallText.why(event, columns));
        lines.addAll(CallText.more(event, columns));
        lines.addAll(Words.broken(Ink.of("at       ", Ink.FAINT), event.source().className() + "." + event.source().method() + " (" + CallText.place(event) + ")",
                Ink.PLAIN, columns));
        changes(lines, event);
        return lines;
    }

    private static void flags(List<AttributedString> lines, Event.Value argument, int columns) {
        if (argument.flags().size() > 1 && argument.raw() != null) {
            lines.addAll(Words.broken(Ink.of("      ", Ink.FAINT), argument.flags().size() + " flags, together 0x" + Long.toHexString(argument.raw()), Ink.FAINT, columns));
        }
    }

    private static void changes(List<AttributedString> lines, Event event) {
        if (!event.changes().isEmpty()) {
            lines.add(AttributedString.EMPTY);
            lines.add(Ink.of("what it changed", Ink.STRONG));
            event.changes().forEach(change -> lines.add(ChangeText.of(change)));
        }
    }
}
