package learnc.labs.grade;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import learnc.runtime.spec.Failure;

/// A copy of what a student has handed in: plain files of its top folder, no links, within limits. What is graded is the copy, so
/// nothing can change under the grader's hands.
final class Submission implements AutoCloseable {

    private static final int MOST_FILES = 100;
    private static final int MOST_BYTES = 1 << 20;

    private final Path folder;

    private Submission(Path folder) {
        this.folder = folder;
    }

    /// Copies.
    ///
    /// @throws Failure when it is too much
    static Submission copied(Path from) {
        try {
            var submission = new Submission(Files.createTempDirectory("learnc-lab"));
            try (Stream<Path> files = Files.list(from)) {
                List<Path> plain = files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).limit(MOST_FILES + 1L).sorted().toList();
                if (plain.size() > MOST_FILES) {
                    throw new Failure(from + " has more than " + MOST_FILES + " files");
                }
                plain.forEach(submission::take);
                return submission;
            } catch (IOException | RuntimeException refused) {
                submission.close();
                throw refused;
            }
        } catch (IOException refused) {
            throw new Failure("cannot read " + refused.getMessage(), refused);
        }
    }

    private void take(Path file) {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] content = in.readNBytes(MOST_BYTES + 1);
            if (content.length > MOST_BYTES) {
                throw new Failure(file + " is larger than " + (MOST_BYTES >> 10) + " KiB");
            }
            Files.write(folder.resolve(file.getFileName().toString()), content);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
