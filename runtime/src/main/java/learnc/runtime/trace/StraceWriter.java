package learnc.runtime.trace;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/// The trace in the words of `strace -f -yy -ttt -T`, for every tool that reads those. Calls of several threads at the same time
/// are interleaved as strace does it, by `<unfinished ...>` and `<... resumed>`.
public final class StraceWriter implements EventWriter {

    private static final int MICROS = 1_000_000;
    private static final int HELD_BACK = 4096;

    private final OutputStream out;
    private final WholeLines lines;
    private final PriorityQueue<Event> waiting = new PriorityQueue<>(Comparator.comparingLong(Event::startNanoseconds).thenComparingLong(Event::sequence));
    private final PriorityQueue<Event> open = new PriorityQueue<>(Comparator.comparingLong(StraceWriter::endOf).thenComparingLong(Event::sequence));
    private final StringBuilder line = new StringBuilder(256);
    private final int heldBack;
    private Instant began = Instant.EPOCH;

    /// For a file.
    ///
    /// @param out is closed at the end
    public StraceWriter(OutputStream out) {
        this(out, false);
    }

    /// @param out    is closed at the end
    /// @param isLive whether somebody is looking: then each call is shown as soon as it has ended
    public StraceWriter(OutputStream out, boolean isLive) {
        this.out = out;
        this.lines = new WholeLines(out, isLive);
        this.heldBack = isLive ? 0 : HELD_BACK;
    }

    @Override
    public boolean wantsExplanations() {
        return false;
    }

    @Override
    public void begin(Header header) {
        began = header.started();
    }

    /// An event comes when its call has ended, and strace shows it where it has begun. So some are held back.
    @Override
    public void write(Event event) throws IOException {
        waiting.add(event);
        if (waiting.size() > heldBack) {
            start(waiting.poll());
        }
    }

    @Override
    public void flush() throws IOException {
        lines.flush();
    }

    @Override
    public void end(long events) throws IOException {
        while (!waiting.isEmpty()) {
            start(waiting.poll());
        }
        resumeUntil(Long.MAX_VALUE);
        try (out) {
            flush();
        }
    }

    private static long endOf(Event event) {
        return event.startNanoseconds() + event.durationNanoseconds();
    }

    private void start(Event event) throws IOException {
        resumeUntil(event.startNanoseconds());
        when(event, event.startNanoseconds());
        call(event);
        Event next = waiting.peek();
        if (next != null && next.startNanoseconds() < endOf(event) && next.thread() != event.thread()) {
            line.append(" <unfinished ...>\n");
            open.add(event);
        } else {
            line.append(')');
            result(event);
        }
        print();
    }

    private void resumeUntil(long nanoseconds) throws IOException {
        while (!open.isEmpty() && endOf(open.peek()) <= nanoseconds) {
            Event event = open.poll();
            when(event, endOf(event));
            line.append("<... ").append(Printable.text(event.systemCall())).append(" resumed>)");
            result(event);
            print();
        }
    }

    private void when(Event event, long nanoseconds) {
        long micros = began.getEpochSecond() * MICROS + began.getNano() / 1000 + nanoseconds / 1000;
        line.append(event.thread() == 0 ? event.pid() : event.thread()).append(' ');
        fraction(micros);
        line.append(' ');
    }

    private void call(Event event) {
        line.append(Printable.text(event.systemCall())).append('(');
        String separator = "";
        for (Event.Value argument : event.arguments()) {
            line.append(separator).append(Printable.text(isMessage(event, argument) ? quoted(argument.bytes()) : argument.text()));
            separator = ", ";
        }
    }

    private static boolean isMessage(Event event, Event.Value argument) {
        return argument.bytes() != null && !event.systemCall().equals("write");
    }

    /// A message as a string of bytes: its text is for people, and tools would stumble over it.
    private static String quoted(String hexadecimal) {
        var text = new StringBuilder("\"");
        for (int i = 0; i + 1 < hexadecimal.length(); i += 2) {
            text.append("\\x").append(hexadecimal, i, i + 2);
        }
        return text.append('"').toString();
    }

    private void result(Event event) {
        line.append(" = ").append(Printable.text(event.resultText()));
        if (!event.resultText().equals("?")) {
            line.append(" <");
            fraction(event.durationNanoseconds() / 1000);
            line.append('>');
        }
        line.append('\n');
    }

    /// `12.000345`: seconds with six digits behind the point.
    private void fraction(long micros) {
        String rest = Long.toString(micros % MICROS);
        line.append(micros / MICROS).append('.').append("000000", rest.length(), 6).append(rest);
    }

    private void print() throws IOException {
        lines.add(line);
        line.setLength(0);
    }
}
