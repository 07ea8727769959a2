package learnc.runtime.cli.step;

import java.io.IOException;
import java.io.InputStream;

/// What is typed at a terminal whose reads give up after a moment (VTIME): then they say "end of file", and mean "nothing yet".
final class Keyboard {

    private static final int ESCAPE = 0x1B;
    private static final int LONGEST_SEQUENCE = 8;

    private final InputStream in;

    Keyboard(InputStream in) {
        this.in = in;
    }

    /// The next key; [Key.Name#NONE] when none came for a moment.
    Key next() throws IOException {
        int b = in.read();
        if (b < 0) {
            return Key.of(Key.Name.NONE);
        }
        return b == ESCAPE ? afterEscape() : Key.of((char) b);
    }

    private Key afterEscape() throws IOException {
        int b = in.read();
        if (b != '[' && b != 'O') {
            return Key.of(Key.Name.ESCAPE);
        }
        var sequence = new StringBuilder();
        do {
            b = in.read();
            sequence.append((char) b);
        } while (b >= 0 && (Character.isDigit(b) || b == ';') && sequence.length() < LONGEST_SEQUENCE);
        return Key.ofSequence(sequence.toString());
    }
}
