package learnc.lessons.render.press;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.asciidoctor.SafeMode;

/// Renders texts that come on standard input, one after the other, each as its length and its bytes. The answer is the HTML and
/// the complaints, a line each, in the same form. Ends with its input, or when nothing has come for a while: it needs much memory.
public final class EditedPress {

    private static final int IDLE_SECONDS = 60;

    private EditedPress() {
    }

    /// @param arguments none
    public static void main(String... arguments) throws IOException {
        var answers = new DataOutputStream(System.out);
        // Whatever a library might print must not get between the answers.
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        try (var watch = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory()); var renderer = new Renderer()) {
            var texts = new DataInputStream(System.in);
            while (true) {
                ScheduledFuture<?> end = watch.schedule(() -> Runtime.getRuntime().halt(0), IDLE_SECONDS, TimeUnit.SECONDS);
                String text = read(texts);
                end.cancel(false);
                Renderer.Page page = renderer.page(text, Path.of(""), SafeMode.SECURE);
                write(answers, page.html());
                write(answers, String.join("\n", page.complaints()));
                answers.flush();
            }
        } catch (EOFException noMore) {
            Runtime.getRuntime().halt(0);
        }
    }

    private static String read(DataInputStream from) throws IOException {
        var bytes = new byte[from.readInt()];
        from.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void write(DataOutputStream to, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        to.writeInt(bytes.length);
        to.write(bytes);
    }
}
