package learnc.lessons.notebook;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

import learnc.runtime.spec.Failure;

/// A lesson as one student has it: the course's own file until the first edit, then a copy.
final class StudentCopy {

    private static final String FILE = "lesson.adoc";

    private final Path original;
    private final Path folder;
    private String seen = "";

    /// @param original the lesson's folder in the course, which is never written
    /// @param folder   the student's, which may not exist yet
    StudentCopy(Path original, Path folder) {
        this.original = original;
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /// Whether the student has a copy.
    boolean exists() {
        return Files.exists(folder.resolve(FILE));
    }

    /// The text that the student sees.
    String text() {
        seen = stamp();
        return read(exists() ? folder.resolve(FILE) : original.resolve(FILE));
    }

    /// The course's own text.
    String originalText() {
        return read(original.resolve(FILE));
    }

    /// Whether another program has written one of the files since we have read or written them.
    boolean hasChanged() {
        return !seen.equals(stamp());
    }

    private String stamp() {
        return stamp(folder.resolve(FILE)) + " " + stamp(original.resolve(FILE));
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return now.fileKey() + " " + now.size() + " " + now.lastModifiedTime();
        } catch (IOException none) {
            return "none";
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException notText) {
            throw new Failure(file + " is no UTF-8 text\n  try: save it as UTF-8", notText);
        } catch (IOException refused) {
            throw new Failure("cannot read " + file + ": " + refused.getMessage(), refused);
        }
    }

    /// Replaces the copy's text, or makes the copy.
    void write(String text) {
        try {
            Files.createDirectories(folder);
            write(folder.resolve(FILE), text);
            seen = stamp();
        } catch (IOException refused) {
            throw cannotWrite(folder.resolve(FILE), refused);
        }
    }

    static Failure cannotWrite(Path file, IOException refused) {
        return new Failure("cannot write " + file + ": " + refused.getMessage() + "\n  likely because: the disk is full, or the folder belongs to somebody else"
                + "\n  try: make room, or choose another folder with --folder", refused);
    }

    /// Puts the copy aside, so that the course's own text is seen again.
    ///
    /// @param name under which it stays beside the outputs
    void putAside(String name) {
        try {
            Path aside = Files.createDirectories(folder.resolve(".learnc")).resolve(name);
            Files.move(folder.resolve(FILE), aside, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException none) {
            return;
        } catch (IOException refused) {
            throw cannotWrite(folder, refused);
        }
    }

    /// Replaces a file so that whoever reads it, also after a crash or a power cut, finds all of the old or all of the new text.
    static void write(Path file, String text) throws IOException {
        Path next = file.resolveSibling("." + file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(file.getParent())) {
            folder.force(true);
        }
    }
}
