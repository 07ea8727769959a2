package learnc.runtime.kernel;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.O_CLOEXEC;
import static learnc.runtime.kernel.OpenFlags.O_CREAT;
import static learnc.runtime.kernel.OpenFlags.O_RDONLY;
import static learnc.runtime.kernel.OpenFlags.O_TRUNC;
import static learnc.runtime.kernel.OpenFlags.O_WRONLY;

import java.io.ByteArrayOutputStream;

/// Small files, read or written in one go: the kernel's control files, our own notes.
public final class WholeFile {

    private static final int CHUNK_BYTES = 16384;

    private WholeFile() {
    }

    /// The content of a file.
    @Why(call = "openat", value = "Opens the file to read it: {}", without = "{}")
    public static byte[] bytes(Kernel kernel, String path) {
        int file = kernel.openat(AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
        try {
            return rest(kernel, file);
        } finally {
            kernel.close(file);
        }
    }

    /// The content of a file as text.
    public static String text(Kernel kernel, String path) {
        byte[] content = bytes(kernel, path);
        return KernelText.text(content, 0, content.length);
    }

    /// Everything from the present position of an open file.
    public static byte[] rest(Kernel kernel, int file) {
        return rest(kernel, file, Integer.MAX_VALUE);
    }

    /// Everything from the present position of an open file; of a file that is too long, a little more than `enoughBytes`.
    @Why(call = "read", about = "\"\"", value = "Asks for more, because only an answer of 0 bytes says that the file ends here.",
            without = "A file that is longer than the buffer would be cut off, and nobody would notice.")
    public static byte[] rest(Kernel kernel, int file, int enoughBytes) {
        var content = new ByteArrayOutputStream();
        var chunk = new byte[CHUNK_BYTES];
        for (int count = kernel.read(file, chunk); count > 0; count = kernel.read(file, chunk)) {
            content.write(chunk, 0, count);
            if (content.size() > enoughBytes) {
                break;
            }
        }
        return content.toByteArray();
    }

    /// Writes a value to a control file that exists, in one write, as such files demand.
    @Why(call = "openat", value = "Opens the file by which the kernel takes this setting: {}", without = "{}")
    public static void set(Kernel kernel, String path, String value) {
        int file = kernel.openat(AT_FDCWD, path, O_WRONLY | O_CLOEXEC, 0);
        try {
            byte[] content = KernelText.bytes(value);
            kernel.write(file, content, 0, content.length);
        } finally {
            kernel.close(file);
        }
    }

    /// Makes a file, or replaces its content in place.
    @Why(call = "openat", value = "Makes the file, or empties it if it is there: {}", without = "{}")
    public static void write(Kernel kernel, String path, byte[] content, int mode) {
        int file = kernel.openat(AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
        try {
            writeAll(kernel, file, content, content.length);
        } finally {
            kernel.close(file);
        }
    }

    /// Makes a file with this text, or replaces its content in place.
    public static void write(Kernel kernel, String path, String text, int mode) {
        write(kernel, path, KernelText.bytes(text), mode);
    }

    /// Writes the first `length` bytes to an open file, however many writes that takes.
    public static void writeAll(Kernel kernel, int file, byte[] content, int length) {
        for (int done = 0; done < length; ) {
            done += kernel.write(file, content, done, Math.min(length - done, 128 * 1024));
        }
    }
}
