package learnc.runtime;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/// What a test needs and a machine may lack. A test that is skipped for it says so aloud, because a report of skipped tests is
/// seldom read.
public final class Needed {

    private Needed() {
    }

    /// Skips the test, and prints the reason, unless what it needs is there.
    public static void needed(boolean isThere, String reason) {
        if (!isThere) {
            System.err.println("SKIPPED: " + reason);
        }
        assumeTrue(isThere, reason);
    }

    /// Skips the test, and prints the reason, unless a program is installed.
    ///
    /// @param packages the Debian packages that bring it
    public static void neededProgram(String name, String packages) {
        boolean isThere = Files.isExecutable(Path.of("/usr/bin", name)) || Files.isExecutable(Path.of("/usr/sbin", name));
        needed(isThere, name + " is missing; apt-get install " + packages);
    }
}
