package learnc.runtime.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import learnc.runtime.spec.Shown;
import learnc.runtime.spec.Spelling;
import learnc.runtime.trace.Event;
import learnc.runtime.trace.Replay;
import learnc.runtime.trace.State;
import learnc.runtime.trace.TextStyle;
import learnc.runtime.trace.TextWriter;

/// What `learnc trace replay` prints: a call with what it changed, and the state after it.
final class ReplayPages {

    private static final String NOT_TOLD = "the trace does not tell the state here: it was written with --no-state, or a part of it is missing";

    private final Replay replay;
    private final List<Event> events;
    private final PrintWriter out;
    private final TextStyle style;
    private int index = -1;

    ReplayPages(Replay replay, PrintWriter out, TextStyle style) {
        this.replay = replay;
        this.events = replay.events();
        this.out = out;
        this.style = style;
    }

    /// The name of a view, if it is one.
    ///
    /// @throws IllegalArgumentException when it is none; the message lists them
    static String view(String name) {
        if (!State.VIEWS.contains(name)) {
            throw new IllegalArgumentException("there is no view '" + name + "'." + Spelling.question(name, State.VIEWS) + " There are " + String.join(", ", State.VIEWS));
        }
        return name;
    }

    /// The number of the call that is shown; 0 before the first.
    long at() {
        return index < 0 ? 0 : events.get(index).sequence();
    }

    /// Shows a call, or the nearest that there is.
    void goTo(long sequence) {
        index = sequence <= 0 ? -1 : Math.min(replay.indexOf(sequence), events.size() - 1);
        if (index < 0) {
            out.println("before the first of " + events.size() + " calls");
        } else {
            out.print(text(events.get(index)));
        }
    }

    private String text(Event event) {
        var text = new ByteArrayOutputStream();
        try {
            TextWriter writer = new TextWriter(text, style).showingState();
            State before = replay.before(index);
            if (before != null) {
                writer.keyframe(event.sequence() - 1, before);
            }
            writer.write(event);
            writer.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return "call " + event.sequence() + " of " + events.size() + "  " + text.toString(StandardCharsets.UTF_8);
    }

    /// Shows the state after the call.
    ///
    /// @param only a view, or null for all of them
    void showState(String only) {
        State state = events.isEmpty() ? null : replay.before(index + 1);
        if (state == null) {
            out.println(NOT_TOLD);
            return;
        }
        for (String view : state.views()) {
            if (only == null || only.equals(view)) {
                out.println(Shown.lines(view));
                state.items(view).forEach(this::item);
            }
        }
    }

    private void item(String item, Map<String, String> fields) {
        out.println("  " + Shown.lines(item));
        fields.forEach((field, value) -> out.println("      " + Shown.lines(field + ": " + value.replace("\n", "; "))));
    }
}
