package learnc.lessons.cell;

import java.io.IOException;
import java.io.OutputStream;

import learnc.lessons.kit.Display;
import learnc.lessons.kit.DisplayChannel;

/// Output of a statement, up to a bound. What is beyond it is only counted, where it arises: a gigabyte costs nobody anything.
final class BoundedOutput extends OutputStream {

    private final OutputStream out;
    private long written;

    BoundedOutput(OutputStream out) {
        this.out = out;
    }

    /// Begins to count anew.
    synchronized void open() {
        written = 0;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) throws IOException {
        long fits = Math.clamp(Cells.MOST_OUTPUT - written, 0, length);
        written += length;
        out.write(bytes, from, (int) fits);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    synchronized void tellWhatWasLeftOut() {
        if (written > Cells.MOST_OUTPUT) {
            DisplayChannel.send(DisplayChannel.LEFT_OUT, new Display("text/plain", Long.toString(written - Cells.MOST_OUTPUT)));
        }
    }
}
