package learnc.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where the benchmarks keep the files of all that they compare: in memory (tmpfs).
///
/// ext4 does not give the number of a removed file to a new one for a minute or more, and looks longer for a free one the more were removed.
/// So hundreds of containers in a row, each with its twenty files, get slower and slower there, which no user who starts one will see.
final class Memory {

    private Memory() {
    }

    /// Its name is short: podman wants at most 50 characters.
    static Path newFolder() throws IOException {
        return Files.createTempDirectory(Path.of("/dev/shm"), "learnc-");
    }
}
