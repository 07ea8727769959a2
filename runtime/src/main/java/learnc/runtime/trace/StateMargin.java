package learnc.runtime.trace;

import java.util.List;

/// What a call has changed in the kernel, below the call: a line for each thing, but not more than fit on a screen.
final class StateMargin {

    private static final String INDENT = "      ";
    private static final int MOST_LINES = 16;

    private final ChangeWords words;
    private final Paint paint;
    private State state;

    StateMargin(TextStyle style, Paint paint) {
        this.words = new ChangeWords(style.isAscii());
        this.paint = paint;
    }

    /// Learns how things are called.
    void take(State known) {
        state = known.copy();
    }

    /// Adds what an event has changed.
    void addTo(Line text, Event event) {
        List<Change> changes = event.changes();
        int shown = changes.size() > MOST_LINES ? MOST_LINES - 1 : changes.size();
        for (int i = 0; i < changes.size(); i++) {
            if (i < shown) {
                text.append(INDENT).append(paint.change(words.line(changes.get(i), state))).append('\n');
            }
            if (state != null) {
                state.apply(changes.get(i));
            }
        }
        if (shown < changes.size()) {
            text.append(INDENT).append(paint.faint("and " + (changes.size() - shown) + " more such changes")).append('\n');
        }
    }
}
