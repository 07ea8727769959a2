package learnc.lessons.keeper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// One end of the pipe between keeper and server: a message a line, `WORD NUMBER TEXT`.
final class Pipe {

    /// A message.
    ///
    /// @param word   what is wanted, or what has happened
    /// @param number which machine is meant
    /// @param text   the rest, in which lines may end
    record Message(String word, int number, String text) {
    }

    private final BufferedReader in;
    private final PrintStream out;

    Pipe(InputStream in, OutputStream out) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    synchronized void send(String word, int number, String text) {
        out.print(word + " " + number + " " + text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r") + "\n");
        out.flush();
    }

    /// The next message; null when there is nobody any more at the other end.
    Message next() {
        try {
            String line = in.readLine();
            if (line == null) {
                return null;
            }
            String[] parts = line.split(" ", 3);
            return new Message(parts[0], Integer.parseInt(parts[1]), parts[2].translateEscapes());
        } catch (IOException | IllegalArgumentException | ArrayIndexOutOfBoundsException broken) {
            return null;
        }
    }
}
