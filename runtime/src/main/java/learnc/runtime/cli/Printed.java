package learnc.runtime.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.function.UnaryOperator;

import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.spec.Failure;

/// Standard output, which remembers what it could not take: Java's own forgets that the disk was full.
final class Printed extends FilterOutputStream {

    /// As if SIGPIPE had ended learnc, which Java ignores.
    static final int READER_HAS_GONE = 128 + 13;

    private static final int STANDARD_OUTPUT = 1;
    private static final short POLLOUT = 4;
    private static final short POLLERR = 8;

    private IOException refusal;

    Printed() {
        super(new FileOutputStream(FileDescriptor.out));
    }

    /// Lets everything that is printed go this way.
    static Printed begin() {
        var printed = new Printed();
        System.setOut(new PrintStream(printed, true, System.out.charset()));
        return printed;
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException refused) {
            refusal = refused;
            throw refused;
        }
    }

    /// The exit code of a command, unless what it has printed did not arrive. A reader that has seen enough, as `head`, is no
    /// reason for words: any other program would have been ended by SIGPIPE, whatever it was about to answer.
    int exitCode(int ofCommand) {
        System.out.flush();
        if (refusal != null && hasReaderGone()) {
            return READER_HAS_GONE;
        }
        if (refusal == null || ofCommand != 0) {
            return ofCommand;
        }
        System.err.println("learnc: cannot write to standard output: " + refusal.getMessage());
        return Failure.LEARNC_FAILED;
    }

    /// Whether standard output is a pipe or socket that nobody reads any more.
    static boolean hasReaderGone() {
        try (var linux = new Linux(UnaryOperator.identity())) {
            return (linux.host().ppoll(new int[] {STANDARD_OUTPUT}, new short[] {POLLOUT})[0] & POLLERR) != 0;
        }
    }
}
