package learnc.runtime.cli.step;

import java.util.ArrayList;
import java.util.List;

import learnc.runtime.trace.Event;
import org.jline.utils.AttributedString;

/// A whole file of Java, with the line marked that made the call.
final class SourcePage {

    private static final int NUMBER_WIDTH = 5;

    private SourcePage() {
    }

    static List<AttributedString> lines(Sources sources, Event event) {
        List<String> text = sources.lines(event.source());
        var lines = new ArrayList<AttributedString>();
        if (text.isEmpty()) {
            lines.add(Ink.of("The source of " + Ink.safe(event.source().className()) + " is not on this machine.", Ink.PLAIN));
        }
        for (int number = 1; number <= text.size(); number++) {
            lines.add(line(text.get(number - 1), number, number == event.source().line()));
        }
        return lines;
    }

    static AttributedString line(String text, int number, boolean isMarked) {
        String digits = " ".repeat(Math.max(0, NUMBER_WIDTH - CallText.digits(number))) + number;
        return Ink.line().append(isMarked ? "▶" : " ", Ink.CALL).append(digits + "  ", Ink.FAINT)
                .append(Ink.safe(text.replace("\t", "    ")), isMarked ? Ink.STRONG : Ink.PLAIN).toAttributedString();
    }
}
