package learnc.runtime.trace;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import learnc.runtime.spec.Stage;

/// The trace for people: a banner for each stage, and below it one line a system call, in the notation of strace(1) but with
/// the name of each argument.
public final class TextWriter implements EventWriter {

    private static final int DOOR_WIDTH = 15;
    private static final int DURATION_WIDTH = 8;
    private static final long MOST_MICROSECONDS = 10_000;
    private static final long MOST_MILLISECONDS = 10_000;

    private final WholeLines lines;
    private final TextStyle style;
    private final Paint paint;
    private final Margin margin;
    private final Line line = new Line();
    private final String faint;
    private final String off;
    private final String microseconds;
    private String stage = "";
    private Event lastCaller;
    private String lastDoor;
    private final Map<Integer, Event> begun = new HashMap<>();
    private Event announced;
    private StateMargin changes;

    /// @param out is not closed
    public TextWriter(OutputStream out, TextStyle style) {
        this.lines = new WholeLines(out, style.isLive());
        this.style = style;
        this.paint = new Paint(style);
        this.margin = new Margin(style, paint);
        this.faint = paint.faint();
        this.off = paint.off();
        this.microseconds = style.isAscii() ? " us" : " µs";
        if (style.explain() == TextStyle.Explain.FULL) {
            showingState();
        }
    }

    /// The same writer, which tells below each call what it has changed, where the trace knows it.
    public TextWriter showingState() {
        changes = new StateMargin(style, paint);
        return this;
    }

    @Override
    public void keyframe(long after, State state) {
        if (changes != null) {
            changes.take(state);
        }
    }

    @Override
    public boolean wantsExplanations() {
        return style.explains(TextStyle.Explain.BRIEF);
    }

    @Override
    public boolean wantsDetails() {
        return style.explains(TextStyle.Explain.FULL);
    }

    @Override
    public void begin(Header header) {
    }

    @Override
    public void beforeSilence(Event unfinished) throws IOException {
        if (unfinished.systemCall().equals("execve") && !style.isQuiet()) {
            banner(unfinished);
            door(unfinished);
            line.spaces(DURATION_WIDTH + 2);
            call(unfinished);
            line.append(" <unfinished ...>\n");
            margin.addPurpose(line, unfinished);
            print();
            announced = unfinished;
        }
        flush();
    }

    @Override
    public boolean wantsBegun() {
        return !style.isQuiet();
    }

    @Override
    public void begun(Event unfinished) throws IOException {
        banner(unfinished);
        door(unfinished);
        line.spaces(DURATION_WIDTH + 2);
        call(unfinished);
        line.shorten(1);
        line.append(" <unfinished ...>\n");
        begun.put(unfinished.thread(), unfinished);
        print();
    }

    @Override
    public void write(Event event) throws IOException {
        if (style.isQuiet() && event.refusal() == null) {
            return;
        }
        banner(event);
        door(event);
        duration(event.durationNanoseconds());
        Event start = begun.remove(event.thread());
        boolean wasAnnounced = isAnnounced(event);
        if (start != null && start.startNanoseconds() == event.startNanoseconds()) {
            resumed(start, event);
        } else if (wasAnnounced) {
            line.append("<... ").append(Printable.text(event.systemCall())).append(" resumed>");
        } else {
            call(event);
        }
        result(event);
        source(event.source());
        line.append('\n');
        if (!wasAnnounced) {
            margin.addPurpose(line, event);
        }
        margin.addOutcome(line, event);
        if (changes != null) {
            changes.addTo(line, event);
        }
        print();
    }

    /// What was shown when the call began is not shown again.
    private void resumed(Event start, Event event) {
        line.append("<... ").append(Printable.text(event.systemCall())).append(" resumed>");
        String separator = "";
        for (int i = 0; i < event.arguments().size(); i++) {
            Event.Value argument = event.arguments().get(i);
            if (i >= start.arguments().size() || start.arguments().get(i).text().equals(Event.YET_TO_COME)) {
                line.append(separator);
                argument(argument);
                separator = ", ";
            }
        }
        line.append(')');
    }

    private boolean isAnnounced(Event event) {
        boolean isIt = announced != null && announced.pid() == event.pid() && announced.systemCall().equals(event.systemCall());
        if (isIt) {
            announced = null;
        }
        return isIt;
    }

    private void banner(Event event) {
        if (event.stage().equals(stage)) {
            return;
        }
        stage = event.stage();
        line.append(paint.stage((style.isAscii() ? "> " : "▸ ") + Printable.text(stage)));
        if (style.explain() != TextStyle.Explain.OFF) {
            line.append(": ").append(why(stage));
        }
        if (event.flowStep() != null) {
            line.append(paint.faint("  [step " + Printable.text(event.flowStep()) + "]"));
        }
        line.append('\n');
    }

    private static String why(String stage) {
        for (Stage known : Stage.values()) {
            if (known.word().equals(stage)) {
                return known.why();
            }
        }
        if (stage.equals(Event.PAYLOAD)) {
            return "What the program asks of the kernel by itself, from its first instruction on.";
        }
        return "What learnc does for itself: look after its own files, note what it makes, wait.";
    }

    /// Who makes the call. Mostly it is the one who has made the last.
    private void door(Event event) {
        if (lastCaller == null || lastCaller.pid() != event.pid() || lastCaller.pidInside() != event.pidInside() || !lastCaller.door().equals(event.door())) {
            lastCaller = event;
            lastDoor = "  " + Printable.text(event.door()) + ' ' + event.pid() + (event.pidInside() == event.pid() ? "" : ":" + event.pidInside());
        }
        line.append(lastDoor).spaces(DOOR_WIDTH - lastDoor.length());
    }

    private void duration(long nanoseconds) {
        long micros = nanoseconds / 1000;
        if (micros < MOST_MICROSECONDS) {
            duration(micros, microseconds);
        } else if (micros / 1000 < MOST_MILLISECONDS) {
            duration(micros / 1000, " ms");
        } else {
            duration(micros / 1_000_000, " s");
        }
    }

    private void duration(long number, String unit) {
        String digits = Long.toString(number);
        line.spaces(DURATION_WIDTH - digits.length() - unit.length()).append(faint).append(digits).append(unit).append(off).append("  ");
    }

    private void source(Event.Source source) {
        if (style.isLinked() || source.file().isEmpty()) {
            String link = paint.source(source);
            line.append(link.isEmpty() ? "" : "  ").append(link);
        } else {
            line.append("  ").append(faint).append(Printable.text(source.file())).append(':').append(source.line()).append(off);
        }
    }

    private void call(Event event) {
        line.append(paint.call(Printable.text(event.systemCall()))).append('(');
        String separator = "";
        for (Event.Value argument : event.arguments()) {
            line.append(separator);
            argument(argument);
            separator = ", ";
        }
        line.append(')');
    }

    private void argument(Event.Value argument) {
        line.append(faint).append(Printable.text(argument.name())).append('=').append(off);
        value(argument.text());
    }

    private void result(Event event) {
        line.append(" = ");
        if (event.refusal() == null) {
            value(event.resultText());
        } else {
            line.append(paint.refused(Printable.text(event.resultText())));
        }
    }

    private void value(String text) {
        String printable = Printable.text(text);
        if (style.explain() == TextStyle.Explain.FULL) {
            line.append(printable);
        } else {
            line.appendShortened(printable);
        }
    }

    private void print() throws IOException {
        if (style.isAscii()) {
            line.moveAsAsciiTo(lines);
        } else {
            line.moveTo(lines);
        }
    }

    @Override
    public void flush() throws IOException {
        lines.flush();
    }

    @Override
    public void end(long events) throws IOException {
        lines.flush();
    }
}
