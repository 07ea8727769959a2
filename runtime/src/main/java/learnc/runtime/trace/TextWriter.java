package learnc.runtime.trace;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import learnc.runtime.spec.Stage;

/// The trace for people: a banner for each stage, and below it one line a system call, in the notation of strace(1) but with
/// the name of each argument.
public final class TextWriter implements EventWriter {

    private static final int DOOR_WIDTH = 15;
    private static final int DURATION_WIDTH = 8;

    private final WholeLines lines;
    private final TextStyle style;
    private final Paint paint;
    private final Margin margin;
    private final Line line = new Line();
    private String stage = "";
    private final Map<Integer, Event> begun = new HashMap<>();
    private Event announced;
    private StateMargin changes;

    /// @param out is not closed
    public TextWriter(OutputStream out, TextStyle style) {
        this.lines = new WholeLines(out, style.isLive());
        this.style = style;
        this.paint = new Paint(style);
        this.margin = new Margin(style, paint);
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
            columns(unfinished, "");
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
        columns(unfinished, "");
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
        columns(event, duration(event.durationNanoseconds()));
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
        String source = paint.source(event.source());
        line.append(source.isEmpty() ? "" : "  ").append(source).append('\n');
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
                line.append(separator).append(paint.faint(Printable.text(argument.name()) + "="));
                value(argument.text());
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

    private void columns(Event event, String duration) {
        int start = line.length();
        line.append("  ").append(Printable.text(event.door())).append(' ').append(event.pid());
        if (event.pidInside() != event.pid()) {
            line.append(':').append(event.pidInside());
        }
        line.spaces(start + DOOR_WIDTH - line.length()).spaces(DURATION_WIDTH - duration.length());
        line.append(paint.faint(duration)).append("  ");
    }

    private void call(Event event) {
        line.append(paint.call(Printable.text(event.systemCall()))).append('(');
        String separator = "";
        for (Event.Value argument : event.arguments()) {
            line.append(separator).append(paint.faint(Printable.text(argument.name()) + "="));
            value(argument.text());
            separator = ", ";
        }
        line.append(')');
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
        lines.add(style.isAscii() ? ascii(line.take()) : line.take());
    }

    private static byte[] ascii(byte[] text) {
        var line = new StringBuilder(new String(text, StandardCharsets.UTF_8));
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) > 0x7E) {
                line.setCharAt(i, line.charAt(i) == '…' ? '~' : '?');
            }
        }
        return line.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private String duration(long nanoseconds) {
        if (nanoseconds < 10_000_000) {
            return nanoseconds / 1000 + (style.isAscii() ? " us" : " µs");
        }
        return nanoseconds < 10_000_000_000L ? nanoseconds / 1_000_000 + " ms" : nanoseconds / 1_000_000_000 + " s";
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
