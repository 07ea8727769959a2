package learnc.runtime.cli.step;

import java.util.ArrayList;
import java.util.List;

import learnc.runtime.kernel.Glossary;
import learnc.runtime.trace.Event;
import learnc.runtime.trace.State;
import org.jline.utils.AttributedString;

/// Everything about one call, nothing cut: for a page that scrolls.
final class WhyPage {

    private WhyPage() {
    }

    /// @param walk where one looks; there must be a call
    static List<AttributedString> lines(Walk walk, int columns) {
        Event event = walk.event();
        var lines = new ArrayList<AttributedString>();
        lines.add(CallText.head(event, walk.isLive(), columns));
        for (Event.Value argument : event.arguments()) {
            lines.addAll(Words.broken(Ink.of("  " + Ink.safe(argument.name()) + "  ", Ink.FAINT), argument.text(), Ink.PLAIN, columns));
            flags(lines, argument, columns);
        }
        if (!walk.isLive()) {
            lines.add(CallText.result(event));
            lines.addAll(CallText.refusal(event, columns));
        }
        lines.add(AttributedString.EMPTY);
        lines.addAll(CallText.why(event, columns));
        lines.addAll(CallText.more(event, columns));
        lines.addAll(Words.broken(Ink.of("at       ", Ink.FAINT), event.source().className() + "." + event.source().method() + " (" + CallText.place(event) + ")",
                Ink.PLAIN, columns));
        changes(lines, event, walk.recording().stateAfter(walk.step()));
        lines.addAll(StateText.lines(walk));
        return lines;
    }

    private static void flags(List<AttributedString> lines, Event.Value argument, int columns) {
        for (String flag : argument.flags()) {
            String meaning = Glossary.of(flag);
            if (meaning != null) {
                lines.addAll(Words.broken(Ink.of("      " + Ink.safe(flag) + "  ", Ink.FAINT), meaning, Ink.FAINT, columns));
            }
        }
    }

    private static void changes(List<AttributedString> lines, Event event, State state) {
        if (!event.changes().isEmpty()) {
            lines.add(AttributedString.EMPTY);
            lines.add(Ink.of("what it changed", Ink.STRONG));
            event.changes().forEach(change -> lines.add(ChangeText.of(change, state)));
        }
    }
}
