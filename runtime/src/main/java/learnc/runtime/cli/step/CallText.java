package learnc.runtime.cli.step;

import java.util.ArrayList;
import java.util.List;

import learnc.runtime.kernel.Glossary;
import learnc.runtime.trace.Event;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/// The parts of what is said about one call, each as lines.
final class CallText {

    private static final int WIDEST_NAME = 18;

    private CallText() {
    }

    /// `inside 17192, 1 in its own PID namespace`
    static String who(Event event) {
        String pid = event.door() + " " + event.pid();
        return event.pidInside() == event.pid() ? pid : pid + " (" + event.pidInside() + " inside)";
    }

    /// `Namespaces.java:118`, or nothing.
    static String place(Event event) {
        return event.source().file().isEmpty() ? "" : event.source().file() + ":" + event.source().line();
    }

    /// `about to call  mount`, with who calls it at the right end.
    static AttributedString head(Event event, boolean isComing, int columns) {
        var left = Ink.line().append(isComing ? "about to call  " : "called  ", Ink.FAINT).append(Ink.safe(event.systemCall()), Ink.CALL);
        String who = Ink.safe(who(event));
        int gap = columns - left.columnLength() - who.length();
        return gap < 2 ? left.toAttributedString() : left.append(" ".repeat(gap)).append(who, Ink.FAINT).toAttributedString();
    }

    /// The arguments, a line each, with the plain number where the words do not show it.
    ///
    /// @param isExplained whether each flag is followed by what it means
    static List<AttributedString> arguments(Event event, boolean isExplained) {
        int width = Math.min(WIDEST_NAME, event.arguments().stream().mapToInt(argument -> argument.name().length()).max().orElse(0));
        var lines = new ArrayList<AttributedString>();
        for (Event.Value argument : event.arguments()) {
            String name = Ink.safe(argument.name());
            var line = Ink.line().append("  ").append(name, Ink.FAINT).append(" ".repeat(Math.max(0, width - name.length()) + 2)).append(Ink.safe(argument.text()));
            if (!argument.flags().isEmpty() && argument.raw() != null) {
                line.append("  0x" + Long.toHexString(argument.raw()), Ink.FAINT);
            }
            lines.add(line.toAttributedString());
            if (isExplained) {
                meanings(lines, argument, width);
            }
        }
        return lines;
    }

    private static void meanings(List<AttributedString> lines, Event.Value argument, int width) {
        for (String flag : argument.flags()) {
            String meaning = Glossary.of(flag);
            if (meaning != null) {
                lines.add(Ink.of(" ".repeat(width + 6) + flag + ": " + meaning, Ink.FAINT));
            }
        }
    }

    /// `= -1 EPERM (…)   in 12 µs`
    static AttributedString result(Event event) {
        return Ink.line().append("= ").append(Ink.safe(event.resultText()), event.refusal() == null ? Ink.STRONG : Ink.REFUSED)
                .append("   in " + duration(event.durationNanoseconds()), Ink.FAINT).toAttributedString();
    }

    /// Why the kernel has said no, where somebody has written it down.
    static List<AttributedString> refusal(Event event, int columns) {
        var lines = new ArrayList<AttributedString>();
        if (event.refusal() != null) {
            sentence(lines, "likely   ", event.refusal().because(), columns);
            sentence(lines, "try      ", event.refusal().remedy(), columns);
        }
        return lines;
    }

    /// What it is for.
    static List<AttributedString> why(Event event, int columns) {
        var lines = new ArrayList<AttributedString>();
        if (event.explanation() != null) {
            sentence(lines, "why      ", event.explanation().why(), columns);
        }
        return lines;
    }

    /// What else can be said: what would be different without it, how to do it by hand, where to read on.
    static List<AttributedString> more(Event event, int columns) {
        var lines = new ArrayList<AttributedString>();
        if (event.explanation() != null) {
            sentence(lines, "without  ", event.explanation().without(), columns);
            sentence(lines, "by hand  ", event.explanation().shell(), columns);
            sentence(lines, "manual   ", event.explanation().manual(), columns);
        }
        sentence(lines, "flow     ", event.flowStep() == null ? null : "step " + event.flowStep() + " of docker run", columns);
        return lines;
    }

    private static void sentence(List<AttributedString> lines, String label, String text, int columns) {
        if (text != null && !text.isEmpty()) {
            lines.addAll(Words.broken(Ink.of(label, Ink.FAINT), text, Ink.PLAIN, columns));
        }
    }

    /// The whole call on one line, for lists: `16  umask(mask=0) = 022`.
    static AttributedString line(Event event, int step, int width) {
        var line = Ink.line().append(" ".repeat(Math.max(0, width - digits(step))) + step + "  ", Ink.FAINT);
        call(line, event);
        if (!event.resultText().equals("?") || event.durationNanoseconds() > 0) {
            line.append(" = ").append(Ink.safe(event.resultText()), event.refusal() == null ? Ink.PLAIN : Ink.REFUSED);
        }
        return line.toAttributedString();
    }

    private static void call(AttributedStringBuilder line, Event event) {
        line.append(Ink.safe(event.systemCall()), Ink.CALL).append("(");
        String separator = "";
        for (Event.Value argument : event.arguments()) {
            line.append(separator).append(Ink.safe(argument.name()) + "=", Ink.FAINT).append(Ink.safe(argument.text()));
            separator = ", ";
        }
        line.append(")");
    }

    static int digits(int number) {
        return Integer.toString(number).length();
    }

    private static String duration(long nanoseconds) {
        if (nanoseconds < 10_000_000) {
            return nanoseconds / 1000 + " µs";
        }
        return nanoseconds < 10_000_000_000L ? nanoseconds / 1_000_000 + " ms" : nanoseconds / 1_000_000_000 + " s";
    }
}
