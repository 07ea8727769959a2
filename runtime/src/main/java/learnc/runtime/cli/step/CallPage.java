package learnc.runtime.cli.step;

import java.util.ArrayList;
import java.util.List;

import learnc.runtime.trace.Change;
import learnc.runtime.trace.Event;
import learnc.runtime.trace.State;
import org.jline.utils.AttributedString;

/// The call that one looks at, as much about it as fits: what has just happened, what is asked for and why, what came back, what
/// it changed, and the line of Java.
final class CallPage {

    private static final int MOST_ARGUMENTS = 8;
    private static final int MOST_CHANGES = 4;
    private static final int MOST_SOURCE_LINES = 9;
    private static final int FEWEST_SOURCE_LINES = 2;
    private static final AttributedString EMPTY = AttributedString.EMPTY;

    private final Sources sources;

    CallPage(Sources sources) {
        this.sources = sources;
    }

    /// @param rows how many lines there may be; [Integer#MAX_VALUE] for all
    List<AttributedString> lines(Walk walk, int columns, int rows) {
        var lines = new ArrayList<AttributedString>();
        if (walk.isLive()) {
            justNow(lines, walk);
        }
        if (walk.event() == null) {
            lines.addAll(Words.broken(EMPTY, "The run is over. Look at it once more with p or g, or leave with q.",
                    Ink.STRONG, columns));
            return lines;
        }
        Event event = walk.event();
        lines.add(CallText.head(event, walk.isLive(), columns));
        arguments(lines, event);
        if (!walk.isLive()) {
            lines.add(CallText.result(event));
            lines.addAll(CallText.refusal(event, columns));
            changes(lines, event, walk.recording().stateAfter(walk.step()));
        }
        List<AttributedString> why = CallText.why(event, columns);
        if (!why.isEmpty()) {
            lines.add(EMPTY);
            lines.addAll(why);
        }
        source(lines, event, rows - lines.size() - 1);
        return lines;
    }

    /// With the meaning of each flag where there is room for that.
    private static void arguments(List<AttributedString> lines, Event event) {
        List<AttributedString> explained = CallText.arguments(event, true);
        some(lines, explained.size() <= MOST_ARGUMENTS ? explained : CallText.arguments(event, false), MOST_ARGUMENTS);
    }

    private static void justNow(List<AttributedString> lines, Walk walk) {
        if (walk.before() != null) {
            lines.add(Ink.line().append("just now  ", Ink.FAINT).append(CallText.line(walk.before(), walk.step() - 1, 0)).toAttributedString());
            changes(lines, walk.before(), walk.recording().stateAfter(walk.step() - 1));
            lines.add(EMPTY);
        }
    }

    private static void changes(List<AttributedString> lines, Event event, State state) {
        some(lines, event.changes().stream().map(change -> changed(change, state)).toList(), MOST_CHANGES);
    }

    private static AttributedString changed(Change change, State state) {
        return Ink.line().append("  ").append(ChangeText.of(change, state)).toAttributedString();
    }

    private static void some(List<AttributedString> lines, List<AttributedString> all, int most) {
        if (all.size() <= most) {
            lines.addAll(all);
            return;
        }
        lines.addAll(all.subList(0, most - 1));
        lines.add(Ink.of("  … and " + (all.size() - most + 1) + " more: w shows all", Ink.FAINT));
    }

    /// As many lines around the one that made the call as there is room for.
    private void source(List<AttributedString> lines, Event event, int room) {
        List<String> text = sources.lines(event.source());
        int line = event.source().line();
        if (line < 1 || line > text.size() || room < FEWEST_SOURCE_LINES) {
            if (room > 0 && !CallText.place(event).isEmpty()) {
                lines.add(Ink.of("at " + Ink.safe(CallText.place(event)), Ink.FAINT));
            }
            return;
        }
        lines.add(EMPTY);
        lines.add(Ink.of(Ink.safe(CallText.place(event)) + "  " + Ink.safe(event.source().method()) + "()", Ink.FAINT));
        int count = Math.min(MOST_SOURCE_LINES, room - 1);
        int first = Math.max(1, line - count / 2);
        for (int number = first; number < first + count && number <= text.size(); number++) {
            lines.add(SourcePage.line(text.get(number - 1), number, number == line));
        }
    }
}
