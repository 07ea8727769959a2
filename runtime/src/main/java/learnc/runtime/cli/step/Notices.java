package learnc.runtime.cli.step;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/// What a command says on standard error. While the step mode has the screen it is kept, shown there in the footer, and said
/// afterwards: on the screen it would be lost.
final class Notices extends Writer {

    private final PrintWriter err;
    private final List<String> held = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private boolean isHolding;
    private int shown;

    Notices(PrintWriter err) {
        this.err = err;
    }

    synchronized void hold() {
        isHolding = true;
    }

    /// What has been said since this was asked last; null for nothing.
    synchronized String last() {
        String said = shown < held.size() ? held.getLast() : null;
        shown = held.size();
        return said;
    }

    synchronized void release() {
        isHolding = false;
        held.forEach(err::println);
        held.clear();
        shown = 0;
        err.flush();
    }

    @Override
    public synchronized void write(char[] text, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (text[i] != '\n') {
                line.append(text[i]);
                continue;
            }
            held.add(line.toString());
            line.setLength(0);
        }
        if (!isHolding) {
            release();
        }
    }

    @Override
    public synchronized void flush() {
        if (!isHolding) {
            err.flush();
        }
    }

    @Override
    public void close() {
        flush();
    }
}
