package learnc.lessons.kit;

import static learnc.runtime.kernel.OpenFlags.O_CLOEXEC;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.UnaryOperator;

import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.linux.Linux;

/// Standard output and error of the programs that cells start. They lead into a pipe; a thread prints what comes out of it as
/// if the cell had printed it.
final class Streams {

    private static final int OUTPUT = 1;
    private static final int ERROR = 2;
    private static final int PIPE_BYTES = 65536;

    private final Kernel host;
    private final int writing;
    private final int reading;
    private final StringBuilder unseen = new StringBuilder();
    private String awaited;

    private Streams(Kernel host, int reading, int writing) {
        this.host = host;
        this.reading = reading;
        this.writing = writing;
    }

    /// Takes descriptors 1 and 2 over. Java itself prints elsewhere meanwhile, into JShell's stream.
    static Streams taken() {
        Kernel host = new Linux(UnaryOperator.identity()).host();
        int[] ends = host.pipe2(O_CLOEXEC);
        host.dup3(ends[1], OUTPUT, 0);
        host.dup3(ends[1], ERROR, 0);
        var streams = new Streams(host, ends[0], ends[1]);
        Thread.ofPlatform().daemon().name("output").start(streams::print);
        return streams;
    }

    private void print() {
        var buffer = new byte[PIPE_BYTES];
        while (true) {
            int count = host.read(reading, buffer);
            take(new String(buffer, 0, count, StandardCharsets.UTF_8));
        }
    }

    private synchronized void take(String text) {
        unseen.append(text);
        int mark = awaited == null ? -1 : unseen.indexOf(awaited);
        if (mark >= 0) {
            unseen.delete(mark, mark + awaited.length());
            awaited = null;
            notifyAll();
        }
        if (awaited == null) {
            System.out.print(unseen);
            unseen.setLength(0);
        }
    }

    /// Waits until everything has been printed that was written before: a mark goes through the pipe behind it.
    synchronized void show() {
        awaited = "\0" + UUID.randomUUID() + "\0";
        byte[] mark = awaited.getBytes(StandardCharsets.US_ASCII);
        host.write(writing, mark, 0, mark.length);
        while (awaited != null) {
            try {
                wait();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                awaited = null;
            }
        }
    }
}
