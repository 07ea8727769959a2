package learnc.labs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import learnc.runtime.spec.Digest;

/// A student's name as one of a class. In a class of virtual machines everybody is `vagrant` or `root`: there the machine tells them apart.
final class WhoseName {

    private static final Set<String> EVERYBODYS = Set.of("root", "vagrant", "student", "user", "admin", "debian", "ubuntu");
    private static final Path MACHINE = Path.of("/etc/machine-id");
    private static final int DIGITS = 8;

    private WhoseName() {
    }

    /// @param account of the student on this machine
    static String of(String account) {
        return of(account, MACHINE);
    }

    /// @param machine a file with the machine's own number, which is not to be told to others (machine-id(5))
    static String of(String account, Path machine) {
        if (!EVERYBODYS.contains(account)) {
            return account;
        }
        try {
            return account + "-" + Digest.sha256(Files.readAllBytes(machine)).hex().substring(0, DIGITS);
        } catch (IOException none) {
            return account;
        }
    }
}
