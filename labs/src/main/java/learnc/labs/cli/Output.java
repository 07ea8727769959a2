package learnc.labs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import learnc.runtime.spec.Failure;

/// A file that will be written at the end of long work. That it cannot be, is told before the work begins.
final class Output {

    private Output() {
    }

    /// Makes the folder that it will be in.
    ///
    /// @param file null when none is wanted
    /// @throws Failure a misuse, when it cannot be written
    static void prepare(Path file) {
        if (file == null) {
            return;
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (Files.isDirectory(file)) {
                throw new Failure(2, "cannot write to " + file + ": it is a folder\n  try: " + file.resolve("report"), null);
            }
        } catch (IOException refused) {
            throw new Failure(2, "cannot write to " + file + ": " + refused, refused);
        }
    }
}
