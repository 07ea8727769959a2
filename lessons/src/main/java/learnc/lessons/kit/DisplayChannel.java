package learnc.lessons.kit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// The way on which displays leave the machine of the cells, beside the text that they print.
public final class DisplayChannel {

    /// The value of a statement.
    public static final int VALUE = 'v';
    /// Shown by a cell while it runs.
    public static final int SHOWN = 's';
    /// No display: the number of bytes of output that were left out, as text.
    public static final int LEFT_OUT = 'l';

    private static final int MOST_CHARACTERS = 8 << 20;

    private static OutputStream out;

    private DisplayChannel() {
    }

    /// From now on displays go there.
    public static synchronized void open(OutputStream stream) {
        out = stream;
    }

    /// Sends a display, if anybody sees them; false if not.
    ///
    /// @param kind one of this class's
    public static synchronized boolean send(int kind, Display display) {
        if (out == null) {
            return false;
        }
        if (display.content().length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("too large to be shown: " + display);
        }
        try {
            byte[] content = display.content().getBytes(StandardCharsets.UTF_8);
            byte[] type = display.type().getBytes(StandardCharsets.UTF_8);
            var frame = new ByteArrayOutputStream(content.length + 64);
            var data = new DataOutputStream(frame);
            data.writeByte(kind);
            data.writeInt(type.length);
            data.write(type);
            data.writeInt(content.length);
            data.write(content);
            frame.writeTo(out);
            out.flush();
            return true;
        } catch (IOException gone) {
            return false;
        }
    }
}
